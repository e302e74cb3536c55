/** Where things are in AWS: partitions, zones, ARNs; and the properties that nearly every resource has. */
import { AWS_REGIONS } from "../../facts/aws-regions";
import { map, str, type Property } from "../core/definition";

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

/** `tags` as given, and `tagsAll` with the provider's default tags. */
export const tagging: Record<string, Property> = {
    tags: map(str()),
    tagsAll: map(str(), { output: true }),
};
