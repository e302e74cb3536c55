/**
 * Security group rules as EC2 keeps them: one protocol, one range of ports, one peer. A resource may say several at once:
 * an inline block of a SecurityGroup and a SecurityGroupRule name lists of peers. Sources: EC2 API reference (IpPermission,
 * SecurityGroupRule), Terraform AWS provider (how blocks are taken apart and put together again).
 */
import { isObject, text, texts, type Props, type Value } from "../../core/values";
import { canonicalAddress } from "./canonical";

export const DIRECTIONS = ["ingress", "egress"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What a rule names as its peer; the words are those of the single-peer rule resources. */
export const PEERS = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;
export type PeerKind = (typeof PEERS)[number];

export interface Permission {
    /** "tcp", "udp", "icmp", "icmpv6", "-1" for all, or a protocol number. */
    protocol: string;
    /** Port, or ICMP type; undefined where it means nothing. */
    from: number | undefined;
    /** Port, or ICMP code. */
    to: number | undefined;
    kind: PeerKind;
    peer: string;
    description: string;
}

/** Protocols that have ports, or types and codes, with what it means when none are given. */
const PORTS: Readonly<Record<string, number | undefined>> = { tcp: undefined, udp: undefined, icmp: -1, icmpv6: -1 };

const NAMES: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", all: "-1" };
export const ALL_PROTOCOLS = "-1";

/** "TCP" and "6" are "tcp", "all" is "-1". */
export function canonicalProtocol(protocol: string): string {
    const lower = protocol.toLowerCase();
    return NAMES[lower] ?? lower;
}

/** What tells two permissions apart; a description does not. */
export function keyOf(p: Permission): string {
    return [p.protocol, p.from ?? "", p.to ?? "", p.kind, p.peer].join("|");
}

/** Which of the two counts it adds to: a group or a prefix list stands for addresses of both families. */
export function familiesOf(p: Permission): ("IPv4" | "IPv6")[] {
    if (p.kind === "cidrIpv4") return ["IPv4"];
    return p.kind === "cidrIpv6" ? ["IPv6"] : ["IPv4", "IPv6"];
}

/** What EC2 calls it in a refusal. */
export function describe(p: Permission): string {
    const name = p.protocol === ALL_PROTOCOLS ? "ALL" : p.protocol.toUpperCase();
    const [from, to] = p.protocol.startsWith("icmp") ? ["type", "code"] : ["from port", "to port"];
    const number = (n: number | undefined): string => (n === -1 ? "ALL" : String(n));
    const ports = p.from === undefined ? [] : [`${from}: ${number(p.from)}`, `${to}: ${number(p.to)}`];
    return [`peer: ${p.peer}`, name, ...ports, "ALLOW"].join(", ");
}

/** The lists of peers in an inline block or a SecurityGroupRule. Groups are named otherwise by the one and by the other. */
const LISTS = [
    ["cidrBlocks", "cidrIpv4"],
    ["ipv6CidrBlocks", "cidrIpv6"],
    ["prefixListIds", "prefixListId"],
    ["securityGroups", "referencedSecurityGroupId"],
] as const;

/** The permissions of an inline block or of a SecurityGroupRule. `group` is whose they are: `self` means it. */
export function permissionsOfBlock(block: Props, group: string): Permission[] {
    const common = commonOf(text(block, "protocol") ?? "", block);
    const source = text(block, "sourceSecurityGroupId");
    const groups = [...(source === undefined ? [] : [source]), ...(block.self === true ? [group] : [])];
    return [
        ...LISTS.flatMap(([list, kind]) => texts(block, list).map((peer) => ({ ...common, kind, peer }))),
        ...groups.map((peer) => ({ ...common, kind: "referencedSecurityGroupId" as const, peer })),
    ];
}

/** The permission of a rule resource that has one peer; undefined while it names none. */
export function permissionOfRule(rule: Props): Permission | undefined {
    const kind = PEERS.find((name) => text(rule, name) !== undefined);
    if (kind === undefined) return undefined;
    return { ...commonOf(text(rule, "ipProtocol") ?? "", rule), kind, peer: text(rule, kind) ?? "" };
}

function commonOf(protocol: string, props: Props): Omit<Permission, "kind" | "peer"> {
    const description = text(props, "description") ?? "";
    // Beside any other protocol than these, ports mean nothing; for ICMP none means every type and code.
    if (!(protocol in PORTS)) return { protocol, from: undefined, to: undefined, description };
    const number = (value: Value | undefined): number | undefined =>
        typeof value === "number" ? value : PORTS[protocol];
    return { protocol, from: number(props.fromPort), to: number(props.toPort), description };
}

/** An inline block with every member, as the provider reports it. */
export function canonicalBlock(block: Value): Value {
    if (!isObject(block)) return block;
    const { protocol } = block;
    return {
        cidrBlocks: [],
        ipv6CidrBlocks: [],
        prefixListIds: [],
        securityGroups: [],
        self: false,
        description: "",
        ...Object.fromEntries(Object.entries(block).filter(([, value]) => value !== null)),
        ...(typeof protocol === "string" ? { protocol: canonicalProtocol(protocol) } : {}),
        ...(Array.isArray(block.ipv6CidrBlocks) ? { ipv6CidrBlocks: block.ipv6CidrBlocks.map(canonicalAddress) } : {}),
    };
}

/** Permissions as inline blocks of `group`: one block for each protocol, range of ports and description. */
export function blocksOf(permissions: readonly Permission[], group: string): Props[] {
    const blocks = new Map<string, Permission[]>();
    for (const p of permissions) {
        const key = keyOf({ ...p, kind: "cidrIpv4", peer: p.description });
        blocks.set(key, [...(blocks.get(key) ?? []), p]);
    }
    return [...blocks.values()].map((alike) => blockOf(alike, group));
}

function blockOf(alike: readonly Permission[], group: string): Props {
    const peers = (kind: PeerKind): string[] => alike.filter((p) => p.kind === kind).map((p) => p.peer);
    const [first] = alike;
    return {
        protocol: first?.protocol ?? "",
        fromPort: first?.from ?? 0,
        toPort: first?.to ?? 0,
        description: first?.description ?? "",
        cidrBlocks: peers("cidrIpv4"),
        ipv6CidrBlocks: peers("cidrIpv6"),
        prefixListIds: peers("prefixListId"),
        securityGroups: peers("referencedSecurityGroupId").filter((peer) => peer !== group),
        self: peers("referencedSecurityGroupId").includes(group),
    };
}

/** The block, or SecurityGroupRule, without the permissions that are `doomed`; undefined when none is left. */
export function without(block: Props, group: string, doomed: (p: Permission) => boolean): Props | undefined {
    const kept = permissionsOfBlock(block, group).filter((p) => !doomed(p));
    if (kept.length === 0) return undefined;
    const stays = (kind: PeerKind, peer: string): boolean => kept.some((p) => p.kind === kind && p.peer === peer);
    const lists = LISTS.filter(([list]) => block[list] !== undefined).map(([list, kind]) => {
        return [list, texts(block, list).filter((peer) => stays(kind, peer))] as const;
    });
    const source = text(block, "sourceSecurityGroupId");
    return {
        ...block,
        ...Object.fromEntries(lists),
        ...(block.self === true ? { self: stays("referencedSecurityGroupId", group) } : {}),
        ...(source === undefined
            ? {}
            : { sourceSecurityGroupId: stays("referencedSecurityGroupId", source) ? source : "" }),
    };
}
