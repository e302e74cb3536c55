/**
 * aws.ec2.VpcEndpoint. Expected values: EC2 API reference (CreateVpcEndpoint, ModifyVpcEndpoint, CreateRoute), "Error codes for
 * the Amazon EC2 API" (InvalidServiceName, RouteAlreadyExists, VpcEndpointLimitExceeded, DependencyViolation), AWS PrivateLink
 * guide (gateway endpoints for S3 and DynamoDB only, "we use the default security group for the VPC", private DNS names,
 * default policy; quotas: 20 gateway endpoints per Region, 50 interface endpoints per VPC), answers of the API as quoted in
 * issues of the Terraform AWS provider and its VPC module (DuplicateSubnetsInSameZone, PrivateDnsOnlyForInboundResolverEndpoint).
 */
import { aws } from "../../../sim/aws";
import type { Props, Value } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { ENDPOINT, endpoint, instance, INTERFACE } from "../../support/ec2-machine-cases";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east, 1, { enableDnsHostnames: true });
});

const creating = "creating EC2 VPC Endpoint: api error";
const gateway = (service = "s3", inputs: Props = {}): Promise<Deployed> => endpoint(east, vpc, service, inputs);
const face = (service = "ssm", inputs: Props = {}): Promise<Deployed> =>
    endpoint(east, vpc, service, { vpcEndpointType: "Interface", ...inputs });

async function stateOf(resource: Deployed): Promise<Props> {
    return (await east.read(resource))!.state;
}

describe("services", () => {
    test("one must be named", async () => {
        await expect(east.create(ENDPOINT, { vpcId: vpc.id })).rejects.toThrow(
            `${creating} MissingParameter: The request must contain the parameter ServiceName`,
        );
    });

    test.each([
        "s3",
        "com.amazonaws.eu-west-1.s3",
        "com.amazonaws.us-east-1.",
        "com.amazonaws.vpce.us-east-1.vpce-svc-1",
    ])("%s is not one of the region", async (serviceName) => {
        await expect(east.create(ENDPOINT, { vpcId: vpc.id, serviceName })).rejects.toThrow(
            `${creating} InvalidServiceName: The Vpc Endpoint Service '${serviceName}' does not exist`,
        );
    });

    test.each(["s3", "dynamodb"])("%s has gateways", async (service) => {
        expect((await gateway(service)).state).toMatchObject({ vpcEndpointType: "Gateway", state: "available" });
    });

    test("others have none", async () => {
        await expect(gateway("ssm")).rejects.toThrow(
            `${creating} InvalidParameter: The service com.amazonaws.us-east-1.ssm does not support endpoints of type Gateway`,
        );
    });

    test.each(["com.amazonaws.us-east-1.ecr.api", "aws.sagemaker.us-east-1.notebook"])(
        "%s has interfaces",
        async (serviceName) => {
            const inputs = { vpcId: vpc.id, vpcEndpointType: "Interface", serviceName };
            expect((await east.create(ENDPOINT, inputs)).state.serviceName).toBe(serviceName);
        },
    );

    test("kinds of endpoints that are not modelled are refused", async () => {
        const inputs = { vpcId: vpc.id, vpcEndpointType: "GatewayLoadBalancer", serviceName: "x" };
        expect(await east.check(ENDPOINT, inputs)).toEqual([
            'vpcEndpointType: expected one of ["Gateway","Interface"], got "GatewayLoadBalancer"',
        ]);
    });
});

