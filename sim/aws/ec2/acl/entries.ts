/**
 * The rules of a network ACL, wherever they are kept: inline in the ACL, or as resources of their own. In the cloud all of
 * them are the same. Sources: EC2 API reference (CreateNetworkAclEntry), VPC user guide (network ACLs, quotas), Terraform
 * AWS provider (arguments, how inline rules are compared, what stands beside them).
 */
import { CloudError, int, obj, set, str, type CheckFailure, type Property, type Quota } from "../../../core/definition";
import { networkOf, parsePrefix, refuseIpv4Prefix, refuseIpv6Prefix } from "../../../core/prefix";
import { isObject, text, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { withCanonicalPrefix } from "../canonical";
import { DIRECTIONS, type Direction } from "../permissions";
import { NETWORK_ACL_RULE } from "./codes";
import { ALL, ICMP, ICMPV6, protocolNumber, refuseProtocol, TCP, UDP } from "./protocols";

/** Each way and for IPv4 and IPv6 apart; the rules that deny everything else, which no one can remove, do not count. */
export const RULES_PER_ACL: Quota = {
    name: "rules-per-network-acl",
    limit: 20,
    exceeded: () =>
        new CloudError("NetworkAclEntryLimitExceeded", "The maximum number of network acl entries has been reached."),
};

const [LOWEST, HIGHEST] = [1, 32766];

function refuseRuleNumber(value: Value): string | undefined {
    const number = value as number;
    if (number >= LOWEST && number <= HIGHEST) return undefined;
    return `expected rule_no to be in the range (${LOWEST} - ${HIGHEST}), got ${number}`;
}

function refuseAction(value: Value): string | undefined {
    if (/^(allow|deny)$/i.test(value as string)) return undefined;
    return `expected action to be one of ["allow" "deny"], got ${value as string}`;
}

/** What is read says "" of the family that the rule is not for, and a program may repeat it. */
const unlessEmpty =
    (refuse: (value: Value) => string | undefined) =>
    (value: Value): string | undefined =>
        value === "" ? undefined : refuse(value);

const port = (name: string): Property =>
    int({
        required: true,
        refuse: (value) => {
            const number = value as number;
            if (number >= 0 && number <= 65535) return undefined;
            return `expected "${name}" to be a valid port number or 0, got: ${number}`;
        },
    });

/** Inline rules of one direction. */
export const inlineRules = (options: Pick<Property, "computed" | "imported">): Property =>
    set(
        obj({
            action: str({ required: true, refuse: refuseAction }),
            cidrBlock: str({ refuse: unlessEmpty(refuseIpv4Prefix) }),
            fromPort: port("from_port"),
            icmpCode: int(),
            icmpType: int(),
            ipv6CidrBlock: str({ refuse: unlessEmpty(refuseIpv6Prefix) }),
            protocol: str({ required: true, refuse: refuseProtocol }),
            ruleNo: int({ required: true, refuse: refuseRuleNumber }),
            toPort: port("to_port"),
        }),
        options,
    );

/** AWS keeps no ports for "all", so the provider wants none there. */
export function checkEntries(inputs: Props): CheckFailure[] {
    return DIRECTIONS.flatMap((direction) =>
        blocks(inputs[direction]).flatMap((block, i): CheckFailure[] => {
            const { fromPort: from, toPort: to } = block;
            if (protocolNumber(block.protocol ?? null) !== ALL || typeof from !== "number" || typeof to !== "number") {
                return [];
            }
            if (from === 0 && to === 0) return [];
            const reason = `to_port (${to}) and from_port (${from}) must both be 0 to use the 'all' "-1" protocol!`;
            return [{ property: `${direction}[${i}].fromPort`, reason }];
        }),
    );
}

/** The inline rules with every member, as the provider reports them. */
export function canonicalEntries(inputs: Props): Props {
    const given = DIRECTIONS.filter((direction) => Array.isArray(inputs[direction]));
    const lists = given.map((direction) => [direction, (inputs[direction] as Value[]).map(canonicalEntry)] as const);
    return { ...inputs, ...Object.fromEntries(lists) };
}

function canonicalEntry(block: Value): Value {
    if (!isObject(block)) return block;
    const { action, protocol } = block;
    const full: Props = {
        cidrBlock: "",
        ipv6CidrBlock: "",
        icmpType: 0,
        icmpCode: 0,
        ...Object.fromEntries(Object.entries(block).filter(([, value]) => value !== null)),
        ...(typeof action === "string" ? { action: action.toLowerCase() } : {}),
        ...(protocol === undefined ? {} : { protocol: protocolNumber(protocol) }),
    };
    return withCanonicalPrefix(full, "ipv6CidrBlock");
}

/** As EC2 keeps it: ports beside TCP and UDP only, type and code beside ICMP only, prefixes without host bits. */
function kept(entry: Props): Props {
    const protocol = text(entry, "protocol") ?? "";
    return {
        ...entry,
        cidrBlock: networkOf(text(entry, "cidrBlock") ?? ""),
        ipv6CidrBlock: networkOf(text(entry, "ipv6CidrBlock") ?? ""),
        ...([TCP, UDP].some((one) => one === protocol) ? {} : { fromPort: 0, toPort: 0 }),
        ...([ICMP, ICMPV6].some((one) => one === protocol) ? {} : { icmpType: 0, icmpCode: 0 }),
    };
}

/** The rule of a resource of its own as it would stand inline. */
export function entryOf(rule: Props): Props {
    const { ruleNumber, ruleAction, protocol, cidrBlock, ipv6CidrBlock, fromPort, toPort, icmpType, icmpCode } = rule;
    return kept({
        ruleNo: ruleNumber ?? 0,
        action: ruleAction ?? "",
        protocol: protocol ?? "",
        cidrBlock: cidrBlock ?? "",
        ipv6CidrBlock: ipv6CidrBlock ?? "",
        fromPort: fromPort ?? 0,
        toPort: toPort ?? 0,
        icmpType: icmpType ?? 0,
        icmpCode: icmpCode ?? 0,
    });
}

function blocks(value: Value | undefined): Props[] {
    return Array.isArray(value) ? value.filter(isObject) : [];
}

export function inlineEntries(acl: Props, direction: Direction): Props[] {
    return blocks(acl[direction]);
}

function ownRules(world: World, acl: CloudObject, direction: Direction): { rule: CloudObject; entry: Props }[] {
    return world
        .referrers(acl, NETWORK_ACL_RULE)
        .filter((rule) => (rule.props.egress === true) === (direction === "egress"))
        .map((rule) => ({ rule, entry: entryOf(rule.props) }));
}

/** Every rule of the ACL in one direction, but those that deny everything else. */
export function entriesIn(world: World, acl: CloudObject, direction: Direction): Props[] {
    return [...inlineEntries(acl.props, direction), ...ownRules(world, acl, direction).map(({ entry }) => entry)];
}

const isIpv6 = (entry: Props): boolean => text(entry, "ipv6CidrBlock") !== undefined;

/** How many of `present` count towards the same quota. */
export function countLike(present: readonly Props[], entry: Props): number {
    return present.filter((other) => isIpv6(other) === isIpv6(entry)).length;
}

/** Refuses what CreateNetworkAclEntry refuses of the rule itself. */
export function demandWellFormed(entry: Props): void {
    const refuse = (message: string): never => {
        throw new CloudError("InvalidParameterValue", message);
    };
    const [ipv4, ipv6] = [text(entry, "cidrBlock"), text(entry, "ipv6CidrBlock")];
    if (ipv4 === undefined && ipv6 === undefined) {
        throw new CloudError("MissingParameter", "Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.");
    }
    if (ipv4 !== undefined && ipv6 !== undefined) {
        throw new CloudError("InvalidParameterCombination", "Only one of 'cidrBlock' or 'ipv6CidrBlock' is allowed.");
    }
    for (const [name, value, family] of [
        ["cidrBlock", ipv4, "ipv4"],
        ["ipv6CidrBlock", ipv6, "ipv6"],
    ] as const) {
        if (value !== undefined && parsePrefix(value)?.[0].kind() !== family) {
            refuse(`Value (${value}) for parameter ${name} is invalid. This is not a valid CIDR block.`);
        }
    }
    const number = (name: string): number => entry[name] as number;
    const ruleNo = number("ruleNo");
    if (ruleNo < LOWEST || ruleNo > HIGHEST) {
        refuse(`Value (${ruleNo}) for parameter ruleNumber is invalid. It must be between ${LOWEST} and ${HIGHEST}.`);
    }
    const [from, to] = [number("fromPort"), number("toPort")];
    if (from < 0 || to > 65535 || from > to) refuse(`Invalid TCP/UDP port range (${from}:${to})`);
    for (const name of ["icmpType", "icmpCode"]) {
        const value = number(name);
        if (value < -1 || value > 255) refuse(`ICMP ${name === "icmpType" ? "type" : "code"} (${value}) out of range`);
    }
}

function alreadyExists(ruleNumber: number): CloudError {
    return new CloudError(
        "NetworkAclEntryAlreadyExists",
        `The network acl entry identified by ${ruleNumber} already exists.`,
    );
}

/**
 * What the provider does with changed inline rules: it compares them with those that it has seen, takes away what is not
 * wanted any more, whoever made it, and makes the rest. EC2 takes no offence at a rule that is there already word for word.
 * Returns what then stands inline; `inline` is what stood there before.
 */
export function replaceEntries(
    world: World,
    acl: CloudObject,
    direction: Direction,
    change: { inline: readonly Props[]; wanted: readonly Props[]; seen: readonly Props[] },
): Props[] {
    const missingIn = (list: readonly Props[]) => (entry: Props) => !list.some((other) => same(other, entry));
    const doomed = new Set(change.seen.filter(missingIn(change.wanted)).map((entry) => entry.ruleNo));
    const left = change.inline.filter((entry) => !doomed.has(entry.ruleNo));
    const own: Props[] = [];
    for (const { rule, entry } of ownRules(world, acl, direction)) {
        if (doomed.has(entry.ruleNo)) world.remove(rule);
        else own.push(entry);
    }
    const limit = world.quota(RULES_PER_ACL.name, RULES_PER_ACL.limit);
    for (const entry of change.wanted.filter(missingIn(change.seen)).map(kept)) {
        demandWellFormed(entry);
        const present = [...left, ...own];
        const taken = present.find((other) => other.ruleNo === entry.ruleNo);
        if (taken !== undefined && same(taken, entry)) continue;
        if (taken !== undefined) throw alreadyExists(entry.ruleNo as number);
        if (countLike(present, entry) >= limit) throw RULES_PER_ACL.exceeded(limit);
        left.push(entry);
    }
    return left;
}

function same(one: Props, other: Props): boolean {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].every((key) => one[key] === other[key]);
}
