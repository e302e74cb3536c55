import * as bcrypt from "bcryptjs";
import * as fc from "fast-check";
import type { Props } from "../../../sim/core/values";
import { random } from "../../../sim/random";
import { below, source } from "../../../sim/random/source";
import { ADJECTIVES, ADVERBS, ANIMALS } from "../../../sim/random/words";
import { modelledTypes, sdkTypes, sdkVersion } from "../../support/sdk-types";
import { UNKNOWN, useClouds } from "../../support/sim-client";

const BYTES = "random:index/randomBytes:RandomBytes";
const ID = "random:index/randomId:RandomId";
const INTEGER = "random:index/randomInteger:RandomInteger";
const PASSWORD = "random:index/randomPassword:RandomPassword";
const PET = "random:index/randomPet:RandomPet";
const SHUFFLE = "random:index/randomShuffle:RandomShuffle";
const STRING = "random:index/randomString:RandomString";
const UUID = "random:index/randomUuid:RandomUuid";
const UUID4 = "random:index/randomUuid4:RandomUuid4";
const UUID7 = "random:index/randomUuid7:RandomUuid7";

const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz");

const clouds = useClouds([random]);
const client = clouds.client("random");

test("models every resource of the SDK's version, with its inputs, outputs and secrets", () => {
    expect(random.version).toBe(sdkVersion("random"));
    expect(modelledTypes(random)).toEqual(sdkTypes("random"));
});

interface Case {
    type: string;
    noun: string;
    minimal: Props;
    /** The property that holds the value; none where the id does. */
    result?: string;
}

const CASES: Case[] = [
    { type: BYTES, minimal: { length: 16 }, noun: "random bytes", result: "base64" },
    { type: ID, minimal: { byteLength: 8 }, noun: "random id", result: "hex" },
    { type: INTEGER, minimal: { min: 1, max: 2 ** 50 }, noun: "random integer", result: "result" },
    { type: PASSWORD, minimal: { length: 16 }, noun: "random password", result: "result" },
    { type: PET, minimal: { length: 6 }, noun: "random pet" },
    { type: SHUFFLE, minimal: { inputs: LETTERS }, noun: "random shuffle", result: "results" },
    { type: STRING, minimal: { length: 16 }, noun: "random string", result: "result" },
    { type: UUID, minimal: {}, noun: "random uuid", result: "result" },
    { type: UUID4, minimal: {}, noun: "random uuid", result: "result" },
    { type: UUID7, minimal: {}, noun: "random uuid", result: "result" },
];

describe.each(CASES)("$type", ({ type, minimal, noun, result }) => {
    test("refuses an unknown property by its name", async () => {
        const failures = await client.check(type, { ...minimal, colour: "red" });
        expect(failures).toEqual(['colour: Invalid or unknown key "colour"']);
    });

    test("lets nobody set what it computes", async () => {
        if (result === undefined) return;
        const failures = await client.check(type, { ...minimal, [result]: "mine" });
        expect(failures).toEqual([`${result}: Invalid or unknown key "${result}"`]);
    });

    test("gives two resources with the same inputs different values", async () => {
        const [one, other] = [await client.create(type, minimal), await client.create(type, minimal)];
        const value = (r: typeof one): unknown => (result === undefined ? r.id : r.state[result]);
        expect(value(one)).not.toEqual(value(other));
    });

    test("has nothing to do the second time, and reads what was made", async () => {
        const made = await client.create(type, { ...minimal, keepers: { release: "1" } });
        expect(await client.diff(made, made.inputs)).toEqual({ changed: [], replaces: [] });
        expect(await client.read(made)).toEqual(made);
    });

    test("is made anew when a keeper changes, comes or goes", async () => {
        const replaced = { changed: ["keepers"], replaces: ["keepers"] };
        const plain = await client.create(type, minimal);
        expect(await client.diff(plain, { ...minimal, keepers: { a: "1" } })).toEqual(replaced);
        const kept = await client.create(type, { ...minimal, keepers: { a: "1" } });
        expect(await client.diff(kept, { ...minimal, keepers: { a: "2" } })).toEqual(replaced);
        expect(await client.diff(kept, { ...minimal, keepers: { a: "1", b: "1" } })).toEqual(replaced);
        expect(await client.diff(kept, minimal)).toEqual(replaced);
        expect(await client.diff(kept, { ...minimal, keepers: { a: "1" } })).toEqual({ changed: [], replaces: [] });
    });

    test("shows in a preview the inputs, and no value", async () => {
        const shown = await client.preview(type, minimal);
        expect(shown).toMatchObject(minimal);
        if (result !== undefined) expect(shown[result]).toBe(UNKNOWN);
    });

    test("leaves nothing in the clouds", async () => {
        const made = await client.create(type, minimal);
        expect(clouds.world.everything()).toEqual([]);
        await client.delete(made);
    });

    test("fails when told to, and says of itself only what kind it is", async () => {
        const made = await client.create(type, minimal);
        const fault = { kind: "error", type, nth: 1, times: 1, when: "before" } as const;
        clouds.faults.add({ ...fault, operation: "create" });
        clouds.faults.add({ ...fault, operation: "delete" });
        const text = "api error InternalError: An internal error has occurred";
        await expect(client.create(type, minimal)).rejects.toThrow(new Error(`creating ${noun}: ${text}`));
        await expect(client.delete(made)).rejects.toThrow(new Error(`deleting ${noun}: ${text}`));
    });
});

