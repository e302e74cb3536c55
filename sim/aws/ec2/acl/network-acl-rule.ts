/**
 * A rule of a network ACL. Sources: EC2 API reference (CreateNetworkAclEntry, DeleteNetworkAclEntry), VPC user guide
 * (network ACL rules, quotas), Terraform AWS provider (arguments, id, import; ports, ICMP types and codes that are not given
 * are sent as 0; it looks for the rule number before it makes the rule).
 */
import { exactlyOneOf } from "../../../core/combine";
import { bool, CloudError, int, str, type ResourceType } from "../../../core/definition";
import { networkOf } from "../../../core/prefix";
import { text, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region } from "../../place";
import { hashCode } from "../hash-code";
import type { Direction } from "../permissions";
import { NETWORK_ACL, NETWORK_ACL_RULE, toNetworkAcl } from "./codes";
import { countLike, demandWellFormed, entriesIn, entryOf, RULES_PER_ACL } from "./entries";
import { protocolNumber, refuseProtocol } from "./protocols";

export const networkAclRule: ResourceType = {
    token: NETWORK_ACL_RULE,
    noun: "EC2 Network ACL Rule",
    id: ruleId,
    properties: {
        region,
        networkAclId: str({ required: true, immutable: true, ref: { ...toNetworkAcl, part: true } }),
        ruleNumber: int({ required: true, immutable: true }),
        egress: bool({ default: false, immutable: true }),
        protocol: str({ required: true, immutable: true, refuse: refuseProtocol }),
        ruleAction: str({ required: true, immutable: true, oneOf: ["allow", "deny"] }),
        cidrBlock: str({ immutable: true }),
        ipv6CidrBlock: str({ immutable: true }),
        fromPort: int({ immutable: true }),
        toPort: int({ immutable: true }),
        icmpType: int({ immutable: true }),
        icmpCode: int({ immutable: true }),
    },
    check: (inputs) => exactlyOneOf(inputs, ["cidrBlock", "ipv6CidrBlock"]),
    canonical: (inputs) =>
        inputs.protocol === undefined ? inputs : { ...inputs, protocol: protocolNumber(inputs.protocol) },
    quota: {
        ...RULES_PER_ACL,
        used: (world, draft) => countLike(presentFor(world, draft), entryOf(draft.props)),
    },
    create: ({ world }, draft) => {
        if (presentFor(world, draft).some((entry) => entry.ruleNo === draft.props.ruleNumber)) {
            const { networkAclId, egress, ruleNumber } = draft.props;
            throw new CloudError(
                "NetworkAclEntryAlreadyExists",
                `EC2 Network ACL (${networkAclId as string}) Rule (egress: ${egress as boolean})(${ruleNumber as number}) ` +
                    "already exists",
            );
        }
        // What is asked for as it is asked: EC2 takes the host bits away only where the prefix is one.
        demandWellFormed({ ...entryOf(draft.props), ...prefixes(draft.props, (prefix) => prefix) });
        draft.props = { ...draft.props, ...prefixes(draft.props, networkOf) };
    },
    gone: (id) => new CloudError("InvalidNetworkAclEntry.NotFound", `There is no network acl entry '${id}'`),
    importId: ({ world, account, region: here }, named) => {
        const [acl = "", number = "", protocol = "", egress = "", ...more] = named.split(":");
        if ([acl, number, protocol, egress].includes("") || more.length > 0) {
            throw new Error(`unexpected format of ID (${named}), expected NETWORK_ACL_ID:RULE_NUMBER:PROTOCOL:EGRESS`);
        }
        return world.all(NETWORK_ACL_RULE, { account, region: here }).find(({ props }) => {
            return (
                props.networkAclId === acl &&
                props.ruleNumber === Number(number) &&
                props.egress === (egress === "true")
            );
        })?.id;
    },
    seconds: { create: 1, delete: 1 },
    onTimeout: "partial",
};

/** As the provider makes it up: a checksum of what tells the rule from others. */
function ruleId(rule: Props): string {
    const parts = [rule.networkAclId, rule.ruleNumber, rule.egress, rule.protocol];
    return `nacl-${hashCode(parts.map((part) => `${part as string}-`).join(""))}`;
}

function prefixes(rule: Props, form: (prefix: string) => string): Props {
    const given = ["cidrBlock", "ipv6CidrBlock"].flatMap((name) => {
        const prefix = text(rule, name);
        return prefix === undefined ? [] : [[name, form(prefix)] as const];
    });
    return Object.fromEntries(given);
}

/** The rules of the same ACL and direction. */
function presentFor(world: World, draft: CloudObject): Props[] {
    const acl = world.get(NETWORK_ACL, draft, text(draft.props, "networkAclId") ?? "");
    const direction: Direction = draft.props.egress === true ? "egress" : "ingress";
    return acl === undefined ? [] : entriesIn(world, acl, direction);
}
