/**
 * Firewall rules of a VPC network, which every machine in it has: the lowest number decides, of equal ones the denial, and without
 * a rule nothing comes in and everything goes out. They are stateful. Source: Google Cloud VPC, "VPC firewall rules" (priority,
 * implied rules, targets, sources).
 */
import { addressSet, EVERYTHING, union } from "../../../plan/address-set";
import type { Gate } from "../../network";
import { ALL_PACKETS, difference, isEmptySet, NO_PACKETS, unionOf, type PacketSet } from "../../packets";
import { Code, type Element, type Reason } from "../../reason";
import { flagOf, membersOf, notKnown, numberOf, prefixAt, textOf, type Read, type Steps } from "../fields";
import {
    anyAddress,
    firstOf,
    matchOf,
    surely,
    trafficOf,
    type Addresses,
    type Match,
    type OrderedRule,
} from "../match";
import type { References } from "../references";
import type { Resource } from "../resources";
import { UNKNOWN } from "../values";
import type { GcpNetwork, GcpNetworks } from "./networks";

type Direction = "in" | "out";

interface Rule {
    readonly resource: Resource;
    readonly direction: Direction | typeof UNKNOWN;
    readonly number: number | typeof UNKNOWN;
    readonly action: "allow" | "deny";
    readonly traffic: Match;
    readonly peers: Addresses;
    /** Groups of senders: tags and service accounts. */
    readonly groups: readonly string[];
    /** Groups of machines that have it; undefined where all have. */
    readonly targets: readonly string[] | undefined | typeof UNKNOWN;
    /** Why nobody can say whether the network has it. */
    readonly perhaps: Reason | undefined;
}

/** What tells machines apart: their tags and service accounts, as groups of their network. */
export interface Machine {
    readonly id: string;
    readonly element: Element;
    readonly groups: readonly string[];
    /** Where its tags or accounts are not all known. */
    readonly unsure: Reason | undefined;
}

export const tagGroup = (network: string, tag: string): string => `${network}#tag/${tag}`;
export const accountGroup = (network: string, account: string): string => `${network}#account/${account}`;

export class Firewalls {
    private readonly rules = new Map<string, Rule[]>();

    constructor(references: References, networks: GcpNetworks, type: string) {
        for (const resource of references.ofType(type)) {
            if (flagOf(resource, "disabled") === true) continue;
            const at = networks.at(resource, "network");
            if ("network" in at) this.add(at.network, resource, undefined);
            else for (const network of networks.all) this.add(network, resource, at.reason);
        }
    }

    /** What a machine of a network sends through and lets in. */
    gates(
        network: GcpNetwork,
        machine: Machine,
    ): { readonly sends: readonly Gate[]; readonly receives: readonly Gate[] } {
        return { sends: [this.gate(network, machine, "out")], receives: [this.gate(network, machine, "in")] };
    }

    private add(network: GcpNetwork, resource: Resource, perhaps: Reason | undefined): void {
        const rules = this.rules.get(network.key) ?? [];
        rules.push(...rulesOf(resource, network.key, perhaps));
        this.rules.set(network.key, rules);
    }

    private gate(network: GcpNetwork, machine: Machine, direction: Direction): Gate {
        const peer = direction === "in" ? "source" : "destination";
        const mine = (this.rules.get(network.key) ?? []).flatMap((rule) => {
            const applies = appliesTo(rule, machine, direction);
            return applies === "no" ? [] : [{ rule, open: applies === "yes" ? [] : [applies] }];
        });
        // Of equal numbers denials come first, and the sort behind this keeps the order.
        mine.sort((a, b) => Number(a.rule.action === "allow") - Number(b.rule.action === "allow"));
        const ordered = mine.map(({ rule, open }): OrderedRule => {
            const match = matchOf(rule.traffic, rule.peers, peer);
            const isOpen = open.length > 0 || rule.number === UNKNOWN;
            const reasons = [...open, ...(rule.number === UNKNOWN ? [notKnown(rule.resource, "priority")] : [])];
            return {
                number: rule.number === UNKNOWN ? undefined : rule.number,
                action: isOpen ? "unknown" : rule.action,
                match: isOpen
                    ? { sure: NO_PACKETS, possible: match.possible, reasons: [...reasons, ...match.reasons] }
                    : match,
            };
        });
        const implied = direction === "out" ? [LAST] : [];
        const { allows, unsure } = firstOf([...ordered, ...implied]);
        const byGroup = groupsOf(mine.map(({ rule }) => rule));
        const left = unsure.flatMap(({ packets, reason }) => {
            const rest = difference(packets, byGroup.open);
            return isEmptySet(rest) ? [] : [{ packets: rest, reason }];
        });
        const { open } = byGroup;
        return {
            id: `${machine.id}#firewall`,
            element: { ...network.element, label: `firewall of ${network.element.label}` },
            code: Code.Firewall,
            isStateful: true,
            allows: difference(allows, open),
            fromGroups: byGroup.members,
            unsure: [...left, ...byGroup.reasons.map((reason) => ({ packets: open, reason })).slice(0, 1)],
        };
    }
}

/** Everything goes out that no rule stops; the number is behind all that a rule may have. */
const LAST: OrderedRule = { number: 65_536, action: "allow", match: surely(ALL_PACKETS) };

