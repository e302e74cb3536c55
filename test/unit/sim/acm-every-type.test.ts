/** What holds for every modelled type of ACM. Error codes: ACM API reference. What is replaced: the provider's documentation. */
import { at } from "../../support/ec2";
import { testEveryType, type ServiceCase } from "../../support/every-type";
import * as aws from "../../support/services";

const nothing = "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";

testEveryType({
    modules: ["acm"],
    // Private authorities; a key that never reaches the state.
    absent: {
        [aws.CERTIFICATE]: ["certificateAuthorityArn", "earlyRenewalDuration", "privateKeyWo", "privateKeyWoVersion"],
    },
    cases: (client): ServiceCase[] => [
        {
            type: aws.CERTIFICATE,
            noun: "ACM Certificate",
            inputs: (region) =>
                Promise.resolve({
                    ...at(region),
                    domainName: "example.com",
                    subjectAlternativeNames: ["*.example.com"],
                    validationMethod: "DNS",
                    tags: { Name: "shop" },
                }),
            required: [],
            dangling: {},
            unknown: [
                "arn",
                "domainValidationOptions",
                "keyAlgorithm",
                "notAfter",
                "notBefore",
                "options",
                "pendingRenewal",
                "renewalEligibility",
                "renewalSummaries",
                "status",
                "type",
                "validationEmails",
            ],
            optional: ["keyAlgorithm", "options"],
            replaced: {
                keyAlgorithm: "EC_prime256v1",
                subjectAlternativeNames: ["www.example.com"],
                validationMethod: "EMAIL",
                validationOptions: [{ domainName: "example.com", validationDomain: "example.com" }],
                region: "eu-west-1",
            },
            updated: {
                options: { certificateTransparencyLoggingPreference: "DISABLED", export: "DISABLED" },
                tags: {},
            },
            imported: (made) => made.id,
            gone: "ResourceNotFoundException",
            onTimeout: "partial",
        },
        {
            type: aws.CERTIFICATE_VALIDATION,
            noun: "ACM Certificate Validation",
            inputs: async (region) => {
                const inputs = { ...at(region), domainName: "example.com", validationMethod: "DNS" };
                return { ...at(region), certificateArn: (await client().create(aws.CERTIFICATE, inputs)).id };
            },
            required: ["certificateArn"],
            dangling: {
                certificateArn: [nothing, `ResourceNotFoundException: Could not find certificate ${nothing}.`],
            },
            unknown: [],
            replaced: { certificateArn: nothing, validationRecordFqdns: ["x.example.com"], region: "eu-west-1" },
            updated: {},
            imported: () => undefined,
            onTimeout: "bare",
        },
    ],
});
