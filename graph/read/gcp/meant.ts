/**
 * Which resource a property of Google Cloud means. It takes an id ("projects/p/global/networks/n"), the same as an address of its
 * API (selfLink), or the bare name, which counts in the project and region of the one that names it.
 */
import { unknownValue, valueAt, type Reference, type References } from "../references";
import type { Resource } from "../resources";
import type { Value } from "../values";

const API = /^https?:\/\/[^/]+\/compute\/[^/]+\//;

export function meant(
    references: References,
    from: Resource,
    path: string | readonly [string, ...(string | number)[]],
    ...types: readonly string[]
): Reference {
    const steps = typeof path === "string" ? ([path] as const) : path;
    const value = valueAt(from, steps);
    if (typeof value !== "string" || value === "") return references.one(from, steps, { types });
    const text = value.replace(API, "");
    const all = references.ofType(...types);
    const byId = all.filter(({ id, props }) => id === text || linkOf(props["selfLink"]) === text);
    const found = byId.length > 0 ? byId : all.filter((resource) => isNamed(from, resource, text));
    const [only, ...others] = found;
    if (only === undefined) return { is: "external", id: text };
    if (others.length === 0) return { is: "resource", resource: only };
    const names = found.map(({ urn }) => urn.split("::").at(-1)).join(", ");
    const reason = unknownValue(from, `${steps.join(".")} is ${text}, which ${names} are called`);
    return { is: "unsure", candidates: found, reason };
}

function linkOf(value: Value | undefined): string | undefined {
    return typeof value === "string" ? value.replace(API, "") : undefined;
}

/** What tells names apart: a name is one resource in a project and region, that of an interface one in its router. */
const SCOPES = [
    ["project", "projects"],
    ["region", "regions"],
    ["router", "routers"],
] as const;

function isNamed(from: Resource, { props }: Resource, text: string): boolean {
    const parts = text.split("/");
    if (props["name"] !== parts.at(-1)) return false;
    return SCOPES.every(([property, word]) => {
        const at = parts.indexOf(word);
        const wanted = at >= 0 ? parts[at + 1] : lastOf(from.props[property]);
        const own = lastOf(props[property]);
        return wanted === undefined || own === undefined || wanted === own;
    });
}

function lastOf(value: Value | undefined): string | undefined {
    return typeof value === "string" && value !== "" ? value.split("/").at(-1) : undefined;
}
