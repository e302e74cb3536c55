/**
 * OPNsense as parts of its config.xml (opnsense/core: models IPsec/Swanctl.xml, IPsec/IPsec.xml, Wireguard/Server.xml and
 * Client.xml; opnsense/plugins: Quagga/BGP.xml and its template bgpd.conf). IPsec is "Connections", an interface for each
 * tunnel. Elements refer to each other by UUID, so that every one follows from what it is for.
 */
import * as crypto from "node:crypto";
import { DEVICE_FACTS } from "../../../facts/ipsec/devices";
import { OVERLAY_TIMERS } from "../../../facts/timers";
import {
    announcedPrefixes,
    applianceTunnels,
    headOf,
    nameOf,
    sessionsOf,
    unitOf,
    type ApplianceTunnel,
    type Session,
} from "./appliance";
import { MERGE_FILE, MERGE_PROGRAM, mergeNotes } from "./merge-config";
import type { DeviceSheet, RenderedFiles, SheetTunnel } from "./sheet";
import {
    BGP_RETRY,
    filterEntries,
    ownAddress,
    inOrder,
    insideLength,
    isShared,
    localPreference,
    prefixAndParts,
    prepended,
    REKEY_AT,
    TCP_HEADERS,
    titleOf,
    tunnelsOf,
    type TunnelOf,
} from "./words";
import { elements, MERGE_KEY, xmlDocument, type XmlContent, type XmlElement } from "./xml";

const FACTS = DEVICE_FACTS.opnsense;
const PARTS = "opnsense-config.xml";

/** "opnsense-config.xml", the parts, and the program that puts them into a configuration. */
export function renderOpnSense(sheet: DeviceSheet): RenderedFiles {
    const tunnels = applianceTunnels(sheet, FACTS);
    const wireGuards = tunnelsOf(sheet, "wireguard");
    const root: XmlElement = {
        name: "opnsense",
        attributes: {},
        content: elements({
            interfaces: elements(
                Object.fromEntries(inOrder(sheet.tunnels).map((tunnel) => [`opt${unitOf(tunnel)}`, port(tunnel)])),
            ),
            ...(tunnels.length === 0 ? {} : { ipsec: elements({ enable: 1 }) }),
            OPNsense: elements({
                ...(tunnels.length === 0 ? {} : ipsec(sheet, tunnels)),
                ...(wireGuards.length === 0 ? {} : { wireguard: wireGuard(sheet, wireGuards) }),
                quagga: bgp(sheet),
            }),
        }),
    };
    return {
        [PARTS]: xmlDocument(
            [
                ...headOf(sheet, FACTS),
                "Install the plugin os-frr first. Rules on the interfaces CW… decide which traffic passes, and are yours to",
                "write, as is one on WAN for each UDP port of WireGuard. BGP opens its sessions itself, and needs none.",
                "Of BGP it sets the AS number, the router id and the networks, and of IPsec, WireGuard and FRR that they run.",
                ...mergeNotes("OPNsense", PARTS, "System: Configuration: Backups"),
            ],
            root,
        ),
        [MERGE_FILE]: MERGE_PROGRAM,
    };
}

const PORTS: Readonly<Record<SheetTunnel["engine"]["kind"], string>> = {
    ipsec: "ipsec",
    wireguard: "wg",
    openvpn: "ovpn",
};

function port(tunnel: SheetTunnel): XmlElement[] {
    return elements({
        if: `${PORTS[tunnel.engine.kind]}${unitOf(tunnel)}`,
        descr: nameOf(tunnel),
        enable: 1,
        mtu: tunnel.mtu,
        // The firewall takes the headers off again (filter.inc).
        mss: tunnel.mss.ipv4 + TCP_HEADERS,
    });
}

/** OPNsense knows UUIDs of version 4 only (Swanctl.php); these follow from the tunnel and from what the element is. */
function uuidOf({ bridge, site, device }: DeviceSheet, of: Pick<SheetTunnel, "key">, what: string): string {
    const hex = crypto
        .createHash("sha256")
        .update(JSON.stringify([bridge, site, device, of.key, what]))
        .digest("hex");
    const variant = "89ab".charAt(parseInt(hex.charAt(16), 16) % 4);
    return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20, 32),
    ].join("-");
}

/** An element that others may refer to by its UUID. */
function identified(name: string, uuid: string, contents: Readonly<Record<string, XmlContent>>): XmlElement {
    return { name, attributes: { uuid, [MERGE_KEY]: "@uuid" }, content: elements(contents) };
}

