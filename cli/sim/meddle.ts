/** Changes behind Pulumi's back: what a colleague does in the console. */
import { checkProperties } from "../../sim/core/check";
import type { ResourceType } from "../../sim/core/definition";
import { Faults } from "../../sim/core/faults";
import { Lifecycle } from "../../sim/core/lifecycle";
import type { Value } from "../../sim/core/values";
import type { CloudObject, World } from "../../sim/core/world";
import { PACKAGES } from "../../sim/packages";

/** The one object with this id; a type is needed where two have it (both sides of a peering). */
export function findObject(world: World, id: string, type?: string): CloudObject {
    const found = world.everything().filter((o) => o.id === id && (type === undefined || o.type === type));
    const [only, ...others] = found;
    if (only === undefined) throw new Error(`nothing in the simulated clouds has the id '${id}'; see: causeway sim ls`);
    if (others.length === 0) return only;
    const types = found.map((o) => `${o.type} in ${o.region}`).join(", ");
    throw new Error(`'${id}' is the id of several objects (${types}): add --type`);
}

/** Sets properties as they come, past every rule of the provider but not past the shape of the type. */
export function drift(world: World, object: CloudObject, changes: Record<string, Value>): void {
    const type = typeOf(object.type);
    const [failure] = checkProperties(
        Object.fromEntries(
            Object.entries(type.properties).map(([k, p]) => [k, { ...p, required: false, output: false }]),
        ),
        changes,
    );
    if (failure !== undefined) throw new Error(`${object.type}: ${failure.property}: ${failure.reason}`);
    world.transaction(() => world.put({ ...object, props: { ...object.props, ...changes } }));
}

/** Deletes by the cloud's own rules: it refuses while something depends on the object. */
export async function deleteObject(world: World, object: CloudObject): Promise<void> {
    const lifecycle = new Lifecycle(world, new Faults(world), Infinity);
    const caller = { account: object.account, region: object.region, defaultTags: {} };
    await lifecycle.delete(typeOf(object.type), caller, object.id, object.props);
}

function typeOf(token: string): ResourceType {
    const type = PACKAGES.flatMap((p) => p.types).find((t) => t.token === token);
    if (type === undefined) throw new Error(`the simulated clouds do not model the type ${token}`);
    return type;
}

/** `name=value` pairs; a value is JSON where it parses as JSON, text otherwise. */
export function parseChanges(pairs: string[]): Record<string, Value> {
    return Object.fromEntries(
        pairs.map((pair) => {
            const at = pair.indexOf("=");
            if (at < 1) throw new Error(`'${pair}' is not of the form property=value`);
            return [pair.slice(0, at), parseValue(pair.slice(at + 1))];
        }),
    );
}

function parseValue(text: string): Value {
    try {
        return JSON.parse(text) as Value;
    } catch {
        return text;
    }
}
