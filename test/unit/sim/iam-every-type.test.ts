/** What holds for every modelled type of IAM. Error codes: IAM API reference. What is replaced: the provider's documentation. */
import { testEveryType, type ServiceCase } from "../../support/every-type";
import * as aws from "../../support/services";

const noRole: [string, string] = ["nobody", "NoSuchEntity: The role with name nobody cannot be found."];

testEveryType({
    modules: ["iam"],
    // Deprecated for resources of their own; they would undo what those do.
    absent: { [aws.ROLE]: ["inlinePolicies", "managedPolicyArns"] },
    cases: (client): ServiceCase[] => [
        {
            type: aws.ROLE,
            noun: "IAM Role",
            global: true,
            inputs: () => Promise.resolve({ name: "web", assumeRolePolicy: aws.trust(), tags: { Name: "shop" } }),
            required: ["assumeRolePolicy"],
            dangling: {},
            unknown: ["arn", "createDate", "namePrefix", "uniqueId"],
            optional: ["namePrefix"],
            replaced: { name: "www", namePrefix: "www-", path: "/shop/" },
            updated: {
                assumeRolePolicy: aws.trust("ec2.amazonaws.com"),
                description: "of the shop",
                forceDetachPolicies: true,
                maxSessionDuration: 7200,
                permissionsBoundary: aws.READ_ONLY,
                tags: {},
            },
            imported: (made) => made.id,
            gone: "NoSuchEntity",
            onTimeout: "partial",
        },
        {
            type: aws.ROLE_POLICY,
            noun: "IAM Role Policy",
            global: true,
            inputs: async () => ({
                name: "logs",
                role: (await aws.role(client())).id,
                policy: aws.allow("logs:PutLogEvents"),
            }),
            required: ["policy", "role"],
            dangling: { role: noRole },
            unknown: ["namePrefix"],
            optional: ["namePrefix"],
            replaced: { name: "more", namePrefix: "more-", role: "api" },
            updated: { policy: aws.allow("logs:*") },
            imported: () => "web:logs",
            gone: "NoSuchEntity",
            onTimeout: "bare",
        },
        {
            type: aws.ROLE_POLICY_ATTACHMENT,
            noun: "IAM Role Policy Attachment",
            global: true,
            inputs: async () => ({ role: (await aws.role(client())).id, policyArn: aws.READ_ONLY }),
            required: ["policyArn", "role"],
            dangling: { role: noRole },
            unknown: [],
            replaced: { role: "api", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
            updated: {},
            imported: () => `web/${aws.READ_ONLY}`,
            onTimeout: "bare",
        },
    ],
});
