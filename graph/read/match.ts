/** Which packets a rule of a filter means: those that it surely means, and those that it may mean where a field is not known. */
import type { NumberRange } from "../../facts/number-range";
import { EVERYTHING, NOTHING, union, type AddressSet } from "../../plan/address-set";
import {
    ALL_PACKETS,
    difference,
    icmp,
    intersection,
    isEmptySet,
    NO_PACKETS,
    packets,
    Protocol,
    unionOf,
    type PacketSet,
} from "../packets";
import type { Reason } from "../reason";
import { UNKNOWN } from "./values";
import type { Read } from "./fields";

export interface Maybe<T> {
    readonly sure: T;
    /** All of `sure`, and what may come besides. */
    readonly possible: T;
    /** Why the two differ; empty where they do not. */
    readonly reasons: readonly Reason[];
}

export type Match = Maybe<PacketSet>;
export type Addresses = Maybe<AddressSet>;

export function surely<T>(value: T): Maybe<T> {
    return { sure: value, possible: value, reasons: [] };
}

export function anyAddress(...reasons: readonly Reason[]): Addresses {
    return { sure: NOTHING, possible: EVERYTHING, reasons };
}

export function together(all: readonly Addresses[]): Addresses {
    return {
        sure: union(...all.map(({ sure }) => sure)),
        possible: union(...all.map(({ possible }) => possible)),
        reasons: all.flatMap(({ reasons }) => reasons),
    };
}

/** Packets of a traffic whose other end is in `peers`: the source of what comes in, the destination of what goes out. */
export function matchOf(traffic: Match, peers: Addresses, peer: "source" | "destination"): Match {
    return {
        sure: intersection(traffic.sure, packets({ [peer]: peers.sure })),
        possible: intersection(traffic.possible, packets({ [peer]: peers.possible })),
        reasons: [...traffic.reasons, ...peers.reasons],
    };
}

/** Names that AWS and its provider take besides the numbers (IANA protocol numbers). */
const PROTOCOLS: Readonly<Record<string, number>> = {
    icmp: 1,
    igmp: 2,
    ipip: 4,
    tcp: 6,
    egp: 8,
    udp: 17,
    ipv6: 41,
    rsvp: 46,
    gre: 47,
    esp: 50,
    ah: 51,
    icmpv6: 58,
    "ipv6-icmp": 58,
    eigrp: 88,
    ospf: 89,
    pim: 103,
    vrrp: 112,
    l2tp: 115,
    sctp: 132,
};

export interface Traffic {
    /** A number or a name as a text; "-1" and "all" are all of them. */
    readonly protocol: Read<string>;
    readonly fromPort: Read<number>;
    readonly toPort: Read<number>;
    readonly icmpType: Read<number>;
    readonly icmpCode: Read<number>;
}

const PORTS: NumberRange = { first: 0, last: 65_535 };

/**
 * Protocol and ports of a rule. Protocols other than TCP, UDP and ICMP have all ports; -1 is every type or code of ICMP.
 * `unknown` says what is not known.
 */
export function trafficOf(rule: Traffic, unknown: Reason): Match {
    const number = protocolNumber(rule.protocol);
    if (number === "all") return surely(ALL_PACKETS);
    if (number === UNKNOWN) return { sure: NO_PACKETS, possible: ALL_PACKETS, reasons: [unknown] };
    const protocols = [{ first: number, last: number }];
    const ports = portsOf(number, rule);
    if (ports === "all") return surely(packets({ protocols }));
    if (ports === UNKNOWN) return { sure: NO_PACKETS, possible: packets({ protocols }), reasons: [unknown] };
    return surely(packets({ protocols, destinationPorts: [ports] }));
}

function protocolNumber(protocol: Read<string>): number | "all" | typeof UNKNOWN {
    if (protocol === UNKNOWN || protocol === undefined) return UNKNOWN;
    const name = protocol.toLowerCase();
    if (name === "-1" || name === "all") return "all";
    const number = /^\d+$/.test(name) ? Number(name) : PROTOCOLS[name];
    return number === undefined || number > 255 ? UNKNOWN : number;
}

