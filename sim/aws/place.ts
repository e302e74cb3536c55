/** Where things are in AWS: partitions, zones, ARNs; and the properties that nearly every resource has. */
import { AWS_REGIONS } from "../../facts/regions/aws";
import { map, str, type Property } from "../core/definition";
import { isObject, type Value } from "../core/values";

export function partitionOf(region: string): string {
    return AWS_REGIONS[region]?.partition ?? "aws";
}

export function zonesOf(region: string): string[] {
    return Array.from(AWS_REGIONS[region]?.zones ?? "", (letter) => `${region}${letter}`);
}

/** Account-independent name of a zone: "use1-az1" for the first zone of us-east-1. */
export function zoneIdOf(zone: string): string {
    const region = zone.slice(0, -1);
    const short = region.replace("-gov-", "g-").replace(/^([a-z]+)-([a-z]+)-(\d+)$/, (_, ...parts: string[]) => {
        const [area = "", point = "", n = ""] = parts;
        return `${area}${point.replace(/(north|south|east|west|central)/g, (word) => word.charAt(0))}${n}`;
    });
    return `${short}-az${zonesOf(region).indexOf(zone) + 1}`;
}

export function arn(place: { account: string; region: string }, service: string, resource: string): string {
    return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.account}:${resource}`;
}

/** The region of the resource itself; the provider's where it is not given. A move is a replacement. */
export const region: Property = str({
    computed: true,
    immutable: true,
    refuse: (value) =>
        AWS_REGIONS[value as string] === undefined ? `${JSON.stringify(value)} is not an AWS region` : undefined,
});

/**
 * What AWS says against tags: at most 50, keys of 1 to 128 characters that do not begin with "aws:", values of at most 256
 * (EC2 user guide, "Tag your Amazon EC2 resources", tag restrictions).
 */
function refuseTags(value: Value): string | undefined {
    const tags = Object.entries(isObject(value) ? value : {});
    if (tags.length > 50) return `${tags.length} tags; AWS allows 50`;
    for (const [key, tag] of tags) {
        if (key === "" || key.length > 128) return `${JSON.stringify(key)} is not a tag key of 1 to 128 characters`;
        if (/^aws:/i.test(key)) return `${JSON.stringify(key)} begins with "aws:", which AWS keeps for itself`;
        if (typeof tag === "string" && tag.length > 256)
            return `the value of ${JSON.stringify(key)} has over 256 characters`;
    }
    return undefined;
}

/** `tags` as given, and `tagsAll` with the provider's default tags. */
export const tagging: Record<string, Property> = {
    tags: map(str(), { refuse: refuseTags }),
    tagsAll: map(str(), { output: true }),
};
