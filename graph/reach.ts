/** Who reaches whom: packets there, and their answers back. */
import { addressSet, intersect, isEmpty, subtract, union, type AddressSet } from "../plan/address-set";
import { Verdict, type Answer, type RoundTrip, type Selection, type Way } from "./answer";
import { caveatsOf } from "./caveats";
import { ownAddresses } from "./claims";
import { answeredBy, outside, sentWithin, within, type Flow } from "./flow";
import { HostKind, PlaceKind, type Host, type Network } from "./network";
import {
    describeEnds,
    difference,
    intersection,
    isEmptySet,
    packets,
    repliesTo,
    unionOf,
    whateverThe,
    type Dimension,
    type PacketSet,
} from "./packets";
import { placeAround } from "./path";
import { Code, type Reason } from "./reason";
import type { Traffic } from "./traffic";
import { walk, type Walked } from "./walk";

/** Whether every host of one selection reaches every host of the other, and the ways there and back. */
export function reach(network: Network, from: Selection, to: Selection, traffic: Traffic): Answer {
    const trips = from.hosts.flatMap((a) => to.hosts.flatMap((b) => tripsBetween(network, a, b, traffic.packets)));
    const open = [...(from.open ?? []), ...(to.open ?? [])];
    return {
        from,
        to,
        traffic: traffic.text,
        verdict: open.length > 0 ? Verdict.Undetermined : verdictOf(trips.map(({ verdict }) => verdict)),
        trips,
        reasons: [...open, ...reasonsOf(trips)],
        caveats: caveatsOf(network, trips),
    };
}

/** Of parts that are asked about together. Nothing asked is nothing that arrives. */
export function verdictOf(verdicts: readonly Verdict[]): Verdict {
    if (verdicts.includes(Verdict.Undetermined)) return Verdict.Undetermined;
    if (verdicts.length > 0 && verdicts.every((verdict) => verdict === Verdict.Reachable)) return Verdict.Reachable;
    return verdicts.every((verdict) => verdict === Verdict.Denied) ? Verdict.Denied : Verdict.Partial;
}

/** Round trips between two hosts. */
export function tripsBetween(network: Network, from: Host, to: Host, traffic: PacketSet): readonly RoundTrip[] {
    const seen = addressesSeenBy(network, from, to);
    const ends = packets({ source: ownAddresses(network, from), destination: seen });
    const asked = intersection(traffic, ends);
    if (isEmptySet(asked)) return [unaddressed(from, to)];
    const ways = walk({ network, from, packets: asked, to });
    return settled(
        ways.flatMap((way) => tripsOf(network, way, to)),
        from,
        to,
    );
}

/**
 * Of a host whose address is not known yet, all that it may have were asked about. Where some of them get another answer than
 * others, nobody can say which it will be.
 */
