/** Programs with a VpnBridge that engine tests deploy: three clouds and devices, joined to a hub. */

/** What the sites of a bridge stand in: a hub, a virtual network and a VPC network. */
const NETWORKS = `
const { BridgeEngine, BridgeTopology, HubAttachment, TransitHub, VpnBridge, hubReference } = require("@causeway-iac/causeway");
const azure = require("@pulumi/azure-native/network");
const { ResourceGroup } = require("@pulumi/azure-native/resources");
const google = require("@pulumi/gcp/compute");

const hub = new TransitHub("core", {
    segments: { prod: { reaches: { branches: {} } }, branches: {} },
    aws: { hubs: { use1: { region: "us-east-1", asn: 64512 }, euc1: { region: "eu-central-1", asn: 64520 } } },
});
const group = new ResourceGroup("net", { location: "eastus" });
const vnet = new azure.VirtualNetwork("hub", {
    resourceGroupName: group.name,
    location: "eastus",
    addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
});
const subnet = new azure.Subnet("gateways", {
    resourceGroupName: group.name,
    virtualNetworkName: vnet.name,
    subnetName: "GatewaySubnet",
    addressPrefix: "10.1.255.0/27",
});
const wan = new azure.VirtualWan("wan", { resourceGroupName: group.name, location: "westeurope" });
const wanHub = new azure.VirtualHub("weu", {
    resourceGroupName: group.name,
    location: "westeurope",
    virtualWan: { id: wan.id },
    addressPrefix: "10.100.0.0/23",
    sku: "Standard",
});
const vpc = new google.Network("prod", { autoCreateSubnetworks: false, routingMode: "GLOBAL" });
`;

/** JavaScript of the sites, by key. */
export const SITES = {
    aws: `{ aws: { region: "us-east-1", transitGatewayId: hub.transitGatewayIds.use1, asn: hub.asns.use1 }, cidrs: ["10.0.0.0/16"] }`,
    azure: `{ azure: { location: "eastus", resourceGroupName: group.name, gatewaySubnetId: subnet.id }, cidrs: ["10.1.0.0/16"] }`,
    wan: `{ azureVirtualWan: { location: "westeurope", resourceGroupName: group.name, virtualWanId: wan.id, virtualHubId: wanHub.id }, cidrs: ["10.3.0.0/16"] }`,
    gcp: `{ gcp: { region: "us-east4", network: vpc.id }, cidrs: ["10.2.0.0/16"] }`,
    plant: `{ device: { publicAddresses: ["203.0.113.7"], place: { country: "DE", latitude: 50.1, longitude: 8.7 } }, cidrs: ["192.168.10.0/24"] }`,
    depot: `{ device: { publicAddresses: ["198.51.100.9"], place: { country: "FR", latitude: 48.9, longitude: 2.4 } }, cidrs: ["192.168.11.0/24"] }`,
} as const;
export type SiteName = keyof typeof SITES;

export interface BridgeProgram {
    sites: readonly SiteName[];
    /** JavaScript of further arguments: "keys: { rotation: 1 }," */
    more?: string;
}

/** What is at AWS is joined to the hub: the attachments of every connection, in one segment. */
export function bridgeProgram({ sites, more = "" }: BridgeProgram): string {
    return `${NETWORKS}
const bridge = new VpnBridge("bridge", {
    sites: { ${sites.map((site) => `${site}: ${SITES[site]}`).join(",\n")} },
    ${more}
});
${
    sites.includes("aws")
        ? `new HubAttachment("branches", {
    hub: hubReference(hub, "use1"),
    segment: "branches",
    attachmentIds: bridge.attachmentIds,
    cidrs: ["10.1.0.0/16", "10.2.0.0/16", "192.168.10.0/23"],
});`
        : ""
}
exports.addresses = bridge.gatewayAddresses;
exports.files = bridge.deviceFiles;
exports.cloudInit = bridge.cloudInit;
exports.cost = bridge.monthlyCost;
`;
}

export const EVERYTHING: BridgeProgram = {
    sites: ["aws", "azure", "gcp", "wan", "plant", "depot"],
    more: `links: {
        "aws/gcp": { dedicated: ["10.0.8.0/24", "10.2.8.0/24"] },
        "aws/plant": { dedicated: ["10.0.9.0/24", "192.168.10.64/26"] },
        "azure/wan": { elsewhere: true },
        "gcp/wan": { id: 0 },
        "depot/plant": { engine: BridgeEngine.WireGuard },
    },`,
};

/** Branches on a concentrator, and a plant on the Direct Connect of the same Transit Gateway; all joined to the hub. */
export function bridgeOverDirectConnect(): string {
    return `
const { BridgeTopology, HubAttachment, TransitHub, VpnBridge, hubReference } = require("@causeway-iac/causeway");
const { Gateway, GatewayAssociation } = require("@pulumi/aws/directconnect");

const hub = new TransitHub("core", {
    segments: { prod: { reaches: { branches: {} } }, branches: {} },
    aws: { hubs: { use1: { region: "us-east-1", asn: 64512 } } },
}, {
    // Where the outside addresses of private connections come from.
    transforms: [({ type, props, opts }) =>
        type === "aws:ec2transitgateway/transitGateway:TransitGateway"
            ? { props: { ...props, transitGatewayCidrBlocks: ["10.99.0.0/24"] }, opts }
            : undefined],
});
const gateway = new Gateway("dx", { amazonSideAsn: "64700" });
const association = new GatewayAssociation("dx", {
    region: "us-east-1",
    dxGatewayId: gateway.id,
    associatedGatewayId: hub.transitGatewayIds.use1,
    allowedPrefixes: ["10.99.0.0/24"],
});
const place = { country: "DE", latitude: 50.1, longitude: 8.7 };
const bridge = new VpnBridge("bridge", {
    sites: {
        aws: {
            aws: { region: "us-east-1", transitGatewayId: hub.transitGatewayIds.use1, asn: hub.asns.use1, concentrator: {} },
            cidrs: ["10.0.0.0/16"],
        },
        depot: { device: { publicAddresses: ["198.51.100.9"], place }, cidrs: ["192.168.11.0/24"] },
        plant: {
            device: { publicAddresses: ["203.0.113.7"], directConnectAddresses: ["10.9.0.1"], place },
            cidrs: ["192.168.10.0/24"],
        },
        shop: { device: { publicAddresses: ["198.51.100.10"], place }, cidrs: ["192.168.12.0/24"] },
    },
    topology: BridgeTopology.HubAndSpoke,
    hubs: ["aws"],
    links: { "aws/plant": { directConnectAttachmentId: association.transitGatewayAttachmentId } },
});
new HubAttachment("branches", {
    hub: hubReference(hub, "use1"),
    segment: "branches",
    attachmentIds: bridge.attachmentIds,
    cidrs: ["192.168.10.0/23", "192.168.12.0/24"],
});
exports.attachments = bridge.attachmentIds;
exports.addresses = bridge.gatewayAddresses;
exports.files = bridge.deviceFiles;
`;
}
