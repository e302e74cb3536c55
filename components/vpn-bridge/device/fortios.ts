/**
 * FortiOS 7 (CLI reference: vpn ipsec phase1-interface and phase2-interface, router bgp). In IKE the PRF is part of the word
 * for a suite with GCM; with CBC it is that of the hash.
 */
import { DEVICE_FACTS } from "../../../facts/ipsec/devices";
import {
    announcedPrefixes,
    applianceTunnels,
    commentOf,
    headOf,
    isAddress,
    nameOf,
    sessionsOf,
    sharedAddresses,
    staticRoutes,
    outerInterface,
    nameInterface,
    unnamedInterfaces,
    type ApplianceTunnel,
    type Session,
} from "./appliance";
import type { DeviceSheet, RenderedFiles, SheetTunnel } from "./sheet";
import {
    EVERY_PREFIX,
    filterEntries,
    interfaceOf,
    isShared,
    localPreference,
    ownAddress,
    prepended,
    textOf,
    withMask,
    type Lines,
} from "./words";

const FACTS = DEVICE_FACTS.fortios;
const LOOPBACK = "causeway";
/** Entries that go by number get numbers far above those that a person gives. */
const FIRST_ENTRY = 16_900;

/** "fortios-commands.txt", to be pasted into the command line. */
export function renderFortiOs(sheet: DeviceSheet): RenderedFiles {
    const tunnels = applianceTunnels(sheet, FACTS);
    return {
        "fortios-commands.txt": textOf([
            ...headOf(sheet, FACTS).map((line) => `# ${line}`),
            unnamedInterfaces(sheet, (what, word) => `# ${nameInterface(what, word)}.`),
            "# Firewall policies decide which traffic passes, and a tunnel comes up when one names it: they are yours to write.",
            config(
                "vpn ipsec phase1-interface",
                tunnels.map((tunnel) => phase1(sheet, tunnel)),
            ),
            config("vpn ipsec phase2-interface", tunnels.map(phase2)),
            config("system interface", [...loopbacks(tunnels), ...tunnels.map(device)]),
            config("router static", routes(sheet)),
            bgp(sheet),
        ]),
    };
}

interface Entry {
    readonly name: string | number;
    readonly lines: Lines;
}

function config(path: string, entries: readonly Entry[]): Lines {
    if (entries.length === 0) return [];
    return [
        `config ${path}`,
        ...entries.map(({ name, lines }) => [`    edit ${word(name)}`, indented(lines), "    next"]),
        "end",
    ];
}

function indented(lines: Lines): Lines {
    return lines.map((line) =>
        line === undefined ? undefined : typeof line === "string" ? `        ${line}` : indented(line),
    );
}

function word(name: string | number): string {
    return typeof name === "number" ? String(name) : `"${name.replace(/["\\]/g, "\\$&")}"`;
}

function phase1(sheet: DeviceSheet, appliance: ApplianceTunnel): Entry {
    const { tunnel, ike, preSharedKey } = appliance;
    const { engine, peer } = tunnel;
    const local = ownAddress(sheet, tunnel);
    return {
        name: interfaceOf(tunnel),
        lines: [
            `set comments ${word(commentOf(appliance))}`,
            `set interface ${word(outerInterface(sheet, tunnel))}`,
            local === undefined ? undefined : `set local-gw ${local}`,
            "set ike-version 2",
            "set peertype any",
            "set net-device disable",
            `set remote-gw ${peer.address}`,
            `set localid-type ${isAddress(engine.localId) ? "address" : "fqdn"}`,
            `set localid ${word(engine.localId)}`,
            `set proposal ${ike.encryption}-${ike.integrity ?? ike.prf}`,
            `set dhgrp ${ike.dh}`,
            `set keylife ${engine.lifetimes.ike}`,
            `set psksecret ${word(preSharedKey)}`,
            "set dpd on-idle",
            `set dpd-retryinterval ${engine.deadPeerDetection}`,
            `set nattraversal ${engine.encapsulated ? "forced" : "enable"}`,
            `set auto-negotiate ${engine.initiates ? "enable" : "disable"}`,
            engine.initiates ? undefined : "set passive-mode enable",
        ],
    };
}

function phase2({ tunnel, esp }: ApplianceTunnel): Entry {
    const { engine } = tunnel;
    return {
        name: interfaceOf(tunnel),
        lines: [
            `set phase1name ${word(interfaceOf(tunnel))}`,
            `set proposal ${[esp.encryption, esp.integrity].filter((part) => part !== undefined).join("-")}`,
            "set pfs enable",
            `set dhgrp ${esp.dh}`,
            `set keylifeseconds ${engine.lifetimes.esp}`,
            `set auto-negotiate ${engine.initiates ? "enable" : "disable"}`,
        ],
    };
}

/** Two interfaces cannot have one address. */
function loopbacks(tunnels: readonly ApplianceTunnel[]): Entry[] {
    const shared = tunnels.map(({ tunnel }) => tunnel).filter(isShared);
    return sharedAddresses(shared).map((address, i) => ({
        name: `${LOOPBACK}${i}`,
        lines: ['set vdom "root"', "set type loopback", `set ip ${address} 255.255.255.255`, "set allowaccess ping"],
    }));
}

