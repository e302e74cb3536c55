/** The rules of security groups, in every form that they come in, as one list for each group. */
import { addressSet } from "../../../../plan/address-set";
import type { Reason } from "../../../reason";
import type { Reference, References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { flagOf, membersOf, notKnown, numberOf, prefixAt, textOf, type Steps } from "../../fields";
import { anyAddress, surely, together, trafficOf, type Addresses, type Match } from "../../match";
import type { PrefixLists } from "./prefix-lists";
import { GROUP_TYPES, VPC_TYPES } from "./types";

export interface GroupRule {
    readonly direction: "in" | "out";
    readonly from: Resource;
    readonly traffic: Match;
    /** By address. */
    readonly peers: Addresses;
    /** By group: its members. */
    readonly groups: readonly Reference[];
    /** Whether members of its own group are among them. */
    readonly self: boolean;
}

/** Where a group is asked for; the default one by the output of its VPC too. */
export const GROUP_TARGET = { types: [...GROUP_TYPES, ...VPC_TYPES], by: ["id", "defaultSecurityGroupId"] } as const;

/** Names of the fields of a rule, which each form has its own for. */
interface Form {
    readonly protocol: string;
    /** Lists of prefixes, and single ones. */
    readonly prefixes: readonly string[];
    readonly prefix: readonly string[];
    readonly lists: string | undefined;
    readonly list: string | undefined;
    readonly groups: string | undefined;
    readonly group: string | undefined;
}
const INLINE: Form = {
    protocol: "protocol",
    prefixes: ["cidrBlocks", "ipv6CidrBlocks"],
    prefix: [],
    lists: "prefixListIds",
    list: undefined,
    groups: "securityGroups",
    group: undefined,
};
const RULE: Form = { ...INLINE, groups: undefined, group: "sourceSecurityGroupId" };
const VPC_RULE: Form = {
    protocol: "ipProtocol",
    prefixes: [],
    prefix: ["cidrIpv4", "cidrIpv6"],
    lists: undefined,
    list: "prefixListId",
    groups: undefined,
    group: "referencedSecurityGroupId",
};

type Owned = { readonly group: Reference; readonly rule: GroupRule };

/** Rules that are resources of their own, with the group that each says it belongs to. */
export function ownRules(references: References, lists: PrefixLists): readonly Owned[] {
    const owned = (from: Resource, form: Form, direction: GroupRule["direction"]): Owned => ({
        group: references.one(from, "securityGroupId", GROUP_TARGET),
        rule: ruleOf(references, lists, from, [], form, direction),
    });
    return [
        ...references.ofType("aws:ec2/securityGroupRule:SecurityGroupRule").flatMap((from) => {
            const type = textOf(from, "type");
            const directions = type === "ingress" ? (["in"] as const) : type === "egress" ? (["out"] as const) : BOTH;
            return directions.map((direction) => {
                const one = owned(from, RULE, direction);
                return directions.length === 1 ? one : { ...one, rule: perhaps(one.rule, notKnown(from, "type")) };
            });
        }),
        ...references
            .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
            .map((from) => owned(from, VPC_RULE, "in")),
        ...references
            .ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
            .map((from) => owned(from, VPC_RULE, "out")),
    ];
}
const BOTH = ["in", "out"] as const;

/** Rules inside a group. */
export function inlineRules(references: References, lists: PrefixLists, group: Resource): readonly GroupRule[] {
    return BOTH.flatMap((direction) => {
        const property = direction === "in" ? "ingress" : "egress";
        const members = membersOf(group, property);
        if (members !== UNKNOWN)
            return members.map((path) => ruleOf(references, lists, group, path, INLINE, direction));
        const unknown = notKnown(group, property);
        const traffic = trafficOf({ ...ANY, protocol: UNKNOWN }, unknown);
        return [{ direction, from: group, traffic, peers: anyAddress(unknown), groups: [], self: false }];
    });
}

/** A rule that may not be there. */
export function perhaps(rule: GroupRule, reason: Reason): GroupRule {
    const { possible, reasons } = rule.traffic;
    return { ...rule, traffic: { sure: [], possible, reasons: [reason, ...reasons] } };
}

function ruleOf(
    references: References,
    lists: PrefixLists,
    from: Resource,
    path: readonly (string | number)[],
    form: Form,
    direction: GroupRule["direction"],
): GroupRule {
    const at = (name: string): Steps => [...path, name] as unknown as Steps;
    const each = <T>(name: string | undefined, read: (steps: Steps) => T): T[] =>
        name === undefined ? [] : [read(at(name))];
    const low = numberOf(from, ...at("fromPort"));
    const high = numberOf(from, ...at("toPort"));
    const number = numberOf(from, ...at(form.protocol));
    const unknown = notKnown(from, ...at(form.protocol));
    // Of ICMP the ports are type and code (EC2 API reference, IpPermission).
    const traffic = trafficOf(
        {
            protocol: typeof number === "number" ? String(number) : textOf(from, ...at(form.protocol)),
            fromPort: low,
            toPort: high,
            icmpType: low,
            icmpCode: high,
        },
        unknown,
    );
    const self = flagOf(from, ...at("self"));
    return {
        direction,
        from,
        traffic,
        peers: together([
            ...form.prefix.map((name) => single(from, at(name))),
            ...form.prefixes.map((name) => several(from, at(name))),
            ...each(form.lists, (steps) => together(lists.addressesAt(from, steps))),
            ...each(form.list, (steps) => together(lists.addressesAt(from, steps))),
        ]),
        groups: [
            ...each(form.groups, (steps) => references.many(from, steps, GROUP_TARGET)).flat(),
            ...each(form.group, (steps) => references.one(from, steps, GROUP_TARGET)).filter(
                ({ is }) => is !== "absent",
            ),
            ...(self === UNKNOWN
                ? [{ is: "unsure" as const, candidates: [], reason: notKnown(from, ...at("self")) }]
                : []),
        ],
        self: self === true,
    };
}

function single(from: Resource, steps: Steps): Addresses {
    const prefix = prefixAt(from, ...steps);
    if (prefix === UNKNOWN) return anyAddress(notKnown(from, ...steps));
    return surely(addressSet(prefix === undefined ? [] : [prefix]));
}

function several(from: Resource, steps: Steps): Addresses {
    const members = membersOf(from, ...steps);
    if (members === UNKNOWN) return anyAddress(notKnown(from, ...steps));
    return together(members.map((member) => single(from, member)));
}

const ANY = { protocol: undefined, fromPort: undefined, toPort: undefined, icmpType: undefined, icmpCode: undefined };
