import { Topology, type TransitHubArgs } from "../../../components/transit-hub";
import { gatewayOf, peeringOf, referenceTo, tableOf } from "../hub-attachment/references";
import * as pulumi from "@pulumi/pulumi";

/** Production reaches shared services; members of the laboratory do not see each other. */
const segments = { lab: { isolated: true }, prod: { reaches: { shared: {} } }, shared: {} };
const regions = { use1: "us-east-1", euc1: "eu-central-1", aps1: "ap-southeast-1" };
const hubs = Object.fromEntries(Object.entries(regions).map(([key, region]) => [key, { region }]));
const mesh: TransitHubArgs = { segments, aws: { hubs } };
/** Everybody peers with use1. */
const spokes: TransitHubArgs = { segments, aws: { hubs, peering: { topology: Topology.HubAndSpoke, hubs: ["use1"] } } };

const tablesOf = (hub: string): Record<string, string> =>
    Object.fromEntries(Object.keys(segments).map((segment) => [segment, tableOf(hub, segment)]));

describe("a reference to a hub", () => {
    test("names its region, its gateway, its tables, and who reaches each of its segments", () => {
        const { remotes: _, ...own } = referenceTo(mesh, "use1");
        expect(own).toEqual({
            hub: "use1",
            region: "us-east-1",
            transitGatewayId: gatewayOf("use1"),
            segments: {
                lab: { routeTableId: tableOf("use1", "lab"), reachedBy: [], supernets: [] },
                prod: { routeTableId: tableOf("use1", "prod"), reachedBy: ["prod", "shared"], supernets: [] },
                shared: { routeTableId: tableOf("use1", "shared"), reachedBy: ["prod", "shared"], supernets: [] },
            },
            transitRouteTableId: tableOf("use1"),
        });
    });

    test("in a full mesh: every other hub has a peering of its own with it, and passes nothing on", () => {
        expect(referenceTo(mesh, "use1").remotes).toEqual({
            aps1: {
                region: "ap-southeast-1",
                peeringAttachmentId: peeringOf("aps1", "use1"),
                routeTableIds: tablesOf("aps1"),
            },
            euc1: {
                region: "eu-central-1",
                peeringAttachmentId: peeringOf("euc1", "use1"),
                routeTableIds: tablesOf("euc1"),
            },
        });
    });

    test("to a spoke: the centre leads on to it with its transit table, another spoke finds it by the centre", () => {
        expect(referenceTo(spokes, "euc1").remotes).toEqual({
            aps1: {
                region: "ap-southeast-1",
                peeringAttachmentId: peeringOf("aps1", "use1"),
                routeTableIds: tablesOf("aps1"),
            },
            use1: {
                region: "us-east-1",
                peeringAttachmentId: peeringOf("euc1", "use1"),
                routeTableIds: tablesOf("use1"),
                transitRouteTableId: tableOf("use1"),
            },
        });
    });

    test("to the centre: nobody stands between it and a spoke", () => {
        const remotes = referenceTo(spokes, "use1").remotes!;
        expect(Object.values(remotes).map((remote) => remote.transitRouteTableId)).toEqual([undefined, undefined]);
    });

    test("of a hub alone: no transit table and no remotes", () => {
        const reference = referenceTo({ segments, aws: { hubs: { use1: { region: "us-east-1" } } } }, "use1");
        expect([reference.transitRouteTableId, reference.remotes]).toEqual([undefined, {}]);
    });

    test("leaves out a hub that knows no way to it: one of its own region", () => {
        const args = { segments, aws: { hubs: { ...hubs, blue: { region: "us-east-1" } } } };
        expect(Object.keys(referenceTo(args, "blue").remotes!)).toEqual(["aps1", "euc1"]);
    });

    test("has its supernets as AWS spells them", () => {
        const supernets = { prod: ["2001:DB8:0::/45", "10.0.0.0/13"] };
        const args = { segments, aws: { hubs: { ...hubs, use1: { region: "us-east-1", supernets } } } };
        expect(referenceTo(args, "use1").segments["prod"]!.supernets).toEqual(["10.0.0.0/13", "2001:db8::/45"]);
    });

    test("to no hub of the component is refused, with those that there are", () => {
        let error: Error | undefined;
        try {
            referenceTo(mesh, "usw2");
        } catch (caught) {
            error = caught as Error;
        }
        expect(error).toBeInstanceOf(pulumi.InputPropertiesError);
        expect(error!.message).toBe(
            'hubReference of TransitHub "core": 1 problem\n' +
                "  key [unknown-hub]: got \"usw2\"; allowed: aps1, euc1 or use1. Name a key of 'aws.hubs'.",
        );
    });
});
