/**
 * Juniper SRX as "set" commands (Junos CLI reference): one unit of st0 for each tunnel, in a zone of their own. Beside GCM
 * no integrity and no PRF may be named: the cipher implies them.
 */
import { DEVICE_FACTS } from "../../../facts/ipsec/devices";
import {
    applianceTunnels,
    commentOf,
    headOf,
    isAddress,
    nameOf,
    routesNeeded,
    sessionsOf,
    sharedAddresses,
    staticRoutes,
    outerInterface,
    nameInterface,
    unnamedInterfaces,
    wholePrefixes,
    type ApplianceTunnel,
    type Session,
} from "./appliance";
import type { DeviceSheet, RenderedFiles } from "./sheet";
import {
    filtersOf,
    insideLength,
    isShared,
    localPreference,
    ownAddress,
    prepended,
    textOf,
    titleOf,
    type FilterLine,
    type Lines,
} from "./words";

const FACTS = DEVICE_FACTS["juniper-srx"];
const ZONE = "security zones security-zone causeway";
/** Seconds, and how many of them go by without an answer: what Junos takes. */
const DPD = { least: 2, most: 60, threshold: 3 };

/** "junos-commands.txt", to be loaded with "load set terminal". */
export function renderSrx(sheet: DeviceSheet): RenderedFiles {
    const tunnels = applianceTunnels(sheet, FACTS);
    const shared = tunnels.map(({ tunnel }) => tunnel).filter(isShared);
    return {
        "junos-commands.txt": textOf([
            ...headOf(sheet, FACTS).map((line) => `# ${line}`),
            unnamedInterfaces(sheet, (what, word) => `# ${nameInterface(what, word)}, and allow IKE in its zone.`),
            sheet.wanInterface === undefined
                ? undefined
                : "# Allow IKE in the zone of the interface that leads to the internet.",
            sheet.directConnectInterface === undefined
                ? undefined
                : "# Allow IKE in the zone of the interface that leads to Direct Connect.",
            "# Security policies between the zone causeway and yours decide which traffic passes: they are yours to write.",
            ...tunnels.flatMap((tunnel) => ipsec(sheet, tunnel)),
            // One size for all tunnels: the smallest serves everyone.
            tunnels.length === 0
                ? undefined
                : `set security flow tcp-mss ipsec-vpn mss ${Math.min(...tunnels.map(({ tunnel }) => tunnel.mss.ipv4))}`,
            ...sharedAddresses(shared).map((address) => `set interfaces lo0 unit 0 family inet address ${address}/32`),
            shared.length === 0 ? undefined : admit("lo0.0"),
            ...shared.map(
                ({ number, peer }) => `set routing-options static route ${peer.inside}/32 next-hop st0.${number}`,
            ),
            ...staticNextHops(sheet),
            ...bgp(sheet),
        ]),
    };
}

function below(path: string, settings: Readonly<Record<string, string | number | undefined>>): string[] {
    return Object.entries(settings).flatMap(([name, value]) =>
        value === undefined ? [] : [`set ${path} ${name} ${value}`.trimEnd()],
    );
}

