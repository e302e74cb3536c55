/**
 * aws.ec2.DefaultNetworkAcl, DefaultSecurityGroup and DefaultRouteTable. Expected values: VPC user guide ("Default network
 * ACL": allows all traffic in and out; "Default security group"; "Main route table"), documentation of the provider's
 * resources ("adopts it into management", "removes all rules", "removes it from your state, but does not destroy it").
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as filters from "../../support/ec2-filters";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1", defaultTags: { tags: { Team: "net" } } });
let vpc: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
});

const now = async (resource: Deployed): Promise<Props> => (await east.read(resource))!.state;
/** The group or the table itself, as its own type shows it. */
const group = async (): Promise<Deployed> =>
    (await east.import(ec2.GROUP, vpc.state.defaultSecurityGroupId as string))!;
const table = async (): Promise<Deployed> =>
    (await east.import(ec2.ROUTE_TABLE, vpc.state.defaultRouteTableId as string))!;

describe("the default network ACL", () => {
    const adopt = (inputs: Props = {}): Promise<Deployed> =>
        east.create(filters.DEFAULT_ACL, { defaultNetworkAclId: vpc.state.defaultNetworkAclId ?? null, ...inputs });
    const untouched = (): Promise<Deployed | undefined> =>
        east.import(filters.DEFAULT_ACL, vpc.state.defaultNetworkAclId as string);

    test("lets everything pass as long as nobody adopts it", async () => {
        const rules = [filters.entry({ protocol: "-1", fromPort: 0, toPort: 0 })];
        expect((await untouched())?.state).toMatchObject({ ingress: rules, egress: rules, vpcId: vpc.id });
    });

    test("lets IPv6 pass where the VPC has it", async () => {
        vpc = await ec2.vpc(east, 2, { assignGeneratedIpv6CidrBlock: true });
        expect((await untouched())?.state.ingress).toMatchObject([
            { ruleNo: 100, cidrBlock: "0.0.0.0/0" },
            { ruleNo: 101, ipv6CidrBlock: "::/0" },
        ]);
    });

    test("has only the rules that the program names", async () => {
        const made = await adopt({ ingress: [filters.rule()] });
        expect(made.id).toBe(vpc.state.defaultNetworkAclId);
        expect(made.state).toMatchObject({ ingress: [filters.entry()], egress: [], vpcId: vpc.id });
    });

    test("loses rules that other resources had made", async () => {
        const rule = await east.create(filters.ACL_RULE, {
            networkAclId: vpc.state.defaultNetworkAclId ?? null,
            ruleNumber: 5,
            protocol: "all",
            ruleAction: "deny",
            cidrBlock: "0.0.0.0/0",
        });
        await adopt();
        expect(await east.read(rule)).toBeUndefined();
    });

    test("shows a rule that somebody adds as drift, and loses it in the next update", async () => {
        const made = await adopt();
        await east.create(filters.ACL_RULE, {
            networkAclId: made.id,
            ruleNumber: 5,
            protocol: "all",
            ruleAction: "deny",
            cidrBlock: "0.0.0.0/0",
        });
        const read = (await east.read(made))!;
        expect(await east.diff(read, made.inputs)).toEqual({ changed: ["ingress"], replaces: [] });
        expect((await east.update(read, made.inputs)).state.ingress).toEqual([]);
    });

    test("shows subnets that are left to it as drift, which no update can put right", async () => {
        const made = await adopt();
        const subnet = await ec2.subnet(east, vpc);
        const read = (await east.read(made))!;
        expect(read.state.subnetIds).toEqual([subnet.id]);
        expect(await east.diff(read, made.inputs)).toEqual({ changed: ["subnetIds"], replaces: [] });
        expect((await east.update(read, made.inputs)).state.subnetIds).toEqual([subnet.id]);
    });

    test("takes subnets from other ACLs", async () => {
        const subnet = await ec2.subnet(east, vpc);
        const other = await filters.acl(east, vpc, { subnetIds: [subnet.id] });
        const made = await adopt({ subnetIds: [subnet.id] });
        expect([made.state.subnetIds, (await now(other)).subnetIds]).toEqual([[subnet.id], []]);
    });

    test("has the provider's default tags too, and those of the program", async () => {
        const made = await adopt({ tags: { Name: "shop" } });
        expect(made.state).toMatchObject({ tags: { Name: "shop" }, tagsAll: { Name: "shop", Team: "net" } });
    });

    test("stays as it is when it is not managed any more", async () => {
        const made = await adopt({ ingress: [filters.rule()] });
        await east.delete(made);
        expect(await east.read(made)).toBeUndefined();
        expect((await untouched())?.state.ingress).toEqual([filters.entry()]);
    });

    test("is no other ACL", async () => {
        const other = await filters.acl(east, vpc);
        await expect(adopt({ defaultNetworkAclId: other.id })).rejects.toThrow(
            `${other.id} is not a default network ACL: use NetworkAcl instead`,
        );
        expect(await east.import(filters.DEFAULT_ACL, other.id)).toBeUndefined();
    });

    test("goes with its VPC, managed or not", async () => {
        await adopt();
        await east.delete(vpc);
        expect(clouds.world.everything()).toEqual([]);
    });
});

