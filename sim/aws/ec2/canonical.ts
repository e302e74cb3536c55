/** Address prefixes in the one form in which AWS prints them: for `ResourceType.canonical`. */
import { canonicalPrefix } from "../../core/prefix";
import type { Props, Value } from "../../core/values";

/** The properties with the prefix at `name` in canonical form. */
export function withCanonicalPrefix(props: Props, name: string): Props {
    const value = props[name];
    return value === undefined ? props : { ...props, [name]: canonicalAddress(value) };
}

export function canonicalAddress(value: Value): Value {
    return typeof value === "string" ? canonicalPrefix(value) : value;
}