test.each([
    [BYTES, "length"],
    [ID, "byteLength"],
    [INTEGER, "max"],
    [PASSWORD, "length"],
    [SHUFFLE, "inputs"],
    [STRING, "length"],
])("%s needs %s", async (type, property) => {
    expect(await client.check(type, type === INTEGER ? { min: 1 } : {})).toEqual([
        `${property}: Missing required property '${property}'`,
    ]);
});

test.each([
    [BYTES, { length: 0 }, "length: Attribute length value must be at least 1, got: 0"],
    [ID, { byteLength: 0 }, "byteLength: Attribute byteLength value must be at least 1, got: 0"],
    [PET, { length: 0 }, "length: Attribute length value must be at least 1, got: 0"],
    [SHUFFLE, { inputs: [], resultCount: -1 }, "resultCount: Attribute resultCount value must be at least 0, got: -1"],
    [STRING, { length: 0 }, "length: Attribute length value must be at least 1, got: 0"],
    [STRING, { length: 5, minLower: -1 }, "minLower: Attribute minLower value must be at least 0, got: -1"],
    [STRING, { length: 2.5 }, "length: expected a whole number, got a number (2.5)"],
])("%s refuses %j", async (type, inputs, failure) => {
    expect(await client.check(type, inputs)).toEqual([failure]);
});

test.each([
    [BYTES, { length: 4 }, { length: 5 }],
    [ID, { byteLength: 4 }, { byteLength: 5 }],
    [ID, { byteLength: 4 }, { byteLength: 4, prefix: "a" }],
    [INTEGER, { min: 1, max: 9 }, { min: 2, max: 9 }],
    [INTEGER, { min: 1, max: 9 }, { min: 1, max: 9, seed: "x" }],
    [PET, {}, { length: 3 }],
    [PET, {}, { separator: "" }],
    [SHUFFLE, { inputs: ["a", "b"] }, { inputs: ["b", "a"] }],
    [STRING, { length: 9 }, { length: 9, special: false }],
    [STRING, { length: 9, number: false }, { length: 9 }],
    [STRING, { length: 9 }, { length: 9, minUpper: 1 }],
    [PASSWORD, { length: 9 }, { length: 9, overrideSpecial: "_" }],
])("%s cannot change in place from %j to %j", async (type, before, after) => {
    const made = await client.create(type, before);
    const { changed, replaces } = await client.diff(made, after);
    expect(changed.length).toBeGreaterThan(0);
    expect(replaces).toEqual(changed);
});

describe("RandomInteger", () => {
    test("lies between its bounds, both included", async () => {
        const bound = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });
        await fc.assert(
            fc.asyncProperty(bound, bound, fc.option(fc.string(), { nil: undefined }), async (a, b, seed) => {
                const [min, max] = [Math.min(a, b), Math.max(a, b)];
                const made = await client.create(INTEGER, { min, max, ...(seed === undefined ? {} : { seed }) });
                expect(made.state.result).toBeGreaterThanOrEqual(min);
                expect(made.state.result).toBeLessThanOrEqual(max);
                expect(made.id).toBe(String(made.state.result));
            }),
        );
        const dice = await Promise.all(Array.from({ length: 200 }, () => client.create(INTEGER, { min: 1, max: 3 })));
        expect([...new Set(dice.map((d) => d.state.result))].sort()).toEqual([1, 2, 3]);
    });

    test("is refused on creation when there is no number between them", async () => {
        await expect(client.create(INTEGER, { min: 2, max: 1 })).rejects.toThrow(
            new Error(
                "creating random integer: The minimum (min) value needs to be smaller than or equal to maximum (max) value.",
            ),
        );
    });

    test("is the same for the same seed, on every machine", async () => {
        const inputs = { min: 1, max: 1_000_000, seed: "blue" };
        // Written down, because a change here would change what every seeded program gets.
        expect((await client.create(INTEGER, inputs)).state.result).toBe(643965);
        expect((await client.create(INTEGER, { ...inputs, seed: "green" })).state.result).not.toBe(643965);
    });
});

