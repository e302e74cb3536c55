/**
 * What programs look up of AWS itself. Expected values: EC2 API reference (DescribeAvailabilityZones and its filters: for
 * Availability Zones the opt-in status is always opt-in-not-required), IAM user guide ("AWS partitions"), AWS General
 * Reference (EC2 endpoints), documentation of the provider's functions.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { useClouds } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const IDENTITY = "aws:index/getCallerIdentity:getCallerIdentity";
const PARTITION = "aws:index/getPartition:getPartition";
const REGION = "aws:index/getRegion:getRegion";
const ZONES = "aws:index/getAvailabilityZones:getAvailabilityZones";

describe("getCallerIdentity", () => {
    test("is the account of the provider", async () => {
        expect(await east.invoke(IDENTITY, {})).toEqual({
            accountId: "111122223333",
            arn: "arn:aws:iam::111122223333:root",
            id: "111122223333",
            userId: "111122223333",
        });
    });

    test("is the account of the role that the provider assumes", async () => {
        const assumeRoles = [{ roleArn: "arn:aws-cn:iam::444455556666:role/hub" }];
        const hub = await clouds.provider("aws", { region: "cn-north-1", assumeRoles });
        expect(await hub.invoke(IDENTITY, {})).toMatchObject({
            accountId: "444455556666",
            arn: "arn:aws-cn:iam::444455556666:root",
        });
    });
});

test.each([
    ["eu-west-1", "aws", "amazonaws.com", "com.amazonaws"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn", "cn.com.amazonaws"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com", "com.amazonaws"],
])("the partition of %s is %s", async (region, partition, dnsSuffix, reverseDnsPrefix) => {
    const client = await clouds.provider("aws", { region });
    expect(await client.invoke(PARTITION, {})).toEqual({ id: partition, partition, dnsSuffix, reverseDnsPrefix });
});

describe("getRegion", () => {
    test.each<[Props, string]>([
        [{}, "us-east-1"],
        [{ region: "eu-west-1" }, "eu-west-1"],
        [{ name: "eu-west-1" }, "eu-west-1"],
        [{ endpoint: "ec2.eu-west-1.amazonaws.com" }, "eu-west-1"],
    ])("%j is %s", async (args, region) => {
        expect(await east.invoke(REGION, args)).toMatchObject({
            id: region,
            name: region,
            region,
            endpoint: `ec2.${region}.amazonaws.com`,
        });
    });

    test("knows no region that AWS does not have", async () => {
        await expect(east.invoke(REGION, { region: "us-east-9" })).rejects.toThrow(
            'region: "us-east-9" is not an AWS region',
        );
        await expect(east.invoke(REGION, { endpoint: "ec2.example.com" })).rejects.toThrow(
            "region not found: no region has the endpoint ec2.example.com",
        );
    });
});

describe("getAvailabilityZones", () => {
    const names = async (args: Props): Promise<unknown> => (await east.invoke(ZONES, args)).names;

    test("are those of the provider's region, in order, or of the region named", async () => {
        expect(await east.invoke(ZONES, { state: "available" })).toMatchObject({
            id: "us-east-1",
            names: ["a", "b", "c", "d", "e", "f"].map((letter) => `us-east-1${letter}`),
            region: "us-east-1",
            state: "available",
        });
        expect(await east.invoke(ZONES, { region: "eu-central-1" })).toMatchObject({
            id: "eu-central-1",
            names: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
            zoneIds: ["euc1-az1", "euc1-az2", "euc1-az3"],
            groupNames: ["eu-central-1-zg-1"],
        });
    });

    test.each([
        ["ap-southeast-2", "apse2-az1"],
        ["cn-northwest-1", "cnnw1-az1"],
        ["us-gov-west-1", "usgw1-az1"],
        ["us-gov-east-1", "usge1-az1"],
    ])("the first of %s has the id %s", async (region, id) => {
        expect((await east.invoke(ZONES, { region })).zoneIds).toContain(id);
    });

    test.each<[Props, string[]]>([
        [{ excludeNames: ["eu-west-1a"] }, ["eu-west-1b", "eu-west-1c"]],
        [{ excludeZoneIds: ["euw1-az1", "euw1-az3"] }, ["eu-west-1b"]],
        [{ state: "impaired" }, []],
        [{ filters: [{ name: "zone-name", values: ["eu-west-1c", "eu-west-1a"] }] }, ["eu-west-1a", "eu-west-1c"]],
        [{ filters: [{ name: "zone-id", values: ["euw1-az2"] }] }, ["eu-west-1b"]],
        [{ filters: [{ name: "opt-in-status", values: ["opted-in"] }] }, []],
        [
            {
                filters: [
                    { name: "opt-in-status", values: ["opt-in-not-required"] },
                    { name: "zone-type", values: ["availability-zone"] },
                    { name: "region-name", values: ["eu-west-1"] },
                    { name: "state", values: ["available"] },
                    { name: "zone-name", values: ["eu-west-1b"] },
                ],
            },
            ["eu-west-1b"],
        ],
    ])("of eu-west-1, with %j", async (args, expected) => {
        expect(await names({ region: "eu-west-1", ...args })).toEqual(expected);
    });

    test.each<[Props, string]>([
        [{ allAvailabilityZones: true }, "allAvailabilityZones: Local Zones and Wavelength Zones are not modelled"],
        [{ state: "fine" }, 'state: expected one of ["available","information","impaired","unavailable"], got "fine"'],
        [{ blacklistedNames: [] }, 'blacklistedNames: Invalid or unknown key "blacklistedNames"'],
        [{ filters: [{ name: "parent-zone-id", values: ["x"] }] }, "filters[0].name: expected one of"],
        [{ region: "us-east-9" }, 'region: "us-east-9" is not an AWS region'],
    ])("refuses by name what is not modelled: %j", async (args, reason) => {
        await expect(east.invoke(ZONES, args)).rejects.toThrow(reason);
    });
});

test("a function that is not modelled is refused by name", async () => {
    await expect(east.invoke("aws:ec2/getVpc:getVpc", {})).rejects.toThrow(
        "the simulated aws does not model the function aws:ec2/getVpc:getVpc",
    );
});
