/**
 * Sends packets through the network: a set of them at once, which splits where a table, a filter or a translation tells them
 * apart. Nothing is sampled. Where the cloud chooses between ways, every one of them is walked.
 */
import type { Step, Way, WayEnd } from "./answer";
import { claims } from "./claims";
import {
    backTranslated,
    filter,
    filterForAnyPeer,
    flowOf,
    isEmptyFlow,
    narrowed,
    outside,
    translate,
    within,
    type Flow,
    type Hidden,
} from "./flow";
import { distinctEntries, lookUp, routedBy, type Share } from "./lookup";
import { StationKind } from "./network";
import type { Door, Entry, Gate, Hop, Host, Network, Station, Translation } from "./network";
import { describeEnds, difference, intersection, isEmptySet, NO_PACKETS, repliesTo } from "./packets";
import type { PacketSet } from "./packets";
import { Code, type Element, type Reason } from "./reason";

/** What the way there leaves behind for the answers. */
export interface Session {
    readonly from: Host;
    /** Ids of the filters passed. */
    readonly gates: ReadonlySet<string>;
    /** By NAT gateway: what it hides of the packets that it translated. */
    readonly translated: ReadonlyMap<string, Hidden>;
    /** By link that keeps a connection in one zone: the one that was chosen. */
    readonly zones: ReadonlyMap<string, string>;
}

/** A way, with what the answers need of it. */
export interface Walked extends Way {
    readonly flow: Flow;
    readonly session: Session;
}

export interface Walk {
    readonly network: Network;
    readonly from: Host;
    readonly packets: PacketSet;
    /** The host that is meant where several may have an address that is not known yet. */
    readonly to?: Host;
    /** Of answers: what the packets left behind. */
    readonly session?: Session;
    /** True where every stateful filter lets answers through: for answers to any packets that arrived. */
    readonly isAnswering?: boolean;
    /** Where only the ends count: the ways have no steps, and share what many of them have in common. */
    readonly shared?: SharedWays;
}

/** What walks without steps share: how packets of one kind go on from each hub table. */
export interface SharedWays {
    /** All packets that any of these walks may send. */
    readonly all: PacketSet;
    /** By table and zone; undefined while it is being walked. */
    readonly from: Map<string, readonly Walked[] | undefined>;
}

/** More than any network has in a row, and an end for one that no other rule ends (AWS counts 64). */
const MOST_STEPS = 64;

export function walk(walk: Walk): readonly Walked[] {
    return new Walker(walk).run();
}

/** The ways, and the places to whose hosts packets came: only there it matters which host is meant. Not for shared ways. */
export function explore(walk: Omit<Walk, "to" | "shared">): {
    readonly ways: readonly Walked[];
    readonly places: ReadonlySet<string>;
} {
    const walker = new Walker(walk);
    return { ways: walker.run(), places: walker.places };
}

interface At {
    readonly flow: Flow;
    readonly zone: string | undefined;
    readonly steps: readonly Step[];
    /** What came by already: the same packets in the same station and zone again would come there for ever. */
    readonly visited: readonly {
        readonly station: string;
        readonly zone: string | undefined;
        readonly now: PacketSet;
    }[];
    readonly session: Session;
    /** Ids of gateways that have changed the address back. */
    readonly changedBack: ReadonlySet<string>;
}

class Walker {
    private readonly ways: Walked[] = [];
    /** Where packets were looking for their host. */
    readonly places = new Set<string>();

    constructor(private readonly asked: Walk) {}

    run(): readonly Walked[] {
        const { from, packets: set } = this.asked;
        const start = this.start(set);
        const sent = from.sends.reduce<At>((at, gate) => this.gate(at, gate, "any"), start);
        this.station(sent, from.station);
        return this.ways;
    }

    private start(set: PacketSet): At {
        const { from } = this.asked;
        return {
            flow: flowOf(set),
            zone: from.zone,
            steps: [{ element: from.element, text: "sends" }],
            visited: [],
            session: { from, gates: new Set(), translated: new Map(), zones: new Map() },
            changedBack: new Set(),
        };
    }

