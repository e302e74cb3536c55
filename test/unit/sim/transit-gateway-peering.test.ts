/**
 * aws.ec2transitgateway.PeeringAttachment and PeeringAttachmentAccepter. Expected values: EC2 API reference
 * (CreateTransitGatewayPeeringAttachment, AcceptTransitGatewayPeeringAttachment, TransitGatewayPeeringAttachment), VPC
 * Transit Gateway guide (peering attachments, quotas), documentation of the provider's resources.
 */
import { aws } from "../../../sim/aws";
import { useClouds, type Deployed, type SimClient } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
const west = clouds.client("aws", { region: "us-west-2" });
let near: Deployed;
let far: Deployed;

beforeEach(async () => {
    near = await tgw.gateway(east, tgw.SEGMENTED);
    far = await tgw.gateway(west, tgw.SEGMENTED);
});

const creating = "creating EC2 Transit Gateway Peering Attachment: api error";
const accepting = "creating EC2 Transit Gateway Peering Attachment Accepter: api error";
const noGateway = (id: string): string =>
    `${creating} InvalidTransitGatewayID.NotFound: Transit Gateway ${id} was deleted or does not exist.`;

function accept(client: SimClient, peering: Deployed): Promise<Deployed> {
    return client.create(tgw.ACCEPTER, { transitGatewayAttachmentId: peering.id });
}

describe("a request", () => {
    test("waits for the peer, whose side has the same id from the start", async () => {
        const peering = await tgw.request(east, near, far);
        expect(peering.id).toMatch(/^tgw-attach-[0-9a-f]{17}$/);
        expect(peering.state).toMatchObject({
            arn: `arn:aws:ec2:us-east-1:111122223333:transit-gateway-attachment/${peering.id}`,
            peerAccountId: "111122223333",
            state: "pendingAcceptance",
        });
        expect((await west.import(tgw.ACCEPTER, peering.id))?.state).toMatchObject({
            transitGatewayAttachmentId: peering.id,
            transitGatewayId: far.id,
            peerAccountId: "111122223333",
            peerRegion: "us-east-1",
            peerTransitGatewayId: near.id,
        });
    });

    test("names a gateway that is where it says", async () => {
        const stranger = await clouds.provider("aws", { region: "us-west-2", profile: "stranger" });
        const theirs = await tgw.gateway(stranger, tgw.SEGMENTED);
        await expect(tgw.request(east, near, far, { peerRegion: "eu-west-1" })).rejects.toThrow(noGateway(far.id));
        await expect(tgw.request(east, near, theirs)).rejects.toThrow(noGateway(theirs.id));
        const peerAccountId = theirs.state.ownerId as string;
        await tgw.request(east, near, theirs, { peerAccountId });
    });

    test("is told at once what is wrong with its inputs", async () => {
        const inputs = {
            transitGatewayId: "tgw-1",
            peerTransitGatewayId: "tgw-2",
            peerRegion: "us-west-9",
            peerAccountId: "1234",
            options: { dynamicRouting: "on", static: true },
        };
        expect(await east.check(tgw.PEERING, inputs)).toEqual([
            'options.dynamicRouting: expected one of ["enable","disable"], got "on"',
            'options.static: Invalid or unknown key "static"',
            'peerAccountId: "1234" doesn\'t look like an AWS Account ID (exactly 12 digits)',
            'peerRegion: "us-west-9" is not an AWS region',
        ]);
    });

    test("is not for a gateway and itself", async () => {
        const inputs = { transitGatewayId: near.id, peerTransitGatewayId: near.id, peerRegion: "us-east-1" };
        expect(await east.check(tgw.PEERING, inputs)).toEqual([
            `peerTransitGatewayId: ${near.id} cannot be peered with itself`,
        ]);
    });

    test("is the only one between two gateways, whoever asks", async () => {
        await tgw.request(east, near, far);
        await expect(tgw.request(east, near, far)).rejects.toThrow(
            `${creating} DuplicateTransitGatewayAttachment: ` +
                `${near.id} has a non-deleted Transit Gateway Peering Attachment with ${far.id}.`,
        );
        await expect(tgw.request(west, far, near)).rejects.toThrow(
            `${creating} DuplicateTransitGatewayAttachment: ` +
                `${far.id} has a non-deleted Transit Gateway Peering Attachment with ${near.id}.`,
        );
    });

    test("is one of at most 10 that wait, and of 50 in all, at either gateway", async () => {
        const limit = (what: string, n: number): string =>
            `${creating} TransitGatewayLimitExceeded: The maximum number of ${what} of a transit gateway (${n}) has been reached.`;
        clouds.world.putSetting("quotas", { "transit-gateways-per-region": 60 });
        const others: Deployed[] = [];
        for (let n = 0; n < 51; n++) others.push(await tgw.gateway(west, tgw.SEGMENTED));
        for (const other of others.slice(0, 10)) await tgw.request(east, near, other);
        await expect(tgw.request(west, others[10]!, near)).rejects.toThrow(limit("pending peering attachments", 10));
        for (const peering of clouds.world.all(tgw.PEERING)) {
            await west.create(tgw.ACCEPTER, { transitGatewayAttachmentId: peering.id });
        }
        for (const other of others.slice(10, 50)) await accept(west, await tgw.request(east, near, other));
        await expect(tgw.request(west, others[50]!, near)).rejects.toThrow(limit("peering attachments", 50));
    });

    test("is one of at most 5,000 attachments of a gateway, VPCs included", async () => {
        await tgw.attach(east, near, await tgw.network(east, 1));
        clouds.world.putSetting("quotas", { "attachments-per-transit-gateway": 1 });
        await expect(tgw.request(west, far, near)).rejects.toThrow(
            `${creating} TransitGatewayLimitExceeded: ` +
                "The maximum number of attachments of a transit gateway (1) has been reached.",
        );
    });

    test("keeps its routing option: another one, or none, is another peering", async () => {
        const peering = await tgw.request(east, near, far, { options: { dynamicRouting: "disable" } });
        const replaced = { changed: ["options"], replaces: ["options"] };
        const { options: _, ...without } = peering.inputs;
        expect(_).toEqual({ dynamicRouting: "disable" });
        expect(await east.diff(peering, without)).toEqual(replaced);
        expect(await east.diff(peering, { ...without, options: { dynamicRouting: "enable" } })).toEqual(replaced);
        expect(await east.diff(peering, peering.inputs)).toEqual({ changed: [], replaces: [] });
    });
});

