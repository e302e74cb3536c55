/**
 * SKUs of VPN gateways. Sources: "About gateway SKUs" (tunnels, generations), "Gateway SKU consolidation" (VpnGw1 to VpnGw5
 * cannot be created any more; Standard and HighPerformance are retired).
 */
import { CloudError } from "../../../core/definition";
import { isObject, text, type Props } from "../../../core/values";
import { invalid } from "../../refusals";

interface Sku {
    /** Site-to-site and VNet-to-VNet tunnels. */
    tunnels: number;
    generations: readonly string[];
    /** Spread over zones, and so are its addresses. */
    zoned: boolean;
    bgp: boolean;
}

const zoned = (tunnels: number, ...generations: string[]): Sku => ({ tunnels, generations, zoned: true, bgp: true });

const SKUS: Readonly<Record<string, Sku>> = {
    Basic: { tunnels: 10, generations: ["Generation1"], zoned: false, bgp: false },
    VpnGw1AZ: zoned(30, "Generation1"),
    VpnGw2AZ: zoned(30, "Generation1", "Generation2"),
    VpnGw3AZ: zoned(30, "Generation1", "Generation2"),
    VpnGw4AZ: zoned(100, "Generation2"),
    VpnGw5AZ: zoned(100, "Generation2"),
};

const RETIRED = /^(VpnGw[1-5]|Standard|HighPerformance)$/;

export const skuNameOf = (props: Props): string => (isObject(props.sku) ? (text(props.sku, "name") ?? "") : "");

/** The SKU of a VPN gateway that is to be made. Refuses those that Azure makes no more. */
export function skuOf(props: Props): Sku {
    const name = skuNameOf(props);
    if (RETIRED.test(name)) {
        throw new CloudError(
            "NonAzSkusNotAllowedForVPNGateway",
            "VpnGw1-5 non-AZ SKUs are no longer supported for VPN gateways. Only VpnGw1-5AZ SKUs can be created going forward.",
        );
    }
    const sku = SKUS[name];
    if (sku === undefined) throw invalid(`Sku '${name}' is not one of a VPN gateway.`);
    return sku;
}

/** The generation that the gateway has: the one asked for, or the first in which there is its SKU. */
export function generationOf(props: Props): string {
    const { generations } = skuOf(props);
    const asked = text(props, "vpnGatewayGeneration");
    if (asked === undefined || generations.includes(asked)) return asked ?? generations[0] ?? "None";
    throw invalid(`Sku ${skuNameOf(props)} does not exist in ${asked}; it exists in: ${generations.join(", ")}.`);
}
