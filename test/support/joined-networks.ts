/** Programs as users have them: regions joined by hubs, a site, ways out to the internet. Names tell what each resource is. */
import { readAws } from "../../graph/read/aws";
import type { Selection } from "../../graph/answer";
import { select } from "../../graph/names";
import type { LinkKind, Network, Station } from "../../graph/network";
import { readTraffic, type Traffic } from "../../graph/traffic";
import { aws, deployed, id, out, urnOf, type Input, type Written } from "./graph";
import { drawn, entry, link, machines, station, toHosts, toStation } from "./network";

const TGW = "ec2transitgateway";
export const HUB = `${TGW}/transitGateway:TransitGateway`;
export const ATTACHMENT = `${TGW}/vpcAttachment:VpcAttachment`;
export const PEERING = `${TGW}/peeringAttachment:PeeringAttachment`;
export const ASSOCIATION = `${TGW}/routeTableAssociation:RouteTableAssociation`;
export const HUB_ROUTE = `${TGW}/route:Route`;
export const ROUTE = "ec2/route:Route";
export const VPC = "ec2/vpc:Vpc";
export const SUBNET = "ec2/subnet:Subnet";
export const NAT = "ec2/natGateway:NatGateway";
export const VPN = "ec2/vpnConnection:VpnConnection";
export const GATEWAY = "ec2/internetGateway:InternetGateway";
export const NET_PEERING = "ec2/vpcPeeringConnection:VpcPeeringConnection";

export const urn = (type: string, name: string): string => urnOf({ type: `aws:${type}`, name });
export const network = (...parts: readonly (readonly Written[])[]): Network => readAws(deployed(parts.flat()));

/** A VPC with a subnet in each zone, "<name>-a" and "<name>-b", and a route table for each. */
export function vpc(
    name: string,
    octet: number,
    region = "us-east-1",
    zones: readonly string[] = ["a", "b"],
): Written[] {
    return [
        aws(VPC, name, { region, cidrBlock: `10.${octet}.0.0/16` }),
        ...zones.flatMap((zone, i) => subnet(name, zone, `10.${octet}.${i}.0/24`, region)),
    ];
}

export function subnet(
    of: string,
    zone: string,
    cidrBlock: string,
    region = "us-east-1",
    name = `${of}-${zone}`,
): Written[] {
    return [
        aws(SUBNET, name, { region, vpcId: id(of), cidrBlock, availabilityZone: `${region}${zone}` }),
        aws("ec2/routeTable:RouteTable", `table ${name}`, { region, vpcId: id(of) }),
        aws("ec2/routeTableAssociation:RouteTableAssociation", `table of ${name}`, {
            ...{ region, subnetId: id(name), routeTableId: id(`table ${name}`) },
        }),
    ];
}

export function route(of: string, destinationCidrBlock: string, to: Written["inputs"], region = "us-east-1"): Written {
    const name = `route ${of} ${destinationCidrBlock}`;
    return aws(ROUTE, name, { region, routeTableId: id(`table ${of}`), destinationCidrBlock, ...to });
}

/** A Transit Gateway with one table, "<name>-table". */
export function hub(name: string, region = "us-east-1"): Written[] {
    const off = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
    return [
        aws(HUB, name, { region, encryptionSupport: "disable", ...off }, { ownerId: "111122223333" }),
        aws(`${TGW}/routeTable:RouteTable`, `${name}-table`, { region, transitGatewayId: id(name) }),
    ];
}

/** A VPC on a hub: attachment, association, propagation, and a route to 10.0.0.0/8 and 192.168.0.0/16 from each of its subnets. */
export function attached(
    name: string,
    to: string,
    region = "us-east-1",
    zones: readonly string[] = ["a", "b"],
): Written[] {
    return [
        aws(ATTACHMENT, `${name} on ${to}`, {
            ...{ region, vpcId: id(name), transitGatewayId: id(to) },
            subnetIds: zones.map((zone) => id(`${name}-${zone}`)),
        }),
        ...joined(`${name} on ${to}`, to, region),
        ...zones.flatMap((zone) =>
            ["10.0.0.0/8", "192.168.0.0/16"].map((prefix) =>
                route(`${name}-${zone}`, prefix, { transitGatewayId: id(to) }, region),
            ),
        ),
    ];
}

