/** What the forms of all appliances have in common: which tunnels there are, and the device's words for their suites. */
import type { DeviceFacts } from "../../../facts/ipsec/devices";
import { isAead, type IkeSuite, type PhaseSuite } from "../../../plan/suites/suite";
import type { DeviceSheet, SheetBgp, SheetTunnel } from "./sheet";
import { carriesIpv6, inOrder, interfaceOf, ofFamily, oneLine, titleOf, tunnelsOf, type IpsecTunnel } from "./words";

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
export const WAN_INTERFACE = "WAN-INTERFACE";

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

/** Tunnels whose prefixes are routed without BGP. */
export function staticTunnels({ tunnels }: DeviceSheet): SheetTunnel[] {
    return inOrder(tunnels).filter(({ bgp }) => bgp === undefined);
}

export function nameOf(tunnel: Pick<SheetTunnel, "number">): string {
    return interfaceOf(tunnel).toUpperCase();
}

/** Own prefixes that BGP announces. */
export function announcedPrefixes({ prefixes }: DeviceSheet): string[] {
    return ofFamily(prefixes, 4);
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

/** Inside addresses that several tunnels share: they are put on an interface of their own. */
export function sharedAddresses(tunnels: readonly SheetTunnel[]): string[] {
    return [...new Set(tunnels.map(({ inside }) => inside))];
}
