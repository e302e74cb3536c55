/** Who reaches whom: packets there, and their answers back. */
import { Verdict, type Answer, type RoundTrip, type Selection } from "./answer";
import { caveatsOf } from "./caveats";
import type { Network } from "./network";
import type { Reason } from "./reason";
import type { Traffic } from "./traffic";
import { Trips } from "./trips";

/** Whether every host of one selection reaches every host of the other, and the ways there and back. */
export function reach(network: Network, from: Selection, to: Selection, traffic: Traffic): Answer {
    const all = new Trips(network, traffic.packets);
    const trips = from.hosts.flatMap((a) => to.hosts.flatMap((b) => all.between(a, b)));
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