test("a seed never runs out of new bytes, however they are asked for", () => {
    const [whole, parts] = [source("blue"), source("blue")];
    const long = whole(160);
    expect(Buffer.concat([parts(1), parts(63), parts(0), parts(96)])).toEqual(long);
    const blocks = Array.from({ length: 5 }, (_, i) => long.subarray(32 * i, 32 * i + 32).toString("hex"));
    expect(new Set(blocks).size).toBe(5);
    expect(source("green")(160)).not.toEqual(long);
});

test("chance favours nobody", () => {
    const from = source("blue");
    // A byte has 256 values: were those past 199 not drawn again, they would come up as the numbers below 56 once more.
    const drawn = Array.from({ length: 20_000 }, () => Number(below(from, 200n)));
    expect(Math.max(...drawn)).toBe(199);
    expect(drawn.filter((n) => n < 56).length / drawn.length).toBeCloseTo(56 / 200, 1);
    expect(Array.from({ length: 20 }, () => below(from, 1n))).toEqual(Array(20).fill(0n));
});

describe("RandomShuffle", () => {
    const shuffle = async (inputs: Props): Promise<string[]> =>
        (await client.create(SHUFFLE, inputs)).state.results as string[];

    test("gives every item once, or fewer, or again only after every other", async () => {
        expect((await shuffle({ inputs: LETTERS })).sort()).toEqual(LETTERS);
        expect(new Set(await shuffle({ inputs: LETTERS, resultCount: 5 })).size).toBe(5);
        const repeated = await shuffle({ inputs: ["a", "b", "c"], resultCount: 8 });
        expect(repeated).toHaveLength(8);
        expect(repeated.slice(0, 3).sort()).toEqual(["a", "b", "c"]);
        expect(repeated.slice(3, 6).sort()).toEqual(["a", "b", "c"]);
        expect(await shuffle({ inputs: [], resultCount: 3 })).toEqual([]);
    });

    test("gives the same order for the same seed", async () => {
        const seeded = { inputs: LETTERS, seed: "blue" };
        expect(await shuffle(seeded)).toEqual(await shuffle(seeded));
        expect(await shuffle({ ...seeded, seed: "green" })).not.toEqual(await shuffle(seeded));
        expect(await shuffle({ ...seeded, seed: "" })).not.toEqual(await shuffle({ ...seeded, seed: "" }));
    });
});

describe("RandomId and RandomBytes", () => {
    test("write the same bytes in every way", async () => {
        const lengths = fc.integer({ min: 1, max: 64 });
        await fc.assert(
            fc.asyncProperty(lengths, fc.constantFrom("", "my-", "a,b,"), async (byteLength, prefix) => {
                const { id, state } = await client.create(ID, { byteLength, ...(prefix === "" ? {} : { prefix }) });
                const bytes = Buffer.from(id, "base64url");
                expect(bytes).toHaveLength(byteLength);
                expect(state.b64Url).toBe(prefix + id);
                expect(state.b64Std).toBe(prefix + bytes.toString("base64"));
                expect(state.hex).toBe(prefix + bytes.toString("hex"));
                expect(state.dec).toBe(prefix + BigInt(`0x${bytes.toString("hex")}`).toString());
                const secret = await client.create(BYTES, { length: byteLength });
                expect(secret.id).toBe(secret.state.base64);
                expect(Buffer.from(secret.id, "base64").toString("hex")).toBe(secret.state.hex);
                expect(secret.state.hex).toHaveLength(2 * byteLength);
            }),
        );
    });
});