    /** What all packets do from a hub table on, whoever sent them. */
    private goOnFrom(id: string, zone: string | undefined, all: PacketSet): readonly Walked[] {
        this.station({ ...this.start(all), zone }, id);
        return this.ways;
    }

    /** The ways from a hub table on, if they may be shared: packets as they were sent, from nobody in particular. */
    private sharedWays(at: At, station: Station): readonly Walked[] | undefined {
        const { shared, from } = this.asked;
        if (shared === undefined || station.kind !== StationKind.HubTable || isInGroups(from)) return undefined;
        const { flow, session, zone } = at;
        if (flow.changed.size > 0 || session.translated.size > 0 || session.zones.size > 0) return undefined;
        const key = `${station.id} ${zone ?? ""}`;
        if (!shared.from.has(key)) {
            shared.from.set(key, undefined);
            shared.from.set(key, new Walker(this.asked).goOnFrom(station.id, zone, shared.all));
        }
        return shared.from.get(key);
    }

    private end(at: At, end: WayEnd): void {
        if (isEmptyFlow(at.flow)) return;
        const { flow, steps, session } = at;
        this.ways.push({ from: this.asked.from, packets: flow.sent, steps, end, flow, session });
    }

    private deny(at: At, flow: Flow, reason: Reason): void {
        this.end({ ...at, flow }, { is: reason.code === Code.Unknown ? "unknown" : "denied", reason });
    }

    /** The packets that pass; the others end here. */
    private gate(at: At, gate: Gate, peer: Host | undefined | "any"): At {
        if (isEmptyFlow(at.flow)) return at;
        const gates = gate.isStateful ? new Set([...at.session.gates, gate.id]) : at.session.gates;
        if (gate.isStateful && (this.asked.isAnswering === true || this.asked.session?.gates.has(gate.id) === true))
            return { ...at, session: { ...at.session, gates } };
        const { passed, denied, unsure } =
            peer === "any" ? filterForAnyPeer(at.flow, gate) : filter(at.flow, gate, peer);
        if (!isEmptyFlow(denied)) {
            const detail = `${gate.element.label} lets no packets ${describeEnds(denied.now)} through on these ports`;
            this.deny(at, denied, { code: gate.code, element: gate.element, detail });
        }
        for (const { flow, what } of unsure) this.deny(at, flow, what);
        return { ...at, flow: passed, session: { ...at.session, gates } };
    }

    private gates(at: At, gates: readonly Gate[], peer: Host | undefined | "any"): At {
        return gates.reduce((passed, gate) => this.gate(passed, gate, peer), at);
    }

    private station(at: At, id: string): void {
        if (isEmptyFlow(at.flow)) return;
        const station = this.asked.network.stations.get(id);
        if (station === undefined) {
            const element = at.steps.at(-1)?.element ?? this.asked.from.element;
            this.deny(at, at.flow, {
                code: Code.Unknown,
                element,
                detail: `${id} is not part of what was read`,
            });
            return;
        }
        const ways = this.sharedWays(at, station);
        if (ways !== undefined) {
            for (const way of ways) this.follow(at, way);
            return;
        }
        const { zone, flow } = at;
        const cameBy = at.visited.some(
            (v) => v.station === id && v.zone === zone && isEmptySet(difference(flow.now, v.now)),
        );
        if (cameBy || at.visited.length > MOST_STEPS) {
            const detail = `packets ${describeEnds(at.flow.now)} come back to ${station.element.label} for ever`;
            this.deny(at, at.flow, { code: Code.Loop, element: station.element, detail });
            return;
        }
        const here: At = { ...at, visited: [...at.visited, { station: id, zone, now: flow.now }] };
        const [open] = station.unsure;
        if (open !== undefined) {
            this.deny(here, here.flow, open);
            return;
        }
        const found = lookUp(here.flow.now, station);
        for (const { share, packets: led } of found.led) {
            const flow = narrowed(here.flow, led);
            for (const entry of this.apart(share)) this.hop(this.stepped({ ...here, flow }, station, entry), entry.to);
        }
        const left = narrowed(here.flow, found.left);
        if (isEmptyFlow(left)) return;
        if (station.otherwise !== undefined)
            this.hop(this.stepped({ ...here, flow: left }, station), station.otherwise);
        else this.noRoute({ ...here, flow: left }, station);
    }

