/**
 * Every rule that VpnBridge's arguments must keep, in stages: their shape, then sites, prefixes and links, then what the
 * planner of tunnels finds, then counts. A stage runs only where the ones before found nothing that would make its findings
 * meaningless. Pure. What is an Output is checked when it becomes known.
 */
import type { IdLine } from "../../plan/identity";
import type { Problem } from "../../plan/problem";
import { checkShape, withoutNulls } from "../../plan/shape";
import { planTunnels } from "../../plan/tunnels";
import type { VpnBridgeArgs } from "./args";
import { checkCidrs } from "./checks/addresses";
import { checkAuthentication } from "./checks/authentication";
import { checkClasses } from "./checks/classes";
import { checkConcentrators } from "./checks/concentrator";
import { checkDirectConnect } from "./checks/direct-connect";
import { checkClusters } from "./checks/clusters";
import { checkInputs } from "./checks/inputs";
import { checkLinks } from "./checks/links";
import { checkMonitoring } from "./checks/monitoring";
import { checkPlan } from "./checks/plan";
import { checkSites } from "./checks/sites";
import { tunnelNetwork } from "./network";
import { planBridge, type VpnBridgePlan } from "./plan";
import { vpnBridgeShape } from "./shape";
import { inBridgeWords, lineInBridgeWords } from "./translate";

/** Findings after which the arguments cannot be read as what their types say. */
const STRUCTURAL = new Set(["missing-argument", "wrong-type", "not-plain"]);

/** What the planner finds of names and keys of links, the bridge has said in its own words. */
const SAID = new Set(["site-name", "unknown-pair"]);

export type Validated = { readonly plan: VpnBridgePlan } | { readonly problems: readonly Problem[] };

/** The plan, or everything wrong with the arguments. */
export function validateVpnBridge(given: VpnBridgeArgs): Validated {
    const args = withoutNulls(vpnBridgeShape, given);
    const shape = checkShape(vpnBridgeShape, args);
    if (shape.some((p) => STRUCTURAL.has(p.check))) return { problems: shape };
    const sites = [...shape, ...checkInputs(args), ...checkSites(args)];
    // Without exactly one kind there is nothing to plan a site from.
    if (sites.some((p) => p.check === "site-kind" || p.check === "unknown-value")) return { problems: sites };
    const own = [
        ...sites,
        ...checkConcentrators(args),
        ...checkCidrs(args),
        ...checkLinks(args),
        ...checkDirectConnect(args),
        ...checkAuthentication(args),
        ...checkClasses(args),
        ...checkClusters(args),
        ...checkMonitoring(args),
    ];
    const network = tunnelNetwork(args);
    const tunnels = planTunnels(network);
    if ("problems" in tunnels) {
        const found = tunnels.problems.filter(({ check }) => !SAID.has(check)).map((p) => inBridgeWords(p, args));
        return { problems: distinct([...own, ...found, ...collected(tunnels.lines, args)]) };
    }
    if (own.length > 0) return { problems: own };
    const plan = planBridge(args, network, tunnels);
    const found = checkPlan(args, plan);
    return found.length > 0 ? { problems: found } : { plan };
}

/** All lines that end collisions together: each alone may meet the next. */
function collected(lines: readonly IdLine[], args: VpnBridgeArgs): Problem[] {
    if (lines.length < 2) return [];
    const all = lines.map((line) => lineInBridgeWords(line, args)).map(({ path, id }) => `${path}: ${id}`);
    return [
        {
            check: "id-lines",
            path: "",
            got: `${lines.length} numbers that cannot stay as they are`,
            allowed: "none",
            fix: `These lines together put it right: ${all.join(", ")}.`,
        },
    ];
}

/** The planner may find what a check of the bridge's own found too, at the same place: then that has the better words. */
function distinct(problems: readonly Problem[]): Problem[] {
    const first = new Map<string, Problem>();
    for (const problem of problems) {
        const what = `${problem.check} ${problem.path} ${problem.got}`;
        if (!first.has(what)) first.set(what, problem);
    }
    return [...first.values()];
}
