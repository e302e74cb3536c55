/** Who reaches whom, all at once: networks, sites and the internet with each other. */
import { union } from "../plan/address-set";
import { Verdict, type RoundTrip, type Selection } from "./answer";
import { classesOf, type HostClass } from "./classes";
import { within } from "./flow";
import { select } from "./names";
import { HostKind, PlaceKind, type Host, type Network } from "./network";
import { difference, intersection, isEmptySet, packets, repliesTo, unionOf, type PacketSet } from "./packets";
import { answered, tripsBetween, verdictOf } from "./reach";
import type { Reason } from "./reason";
import type { Traffic } from "./traffic";
import { walk, type Walked } from "./walk";

export interface Matrix {
    readonly traffic: string;
    readonly groups: readonly Group[];
    /** By source, then by destination, in the order of the groups. */
    readonly cells: readonly (readonly Cell[])[];
}

/** Hosts that have a row and a column together. */
export interface Group {
    /** As it can be asked for: "vpc/shop", "internet". */
    readonly name: string;
    readonly place: string;
    readonly hosts: readonly Host[];
}

export interface Cell {
    readonly verdict: Verdict;
    /** Why not, or why nobody can say: of several the one that concerns most. */
    readonly reason?: Reason;
    /** Trips between one host of each class: enough to draw every way there is. */
    readonly trips: readonly RoundTrip[];
}

/** Every network, site and the internet, named as they can be asked for; where names repeat, by URN. */
export function groupsOf(network: Network): readonly Group[] {
    const places = [...network.places.values()].filter(
        ({ kind }) => kind === PlaceKind.Network || kind === PlaceKind.Site,
    );
    const names = places.map((place) => {
        const word = place.kind === PlaceKind.Network ? (place.cloud === "azure" ? "vnet" : "vpc") : "site";
        return `${word}/${place.id.split("::").at(-1) ?? place.id}`;
    });
    const groups = places.map((place, i): Group => {
        const name = names.filter((other) => other === names[i]).length > 1 ? place.id : (names[i] as string);
        return { name, place: place.id, hosts: hostsOf(select(network, place.id)) };
    });
    const internet = [...network.hosts.values()].filter(({ kind }) => kind === HostKind.Internet);
    const rest = internet.map((host): Group => ({ name: "internet", place: host.place, hosts: [host] }));
    return [...groups.filter(({ hosts }) => hosts.length > 0), ...rest].sort((a, b) => order(a.name, b.name));
}

function hostsOf(selected: Selection | { readonly problems: unknown }): readonly Host[] {
    return "hosts" in selected ? selected.hosts : [];
}

/** The internet comes last. */
function order(a: string, b: string): number {
    const key = (name: string): string => (name === "internet" ? "~" : name);
    return key(a) < key(b) ? -1 : 1;
}

export function matrix(network: Network, traffic: Traffic, groups: readonly Group[] = groupsOf(network)): Matrix {
    const classes = groups.map(({ hosts }) => classesOf(network, hosts));
    const trips = new AllTrips(network, traffic.packets, [...new Set(classes.flat().map(({ one }) => one))]);
    const cells = classes.map((from) => classes.map((to) => cellOf(trips, from, to)));
    return { traffic: traffic.text, groups, cells };
}

function cellOf(all: AllTrips, from: readonly HostClass[], to: readonly HostClass[]): Cell {
    const trips = from.flatMap((a) => to.flatMap((b) => tripsOf(all, a, b)));
    const verdict = verdictOf(trips.map((trip) => trip.verdict));
    const counts = new Map<string, { reason: Reason; count: number }>();
    for (const { reason } of trips) {
        if (reason === undefined) continue;
        const key = `${reason.code} ${reason.element.urn ?? reason.element.label}`;
        const found = counts.get(key);
        counts.set(key, { reason: found?.reason ?? reason, count: (found?.count ?? 0) + 1 });
    }
    const [first] = [...counts.values()].sort((a, b) => b.count - a.count);
    return { verdict, trips, ...(first === undefined ? {} : { reason: first.reason }) };
}

/** Inside a class both a host's way to its own kind and to another host of the class; the internet has no question for itself. */
function tripsOf(all: AllTrips, a: HostClass, b: HostClass): readonly RoundTrip[] {
    if (a.one.kind === HostKind.Internet && b.one.kind === HostKind.Internet) return [];
    const [, other] = a.one === b.one ? b.all : [];
    return [...all.between(a.one, b.one), ...(other === undefined ? [] : all.alone(a.one, other))];
}

