/** Programs that engine tests deploy. */

/** Three lines that every program starts with: a VPC with one subnet, as an attachment. */
const NETWORK = `
const { TransitHub, Topology } = require("@causeway-iac/causeway");
const { Vpc, Subnet, RouteTable } = require("@pulumi/aws/ec2");
function network(name, region, octet, segment) {
    const vpc = new Vpc(name, { region, cidrBlock: "10." + octet + ".0.0/16" });
    const zone = region + "a";
    const subnet = new Subnet(name, { region, vpcId: vpc.id, cidrBlock: "10." + octet + ".0.0/24", availabilityZone: zone });
    const table = new RouteTable(name, { region, vpcId: vpc.id });
    return {
        vpcId: vpc.id,
        cidrs: ["10." + octet + ".0.0/16"],
        subnets: { [zone]: subnet.id },
        segment,
        routes: { private: { routeTableId: table.id } },
    };
}
`;

export interface HubProgram {
    segments: Record<string, { reaches?: Record<string, object>; isolated?: boolean }>;
    /** By hub: region, and attachments as [second octet, segment] by key. */
    hubs: Record<string, { region: string; attachments: Record<string, [number, string]> }>;
    /** JavaScript for the peering argument. */
    peering?: string;
    /** JavaScript for further arguments of the hub and its options. */
    more?: string;
    options?: string;
}

/** Two regions, two segments, three VPCs. */
export const TWO_REGIONS: HubProgram = {
    segments: { prod: { reaches: { shared: {} } }, shared: {} },
    hubs: {
        use: { region: "us-east-1", attachments: { shop: [0, "prod"], tools: [1, "shared"] } },
        euc: { region: "eu-central-1", attachments: { shop: [16, "prod"] } },
    },
};

export function hubProgram({
    segments,
    hubs,
    peering = "undefined",
    more = "",
    options = "{}",
}: HubProgram = TWO_REGIONS): string {
    const hubTexts = Object.entries(hubs).map(([hub, { region, attachments }]) => {
        const texts = Object.entries(attachments).map(
            ([key, [octet, segment]]) =>
                `${JSON.stringify(key)}: network("${hub}-${key}", "${region}", ${octet}, "${segment}"),`,
        );
        return `${JSON.stringify(hub)}: { region: "${region}", attachments: { ${texts.join(" ")} } },`;
    });
    return `${NETWORK}
const hub = new TransitHub("core", {
    segments: ${JSON.stringify(segments)},
    aws: { hubs: { ${hubTexts.join("\n")} }, peering: ${peering} },
    ${more}
}, ${options});
exports.gateways = hub.transitGatewayIds;
exports.tables = hub.routeTableIds;
exports.asns = hub.asns;
`;
}