describe("the default security group", () => {
    const adopt = (inputs: Props = {}): Promise<Deployed> =>
        east.create(filters.DEFAULT_GROUP, { vpcId: vpc.id, ...inputs });
    const https = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] };

    test("has only the rules that the program names", async () => {
        const made = await adopt({ ingress: [https] });
        expect(made.id).toBe(vpc.state.defaultSecurityGroupId);
        expect(made.state).toMatchObject({
            name: "default",
            description: "default VPC security group",
            ingress: [ec2.block({ cidrBlocks: ["10.0.0.0/8"] })],
            egress: [],
        });
        expect((await group()).state).toMatchObject({ ingress: made.state.ingress, egress: [] });
    });

    test("loses rules that other resources had made", async () => {
        const rule = await east.create(ec2.INGRESS_RULE, {
            securityGroupId: vpc.state.defaultSecurityGroupId ?? null,
            ipProtocol: "-1",
            cidrIpv4: "10.0.0.0/8",
        });
        await adopt();
        expect(await east.read(rule)).toBeUndefined();
    });

    test("leaves alone what the program says nothing of any more", async () => {
        const made = await adopt({ ingress: [https] });
        expect(await east.diff(made, { vpcId: vpc.id })).toEqual(ec2.UNCHANGED);
        const updated = await east.update(made, { vpcId: vpc.id, tags: { Name: "shop" } });
        expect(updated.state).toMatchObject({ ingress: made.state.ingress, tags: { Name: "shop" } });
    });

    test("refuses what any group refuses", async () => {
        clouds.world.putSetting("quotas", { "rules-per-security-group": 1 });
        const two = { ...https, cidrBlocks: ["10.0.0.0/8", "192.168.0.0/16"] };
        await expect(adopt({ ingress: [two] })).rejects.toThrow(
            "creating Default Security Group: api error RulesPerSecurityGroupLimitExceeded",
        );
        const ports = { ...https, protocol: "-1" };
        expect(await east.check(filters.DEFAULT_GROUP, { vpcId: vpc.id, egress: [ports] })).toEqual([
            `egress[0].fromPort: from_port (443) and to_port (443) must both be 0 to use the 'ALL' "-1" protocol!`,
        ]);
    });

    test("does not exist outside of a VPC", async () => {
        await expect(east.create(filters.DEFAULT_GROUP, {})).rejects.toThrow(
            "creating Default Security Group: reading Default Security Group: empty result",
        );
    });

    test("stays as it is when it is not managed any more", async () => {
        await east.delete(await adopt({ ingress: [https] }));
        expect((await group()).state.ingress).toEqual([ec2.block({ cidrBlocks: ["10.0.0.0/8"] })]);
    });

    test("is imported by its id, and no other group is", async () => {
        const imported = await east.import(filters.DEFAULT_GROUP, vpc.state.defaultSecurityGroupId as string);
        expect(imported?.inputs.vpcId).toBe(vpc.id);
        const other = await ec2.group(east, vpc);
        expect(await east.import(filters.DEFAULT_GROUP, other.id)).toBeUndefined();
    });

    test("does not keep its VPC", async () => {
        await adopt();
        await east.delete(vpc);
        expect(clouds.world.everything()).toEqual([]);
    });
});

