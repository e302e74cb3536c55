/** What security groups and network ACLs let in, from each of the ways in which a program can write it. */
import { SPECIAL_BLOCKS } from "../facts/reservations/addresses";
import type { NumberRange } from "../facts/number-range";
import type { Resource } from "../graph/read/resources";
import { addressSet, size, subtract, type AddressSet } from "../plan/address-set";
import { parsePrefix } from "../plan/prefix";
import { DEFAULT_SECURITY_GROUP, INGRESS_RULE, SECURITY_GROUP, SECURITY_GROUP_RULE } from "./concepts";
import { at, listAt, numberAt, partOf, textAt, textsAt, UNKNOWN, type Known, type Step } from "./values";

type Part = Pick<Resource, "props">;

export interface Ingress {
    /** Where it stands: "ingress[0]". "" for a rule that is a resource. */
    readonly path: string;
    readonly addresses: AddressSet;
    /** As AWS writes it: "tcp", "-1", "50". */
    readonly protocol: string;
    /** Undefined: all ports, or a protocol without ports. */
    readonly ports: NumberRange | undefined;
}

export type ReadIngress =
    | { readonly known: true; readonly ingress: Ingress }
    /** A property that is not known and could let something in. */
    | { readonly known: false; readonly path: string };

/** Types whose inputs hold rules for what comes in. */
export const GROUPS_AND_RULES = [...SECURITY_GROUP, ...DEFAULT_SECURITY_GROUP, ...SECURITY_GROUP_RULE, ...INGRESS_RULE];

/** Names of the properties of a rule, which differ in each way of writing one. */
interface Spelling {
    readonly addresses: readonly string[];
    readonly protocol: string;
    readonly prefixLists: readonly string[];
}
const INLINE: Spelling = {
    addresses: ["cidrBlocks", "ipv6CidrBlocks"],
    protocol: "protocol",
    prefixLists: ["prefixListIds"],
};
const SINGLE: Spelling = { addresses: ["cidrIpv4", "cidrIpv6"], protocol: "ipProtocol", prefixLists: ["prefixListId"] };
export const ACL_ENTRY: Spelling = { addresses: ["cidrBlock", "ipv6CidrBlock"], protocol: "protocol", prefixLists: [] };

/** What a security group's resource, or one that is a rule of a group, lets in by address. */
export function ingressOf(resource: Resource): readonly ReadIngress[] {
    if (SECURITY_GROUP_RULE.includes(resource.type)) {
        const direction = textAt(resource, "type");
        if (direction === UNKNOWN) return [{ known: false, path: "type" }];
        return direction === "ingress" ? readEntry(resource, INLINE, "") : [];
    }
    if (INGRESS_RULE.includes(resource.type)) return readEntry(resource, SINGLE, "");
    return entriesOf(resource, "ingress", INLINE);
}

/** Entries of a list of rules that is an input of the resource. */
export function entriesOf(resource: Part, property: string, spelling: Spelling): readonly ReadIngress[] {
    const list = listAt(resource, property);
    if (list === UNKNOWN) return [{ known: false, path: property }];
    return (list ?? []).flatMap((entry, i): readonly ReadIngress[] => {
        const part = partOf(entry);
        const path = `${property}[${i}]`;
        return part === undefined ? [{ known: false, path }] : readEntry(part, spelling, path);
    });
}

/** Nothing where the entry lets nobody in by address: a group, or the group itself. */
export function readEntry(part: Part, spelling: Spelling, path: string): readonly ReadIngress[] {
    const inside = (name: string): string => (path === "" ? name : `${path}.${name}`);
    const unknown = (name: string): ReadIngress => ({ known: false, path: inside(name) });
    const lists = spelling.addresses.map((name) => [name, textsOf(part, name)] as const);
    const prefixes = lists.flatMap(([, texts]) => (Array.isArray(texts) ? (texts as readonly string[]) : []));
    const open = [
        ...lists.filter(([, texts]) => texts === UNKNOWN).map(([name]) => unknown(name)),
        ...spelling.prefixLists.filter((name) => textsOf(part, name) !== undefined).map(unknown),
        ...prefixes.filter((text) => "problem" in parsePrefix(text)).map(() => unknown(spelling.addresses[0] ?? "")),
    ];
    if (open.length === 0 && prefixes.length === 0) return [];
    const protocol = textAt(part, spelling.protocol);
    const [first, last] = [numberAt(part, "fromPort"), numberAt(part, "toPort")];
    const undecided = (
        [
            [spelling.protocol, protocol],
            ["fromPort", first],
            ["toPort", last],
        ] as readonly (readonly [string, Known<string | number>])[]
    ).find(([, value]) => value === UNKNOWN);
    if (undecided !== undefined) return [unknown(undecided[0])];
    const word = typeof protocol === "string" ? protocol.toLowerCase() : "-1";
    const ports = hasPorts(word) && typeof first === "number" && typeof last === "number" ? { first, last } : undefined;
    const addresses = addressSet(prefixes.filter((text) => "prefix" in parsePrefix(text)));
    return [
        ...open,
        ...(prefixes.length === 0
            ? []
            : [{ known: true, ingress: { path, addresses, protocol: word, ports } } as const]),
    ];
}

function textsOf(part: Part, name: Step): Known<readonly string[]> {
    const value = at(part, name);
    if (value === undefined || value === UNKNOWN) return value;
    return typeof value === "string" ? [value] : textsAt(part, name);
}

export function hasPorts(protocol: string): boolean {
    return ["tcp", "udp", "sctp", "6", "17", "132"].includes(protocol);
}

export function isIcmp(protocol: string): boolean {
    return ["icmp", "icmpv6", "1", "58"].includes(protocol);
}

const SPECIAL = addressSet(SPECIAL_BLOCKS.map(({ block }) => block));

/**
 * True where so many public addresses are let in that anybody may be among them: more than a /8 of IPv4 or a /11 of IPv6.
 * Two halves of the internet, or all of it but one prefix, are the internet too.
 */
export function isInternet(addresses: AddressSet): boolean {
    const open = size(subtract(addresses, SPECIAL));
    return open[4] > 1n << 24n || open[6] > 1n << 117n;
}

/** "tcp 22", "tcp 20-25", "every port", "protocol 50" */
export function describeTraffic({ protocol, ports }: Pick<Ingress, "protocol" | "ports">): string {
    if (protocol === "-1" || protocol === "all") return "every protocol and port";
    const word = /^\d+$/.test(protocol) ? ({ 6: "tcp", 17: "udp" }[protocol] ?? `protocol ${protocol}`) : protocol;
    if (ports === undefined) return hasPorts(protocol) ? `every ${word} port` : word;
    return ports.first === ports.last ? `${word} ${ports.first}` : `${word} ${ports.first}-${ports.last}`;
}
