/** Who reaches whom, all at once: networks, sites and the internet with each other. */
import { union } from "../plan/address-set";
import { Verdict, type RoundTrip } from "./answer";
import { classesOf, type HostClass } from "./classes";
import { ownAddresses } from "./claims";
import { select } from "./names";
import { HostKind, PlaceKind, type Host, type Network } from "./network";
import {
    difference,
    intersection,
    isEmptySet,
    packets,
    repliesTo,
    requestsOf,
    unionOf,
    type PacketSet,
} from "./packets";
import { verdictOf } from "./reach";
import type { Reason } from "./reason";
import type { Traffic } from "./traffic";
import { Trips } from "./trips";
import { walk, type SharedWays, type Walked } from "./walk";

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
    /** Why there may be more hosts than these: then no verdict about the group is final. */
    readonly open?: readonly Reason[];
}

export interface Cell {
    readonly verdict: Verdict;
    /** Why not, or why nobody can say: of several the one that concerns most. */
    readonly reason?: Reason;
    /** False where there is no question: the internet about itself, and a site. */
    readonly isAsked: boolean;
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
        const selected = select(network, place.id);
        if ("problems" in selected) return { name, place: place.id, hosts: [] };
        const { hosts, open } = selected;
        return { name, place: place.id, hosts, ...(open === undefined ? {} : { open }) };
    });
    const internet = [...network.hosts.values()].filter(({ kind }) => kind === HostKind.Internet);
    const rest = internet.map((host): Group => ({ name: "internet", place: host.place, hosts: [host] }));
    return [...groups.filter(({ hosts }) => hosts.length > 0), ...rest].sort((a, b) => order(a.name, b.name));
}

/** The internet comes last. */
function order(a: string, b: string): number {
    const key = (name: string): string => (name === "internet" ? "~" : name);
    return key(a) < key(b) ? -1 : 1;
}

/** Two groups, and what is known of the packets from the one to the other. */
export interface Pair {
    readonly from: Group;
    readonly to: Group;
    readonly cell: Cell;
}

/**
 * The pairs of a matrix one after the other, row by row: for who looks at the trips of all of them. Those of a large network do
 * not fit into memory together.
 */
export function* pairsOf(network: Network, traffic: Traffic, groups: readonly Group[]): Generator<Pair, void> {
    const cell = cellsBetween(network, traffic, groups);
    for (const [i, from] of groups.entries())
        for (const [j, to] of groups.entries()) yield { from, to, cell: cell(i, j) };
}

export function matrix(network: Network, traffic: Traffic, groups: readonly Group[] = groupsOf(network)): Matrix {
    const cell = cellsBetween(network, traffic, groups);
    return { traffic: traffic.text, groups, cells: groups.map((_, i) => groups.map((_, j) => cell(i, j))) };
}

/**
 * The cells of a matrix by the positions of their groups, for who needs some of them: each is computed whenever it is asked for,
 * and fastest row by row.
 */
export function cellsBetween(
    network: Network,
    traffic: Traffic,
    groups: readonly Group[],
): (from: number, to: number) => Cell {
    const classes = groups.map(({ hosts }) => classesOf(network, hosts));
    const all = new AllTrips(network, traffic.packets, [...new Set(classes.flat().map(({ one }) => one))]);
    return (i, j) => {
        const pairs = (classes[i] ?? []).flatMap((a) => (classes[j] ?? []).flatMap((b) => hostsOf(a, b)));
        const [open] = [...(groups[i]?.open ?? []), ...(groups[j]?.open ?? [])];
        return cellOf(() => all.ofRow(i), pairs, open);
    };
}

type Hosts = readonly [from: Host, to: Host];