function settled(trips: readonly RoundTrip[], from: Host, to: Host): readonly RoundTrip[] {
    const open = [from.isExact ? [] : (["source"] as const), to.isExact ? [] : (["destination"] as const)].flat();
    if (open.length === 0) return trips;
    const addresses = new Set<Dimension>(open);
    const of = (isWanted: boolean): PacketSet =>
        whateverThe(
            unionOf(...trips.filter((t) => (t.verdict === Verdict.Reachable) === isWanted).map((t) => t.out.packets)),
            addresses,
        );
    const mixed = intersection(of(true), of(false));
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

/** The addresses by which a host is known: on the internet others than inside. */
function addressesSeenBy(network: Network, from: Host, to: Host): AddressSet {
    const own = ownAddresses(network, to);
    return from.kind === HostKind.Internet ? union(...publicAddresses(network, to, own), subtract(own, PRIVATE)) : own;
}

/** RFC 1918, RFC 6598, RFC 4193 and link-local: nobody routes them on the internet. */
const PRIVATE = addressSet([
    ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8"],
    ...["fc00::/7", "fe80::/10"],
]);

/** What the internet calls these addresses of the host. Other networks may use the same ones: their gateways do not count. */
function publicAddresses(network: Network, { network: home }: Host, own: AddressSet): readonly AddressSet[] {
    const internet = [...network.stations.values()].filter(({ kind }) => kind === "internet");
    return internet.flatMap(({ entries }) =>
        entries.flatMap(({ to: hop }) => {
            if (hop.to !== "station" || hop.translation?.end !== "destination") return [];
            const inside = placeAround(network, network.stations.get(hop.station)?.place, PlaceKind.Network)?.id;
            if (home !== undefined && inside !== undefined && inside !== home) return [];
            return hop.translation.pairs.filter((pair) => !isEmpty(intersect(pair.to, own))).map((pair) => pair.from);
        }),
    );
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

function tripsOf(network: Network, out: Walked, to: Host): readonly RoundTrip[] {
    const { end } = out;
    if (end.is !== "delivered") {
        const verdict = end.is === "denied" ? Verdict.Denied : Verdict.Undetermined;
        return [{ out, back: [], verdict, reason: end.reason }];
    }
    if (end.host.id !== to.id) return [elsewhere(out, end.host, to)];
    const back = walk({
        network,
        from: end.host,
        packets: repliesTo(out.flow.now),
        to: out.from,
        session: out.session,
    });
    return answered(out, back);
}

/** Another host has the address, and gets the packets. */
function elsewhere(out: Walked, host: Host, to: Host): RoundTrip {
    const detail = `packets ${describeEnds(out.flow.now)} go to ${host.element.label}, which has this address too`;
    const reason: Reason = { code: Code.NoRoute, element: host.element, detail };
    // Nobody knows yet which of the two will have it.
    const verdict = to.isExact ? Verdict.Denied : Verdict.Undetermined;
    return { out, back: [], verdict, reason };
}

/**
 * The round trips of packets that arrived: those whose answers all come back, those whose answers do not, those of which the
 * cloud may choose either, and those of which nobody can say.
 */
export function answered(out: Walked, back: readonly Walked[]): readonly RoundTrip[] {
    const answers = back.flatMap((way) => answersOf(out, way)).filter(({ to }) => !isEmptySet(to));
    const of = (is: Answers["is"]): PacketSet => unionOf(...answers.filter((a) => a.is === is).map(({ to }) => to));
    const [home, lost, open] = [of("home"), of("lost"), of("open")];
    const parts: readonly (readonly [Verdict, PacketSet])[] = [
        [Verdict.Undetermined, open],
        [Verdict.Denied, difference(lost, unionOf(home, open))],
        [Verdict.Partial, difference(intersection(lost, home), open)],
        [Verdict.Reachable, difference(home, unionOf(lost, open))],
    ];
    const trips = parts
        .filter(([, sent]) => !isEmptySet(sent))
        .map(([verdict, sent]) => {
            const flow = sentWithin(out.flow, sent);
            const ways = answers.filter(({ to }) => !isEmptySet(intersection(to, sent)));
            const wanted = verdict === Verdict.Undetermined ? "open" : "lost";
            const cause = ways.find(({ is }) => is === wanted)?.reason;
            return {
                out: { ...out, packets: sent, flow },
                back: [...new Set(ways.map(({ way }) => way))],
                verdict,
                ...(cause === undefined ? {} : { reason: wanted === "open" ? cause : returnBlocked(flow, cause) }),
            };
        });
    // A message that has no answer, and needs none, cannot be asked about: traffic.ts has no such packets.
    return trips.length > 0 ? trips : [{ out, back, verdict: Verdict.Denied }];
}

/** What becomes of answers: they come home, are lost, or nobody can say. */
interface Answers {
    readonly way: Walked;
    /** The packets that were sent and get them. */
    readonly to: PacketSet;
    readonly is: "home" | "lost" | "open";
    readonly reason?: Reason;
}

function answersOf(out: Walked, way: Walked): readonly Answers[] {
    const { end, flow } = way;
    const [to, from] = [answeredBy(out.flow, flow), out.from];
    if (end.is === "unknown") return [{ way, to, is: "open", reason: end.reason }];
    if (end.is === "denied") return [{ way, to, is: "lost", reason: end.reason }];
    if (end.host.id !== from.id) return [{ way, to, is: "lost", reason: strayed(way, end.host) }];
    if (out.flow.changed.size === 0 && flow.changed.size === 0) return [{ way, to, is: "home" }];
    // Addresses were changed on one of the ways: the sender takes only what comes from whom it has asked.
    const expected = repliesTo(out.flow.sent);
    const [good, bad] = [within(flow, expected), outside(flow, expected)];
    return [
        { way, to: answeredBy(out.flow, good), is: "home" },
        { way, to: answeredBy(out.flow, bad), is: "lost", reason: unexpected(out, bad.now) },
    ];
}

function unexpected(out: Walked, answers: PacketSet): Reason {
    const { element } = out.from;
    const detail = `answers ${describeEnds(answers)} arrive at ${element.label}, which has asked another address`;
    return { code: Code.NoRoute, element, detail };
}

function strayed(way: Walked, host: Host): Reason {
    const detail = `answers ${describeEnds(way.packets)} go to ${host.element.label}, which has the same addresses`;
    return { code: Code.NoRoute, element: host.element, detail };
}

function returnBlocked(flow: Flow, cause: Reason): Reason {
    const detail = `packets ${describeEnds(flow.now)} arrive, and their answers do not come back: ${cause.detail}`;
    return { code: Code.ReturnBlocked, element: cause.element, detail, cause };
}

/** Each reason once: of one element and code the first; those of most trips first. */
function reasonsOf(trips: readonly RoundTrip[]): readonly Reason[] {
    const counted = new Map<string, { reason: Reason; count: number }>();
    for (const { reason } of trips) {
        if (reason === undefined) continue;
        const key = `${reason.code} ${reason.element.urn ?? ""} ${reason.element.label}`;
        const found = counted.get(key);
        if (found === undefined) counted.set(key, { reason, count: 1 });
        else found.count++;
    }
    return [...counted.values()].sort((a, b) => b.count - a.count).map(({ reason }) => reason);
}
