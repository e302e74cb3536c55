import type { Reference, References } from "../../../graph/read/references";
import { labelOf } from "../../../graph/read/references";
import type { Resource } from "../../../graph/read/resources";
import {
    INGRESS_RULE,
    INSTANCE,
    LAUNCH_TEMPLATE,
    NETWORK_INTERFACE,
    SECURITY_GROUP,
    SECURITY_GROUP_RULE,
} from "../../concepts";
import { iso, nist, pci, soc2 } from "../../frameworks";
import { describeTraffic, GROUPS_AND_RULES, ingressOf, isIcmp, isInternet } from "../../ingress";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined, type Claim } from "../../rule";

/** Machines, and where they name their groups. A group that only a balancer has is the balancer's. */
const MACHINES: readonly (readonly [types: readonly string[], property: string])[] = [
    [INSTANCE, "vpcSecurityGroupIds"],
    [LAUNCH_TEMPLATE, "vpcSecurityGroupIds"],
    [NETWORK_INTERFACE, "securityGroups"],
];

export const rule = networkRule({
    id: "exposure-web-behind-balancer",
    area: "exposure",
    title: "The internet reaches load balancers, not machines",
    severity: "high",
    frameworks: [...pci("1.4.1", "1.4.4"), ...nist("SC-7", "SC-7(4)"), ...soc2("CC6.6"), ...iso("A.8.20", "A.8.22")],
    rationale:
        "A machine that answers the internet itself has no balancer in front that ends TLS, logs requests and is patched by somebody else.",
    fix: "Let the internet into the balancer's group only, and the balancer's group into the machine's.",
    looksAt: [...GROUPS_AND_RULES, ...MACHINES.flatMap(([types]) => types)],
    profiles: ALL,
    check: ({ refs }) => {
        const groups = refs.ofType(...GROUPS_AND_RULES).flatMap((resource) => opened(resource, refs));
        const wearers = MACHINES.flatMap(([types, property]) =>
            refs
                .ofType(...types)
                .flatMap((machine) =>
                    refs
                        .many(machine, property, { types: SECURITY_GROUP, inRegion: true })
                        .map((group) => ({ machine, group })),
                ),
        );
        return groups.flatMap(({ by, group, traffic }) => judge(by, group, traffic, wearers));
    },
});

interface Opened {
    readonly by: Resource;
    readonly group: Reference;
    readonly traffic: string;
}

/** What lets the internet in, with the group whose members it reaches. */
function opened(resource: Resource, refs: References): Opened[] {
    const open = ingressOf(resource).flatMap((read) =>
        read.known && isInternet(read.ingress.addresses) && !isIcmp(read.ingress.protocol) ? [read.ingress] : [],
    );
    if (open.length === 0) return [];
    const isRule = [...SECURITY_GROUP_RULE, ...INGRESS_RULE].includes(resource.type);
    const group: Reference = isRule
        ? refs.one(resource, "securityGroupId", { types: SECURITY_GROUP, inRegion: true })
        : { is: "resource", resource };
    return [{ by: resource, group, traffic: open.map(describeTraffic).join(", ") }];
}

function judge(
    by: Resource,
    group: Reference,
    traffic: string,
    wearers: readonly { readonly machine: Resource; readonly group: Reference }[],
): Claim[] {
    if (group.is === "unsure") return [undetermined(by, group.reason.detail)];
    if (group.is !== "resource") return [];
    const { resource } = group;
    const worn = wearers.find((w) => w.group.is === "resource" && w.group.resource === resource);
    if (worn !== undefined) return [fails(by, `it lets the internet in to ${labelOf(worn.machine)} on ${traffic}`)];
    const maybe = wearers.find((w) => w.group.is === "unsure" && w.group.candidates.includes(resource));
    return maybe === undefined
        ? []
        : [undetermined(by, `whether ${labelOf(maybe.machine)} is in it is not known before the deployment`)];
}
