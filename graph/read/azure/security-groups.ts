/**
 * Network security groups of subnets: stateful, the lowest number decides. Behind the rules of the program stand six of Azure's: the
 * networks that a virtual network is joined with reach each other, and what goes to the internet goes out. Source: Azure Virtual
 * Network, "Network security groups" (default rules, service tags).
 */
import { addressSet, complement, EVERYTHING, NOTHING, union, type AddressSet } from "../../../plan/address-set";
import type { Gate } from "../../network";
import { ALL_PACKETS, intersection, NO_PACKETS, packets, unionOf } from "../../packets";
import type { NumberRange } from "../../../facts/number-range";
import { Code, type Element, type Reason } from "../../reason";
import { membersOf, notKnown, numberOf, prefixFrom, textOf, type Steps } from "../fields";
import { firstOf, surely, trafficOf, type Addresses, type Match, type OrderedRule, type Verdict } from "../match";
import { elementOf, unknownValue, type Reference, type References } from "../references";
import type { Resource } from "../resources";
import { UNKNOWN } from "../values";
import { meant, nameOf } from "./meant";
import { SECURITY_GROUP, SECURITY_RULE } from "./types";

/** What the tag VirtualNetwork means for a subnet. */
export interface Joined {
    readonly sure: AddressSet;
    /** What may belong to it besides, and why. */
    readonly open: readonly { readonly addresses: AddressSet; readonly reason: Reason }[];
}

interface Written {
    readonly from: Resource;
    readonly at: (name: string, ...more: readonly (string | number)[]) => Steps;
    readonly perhaps: Reason | undefined;
}

type Direction = "Inbound" | "Outbound";

export class NetworkSecurityGroups {
    private readonly rules: readonly { readonly rule: Resource; readonly of: Reference }[];

    constructor(private readonly references: References) {
        this.rules = references
            .ofType(SECURITY_RULE)
            .map((rule) => ({ rule, of: meant(references, rule, "networkSecurityGroupName", SECURITY_GROUP) }));
    }

    /** What machines of a subnet send through and let in; nothing is filtered where the subnet has no group. */
    gates(
        subnet: {
            readonly key: string;
            readonly from: Resource;
            readonly element: Element;
            readonly at: Written["at"];
        },
        joined: Joined,
    ): { readonly sends: readonly Gate[]; readonly receives: readonly Gate[] } {
        const group = meant(this.references, subnet.from, subnet.at("networkSecurityGroup", "id"), SECURITY_GROUP);
        if (group.is === "absent") return { sends: [], receives: [] };
        const gate = (direction: Direction): Gate => {
            const verdict =
                group.is === "resource" ? this.verdict(group.resource, direction, joined) : unread(group, subnet.from);
            return {
                id: `${subnet.key}#nsg`,
                element: group.is === "resource" ? elementOf(group.resource) : subnet.element,
                code: Code.NetworkSecurityGroup,
                isStateful: true,
                allows: verdict.allows,
                fromGroups: [],
                unsure: verdict.unsure,
            };
        };
        return { sends: [gate("Outbound")], receives: [gate("Inbound")] };
    }

    private verdict(group: Resource, direction: Direction, joined: Joined): Verdict {
        const written = [...inline(group, this.own(group)), ...this.own(group)];
        const rules = written.flatMap((one): OrderedRule[] => {
            const read = textOf(one.from, ...one.at("direction"));
            if (read !== UNKNOWN && read !== direction) return [];
            return [ruleOf(one, read === UNKNOWN ? notKnown(one.from, ...one.at("direction")) : undefined, joined)];
        });
        return firstOf([...rules, ...defaults(direction, joined), ...unknownRules(group)]);
    }

    /** Rules that are resources of their own. */
    private own(group: Resource): readonly Written[] {
        return this.rules.flatMap(({ rule, of }): Written[] => {
            const at: Written["at"] = (name, ...more) => [name, ...more];
            if (of.is === "resource") return of.resource === group ? [{ from: rule, at, perhaps: undefined }] : [];
            if (of.is !== "unsure" || !(of.candidates.length === 0 || of.candidates.includes(group))) return [];
            return [{ from: rule, at, perhaps: of.reason }];
        });
    }
}

