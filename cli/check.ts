/** Everything that can be said against a network: what the policies find, and the practitioner's checklist. */
import { Faults } from "../graph/faults";
import { groupsOf, pairsOf } from "../graph/matrix";
import type { Network } from "../graph/network";
import type { Resource } from "../graph/read/resources";
import type { Traffic } from "../graph/traffic";
import { answersFrom } from "../policy/answers";
import type { PolicyConfig } from "../policy/config-types";
import { RULES } from "../policy/rules";
import { checkResources } from "../policy/run";
import type { Checked, RuleInfo } from "./format/checked";
import { dnsFindings } from "./preflight/dns";
import { faultFindings } from "./preflight/faults";
import { pathFindings, pathsOf, type Path, type PathBounds } from "./preflight/paths";
import { PREFLIGHT } from "./preflight/rules";

export interface CheckArgs {
    readonly resources: readonly Resource[];
    readonly network: Network;
    readonly config: PolicyConfig;
    readonly bounds: PathBounds;
    /** Whose paths are looked at. */
    readonly traffic: Traffic;
    /** "2026-11-23" */
    readonly today: string;
}

export type Found = Pick<Checked, "rules" | "findings"> & { readonly paths: readonly Path[] };

/** Findings of both, with every rule that was asked. */
export function check({ resources, network, config, bounds, traffic, today }: CheckArgs): Found {
    const faults = new Faults(network);
    const paths: Path[] = [];
    for (const pair of pairsOf(network, traffic, groupsOf(network))) {
        faults.look(pair);
        paths.push(...pathsOf(network, pair));
    }
    return {
        rules: [...policies(config), ...preflight(bounds)],
        findings: [
            ...checkResources({ resources, questions: () => answersFrom(network), config, today }),
            ...faultFindings(network, faults.all()),
            ...dnsFindings(resources),
            ...pathFindings(paths, bounds),
        ],
        paths,
    };
}

/** The rules that the configuration has switched on. */
function policies(config: PolicyConfig): readonly RuleInfo[] {
    return RULES.filter(({ id }) => config.rules[id]?.level !== "disabled").map((rule) => ({
        ...rule,
        docs: `docs/policies.md#${rule.id}`,
    }));
}

/** Latency is judged where there is a budget for it. */
function preflight({ latencyMs }: PathBounds): readonly RuleInfo[] {
    return Object.values(PREFLIGHT).filter((rule) => rule !== PREFLIGHT.latency || latencyMs !== undefined);
}
