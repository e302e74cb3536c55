/**
 * Branches with BGP at one hub as `pulumi stack export` has them: two tunnels each, three VPCs, tables for branches and for
 * applications. Nobody knows what a branch announces, so each may have anything outside the VPCs.
 */

const TGW = "ec2transitgateway";
const urn = (type, name) => `urn:pulumi:dev::branches::aws:${type}::${name}`;

export function branchesExport({ branches, networks = 3 }) {
    const resources = [];
    const add = (type, name, inputs, outputs = {}) =>
        resources.push({
            urn: urn(type, name),
            ...{ custom: true, id: `${name}-id`, type: `aws:${type}` },
            inputs: { region: "us-east-1", ...inputs },
            outputs,
        });
    const joined = (name, transitGatewayAttachmentId, own) => {
        add(`${TGW}/routeTableAssociation:RouteTableAssociation`, name, {
            transitGatewayAttachmentId,
            transitGatewayRouteTableId: `${own}-id`,
        });
        for (const table of ["branches", "applications"])
            add(`${TGW}/routeTablePropagation:RouteTablePropagation`, `${name}-${table}`, {
                transitGatewayAttachmentId,
                transitGatewayRouteTableId: `${table}-id`,
            });
    };
    add(`${TGW}/transitGateway:TransitGateway`, "hub", {
        amazonSideAsn: 64512,
        ...{ defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" },
    });
    for (const table of ["branches", "applications"])
        add(`${TGW}/routeTable:RouteTable`, table, { transitGatewayId: "hub-id" });
    for (let n = 0; n < networks; n++) {
        const name = `net-${n}`;
        add("ec2/vpc:Vpc", name, { cidrBlock: `10.${n}.0.0/16` });
        add("ec2/routeTable:RouteTable", `${name}-routes`, { vpcId: `${name}-id` });
        add("ec2/route:Route", `${name}-out`, {
            ...{ routeTableId: `${name}-routes-id`, destinationCidrBlock: "0.0.0.0/0", transitGatewayId: "hub-id" },
        });
        const subnets = ["a", "b"].map((zone) => `${name}-${zone}`);
        for (const [i, subnet] of subnets.entries()) {
            add("ec2/subnet:Subnet", subnet, {
                ...{ vpcId: `${name}-id`, cidrBlock: `10.${n}.${i}.0/24`, availabilityZone: `us-east-1${"ab"[i]}` },
            });
            add("ec2/routeTableAssociation:RouteTableAssociation", subnet, {
                ...{ subnetId: `${subnet}-id`, routeTableId: `${name}-routes-id` },
            });
        }
        add(`${TGW}/vpcAttachment:VpcAttachment`, `${name}-attachment`, {
            ...{ transitGatewayId: "hub-id", vpcId: `${name}-id`, subnetIds: subnets.map((subnet) => `${subnet}-id`) },
            ...{ transitGatewayDefaultRouteTableAssociation: false, transitGatewayDefaultRouteTablePropagation: false },
        });
        joined(name, `${name}-attachment-id`, "applications");
    }
    for (let n = 0; n < branches; n++) {
        const name = `branch-${n}`;
        const ipAddress = `203.0.${113 + (n >> 8)}.${n & 255}`;
        add("ec2/customerGateway:CustomerGateway", name, { bgpAsn: `${65_001 + n}`, ipAddress, type: "ipsec.1" });
        add(
            "ec2/vpnConnection:VpnConnection",
            `${name}-vpn`,
            { transitGatewayId: "hub-id", customerGatewayId: `${name}-id`, type: "ipsec.1", staticRoutesOnly: false },
            { transitGatewayAttachmentId: `${name}-attachment` },
        );
        joined(name, `${name}-attachment`, "branches");
    }
    return { version: 3, deployment: { resources } };
}