describe("RandomPet", () => {
    test("ends with an animal, after an adjective, after adverbs", async () => {
        const words = (await client.create(PET, { length: 4, separator: " " })).id.split(" ");
        const kinds = [ADVERBS, ADVERBS, ADJECTIVES, ANIMALS];
        for (const [at, kind] of kinds.entries()) expect(kind).toContain(words[at]);
        const all = [...ADVERBS, ...ADJECTIVES, ...ANIMALS];
        expect(all.filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
        expect(new Set(all).size).toBe(all.length);
    });

    test("is as many words as asked for, after the prefix", async () => {
        expect((await client.create(PET, {})).id).toMatch(/^[a-z]+-[a-z]+$/);
        expect((await client.create(PET, { length: 1 })).id).toMatch(/^[a-z]+$/);
        expect((await client.create(PET, { length: 4, prefix: "web", separator: "_" })).id).toMatch(
            /^web(_[a-z]+){4}$/,
        );
    });
});

describe("RandomUuid", () => {
    test("has the form of a UUID, and the version bits of its type", async () => {
        const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
        expect((await client.create(UUID, {})).state.result).toMatch(form);
        expect((await client.create(UUID4, {})).state.result).toMatch(/^.{14}4.{4}[89ab]/);
        const before = Date.now();
        const seven = (await client.create(UUID7, {})).state.result as string;
        expect(seven).toMatch(form);
        expect(seven).toMatch(/^.{14}7.{4}[89ab]/);
        const madeAt = parseInt(seven.replace("-", "").slice(0, 12), 16);
        expect(madeAt).toBeGreaterThanOrEqual(before);
        expect(madeAt).toBeLessThanOrEqual(Date.now());
    });
});

describe("import", () => {
    test.each([
        [BYTES, { length: 7 }, (s: Props) => s.base64],
        [ID, { byteLength: 7 }, (s: Props) => s.b64Url],
        [ID, { byteLength: 7, prefix: "a,b-" }, (s: Props) => `a,b-,${String(s.b64Url).slice(4)}`],
        [INTEGER, { min: -5, max: 5 }, (s: Props) => `${String(s.result)},-5,5`],
        [INTEGER, { min: 1, max: 5, seed: "x" }, (s: Props) => `${String(s.result)},1,5,x`],
        [STRING, { length: 12 }, (s: Props) => s.result],
        [UUID, {}, (s: Props) => s.result],
        [UUID4, {}, (s: Props) => s.result],
        [UUID7, {}, (s: Props) => String(s.result).toUpperCase()],
    ])("%s %j comes back from its id, and then needs no change", async (type, inputs, spell) => {
        const made = await client.create(type, inputs);
        const imported = await client.import(type, String(spell(made.state)));
        expect(imported).toEqual({ type, id: made.id, inputs, state: made.state });
        expect(await client.diff(imported!, inputs)).toEqual({ changed: [], replaces: [] });
    });

    test("takes a password whole, whatever is in it", async () => {
        const password = "p@ss,w@rd";
        const imported = await client.import(PASSWORD, password);
        expect(imported).toMatchObject({ id: "none", inputs: { length: 9 }, state: { result: password, length: 9 } });
        expect(await bcrypt.compare(password, imported?.state.bcryptHash as string)).toBe(true);
        expect(await client.diff(imported!, { length: 9 })).toEqual({ changed: [], replaces: [] });
        expect((await client.diff(imported!, { length: 10 })).replaces).toEqual(["length"]);
    });

    const integer = "reading random integer: Import Random Integer Error: ";
    test.each([
        [PET, "busy-otter", "reading random pet: random pet does not support import"],
        [SHUFFLE, "-", "reading random shuffle: random shuffle does not support import"],
        [
            ID,
            "a+b",
            "reading random id: Import Random ID Error: 'a+b' is not base64 with the URL-friendly alphabet, unpadded",
        ],
        [BYTES, "hunter2", "reading random bytes: Import Random bytes Error: the id is not a padded base64 string"],
        [
            INTEGER,
            "1,2",
            `${integer}Invalid import usage: expecting {result},{min},{max} or {result},{min},{max},{seed}`,
        ],
        [INTEGER, "x,1,2", `${integer}The value supplied could not be parsed as an integer: 'x'`],
        [INTEGER, "1,x,2", `${integer}The min value supplied could not be parsed as an integer: 'x'`],
        [INTEGER, "1,1,x", `${integer}The max value supplied could not be parsed as an integer: 'x'`],
        [
            UUID,
            "abc",
            "reading random uuid: Import Random UUID Error: There was an error during the parsing of the UUID 'abc'",
        ],
    ])("of %s refuses %s", async (type, id, message) => {
        await expect(client.import(type, id)).rejects.toThrow(new Error(message));
    });

    test("never prints a secret it failed on", async () => {
        clouds.faults.add({ kind: "error", type: PASSWORD, operation: "read", nth: 1, times: 1, when: "before" });
        await expect(client.import(PASSWORD, "hunter2")).rejects.toThrow(
            /^reading random password: api error (?!.*hunter2)/,
        );
    });
});
