/** Provider arguments: the engine sends everything that is not a string as JSON text. */
import type { CheckFailure, Property } from "./definition";
import type { Props } from "./values";

/** Keys that the engine adds for itself. */
const ENGINE_KEYS = new Set(["version", "pluginDownloadURL"]);

export function parseConfig(
    definition: Record<string, Property>,
    given: Props,
): { config: Props; unparsable: CheckFailure[] } {
    const config: Props = {};
    const unparsable: CheckFailure[] = [];
    for (const [name, value] of Object.entries(given)) {
        if (ENGINE_KEYS.has(name) || name.startsWith("__")) continue;
        const shape = definition[name]?.shape;
        if (typeof value !== "string" || shape === undefined || shape === "string") {
            config[name] = value;
            continue;
        }
        try {
            config[name] = JSON.parse(value) as Props[string];
        } catch {
            unparsable.push({
                property: name,
                reason: `expected a ${shape} written as JSON, got ${JSON.stringify(value)}`,
            });
        }
    }
    return { config, unparsable };
}
