/** Patient records on AWS: a VPC without a way to the internet, a database that two subnets may ask, and a hub. */
import { TransitHub } from "@causeway-iac/causeway";
import { DefaultSecurityGroup, RouteTable, RouteTableAssociation, SecurityGroup, Subnet, Vpc } from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import { prefixes, region, tags } from "./settings";

const named = (name: string) => ({ ...tags, Name: name });
const zones = ["a", "b"].map((letter) => region + letter);
/** Second octets of the subnets of each zone. */
const tiers = { app: 0, data: 16, transit: 255 };

export const vpc = new Vpc("records", {
    region,
    cidrBlock: prefixes.records,
    enableDnsHostnames: true,
    tags: named("records"),
});
// What is put into no group gets this one, which lets nothing through.
new DefaultSecurityGroup("records", { region, vpcId: vpc.id, tags: named("records-default") });
// No internet gateway and no NAT: the only way out of the VPC is the hub.
const table = new RouteTable("records", { region, vpcId: vpc.id, tags: named("records") });

function subnet(tier: keyof typeof tiers, zone: number): Subnet {
    const name = `records-${tier}-${zones[zone]}`;
    const cidrBlock = tier === "transit" ? `10.10.255.${zone * 16}/28` : `10.10.${tiers[tier] + zone}.0/24`;
    const args = { region, vpcId: vpc.id, availabilityZone: zones[zone], cidrBlock, tags: named(name) };
    const made = new Subnet(name, args);
    if (tier !== "transit") new RouteTableAssociation(name, { region, subnetId: made.id, routeTableId: table.id });
    return made;
}
for (const zone of [0, 1]) (["app", "data"] as const).forEach((tier) => subnet(tier, zone));

const database = new SecurityGroup("database", {
    region,
    vpcId: vpc.id,
    description: "PostgreSQL with patient records",
    tags: named("database"),
});
const clients = { app: prefixes.recordsApps, analytics: prefixes.analyticsJobs };
for (const [client, cidrIpv4] of Object.entries(clients)) {
    const postgres = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
    const common = { region, securityGroupId: database.id, cidrIpv4, tags: named(`database-${client}`) };
    new SecurityGroupIngressRule(`database-${client}`, { ...common, ...postgres });
}
new SecurityGroupEgressRule("database-own-network", {
    region,
    securityGroupId: database.id,
    cidrIpv4: prefixes.records,
    ipProtocol: "-1",
    tags: named("database-own-network"),
});

export const hub = new TransitHub("clinic", {
    tags,
    // A third party that is attached later gets a segment of its own, and reaches nothing that is not said here.
    segments: { records: { reaches: { analytics: {} } }, analytics: {} },
    aws: {
        hubs: {
            virginia: {
                region,
                attachments: {
                    records: {
                        vpcId: vpc.id,
                        subnets: Object.fromEntries(zones.map((zone, i) => [zone, subnet("transit", i).id])),
                        cidrs: [prefixes.records],
                        segment: "records",
                        routes: { private: { routeTableId: table.id, destinations: [prefixes.analytics] } },
                    },
                },
            },
        },
    },
});
