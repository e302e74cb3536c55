/** Names and keys, as the component has them: so the two programs can be compared resource by resource. */
import { RandomPassword } from "@pulumi/random/randomPassword";
import * as pulumi from "@pulumi/pulumi";
import * as crypto from "node:crypto";

const tags = { application: "branches", owner: "network" };
export const plainTags = tags;
export const named = (name: string): Record<string, string> => ({ ...tags, Name: name });

/** Azure takes no "/" in a name. */
export function physical(name: string, owner = ""): string {
    const digest = crypto.createHash("sha256").update(`${owner}${name}`).digest("hex").slice(0, 7);
    const readable = name.replace(/[^a-z0-9]+/g, "-").slice(0, 55);
    return `${readable.replace(/-+$/, "")}-${digest}`;
}

/** What is known by its name in the cloud: the new one can only be made after the old one is gone. */
export const once = { deleteBeforeReplace: true };

const secret = new RandomPassword("branches-secret", { length: 64, special: false });

/** Every tunnel has a key of its own, of letters and digits. */
export function keyOf(tunnel: string): pulumi.Output<string> {
    const derived = secret.result.apply((key) => crypto.createHmac("sha384", key).update(tunnel).digest("hex"));
    return pulumi.secret(derived.apply((digits) => `k${digits.slice(0, 63)}`));
}
