/**
 * Cisco IOS XE 17: one static virtual tunnel interface for each tunnel. An IKEv2 policy is chosen by the device's own address
 * alone, so all tunnels share one policy with every suite that one of them has, and a proposal names one suite.
 */
import { DEVICE_FACTS } from "../../../facts/ipsec/devices";
import {
    announcedPrefixes,
    applianceTunnels,
    commentOf,
    headOf,
    isAddress,
    nameOf,
    routesNeeded,
    sessionsOf,
    sharedAddresses,
    staticRoutes,
    nameInterface,
    unnamedInterfaces,
    wanInterface,
    wholePrefixes,
    type ApplianceTunnel,
    type Session,
} from "./appliance";
import type { DeviceSheet, RenderedFiles, SheetTunnel } from "./sheet";
import {
    filterEntries,
    isShared,
    localPreference,
    ownAddress,
    prefixListLines,
    prepended,
    textOf,
    titleOf,
    withMask,
    type Lines,
} from "./words";

const FACTS = DEVICE_FACTS["cisco-ios-xe"];
/** Seconds: what IOS takes at least, and after how long it asks again. */
const DPD = { least: 10, retry: 5 };
const LOOPBACK = "Loopback169";

/** "ios-xe-commands.txt", to be entered in configuration mode. */
export function renderIosXe(sheet: DeviceSheet): RenderedFiles {
    const tunnels = applianceTunnels(sheet, FACTS);
    const shared = tunnels.map(({ tunnel }) => tunnel).filter(isShared);
    return {
        "ios-xe-commands.txt": textOf([
            ...headOf(sheet, FACTS).map((line) => `! ${line}`),
            // Where the device's own address is known, no interface is named.
            sheet.tunnels.some((tunnel) => ownAddress(sheet, tunnel) === undefined)
                ? unnamedInterfaces(sheet, (what, word) => `! ${nameInterface(what, word)}.`)
                : undefined,
            ...policy(sheet, tunnels),
            ...loopback(shared),
            ...tunnels.flatMap((tunnel) => ipsec(sheet, tunnel)),
            ...staticRoutes(sheet).map(
                ({ tunnel, prefix }) => `ip route ${withMask(prefix)} ${device(tunnel)} ${10 + tunnel.rank}`,
            ),
            ...bgp(sheet),
        ]),
    };
}

function device({ number }: Pick<SheetTunnel, "number">): string {
    return `Tunnel${number}`;
}

/** Suites that are equal are one proposal, called by the first tunnel that has it. */
function policy(sheet: DeviceSheet, tunnels: readonly ApplianceTunnel[]): Lines {
    const proposals = new Map<string, ApplianceTunnel>();
    for (const tunnel of tunnels) {
        const key = JSON.stringify(tunnel.ike);
        if (!proposals.has(key)) proposals.set(key, tunnel);
    }
    return [
        ...[...proposals.values()].flatMap(({ name, ike }) => [
            `crypto ikev2 proposal ${name}`,
            ` encryption ${ike.encryption}`,
            ike.integrity && ` integrity ${ike.integrity}`,
            ` prf ${ike.prf}`,
            ` group ${ike.dh}`,
        ]),
        "crypto ikev2 policy CAUSEWAY",
        ...localAddresses(sheet).map((address) => ` match address local ${address}`),
        ...[...proposals.values()].map(({ name }) => ` proposal ${name}`),
    ];
}

/** Where IKE is spoken; none where one of them is not the device's own: then it is spoken at all. */
function localAddresses(sheet: DeviceSheet): string[] {
    const found = sheet.tunnels.map((tunnel) => ownAddress(sheet, tunnel));
    return [...new Set(found.includes(undefined) ? [] : found.flatMap((address) => address ?? []))].sort();
}

/** Two interfaces cannot have one address. */
function loopback(shared: readonly SheetTunnel[]): string[] {
    if (shared.length === 0) return [];
    return [
        `interface ${LOOPBACK}`,
        ...sharedAddresses(shared).map(
            (address, i) => ` ip address ${address} 255.255.255.255${i > 0 ? " secondary" : ""}`,
        ),
        ...shared.map((tunnel) => `ip route ${tunnel.peer.inside} 255.255.255.255 ${device(tunnel)}`),
    ];
}

function identity(text: string): string {
    return `${isAddress(text) ? "address" : "fqdn"} ${text}`;
}

