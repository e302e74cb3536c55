import { drill, type Drill } from "../../../graph/drill";
import { readFailure } from "../../../graph/failure";
import { groupsOf, matrix, type Group } from "../../../graph/matrix";
import { LinkKind, type Network } from "../../../graph/network";
import type { Written } from "../../support/graph";
import {
    attached,
    connection,
    ends,
    hub,
    learned,
    natted,
    network,
    packetsOf,
    site,
    TWO_REGIONS,
    twoWays,
    vpc,
} from "../../support/joined-networks";

function run(of: Network, text: string, groups: readonly Group[] = groupsOf(of)): Drill {
    const failure = readFailure(of, text);
    if ("problems" in failure) throw new Error(JSON.stringify(failure.problems));
    return drill(of, failure, packetsOf(), matrix(of, packetsOf(), groups));
}
const outcomes = ({ flows }: Drill): readonly string[] =>
    flows.map(({ from, to, outcome }) => `${from} to ${to}: ${outcome}`);
const among = (of: Network, ...names: readonly string[]): readonly Group[] =>
    names.map((name) => ({ name, place: name, hosts: ends(of, name).hosts }));

const SHOP_AND_DESK: readonly Written[] = [
    ...hub("virginia"),
    ...vpc("shop", 1),
    ...attached("shop", "virginia"),
    ...vpc("desk", 2),
    ...attached("desk", "virginia"),
];
const REGIONS = network(TWO_REGIONS);

describe("a failed link", () => {
    test("ends the flows that have no other, until somebody repairs it, and keeps the others", () => {
        const found = run(REGIONS, "link/virginia and ireland");
        expect(outcomes(found)).toEqual([
            "vpc/desk to vpc/desk: kept",
            "vpc/desk to vpc/shop: lost",
            "vpc/shop to vpc/desk: lost",
            "vpc/shop to vpc/shop: kept",
        ]);
        expect(found.gone).toEqual([]);
        const [kept, lost] = found.flows;
        expect(kept).toMatchObject({
            outage: { atLeast: 0, atMost: 0 },
            because: "its way has nothing of what failed",
        });
        expect(lost?.outage).toBeUndefined();
        expect(lost?.because).toBe(
            "route ireland to 10.1.0.0/16 over virginia and ireland leads to what has failed (link/virginia and ireland)",
        );
    });

    test("moves flows to a second way; where BGP takes the routes back, in the time of its timers", () => {
        const of = twoWays({ there: "announced", back: "announced" });
        const [flow] = run(of, "link/first", among(of, "a", "b")).flows.filter(({ from, to }) => from !== to);
        expect(flow).toEqual({
            ...{ from: "a", to: "b", outcome: "interrupted" },
            // The smaller of the two hold times, which AWS has at 30 seconds.
            outage: { atLeast: expect.any(Number) as number, atMost: 30 },
            because: "it goes on another way as soon as BGP has dropped the routes over the tunnels",
        });
    });

    test.each([
        ["a VPN with static routes", LinkKind.Vpn],
        ["a peering", LinkKind.HubPeering],
    ])("of %s nobody publishes how long the change takes", (_, kind) => {
        const of = twoWays({ kind });
        const [flow] = run(of, "link/first", among(of, "a", "b")).flows.filter(({ from, to }) => from !== to);
        expect(flow).toEqual({
            ...{ from: "a", to: "b", outcome: "interrupted" },
            because: "it goes on another way; the cloud does not publish how long the change takes",
        });
    });

    test("that was second choice changes nothing, and both together end the flow", () => {
        const of = twoWays();
        const groups = among(of, "a", "b");
        expect(outcomes(run(of, "link/second", groups))).toContain("a to b: kept");
        expect(outcomes(run(of, "link/first+link/second", groups))).toContain("a to b: lost");
    });

    test("to a site with a second connection: what the site's device does is not known, so neither is the outcome", () => {
        const of = network(
            hub("virginia"),
            vpc("shop", 1),
            attached("shop", "virginia"),
            site("plant", "virginia", []),
            connection("vpn 2", "plant", "virginia", []),
            learned("vpn plant", "virginia", "192.168.0.0/17"),
            learned("vpn 2", "virginia", "192.168.0.0/16"),
        );
        expect(outcomes(run(of, "link/vpn plant", among(of, "vpc/shop", "site/plant")))).toEqual([
            "vpc/shop to vpc/shop: kept",
            "vpc/shop to site/plant: undetermined",
            "site/plant to vpc/shop: undetermined",
        ]);
    });
});

