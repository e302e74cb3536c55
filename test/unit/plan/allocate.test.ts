import { allocate, numberFromKey, type Claim, type Pool } from "../../../plan/identity";
import * as fc from "fast-check";

const pool = (what: string, ...ranges: [number, number][]): Pool => ({
    what,
    ranges: ranges.map(([first, last]) => ({ first, last })),
});
const CLUSTERS = pool("cluster id", [1, 255]);
const claim = (key: string, more: Partial<Claim> = {}): Claim => ({ pool: CLUSTERS, path: `sites.${key}`, ...more });
const claims = (wanted: Record<string, Partial<Claim>>): Record<string, Claim> =>
    Object.fromEntries(Object.entries(wanted).map(([key, more]) => [key, claim(key, more)]));
const given = (wanted: Record<string, Claim>): Record<string, number> => {
    const { numbers, problems } = allocate(wanted);
    expect(problems).toEqual([]);
    return Object.fromEntries(numbers!);
};

/** Two keys of `count` numbers with one hash, found and not chosen: "a" and the first that meets it. */
const twin = (key: string, count: number): string => {
    for (let i = 0; ; i++) {
        if (numberFromKey(`twin-${i}`, count) === numberFromKey(key, count)) return `twin-${i}`;
    }
};

describe("a number", () => {
    test("follows from the key, counted through the pool's ranges", () => {
        const split = pool("cluster id", [1, 2], [10, 12], [20, 20]);
        const numbers = [1, 2, 10, 11, 12, 20];
        for (let i = 0; i < 40; i++) {
            const key = `site-${i}`;
            expect(given(claims({ [key]: { pool: split } }))).toEqual({ [key]: numbers[numberFromKey(key, 6)] });
        }
    });

    test("is the explicit id, counted from the pool's base", () => {
        const asns: Pool = { ...pool("ASN", [4_200_000_000, 4_294_967_294]), base: 4_200_000_000 };
        expect(given(claims({ a: { id: 7 }, b: { id: 255 } }))).toEqual({ a: 7, b: 255 });
        expect(given(claims({ a: { pool: asns, id: 0 }, b: { pool: asns, id: 94_967_294 } }))).toEqual({
            a: 4_200_000_000,
            b: 4_294_967_294,
        });
    });

    test("of a run is its first, a multiple of the width from the base", () => {
        const blocks: Pool = { ...pool("block", [1344, 1471]), base: 1344 };
        expect(given(claims({ a: { pool: blocks, width: 4, id: 31 }, b: { pool: blocks, width: 2, id: 61 } }))).toEqual(
            {
                a: 1468,
                b: 1466,
            },
        );
    });

    test("of a run never begins or ends outside a range", () => {
        // 3–9 holds the runs of four at 4 only, 13–24 those at 16 and 20.
        const odd = pool("block", [3, 9], [13, 24]);
        const seen = new Set(
            Array.from({ length: 60 }, (_, i) => given(claims({ [`s${i}`]: { pool: odd, width: 4 } }))[`s${i}`]),
        );
        expect([...seen].sort((a, b) => a! - b!)).toEqual([4, 16, 20]);
    });

    test("that the user fixed stays, inside the pool or not", () => {
        expect(given(claims({ a: { number: 65_000 }, b: { number: 3 } }))).toEqual({ a: 65_000, b: 3 });
    });

    test("works for keys that objects know", () => {
        const wanted = Object.fromEntries([
            ["__proto__", claim("x", { id: 1 })],
            ["constructor", claim("y", { id: 2 })],
        ]);
        expect([...allocate(wanted).numbers!]).toEqual([
            ["__proto__", 1],
            ["constructor", 2],
        ]);
    });
});

