/** A studio's VPC: a subnet for its workstations, and one for its gateway with an address that the internet knows. */
import {
    Eip,
    InternetGateway,
    Route,
    RouteTable,
    RouteTableAssociation,
    SecurityGroup,
    Subnet,
    Vpc,
} from "@pulumi/aws/ec2";
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from "@pulumi/aws/vpc";
import type { Output } from "@pulumi/pulumi";
import { tags, type Studio } from "./studios";

export interface StudioNetwork {
    region: string;
    cidr: string;
    gatewaySubnetId: Output<string>;
    gatewayGroupId: Output<string>;
    workstationTableId: Output<string>;
    address: Eip;
}

export function studioNetwork(name: string, { region, cidr }: Studio, others: readonly string[]): StudioNetwork {
    const named = (role: string) => ({ ...tags, Name: `${name}-${role}` });
    const [a, b] = cidr.split(".");
    const vpc = new Vpc(name, { region, cidrBlock: cidr, enableDnsHostnames: true, tags: named("studio") });
    const internet = new InternetGateway(name, { region, vpcId: vpc.id, tags: named("internet") });

    const subnet = (role: string, cidrBlock: string) => {
        const availabilityZone = `${region}a`;
        const label = `${name}-${role}`;
        const made = new Subnet(label, { region, vpcId: vpc.id, availabilityZone, cidrBlock, tags: named(role) });
        const table = new RouteTable(label, { region, vpcId: vpc.id, tags: named(role) });
        new RouteTableAssociation(label, { region, subnetId: made.id, routeTableId: table.id });
        return { subnet: made, table };
    };
    const gateway = subnet("gateway", `${a}.${b}.255.0/28`);
    new Route(`${name}-internet`, {
        region,
        routeTableId: gateway.table.id,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: internet.id,
    });
    const workstations = subnet("workstations", `${a}.${b}.0.0/20`);

    const allow = (group: SecurityGroup, role: string, prefixes: readonly string[]) => {
        for (const cidrIpv4 of prefixes) {
            const rule = { region, securityGroupId: group.id, cidrIpv4, ipProtocol: "-1", tags: named(role) };
            new SecurityGroupIngressRule(`${name}-${role}-${cidrIpv4}`, rule);
        }
        const everywhere = { region, securityGroupId: group.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" };
        new SecurityGroupEgressRule(`${name}-${role}-out`, { ...everywhere, tags: named(role) });
    };
    const gatewayGroup = new SecurityGroup(`${name}-gateway`, {
        region,
        vpcId: vpc.id,
        description: "What the studio sends to the others, and the tunnels",
        tags: named("gateway"),
    });
    // Beside the tunnels' own ports, which gateway.ts opens.
    allow(gatewayGroup, "gateway", [cidr]);
    const workstationGroup = new SecurityGroup(`${name}-workstations`, {
        region,
        vpcId: vpc.id,
        description: "Every studio",
        tags: named("workstations"),
    });
    allow(workstationGroup, "workstations", [cidr, ...others]);

    return {
        region,
        cidr,
        gatewaySubnetId: gateway.subnet.id,
        gatewayGroupId: gatewayGroup.id,
        workstationTableId: workstations.table.id,
        // It comes first and stays: the bridge is planned from it, and a new gateway gets the same.
        address: new Eip(`${name}-gateway`, { region, domain: "vpc", tags: named("gateway") }, { dependsOn: internet }),
    };
}
