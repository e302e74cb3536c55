/** Everything that a report shows, asked of one network. */
import { costOf, type NetworkCost, type Usage } from "../../graph/cost";
import { drill, type Drill } from "../../graph/drill";
import { failuresOf } from "../../graph/failure";
import { matrix } from "../../graph/matrix";
import { pictureOf } from "../../graph/picture";
import type { Traffic } from "../../graph/traffic";
import { describeSource } from "../../plan/reasoning";
import type { Finding } from "../../policy/finding";
import { figuresOf } from "../report-figures";
import { reachTable } from "../report/cells";
import type { CostTable, DrillRow, ReportModel, ReportTitle } from "../report/model";
import { demanded } from "./asked-for";
import type { Asked } from "./question";

export function reportOf(
    asked: Asked,
    findings: readonly Finding[],
    traffic: Traffic,
    usage: readonly Usage[],
    date: string,
): ReportModel {
    const { network } = asked;
    const before = matrix(network, traffic);
    // A sum with marked assumptions tells a reader more than one that leaves out regions.
    const cost = demanded(costOf(network, usage, { assumeHomeRates: true }));
    const derived = cost.items.filter(({ source }) => source.certainty === "derived");
    const assumed = [...new Set(derived.map(({ region }) => region))].sort();
    const drills = failuresOf(network).map((failure) => drill(network, failure, traffic, before));
    return {
        title: titleOf(asked, date),
        network,
        picture: pictureOf(network, { figures: figuresOf(network) }),
        matrix: reachTable(network, before),
        findings,
        cost: costTable(cost),
        drills: drills.map(drillRow),
        caveats: [
            ...(usage.length === 0
                ? ["The cost is that of what stands; traffic is not in it. Name flows with --usage."]
                : []),
            ...(assumed.length === 0
                ? []
                : [
                      `Prices in ${assumed.join(", ")} are not known here: those of the provider's first region stand for them.`,
                  ]),
        ],
    };
}

/** Of several stacks the title names all. */
export function titleOf({ resources, description }: Asked, date = new Date().toISOString().slice(0, 10)): ReportTitle {
    const names = [...new Set(resources.map(({ stack }) => stack))].map((name) => name.split("/"));
    const [projects, stacks] = [0, 1].map((i) => [...new Set(names.map((parts) => parts[i] ?? ""))].join(", "));
    return { project: projects ?? "", stack: stacks ?? "", source: description, date };
}

function costTable({ items, total, unknowns, unpriced }: NetworkCost): CostTable {
    return {
        lines: items.map(({ what, region, quantity, unit, monthly, source }) => ({
            what: `${what}, ${region}`,
            usd: monthly,
            why: `${quantity} ${unit} (${describeSource(source)})`,
        })),
        total,
        unknown: [...unknowns.map(({ what, region }) => `${what}, ${region}`), ...unpriced],
    };
}

function drillRow({ failure, flows, gone }: Drill): DrillRow {
    const of = (outcome: string) => flows.filter((flow) => flow.outcome === outcome);
    const [lost, interrupted, open] = [of("lost"), of("interrupted"), of("undetermined")];
    const outages = interrupted.flatMap(({ outage }) => outage ?? []);
    const notes = [
        ...(gone.length === 0 ? [] : [`gone with it: ${gone.join(", ")}`]),
        ...(interrupted.length === 0 ? [] : [`${interrupted.length} go on another way`]),
        ...(outages.length < interrupted.length ? ["how long some of them wait is not published"] : []),
        ...(open.length === 0 ? [] : [`${open.length} are undetermined`]),
    ];
    return {
        failed: failure.text,
        lost: lost.map(({ from, to }) => `${from} to ${to}`),
        ...(outages.length === 0
            ? {}
            : {
                  seconds: {
                      atLeast: Math.min(...outages.map(({ atLeast }) => atLeast)),
                      atMost: Math.max(...outages.map(({ atMost }) => atMost)),
                  },
              }),
        note: notes.length === 0 ? "no flow notices" : notes.join("; "),
    };
}
