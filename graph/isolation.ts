/** Whether networks that were declared apart are apart. */
import { Verdict, type Answer, type Selection } from "./answer";
import type { Network } from "./network";
import { reach } from "./reach";
import type { Traffic } from "./traffic";

/** Members of each segment, and the pairs of segments that may talk; a segment may talk to itself unless it is isolated. */
export interface Segmentation {
    readonly segments: Readonly<Record<string, readonly Selection[]>>;
    /** Pairs of names, in either order. */
    readonly allowed: readonly (readonly [string, string])[];
    /** Segments whose members must not reach each other. */
    readonly isolated?: readonly string[];
}

export interface Leak {
    readonly from: string;
    readonly to: string;
    readonly answer: Answer;
}

/** Every pair of members that must not reach each other and does, or may: what nobody can rule out is a leak too. */
export function leaksOf(
    network: Network,
    { segments, allowed, isolated = [] }: Segmentation,
    traffic: Traffic,
): readonly Leak[] {
    const mayTalk = (a: string, b: string): boolean =>
        a === b ? !isolated.includes(a) : allowed.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
    const members = Object.entries(segments).flatMap(([segment, list]) =>
        list.map((selection) => ({ segment, selection })),
    );
    return members.flatMap((from) =>
        members
            .filter((to) => to !== from && !mayTalk(from.segment, to.segment))
            .map((to) => ({
                from: from.selection.text,
                to: to.selection.text,
                answer: reach(network, from.selection, to.selection, traffic),
            }))
            .filter(({ answer }) => answer.verdict !== Verdict.Denied),
    );
}
