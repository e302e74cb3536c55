/** What the forms of all appliances have in common: which tunnels there are, and the device's words for their suites. */
import type { DeviceFacts } from "../../../facts/ipsec/devices";
import { covers } from "../../../plan/prefix";
import { isAead, type IkeSuite, type PhaseSuite } from "../../../plan/suites/suite";
import type { DeviceSheet, SheetBgp, SheetTunnel } from "./sheet";
import {
    carriesIpv6,
    inOrder,
    interfaceOf,
    ofFamily,
    oneLine,
    staticPrefixes,
    titleOf,
    tunnelsOf,
    type IpsecTunnel,
} from "./words";

export interface ApplianceTunnel {
    readonly tunnel: IpsecTunnel;
    /** "CW5": what everything of the tunnel is called on the device. */
    readonly name: string;
    readonly preSharedKey: string;
    readonly ike: PhaseWords & { readonly prf: string };
    readonly esp: PhaseWords;
}

/** The device's own words. Integrity is there exactly where the cipher needs it. */
export interface PhaseWords {
    readonly encryption: string;
    readonly integrity?: string;
    readonly dh: string;
}

/** Stands where a device wants the name of an interface that nobody gave: no device has one of this name, so it is refused. */
const WAN_INTERFACE = "WAN-INTERFACE";

/** The same for the interface towards Direct Connect. */
export const DIRECT_CONNECT_INTERFACE = "DIRECT-CONNECT-INTERFACE";

/** The interface that leads to the internet. */
export const wanInterface = (sheet: DeviceSheet): string => sheet.wanInterface ?? WAN_INTERFACE;

/** The interface that leads to the peer. */
export function outerInterface(sheet: DeviceSheet, { privateAddress }: SheetTunnel): string {
    return privateAddress === undefined
        ? wanInterface(sheet)
        : (sheet.directConnectInterface ?? DIRECT_CONNECT_INTERFACE);
}

/** What is left to do where an interface has no name. The sentence has no end, so that a device can go on with it. */
export const nameInterface = (what: string, word: string): string =>
    `Put the interface that leads to ${what} in the place of ${word}`;

/** What stands in the head of a form that names interfaces nobody gave: `put` says what to do with a word. */
export function unnamedInterfaces(sheet: DeviceSheet, put: (what: string, word: string) => string): string[] {
    const isPrivate = ({ privateAddress }: SheetTunnel): boolean => privateAddress !== undefined;
    return [
        ...(sheet.wanInterface === undefined && !(sheet.tunnels.length > 0 && sheet.tunnels.every(isPrivate))
            ? [put("the internet", WAN_INTERFACE)]
            : []),
        ...(sheet.directConnectInterface === undefined && sheet.tunnels.some(isPrivate)
            ? [put("Direct Connect", DIRECT_CONNECT_INTERFACE)]
            : []),
    ];
}

export type Session = SheetTunnel & { readonly bgp: SheetBgp };

export function sessionsOf({ tunnels }: DeviceSheet): Session[] {
    return inOrder(tunnels).filter((tunnel): tunnel is Session => tunnel.bgp !== undefined);
}

/** Prefixes that lead into a tunnel without BGP, tunnel by tunnel. */
export function staticRoutes({ tunnels }: DeviceSheet): { tunnel: SheetTunnel; prefix: string }[] {
    return inOrder(tunnels).flatMap((tunnel) => staticPrefixes(tunnel).map((prefix) => ({ tunnel, prefix })));
}

export function nameOf(tunnel: Pick<SheetTunnel, "number">): string {
    return interfaceOf(tunnel).toUpperCase();
}

/** Own prefixes that BGP announces. */
export function announcedPrefixes({ prefixes }: DeviceSheet): string[] {
    return ofFamily(prefixes, 4);
}

/**
 * Those of them that are no part of another. A device that announces only what it has a route to gets one that discards: of a
 * part that would win over the whole's own route, and lose the packets.
 */
export function wholePrefixes(sheet: DeviceSheet): string[] {
    const all = announcedPrefixes(sheet);
    return all.filter((prefix) => !all.some((other) => other !== prefix && covers(other, prefix)));
}

