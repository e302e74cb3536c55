/**
 * aws.ec2transitgateway.TransitGateway. Expected values: EC2 API reference (TransitGatewayRequestOptions,
 * ModifyTransitGateway, DeleteTransitGateway) and VPC Transit Gateway guide (quotas, "Delete a transit gateway").
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { useClouds } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

describe("what it refuses", () => {
    const toggles = [
        "autoAcceptSharedAttachments",
        "defaultRouteTableAssociation",
        "defaultRouteTablePropagation",
        "dnsSupport",
        "encryptionSupport",
        "multicastSupport",
        "securityGroupReferencingSupport",
        "vpnEcmpSupport",
    ];

    test("every option that is neither enable nor disable, all at once", async () => {
        const inputs = Object.fromEntries(toggles.map((name) => [name, "on"]));
        expect(await east.check(tgw.GATEWAY, inputs)).toEqual(
            toggles.map((name) => `${name}: expected one of ["enable","disable"], got "on"`),
        );
    });

    test.each([64_511, 65_535, 4_199_999_999, 4_294_967_295])("ASN %d", async (asn) => {
        expect(await east.check(tgw.GATEWAY, { amazonSideAsn: asn })).toEqual([
            `amazonSideAsn: ${asn} is not in the ranges 64512 to 65534 and 4200000000 to 4294967294`,
        ]);
    });

    test.each([64_512, 65_534, 4_200_000_000, 4_294_967_294])("but not ASN %d", async (asn) => {
        expect(await east.check(tgw.GATEWAY, { amazonSideAsn: asn })).toEqual([]);
    });

    test.each([
        ["10.0.0.0/25", "must be a /24 block or larger"],
        ["2001:db8::/65", "must be a /64 block or larger"],
        ["169.254.8.0/24", "must not be from range 169.254.0.0/16"],
        ["10.0.0.1/24", 'is not a valid CIDR block; did you mean "10.0.0.0/24"?'],
        ["10.0.0.0", "is not a valid CIDR block"],
    ])("the CIDR block %s", async (cidr, reason) => {
        expect(await east.check(tgw.GATEWAY, { transitGatewayCidrBlocks: [cidr] })).toEqual([
            `transitGatewayCidrBlocks[0]: "${cidr}" ${reason}`,
        ]);
    });

    test("more than five CIDR blocks", async () => {
        const blocks = [0, 1, 2, 3, 4].map((n) => `10.${n}.0.0/24`);
        expect(await east.check(tgw.GATEWAY, { transitGatewayCidrBlocks: [...blocks, "2001:db8::/64"] })).toEqual([
            "transitGatewayCidrBlocks: attribute supports 5 item maximum, but config has 6 declared",
        ]);
        expect(await east.check(tgw.GATEWAY, { transitGatewayCidrBlocks: blocks })).toEqual([]);
    });

    test("a sixth gateway in a region, unless the quota was raised; other regions have their own", async () => {
        for (let n = 0; n < 5; n++) await tgw.gateway(east);
        await expect(tgw.gateway(east)).rejects.toThrow(
            "creating EC2 Transit Gateway: api error TransitGatewayLimitExceeded: " +
                "The maximum number of transit gateways (5) has been reached.",
        );
        await tgw.gateway(east, { region: "us-east-2" });
        clouds.world.putSetting("quotas", { "transit-gateways-per-region": 6 });
        await tgw.gateway(east);
    });
});

describe("what it makes", () => {
    test("a gateway with the documented defaults", async () => {
        const hub = await tgw.gateway(east);
        expect(hub.id).toMatch(/^tgw-[0-9a-f]{17}$/);
        expect(hub.state).toMatchObject({
            amazonSideAsn: 64512,
            arn: `arn:aws:ec2:us-east-1:111122223333:transit-gateway/${hub.id}`,
            autoAcceptSharedAttachments: "disable",
            defaultRouteTableAssociation: "enable",
            defaultRouteTablePropagation: "enable",
            dnsSupport: "enable",
            encryptionSupport: "disable",
            multicastSupport: "disable",
            ownerId: "111122223333",
            region: "us-east-1",
            securityGroupReferencingSupport: "disable",
            vpnEcmpSupport: "enable",
        });
    });

    test("one table that is both defaults, and is listed as such", async () => {
        const hub = await tgw.gateway(east);
        const id = hub.state.associationDefaultRouteTableId as string;
        expect(id).toMatch(/^tgw-rtb-[0-9a-f]{17}$/);
        expect(hub.state.propagationDefaultRouteTableId).toBe(id);
        const table = await east.import(tgw.ROUTE_TABLE, id);
        expect(table?.state).toMatchObject({
            transitGatewayId: hub.id,
            defaultAssociationRouteTable: true,
            defaultPropagationRouteTable: true,
        });
    });

    test.each<[string, Props, boolean, boolean]>([
        ["association alone", { defaultRouteTablePropagation: "disable" }, true, false],
        ["propagation alone", { defaultRouteTableAssociation: "disable" }, false, true],
    ])("a default table for %s", async (_, inputs, association, propagation) => {
        const hub = await tgw.gateway(east, inputs);
        expect(hub.state.associationDefaultRouteTableId !== "").toBe(association);
        expect(hub.state.propagationDefaultRouteTableId !== "").toBe(propagation);
        expect(tgw.idsOf(clouds.world, tgw.ROUTE_TABLE)).toHaveLength(1);
    });

    test("no table where both defaults are off", async () => {
        const hub = await tgw.gateway(east, tgw.SEGMENTED);
        expect(hub.state).toMatchObject({ associationDefaultRouteTableId: "", propagationDefaultRouteTableId: "" });
        expect(clouds.world.everything().map((o) => o.id)).toEqual([hub.id]);
    });
});

describe("how it changes", () => {
    test("a default can be switched off in place, and its table may then be deleted", async () => {
        const hub = await tgw.gateway(east);
        const table = (await east.import(tgw.ROUTE_TABLE, hub.state.associationDefaultRouteTableId as string))!;
        const off = await east.update(hub, tgw.SEGMENTED);
        expect(off.state).toMatchObject({ associationDefaultRouteTableId: "", propagationDefaultRouteTableId: "" });
        await east.delete(table);
    });

    test("switching a default on replaces the gateway: AWS needs the id of a table for it", async () => {
        const hub = await tgw.gateway(east, tgw.SEGMENTED);
        const wanted = { defaultRouteTableAssociation: "enable" };
        expect(await east.diff(hub, { ...tgw.SEGMENTED, ...wanted })).toEqual({
            changed: ["defaultRouteTableAssociation"],
            replaces: ["defaultRouteTableAssociation"],
        });
        await expect(east.update(hub, { ...tgw.SEGMENTED, ...wanted })).rejects.toThrow(
            `updating EC2 Transit Gateway (${hub.id}): api error InvalidParameterCombination: ` +
                "enable DefaultRouteTableAssociation conflicts with AssociationDefaultRouteTableId null",
        );
    });

    test("encryption stays on when the property is removed; only disable switches it off", async () => {
        const hub = await tgw.gateway(east, { encryptionSupport: "enable" });
        expect(await east.diff(hub, {})).toEqual({ changed: [], replaces: [] });
        expect((await east.update(hub, { description: "x" })).state.encryptionSupport).toBe("enable");
        expect((await east.update(hub, { encryptionSupport: "disable" })).state.encryptionSupport).toBe("disable");
    });

    test("removing any other option goes back to the documented default", async () => {
        const hub = await tgw.gateway(east, { dnsSupport: "disable", amazonSideAsn: 64_600 });
        expect(await east.diff(hub, {})).toEqual({ changed: ["amazonSideAsn", "dnsSupport"], replaces: [] });
        expect((await east.update(hub, {})).state).toMatchObject({ dnsSupport: "enable", amazonSideAsn: 64512 });
    });

    test("the order of its CIDR blocks means nothing", async () => {
        const hub = await tgw.gateway(east, { transitGatewayCidrBlocks: ["10.0.0.0/24", "10.1.0.0/24"] });
        const turned = { transitGatewayCidrBlocks: ["10.1.0.0/24", "10.0.0.0/24"] };
        expect(await east.diff(hub, turned)).toEqual({ changed: [], replaces: [] });
    });

    test("a gateway that is gone is named in the answer to a change", async () => {
        const hub = await tgw.gateway(east);
        await east.delete(hub);
        await expect(east.update(hub, { description: "x" })).rejects.toThrow(
            `updating EC2 Transit Gateway (${hub.id}): api error InvalidTransitGatewayID.NotFound: ` +
                `Transit Gateway ${hub.id} was deleted or does not exist.`,
        );
    });
});

describe("when it may be deleted", () => {
    test("not while VPCs are attached", async () => {
        const hub = await tgw.gateway(east);
        const one = await tgw.attach(east, hub, await tgw.network(east, 1));
        const two = await tgw.attach(east, hub, await tgw.network(east, 2));
        await expect(east.delete(hub)).rejects.toThrow(
            `deleting EC2 Transit Gateway (${hub.id}): api error IncorrectState: ` +
                `${hub.id} has non-deleted VPC Attachments: ${one.id}, ${two.id}.`,
        );
        await east.delete(one);
        await east.delete(two);
        await east.delete(hub);
        expect(tgw.idsOf(clouds.world, tgw.GATEWAY)).toEqual([]);
    });

    test("not while it is peered, on either side, accepted or not", async () => {
        const hub = await tgw.gateway(east);
        const other = await tgw.gateway(east, { region: "eu-west-1" });
        const peering = await tgw.request(east, hub, other);
        for (const gateway of [hub, other]) {
            await expect(east.delete(gateway)).rejects.toThrow(
                `deleting EC2 Transit Gateway (${gateway.id}): api error IncorrectState: ` +
                    `${gateway.id} has non-deleted Transit Gateway Cross Region Peering Attachments: ${peering.id}.`,
            );
        }
        await east.delete(peering);
        await east.delete(hub);
        await east.delete(other);
        expect(clouds.world.everything()).toEqual([]);
    });

    // VPC Transit Gateway guide, "Delete a transit gateway": attachments are all that must be deleted first.
    test("with its route tables and their routes, which go along with it", async () => {
        const hub = await tgw.gateway(east);
        const table = await tgw.table(east, hub);
        await east.create(tgw.ROUTE, {
            transitGatewayRouteTableId: table.id,
            destinationCidrBlock: "10.0.0.0/8",
            blackhole: true,
        });
        await east.delete(hub);
        expect(clouds.world.everything()).toEqual([]);
        expect(await east.read(table)).toBeUndefined();
    });
});
