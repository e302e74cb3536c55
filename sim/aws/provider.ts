/** Arguments of the AWS provider, and which account and region follow from them. */
import * as crypto from "node:crypto";
import { AWS_REGIONS } from "../../facts/regions/aws";
import { bool, int, list, map, obj, str, type Caller, type CheckFailure, type Property } from "../core/definition";
import { isObject, text, textMap, type Props } from "../core/values";

/** Who one is without any role or profile: an account number that AWS keeps for documentation. */
export const OWN_ACCOUNT = "111122223333";

export const awsConfig: Record<string, Property> = {
    region: str(),
    profile: str(),
    accessKey: str(),
    secretKey: str(),
    token: str(),
    maxRetries: int(),
    allowedAccountIds: list(str()),
    forbiddenAccountIds: list(str()),
    assumeRoles: list(
        obj({
            roleArn: str(),
            externalId: str(),
            sessionName: str(),
            duration: str(),
            policy: str(),
            tags: map(str()),
        }),
    ),
    // Without effect where there is no network, no retry and no file to read; accepted, so that a program stays as it is.
    retryMode: str({ oneOf: ["standard", "adaptive"] }),
    sharedConfigFiles: list(str()),
    sharedCredentialsFiles: list(str()),
    useDualstackEndpoint: bool(),
    useFipsEndpoint: bool(),
    stsRegion: str(),
    httpProxy: str(),
    httpsProxy: str(),
    noProxy: str(),
    customCaBundle: str(),
    insecure: bool(),
    defaultTags: obj({ tags: map(str()) }),
    skipCredentialsValidation: bool(),
    skipMetadataApiCheck: bool(),
    skipRegionValidation: bool(),
    skipRequestingAccountId: bool(),
};

export function checkAwsConfig(config: Props): CheckFailure[] {
    const region = text(config, "region");
    if (region === undefined) {
        return [
            {
                property: "region",
                reason: "Missing region configuration: set it with `pulumi config set aws:region <region>`",
            },
        ];
    }
    if (AWS_REGIONS[region] === undefined) return [{ property: "region", reason: `Invalid AWS Region: ${region}` }];
    const account = accountOf(config);
    const allowed = config.allowedAccountIds;
    if (Array.isArray(allowed) && allowed.length > 0 && !allowed.includes(account)) {
        return [{ property: "allowedAccountIds", reason: `AWS account ID not allowed: ${account}` }];
    }
    const forbidden = config.forbiddenAccountIds;
    if (Array.isArray(forbidden) && forbidden.includes(account)) {
        return [{ property: "forbiddenAccountIds", reason: `AWS account ID not allowed: ${account}` }];
    }
    return [];
}

export function awsCaller(config: Props): Caller {
    const defaultTags = isObject(config.defaultTags) ? textMap(config.defaultTags, "tags") : {};
    return { account: accountOf(config), region: text(config, "region") ?? "", defaultTags };
}

/** The account of the last role assumed; of a named profile a number derived from its name; else our own. */
function accountOf(config: Props): string {
    const roles = Array.isArray(config.assumeRoles) ? config.assumeRoles : [];
    const role = roles.at(-1);
    const roleArn = isObject(role) ? text(role, "roleArn") : undefined;
    const ofRole = roleArn?.match(/^arn:[^:]+:iam::(\d{12}):role\//)?.[1];
    if (ofRole !== undefined) return ofRole;
    const profile = text(config, "profile");
    if (profile === undefined) return OWN_ACCOUNT;
    const digest = crypto.createHash("sha256").update(profile).digest();
    return String(100_000_000_000 + (digest.readUIntBE(0, 6) % 900_000_000_000));
}
