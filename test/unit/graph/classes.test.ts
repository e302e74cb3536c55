import * as fc from "fast-check";
import { classesOf } from "../../../graph/classes";
import { groupsOf, matrix } from "../../../graph/matrix";
import type { Network } from "../../../graph/network";
import { verdictOf } from "../../../graph/reach";
import { tripsBetween } from "../../../graph/trips";
import { aws, id, type Written } from "../../support/graph";
import {
    attached,
    ends,
    GATEWAY,
    hub,
    natted,
    network,
    packetsOf,
    route,
    subnet,
    vpc,
} from "../../support/joined-networks";

const classes = (of: Network, ...names: readonly string[]): readonly string[] =>
    classesOf(
        of,
        names.flatMap((name) => ends(of, name).hosts),
    ).map(({ all }) => all.map(({ element }) => element.label.replace("subnet ", "")).join(" "));

/** Three subnets in one zone, with nothing that tells them apart. */
const SHOP: readonly Written[] = [
    ...vpc("shop", 1, "us-east-1", ["a"]),
    ...["two", "three"].flatMap((name, i) => subnet("shop", "a", `10.1.${i + 1}.0/24`, "us-east-1", name)),
    ...vpc("desk", 2, "us-east-1", ["a"]),
];
const SUBNETS = ["subnet/shop-a", "subnet/two", "subnet/three"];
const with_ = (...more: readonly (readonly Written[])[]): Network => network(SHOP, ...more);

test("subnets of one network and zone that nothing tells apart are one class", () => {
    expect(classes(with_(), ...SUBNETS)).toEqual(["shop-a two three"]);
});

test("where another network uses the same addresses, everybody is a class", () => {
    expect(classes(with_(vpc("copy", 1, "us-east-1", ["a"])), ...SUBNETS)).toEqual(["shop-a", "two", "three"]);
});

test("zones and networks are told apart", () => {
    expect(classes(network(vpc("shop", 1), vpc("desk", 2)), "vpc/shop", "vpc/desk")).toEqual([
        "shop-a",
        "shop-b",
        "desk-a",
        "desk-b",
    ]);
});

test("a route that one of them has tells it apart", () => {
    const nat = natted("shop", 1, ["a"], ["a"]);
    expect(classes(with_(nat), ...SUBNETS)).toEqual(["shop-a", "two three"]);
});

// What lies on the two sides of a prefix is kept apart too: more classes than needed, and never fewer.
test("a route to one of them, and a filter that names one, tell it apart", () => {
    const back = [
        ...hub("virginia"),
        ...attached("desk", "virginia", "us-east-1", ["a"]),
        route("desk-a", "10.1.1.0/24", { transitGatewayId: id("virginia") }),
    ];
    expect(classes(with_(back), ...SUBNETS)).toEqual(["shop-a", "two", "three"]);
    const acl = aws("ec2/networkAcl:NetworkAcl", "acl", {
        ...{ vpcId: id("desk"), subnetIds: [id("desk-a")] },
        ingress: [{ ruleNo: 100, protocol: "-1", action: "allow", cidrBlock: "10.1.2.0/24", fromPort: 0, toPort: 0 }],
        egress: [],
    });
    expect(classes(with_([acl]), ...SUBNETS)).toEqual(["shop-a two", "three"]);
});

test("a filter of its own tells a subnet apart", () => {
    const acl = aws("ec2/networkAcl:NetworkAcl", "acl", {
        vpcId: id("shop"),
        subnetIds: [id("two")],
        ingress: [],
        egress: [],
    });
    expect(classes(with_([acl]), ...SUBNETS)).toEqual(["shop-a three", "two"]);
});

test("public addresses tell a subnet apart", () => {
    const open = SHOP.map((one) =>
        one.name === "two" ? { ...one, inputs: { ...one.inputs, mapPublicIpOnLaunch: true } } : one,
    );
    const gateway = aws(GATEWAY, "gateway", { vpcId: id("shop") });
    const routes = ["shop-a", "two", "three"].map((name) => route(name, "0.0.0.0/0", { gatewayId: id("gateway") }));
    expect(classes(network(open, [gateway, ...routes]), ...SUBNETS)).toEqual(["shop-a", "two", "three"]);
});

