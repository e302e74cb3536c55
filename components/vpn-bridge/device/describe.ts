/** The sheet itself: for a program as JSON, and for a person who types it into a device as Markdown. */
import { algorithmName, algorithmTitle, type PhaseSuite } from "../../../plan/suites/suite";
import type { DeviceSheet, RenderedFiles, SheetIpsec, SheetTunnel, TrafficMatch } from "./sheet";
import { inOrder, oneLine, titleOf } from "./words";

/** Raised when a reader of the older one would misunderstand the newer one. */
export const SHEET_VERSION = 1;

/** "sheet.json" and "sheet.md". Both hold keys. */
export function describeSheet(sheet: DeviceSheet): RenderedFiles {
    return { "sheet.json": asJson(sheet), "sheet.md": asMarkdown(sheet) };
}

/** Members in alphabetical order and tunnels by number: the same sheet is the same text. */
function asJson(sheet: DeviceSheet): string {
    const document = { version: SHEET_VERSION, ...sheet, tunnels: inOrder(sheet.tunnels) };
    return `${JSON.stringify(sorted(document), null, 4)}\n`;
}

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

type Row = readonly [string, string | number | undefined];

function asMarkdown(sheet: DeviceSheet): string {
    const tunnels = inOrder(sheet.tunnels);
    return `${[
        `# ${oneLine(sheet.site)}, device ${sheet.device}, of ${oneLine(sheet.bridge)}`,
        table([
            ["Found at", sheet.publicAddress],
            ["Behind address translation", sheet.isTranslated ? "yes: its own interface has another address" : "no"],
            ["ASN", sheet.asn ?? "none: all tunnels are routed statically"],
            ["Own prefixes", list(sheet.prefixes)],
            ["Connection", sheet.uplink === undefined ? undefined : `${sheet.uplink} bit/s`],
        ]),
        ...tunnels.flatMap((tunnel) => [`## ${titleOf(tunnel)}`, table(rowsOf(tunnel))]),
        ...classSections(sheet),
        "## Keys",
        "Secret. Type or paste them in, and keep no copy.",
        ...tunnels.flatMap((tunnel) => [
            `### ${oneLine(tunnel.key)}`,
            ...KEYS[tunnel.engine.kind](tunnel.engine as never),
        ]),
    ].join("\n\n")}\n`;
}

function rowsOf(tunnel: SheetTunnel): Row[] {
    const { peer, bgp, rank, mss } = tunnel;
    return [
        ["Peer", `${peer.site} (${peer.kind}), ${peer.address}`],
        ["Over", tunnel.privateAddress === undefined ? undefined : "Direct Connect, never the internet"],
        ["Own address towards it", tunnel.privateAddress],
        ["Number", tunnel.number],
        ["Own inside address", `${tunnel.inside}, with the peer's as its other end`],
        ["Inside addresses of the tunnel", tunnel.cidr],
        ["Peer's inside address", peer.inside],
        ["MTU", `${tunnel.mtu} bytes`],
        ["TCP segments, at most", `${mss.ipv4} bytes${mss.ipv6 === undefined ? "" : `, over IPv6 ${mss.ipv6} bytes`}`],
        ["Routing", bgp === undefined ? "static" : `BGP with ASN ${bgp.peerAsn}`],
        ["BGP timers", bgp && `keepalive ${bgp.keepalive} s, hold ${bgp.hold} s, no BFD`],
        [bgp === undefined ? "Routed to the peer" : "Accepted from the peer", list(tunnel.accepts)],
        [bgp === undefined ? "Let through to it" : "Announced to it", list(tunnel.announces)],
        ["Not announced to it", tunnel.withholds?.length ? list(tunnel.withholds) : undefined],
        ["Dedicated", tunnel.dedicated && "to the prefixes above, whose routes here are preferred over other tunnels'"],
        ["Routed to the peer besides", tunnel.dedicated?.pinned.length ? list(tunnel.dedicated.pinned) : undefined],
        ["Rank", rankText(rank)],
        ...ENGINES[tunnel.engine.kind](tunnel.engine as never),
    ];
}

function rankText(rank: number): string {
    return rank === 0
        ? "0: preferred, shares the load with others of rank 0"
        : `${rank}: lower local preference, MED ${rank}, own ASN ${rank} times more in the path`;
}

type Engine = SheetTunnel["engine"];
type ByEngine<R> = { readonly [K in Engine["kind"]]: (engine: Extract<Engine, { kind: K }>) => R };

