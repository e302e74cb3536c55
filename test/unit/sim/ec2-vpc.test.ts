/**
 * aws.ec2.Vpc. Expected values: VPC user guide ("VPC CIDR blocks": between /16 and /28; "Default security group": "Inbound:
 * all traffic from itself, outbound: all"; "Amazon VPC quotas": 5 VPCs per Region), EC2 API reference (DeleteVpc: what must
 * be gone first, ModifyVpcTenancy: "You can change the instance tenancy attribute of a VPC to default only"), "Error codes
 * for the Amazon EC2 API".
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const bits = (size: number): string =>
    `expected "cidrBlock" to contain a network Value with between 16 and 28 significant bits, got: ${size}`;

test.each([
    ["10.0.0.0/15", bits(15)],
    ["10.0.0.0/29", bits(29)],
    ["10.0.0.1/16", '"10.0.0.1/16" is not a valid CIDR block; did you mean "10.0.0.0/16"?'],
    ["2001:db8::/56", '"2001:db8::/56" is not a valid IPv4 CIDR block'],
    ["10.0.0.0", '"10.0.0.0" is not a valid IPv4 CIDR block'],
])("refuses the prefix %s", async (cidrBlock, reason) => {
    expect(await east.check(ec2.VPC, { cidrBlock })).toEqual([`cidrBlock: ${reason}`]);
});

test.each(["10.0.0.0/16", "10.0.0.0/28"])("takes the prefix %s", async (cidrBlock) => {
    expect(await east.check(ec2.VPC, { cidrBlock })).toEqual([]);
});

test("refuses at once all that is wrong", async () => {
    expect(await east.check(ec2.VPC, { cidrBlock: "10/8", instanceTenancy: "host", ipv4IpamPoolId: "x" })).toEqual([
        'cidrBlock: "10/8" is not a valid IPv4 CIDR block',
        'instanceTenancy: expected one of ["default","dedicated"], got "host"',
        'ipv4IpamPoolId: Invalid or unknown key "ipv4IpamPoolId"',
    ]);
});

test("a sixth VPC in a region exceeds the quota, until the quota is raised", async () => {
    for (let n = 0; n < 5; n++) await ec2.vpc(east, n);
    const refused = "creating EC2 VPC: api error VpcLimitExceeded: The maximum number of VPCs has been reached.";
    await expect(ec2.vpc(east, 5)).rejects.toThrow(refused);
    await ec2.vpc(east, 5, { region: "eu-west-1" });
    clouds.world.putSetting("quotas", { "vpcs-per-region": 6 });
    await ec2.vpc(east, 5);
    await expect(ec2.vpc(east, 6)).rejects.toThrow(refused);
});

describe("what comes along with it", () => {
    test("a main route table, a default security group and a default network ACL, which go with it", async () => {
        const vpc = await ec2.vpc(east);
        const types = clouds.world.everything().map((o) => o.type);
        expect(types).toEqual([ec2.VPC, ec2.ROUTE_TABLE, ec2.GROUP, "aws:ec2/networkAcl:NetworkAcl"]);
        await east.delete(vpc);
        expect(clouds.world.everything()).toEqual([]);
    });

    test("rules of other resources in the default group go with it too", async () => {
        const vpc = await ec2.vpc(east);
        const securityGroupId = vpc.state.defaultSecurityGroupId ?? null;
        await east.create(ec2.INGRESS_RULE, { securityGroupId, ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" });
        await east.delete(vpc);
        expect(clouds.world.everything()).toEqual([]);
    });

    test("the main table routes nothing but the VPC's own prefix", async () => {
        const vpc = await ec2.vpc(east);
        const table = (await east.import(ec2.ROUTE_TABLE, vpc.state.mainRouteTableId as string))!;
        expect(table.state).toMatchObject({ vpcId: vpc.id, routes: [], ownerId: "111122223333" });
        expect(await east.diff(table, table.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("the main table cannot be deleted", async () => {
        const vpc = await ec2.vpc(east);
        const table = (await east.import(ec2.ROUTE_TABLE, vpc.state.mainRouteTableId as string))!;
        await expect(east.delete(table)).rejects.toThrow(
            `deleting Route Table (${table.id}): api error DependencyViolation: ` +
                `The routeTable '${table.id}' has dependencies and cannot be deleted.`,
        );
    });

    test("the default group lets its members reach each other, and everything out", async () => {
        const vpc = await ec2.vpc(east, 1, { assignGeneratedIpv6CidrBlock: true });
        const group = (await east.import(ec2.GROUP, vpc.state.defaultSecurityGroupId as string))!;
        const everything = { protocol: "-1", fromPort: 0, toPort: 0 };
        expect(group.state).toMatchObject({
            name: "default",
            description: "default VPC security group",
            ingress: [ec2.block({ ...everything, self: true })],
            egress: [ec2.block({ ...everything, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] })],
        });
        expect(await east.diff(group, group.inputs)).toEqual(ec2.UNCHANGED);
        // AWS knows nothing of this one: the provider has it off until a program asks for it.
        expect(group.state.revokeRulesOnDelete).toBe(false);
    });

    test("the default group cannot be deleted", async () => {
        const vpc = await ec2.vpc(east);
        const group = (await east.import(ec2.GROUP, vpc.state.defaultSecurityGroupId as string))!;
        await expect(east.delete(group)).rejects.toThrow(
            `deleting Security Group (${group.id}): api error CannotDelete: ` +
                `the specified group: "${group.id}" name: "default" cannot be deleted by a user`,
        );
    });
});

test.each<[string, (vpc: Deployed) => Promise<Deployed>]>([
    ["a subnet", (vpc) => ec2.subnet(east, vpc)],
    ["a route table", (vpc) => ec2.routeTable(east, vpc)],
    ["a security group", (vpc) => ec2.group(east, vpc)],
])("cannot be deleted while %s is in it", async (_, make) => {
    const vpc = await ec2.vpc(east);
    const inside = await make(vpc);
    await expect(east.delete(vpc)).rejects.toThrow(
        `deleting EC2 VPC (${vpc.id}): api error DependencyViolation: ` +
            `The vpc '${vpc.id}' has dependencies and cannot be deleted.`,
    );
    await east.delete(inside);
    await east.delete(vpc);
    expect(clouds.world.everything()).toEqual([]);
});

describe("IPv6", () => {
    const withIpv6: Props = { assignGeneratedIpv6CidrBlock: true };

    test("Amazon gives every VPC a /56 of its own", async () => {
        const [one, other] = [await ec2.vpc(east, 1, withIpv6), await ec2.vpc(east, 2, withIpv6)];
        for (const vpc of [one, other]) {
            expect(vpc.state.ipv6CidrBlock).toMatch(/^[0-9a-f:]+::\/56$/);
            expect(vpc.state.ipv6AssociationId).toMatch(/^vpc-cidr-assoc-[0-9a-f]{17}$/);
        }
        expect(one.state.ipv6CidrBlock).not.toBe(other.state.ipv6CidrBlock);
    });

    test("comes and goes in place, and keeps its prefix meanwhile", async () => {
        const without = await ec2.vpc(east);
        const made = await east.update(without, { ...without.inputs, ...withIpv6 });
        const kept = await east.update(made, { ...made.inputs, enableDnsHostnames: true });
        expect(kept.state.ipv6CidrBlock).toBe(made.state.ipv6CidrBlock);
        const gone = await east.update(kept, without.inputs);
        expect(gone.state).toMatchObject({ ipv6CidrBlock: "", ipv6AssociationId: "" });
    });

    test("does not go while a subnet has some of it", async () => {
        const vpc = await ec2.vpc(east, 1, withIpv6);
        const prefix = vpc.state.ipv6CidrBlock as string;
        const subnet = await ec2.subnet(east, vpc, 1, { ipv6CidrBlock: prefix.replace("/56", "/64") });
        await expect(east.update(vpc, { cidrBlock: "10.1.0.0/16" })).rejects.toThrow(
            `updating EC2 VPC (${vpc.id}): api error InvalidCidrBlock.InUse: ` +
                `The vpc ${vpc.id} currently has a subnet within CIDR block ${prefix}`,
        );
        await east.delete(subnet);
        await east.update(vpc, { cidrBlock: "10.1.0.0/16" });
    });
});

test("dedicated tenancy is given up in place, but needs another VPC to be had", async () => {
    const vpc = await ec2.vpc(east, 1, { instanceTenancy: "dedicated" });
    const shared = { ...vpc.inputs, instanceTenancy: "default" };
    expect(await east.diff(vpc, shared)).toEqual({ changed: ["instanceTenancy"], replaces: [] });
    const updated = await east.update(vpc, shared);
    expect(updated.state.instanceTenancy).toBe("default");
    expect(await east.diff(updated, vpc.inputs)).toEqual({
        changed: ["instanceTenancy"],
        replaces: ["instanceTenancy"],
    });
});

test("DNS hostnames stay as they are when a program says nothing of them any more", async () => {
    const vpc = await ec2.vpc(east, 1, { enableDnsHostnames: true });
    const { enableDnsHostnames, ...silent } = vpc.inputs;
    expect(enableDnsHostnames).toBe(true);
    expect(await east.diff(vpc, silent)).toEqual(ec2.UNCHANGED);
    const updated = await east.update(vpc, { ...silent, tags: { Name: "shop" } });
    expect(updated.state.enableDnsHostnames).toBe(true);
});

test("its ARN names partition, region and account", async () => {
    const china = await clouds.provider("aws", { region: "cn-north-1" });
    const vpc = await ec2.vpc(china);
    expect(vpc.state.arn).toBe(`arn:aws-cn:ec2:cn-north-1:111122223333:vpc/${vpc.id}`);
    expect(vpc.id).toMatch(/^vpc-[0-9a-f]{17}$/);
});