describe("an acceptance", () => {
    test("makes the peering available on both sides, and tells the accepter who asked", async () => {
        const peering = await tgw.request(east, near, far);
        const accepter = await accept(west, peering);
        expect(accepter.id).toBe(peering.id);
        expect(accepter.state).toMatchObject({
            peerAccountId: "111122223333",
            peerRegion: "us-east-1",
            peerTransitGatewayId: near.id,
            region: "us-west-2",
            transitGatewayAttachmentId: peering.id,
            transitGatewayId: far.id,
        });
        const now = (await east.read(peering))!;
        expect(now.state.state).toBe("available");
        expect(await east.diff(now, peering.inputs)).toEqual({ changed: [], replaces: [] });
    });

    test("is refused on the requester's side", async () => {
        const peering = await tgw.request(east, near, far);
        await expect(accept(east, peering)).rejects.toThrow(
            `${accepting} InvalidParameterValue: Cannot accept ${peering.id} as the source of the peering request.`,
        );
        expect((await east.read(peering))?.state.state).toBe("pendingAcceptance");
    });

    test("is refused from a region or an account that has no part in it", async () => {
        const peering = await tgw.request(east, near, far);
        const stranger = await clouds.provider("aws", { region: "us-west-2", profile: "stranger" });
        const europe = await clouds.provider("aws", { region: "eu-west-1" });
        for (const client of [stranger, europe]) {
            await expect(accept(client, peering)).rejects.toThrow(
                `${accepting} InvalidTransitGatewayAttachmentID.NotFound: ` +
                    `Transit Gateway Peering Attachment ${peering.id} was deleted or does not exist.`,
            );
        }
    });

    test("is refused the second time", async () => {
        const peering = await tgw.request(east, near, far);
        await accept(west, peering);
        await expect(accept(west, peering)).rejects.toThrow(
            `${accepting} IncorrectState: ${peering.id} is in invalid state`,
        );
    });

    test("works between accounts", async () => {
        const stranger = await clouds.provider("aws", { region: "us-west-2", profile: "stranger" });
        const theirs = await tgw.gateway(stranger, tgw.SEGMENTED);
        const peerAccountId = theirs.state.ownerId as string;
        const peering = await tgw.request(east, near, theirs, { peerAccountId });
        const accepter = await accept(stranger, peering);
        expect(accepter.state).toMatchObject({ peerAccountId: "111122223333", peerTransitGatewayId: near.id });
        expect((await east.read(peering))?.state).toMatchObject({ state: "available", peerAccountId });
    });

    // VPC Transit Gateway guide: with the option on, attachments are associated with the default table by themselves.
    test("associates the peering with the default table on each side that has one", async () => {
        const [here, there] = [await tgw.gateway(east), await tgw.gateway(west)];
        const idOf = (hub: Deployed, peering: Deployed): string =>
            `${hub.state.associationDefaultRouteTableId as string}_${peering.id}`;
        for (const [from, to] of [
            [here, far],
            [near, there],
        ] as const) {
            const peering = await tgw.request(east, from, to);
            expect(tgw.idsOf(clouds.world, tgw.ASSOCIATION)).toEqual([]);
            await accept(west, peering);
            const [client, hub, other] = from === here ? [east, from, to] : [west, to, from];
            const id = idOf(hub, peering);
            expect(tgw.idsOf(clouds.world, tgw.ASSOCIATION)).toEqual([id]);
            const state = (await client.import(tgw.ASSOCIATION, id))?.state;
            expect(state).toMatchObject({ resourceId: other.id, resourceType: "peering" });
            await east.delete(peering);
        }
        expect(tgw.idsOf(clouds.world, tgw.PROPAGATION)).toEqual([]);
    });
});