function portsOf(protocol: number, rule: Traffic): NumberRange | "all" | typeof UNKNOWN {
    switch (protocol) {
        case Protocol.Icmp:
        case Protocol.Icmpv6: {
            const { icmpType: type = -1, icmpCode: code = -1 } = rule;
            if (type === UNKNOWN || (type >= 0 && code === UNKNOWN)) return UNKNOWN;
            if (type < 0) return "all";
            return code === UNKNOWN || code < 0 ? icmp(type) : icmp(type, code);
        }
        case Protocol.Tcp:
        case Protocol.Udp: {
            const { fromPort: first = PORTS.first, toPort: last = PORTS.last } = rule;
            if (first === UNKNOWN || last === UNKNOWN) return UNKNOWN;
            return first < 0 || last < 0 ? "all" : { first, last: Math.max(first, last) };
        }
        default:
            return "all";
    }
}

/** What a filter allows, and where nobody can say: disjoint, each packet with one reason. */
export interface Verdict {
    readonly allows: PacketSet;
    readonly unsure: readonly { readonly packets: PacketSet; readonly reason: Reason }[];
}

export const ALLOWS_ALL: Verdict = { allows: ALL_PACKETS, unsure: [] };

export function unsureVerdict(reason: Reason): Verdict {
    return { allows: NO_PACKETS, unsure: [{ packets: ALL_PACKETS, reason }] };
}

/** What a filter allows that lets through whatever one of its rules means (security groups). */
export function anyOf(matches: readonly Match[]): Verdict {
    const allows = unionOf(...matches.map(({ sure }) => sure));
    return {
        allows,
        unsure: shares(
            allows,
            matches.map(({ possible, reasons }) => ({ possible, reasons })),
        ),
    };
}

export interface OrderedRule {
    /** Undefined where the number of the rule is not known: it may stand anywhere. */
    readonly number: number | undefined;
    readonly action: "allow" | "deny" | "unknown";
    readonly match: Match;
}

/** What a filter allows whose first matching rule decides (network ACLs); what no rule means it denies. */
export function firstOf(rules: readonly OrderedRule[]): Verdict {
    const order = [...rules].sort((a, b) => (a.number ?? -1) - (b.number ?? -1));
    let open = ALL_PACKETS;
    let [allowed, denied]: [PacketSet, PacketSet] = [NO_PACKETS, NO_PACKETS];
    for (const { number, action, match } of order) {
        const met = intersection(open, match.possible);
        if (action !== "deny") allowed = unionOf(allowed, met);
        if (action !== "allow") denied = unionOf(denied, met);
        if (number !== undefined) open = difference(open, match.sure);
    }
    denied = unionOf(denied, open);
    const allows = difference(allowed, denied);
    const either = intersection(allowed, denied);
    const causes = order.map(({ match: { possible, reasons } }) => ({
        possible: intersection(possible, either),
        reasons,
    }));
    return { allows, unsure: shares(allows, causes) };
}

/** One of several filters, and nobody can say which. */
export function oneOfVerdicts(verdicts: readonly Verdict[], reason: Reason): Verdict {
    const [first = ALLOWS_ALL, ...rest] = verdicts;
    const allows = rest.reduce((both, { allows: more }) => intersection(both, more), first.allows);
    const possible = unionOf(...verdicts.flatMap((v) => [v.allows, ...v.unsure.map((part) => part.packets)]));
    return { allows, unsure: shares(allows, [{ possible, reasons: [reason] }]) };
}

/** Packets that may be let through, by the first cause that says so. */
function shares(
    allows: PacketSet,
    causes: readonly { readonly possible: PacketSet; readonly reasons: readonly Reason[] }[],
): Verdict["unsure"] {
    let taken = allows;
    return causes.flatMap(({ possible, reasons: [cause] }) => {
        const rest = difference(possible, taken);
        if (cause === undefined || isEmptySet(rest)) return [];
        taken = unionOf(taken, rest);
        return [{ packets: rest, reason: cause }];
    });
}
