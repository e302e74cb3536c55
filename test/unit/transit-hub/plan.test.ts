import { planTransitHub, Topology } from "../../../components/transit-hub";
import type { TransitHubArgs, TransitHubPlan } from "../../../components/transit-hub";
import { asnOf } from "../../../components/transit-hub/plan";
import { elementsOf } from "./elements";
import { hub, twoRegions, vpc } from "./networks";
import { routesOf } from "./walker";
import * as fc from "fast-check";

/** The prefixes of a segment's table in a hub, each with where it leads. */
const table = (plan: TransitHubPlan, hubKey: string, segment?: string): string[] =>
    routesOf(plan, hubKey, segment)
        .map(({ destination, target }) =>
            "peer" in target ? `${destination} over ${target.peer}` : `${destination} to ${target.attachment}`,
        )
        .sort();

test("the whole plan of two regions", () => {
    expect(planTransitHub(twoRegions())).toEqual({
        hubs: [
            { hub: "euc1", region: "eu-central-1", asn: 4_252_470_457, adopted: false },
            { hub: "use1", region: "us-east-1", asn: 64_512, adopted: false },
        ],
        tables: [
            { hub: "euc1", segment: "prod", adopted: false },
            { hub: "euc1", segment: "shared", adopted: false },
            { hub: "euc1", adopted: false },
            { hub: "use1", segment: "prod", adopted: false },
            { hub: "use1", segment: "shared", adopted: false },
            { hub: "use1", adopted: false },
        ],
        attachments: [
            {
                hub: "euc1",
                attachment: "shop",
                segment: "prod",
                cidrs: ["10.16.0.0/16"],
                zones: ["eu-central-1c"],
                ipv6: false,
                applianceMode: false,
            },
            {
                hub: "use1",
                attachment: "services",
                segment: "shared",
                cidrs: ["10.1.0.0/16"],
                zones: ["us-east-1a"],
                ipv6: false,
                applianceMode: true,
            },
            {
                hub: "use1",
                attachment: "shop",
                segment: "prod",
                cidrs: ["10.0.0.0/16", "2001:db8::/56"],
                zones: ["us-east-1a", "us-east-1b"],
                ipv6: true,
                applianceMode: false,
            },
        ],
        propagations: [
            { hub: "euc1", attachment: "shop", segment: "prod" },
            { hub: "euc1", attachment: "shop", segment: "shared" },
            { hub: "euc1", attachment: "shop" },
            { hub: "use1", attachment: "services", segment: "prod" },
            { hub: "use1", attachment: "services", segment: "shared" },
            { hub: "use1", attachment: "services" },
            { hub: "use1", attachment: "shop", segment: "prod" },
            { hub: "use1", attachment: "shop", segment: "shared" },
            { hub: "use1", attachment: "shop" },
        ],
        vpcRoutes: [
            { hub: "use1", attachment: "shop", route: "private", destination: "10.1.0.0/16" },
            { hub: "use1", attachment: "shop", route: "private", destination: "10.16.0.0/16" },
        ],
        peerings: [{ requester: "euc1", accepter: "use1" }],
        statics: [
            { hub: "euc1", segment: "prod", peer: "use1", destination: "10.0.0.0/16" },
            { hub: "euc1", segment: "prod", peer: "use1", destination: "2001:db8::/56" },
            { hub: "euc1", segment: "prod", peer: "use1", destination: "10.1.0.0/16" },
            { hub: "euc1", segment: "shared", peer: "use1", destination: "10.0.0.0/16" },
            { hub: "euc1", segment: "shared", peer: "use1", destination: "2001:db8::/56" },
            { hub: "euc1", segment: "shared", peer: "use1", destination: "10.1.0.0/16" },
            { hub: "use1", segment: "prod", peer: "euc1", destination: "10.16.0.0/16" },
            { hub: "use1", segment: "shared", peer: "euc1", destination: "10.16.0.0/16" },
        ],
    });
});

test("wrong arguments are refused with all that is wrong, and with no stack that the engine would print", () => {
    const plan = () => planTransitHub({ segments: {}, aws: { hubs: { use1: hub({}, { asn: 1 }) } } }, "core");
    expect(plan).toThrow(
        [
            'TransitHub "core": 2 problems',
            "  segments [empty]: got an empty map; allowed: at least one entry. A segment is where attachments go: " +
                "declare one, such as { main: {} }.",
            "  aws.hubs.use1.asn [asn-range]: got 1; allowed: 64512–65534 or 4200000000–4294967294. " +
                "Choose a private ASN, or leave it out.",
        ].join("\n"),
    );
    expect.assertions(2);
    try {
        plan();
    } catch (error) {
        expect((error as Error).stack).toBeUndefined();
    }
});

