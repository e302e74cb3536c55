/** What becomes of the answers to packets that arrived. */
import { Verdict, type RoundTrip } from "./answer";
import { answeredBy, outside, sentWithin, within, type Flow } from "./flow";
import type { Host } from "./network";
import { describeEnds, difference, intersection, isEmptySet, repliesTo, unionOf, type PacketSet } from "./packets";
import { Code, type Reason } from "./reason";
import type { Walked } from "./walk";

/** Packets that arrived and share one fate: all of their answers come back, or none, or nobody can say. */
export interface Outcome {
    /** As they were sent. */
    readonly sent: PacketSet;
    readonly flow: Flow;
    readonly back: readonly Walked[];
    readonly verdict: Verdict;
    readonly reason?: Reason;
}

/**
 * The outcomes of packets that arrived: those whose answers all come back, those whose answers do not, those of which the
 * cloud may choose either, and those of which nobody can say. Of how the packets came only the flow and the sender count.
 */
export function outcomesOf(arrived: Pick<Walked, "flow" | "from">, back: readonly Walked[]): readonly Outcome[] {
    const answers = back.flatMap((way) => answersOf(arrived, way)).filter(({ to }) => !isEmptySet(to));
    const of = (is: Answers["is"]): PacketSet => unionOf(...answers.filter((a) => a.is === is).map(({ to }) => to));
    const [home, lost, open] = [of("home"), of("lost"), of("open")];
    const parts: readonly (readonly [Verdict, PacketSet])[] = [
        [Verdict.Undetermined, open],
        [Verdict.Denied, difference(lost, unionOf(home, open))],
        [Verdict.Partial, difference(intersection(lost, home), open)],
        [Verdict.Reachable, difference(home, unionOf(lost, open))],
    ];
    return parts
        .filter(([, sent]) => !isEmptySet(sent))
        .map(([verdict, sent]) => {
            const flow = sentWithin(arrived.flow, sent);
            const ways = answers.filter(({ to }) => !isEmptySet(intersection(to, sent)));
            const wanted = verdict === Verdict.Undetermined ? "open" : "lost";
            const cause = ways.find(({ is }) => is === wanted)?.reason;
            return {
                sent,
                flow,
                back: [...new Set(ways.map(({ way }) => way))],
                verdict,
                ...(cause === undefined ? {} : { reason: wanted === "open" ? cause : returnBlocked(flow, cause) }),
            };
        });
}

/** The round trips of packets that arrived, one for each outcome. */
export function answered(
    out: Walked,
    { back, outcomes }: { readonly back: readonly Walked[]; readonly outcomes: readonly Outcome[] },
): readonly RoundTrip[] {
    // A message that has no answer, and needs none, cannot be asked about: traffic.ts has no such packets.
    if (outcomes.length === 0) return [{ out, back, verdict: Verdict.Denied }];
    return outcomes.map(({ sent, flow, ...outcome }) => ({ out: { ...out, packets: sent, flow }, ...outcome }));
}

/** What becomes of answers: they come home, are lost, or nobody can say. */
interface Answers {
    readonly way: Walked;
    /** The packets that were sent and get them. */
    readonly to: PacketSet;
    readonly is: "home" | "lost" | "open";
    readonly reason?: Reason;
}

function answersOf(out: Pick<Walked, "flow" | "from">, way: Walked): readonly Answers[] {
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

function unexpected({ from: { element } }: Pick<Walked, "from">, answers: PacketSet): Reason {
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
