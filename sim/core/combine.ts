/**
 * Rules over several properties: which belong together and which exclude each other. The texts are those of the Terraform
 * plugin SDK, on which the real providers are built. Unknown values pass: nobody can say yet whether they are given.
 */
import type { CheckFailure } from "./definition";
import { isEmpty, UNKNOWN, type Props } from "./values";

const quoted = (names: readonly string[]): string => `\`${names.join(",")}\``;

/** Given at all, even as "" or false. */
function isGiven(inputs: Props, name: string): boolean {
    const value = inputs[name];
    return value !== undefined && value !== null && value !== UNKNOWN;
}

/** Says something, or may do so once it is known. */
function maySay(inputs: Props, name: string): boolean {
    const value = inputs[name];
    return value === UNKNOWN || (value !== false && !isEmpty(value));
}

/** `property` is the path that the failure names: of the object that `inputs` are, or empty for the resource. */
export function exactlyOneOf(inputs: Props, names: readonly string[], property = ""): CheckFailure[] {
    const given = names.filter((name) => isGiven(inputs, name));
    if (given.length <= 1) return atLeastOneOf(inputs, names, property);
    const reason = `only one of ${quoted(names)} can be specified, but ${quoted(given)} were specified.`;
    return [{ property, reason: `Invalid combination of arguments: ${reason}` }];
}

export function atLeastOneOf(inputs: Props, names: readonly string[], property = ""): CheckFailure[] {
    if (names.some((name) => maySay(inputs, name))) return [];
    return [{ property, reason: `Invalid combination of arguments: one of ${quoted(names)} must be specified` }];
}

/** One failure for each of `others` that is given beside `name`. */
export function conflicts(inputs: Props, name: string, others: readonly string[]): CheckFailure[] {
    if (!isGiven(inputs, name)) return [];
    return others
        .filter((other) => isGiven(inputs, other))
        .map((other) => ({
            property: name,
            reason: `Conflicting configuration arguments: "${name}": conflicts with ${other}`,
        }));
}
