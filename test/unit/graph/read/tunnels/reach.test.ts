/** Who reaches whom over tunnels between clouds. */
import { encryptionOf, mtuOf, waysOf } from "../../../../../graph/path";
import { readFailure, without } from "../../../../../graph/failure";
import { costOf } from "../../../../../graph/cost";
import { reach } from "../../../../../graph/reach";
import { select } from "../../../../../graph/names";
import { readTraffic } from "../../../../../graph/traffic";
import { Asked, deployed, id, make, out, planned, READINGS } from "../../../../support/graph";
import { threeClouds, type Changes } from "../../../../support/three-clouds";

const NETWORKS = { aws: "vpc/shop", azure: "vnet/desk", gcp: "network/lab" } as const;
const PAIRS = [
    ["aws-gcp", "aws", "gcp"],
    ["aws-azure", "aws", "azure"],
    ["azure-gcp", "azure", "gcp"],
] as const;

describe.each(READINGS)("tunnels between clouds, %s", (_, read) => {
    const world = (pairs: Parameters<typeof threeClouds>[0], changes: Changes = {}): Asked =>
        new Asked(read(threeClouds(pairs, changes)));

    test.each(PAIRS)("%s: each network reaches the other where its filters allow it", (pair, one, other) => {
        const asked = world([pair]);
        expect(asked.reach(NETWORKS[one], NETWORKS[other])).toBe("REACHABLE");
        expect(asked.reach(NETWORKS[other], NETWORKS[one])).toBe("REACHABLE");
    });

    test("a firewall of the far cloud ends the way and is named", () => {
        expect(world(["aws-gcp"]).reach("vpc/shop", "network/lab", "tcp/22")).toBe("DENIED FW_DENY");
    });

    test("without tunnels nobody reaches another cloud", () => {
        expect(world([]).reach("vpc/shop", "network/lab")).toBe("DENIED NO_ROUTE");
        expect(world([]).reach("vnet/desk", "network/lab")).toBe("DENIED NO_ROUTE");
    });

    // Azure passes on what it learned from one connection to another; Google's routers do not.
    test("a cloud between two others passes on what it learned where it does so", () => {
        expect(world(["aws-azure", "azure-gcp"]).reach("vpc/shop", "network/lab")).toBe("REACHABLE");
        expect(world(["aws-gcp", "azure-gcp"]).reach("vpc/shop", "vnet/desk")).toBe("DENIED NO_ROUTE");
    });

    test("three clouds in a ring: routes that come round are not taken again", () => {
        const asked = world(["aws-gcp", "aws-azure", "azure-gcp"]);
        for (const [, one, other] of PAIRS) expect(asked.reach(NETWORKS[one], NETWORKS[other])).toBe("REACHABLE");
    });

    test("a table takes its own network's prefix from nobody else", () => {
        const { network } = world(["aws-azure", "azure-gcp", "aws-gcp"]);
        const table = [...network.stations.values()].find(({ kind }) => kind === "hub-table");
        const shop = table?.entries.filter(({ family, first }) => family === 4 && first === 0x0a_01_00_00n) ?? [];
        expect(shop.map(({ element }) => element.label)).toEqual([
            "route table propagation shop-attachment Propagation",
        ]);
    });

    test("a route of a tunnel that is down hides no shorter one", () => {
        const changes = {
            ...Object.fromEntries([0, 1].map((n) => [`gcp-azure-${n}-session`, { peerAsn: 65_000 }])),
            "desk-a": { routeTable: { id: id("desk-routes") } },
        };
        const routes = [{ name: "rest", addressPrefix: "10.0.0.0/8", nextHopType: "None" }];
        const table = make("azure-native:network:RouteTable", "desk-routes", { resourceGroupName: "net", routes });
        const asked = new Asked(read([...threeClouds(["azure-gcp"], changes), table]));
        expect(asked.reach("vnet/desk", "network/lab")).toBe("DENIED BLACKHOLE");
    });

    describe("what a router's policy", () => {
        type Expression = readonly [condition: string, action: string];
        const under = (expressions: readonly Expression[], known: readonly string[] = []): string => {
            const terms = expressions.map(([condition, action], i) => ({
                priority: i,
                match: { expression: condition },
                actions: [{ expression: action }],
            }));
            const policy = make("gcp:compute/routerRoutePolicy:RouterRoutePolicy", "policy", {
                name: "policy",
                region: "us-central1",
                router: id("lab-router"),
                type: "ROUTE_POLICY_TYPE_IMPORT",
                terms,
            });
            const sessions = Object.fromEntries(
                [0, 1, 2, 3].map((n) => [
                    `gcp-aws-${n}-session`,
                    {
                        importPolicies: [out("policy", "name")],
                        customLearnedIpRanges: known.map((range) => ({ range })),
                    },
                ]),
            );
            return new Asked(read([...threeClouds(["aws-gcp"], sessions), policy])).reach("network/lab", "vpc/shop");
        };
        const parts = (...prefixes: readonly string[]): string =>
            `!destination.inAnyRange([${prefixes.map((prefix) => `prefix('${prefix}').orLonger()`).join(", ")}])`;

        test("drops is not learned", () => {
            expect(under([[parts("10.9.0.0/16", "10.8.0.0/16"), "drop()"]])).toBe("DENIED NO_ROUTE");
            expect(under([["destination == '10.1.0.0/16'", "drop()"]])).toBe("DENIED NO_ROUTE");
        });

        test("leaves is learned", () => {
            expect(under([[parts("10.9.0.0/16", "10.1.0.0/16"), "drop()"]])).toBe("REACHABLE");
            expect(under([[parts("10.0.0.0/8"), "drop()"]])).toBe("REACHABLE");
            expect(under([["destination.inAnyRange(prefix('10.1.0.0/16').longer())", "drop()"]])).toBe("REACHABLE");
        });

        test("accepts first no later term drops", () => {
            const rest = ["destination.inAnyRange(['10.1.0.0/16'])", "drop()"] as const;
            expect(under([["destination == '10.1.0.0/16'", "accept()"], rest])).toBe("REACHABLE");
            expect(under([["destination == '10.1.0.0/16'", "med.set(5)"], rest])).toBe("DENIED NO_ROUTE");
        });

        test("drops may be known nonetheless, as a route that was written for the session", () => {
            expect(under([["destination == '10.1.0.0/16'", "drop()"]], ["10.1.0.0/16"])).toBe("REACHABLE");
            expect(under([["destination == '10.1.0.0/16'", "drop()"]], ["10.9.0.0/16"])).toBe("DENIED NO_ROUTE");
        });

        test("says in words that are not read leaves the answer open", () => {
            expect(under([["communities.matchesEvery('65001:1')", "drop()"]])).toBe("UNDETERMINED UNKNOWN");
        });
    });

    test("what a router does not announce is not reached", () => {
        const only = { advertiseMode: "CUSTOM", advertisedIpRanges: [{ range: "10.3.9.0/24" }] };
        const bgp = { asn: 64_700, ...only };
        expect(world(["aws-gcp"], { "lab-router": { bgp } }).reach("vpc/shop", "network/lab")).toBe("DENIED NO_ROUTE");
        const all = { ...bgp, advertisedGroups: ["ALL_SUBNETS"] };
        expect(world(["aws-gcp"], { "lab-router": { bgp: all } }).reach("vpc/shop", "network/lab")).toBe("REACHABLE");
    });

    test("a router of another region announces a regional network's subnets to nobody", () => {
        const changes = {
            lab: { autoCreateSubnetworks: false, routingMode: "REGIONAL" },
            "lab-a": { region: "us-east4" },
        };
        expect(world(["aws-gcp"], changes).reach("vpc/shop", "network/lab")).toBe("DENIED NO_ROUTE");
    });

    test("a subnet whose table takes no routes from the gateway does not answer", () => {
        const table = {
            "desk-a": { routeTable: { id: "/tables/none" } },
        };
        expect(world(["aws-azure"], table).reach("vpc/shop", "vnet/desk")).toBe("UNDETERMINED UNKNOWN");
    });

    test("payload and cipher of a way are those that both ends have", () => {
        const sizes = PAIRS.map(([pair, one, other]) => {
            const asked = world([pair]);
            const { trips } = asked.answer(NETWORKS[one], NETWORKS[other], "tcp/443");
            const { links, isEncrypted } = encryptionOf(asked.network, waysOf(trips));
            const ciphers = new Set(links.map(({ encryption }) => encryption));
            return [mtuOf(asked.network, waysOf(trips))?.mtu, isEncrypted, ...ciphers];
        });
        expect(sizes).toEqual([
            [1406, true, "IPsec AES-256-GCM"],
            [1400, true, "IPsec AES-256-GCM"],
            [1400, true, "IPsec AES-256-GCM"],
        ]);
    });

    test("one gateway's tunnels carry what another tunnel's failure leaves", () => {
        const asked = world(["aws-gcp"]);
        const [a, b, traffic] = [
            select(asked.network, "vpc/shop"),
            select(asked.network, "network/lab"),
            readTraffic("tcp/443"),
        ];
        if ("problems" in a || "problems" in b || "problems" in traffic) throw new Error("a name means nothing");
        const after = (urns: readonly string[]): string => {
            const failure = readFailure(asked.network, urns.join("+"));
            if ("problems" in failure) throw new Error(JSON.stringify(failure.problems));
            return reach(without(asked.network, failure), a, b, traffic).verdict;
        };
        const tunnels = [...asked.network.links.values()].filter(({ kind }) => kind === "vpn").map(({ id }) => id);
        expect(tunnels).toHaveLength(4);
        expect(after(tunnels.slice(1))).toBe("REACHABLE");
        expect(after(tunnels)).toBe("DENIED");
    });
});

test("each connection and each tunnel is paid for once", () => {
    const { network } = new Asked(deployed(threeClouds(["aws-gcp"])));
    const cost = costOf(network);
    if ("problems" in cost) throw new Error(JSON.stringify(cost.problems));
    // By the month: 36.50 for each of two connections, three attachments and four tunnels, 730 hours at 0.05.
    expect([cost.total, cost.unknowns, cost.unpriced]).toEqual([328.5, [], []]);
});

test("what a preview takes for granted of addresses stands with the answer", () => {
    const caveats = (read: typeof planned): readonly string[] =>
        new Asked(read(threeClouds(["aws-gcp"]))).answer("vpc/shop", "network/lab", "tcp/443").caveats;
    expect(caveats(planned)).toContain(
        "tunnel 1 of vpn connection aws-gcp-0 and vpntunnel gcp-aws-0, whose inside addresses agree, dial each other: which addresses they dial only the deployment tells",
    );
    expect(caveats(deployed)).toEqual([]);
});
