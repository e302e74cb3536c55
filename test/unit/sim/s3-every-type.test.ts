/** What holds for every modelled type of S3. Error codes: S3 API reference. What is replaced: the provider's documentation. */
import { at } from "../../support/ec2";
import { testEveryType, type ServiceCase } from "../../support/every-type";
import * as aws from "../../support/services";

testEveryType({
    modules: ["s3"],
    // Deprecated for resources of their own; a namespace of the account's own is another kind of name.
    absent: {
        [aws.BUCKET]: [
            "accelerationStatus",
            "acl",
            "bucketNamespace",
            "corsRules",
            "grants",
            "lifecycleRules",
            "logging",
            "objectLockConfiguration",
            "policy",
            "replicationConfiguration",
            "requestPayer",
            "website",
        ],
    },
    cases: (client): ServiceCase[] => [
        {
            type: aws.BUCKET,
            noun: "S3 Bucket",
            inputs: (region) => Promise.resolve({ ...at(region), bucket: "causeway-logs", tags: { Name: "shop" } }),
            required: [],
            dangling: {},
            unknown: [
                "arn",
                "bucketDomainName",
                "bucketPrefix",
                "bucketRegion",
                "bucketRegionalDomainName",
                "hostedZoneId",
                "objectLockEnabled",
                "serverSideEncryptionConfiguration",
                "versioning",
                "websiteDomain",
                "websiteEndpoint",
            ],
            optional: ["bucketPrefix", "objectLockEnabled", "serverSideEncryptionConfiguration", "versioning"],
            replaced: { bucket: "causeway-files", bucketPrefix: "files", objectLockEnabled: true, region: "eu-west-1" },
            updated: {
                forceDestroy: true,
                tags: {},
                versioning: { enabled: true, mfaDelete: false },
            },
            imported: (made) => made.id,
            gone: "NoSuchBucket",
            onTimeout: "partial",
        },
        {
            type: aws.BUCKET_POLICY,
            noun: "S3 Bucket Policy",
            inputs: async (region) => ({
                ...at(region),
                bucket: (await aws.bucket(client(), at(region))).id,
                policy: aws.readable("causeway-logs"),
            }),
            required: ["bucket", "policy"],
            dangling: { bucket: ["causeway-nothing", "NoSuchBucket: The specified bucket does not exist"] },
            unknown: [],
            replaced: { bucket: "causeway-files", region: "eu-west-1" },
            updated: {
                policy: aws.document({
                    Action: "s3:*",
                    Effect: "Deny",
                    Principal: "*",
                    Resource: "arn:aws:s3:::causeway-logs",
                }),
            },
            imported: (made) => made.id,
            gone: "NoSuchBucketPolicy",
            onTimeout: "bare",
        },
    ],
});
