/** The health of a bridge's tunnels, in each cloud's own monitoring. */
import type { VpnGateway } from "@pulumi/azure-native/network";
import type { Bridge } from "../bridge";
import type { AwsOutputs } from "../ipsec/aws";
import type { AzureOutputs } from "../ipsec/azure";
import type { GcpOutputs } from "../ipsec/gcp";
import { planAlarms } from "./plan";

/** Of the clouds that have sites. */
export interface Built {
    readonly aws: AwsOutputs | undefined;
    readonly azure: AzureOutputs | undefined;
    /** By site. */
    readonly azureVirtualWan: ReadonlyMap<string, VpnGateway> | undefined;
    readonly gcp: GcpOutputs | undefined;
}

/** Alarms and dashboards of everything that was built; nothing where monitoring is switched off. */
export function watch(bridge: Bridge, { aws, azure, azureVirtualWan, gcp }: Built): void {
    const alarms = planAlarms(bridge.name, bridge.args, bridge.plan);
    if (alarms === undefined) return;
    // Loaded where they are used, so that nobody loads the SDK of a cloud that is not.
    if (aws !== undefined) (require("./aws") as typeof import("./aws")).watchAws(bridge, alarms.aws, aws);
    if (azure !== undefined || azureVirtualWan !== undefined) {
        const { watchAzure } = require("./azure") as typeof import("./azure");
        watchAzure(bridge, alarms.azure, { networks: azure, hubs: azureVirtualWan });
    }
    if (gcp !== undefined) (require("./gcp") as typeof import("./gcp")).watchGcp(bridge, alarms.gcp, gcp);
}
