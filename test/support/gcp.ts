/** Google Cloud as tests build it: a network, and what joins it to a gateway elsewhere. */
import type { Props } from "../../sim/core/values";
import type { Deployed, SimClient } from "./sim-client";

export const NETWORK = "gcp:compute/network:Network";
export const SUBNETWORK = "gcp:compute/subnetwork:Subnetwork";
export const FIREWALL = "gcp:compute/firewall:Firewall";
export const ROUTE = "gcp:compute/route:Route";
export const ADDRESS = "gcp:compute/address:Address";
export const GATEWAY = "gcp:compute/haVpnGateway:HaVpnGateway";
export const EXTERNAL = "gcp:compute/externalVpnGateway:ExternalVpnGateway";
export const ROUTER = "gcp:compute/router:Router";
export const TUNNEL = "gcp:compute/vPNTunnel:VPNTunnel";
export const INTERFACE = "gcp:compute/routerInterface:RouterInterface";
export const ROUTE_POLICY = "gcp:compute/routerRoutePolicy:RouterRoutePolicy";
export const PEER = "gcp:compute/routerPeer:RouterPeer";

export const PROJECT = "shop-prod";
export const REGION = "us-east1";
export const CONFIG = { project: PROJECT, region: REGION };
export const API = "https://www.googleapis.com/compute/v1/";
export const UNCHANGED = { changed: [], replaces: [] };

/** A path in a region, "projects/shop-prod/regions/us-east1/routers/r". */
export const regional = (collection: string, name: string, region = REGION): string =>
    `projects/${PROJECT}/regions/${region}/${collection}/${name}`;

export const global = (collection: string, name: string): string => `projects/${PROJECT}/global/${collection}/${name}`;

export const at = (region?: string): Props => (region === undefined ? {} : { region });

/** Without the subnets that Google makes in every region by itself. */
export function network(client: SimClient, name = "net", more: Props = {}): Promise<Deployed> {
    return client.create(NETWORK, { name, autoCreateSubnetworks: false, ...more });
}

export function subnet(client: SimClient, net: Deployed, ipCidrRange: string, more: Props = {}): Promise<Deployed> {
    return client.create(SUBNETWORK, { name: "subnet", network: net.id, ipCidrRange, ...more });
}

export function gateway(client: SimClient, net: Deployed, more: Props = {}): Promise<Deployed> {
    return client.create(GATEWAY, { name: "gateway", network: net.id, ...more });
}

/** `addresses`: of its interfaces, of which there are one, two or four. */
export function external(client: SimClient, addresses: string[], more: Props = {}): Promise<Deployed> {
    const types: Record<number, string> = {
        1: "SINGLE_IP_INTERNALLY_REDUNDANT",
        2: "TWO_IPS_REDUNDANCY",
        4: "FOUR_IPS_REDUNDANCY",
    };
    const redundancyType = types[addresses.length] ?? "";
    const interfaces = addresses.map((ipAddress, id) => ({ id, ipAddress }));
    return client.create(EXTERNAL, { name: "onprem", redundancyType, interfaces, ...more });
}

export function router(client: SimClient, net: Deployed, more: Props = {}): Promise<Deployed> {
    return client.create(ROUTER, { name: "router", network: net.id, bgp: { asn: 64_514 }, ...more });
}

/** The ends of a site: everything that its tunnels refer to. */
export interface Ends {
    net: Deployed;
    gateway: Deployed;
    router: Deployed;
    external: Deployed;
}

export async function ends(client: SimClient, region?: string): Promise<Ends> {
    const net = await network(client);
    return {
        net,
        gateway: await gateway(client, net, at(region)),
        router: await router(client, net, at(region)),
        external: await external(client, ["203.0.113.1", "203.0.113.2"]),
    };
}

/** Inputs of the tunnel between the interfaces of that number. */
export function tunnelOf(site: Ends, number: number, more: Props = {}): Props {
    return {
        name: `tunnel-${number}`,
        vpnGateway: site.gateway.id,
        vpnGatewayInterface: number,
        peerExternalGateway: site.external.id,
        peerExternalGatewayInterface: number,
        router: site.router.id,
        sharedSecret: "correct.horse.battery.staple",
        ...more,
    };
}

export function tunnel(client: SimClient, site: Ends, number = 0, more: Props = {}): Promise<Deployed> {
    return client.create(TUNNEL, tunnelOf(site, number, more));
}

/** Of the tunnel of that number, with the first host of the block as its own address. */
export function routerInterface(client: SimClient, over: Deployed, number = 0, more: Props = {}): Promise<Deployed> {
    return client.create(INTERFACE, {
        name: `interface-${number}`,
        router: "router",
        vpnTunnel: over.id,
        ipRange: `169.254.10.${4 * number + 1}/30`,
        ...at(over.inputs.region as string | undefined),
        ...more,
    });
}

export function peer(client: SimClient, over: Deployed, more: Props = {}): Promise<Deployed> {
    return client.create(PEER, {
        name: "peer",
        router: "router",
        interface: over.inputs.name ?? "",
        peerAsn: 65_010,
        ...at(over.inputs.region as string | undefined),
        ...more,
    });
}

/** Takes nothing but what lies in the prefix. */
export function routePolicy(client: SimClient, more: Props = {}): Promise<Deployed> {
    return client.create(ROUTE_POLICY, {
        name: "accepts",
        router: "router",
        type: "ROUTE_POLICY_TYPE_IMPORT",
        terms: [
            {
                priority: 0,
                match: { expression: "!destination.inAnyRange([prefix('10.9.0.0/16').orLonger()])" },
                actions: [{ expression: "drop()" }],
            },
        ],
        ...more,
    });
}

export const POLICY = "gcp:monitoring/alertPolicy:AlertPolicy";
export const CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel";
export const DASHBOARD = "gcp:monitoring/dashboard:Dashboard";
export const HUB = "gcp:networkconnectivity/hub:Hub";
export const SPOKE = "gcp:networkconnectivity/spoke:Spoke";

/** Alerts when a tunnel of Cloud VPN is down. */
export const TUNNEL_DOWN = {
    displayName: "tunnel is down",
    conditionThreshold: {
        filter: 'metric.type = "vpn.googleapis.com/tunnel_established" AND resource.type = "vpn_gateway"',
        comparison: "COMPARISON_LT",
        thresholdValue: 1,
        duration: "300s",
        aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MIN" }],
    },
};

export function channel(client: SimClient, more: Props = {}): Promise<Deployed> {
    return client.create(CHANNEL, { type: "email", labels: { email_address: "net@example.com" }, ...more });
}

export function hub(client: SimClient, name = "hub"): Promise<Deployed> {
    return client.create(HUB, { name });
}

/** Of tunnels. */
export function spoke(client: SimClient, to: Deployed, uris: string[], more: Props = {}): Promise<Deployed> {
    return client.create(SPOKE, {
        name: "spoke",
        hub: to.id,
        location: REGION,
        linkedVpnTunnels: { uris, siteToSiteDataTransfer: true },
        ...more,
    });
}