function quoted(text: string): string {
    return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function identity(text: string): string {
    return isAddress(text) ? `inet ${text}` : `hostname ${text}`;
}

/** What may reach the device itself by an interface. */
function admit(name: string): Lines {
    return [
        `set ${ZONE} interfaces ${name} host-inbound-traffic protocols bgp`,
        `set ${ZONE} interfaces ${name} host-inbound-traffic system-services ping`,
    ];
}

function ipsec(sheet: DeviceSheet, appliance: ApplianceTunnel): Lines {
    const { tunnel, name, preSharedKey, ike, esp } = appliance;
    const { engine, peer } = tunnel;
    const unit = `st0.${tunnel.number}`;
    return [
        `# ${commentOf(appliance)}`,
        ...below(`security ike proposal ${name}`, {
            "authentication-method": "pre-shared-keys",
            "dh-group": ike.dh,
            "encryption-algorithm": ike.encryption,
            "authentication-algorithm": ike.integrity,
            "lifetime-seconds": engine.lifetimes.ike,
        }),
        ...below(`security ike policy ${name}`, {
            proposals: name,
            "pre-shared-key ascii-text": quoted(preSharedKey),
        }),
        ...below(`security ike gateway ${name}`, {
            "ike-policy": name,
            address: peer.address,
            "external-interface": outerInterface(sheet, tunnel),
            "local-address": ownAddress(sheet, tunnel),
            "local-identity": identity(engine.localId),
            "remote-identity": identity(engine.remoteId),
            "dead-peer-detection interval": Math.min(DPD.most, Math.max(DPD.least, engine.deadPeerDetection)),
            "dead-peer-detection threshold": DPD.threshold,
            version: "v2-only",
        }),
        ...below(`security ipsec proposal ${name}`, {
            protocol: "esp",
            "encryption-algorithm": esp.encryption,
            "authentication-algorithm": esp.integrity,
            "lifetime-seconds": engine.lifetimes.esp,
        }),
        ...below(`security ipsec policy ${name}`, { "perfect-forward-secrecy keys": esp.dh, proposals: name }),
        ...below(`security ipsec vpn ${name}`, {
            "bind-interface": unit,
            "ike gateway": name,
            "ike ipsec-policy": name,
            "establish-tunnels": engine.initiates ? "immediately" : "responder-only",
        }),
        ...below(`interfaces st0 unit ${tunnel.number}`, {
            description: quoted(commentOf(appliance)),
            "family inet": "",
            "family inet mtu": tunnel.mtu,
            "family inet address": isShared(tunnel) ? undefined : `${tunnel.inside}/${insideLength(tunnel)}`,
        }),
        admit(unit),
    ];
}

/** Tunnels of the best rank share a route; the others wait behind it. */
function staticNextHops(sheet: DeviceSheet): string[] {
    const routes = staticRoutes(sheet);
    const best = (prefix: string): number =>
        Math.min(...routes.filter((route) => route.prefix === prefix).map(({ tunnel }) => tunnel.rank));
    return routes.map(({ tunnel: { rank, number }, prefix }) => {
        const path = `set routing-options static route ${prefix}`;
        if (rank === best(prefix)) return `${path} next-hop st0.${number}`;
        return `${path} qualified-next-hop st0.${number} preference ${10 + rank}`;
    });
}

function bgp(sheet: DeviceSheet): Lines {
    const sessions = sessionsOf(sheet);
    const { asn } = sheet;
    if (asn === undefined || sessions.length === 0) return [];
    return [
        `set routing-options autonomous-system ${asn}`,
        `set routing-options router-id ${sheet.publicAddress}`,
        // A prefix is announced while there is a route to exactly it; whatever is known better, is taken first.
        ...routesNeeded(sheet).map((line) => `# ${line}`),
        ...wholePrefixes(sheet).map((prefix) => `set routing-options static route ${prefix} discard preference 254`),
        "set policy-options policy-statement CAUSEWAY-BALANCE then load-balance per-packet",
        "set routing-options forwarding-table export CAUSEWAY-BALANCE",
        "set protocols bgp group causeway type external",
        "set protocols bgp group causeway multipath multiple-as",
        ...sessions.flatMap((session) => [...filters(session, asn), ...neighbour(session)]),
    ];
}

/** Keepalives go out three times in a hold time; Junos has no word for it. */
function neighbour(session: Session): string[] {
    const name = nameOf(session);
    return below(`protocols bgp group causeway neighbor ${session.peer.inside}`, {
        description: quoted(titleOf(session)),
        "local-address": session.inside,
        "peer-as": session.bgp.peerAsn,
        "hold-time": session.bgp.hold,
        ...(isShared(session) ? { "multihop ttl": 2 } : {}),
        import: `${name}-IN`,
        export: `${name}-OUT`,
    });
}

function filters(session: Session, asn: number): string[] {
    const longer = prepended(session, asn);
    const statement = (direction: "IN" | "OUT", actions: readonly (string | undefined)[]): string[] => {
        const path = `set policy-options policy-statement ${nameOf(session)}-${direction}`;
        const lines = filtersOf(session)[direction];
        // Without a condition a term takes everything.
        const term = (name: string, action: FilterLine["action"], then: readonly (string | undefined)[]): string[] => {
            const prefixes = lines.filter((line) => line.action === action);
            if (prefixes.length === 0) return [];
            return [
                ...prefixes.map(({ prefix }) => `${path} term ${name} from route-filter ${prefix} orlonger`),
                ...then.flatMap((what) => (what === undefined ? [] : [`${path} term ${name} then ${what}`])),
            ];
        };
        return [
            ...term("dedicated", "deny", ["reject"]),
            ...term("declared", "permit", [...actions, "accept"]),
            `${path} term rest then reject`,
        ];
    };
    return [
        ...statement("IN", [`local-preference ${localPreference(session)}`]),
        ...statement("OUT", [
            `metric ${session.rank}`,
            longer === undefined ? undefined : `as-path-prepend ${quoted(longer)}`,
        ]),
    ];
}
