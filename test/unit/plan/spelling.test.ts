import * as fc from "fast-check";
import { closest, editDistance } from "../../../plan/spelling";

/** The definition, straight: the first letters are equal, or one of three edits is made. */
function slowDistance(a: string, b: string): number {
    if (a === "" || b === "") return a.length + b.length;
    if (a[0] === b[0]) return slowDistance(a.slice(1), b.slice(1));
    const [x, y] = [a.slice(1), b.slice(1)];
    return 1 + Math.min(slowDistance(x, b), slowDistance(a, y), slowDistance(x, y));
}

describe("editDistance", () => {
    test.each([
        ["", "", 0],
        ["", "abc", 3],
        ["kitten", "sitting", 3],
        ["westeurpoe", "westeurope", 2],
        ["eu-centrl-1", "eu-central-1", 1],
    ])("%j and %j differ in %i", (a, b, distance) => {
        expect(editDistance(a, b)).toBe(distance);
    });

    test("equals the definition, for any two words", () => {
        const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
        fc.assert(fc.property(word, word, (a, b) => editDistance(a, b) === slowDistance(a, b)));
    });
});

describe("closest", () => {
    const known = {
        "eu-central-2": ["eu-central-2", "Zurich"],
        "eu-central-1": ["eu-central-1", "Frankfurt"],
        "eu-west-1": ["eu-west-1", "Dublin"],
    };

    test("the closest first, equally close ones in alphabetical order", () => {
        expect(closest("eu-central-3", known)).toEqual(["eu-central-1", "eu-central-2"]);
        expect(closest("eu-centra-2", known)).toEqual(["eu-central-2", "eu-central-1"]);
    });

    test("under any of its spellings, in small letters or capitals", () => {
        expect(closest("frankfurt", known)).toEqual(["eu-central-1"]);
        expect(closest("ZURICH", known)).toEqual(["eu-central-2"]);
    });

    test("at most three, or as many as wanted", () => {
        const many = { ab: ["ab"], ad: ["ad"], aa: ["aa"], ac: ["ac"] };
        expect(closest("a", many)).toEqual(["aa", "ab", "ac"]);
        expect(closest("a", many, 1)).toEqual(["aa"]);
    });

    test("two letters may differ, and in a long word a fifth", () => {
        expect(closest("abXX", { abcd: ["abcd"] })).toEqual(["abcd"]);
        expect(closest("aXXX", { abcd: ["abcd"] })).toEqual([]);
        expect(closest("abcdefghijklXXX", { word: ["abcdefghijklmno"] })).toEqual(["word"]);
        expect(closest("abcdefghijkXXXX", { word: ["abcdefghijklmno"] })).toEqual([]);
        expect(closest("abcdefghijkXXX", { word: ["abcdefghijklmn"] })).toEqual([]);
    });

    test("nothing is close to nonsense", () => {
        expect(closest("mars", known)).toEqual([]);
    });
});
