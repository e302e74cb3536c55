/** Builds a bridge cloud by cloud, in an order without cycles: whoever's address the others need comes first. */
import * as pulumi from "@pulumi/pulumi";
import type { Bridge } from "./bridge";
import { watch } from "./monitoring";
import type { SiteKind } from "./network";

export interface BridgeOutputs {
    asns: Record<string, pulumi.Output<number>>;
    vpnConnectionIds: Record<string, pulumi.Output<string>>;
    attachmentIds: Record<string, pulumi.Output<string>>;
    gatewayAddresses: Record<string, pulumi.Output<string>>;
    mtus: Record<string, pulumi.Output<number>>;
    deviceFiles: Record<string, pulumi.Output<Record<string, string>>>;
    cloudInit: Record<string, pulumi.Output<string>>;
    manifests: Record<string, pulumi.Output<string>>;
    certificateExpiry: Record<string, pulumi.Output<string>>;
    monthlyCost: pulumi.Output<number>;
    unpriced: pulumi.Output<string[]>;
}

export function build(bridge: Bridge): BridgeOutputs {
    const { plan } = bridge;
    const has = (kind: SiteKind): boolean => bridge.sitesOf(kind).length > 0;
    // Loaded where they are used, so that nobody loads the SDK of a cloud that is not.
    const azure = has("azure") ? (require("./ipsec/azure") as typeof import("./ipsec/azure")) : undefined;
    const wan = has("azureVirtualWan")
        ? (require("./ipsec/azure-virtual-wan") as typeof import("./ipsec/azure-virtual-wan"))
        : undefined;
    const gcp = has("gcp") ? (require("./ipsec/gcp") as typeof import("./ipsec/gcp")) : undefined;
    const aws = has("aws") ? (require("./ipsec/aws") as typeof import("./ipsec/aws")) : undefined;

    const azureAddresses = azure?.publishAzure(bridge);
    const wanGateways = wan?.publishVirtualWan(bridge);
    const gcpGateways = gcp?.publishGcp(bridge);
    const awsBuilt = aws?.buildAws(bridge);
    const azureBuilt = azureAddresses === undefined ? undefined : azure?.buildAzure(bridge, azureAddresses);
    if (wanGateways !== undefined) wan?.buildVirtualWan(bridge, wanGateways);
    const gcpBuilt = gcpGateways === undefined ? undefined : gcp?.buildGcp(bridge, gcpGateways);
    watch(bridge, { aws: awsBuilt, azure: azureBuilt, azureVirtualWan: wanGateways, gcp: gcpBuilt });
    const devices = has("device") ? (require("./devices") as typeof import("./devices")) : undefined;

    return {
        asns: mapped(Object.keys(plan.sites), (site) => pulumi.output(bridge.asn(site))),
        vpnConnectionIds: awsBuilt?.connectionIds ?? {},
        attachmentIds: awsBuilt?.attachmentIds ?? {},
        gatewayAddresses: gatewayAddresses(bridge),
        mtus: Object.fromEntries(plan.links.map(({ key, mtu }) => [key, pulumi.output(mtu)])),
        ...(devices?.buildDevices(bridge) ?? { deviceFiles: {}, cloudInit: {}, manifests: {}, certificateExpiry: {} }),
        monthlyCost: pulumi.output(plan.cost.total),
        unpriced: pulumi.output(plan.cost.unknowns.map(({ what, region }) => `${what}, ${region}`)),
    };
}

/** Of managed gateways: whoever has a device knows its address. */
function gatewayAddresses(bridge: Bridge): Record<string, pulumi.Output<string>> {
    const managed = [...bridge.addresses].filter(([key]) => bridge.site(key.split("/")[0] ?? "").kind !== "device");
    return Object.fromEntries(managed.map(([key, address]) => [fromOne(key), pulumi.output(address)]));
}

/** Gates count from 0 in a plan and from 1 in names: "azure/0", "aws/plant/0/1", "aws/plant/dedicated/0/1". */
function fromOne(key: string): string {
    const parts = key.split("/");
    const gate = parts.length === 2 ? 1 : parts.length - 2;
    return parts.map((part, i) => (i === gate ? String(Number(part) + 1) : part)).join("/");
}

function mapped<T>(keys: readonly string[], value: (key: string) => T): Record<string, T> {
    return Object.fromEntries([...keys].sort().map((key) => [key, value(key)]));
}
