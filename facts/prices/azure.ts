/** Azure: VPN gateways, Virtual WAN, peering, firewalls, fronts and data transfer. */
import { but, fact, unknownFact, type Source } from "../fact";
import { AZURE_AREAS } from "./areas";
import { price, unpriced, type Price } from "./price";

const GOLDEN: Source = {
    document: "infracost, expected outputs of its Azure tests",
    date: "2024-07-01",
    certainty: "read",
};
/** The price of the zone-redundant gateway fell in 2025-01. */
const GATEWAY: Source = {
    document: "infracost, expected output of azurerm_virtual_network_gateway",
    date: "2025-01",
    certainty: "read",
};
const PEERING: Source = {
    document: "infracost, expected output of azurerm_virtual_network_peering; West Europe and Japan West",
    date: "2024-07-01",
    certainty: "read",
};
/** Its figures are of 2020 and may be out of date. */
const VWAN: Source = {
    document: "Azure documentation, About Virtual WAN pricing",
    date: "2020-06-18",
    certainty: "read",
};
const FIELD: Source = { document: "knowledge of Azure's list prices", date: "2026-11", certainty: "known" };
const LOOKED = { document: "not in the documents that were read", date: "2026-11" };

const home = "eastus";
const gatewayOwner = "the subscription of the gateway, once for all its connections";
const hubOwner = "the subscription of the hub";

/** USD an hour in the home region. */
const WITHOUT_ZONES = { VpnGw1: 0.19, VpnGw2: 0.49, VpnGw3: 1.25, VpnGw4: 2.1, VpnGw5: 3.65 } as const;
type Size = keyof typeof WITHOUT_ZONES;

const gateway = (sku: string, rate: number, remark = ""): Price =>
    price({
        what: `an Azure VPN gateway ${sku}${remark}`,
        unit: "USD/hour",
        payer: gatewayOwner,
        home,
        rates: { [home]: [rate, GATEWAY] },
    });
/** Azure documentation, gateway SKU consolidation (2024-09): none is created since 2025-01, and they retire in 2026-09. */
const withoutZones = (sku: Size): Price => gateway(sku, WITHOUT_ZONES[sku], ", which can no longer be created");
/** The gateway without zones was the cheaper one of each size. */
const gatewayUnpriced = (size: Size): Price =>
    unpriced(
        {
            what: `an Azure VPN gateway ${size}AZ`,
            unit: "USD/hour",
            payer: gatewayOwner,
            hint:
                `derived: at least the ${WITHOUT_ZONES[size]} of ${size}, its like without zones, ` +
                `in ${home} (${GATEWAY.document}, ${GATEWAY.date})`,
        },
        LOOKED,
    );
/** Virtual WAN's page gives one figure for all regions. */
const vwan = (what: string, unit: "USD/hour" | "USD/GB", rate: number, source = VWAN): Price =>
    price({ what, unit, payer: hubOwner, rates: { "*": [rate, source] } });
const atHome = (what: string, unit: "USD/hour" | "USD/GB", payer: string, rate: number, source = GOLDEN): Price =>
    price({ what, unit, payer, home, rates: { [home]: [rate, source] } });
const everywhere = (what: string, unit: Price["unit"], payer: string, rate: number, source: Source): Price =>
    price({ what, unit, payer, rates: { "*": [rate, source] } });

/** Zone 1 is North America and Europe, zone 2 Asia; each end pays by its own zone. */
const BETWEEN_NETWORKS = {
    westeurope: [0.035, PEERING],
    europe: [0.035, but(PEERING, { certainty: "derived" })],
    "north-america": [0.035, but(PEERING, { certainty: "derived" })],
    japanwest: [0.09, PEERING],
    asia: [0.09, but(PEERING, { certainty: "derived" })],
} as const;

