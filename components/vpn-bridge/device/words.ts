/** Names and texts that every form of configuration uses: of tunnels, of files, of prefixes by family. */
import { covers, prefixOf } from "../../../plan/prefix";
import type { DeviceSheet, SheetIpsec, SheetTunnel } from "./sheet";

/** "cw5": the tunnel's interface, and the end of every name that belongs to the tunnel. */
export function interfaceOf({ number }: Pick<SheetTunnel, "number">): string {
    return `cw${number}`;
}

/** The component's name where only letters, digits and hyphens may stand. */
export function bridgeName({ bridge }: Pick<DeviceSheet, "bridge">): string {
    return bridge.replace(/[^A-Za-z0-9-]/g, "-");
}

/** One line without anything that ends it: a comment in every form. */
export function oneLine(text: string): string {
    // Whatever a device could take for the end of a line.
    return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/** "Tunnel aws/plant#1 to aws (203.0.113.11)" */
export function titleOf({ key, peer }: SheetTunnel): string {
    return oneLine(`Tunnel ${key} to ${peer.site} (${peer.address})`);
}

export function ofFamily(prefixes: readonly string[], family: 4 | 6): string[] {
    return prefixes.filter((prefix) => prefixOf(prefix).family === family);
}

/** True where packets of that family travel through the device. IPv4 always does: BGP speaks it. */
export function carriesIpv6({ prefixes, tunnels }: DeviceSheet): boolean {
    return (
        ofFamily([...prefixes, ...tunnels.flatMap(({ accepts, announces }) => [...accepts, ...announces])], 6).length >
        0
    );
}

export type IpsecTunnel = SheetTunnel & { readonly engine: SheetIpsec };
type EngineKind = SheetTunnel["engine"]["kind"];
export type TunnelOf<K extends EngineKind> = SheetTunnel & {
    readonly engine: Extract<SheetTunnel["engine"], { kind: K }>;
};

/** Tunnels of one engine, in the order of their numbers: the order of the sheet is nobody's business. */
export function tunnelsOf<K extends EngineKind>({ tunnels }: DeviceSheet, kind: K): TunnelOf<K>[] {
    return inOrder(tunnels).filter((tunnel): tunnel is TunnelOf<K> => tunnel.engine.kind === kind);
}

export function inOrder(tunnels: readonly SheetTunnel[]): SheetTunnel[] {
    return [...tunnels].sort((a, b) => a.number - b.number);
}

/** Lines of a file; what is undefined or an empty list leaves no trace. */
export type Lines = readonly (string | undefined | Lines)[];

export function linesOf(lines: Lines): string[] {
    return lines.flatMap((line) => (line === undefined ? [] : typeof line === "string" ? [line] : linesOf(line)));
}

export function textOf(lines: Lines): string {
    return `${linesOf(lines).join("\n")}\n`;
}

/** A word of a POSIX shell. */
export function shellWord(text: string): string {
    return `'${text.split("'").join(`'\\''`)}'`;
}

/** True where tunnels of the device share the inside address, so that it is on none of their interfaces alone. */
export function isShared({ inside, cidr }: SheetTunnel): boolean {
    return !covers(cidr, `${inside}/32`);
}

/** The address outside that the device itself has, for a tunnel; undefined where its public one is translated. */
export function ownAddress(
    { isTranslated, publicAddress }: Pick<DeviceSheet, "isTranslated" | "publicAddress">,
    { privateAddress }: Pick<SheetTunnel, "privateAddress">,
): string | undefined {
    return privateAddress ?? (isTranslated ? undefined : publicAddress);
}

/** The length of the block of both inside addresses: "30". */
export function insideLength({ cidr }: SheetTunnel): string {
    return cidr.slice(cidr.indexOf("/") + 1);
}

/** "10.20.0.0 255.255.0.0" of "10.20.0.0/16"; an address of a host keeps its bits. */
export function withMask(addressAndLength: string): string {
    const [address = "", length = "32"] = addressAndLength.split("/");
    const mask = [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.min(8, Math.max(0, Number(length) - from))));
    return `${address} ${mask.join(".")}`;
}

/** A line of a filter of prefixes: itself, and where `le` is given parts of it down to that length. */
export interface FilterEntry extends FilterLine {
    readonly le?: 32;
}

export const EVERY_PREFIX = "0.0.0.0/0";

/** A tunnel's lines, and then everything else is denied: a list without any line denies nothing. */
export function filterEntries(tunnel: SheetTunnel, direction: "IN" | "OUT"): FilterEntry[] {
    return [
        ...filtersOf(tunnel)[direction].map((line): FilterEntry =>
            line.prefix.endsWith("/32") ? line : { ...line, le: 32 },
        ),
        { action: "deny", prefix: EVERY_PREFIX, le: 32 },
    ];
}

/** "10.0.0.0/16 le 32" */
export function prefixAndParts({ prefix, le }: FilterEntry): string {
    return le === undefined ? prefix : `${prefix} le ${le}`;
}

/** A prefix list as IOS and FRR have it, entries by fives. */
export function prefixListLines(name: string, entries: readonly FilterEntry[]): string[] {
    return entries.map(
        (entry, i) => `ip prefix-list ${name} seq ${(i + 1) * 5} ${entry.action} ${prefixAndParts(entry)}`,
    );
}

/** Headers of TCP and IPv4 in bytes: what a packet has more than its segment. */
export const TCP_HEADERS = 40;
/** Seconds after which BGP tries again what failed; FRR would wait for two minutes. */
export const BGP_RETRY = 10;

/** Part of a lifetime after which new keys are asked for, so that they are there before the old ones end. */
export const REKEY_AT = 0.9;

/**
 * Routes of rank 0 are preferred over all others of the device: 100 is what routers give those that say nothing. Through a
 * dedicated tunnel only its own prefixes come, and are preferred there.
 */
export function localPreference({ rank, dedicated }: SheetTunnel): number {
    return Math.max(0, 1_000 - rank) + (dedicated === undefined ? 0 : 1);
}

/** A line of a list of prefixes. It is about the prefix and all parts of it. */
export interface FilterLine {
    readonly action: "permit" | "deny";
    readonly prefix: string;
}

/** What a device takes from a tunnel's session, and tells it, of IPv4: the first line that fits decides; without one, deny. */
export function filtersOf(tunnel: SheetTunnel): Readonly<Record<"IN" | "OUT", readonly FilterLine[]>> {
    const lines = (action: FilterLine["action"], prefixes: readonly string[] = []): FilterLine[] =>
        ofFamily(prefixes, 4).map((prefix) => ({ action, prefix }));
    return {
        IN: lines("permit", tunnel.accepts),
        OUT: [
            ...lines("deny", tunnel.withholds),
            ...lines(
                "permit",
                tunnel.announces.filter((prefix) => tunnel.withholds?.includes(prefix) !== true),
            ),
        ],
    };
}

/** Prefixes of IPv4 that lead into a tunnel whatever BGP says: all of them where there is none. */
export function staticPrefixes({ bgp, accepts, dedicated }: SheetTunnel): readonly string[] {
    return bgp === undefined ? accepts : (dedicated?.pinned ?? []);
}

/** The device's own number once more for each rank: what makes a path look longer. Undefined for rank 0. */
export function prepended({ rank }: SheetTunnel, asn: number): string | undefined {
    return rank === 0 ? undefined : Array<number>(rank).fill(asn).join(" ");
}