describe("an id out of range", () => {
    test.each([0, 256, -1, 1.5, NaN])("%d is refused with the ids that there are", (id) => {
        expect(allocate(claims({ plant: { id } }))).toEqual({
            numbers: undefined,
            problems: [
                {
                    check: "id-range",
                    path: "sites.plant.id",
                    got: String(id),
                    allowed: "a whole number, 1–255",
                    fix: "Change in 'plant': id: 1, or leave it out and have it follow from the key.",
                },
            ],
            lines: [{ key: "plant", path: "sites.plant.id", id: 1 }],
        });
    });

    test.each([
        [127, true],
        [128, false],
        [255, false],
        [256, true],
        [383, true],
        [384, false],
    ])("of a pool with a hole: %d is allowed: %s", (id, isAllowed) => {
        const withoutBit7 = pool("cluster id", [1, 127], [256, 383]);
        const { problems } = allocate(claims({ a: { pool: withoutBit7, id } }));
        expect(problems.map((p) => p.allowed)).toEqual(isAllowed ? [] : ["a whole number, 1–127 or 256–383"]);
    });

    test("of runs is counted in runs", () => {
        const blocks = pool("block", [0, 127]);
        const { problems } = allocate(claims({ a: { pool: blocks, width: 4, id: 32 } }));
        expect(problems.map((p) => p.allowed)).toEqual(["a whole number, 0–31"]);
    });
});

describe("two keys with one number", () => {
    const other = twin("plant", 255);
    const [first, second] = ["plant", other].sort() as [string, string];
    const number = 1 + numberFromKey("plant", 255);

    test("are told which line ends it, and that the line may go to either", () => {
        const { numbers, problems } = allocate(claims({ plant: {}, [other]: {} }));
        expect(numbers).toBeUndefined();
        expect(problems).toEqual([
            {
                check: "id-collision",
                path: `sites.${second}.id`,
                got: `nothing; its key gives cluster id ${number}, as '${first}'`,
                allowed: "what no other has (cluster id)",
                fix:
                    `Add to '${second}': id: 1. If '${second}' exists already, keep its number with id: ${number} there ` +
                    "and run again: then others move.",
            },
        ]);
        expect(given(claims({ [first]: {}, [second]: { id: 1 } }))).toEqual({ [first]: number, [second]: 1 });
        expect(given(claims({ [second]: {}, [first]: { id: 1 } }))).toEqual({ [second]: number, [first]: 1 });
    });

    test("one with an id keeps it", () => {
        const { problems } = allocate(claims({ zoo: { id: number }, plant: {} }));
        expect(problems.map((p) => [p.path, p.got, p.fix])).toEqual([
            ["sites.plant.id", `nothing; its key gives cluster id ${number}, as 'zoo'`, "Add to 'plant': id: 1."],
        ]);
    });

    test("both with the same id: the later by name changes", () => {
        const { problems } = allocate(claims({ b: { id: 1 }, a: { id: 1 } }));
        expect(problems.map((p) => [p.path, p.got, p.fix])).toEqual([
            ["sites.b.id", "1, which is cluster id 1, as 'a'", "Change in 'b': id: 2."],
        ]);
    });

    test("one with a fixed number keeps it, even against an id", () => {
        const { problems } = allocate(claims({ z: { number: 9 }, a: { id: 9 } }));
        expect(problems.map((p) => [p.path, p.fix])).toEqual([["sites.a.id", "Change in 'a': id: 1."]]);
    });

    test("both with the same fixed number: the later takes another", () => {
        const { problems } = allocate(claims({ z: { number: 900 }, a: { number: 900 } }));
        expect(problems.map((p) => [p.path, p.got, p.fix])).toEqual([
            ["sites.z.number", "900, as 'a'", "Change in 'z': number: 1."],
        ]);
    });

    test("of different pools meet where the pools hold the same numbers", () => {
        const low = pool("cluster id", [1, 3]);
        const wanted = claims({ a: { id: 1 }, b: { id: 2 }, c: { pool: low, id: 2 }, d: { pool: low, id: 3 } });
        // There is no fourth number for the two of the small pool, so the others make room.
        const { problems } = allocate(wanted);
        expect(problems.map((p) => [p.path, p.got, p.fix])).toEqual([
            ["sites.b.id", "2, which is cluster id 2, as 'c'", "Change in 'b': id: 4."],
        ]);
    });

    test("print their run as the pool prints it", () => {
        const blocks: Pool = {
            ...pool("inside block", [0, 63]),
            print: (f, w) => `169.254.0.${f * 4}/${30 - Math.log2(w)}`,
        };
        const { problems } = allocate(
            claims({ a: { pool: blocks, width: 4, id: 3 }, b: { pool: blocks, width: 4, id: 3 } }),
        );
        expect(problems.map((p) => p.got)).toEqual(["3, which is inside block 169.254.0.48/28, as 'a'"]);
    });

    test("a wide run and two narrow ones inside it: the narrow ones are named together", () => {
        const blocks = pool("block", [0, 15]);
        const wanted = claims({
            wide: { pool: blocks, width: 4, id: 1 },
            n1: { pool: blocks, width: 2, id: 2 },
            n2: { pool: blocks, width: 2, id: 3 },
        });
        const { problems } = allocate(wanted);
        expect(problems.map((p) => [p.path, p.got, p.fix])).toEqual([
            ["sites.wide.id", "1, which is block 4, as 'n1', 'n2'", "Change in 'wide': id: 0."],
        ]);
    });
});

