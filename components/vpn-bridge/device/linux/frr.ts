/**
 * FRR: BGP over the inside addresses. Prefix lists let pass what the sheet names, and parts of it, in both directions:
 * Google announces each subnet of a network, not the prefix that it was declared by (facts on GCP: ALL_SUBNETS).
 */
import { nameOf, sessionsOf, type Session } from "../appliance";
import type { DeviceSheet, RenderedFiles } from "../sheet";
import {
    BGP_RETRY,
    filterEntries,
    localPreference,
    ofFamily,
    oneLine,
    prefixListLines,
    prepended,
    textOf,
    titleOf,
    type Lines,
} from "../words";
import { FRR_LOG } from "./places";

/** No files where every tunnel is routed statically. */
export function renderFrr(sheet: DeviceSheet): RenderedFiles {
    const sessions = sessionsOf(sheet);
    const { asn } = sheet;
    if (asn === undefined || sessions.length === 0) return {};
    return {
        "/etc/frr/daemons": daemons(sheet),
        "/etc/frr/vtysh.conf": "service integrated-vtysh-config\n",
        "/etc/frr/frr.conf": configuration(sheet, asn, sessions),
    };
}

/**
 * As Debian's package has it, with bgpd switched on: zebra and staticd start always, and mgmtd from FRR 9 on. A node may run routing daemons of its
 * own, such as Calico's or MetalLB's: there ours take none of their ports, but for 179 where a peer waits to be called.
 */
function daemons({ cluster }: DeviceSheet): string {
    const noVty = cluster === undefined ? "" : " -P 0";
    const noCalls = cluster === undefined || cluster.listens ? "" : " -p 0";
    return textOf([
        "bgpd=yes",
        "vtysh_enable=yes",
        `zebra_options="  -A 127.0.0.1 -s 90000000${noVty}"`,
        `bgpd_options="   -A 127.0.0.1${noVty}${noCalls}"`,
        `staticd_options="-A 127.0.0.1${noVty}"`,
        `mgmtd_options="  -A 127.0.0.1${noVty}"`,
    ]);
}

function configuration(sheet: DeviceSheet, asn: number, sessions: readonly Session[]): string {
    return textOf([
        "frr defaults traditional",
        `hostname ${oneLine(`${sheet.site}-${sheet.device}`)}`,
        sheet.cluster === undefined ? "log syslog informational" : `log file ${FRR_LOG} informational`,
        "service integrated-vtysh-config",
        "!",
        ...sessions.flatMap((session) => filters(session, asn)),
        `router bgp ${asn}`,
        ` bgp router-id ${sheet.publicAddress}`,
        " bgp log-neighbor-changes",
        " no bgp default ipv4-unicast",
        // Own prefixes are announced whatever the device's own routes to them look like.
        " no bgp network import-check",
        // Tunnels to different sites share the load too, where they lead to the same prefix.
        " bgp bestpath as-path multipath-relax",
        ...sessions.flatMap(neighbour),
        " !",
        " address-family ipv4 unicast",
        ...ofFamily(sheet.prefixes, 4).map((prefix) => `  network ${prefix}`),
        ...sessions.flatMap(activation),
        `  maximum-paths ${Math.max(1, sessions.length)}`,
        " exit-address-family",
        "!",
        "line vty",
        "!",
    ]);
}

function neighbour(session: Session): Lines {
    const { peer, inside, bgp } = session;
    return [
        ` neighbor ${peer.inside} remote-as ${bgp.peerAsn}`,
        ` neighbor ${peer.inside} description ${titleOf(session)}`,
        ` neighbor ${peer.inside} update-source ${inside}`,
        ` neighbor ${peer.inside} timers ${bgp.keepalive} ${bgp.hold}`,
        ` neighbor ${peer.inside} timers connect ${BGP_RETRY}`,
        bgp.waits ? [` neighbor ${peer.inside} passive`] : [],
    ];
}

function activation(session: Session): string[] {
    const { peer } = session;
    const list = nameOf(session);
    return [
        `  neighbor ${peer.inside} activate`,
        `  neighbor ${peer.inside} soft-reconfiguration inbound`,
        `  neighbor ${peer.inside} route-map ${list}-IN in`,
        `  neighbor ${peer.inside} route-map ${list}-OUT out`,
    ];
}

/** What is on no list is denied: by an empty list everything, which is why there is always an entry. */
function filters(session: Session, asn: number): Lines {
    const { rank } = session;
    const name = nameOf(session);
    const longer = prepended(session, asn);
    return [
        ...prefixListLines(`${name}-IN`, filterEntries(session, "IN")),
        ...prefixListLines(`${name}-OUT`, filterEntries(session, "OUT")),
        `route-map ${name}-IN permit 10`,
        ` match ip address prefix-list ${name}-IN`,
        ` set local-preference ${localPreference(session)}`,
        "exit",
        "!",
        `route-map ${name}-OUT permit 10`,
        ` match ip address prefix-list ${name}-OUT`,
        ` set metric ${rank}`,
        longer && ` set as-path prepend ${longer}`,
        "exit",
        "!",
    ];
}