function ipsec(sheet: DeviceSheet, tunnels: readonly ApplianceTunnel[]): Readonly<Record<string, XmlContent>> {
    const each = (render: (sheet: DeviceSheet, tunnel: ApplianceTunnel) => XmlElement): XmlElement[] =>
        tunnels.map((tunnel) => render(sheet, tunnel));
    return {
        IPsec: elements({ preSharedKeys: each(secret) }),
        Swanctl: elements({
            Connections: each(connection),
            locals: each((of, appliance) => end(of, appliance, "local", appliance.tunnel.engine.localId)),
            remotes: each((of, appliance) => end(of, appliance, "remote", appliance.tunnel.engine.remoteId)),
            children: each(child),
            VTIs: each(vti),
        }),
    };
}

function secret(sheet: DeviceSheet, { tunnel, preSharedKey }: ApplianceTunnel): XmlElement {
    return identified("preSharedKey", uuidOf(sheet, tunnel, "preSharedKey"), {
        ident: tunnel.engine.localId,
        remote_ident: tunnel.engine.remoteId,
        keyType: "PSK",
        Key: preSharedKey,
        description: nameOf(tunnel),
    });
}

/** Beside GCM the hash is the PRF, and beside CBC it is both. */
function connection(sheet: DeviceSheet, { tunnel, ike }: ApplianceTunnel): XmlElement {
    const { engine, peer } = tunnel;
    const rekey = Math.floor(engine.lifetimes.ike * REKEY_AT);
    return identified("Connection", uuidOf(sheet, tunnel, "Connection"), {
        enabled: 1,
        proposals: [ike.encryption, ike.prf, ike.dh].join("-"),
        unique: "replace",
        aggressive: 0,
        version: 2,
        mobike: 0,
        // A translated address is none of the firewall's own.
        local_addrs: ownAddress(sheet, tunnel),
        remote_addrs: peer.address,
        encap: engine.encapsulated ? 1 : 0,
        rekey_time: rekey,
        over_time: engine.lifetimes.ike - rekey,
        dpd_delay: engine.deadPeerDetection,
        keyingtries: 0,
        description: `${nameOf(tunnel)} ${titleOf(tunnel)}`,
    });
}

function end(sheet: DeviceSheet, { tunnel }: ApplianceTunnel, side: "local" | "remote", id: string): XmlElement {
    return identified(side, uuidOf(sheet, tunnel, side), {
        enabled: 1,
        connection: uuidOf(sheet, tunnel, "Connection"),
        round: 0,
        auth: "psk",
        id,
        description: nameOf(tunnel),
    });
}

/** What comes by the interface of the same number is led into it: no policy of the kernel's decides that. */
function child(sheet: DeviceSheet, { tunnel, esp }: ApplianceTunnel): XmlElement {
    const { engine } = tunnel;
    const [start, close, dead] = engine.initiates ? ["start", "start", "start"] : ["none", "none", "clear"];
    return identified("child", uuidOf(sheet, tunnel, "child"), {
        enabled: 1,
        connection: uuidOf(sheet, tunnel, "Connection"),
        reqid: unitOf(tunnel),
        esp_proposals: [esp.encryption, esp.integrity, esp.dh].filter((word) => word !== undefined).join("-"),
        sha256_96: 0,
        start_action: start,
        close_action: close,
        dpd_action: dead,
        mode: "tunnel",
        policies: 0,
        local_ts: "0.0.0.0/0",
        remote_ts: "0.0.0.0/0",
        rekey_time: Math.floor(engine.lifetimes.esp * REKEY_AT),
        description: nameOf(tunnel),
    });
}

/** Both outer addresses, or none of them where the own one is not known. */
function vti(sheet: DeviceSheet, { tunnel }: ApplianceTunnel): XmlElement {
    return identified("VTI", uuidOf(sheet, tunnel, "VTI"), {
        enabled: 1,
        reqid: unitOf(tunnel),
        local: sheet.isTranslated ? undefined : sheet.publicAddress,
        remote: sheet.isTranslated ? undefined : tunnel.peer.address,
        tunnel_local: tunnel.inside,
        tunnel_remote: tunnel.peer.inside,
        description: nameOf(tunnel),
    });
}

