/**
 * aws.ec2.VpcPeeringConnection, VpcPeeringConnectionAccepter and PeeringConnectionOptions. Expected values: VPC Peering guide
 * (lifecycle; "You cannot create a VPC peering connection between VPCs that have matching or overlapping IPv4 CIDR blocks";
 * quotas: 50 active connections per VPC, 25 outstanding requests; DNS resolution), EC2 API reference
 * (AcceptVpcPeeringConnection, ModifyVpcPeeringConnectionOptions), "Error codes for the Amazon EC2 API", documentation of the
 * provider's resources.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as filters from "../../support/ec2-filters";
import { useClouds, type Deployed, type SimClient } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
const west = clouds.client("aws", { region: "us-west-2" });
const stranger = clouds.client("aws", { region: "us-east-1", profile: "stranger" });
let own: Deployed;

beforeEach(async () => {
    own = await ec2.vpc(east, 1, hostnames);
});

const hostnames = { enableDnsHostnames: true };
const allowed = { allowRemoteVpcDnsResolution: true };
const forbidden = { allowRemoteVpcDnsResolution: false };
const creating = "creating EC2 VPC Peering Connection:";
const accepting = "creating EC2 VPC Peering Connection Accepter:";
const failed =
    "unexpected state 'failed', wanted target 'active, pending-acceptance'. " +
    "last error: Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range";

const ask = (peer: Deployed, inputs: Props = {}): Promise<Deployed> => filters.peering(east, own, peer, inputs);
const accept = (client: SimClient, peering: Deployed, inputs: Props = {}): Promise<Deployed> =>
    client.create(filters.PEERING_ACCEPTER, { vpcPeeringConnectionId: peering.id, autoAccept: true, ...inputs });
const options = (client: SimClient, peering: Deployed, inputs: Props): Promise<Deployed> =>
    client.create(filters.PEERING_OPTIONS, { vpcPeeringConnectionId: peering.id, ...inputs });
const now = async (client: SimClient, resource: Deployed): Promise<Props> => (await client.read(resource))!.state;

describe("a request", () => {
    test("waits to be accepted, in the requester's account and region if it names no other", async () => {
        const peering = await ask(await ec2.vpc(east, 2));
        expect(peering.id).toMatch(/^pcx-[0-9a-f]{17}$/);
        expect(peering.state).toMatchObject({
            acceptStatus: "pending-acceptance",
            peerOwnerId: "111122223333",
            peerRegion: "us-east-1",
        });
        expect(peering.state).not.toHaveProperty("accepter");
    });

    test("is accepted at once where the program says so", async () => {
        const peering = await ask(await ec2.vpc(east, 2), { autoAccept: true });
        expect(peering.state).toMatchObject({ acceptStatus: "active", accepter: forbidden, requester: forbidden });
    });

    test("is accepted later when the program says so later", async () => {
        const peering = await ask(await ec2.vpc(east, 2));
        const wanted = { ...peering.inputs, autoAccept: true };
        expect(await east.diff(peering, wanted)).toEqual({ changed: ["autoAccept"], replaces: [] });
        expect((await east.update(peering, wanted)).state.acceptStatus).toBe("active");
    });

    test("that names a region is not accepted at once", async () => {
        const peer = await ec2.vpc(east, 2);
        await expect(ask(peer, { autoAccept: true, peerRegion: "us-east-1" })).rejects.toThrow(
            `${creating} \`peer_region\` cannot be set whilst \`auto_accept\` is \`true\` when creating an ` +
                "EC2 VPC Peering Connection",
        );
    });

    test("to another account is not accepted by the requester", async () => {
        const peer = await ec2.vpc(stranger, 2);
        const peerOwnerId = peer.state.ownerId ?? null;
        await expect(ask(peer, { autoAccept: true, peerOwnerId })).rejects.toThrow(
            /api error OperationNotPermitted: User 111122223333 cannot accept peering pcx-/,
        );
    });

    test("fails between prefixes that overlap", async () => {
        const inside = await east.create(ec2.VPC, { cidrBlock: "10.1.128.0/20" });
        await expect(ask(inside)).rejects.toThrow(new RegExp(`${creating} waiting for .*${failed}`));
        expect(clouds.world.all(filters.PEERING)).toEqual([]);
    });

    test("fails between a VPC and itself", async () => {
        await expect(ask(own)).rejects.toThrow(failed);
    });

    test("fails where the peer is not where it says", async () => {
        const far = await ec2.vpc(west, 2);
        await expect(ask(far)).rejects.toThrow(failed);
        await expect(ask(far, { peerRegion: "eu-west-1" })).rejects.toThrow(failed);
        await expect(ask(far, { peerRegion: "us-west-2", peerOwnerId: "999988887777" })).rejects.toThrow(failed);
        await ask(far, { peerRegion: "us-west-2" });
    });

    test("is the only one between two VPCs, whoever asks", async () => {
        const peer = await ec2.vpc(east, 2);
        await ask(peer);
        const exists = `${creating} api error VpcPeeringConnectionAlreadyExists`;
        await expect(ask(peer)).rejects.toThrow(exists);
        await expect(filters.peering(east, peer, own)).rejects.toThrow(exists);
    });

    test("is one of at most 25 that wait", async () => {
        clouds.world.putSetting("quotas", { "outstanding-peering-requests-per-vpc": 1 });
        await ask(await ec2.vpc(east, 2));
        const third = await ec2.vpc(east, 3);
        await expect(ask(third)).rejects.toThrow(`${creating} api error OutstandingVpcPeeringConnectionLimitExceeded`);
        await filters.peering(east, third, own);
    });

    test("is one of at most 50 that are active, counted at either VPC", async () => {
        clouds.world.putSetting("quotas", { "peering-connections-per-vpc": 1 });
        const [second, third] = [await ec2.vpc(east, 2), await ec2.vpc(east, 3)];
        const waiting = await filters.peering(east, third, own);
        await ask(second, { autoAccept: true });
        const limit = "api error VpcPeeringConnectionsPerVpcLimitExceeded";
        await expect(ask(await ec2.vpc(east, 4))).rejects.toThrow(`${creating} ${limit}`);
        await expect(accept(east, waiting)).rejects.toThrow(`${accepting} ${limit}`);
    });

    test("keeps both VPCs as long as it stands", async () => {
        const peer = await ec2.vpc(east, 2);
        const peering = await ask(peer, { autoAccept: true });
        for (const vpc of [own, peer]) await expect(east.delete(vpc)).rejects.toThrow("DependencyViolation");
        await east.delete(peering);
        for (const vpc of [own, peer]) await east.delete(vpc);
        expect(clouds.world.everything()).toEqual([]);
    });
});

describe("an acceptance", () => {
    test("in another region makes it active for both", async () => {
        const far = await ec2.vpc(west, 2);
        const peering = await ask(far, { peerRegion: "us-west-2" });
        const accepter = await accept(west, peering);
        expect(accepter.id).toBe(peering.id);
        // Within one account the provider shows both sides the same.
        expect(accepter.state).toMatchObject({
            acceptStatus: "active",
            peerOwnerId: "111122223333",
            peerRegion: "us-west-2",
            peerVpcId: far.id,
            vpcId: own.id,
        });
        expect((await now(east, peering)).acceptStatus).toBe("active");
    });

    test("names its region itself where the provider has another", async () => {
        const peering = await ask(await ec2.vpc(west, 2), { peerRegion: "us-west-2" });
        expect((await accept(east, peering, { region: "us-west-2" })).state.acceptStatus).toBe("active");
    });

    test("in another account sees the requester as the peer", async () => {
        const theirs = await ec2.vpc(stranger, 2);
        const peering = await ask(theirs, { peerOwnerId: theirs.state.ownerId ?? null });
        expect((await accept(stranger, peering)).state).toMatchObject({
            peerOwnerId: "111122223333",
            peerVpcId: own.id,
            vpcId: theirs.id,
        });
    });

    test("in the requester's region is refused", async () => {
        const peering = await ask(await ec2.vpc(west, 2), { peerRegion: "us-west-2" });
        await expect(accept(east, peering)).rejects.toThrow(
            `${accepting} api error OperationNotPermitted: Incorrect region (us-east-1) specified for this request. ` +
                `VPC peering connection ${peering.id} must be accepted in region us-west-2`,
        );
    });

    test("in a third region or account finds nothing", async () => {
        const peering = await ask(await ec2.vpc(west, 2), { peerRegion: "us-west-2" });
        const absent = `${accepting} api error InvalidVpcPeeringConnectionID.NotFound`;
        await expect(accept(east, peering, { region: "eu-west-1" })).rejects.toThrow(absent);
        await expect(accept(stranger, peering)).rejects.toThrow(absent);
        expect(await stranger.import(filters.PEERING_ACCEPTER, peering.id)).toBeUndefined();
    });

    test("accepts only where it says so", async () => {
        const peering = await ask(await ec2.vpc(west, 2), { peerRegion: "us-west-2" });
        const accepter = await accept(west, peering, { autoAccept: false });
        expect(accepter.state.acceptStatus).toBe("pending-acceptance");
        const updated = await west.update(accepter, { ...accepter.inputs, autoAccept: true });
        expect(updated.state.acceptStatus).toBe("active");
    });

    test("has tags of its own, but shares those of a connection within one region", async () => {
        const far = await ask(await ec2.vpc(west, 2), { peerRegion: "us-west-2", tags: { Side: "requester" } });
        expect((await accept(west, far, { tags: { Side: "accepter" } })).state.tags).toEqual({ Side: "accepter" });
        expect((await now(east, far)).tags).toEqual({ Side: "requester" });
        const near = await ask(await ec2.vpc(east, 3), { tags: { Name: "near" } });
        const tags = { Side: "accepter" };
        expect((await accept(east, near, { tags })).state.tags).toEqual({ Name: "near", Side: "accepter" });
        expect((await now(east, near)).tags).toEqual({ Name: "near", Side: "accepter" });
    });

    test("leaves the connection as it is when it is deleted", async () => {
        const peering = await ask(await ec2.vpc(east, 2));
        await east.delete(await accept(east, peering));
        expect((await now(east, peering)).acceptStatus).toBe("active");
    });

    test("is gone with the connection, and can be imported before", async () => {
        const peering = await ask(await ec2.vpc(west, 2), { peerRegion: "us-west-2" });
        const imported = (await west.import(filters.PEERING_ACCEPTER, peering.id))!;
        expect(imported.state).toMatchObject({
            acceptStatus: "pending-acceptance",
            vpcPeeringConnectionId: peering.id,
        });
        await east.delete(peering);
        expect(await west.read(imported)).toBeUndefined();
    });
});

describe("options", () => {
    const inactive =
        "is not active (current status: pending-acceptance). Please set the `auto_accept` attribute to `true`";

    test("are for active connections", async () => {
        const peer = await ec2.vpc(east, 2, hostnames);
        await expect(ask(peer, { requester: forbidden })).rejects.toThrow(inactive);
        const peering = await ask(peer);
        await expect(accept(east, peering, { autoAccept: false, accepter: allowed })).rejects.toThrow(inactive);
        await expect(options(east, peering, { requester: allowed })).rejects.toThrow(
            "creating EC2 VPC Peering Connection Options: api error OperationNotPermitted: " +
                `Peering ${peering.id} is not active. Peering options can be added only to active peerings.`,
        );
    });

    test("need DNS host names in both VPCs", async () => {
        const disabled = "api error InvalidVpcPeeringConnectionState.DnsHostnamesDisabled";
        const peer = await ec2.vpc(east, 2);
        await expect(ask(peer, { autoAccept: true, requester: allowed })).rejects.toThrow(`${creating} ${disabled}`);
        await east.update(peer, { ...peer.inputs, ...hostnames });
        const peering = await ask(peer, { autoAccept: true, requester: allowed });
        expect(peering.state).toMatchObject({ requester: allowed, accepter: forbidden });
    });

    test("are set by each side in its own region", async () => {
        const peering = await ask(await ec2.vpc(west, 2, hostnames), { peerRegion: "us-west-2" });
        await accept(west, peering);
        await expect(options(east, peering, { accepter: allowed })).rejects.toThrow(
            "api error OperationNotPermitted: The accepter options",
        );
        await expect(options(west, peering, { requester: allowed })).rejects.toThrow(
            "api error OperationNotPermitted: The requester options",
        );
        await options(east, peering, { requester: allowed });
        await options(west, peering, { accepter: allowed });
        expect(await now(east, peering)).toMatchObject({ accepter: allowed, requester: allowed });
    });

    test("of both sides are one's own within one region", async () => {
        const peering = await ask(await ec2.vpc(east, 2, hostnames), { autoAccept: true });
        const both = { accepter: allowed, requester: allowed };
        expect((await options(east, peering, both)).state).toMatchObject(both);
    });

    test("of another account cannot be set", async () => {
        const theirs = await ec2.vpc(stranger, 2, hostnames);
        const peering = await ask(theirs, { peerOwnerId: theirs.state.ownerId ?? null });
        await accept(stranger, peering);
        await expect(options(stranger, peering, { requester: allowed })).rejects.toThrow("OperationNotPermitted");
    });

    test("stay when the resource goes, and when the program says nothing of them", async () => {
        const peering = await ask(await ec2.vpc(east, 2, hostnames), { autoAccept: true });
        await east.delete(await options(east, peering, { requester: allowed }));
        const read = (await east.read(peering))!;
        expect(read.state.requester).toEqual(allowed);
        expect(await east.diff(read, peering.inputs)).toEqual(ec2.UNCHANGED);
        const updated = await east.update(read, { ...peering.inputs, tags: { Name: "shop" } });
        expect(updated.state.requester).toEqual(allowed);
    });
});

describe("routes", () => {
    let peer: Deployed;
    beforeEach(async () => {
        peer = await ec2.vpc(east, 2);
    });

    async function route(client: SimClient, vpc: Deployed, peering: Deployed, destination: string): Promise<Deployed> {
        const routeTableId = (await ec2.routeTable(client, vpc)).id;
        const target = { routeTableId, vpcPeeringConnectionId: peering.id };
        return client.create(ec2.ROUTE, { destinationCidrBlock: destination, ...target });
    }

    test("lead from either VPC to the other", async () => {
        const peering = await ask(peer, { autoAccept: true });
        expect((await route(east, own, peering, "10.2.0.0/16")).state.state).toBe("active");
        expect((await route(east, peer, peering, "10.1.0.0/16")).state.state).toBe("active");
    });

    test("lead from the accepter's account and region too", async () => {
        const theirs = await ec2.vpc(stranger, 3, { region: "us-west-2" });
        const peerOwnerId = theirs.state.ownerId ?? null;
        const peering = await ask(theirs, { peerOwnerId, peerRegion: "us-west-2" });
        await accept(stranger, peering, { region: "us-west-2" });
        const routeTableId = (await ec2.routeTable(stranger, theirs)).id;
        const made = await stranger.create(ec2.ROUTE, {
            region: "us-west-2",
            routeTableId,
            destinationCidrBlock: "10.1.0.0/16",
            vpcPeeringConnectionId: peering.id,
        });
        expect(made.state.state).toBe("active");
    });

    test("do not lead from a third VPC", async () => {
        const peering = await ask(peer, { autoAccept: true });
        const third = await ec2.vpc(east, 3);
        await expect(route(east, third, peering, "10.2.0.0/16")).rejects.toThrow(
            new RegExp(
                "creating Route: api error InvalidParameterValue: route table rtb-[0-9a-f]{17} and network gateway " +
                    `${peering.id} belong to different networks`,
            ),
        );
        const routes = [{ cidrBlock: "10.2.0.0/16", vpcPeeringConnectionId: peering.id }];
        await expect(ec2.routeTable(east, third, { routes })).rejects.toThrow("belong to different networks");
    });

    test("can be made before the acceptance, and work after it", async () => {
        const peering = await ask(peer);
        const made = await route(east, own, peering, "10.2.0.0/16");
        expect(made.state.state).toBe("blackhole");
        await accept(east, peering);
        expect((await now(east, made)).state).toBe("active");
    });

    test("are blackholes once the connection is deleted", async () => {
        const peering = await ask(peer, { autoAccept: true });
        const made = await route(east, own, peering, "10.2.0.0/16");
        await east.delete(peering);
        expect((await now(east, made)).state).toBe("blackhole");
    });
});

describe("security groups", () => {
    test("name groups of the peered VPC once the connection is active, and only then", async () => {
        const peer = await ec2.vpc(east, 2);
        const [here, there] = [await ec2.group(east, own, { name: "a" }), await ec2.group(east, peer, { name: "b" })];
        const rule = (type: string): Promise<Deployed> =>
            east.create(type, { securityGroupId: here.id, ipProtocol: "-1", referencedSecurityGroupId: there.id });
        const peering = await ask(peer);
        await expect(rule(ec2.INGRESS_RULE)).rejects.toThrow("InvalidGroup.NotFound");
        await accept(east, peering);
        await rule(ec2.INGRESS_RULE);
        await rule(ec2.EGRESS_RULE);
    });
});
