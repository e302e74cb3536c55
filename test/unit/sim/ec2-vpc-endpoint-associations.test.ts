/**
 * Route tables, subnets and security groups of a VPC endpoint as resources of their own. Expected values: EC2 API reference
 * (ModifyVpcEndpoint), "Error codes for the Amazon EC2 API" (RouteAlreadyExists, InvalidVpcEndpointId.NotFound), documentation
 * and source of the provider's aws_vpc_endpoint_route_table_association, aws_vpc_endpoint_subnet_association and
 * aws_vpc_endpoint_security_group_association.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import {
    ENDPOINT_GROUP,
    ENDPOINT_SUBNET,
    ENDPOINT_TABLE,
    endpoint,
    networkInterface,
} from "../../support/ec2-machine-cases";
import { useClouds, type Deployed } from "../../support/sim-client";

const east = useClouds([aws]).client("aws", { region: "us-east-1" });
let vpc: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
});

const gateway = (): Promise<Deployed> => endpoint(east, vpc, "s3");
const face = (inputs: Props = {}): Promise<Deployed> =>
    endpoint(east, vpc, "ssm", { vpcEndpointType: "Interface", ...inputs });

async function stateOf(resource: Deployed): Promise<Props> {
    return (await east.read(resource))!.state;
}

describe("a route table", () => {
    const join = (one: Deployed, table: Deployed): Promise<Deployed> =>
        east.create(ENDPOINT_TABLE, { vpcEndpointId: one.id, routeTableId: table.id });

    test("is one of the endpoint's", async () => {
        const [one, table] = [await gateway(), await ec2.routeTable(east, vpc)];
        await join(one, table);
        expect((await stateOf(one)).routeTableIds).toEqual([table.id]);
    });

    test("stands beside those that the endpoint names", async () => {
        const [first, second] = [await ec2.routeTable(east, vpc), await ec2.routeTable(east, vpc)];
        const one = await endpoint(east, vpc, "s3", { routeTableIds: [first.id] });
        await join(one, second);
        expect((await stateOf(one)).routeTableIds).toEqual([first.id, second.id]);
    });

    test("leads to a service once", async () => {
        const [one, other, table] = [await gateway(), await gateway(), await ec2.routeTable(east, vpc)];
        await join(one, table);
        await expect(join(other, table)).rejects.toThrow(
            "creating VPC Endpoint Route Table Association: api error RouteAlreadyExists: ",
        );
    });

    test("cannot lead to an interface endpoint", async () => {
        const [one, table] = [await face(), await ec2.routeTable(east, vpc)];
        await expect(join(one, table)).rejects.toThrow(
            "api error InvalidParameter: Route table IDs are only supported for Gateway type VPC Endpoint.",
        );
    });

    test("must be of the same VPC", async () => {
        const stranger = await ec2.routeTable(east, await ec2.vpc(east, 2));
        await expect(join(await gateway(), stranger)).rejects.toThrow("api error InvalidParameter: ");
    });

    test("has its route no more when it is deleted", async () => {
        const [one, other, table] = [await gateway(), await gateway(), await ec2.routeTable(east, vpc)];
        await east.delete(await join(one, table));
        await join(other, table);
        expect((await stateOf(one)).routeTableIds).toEqual([]);
    });

    test("is gone when the endpoint names others", async () => {
        const [one, table] = [await gateway(), await ec2.routeTable(east, vpc)];
        const made = await join(one, table);
        await east.update(one, { ...one.inputs, routeTableIds: [] });
        expect(await east.read(made)).toBeUndefined();
    });

    test("goes along with the endpoint", async () => {
        const [one, table] = [await gateway(), await ec2.routeTable(east, vpc)];
        const made = await join(one, table);
        await east.delete(one);
        expect(await east.read(made)).toBeUndefined();
    });

    test("goes along with the table", async () => {
        const [one, table] = [await gateway(), await ec2.routeTable(east, vpc)];
        const made = await join(one, table);
        await east.delete(table);
        expect(await east.read(made)).toBeUndefined();
        expect((await stateOf(one)).routeTableIds).toEqual([]);
    });

    // "a-", the endpoint, and the checksum of the table's id.
    test("has the id that the provider makes up", async () => {
        const [one, table] = [await gateway(), await ec2.routeTable(east, vpc)];
        expect((await join(one, table)).id).toMatch(new RegExp(`^a-${one.id}\\d+$`));
    });
});

describe("a subnet", () => {
    const join = (one: Deployed, subnet: Deployed): Promise<Deployed> =>
        east.create(ENDPOINT_SUBNET, { vpcEndpointId: one.id, subnetId: subnet.id });

    test("gives the endpoint an interface", async () => {
        const [one, subnet] = [await face(), await ec2.subnet(east, vpc)];
        await join(one, subnet);
        expect((await stateOf(one)).networkInterfaceIds).toHaveLength(1);
    });

    test("takes the interface away when it is deleted", async () => {
        const [one, subnet] = [await face(), await ec2.subnet(east, vpc)];
        await east.delete(await join(one, subnet));
        expect(await stateOf(one)).toMatchObject({ networkInterfaceIds: [], subnetIds: [] });
        await east.delete(subnet);
    });

    test("must be in a zone where the endpoint has none", async () => {
        const [first, second] = [await ec2.subnet(east, vpc, 1), await ec2.subnet(east, vpc, 2)];
        const one = await face({ subnetIds: [first.id] });
        await expect(join(one, second)).rejects.toThrow(
            "creating VPC Endpoint Subnet Association: api error DuplicateSubnetsInSameZone: ",
        );
    });

    test("must have a free address", async () => {
        const small = await ec2.subnet(east, vpc, 2, { cidrBlock: "10.1.2.0/28" });
        for (let n = 0; n < 11; n++) await networkInterface(east, small);
        await expect(join(await face(), small)).rejects.toThrow("api error InsufficientFreeAddressesInSubnet: ");
    });

    test("cannot be one of a gateway", async () => {
        await expect(join(await gateway(), await ec2.subnet(east, vpc))).rejects.toThrow(
            "api error InvalidParameter: Subnet IDs are only supported for Interface type VPC Endpoint.",
        );
    });
});

describe("a security group", () => {
    const join = (one: Deployed, group: Deployed, inputs: Props = {}): Promise<Deployed> =>
        east.create(ENDPOINT_GROUP, { vpcEndpointId: one.id, securityGroupId: group.id, ...inputs });
    const group = (name = "web"): Promise<Deployed> => ec2.group(east, vpc, { name });
    const instead = { replaceDefaultAssociation: true };

    test("stands beside the default one", async () => {
        const [one, web] = [await face(), await group()];
        await join(one, web);
        expect((await stateOf(one)).securityGroupIds).toEqual([vpc.state.defaultSecurityGroupId, web.id]);
    });

    test("may take its place", async () => {
        const [one, web] = [await face(), await group()];
        await join(one, web, instead);
        expect((await stateOf(one)).securityGroupIds).toEqual([web.id]);
    });

    test("gives the place back when it is deleted", async () => {
        const [one, web] = [await face(), await group()];
        await east.delete(await join(one, web, instead));
        expect((await stateOf(one)).securityGroupIds).toEqual([vpc.state.defaultSecurityGroupId]);
    });

    test("stays when it is the last", async () => {
        const [one, web] = [await face(), await group()];
        const made = await join(one, web);
        await east.update(one, { ...one.inputs, securityGroupIds: [web.id] });
        await expect(east.delete(made)).rejects.toThrow("api error InvalidParameter: ");
    });

    test("finds the place taken", async () => {
        const [one, standard] = [await face({ securityGroupIds: [(await group("a")).id] }), vpc.state];
        await expect(join(one, await group(), instead)).rejects.toThrow(
            `no association of default Security Group (${standard.defaultSecurityGroupId as string}) with VPC Endpoint ` +
                `(${one.id})`,
        );
    });

    test("cannot be the default one itself then", async () => {
        const securityGroupId = vpc.state.defaultSecurityGroupId as string;
        const inputs = { vpcEndpointId: (await face()).id, securityGroupId, ...instead };
        await expect(east.create(ENDPOINT_GROUP, inputs)).rejects.toThrow(
            `${securityGroupId} is the default Security Group for EC2 VPC (${vpc.id})`,
        );
    });

    test("must be of the same VPC", async () => {
        const stranger = await ec2.group(east, await ec2.vpc(east, 2), { name: "web" });
        await expect(join(await face(), stranger)).rejects.toThrow("api error InvalidGroup.NotFound: ");
    });

    test("cannot be one of a gateway", async () => {
        await expect(join(await gateway(), await group())).rejects.toThrow("api error InvalidParameter: ");
    });

    test("stays as long as the endpoint has it", async () => {
        const [one, web] = [await face(), await group()];
        const made = await join(one, web);
        await expect(east.delete(web)).rejects.toThrow("api error DependencyViolation: ");
        await east.delete(made);
        await east.delete(web);
    });
});

test.each([
    [ENDPOINT_TABLE, "wrong format of import ID (vpce-1), use: 'vpc-endpoint-id/route-table-id'"],
    [ENDPOINT_SUBNET, "unexpected format for ID (vpce-1), expected vpc-endpoint-id/subnet-id"],
    [ENDPOINT_GROUP, "wrong format of import ID (vpce-1), use: 'vpc-endpoint-id/security-group-id'"],
])("%s cannot be imported by the endpoint alone", async (type, answer) => {
    await expect(east.import(type, "vpce-1")).rejects.toThrow(answer);
});
