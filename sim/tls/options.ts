/** Arguments that exclude or demand each other, in the real provider's words. */
import type { CheckFailure } from "../core/definition";
import type { Props } from "../core/values";

const given = (inputs: Props, name: string): boolean => inputs[name] !== undefined && inputs[name] !== null;

export function exactlyOne(inputs: Props, ...names: string[]): CheckFailure[] {
    if (names.filter((name) => given(inputs, name)).length === 1) return [];
    const reason = `Exactly one of these attributes must be configured: [${names.join(",")}]`;
    return [{ property: "", reason }];
}

/** A private key is given as such, or as one that Pulumi must not keep, together with its version. */
export function checkKeyOptions(inputs: Props, name: string): CheckFailure[] {
    const [once, version] = [`${name}Wo`, `${name}WoVersion`];
    const failures = exactlyOne(inputs, name, once);
    if (given(inputs, once) === given(inputs, version)) return failures;
    const reason = `These attributes must be configured together: [${once},${version}]`;
    return [...failures, { property: "", reason }];
}