function joined(attachment: string, to: string, region: string): Written[] {
    const inputs = {
        region,
        transitGatewayAttachmentId: id(attachment),
        transitGatewayRouteTableId: id(`${to}-table`),
    };
    return [
        aws(ASSOCIATION, `association of ${attachment} in ${to}`, inputs),
        aws(`${TGW}/routeTablePropagation:RouteTablePropagation`, `propagation of ${attachment} in ${to}`, inputs),
    ];
}

/** Two hubs peered, "<a> and <b>", with static routes for what is behind each. */
export function peered(
    [a, regionA, behindA]: readonly [string, string, string],
    [b, regionB, behindB]: readonly [string, string, string],
): Written[] {
    const name = `${a} and ${b}`;
    const accepted = `${name} accepted`;
    const side = (on: string, region: string, to: string): Written[] => [
        aws(ASSOCIATION, `association of ${name} in ${on}`, {
            ...{ region, transitGatewayAttachmentId: id(name), transitGatewayRouteTableId: id(`${on}-table`) },
        }),
        aws(HUB_ROUTE, `${on} to ${to} over ${name}`, {
            ...{ region, transitGatewayAttachmentId: id(name), transitGatewayRouteTableId: id(`${on}-table`) },
            destinationCidrBlock: to,
        }),
    ];
    return [
        aws(PEERING, name, {
            ...{ region: regionA, transitGatewayId: id(a), peerTransitGatewayId: id(b), peerRegion: regionB },
        }),
        aws(`${TGW}/peeringAttachmentAccepter:PeeringAttachmentAccepter`, accepted, {
            ...{ region: regionB, transitGatewayAttachmentId: id(name) },
        }),
        ...side(a, regionA, behindB),
        ...side(b, regionB, behindA),
    ];
}

/** A site with these static prefixes behind a VPN connection on a hub. */
export function site(
    name: string,
    on: string,
    prefixes: readonly string[],
    region = "us-east-1",
    vpn = `vpn ${name}`,
): Written[] {
    return [
        aws("ec2/customerGateway:CustomerGateway", name, {
            region,
            bgpAsn: "65010",
            ipAddress: "203.0.113.9",
            type: "ipsec.1",
        }),
        ...connection(vpn, name, on, prefixes, region),
    ];
}

export function connection(
    vpn: string,
    to: string,
    on: string,
    prefixes: readonly string[],
    region = "us-east-1",
): Written[] {
    const own = {
        customerGatewayId: id(to),
        type: "ipsec.1",
        staticRoutesOnly: true,
        ...Object.fromEntries(
            ["tunnel1", "tunnel2"].flatMap((tunnel) => [
                [`${tunnel}Phase2EncryptionAlgorithms`, ["AES256-GCM-16"]],
                [`${tunnel}Phase1EncryptionAlgorithms`, ["AES256-GCM-16"]],
            ]),
        ),
    };
    return [
        aws(
            VPN,
            vpn,
            { region, transitGatewayId: id(on), ...own },
            { transitGatewayAttachmentId: `attachment-of-${vpn}` },
        ),
        ...joinedVpn(vpn, on, region),
        ...prefixes.map((prefix) =>
            aws(HUB_ROUTE, `${on} to ${prefix} over ${vpn}`, {
                ...{
                    region,
                    transitGatewayAttachmentId: attachmentOf(vpn),
                    transitGatewayRouteTableId: id(`${on}-table`),
                },
                destinationCidrBlock: prefix,
            }),
        ),
    ];
}

const attachmentOf = (vpn: string): Input => out(vpn, "transitGatewayAttachmentId");

