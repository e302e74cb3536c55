import {
    CUSTOMER_GATEWAY,
    ENDPOINT,
    HUB,
    HUB_ATTACHMENT,
    HUB_PEERING,
    HUB_TABLE,
    LOAD_BALANCER,
    NAT_GATEWAY,
    NETWORK_ACL,
    PEERING,
    ROUTE_TABLE,
    SECURITY_GROUP,
    SUBNET,
    VPC,
    VPN_CONNECTION,
} from "../../concepts";
import { iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt, type Claim } from "../../rule";
import { tagsOf } from "../../tags";
import { UNKNOWN } from "../../values";

export const rule = resourceRule<{ readonly tags: readonly string[] }>({
    id: "hygiene-required-tags",
    area: "hygiene",
    title: "Network resources have the tags that are asked for",
    severity: "low",
    frameworks: [...nist("CM-8"), ...soc2("CC6.1"), ...iso("A.5.9", "A.5.13")],
    rationale: "A resource without an owner is never changed, never taken away, and nobody is asked when it fails.",
    fix: "Add the tags, or set them once in the provider's defaultTags.",
    looksAt: [
        ...VPC,
        ...SUBNET,
        ...ROUTE_TABLE,
        ...SECURITY_GROUP,
        ...NETWORK_ACL,
        ...NAT_GATEWAY,
        ...PEERING,
        ...ENDPOINT,
        ...HUB,
        ...HUB_TABLE,
        ...HUB_ATTACHMENT,
        ...HUB_PEERING,
        ...VPN_CONNECTION,
        ...CUSTOMER_GATEWAY,
        ...LOAD_BALANCER,
    ],
    profiles: ALL,
    settings: {
        members: {
            tags: {
                shape: { kind: "list", of: { kind: "string" } },
                text: "Keys of tags that each must have; none unless you say so.",
            },
        },
        defaults: { tags: [] },
    },
    check: (resource, { settings }): Claim[] => {
        const tags = tagsOf(resource);
        if (settings.tags.length === 0) return [];
        if (tags === UNKNOWN) return [unknownAt(resource, "tags")];
        const missing = settings.tags.filter((key) => tags?.[key] === undefined);
        return missing.length === 0 ? [] : [fails(resource, `it has no tag ${missing.join(", ")}`)];
    },
});
