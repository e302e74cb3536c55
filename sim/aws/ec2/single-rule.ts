/**
 * What the two rule resources with one peer have in common. Sources: EC2 API reference (AuthorizeSecurityGroupIngress,
 * ModifySecurityGroupRules: the kind of peer cannot change), Terraform AWS provider (arguments, replacement).
 */
import { exactlyOneOf } from "../../core/combine";
import { CloudError, int, str, type Property, type ResourceType } from "../../core/definition";
import { refuseIpv4Prefix, refuseIpv6Prefix } from "../../core/prefix";
import { isEmpty, type Props, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { arn, region, tagging } from "../place";
import { withCanonicalPrefix } from "./canonical";
import { toPrefixList, toSecurityGroup } from "./codes";
import { demandNew, demandRoom, groupOf, permissionsIn, RULE_TYPES } from "./group-rules";
import { checkPorts, refuseProtocol, refuseWords } from "./permission-checks";
import { canonicalProtocol, PEERS, permissionOfRule, type Direction, type PeerKind } from "./permissions";

/** A peer of another kind needs another rule; another peer of the same kind does not. */
const replacedWhen = (have: Value | undefined, want: Value | undefined): boolean => isEmpty(have) !== isEmpty(want);

const peers: Record<PeerKind, Property> = {
    cidrIpv4: str({ replacedWhen, refuse: refuseIpv4Prefix }),
    cidrIpv6: str({ replacedWhen, refuse: refuseIpv6Prefix }),
    prefixListId: str({ replacedWhen, ref: toPrefixList }),
    referencedSecurityGroupId: str({ replacedWhen, ref: toSecurityGroup }),
};

/** ICMP types and codes start at -1, ports at 0; which it is depends on the protocol. */
const port = int({
    refuse: (value) => {
        const fits = (value as number) >= -1 && (value as number) <= 65535;
        return fits ? undefined : `value must be between -1 and 65535, got: ${value as number}`;
    },
});

export function singleRule(direction: Direction): ResourceType {
    return {
        token: RULE_TYPES[direction],
        noun: "VPC Security Group Rule",
        id: "sgr",
        properties: {
            region,
            ...tagging,
            securityGroupId: str({ required: true, immutable: true, ref: { ...toSecurityGroup, part: true } }),
            ipProtocol: str({ required: true, refuse: refuseProtocol }),
            fromPort: port,
            toPort: port,
            ...peers,
            description: str({ refuse: refuseWords("description") }),
            arn: str({ output: true }),
            securityGroupRuleId: str({ output: true }),
        },
        check: (inputs) => [...exactlyOneOf(inputs, PEERS), ...checkPorts(inputs, inputs.ipProtocol, "none")],
        canonical,
        create: ({ world }, draft) => {
            demandRule(world, draft, direction);
            Object.assign(draft.props, {
                arn: arn(draft, "ec2", `security-group-rule/${draft.id}`),
                securityGroupRuleId: draft.id,
            });
        },
        update: ({ world }, object) => demandRule(world, object, direction),
        gone: (id) =>
            new CloudError("InvalidSecurityGroupRuleId.NotFound", `The security group rule ID '${id}' does not exist`),
        onTimeout: "bare",
    };
}

function canonical(inputs: Props): Props {
    const { ipProtocol } = inputs;
    const named: Props = typeof ipProtocol === "string" ? { ipProtocol: canonicalProtocol(ipProtocol) } : {};
    return withCanonicalPrefix({ ...inputs, ...named }, "cidrIpv6");
}

function demandRule(world: World, rule: CloudObject, direction: Direction): void {
    const [group, permission] = [groupOf(world, rule), permissionOfRule(rule.props)];
    if (group === undefined || permission === undefined) return;
    const present = permissionsIn(world, group, direction, rule.id);
    demandNew(world, group, direction, [permission], present);
    demandRoom(world, group, [permission], present);
}