describe("exhaustion", () => {
    const tiny = pool("inside block", [0, 3]);

    test("more keys than numbers: names those without one", () => {
        const { numbers, problems } = allocate(
            claims(Object.fromEntries([0, 1, 2, 3, 0].map((id, i) => [`s${i}`, { pool: tiny, id }]))),
        );
        expect(numbers).toBeUndefined();
        expect(problems).toEqual([
            {
                check: "numbers-exhausted",
                path: "sites.s4",
                got: "no inside block left for 's4'",
                allowed: "at most 4 of them, some of which others need",
                fix: "Use fewer of them.",
            },
        ]);
    });

    test("a pool without a run of that width", () => {
        const { problems } = allocate(claims({ a: { pool: tiny, width: 8 } }));
        expect(problems.map((p) => [p.check, p.path, p.allowed])).toEqual([
            ["numbers-exhausted", "sites.a", "at most 0 of them of 8 each, some of which others need"],
        ]);
    });

    test("narrow runs in the way of a wide one make room, as long as they have no id", () => {
        // Two narrow runs, hashed into different halves, leave no half free.
        const half = (key: string): number => Math.floor(numberFromKey(key, 4));
        const [a, b] = [0, 2].map((at) => {
            for (let i = 0; ; i++) if (half(`n${at}-${i}`) === at) return `n${at}-${i}`;
        }) as [string, string];
        const wanted = (more: Record<string, Partial<Claim>> = {}): Record<string, Claim> =>
            claims({ [a]: { pool: tiny }, [b]: { pool: tiny }, wide: { pool: tiny, width: 2, id: 0 }, ...more });
        const { problems } = allocate(wanted());
        expect(problems.map((p) => [p.path, p.fix])).toEqual([[`sites.${a}.id`, `Add to '${a}': id: 3.`]]);
        // With the other place taken by somebody with an id, all others move.
        const full = claims({
            [a]: { pool: tiny },
            [b]: { pool: tiny },
            wide: { pool: tiny, width: 2 },
        });
        const { problems: all } = allocate(full);
        expect(all.length).toBeGreaterThan(0);
        expect(Object.keys(given(withLines(full)))).toHaveLength(3);
    });
});

