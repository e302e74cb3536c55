import * as bcrypt from "bcryptjs";
import * as fc from "fast-check";
import { random } from "../../../sim/random";
import { UNKNOWN, useClouds } from "../../support/sim-client";

const PASSWORD = "random:index/randomPassword:RandomPassword";
const STRING = "random:index/randomString:RandomString";

const client = useClouds([random]).client("random");

describe("RandomString", () => {
    const alphabets = { upper: "A-Z", lower: "a-z", numeric: "0-9", special: "!@#$%&*()\\-_=+\\[\\]{}<>:?" };
    const minimums = { upper: "minUpper", lower: "minLower", numeric: "minNumeric", special: "minSpecial" } as const;
    const names = ["upper", "lower", "numeric", "special"] as const;

    test("obeys length, minimums and alphabet", async () => {
        const flags = fc
            .record({ upper: fc.boolean(), lower: fc.boolean(), numeric: fc.boolean(), special: fc.boolean() })
            .filter((f) => Object.values(f).some(Boolean));
        const least = fc.record(Object.fromEntries(Object.values(minimums).map((m) => [m, fc.nat(4)])));
        const special = fc.constantFrom(undefined, "~", "^|~", "é€");
        await fc.assert(
            fc.asyncProperty(flags, least, special, fc.integer({ min: 1, max: 20 }), async (on, min, own, extra) => {
                const length = Object.values(min).reduce((a, b) => a + b, 0) + extra;
                const inputs = { length, ...on, ...min, ...(own === undefined ? {} : { overrideSpecial: own }) };
                const made = await client.create(STRING, inputs);
                const result = made.state.result as string;
                const classes = { ...alphabets, ...(own === undefined ? {} : { special: own.replace("^", "\\^") }) };
                const count = (name: (typeof names)[number]): number =>
                    [...result].filter((c) => new RegExp(`[${classes[name]}]`, "u").test(c)).length;
                expect(made.id).toBe(result);
                expect([...result]).toHaveLength(length);
                for (const name of names) {
                    expect(count(name)).toBeGreaterThanOrEqual(min[minimums[name]] ?? 0);
                    // A class that is switched off gives its minimum, and no more.
                    if (!on[name]) expect(count(name)).toBe(min[minimums[name]]);
                }
                expect(names.reduce((sum, name) => sum + count(name), 0)).toBe(length);
            }),
        );
    });

    test("puts the demanded characters anywhere", async () => {
        const inputs = { length: 8, upper: false, special: false, lower: false, minUpper: 1 };
        const made = await Promise.all(Array.from({ length: 60 }, () => client.create(STRING, inputs)));
        const places = new Set(made.map(({ state }) => (state.result as string).search(/[A-Z]/)));
        expect(places.size).toBeGreaterThan(4);
    });

    test("refuses minimums that do not fit into the length", async () => {
        const inputs = { length: 3, minUpper: 1, minLower: 1, minNumeric: 1, minSpecial: 1 };
        expect(await client.check(STRING, inputs)).toEqual([
            "length: Attribute length value must be at least sum of minSpecial + minUpper + minLower + minNumeric, got: 3",
        ]);
        expect(await client.check(STRING, { ...inputs, length: 4 })).toEqual([]);
        expect(await client.check(STRING, { ...inputs, length: UNKNOWN })).toEqual([]);
    });

    test("refuses to do without every class", async () => {
        const off = { length: 8, upper: false, lower: false, special: false };
        const failure = ": At least one attribute out of [special,upper,lower,numeric] must be specified as true";
        expect(await client.check(STRING, { ...off, numeric: false })).toEqual([failure]);
        expect(await client.check(STRING, { ...off, number: false })).toEqual([failure]);
        expect(await client.check(STRING, off)).toEqual([]);
    });

    test("keeps the deprecated number and numeric alike, and refuses that they differ", async () => {
        expect(await client.check(STRING, { length: 8, number: true, numeric: false })).toEqual([
            "number: Number and numeric are both configured with different values. Number is deprecated, use numeric instead",
        ]);
        const made = await client.create(STRING, { length: 200, number: false });
        expect(made.state).toMatchObject({ number: false, numeric: false });
        expect(made.state.result).not.toMatch(/[0-9]/);
        expect(await client.diff(made, { length: 200, numeric: false })).toEqual({ changed: [], replaces: [] });
        expect((await client.create(STRING, { length: 8 })).state).toMatchObject({ number: true, numeric: true });
    });
});

describe("RandomPassword", () => {
    test("comes with the bcrypt hash of its first 72 bytes, and an id that gives nothing away", async () => {
        const made = await client.create(PASSWORD, { length: 80, special: false });
        const [result, hash] = [made.state.result as string, made.state.bcryptHash as string];
        expect(made.id).toBe("none");
        expect(result).toMatch(/^[A-Za-z0-9]{80}$/);
        expect(hash).toMatch(/^\$2a\$10\$/);
        expect(await bcrypt.compare(result.slice(0, 72), hash)).toBe(true);
        expect(await bcrypt.compare(result.slice(0, 71), hash)).toBe(false);
    });
});
