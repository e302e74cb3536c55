/**
 * A security group, with the rules inline in it. Sources: EC2 API reference (CreateSecurityGroup, DeleteSecurityGroup, error
 * codes), VPC user guide (security groups, quotas), Terraform AWS provider (arguments; it revokes the rule that lets all
 * traffic out of a new group; how inline rules are compared, and what stands beside them).
 */
import { conflicts } from "../../core/combine";
import {
    bool,
    CloudError,
    int,
    list,
    obj,
    set,
    str,
    type CheckFailure,
    type Context,
    type Property,
    type ResourceType,
} from "../../core/definition";
import { refuseIpv4Prefix, refuseIpv6Prefix } from "../../core/prefix";
import { isObject, text, type Props, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { arn, region, tagging } from "../place";
import { SECURITY_GROUP, toPrefixList, toSecurityGroup, toVpc, VPC } from "./codes";
import {
    demandNew,
    demandRoom,
    inlineBlocks,
    inlinePermissions,
    ownPermissions,
    permissionsIn,
    revoke,
} from "./group-rules";
import { checkPorts, refuseProtocol, refuseWords } from "./permission-checks";
import { blocksOf, canonicalBlock, DIRECTIONS, keyOf, permissionsOfBlock, type Direction } from "./permissions";

/** The group that every VPC comes with. */
const DEFAULT_GROUP = "default";

const GROUP_NAME = refuseWords("GroupName");

function refuseName(value: Value): string | undefined {
    return (value as string).startsWith("sg-") ? "invalid value for name (cannot begin with sg-)" : GROUP_NAME(value);
}

/** EC2 has no call to change it, and takes none that is empty. */
function refuseDescription(value: Value): string | undefined {
    return value === ""
        ? "The request must contain the parameter GroupDescription"
        : refuseWords("GroupDescription")(value);
}

/** Not given: the group keeps what rules it has. An empty list: it shall have none. */
const rules: Property = set(
    obj({
        protocol: str({ required: true, refuse: refuseProtocol }),
        fromPort: int({ required: true }),
        toPort: int({ required: true }),
        cidrBlocks: list(str({ refuse: refuseIpv4Prefix })),
        ipv6CidrBlocks: list(str({ refuse: refuseIpv6Prefix })),
        prefixListIds: list(str({ ref: toPrefixList })),
        securityGroups: set(str({ ref: toSecurityGroup })),
        self: bool(),
        description: str({ refuse: refuseWords("description") }),
    }),
    { computed: true, imported: true },
);

export const securityGroup: ResourceType = {
    token: SECURITY_GROUP,
    noun: "Security Group",
    id: "sg",
    properties: {
        region,
        ...tagging,
        name: str({ computed: true, imported: true, immutable: true, refuse: refuseName }),
        namePrefix: str({ computed: true, immutable: true, refuse: refuseName }),
        description: str({ default: "Managed by Pulumi", immutable: true, refuse: refuseDescription }),
        vpcId: str({ computed: true, imported: true, immutable: true, ref: toVpc }),
        ingress: rules,
        egress: rules,
        revokeRulesOnDelete: bool({ default: false }),
        arn: str({ output: true }),
        ownerId: str({ output: true }),
    },
    autoName: { property: "name", maxLength: 255, unless: "namePrefix" },
    check: (inputs) => [
        ...conflicts(inputs, "name", ["namePrefix"]),
        ...DIRECTIONS.flatMap((direction) => checkBlocks(inputs[direction], direction)),
    ],
    canonical: (inputs) => ({ ...inputs, ...canonicalRules(inputs) }),
    quota: {
        name: "security-groups-per-region",
        limit: 2500,
        implicit: true,
        exceeded: () =>
            new CloudError("SecurityGroupLimitExceeded", "The maximum number of security groups has been reached."),
    },
    create: (context, draft) => {
        const { world } = context;
        const vpc = world.get(VPC, draft, text(draft.props, "vpcId") ?? "");
        // There is no default VPC.
        if (vpc === undefined) throw new CloudError("VPCIdNotSpecified", "No default VPC for this user");
        const name = text(draft.props, "name") ?? prefixedName(context, draft);
        if (name === DEFAULT_GROUP) {
            throw new CloudError("InvalidParameterValue", `Cannot use reserved security group name: ${name}`);
        }
        if (world.referrers(vpc, SECURITY_GROUP).some((group) => group.props.name === name)) {
            throw new CloudError(
                "InvalidGroup.Duplicate",
                `The security group '${name}' already exists for VPC '${vpc.id}'`,
            );
        }
        for (const direction of DIRECTIONS) {
            draft.props[direction] ??= [];
            const added = inlinePermissions(draft, direction);
            demandNew(world, draft, direction, added, []);
            demandRoom(world, draft, added, []);
        }
        Object.assign(draft.props, {
            name,
            namePrefix: draft.props.namePrefix ?? "",
            arn: arn(draft, "ec2", `security-group/${draft.id}`),
            ownerId: draft.account,
        });
    },
    update: ({ world }, object, _, { asked, seen }) => {
        for (const direction of DIRECTIONS) {
            if (asked[direction] !== undefined) replaceRules(world, object, direction, seen);
        }
    },
    view: ({ world }, object) =>
        Object.fromEntries(DIRECTIONS.map((direction) => [direction, blocksNow(world, object, direction)])),
    release: ({ world }, object) => {
        if (object.props.revokeRulesOnDelete !== true) return;
        // Those of other groups that name this one; its own rules go along with it.
        const groups = new Set(world.holders(object).flatMap((holder) => groupIdOf(holder) ?? []));
        for (const id of groups) {
            for (const direction of DIRECTIONS) {
                const group = world.get(SECURITY_GROUP, object, id);
                if (group !== undefined) revoke(world, group, direction, (rule) => rule.peer === object.id);
            }
        }
    },
    inUse: (object) => new CloudError("DependencyViolation", `resource ${object.id} has a dependent object`),
    remove: (_, object) => {
        if (object.props.name !== DEFAULT_GROUP) return;
        throw new CloudError(
            "CannotDelete",
            `the specified group: "${object.id}" name: "default" cannot be deleted by a user`,
        );
    },
    gone: toSecurityGroup.missing,
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};

/** The group whose rules the object holds: itself, or that of a rule resource. */
function groupIdOf(object: CloudObject): string | undefined {
    return object.type === SECURITY_GROUP ? object.id : text(object.props, "securityGroupId");
}

function checkBlocks(blocks: Value | undefined, direction: Direction): CheckFailure[] {
    if (!Array.isArray(blocks)) return [];
    return blocks.flatMap((block, i) => {
        return isObject(block) ? checkPorts(block, block.protocol, "zero", `${direction}[${i}]`) : [];
    });
}

function canonicalRules(inputs: Props): Props {
    const given = DIRECTIONS.filter((direction) => Array.isArray(inputs[direction]));
    return Object.fromEntries(
        given.map((direction) => [direction, (inputs[direction] as Value[]).map(canonicalBlock)]),
    );
}

/** As the Terraform plugin SDK makes unique names: the time to a tenth of a millisecond, and a counter. */
function prefixedName(context: Context, draft: CloudObject): string {
    const time = new Date(context.now).toISOString().replace(/\D/g, "").padEnd(18, "0");
    return `${text(draft.props, "namePrefix") ?? ""}${time}${draft.serial.toString(16).padStart(8, "0")}`;
}

/**
 * The inline blocks, and behind them the rules of other resources as blocks: the provider reports all that it finds. It does
 * not find a block without a peer, which makes no rule.
 */
function blocksNow(world: World, group: CloudObject, direction: Direction): Props[] {
    const inline = new Set(inlinePermissions(group, direction).map(keyOf));
    const others = ownPermissions(world, group, direction)
        .map(({ permission }) => permission)
        .filter((permission) => !inline.has(keyOf(permission)));
    const blocks = inlineBlocks(group.props, direction).filter((b) => permissionsOfBlock(b, group.id).length > 0);
    return [...blocks, ...blocksOf(others, group.id)];
}

/**
 * What the provider does with changed rules: it compares them with those that it has seen, revokes what is not wanted any
 * more, whoever made it, and authorizes the rest. A rule that a resource of its own has made, and that is wanted, is kept.
 */
function replaceRules(world: World, group: CloudObject, direction: Direction, seen: Props): void {
    const wanted = inlinePermissions(group, direction);
    const before = inlineBlocks(seen, direction).flatMap((block) => permissionsOfBlock(block, group.id));
    const [wantedKeys, seenKeys] = [new Set(wanted.map(keyOf)), new Set(before.map(keyOf))];
    revoke(world, group, direction, (p) => seenKeys.has(keyOf(p)) && !wantedKeys.has(keyOf(p)));
    const added = wanted.filter((p) => !seenKeys.has(keyOf(p)));
    const others = permissionsIn(world, { ...group, props: { ...group.props, [direction]: [] } }, direction);
    demandNew(world, group, direction, added, others);
    demandRoom(world, group, wanted, others);
}
