/**
 * What programs look up of AWS itself: who they are, and where. Sources: EC2 API reference (DescribeRegions,
 * DescribeAvailabilityZones and its filters), STS API reference (GetCallerIdentity), Terraform AWS provider (answers).
 */
import { AWS_REGIONS } from "../../facts/regions/aws";
import { bool, list, obj, set, str, type Context, type InvokeType, type Property } from "../core/definition";
import { isObject, text, texts, type Props } from "../core/values";
import { partitionOf, region, zoneIdOf, zonesOf } from "./place";

/** The SDK sends it along, and nothing is ever done with it. */
const id: Property = str();

const PARTITIONS: Readonly<Record<string, { dnsSuffix: string; reverseDnsPrefix: string }>> = {
    aws: { dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
    "aws-cn": { dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" },
    "aws-us-gov": { dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
    "aws-eusc": { dnsSuffix: "amazonaws.eu", reverseDnsPrefix: "eu.amazonaws" },
};

function partition(place: { region: string }): { name: string; dnsSuffix: string; reverseDnsPrefix: string } {
    const name = partitionOf(place.region);
    return { name, ...(PARTITIONS[name] ?? { dnsSuffix: "", reverseDnsPrefix: "" }) };
}

/** Users and roles are not modelled: the caller is the account itself. */
const getCallerIdentity: InvokeType = {
    token: "aws:index/getCallerIdentity:getCallerIdentity",
    args: { id },
    result: { accountId: str(), arn: str(), id: str(), userId: str() },
    answer: (context) => ({
        accountId: context.account,
        arn: `arn:${partition(context).name}:iam::${context.account}:root`,
        id: context.account,
        userId: context.account,
    }),
};

const getPartition: InvokeType = {
    token: "aws:index/getPartition:getPartition",
    args: { id },
    result: { dnsSuffix: str(), id: str(), partition: str(), reverseDnsPrefix: str() },
    answer: (context) => {
        const { name, dnsSuffix, reverseDnsPrefix } = partition(context);
        return { dnsSuffix, id: name, partition: name, reverseDnsPrefix };
    },
};

/** Names of places, as AWS describes its regions ("US East (N. Virginia)"), are not modelled. */
const getRegion: InvokeType = {
    token: "aws:index/getRegion:getRegion",
    args: { id, region, name: region, endpoint: str() },
    result: { description: str(), endpoint: str(), id: str(), name: str(), region: str() },
    answer: (context, args) => {
        const name = text(args, "region") ?? text(args, "name") ?? regionAt(text(args, "endpoint")) ?? context.region;
        return { description: name, endpoint: endpointOf(name), id: name, name, region: name };
    },
};

const endpointOf = (name: string): string => `ec2.${name}.${partition({ region: name }).dnsSuffix}`;

function regionAt(endpoint: string | undefined): string | undefined {
    if (endpoint === undefined) return undefined;
    const found = Object.keys(AWS_REGIONS).find((name) => endpointOf(name) === endpoint);
    if (found === undefined) throw new Error(`region not found: no region has the endpoint ${endpoint}`);
    return found;
}

const STATES = ["available", "information", "impaired", "unavailable"];

/** Filters of DescribeAvailabilityZones, with what the zones of a region answer to each. */
const FILTERS: Readonly<Record<string, (zone: string, region: string) => string>> = {
    "group-name": (_, region) => `${region}-zg-1`,
    "opt-in-status": () => "opt-in-not-required",
    "region-name": (_, region) => region,
    state: () => "available",
    "zone-id": (zone) => zoneIdOf(zone),
    "zone-name": (zone) => zone,
    "zone-type": () => "availability-zone",
};

const getAvailabilityZones: InvokeType = {
    token: "aws:index/getAvailabilityZones:getAvailabilityZones",
    args: {
        region,
        allAvailabilityZones: bool({
            refuse: (value) => (value === true ? "Local Zones and Wavelength Zones are not modelled" : undefined),
        }),
        state: str({ oneOf: STATES }),
        excludeNames: set(str()),
        excludeZoneIds: set(str()),
        filters: set(
            obj({
                name: str({ required: true, oneOf: Object.keys(FILTERS) }),
                values: list(str(), { required: true }),
            }),
        ),
    },
    result: {
        allAvailabilityZones: bool(),
        excludeNames: list(str()),
        excludeZoneIds: list(str()),
        filters: list(obj({ name: str(), values: list(str()) })),
        groupNames: list(str()),
        id: str(),
        names: list(str()),
        region: str(),
        state: str(),
        zoneIds: list(str()),
    },
    answer: (context, args) => {
        const zones = matchingZones(context, args);
        const names = zones.filter((zone) => {
            return (
                !texts(args, "excludeNames").includes(zone) && !texts(args, "excludeZoneIds").includes(zoneIdOf(zone))
            );
        });
        return {
            ...args,
            groupNames: names.length === 0 ? [] : [`${context.region}-zg-1`],
            id: context.region,
            names,
            region: context.region,
            zoneIds: names.map(zoneIdOf),
        };
    },
};

function matchingZones(context: Context, args: Props): string[] {
    const state = text(args, "state");
    const filters = [
        ...(state === undefined ? [] : [{ name: "state", values: [state] }]),
        ...(Array.isArray(args.filters) ? args.filters : []).filter(isObject),
    ];
    return zonesOf(context.region).filter((zone) =>
        filters.every((filter) => {
            const answer = FILTERS[text(filter, "name") ?? ""]?.(zone, context.region);
            return answer !== undefined && texts(filter, "values").includes(answer);
        }),
    );
}

export const awsInvokes: readonly InvokeType[] = [getCallerIdentity, getPartition, getRegion, getAvailabilityZones];
