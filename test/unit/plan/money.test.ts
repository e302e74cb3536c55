import * as fc from "fast-check";
import type { PriceTier } from "../../../facts/prices/price";
import { count, freeAllowance, fromMicro, micro, tiered, usd } from "../../../plan/cost/money";

/** AWS, Virginia: 100 GB free, then up to 10, 50 and 150 TB, and above (infracost aws_data_transfer, 1,024 GB a TB). */
const AWS: PriceTier[] = [
    { upTo: 100, rate: 0 },
    { upTo: 10_240, rate: 0.09 },
    { upTo: 51_200, rate: 0.085 },
    { upTo: 153_600, rate: 0.07 },
    { rate: 0.05 },
];
/** IPsec from Google Cloud to China: the document ends at 10 TB. */
const CLOSED: PriceTier[] = [
    { upTo: 1024, rate: 0.23 },
    { upTo: 10_240, rate: 0.22 },
];

describe("tiered", () => {
    test.each<[number, number]>([
        [0, 0],
        [99.5, 0],
        [100, 0],
        [101, 0.09],
        // 10,140 × 0.09
        [10_240, 912.6],
        [10_241, 912.685],
        // … + 40,960 × 0.085
        [51_200, 4394.2],
        [51_201, 4394.27],
        // … + 102,400 × 0.07
        [153_600, 11_562.2],
        [153_601, 11_562.25],
        [1_153_600, 61_562.2],
    ])("%d GB leave Virginia for %d USD", (gb, dollars) => {
        expect(fromMicro(tiered(AWS, gb).cost)).toBe(dollars);
    });

    test("says which part has which rate, without empty ones", () => {
        expect(tiered(AWS, 10_241)).toEqual({
            cost: 912_685_000n,
            parts: [
                { quantity: 100, rate: 0 },
                { quantity: 10_140, rate: 0.09 },
                { quantity: 1, rate: 0.085 },
            ],
            unpriced: 0,
        });
        expect(tiered(AWS, 0)).toEqual({ cost: 0n, parts: [], unpriced: 0 });
    });

    test("has no price above a closed table", () => {
        // 1,024 × 0.23 + 9,216 × 0.22
        expect(tiered(CLOSED, 10_240)).toMatchObject({ cost: 2_263_040_000n, unpriced: 0 });
        expect(tiered(CLOSED, 10_250)).toMatchObject({ cost: 2_263_040_000n, unpriced: 10 });
    });

    test.each([
        [0, 0],
        [30, 30 * 90_000],
        [100, 100 * 90_000],
        [250, 100 * 90_000],
    ])("with %d GB of the free ones used elsewhere, the first 100 cost %d micro-dollars", (used, cost) => {
        expect(tiered(AWS, 100, used).cost).toBe(BigInt(cost));
    });

    test("takes nothing from a table that gives nothing away", () => {
        expect(tiered(CLOSED, 10, 5)).toEqual(tiered(CLOSED, 10));
        expect(tiered(0, 10, 5)).toEqual({ cost: 0n, parts: [{ quantity: 10, rate: 0 }], unpriced: 0 });
    });

    test("one rate is a table of one tier", () => {
        expect(tiered(0.1105, 750)).toEqual({
            cost: 82_875_000n,
            parts: [{ quantity: 750, rate: 0.1105 }],
            unpriced: 0,
        });
    });

    test("rounds once, half up, to the micro-dollar", () => {
        expect([0.000_000_4, 0.000_000_5, 0.000_001_4].map((rate) => tiered(rate, 1).cost)).toEqual([0n, 1n, 1n]);
        expect(tiered(0.000_000_4, 10).cost).toBe(4n);
    });

    test("is the sum of the price of every single GB", () => {
        const tables = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }).chain((bounds) =>
            fc.record({
                bounds: fc.constant([...bounds].sort((a, b) => a - b)),
                cents: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 5, maxLength: 5 }),
                open: fc.boolean(),
            }),
        );
        fc.assert(
            fc.property(tables, fc.nat(80), ({ bounds, cents, open }, gb) => {
                const centsAt = (tier: number): number => cents[tier]!;
                const closed = bounds.map((upTo, i): PriceTier => ({ upTo, rate: centsAt(i) / 100 }));
                const table = open ? [...closed, { rate: centsAt(bounds.length) / 100 }] : closed;
                let [sum, unpriced] = [0, 0];
                for (let nth = 1; nth <= gb; nth++) {
                    const tier = bounds.findIndex((upTo) => nth <= upTo);
                    if (tier < 0 && !open) unpriced++;
                    else sum += centsAt(tier < 0 ? bounds.length : tier);
                }
                const charged = tiered(table, gb);
                expect([charged.cost, charged.unpriced]).toEqual([BigInt(sum) * 10_000n, unpriced]);
            }),
        );
    });
});

describe("freeAllowance", () => {
    test.each<[string, number | PriceTier[], number]>([
        ["a table that begins free", AWS, 100],
        ["a table that does not", CLOSED, 0],
        ["one rate", 0.09, 0],
        ["a rate of nothing", 0, 0],
        ["an open free tier, which needs no allowance", [{ rate: 0 }], 0],
        ["no tiers", [], 0],
    ])("%s", (_, rate, gb) => {
        expect(freeAllowance(rate)).toBe(gb);
    });
});

describe("amounts", () => {
    test("go to millionths and back", () => {
        expect([micro(0.1), micro(1.000_000_4), micro(1.000_000_6)]).toEqual([100_000n, 1_000_000n, 1_000_001n]);
        expect(fromMicro(1_234_567n)).toBe(1.234567);
    });

    test.each<[bigint, string]>([
        [0n, "0.00"],
        [1n, "0.000001"],
        [9_999n, "0.009999"],
        [10_000n, "0.01"],
        [14_999n, "0.01"],
        [15_000n, "0.02"],
        [292_000_000n, "292.00"],
        [1_234_567_890_000n, "1234567.89"],
    ])("%d micro-dollars are %s USD", (amount, text) => {
        expect(usd(amount)).toBe(text);
    });

    test.each<[number, string]>([
        [0, "0"],
        [0.000_001, "0.000001"],
        [999, "999"],
        [8760, "8,760"],
        [1_048_576.5, "1,048,576.5"],
        [1234.5678, "1,234.5678"],
    ])("%d is shown as %s", (quantity, text) => {
        expect(count(quantity)).toBe(text);
    });
});