function ipsec(sheet: DeviceSheet, appliance: ApplianceTunnel): Lines {
    const { tunnel, name, preSharedKey, esp } = appliance;
    const { engine, peer } = tunnel;
    const remote = isAddress(engine.remoteId)
        ? `address ${engine.remoteId} 255.255.255.255`
        : `fqdn ${engine.remoteId}`;
    return [
        `! ${commentOf(appliance)}`,
        `crypto ikev2 keyring ${name}`,
        ` peer ${name}`,
        `  address ${peer.address}`,
        `  pre-shared-key ${preSharedKey}`,
        `crypto ikev2 profile ${name}`,
        ` match identity remote ${remote}`,
        ` identity local ${identity(engine.localId)}`,
        " authentication remote pre-share",
        " authentication local pre-share",
        ` keyring local ${name}`,
        ` lifetime ${engine.lifetimes.ike}`,
        ` dpd ${Math.max(DPD.least, engine.deadPeerDetection)} ${DPD.retry} periodic`,
        `crypto ipsec transform-set ${name} ${[esp.encryption, esp.integrity].filter((word) => word !== undefined).join(" ")}`,
        " mode tunnel",
        `crypto ipsec profile ${name}`,
        ` set security-association lifetime seconds ${engine.lifetimes.esp}`,
        // Only time ends a key, as on the other side.
        " set security-association lifetime kilobytes disable",
        ` set transform-set ${name}`,
        ` set pfs ${esp.dh}`,
        ` set ikev2-profile ${name}`,
        engine.initiates ? undefined : " responder-only",
        `interface ${device(tunnel)}`,
        ` description ${titleOf(tunnel)}`,
        isShared(tunnel) ? ` ip unnumbered ${LOOPBACK}` : ` ip address ${withMask(blockOf(tunnel))}`,
        ` ip mtu ${tunnel.mtu}`,
        ` ip tcp adjust-mss ${tunnel.mss.ipv4}`,
        ` tunnel source ${ownAddress(sheet, tunnel) ?? wanInterface(sheet)}`,
        " tunnel mode ipsec ipv4",
        ` tunnel destination ${peer.address}`,
        ` tunnel protection ipsec profile ${name}`,
        " no shutdown",
    ];
}

/** The own address with the length of the block. */
function blockOf({ inside, cidr }: SheetTunnel): string {
    return `${inside}${cidr.slice(cidr.indexOf("/"))}`;
}

function bgp(sheet: DeviceSheet): Lines {
    const sessions = sessionsOf(sheet);
    const { asn } = sheet;
    if (asn === undefined || sessions.length === 0) return [];
    const own = announcedPrefixes(sheet).map(withMask);
    return [
        ...sessions.flatMap((session) => filters(session, asn)),
        // A prefix is announced while there is a route to exactly it; whatever is known better, is taken first.
        ...routesNeeded(sheet).map((line) => `! ${line}`),
        ...wholePrefixes(sheet).map((prefix) => `ip route ${withMask(prefix)} Null0 254`),
        `router bgp ${asn}`,
        ` bgp router-id ${sheet.publicAddress}`,
        " bgp log-neighbor-changes",
        " bgp bestpath as-path multipath-relax",
        " no bgp default ipv4-unicast",
        ...sessions.flatMap(neighbour),
        " address-family ipv4",
        ...own.map((prefix) => `  network ${prefix.replace(" ", " mask ")}`),
        ...sessions.flatMap((session) => [
            `  neighbor ${session.peer.inside} activate`,
            `  neighbor ${session.peer.inside} route-map ${nameOf(session)}-IN in`,
            `  neighbor ${session.peer.inside} route-map ${nameOf(session)}-OUT out`,
        ]),
        `  maximum-paths ${sessions.length}`,
        " exit-address-family",
    ];
}

function neighbour(session: Session): Lines {
    const peer = ` neighbor ${session.peer.inside}`;
    return [
        `${peer} remote-as ${session.bgp.peerAsn}`,
        `${peer} description ${titleOf(session)}`,
        `${peer} update-source ${isShared(session) ? LOOPBACK : device(session)}`,
        isShared(session) ? `${peer} disable-connected-check` : undefined,
        `${peer} timers ${session.bgp.keepalive} ${session.bgp.hold}`,
    ];
}

function filters(session: Session, asn: number): Lines {
    const name = nameOf(session);
    const longer = prepended(session, asn);
    return [
        ...prefixListLines(`${name}-IN`, filterEntries(session, "IN")),
        ...prefixListLines(`${name}-OUT`, filterEntries(session, "OUT")),
        `route-map ${name}-IN permit 10`,
        ` match ip address prefix-list ${name}-IN`,
        ` set local-preference ${localPreference(session)}`,
        `route-map ${name}-OUT permit 10`,
        ` match ip address prefix-list ${name}-OUT`,
        ` set metric ${session.rank}`,
        longer && ` set as-path prepend ${longer}`,
    ];
}