describe("segments", () => {
    const segments = {
        prod: { reaches: { shared: {} } },
        dev: { reaches: { shared: {} }, isolated: true },
        shared: {},
        lab: {},
    };
    const oneOfEach = (octet: number) => ({
        prod: vpc("prod", `10.${octet}.0.0/16`),
        dev1: vpc("dev", `10.${octet + 1}.0.0/16`),
        dev2: vpc("dev", `10.${octet + 2}.0.0/16`),
        shared: vpc("shared", `10.${octet + 3}.0.0/16`),
        lab: vpc("lab", `10.${octet + 4}.0.0/16`),
    });

    test("a table holds what its segment reaches, and nothing else", () => {
        const plan = planTransitHub({ segments, aws: { hubs: { a: hub(oneOfEach(0)) } } });
        expect(table(plan, "a", "prod")).toEqual(["10.0.0.0/16 to prod", "10.3.0.0/16 to shared"]);
        expect(table(plan, "a", "dev")).toEqual(["10.3.0.0/16 to shared"]);
        expect(table(plan, "a", "shared")).toEqual([
            "10.0.0.0/16 to prod",
            "10.1.0.0/16 to dev1",
            "10.2.0.0/16 to dev2",
            "10.3.0.0/16 to shared",
        ]);
        expect(table(plan, "a", "lab")).toEqual(["10.4.0.0/16 to lab"]);
    });

    test("a hub without peerings has no transit table, and no static routes", () => {
        const plan = planTransitHub({ segments, aws: { hubs: { a: hub(oneOfEach(0)) } } });
        expect(plan.tables.map((t) => t.segment)).toEqual(["dev", "lab", "prod", "shared"]);
        expect(plan.propagations.filter((p) => p.segment === undefined)).toEqual([]);
        expect(plan.statics).toEqual([]);
        expect(plan.peerings).toEqual([]);
    });

    test("static routes lead both ways over a peering, within the reach of each segment", () => {
        const plan = planTransitHub({
            segments,
            aws: {
                hubs: {
                    a: hub({ shop: vpc("prod", "10.0.0.0/16"), lab: vpc("lab", "10.1.0.0/16") }),
                    b: hub({ tools: vpc("shared", "10.2.0.0/16"), lab: vpc("lab", "10.3.0.0/16") }),
                },
            },
        });
        expect(table(plan, "a", "prod")).toEqual(["10.0.0.0/16 to shop", "10.2.0.0/16 over b"]);
        expect(table(plan, "a", "lab")).toEqual(["10.1.0.0/16 to lab", "10.3.0.0/16 over b"]);
        expect(table(plan, "a", "dev")).toEqual(["10.2.0.0/16 over b"]);
        expect(table(plan, "b", "shared")).toEqual(["10.0.0.0/16 over a", "10.2.0.0/16 to tools"]);
        expect(table(plan, "b", "lab")).toEqual(["10.1.0.0/16 over a", "10.3.0.0/16 to lab"]);
        expect(table(plan, "b", "prod")).toEqual(["10.0.0.0/16 over a", "10.2.0.0/16 to tools"]);
        // What arrives over a peering finds every attachment of the hub, and no way on to a third.
        expect(table(plan, "a")).toEqual(["10.0.0.0/16 to shop", "10.1.0.0/16 to lab"]);
        expect(table(plan, "b")).toEqual(["10.2.0.0/16 to tools", "10.3.0.0/16 to lab"]);
    });

    test("reach means the same on whichever side it is declared", () => {
        const hubs = { a: hub(oneOfEach(0)), b: hub(oneOfEach(8)) };
        const fromShared = {
            prod: {},
            dev: { isolated: true },
            shared: { reaches: { prod: {}, dev: {} } },
            lab: { isolated: false, reaches: {} },
        };
        expect(planTransitHub({ segments: fromShared, aws: { hubs } })).toEqual(
            planTransitHub({ segments, aws: { hubs } }),
        );
    });

    test("a segment may have the name of what every object inherits", () => {
        const plan = planTransitHub({
            segments: { prod: { reaches: { dev: {} } }, dev: {}, constructor: {} },
            aws: {
                hubs: {
                    a: hub(
                        { shop: vpc("prod", "10.0.0.0/16"), odd: vpc("constructor", "10.1.0.0/16") },
                        { asn: 64512, existing: { transitGatewayId: "tgw-1", routeTables: {} }, supernets: {} },
                    ),
                },
            },
        });
        expect(table(plan, "a", "prod")).toEqual(["10.0.0.0/16 to shop"]);
        expect(table(plan, "a", "constructor")).toEqual(["10.1.0.0/16 to odd"]);
        expect(plan.tables.map((t) => t.adopted)).toEqual([false, false, false]);
    });
});