function cellOf(row: () => AllTrips, pairs: readonly Hosts[], open: Reason | undefined): Cell {
    const found = pairs.map(([a, b]) => row().answers(a, b));
    const answers = found.flatMap(({ told }) => told);
    const counts = new Map<string, { reason: Reason; count: number }>();
    for (const { reason } of answers) {
        if (reason === undefined) continue;
        const key = `${reason.code} ${reason.element.urn ?? reason.element.label}`;
        const found = counts.get(key);
        if (found === undefined) counts.set(key, { reason, count: 1 });
        else found.count++;
    }
    const [first] = [...counts.values()].sort((a, b) => b.count - a.count);
    let trips: readonly RoundTrip[] | undefined;
    const reason = open ?? first?.reason;
    return {
        verdict: open === undefined ? verdictOf(answers.map(({ verdict }) => verdict)) : Verdict.Undetermined,
        ...(reason === undefined ? {} : { reason }),
        isAsked: pairs.length > 0,
        // Of a large network few are ever looked at, and all of them would not fit into memory: those that had to be walked stay.
        get trips() {
            return (trips ??= pairs.flatMap(([a, b], i) => found[i]?.trips ?? row().trips(a, b)));
        },
    };
}

/**
 * Inside a class both a host's way to its own kind and to another host of the class. The internet has no question for itself, and
 * neither has a site: nobody here knows its inside, and what stays there takes no way over the cloud.
 */
function hostsOf(a: HostClass, b: HostClass): readonly Hosts[] {
    if (a.one.kind === HostKind.Internet && b.one.kind === HostKind.Internet) return [];
    if (a.one.kind === HostKind.Site && a.one === b.one) return [];
    const [, other] = a.one === b.one ? b.all : [];
    return [[a.one, b.one] as const, ...(other === undefined ? [] : [[a.one, other] as const])];
}

interface Answers {
    readonly told: readonly Pick<RoundTrip, "verdict" | "reason">[];
    /** Where the pair was walked by itself. */
    readonly trips?: readonly RoundTrip[];
}

/**
 * Trips between many hosts: from each host one walk to all others, and one with the answers it may give. Where a trip depends
 * on what its own packets left behind (a translation, a zone that was chosen, a filter that only the answers met), or on an
 * address that is not known yet, the pair is walked by itself.
 */
class AllTrips {
    private readonly sent = new Map<string, PacketSet>();
    private readonly out = new Map<string, Ways>();
    private readonly back = new Map<string, Ways>();
    private readonly alone: Trips;
    private row: number | undefined;
    private readonly everywhere: PacketSet;
    private readonly classes: ReadonlySet<Host>;
    private readonly there: SharedWays;
    private readonly home: SharedWays;

    constructor(
        private readonly network: Network,
        private readonly traffic: PacketSet,
        hosts: readonly Host[],
    ) {
        this.classes = new Set(hosts);
        this.alone = new Trips(network, traffic);
        this.everywhere = packets({
            destination: union(...hosts.filter(isPlain).map((host) => ownAddresses(network, host))),
        });
        this.there = { all: intersection(traffic, this.everywhere), from: new Map() };
        this.home = { all: intersection(repliesTo(traffic), this.everywhere), from: new Map() };
    }

    trips(from: Host, to: Host): readonly RoundTrip[] {
        return this.alone.between(from, to);
    }

    answers(from: Host, to: Host): Answers {
        const isTogether = isPlain(from) && isPlain(to) && this.classes.has(from) && this.classes.has(to);
        const told = isTogether ? this.together(from, to) : undefined;
        if (told !== undefined) return { told };
        const trips = this.trips(from, to);
        return { told: trips, trips };
    }

    /** Where all packets share one fate, and one that the walks of others told: most pairs do. */
    private together(from: Host, to: Host): Answers["told"] | undefined {
        const asked = intersection(this.sentBy(from), toHost(this.network, to));
        const ways = this.waysFrom(from);
        if (ways.isMixed(asked)) return undefined;
        const ends = ways.ended.filter((way) => !isEmptySet(intersection(way.packets, asked)));
        const whole = ends.find((way) => holdsAll(way.packets, asked))?.end;
        if (whole !== undefined && whole.is !== "delivered" && ends.every(({ end }) => end.is === whole.is)) {
            const verdict = whole.is === "denied" ? Verdict.Denied : Verdict.Undetermined;
            return [{ verdict, reason: whole.reason }];
        }
        if (ends.length > 0) return undefined;
        const there = ways.deliveredTo(to);
        const back = this.answersFrom(to).deliveredTo(from);
        if (there === undefined || back === undefined) return undefined;
        const isSure =
            holdsAll(there.packets, asked) &&
            holdsAll(back.packets, asked) &&
            [...back.gates].every((id) => there.gates.has(id));
        return isSure ? [{ verdict: Verdict.Reachable }] : undefined;
    }

