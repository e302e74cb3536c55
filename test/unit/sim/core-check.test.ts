/** What a provider refuses before it calls its cloud. */
import { checkProperties, withDefaults, withoutWriteOnly } from "../../../sim/core/check";
import { any, bool, int, list, map, num, obj, set, str, type Property } from "../../../sim/core/definition";
import { UNKNOWN, type Props, type Value } from "../../../sim/core/values";

const failures = (properties: Record<string, Property>, inputs: Props): string[] =>
    checkProperties(properties, inputs).map((f) => `${f.property}: ${f.reason}`);

test("all that is wrong is named at once, in the order of the names", () => {
    const properties = { size: int(), name: str({ required: true }), id: str({ output: true }) };
    expect(failures(properties, { size: 1.5, id: "x", colour: "red" })).toEqual([
        'colour: Invalid or unknown key "colour"',
        'id: Invalid or unknown key "id"',
        "name: Missing required property 'name'",
        "size: expected a whole number, got a number (1.5)",
    ]);
});

test("null says nothing: it is neither given nor wrong", () => {
    const properties = { name: str({ required: true }), size: int(), id: str({ output: true }) };
    expect(failures(properties, { name: null, size: null, id: null, colour: null })).toEqual([
        "name: Missing required property 'name'",
    ]);
});

test("what the engine adds for itself is not judged", () => {
    expect(failures({}, { __defaults: [] })).toEqual([]);
});

test("an unknown value passes, whatever it is to become", () => {
    const refuse = (): string => "never";
    const properties = {
        a: str({ required: true, refuse }),
        b: list(str()),
        c: obj({ d: int() }),
        e: str({ oneOf: ["x"] }),
    };
    expect(failures(properties, { a: UNKNOWN, b: [UNKNOWN], c: { d: UNKNOWN }, e: UNKNOWN })).toEqual([]);
    expect(failures(properties, { a: UNKNOWN, b: UNKNOWN, c: UNKNOWN })).toEqual([]);
});

test.each<[Property, Value, string]>([
    [str(), 1, "expected a string, got a number (1)"],
    [bool(), "true", 'expected a boolean, got a string ("true")'],
    [int(), "1", 'expected a whole number, got a string ("1")'],
    [num(), "1", 'expected a number, got a string ("1")'],
    [list(str()), "x", 'expected a list, got a string ("x")'],
    [map(str()), ["x"], "expected a map, got a list"],
    [obj({}), "x", 'expected an object, got a string ("x")'],
    [str({ oneOf: ["a", "b"] }), "c", 'expected one of ["a","b"], got "c"'],
    [str({ refuse: (value) => `${String(value)} is no good` }), "c", "c is no good"],
    [set(str(), { refuse: () => "too few" }), [], "too few"],
    [str({ secret: true }), 1, "expected a string, got a number"],
    [str({ secret: true, oneOf: ["a"] }), "hush", 'expected one of ["a"], got another'],
])("%j refuses %j", (property, value, reason) => {
    expect(failures({ it: property }, { it: value })).toEqual([`it: ${reason}`]);
});

test.each<[Property, Value]>([
    [str(), ""],
    [bool(), false],
    [int(), 0],
    [num(), 0.5],
    [list(int()), []],
    [map(int()), { a: 1 }],
    [any(), [{ a: null }]],
    [str({ oneOf: ["a"] }), "a"],
    [str({ refuse: () => undefined }), "a"],
])("%j takes %j", (property, value) => {
    expect(failures({ it: property }, { it: value })).toEqual([]);
});

test("the path leads into lists, maps and objects", () => {
    const rule = obj({ ports: list(int(), { required: true }), tags: map(str()) });
    const inputs = { rules: [{ ports: [1] }, { ports: [1, "2"], tags: { a: 1 }, colour: "red" }, {}] } as Props;
    expect(failures({ rules: list(rule) }, inputs)).toEqual([
        'rules[1].colour: Invalid or unknown key "colour"',
        'rules[1].ports[1]: expected a whole number, got a string ("2")',
        "rules[1].tags.a: expected a string, got a number (1)",
        "rules[2].ports: Missing required property 'ports'",
    ]);
});

test("the elements of a secret list are secret", () => {
    const keys = list(str({ oneOf: ["a"] }), { secret: true });
    expect(failures({ keys }, { keys: ["hush"] })).toEqual(['keys[0]: expected one of ["a"], got another']);
});

test("defaults stand in for what is not given, and only for that", () => {
    const properties = { on: bool({ default: true }), off: bool({ default: true }), name: str(), none: str() };
    expect(withDefaults(properties, { on: null, off: false, name: "x" })).toEqual({ on: true, off: false, name: "x" });
});

test("what is used once is not kept", () => {
    expect(withoutWriteOnly({ key: str({ writeOnly: true }), name: str() }, { key: "hush", name: "x" })).toEqual({
        name: "x",
    });
});
