/**
 * Two regions joined by a peering, as the VPC Transit Gateway guide tells to do it: request, accept, associate, a static
 * route on each side; and taken down again. Both gateways have the standard ASN: the guide recommends unique ones and
 * refuses nothing.
 */
import { aws } from "../../../sim/aws";
import { useClouds, type Deployed, type SimClient } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

interface Side {
    client: SimClient;
    net: tgw.Network;
    hub: Deployed;
    attachment: Deployed;
    table: Deployed;
    joins: Deployed[];
}

const clouds = useClouds([aws]);
let near: Side;
let far: Side;

beforeEach(async () => {
    near = await side("us-east-1", 1);
    far = await side("eu-west-1", 2);
});

/** A region with a VPC on a segmented hub, associated with and propagated into one table. */
async function side(region: string, number: number): Promise<Side> {
    const client = await clouds.provider("aws", { region });
    const net = await tgw.network(client, number);
    const hub = await tgw.gateway(client, tgw.SEGMENTED);
    const attachment = await tgw.attach(client, hub, net);
    const table = await tgw.table(client, hub);
    const ids = tgw.pair(table, attachment);
    const joins = [await client.create(tgw.ASSOCIATION, ids), await client.create(tgw.PROPAGATION, ids)];
    return { client, net, hub, attachment, table, joins };
}

function over(peering: Deployed, from: Side, destinationCidrBlock: string): Promise<Deployed> {
    return from.client.create(tgw.ROUTE, { ...tgw.pair(from.table, peering), destinationCidrBlock });
}

interface Joined {
    peering: Deployed;
    accepter: Deployed;
    associations: [Deployed, Deployed];
    routes: [Deployed, Deployed];
}

async function join(): Promise<Joined> {
    const peering = await tgw.request(near.client, near.hub, far.hub);
    const accepter = await far.client.create(tgw.ACCEPTER, { transitGatewayAttachmentId: peering.id });
    return {
        peering,
        accepter,
        associations: [
            await near.client.create(tgw.ASSOCIATION, tgw.pair(near.table, peering)),
            await far.client.create(tgw.ASSOCIATION, tgw.pair(far.table, peering)),
        ],
        routes: [await over(peering, near, "10.2.0.0/16"), await over(peering, far, "10.1.0.0/16")],
    };
}

test("nothing can use the peering before it is accepted, on either side", async () => {
    const peering = await tgw.request(near.client, near.hub, far.hub);
    for (const from of [near, far]) {
        const early = `IncorrectState: ${peering.id} is in invalid state`;
        await expect(over(peering, from, "10.9.0.0/16")).rejects.toThrow(early);
        await expect(from.client.create(tgw.ASSOCIATION, tgw.pair(from.table, peering))).rejects.toThrow(early);
    }
});

test("accepted, it is associated and routed to on both sides under one id", async () => {
    const { peering, accepter, associations, routes } = await join();
    expect(accepter.id).toBe(peering.id);
    expect(associations.map((a) => [a.state.resourceId, a.state.resourceType])).toEqual([
        [far.hub.id, "peering"],
        [near.hub.id, "peering"],
    ]);
    expect(routes.map((r) => r.id)).toEqual([`${near.table.id}_10.2.0.0/16`, `${far.table.id}_10.1.0.0/16`]);
    for (const [from, resource] of [
        [near, associations[0]],
        [near, routes[0]],
        [far, associations[1]],
        [far, routes[1]],
    ] as const) {
        const read = await from.client.read(resource);
        expect(read).toEqual(resource);
        expect(await from.client.diff(resource, resource.inputs)).toEqual({ changed: [], replaces: [] });
    }
});

test("one side cannot use the table of the other", async () => {
    const { peering } = await join();
    await expect(
        near.client.create(tgw.ROUTE, { ...tgw.pair(far.table, peering), destinationCidrBlock: "10.9.0.0/16" }),
    ).rejects.toThrow(
        `InvalidRouteTableID.NotFound: Transit Gateway Route Table ${far.table.id} was deleted or does not exist.`,
    );
});

test("taken down against the order, everything that others need is refused", async () => {
    const { peering } = await join();
    for (const from of [near, far]) {
        const { client, net, hub, attachment, table } = from;
        await expect(client.delete(net.vpc)).rejects.toThrow("DependencyViolation");
        await expect(client.delete(net.subnets[0]!)).rejects.toThrow("DependencyViolation");
        await expect(client.delete(table)).rejects.toThrow(`IncorrectState: ${table.id} has associated attachments`);
        await expect(client.delete(hub)).rejects.toThrow(
            `IncorrectState: ${hub.id} has non-deleted VPC Attachments: ${attachment.id}.`,
        );
        await client.delete(attachment);
        await expect(client.delete(hub)).rejects.toThrow(
            `IncorrectState: ${hub.id} has non-deleted Transit Gateway Cross Region Peering Attachments: ${peering.id}.`,
        );
    }
});

test("taken down in order, nothing is left", async () => {
    const { peering, accepter, associations, routes } = await join();
    for (const [index, from] of [near, far].entries()) {
        await from.client.delete(routes[index]!);
        await from.client.delete(associations[index]!);
    }
    await far.client.delete(accepter);
    await near.client.delete(peering);
    for (const { client, net, hub, attachment, table, joins } of [near, far]) {
        for (const each of [...joins, attachment, table, hub, ...net.subnets, net.vpc]) await client.delete(each);
    }
    expect(clouds.world.everything()).toEqual([]);
});