describe("everything at once", () => {
    test("ids out of range, collisions and a fixed number are ended by one edit", () => {
        const wanted = claims({ a: { id: 5 }, b: { id: 5 }, c: { id: 999 }, d: { number: 7 }, e: { number: 7 } });
        const { problems } = allocate(wanted);
        expect(problems.map((p) => [p.check, p.path, p.fix])).toEqual([
            ["id-collision", "sites.b.id", "Change in 'b': id: 1."],
            ["id-range", "sites.c.id", "Change in 'c': id: 2, or leave it out and have it follow from the key."],
            ["id-collision", "sites.e.number", "Change in 'e': number: 3."],
        ]);
        expect(given(withLines(wanted))).toEqual({ a: 5, b: 1, c: 2, d: 7, e: 3 });
    });

    test("the argument of a fixed number has its own name", () => {
        const { problems } = allocate(
            claims({ a: { number: 7, numberName: "asn" }, b: { number: 7, numberName: "asn" } }),
        );
        expect(problems.map((p) => [p.path, p.fix])).toEqual([["sites.b.asn", "Change in 'b': asn: 1."]]);
    });

    test("what another number does to what exists is said", () => {
        const asns: Pool = { ...pool("ASN", [0, 9]), consequence: "ends its sessions" };
        const fixOf = (wanted: Record<string, Partial<Claim>>): string[] =>
            allocate(claims(wanted)).problems.map((p) => p.fix);
        expect(fixOf({ a: { pool: asns, id: 1 }, b: { pool: asns, id: 1 } })).toEqual([
            "Change in 'b': id: 0. Another number ends its sessions.",
        ]);
        const [a, b] = ["plant", twin("plant", 10)].sort() as [string, string];
        const number = numberFromKey("plant", 10);
        expect(fixOf({ [a]: { pool: asns }, [b]: { pool: asns } })).toEqual([
            `Add to '${b}': id: ${number === 0 ? 1 : 0}. Another number ends its sessions. If '${b}' exists already, keep its ` +
                `number with id: ${number} there and run again: then others move.`,
        ]);
    });

    test("keeping a number as told makes the others move", () => {
        const [a, b] = ["plant", twin("plant", 255)].sort() as [string, string];
        const number = 1 + numberFromKey("plant", 255);
        const { problems } = allocate(claims({ [a]: {}, [b]: { id: number } }));
        expect(problems.map((p) => p.path)).toEqual([`sites.${a}.id`]);
    });

    test("pools that are full leave the others their lines in words", () => {
        const tiny: Pool = { ...pool("small block", [1000, 1001]), base: 1000, whenFull: "Ask for more." };
        const wanted = claims({
            s0: { pool: tiny },
            s1: { pool: tiny },
            s2: { pool: tiny },
            s3: { pool: tiny },
            s4: { pool: tiny },
            s5: { pool: tiny },
            x: { id: 1 },
            y: { id: 1 },
        });
        const result = allocate(wanted);
        expect(result.problems.map((p) => [p.check, p.path, p.fix])).toEqual([
            ["id-collision", "sites.y.id", "Change in 'y': id: 2."],
            ["numbers-exhausted", expect.stringMatching(/^sites\.s\d$/), "Ask for more."],
        ]);
        expect(result.problems[1]!.got).toMatch(/^no small block left for 's\d', 's\d', 's\d' and 1 more$/);
        expect(result.numbers === undefined && result.lines).toEqual([]);
    });

    test("thousands of collisions end in one edit", () => {
        const asns: Pool = pool("ASN", [1, 20_000]);
        const wanted = claims(
            Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`s${i}`, { pool: asns, id: 1 + (i % 3000) }])),
        );
        expect(Object.keys(given(withLines(wanted)))).toHaveLength(6000);
    });
});

/** The program after the edit that the problems ask for. */
function withLines(wanted: Record<string, Claim>): Record<string, Claim> {
    const result = allocate(wanted);
    if (result.numbers !== undefined) return wanted;
    const edited = { ...wanted };
    for (const { key, path, id } of result.lines) {
        const { number, ...rest } = wanted[key]!;
        const isNumber = path === `${rest.path}.number`;
        expect(isNumber || path === `${rest.path}.id`).toBe(true);
        expect(isNumber).toBe(number !== undefined);
        edited[key] = isNumber ? { ...rest, number: id } : { ...rest, id };
    }
    return edited;
}

