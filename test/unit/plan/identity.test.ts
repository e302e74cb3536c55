import { numberFromKey } from "../../../plan/identity";
import * as fc from "fast-check";

/** As many numbers as there are 32-bit private ASNs: what TransitHub draws from. */
const ASNS = 94_967_295;

describe("numberFromKey", () => {
    // Everybody's addresses and ASNs come from these: another number here renumbers every deployment.
    test.each([
        ["virginia", ASNS, 94_129_216],
        ["frankfurt", ASNS, 6_949_657],
        ["singapore", ASNS, 477_103],
        ["use1", ASNS, 11_444_442],
        ["use1", 2 ** 48, 68_905_844_387_590],
        ["é", 1000, 405],
        ["", 2, 0],
        ["a", 1, 0],
    ])("%j of %d is %d, for ever", (key, count, expected) => {
        expect(numberFromKey(key, count)).toBe(expected);
    });

    test("is a whole number from 0 to below the count, the same every time", () => {
        fc.assert(
            fc.property(fc.string(), fc.integer({ min: 1, max: 2 ** 48 }), (key, count) => {
                const number = numberFromKey(key, count);
                expect(Number.isSafeInteger(number)).toBe(true);
                expect(number).toBeGreaterThanOrEqual(0);
                expect(number).toBeLessThan(count);
                expect(numberFromKey(key, count)).toBe(number);
            }),
        );
    });

    test("spreads: a thousand hubs of one network get a thousand ASNs", () => {
        const numbers = Array.from({ length: 1000 }, (_, i) => numberFromKey(`hub-${i}`, ASNS));
        expect(new Set(numbers).size).toBe(1000);
    });

    test("spreads evenly: of 10,000 keys over ten numbers, each number gets 900 to 1,100", () => {
        const counts = Array<number>(10).fill(0);
        for (let i = 0; i < 10_000; i++) counts[numberFromKey(`key-${i}`, 10)]!++;
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(900);
        expect(Math.max(...counts)).toBeLessThanOrEqual(1100);
    });
});
