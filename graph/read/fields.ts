/** Fields of a resource: their value, undefined where they are not set, or UNKNOWN where only the deployment will tell. */
import { parsePrefix, type Prefix } from "../../plan/prefix";
import type { Reason } from "../reason";
import { unknownValue, valueAt } from "./references";
import type { Resource } from "./resources";
import { SECRET, UNKNOWN, type Value } from "./values";

export type Read<T> = T | undefined | typeof UNKNOWN;
/** Where in the properties: "routes", 0, "cidrBlock". */
export type Steps = readonly [string, ...(string | number)[]];

/** A text; the empty one, which providers write for what is not set, counts as not set. */
export function textOf(from: Resource, ...steps: Steps): Read<string> {
    const value = known(valueAt(from, steps));
    return typeof value === "string" && value !== "" ? value : orNothing(value);
}

/** A number, or a text of one. */
export function numberOf(from: Resource, ...steps: Steps): Read<number> {
    const value = known(valueAt(from, steps));
    if (typeof value === "number") return value;
    return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : orNothing(value);
}

export function flagOf(from: Resource, ...steps: Steps): Read<boolean> {
    const value = known(valueAt(from, steps));
    return typeof value === "boolean" ? value : orNothing(value);
}

/** How many members a list has; UNKNOWN where the list is not known as a whole. A list that is not set has none. */
export function countOf(from: Resource, ...steps: Steps): number | typeof UNKNOWN {
    const value = known(valueAt(from, steps));
    if (value === UNKNOWN) return UNKNOWN;
    return Array.isArray(value) ? value.length : 0;
}

/** The paths of the members of a list; UNKNOWN where the list is not known as a whole. */
export function membersOf(from: Resource, ...steps: Steps): readonly Steps[] | typeof UNKNOWN {
    const count = countOf(from, ...steps);
    return count === UNKNOWN ? UNKNOWN : Array.from({ length: count }, (_, i): Steps => [...steps, i]);
}

/** A prefix, as AWS stores it: without the host bits that somebody wrote. UNKNOWN too for what is no prefix. */
export function prefixAt(from: Resource, ...steps: Steps): Read<Prefix> {
    const text = textOf(from, ...steps);
    return typeof text === "string" ? (prefixFrom(text) ?? UNKNOWN) : text;
}

export function prefixFrom(text: string): Prefix | undefined {
    const parsed = parsePrefix(text);
    if ("prefix" in parsed) return parsed.prefix;
    return parsed.canonical === undefined ? undefined : prefixFrom(parsed.canonical);
}

/** "subnet a: cidrBlock is not known before the deployment", or that it is secret, which is never read. */
export function notKnown(from: Resource, ...steps: Steps): Reason {
    const isSecret = steps.some((_, i) => valueAt(from, steps.slice(0, i + 1)) === SECRET);
    const why = isSecret ? "is secret and is not read" : "is not known before the deployment";
    return unknownValue(from, `${steps.join(".")} ${why}`);
}

/** Tags whose text is known, with those that the provider gives to everything. */
export function tagsOf(from: Resource): Readonly<Record<string, string>> {
    const all = ["tagsAll", "tags"].flatMap((name) => {
        const tags = from.props[name];
        return typeof tags === "object" && tags !== null ? Object.entries(tags) : [];
    });
    return Object.fromEntries(all.filter((tag): tag is [string, string] => typeof tag[1] === "string"));
}

function known(value: Value | undefined): Value | undefined {
    return value === SECRET ? UNKNOWN : value;
}

function orNothing(value: Value | undefined): undefined | typeof UNKNOWN {
    return value === UNKNOWN ? UNKNOWN : undefined;
}
