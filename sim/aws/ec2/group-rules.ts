/**
 * The rules of a security group, wherever they are kept: inline in the group, or as resources of their own. In the cloud all
 * of them are the same. Sources: EC2 API reference (AuthorizeSecurityGroupIngress, RevokeSecurityGroupIngress), VPC user
 * guide (security group quotas, security group referencing), Transit Gateway guide (security group referencing).
 */
import { CloudError, type Quota } from "../../core/definition";
import { isObject, text, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import {
    EGRESS_RULE,
    INGRESS_RULE,
    SECURITY_GROUP,
    SECURITY_GROUP_RULE,
    toSecurityGroup,
    TRANSIT_GATEWAY,
    TRANSIT_GATEWAY_VPC_ATTACHMENT,
    VPC,
} from "./codes";
import { peered } from "./peering/reach";
import {
    describe,
    familiesOf,
    keyOf,
    permissionOfRule,
    permissionsOfBlock,
    without,
    type Direction,
    type Permission,
} from "./permissions";
import { weightOf } from "./prefix-list/weight";

/** Types of rules with one peer. */
export const RULE_TYPES: Readonly<Record<Direction, string>> = { ingress: INGRESS_RULE, egress: EGRESS_RULE };

/** Each way and for IPv4 and IPv6 apart; a rule that names a group or a prefix list counts for both. */
export const RULES_PER_GROUP: Quota = {
    name: "rules-per-security-group",
    limit: 60,
    exceeded: () =>
        new CloudError(
            "RulesPerSecurityGroupLimitExceeded",
            "The maximum number of rules per security group has been reached.",
        ),
};

export function groupOf(world: World, rule: CloudObject): CloudObject | undefined {
    return world.get(SECURITY_GROUP, rule, text(rule.props, "securityGroupId") ?? "");
}

export function inlineBlocks(group: Props, direction: Direction): Props[] {
    const blocks = group[direction];
    return Array.isArray(blocks) ? blocks.filter(isObject) : [];
}

export function inlinePermissions(group: CloudObject, direction: Direction): Permission[] {
    return inlineBlocks(group.props, direction).flatMap((block) => permissionsOfBlock(block, group.id));
}

/** Those of rule resources, each with its resource. */
export function ownPermissions(
    world: World,
    group: CloudObject,
    direction: Direction,
): { rule: CloudObject; permission: Permission }[] {
    const single = world.referrers(group, RULE_TYPES[direction]).flatMap((rule) => {
        const permission = permissionOfRule(rule.props);
        return permission === undefined ? [] : [{ rule, permission }];
    });
    const several = world
        .referrers(group, SECURITY_GROUP_RULE)
        .filter((rule) => rule.props.type === direction)
        .flatMap((rule) => permissionsOfBlock(rule.props, group.id).map((permission) => ({ rule, permission })));
    return [...single, ...several].filter(({ rule }) => rule.props.securityGroupId === group.id);
}

/** Every rule that the group has now, but those of `except`. */
export function permissionsIn(world: World, group: CloudObject, direction: Direction, except?: string): Permission[] {
    const own = ownPermissions(world, group, direction).filter(({ rule }) => rule.id !== except);
    return [...inlinePermissions(group, direction), ...own.map(({ permission }) => permission)];
}

/** Refuses what AuthorizeSecurityGroupIngress and -Egress refuse, where `present` are the rules there already. */
export function demandNew(
    world: World,
    group: CloudObject,
    direction: Direction,
    added: readonly Permission[],
    present: readonly Permission[],
): void {
    for (const permission of added) demandPeer(world, group, direction, permission);
    const taken = new Set(present.map(keyOf));
    const duplicate = added.find((permission) => taken.has(keyOf(permission)));
    if (duplicate !== undefined) {
        throw new CloudError(
            "InvalidPermission.Duplicate",
            `the specified rule "${describe(duplicate)}" already exists`,
        );
    }
    const described = new Set(added.map((p) => JSON.stringify([keyOf(p), p.description])));
    if (described.size > new Set(added.map(keyOf)).size) {
        throw new CloudError("InvalidParameterValue", "The same permission must not appear multiple times");
    }
}

/** Refuses rules that are too many together with those `present`. */
export function demandRoom(
    world: World,
    group: CloudObject,
    added: readonly Permission[],
    present: readonly Permission[],
): void {
    const limit = world.quota(RULES_PER_GROUP.name, RULES_PER_GROUP.limit);
    if (quotaUsedBy(world, group, added, present) > limit) throw RULES_PER_GROUP.exceeded(limit);
}

/**
 * How much of the quota is used with the new rules, in that family of theirs that uses most. A prefix list counts for as many
 * rules as it may have entries.
 */
export function quotaUsedBy(
    world: World,
    group: CloudObject,
    added: readonly Permission[],
    present: readonly Permission[],
): number {
    const distinct = [...new Map([...present, ...added].map((p) => [keyOf(p), p])).values()];
    const families = [...new Set(added.flatMap(familiesOf))];
    const used = (family: (typeof families)[number]): number =>
        distinct
            .filter((p) => familiesOf(p).includes(family))
            .reduce((sum, p) => sum + weightOf(world, group, p.peer), 0);
    return Math.max(0, ...families.map(used));
}

/** The group named as a peer must be in the same network. */
function demandPeer(world: World, group: CloudObject, direction: Direction, permission: Permission): void {
    if (permission.kind !== "referencedSecurityGroupId" || permission.peer === group.id) return;
    const peer = world.get(SECURITY_GROUP, group, permission.peer);
    if (peer === undefined) throw toSecurityGroup.missing(permission.peer);
    const [here, there] = [group, peer].map((g) => world.get(VPC, g, text(g.props, "vpcId") ?? ""));
    if (here?.id === there?.id || peered(world, here, there)) return;
    if (direction === "ingress" && gatewayRefers(world, here, there)) return;
    throw new CloudError(
        "InvalidGroup.NotFound",
        "You have specified two resources that belong to different networks.",
    );
}

/**
 * Both VPCs are attached to one transit gateway that carries references to security groups: it and both attachments have
 * the option on. It works for inbound rules only.
 */
function gatewayRefers(world: World, here: CloudObject | undefined, there: CloudObject | undefined): boolean {
    if (here === undefined || there === undefined) return false;
    const gateways = (vpc: CloudObject): string[] =>
        world
            .referrers(vpc, TRANSIT_GATEWAY_VPC_ATTACHMENT)
            .filter((attachment) => attachment.props.securityGroupReferencingSupport === "enable")
            .flatMap((attachment) => text(attachment.props, "transitGatewayId") ?? []);
    const shared = new Set(gateways(there));
    return gateways(here).some((id) => {
        const gateway = shared.has(id) ? world.get(TRANSIT_GATEWAY, here, id) : undefined;
        return gateway?.props.securityGroupReferencingSupport === "enable";
    });
}

/** Takes away the rules of a group that are `doomed`, wherever they are kept. */
export function revoke(
    world: World,
    group: CloudObject,
    direction: Direction,
    doomed: (permission: Permission) => boolean,
): void {
    const blocks = inlineBlocks(group.props, direction);
    if (inlinePermissions(group, direction).some(doomed)) {
        const kept = blocks.flatMap((block) => without(block, group.id, doomed) ?? []);
        world.put({ ...group, props: { ...group.props, [direction]: kept } });
    }
    const rules = ownPermissions(world, group, direction).filter(({ permission }) => doomed(permission));
    for (const { rule } of rules) {
        const kept = rule.type === SECURITY_GROUP_RULE ? without(rule.props, group.id, doomed) : undefined;
        if (kept === undefined) world.remove(rule);
        else world.put({ ...rule, props: kept });
    }
}
