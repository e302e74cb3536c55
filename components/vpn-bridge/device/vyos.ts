/**
 * VyOS 1.4 and 1.5 as "set" commands (VyOS documentation, site-to-site VPN, and its template of swanctl.conf). A proposal
 * wants a hash beside GCM too: strongSwan below takes it as the PRF, or drops it.
 */
import { DEVICE_FACTS } from "../../../facts/ipsec/devices";
import { OVERLAY_TIMERS } from "../../../facts/timers";
import {
    announcedPrefixes,
    applianceTunnels,
    headOf,
    nameOf,
    sessionsOf,
    sharedAddresses,
    staticRoutes,
    type ApplianceTunnel,
    type Session,
} from "./appliance";
import type { DeviceSheet, RenderedFiles, SheetTunnel } from "./sheet";
import { below, set } from "./vyos-commands";
import { openVpn } from "./vyos-openvpn";
import {
    filtersOf,
    inOrder,
    insideLength,
    isShared,
    linesOf,
    localPreference,
    ofFamily,
    ownAddress,
    prepended,
    textOf,
    titleOf,
    tunnelsOf,
    type Lines,
    type TunnelOf,
} from "./words";

const FACTS = DEVICE_FACTS.vyos;

/** "vyos-commands.txt", to be entered in configuration mode, then "commit" and "save". */
export function renderVyos(sheet: DeviceSheet): RenderedFiles {
    const tunnels = applianceTunnels(sheet, FACTS);
    const shared = inOrder(sheet.tunnels).filter(isShared);
    return {
        "vyos-commands.txt": textOf([
            ...headOf(sheet, FACTS).map((line) => `# ${line}`),
            ...sharedAddresses(shared).map((address) => set("interfaces dummy dum0 address", `${address}/32`)),
            ...shared.map((tunnel) =>
                set(`protocols static route ${tunnel.peer.inside}/32 interface ${interfaceName(tunnel)}`),
            ),
            tunnels.length > 0 ? set("vpn ipsec options disable-route-autoinstall") : undefined,
            ...tunnels.flatMap((tunnel) => ipsec(sheet, tunnel)),
            ...tunnelsOf(sheet, "wireguard").flatMap(wireGuard),
            ...openVpn(sheet),
            ...routes(sheet),
            ...bgp(sheet),
        ]),
    };
}

const KINDS: Readonly<Record<SheetTunnel["engine"]["kind"], string>> = {
    ipsec: "vti vti",
    wireguard: "wireguard wg",
    openvpn: "openvpn vtun",
};

/** "vti vti5" */
function interfacePath({ engine, number }: Pick<SheetTunnel, "engine" | "number">): string {
    return `${KINDS[engine.kind]}${number}`;
}

function interfaceName(tunnel: Pick<SheetTunnel, "engine" | "number">): string {
    return interfacePath(tunnel).split(" ")[1] ?? "";
}

function device(tunnel: SheetTunnel): string[] {
    return below(`interfaces ${interfacePath(tunnel)}`, {
        address: isShared(tunnel) ? undefined : `${tunnel.inside}/${insideLength(tunnel)}`,
        description: titleOf(tunnel),
        mtu: tunnel.mtu,
        "ip adjust-mss": tunnel.mss.ipv4,
        "ipv6 adjust-mss": tunnel.mss.ipv6,
    });
}

function ipsec(sheet: DeviceSheet, { tunnel, name, preSharedKey, ike, esp }: ApplianceTunnel): string[] {
    const { engine, peer } = tunnel;
    const [close, dead, type] = engine.initiates ? ["start", "restart", "initiate"] : ["none", "clear", "none"];
    const hash = FACTS.ike.integrity[engine.suite.ike.prf];
    return [
        `# ${titleOf(tunnel)}`,
        ...device(tunnel),
        ...below(`vpn ipsec ike-group ${name}`, {
            "key-exchange": "ikev2",
            "disable-mobike": true,
            lifetime: engine.lifetimes.ike,
            "close-action": close,
            "dead-peer-detection action": dead,
            "dead-peer-detection interval": engine.deadPeerDetection,
            "proposal 1 encryption": ike.encryption,
            "proposal 1 hash": ike.integrity ?? hash,
            "proposal 1 prf": ike.prf,
            "proposal 1 dh-group": ike.dh,
        }),
        ...below(`vpn ipsec esp-group ${name}`, {
            mode: "tunnel",
            lifetime: engine.lifetimes.esp,
            pfs: esp.dh,
            "proposal 1 encryption": esp.encryption,
            "proposal 1 hash": esp.integrity ?? hash,
        }),
        set(`vpn ipsec authentication psk ${name} id`, engine.localId),
        set(`vpn ipsec authentication psk ${name} id`, engine.remoteId),
        set(`vpn ipsec authentication psk ${name} secret`, preSharedKey),
        ...below(`vpn ipsec site-to-site peer ${name}`, {
            "authentication mode": "pre-shared-secret",
            "authentication local-id": engine.localId,
            "authentication remote-id": engine.remoteId,
            "connection-type": type,
            "ike-group": name,
            "local-address": ownAddress(sheet, tunnel) ?? "any",
            "remote-address": peer.address,
            "force-udp-encapsulation": engine.encapsulated ? true : undefined,
            "vti bind": interfaceName(tunnel),
            "vti esp-group": name,
        }),
    ];
}