describe("the default route table", () => {
    let gateway: Deployed;
    beforeEach(async () => {
        gateway = await ec2.attachedGateway(east, vpc);
    });

    const adopt = (inputs: Props = {}): Promise<Deployed> =>
        east.create(filters.DEFAULT_TABLE, { defaultRouteTableId: vpc.state.defaultRouteTableId ?? null, ...inputs });
    const office = (): Props => ({ cidrBlock: "10.0.0.0/8", transitGatewayId: gateway.id });

    test("has only the routes that the program names", async () => {
        const routeTableId = vpc.state.defaultRouteTableId ?? null;
        const inputs: Props = { routeTableId, destinationCidrBlock: "0.0.0.0/0", transitGatewayId: gateway.id };
        const route = await east.create(ec2.ROUTE, inputs);
        const made = await adopt({ routes: [office()] });
        expect([made.id, made.state.routes]).toEqual([routeTableId, [office()]]);
        expect(await east.read(route)).toBeUndefined();
        expect((await table()).state.routes).toEqual([office()]);
    });

    test("has none but the local ones where the program names none", async () => {
        await adopt({ routes: [office()] });
        expect((await adopt()).state.routes).toEqual([]);
    });

    test("takes up what somebody adds, and takes it away where the program wants none", async () => {
        const made = await adopt();
        const inputs = { routeTableId: made.id, destinationCidrBlock: "0.0.0.0/0", transitGatewayId: gateway.id };
        const route = await east.create(ec2.ROUTE, inputs);
        const read = (await east.read(made))!;
        expect(await east.diff(read, made.inputs)).toEqual(ec2.UNCHANGED);
        await east.update(read, { ...made.inputs, routes: [] });
        expect(await east.read(route)).toBeUndefined();
    });

    test("refuses what any table refuses", async () => {
        const twice = { routes: [office(), office()] };
        await expect(adopt(twice)).rejects.toThrow("creating EC2 Default Route Table: api error RouteAlreadyExists");
        const nowhere = { routes: [{ cidrBlock: "10.0.0.0/8" }] };
        expect(await east.check(filters.DEFAULT_TABLE, { defaultRouteTableId: "rtb-1", ...nowhere })).toHaveLength(1);
    });

    test.each(["carrierGatewayId", "localGatewayId", "odbNetworkArn"])("has no %s", async (target) => {
        const routes = [{ cidrBlock: "10.0.0.0/8", natGatewayId: "nat-1", [target]: "x" }];
        const failures = await east.check(filters.DEFAULT_TABLE, { defaultRouteTableId: "rtb-1", routes });
        expect(failures).toEqual([`routes[0].${target}: Invalid or unknown key "${target}"`]);
    });

    test("stays as it is when it is not managed any more", async () => {
        await east.delete(await adopt({ routes: [office()], tags: { Name: "shop" } }));
        expect((await table()).state).toMatchObject({ routes: [office()], tags: { Name: "shop" } });
    });

    test("is imported by its VPC, and not by its own id", async () => {
        expect((await east.import(filters.DEFAULT_TABLE, vpc.id))?.id).toBe(vpc.state.defaultRouteTableId);
        const id = vpc.state.defaultRouteTableId as string;
        expect(await east.import(filters.DEFAULT_TABLE, id)).toBeUndefined();
    });
});
