/** What lies in what: the cloud, its regions, VPCs and subnets. */
import { addressSet } from "../../../../plan/address-set";
import type { Place } from "../../../network";
import { tagsOf } from "../../fields";
import { INTERNET_PLACE } from "./internet";
import type { Vpcs } from "./vpcs";

const CLOUD: Place = { id: "cloud/aws", kind: "cloud", label: "AWS", cloud: "aws" };

export function placesOf(vpcs: Vpcs): readonly Place[] {
    const regions = [...new Set(vpcs.all.flatMap(({ region }) => region ?? []))].sort();
    return [
        INTERNET_PLACE,
        CLOUD,
        ...regions.map((region): Place => ({
            id: regionId(region),
            kind: "region",
            label: region,
            within: CLOUD.id,
            cloud: "aws",
            region,
        })),
        ...vpcs.all.map(({ key, resource, element, region, prefixes }): Place => ({
            id: key,
            kind: "network",
            label: resource?.name ?? element.label,
            within: region === undefined ? CLOUD.id : regionId(region),
            addresses: addressSet(prefixes),
            cloud: "aws",
            ...(region === undefined ? {} : { region }),
            ...(resource === undefined ? {} : { urn: resource.urn, tags: tagsOf(resource) }),
            ...strayIn(vpcs, key),
        })),
        ...vpcs.subnets.map(({ urn, resource, vpc, prefixes }): Place => ({
            id: urn,
            kind: "subnet",
            label: resource.name,
            within: vpc.key,
            urn,
            addresses: addressSet(prefixes),
            cloud: "aws",
            ...(vpc.region === undefined ? {} : { region: vpc.region }),
            tags: tagsOf(resource),
        })),
    ];
}

/** A subnet that may lie in this VPC, and whose VPC nobody can say. */
function strayIn({ homeless }: Vpcs, key: string): Pick<Place, "unsure"> {
    for (const { located } of homeless) {
        if (located.is !== "unsure") continue;
        const mayBeHere = located.candidates.length === 0 || located.candidates.some((vpc) => vpc.key === key);
        if (mayBeHere) return { unsure: located.reason };
    }
    return {};
}

function regionId(region: string): string {
    return `region/aws/${region}`;
}
