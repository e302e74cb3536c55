/** Tags of a resource, its provider's defaults with them where the provider says so. */
import type { Resource } from "../graph/read/resources";
import { partOf, textAt, UNKNOWN, type Known } from "./values";
import { SECRET } from "./values";

/** By key; UNKNOWN where nothing of the tags is known, undefined where the resource sets none. */
export function tagsOf(resource: Resource): Known<Readonly<Record<string, Known<string>>>> {
    const maps = ["tags", "tagsAll"]
        .map((name) => resource.props[name])
        .filter((map) => map !== undefined && map !== null);
    if (maps.length === 0) return undefined;
    if (maps.every((map) => map === UNKNOWN || map === SECRET)) return UNKNOWN;
    const known = maps.flatMap((map) => Object.entries(partOf(map)?.props ?? {}));
    return Object.fromEntries(known.map(([key, value]) => [key, textAt({ props: { value } }, "value")]));
}
