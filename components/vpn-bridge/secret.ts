/** The secret of a bridge that was given none: the stack keeps it, and every key of every tunnel follows from it. */
import { RandomPassword } from "@pulumi/random/randomPassword";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "./names";

/** Of letters and digits: more than 256 bits. */
const LENGTH = 64;

export function randomSecret(name: string, parent: pulumi.Resource): pulumi.Output<string> {
    const args = { length: LENGTH, special: false };
    return pulumi.secret(new RandomPassword(childName.secret(name), args, { parent }).result);
}