describe("within one region", () => {
    test.each(["requester", "accepter"])("each side has an id of its own; deleted by the %s", async (deleter) => {
        const other = await tgw.gateway(east, tgw.SEGMENTED);
        const peering = await tgw.request(east, near, other);
        await expect(accept(east, peering)).rejects.toThrow(
            `${accepting} InvalidParameterValue: Cannot accept ${peering.id} as the source of the peering request.`,
        );
        const [theirs] = tgw.idsOf(clouds.world, tgw.ACCEPTER);
        expect(theirs).toMatch(/^tgw-attach-[0-9a-f]{17}$/);
        expect(theirs).not.toBe(peering.id);
        const accepter = await east.create(tgw.ACCEPTER, { transitGatewayAttachmentId: theirs! });
        await east.create(tgw.ASSOCIATION, tgw.pair(await tgw.table(east, near), peering));
        await east.create(tgw.ASSOCIATION, tgw.pair(await tgw.table(east, other), accepter));
        await east.delete(deleter === "requester" ? peering : accepter);
        expect(await east.read(peering)).toBeUndefined();
        expect(await east.read(accepter)).toBeUndefined();
        expect(tgw.idsOf(clouds.world, tgw.ASSOCIATION)).toEqual([]);
    });
});

// VPC Transit Gateway guide: "The owner of either of the transit gateways can delete the attachment."
describe.each(["requester", "accepter"] as const)("deleted by the %s", (side) => {
    test("the peering is gone for both, with its associations; static routes are blackholes", async () => {
        const peering = await tgw.request(east, near, far);
        const accepter = await accept(west, peering);
        const routes: [SimClient, Deployed][] = [];
        for (const [client, hub, cidr] of [
            [east, near, "10.2.0.0/16"],
            [west, far, "10.1.0.0/16"],
        ] as const) {
            const ids = tgw.pair(await tgw.table(client, hub), peering);
            await client.create(tgw.ASSOCIATION, ids);
            routes.push([client, await client.create(tgw.ROUTE, { ...ids, destinationCidrBlock: cidr })]);
        }
        if (side === "requester") await east.delete(peering);
        else await west.delete(accepter);

        expect(await east.read(peering)).toBeUndefined();
        expect(await west.read(accepter)).toBeUndefined();
        expect(tgw.idsOf(clouds.world, tgw.ASSOCIATION)).toEqual([]);
        for (const [client, route] of routes) expect((await client.read(route))?.state.blackhole).toBe(true);
        // What the engine does next in a teardown.
        await west.delete(accepter);
        await east.delete(peering);
        await east.delete(near);
        await west.delete(far);
        expect(clouds.world.everything()).toEqual([]);
    });
});
