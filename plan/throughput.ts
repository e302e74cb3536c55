/** What a Virtual WAN hub's router carries, and how large it has to be. */
import { HUB_ROUTER } from "../facts/throughput";

export interface HubRouter {
    readonly units: number;
    readonly mbps: number;
    readonly machines: number;
}

/** A router of so many units. Undefined where a hub cannot have that many: whole numbers from 2 to 50. */
export function hubRouter(units: number): HubRouter | undefined {
    const { leastUnits, mostUnits, perUnit, least, machinesPerUnit } = HUB_ROUTER;
    if (!Number.isInteger(units) || units < leastUnits.value || units > mostUnits.value) return undefined;
    return {
        units,
        mbps: Math.max(least.value, units * perUnit.value),
        machines: units * machinesPerUnit.value,
    };
}

/** The smallest router that carries both. Undefined where no router does. */
export function smallestHubRouter(mbps: number, machines: number): HubRouter | undefined {
    const { leastUnits, least, perUnit, machinesPerUnit } = HUB_ROUTER;
    const forTraffic = mbps <= least.value ? leastUnits.value : Math.ceil(mbps / perUnit.value);
    return hubRouter(Math.max(leastUnits.value, forTraffic, Math.ceil(machines / machinesPerUnit.value)));
}