describe("the matrix, which asks about one of each class", () => {
    const program = fc.gen().map((g): readonly Written[] => {
        const below = (count: number): number => g(fc.nat, { max: count - 1 });
        const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
        const names = ["shop", "desk"];
        const subnets = names.flatMap((of, octet) =>
            [0, 1, 2, 3, 4, 5].map((i) => ({
                of,
                name: `${of}-${i}`,
                zone: one(["a", "a", "b"]),
                prefix: `10.${octet + 1}.${i}.0/24`,
            })),
        );
        const wide = ["10.1.0.0/16", "10.2.0.0/16", "10.0.0.0/8", "0.0.0.0/0"];
        const some = [...wide, ...wide, "10.1.0.0/23", "10.2.1.0/24", "10.2.4.128/25"];
        // Most subnets of a network have the same routes, and some their own.
        const usual = [one(some), one(wide)];
        const rule = (ruleNo: number): Written["inputs"] => ({
            ...{
                ruleNo,
                protocol: "-1",
                action: one(["allow", "allow", "deny"]),
                cidrBlock: one(some),
                fromPort: 0,
                toPort: 0,
            },
        });
        return [
            ...hub("virginia"),
            ...names.flatMap((name, i) => vpc(name, i + 1, "us-east-1", [])),
            ...subnets.flatMap(({ of, name, zone, prefix }) => [
                ...subnet(of, zone, prefix, "us-east-1", name),
                ...[...new Set(below(5) === 0 ? [one(some)] : usual)].map((to) =>
                    route(name, to, { transitGatewayId: id("virginia") }),
                ),
            ]),
            ...names.flatMap((name) =>
                attached(name, "virginia", "us-east-1", []).map((part) =>
                    "subnetIds" in part.inputs
                        ? {
                              ...part,
                              inputs: {
                                  ...part.inputs,
                                  subnetIds: [id(`${name}-0`), ...(below(2) === 0 ? [id(`${name}-1`)] : [])],
                              },
                          }
                        : part,
                ),
            ),
            ...names.flatMap((name) =>
                below(2) === 0
                    ? []
                    : [
                          aws("ec2/networkAcl:NetworkAcl", `acl of ${name}`, {
                              ...{ vpcId: id(name), subnetIds: [id(`${name}-${below(6)}`)] },
                              ingress: [rule(100), rule(200)],
                              egress: [rule(100), rule(200)],
                          }),
                      ],
            ),
        ];
    });

    test("says what all hosts together say", () => {
        const traffic = packetsOf("tcp/443");
        const verdicts = new Set<string>();
        let classed = 0;
        fc.assert(
            fc.property(program, (written) => {
                const of = network(written);
                const groups = groupsOf(of);
                const { cells } = matrix(of, traffic, groups);
                groups.forEach((from, i) =>
                    groups.forEach((to, j) => {
                        if (from.name === "internet" && to.name === "internet") return;
                        const each = from.hosts.flatMap((a) =>
                            to.hosts.flatMap((b) => tripsBetween(of, a, b, traffic.packets)),
                        );
                        const expected = verdictOf(each.map(({ verdict }) => verdict));
                        verdicts.add(expected);
                        classed += from.hosts.length - classesOf(of, from.hosts).length;
                        expect(`${from.name} to ${to.name} ${cells[i]?.[j]?.verdict}`).toBe(
                            `${from.name} to ${to.name} ${expected}`,
                        );
                    }),
                );
            }),
            { numRuns: 40 },
        );
        // The programs are worth asking about, and there are classes of more than one.
        expect([...verdicts].sort()).toEqual(expect.arrayContaining(["DENIED", "PARTIAL", "REACHABLE"]));
        expect(classed).toBeGreaterThan(0);
    });
});
