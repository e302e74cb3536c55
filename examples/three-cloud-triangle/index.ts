import {
    HubAttachment,
    TransitHub,
    VpnBridge,
    hubReference,
    planVpnBridge,
    type VpnBridgeArgs,
} from "@causeway-iac/causeway";
import { RouteTable, RouteTableAssociation, Subnet, Vpc } from "@pulumi/aws/ec2";
import * as azure from "@pulumi/azure-native/network";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { Firewall, Network, Subnetwork } from "@pulumi/gcp/compute";

const everywhere = { aws: ["10.0.0.0/16"], azure: ["10.1.0.0/16"], gcp: ["10.2.0.0/16"] };

// AWS: a VPC, and a hub whose segment "app" reaches what comes in over tunnels.
const region = "us-east-1";
const vpc = new Vpc("app-aws", { region, cidrBlock: "10.0.0.0/16" });
const subnet = new Subnet("app", {
    region,
    vpcId: vpc.id,
    cidrBlock: "10.0.0.0/24",
    availabilityZone: "us-east-1a",
});
const table = new RouteTable("app", { region, vpcId: vpc.id });
new RouteTableAssociation("app", { region, subnetId: subnet.id, routeTableId: table.id });
const hub = new TransitHub("hub", {
    segments: { app: { reaches: { clouds: {} } }, clouds: {} },
    aws: {
        hubs: {
            use1: {
                region,
                attachments: {
                    app: {
                        vpcId: vpc.id,
                        subnets: { "us-east-1a": subnet.id },
                        cidrs: everywhere.aws,
                        segment: "app",
                        // The hub does not know what the bridge will announce: the VPC sends all private addresses to it.
                        routes: { private: { routeTableId: table.id, destinations: ["10.0.0.0/8"] } },
                    },
                },
            },
        },
    },
});

// Azure: a virtual network with a subnet for the VPN gateway, which the bridge creates.
const group = new ResourceGroup("app", { location: "eastus" });
const vnet = new azure.VirtualNetwork("app-azure", {
    resourceGroupName: group.name,
    location: "eastus",
    addressSpace: { addressPrefixes: everywhere.azure },
});
const within = { resourceGroupName: group.name, virtualNetworkName: vnet.name };
const app = new azure.Subnet("app", { ...within, addressPrefix: "10.1.0.0/24" });
const gateways = new azure.Subnet(
    "gateways",
    { ...within, subnetName: "GatewaySubnet", addressPrefix: "10.1.255.0/27" },
    // Azure changes one subnet of a network at a time.
    { dependsOn: app },
);

// Google Cloud: a VPC network, open to all three. Global routing shows the tunnels to all its regions.
const network = new Network("app-google", { autoCreateSubnetworks: false, routingMode: "GLOBAL" });
new Subnetwork("app", { region: "us-east4", network: network.id, ipCidrRange: "10.2.0.0/24" });
new Firewall("clouds", {
    network: network.id,
    sourceRanges: Object.values(everywhere).flat(),
    allows: [{ protocol: "tcp", ports: ["443"] }, { protocol: "icmp" }],
});

const args: VpnBridgeArgs = {
    sites: {
        aws: {
            aws: { region, transitGatewayId: hub.transitGatewayIds.use1, asn: hub.asns.use1 },
            cidrs: everywhere.aws,
        },
        azure: {
            azure: { location: "eastus", resourceGroupName: group.name, gatewaySubnetId: gateways.id },
            cidrs: everywhere.azure,
        },
        gcp: { gcp: { region: "us-east4", network: network.id }, cidrs: everywhere.gcp },
    },
};
const bridge = new VpnBridge("triangle", args);

// What arrives over the tunnels belongs to the segment that "app" reaches.
new HubAttachment("clouds", {
    hub: hubReference(hub, "use1"),
    segment: "clouds",
    attachmentIds: bridge.attachmentIds,
    cidrs: [...everywhere.azure, ...everywhere.gcp],
});

const plan = planVpnBridge(args);
export const tunnels = plan.tunnels;
export const largestPacket = plan.mtu;
export const monthlyCost = bridge.monthlyCost;
export const gatewayAddresses = bridge.gatewayAddresses;
