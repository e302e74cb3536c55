/** How the properties of an end of a tunnel are read, in every cloud. */
import { addressText, parseAddress, parsePrefix } from "../../../plan/prefix";
import type { Read } from "../fields";
import { valueAt } from "../references";
import type { Resource } from "../resources";
import { UNKNOWN, type Value, type Values } from "../values";
import type { OuterAddress } from "./end";

/** The addresses that a property may hold; none where that may be any. */
export function outerAt(from: Resource, ...steps: readonly [string, ...(string | number)[]]): readonly OuterAddress[] {
    const value = valueAt(from, steps);
    if (typeof value === "string" && value !== "") return [{ text: value }];
    if (value === undefined || value === null || value === "") return [];
    return (from.sources[steps[0]] ?? []).map((origin) => ({ origin }));
}

/** Properties in the words of the cloud; undefined where one of them is not known. */
export function spelled(props: Values, names: readonly string[]): Values | undefined {
    const found = names.flatMap((name): [string, Value][] => {
        const value = props[name];
        return value === undefined || value === null ? [] : [[name, value]];
    });
    return found.some(([, value]) => isOpen(value)) ? undefined : Object.fromEntries(found);
}

function isOpen(value: Value): boolean {
    if (typeof value !== "object" || value === null) return typeof value === "symbol";
    return Object.values(value as Readonly<Record<string, Value>>).some(isOpen);
}

/** The n-th address of the block of a tunnel; AWS has the first and its peer the second (Site-to-Site VPN user guide). */
export function hostOf(block: Read<string>, n: 1 | 2): Read<string> {
    if (typeof block !== "string") return UNKNOWN;
    const parsed = parsePrefix(block);
    if (!("prefix" in parsed)) return UNKNOWN;
    return addressText(parsed.prefix.family, parsed.prefix.first + BigInt(n));
}

/** The address of an interface that is written with the length of its block: "169.254.0.2/30". */
export function addressOf(text: Read<string>): Read<string> {
    if (typeof text !== "string") return text;
    const address = parseAddress(text.split("/")[0] ?? "");
    return address === undefined ? UNKNOWN : addressText(address.family, address.value);
}
