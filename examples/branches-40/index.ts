import {
    BridgeTopology,
    Device,
    HubAttachment,
    VpnBridge,
    hubReference,
    planVpnBridge,
    type BridgeLinkArgs,
    type BridgeSiteArgs,
    type VpnBridgeArgs,
} from "@causeway-iac/causeway";
import { allBranches, branches } from "./branches";
import { azureCidr, azureLocation, gatewaySubnet, group, hub, regions, tags } from "./clouds";

const hubs = [...Object.keys(regions), "azure"];

const clouds: Record<string, BridgeSiteArgs> = {
    ...Object.fromEntries(
        Object.entries(regions).map(([key, { region, cidr }]) => [
            key,
            { aws: { region, transitGatewayId: hub.transitGatewayIds[key], asn: hub.asns[key] }, cidrs: [cidr] },
        ]),
    ),
    azure: {
        azure: {
            location: azureLocation,
            resourceGroupName: group.name,
            gatewaySubnetId: gatewaySubnet.id,
            // 96 tunnels: the smaller sizes take 30, this one and the next take 100.
            sku: "VpnGw4AZ",
        },
        cidrs: [azureCidr],
    },
};

const places = Object.fromEntries(
    Object.entries(branches).map(([key, { number, country, latitude, longitude, prefix, addresses }]) => [
        key,
        {
            device: {
                model: Device.FortiOs,
                publicAddresses: addresses,
                place: { country, latitude, longitude },
            },
            cidrs: [prefix],
            // The ASN: 4200000000 and the number.
            id: number + 1,
        },
    ]),
);

const linkOf = (a: string, b: string): string => [a, b].sort().join("/");

// Which inside addresses a run of tunnels has. Azure takes 128 blocks only, and 44 runs that found theirs by chance would
// meet. The first devices have the numbers of their branches, the second ones those from 40 on.
const second = Object.keys(branches)
    .filter((key) => branches[key].addresses.length > 1)
    .sort((a, b) => branches[a].number - branches[b].number);
const firstIds: Record<string, number> = { azure: 0, "aws-eu": 1000, "aws-us": 1100 };
const links: Record<string, BridgeLinkArgs> = Object.fromEntries(
    Object.entries(branches).flatMap(([key, { number }]) =>
        hubs.map((at): [string, BridgeLinkArgs] => {
            const id = firstIds[at] + number;
            const nth = second.indexOf(key);
            return [linkOf(at, key), nth < 0 ? { id } : { id, ids: { "2": firstIds[at] + 40 + nth } }];
        }),
    ),
);
// Runs of four, at the end of Azure's range.
links["aws-eu/azure"] = { id: 30 };
links["aws-us/azure"] = { id: 31 };
// The hub's own peering.
links["aws-eu/aws-us"] = { elsewhere: true };

const args: VpnBridgeArgs = {
    sites: { ...clouds, ...places },
    topology: BridgeTopology.HubAndSpoke,
    hubs,
    links,
    traffic: Object.keys(branches).map((to) => ({ from: "aws-eu", to, gbPerMonth: 40 })),
    tags,
};
const bridge = new VpnBridge("branches", args);

for (const [key, { branches: segment }] of Object.entries(regions)) {
    const own = Object.entries(bridge.attachmentIds).filter(([attachment]) => attachment.startsWith(`${key}/`));
    new HubAttachment(`branches-${key}`, {
        hub: hubReference(hub, key),
        segment,
        attachmentIds: Object.fromEntries(own),
        // Every branch announces its own prefix; this is what they all lie in.
        cidrs: [allBranches, azureCidr],
    });
}

const plan = planVpnBridge(args);
export const tunnels = plan.tunnels;
export const tunnelsOfAzure = plan.links
    .filter(({ ends }) => ends.includes("azure"))
    .reduce((sum, link) => sum + link.tunnels.length, 0);
export const largestPacket = plan.mtu;
export const monthlyCost = bridge.monthlyCost;
export const unpriced = plan.cost.unknowns.map(({ what, region }) => `${what}, ${region}`);