/** What has to be there besides, of a device that announces only what it has a route to. */
export function routesNeeded(sheet: DeviceSheet): string[] {
    const whole = wholePrefixes(sheet);
    return announcedPrefixes(sheet)
        .filter((prefix) => !whole.includes(prefix))
        .map((prefix) => `${prefix} is announced while the device has a route to exactly it: give it one.`);
}

/** What stands above the commands, without the mark of a comment. */
export function headOf(sheet: DeviceSheet, facts: DeviceFacts): string[] {
    return [
        `Causeway, bridge ${oneLine(sheet.bridge)}, site ${oneLine(sheet.site)}, device ${sheet.device}: ${facts.title}.`,
        "Holds keys.",
        ...(sheet.classes.length === 0
            ? []
            : ["Classes of traffic are not part of it: they are described in sheet.md."]),
    ];
}

export function commentOf({ tunnel }: ApplianceTunnel): string {
    return titleOf(tunnel);
}

/**
 * The tunnels of IPsec in the device's words. Throws where it has none for something in the sheet, instead of leaving it out:
 * its offers (facts/ipsec/devices.ts) have said so to the planner.
 */
export function applianceTunnels(sheet: DeviceSheet, facts: DeviceFacts): ApplianceTunnel[] {
    if (!facts.ipv6 && carriesIpv6(sheet)) throw unwritable(facts, "IPv6 prefixes");
    const [fixed] = facts.staticRoutes ? [] : staticRoutes(sheet);
    if (fixed !== undefined) throw unwritable(facts, `static routes, of ${fixed.tunnel.key}`);
    const foreign = sheet.tunnels.find(({ engine }) => !facts.engines.includes(engine.kind));
    if (foreign !== undefined) throw unwritable(facts, `${foreign.engine.kind}, of ${foreign.key}`);
    return tunnelsOf(sheet, "ipsec").map((tunnel) => {
        const { authentication, ppk, suite } = tunnel.engine;
        if (authentication.kind !== "pre-shared-key") throw unwritable(facts, `the certificate of ${tunnel.key}`);
        if (ppk !== undefined || suite.ppk) throw unwritable(facts, `the post-quantum key of ${tunnel.key}`);
        const word = (
            table: Readonly<Partial<Record<string | number, string>>>,
            algorithm: string | number,
        ): string => {
            const found = table[algorithm];
            if (found === undefined) throw unwritable(facts, `${algorithm}, of ${tunnel.key}`);
            return found;
        };
        const phase = (of: "ike" | "esp", { encryption, integrity, dh, extra }: PhaseSuite | IkeSuite): PhaseWords => {
            if (extra !== undefined) throw unwritable(facts, `${extra}, of ${tunnel.key}`);
            return {
                encryption: word(facts[of].encryption, encryption),
                ...(isAead(encryption) || integrity === undefined
                    ? {}
                    : { integrity: word(facts[of].integrity, integrity) }),
                dh: word(facts[of].dh, dh),
            };
        };
        const { integrity, prf } = suite.ike;
        if (facts.oneHash && !isAead(suite.ike.encryption) && integrity !== prf) {
            throw unwritable(facts, `${integrity} with the PRF of ${prf}, of ${tunnel.key}`);
        }
        return {
            tunnel,
            name: nameOf(tunnel),
            preSharedKey: authentication.key,
            ike: { ...phase("ike", suite.ike), prf: word(facts.ike.prf, suite.ike.prf) },
            esp: phase("esp", suite.esp),
        };
    });
}

function unwritable({ title }: DeviceFacts, what: string): Error {
    return new Error(`${title}: no form for ${what}`);
}

/** True for an identity that is an address. */
export function isAddress(identity: string): boolean {
    return /^\d+\.\d+\.\d+\.\d+$/.test(identity);
}

/**
 * What the form asks for a number by, where numbers are whole and begin at one: interfaces, requests of IPsec, instances.
 * Far above those that a firewall gives itself, and below the 32,767 that its kernel allows.
 */
export function unitOf({ number }: Pick<SheetTunnel, "number">): number {
    return 10_000 + number;
}

/** Inside addresses that several tunnels share: they are put on an interface of their own. */
export function sharedAddresses(tunnels: readonly SheetTunnel[]): string[] {
    return [...new Set(tunnels.map(({ inside }) => inside))];
}
