/**
 * What AWS tells the owner of the device, as XML: the connection, its endpoints and their keys. Sources: EC2 API reference
 * (VpnConnection: customerGatewayConfiguration), Terraform AWS provider (which elements it reads from it).
 */
import type { Endpoint } from "./tunnels";

export interface Configured {
    connection: string;
    customerGateway: string;
    vpnGateway: string;
    /** The public address of the device. */
    device: string;
    /** ASNs of both sides; undefined for a connection with static routes. */
    bgp: { device: string; amazon: string; holdtime: number } | undefined;
    endpoints: readonly Endpoint[];
}

type Content = string | readonly string[];

const element = (name: string, content: Content): string =>
    typeof content === "string"
        ? `<${name}>${content}</${name}>`
        : [`<${name}>`, ...content.flatMap((child) => child.split("\n")).map((line) => `  ${line}`), `</${name}>`].join(
              "\n",
          );

/** The document, with both keys in clear text: a secret. */
export function configurationXml(configured: Configured): string {
    const { connection, customerGateway, vpnGateway, endpoints } = configured;
    const body = [
        element("customer_gateway_id", customerGateway),
        element("vpn_gateway_id", vpnGateway),
        element("vpn_connection_type", "ipsec.1"),
        ...endpoints.map((endpoint) => tunnel(configured, endpoint)),
    ];
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        element("vpn_connection", body).replace("<vpn_connection>", `<vpn_connection id="${connection}">`),
    ].join("\n");
}

function tunnel({ device, bgp }: Configured, endpoint: Endpoint): string {
    return element("ipsec_tunnel", [
        side("customer_gateway", device, endpoint.cgwInside, bgp && { asn: bgp.device, holdtime: bgp.holdtime }),
        side("vpn_gateway", endpoint.address, endpoint.vgwInside, bgp && { asn: bgp.amazon, holdtime: bgp.holdtime }),
        ...(endpoint.presharedKey === "" ? [] : [element("ike", [element("pre_shared_key", endpoint.presharedKey)])]),
    ]);
}

function side(
    name: string,
    outside: string,
    inside: string,
    bgp: { asn: string; holdtime: number } | undefined,
): string {
    return element(name, [
        element("tunnel_outside_address", [element("ip_address", outside)]),
        element("tunnel_inside_address", [
            element("ip_address", inside),
            element("network_mask", "255.255.255.252"),
            element("network_cidr", "30"),
        ]),
        ...(bgp === undefined
            ? []
            : [element("bgp", [element("asn", bgp.asn), element("hold_time", String(bgp.holdtime))])]),
    ]);
}
