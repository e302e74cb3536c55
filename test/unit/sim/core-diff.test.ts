/** What changes between a deployed resource and its new inputs, and whether that can be done in place. */
import { any, bool, int, list, map, obj, set, str, type Property } from "../../../sim/core/definition";
import { diffProperties, sameValue } from "../../../sim/core/diff";
import { UNKNOWN, type Props, type Value } from "../../../sim/core/values";

const diff = (property: Property, have: Value | undefined, want: Value | undefined): string[] => {
    const props = (value: Value | undefined): Props => (value === undefined ? {} : { it: value });
    return diffProperties({ it: property }, props(have), props(want)).map((c) => `${c.kind}${c.replaces ? "!" : ""}`);
};

test.each<[string, Property, Value | undefined, Value | undefined, string[]]>([
    ["the same value", str(), "a", "a", []],
    ["another value", str(), "a", "b", ["update"]],
    ["a value for the first time", str(), undefined, "a", ["add"]],
    ["a value in place of an empty one", str(), "", "a", ["add"]],
    ["a value that is taken away", str(), "a", undefined, ["delete"]],
    ["null, which is no value", str(), "a", null, ["delete"]],
    ["an empty value in place of none", str(), undefined, "", []],
    ["another value that cannot change", str({ immutable: true }), "a", "b", ["update!"]],
    ["a value taken away that cannot change", str({ immutable: true }), "a", undefined, ["delete!"]],
    ["a value of the cloud's that nobody asks for", str({ computed: true }), "a", undefined, []],
    ["a value of the cloud's that is asked to be another", str({ computed: true }), "a", "b", ["update"]],
    ["an output", str({ output: true }), "a", undefined, []],
    ["what was used once", str({ writeOnly: true }), undefined, "a", []],
    ["the default, where nothing is given", bool({ default: true }), true, undefined, []],
    ["drift from the default", bool({ default: true }), false, undefined, ["update"]],
    ["a value that is not known yet", str(), "a", UNKNOWN, ["update"]],
    ["a value that is not known yet and cannot change", str({ immutable: true }), "a", UNKNOWN, ["update!"]],
    ["zero in place of nothing", int(), undefined, 0, ["add"]],
])("%s", (_, property, have, want, expected) => {
    expect(diff(property, have, want)).toEqual(expected);
});

test("some changes are made in place, and some by replacement", () => {
    const tenancy = str({ replacedWhen: (have, want) => have === "default" && want === "dedicated" });
    expect(diff(tenancy, "default", "dedicated")).toEqual(["update!"]);
    expect(diff(tenancy, "dedicated", "default")).toEqual(["update"]);
});

test("whether a change is made in place may depend on the rest of the resource", () => {
    const prefix = str({ replacedWhen: (_have, _want, state) => state.used === true });
    const change = (used: boolean): unknown =>
        diffProperties({ prefix }, { prefix: "a", used }, { prefix: "b" })[0]?.replaces;
    expect([change(true), change(false)]).toEqual([true, false]);
});

test("what stands in for an input is compared like it", () => {
    const properties = { region: str({ computed: true, immutable: true }) };
    expect(diffProperties(properties, { region: "a" }, {}, { region: "a" })).toEqual([]);
    expect(diffProperties(properties, { region: "a" }, {}, { region: "b" })).toEqual([
        { property: "region", kind: "update", replaces: true },
    ]);
});

const pair = obj({ port: int(), peer: str() });

test.each<[string, Property, Value, Value, boolean]>([
    ["lists in order", list(str()), ["a", "b"], ["a", "b"], true],
    ["lists in another order", list(str()), ["a", "b"], ["b", "a"], false],
    ["sets in another order", set(str()), ["a", "b"], ["b", "a"], true],
    ["sets of three", set(str()), ["a", "b", "c"], ["a", "b", "c"], true],
    ["sets with another element", set(str()), ["a", "b"], ["a", "c"], false],
    ["sets that have one element twice", set(str()), ["a", "a"], ["a", "b"], false],
    ["sets of other sizes", set(str()), ["a"], ["a", "b"], false],
    ["sets of objects", set(pair), [{ port: 1 }, { port: 2 }], [{ port: 2 }, { port: 1 }], true],
    ["lists with an element not known yet", list(str()), ["a", UNKNOWN], ["a", "b"], false],
    ["maps", map(str()), { a: "1" }, { a: "1" }, true],
    ["maps with a key more", map(str()), { a: "1" }, { a: "1", b: "2" }, false],
    ["objects with a member that was not asked for", pair, { port: 1 }, { port: 1, peer: "x" }, true],
    ["objects with another member", pair, { port: 1, peer: "y" }, { port: 1, peer: "x" }, false],
    ["an object and a string", pair, { port: 1 }, "x", false],
    ["no elements and nothing", list(str()), [], "", true],
    ["whatever there is", any(), { a: [1, null] }, { a: [1, null] }, true],
])("%s", (_, property, want, have, same) => {
    expect(sameValue(property, want, have)).toBe(same);
});