function joinedVpn(vpn: string, on: string, region: string): Written[] {
    return [
        aws(ASSOCIATION, `association of ${vpn} in ${on}`, {
            ...{ region, transitGatewayAttachmentId: attachmentOf(vpn), transitGatewayRouteTableId: id(`${on}-table`) },
        }),
    ];
}

/** A static route of a VPN connection, which its hub's table learns. */
export function learned(vpn: string, on: string, destinationCidrBlock: string, region = "us-east-1"): Written[] {
    return [
        aws("ec2/vpnConnectionRoute:VpnConnectionRoute", `${destinationCidrBlock} of ${vpn}`, {
            ...{ region, vpnConnectionId: id(vpn), destinationCidrBlock },
        }),
        aws(`${TGW}/routeTablePropagation:RouteTablePropagation`, `propagation of ${vpn} in ${on}`, {
            ...{ region, transitGatewayAttachmentId: attachmentOf(vpn), transitGatewayRouteTableId: id(`${on}-table`) },
        }),
    ];
}

/** An internet gateway and a public subnet "<vpc>-public-<zone>" with a NAT gateway "nat-<zone>" in each of the zones. */
export function natted(
    name: string,
    octet: number,
    nats: readonly string[],
    zones: readonly string[] = ["a", "b"],
): Written[] {
    return [
        aws(GATEWAY, `gateway of ${name}`, { vpcId: id(name) }),
        ...nats.flatMap((zone, i) => [
            ...subnet(name, zone, `10.${octet}.${100 + i}.0/24`, "us-east-1", `${name}-public-${zone}`),
            route(`${name}-public-${zone}`, "0.0.0.0/0", { gatewayId: id(`gateway of ${name}`) }),
            aws(NAT, `nat-${zone}`, { subnetId: id(`${name}-public-${zone}`) }, { publicIp: `198.51.100.${i + 1}` }),
        ]),
        ...zones.map((zone) =>
            route(`${name}-${zone}`, "0.0.0.0/0", { natGatewayId: id(`nat-${nats.includes(zone) ? zone : nats[0]}`) }),
        ),
    ];
}

export function ends(of: Network, text: string): Selection {
    const selected = select(of, text);
    if ("problems" in selected) throw new Error(JSON.stringify(selected.problems));
    return selected;
}

export function packetsOf(text = "tcp/443"): Traffic {
    const traffic = readTraffic(text);
    if ("problems" in traffic) throw new Error(JSON.stringify(traffic.problems));
    return traffic;
}

/** Shop in Virginia and desk in Ireland, over a hub in each region. */
export const TWO_REGIONS: readonly Written[] = [
    ...hub("virginia"),
    ...hub("ireland", "eu-west-1"),
    ...vpc("shop", 1),
    ...attached("shop", "virginia"),
    ...vpc("desk", 2, "eu-west-1"),
    ...attached("desk", "ireland", "eu-west-1"),
    ...peered(["virginia", "us-east-1", "10.1.0.0/16"], ["ireland", "eu-west-1", "10.2.0.0/16"]),
];

/** Two machines with two links between them, of which the first is preferred; how their routes come there and back. */
export function twoWays(
    origins: { readonly there?: string; readonly back?: string; readonly kind?: LinkKind } = {},
): Network {
    const { there = "propagated", back = "propagated", kind = "vpn" } = origins;
    const links = ["first", "second"];
    const side = (own: string, prefix: string, far: string, to: string, origin: string): Station =>
        station(own, [
            ...links.map((over, rank) => entry(to, toStation(far, { link: over }), { rank, origin })),
            entry(prefix, toHosts(own), { origin: "local" }),
        ]);
    return drawn({
        hosts: [machines("a", ["10.1.0.0/24"]), machines("b", ["10.2.0.0/24"])],
        stations: [
            side("a", "10.1.0.0/24", "b", "10.2.0.0/24", there),
            side("b", "10.2.0.0/24", "a", "10.1.0.0/24", back),
        ],
        links: links.map((name) => link(name, ["a", "b"], { kind, element: { urn: name, label: name } })),
    });
}
