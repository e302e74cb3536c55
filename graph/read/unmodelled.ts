/** Resources that no reader has read and that may change where packets go: answers that touch them say so. */
import type { Unmodelled } from "../network";
import type { References } from "./references";
import type { Resource } from "./resources";
import type { Value } from "./values";

/** What a cloud's resources may do to packets. */
export interface Mattering {
    readonly mayMatter: (resource: Resource) => boolean;
    /** What is about all resources of a kind without naming any: by its type, theirs. */
    readonly atLarge: Readonly<Record<string, readonly string[]>>;
}

/** What is neither read nor known to change nothing. `modelled` are URNs of what a reader has read. */
export function unmodelledAmong(
    references: References,
    modelled: ReadonlySet<string>,
    clouds: readonly Mattering[],
): readonly Unmodelled[] {
    const byId = new Map<string, string>();
    for (const { id, urn, props } of references.resources)
        for (const text of [id, props["arn"]]) if (typeof text === "string" && text !== "") byId.set(text, urn);
    return references.resources
        .filter((resource) => !modelled.has(resource.urn) && clouds.some(({ mayMatter }) => mayMatter(resource)))
        .map((resource) => ({
            urn: resource.urn,
            type: resource.type,
            name: resource.name,
            touches: [
                ...new Set([
                    ...Object.values(resource.sources).flat(),
                    ...named(resource, byId),
                    ...clouds.flatMap(({ atLarge }) =>
                        references.ofType(...(atLarge[resource.type] ?? [])).map(({ urn }) => urn),
                    ),
                ]),
            ].sort(),
        }));
}

/** Resources whose ids stand somewhere in the properties. */
function named(resource: Resource, byId: ReadonlyMap<string, string>): readonly string[] {
    const found: string[] = [];
    const look = (value: Value): void => {
        if (typeof value === "string") {
            const urn = byId.get(value);
            if (urn !== undefined && urn !== resource.urn) found.push(urn);
        } else if (typeof value === "object" && value !== null) Object.values(value).forEach(look);
    };
    look(resource.props);
    return found;
}
