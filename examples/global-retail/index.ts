import { TransitHub } from "@causeway-iac/causeway/transit-hub";
import { RouteTable, RouteTableAssociation, Subnet, Vpc } from "@pulumi/aws/ec2";

const tags = { application: "retail", owner: "platform" };

// A /16 for each network. Three tiers in two zones: applications, data, and small subnets for the hub's attachment.
const tiers = { app: { block: 0, size: 20 }, data: { block: 64, size: 20 }, transit: { block: 255, size: 28 } };
type Tier = keyof typeof tiers;

function network(name: string, region: string, octet: number) {
    const cidr = `10.${octet}.0.0/16`;
    const vpc = new Vpc(name, { region, cidrBlock: cidr, enableDnsHostnames: true, tags: { ...tags, Name: name } });
    const table = new RouteTable(name, { region, vpcId: vpc.id, tags: { ...tags, Name: `${name}-private` } });

    const subnet = (tier: Tier, zone: number) => {
        const { block, size } = tiers[tier];
        const address = size === 28 ? `10.${octet}.${block}.${zone * 16}` : `10.${octet}.${block + zone * 16}.0`;
        const availabilityZone = region + "ab"[zone];
        const subnetName = `${name}-${tier}-${availabilityZone}`;
        const made = new Subnet(subnetName, {
            region,
            vpcId: vpc.id,
            availabilityZone,
            cidrBlock: `${address}/${size}`,
            tags: { ...tags, Name: subnetName, tier },
        });
        if (tier !== "transit") {
            new RouteTableAssociation(subnetName, { region, subnetId: made.id, routeTableId: table.id });
        }
        return [availabilityZone, made.id] as const;
    };
    const zones = [0, 1];
    for (const zone of zones) (["app", "data"] as const).forEach((tier) => subnet(tier, zone));

    return {
        vpcId: vpc.id,
        cidrs: [cidr],
        subnets: Object.fromEntries(zones.map((zone) => subnet("transit", zone))),
        routes: { private: { routeTableId: table.id } },
    };
}

const hub = new TransitHub("retail", {
    tags,
    // Shops see each other's regions (inventory) and the shared services; the shared services see every shop.
    segments: { prod: { reaches: { shared: {} } }, shared: {} },
    aws: {
        hubs: {
            virginia: {
                region: "us-east-1",
                asn: 64512,
                attachments: {
                    shop: { ...network("shop-virginia", "us-east-1", 0), segment: "prod" },
                    services: { ...network("services", "us-east-1", 1), segment: "shared" },
                },
            },
            frankfurt: {
                region: "eu-central-1",
                asn: 64513,
                attachments: { shop: { ...network("shop-frankfurt", "eu-central-1", 16), segment: "prod" } },
            },
            singapore: {
                region: "ap-southeast-1",
                asn: 64514,
                attachments: { shop: { ...network("shop-singapore", "ap-southeast-1", 32), segment: "prod" } },
            },
        },
    },
});

export const transitGateways = hub.transitGatewayIds;
export const routeTables = hub.routeTableIds;
export const peerings = hub.peeringAttachmentIds;
