/**
 * What each kind of component costs: by the hour while it exists, and by the GB that passes it. A new kind is a new row.
 *
 * Who sends, pays: what leaves a provider has a price, what arrives has none. A hub counts what an attachment sends to it,
 * so a GB through a transit gateway is counted where it enters; over a peering it enters the second gateway for nothing.
 *
 * A direction with no prices (`FREE`) costs nothing. A direction that a row leaves out is one that no traffic takes: a port
 * or an address stands, and a firewall counts where traffic comes in, so a way never names them so.
 */
import { AZURE_INCLUDED } from "../../facts/prices/azure";
import type { PriceId } from "../../facts/prices/book";

/** A price that is due as long as the component exists. */
export interface Standing {
    readonly price: PriceId;
    /** The count that multiplies it; without one it is due once. */
    readonly of?: string;
    /** So many of the count cost nothing here. */
    readonly beyond?: number;
    /** What lies above counts no more. */
    readonly upTo?: number;
}

/** How many there are of something: what is taken where nothing is said, the least, and whether parts of one count. */
export interface Count {
    readonly taken: number;
    readonly from: number;
    readonly whole: boolean;
}

/** A price for each GB that passes. */
export interface Passing {
    readonly price: PriceId;
    /** For a price by pair: whether the other region is where traffic next comes in or goes out, or where it last did. */
    readonly pair?: "next" | "previous";
    /**
     * Due only if the kind begins with one of these where what comes in here next goes out, or what goes out here next
     * comes in; a way that ends here has no such kind.
     */
    readonly onlyTo?: readonly string[];
    /** Not due if it does. */
    readonly exceptTo?: readonly string[];
}

export interface Kind {
    /** What a component of this kind may say how many it has of. */
    readonly counts?: Readonly<Record<string, Count>>;
    readonly standing?: readonly Standing[];
    /** For traffic that comes in through the component: into the hub, the network or the provider. Without it none does. */
    readonly in?: readonly Passing[];
    /** For traffic that goes out through it. Without it none does. */
    readonly out?: readonly Passing[];
}

const pair = (price: PriceId, to: "next" | "previous" = "next"): Passing => ({ price, pair: to });

const FREE: readonly Passing[] = [];

const pieces = (taken: number, from = 0): Count => ({ taken, from, whole: true });
/** Millions, and users who are counted by the hour: half of one is connected half of the month. */
const amount = (taken: number): Count => ({ taken, from: 0, whole: false });

const TGW_VPN = { in: [{ price: "aws.tgw.data" }], out: [{ price: "aws.egress.internet" }] } as const;
const TGW_ATTACHMENT = {
    standing: [{ price: "aws.tgw.attachment" }],
    in: [{ price: "aws.tgw.data" }],
    out: FREE,
} as const;
const HUB_TRANSIT = ["azure.vwan.vnet-connection", "azure.vwan.hub-link"];

const AZURE_GATEWAY_SKUS = [
    ...["Basic", "VpnGw1", "VpnGw2", "VpnGw3", "VpnGw4", "VpnGw5"],
    ...["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"],
] as const;

const azureGateways = Object.fromEntries(
    AZURE_GATEWAY_SKUS.map((sku): [string, Kind] => [
        `azure.vpn-gateway.${sku}`,
        {
            counts: { connections: pieces(0), users: amount(0) },
            standing: [
                { price: `azure.vpn-gateway.${sku}` as PriceId },
                {
                    price: "azure.vpn-gateway.s2s-connection",
                    of: "connections",
                    beyond: AZURE_INCLUDED.s2sConnections.value,
                },
                { price: "azure.vpn-gateway.p2s-connection", of: "users", beyond: AZURE_INCLUDED.p2sConnections.value },
            ],
            in: FREE,
            out: [
                { price: "azure.vpn-gateway.data", pair: "next", onlyTo: ["azure."] },
                { price: "azure.egress.internet", exceptTo: ["azure."] },
            ],
        },
    ]),
);

