/** Whether two ends have one pre-shared key, without the key being kept or shown anywhere. */
import { createHmac, randomBytes } from "node:crypto";
import type { Resource } from "../resources";
import type { EndKey } from "./end";

/** Inputs that hold keys, in every cloud: they are secret, or nobody can see here whether they are. */
export const KEYS =
    /^(?:tunnel[12]PresharedKey|sharedKey|sharedSecret|presharedKey|privateKey|password|secret[A-Z].*)$/;

/** Made anew in each process: a print tells that two keys are equal, and nothing about either. */
const salt = randomBytes(32);

/** What stands for a key when keys are compared. */
export function printOf(key: string): string {
    return createHmac("sha256", salt).update(key).digest("base64");
}

/** The key that a property holds. */
export function keyAt({ props, sources, keyPrints }: Resource, property: string): EndKey {
    const value = props[property];
    const isShown = typeof value === "string" && value !== "" && value !== HIDDEN;
    const print = isShown ? printOf(value) : keyPrints?.[property];
    const frame = { origins: [...(sources[property] ?? [])].sort() };
    return print === undefined ? frame : { ...frame, print };
}
/** How tools print a secret that they do not show. */
const HIDDEN = "[secret]";

/**
 * True or false where it is certain, undefined where nobody can say. Where a key is not to be seen, two ends have the same one if
 * it comes from the same resources, or if the one end takes it from the other.
 */
export function isOneKey(
    a: { readonly key: EndKey; readonly resource: Resource },
    b: { readonly key: EndKey; readonly resource: Resource },
): boolean | undefined {
    if (a.key.print !== undefined && b.key.print !== undefined) return a.key.print === b.key.print;
    for (const [made, taken] of [
        [a, b],
        [b, a],
    ] as const)
        if (taken.key.origins.join() === made.resource.urn) return true;
    const isSame = a.key.origins.length > 0 && a.key.origins.join() === b.key.origins.join();
    return isSame ? true : undefined;
}