/**
 * Trips between many hosts: from each host one walk to all others, and one with the answers it may give. Where a trip depends
 * on what its own packets left behind (a translation, a zone that was chosen, a filter that only the answers met), or on an
 * address that is not known yet, the pair is walked by itself.
 */
class AllTrips {
    private readonly out = new Map<string, Ways>();
    private readonly back = new Map<string, Ways>();
    private readonly everywhere: PacketSet;

    constructor(
        private readonly network: Network,
        private readonly traffic: PacketSet,
        hosts: readonly Host[],
    ) {
        this.everywhere = packets({ destination: union(...hosts.filter(isPlain).map((host) => host.addresses)) });
    }

    between(from: Host, to: Host): readonly RoundTrip[] {
        return this.together(from, to) ?? this.alone(from, to);
    }

    alone(from: Host, to: Host): readonly RoundTrip[] {
        return tripsBetween(this.network, from, to, this.traffic);
    }

    private together(from: Host, to: Host): readonly RoundTrip[] | undefined {
        if (!isPlain(from) || !isPlain(to)) return undefined;
        const asked = intersection(this.traffic, packets({ source: from.addresses, destination: to.addresses }));
        const ways = this.waysFrom(from).to(to.id, asked);
        // What is missing went to another host that has the address too.
        if (
            ways.some((way) => way.end.is === "delivered" && depends(way)) ||
            !isEmptySet(difference(asked, unionOf(...ways.map((way) => way.packets))))
        )
            return undefined;
        const trips: RoundTrip[] = [];
        for (const out of ways) {
            if (out.end.is !== "delivered") {
                const verdict = out.end.is === "denied" ? Verdict.Denied : Verdict.Undetermined;
                trips.push({ out, back: [], verdict, reason: out.end.reason });
                continue;
            }
            const answers = repliesTo(out.packets);
            const back = this.answersFrom(to).to(from.id, answers);
            const hasMet = (id: string): boolean => out.session.gates.has(id);
            if (
                back.some(
                    (answer) =>
                        (answer.end.is === "delivered" && depends(answer)) || ![...answer.session.gates].every(hasMet),
                )
            )
                return undefined;
            if (!isEmptySet(difference(answers, unionOf(...back.map((way) => way.packets))))) return undefined;
            trips.push(...answered(out, back));
        }
        return trips;
    }

    private waysFrom(host: Host): Ways {
        return remembered(this.out, host.id, () => {
            const asked = intersection(
                intersection(this.traffic, packets({ source: host.addresses })),
                this.everywhere,
            );
            return new Ways(walk({ network: this.network, from: host, packets: asked }));
        });
    }

    private answersFrom(host: Host): Ways {
        return remembered(this.back, host.id, () => {
            const requests = intersection(this.traffic, packets({ destination: host.addresses }));
            const asked = intersection(repliesTo(requests), this.everywhere);
            return new Ways(walk({ network: this.network, from: host, packets: asked, isAnswering: true }));
        });
    }
}

/** Ways of packets to all hosts, found by the host that they were sent to. */
class Ways {
    private readonly delivered = new Map<string, Walked[]>();
    private readonly ended: readonly Walked[];

    constructor(ways: readonly Walked[]) {
        this.ended = ways.filter(({ end }) => end.is !== "delivered");
        for (const way of ways) {
            if (way.end.is !== "delivered") continue;
            const known = this.delivered.get(way.end.host.id);
            if (known === undefined) this.delivered.set(way.end.host.id, [way]);
            else known.push(way);
        }
    }

    /** The parts of the ways that these packets take: to the host, or to where they end before. */
    to(host: string, asked: PacketSet): readonly Walked[] {
        return [...(this.delivered.get(host) ?? []), ...this.ended].flatMap((way) => {
            const packets = intersection(way.packets, asked);
            if (isEmptySet(packets)) return [];
            // Of packets that a translation changed only what was sent is told here; such a trip is walked by itself.
            return [{ ...way, packets, flow: way.flow.changed.size > 0 ? way.flow : within(way.flow, asked) }];
        });
    }
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
}

/** Whose packets can be walked together with those of others. */
function isPlain({ isExact, kind }: Host): boolean {
    return isExact && kind !== HostKind.Internet;
}

function depends({ flow, session }: Walked): boolean {
    return flow.changed.size > 0 || session.translated.size > 0 || session.zones.size > 0;
}
