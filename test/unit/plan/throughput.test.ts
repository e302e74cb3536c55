import { hubRouter, smallestHubRouter } from "../../../plan/throughput";
import * as fc from "fast-check";

test("a hub's router carries what azure-docs, Virtual WAN hub settings, says", () => {
    // 2 units: 3 Gbps and 2,000 VMs; 3: 3 Gbps and 3,000; n from 4: n Gbps and 1,000 n VMs; at most 50.
    expect([2, 3, 4, 50].map(hubRouter)).toEqual([
        { units: 2, mbps: 3_000, machines: 2_000 },
        { units: 3, mbps: 3_000, machines: 3_000 },
        { units: 4, mbps: 4_000, machines: 4_000 },
        { units: 50, mbps: 50_000, machines: 50_000 },
    ]);
    expect([0, 1, 2.5, 51, NaN].map(hubRouter)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test("the smallest router that carries a load", () => {
    expect(
        [
            smallestHubRouter(0, 0),
            smallestHubRouter(3_000, 2_000),
            smallestHubRouter(3_000, 2_001),
            smallestHubRouter(3_001, 0),
            smallestHubRouter(50_000, 50_000),
            smallestHubRouter(50_001, 0),
            smallestHubRouter(0, 50_001),
        ].map((router) => router?.units),
    ).toEqual([2, 2, 3, 4, 50, undefined, undefined]);
});

test("no smaller router would do", () => {
    const all = Array.from({ length: 60 }, (_, units) => hubRouter(units)).flatMap((r) => (r === undefined ? [] : [r]));
    const load = fc.integer({ min: 0, max: 60_000 });
    fc.assert(
        fc.property(load, load, (mbps, machines) => {
            expect(smallestHubRouter(mbps, machines)).toEqual(
                all.find((r) => r.mbps >= mbps && r.machines >= machines),
            );
        }),
    );
});
