/**
 * Sends packets through the network: a set of them at once, which splits where a table, a filter or a translation tells them
 * apart. Nothing is sampled. Where the cloud chooses between ways, every one of them is walked.
 */
import { addressSet, contains, subtract, union, type AddressSet } from "../plan/address-set";
import type { Step, Way, WayEnd } from "./answer";
import {
    backTranslated,
    filter,
    filterForAnyPeer,
    flowOf,
    isEmptyFlow,
    outside,
    translate,
    within,
    withDestinations,
    type Flow,
} from "./flow";
import { sharesOf } from "./lookup";
import { HostKind, StationKind } from "./network";
import type { Door, Entry, Gate, Hop, Host, Network, Station, Translation } from "./network";
import { addressesOf, describeEnds, NO_PACKETS, packets, repliesTo, type PacketSet } from "./packets";
import { Code, type Element, type Reason } from "./reason";

/** What the way there leaves behind for the answers. */
export interface Session {
    readonly from: Host;
    /** Ids of the filters passed. */
    readonly gates: ReadonlySet<string>;
    /** By NAT gateway: the answers to what it translated, as they were before. */
    readonly translated: ReadonlyMap<string, PacketSet>;
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
}

/** More than any network has in a row, and an end for one that no other rule ends (AWS counts 64). */
const MOST_STEPS = 64;

export function walk(walk: Walk): readonly Walked[] {
    return new Walker(walk).run();
}

interface At {
    readonly flow: Flow;
    readonly zone: string | undefined;
    readonly steps: readonly Step[];
    /** Station, zone and number of translations: the same packets there again would come there for ever. */
    readonly visited: ReadonlySet<string>;
    readonly session: Session;
    readonly translations: number;
    /** Ids of gateways that have changed the address back. */
    readonly changedBack: ReadonlySet<string>;
}

class Walker {
    private readonly ways: Walked[] = [];

    constructor(private readonly asked: Walk) {}

    run(): readonly Walked[] {
        const { from, packets: set } = this.asked;
        const start: At = {
            flow: flowOf(set),
            zone: from.zone,
            steps: [{ element: from.element, text: "sends" }],
            visited: new Set(),
            session: { from, gates: new Set(), translated: new Map(), zones: new Map() },
            translations: 0,
            changedBack: new Set(),
        };
        const sent = from.sends.reduce<At>((at, gate) => this.gate(at, gate, "any"), start);
        this.station(sent, from.station);
        return this.ways;
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
        const key = `${id} ${at.zone ?? ""} ${at.translations}`;
        if (at.visited.has(key) || at.steps.length > MOST_STEPS) {
            const detail = `packets ${describeEnds(at.flow.now)} come back to ${station.element.label} for ever`;
            this.deny(at, at.flow, { code: Code.Loop, element: station.element, detail });
            return;
        }
        const here: At = { ...at, visited: new Set([...at.visited, key]) };
        const [open] = station.unsure;
        if (open !== undefined) {
            this.deny(here, here.flow, open);
            return;
        }
        let left = here.flow;
        for (const { family, destinations, entries } of sharesOf(station)) {
            const flow = withDestinations(here.flow, family, destinations);
            if (isEmptyFlow(flow)) continue;
            left = outside(left, destinationsOnly(family, destinations));
            for (const entry of entries) this.hop(stepped({ ...here, flow }, station, entry), entry.to);
        }
        if (isEmptyFlow(left)) return;
        if (station.otherwise !== undefined) this.hop(stepped({ ...here, flow: left }, station), station.otherwise);
        else this.noRoute({ ...here, flow: left }, station);
    }

