/** Round trips between hosts: the ways of packets, and the ways of their answers. */
import { Verdict, type RoundTrip, type Way } from "./answer";
import { answered, outcomesOf, type Outcome } from "./answered";
import { addressesSeenBy, ownAddresses } from "./claims";
import { HostKind, type Host, type Network } from "./network";
import {
    describeEnds,
    intersection,
    isEmptySet,
    keyOf,
    packets,
    repliesTo,
    unionOf,
    whateverThe,
    type Dimension,
    type PacketSet,
} from "./packets";
import { Code, type Reason } from "./reason";
import { explore, walk, type Walked } from "./walk";

/** Round trips between two hosts. */
export function tripsBetween(network: Network, from: Host, to: Host, traffic: PacketSet): readonly RoundTrip[] {
    return new Trips(network, traffic).between(from, to);
}

/**
 * Round trips of one kind of traffic between many hosts. Packets to hosts that are asked about by the same addresses are walked
 * once: sites behind BGP are all asked about by whatever lies outside the networks.
 */
export class Trips {
    private readonly sent = new Map<Host, Map<string, Sent>>();

    constructor(
        private readonly network: Network,
        private readonly traffic: PacketSet,
    ) {}

    /** At least one. */
    between(from: Host, to: Host): readonly RoundTrip[] {
        const destination = addressesSeenBy(this.network, from, to);
        const sent = this.sentBy(from, packets({ destination }));
        if (isEmptySet(sent.packets)) return [unaddressed(from, to)];
        const { ways, places } = (sent.explored ??= explore({ network: this.network, from, packets: sent.packets }));
        // Which host is meant decides who gets packets to an address that several may have, and nothing else.
        if (!to.isExact && places.has(to.place)) {
            const meant = walk({ network: this.network, from, packets: sent.packets, to });
            return settled(this.toHost(meant, to), from, to);
        }
        if (ways.some((way) => isAt(way, to))) return settled(this.toHost(ways, to), from, to);
        // Nothing reaches the host: then one that does not get packets either fares alike.
        return (sent.stray[to.isExact ? "exact" : "open"] ??= this.toHost(ways, to));
    }

    /** Before other senders are asked about: a large network's ways do not fit into memory together. */
    forget(): void {
        this.sent.clear();
    }

    private sentBy(from: Host, to: PacketSet): Sent {
        const known = this.sent.get(from) ?? new Map<string, Sent>();
        this.sent.set(from, known);
        const key = keyOf(to);
        const found = known.get(key);
        if (found !== undefined) return found;
        const own = packets({ source: ownAddresses(this.network, from) });
        const made = { packets: intersection(this.traffic, intersection(own, to)), stray: {} };
        known.set(key, made);
        return made;
    }

    private toHost(ways: readonly Walked[], to: Host): readonly RoundTrip[] {
        const answers = new Map<string, Answers>();
        return ways.flatMap((way) => {
            const { end } = way;
            if (end.is !== "delivered") {
                const verdict = end.is === "denied" ? Verdict.Denied : Verdict.Undetermined;
                return [{ out: way, back: [], verdict, reason: end.reason }];
            }
            if (end.host.id !== to.id) return [elsewhere(way, end.host, to)];
            const key = sameAnswers(way, end.host);
            const known = key === undefined ? undefined : answers.get(key);
            const found = known ?? this.answersTo(way, end.host);
            if (key !== undefined) answers.set(key, found);
            return answered(way, found);
        });
    }

    private answersTo(way: Walked, host: Host): Answers {
        const { from, flow, session } = way;
        const back = walk({ network: this.network, from: host, packets: repliesTo(flow.now), to: from, session });
        return { back, outcomes: outcomesOf(way, back) };
    }
}

/** What one host sends to the same addresses. */
interface Sent {
    readonly packets: PacketSet;
    /** The ways, whoever is meant. */
    explored?: ReturnType<typeof explore>;
    /** Trips to hosts that get nothing of it: of those whose addresses are known, and of the others. */
    readonly stray: { exact?: readonly RoundTrip[]; open?: readonly RoundTrip[] };
}

interface Answers {
    readonly back: readonly Walked[];
    readonly outcomes: readonly Outcome[];
}

function isAt({ end }: Walked, { id }: Host): boolean {
    return end.is === "delivered" && end.host.id === id;
}

/**
 * Equal for ways of one sender whose answers fare alike: the same packets, unchanged, that passed the same filters and chose no
 * zone. Undefined where more counts.
 */
function sameAnswers({ flow, session }: Walked, host: Host): string | undefined {
    if (flow.changed.size > 0 || session.translated.size > 0 || session.zones.size > 0) return undefined;
    return JSON.stringify([host.id, [...session.gates].sort(), keyOf(flow.now)]);
}

/**
 * Of a host whose address is not known yet, all that it may have were asked about. Where some of them get another answer than
 * others, nobody can say which it will be.
 */
function settled(trips: readonly RoundTrip[], from: Host, to: Host): readonly RoundTrip[] {
    const open = [from.isExact ? [] : (["source"] as const), to.isExact ? [] : (["destination"] as const)].flat();
    if (open.length === 0) return trips;
    const reaching = trips.filter(isReachable);
    if (reaching.length === 0 || reaching.length === trips.length) return trips;
    const addresses = new Set<Dimension>(open);
    const packetsOf = (some: readonly RoundTrip[]): PacketSet =>
        whateverThe(unionOf(...some.map(({ out }) => out.packets)), addresses);
    const mixed = intersection(packetsOf(reaching), packetsOf(trips.filter((trip) => !isReachable(trip))));
    const unknown = from.isExact ? to : from;
    const detail = `the address of ${unknown.element.label} is not known before the deployment, and decides`;
    return trips.map((trip) =>
        isEmptySet(intersection(trip.out.packets, mixed))
            ? trip
            : {
                  ...trip,
                  verdict: Verdict.Undetermined,
                  reason: { code: Code.Unknown, element: unknown.element, detail },
              },
    );
}

function isReachable({ verdict }: RoundTrip): boolean {
    return verdict === Verdict.Reachable;
}

function unaddressed(from: Host, to: Host): RoundTrip {
    const reason: Reason =
        from.kind === HostKind.Internet
            ? { code: Code.NoPublicEgress, element: to.element, detail: `${to.element.label} has no public address` }
            : {
                  code: Code.NoRoute,
                  element: to.element,
                  detail: `${from.element.label} and ${to.element.label} have no addresses of one family for this traffic`,
              };
    const out: Way = {
        from,
        packets: [],
        steps: [{ element: from.element, text: "sends" }],
        end: { is: "denied", reason },
    };
    return { out, back: [], verdict: Verdict.Denied, reason };
}

/** Another host has the address, and gets the packets. */
function elsewhere(out: Walked, host: Host, to: Host): RoundTrip {
    const detail = `packets ${describeEnds(out.flow.now)} go to ${host.element.label}, which has this address too`;
    const reason: Reason = { code: Code.NoRoute, element: host.element, detail };
    // Nobody knows yet which of the two will have it.
    const verdict = to.isExact ? Verdict.Denied : Verdict.Undetermined;
    return { out, back: [], verdict, reason };
}