function device({ tunnel }: ApplianceTunnel): Entry {
    const mask = withMask(tunnel.cidr).split(" ")[1] ?? "";
    return {
        name: interfaceOf(tunnel),
        lines: [
            ...(isShared(tunnel)
                ? []
                : [`set ip ${tunnel.inside} 255.255.255.255`, `set remote-ip ${tunnel.peer.inside} ${mask}`]),
            "set allowaccess ping",
            "set mtu-override enable",
            `set mtu ${tunnel.mtu}`,
            `set tcp-mss ${tunnel.mss.ipv4}`,
        ],
    };
}

function routes(sheet: DeviceSheet): Entry[] {
    const to = (prefix: string, tunnel: SheetTunnel): Lines => [
        `set dst ${withMask(prefix)}`,
        `set device ${word(interfaceOf(tunnel))}`,
        `set distance ${10 + tunnel.rank}`,
    ];
    const found = [
        ...sessionsOf(sheet)
            .filter(isShared)
            .map((tunnel) => to(`${tunnel.peer.inside}/32`, tunnel)),
        ...staticRoutes(sheet).map(({ tunnel, prefix }) => to(prefix, tunnel)),
    ];
    return found.map((lines, i) => ({ name: FIRST_ENTRY + i, lines }));
}

function bgp(sheet: DeviceSheet): Lines {
    const sessions = sessionsOf(sheet);
    const { asn } = sheet;
    if (asn === undefined || sessions.length === 0) return [];
    const shared = sharedAddresses(sessions.filter(isShared));
    const networks = announcedPrefixes(sheet).map((prefix, i) => ({
        name: FIRST_ENTRY + i,
        lines: [`set prefix ${withMask(prefix)}`],
    }));
    return [
        config("router prefix-list", sessions.flatMap(prefixLists)),
        config(
            "router route-map",
            sessions.flatMap((session) => routeMaps(session, asn)),
        ),
        "config router bgp",
        `    set as ${asn}`,
        `    set router-id ${sheet.publicAddress}`,
        "    set ebgp-multipath enable",
        // Own prefixes are announced whatever the device's own routes to them look like.
        "    set network-import-check disable",
        nested(
            "neighbor",
            sessions.map((session) => neighbour(session, shared)),
        ),
        nested("network", networks),
        "end",
    ];
}

function nested(path: string, entries: readonly Entry[]): Lines {
    const shift = (lines: Lines): Lines =>
        lines.map((line) => (line === undefined ? undefined : typeof line === "string" ? `    ${line}` : shift(line)));
    return shift(config(path, entries));
}

function neighbour(session: Session, shared: readonly string[]): Entry {
    const name = nameOf(session);
    const source = isShared(session) ? `${LOOPBACK}${shared.indexOf(session.inside)}` : interfaceOf(session);
    return {
        name: session.peer.inside,
        lines: [
            `set remote-as ${session.bgp.peerAsn}`,
            `set description ${word(session.key)}`,
            `set update-source ${word(source)}`,
            isShared(session) ? "set ebgp-enforce-multihop enable" : undefined,
            `set keep-alive-timer ${session.bgp.keepalive}`,
            `set holdtime-timer ${session.bgp.hold}`,
            "set soft-reconfiguration enable",
            `set route-map-in ${word(`${name}-IN`)}`,
            `set route-map-out ${word(`${name}-OUT`)}`,
        ],
    };
}

/** What no rule names is denied, and by a list without rules everything: so there is always one. */
function prefixLists(session: Session): Entry[] {
    const list = (direction: "IN" | "OUT"): Entry => ({
        name: `${nameOf(session)}-${direction}`,
        lines: rules(
            filterEntries(session, direction).map(({ action, prefix, le }) =>
                prefix === EVERY_PREFIX
                    ? ["set action deny", "set prefix any", "unset ge", "unset le"]
                    : [
                          `set action ${action}`,
                          `set prefix ${withMask(prefix)}`,
                          "unset ge",
                          le === undefined ? "unset le" : `set le ${le}`,
                      ],
            ),
        ),
    });
    return [list("IN"), list("OUT")];
}

function routeMaps(session: Session, asn: number): Entry[] {
    const longer = prepended(session, asn);
    const map = (direction: string, lines: Lines): Entry => {
        const name = `${nameOf(session)}-${direction}`;
        return { name, lines: rules([[`set match-ip-address ${word(name)}`, ...lines]]) };
    };
    return [
        map("IN", [`set set-local-preference ${localPreference(session)}`]),
        map("OUT", [`set set-metric ${session.rank}`, longer && `set set-aspath ${word(longer)}`]),
    ];
}

function rules(found: readonly Lines[]): Lines {
    return config(
        "rule",
        found.map((lines, i) => ({ name: i + 1, lines })),
    );
}
