/**
 * aws.s3.Bucket and BucketPolicy. Expected values: S3 user guide ("General purpose bucket naming rules"; quotas: 10,000
 * buckets; Object Lock needs versioning; bucket policies of at most 20 KB), S3 API reference ("Error responses"; AWS General
 * Reference for hosted zones), documentation of the provider's resources.
 */
import { aws as cloud } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { UNCHANGED } from "../../support/ec2";
import * as aws from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([cloud]);
const east = clouds.client("aws", { region: "us-east-1" });
const west = clouds.client("aws", { region: "us-west-2" });
const partner = clouds.client("aws", { region: "eu-west-1", profile: "partner" });

const creating = "creating S3 Bucket: api error";
const taken =
    "BucketAlreadyExists: The requested bucket name is not available. The bucket namespace is shared by all users of the " +
    "system. Please select a different name and try again.";

describe("its name", () => {
    test.each([
        ["ab", "it must have 3 to 63 characters"],
        ["x".repeat(64), "it must have 3 to 63 characters"],
        ["Logs", "only lowercase letters, numbers, periods and hyphens are allowed"],
        ["lo_gs", "only lowercase letters, numbers, periods and hyphens are allowed"],
        ["-logs", "it must begin and end with a letter or number"],
        ["logs.", "it must begin and end with a letter or number"],
        ["lo..gs", "two periods must not be adjacent"],
        ["192.168.5.4", "it must not be formatted as an IP address"],
        ["xn--logs", '"xn--" is reserved'],
        ["sthree-logs", '"sthree-" is reserved'],
        ["logs-s3alias", '"-s3alias" is reserved'],
        ["logs--x-s3", '"--x-s3" is reserved'],
    ])("cannot be %s", async (bucket, reason) => {
        expect(await east.check(aws.BUCKET, { bucket })).toEqual([
            `bucket: invalid bucket name "${bucket}": ${reason}`,
        ]);
    });

    test("is its id, and in lower case where the provider makes it", async () => {
        expect((await aws.bucket(east)).id).toBe("causeway-logs");
        const made = await east.create(aws.BUCKET, { bucket: "Logs-0123abc" });
        expect(made.id).toBe("logs-0123abc");
        expect(await east.diff(made, made.inputs)).toEqual(UNCHANGED);
    });

    test("is made from the resource's name, or from a prefix", async () => {
        expect((await east.create(aws.BUCKET, {})).id).toMatch(/^thing-[0-9a-f]{7}$/);
        expect((await east.create(aws.BUCKET, { bucketPrefix: "logs-" })).id).toMatch(/^logs-\d{18}[0-9a-f]{8}$/);
    });

    test("is one for all accounts and regions", async () => {
        await aws.bucket(east);
        await expect(aws.bucket(partner)).rejects.toThrow(`${creating} ${taken}`);
    });

    test("is one's own already", async () => {
        await aws.bucket(east);
        await expect(aws.bucket(west)).rejects.toThrow(
            `${creating} BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.`,
        );
    });

    // S3 itself says nothing in us-east-1, so the provider looks first.
    test("is taken in us-east-1 though it is one's own", async () => {
        await aws.bucket(west);
        await expect(aws.bucket(east)).rejects.toThrow(`${creating} ${taken}`);
    });

    test("is free in another partition, and after a deletion", async () => {
        const china = await clouds.provider("aws", { region: "cn-north-1" });
        await aws.bucket(china);
        await east.delete(await aws.bucket(east));
        expect((await aws.bucket(partner)).id).toBe("causeway-logs");
    });
});

test("says where it is", async () => {
    expect((await aws.bucket(west)).state).toMatchObject({
        arn: "arn:aws:s3:::causeway-logs",
        bucketDomainName: "causeway-logs.s3.amazonaws.com",
        bucketRegionalDomainName: "causeway-logs.s3.us-west-2.amazonaws.com",
        bucketRegion: "us-west-2",
        hostedZoneId: "Z3BJ6K6RIION7M",
    });
});

test("is encrypted with keys of S3 where nothing is said", async () => {
    expect((await aws.bucket(east)).state.serverSideEncryptionConfiguration).toEqual({
        rule: {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256", kmsMasterKeyId: "" },
            bucketKeyEnabled: false,
        },
    });
});

test("is encrypted otherwise in place", async () => {
    const made = await aws.bucket(east);
    const rule = { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true };
    const wanted = { ...made.inputs, serverSideEncryptionConfiguration: { rule } };
    expect(await east.diff(made, wanted)).toEqual({ changed: ["serverSideEncryptionConfiguration"], replaces: [] });
    const updated = await east.update(made, wanted);
    expect(updated.state.serverSideEncryptionConfiguration).toMatchObject({ rule });
    expect(await east.diff(updated, wanted)).toEqual(UNCHANGED);
});

test("is versioned from the start where objects are locked", async () => {
    expect((await aws.bucket(east, { objectLockEnabled: true })).state.versioning).toEqual({
        enabled: true,
        mfaDelete: false,
    });
});

test("keeps its versions where objects are locked", async () => {
    const made = await aws.bucket(east, { objectLockEnabled: true });
    await expect(east.update(made, { ...made.inputs, versioning: { enabled: false } })).rejects.toThrow(
        "api error InvalidBucketState: An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
    );
});

test("counts in a quota of the account", async () => {
    clouds.world.putSetting("quotas", { "buckets-per-account": 1 });
    await aws.bucket(east);
    await expect(aws.bucket(west, { bucket: "causeway-more" })).rejects.toThrow(
        `${creating} TooManyBuckets: You have attempted to create more buckets than allowed`,
    );
});

describe("its policy", () => {
    const put = (inputs: Props = {}): Promise<Deployed> =>
        east.create(aws.BUCKET_POLICY, { bucket: "causeway-logs", policy: aws.readable("causeway-logs"), ...inputs });
    const statement = { Action: "s3:*", Effect: "Allow", Principal: "*", Resource: "arn:aws:s3:::causeway-logs" };

    beforeEach(() => aws.bucket(east));

    test.each<[string, Props, string]>([
        ["of another bucket", { Resource: "arn:aws:s3:::causeway-files/*" }, "Policy has invalid resource"],
        ["of another service", { Action: "ec2:RunInstances" }, "Policy has invalid action"],
        [
            "of a role that is not there",
            { Principal: { AWS: "arn:aws:iam::111122223333:role/nobody" } },
            "Invalid principal in policy",
        ],
    ])("is refused with a statement %s", async (_, members, reason) => {
        await expect(put({ policy: aws.document({ ...statement, ...members }) })).rejects.toThrow(
            `creating S3 Bucket Policy: api error MalformedPolicy: ${reason}`,
        );
    });

    test("names its principals", async () => {
        const policy = aws.document({ Action: "s3:*", Effect: "Allow", Resource: "arn:aws:s3:::causeway-logs" });
        await expect(put({ policy })).rejects.toThrow("api error MalformedPolicy: Missing required field Principal");
    });

    test("has at most 20 KB", async () => {
        const policy = aws.document({ ...statement, Sid: "x".repeat(20_480) });
        await expect(put({ policy })).rejects.toThrow(
            "api error PolicyTooLarge: Policy exceeds the maximum allowed document size.",
        );
    });

    test("replaces the one before without a word", async () => {
        const first = await put();
        await put({ policy: aws.document(statement) });
        expect((await east.read(first))?.state.policy).toBe(aws.document(statement));
    });

    test("goes along with the bucket", async () => {
        const policy = await put();
        await east.delete((await east.import(aws.BUCKET, "causeway-logs"))!);
        expect(await east.read(policy)).toBeUndefined();
    });
});
