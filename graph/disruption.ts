/**
 * Which steps of a preview cut traffic, and for how long. A step cuts a flow that reaches today and does not reach without the
 * resource: the network is read once more for each step, as if the resource were gone.
 */
import { Verdict } from "./answer";
import { groupsOf, matrix, type Matrix } from "./matrix";
import type { Network } from "./network";
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
/** Changes in place that take the resource out of service meanwhile: by type, the inputs. */
const OUT_OF_SERVICE: readonly (readonly [type: RegExp, inputs: RegExp])[] = [
    [/^aws:ec2\/vpnConnection:/, /^tunnel[12]|customerGatewayId|transitGatewayId|vpnGatewayId/],
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
    return steps.filter(takesAway).flatMap((step): Disruption[] => {
        const without = read(today.filter(({ urn }) => urn !== step.urn));
        const cut = lost(before, matrix(without, traffic, groupsOf(without))).map(({ from, to, places }) => ({
            from,
            to,
            isForGood: verdictIn(left, places) !== Verdict.Reachable,
        }));
        if (cut.length === 0) return [];
        const lasts = cut.every(({ isForGood }) => isForGood)
            ? "for good"
            : (LASTS.find(([type]) => type.test(step.type))?.[1] ?? UNPUBLISHED);
        return [{ step, cut, lasts }];
    });
}

function takesAway({ kind, type, changed }: PlannedStep): boolean {
    if (kind === StepKind.Delete || kind === StepKind.ReplaceWithGap) return true;
    const inputs = OUT_OF_SERVICE.find(([types]) => types.test(type))?.[1];
    return kind === StepKind.Update && inputs !== undefined && changed.some((name) => inputs.test(name));
}

type Places = readonly [string, string];

/** Pairs that reach in one matrix and not in the other. Groups that are gone have nothing left to lose. */
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