describe("whatever is claimed", () => {
    const key = fc.stringMatching(/^[a-z]{1,3}$/);
    const pools = [pool("n", [0, 15]), pool("n", [0, 7]), pool("n", [8, 15])];
    const anyClaim = fc.record({
        pool: fc.constantFrom(...pools),
        width: fc.constantFrom(1, 1, 1, 2, 4),
        id: fc.option(fc.nat(3), { nil: undefined }),
        number: fc.option(fc.constantFrom(0, 1, 8, 15, 40), { nil: undefined, freq: 2 }),
        isWrong: fc.boolean(),
    });
    const anyClaims = fc
        .dictionary(key, anyClaim, { maxKeys: 8, noNullPrototype: true })
        .map((wanted) =>
            Object.fromEntries(
                Object.entries(wanted).map(([k, c]): [string, Claim] => {
                    const { id, number, isWrong, ...rest } = c;
                    const common = { ...rest, path: `sites.${k}` };
                    if (number !== undefined) return [k, { ...common, width: 1, number }];
                    const first = rest.pool.ranges[0]!.first / rest.width;
                    return [k, id === undefined ? common : { ...common, id: isWrong && id === 3 ? 99 : first + id }];
                }),
            ),
        )
        .filter((wanted) =>
            Object.values(wanted).every(
                ({ pool: p, width = 1, id = 0 }) => id === 99 || id * width + width - 1 <= p.ranges[0]!.last,
            ),
        );
    const units = (wanted: Record<string, Claim>, numbers: ReadonlyMap<string, number>): number[] =>
        [...numbers].flatMap(([k, first]) => Array.from({ length: wanted[k]!.width ?? 1 }, (_, i) => first + i));

    test("nobody shares a number, everybody's is in its pool, and the order of keys means nothing", () => {
        fc.assert(
            fc.property(anyClaims, (wanted) => {
                const result = allocate(wanted);
                expect(allocate(Object.fromEntries(Object.entries(wanted).reverse()))).toEqual(result);
                if (result.numbers === undefined) return;
                const all = units(wanted, result.numbers);
                expect(new Set(all).size).toBe(all.length);
                for (const [k, first] of result.numbers) {
                    const { pool: p, width = 1, number } = wanted[k]!;
                    if (number !== undefined) {
                        expect(first).toBe(number);
                        continue;
                    }
                    const range = p.ranges[0]!;
                    expect(first).toBeGreaterThanOrEqual(range.first);
                    expect(first + width - 1).toBeLessThanOrEqual(range.last);
                    expect(first % width).toBe(0);
                }
            }),
            { numRuns: 500 },
        );
    });

    test("another key moves nobody", () => {
        fc.assert(
            fc.property(anyClaims, (wanted) => {
                const { numbers } = allocate(wanted);
                if (numbers === undefined) return;
                for (const left of Object.keys(wanted)) {
                    const fewer = Object.fromEntries(Object.entries(wanted).filter(([k]) => k !== left));
                    expect(Object.fromEntries(allocate(fewer).numbers!)).toEqual(
                        Object.fromEntries([...numbers].filter(([k]) => k !== left)),
                    );
                }
            }),
        );
    });

    test("one edit with all lines suffices, and moves nobody that it does not name", () => {
        fc.assert(
            fc.property(anyClaims, (wanted) => {
                const result = allocate(wanted);
                if (result.numbers !== undefined || result.problems.some((p) => p.check === "numbers-exhausted"))
                    return;
                expect(result.lines.map((l) => l.path)).toEqual(result.problems.map((p) => p.path));
                for (const [i, { key: k, id }] of result.lines.entries()) {
                    expect(result.problems[i]!.fix).toMatch(new RegExp(`'${k}': (id|number): ${id}\\b`));
                }
                const after = allocate(withLines(wanted)).numbers!;
                const named = new Set(result.lines.map((l) => l.key));
                for (const k of Object.keys(wanted).filter((other) => !named.has(other))) {
                    const alone = allocate({ [k]: wanted[k]! }).numbers!;
                    expect(after.get(k)).toBe(alone.get(k));
                }
            }),
            { numRuns: 1000 },
        );
    });

    test("is refused as exhausted only where no choice of ids would fit", () => {
        fc.assert(
            fc.property(anyClaims, (wanted) => {
                const { problems } = allocate(wanted);
                // A fixed number may lie across a run, and then the search is not exhaustive.
                if (Object.values(wanted).some((c) => c.number !== undefined)) return;
                if (!problems.some((p) => p.check === "numbers-exhausted")) return;
                expect(fits(Object.values(wanted), new Set())).toBe(false);
            }),
            { numRuns: 1000 },
        );
    });
});

/** Tries every run of every claim; a claim with an id may change it too, as the proposals may. */
function fits(left: readonly Claim[], taken: Set<number>): boolean {
    const [next, ...rest] = [...left].sort((a, b) => (b.width ?? 1) - (a.width ?? 1));
    if (next === undefined) return true;
    const width = next.width ?? 1;
    const { first, last } = next.pool.ranges[0]!;
    for (let start = first; start + width - 1 <= last; start += width) {
        const run = Array.from({ length: width }, (_, i) => start + i);
        if (run.some((n) => taken.has(n))) continue;
        if (fits(rest, new Set([...taken, ...run]))) return true;
    }
    return false;
}
