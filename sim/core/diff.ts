/** What changes between a deployed resource and its new inputs, and whether that can be done in place. */
import type { Property } from "./definition";
import { isEmpty, isObject, UNKNOWN, type Props, type Value } from "./values";

export type ChangeKind = "add" | "update" | "delete";

export interface Change {
    property: string;
    kind: ChangeKind;
    replaces: boolean;
}

/**
 * `state` are the outputs as last seen, `inputs` the new inputs, `fallback` what stands in for an input that is not given
 * (a region from the provider). An input that is not given and that the cloud decides is never a difference.
 */
export function diffProperties(
    properties: Record<string, Property>,
    state: Props,
    inputs: Props,
    fallback: Props = {},
): Change[] {
    return Object.entries(properties).flatMap(([property, definition]): Change[] => {
        if (definition.output === true || definition.writeOnly === true) return [];
        const want = given(inputs[property]) ?? definition.default ?? fallback[property];
        const have = state[property];
        if (want === undefined) {
            if (definition.computed === true || isEmpty(have)) return [];
            return [{ property, kind: "delete", replaces: replaces(definition, have, want, state) }];
        }
        if (sameValue(definition, want, have)) return [];
        const kind: ChangeKind = isEmpty(have) ? "add" : "update";
        return [{ property, kind, replaces: replaces(definition, have, want, state) }];
    });
}

function replaces(definition: Property, have: Value | undefined, want: Value | undefined, state: Props): boolean {
    return definition.immutable === true || definition.replacedWhen?.(have, want, state) === true;
}

function given(value: Value | undefined): Value | undefined {
    return value === null ? undefined : value;
}

/** True when the cloud, asked for `want`, would find nothing to do at `have`. Members that are not asked for don't count, where it may fill them in. */
export function sameValue(definition: Property, want: Value, have: Value | undefined): boolean {
    if (want === UNKNOWN) return false;
    if (isEmpty(want) && isEmpty(have)) return true;
    if (Array.isArray(want)) {
        if (!Array.isArray(have) || want.length !== have.length) return false;
        const element = definition.of ?? definition;
        if (definition.unordered !== true) return want.every((w, i) => sameValue(element, w, have[i]));
        const rest = [...have];
        return want.every((w) => {
            const at = rest.findIndex((h) => sameValue(element, w, h));
            if (at >= 0) rest.splice(at, 1);
            return at >= 0;
        });
    }
    if (isObject(want)) {
        if (!isObject(have)) return false;
        const whole = definition.shape === "map" || definition.exact === true;
        const keys = whole ? new Set([...Object.keys(want), ...Object.keys(have)]) : Object.keys(want);
        return [...keys].every((key) => {
            const member = definition.members?.[key] ?? definition.of ?? { shape: "any" as const };
            const wanted = want[key];
            return wanted === undefined ? isEmpty(have[key]) : sameValue(member, wanted, have[key]);
        });
    }
    return want === have;
}
