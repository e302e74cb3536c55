/** A large deployed network as `pulumi stack export` has it: one hub, many VPCs in segments, subnets in two zones. */

const urn = (type, name) => `urn:pulumi:dev::large::${type}::${name}`;

export function stackExport({ networks, subnets }) {
    const resources = [];
    const add = (type, name, id, inputs) =>
        resources.push({
            urn: urn(type, name),
            custom: true,
            id,
            type,
            inputs: { region: "us-east-1", ...inputs },
            outputs: {},
        });
    const hub = "tgw-1";
    add("aws:ec2transitgateway/transitGateway:TransitGateway", "hub", hub, {
        amazonSideAsn: 64512,
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
    });
    const tables = ["prod", "dev", "shared"];
    for (const table of tables)
        add("aws:ec2transitgateway/routeTable:RouteTable", table, `tgw-rtb-${table}`, { transitGatewayId: hub });
    for (let n = 0; n < networks; n++) {
        const vpc = `vpc-${n}`;
        // A /23 for each network, cut into /27: smaller ones would count as places for attachments only.
        const address = (offset) => `10.${n >> 7}.${2 * (n & 127) + (offset >> 8)}.${offset & 255}`;
        add("aws:ec2/vpc:Vpc", `net-${n}`, vpc, { cidrBlock: `${address(0)}/23` });
        add("aws:ec2/routeTable:RouteTable", `net-${n}`, `rtb-${n}`, { vpcId: vpc });
        add("aws:ec2/route:Route", `net-${n}`, `r-${n}`, {
            routeTableId: `rtb-${n}`,
            destinationCidrBlock: "10.0.0.0/8",
            transitGatewayId: hub,
        });
        for (let s = 0; s < subnets; s++) {
            const id = `subnet-${n}-${s}`;
            add("aws:ec2/subnet:Subnet", `net-${n}-${s}`, id, {
                vpcId: vpc,
                cidrBlock: `${address(s * 32)}/27`,
                availabilityZone: `us-east-1${"ab"[s % 2]}`,
            });
            add("aws:ec2/routeTableAssociation:RouteTableAssociation", `net-${n}-${s}`, `rtbassoc-${n}-${s}`, {
                subnetId: id,
                routeTableId: `rtb-${n}`,
            });
        }
        const attachment = `tgw-attach-${n}`;
        add("aws:ec2transitgateway/vpcAttachment:VpcAttachment", `net-${n}`, attachment, {
            transitGatewayId: hub,
            vpcId: vpc,
            subnetIds: [`subnet-${n}-0`, `subnet-${n}-1`],
            transitGatewayDefaultRouteTableAssociation: false,
            transitGatewayDefaultRouteTablePropagation: false,
        });
        const own = tables[n % tables.length];
        add("aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation", `net-${n}`, `assoc-${n}`, {
            transitGatewayAttachmentId: attachment,
            transitGatewayRouteTableId: `tgw-rtb-${own}`,
        });
        // Everybody reaches the shared ones and their own kind; the shared ones reach everybody.
        for (const table of tables)
            if (own === "shared" || table === "shared" || table === own)
                add(
                    "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
                    `net-${n}-${table}`,
                    `p-${n}-${table}`,
                    {
                        transitGatewayAttachmentId: attachment,
                        transitGatewayRouteTableId: `tgw-rtb-${table}`,
                    },
                );
    }
    return { version: 3, deployment: { resources } };
}