/** Kinds whose only price is due by the hour or the month. */
const standingOnly = (...prices: readonly PriceId[]): Record<string, Kind> =>
    Object.fromEntries(prices.map((price): [string, Kind] => [price, { standing: [{ price }] }]));

/** Kinds that are due by a count: queries in millions, users, health checks. */
const counted = (of: string, count: Count, ...prices: readonly PriceId[]): Record<string, Kind> =>
    Object.fromEntries(
        prices.map((price): [string, Kind] => [price, { counts: { [of]: count }, standing: [{ price, of }] }]),
    );

export const KINDS: Readonly<Record<string, Kind>> = {
    /** A site, a client or a network that is in no cloud, or that costs nothing by itself. */
    site: { in: FREE, out: FREE },

    "aws.tgw.vpc-attachment": TGW_ATTACHMENT,
    "aws.tgw.connect-attachment": TGW_ATTACHMENT,
    /** What the attachments of a site's networks send, where the attachments themselves are counted elsewhere. */
    "aws.tgw.vpc-data": { in: TGW_ATTACHMENT.in, out: FREE },
    /** One side of a peering. */
    "aws.tgw.peering": {
        standing: [{ price: "aws.tgw.attachment" }],
        in: FREE,
        out: [pair("aws.transfer.inter-region")],
    },
    "aws.tgw.dx-gateway": {
        standing: [{ price: "aws.tgw.attachment" }],
        in: [{ price: "aws.tgw.data" }],
        out: [pair("aws.dx.egress")],
    },
    "aws.tgw.vpn": { standing: [{ price: "aws.vpn.connection" }, { price: "aws.tgw.attachment" }], ...TGW_VPN },
    "aws.tgw.vpn.large": {
        standing: [{ price: "aws.vpn.connection.large" }, { price: "aws.tgw.attachment" }],
        ...TGW_VPN,
    },
    /**
     * Over Direct Connect: what comes in is counted at the attachment of Direct Connect, once (Transit Gateway pricing), and
     * what goes out has Direct Connect's price.
     */
    "aws.tgw.vpn.private": {
        standing: [{ price: "aws.vpn.connection" }, { price: "aws.tgw.attachment" }],
        in: [{ price: "aws.tgw.data" }],
        out: [pair("aws.dx.egress")],
    },
    "aws.tgw.vpn.private.large": {
        standing: [{ price: "aws.vpn.connection.large" }, { price: "aws.tgw.attachment" }],
        in: [{ price: "aws.tgw.data" }],
        out: [pair("aws.dx.egress")],
    },
    /** A connection on a concentrator, which has the attachment. */
    "aws.tgw.vpn.concentrated": { standing: [{ price: "aws.vpn.concentrator.connection" }], ...TGW_VPN },
    "aws.tgw.vpn-concentrator": {
        standing: [{ price: "aws.vpn.concentrator" }, { price: "aws.tgw.attachment" }],
        ...TGW_VPN,
    },
    /** On a virtual private gateway, which costs nothing. */
    "aws.vgw.vpn": { standing: [{ price: "aws.vpn.connection" }], in: FREE, out: [{ price: "aws.egress.internet" }] },
    "aws.client-vpn": {
        counts: { associations: pieces(1), users: amount(0) },
        standing: [
            { price: "aws.client-vpn.association", of: "associations" },
            { price: "aws.client-vpn.connection", of: "users" },
        ],
        in: FREE,
        out: [{ price: "aws.egress.internet" }],
    },
    "aws.cloud-wan.attachment": {
        standing: [{ price: "aws.cloud-wan.attachment" }],
        in: [{ price: "aws.cloud-wan.data" }],
        out: FREE,
    },
    "aws.vpc-peering": { in: FREE, out: [pair("aws.transfer.inter-region")] },
    /** Both ends pay: name one for either end. */
    "aws.zone-crossing": { in: [{ price: "aws.transfer.cross-zone" }], out: [{ price: "aws.transfer.cross-zone" }] },
    "aws.internet-gateway": { in: FREE, out: [{ price: "aws.egress.internet" }] },
    "aws.nat-gateway": {
        standing: [{ price: "aws.nat-gateway" }],
        in: [{ price: "aws.nat-gateway.data" }],
        out: [{ price: "aws.nat-gateway.data" }, { price: "aws.egress.internet" }],
    },
    "aws.interface-endpoint": {
        standing: [{ price: "aws.interface-endpoint" }],
        in: [{ price: "aws.interface-endpoint.data" }],
        out: [{ price: "aws.interface-endpoint.data" }],
    },
    "aws.network-firewall": {
        standing: [{ price: "aws.network-firewall.endpoint" }],
        in: [{ price: "aws.network-firewall.data" }],
    },
    /** Only the busier direction pays the premium. That is what goes out, for a service that answers requests. */
    "aws.global-accelerator": {
        standing: [{ price: "aws.global-accelerator" }],
        in: FREE,
        out: [pair("aws.global-accelerator.premium"), { price: "aws.egress.internet" }],
    },
    ...standingOnly("aws.cloud-wan.edge", "aws.dx.port.1g", "aws.dx.port.10g", "aws.dx.port.100g", "aws.dx.port.400g"),
    ...standingOnly("aws.route53.zone", "aws.cloudwatch.alarm", "aws.cloudwatch.dashboard"),
    ...counted(
        "millions",
        amount(1),
        "aws.route53.queries.standard",
        "aws.route53.queries.latency",
        "aws.route53.queries.geo",
    ),
    "aws.route53.health-check.aws": {
        counts: { options: pieces(0) },
        standing: [
            { price: "aws.route53.health-check.aws" },
            { price: "aws.route53.health-check.aws.option", of: "options" },
        ],
    },
    "aws.route53.health-check.other": {
        counts: { options: pieces(0) },
        standing: [
            { price: "aws.route53.health-check.other" },
            { price: "aws.route53.health-check.other.option", of: "options" },
        ],
    },

    ...azureGateways,
    "azure.vwan.hub": {
        counts: { furtherRoutingUnits: pieces(0) },
        standing: [{ price: "azure.vwan.hub" }, { price: "azure.vwan.routing-unit", of: "furtherRoutingUnits" }],
    },
    "azure.vwan.vnet-connection": { in: [{ price: "azure.vwan.data", onlyTo: HUB_TRANSIT }], out: FREE },
    /** A hub's way to another hub. */
    "azure.vwan.hub-link": { in: FREE, out: [pair("azure.vwan.hub-to-hub")] },
    "azure.vwan.vpn-gateway": {
        counts: { scaleUnits: pieces(1, 1), connections: pieces(0) },
        standing: [
            { price: "azure.vwan.s2s-unit", of: "scaleUnits" },
            { price: "azure.vwan.s2s-connection", of: "connections" },
        ],
        in: FREE,
        out: [{ price: "azure.egress.internet" }],
    },
    /** What leaves is the circuit's to bill, and a circuit is not here. */
    "azure.vwan.er-gateway": {
        counts: { scaleUnits: pieces(1, 1), connections: pieces(0) },
        standing: [
            { price: "azure.vwan.er-unit", of: "scaleUnits", upTo: 5 },
            { price: "azure.vwan.er-unit.further", of: "scaleUnits", beyond: 5 },
            { price: "azure.vwan.er-connection", of: "connections" },
        ],
        in: FREE,
        out: FREE,
    },
    "azure.firewall.standard": {
        standing: [{ price: "azure.firewall.standard" }],
        in: [{ price: "azure.firewall.data" }],
    },
    "azure.firewall.premium": {
        standing: [{ price: "azure.firewall.premium" }],
        in: [{ price: "azure.firewall.data" }],
    },
    /** One end of a peering: either end pays. */
    "azure.vnet-peering": { in: [pair("azure.vnet-peering", "previous")], out: [pair("azure.vnet-peering")] },
    "azure.zone-crossing": { in: FREE, out: [{ price: "azure.cross-zone" }] },
    "azure.internet": { in: FREE, out: [{ price: "azure.egress.internet" }] },
    "azure.private-endpoint": {
        standing: [{ price: "azure.private-endpoint" }],
        in: [{ price: "azure.private-endpoint.data" }],
        out: [{ price: "azure.private-endpoint.data" }],
    },
    "azure.nat-gateway": {
        standing: [{ price: "azure.nat-gateway" }],
        in: [{ price: "azure.nat-gateway.data" }],
        out: [{ price: "azure.nat-gateway.data" }, { price: "azure.egress.internet" }],
    },
    ...standingOnly("azure.monitor.metric-alert", "azure.monitor.log-alert"),
    ...standingOnly("azure.public-ip", "azure.front-door.standard", "azure.front-door.premium"),
    ...counted("millions", amount(1), "azure.traffic-manager"),

    "gcp.vpn.tunnel": {
        standing: [{ price: "gcp.vpn.tunnel" }],
        in: FREE,
        out: [
            { price: "gcp.vpn.egress.internal", pair: "next", onlyTo: ["gcp."] },
            { price: "gcp.vpn.egress.internet", pair: "next", exceptTo: ["gcp."] },
        ],
    },
    "gcp.inter-region": { in: FREE, out: [pair("gcp.transfer.inter-region")] },
    "gcp.zone-crossing": { in: FREE, out: [{ price: "gcp.transfer.cross-zone" }] },
    "gcp.internet": { in: FREE, out: [pair("gcp.egress.internet")] },
    /** All global forwarding rules of a project. */
    "gcp.forwarding-rules": {
        counts: { rules: pieces(1) },
        standing: [
            { price: "gcp.forwarding-rules.first-five", of: "rules", upTo: 1 },
            { price: "gcp.forwarding-rule.further", of: "rules", beyond: 5 },
        ],
        in: [{ price: "gcp.load-balancer.data" }],
        out: [{ price: "gcp.load-balancer.data" }, pair("gcp.egress.internet")],
    },
    "gcp.nat": {
        counts: { machines: pieces(1) },
        standing: [{ price: "gcp.nat.vm", of: "machines", upTo: 32 }],
        in: [{ price: "gcp.nat.data" }],
        out: [{ price: "gcp.nat.data" }, pair("gcp.egress.internet")],
    },
    "gcp.ncc.spoke": { standing: [{ price: "gcp.ncc.spoke" }], in: [{ price: "gcp.ncc.data" }], out: FREE },
    ...standingOnly("gcp.monitoring.condition"),
    ...standingOnly("gcp.interconnect.10g", "gcp.interconnect.100g", "gcp.interconnect.400g"),

    "cloudflare.load-balancer": {
        counts: { furtherEndpoints: pieces(0), millionsOfQueries: amount(0) },
        standing: [
            { price: "cloudflare.load-balancing" },
            { price: "cloudflare.load-balancing.endpoint", of: "furtherEndpoints" },
            { price: "cloudflare.load-balancing.queries", of: "millionsOfQueries" },
        ],
    },
    ...counted("users", pieces(1), "tailscale.user.personal", "tailscale.user.standard", "tailscale.user.premium"),
    ...counted("users", pieces(1), "tailscale.user.enterprise"),
    ...counted("users", pieces(1), "netbird.user.free", "netbird.user.team", "netbird.user.business"),
};

/** Prices that depend on where traffic goes to, or comes from, too. */
export const PRICES_BY_PAIR: ReadonlySet<string> = new Set(
    Object.values(KINDS).flatMap((kind) =>
        [...(kind.in ?? []), ...(kind.out ?? [])].flatMap((passing) =>
            passing.pair === undefined ? [] : [passing.price],
        ),
    ),
);