describe("a gateway", () => {
    test("has the prefix list of its service, the same for everybody in the region", async () => {
        const one = await gateway();
        const other = await endpoint(east, await ec2.vpc(east, 2), "s3");
        expect(one.state.prefixListId).toMatch(/^pl-[0-9a-f]{8}$/);
        expect([other.state.prefixListId, other.state.cidrBlocks]).toEqual([
            one.state.prefixListId,
            one.state.cidrBlocks,
        ]);
    });

    test("that of another service is another one", async () => {
        const [one, other] = [await gateway("s3"), await gateway("dynamodb")];
        expect(one.state.prefixListId).not.toBe(other.state.prefixListId);
    });

    test("the prefix list can be named in rules of a security group", async () => {
        const { prefixListId } = (await gateway()).state;
        const group = await ec2.group(east, vpc, {
            egress: [ec2.block({ prefixListIds: [prefixListId as string] })],
        });
        expect(group.state.egress).toEqual([ec2.block({ prefixListIds: [prefixListId as string] })]);
    });

    test("has neither interfaces nor names", async () => {
        expect((await gateway()).state).toMatchObject({ networkInterfaceIds: [], dnsEntries: [], subnetIds: [] });
    });

    test.each(["subnetIds", "securityGroupIds"])("takes no %s", async (property) => {
        const other =
            property === "subnetIds" ? await ec2.subnet(east, vpc) : await ec2.group(east, vpc, { name: "x" });
        await expect(gateway("s3", { [property]: [other.id] })).rejects.toThrow(
            /api error InvalidParameter: .* are only supported for Interface type VPC Endpoint\./,
        );
    });

    test("takes no private DNS", async () => {
        await expect(gateway("s3", { privateDnsEnabled: true })).rejects.toThrow(`${creating} InvalidParameter: `);
    });

    test("takes tables of its own VPC only", async () => {
        const stranger = await ec2.routeTable(east, await ec2.vpc(east, 2));
        await expect(gateway("s3", { routeTableIds: [stranger.id] })).rejects.toThrow(`${creating} InvalidParameter: `);
    });

    test("no two lead from one table to one service", async () => {
        const table = await ec2.routeTable(east, vpc);
        const { prefixListId } = (await gateway("s3", { routeTableIds: [table.id] })).state;
        await expect(gateway("s3", { routeTableIds: [table.id] })).rejects.toThrow(
            `${creating} RouteAlreadyExists: route table ${table.id} already has a route with destination-prefix-list-id ` +
                (prefixListId as string),
        );
    });

    test("those to two services do", async () => {
        const table = await ec2.routeTable(east, vpc);
        await gateway("s3", { routeTableIds: [table.id] });
        expect((await gateway("dynamodb", { routeTableIds: [table.id] })).state.routeTableIds).toEqual([table.id]);
    });

    test("its route is one of the table's for whoever makes another", async () => {
        const table = await ec2.routeTable(east, vpc);
        const made = await gateway("s3", { routeTableIds: [table.id] });
        const machine = await instance(east, await ec2.subnet(east, vpc));
        const route: Props = {
            routeTableId: table.id,
            destinationPrefixListId: made.state.prefixListId ?? null,
            networkInterfaceId: machine.state.primaryNetworkInterfaceId ?? null,
        };
        await expect(east.create(ec2.ROUTE, route)).rejects.toThrow("api error RouteAlreadyExists: ");
    });

    test("its route counts towards the quota of the table", async () => {
        clouds.world.putSetting("quotas", { "routes-per-route-table": 1 });
        const table = await ec2.routeTable(east, vpc);
        await gateway("s3", { routeTableIds: [table.id] });
        const machine = await instance(east, await ec2.subnet(east, vpc));
        const target: Props = { networkInterfaceId: machine.state.primaryNetworkInterfaceId ?? null };
        const route: Props = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...target };
        await expect(east.create(ec2.ROUTE, route)).rejects.toThrow("api error RouteLimitExceeded: ");
    });

    // The provider leaves out routes to endpoints when it reads a table.
    test("its route is not among those that the table reports", async () => {
        const table = await ec2.routeTable(east, vpc);
        await gateway("s3", { routeTableIds: [table.id] });
        expect((await stateOf(table)).routes).toEqual([]);
    });

    test("tables come and go in place", async () => {
        const [one, other] = [await ec2.routeTable(east, vpc), await ec2.routeTable(east, vpc)];
        const made = await gateway("s3", { routeTableIds: [one.id] });
        const wanted = { ...made.inputs, routeTableIds: [other.id] };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["routeTableIds"], replaces: [] });
        expect((await east.update(made, wanted)).state.routeTableIds).toEqual([other.id]);
    });

    // DeleteRouteTable asks for nothing but that no subnet is associated.
    test("a table may be deleted, and it knows no more of it", async () => {
        const table = await ec2.routeTable(east, vpc);
        const made = await gateway("s3", { routeTableIds: [table.id] });
        await east.delete(table);
        expect((await stateOf(made)).routeTableIds).toEqual([]);
    });

    test("of them there are 20 in a region", async () => {
        for (let n = 0; n < 20; n++) await gateway();
        await expect(gateway()).rejects.toThrow(`${creating} VpcEndpointLimitExceeded: `);
    });
});