function wireGuard(tunnel: TunnelOf<"wireguard">): string[] {
    const { engine, peer } = tunnel;
    const path = `interfaces ${interfacePath(tunnel)}`;
    return [
        `# ${titleOf(tunnel)}`,
        ...device(tunnel),
        ...below(path, { port: engine.port, "private-key": engine.privateKey }),
        ...["0.0.0.0/0", "::/0"].map((all) => set(`${path} peer far allowed-ips`, all)),
        ...below(`${path} peer far`, {
            address: peer.address,
            port: engine.peerPort,
            "public-key": engine.peerPublicKey,
            "preshared-key": engine.preSharedKey,
            "persistent-keepalive": engine.keepsAlive ? OVERLAY_TIMERS.wireguardKeepalive.value : undefined,
        }),
    ];
}

/** Sessions between IPv4 addresses carry no IPv6: its prefixes are routed statically everywhere. */
function routes(sheet: DeviceSheet): string[] {
    const route = (word: string, prefix: string, tunnel: SheetTunnel): string =>
        set(`protocols static ${word} ${prefix} interface ${interfaceName(tunnel)} distance`, 10 + tunnel.rank);
    return [
        ...staticRoutes(sheet).flatMap(({ tunnel, prefix }) =>
            ofFamily([prefix], 4).map((of4) => route("route", of4, tunnel)),
        ),
        ...inOrder(sheet.tunnels).flatMap((tunnel) =>
            ofFamily(tunnel.accepts, 6).map((prefix) => route("route6", prefix, tunnel)),
        ),
    ];
}

function bgp(sheet: DeviceSheet): string[] {
    const sessions = sessionsOf(sheet);
    const { asn } = sheet;
    if (asn === undefined || sessions.length === 0) return [];
    return [
        ...below("protocols bgp", {
            "system-as": asn,
            "parameters router-id": sheet.publicAddress,
            "parameters bestpath as-path multipath-relax": true,
            "address-family ipv4-unicast maximum-paths ebgp": sessions.length,
        }),
        ...announcedPrefixes(sheet).map((prefix) => set(`protocols bgp address-family ipv4-unicast network ${prefix}`)),
        ...sessions.flatMap((session) => linesOf(neighbour(session, asn))),
    ];
}

function neighbour(session: Session, asn: number): Lines {
    const name = nameOf(session);
    const list = (direction: "IN" | "OUT"): string[] =>
        filtersOf(session)[direction].flatMap(({ action, prefix }, i) =>
            below(`policy prefix-list ${name}-${direction} rule ${(i + 1) * 10}`, {
                action,
                prefix,
                le: prefix.endsWith("/32") ? undefined : 32,
            }),
        );
    const map = (direction: string, settings: Readonly<Record<string, string | number | undefined>>): string[] =>
        below(`policy route-map ${name}-${direction} rule 10`, {
            action: "permit",
            "match ip address prefix-list": `${name}-${direction}`,
            ...settings,
        });
    return [
        list("IN"),
        list("OUT"),
        map("IN", { "set local-preference": localPreference(session) }),
        map("OUT", { "set metric": session.rank, "set as-path prepend": prepended(session, asn) }),
        below(`protocols bgp neighbor ${session.peer.inside}`, {
            "remote-as": session.bgp.peerAsn,
            description: titleOf(session),
            "update-source": session.inside,
            "disable-connected-check": isShared(session) ? true : undefined,
            "timers keepalive": session.bgp.keepalive,
            "timers holdtime": session.bgp.hold,
            "address-family ipv4-unicast route-map import": `${name}-IN`,
            "address-family ipv4-unicast route-map export": `${name}-OUT`,
        }),
    ];
}
