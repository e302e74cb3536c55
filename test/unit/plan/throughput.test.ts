import { hubRouter, smallestHubRouter, type HubRouter, type HubRouterPlan } from "../../../plan/throughput";
import { describeProblem } from "../../../plan/problem";
import { explain } from "../../../plan/reasoning";
import * as fc from "fast-check";

const routerOf = (plan: HubRouterPlan): HubRouter | undefined => ("router" in plan ? plan.router : undefined);
const linesOf = (plan: HubRouterPlan): string[] => ("router" in plan ? explain(plan.reasoning).split("\n") : []);
const saidOf = (plan: HubRouterPlan): string[] => ("problems" in plan ? plan.problems.map(describeProblem) : []);

const HUB = "azure-docs, Virtual WAN hub settings, 2026-11, read";

test("a hub's router carries what azure-docs, Virtual WAN hub settings, says", () => {
    // 2 units: 3 Gbps and 2,000 VMs; 3: 3 Gbps and 3,000; n from 4: n Gbps and 1,000 n VMs; at most 50.
    expect([2, 3, 4, 50].map((units) => routerOf(hubRouter(units)))).toEqual([
        { units: 2, mbps: 3_000, machines: 2_000 },
        { units: 3, mbps: 3_000, machines: 3_000 },
        { units: 4, mbps: 4_000, machines: 4_000 },
        { units: 50, mbps: 50_000, machines: 50_000 },
    ]);
});

test("and says the sums behind its numbers", () => {
    expect(linesOf(hubRouter(2))).toEqual([
        `traffic that a router of 2 units carries: 3000 Mbps, not 2 × 1000: no router carries less (${HUB})`,
        `VMs behind a router of 2 units: 2000 VMs, 2 × 1000 (${HUB})`,
    ]);
    expect(linesOf(hubRouter(3))[0]).toBe(`traffic that a router of 3 units carries: 3000 Mbps, 3 × 1000 (${HUB})`);
    expect(linesOf(smallestHubRouter(3_500, 2_000))).toEqual([
        "units for 3500 Mbps: 4 units",
        "units for 2000 VMs: 2 units",
        `traffic that a router of 4 units carries: 4000 Mbps, 4 × 1000 (${HUB})`,
        `VMs behind a router of 4 units: 4000 VMs, 4 × 1000 (${HUB})`,
    ]);
});

test.each([0, 1, 2.5, 51, NaN])("there is no router of %p units", (units) => {
    const allowed = "a whole number from 2 to 50";
    expect(hubRouter(units)).toEqual({
        problems: [{ check: "out-of-range", path: "units", got: String(units), allowed, fix: `Give ${allowed}.` }],
    });
    expect(hubRouter(units, "hubs.weu.units")).toMatchObject({ problems: [{ path: "hubs.weu.units" }] });
});

test("what is no number of units", () => {
    expect([hubRouter("4" as never), hubRouter(null as never)].flatMap(saidOf)).toEqual([
        'units [wrong-type]: got "4"; allowed: a whole number from 2 to 50. Give a whole number from 2 to 50.',
        "units [missing-argument]: got nothing; allowed: a whole number from 2 to 50. Add 'units'.",
    ]);
});

test("the smallest router that carries a load", () => {
    expect(
        [
            smallestHubRouter(0, 0),
            smallestHubRouter(3_000, 2_000),
            smallestHubRouter(3_000, 2_001),
            smallestHubRouter(3_001, 0),
            smallestHubRouter(50_000, 50_000),
        ].map((plan) => routerOf(plan)?.units),
    ).toEqual([2, 2, 3, 4, 50]);
});

test("a load that no router carries", () => {
    const fix = "Spread the load over more hubs.";
    expect(saidOf(smallestHubRouter(50_001, 50_001))).toEqual([
        `mbps [hub-router-too-small]: got 50001 Mbps; allowed: up to 50000 Mbps, with 50 units. ${fix}`,
        `machines [hub-router-too-small]: got 50001 VMs; allowed: up to 50000 VMs, with 50 units. ${fix}`,
    ]);
    expect(saidOf(smallestHubRouter(0, 50_001))).toHaveLength(1);
});

test("what is no load is never taken for a small or a large one", () => {
    expect(saidOf(smallestHubRouter(NaN, 5))).toEqual([
        "mbps [out-of-range]: got NaN; allowed: a number from 0. Give a number from 0.",
    ]);
    expect(saidOf(smallestHubRouter(-1, 2.5))).toEqual([
        "mbps [out-of-range]: got -1; allowed: a number from 0. Give a number from 0.",
        "machines [out-of-range]: got 2.5; allowed: a whole number from 0. Give a whole number from 0.",
    ]);
    expect(saidOf(smallestHubRouter(Infinity, undefined as never))).toEqual([
        "mbps [out-of-range]: got Infinity; allowed: a number from 0. Give a number from 0.",
        "machines [missing-argument]: got nothing; allowed: a whole number from 0. Add 'machines'.",
    ]);
});

test("no smaller router would do", () => {
    const all = Array.from({ length: 60 }, (_, units) => routerOf(hubRouter(units))).flatMap((r) => r ?? []);
    const load = fc.integer({ min: 0, max: 60_000 });
    fc.assert(
        fc.property(load, load, (mbps, machines) => {
            expect(routerOf(smallestHubRouter(mbps, machines))).toEqual(
                all.find((r) => r.mbps >= mbps && r.machines >= machines),
            );
        }),
    );
});
