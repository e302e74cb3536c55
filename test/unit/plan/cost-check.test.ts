import { monthlyCost, type Component, type CostedNetwork, type CostOptions, type Hop } from "../../../plan/cost";

const vpn: Component = { name: "vpn", kind: "aws.vgw.vpn", region: "us-east-1", owner: "net" };
const problemsOf = (network: CostedNetwork, options?: CostOptions) => {
    const result = monthlyCost(network, options);
    return "problems" in result ? result.problems : [];
};
const whole = (most: number) => ({
    check: "out-of-range",
    allowed: `a whole number from 0 to ${most}`,
    fix: `Give a whole number from 0 to ${most}.`,
});

describe("a description that cannot be right is refused, with everything that is wrong", () => {
    test("a kind that there is not", () => {
        expect(problemsOf({ components: [{ ...vpn, kind: "aws.vwg.vpn" }] })).toEqual([
            {
                check: "unknown-kind",
                path: "components.vpn.kind",
                got: '"aws.vwg.vpn"',
                allowed: "aws.vgw.vpn",
                fix: "Choose a kind from the table.",
            },
        ]);
        expect(problemsOf({ components: [{ ...vpn, kind: "constructor" }] })).toMatchObject([
            { check: "unknown-kind", allowed: expect.stringMatching(/^one of \d+ known names$/) },
        ]);
    });

    test("a name twice", () => {
        expect(problemsOf({ components: [vpn, { ...vpn, name: "other" }, vpn] })).toEqual([
            {
                check: "duplicate-component",
                path: "components.vpn",
                got: "the name 2 times",
                allowed: "each name once",
                fix: "Name what several links share once, with the sum of its counts.",
            },
        ]);
    });

    test("a count that the kind has not", () => {
        const gateway = { ...vpn, kind: "azure.vpn-gateway.Basic", region: "eastus" };
        expect(problemsOf({ components: [{ ...gateway, counts: { conections: 1 } }] })).toEqual([
            {
                check: "unknown-count",
                path: "components.vpn.counts.conections",
                got: '"conections"',
                allowed: "connections or users",
                fix: "Remove it, or correct the spelling.",
            },
        ]);
        expect(problemsOf({ components: [{ ...vpn, counts: { connections: 1 } }] })).toMatchObject([
            { check: "unknown-count", allowed: "nothing" },
        ]);
    });

    test.each<[string, Partial<Component>, string, string]>([
        ["hours", { hours: -1 }, "-1", "a whole number from 0 to 744"],
        ["hours", { hours: 1.5 }, "1.5", "a whole number from 0 to 744"],
        ["hours", { hours: 745 }, "745", "a whole number from 0 to 744"],
        ["count", { count: -1 }, "-1", "a whole number from 0 to 1000000"],
        ["count", { count: 0.5 }, "0.5", "a whole number from 0 to 1000000"],
        ["count", { count: 1_000_001 }, "1000001", "a whole number from 0 to 1000000"],
        ["counts.connections", { counts: { connections: 10.5 } }, "10.5", "a whole number from 0 to 1000000"],
        ["counts.users", { counts: { users: -1 } }, "-1", "a number from 0 to 1000000"],
        ["counts.users", { counts: { users: 1_000_001 } }, "1000001", "a number from 0 to 1000000"],
        ["counts.users", { counts: { users: NaN } }, "NaN", "a number from 0 to 1000000"],
    ])("%s of %j", (where, change, got, allowed) => {
        const kind = "azure.vpn-gateway.Basic";
        expect(problemsOf({ components: [{ ...vpn, kind, region: "eastus", ...change }] })).toEqual([
            { check: "out-of-range", path: `components.vpn.${where}`, got, allowed, fix: `Give ${allowed}.` },
        ]);
    });

    test.each<Partial<Component>>([{ hours: 0 }, { hours: 744 }, { count: 1_000_000 }, { counts: { users: 0.5 } }])(
        "%j is right",
        (change) => {
            const kind = "azure.vpn-gateway.Basic";
            expect(problemsOf({ components: [{ ...vpn, kind, region: "eastus", ...change }] })).toEqual([]);
        },
    );

    test("a way over something that is not described", () => {
        const flows = [{ from: "a", to: "b", gbPerMonth: 1, over: [{ in: "vpm" }, { out: "elsewhere" }] }];
        const problem = { check: "unknown-component", fix: "Correct the spelling, or describe the component." };
        expect(problemsOf({ components: [vpn], flows })).toEqual([
            { ...problem, path: "flows[0].over[0]", got: '"vpm"', allowed: "vpn" },
            { ...problem, path: "flows[0].over[1]", got: '"elsewhere"', allowed: "one of 1 known names" },
        ]);
    });

    test.each<[unknown, string]>([
        [{}, "an empty map"],
        [{ in: "vpn", out: "vpn" }, "an object"],
    ])("a hop of %j", (hop, got) => {
        const flows = [{ from: "a", to: "b", gbPerMonth: 1, over: [hop as Hop] }];
        expect(problemsOf({ components: [vpn], flows })).toEqual([
            {
                check: "flow-hop",
                path: "flows[0].over[0]",
                got,
                allowed: '{ in: "<name>" } or { out: "<name>" }',
                fix: "Say whether the traffic comes in or goes out through the component.",
            },
        ]);
    });

    test.each<[unknown, string]>([
        [-1, "-1"],
        [1_000_000_001, "1000000001"],
        [NaN, "NaN"],
    ])("%j GB", (gbPerMonth, got) => {
        const flows = [{ from: "a", to: "b", gbPerMonth: gbPerMonth as number, over: [] }];
        expect(problemsOf({ components: [vpn], flows })).toEqual([
            {
                check: "out-of-range",
                path: "flows[0].gbPerMonth",
                got,
                allowed: "a number from 0 to 1000000000",
                fix: "Give a number from 0 to 1000000000.",
            },
        ]);
    });

    test("options, beside everything else", () => {
        const options = { hours: 745, prices: { "aws.vpn.connection": -1 } };
        expect(problemsOf({ components: [{ ...vpn, count: -1 }] }, options)).toEqual([
            { ...whole(744), path: "hours", got: "745" },
            {
                check: "price-value",
                path: 'prices["aws.vpn.connection"]',
                got: "-1",
                allowed: "a number of USD/hour from 0 to 1000000, with at most nine decimals",
                fix: "Give the price that you pay.",
            },
            { ...whole(1_000_000), path: "components.vpn.count", got: "-1" },
        ]);
        expect(problemsOf({ components: [vpn] }, { hours: 744 })).toEqual([]);
    });
});