describe("supernets", () => {
    const withSupernets = (supernets: Record<string, string[]>): TransitHubPlan =>
        planTransitHub({
            segments: { prod: {}, lab: {} },
            aws: {
                hubs: {
                    a: hub(
                        {
                            shop: vpc("prod", ["10.0.0.0/16", "10.1.0.0/17"]),
                            bar: vpc("prod", "10.2.0.0/16", { routes: { main: { routeTableId: "rtb-1" } } }),
                            lab: vpc("lab", "10.9.0.0/16"),
                        },
                        { supernets },
                    ),
                    b: hub({ shop: vpc("prod", "10.16.0.0/16", { routes: { main: { routeTableId: "rtb-2" } } }) }),
                },
            },
        });

    test("replace the CIDRs in the other hubs' tables and in their VPCs, and nothing in their own hub", () => {
        const plan = withSupernets({ prod: ["10.0.0.0/14"] });
        expect(table(plan, "b", "prod")).toEqual(["10.0.0.0/14 over a", "10.16.0.0/16 to shop"]);
        expect(table(plan, "b", "lab")).toEqual(["10.9.0.0/16 over a"]);
        expect(table(plan, "a", "prod")).toEqual(table(withSupernets({}), "a", "prod"));
        expect(plan.vpcRoutes.filter((r) => r.hub === "b").map((r) => r.destination)).toEqual(["10.0.0.0/14"]);
        expect(plan.vpcRoutes.filter((r) => r.hub === "a").map((r) => r.destination)).toEqual([
            "10.0.0.0/16",
            "10.1.0.0/17",
            "10.16.0.0/16",
        ]);
    });

    test("may announce a segment that has no attachment in the hub yet", () => {
        const plan = withSupernets({ prod: ["10.0.0.0/14"], lab: ["10.8.0.0/15"] });
        expect(table(plan, "b", "lab")).toEqual(["10.8.0.0/15 over a"]);
    });

    test("in any spelling make the same routes", () => {
        const plan = (supernet: string) =>
            planTransitHub({
                segments: { main: {} },
                aws: {
                    hubs: {
                        a: hub(
                            { six: vpc("main", "2001:db8:0:1::/64") },
                            { region: "us-east-1", supernets: { main: [supernet] } },
                        ),
                        b: hub(
                            {
                                four: vpc("main", "10.0.0.0/16", {
                                    routes: { main: { routeTableId: "rtb-1", destinations: ["FD00:0::/8"] } },
                                }),
                            },
                            { region: "us-east-2" },
                        ),
                    },
                },
            });
        expect(plan("2001:0DB8::/32")).toEqual(plan("2001:db8::/32"));
        expect(plan("2001:0DB8::/32").vpcRoutes.map((r) => r.destination)).toEqual(["fd00::/8"]);
    });
});

describe("hub and spoke", () => {
    const star = (hubs: string[]): TransitHubPlan =>
        planTransitHub({
            segments: { prod: {}, lab: {} },
            aws: {
                peering: { topology: Topology.HubAndSpoke, hubs },
                hubs: {
                    centre: hub({ tools: vpc("prod", "10.0.0.0/16") }),
                    east: hub({ shop: vpc("prod", "10.1.0.0/16"), lab: vpc("lab", "10.2.0.0/16") }),
                    west: hub({ shop: vpc("prod", "10.3.0.0/16") }),
                },
            },
        });

    test("spokes peer with the centre only, and route to each other by way of it", () => {
        const plan = star(["centre"]);
        expect(plan.peerings).toEqual([
            { requester: "centre", accepter: "east" },
            { requester: "centre", accepter: "west" },
        ]);
        expect(table(plan, "east", "prod")).toEqual([
            "10.0.0.0/16 over centre",
            "10.1.0.0/16 to shop",
            "10.3.0.0/16 over centre",
        ]);
    });

    test("the centre's transit table leads on to the spokes, all segments; a spoke's leads nowhere on", () => {
        const plan = star(["centre"]);
        expect(table(plan, "centre")).toEqual([
            "10.0.0.0/16 to tools",
            "10.1.0.0/16 over east",
            "10.2.0.0/16 over east",
            "10.3.0.0/16 over west",
        ]);
        expect(table(plan, "east")).toEqual(["10.1.0.0/16 to shop", "10.2.0.0/16 to lab"]);
    });

    test("with every hub a centre it is a full mesh", () => {
        const { peerings, statics } = star(["centre", "east", "west"]);
        expect(peerings).toHaveLength(3);
        expect(statics.filter((s) => s.segment === undefined)).toEqual([]);
    });
});

