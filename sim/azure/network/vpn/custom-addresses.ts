/**
 * The link-local BGP addresses (APIPA) of a VPN gateway. Source: VPN Gateway FAQ and "Configure BGP for VPN Gateway" (the
 * range; in active-standby mode one address only; a connection names one of each IP configuration).
 */
import ipaddr from "ipaddr.js";
import { text, texts, type Props } from "../../../core/values";
import { entries } from "../../arm";
import { invalid } from "../../refusals";

const FIRST = toNumber("169.254.21.0");
const LAST = toNumber("169.254.22.255");

function toNumber(address: string): number {
    return ipaddr.IPv4.parse(address).octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

/** Refuses what is no address of the range that Azure keeps for this. */
export function demandCustomAddress(address: string): void {
    const number = ipaddr.IPv4.isValidFourPartDecimal(address) ? toNumber(address) : -1;
    if (number >= FIRST && number <= LAST) return;
    throw invalid(
        `The custom BGP IP address ${address} is not in the range 169.254.21.0 - 169.254.22.255 reserved for Azure APIPA.`,
    );
}

/** Every custom address of the gateway, by the id of its IP configuration. */
export function customAddresses(bgpSettings: Props): Map<string, string[]> {
    return new Map(
        entries(bgpSettings, "bgpPeeringAddresses").map((peering) => [
            text(peering, "ipconfigurationId") ?? "",
            texts(peering, "customBgpIpAddresses"),
        ]),
    );
}

/** What a connection chooses: `chosen` pairs of IP configuration and address, out of those of the gateway. */
export function demandChoice(chosen: readonly Props[], offered: Map<string, string[]>, gateway: string): void {
    for (const choice of chosen) {
        const [configuration, address] = [
            text(choice, "ipConfigurationId") ?? "",
            text(choice, "customBgpIpAddress") ?? "",
        ];
        demandCustomAddress(address);
        const there = offered.get(configuration);
        if (there === undefined) throw invalid(`${configuration} is not an IP configuration of gateway ${gateway}.`);
        if (!there.includes(address)) {
            throw invalid(
                `${address} is not a custom BGP IP address of ${configuration}; it has: ${there.join(", ") || "none"}.`,
            );
        }
    }
    const named = chosen.map((choice) => text(choice, "ipConfigurationId"));
    if (new Set(named).size < named.length)
        throw invalid("An IP configuration is named twice in gatewayCustomBgpIpAddresses.");
    const left = [...offered.keys()].find((configuration) => !named.includes(configuration));
    if (chosen.length > 0 && left !== undefined) {
        throw invalid(
            `gatewayCustomBgpIpAddresses must name an address of every IP configuration; ${left} is missing.`,
        );
    }
}
