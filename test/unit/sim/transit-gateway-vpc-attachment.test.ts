/**
 * aws.ec2transitgateway.VpcAttachment. Expected values: EC2 API reference (CreateTransitGatewayVpcAttachment and its
 * options, error codes), VPC Transit Gateway guide (VPC attachments, quotas), documentation of the provider's resource.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { useClouds, type Deployed } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const creating = "creating EC2 Transit Gateway VPC Attachment: api error";

function subnet(vpc: Deployed, cidrBlock: string, availabilityZone: string): Promise<Deployed> {
    return east.create(tgw.SUBNET, { vpcId: vpc.id, cidrBlock, availabilityZone });
}

describe("what it refuses", () => {
    test("no subnets, and options other than enable and disable", async () => {
        const inputs = { transitGatewayId: "tgw-1", vpcId: "vpc-1", subnetIds: [], ipv6Support: "on" };
        expect(await east.check(tgw.VPC_ATTACHMENT, inputs)).toEqual([
            'ipv6Support: expected one of ["enable","disable"], got "on"',
            "subnetIds: attribute requires 1 item minimum, but config has only 0 declared",
        ]);
    });

    test("a subnet that does not exist, or that is in another VPC", async () => {
        const hub = await tgw.gateway(east);
        const [one, two] = [await tgw.network(east, 1), await tgw.network(east, 2)];
        for (const id of ["subnet-00000000000000000", two.subnetIds[0]!]) {
            await expect(tgw.attach(east, hub, one, { subnetIds: [id] })).rejects.toThrow(
                `${creating} InvalidSubnetID.NotFound: Subnet ${id} was deleted or does not exist.`,
            );
        }
    });

    test("two subnets in one zone", async () => {
        const hub = await tgw.gateway(east);
        const net = await tgw.network(east, 1);
        const twin = await subnet(net.vpc, "10.1.9.0/24", "us-east-1a");
        await expect(tgw.attach(east, hub, net, { subnetIds: [...net.subnetIds, twin.id] })).rejects.toThrow(
            `${creating} DuplicateSubnetsInSameZone: Duplicate Subnets for same AZ`,
        );
    });

    test("a VPC of another region, or a gateway of another region or account", async () => {
        const hub = await tgw.gateway(east);
        const net = await tgw.network(east, 1);
        const elsewhere = await tgw.network(east, 1, "eu-west-1");
        await expect(tgw.attach(east, hub, elsewhere)).rejects.toThrow(
            `${creating} InvalidVpcID.NotFound: The vpc ID '${elsewhere.vpc.id}' does not exist`,
        );
        const stranger = await clouds.provider("aws", { region: "us-east-1", profile: "stranger" });
        for (const foreign of [await tgw.gateway(east, { region: "eu-west-1" }), await tgw.gateway(stranger)]) {
            await expect(tgw.attach(east, foreign, net)).rejects.toThrow(
                `${creating} InvalidTransitGatewayID.NotFound: ` +
                    `Transit Gateway ${foreign.id} was deleted or does not exist.`,
            );
        }
    });

    test("a second attachment of the same VPC to the same gateway", async () => {
        const hub = await tgw.gateway(east);
        const net = await tgw.network(east, 1);
        const first = await tgw.attach(east, hub, net);
        await expect(tgw.attach(east, hub, net)).rejects.toThrow(
            `${creating} DuplicateTransitGatewayAttachment: ` +
                `${hub.id} has non-deleted Transit Gateway Attachments with same VPC ID.`,
        );
        await east.delete(first);
        await tgw.attach(east, hub, net);
    });

    test("a sixth gateway for one VPC", async () => {
        clouds.world.putSetting("quotas", { "transit-gateways-per-region": 6 });
        const net = await tgw.network(east, 1);
        for (let n = 0; n < 5; n++) await tgw.attach(east, await tgw.gateway(east), net);
        await expect(tgw.attach(east, await tgw.gateway(east), net)).rejects.toThrow(
            `${creating} TransitGatewayLimitExceeded: The maximum number of transit gateways of a VPC (5) has been reached.`,
        );
    });

    test("more attachments than the gateway may have, peerings included", async () => {
        clouds.world.putSetting("quotas", { "attachments-per-transit-gateway": 2 });
        const hub = await tgw.gateway(east);
        await tgw.request(east, hub, await tgw.gateway(east, { region: "eu-west-1" }));
        await tgw.attach(east, hub, await tgw.network(east, 1));
        await expect(tgw.attach(east, hub, await tgw.network(east, 2))).rejects.toThrow(
            `${creating} TransitGatewayLimitExceeded: ` +
                "The maximum number of attachments of a transit gateway (2) has been reached.",
        );
    });
});

describe("what it makes", () => {
    test("an attachment with the documented defaults", async () => {
        const hub = await tgw.gateway(east);
        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1));
        expect(attachment.id).toMatch(/^tgw-attach-[0-9a-f]{17}$/);
        expect(attachment.state).toMatchObject({
            applianceModeSupport: "disable",
            arn: `arn:aws:ec2:us-east-1:111122223333:transit-gateway-attachment/${attachment.id}`,
            dnsSupport: "enable",
            ipv6Support: "disable",
            securityGroupReferencingSupport: "enable",
            transitGatewayDefaultRouteTableAssociation: true,
            transitGatewayDefaultRouteTablePropagation: true,
            vpcOwnerId: "111122223333",
        });
    });

    test("its association with the default table and its propagation into it", async () => {
        const hub = await tgw.gateway(east);
        const net = await tgw.network(east, 1);
        const attachment = await tgw.attach(east, hub, net);
        const id = `${hub.state.associationDefaultRouteTableId as string}_${attachment.id}`;
        for (const type of [tgw.ASSOCIATION, tgw.PROPAGATION]) {
            const made = await east.import(type, id);
            expect(made?.state).toMatchObject({ resourceId: net.vpc.id, resourceType: "vpc" });
            expect(await east.diff(made!, made!.inputs)).toEqual({ changed: [], replaces: [] });
        }
    });

    test.each<[string, Props, Props, string[]]>([
        ["both switches off", {}, { association: false, propagation: false }, []],
        ["association off", {}, { association: false }, [tgw.PROPAGATION]],
        ["propagation off", {}, { propagation: false }, [tgw.ASSOCIATION]],
        ["a gateway without defaults", tgw.SEGMENTED, {}, []],
    ])("none of these that is not wanted: %s", async (_, options, { association, propagation }, made) => {
        const hub = await tgw.gateway(east, options);
        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1), {
            ...(association === undefined ? {} : { transitGatewayDefaultRouteTableAssociation: association }),
            ...(propagation === undefined ? {} : { transitGatewayDefaultRouteTablePropagation: propagation }),
        });
        const there = [tgw.ASSOCIATION, tgw.PROPAGATION].filter((type) => tgw.idsOf(clouds.world, type).length > 0);
        expect(there).toEqual(made);
        expect(attachment.state).toMatchObject({
            transitGatewayDefaultRouteTableAssociation: made.includes(tgw.ASSOCIATION),
            transitGatewayDefaultRouteTablePropagation: made.includes(tgw.PROPAGATION),
        });
    });

    test("a lasting difference where a default is asked for that the gateway does not have, as with the provider", async () => {
        const hub = await tgw.gateway(east, tgw.SEGMENTED);
        const wanted = { transitGatewayDefaultRouteTableAssociation: true };
        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1), wanted);
        const lasting = { changed: ["transitGatewayDefaultRouteTableAssociation"], replaces: [] };
        expect(await east.diff(attachment, attachment.inputs)).toEqual(lasting);
        const updated = await east.update(attachment, attachment.inputs);
        expect(await east.diff(updated, updated.inputs)).toEqual(lasting);
    });
});

describe("how it changes", () => {
    test("its subnets in place, in any order; a subnet may be deleted once it is released", async () => {
        const hub = await tgw.gateway(east);
        const net = await tgw.network(east, 1);
        const attachment = await tgw.attach(east, hub, net);
        expect(await east.diff(attachment, { ...attachment.inputs, subnetIds: [...net.subnetIds].reverse() })).toEqual({
            changed: [],
            replaces: [],
        });
        await expect(east.delete(net.subnets[1]!)).rejects.toThrow(
            `deleting EC2 Subnet (${net.subnetIds[1]!}): api error DependencyViolation: ` +
                `The subnet '${net.subnetIds[1]!}' has dependencies and cannot be deleted.`,
        );
        const shrunk = { ...attachment.inputs, subnetIds: [net.subnetIds[0]!] };
        expect(await east.diff(attachment, shrunk)).toEqual({ changed: ["subnetIds"], replaces: [] });
        const updated = await east.update(attachment, shrunk);
        expect(updated.id).toBe(attachment.id);
        expect(updated.state.subnetIds).toEqual([net.subnetIds[0]]);
        await east.delete(net.subnets[1]!);
    });

    test("not to two subnets of one zone, nor to one of another VPC", async () => {
        const hub = await tgw.gateway(east);
        const net = await tgw.network(east, 1);
        const attachment = await tgw.attach(east, hub, net, { subnetIds: [net.subnetIds[0]!] });
        const twin = await subnet(net.vpc, "10.1.9.0/24", "us-east-1a");
        const foreign = (await tgw.network(east, 2)).subnetIds[1]!;
        const updating = `updating EC2 Transit Gateway VPC Attachment (${attachment.id}): api error`;
        for (const [id, answer] of [
            [twin.id, "DuplicateSubnetsInSameZone: Duplicate Subnets for same AZ"],
            [foreign, `InvalidSubnetID.NotFound: Subnet ${foreign} was deleted or does not exist.`],
        ] as const) {
            const subnetIds = [net.subnetIds[0]!, id];
            await expect(east.update(attachment, { ...attachment.inputs, subnetIds })).rejects.toThrow(
                `${updating} ${answer}`,
            );
        }
        expect(await east.read(attachment)).toEqual(attachment);
    });

    test("its use of the default tables, off and on again", async () => {
        const hub = await tgw.gateway(east);
        let attachment = await tgw.attach(east, hub, await tgw.network(east, 1));
        for (const on of [false, true]) {
            attachment = await east.update(attachment, {
                ...attachment.inputs,
                transitGatewayDefaultRouteTableAssociation: on,
                transitGatewayDefaultRouteTablePropagation: on,
            });
            expect(tgw.idsOf(clouds.world, tgw.ASSOCIATION)).toHaveLength(on ? 1 : 0);
            expect(tgw.idsOf(clouds.world, tgw.PROPAGATION)).toHaveLength(on ? 1 : 0);
        }
    });

    test("leaves the tables alone where the switches are not given", async () => {
        const hub = await tgw.gateway(east);
        const net = await tgw.network(east, 1);
        const off = { transitGatewayDefaultRouteTableAssociation: false };
        const attachment = await tgw.attach(east, hub, net, off);
        const rest = { transitGatewayId: hub.id, vpcId: net.vpc.id, subnetIds: net.subnetIds };
        expect(await east.diff(attachment, rest)).toEqual({ changed: [], replaces: [] });
        await east.update(attachment, { ...rest, dnsSupport: "disable" });
        expect(tgw.idsOf(clouds.world, tgw.ASSOCIATION)).toEqual([]);
    });

    test("forgets a switch that is not given any more", async () => {
        const hub = await tgw.gateway(east);
        const on = { transitGatewayDefaultRouteTableAssociation: true };
        const net = await tgw.network(east, 1);
        const attachment = await tgw.attach(east, hub, net, on);
        const id = `${hub.state.associationDefaultRouteTableId as string}_${attachment.id}`;
        await east.delete((await east.import(tgw.ASSOCIATION, id))!);
        const rest = { transitGatewayId: hub.id, vpcId: net.vpc.id, subnetIds: net.subnetIds };
        await east.update((await east.read(attachment))!, { ...rest, dnsSupport: "disable" });
        expect(tgw.idsOf(clouds.world, tgw.ASSOCIATION)).toEqual([]);
    });

    test("leaves another table alone when it leaves the default one", async () => {
        const hub = await tgw.gateway(east);
        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1));
        const moved = await east.create(tgw.ASSOCIATION, {
            ...tgw.pair(await tgw.table(east, hub), attachment),
            replaceExistingAssociation: true,
        });
        await east.update(attachment, { ...attachment.inputs, transitGatewayDefaultRouteTableAssociation: false });
        expect(tgw.idsOf(clouds.world, tgw.ASSOCIATION)).toEqual([moved.id]);
    });

    test("cannot join the default table while it is associated with another", async () => {
        const hub = await tgw.gateway(east);
        const off = { transitGatewayDefaultRouteTableAssociation: false };
        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1), off);
        await east.create(tgw.ASSOCIATION, tgw.pair(await tgw.table(east, hub), attachment));
        const on = { ...attachment.inputs, transitGatewayDefaultRouteTableAssociation: true };
        await expect(east.update(attachment, on)).rejects.toThrow(
            `updating EC2 Transit Gateway VPC Attachment (${attachment.id}): api error Resource.AlreadyAssociated: ` +
                `Transit Gateway Attachment ${attachment.id} is already associated to a route table.`,
        );
    });

    test("shows when somebody took it out of the default table", async () => {
        const hub = await tgw.gateway(east);
        const on = { transitGatewayDefaultRouteTableAssociation: true };
        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1), on);
        const id = `${hub.state.associationDefaultRouteTableId as string}_${attachment.id}`;
        await east.delete((await east.import(tgw.ASSOCIATION, id))!);
        const read = (await east.read(attachment))!;
        expect(read.state.transitGatewayDefaultRouteTableAssociation).toBe(false);
        expect((await east.diff(read, attachment.inputs)).changed).toEqual([
            "transitGatewayDefaultRouteTableAssociation",
        ]);
    });
});

describe("what depends on it", () => {
    test("its VPC and its subnets cannot be deleted before it", async () => {
        const hub = await tgw.gateway(east);
        const net = await tgw.network(east, 1);
        const attachment = await tgw.attach(east, hub, net);
        await expect(east.delete(net.vpc)).rejects.toThrow(
            `deleting EC2 VPC (${net.vpc.id}): api error DependencyViolation: ` +
                `The vpc '${net.vpc.id}' has dependencies and cannot be deleted.`,
        );
        await east.delete(attachment);
        for (const each of [...net.subnets, net.vpc, hub]) await east.delete(each);
        expect(clouds.world.everything()).toEqual([]);
    });

    // The provider's acceptance test of routes deletes an attachment below a route; its reading of a route without an
    // attachment is "blackhole". DeleteTransitGatewayVpcAttachment documents nothing that stands in the way.
    test("it may be deleted while in use: association and propagations go, a static route becomes a blackhole", async () => {
        const hub = await tgw.gateway(east, tgw.SEGMENTED);
        const attachment = await tgw.attach(east, hub, await tgw.network(east, 1));
        const ids = tgw.pair(await tgw.table(east, hub), attachment);
        const association = await east.create(tgw.ASSOCIATION, ids);
        const propagation = await east.create(tgw.PROPAGATION, ids);
        const route = await east.create(tgw.ROUTE, { ...ids, destinationCidrBlock: "10.20.0.0/16" });
        await east.delete(attachment);
        expect(await east.read(association)).toBeUndefined();
        expect(await east.read(propagation)).toBeUndefined();
        const read = (await east.read(route))!;
        expect(read.state).toMatchObject({ blackhole: true, transitGatewayAttachmentId: "" });
        expect(await east.diff(read, route.inputs)).toEqual({
            changed: ["blackhole", "transitGatewayAttachmentId"],
            replaces: ["blackhole", "transitGatewayAttachmentId"],
        });
    });
});