    /** The packets of a flow that take a way which was walked before. */
    private follow(at: At, way: Walked): void {
        const sent = intersection(at.flow.sent, way.flow.sent);
        if (isEmptySet(sent)) return;
        const flow = way.flow.changed.size === 0 ? flowOf(sent) : { ...way.flow, sent };
        const gates =
            way.session.gates.size === 0 ? at.session.gates : new Set([...at.session.gates, ...way.session.gates]);
        const session = { ...way.session, from: this.asked.from, gates };
        this.ways.push({ ...way, from: this.asked.from, packets: sent, flow, session });
    }

    private noRoute(at: At, station: Station): void {
        let left = at.flow;
        for (const id of station.siblings ?? []) {
            const sibling = this.asked.network.stations.get(id);
            if (sibling === undefined) continue;
            const routed = routedBy(sibling);
            const flow = within(left, routed);
            if (isEmptyFlow(flow)) continue;
            left = outside(left, routed);
            const detail =
                `${station.element.label}, in which packets ${describeEnds(flow.now)} are looked up, has no route for ` +
                `them; ${sibling.element.label} of the same hub has one`;
            this.deny(at, flow, { code: Code.WrongTable, element: station.element, detail });
        }
        const detail = `${station.element.label} has no route for packets ${describeEnds(left.now)}`;
        this.deny(at, left, { code: Code.NoRoute, element: station.element, detail });
    }

    /** The entries to walk: where only the ends count, tunnels side by side are one way. */
    private apart(share: Share): readonly Entry[] {
        return this.asked.shared === undefined ? share.entries : distinctEntries(share);
    }

    private stepped(at: At, station: Station, entry?: Entry): At {
        return this.asked.shared !== undefined ? at : stepped(at, station, entry);
    }

    private hop(at: At, hop: Hop): void {
        switch (hop.to) {
            case "end": {
                this.deny(at, at.flow, hop.reason);
                return;
            }
            case "hosts": {
                this.deliver(this.gates(taking(at, hop.link), hop.gates, undefined), hop.place);
                return;
            }
            case "zones":
                for (const door of this.doors(at, hop)) {
                    const zones =
                        hop.isSticky && hop.link !== undefined
                            ? new Map([...at.session.zones, [hop.link, door.zone]])
                            : at.session.zones;
                    const through: At = { ...taking(at, hop.link), zone: door.zone, session: { ...at.session, zones } };
                    this.station(this.gates(through, door.gates, undefined), door.station);
                }
                return;
            case "station": {
                const zone = hop.zone === undefined ? at.zone : hop.zone === "" ? undefined : hop.zone;
                const through = { ...this.gates(taking(at, hop.link), hop.gates, undefined), zone };
                const parts = hop.translation === undefined ? [through] : this.translate(through, hop.translation);
                for (const part of parts) this.station(part, hop.station);
                return;
            }
        }
    }

    /** Where a packet may come out: in its own zone if there is a door, else in any; a connection keeps to one where it must. */
    private doors(at: At, hop: Hop & { to: "zones" }): readonly Door[] {
        const chosen = hop.link === undefined ? undefined : this.asked.session?.zones.get(hop.link);
        const wanted = hop.isSticky ? chosen : at.zone;
        const fitting = hop.doors.filter(({ zone }) => zone === wanted);
        return fitting.length > 0 ? fitting : hop.doors;
    }

    private translate(at: At, translation: Translation): readonly At[] {
        const { parts, left } = translate(at.flow, translation);
        const by = translation.isShared ? translation.element.urn : undefined;
        const steps = [...at.steps, { element: translation.element, text: `changes the ${translation.end} address` }];
        const changed = parts.map(({ before, after }): At => {
            const translated =
                by === undefined
                    ? at.session.translated
                    : new Map([...at.session.translated, [by, hiding(before)] as const]);
            const session = { ...at.session, translated };
            return { ...at, flow: after, steps, session };
        });
        if (translation.otherwise === "unchanged") return [...changed, { ...at, flow: left }];
        this.deny(at, left, translation.otherwise);
        return changed;
    }

