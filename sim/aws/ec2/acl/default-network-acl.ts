/**
 * The network ACL that a VPC came with. Adopting it takes away all its rules but those that the program names; a subnet
 * leaves it only for another ACL. Source: Terraform AWS provider.
 */
import { set, str, type ResourceType } from "../../../core/definition";
import { text, texts, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region, tagging } from "../../place";
import { importAdopted, readBack, tagged } from "../adopted";
import { toSubnet } from "../codes";
import { DIRECTIONS } from "../permissions";
import { associate, isDefault, subnetsOf } from "./associations";
import { DEFAULT_NETWORK_ACL, NETWORK_ACL, toNetworkAcl } from "./codes";
import { canonicalEntries, checkEntries, entriesIn, inlineEntries, inlineRules, replaceEntries } from "./entries";

export const defaultNetworkAcl: ResourceType = {
    token: DEFAULT_NETWORK_ACL,
    noun: "EC2 Default Network ACL",
    id: (inputs) => text(inputs, "defaultNetworkAclId") ?? "",
    properties: {
        region,
        ...tagging,
        defaultNetworkAclId: str({ required: true, immutable: true, ref: { ...toNetworkAcl, part: true } }),
        // Not given means none.
        ingress: inlineRules({}),
        egress: inlineRules({}),
        subnetIds: set(str({ ref: { ...toSubnet, holds: false } })),
        arn: str({ output: true }),
        ownerId: str({ output: true }),
        vpcId: str({ output: true }),
    },
    check: checkEntries,
    canonical: canonicalEntries,
    create: ({ world }, draft) => {
        const acl = aclOf(world, draft);
        if (acl === undefined) return;
        if (!isDefault(acl)) throw new Error(`${acl.id} is not a default network ACL: use NetworkAcl instead`);
        manage(world, acl, draft, (direction) => entriesIn(world, acl, direction), []);
    },
    update: ({ world }, object, _, { seen }) => {
        const acl = aclOf(world, object);
        if (acl === undefined) throw toNetworkAcl.missing(object.id);
        manage(world, acl, object, (direction) => inlineEntries(seen, direction), texts(seen, "subnetIds"));
    },
    view: ({ world }, object) => {
        const acl = aclOf(world, object);
        return (
            acl && {
                ...readBack(acl, ["vpcId"]),
                ingress: entriesIn(world, acl, "ingress"),
                egress: entriesIn(world, acl, "egress"),
                subnetIds: subnetsOf(world, acl),
            }
        );
    },
    gone: toNetworkAcl.missing,
    importId: (context, named) => {
        const acl = context.world.get(NETWORK_ACL, context, named);
        const target = acl !== undefined && isDefault(acl) ? acl : undefined;
        return importAdopted(context, DEFAULT_NETWORK_ACL, target, { defaultNetworkAclId: named });
    },
    seconds: { create: 1, update: 1 },
    onTimeout: "partial",
};

function aclOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(NETWORK_ACL, object, text(object.props, "defaultNetworkAclId") ?? "");
}

/** Makes the ACL what the resource says, and leaves in the resource only whose it is. */
function manage(
    world: World,
    acl: CloudObject,
    object: CloudObject,
    seen: (direction: (typeof DIRECTIONS)[number]) => Props[],
    subnets: readonly string[],
): void {
    const next = tagged(acl, object.props);
    for (const direction of DIRECTIONS) {
        next.props[direction] = replaceEntries(world, acl, direction, {
            inline: inlineEntries(acl.props, direction),
            wanted: inlineEntries(object.props, direction),
            seen: seen(direction),
        });
    }
    world.put(next);
    for (const id of texts(object.props, "subnetIds")) if (!subnets.includes(id)) associate(world, acl, id);
    object.props = { region: object.region, defaultNetworkAclId: acl.id };
}
