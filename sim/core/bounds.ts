/** Numbers that a provider refuses before it calls its cloud. */
import type { Value } from "./values";

/** For `Property.refuse`, in the words of the validators that most providers share (terraform-plugin-framework). */
export function refuseBelow(name: string, least: number): (value: Value) => string | undefined {
    return (value) =>
        typeof value === "number" && value < least
            ? `Attribute ${name} value must be at least ${least}, got: ${value}`
            : undefined;
}
