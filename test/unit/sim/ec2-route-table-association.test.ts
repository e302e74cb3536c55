/**
 * aws.ec2.RouteTableAssociation and aws.ec2.MainRouteTableAssociation. Expected values: EC2 API reference
 * (AssociateRouteTable, ReplaceRouteTableAssociation), VPC user guide ("Subnet route tables": one table for a subnet at a
 * time), documentation of the provider's resources, which quotes Resource.AlreadyAssociated.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;
let table: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east, 1);
    table = await ec2.routeTable(east, vpc);
});

describe("RouteTableAssociation", () => {
    const creating = "creating Route Table Association: api error";
    let subnet: Deployed;

    beforeEach(async () => {
        subnet = await ec2.subnet(east, vpc);
    });

    function associate(inputs: Props = {}): Promise<Deployed> {
        return east.create(ec2.ASSOCIATION, { subnetId: subnet.id, routeTableId: table.id, ...inputs });
    }

    test.each<[string, Props, string]>([
        ["neither a subnet nor a gateway", {}, "one of `subnetId,gatewayId` must be specified"],
        [
            "both a subnet and a gateway",
            { subnetId: "subnet-1", gatewayId: "igw-1" },
            "only one of `subnetId,gatewayId` can be specified, but `subnetId,gatewayId` were specified.",
        ],
    ])("refuses %s", async (_, inputs, reason) => {
        expect(await east.check(ec2.ASSOCIATION, { routeTableId: table.id, ...inputs })).toEqual([
            `: Invalid combination of arguments: ${reason}`,
        ]);
    });

    test("a gateway must be there", async () => {
        await expect(east.create(ec2.ASSOCIATION, { routeTableId: table.id, gatewayId: "igw-1" })).rejects.toThrow(
            `${creating} InvalidGatewayID.NotFound: The gateway ID 'igw-1' does not exist`,
        );
    });

    test("a subnet has one table at a time", async () => {
        const first = await associate();
        const other = await ec2.routeTable(east, vpc);
        await expect(associate({ routeTableId: other.id })).rejects.toThrow(
            `${creating} Resource.AlreadyAssociated: the specified association for route table ${other.id} ` +
                "conflicts with an existing association",
        );
        await east.delete(first);
        await associate({ routeTableId: other.id });
    });

    test("table and subnet are of one VPC, from the beginning and after a change", async () => {
        const foreign = await ec2.routeTable(east, await ec2.vpc(east, 2));
        const refused =
            `InvalidParameterValue: route table ${foreign.id} and subnet ${subnet.id} ` +
            "belong to different networks";
        await expect(associate({ routeTableId: foreign.id })).rejects.toThrow(`${creating} ${refused}`);
        const made = await associate();
        await expect(east.update(made, { ...made.inputs, routeTableId: foreign.id })).rejects.toThrow(refused);
    });

    test("another table is taken in place, so that the subnet is never without", async () => {
        const [made, other] = [await associate(), await ec2.routeTable(east, vpc)];
        const wanted = { ...made.inputs, routeTableId: other.id };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["routeTableId"], replaces: [] });
        const updated = await east.update(made, wanted);
        expect(updated.state).toEqual({ ...made.state, routeTableId: other.id });
        await east.delete(table);
    });

    test("has an id in EC2's format, and is imported by what it joins", async () => {
        const made = await associate();
        expect(made.id).toMatch(/^rtbassoc-[0-9a-f]{17}$/);
        expect(await east.import(ec2.ASSOCIATION, `${subnet.id}/${table.id}`)).toMatchObject({
            id: made.id,
            inputs: { subnetId: subnet.id, routeTableId: table.id },
        });
        expect(await east.import(ec2.ASSOCIATION, `${subnet.id}/rtb-1`)).toBeUndefined();
        for (const named of [made.id, `${subnet.id}/`, `/${table.id}`, `${subnet.id}/${table.id}/x`]) {
            await expect(east.import(ec2.ASSOCIATION, named)).rejects.toThrow(
                `Unexpected format for import: ${named}. Use 'subnet ID/route table ID' or 'gateway ID/route table ID'`,
            );
        }
    });

    test("a gateway in the place of the subnet is another association", async () => {
        const made = await associate();
        expect(await east.diff(made, { routeTableId: table.id, gatewayId: "igw-1" })).toEqual({
            changed: ["gatewayId", "subnetId"],
            replaces: ["gatewayId", "subnetId"],
        });
    });
});

describe("MainRouteTableAssociation", () => {
    const mainTable = async (): Promise<unknown> => (await east.read(vpc))?.state.mainRouteTableId;

    function makeMain(routeTable: Deployed): Promise<Deployed> {
        return east.create(ec2.MAIN_ASSOCIATION, { vpcId: vpc.id, routeTableId: routeTable.id });
    }

    test("makes the table the main one, and puts the original back when it is deleted", async () => {
        const original = vpc.state.mainRouteTableId;
        const made = await makeMain(table);
        expect(made.state.originalRouteTableId).toBe(original);
        expect(await mainTable()).toBe(table.id);
        await east.delete(made);
        expect(await mainTable()).toBe(original);
    });

    test("the VPC shows it without a difference", async () => {
        await makeMain(table);
        const read = (await east.read(vpc))!;
        expect(read.state).toMatchObject({ mainRouteTableId: table.id, defaultRouteTableId: table.id });
        expect(await east.diff(read, vpc.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("the main table cannot be deleted; the one that was can", async () => {
        const made = await makeMain(table);
        const refused =
            `deleting Route Table (${table.id}): api error DependencyViolation: ` +
            `The routeTable '${table.id}' has dependencies and cannot be deleted.`;
        await expect(east.delete(table)).rejects.toThrow(refused);
        await east.delete((await east.import(ec2.ROUTE_TABLE, vpc.state.mainRouteTableId as string))!);
        const original = vpc.state.mainRouteTableId as string;
        await expect(east.delete(made)).rejects.toThrow(
            `deleting Main Route Table Association (${made.id}): api error InvalidRouteTableID.NotFound: ` +
                `The routeTable ID '${original}' does not exist`,
        );
        expect(await mainTable()).toBe(table.id);
    });

    test("is changed in place, and still knows the original", async () => {
        const [made, other] = [await makeMain(table), await ec2.routeTable(east, vpc)];
        const wanted = { ...made.inputs, routeTableId: other.id };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["routeTableId"], replaces: [] });
        const updated = await east.update(made, wanted);
        expect(updated.state.originalRouteTableId).toBe(vpc.state.mainRouteTableId);
        expect(await mainTable()).toBe(other.id);
        await east.delete(updated);
        expect(await mainTable()).toBe(vpc.state.mainRouteTableId);
    });

    test("takes no table of another VPC", async () => {
        const foreign = await ec2.routeTable(east, await ec2.vpc(east, 2));
        const refused =
            `InvalidParameterValue: route table ${foreign.id} and network ${vpc.id} ` + "belong to different networks";
        await expect(makeMain(foreign)).rejects.toThrow(`creating Main Route Table Association: api error ${refused}`);
        const made = await makeMain(table);
        await expect(east.update(made, { ...made.inputs, routeTableId: foreign.id })).rejects.toThrow(refused);
    });

    test("is gone when another has taken its place", async () => {
        const [first, other] = [await makeMain(table), await ec2.routeTable(east, vpc)];
        const second = await makeMain(other);
        expect(second.state.originalRouteTableId).toBe(table.id);
        expect(await east.read(first)).toBeUndefined();
        expect((await east.read(second))?.state.routeTableId).toBe(other.id);
    });

    test("is gone when somebody has put another table in the console", async () => {
        const made = await makeMain(table);
        const object = clouds.world.all(ec2.VPC)[0]!;
        clouds.world.put({ ...object, props: { ...object.props, mainRouteTableId: "rtb-1" } });
        expect(await east.read(made)).toBeUndefined();
    });
});