    private noRoute(at: At, station: Station): void {
        let left = at.flow;
        for (const id of station.siblings ?? []) {
            const sibling = this.asked.network.stations.get(id);
            if (sibling === undefined) continue;
            for (const { family, destinations, entries } of sharesOf(sibling)) {
                const flow = withDestinations(left, family, destinations);
                if (isEmptyFlow(flow) || entries.every(({ to }) => to.to === "end")) continue;
                left = outside(left, destinationsOnly(family, destinations));
                const missing = describeEnds(flow.now);
                const detail =
                    `${station.element.label}, in which packets ${missing} are looked up, has no route for them; ` +
                    `${sibling.element.label} of the same hub has one`;
                this.deny(at, flow, { code: Code.WrongTable, element: station.element, detail });
            }
        }
        const detail = `${station.element.label} has no route for packets ${describeEnds(left.now)}`;
        this.deny(at, left, { code: Code.NoRoute, element: station.element, detail });
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
                    const zones = new Map(at.session.zones);
                    if (hop.isSticky && hop.link !== undefined) zones.set(hop.link, door.zone);
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
                    : new Map([...at.session.translated, [by, repliesTo(before.now)] as const]);
            const session = { ...at.session, translated };
            return { ...at, flow: after, steps, translations: at.translations + 1, session };
        });
        if (translation.otherwise === "unchanged") return [...changed, { ...at, flow: left }];
        this.deny(at, left, translation.otherwise);
        return changed;
    }

    private deliver(at: At, place: string): void {
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
            const { flow, left } = backTranslated(at.flow, session?.translated.get(host.id) ?? NO_PACKETS);
            const detail = `${host.element.label} takes no packets but answers to what it translated`;
            this.deny(at, left, { code: Code.NoRoute, element: host.element, detail });
            const steps = [...at.steps, { element: host.element, text: "changes the address back" }];
            const changedBack = new Set([...at.changedBack, host.id]);
            const translations = at.translations + 1;
            this.station({ ...at, flow, steps, zone: host.zone, translations, changedBack }, host.station);
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

/** The last step leads over a link. */
function taking(at: At, link: string | undefined): At {
    const last = at.steps.at(-1);
    return link === undefined || last === undefined
        ? at
        : { ...at, steps: [...at.steps.slice(0, -1), { ...last, link }] };
}

function destinationsOnly(family: 4 | 6, intervals: readonly { first: bigint; last: bigint }[]): PacketSet {
    return packets({ destination: addressSet(intervals.map((interval) => ({ family, ...interval }))) });
}

function elementOfPlace(network: Network, id: string): Element {
    const place = network.places.get(id);
    return place?.urn === undefined ? { label: place?.label ?? id } : { urn: place.urn, label: place.label };
}

interface Claim {
    readonly host: Host;
    readonly addresses: PacketSet;
}

const hostsOfPlaces = new WeakMap<Network, Map<string, Claim[]>>();

/** The hosts of a place: those that are meant first, those whose addresses are known next, and the rest of the place last. */
function claims(network: Network, place: string, meant: readonly Host[]): readonly Claim[] {
    const here = meant.filter((host) => host.place === place);
    return [...here.map((host) => ({ host, addresses: to(host.addresses) })), ...claimsByPlace(network, place)];
}

function claimsByPlace(network: Network, place: string): readonly Claim[] {
    let byPlace = hostsOfPlaces.get(network);
    if (byPlace === undefined) {
        byPlace = new Map();
        for (const host of [...network.hosts.values()].sort((a, b) => Number(isRest(a)) - Number(isRest(b)))) {
            if (!host.isExact && !isRest(host)) continue;
            const claim = { host, addresses: to(host.addresses) };
            byPlace.set(host.place, [...(byPlace.get(host.place) ?? []), claim]);
        }
        hostsOfPlaces.set(network, byPlace);
    }
    return byPlace.get(place) ?? [];
}

/** Hosts that stand for whatever else is in their place. */
const RESTS: ReadonlySet<HostKind> = new Set([HostKind.Subnet, HostKind.Internet, HostKind.Site, HostKind.Service]);

function isRest({ kind }: Host): boolean {
    return RESTS.has(kind);
}

/**
 * What a host is asked about by: its addresses; of one that stands for the rest of its place those that no other host there is
 * known to have, and of the internet those that it does not lead into a network.
 */
export function ownAddresses(network: Network, host: Host): AddressSet {
    if (!isRest(host)) return host.addresses;
    const others = claimsByPlace(network, host.place).filter((claim) => !isRest(claim.host));
    const led = [...network.stations.values()]
        .filter(({ kind }) => host.kind === HostKind.Internet && kind === StationKind.Internet)
        .flatMap(({ entries }) => entries.filter((entry) => entry.to.to === "station"));
    return subtract(host.addresses, union(...others.map((claim) => claim.host.addresses), addressSet(led)));
}

function to(destination: AddressSet): PacketSet {
    return packets({ destination });
}

/** Whether all destinations of the packets are addresses of the host. */
export function isFor(set: PacketSet, host: Host): boolean {
    return contains(host.addresses, addressesOf(set, "destination"));
}