function unread(group: Exclude<Reference, { is: "resource" }>, from: Resource): Verdict {
    const id = group.is === "external" ? group.id : "its security group";
    const reason = group.is === "unsure" ? group.reason : unknownValue(from, `nothing here describes ${id}`);
    return { allows: NO_PACKETS, unsure: [{ packets: ALL_PACKETS, reason }] };
}

/** Rules inside the group. What is deployed lists those that are resources of their own too. */
function inline(group: Resource, own: readonly Written[]): readonly Written[] {
    const members = membersOf(group, "securityRules");
    if (members === UNKNOWN) return [];
    const taken = new Set(own.flatMap(({ from }) => nameOf(from)?.toLowerCase() ?? []));
    return members.flatMap((path): Written[] => {
        const name = textOf(group, ...path, "name");
        if (typeof name === "string" && taken.has(name.toLowerCase())) return [];
        return [{ from: group, at: (property, ...more) => [...path, property, ...more], perhaps: undefined }];
    });
}

function unknownRules(group: Resource): readonly OrderedRule[] {
    if (membersOf(group, "securityRules") !== UNKNOWN) return [];
    const match = { sure: NO_PACKETS, possible: ALL_PACKETS, reasons: [notKnown(group, "securityRules")] };
    return [{ number: undefined, action: "unknown", match }];
}

function defaults(direction: Direction, joined: Joined): readonly OrderedRule[] {
    const inside = tagOf("VirtualNetwork", joined, undefined) ?? surely(NOTHING);
    const allow = (number: number, source: Addresses, destination: Addresses): OrderedRule => ({
        number,
        action: "allow",
        match: between(surely(ALL_PACKETS), source, destination),
    });
    const last: OrderedRule = { number: 65_500, action: "deny", match: surely(ALL_PACKETS) };
    const second =
        direction === "Inbound"
            ? allow(65_001, surely(addressSet([LOAD_BALANCER])), surely(EVERYTHING))
            : allow(65_001, surely(EVERYTHING), tagOf("Internet", joined, undefined) ?? surely(NOTHING));
    return [allow(65_000, inside, inside), second, last];
}
/** Where Azure's load balancers ask from. */
const LOAD_BALANCER = "168.63.129.16/32";

function ruleOf({ from, at, perhaps }: Written, open: Reason | undefined, joined: Joined): OrderedRule {
    const number = numberOf(from, ...at("priority"));
    const access = textOf(from, ...at("access"));
    const isSettled = typeof number === "number" && (access === "Allow" || access === "Deny");
    const match = between(
        trafficAt(from, at),
        addressesAt(from, at, "source", joined),
        addressesAt(from, at, "destination", joined),
    );
    const reasons = [open, perhaps, isSettled ? undefined : notKnown(from, ...at("priority"))].filter(
        (reason): reason is Reason => reason !== undefined,
    );
    return {
        number: typeof number === "number" ? number : undefined,
        action: reasons.length > 0 ? "unknown" : access === "Allow" ? "allow" : "deny",
        match:
            reasons.length === 0
                ? match
                : { sure: NO_PACKETS, possible: match.possible, reasons: [...reasons, ...match.reasons] },
    };
}

function between(traffic: Match, source: Addresses, destination: Addresses): Match {
    const of = (t: Match["sure"], s: AddressSet, d: AddressSet): Match["sure"] =>
        intersection(t, packets({ source: s, destination: d }));
    return {
        sure: of(traffic.sure, source.sure, destination.sure),
        possible: of(traffic.possible, source.possible, destination.possible),
        reasons: [...traffic.reasons, ...source.reasons, ...destination.reasons],
    };
}

