/**
 * Whether one machine of a subnet stands for all of them: not where a prefix that the program writes somewhere ends inside the
 * subnet, because then it matters which address the machine will get.
 */
import { BITS, inAddressOrderWithEnclosing, type Prefix } from "../../../../plan/prefix";
import type { Resource } from "../../resources";
import type { Value } from "../../values";
import { prefixFrom } from "../../fields";
import { SUBNET_TYPES } from "./types";

/** The texts of those of `subnets` that some prefix in the program cuts. */
export function cutPrefixes(resources: readonly Resource[], subnets: readonly Prefix[]): ReadonlySet<string> {
    const written = new Map<string, Prefix>();
    const add = (value: Value): void => {
        if (typeof value === "string") {
            const prefix = value.includes("/") ? prefixFrom(value) : undefined;
            // A whole family cuts nothing.
            if (prefix !== undefined && prefix.length > 0 && prefix.length <= BITS[prefix.family])
                written.set(prefix.text, prefix);
        } else if (typeof value === "object" && value !== null) Object.values(value).forEach(add);
    };
    for (const { type, props } of resources) if (!(SUBNET_TYPES as readonly string[]).includes(type)) add(props);
    const items = [
        ...subnets.map((prefix) => ({ prefix, isSubnet: true })),
        ...[...written.values()].map((prefix) => ({ prefix, isSubnet: false })),
    ];
    const cut = new Set<string>();
    for (const [{ prefix, isSubnet }, around] of inAddressOrderWithEnclosing(items, (item) => item.prefix))
        if (!isSubnet)
            for (const outer of around)
                if (outer.isSubnet && outer.prefix.length < prefix.length) cut.add(outer.prefix.text);
    return cut;
}
