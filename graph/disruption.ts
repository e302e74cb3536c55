/**
 * Which steps of a preview cut traffic, and for how long. A step cuts a flow that reaches today and does not reach without the
 * resource: the network is read once more for each step, as if the resource were gone with what cannot be without it. Each step is
 * judged by itself: two that are each other's second way cut nothing here.
 */
import { Verdict } from "./answer";
import { groupsOf, matrix, type Matrix } from "./matrix";
import type { Network } from "./network";
import { withoutResource } from "./read/removal";
import { StepKind, type PlannedStep } from "./read/steps";
import type { Resource } from "./read/resources";
import type { Traffic } from "./traffic";

export interface Disruption {
    readonly step: PlannedStep;
    /** Pairs of groups that reach each other today and are without a way while the step runs. */
    readonly cut: readonly { readonly from: string; readonly to: string; readonly isForGood: boolean }[];
    /** How long, in words: of the documents where they say it. */
    readonly lasts: string;
}

/** How long the cloud takes until traffic flows again, where its documents say so. */
const LASTS: readonly (readonly [type: RegExp, words: string])[] = [
    [
        /^aws:ec2\/vpnConnection:/,
        "until both tunnels are up again: a replaced endpoint takes minutes (Site-to-Site VPN guide, tunnel endpoint replacements)",
    ],
    [
        /^aws:ec2\/natGateway:/,
        "connections through it end; new ones wait until the new gateway is available and routed to",
    ],
];
const UNPUBLISHED = "from the deletion of the old one until the new one is in use; AWS publishes no time";
const EITHER =
    "only where the old one goes first, which this preview does not tell (pulumi preview --json --show-replacement-steps does): ";
/**
 * Changes in place that take the resource out of service meanwhile: by type, inputs that do so together. While options of one tunnel
 * change the other one carries on (Site-to-Site VPN guide, "Modify AWS Site-to-Site VPN tunnel options").
 */
const OUT_OF_SERVICE: readonly (readonly [type: RegExp, inputs: readonly RegExp[]])[] = [
    [/^aws:ec2\/vpnConnection:/, [/^(?:customerGateway|transitGateway|vpnConcentrator|vpnGateway)Id$/]],
    [/^aws:ec2\/vpnConnection:/, [/^tunnel1/, /^tunnel2/]],
];

export interface DisruptionArgs {
    /** What is deployed. */
    readonly today: readonly Resource[];
    readonly steps: readonly PlannedStep[];
    /** The network as the preview leaves it. */
    readonly after: Network;
    readonly read: (resources: readonly Resource[]) => Network;
    readonly traffic: Traffic;
}

/** Steps that cut at least one pair, in the order of the preview. */
export function disruptionsOf({ today, steps, after, read, traffic }: DisruptionArgs): readonly Disruption[] {
    const network = read(today);
    const before = matrix(network, traffic, groupsOf(network));
    const left = matrix(after, traffic, groupsOf(after));
    // Whole networks that go are what a diff tells, and have nothing left to lose.
    const stays = new Set(left.groups.map(({ place }) => place));
    return steps.filter(takesAway).flatMap((step): Disruption[] => {
        const without = read(withoutResource(today, step.urn));
        const cut = lost(before, matrix(without, traffic, groupsOf(without)))
            .filter(({ places }) => places.every((place) => stays.has(place)))
            .map(({ from, to, places }) => ({ from, to, isForGood: verdictIn(left, places) !== Verdict.Reachable }));
        if (cut.length === 0) return [];
        return [{ step, cut, lasts: cut.every(({ isForGood }) => isForGood) ? "for good" : lastsOf(step) }];
    });
}

function lastsOf({ kind, type }: PlannedStep): string {
    const words = LASTS.find(([types]) => types.test(type))?.[1] ?? UNPUBLISHED;
    return kind === StepKind.ReplaceEither ? `${EITHER}${words}` : words;
}

function takesAway({ kind, type, changed }: PlannedStep): boolean {
    if (GOING.has(kind)) return true;
    const isChanged = (inputs: RegExp): boolean => changed.some((name) => inputs.test(name));
    return (
        kind === StepKind.Update &&
        OUT_OF_SERVICE.some(([types, inputs]) => types.test(type) && inputs.every(isChanged))
    );
}

const GOING: ReadonlySet<StepKind> = new Set([StepKind.Delete, StepKind.ReplaceWithGap, StepKind.ReplaceEither]);

type Places = readonly [string, string];

/** Pairs that reach in one matrix and not in the other; those too that the other does not have. */
function lost(before: Matrix, after: Matrix): readonly { from: string; to: string; places: Places }[] {
    return before.groups.flatMap((from, i) =>
        before.groups.flatMap((to, j) => {
            const places: Places = [from.place, to.place];
            const [was, is] = [before.cells[i]?.[j]?.verdict, verdictIn(after, places)];
            const isLost = was === Verdict.Reachable && is !== Verdict.Reachable;
            return isLost ? [{ from: from.name, to: to.name, places }] : [];
        }),
    );
}

function verdictIn({ groups, cells }: Matrix, [from, to]: Places): Verdict | undefined {
    const at = (place: string): number => groups.findIndex((group) => group.place === place);
    return cells[at(from)]?.[at(to)]?.verdict;
}