export const AZURE_PRICES = {
    "azure.vpn-gateway.Basic": gateway("Basic", 0.036),
    "azure.vpn-gateway.VpnGw1": withoutZones("VpnGw1"),
    "azure.vpn-gateway.VpnGw2": withoutZones("VpnGw2"),
    "azure.vpn-gateway.VpnGw3": withoutZones("VpnGw3"),
    "azure.vpn-gateway.VpnGw4": withoutZones("VpnGw4"),
    "azure.vpn-gateway.VpnGw5": withoutZones("VpnGw5"),
    "azure.vpn-gateway.VpnGw1AZ": gateway("VpnGw1AZ", 0.21),
    "azure.vpn-gateway.VpnGw2AZ": gatewayUnpriced("VpnGw2"),
    "azure.vpn-gateway.VpnGw3AZ": gatewayUnpriced("VpnGw3"),
    "azure.vpn-gateway.VpnGw4AZ": gatewayUnpriced("VpnGw4"),
    "azure.vpn-gateway.VpnGw5AZ": gatewayUnpriced("VpnGw5"),
    "azure.vpn-gateway.s2s-connection": atHome(
        "a site-to-site connection of a VPN gateway above those included",
        "USD/hour",
        gatewayOwner,
        0.015,
    ),
    "azure.vpn-gateway.p2s-connection": atHome(
        "a point-to-site connection of a VPN gateway above those included",
        "USD/hour",
        gatewayOwner,
        0.01,
    ),
    "azure.vpn-gateway.data": price({
        what: "traffic from a VPN gateway to another virtual network of Azure",
        unit: "USD/GB",
        payer: "the sending subscription",
        areas: AZURE_AREAS,
        rates: BETWEEN_NETWORKS,
    }),
    "azure.monitor.metric-alert": price({
        what: "a time series that a metric alert of Azure Monitor watches",
        unit: "USD/month",
        payer: "the subscription of the alert",
        home,
        rates: { [home]: [0.1, GOLDEN] },
    }),
    "azure.monitor.log-alert": price({
        what: "an alert of Azure Monitor on logs, every 5 minutes, with its first series",
        unit: "USD/month",
        payer: "the subscription of the alert",
        home,
        rates: { [home]: [1.5, GOLDEN] },
    }),
    "azure.public-ip": everywhere("a Standard public IP address", "USD/hour", "its subscription", 0.005, FIELD),
    "azure.vwan.hub": vwan("a Standard Virtual WAN hub", "USD/hour", 0.25),
    "azure.vwan.routing-unit": vwan("a hub routing unit above the two included", "USD/hour", 0.1, FIELD),
    "azure.vwan.data": vwan("traffic between virtual networks through a hub", "USD/GB", 0.02),
    "azure.vwan.s2s-unit": vwan("a site-to-site scale unit (500 Mbps) of a hub", "USD/hour", 0.361),
    "azure.vwan.s2s-connection": vwan("a site-to-site connection of a hub", "USD/hour", 0.05),
    "azure.vwan.er-unit": vwan("an ExpressRoute scale unit (2 Gbps) of a hub, the first five", "USD/hour", 0.42),
    "azure.vwan.er-unit.further": vwan("an ExpressRoute scale unit of a hub, the sixth to tenth", "USD/hour", 0.25),
    "azure.vwan.er-connection": vwan("an ExpressRoute connection of a hub", "USD/hour", 0.05),
    "azure.vwan.hub-to-hub": price({
        what: "traffic from a Virtual WAN hub to another region",
        unit: "USD/GB",
        payer: "the subscription of the sending hub",
        areas: AZURE_AREAS,
        rates: {
            "same region": unknownFact("USD/GB", "the price of traffic between hubs of one region, in USD/GB", LOOKED),
            "north-america>north-america": [0.02, VWAN],
            "europe>europe": [0.02, VWAN],
            "asia>asia": [0.1, VWAN],
            "middle-east-africa>middle-east-africa": [0.16, VWAN],
            "latin-america>latin-america": [0.16, VWAN],
            "oceania>oceania": [0.12, VWAN],
            "north-america>europe": [0.07, VWAN],
            "europe>north-america": [0.07, VWAN],
            asia: [0.12, VWAN],
            oceania: [0.12, VWAN],
            "latin-america": [0.17, VWAN],
            "middle-east-africa": [0.17, VWAN],
        },
    }),
    "azure.firewall.standard": atHome("an Azure Firewall Standard", "USD/hour", "its subscription", 1.25),
    "azure.firewall.premium": atHome("an Azure Firewall Premium", "USD/hour", "its subscription", 1.75),
    "azure.firewall.data": atHome("data through an Azure Firewall", "USD/GB", "its subscription", 0.016),
    "azure.vnet-peering": price({
        what: "traffic over a virtual network peering, at one of its ends",
        unit: "USD/GB",
        payer: "the sending end for what leaves, the receiving end for what arrives",
        areas: AZURE_AREAS,
        rates: { "same region": [0.01, PEERING], ...BETWEEN_NETWORKS },
    }),
    "azure.cross-zone": everywhere("traffic between zones of one Azure region", "USD/GB", "nobody", 0, GOLDEN),
    "azure.private-endpoint": atHome("a private endpoint", "USD/hour", "its subscription", 0.01),
    "azure.private-endpoint.data": atHome("data through a private endpoint", "USD/GB", "its subscription", 0.01),
    "azure.nat-gateway": atHome("an Azure NAT gateway", "USD/hour", "its subscription", 0.045),
    "azure.nat-gateway.data": atHome("data through an Azure NAT gateway", "USD/GB", "its subscription", 0.045),
    "azure.front-door.standard": everywhere("a Front Door Standard", "USD/month", "its subscription", 35, FIELD),
    "azure.front-door.premium": everywhere("a Front Door Premium", "USD/month", "its subscription", 330, FIELD),
    "azure.traffic-manager": everywhere("Traffic Manager queries", "USD/million", "its subscription", 0.54, GOLDEN),
    "azure.egress.internet": price({
        what: "traffic from Azure to the internet, VPN peers included",
        unit: "USD/GB",
        payer: "the sending subscription",
        areas: AZURE_AREAS,
        rates: Object.fromEntries(
            ["north-america", "europe"].map((area) => [
                area,
                [
                    [
                        { upTo: 100, rate: 0 },
                        { upTo: 10_240, rate: 0.087 },
                        { upTo: 51_200, rate: 0.083 },
                        { upTo: 153_600, rate: 0.07 },
                        { upTo: 512_000, rate: 0.05 },
                    ],
                    FIELD,
                ] as const,
            ]),
        ),
    }),
} as const satisfies Record<string, Price>;

/** Connections that the price of an Azure gateway includes. */
export const AZURE_INCLUDED = {
    s2sConnections: fact(10, "connections/gateway", FIELD),
    p2sConnections: fact(128, "connections/gateway", GATEWAY),
} as const;
