/**
 * aws.cloudwatch.LogGroup. Expected values: CloudWatch Logs API reference (CreateLogGroup: 1 to 512 of a-z, A-Z, 0-9, "_",
 * "-", "/", "." and "#"; PutRetentionPolicy: the numbers of days; ResourceAlreadyExistsException; DeleteLogGroup:
 * ValidationException), documentation of the provider's resource.
 */
import { aws as cloud } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { LOG_GROUP } from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([cloud]);
const east = clouds.client("aws", { region: "us-east-1" });

const make = (inputs: Props = {}): Promise<Deployed> => east.create(LOG_GROUP, { name: "/vpc/flows", ...inputs });

test("has its name as id, an ARN without an asterisk, and logs that never expire", async () => {
    const { id, state } = await make();
    expect(id).toBe("/vpc/flows");
    expect(state).toMatchObject({
        arn: "arn:aws:logs:us-east-1:111122223333:log-group:/vpc/flows",
        logGroupClass: "STANDARD",
        retentionInDays: 0,
        deletionProtectionEnabled: false,
    });
});

test.each(["flow logs", "flow:logs", "x".repeat(513)])("cannot be called '%s'", async (name) => {
    expect(await east.check(LOG_GROUP, { name })).toEqual([expect.stringMatching(/^name: /)]);
});

test("is not there twice in a region", async () => {
    await make();
    await expect(make()).rejects.toThrow(
        "creating CloudWatch Logs Log Group: api error ResourceAlreadyExistsException: The specified log group already exists",
    );
    await make({ region: "eu-west-1" });
});

test("may be named by a prefix, not by both", async () => {
    expect((await east.create(LOG_GROUP, { namePrefix: "/vpc/" })).id).toMatch(/^\/vpc\/\d{18}[0-9a-f]{8}$/);
    expect(await east.check(LOG_GROUP, { name: "a", namePrefix: "a" })).toEqual([
        expect.stringContaining("conflicts with namePrefix"),
    ]);
});

test.each([1, 14, 365, 3653])("keeps logs for %d days", async (retentionInDays) => {
    expect(await east.check(LOG_GROUP, { name: "x", retentionInDays })).toEqual([]);
});

test.each([2, 31, 366, -1])("cannot keep logs for %d days", async (retentionInDays) => {
    expect(await east.check(LOG_GROUP, { name: "x", retentionInDays })).toEqual([
        expect.stringContaining(`retentionInDays: expected one of [0,1,3,5,7,14,30`),
    ]);
});

test("names its key by an ARN", async () => {
    expect(await east.check(LOG_GROUP, { name: "x", kmsKeyId: "alias/logs" })).toEqual([
        'kmsKeyId: "kms_key_id" (alias/logs) is an invalid ARN: arn: invalid prefix or not enough sections',
    ]);
});

test.each(["arn:aws:kms:eu-west-1:111122223333:key/1", "arn:aws:s3:::logs"])(
    "is not encrypted with %s",
    async (key) => {
        await expect(make({ kmsKeyId: key })).rejects.toThrow("api error InvalidParameterException: ");
    },
);

test("is not deleted while it is protected", async () => {
    const made = await make({ deletionProtectionEnabled: true });
    await expect(east.delete(made)).rejects.toThrow("api error ValidationException: ");
    await east.delete(await east.update(made, { ...made.inputs, deletionProtectionEnabled: false }));
    expect(await east.read(made)).toBeUndefined();
});

test("counts in a quota of the region", async () => {
    clouds.world.putSetting("quotas", { "log-groups-per-region": 1 });
    await make();
    await expect(make({ name: "more" })).rejects.toThrow("api error LimitExceededException: Resource limit exceeded.");
});
