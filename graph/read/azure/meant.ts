/**
 * Which resource a property of Azure means: by an id, whose letters count in either case, or by a name, which is one resource in its
 * resource group (Azure Resource Manager, "Resource naming rules").
 */
import { textOf } from "../fields";
import { valueAt, type Reference, type References } from "../references";
import type { Resource } from "../resources";

type Path = string | readonly [string, ...(string | number)[]];

export function meant(references: References, from: Resource, path: Path, ...types: readonly string[]): Reference {
    const steps = typeof path === "string" ? ([path] as const) : path;
    const value = valueAt(from, steps);
    if (typeof value !== "string" || value === "") return references.one(from, steps, { types });
    const text = value.toLowerCase();
    const all = references.ofType(...types);
    const byId = all.find(({ id }) => typeof id === "string" && id.toLowerCase() === text);
    const found = byId ?? (text.includes("/") ? undefined : all.find((one) => isNamed(from, one, text)));
    return found === undefined ? { is: "external", id: value } : { is: "resource", resource: found };
}

/** The name that Azure has for a resource, as far as it is known. */
export function nameOf(resource: Resource): string | undefined {
    const kind = resource.type.split(":").at(-1) ?? "";
    const own = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}Name`;
    for (const property of ["name", own]) {
        const text = textOf(resource, property);
        if (typeof text === "string") return text;
    }
    return undefined;
}

function isNamed(from: Resource, resource: Resource, text: string): boolean {
    if (nameOf(resource)?.toLowerCase() !== text) return false;
    const [here, there] = [from, resource].map((one) => {
        const group = textOf(one, "resourceGroupName");
        return typeof group === "string" ? group.toLowerCase() : undefined;
    });
    return here === undefined || there === undefined || here === there;
}