describe("routes of a VPC", () => {
    const routesWith = (destinations: string[] | undefined): string[] =>
        planTransitHub({
            segments: { prod: { reaches: { shared: {} } }, shared: {}, lab: {} },
            aws: {
                hubs: {
                    a: hub({
                        shop: vpc("prod", "10.0.0.0/16", { routes: { main: { routeTableId: "rtb-1", destinations } } }),
                        tools: vpc("shared", "10.1.0.0/16"),
                        lab: vpc("lab", "10.2.0.0/16"),
                    }),
                    b: hub({ shop: vpc("prod", "10.3.0.0/16"), lab: vpc("lab", "10.4.0.0/16") }),
                },
            },
        }).vpcRoutes.map((r) => r.destination);

    test("by default lead to every prefix in reach, its own excepted", () => {
        expect(routesWith(undefined)).toEqual(["10.1.0.0/16", "10.3.0.0/16"]);
    });

    test("destinations replace them, sorted; an empty list leaves none", () => {
        expect(routesWith(["::/0", "0.0.0.0/0"])).toEqual(["0.0.0.0/0", "::/0"]);
        expect(routesWith([])).toEqual([]);
    });

    test("go to each table of the VPC", () => {
        const { vpcRoutes } = planTransitHub({
            segments: { main: {} },
            aws: {
                hubs: {
                    a: hub({
                        one: vpc("main", "10.0.0.0/16", {
                            routes: { y: { routeTableId: "rtb-1" }, x: { routeTableId: "rtb-2" } },
                        }),
                        two: vpc("main", "10.1.0.0/16"),
                    }),
                },
            },
        });
        expect(vpcRoutes).toEqual([
            { hub: "a", attachment: "one", route: "x", destination: "10.1.0.0/16" },
            { hub: "a", attachment: "one", route: "y", destination: "10.1.0.0/16" },
        ]);
    });
});

test("what exists is marked as adopted, and has no name among the resources to create", () => {
    const args: TransitHubArgs = {
        segments: { prod: {}, lab: {} },
        aws: {
            hubs: {
                a: hub(
                    {},
                    {
                        asn: 64512,
                        existing: {
                            transitGatewayId: "tgw-1",
                            routeTables: { prod: "tgw-rtb-1" },
                            transitRouteTable: "tgw-rtb-2",
                        },
                    },
                ),
                b: hub(),
            },
        },
    };
    const plan = planTransitHub(args);
    expect(plan.hubs.map((h) => [h.hub, h.adopted])).toEqual([
        ["a", true],
        ["b", false],
    ]);
    expect(plan.tables.filter((t) => t.adopted)).toEqual([
        { hub: "a", segment: "prod", adopted: true },
        { hub: "a", segment: undefined, adopted: true },
    ]);
    expect(elementsOf(plan).map((e) => e.id)).toEqual([
        "TransitGateway core-gateway-b",
        "RouteTable core-table-a/lab",
        "RouteTable core-table-b/lab",
        "RouteTable core-table-b/prod",
        "RouteTable core-transit-b",
        "PeeringAttachment core-peering-a/b",
        "PeeringAttachmentAccepter core-peering-accepter-a/b",
        "RouteTableAssociation core-peering-association-a/b",
        "RouteTableAssociation core-peering-association-b/a",
    ]);
});

describe("ASNs", () => {
    test("follow from the hub's key alone where none is given", () => {
        expect(asnOf("euc1", hub())).toBe(4_252_470_457);
        expect(asnOf("euc1", hub({}, { region: "eu-central-1" }))).toBe(4_252_470_457);
        expect(asnOf("euc1", hub({}, { asn: 64512 }))).toBe(64512);
    });

    test("are private 32-bit ones, for any key", () => {
        fc.assert(
            fc.property(fc.string(), (key) => {
                const asn = asnOf(key, hub());
                expect(asn).toBeGreaterThanOrEqual(4_200_000_000);
                expect(asn).toBeLessThanOrEqual(4_294_967_294);
            }),
        );
    });
});

describe("hubs of one region", () => {
    const here = { region: "us-east-1" };
    const twins = planTransitHub({
        segments: { prod: {} },
        aws: {
            hubs: {
                blue: hub({ shop: vpc("prod", "10.0.0.0/16") }, here),
                green: hub({}, here),
                far: hub({ shop: vpc("prod", "10.1.0.0/16") }, { region: "eu-central-1" }),
            },
        },
    });

    test("peer with hubs elsewhere, not with each other", () => {
        expect(twins.peerings).toEqual([
            { requester: "blue", accepter: "far" },
            { requester: "far", accepter: "green" },
        ]);
    });

    test("have no routes to each other", () => {
        expect(twins.statics.map((s) => `${s.hub} to ${s.destination} over ${s.peer}`)).toEqual([
            "blue to 10.1.0.0/16 over far",
            "far to 10.0.0.0/16 over blue",
            "green to 10.1.0.0/16 over far",
        ]);
    });
});
