/**
 * aws.ec2transitgateway.RouteTable and the two resources that make one the default. Expected values: EC2 API reference
 * (DeleteTransitGatewayRouteTable: attachments must be disassociated first, a default table cannot be deleted), VPC
 * Transit Gateway guide (quotas), documentation of the provider's resources.
 */
import { aws } from "../../../sim/aws";
import { useClouds, type Deployed } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const deleting = (table: Deployed): string => `deleting EC2 Transit Gateway Route Table (${table.id}): api error`;

describe("a route table", () => {
    test("is no default, and has an id and an ARN of its kind", async () => {
        const table = await tgw.table(east, await tgw.gateway(east));
        expect(table.id).toMatch(/^tgw-rtb-[0-9a-f]{17}$/);
        expect(table.state).toMatchObject({
            arn: `arn:aws:ec2:us-east-1:111122223333:transit-gateway-route-table/${table.id}`,
            defaultAssociationRouteTable: false,
            defaultPropagationRouteTable: false,
        });
    });

    test("is one of at most 20 of its gateway, the default one included", async () => {
        const [hub, other] = [await tgw.gateway(east), await tgw.gateway(east)];
        for (let n = 1; n < 20; n++) await tgw.table(east, hub);
        await expect(tgw.table(east, hub)).rejects.toThrow(
            "creating EC2 Transit Gateway Route Table: api error TransitGatewayLimitExceeded: " +
                "The maximum number of route tables of a transit gateway (20) has been reached.",
        );
        await tgw.table(east, other);
    });

    test("cannot be deleted while an attachment is associated with it", async () => {
        const hub = await tgw.gateway(east, tgw.SEGMENTED);
        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1));
        const table = await tgw.table(east, hub);
        const association = await east.create(tgw.ASSOCIATION, tgw.pair(table, attachment));
        await expect(east.delete(table)).rejects.toThrow(
            `${deleting(table)} IncorrectState: ${table.id} has associated attachments`,
        );
        await east.delete(association);
        await east.delete(table);
    });

    // DeleteTransitGatewayRouteTable names associations as all that must be removed first.
    test("is deleted with its routes and the propagations into it; what they name stays", async () => {
        const hub = await tgw.gateway(east, tgw.SEGMENTED);
        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1));
        const table = await tgw.table(east, hub);
        const ids = tgw.pair(table, attachment);
        const propagation = await east.create(tgw.PROPAGATION, ids);
        const route = await east.create(tgw.ROUTE, { ...ids, destinationCidrBlock: "10.20.0.0/16" });
        await east.delete(table);
        expect(await east.read(propagation)).toBeUndefined();
        expect(await east.read(route)).toBeUndefined();
        expect(await east.read(attachment)).toEqual(attachment);
    });

    test("cannot be deleted while it is a default", async () => {
        const hub = await tgw.gateway(east);
        const table = (await east.import(tgw.ROUTE_TABLE, hub.state.associationDefaultRouteTableId as string))!;
        await expect(east.delete(table)).rejects.toThrow(
            `${deleting(table)} IncorrectState: ` +
                `${table.id} is set as default association route table for ${hub.id}`,
        );
        await east.update(hub, { defaultRouteTableAssociation: "disable" });
        await expect(east.delete(table)).rejects.toThrow(
            `${deleting(table)} IncorrectState: ` +
                `${table.id} is set as default propagation route table for ${hub.id}`,
        );
    });
});

describe.each([
    ["Association", tgw.DEFAULT_ASSOCIATION, tgw.ASSOCIATION, "associationDefaultRouteTableId"],
    ["Propagation", tgw.DEFAULT_PROPAGATION, tgw.PROPAGATION, "propagationDefaultRouteTableId"],
] as const)("DefaultRouteTable%s", (role, type, use, output) => {
    const ids = (hub: Deployed, table: Deployed) => ({
        transitGatewayId: hub.id,
        transitGatewayRouteTableId: table.id,
    });

    test("puts what is attached from now on into the table, and keeps the table from being deleted", async () => {
        const hub = await tgw.gateway(east);
        const table = await tgw.table(east, hub);
        const setting = await east.create(type, ids(hub, table));
        expect(setting.id).toBe(hub.id);
        expect(setting.state.originalDefaultRouteTableId).toBe(hub.state[output]);
        expect((await east.read(hub))?.state[output]).toBe(table.id);
        expect((await east.read(table))?.state[`default${role}RouteTable`]).toBe(true);

        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1));
        expect(tgw.idsOf(clouds.world, use)).toEqual([`${table.id}_${attachment.id}`]);
        await east.delete(attachment);
        await expect(east.delete(table)).rejects.toThrow(
            `${deleting(table)} IncorrectState: ` +
                `${table.id} is set as default ${role.toLowerCase()} route table for ${hub.id}`,
        );
    });

    test("moves to another table in place, and gives back the first one when it is deleted", async () => {
        const hub = await tgw.gateway(east);
        const [one, two] = [await tgw.table(east, hub), await tgw.table(east, hub)];
        const setting = await east.create(type, ids(hub, one));
        expect(await east.diff(setting, ids(hub, two))).toEqual({
            changed: ["transitGatewayRouteTableId"],
            replaces: [],
        });
        const moved = await east.update(setting, ids(hub, two));
        expect((await east.read(hub))?.state[output]).toBe(two.id);
        await east.delete(moved);
        expect((await east.read(hub))?.state[output]).toBe(hub.state[output]);
        await east.delete(one);
        await east.delete(two);
    });

    test("goes with its gateway", async () => {
        const hub = await tgw.gateway(east);
        const setting = await east.create(type, ids(hub, await tgw.table(east, hub)));
        await east.delete(hub);
        expect(await east.read(setting)).toBeUndefined();
        expect(clouds.world.everything()).toEqual([]);
    });

    test("shows when somebody has set another default", async () => {
        const hub = await tgw.gateway(east);
        const [one, two] = [await tgw.table(east, hub), await tgw.table(east, hub)];
        const setting = await east.create(type, ids(hub, one));
        const gateway = clouds.world.all(tgw.GATEWAY)[0]!;
        clouds.world.put({ ...gateway, props: { ...gateway.props, [output]: two.id } });
        const read = (await east.read(setting))!;
        expect(read.state.transitGatewayRouteTableId).toBe(two.id);
        expect((await east.diff(read, setting.inputs)).changed).toEqual(["transitGatewayRouteTableId"]);
    });

    test("refuses a table of another gateway, and a gateway whose default is switched off", async () => {
        const creating = `creating EC2 Transit Gateway Default Route Table ${role}: api error`;
        const hub = await tgw.gateway(east);
        const bare = await tgw.gateway(east, tgw.SEGMENTED);
        const foreign = await tgw.table(east, bare);
        await expect(east.create(type, ids(hub, foreign))).rejects.toThrow(
            `${creating} InvalidRouteTableID.NotFound: ` +
                `Transit Gateway Route Table ${foreign.id} was deleted or does not exist.`,
        );
        await expect(east.create(type, ids(bare, foreign))).rejects.toThrow(
            `${creating} InvalidParameterCombination: ` +
                `disable DefaultRouteTable${role} conflicts with ${role}DefaultRouteTableId ${foreign.id}`,
        );
    });
});