describe("an interface endpoint", () => {
    test("has an interface with an address in each subnet", async () => {
        const subnets = [await zone("a", 1), await zone("b", 2)];
        const made = await face("ssm", { subnetIds: subnets.map((s) => s.id) });
        const found = (made.state.networkInterfaceIds as string[]).map((id) => east.import(INTERFACE, id));
        expect((await Promise.all(found)).map((one) => one?.state)).toMatchObject([
            { subnetId: subnets[0]!.id, privateIp: "10.1.1.4", interfaceType: "vpc_endpoint" },
            { subnetId: subnets[1]!.id, privateIp: "10.1.2.4", interfaceType: "vpc_endpoint" },
        ]);
    });

    test("its addresses are taken", async () => {
        const subnet = await zone("a", 1);
        await face("ssm", { subnetIds: [subnet.id] });
        await expect(instance(east, subnet, { privateIp: "10.1.1.4" })).rejects.toThrow("InvalidIPAddress.InUse");
    });

    test("has one subnet in a zone", async () => {
        const subnets = [await zone("a", 1), await zone("a", 2)];
        await expect(face("ssm", { subnetIds: subnets.map((s) => s.id) })).rejects.toThrow(
            `${creating} DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of ` +
                `${subnets[1]!.id}. VPC endpoint subnets should be in different availability zones supported by the VPC ` +
                "endpoint service.",
        );
    });

    test("takes subnets of its own VPC only", async () => {
        const stranger = await ec2.subnet(east, await ec2.vpc(east, 2));
        await expect(face("ssm", { subnetIds: [stranger.id] })).rejects.toThrow(
            `${creating} InvalidSubnetID.NotFound: `,
        );
    });

    test("takes no tables", async () => {
        const table = await ec2.routeTable(east, vpc);
        await expect(face("ssm", { routeTableIds: [table.id] })).rejects.toThrow(
            `${creating} InvalidParameter: Route table IDs are only supported for Gateway type VPC Endpoint.`,
        );
    });

    test("has the default group of the VPC where none is given", async () => {
        expect((await face()).state.securityGroupIds).toEqual([vpc.state.defaultSecurityGroupId]);
    });

    test("takes groups of its own VPC only", async () => {
        const stranger = await ec2.group(east, await ec2.vpc(east, 2), { name: "web" });
        await expect(face("ssm", { securityGroupIds: [stranger.id] })).rejects.toThrow(
            `${creating} InvalidGroup.NotFound: `,
        );
    });

    test("its interfaces have its groups", async () => {
        const [subnet, group] = [await zone("a", 1), await ec2.group(east, vpc, { name: "web" })];
        const made = await face("ssm", { subnetIds: [subnet.id], securityGroupIds: [group.id] });
        const one = await east.import(INTERFACE, (made.state.networkInterfaceIds as string[])[0]!);
        expect(one?.state.securityGroups).toEqual([group.id]);
    });

    test("subnets come and go in place, with their interfaces", async () => {
        const [one, other] = [await zone("a", 1), await zone("b", 2)];
        const made = await face("ssm", { subnetIds: [one.id] });
        const updated = await east.update(made, { ...made.inputs, subnetIds: [other.id] });
        const before = made.state.networkInterfaceIds as string[];
        expect(updated.state.networkInterfaceIds).toHaveLength(1);
        expect(updated.state.networkInterfaceIds).not.toEqual(before);
        expect(await east.import(INTERFACE, before[0]!)).toBeUndefined();
    });

    test("its interfaces go along with it", async () => {
        const made = await face("ssm", { subnetIds: [(await zone("a", 1)).id] });
        await east.delete(made);
        expect(clouds.world.all(INTERFACE)).toEqual([]);
    });

    test("its interfaces cannot be deleted by themselves", async () => {
        const made = await face("ssm", { subnetIds: [(await zone("a", 1)).id] });
        const one = (await east.import(INTERFACE, (made.state.networkInterfaceIds as string[])[0]!))!;
        await expect(east.delete(one)).rejects.toThrow("api error InvalidNetworkInterface.InUse: ");
    });

    test("its subnets and groups stay as long as it is there", async () => {
        const [subnet, group] = [await zone("a", 1), await ec2.group(east, vpc, { name: "web" })];
        await face("ssm", { subnetIds: [subnet.id], securityGroupIds: [group.id] });
        await expect(east.delete(subnet)).rejects.toThrow("api error DependencyViolation: ");
        await expect(east.delete(group)).rejects.toThrow("api error DependencyViolation: ");
    });

    test("of them there are 50 in a VPC", async () => {
        expect(aws.types.find(({ token }) => token === ENDPOINT)?.quota).toMatchObject({ limit: 50 });
        clouds.world.putSetting("quotas", { "interface-endpoints-per-vpc": 1 });
        await face();
        await expect(face("logs")).rejects.toThrow(`${creating} VpcEndpointLimitExceeded: `);
        await gateway();
        await endpoint(east, await ec2.vpc(east, 2), "ssm", { vpcEndpointType: "Interface" });
    });

    test("is no target of a route", async () => {
        const [made, table] = [await face(), await ec2.routeTable(east, vpc)];
        const route = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", vpcEndpointId: made.id };
        await expect(east.create(ec2.ROUTE, route)).rejects.toThrow("api error InvalidParameterValue: ");
    });
});