describe("a failed zone", () => {
    test("keeps the flows between hosts of the other", () => {
        const found = run(network(SHOP_AND_DESK), "zone/us-east-1a");
        expect(outcomes(found)).toEqual([
            "vpc/desk to vpc/desk: kept",
            "vpc/desk to vpc/shop: kept",
            "vpc/shop to vpc/desk: kept",
            "vpc/shop to vpc/shop: kept",
        ]);
        expect(found.gone).toEqual([]);
    });

    test("takes the way out of both where the only NAT gateway was in it, and of nobody where each zone has its own", () => {
        const one = network(vpc("shop", 1), natted("shop", 1, ["a"]));
        const groups = (of: Network): readonly Group[] => [
            {
                name: "shop",
                place: "shop",
                hosts: [...ends(of, "subnet/shop-a").hosts, ...ends(of, "subnet/shop-b").hosts],
            },
            ...among(of, "internet"),
        ];
        expect(outcomes(run(one, "zone/us-east-1a", groups(one)))).toEqual([
            "shop to shop: kept",
            "shop to internet: lost",
        ]);
        const two = network(vpc("shop", 1), natted("shop", 1, ["a", "b"]));
        expect(outcomes(run(two, "zone/us-east-1a", groups(two)))).toEqual([
            "shop to shop: kept",
            "shop to internet: kept",
        ]);
    });

    test("is no loss for hosts that never had what it takes: only the failed zone had a way out", () => {
        const half = network(vpc("shop", 1), natted("shop", 1, ["a"], ["a"]));
        const groups = [
            {
                name: "shop",
                place: "shop",
                hosts: [...ends(half, "subnet/shop-a").hosts, ...ends(half, "subnet/shop-b").hosts],
            },
            ...among(half, "internet"),
        ];
        expect(matrix(half, packetsOf(), groups).cells[0]?.[1]?.verdict).toBe("PARTIAL");
        expect(outcomes(run(half, "zone/us-east-1a", groups))).toEqual(["shop to shop: kept"]);
    });

    test("interrupts what came in through it from elsewhere, for no published time", () => {
        const of = network(SHOP_AND_DESK, site("plant", "virginia", ["192.168.0.0/16"]));
        const found = run(of, "zone/us-east-1a", among(of, "site/plant", "vpc/shop"));
        expect(outcomes(found)).toContain("site/plant to vpc/shop: interrupted");
        expect(found.flows.find(({ outcome }) => outcome === "interrupted")).not.toHaveProperty("outage");
    });
});

describe("what is gone with it", () => {
    test("a region takes its networks and leaves the flows of the others", () => {
        const found = run(REGIONS, "region/eu-west-1");
        expect(found.gone).toEqual(["vpc/desk"]);
        expect(outcomes(found)).toEqual(["vpc/shop to vpc/shop: kept"]);
    });

    test("a cloud takes everything in it", () => {
        const of = network(SHOP_AND_DESK, site("plant", "virginia", ["192.168.0.0/16"]));
        const found = run(of, "cloud/aws");
        expect(found.gone).toEqual(["vpc/desk", "vpc/shop"]);
        expect(found.flows.filter(({ outcome }) => outcome !== "kept")).toEqual([]);
    });

    test("a hub takes no network, and all flows over it", () => {
        const found = run(network(SHOP_AND_DESK), "hub/virginia");
        expect(found.gone).toEqual([]);
        expect(outcomes(found)).toEqual([
            "vpc/desk to vpc/desk: kept",
            "vpc/desk to vpc/shop: lost",
            "vpc/shop to vpc/desk: lost",
            "vpc/shop to vpc/shop: kept",
        ]);
    });
});
