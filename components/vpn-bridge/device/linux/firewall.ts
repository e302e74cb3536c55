/**
 * nftables: who may speak to the tunnels' ports, what may travel through the tunnels, how large TCP's segments may be, and
 * which class a packet belongs to. It is a table of its own beside whatever the machine has: it takes away, and opens nothing
 * that another table closes. Ways to the machine that have nothing to do with tunnels, such as SSH, it does not touch.
 */
import type { DeviceSheet, RenderedFiles, SheetTunnel } from "../sheet";
import { bridgeName, inOrder, interfaceOf, ofFamily, oneLine, textOf, titleOf, type Lines } from "../words";
import { markRules } from "./marks";
import { PLACES } from "./places";

export function renderFirewall(sheet: DeviceSheet): RenderedFiles {
    const file = PLACES.firewall(sheet);
    return { [file]: rules(sheet), [PLACES.firewallUnit(sheet)]: unit(sheet, file) };
}

/** Of nftables' family "inet". */
export function tableName(sheet: Pick<DeviceSheet, "bridge">): string {
    return `causeway_${bridgeName(sheet).replace(/-/g, "_")}`;
}

function rules(sheet: DeviceSheet): string {
    const tunnels = inOrder(sheet.tunnels);
    const name = tableName(sheet);
    return textOf([
        `# Causeway, bridge ${oneLine(sheet.bridge)}, site ${oneLine(sheet.site)}.`,
        "# Open to the peers, and to nobody else: the ports of the tunnels. Open inside the tunnels: BGP and ICMP.",
        "# Everything else that reaches this machine, such as SSH, stays as it was. If another table drops what it",
        "# does not know, it must accept these ports as well.",
        // Made, so that it can be deleted, and made anew: loading the file twice changes nothing.
        `table inet ${name}`,
        `delete table inet ${name}`,
        `table inet ${name} {`,
        ...tunnels.flatMap(sets),
        "    chain input {",
        "        type filter hook input priority filter; policy accept;",
        ...portRules(tunnels),
        ...bgpRules(tunnels),
        "    }",
        ...tunnels.flatMap(gates),
        "    chain forward {",
        "        type filter hook forward priority filter; policy accept;",
        ...tunnels.flatMap((tunnel) => [
            `        iifname "${interfaceOf(tunnel)}" jump from_${interfaceOf(tunnel)}`,
            `        oifname "${interfaceOf(tunnel)}" jump to_${interfaceOf(tunnel)}`,
        ]),
        "    }",
        "    chain segments {",
        "        type filter hook forward priority mangle; policy accept;",
        ...tunnels.flatMap(segments),
        "    }",
        ...markRules(sheet),
        "}",
    ]);
}

/** Prefixes beyond the tunnel, and those on this side that may use it; parts of another one are counted once. */
function sets(tunnel: SheetTunnel): Lines {
    const name = interfaceOf(tunnel);
    const one = (kind: string, family: 4 | 6, prefixes: readonly string[]): Lines => {
        const elements = ofFamily(prefixes, family);
        return [
            `    set ${name}_${kind}${family} {`,
            `        type ipv${family}_addr; flags interval; auto-merge`,
            elements.length === 0 ? undefined : `        elements = { ${elements.join(", ")} }`,
            "    }",
        ];
    };
    return [
        `    # ${titleOf(tunnel)}`,
        ...([4, 6] as const).flatMap((family) => [
            one("far", family, tunnel.dedicated?.passes.far ?? tunnel.accepts),
            one("near", family, tunnel.dedicated?.passes.near ?? tunnel.announces),
        ]),
    ];
}

type EngineKind = SheetTunnel["engine"]["kind"];
const MATCHES: {
    readonly [K in EngineKind]: (engine: Extract<SheetTunnel["engine"], { kind: K }>) => readonly string[];
} = {
    ipsec: () => ["udp dport { 500, 4500 }", "meta l4proto esp"],
    wireguard: ({ port }) => [`udp dport ${port}`],
    // A client has no port that others may open.
    openvpn: ({ role, port }) => (role === "server" ? [`udp dport ${port}`] : []),
};

function matchesOf({ engine }: SheetTunnel): readonly string[] {
    const match = MATCHES[engine.kind] as (engine: SheetTunnel["engine"]) => readonly string[];
    return match(engine);
}

/** By port: the peers that may use it, and then nobody else. */
function portRules(tunnels: readonly SheetTunnel[]): string[] {
    const peers = new Map<string, Set<string>>();
    for (const tunnel of tunnels) {
        for (const match of matchesOf(tunnel)) {
            peers.set(match, (peers.get(match) ?? new Set()).add(tunnel.peer.address));
        }
    }
    return [...peers].flatMap(([match, addresses]) => [
        `        ${match} ip saddr { ${[...addresses].join(", ")} } accept`,
        `        ${match} drop`,
    ]);
}

/** BGP is answered where a session belongs, between the inside addresses, and not on other interfaces. */
function bgpRules(tunnels: readonly SheetTunnel[]): string[] {
    const sessions = tunnels.filter(({ bgp }) => bgp !== undefined);
    if (sessions.length === 0) return [];
    return [
        ...sessions.map(
            (tunnel) =>
                `        iifname "${interfaceOf(tunnel)}" ip saddr ${tunnel.peer.inside} ip daddr ${tunnel.inside} ` +
                "tcp dport 179 accept",
        ),
        `        ip daddr { ${[...new Set(sessions.map(({ inside }) => inside))].join(", ")} } tcp dport 179 drop`,
    ];
}

/** A router on the way may say that a packet is too large: its address is none of a site. */
const ERRORS = "destination-unreachable, time-exceeded, parameter-problem";

function gates(tunnel: SheetTunnel): string[] {
    const name = interfaceOf(tunnel);
    const gate = (direction: string, from: string, to: string): string[] => [
        `    chain ${direction}_${name} {`,
        `        icmp type { ${ERRORS} } return`,
        `        icmpv6 type { packet-too-big, ${ERRORS} } return`,
        `        ip saddr @${name}_${from}4 ip daddr @${name}_${to}4 return`,
        `        ip6 saddr @${name}_${from}6 ip6 daddr @${name}_${to}6 return`,
        "        drop",
        "    }",
    ];
    return [...gate("from", "far", "near"), ...gate("to", "near", "far")];
}

/** In both directions: each end tells the other how large the segments may be that it gets. Sizes are only ever lowered. */
function segments(tunnel: SheetTunnel): string[] {
    const name = interfaceOf(tunnel);
    const sizes = [
        ["ipv4", tunnel.mss.ipv4],
        ["ipv6", tunnel.mss.ipv6],
    ] as const;
    return sizes.flatMap(([family, size]) =>
        size === undefined
            ? []
            : ["iifname", "oifname"].map(
                  (side) =>
                      `        ${side} "${name}" meta nfproto ${family} tcp flags syn / syn,rst ` +
                      `tcp option maxseg size > ${size} tcp option maxseg size set ${size}`,
              ),
    );
}

function unit(sheet: DeviceSheet, file: string): string {
    return textOf([
        "[Unit]",
        `Description=Causeway, firewall of ${oneLine(sheet.bridge)}`,
        // Loading the machine's own rules empties every table.
        "After=nftables.service",
        "PartOf=nftables.service",
        "Before=network-pre.target",
        "Wants=network-pre.target",
        "DefaultDependencies=no",
        "",
        "[Service]",
        "Type=oneshot",
        "RemainAfterExit=yes",
        `ExecStart=/usr/sbin/nft -f ${file}`,
        "",
        "[Install]",
        "WantedBy=sysinit.target",
    ]);
}