const ENGINES: ByEngine<Row[]> = {
    ipsec: (engine) => [
        ["Protocol", "IPsec, IKEv2 only, tunnel mode, selectors 0.0.0.0/0 on both sides (route-based)"],
        ...phaseRows("IKE", engine.suite.ike),
        ["IKE PRF", algorithmName("prf", engine.suite.ike.prf)],
        ["IKE lifetime", `${engine.lifetimes.ike} s`],
        ...phaseRows("ESP", engine.suite.esp),
        ["ESP lifetime", `${engine.lifetimes.esp} s`],
        ["Own identity", engine.localId],
        ["Peer's identity", engine.remoteId],
        ["Authentication", engine.authentication.kind],
        ["Post-quantum key (RFC 8784)", engine.ppk && `required, called ${engine.ppk.id}`],
        ["Dead peer detection", `after ${engine.deadPeerDetection} s`],
        ["Opens the tunnel", engine.initiates ? "yes" : "no, it waits"],
        ["ESP in UDP (port 4500)", engine.encapsulated ? "always" : "only behind address translation"],
    ],
    wireguard: ({ port, peerPort, keepsAlive, peerPublicKey }) => [
        ["Protocol", "WireGuard, all addresses allowed, routes made separately"],
        ["Own UDP port", port],
        ["Peer's UDP port", peerPort],
        ["Peer's public key", peerPublicKey],
        ["Keeps the way open", keepsAlive ? "yes, every 25 s" : "no"],
    ],
    openvpn: ({ role, port, peerName }) => [
        ["Protocol", "OpenVPN over UDP, TLS 1.3, AES-256-GCM, tls-crypt, no compression"],
        ["Role", role],
        ["UDP port of the server", port],
        ["Name in the peer's certificate", peerName],
    ],
};

function phaseRows(name: string, { encryption, integrity, dh, extra }: PhaseSuite): Row[] {
    return [
        [`${name} encryption`, algorithmName("encryption", encryption)],
        [`${name} integrity`, integrity === undefined ? "by the cipher" : algorithmName("integrity", integrity)],
        [`${name} key exchange`, algorithmTitle("dh", dh)],
        [`${name} additional key exchange`, extra && algorithmName("extra", extra)],
    ];
}

const KEYS: ByEngine<string[]> = {
    ipsec: ({ authentication, ppk }: SheetIpsec) => [
        ...(authentication.kind === "pre-shared-key"
            ? [`Pre-shared key:`, code(authentication.key)]
            : [
                  ...pem("Certificate", authentication.certificate),
                  ...pem("Private key", authentication.privateKey),
                  ...pem("Authorities of the peer's certificate", authentication.authorities),
                  ...(authentication.revoked === undefined ? [] : pem("Revoked certificates", authentication.revoked)),
              ]),
        ...(ppk === undefined ? [] : ["Post-quantum key, hexadecimal:", code(ppk.key)]),
    ],
    wireguard: ({ privateKey, preSharedKey }) => [
        "Own private key:",
        code(privateKey),
        "Pre-shared key:",
        code(preSharedKey),
    ],
    openvpn: ({ authority, certificate, privateKey, tlsCrypt, revoked }) => [
        ...pem("Authority", authority),
        ...pem("Certificate", certificate),
        ...pem("Private key", privateKey),
        ...pem("Key of tls-crypt", tlsCrypt),
        ...pem("Revoked certificates", revoked),
    ],
};

function pem(title: string, text: string): string[] {
    return [`${title}:`, code(text)];
}

function code(text: string): string {
    return `\`\`\`text\n${text.trim()}\n\`\`\``;
}

function classSections({ classes }: DeviceSheet): string[] {
    if (classes.length === 0) return [];
    const rows = classes.map(({ name, dscp, share, matches }): readonly string[] => [
        oneLine(name),
        String(dscp),
        `${share} %`,
        matches.length === 0 ? "packets that carry the DSCP already" : matches.map(matchText).join("; "),
    ]);
    return [
        "## Classes of traffic, the most urgent one first",
        grid(["Class", "DSCP", "Guaranteed share", "Packets"], rows),
    ];
}

function matchText({ from, to, protocol, ports }: TrafficMatch): string {
    const parts = [
        from && `from ${from}`,
        to && `to ${to}`,
        protocol,
        ports === undefined || ports.length === 0 ? undefined : `port ${ports.join(", ")}`,
    ];
    return parts.filter((part) => part !== undefined).join(" ") || "all";
}

function list(items: readonly string[]): string {
    return items.length === 0 ? "nothing" : items.join(", ");
}

function table(rows: readonly Row[]): string {
    const told = rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
    return grid(["Setting", "Value"], told);
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]): string =>
        `| ${cells.map((cell) => oneLine(cell).replace(/\|/g, "\\|")).join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
