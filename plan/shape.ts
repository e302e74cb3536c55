/**
 * The shape of a component's arguments, checked at run time. TypeScript's types are gone by then, and a program in
 * JavaScript, or one that casts, would otherwise be planned with an Output in place of a key, or with a misspelt argument
 * that nobody reads.
 */
import { oneOf, show, type Problem } from "./problem";

export type Shape =
    /** A value that planning needs: an Output or a Promise is refused. */
    | { kind: "boolean"; required?: boolean }
    /** `among`: the only values; with it an unknown one is `unknown-value`. */
    | { kind: "string"; required?: boolean; among?: readonly string[] }
    /** With a bound it is finite and within them, both included; `whole` wants an integer. Otherwise it is `out-of-range`. */
    | { kind: "number"; required?: boolean; from?: number; to?: number; whole?: boolean }
    /** A value that is only passed on: anything Pulumi accepts as an input. */
    | { kind: "input"; required?: boolean }
    /** A value that has a check of its own, and must be known now. */
    | { kind: "plain"; required?: boolean }
    | { kind: "list"; of: Shape; required?: boolean }
    /** A map with keys of the user's choice, which become part of resource names. */
    | { kind: "keyed"; of: Shape; required?: boolean; keys?: RegExp; keyRule?: string }
    /** A map whose keys are data (tags, zones). */
    | { kind: "map"; of: Shape; required?: boolean }
    | { kind: "object"; members: Record<string, Shape>; required?: boolean };

type Range = Extract<Shape, { kind: "number" }>;

/** Keys become part of resource names, where "/" separates them. */
export const KEY = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
export const KEY_RULE = "lower-case letters, digits and inner hyphens, at most 40";

export function checkShape(shape: Shape, value: unknown, path = ""): Problem[] {
    if (value === undefined || value === null) {
        if (shape.required !== true) return [];
        const fix = path === "" ? "Give the arguments." : `Add '${last(path)}'.`;
        return [{ check: "missing-argument", path, got: "nothing", allowed: describe(shape), fix }];
    }
    if (shape.kind === "input") return [];
    if (isDeferred(value)) {
        const fix = "It decides what is planned, so it must be known when the program runs: give a plain value.";
        return [{ check: "not-plain", path, got: deferredKind(value), allowed: describe(shape), fix }];
    }
    switch (shape.kind) {
        case "plain":
            return [];
        case "boolean":
            return typeof value === "boolean" ? [] : wrongType(shape, value, path);
        case "string":
            if (typeof value !== "string") return wrongType(shape, value, path);
            return shape.among === undefined || shape.among.includes(value)
                ? []
                : notAllowed("unknown-value", shape, value, path);
        case "number":
            if (typeof value !== "number") return wrongType(shape, value, path);
            return isInRange(shape, value) ? [] : notAllowed("out-of-range", shape, value, path);
        case "list":
            if (!Array.isArray(value)) return wrongType(shape, value, path);
            return value.flatMap((v, i) => checkShape({ ...shape.of, required: true }, v, `${path}[${i}]`));
        case "keyed":
        case "map":
            if (!isPlainObject(value)) return wrongType(shape, value, path);
            return Object.entries(value).flatMap(([key, v]) => [
                ...(shape.kind === "keyed"
                    ? checkKey(shape.keys ?? KEY, shape.keyRule ?? KEY_RULE, key, join(path, key))
                    : []),
                ...checkShape({ ...shape.of, required: true }, v, join(path, key)),
            ]);
        case "object":
            if (!isPlainObject(value)) return wrongType(shape, value, path);
            return [
                ...Object.keys(value)
                    .filter((name) => own(shape.members, name) === undefined && value[name] !== undefined)
                    .map((name) => unknownArgument(shape.members, name, path)),
                ...Object.entries(shape.members).flatMap(([name, member]) =>
                    checkShape(member, value[name], join(path, name)),
                ),
            ];
    }
}

/**
 * The same arguments with no null for a member, which is how some languages send what a program leaves out. In lists and
 * maps null stays: there it is a mistake.
 */
