/**
 * pfSense as parts of its config.xml (pfsense/pfsense: ipsec.inc, interfaces.inc, filter.inc; pfsense/FreeBSD-ports:
 * frr_bgp.inc and frr_zebra.inc of pfSense-pkg-frr): phase 2 in mode "vti", an interface for each tunnel, and FRR as its
 * package keeps it.
 */
import { DEVICE_FACTS } from "../../../facts/ipsec/devices";
import {
    announcedPrefixes,
    applianceTunnels,
    headOf,
    isAddress,
    nameOf,
    sessionsOf,
    unitOf,
    type ApplianceTunnel,
    type Session,
    nameInterface,
    outerInterface,
    unnamedInterfaces,
} from "./appliance";
import { MERGE_FILE, MERGE_PROGRAM, mergeNotes } from "./merge-config";
import type { DeviceSheet, RenderedFiles } from "./sheet";
import { BGP_RETRY, filterEntries, isShared, localPreference, prepended, TCP_HEADERS, titleOf } from "./words";
import { elements, item, xmlDocument, type XmlContent, type XmlElement } from "./xml";

const FACTS = DEVICE_FACTS.pfsense;
const PARTS = "pfsense-config.xml";
/** The key that pfSense gives the first interface towards the internet. */
const WAN = "wan";
/** So many questions without an answer, and a peer is dead. */
const DPD_FAILURES = 3;

/** "pfsense-config.xml", the parts, and the program that puts them into a configuration. */
export function renderPfSense(sheet: DeviceSheet): RenderedFiles {
    const tunnels = applianceTunnels(sheet, FACTS);
    const root: XmlElement = {
        name: "pfsense",
        attributes: {},
        content: elements({
            // Its rules drop link-local addresses otherwise, and the inside addresses of tunnels are such.
            system: elements({ no_apipa_block: "enabled" }),
            interfaces: elements(
                Object.fromEntries(tunnels.map((appliance) => [`opt${unitOf(appliance.tunnel)}`, port(appliance)])),
            ),
            ipsec: [
                ...tunnels.map((appliance) => phase1(sheet, appliance)),
                ...tunnels.map(phase2),
                ...elements({ vtimaps: tunnels.map(interfaceNumber) }),
            ],
            installedpackages: frr(sheet),
        }),
    };
    return {
        [PARTS]: xmlDocument(
            [
                ...headOf(sheet, FACTS),
                "Install the package FRR first. Rules on the interface IPsec decide which traffic passes, and are yours to",
                "write. BGP opens its sessions itself, and needs none. Link-local addresses are let through (Allow APIPA).",
                "Of BGP it sets the AS number and the router id, and of FRR that it runs.",
                ...unnamedInterfaces(
                    { ...sheet, wanInterface: sheet.wanInterface ?? WAN },
                    (what, word) => `${nameInterface(what, word)}.`,
                ),
                ...mergeNotes("pfSense", PARTS, "Diagnostics: Backup & Restore"),
            ],
            root,
        ),
        [MERGE_FILE]: MERGE_PROGRAM,
    };
}

function port({ tunnel }: ApplianceTunnel): XmlElement[] {
    return elements({
        descr: nameOf(tunnel),
        if: `ipsec${unitOf(tunnel)}`,
        enable: true,
        mtu: tunnel.mtu,
        // The firewall takes the headers off again (filter.inc).
        mss: tunnel.mss.ipv4 + TCP_HEADERS,
    });
}

/** Which interface a tunnel has: pfSense would count them by itself, and their names are needed beforehand. */
function interfaceNumber({ tunnel }: ApplianceTunnel): XmlElement {
    return item("item", "reqid", { reqid: unitOf(tunnel), index: 0, ifnum: unitOf(tunnel) });
}

function identity(side: "my" | "peer", id: string): Readonly<Record<string, XmlContent>> {
    return { [`${side}id_type`]: isAddress(id) ? "address" : "fqdn", [`${side}id_data`]: id };
}

/** "aes256gcm 128" as name and length. */
function cipher(words: string): XmlElement[] {
    const [name, keylen] = words.split(" ");
    return elements({ name, keylen });
}