    /** Forgets the ways of other rows: those of all rows of a large network do not fit into memory together. */
    ofRow(row: number): this {
        if (row === this.row) return this;
        this.row = row;
        this.out.clear();
        this.alone.forget();
        return this;
    }

    private sentBy(host: Host): PacketSet {
        return remembered(this.sent, host.id, () =>
            intersection(this.traffic, packets({ source: ownAddresses(this.network, host) })),
        );
    }

    private waysFrom(host: Host): Ways {
        return remembered(this.out, host.id, () => {
            const asked = intersection(this.sentBy(host), this.everywhere);
            return new Ways(walk({ network: this.network, from: host, packets: asked, shared: this.there }));
        });
    }

    private answersFrom(host: Host): Ways {
        return remembered(this.back, host.id, () => {
            const requests = intersection(this.traffic, toHost(this.network, host));
            const asked = intersection(repliesTo(requests), this.everywhere);
            const ways = walk({
                network: this.network,
                from: host,
                packets: asked,
                isAnswering: true,
                shared: this.home,
            });
            return new Ways(ways, requestsOf);
        });
    }
}

/** What is kept of the only way to a host. */
interface Delivered {
    /** Of answers the packets that they answer. */
    readonly packets: PacketSet;
    readonly gates: ReadonlySet<string>;
}

/** Ways of packets to all hosts, found by the host that they were sent to. */
class Ways {
    readonly ended: readonly Pick<Walked, "packets" | "end">[];
    private readonly mixed: PacketSet[] = [];
    /** Undefined where there are several ways, or where one depends on more than the packets. */
    private readonly delivered = new Map<string, Delivered | undefined>();

    constructor(ways: readonly Walked[], kept = (packets: PacketSet): PacketSet => packets) {
        this.ended = ways.flatMap(({ packets, end }) => (end.is === "delivered" ? [] : [{ packets, end }]));
        const inDoubt = unionOf(...this.ended.map(({ packets: some }) => some));
        for (const way of ways) {
            if (way.end.is !== "delivered") continue;
            const { id } = way.end.host;
            const both = intersection(way.packets, inDoubt);
            if (!isEmptySet(both)) this.mixed.push(both);
            const isOnly = !this.delivered.has(id) && !depends(way) && isEmptySet(both);
            const { packets, session } = way;
            this.delivered.set(id, isOnly ? { packets: kept(packets), gates: session.gates } : undefined);
        }
    }

    /** Whether the cloud may both deliver the packets and not. */
    isMixed(asked: PacketSet): boolean {
        return this.mixed.some((some) => !isEmptySet(intersection(some, asked)));
    }

    deliveredTo({ id }: Host): Delivered | undefined {
        return this.delivered.get(id);
    }
}

function holdsAll(set: PacketSet, part: PacketSet): boolean {
    return isEmptySet(difference(part, set));
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
}

const packetsTo = new WeakMap<Host, PacketSet>();

function toHost(network: Network, host: Host): PacketSet {
    const found = packetsTo.get(host) ?? packets({ destination: ownAddresses(network, host) });
    packetsTo.set(host, found);
    return found;
}

/** Whose packets can be walked together with those of others. */
function isPlain({ isExact, kind }: Host): boolean {
    return isExact && kind !== HostKind.Internet;
}

function depends({ flow, session }: Walked): boolean {
    return flow.changed.size > 0 || session.translated.size > 0 || session.zones.size > 0;
}
