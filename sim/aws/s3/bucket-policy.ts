/**
 * The policy of a bucket. Sources: S3 API reference (PutBucketPolicy, error responses), S3 user guide (bucket policies: at
 * most 20 KB, resources in the bucket), Terraform AWS provider (id, import). A bucket has one policy: putting another
 * replaces it without a word. It goes along with the bucket.
 */
import { CloudError, str, type Context, type ResourceType } from "../../core/definition";
import { text } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { arnParts } from "../bounds";
import { roleNamed } from "../iam/codes";
import { partitionOf, region } from "../place";
import {
    awsPrincipals,
    checkPolicy,
    policyFault,
    policyProperty,
    statementsOf,
    withCanonicalPolicy,
    wordsOf,
} from "../policy-document";
import { BUCKET_POLICY, toBucket } from "./codes";

const MOST_BYTES = 20 * 1024;

export const bucketPolicy: ResourceType = {
    token: BUCKET_POLICY,
    noun: "S3 Bucket Policy",
    id: (props) => text(props, "bucket") ?? "",
    properties: {
        region,
        bucket: str({ required: true, immutable: true, ref: { ...toBucket, part: true } }),
        policy: policyProperty,
    },
    check: (inputs) => checkPolicy(inputs, "policy", "policy"),
    canonical: (inputs) => withCanonicalPolicy(inputs, "policy"),
    create: demandValid,
    update: demandValid,
    gone: () => new CloudError("NoSuchBucketPolicy", "The bucket policy does not exist"),
    seconds: { create: 1, update: 1 },
    onTimeout: "bare",
};

function demandValid({ world }: Context, object: CloudObject): void {
    const document = text(object.props, "policy") ?? "";
    const malformed = (reason: string): CloudError => new CloudError("MalformedPolicy", reason);
    if (Buffer.byteLength(document) > MOST_BYTES) {
        throw new CloudError("PolicyTooLarge", "Policy exceeds the maximum allowed document size.");
    }
    const fault = policyFault(document, "resource");
    if (fault !== undefined) throw malformed(fault);
    const arn = `arn:${partitionOf(object.region)}:s3:::${text(object.props, "bucket") ?? ""}`;
    for (const statement of statementsOf(document)) {
        const resources = [...wordsOf(statement.Resource), ...wordsOf(statement.NotResource)];
        if (!resources.every((r) => r === "*" || r === arn || r.startsWith(`${arn}/`) || r === `${arn}*`)) {
            throw malformed("Policy has invalid resource");
        }
        const actions = [...wordsOf(statement.Action), ...wordsOf(statement.NotAction)];
        if (!actions.every((action) => action === "*" || /^s3:/i.test(action))) {
            throw malformed("Policy has invalid action");
        }
        for (const principal of awsPrincipals(statement)) {
            const parts = arnParts(principal);
            const isRole = parts?.account === object.account && parts.resource.startsWith("role/");
            const name = parts?.resource.split("/").at(-1) ?? "";
            if (isRole && roleNamed(world, object.account, name) === undefined) {
                throw malformed("Invalid principal in policy");
            }
        }
    }
}