function phase1(sheet: DeviceSheet, { tunnel, ike, preSharedKey }: ApplianceTunnel): XmlElement {
    const { engine, peer } = tunnel;
    return item("phase1", "ikeid", {
        ikeid: unitOf(tunnel),
        iketype: "ikev2",
        interface: tunnel.privateAddress === undefined ? (sheet.wanInterface ?? WAN) : outerInterface(sheet, tunnel),
        "remote-gateway": peer.address,
        protocol: "inet",
        ...identity("my", engine.localId),
        ...identity("peer", engine.remoteId),
        encryption: elements({
            item: elements({
                "encryption-algorithm": cipher(ike.encryption),
                // Beside GCM it is dropped, but without one the whole proposal is.
                "hash-algorithm": ike.integrity ?? ike.prf,
                "prf-algorithm": ike.prf,
                dhgroup: ike.dh,
            }),
        }),
        prfselect_enable: "yes",
        lifetime: engine.lifetimes.ike,
        "pre-shared-key": preSharedKey,
        authentication_method: "pre_shared_key",
        descr: `${nameOf(tunnel)} ${titleOf(tunnel)}`,
        nat_traversal: engine.encapsulated ? "force" : "on",
        mobike: "off",
        startaction: engine.initiates ? "start" : "none",
        closeaction: engine.initiates ? "start" : "none",
        dpd_delay: engine.deadPeerDetection,
        dpd_maxfail: DPD_FAILURES,
    });
}

function phase2({ tunnel, esp }: ApplianceTunnel): XmlElement {
    return item("phase2", "ikeid", {
        ikeid: unitOf(tunnel),
        uniqid: `causeway${unitOf(tunnel)}`,
        mode: "vti",
        reqid: unitOf(tunnel),
        localid: elements({ type: "address", address: tunnel.inside }),
        remoteid: elements({ type: "address", address: tunnel.peer.inside }),
        protocol: "esp",
        "encryption-algorithm-option": cipher(esp.encryption),
        "hash-algorithm-option": esp.integrity,
        pfsgroup: esp.dh,
        lifetime: tunnel.engine.lifetimes.esp,
        descr: nameOf(tunnel),
    });
}

function frr(sheet: DeviceSheet): XmlElement[] | undefined {
    const sessions = sessionsOf(sheet);
    const { asn } = sheet;
    if (asn === undefined || sessions.length === 0) return undefined;
    return elements({
        frr: elements({ config: elements({ enable: "on" }) }),
        frrbgp: elements({
            config: [
                ...elements({
                    enable: "on",
                    adjacencylog: "on",
                    asnum: asn,
                    routerid: sheet.publicAddress,
                    nodefipv4unicast: "on",
                }),
                ...announcedPrefixes(sheet).map((prefix) =>
                    item("row", "distributeroutevalue", { distributeroutevalue: prefix, distributeroutemap: "none" }),
                ),
            ],
        }),
        // Tunnels to different sites share the load too, where they lead to the same prefix.
        frrbgpadvanced: elements({
            config: [...elements({ bgpbestpathasmulti: "on" }), item("row", "aggregateaddr", { aggregateaddr: true })],
        }),
        frrbgpneighbors: sessions.map(neighbour),
        frrglobalprefixes: sessions.flatMap((session) => [prefixList(session, "IN"), prefixList(session, "OUT")]),
        frrglobalroutemaps: sessions.flatMap((session) => routeMaps(session, asn)),
    });
}

function neighbour(session: Session): XmlElement {
    const name = nameOf(session);
    return item("config", "peer", {
        peer: session.peer.inside,
        descr: `${name} ${titleOf(session)}`,
        peergroup: "none",
        asnum: session.bgp.peerAsn,
        softreconfigurationinbound: "on",
        timers_keepalive: session.bgp.keepalive,
        timers_holdtime: session.bgp.hold,
        timers_connect: BGP_RETRY,
        routemap_in: `${name}-IN`,
        routemap_out: `${name}-OUT`,
        disableconnectedcheck: isShared(session) ? "on" : undefined,
    });
}

function prefixList(session: Session, side: "IN" | "OUT"): XmlElement {
    const rows = filterEntries(session, side).map(({ action, prefix, le }, i) =>
        item("row", "seq", { seq: (i + 1) * 10, action, source: prefix, le }),
    );
    const head = { name: `${nameOf(session)}-${side}`, iptype: "IPv4" };
    const list = item("config", "name", head);
    return { ...list, content: [...elements(head), ...rows] };
}

/** "none" throughout: the package takes a list that is not named for one without a name (frr_zebra.inc, route maps). */
function routeMaps(session: Session, asn: number): XmlElement[] {
    const longer = prepended(session, asn);
    const map = (side: string, changes: Readonly<Record<string, XmlContent>>): XmlElement =>
        item("config", "name", {
            name: `${nameOf(session)}-${side}`,
            action: "permit",
            seq: 10,
            acl_match: "none",
            prefix_match: `${nameOf(session)}-${side}`,
            ...changes,
        });
    return [
        map("IN", { localpref_action: "set", localpref_value: localPreference(session) }),
        map("OUT", {
            metric_action: "set",
            metric_value: session.rank,
            ...(longer === undefined ? {} : { aspath_action: "setprepend", aspath_value: longer }),
        }),
    ];
}
