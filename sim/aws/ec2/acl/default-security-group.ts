/**
 * The security group that a VPC came with. Adopting it takes away all its rules but those that the program names; beyond
 * that it is a security group like others. Source: Terraform AWS provider.
 */
import { bool, str, type Context, type Property, type ResourceType } from "../../../core/definition";
import { text, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region, tagging } from "../../place";
import { importAdopted, readBack, tagged } from "../adopted";
import { SECURITY_GROUP, toSecurityGroup, toVpc, VPC } from "../codes";
import { revoke } from "../group-rules";
import { DIRECTIONS } from "../permissions";
import { securityGroup } from "../security-group";
import { DEFAULT_SECURITY_GROUP } from "./codes";

const { ingress, egress } = securityGroup.properties;
const rules: Record<string, Property> = ingress && egress ? { ingress, egress } : {};

export const defaultSecurityGroup: ResourceType = {
    token: DEFAULT_SECURITY_GROUP,
    noun: "Default Security Group",
    // Found through its VPC.
    id: () => "",
    properties: {
        region,
        ...tagging,
        vpcId: str({ computed: true, imported: true, immutable: true, ref: { ...toVpc, part: true } }),
        ...rules,
        // Without effect: the group is never deleted.
        revokeRulesOnDelete: bool({ default: false }),
        name: str({ output: true }),
        namePrefix: str({ output: true }),
        description: str({ output: true }),
        arn: str({ output: true }),
        ownerId: str({ output: true }),
    },
    check: securityGroup.check,
    canonical: securityGroup.canonical,
    create: (context, draft) => {
        const group = groupIn(context.world, draft);
        // There is no default VPC.
        if (group === undefined) throw new Error("reading Default Security Group: empty result");
        draft.id = group.id;
        for (const direction of DIRECTIONS) {
            revoke(context.world, context.world.get(SECURITY_GROUP, group, group.id) ?? group, direction, () => true);
            draft.props[direction] ??= [];
        }
        manage(context, group, draft, { asked: draft.props, seen: {} });
    },
    update: (context, object, _, request) => {
        const group = groupIn(context.world, object);
        if (group === undefined) throw toSecurityGroup.missing(object.id);
        manage(context, group, object, request);
    },
    view: (context, object) => {
        const group = groupIn(context.world, object);
        const names = ["vpcId", "name", "namePrefix", "description"];
        return group && { ...readBack(group, names), ...securityGroup.view?.(context, group) };
    },
    gone: toSecurityGroup.missing,
    importId: (context, named) => {
        const group = context.world.get(SECURITY_GROUP, context, named);
        const target = group?.implicitOf === undefined ? undefined : group;
        const vpcId = target?.props.vpcId ?? "";
        return importAdopted(context, DEFAULT_SECURITY_GROUP, target, { vpcId, revokeRulesOnDelete: false });
    },
    seconds: { create: 1, update: 1 },
    onTimeout: "partial",
};

function groupIn(world: World, object: CloudObject): CloudObject | undefined {
    const vpc = world.get(VPC, object, text(object.props, "vpcId") ?? "");
    return vpc === undefined ? undefined : world.implicits(vpc, SECURITY_GROUP)[0];
}

/** Makes the group what the resource says, and leaves in the resource only whose it is. */
function manage(
    context: Context,
    group: CloudObject,
    object: CloudObject,
    request: { asked: Props; seen: Props },
): void {
    const now = context.world.get(SECURITY_GROUP, group, group.id) ?? group;
    const next = tagged(now, object.props);
    for (const direction of DIRECTIONS) next.props[direction] = request.asked[direction] ?? now.props[direction] ?? [];
    securityGroup.update?.(context, next, now.props, request);
    context.world.put(next);
    const { vpcId, revokeRulesOnDelete } = object.props;
    object.props = { region: object.region, vpcId: vpcId ?? "", revokeRulesOnDelete: revokeRulesOnDelete ?? false };
}