    private deliver(at: At, place: string): void {
        this.places.add(place);
        let left = at.flow;
        for (const { host, addresses } of claims(this.asked.network, place, this.meant(at))) {
            if (isEmptyFlow(left)) return;
            const flow = within(left, addresses);
            left = outside(left, addresses);
            if (!isEmptyFlow(flow)) this.arrive({ ...at, flow }, host);
        }
        const label = this.asked.network.places.get(place)?.label ?? place;
        const detail = `no host of ${label} has the address that packets ${describeEnds(left.now)} go to`;
        this.deny(at, left, { code: Code.NoRoute, element: elementOfPlace(this.asked.network, place), detail });
    }

    /** Hosts that packets go to whose address nobody knows yet: gateways that have to change it back, and who is asked about. */
    private meant(at: At): readonly Host[] {
        const { network, session, to } = this.asked;
        const gateways = [...(session?.translated.keys() ?? [])].flatMap((id) => network.hosts.get(id) ?? []);
        const waiting = gateways.filter(({ id }) => !at.changedBack.has(id));
        return [...waiting, ...(to === undefined ? [] : [to])].filter(({ isExact }) => !isExact);
    }

    private arrive(at: At, host: Host): void {
        const { session, from } = this.asked;
        if (host.translates === true) {
            const { flow, left } = backTranslated(at.flow, session?.translated.get(host.id) ?? NOTHING_HIDDEN);
            const detail = `${host.element.label} takes no packets but answers to what it translated`;
            this.deny(at, left, { code: Code.NoRoute, element: host.element, detail });
            const steps = [...at.steps, { element: host.element, text: "changes the address back" }];
            const changedBack = new Set([...at.changedBack, host.id]);
            this.station({ ...at, flow, steps, zone: host.zone, changedBack }, host.station);
            return;
        }
        const peer = at.flow.changed.has("source") ? undefined : from;
        const received = this.gates(at, host.receives, peer);
        // What the sender may send to members of a group only was let off until now, when it is known who receives.
        const gates = from.sends.filter(({ fromGroups }) => fromGroups.length > 0);
        const sent = this.gates(received, gates, at.flow.changed.has("destination") ? undefined : host);
        this.end(
            { ...sent, steps: [...sent.steps, { element: host.element, text: "receives" }] },
            { is: "delivered", host },
        );
    }
}

function stepped(at: At, station: Station, entry?: Entry): At {
    const text = entry === undefined ? "leads on" : `looks up: ${entry.element.label} (${entry.origin})`;
    const step: Step = {
        element: station.element,
        text,
        station: station.id,
        ...(entry === undefined ? {} : { route: entry.element }),
        ...(at.zone ? { zone: at.zone } : {}),
    };
    return { ...at, steps: [...at.steps, step] };
}

/** Whose packets fare by the groups that it belongs to, or that it may send to. */
function isInGroups({ groups, sends }: Host): boolean {
    return groups.length > 0 || sends.some(({ fromGroups }) => fromGroups.length > 0);
}

function hiding({ now, changed }: Flow): Hidden {
    return { answers: repliesTo(now), isAsSent: !changed.has("source") };
}
const NOTHING_HIDDEN: Hidden = { answers: NO_PACKETS, isAsSent: false };

/** The last step leads over a link. */
function taking(at: At, link: string | undefined): At {
    const last = at.steps.at(-1);
    return link === undefined || last === undefined
        ? at
        : { ...at, steps: [...at.steps.slice(0, -1), { ...last, link }] };
}

function elementOfPlace(network: Network, id: string): Element {
    const place = network.places.get(id);
    return place?.urn === undefined ? { label: place?.label ?? id } : { urn: place.urn, label: place.label };
}
