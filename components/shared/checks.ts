/** What every component says of prefixes, regions and zones, in the same words. */
import { AWS_REGIONS } from "../../facts/regions/aws";
import { SPECIAL_BLOCKS } from "../../facts/reservations/addresses";
import { checkPrefix, covers, prefixOf } from "../../plan/prefix";
import { show, type Problem } from "../../plan/problem";
import { own } from "../../plan/shape";

/** Ranges that no network has and no gateway routes, with what they are for. */
const UNROUTABLE = SPECIAL_BLOCKS.filter(({ use }) => use === "never").map(
    ({ block, meaning }) => [prefixOf(block), meaning] as const,
);

/** `cidr-invalid` or `cidr-reserved`; nothing is wrong with a prefix that can be routed. */
export function checkRoutable(text: string, path: string): Problem[] {
    const invalid = checkPrefix(text, path);
    if (invalid.length > 0) return invalid;
    const clash = UNROUTABLE.find(([range]) => covers(range, prefixOf(text)));
    if (clash === undefined) return [];
    const allowed = `anything outside ${clash[0].text} (${clash[1]})`;
    const fix = "Such addresses are never routed: use others.";
    return [{ check: "cidr-reserved", path, got: show(text), allowed, fix }];
}

/** `unknown-region`, or nothing. */
export function checkAwsRegion(region: string, path: string): Problem[] {
    if (own(AWS_REGIONS, region) !== undefined) return [];
    const fix = "Correct it; a region newer than this version of Causeway needs a newer version.";
    const allowed = 'an AWS region, such as "us-east-1"';
    return [{ check: "unknown-region", path, got: show(region), allowed, fix }];
}

/**
 * `zone-outside-region`, or nothing, also where the region is none: that is said of the region. Local zones
 * ("us-east-1-bos-1a") cannot hold an attachment's subnet (Transit Gateway guide).
 */
export function checkAwsZone(zone: string, region: string, path: string): Problem[] {
    const isInside = zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length));
    if (own(AWS_REGIONS, region) === undefined || isInside) return [];
    const fix = "Subnets are keyed by the name of their availability zone; local zones cannot be attached.";
    const allowed = `a zone of ${region}, such as "${region}a"`;
    return [{ check: "zone-outside-region", path, got: show(zone), allowed, fix }];
}
