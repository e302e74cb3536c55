/**
 * Rules of a security group that differ in nothing but their peer, as one resource. EC2 does not know it: the provider makes
 * one rule for each peer, and an id of its own. Sources: EC2 API reference (AuthorizeSecurityGroupIngress,
 * UpdateSecurityGroupRuleDescriptionsIngress), Terraform AWS provider (arguments, id, import).
 */
import { atLeastOneOf, conflicts } from "../../core/combine";
import { bool, CloudError, int, list, str, type ResourceType } from "../../core/definition";
import { newId } from "../../core/lifecycle";
import { refuseIpv4Prefix, refuseIpv6Prefix } from "../../core/prefix";
import { text, texts, type Props } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { region } from "../place";
import { canonicalAddress } from "./canonical";
import { SECURITY_GROUP_RULE, toPrefixList, toSecurityGroup } from "./codes";
import { demandNew, groupOf, permissionsIn, quotaUsedBy, RULES_PER_GROUP } from "./group-rules";
import { hashCode } from "./hash-code";
import { checkPorts, refuseProtocol, refuseWords } from "./permission-checks";
import { ALL_PROTOCOLS, canonicalProtocol, DIRECTIONS, permissionsOfBlock, type Direction } from "./permissions";

const PEER_PROPERTIES = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "self", "sourceSecurityGroupId"];

export const securityGroupRule: ResourceType = {
    token: SECURITY_GROUP_RULE,
    noun: "Security Group Rule",
    id: ruleId,
    properties: {
        region,
        type: str({ required: true, immutable: true, oneOf: DIRECTIONS }),
        securityGroupId: str({ required: true, immutable: true, ref: { ...toSecurityGroup, part: true } }),
        protocol: str({ required: true, immutable: true, refuse: refuseProtocol }),
        fromPort: int({ required: true, immutable: true }),
        toPort: int({ required: true, immutable: true }),
        cidrBlocks: list(str({ refuse: refuseIpv4Prefix }), { immutable: true }),
        ipv6CidrBlocks: list(str({ refuse: refuseIpv6Prefix }), { immutable: true }),
        prefixListIds: list(str({ ref: toPrefixList }), { immutable: true }),
        self: bool({ default: false, immutable: true }),
        sourceSecurityGroupId: str({ computed: true, imported: true, immutable: true, ref: toSecurityGroup }),
        description: str({ refuse: refuseWords("description") }),
        securityGroupRuleId: str({ output: true }),
    },
    check: (inputs) => [
        ...atLeastOneOf(inputs, PEER_PROPERTIES),
        ...["cidrBlocks", "ipv6CidrBlocks"].flatMap((name) =>
            conflicts(inputs, name, ["sourceSecurityGroupId", "self"]),
        ),
        ...conflicts(inputs, "self", ["sourceSecurityGroupId"]),
        ...checkPorts(inputs, inputs.protocol, "any"),
    ],
    canonical,
    quota: {
        ...RULES_PER_GROUP,
        // Whether there is room for all of the new ones: all of them but one are there already, so to speak.
        used: (world, draft) => {
            const group = groupOf(world, draft);
            if (group === undefined) return 0;
            const added = permissionsOfBlock(draft.props, group.id);
            return quotaUsedBy(world, group, added, permissionsIn(world, group, directionOf(draft))) - 1;
        },
    },
    create: ({ world }, draft) => {
        const direction = directionOf(draft);
        const group = groupOf(world, draft);
        if (group === undefined) return;
        const added = permissionsOfBlock(draft.props, group.id);
        demandNew(world, group, direction, added, permissionsIn(world, group, direction));
        // Only a single rule has an id that can be told.
        draft.props.securityGroupRuleId = added.length === 1 ? newId("sgr") : "";
    },
    gone: (id) =>
        new CloudError("InvalidPermission.NotFound", `The specified rule does not exist in this security group: ${id}`),
    importId: ({ world, account, region }, named) => {
        const id = ruleId(canonical(parse(named)));
        return world.get(SECURITY_GROUP_RULE, { account, region }, id)?.id;
    },
    onTimeout: "bare",
};

function directionOf(rule: CloudObject): Direction {
    return rule.props.type === "egress" ? "egress" : "ingress";
}

/** Beside "all protocols" the provider drops the ports, and reads zeros. */
function canonical(inputs: Props): Props {
    const { protocol, ipv6CidrBlocks } = inputs;
    const named = typeof protocol === "string" ? canonicalProtocol(protocol) : undefined;
    return {
        ...inputs,
        ...(named === undefined ? {} : { protocol: named }),
        ...(named === ALL_PROTOCOLS ? { fromPort: 0, toPort: 0 } : {}),
        ...(Array.isArray(ipv6CidrBlocks) ? { ipv6CidrBlocks: ipv6CidrBlocks.map(canonicalAddress) } : {}),
    };
}

/** As the provider makes it up: a checksum of what the rule says, in whatever order the peers are. */
function ruleId(rule: Props): string {
    const group = text(rule, "securityGroupId") ?? "";
    const source = text(rule, "sourceSecurityGroupId");
    const groups = [...(rule.self === true ? [group] : []), ...(source === undefined ? [] : [source])];
    const ports = [rule.fromPort, rule.toPort].filter((port): port is number => typeof port === "number" && port > 0);
    const peers = ["cidrBlocks", "ipv6CidrBlocks", "prefixListIds"].flatMap((name) => texts(rule, name).sort());
    const parts = [group, ...ports, text(rule, "protocol") ?? "", text(rule, "type") ?? "", ...peers];
    // After each group comes the name that it would have outside of a VPC: none.
    return `sgrule-${hashCode([...parts, ...groups.sort().flatMap((id) => [id, ""])].map((part) => `${part}-`).join(""))}`;
}

/** What an import names. */
function parse(named: string): Props {
    const wrong = (why: string): Error =>
        new Error(
            `unexpected format for ID (${JSON.stringify(named)}), expected ` +
                `SECURITYGROUPID_TYPE_PROTOCOL_FROMPORT_TOPORT_SOURCE[_SOURCE]*: ${why}`,
        );
    const [group = "", type = "", protocol = "", from = "", to = "", ...peers] = named.split("_");
    if (peers.length === 0) throw wrong("too few parts");
    if (!group.startsWith("sg-")) throw wrong("invalid Security Group ID");
    if (!DIRECTIONS.some((direction) => direction === type)) throw wrong("expecting 'ingress' or 'egress'");
    if (!/^-?\d+$/.test(from)) throw wrong("invalid from_port");
    if (!/^-?\d+$/.test(to)) throw wrong("invalid to_port");
    const [source] = peers.filter((peer) => peer.startsWith("sg-"));
    return {
        securityGroupId: group,
        type,
        protocol,
        fromPort: Number(from),
        toPort: Number(to),
        self: peers.includes("self"),
        cidrBlocks: peers.filter((peer) => peer.includes(".")),
        ipv6CidrBlocks: peers.filter((peer) => peer.includes(":")),
        prefixListIds: peers.filter((peer) => peer.startsWith("pl-")),
        ...(source === undefined ? {} : { sourceSecurityGroupId: source }),
    };
}