/** One instance for each peer: as every prefix may lead into each of them, routes choose, not the allowed addresses. */
function wireGuard(sheet: DeviceSheet, tunnels: readonly TunnelOf<"wireguard">[]): XmlElement[] {
    const servers = tunnels.map((tunnel) =>
        identified("server", uuidOf(sheet, tunnel, "server"), {
            enabled: 1,
            name: nameOf(tunnel),
            instance: unitOf(tunnel),
            privkey: tunnel.engine.privateKey,
            port: tunnel.engine.port,
            mtu: tunnel.mtu,
            tunneladdress: `${tunnel.inside}/${insideLength(tunnel)}`,
            disableroutes: 1,
            peers: uuidOf(sheet, tunnel, "client"),
        }),
    );
    const clients = tunnels.map((tunnel) =>
        identified("client", uuidOf(sheet, tunnel, "client"), {
            enabled: 1,
            name: nameOf(tunnel),
            pubkey: tunnel.engine.peerPublicKey,
            psk: tunnel.engine.preSharedKey,
            tunneladdress: "0.0.0.0/0",
            serveraddress: tunnel.peer.address,
            serverport: tunnel.engine.peerPort,
            keepalive: tunnel.engine.keepsAlive ? OVERLAY_TIMERS.wireguardKeepalive.value : undefined,
        }),
    );
    return elements({
        general: elements({ enabled: 1 }),
        server: elements({ servers }),
        client: elements({ clients }),
    });
}

function bgp(sheet: DeviceSheet): XmlElement[] | undefined {
    const sessions = sessionsOf(sheet);
    const { asn } = sheet;
    if (asn === undefined || sessions.length === 0) return undefined;
    return elements({
        general: elements({ enabled: 1 }),
        bgp: elements({
            enabled: 1,
            asnumber: asn,
            routerid: sheet.publicAddress,
            // Own prefixes are announced whatever the firewall's own routes to them look like.
            networkimportcheck: 0,
            logneighborchanges: 1,
            networks: announcedPrefixes(sheet).join(","),
            bestpath: "as-path multipath-relax",
            maximumpaths: sessions.length,
            neighbors: sessions.map((session) => neighbour(sheet, session)),
            prefixlists: sessions.flatMap((session) => [
                ...prefixList(sheet, session, "IN"),
                ...prefixList(sheet, session, "OUT"),
            ]),
            routemaps: sessions.flatMap((session) => routeMaps(sheet, session, asn)),
        }),
    });
}

function neighbour(sheet: DeviceSheet, session: Session): XmlElement {
    return identified("neighbor", uuidOf(sheet, session, "neighbor"), {
        enabled: 1,
        description: `${nameOf(session)} ${titleOf(session)}`,
        address: session.peer.inside,
        remoteas: session.bgp.peerAsn,
        soft_reconfiguration_inbound: 1,
        keepalive: session.bgp.keepalive,
        holddown: session.bgp.hold,
        connecttimer: BGP_RETRY,
        disable_connected_check: isShared(session) ? 1 : undefined,
        linkedRoutemapIn: uuidOf(sheet, session, "routemap-IN"),
        linkedRoutemapOut: uuidOf(sheet, session, "routemap-OUT"),
    });
}

/** An element for each entry: their name keeps them together. */
function prefixList(sheet: DeviceSheet, session: Session, side: "IN" | "OUT"): XmlElement[] {
    return filterEntries(session, side).map((entry, i) => ({
        name: "prefixlist",
        attributes: { uuid: uuidOf(sheet, session, `prefixlist-${side}-${i}`), [MERGE_KEY]: "name" },
        content: elements({
            enabled: 1,
            name: `${nameOf(session)}-${side}`,
            version: "IPv4",
            seqnumber: (i + 1) * 10,
            action: entry.action,
            network: prefixAndParts(entry),
        }),
    }));
}

/**
 * A route map sets one thing. Of what tells a peer the rank that is the path, which routers compare before the MED; tunnels of
 * rank 0 have the MED, so that no other is lower.
 */
function routeMaps(sheet: DeviceSheet, session: Session, asn: number): XmlElement[] {
    const longer = prepended(session, asn);
    const map = (side: string, change: string): XmlElement =>
        identified("routemap", uuidOf(sheet, session, `routemap-${side}`), {
            enabled: 1,
            name: `${nameOf(session)}-${side}`,
            action: "permit",
            id: 10,
            match2: uuidOf(sheet, session, `prefixlist-${side}-0`),
            set: change,
        });
    return [
        map("IN", `local-preference ${localPreference(session)}`),
        map("OUT", longer === undefined ? `metric ${session.rank}` : `as-path prepend ${longer}`),
    ];
}