export function withoutNulls<T>(shape: Shape, value: T): T {
    if (shape.kind === "list" && Array.isArray(value)) return value.map((v: unknown) => withoutNulls(shape.of, v)) as T;
    if (!isPlainObject(value) || isDeferred(value)) return value;
    const changed = (change: (key: string, v: unknown) => unknown): T =>
        Object.fromEntries(Object.entries(value).map(([key, v]) => [key, change(key, v)])) as T;
    switch (shape.kind) {
        case "keyed":
        case "map":
            return changed((_, v) => withoutNulls(shape.of, v));
        case "object":
            return changed((name, v) => {
                const member = own(shape.members, name);
                return v === null || member === undefined ? (v ?? undefined) : withoutNulls(member, v);
            });
        default:
            return value;
    }
}

/** `aws.hubs.use1`; a key that is no identifier is put in brackets: `cidrs["10.0.0.0/8"]`. */
export function join(path: string, name: string): string {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
    return path === "" ? name : `${path}.${name}`;
}

/**
 * What the map itself holds at a key: "constructor" is a fine key, and must not find what every object inherits.
 * Written for ES2020, which is what Pulumi compiles a component package for that comes as a checkout without `dist/`.
 */
export function own<T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
    return map !== undefined && Object.prototype.hasOwnProperty.call(map, key) ? map[key] : undefined;
}

function checkKey(keys: RegExp, rule: string, key: string, path: string): Problem[] {
    if (keys.test(key)) return [];
    return [
        {
            check: "bad-key",
            path,
            got: JSON.stringify(key),
            allowed: rule,
            fix: "Keys become part of resource names: choose another.",
        },
    ];
}

function unknownArgument(members: Record<string, Shape>, name: string, path: string): Problem {
    const allowed = oneOf(Object.keys(members));
    const fix = "Remove it, or correct the spelling.";
    return { check: "unknown-argument", path: join(path, name), got: JSON.stringify(name), allowed, fix };
}

function wrongType(shape: Shape, value: unknown, path: string): Problem[] {
    return [{ check: "wrong-type", path, got: show(value), allowed: describe(shape), fix: `Give ${describe(shape)}.` }];
}

function isInRange({ from = -Infinity, to = Infinity, whole = false }: Range, value: number): boolean {
    if (from === -Infinity && to === Infinity && !whole) return true;
    return Number.isFinite(value) && value >= from && value <= to && (!whole || Number.isInteger(value));
}

function notAllowed(check: string, shape: Shape, value: unknown, path: string): Problem[] {
    return [{ check, path, got: show(value), allowed: describe(shape), fix: `Give ${describe(shape)}.` }];
}

/** "a whole number from 1 to 50" */
function describeRange({ from, to, whole = false }: Range): string {
    const start = from === undefined ? "" : ` from ${from}`;
    const end = to === undefined ? "" : from === undefined ? ` up to ${to}` : ` to ${to}`;
    return `a ${whole ? "whole " : ""}number${start}${end}`;
}

function describe(shape: Shape): string {
    switch (shape.kind) {
        case "number":
            return describeRange(shape);
        case "string":
            return shape.among === undefined ? "a string" : oneOf(shape.among);
        case "input":
            return "a value or an Output";
        case "plain":
            return "a plain value";
        case "list":
            return `a list, each ${describe(shape.of)}`;
        case "keyed":
        case "map":
            return "a map";
        case "object":
            return Object.keys(shape.members).length === 0
                ? "{}"
                : `an object with ${oneOf(Object.keys(shape.members))}`;
        default:
            return `a ${shape.kind}`;
    }
}

/** The last step of a path, with what stands in brackets behind it, dots and all. */
function last(path: string): string {
    return /(?:^|[^.[]+)(?:\["(?:\\.|[^"\\])*"\]|\[\d+\])*$/.exec(path)?.[0] || path;
}

/** An object with members, of whatever class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
    // A Map has no members of its own, and would pass as an empty object.
    return Object.prototype.toString.call(value) === "[object Object]";
}

/** Pulumi marks its Outputs; everything else that will only be known later has a `then`. */
function isDeferred(value: unknown): boolean {
    if (typeof value === "function") return true;
    if (typeof value !== "object" || value === null) return false;
    return "__pulumiOutput" in value || typeof (value as { then?: unknown }).then === "function";
}

function deferredKind(value: unknown): string {
    if (typeof value === "function") return "a function";
    return "__pulumiOutput" in (value as object) ? "an Output" : "a Promise";
}
