/** What the branches are joined with: a hub and a VPC in two regions of AWS, and a virtual network of Azure. */
import { TransitHub } from "@causeway-iac/causeway";
import { RouteTable, RouteTableAssociation, Subnet, Vpc } from "@pulumi/aws/ec2";
import * as azure from "@pulumi/azure-native/network";
import { ResourceGroup } from "@pulumi/azure-native/resources";

export const tags = { application: "branches", owner: "network" };
const named = (name: string) => ({ ...tags, Name: name });

/** By the key of the hub, which is the key of the site too. */
export const regions = {
    "aws-eu": { region: "eu-central-1", asn: 64512, cidr: "10.8.0.0/16", apps: "apps-eu", branches: "branches-eu" },
    "aws-us": { region: "us-east-1", asn: 64513, cidr: "10.16.0.0/16", apps: "apps-us", branches: "branches-us" },
};
export const azureLocation = "westeurope";
export const azureCidr = "10.24.0.0/16";

function applications(key: string, { region, cidr, apps }: (typeof regions)["aws-eu"]) {
    const [a, b] = cidr.split(".");
    const name = `apps-${key}`;
    const vpc = new Vpc(name, { region, cidrBlock: cidr, tags: named(name) });
    const table = new RouteTable(name, { region, vpcId: vpc.id, tags: named(name) });
    const subnet = (tier: string, zone: string, cidrBlock: string) => {
        const label = `${name}-${tier}-${zone}`;
        return new Subnet(label, {
            region,
            vpcId: vpc.id,
            availabilityZone: region + zone,
            cidrBlock,
            tags: named(label),
        });
    };
    const attached = ["a", "b"].map((zone, i) => {
        const label = `${name}-app-${zone}`;
        const app = subnet("app", zone, `${a}.${b}.${i * 16}.0/20`);
        new RouteTableAssociation(label, { region, subnetId: app.id, routeTableId: table.id });
        return [region + zone, subnet("transit", zone, `${a}.${b}.255.${i * 16}/28`).id] as const;
    });
    return {
        vpcId: vpc.id,
        cidrs: [cidr],
        subnets: Object.fromEntries(attached),
        segment: apps,
        routes: { private: { routeTableId: table.id, destinations: ["10.0.0.0/8"] } },
    };
}

export const hub = new TransitHub("core", {
    tags,
    // What comes in over tunnels sees its own region only. A gateway of AWS announces all that its tunnels reach, and each as
    // its own: if both announced both regions, half of the traffic for one would enter by the other.
    segments: {
        "apps-eu": { reaches: { "apps-us": {}, "branches-eu": {} } },
        "apps-us": { reaches: { "branches-us": {} } },
        "branches-eu": {},
        "branches-us": {},
    },
    aws: {
        hubs: Object.fromEntries(
            Object.entries(regions).map(([key, own]) => [
                key,
                { region: own.region, asn: own.asn, attachments: { apps: applications(key, own) } },
            ]),
        ),
    },
});

export const group = new ResourceGroup("branches", { location: azureLocation, tags });
const network = new azure.VirtualNetwork("branches", {
    resourceGroupName: group.name,
    location: azureLocation,
    addressSpace: { addressPrefixes: [azureCidr] },
    tags,
});
const within = { resourceGroupName: group.name, virtualNetworkName: network.name };
const apps = new azure.Subnet("apps", { ...within, addressPrefix: "10.24.0.0/20" });
export const gatewaySubnet = new azure.Subnet(
    "gateways",
    { ...within, subnetName: "GatewaySubnet", addressPrefix: "10.24.255.0/27" },
    // Azure changes one subnet of a network at a time.
    { dependsOn: apps },
);
