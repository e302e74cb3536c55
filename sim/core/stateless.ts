/** Resources that live in Pulumi's state only, as those of `random` and `tls` do: made, carried along, imported. */
import { withoutWriteOnly } from "./check";
import type { Made, ResourceType, Stateless } from "./definition";
import type { Props } from "./values";

/** What a stateless type is made of; the rest of `ResourceType` is about clouds. */
export type StatelessDefinition = Pick<ResourceType, "token" | "noun" | "properties" | "check" | "assume"> & Stateless;

export function stateless(definition: StatelessDefinition): ResourceType {
    const { make, adopt, expired, ...type } = definition;
    return { ...type, stateless: { make, adopt, expired }, id: () => "", onTimeout: "bare" };
}

/** The new resource: its inputs, and what it adds to them. */
export async function make(type: ResourceType, how: Stateless, inputs: Props, now: number): Promise<Made> {
    const made = await how.make(inputs, now);
    return { id: made.id, props: withoutWriteOnly(type.properties, { ...inputs, ...made.props }) };
}

/** What a read finds: the state as it is now, or on import, when there is no state yet, what the id says. */
export async function look(type: ResourceType, how: Stateless, id: string, state: Props, now: number): Promise<Made> {
    if (Object.keys(state).length > 0) {
        const expired = how.expired?.(state, now);
        return { id, props: expired === undefined ? state : { ...state, [expired]: true } };
    }
    if (how.adopt === undefined) throw new Error(`${type.noun} does not support import`);
    return how.adopt(id);
}
