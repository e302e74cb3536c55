/** What a Virtual WAN hub's router carries, and how large it has to be. */
import { HUB_ROUTER } from "../facts/throughput";
import type { Problem } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { checkShape, type Shape } from "./shape";

export interface HubRouter {
    readonly units: number;
    readonly mbps: number;
    readonly machines: number;
}

/** A router with the sums behind its numbers, or what is wrong with what was asked for. */
export type HubRouterPlan =
    { readonly router: HubRouter; readonly reasoning: Reasoning } | { readonly problems: readonly Problem[] };

const { leastUnits, mostUnits, perUnit, least, machinesPerUnit } = HUB_ROUTER;
const UNITS: Shape = { kind: "number", required: true, from: leastUnits.value, to: mostUnits.value, whole: true };
const LOAD: Shape = {
    kind: "object",
    members: {
        mbps: { kind: "number", required: true, from: 0 },
        machines: { kind: "number", required: true, from: 0, whole: true },
    },
};

/** A router of so many units: a whole number from 2 to 50. `path`: where the user wrote it. */
export function hubRouter(units: number, path = "units"): HubRouterPlan {
    const problems = checkShape(UNITS, units, path);
    return problems.length > 0 ? { problems } : routerOf(units);
}

/** The smallest router that carries both: Mbps through the hub, and virtual machines behind it. */
export function smallestHubRouter(mbps: number, machines: number): HubRouterPlan {
    const misread = checkShape(LOAD, { mbps, machines });
    if (misread.length > 0) return { problems: misread };
    const forTraffic = mbps <= least.value ? leastUnits.value : Math.ceil(mbps / perUnit.value);
    const forMachines = Math.max(leastUnits.value, Math.ceil(machines / machinesPerUnit.value));
    const problems = [
        ...tooMuch("mbps", mbps, forTraffic, perUnit.value, "Mbps"),
        ...tooMuch("machines", machines, forMachines, machinesPerUnit.value, "VMs"),
    ];
    if (problems.length > 0) return { problems };
    const { router, reasoning } = routerOf(Math.max(forTraffic, forMachines));
    const needs: Step[] = [
        { what: `units for ${mbps} Mbps`, figure: `${forTraffic} units` },
        { what: `units for ${machines} VMs`, figure: `${forMachines} units` },
    ];
    return { router, reasoning: [...needs, ...reasoning] };
}

function tooMuch(path: string, load: number, units: number, each: number, unit: string): Problem[] {
    if (units <= mostUnits.value) return [];
    const allowed = `up to ${mostUnits.value * each} ${unit}, with ${mostUnits.value} units`;
    return [
        {
            check: "hub-router-too-small",
            path,
            got: `${load} ${unit}`,
            allowed,
            fix: "Spread the load over more hubs.",
        },
    ];
}

function routerOf(units: number): { readonly router: HubRouter; readonly reasoning: Reasoning } {
    const product = units * perUnit.value;
    const mbps = Math.max(least.value, product);
    const machines = units * machinesPerUnit.value;
    const sum = `${units} × ${perUnit.value}`;
    return {
        router: { units, mbps, machines },
        reasoning: [
            {
                what: `traffic that a router of ${units} units carries`,
                figure: `${mbps} Mbps`,
                ...(product < mbps
                    ? { because: `not ${sum}: no router carries less`, source: least.source }
                    : { because: sum, source: perUnit.source }),
            },
            {
                what: `VMs behind a router of ${units} units`,
                figure: `${machines} VMs`,
                because: `${units} × ${machinesPerUnit.value}`,
                source: machinesPerUnit.source,
            },
        ],
    };
}