/** What members of groups may send besides; of denials by group nobody here can say whom they meet. */
function groupsOf(rules: readonly Rule[]): {
    readonly members: Gate["fromGroups"];
    readonly open: PacketSet;
    readonly reasons: readonly Reason[];
} {
    const named = rules.filter(({ groups }) => groups.length > 0);
    const before = (rule: Rule): PacketSet =>
        unionOf(
            ...rules
                .filter((other) => other.action === "deny" && isBefore(other, rule))
                .map((other) => matchOf(other.traffic, other.peers, "source").possible),
        );
    const denying = named.filter(({ action }) => action === "deny");
    return {
        members: named
            .filter(({ action, number }) => action === "allow" && number !== UNKNOWN)
            .flatMap((rule) => {
                const packets = difference(rule.traffic.sure, before(rule));
                return rule.groups.map((group) => ({ group, packets }));
            }),
        open: unionOf(...denying.map(({ traffic }) => traffic.possible)),
        reasons: denying.map(({ resource }) => ({
            ...notKnown(resource, "sourceTags"),
            detail: `${resource.name} denies by tag or account: whom it meets is not read`,
        })),
    };
}

function isBefore(one: Rule, other: Rule): boolean {
    if (one.number === UNKNOWN || other.number === UNKNOWN) return true;
    return one.number <= other.number;
}

function appliesTo(rule: Rule, machine: Machine, direction: Direction): "yes" | "no" | Reason {
    if (rule.direction !== UNKNOWN && rule.direction !== direction) return "no";
    if (rule.direction === UNKNOWN) return notKnown(rule.resource, "direction");
    const { targets } = rule;
    if (targets === UNKNOWN) return notKnown(rule.resource, "targetTags");
    if (targets !== undefined && !targets.some((group) => machine.groups.includes(group)))
        return machine.unsure ?? "no";
    return rule.perhaps ?? "yes";
}

/** One for each entry of its list. */
function rulesOf(resource: Resource, network: string, perhaps: Reason | undefined): readonly Rule[] {
    const direction = textOf(resource, "direction") ?? "INGRESS";
    const isOut = direction === "EGRESS";
    const action = resource.props["denies"] === undefined || isEmptyList(resource, "denies") ? "allow" : "deny";
    const property = action === "allow" ? "allows" : "denies";
    const targets = groupsAt(resource, network, "targetTags", "targetServiceAccounts");
    const senders = isOut ? undefined : groupsAt(resource, network, "sourceTags", "sourceServiceAccounts");
    const frame = {
        resource,
        direction: direction === UNKNOWN ? UNKNOWN : isOut ? ("out" as const) : ("in" as const),
        number: numberOf(resource, "priority") ?? 1000,
        action,
        groups: senders === undefined || senders === UNKNOWN ? [] : senders,
        targets,
        perhaps,
        peers: peersOf(resource, isOut, senders),
    } as const;
    const members = membersOf(resource, property);
    if (members === UNKNOWN)
        return [
            { ...frame, traffic: { sure: NO_PACKETS, possible: ALL_PACKETS, reasons: [notKnown(resource, property)] } },
        ];
    return members.map((path) => ({ ...frame, traffic: trafficAt(resource, path) }));
}

function isEmptyList(resource: Resource, property: string): boolean {
    const members = membersOf(resource, property);
    return members !== UNKNOWN && members.length === 0;
}

/** Undefined where nobody is named. */
function groupsAt(resource: Resource, network: string, tags: string, accounts: string): Rule["targets"] {
    const lists = [
        [tags, tagGroup],
        [accounts, accountGroup],
    ] as const;
    const found: string[] = [];
    for (const [property, group] of lists) {
        const members = membersOf(resource, property);
        if (members === UNKNOWN) return UNKNOWN;
        for (const path of members) {
            const text = textOf(resource, ...path);
            if (text === UNKNOWN || text === undefined) return UNKNOWN;
            found.push(group(network, text));
        }
    }
    return found.length === 0 ? undefined : found;
}

/** Without a range an ingress rule is for everybody, unless it names tags or accounts. */
function peersOf(resource: Resource, isOut: boolean, senders: Rule["targets"]): Addresses {
    const property = isOut ? "destinationRanges" : "sourceRanges";
    const members = membersOf(resource, property);
    if (members === UNKNOWN) return anyAddress(notKnown(resource, property));
    if (senders === UNKNOWN) return anyAddress(notKnown(resource, "sourceTags"));
    if (members.length === 0) return surely(senders === undefined ? EVERYTHING : addressSet([]));
    const prefixes = members.map((path) => prefixAt(resource, ...path));
    if (prefixes.some((prefix) => typeof prefix !== "object")) return anyAddress(notKnown(resource, property));
    return surely(union(...prefixes.flatMap((prefix) => (typeof prefix === "object" ? [addressSet([prefix])] : []))));
}

/** Ports are numbers and ranges, as texts; none are all. */
function trafficAt(resource: Resource, path: Steps): Match {
    const unknown = notKnown(resource, ...path);
    const protocol = textOf(resource, ...path, "protocol");
    const ports = membersOf(resource, ...path, "ports");
    const of = (first: Read<number>, last: Read<number>): Match =>
        trafficOf({ protocol, fromPort: first, toPort: last, icmpType: undefined, icmpCode: undefined }, unknown);
    if (ports === UNKNOWN) return of(UNKNOWN, UNKNOWN);
    if (ports.length === 0) return of(undefined, undefined);
    const each = ports.map((port) => {
        const text = textOf(resource, ...port);
        const number = numberOf(resource, ...port);
        if (typeof number === "number") return of(number, number);
        const range = typeof text === "string" ? /^(\d+)-(\d+)$/.exec(text) : null;
        return range === null ? of(UNKNOWN, UNKNOWN) : of(Number(range[1]), Number(range[2]));
    });
    return {
        sure: unionOf(...each.map(({ sure }) => sure)),
        possible: unionOf(...each.map(({ possible }) => possible)),
        reasons: each.flatMap(({ reasons }) => reasons),
    };
}