describe("names", () => {
    const names = (made: Deployed): string[] =>
        (made.state.dnsEntries as { [key: string]: Value }[]).map(({ dnsName }) => dnsName as string);

    test("one of the endpoint and one in each zone", async () => {
        const made = await face("ssm", { subnetIds: [(await zone("b", 1)).id, (await zone("a", 2)).id] });
        const start = `^${made.id}-[0-9a-z]{8}`;
        expect(names(made)).toEqual([
            expect.stringMatching(`${start}\\.ssm\\.us-east-1\\.vpce\\.amazonaws\\.com$`),
            expect.stringMatching(`${start}-us-east-1a\\.ssm\\.us-east-1\\.vpce\\.amazonaws\\.com$`),
            expect.stringMatching(`${start}-us-east-1b\\.ssm\\.us-east-1\\.vpce\\.amazonaws\\.com$`),
        ]);
    });

    test.each([
        ["ssm", "ssm.us-east-1.amazonaws.com"],
        ["ecr.api", "api.ecr.us-east-1.amazonaws.com"],
    ])("with private DNS also that of the service %s", async (service, name) => {
        expect(names(await face(service, { privateDnsEnabled: true })).at(-1)).toBe(name);
    });

    test("in China they end in that country's domain", async () => {
        const china = await ec2.vpc(east, 3, { region: "cn-north-1" });
        const serviceName = "cn.com.amazonaws.cn-north-1.ec2";
        const inputs = { region: "cn-north-1", vpcId: china.id, serviceName, vpcEndpointType: "Interface" };
        expect(names(await east.create(ENDPOINT, inputs))).toEqual([
            expect.stringMatching(/\.ec2\.cn-north-1\.vpce\.amazonaws\.com\.cn$/),
        ]);
    });

    test.each<[string, Props]>([
        ["host names", { enableDnsHostnames: false }],
        ["DNS", { enableDnsHostnames: true, enableDnsSupport: false }],
    ])("private DNS needs %s in the VPC", async (_, inputs) => {
        const plain = await ec2.vpc(east, 2, inputs);
        const wanted = { vpcEndpointType: "Interface", privateDnsEnabled: true };
        await expect(endpoint(east, plain, "ssm", wanted)).rejects.toThrow(
            `${creating} InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC ` +
                `attributes set to true for ${plain.id}`,
        );
    });

    test("no two endpoints of a VPC have one name of a service", async () => {
        await face("ssm", { privateDnsEnabled: true });
        await expect(face("ssm", { privateDnsEnabled: true })).rejects.toThrow(
            `${creating} InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS ` +
                `domain for ssm.us-east-1.amazonaws.com in the VPC ${vpc.id}`,
        );
    });

    test("without private DNS two lead to one service", async () => {
        await face("ssm", { privateDnsEnabled: true });
        expect((await face("ssm")).state.privateDnsEnabled).toBe(false);
    });

    test("private DNS comes in place, and asks for the same", async () => {
        await face("ssm", { privateDnsEnabled: true });
        const made = await face("ssm");
        const wanted = { ...made.inputs, privateDnsEnabled: true };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["privateDnsEnabled"], replaces: [] });
        await expect(east.update(made, wanted)).rejects.toThrow("api error InvalidParameter: private-dns-enabled");
    });

    test("that of S3 needs a gateway beside it", async () => {
        await expect(face("s3", { privateDnsEnabled: true })).rejects.toThrow(
            `${creating} InvalidParameter: To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC ${vpc.id} must ` +
                "have a Gateway endpoint for the service.",
        );
        await gateway("s3");
        expect((await face("s3", { privateDnsEnabled: true })).state.privateDnsEnabled).toBe(true);
    });

    test("unless it is for everybody", async () => {
        const dnsOptions = { privateDnsOnlyForInboundResolverEndpoint: false };
        const made = await face("s3", { privateDnsEnabled: true, dnsOptions });
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });
});