function addressesAt(from: Resource, at: Written["at"], end: "source" | "destination", joined: Joined): Addresses {
    const [one, many, groups] = ["AddressPrefix", "AddressPrefixes", "ApplicationSecurityGroups"].map(
        (name) => `${end}${name}`,
    ) as [string, string, string];
    const members = membersOf(from, ...at(many));
    const machines = membersOf(from, ...at(groups));
    const unknown = (name: string): Addresses => ({
        sure: NOTHING,
        possible: EVERYTHING,
        reasons: [notKnown(from, ...at(name))],
    });
    if (members === UNKNOWN) return unknown(many);
    if (machines === UNKNOWN || machines.length > 0) {
        const reason = unknownValue(from, `which machines its ${groups} mean is not read`);
        return { sure: NOTHING, possible: EVERYTHING, reasons: [reason] };
    }
    const texts = [textOf(from, ...at(one)), ...members.map((path) => textOf(from, ...path))];
    const all = texts
        .filter((text) => text !== undefined)
        .map((text): Addresses => {
            if (typeof text !== "string") return unknown(one);
            const prefix = prefixFrom(text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`);
            if (prefix !== undefined) return surely(addressSet([prefix]));
            return (
                tagOf(text, joined, unknownValue(from, `the addresses of the service tag ${text} are not read`)) ??
                unknown(one)
            );
        });
    return {
        sure: union(...all.map(({ sure }) => sure)),
        possible: union(...all.map(({ possible }) => possible)),
        reasons: all.flatMap(({ reasons }) => reasons),
    };
}

/** What a service tag means; `unread` is said of those whose addresses Azure publishes and nobody reads here. */
function tagOf(text: string, { sure, open }: Joined, unread: Reason | undefined): Addresses | undefined {
    const possible = union(sure, ...open.map(({ addresses }) => addresses));
    const reasons = open.map(({ reason }) => reason);
    switch (text.toLowerCase()) {
        case "*":
        case "any":
            return surely(EVERYTHING);
        case "virtualnetwork":
            return { sure, possible, reasons };
        case "internet":
            return { sure: complement(possible), possible: complement(sure), reasons };
        case "azureloadbalancer":
            return surely(addressSet([LOAD_BALANCER]));
        default:
            return unread && { sure: NOTHING, possible: complement(sure), reasons: [unread] };
    }
}

function trafficAt(from: Resource, at: Written["at"]): Match {
    const unknown = notKnown(from, ...at("protocol"));
    const protocol = textOf(from, ...at("protocol"));
    const base = trafficOf(
        {
            protocol: protocol === "*" ? "all" : protocol,
            fromPort: undefined,
            toPort: undefined,
            icmpType: undefined,
            icmpCode: undefined,
        },
        unknown,
    );
    const [sources, destinations] = (["source", "destination"] as const).map((end) => portsAt(from, at, end));
    if (sources === undefined || destinations === undefined)
        return { sure: NO_PACKETS, possible: base.possible, reasons: [notKnown(from, ...at("destinationPortRange"))] };
    const ports = unionOf(
        ...sources.flatMap((source) =>
            destinations.map((destination) =>
                packets({
                    ...(source === "all" ? {} : { sourcePorts: [source] }),
                    ...(destination === "all" ? {} : { destinationPorts: [destination] }),
                }),
            ),
        ),
    );
    return { ...base, sure: intersection(base.sure, ports), possible: intersection(base.possible, ports) };
}

/** Undefined where one of them is not known. */
function portsAt(
    from: Resource,
    at: Written["at"],
    end: "source" | "destination",
): readonly (NumberRange | "all")[] | undefined {
    const members = membersOf(from, ...at(`${end}PortRanges`));
    if (members === UNKNOWN) return undefined;
    const texts = [textOrNumber(from, at(`${end}PortRange`)), ...members.map((path) => textOrNumber(from, path))];
    const read = texts
        .filter((text) => text !== undefined)
        .map((text): NumberRange | "all" | undefined => {
            if (typeof text !== "string") return undefined;
            if (text === "*") return "all";
            const range = /^(\d+)(?:-(\d+))?$/.exec(text);
            return range === null ? undefined : { first: Number(range[1]), last: Number(range[2] ?? range[1]) };
        });
    if (read.some((range) => range === undefined)) return undefined;
    const known = read.filter((range): range is NumberRange | "all" => range !== undefined);
    return known.length === 0 ? ["all"] : known;
}

function textOrNumber(from: Resource, steps: Steps): ReturnType<typeof textOf> {
    const number = numberOf(from, ...steps);
    return typeof number === "number" ? String(number) : textOf(from, ...steps);
}
