/**
 * Values of a resource, as rules want them: the value, undefined where nothing is set, or UNKNOWN. Every reader is total:
 * a value of another kind than expected counts as unknown, because nothing is to be concluded from it.
 */
import { valueAt } from "../graph/read/references";
import type { Resource } from "../graph/read/resources";
import { SECRET, UNKNOWN, type Value, type Values } from "../graph/read/values";

export { SECRET, UNKNOWN, type Value, type Values } from "../graph/read/values";

export type Known<T> = T | undefined | typeof UNKNOWN;
export type Step = string | number;

/** Nothing, null and "", which is how providers return what is not set, are undefined. */
export function at(resource: Pick<Resource, "props">, ...path: readonly Step[]): Known<Exclude<Value, symbol | null>> {
    const value = valueAt(resource as Resource, path);
    if (value === undefined || value === null || value === "") return undefined;
    return value === UNKNOWN || value === SECRET ? UNKNOWN : value;
}

export function textAt(resource: Pick<Resource, "props">, ...path: readonly Step[]): Known<string> {
    const value = at(resource, ...path);
    if (value === undefined || value === UNKNOWN) return value;
    return typeof value === "object" ? UNKNOWN : String(value);
}

export function flagAt(resource: Pick<Resource, "props">, ...path: readonly Step[]): Known<boolean> {
    const text = textAt(resource, ...path);
    if (text === undefined || text === UNKNOWN) return text;
    return text === "true" ? true : text === "false" ? false : UNKNOWN;
}

/** Numbers, and texts of them, as which providers take ASNs. */
export function numberAt(resource: Pick<Resource, "props">, ...path: readonly Step[]): Known<number> {
    const text = textAt(resource, ...path);
    if (text === undefined || text === UNKNOWN) return text;
    return Number.isFinite(Number(text)) ? Number(text) : UNKNOWN;
}

/** Members as they are, unknown ones with them. An empty list is undefined: providers return one for what is not set. */
export function listAt(resource: Pick<Resource, "props">, ...path: readonly Step[]): Known<readonly Value[]> {
    const value = at(resource, ...path);
    if (value === undefined || value === UNKNOWN) return value;
    if (!Array.isArray(value)) return UNKNOWN;
    return value.length === 0 ? undefined : (value as readonly Value[]);
}

/** Texts of a list; UNKNOWN where one of them is. */
export function textsAt(resource: Pick<Resource, "props">, ...path: readonly Step[]): Known<readonly string[]> {
    const list = listAt(resource, ...path);
    if (list === undefined || list === UNKNOWN) return list;
    const texts = list.map((member) => textAt({ props: { member } }, "member"));
    return texts.some((text) => text === UNKNOWN) ? UNKNOWN : texts.filter((text) => typeof text === "string");
}

/** A member of a list that is an object, to be read like a resource. */
export function partOf(value: Value | undefined): Pick<Resource, "props"> | undefined {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { props: value as Values } : undefined;
}