describe("policy", () => {
    test("without one everything is allowed", async () => {
        expect(JSON.parse((await gateway()).state.policy as string)).toEqual({
            Version: "2008-10-17",
            Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
        });
    });

    test("must be JSON", async () => {
        const inputs = { vpcId: vpc.id, serviceName: "x", policy: "{" };
        expect(await east.check(ENDPOINT, inputs)).toEqual([
            expect.stringContaining('policy: "policy" contains an invalid JSON: '),
        ]);
    });

    test("written otherwise it is the same", async () => {
        const made = await gateway("s3", { policy: '{"Version":"2012-10-17","Statement":[]}' });
        const policy = '{ "Statement": [], "Version": "2012-10-17" }';
        expect(await east.diff(made, { ...made.inputs, policy })).toEqual(ec2.UNCHANGED);
    });
});

test("its VPC stays as long as it is there", async () => {
    const made = await gateway();
    await expect(east.delete(vpc)).rejects.toThrow("api error DependencyViolation: ");
    await east.delete(made);
    await east.delete(vpc);
});

test("a preview of one in subnets that are not known yet", async () => {
    const inputs: Props = { vpcId: UNKNOWN, vpcEndpointType: "Interface", serviceName: "com.amazonaws.us-east-1.ssm" };
    expect(await east.preview(ENDPOINT, { ...inputs, subnetIds: [UNKNOWN] })).toMatchObject({
        dnsEntries: UNKNOWN,
        networkInterfaceIds: UNKNOWN,
        subnetIds: [UNKNOWN],
    });
});

/** A subnet in one of the zones of us-east-1. */
function zone(letter: string, third: number): Promise<Deployed> {
    return ec2.subnet(east, vpc, third, { availabilityZone: `us-east-1${letter}` });
}
