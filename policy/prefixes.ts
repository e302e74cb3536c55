/** Prefixes of networks, as far as the program knows them. */
import type { References } from "../graph/read/references";
import type { Resource } from "../graph/read/resources";
import { addressSet, type AddressSet } from "../plan/address-set";
import { parsePrefix, type Family } from "../plan/prefix";
import { SECONDARY_PREFIX, VPC } from "./concepts";
import { flagAt, textAt, UNKNOWN, type Known } from "./values";

/** What a VPC has of a family, secondary prefixes with it; undefined where one of them is not known. */
export function networkPrefixes(vpc: Resource, family: Family, refs: References): AddressSet | undefined {
    const property = family === 4 ? "cidrBlock" : "ipv6CidrBlock";
    const secondary = refs.ofType(...SECONDARY_PREFIX).flatMap((association): Known<string>[] => {
        const owner = refs.one(association, "vpcId", { types: VPC, inRegion: true });
        if (owner.is === "unsure") return [UNKNOWN];
        return owner.is === "resource" && owner.resource === vpc ? [textAt(association, property)] : [];
    });
    const texts = [textAt(vpc, property), ...secondary].filter((text) => text !== undefined);
    // A prefix that AWS or an address manager chooses stands nowhere before the deployment.
    const isChosen =
        textAt(vpc, family === 4 ? "ipv4IpamPoolId" : "ipv6IpamPoolId") !== undefined ||
        (family === 6 && (flagAt(vpc, "assignGeneratedIpv6CidrBlock") ?? false) !== false);
    if (texts.length === 0 && isChosen) return undefined;
    const known = texts.filter((text) => typeof text === "string" && "prefix" in parsePrefix(text));
    return known.length === texts.length ? addressSet(known as string[]) : undefined;
}
