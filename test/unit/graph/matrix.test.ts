import { cellsBetween, groupsOf, matrix, pairsOf } from "../../../graph/matrix";
import type { Network } from "../../../graph/network";
import { aws, id, type Written } from "../../support/graph";
import {
    attached,
    ends,
    hub,
    natted,
    network,
    packetsOf,
    site,
    subnet,
    TWO_REGIONS,
    urn,
    VPC,
    vpc,
} from "../../support/joined-networks";

const rows = (of: Network, traffic = "tcp/443"): readonly (readonly string[])[] => {
    const { groups, cells } = matrix(of, packetsOf(traffic));
    return cells.map((row, i) => [
        groups[i]?.name ?? "",
        ...row.map(({ verdict, isAsked }) => (isAsked ? verdict : "-")),
    ]);
};
const SHOP: readonly Written[] = [...hub("virginia"), ...vpc("shop", 1), ...attached("shop", "virginia")];

test("networks and sites by name, the internet last; nobody asks a site or the internet about itself", () => {
    const of = network(SHOP, vpc("desk", 2), site("plant", "virginia", ["192.168.0.0/16"]));
    expect(rows(of)).toEqual([
        ["site/plant", "-", "DENIED", "REACHABLE", "DENIED"],
        ["vpc/desk", "DENIED", "REACHABLE", "DENIED", "DENIED"],
        ["vpc/shop", "REACHABLE", "DENIED", "REACHABLE", "DENIED"],
        ["internet", "DENIED", "DENIED", "DENIED", "-"],
    ]);
});

test("a network without subnets has nobody to ask, and no row", () => {
    expect(
        groupsOf(network(vpc("shop", 1), [aws(VPC, "empty", { cidrBlock: "10.9.0.0/16" })])).map(({ name }) => name),
    ).toEqual(["vpc/shop", "internet"]);
});

test("two networks of one name go by their URNs", () => {
    const of = network(vpc("shop", 1), vpc("desk", 2));
    const twin = urn(VPC, "desk").replace("::desk", "::shop").replace(":dev:", ":prod:");
    const hosts = [...of.hosts.values()].map((h) => (h.network === urn(VPC, "desk") ? { ...h, network: twin } : h));
    const places = [...of.places.values()].map((p) => {
        if (p.id === urn(VPC, "desk")) return { ...p, id: twin };
        return p.within === urn(VPC, "desk") ? { ...p, within: twin } : p;
    });
    const both: Network = {
        ...of,
        hosts: new Map(hosts.map((h) => [h.id, h])),
        places: new Map(places.map((p) => [p.id, p])),
    };
    expect(groupsOf(both).map(({ name }) => name)).toEqual([urn(VPC, "shop"), twin, "internet"]);
});

test("one way out of a network only: the internet reaches nobody behind a NAT gateway", () => {
    const of = network(vpc("shop", 1), natted("shop", 1, ["a", "b"]));
    // The public subnets have no public addresses here.
    expect(rows(of)).toEqual([
        ["vpc/shop", "REACHABLE", "PARTIAL"],
        ["internet", "DENIED", "-"],
    ]);
});

test("traffic counts: a filter that lets web traffic in lets nothing else in", () => {
    const acl = aws("ec2/networkAcl:NetworkAcl", "acl", {
        ...{ vpcId: id("shop"), subnetIds: [id("web")] },
        ingress: [{ ruleNo: 100, protocol: "6", action: "allow", cidrBlock: "10.0.0.0/8", fromPort: 443, toPort: 443 }],
        egress: [{ ruleNo: 100, protocol: "-1", action: "allow", cidrBlock: "0.0.0.0/0", fromPort: 0, toPort: 0 }],
    });
    const of = network(vpc("shop", 1), subnet("shop", "a", "10.1.7.0/24", "us-east-1", "web"), [acl]);
    const groups = ["subnet/shop-b", "subnet/web"].map((name) => ({ name, place: name, hosts: ends(of, name).hosts }));
    const cell = (traffic: string): unknown => {
        const { verdict, reason } = matrix(of, packetsOf(traffic), groups).cells[0]![1]!;
        return [verdict, reason?.code, reason?.element.label];
    };
    expect(cell("tcp/443")).toEqual(["REACHABLE", undefined, undefined]);
    expect(cell("tcp/22")).toEqual(["DENIED", "NACL_DENY", "network acl acl"]);
    expect(cell("tcp/22,443")).toEqual(["PARTIAL", "NACL_DENY", "network acl acl"]);
});

test("over two regions both directions", () => {
    expect(rows(network(TWO_REGIONS))).toEqual([
        ["vpc/desk", "REACHABLE", "REACHABLE", "DENIED"],
        ["vpc/shop", "REACHABLE", "REACHABLE", "DENIED"],
        ["internet", "DENIED", "DENIED", "-"],
    ]);
});

describe("of a part of the matrix", () => {
    const of = network(SHOP, vpc("desk", 2), site("plant", "virginia", ["192.168.0.0/16"]));
    const groups = groupsOf(of);
    const whole = matrix(of, packetsOf(), groups);

    test("a cell that is asked for by itself, in any order, is that of the whole", () => {
        const cell = cellsBetween(of, packetsOf(), groups);
        for (const [i, j] of [
            [2, 0],
            [0, 2],
            [2, 1],
        ] as const) {
            const { trips, ...rest } = whole.cells[i]![j]!;
            expect(cell(i, j)).toMatchObject(rest);
            expect(cell(i, j).trips).toEqual(trips);
        }
    });

    test("pairs come row by row, each once", () => {
        const pairs = [...pairsOf(of, packetsOf(), groups)];
        expect(pairs.map(({ from, to, cell }) => `${from.name} ${to.name} ${cell.verdict}`)).toEqual(
            whole.groups.flatMap((from, i) =>
                whole.groups.map((to, j) => `${from.name} ${to.name} ${whole.cells[i]![j]!.verdict}`),
            ),
        );
    });

    test("trips are there where something is asked, and nowhere else", () => {
        const asked = whole.cells.flat().map(({ isAsked }) => isAsked);
        expect(whole.cells.flat().map(({ trips }) => trips.length > 0)).toEqual(asked);
        expect(new Set(asked)).toEqual(new Set([true, false]));
    });
});
