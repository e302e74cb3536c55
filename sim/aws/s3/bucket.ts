/**
 * A bucket. Objects are not modelled, so that a bucket is always empty and can always be deleted. What the provider lists
 * as deprecated on the bucket itself, and has resources of its own for, is not modelled, but for versioning and encryption.
 * Sources: S3 user guide ("General purpose bucket naming rules", quotas, versioning, Object Lock), S3 API reference
 * (CreateBucket, error responses), Terraform AWS provider (arguments; what it answers in us-east-1, where S3 itself is silent
 * about a bucket that is there already).
 */
import * as net from "node:net";
import { conflicts } from "../../core/combine";
import { bool, CloudError, obj, str, type ResourceType } from "../../core/definition";
import { isObject, text, type Props, type Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { refuseArn } from "../bounds";
import { partitionOf, region, tagging } from "../place";
import { uniqueName } from "../unique-name";
import { BUCKET, noSuchBucket } from "./codes";
import { hostedZoneOf } from "./hosted-zones";

const PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/** What S3 encrypts with where nothing is said. */
const STANDARD_ENCRYPTION = {
    rule: {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256", kmsMasterKeyId: "" },
        bucketKeyEnabled: false,
    },
};

/** A name that the provider made from the resource's name ends like this, and is written in lower case. */
const MADE_UP = /-[0-9a-f]{7}$/;

export const bucket: ResourceType = {
    token: BUCKET,
    noun: "S3 Bucket",
    id: () => "",
    properties: {
        region,
        ...tagging,
        bucket: str({ computed: true, imported: true, immutable: true, refuse: refuseName }),
        bucketPrefix: str({
            computed: true,
            immutable: true,
            refuse: (value) =>
                (value as string).length > 37
                    ? `expected length of bucket_prefix to be in the range (0 - 37), got ${(value as string).length}`
                    : undefined,
        }),
        forceDestroy: bool({ default: false }),
        objectLockEnabled: bool({ computed: true, immutable: true }),
        versioning: obj({ enabled: bool(), mfaDelete: bool() }, { computed: true }),
        serverSideEncryptionConfiguration: obj(
            {
                rule: obj(
                    {
                        applyServerSideEncryptionByDefault: obj({
                            sseAlgorithm: str({ required: true, oneOf: ["AES256", "aws:kms", "aws:kms:dsse"] }),
                            kmsMasterKeyId: str({ refuse: refuseKey }),
                        }),
                        bucketKeyEnabled: bool(),
                    },
                    { required: true },
                ),
            },
            { computed: true },
        ),
        arn: str({ output: true }),
        bucketDomainName: str({ output: true }),
        bucketRegion: str({ output: true }),
        bucketRegionalDomainName: str({ output: true }),
        hostedZoneId: str({ output: true }),
        websiteDomain: str({ output: true }),
        websiteEndpoint: str({ output: true }),
    },
    autoName: { property: "bucket", maxLength: 63, unless: "bucketPrefix" },
    check: (inputs) => conflicts(inputs, "bucket", ["bucketPrefix"]),
    canonical: (inputs) => {
        const name = inputs.bucket;
        return typeof name === "string" && MADE_UP.test(name) ? { ...inputs, bucket: name.toLowerCase() } : inputs;
    },
    quota: {
        name: "buckets-per-account",
        limit: 10_000,
        used: (world, { account }) => world.all(BUCKET, { account }).length,
        exceeded: () => new CloudError("TooManyBuckets", "You have attempted to create more buckets than allowed"),
    },
    create: (context, draft) => {
        const name = text(draft.props, "bucket") ?? uniqueName(context, draft, text(draft.props, "bucketPrefix") ?? "");
        const partition = partitionOf(draft.region);
        demandFree(context.world.all(BUCKET), draft, name);
        const regional = `${name}.s3.${draft.region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
        const locked = draft.props.objectLockEnabled === true;
        draft.id = name;
        Object.assign(draft.props, {
            bucket: name,
            bucketPrefix: draft.props.bucketPrefix ?? "",
            objectLockEnabled: locked,
            versioning: { enabled: locked, mfaDelete: false, ...membersOf(draft.props.versioning) },
            serverSideEncryptionConfiguration: encryptionOf(draft.props),
            arn: `arn:${partition}:s3:::${name}`,
            bucketDomainName: `${name}.s3.amazonaws.com`,
            bucketRegion: draft.region,
            bucketRegionalDomainName: regional,
            hostedZoneId: hostedZoneOf(draft.region),
            websiteDomain: "",
            websiteEndpoint: "",
        });
        demandVersions(draft);
    },
    update: (_, object, old) => {
        object.props.versioning = { ...membersOf(old.versioning), ...membersOf(object.props.versioning) };
        object.props.serverSideEncryptionConfiguration = encryptionOf(object.props);
        demandVersions(object);
    },
    gone: noSuchBucket,
    seconds: { create: 2, update: 1, delete: 1 },
    onTimeout: "partial",
};

/** "3 (min) and 63 (max) characters", "only of lowercase letters, numbers, periods, and hyphens" and so on. */
function refuseName(value: Value): string | undefined {
    const given = value as string;
    const name = MADE_UP.test(given) ? given.toLowerCase() : given;
    const wrong = (reason: string): string => `invalid bucket name "${given}": ${reason}`;
    if (name.length < 3 || name.length > 63) return wrong("it must have 3 to 63 characters");
    if (!/^[a-z0-9.-]+$/.test(name)) return wrong("only lowercase letters, numbers, periods and hyphens are allowed");
    if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return wrong("it must begin and end with a letter or number");
    if (name.includes("..")) return wrong("two periods must not be adjacent");
    if (net.isIPv4(name)) return wrong("it must not be formatted as an IP address");
    const reserved = PREFIXES.find((p) => name.startsWith(p)) ?? SUFFIXES.find((s) => name.endsWith(s));
    return reserved === undefined ? undefined : wrong(`"${reserved}" is reserved`);
}

/** A key's ARN, its id or its alias. */
function refuseKey(value: Value): string | undefined {
    return (value as string).startsWith("arn:") ? refuseArn("kms_master_key_id")(value) : undefined;
}

/** Names are one for all accounts and regions of a partition. */
function demandFree(buckets: CloudObject[], draft: CloudObject, name: string): void {
    const same = buckets.find((b) => b.id === name && partitionOf(b.region) === partitionOf(draft.region));
    if (same === undefined) return;
    if (same.account === draft.account && draft.region !== "us-east-1") {
        throw new CloudError(
            "BucketAlreadyOwnedByYou",
            "Your previous request to create the named bucket succeeded and you already own it.",
        );
    }
    throw new CloudError(
        "BucketAlreadyExists",
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. " +
            "Please select a different name and try again.",
    );
}

function demandVersions({ props }: CloudObject): void {
    if (props.objectLockEnabled !== true || membersOf(props.versioning).enabled === true) return;
    throw new CloudError(
        "InvalidBucketState",
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
    );
}

function encryptionOf(props: Props): Value {
    const rule = membersOf(membersOf(props.serverSideEncryptionConfiguration).rule);
    const standard = STANDARD_ENCRYPTION.rule;
    return {
        rule: {
            ...standard,
            ...rule,
            applyServerSideEncryptionByDefault: {
                ...standard.applyServerSideEncryptionByDefault,
                ...membersOf(rule.applyServerSideEncryptionByDefault),
            },
        },
    };
}

function membersOf(value: Value | undefined): Props {
    return isObject(value) ? value : {};
}
