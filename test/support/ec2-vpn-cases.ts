/** Examples of what Site-to-Site VPN is made of: see `ec2-cases.ts`. */
import type { Props } from "../../sim/core/values";
import * as ec2 from "./ec2";
import type { Case } from "./ec2-cases";
import * as vpn from "./ec2-vpn";
import type { Deployed, SimClient } from "./sim-client";

/** Inputs of the SDK that are refused by name. */
export const VPN_ABSENT: Record<string, string[]> = {
    [vpn.VPN_CONNECTION]: [
        "localIpv6NetworkCidr", // IPv6 inside the tunnels
        "remoteIpv6NetworkCidr", // the same
        "tunnel1InsideIpv6Cidr", // the same
        "tunnel2InsideIpv6Cidr", // the same
    ],
};

/** What only AWS says, as long as these cannot be chosen. */
export const VPN_OUTPUTS: Record<string, string[]> = {
    [vpn.VPN_CONNECTION]: [
        "localIpv6NetworkCidr",
        "remoteIpv6NetworkCidr",
        "tunnel1InsideIpv6Cidr",
        "tunnel2InsideIpv6Cidr",
    ],
};

const noVpc: [string, string] = [
    ec2.nothing("vpc"),
    `InvalidVpcID.NotFound: The vpc ID '${ec2.nothing("vpc")}' does not exist`,
];
const noTable: [string, string] = [
    ec2.nothing("rtb"),
    `InvalidRouteTableID.NotFound: The routeTable ID '${ec2.nothing("rtb")}' does not exist`,
];
const noDevice: [string, string] = [
    ec2.nothing("cgw"),
    `InvalidCustomerGatewayID.NotFound: The customerGateway ID '${ec2.nothing("cgw")}' does not exist`,
];
const noVpnGateway: [string, string] = [
    ec2.nothing("vgw"),
    `InvalidVpnGatewayID.NotFound: The vpnGateway ID '${ec2.nothing("vgw")}' does not exist`,
];
const noConnection: [string, string] = [
    ec2.nothing("vpn"),
    `InvalidVpnConnectionID.NotFound: The vpnConnection ID '${ec2.nothing("vpn")}' does not exist`,
];
const noHub: [string, string] = [
    ec2.nothing("tgw"),
    `InvalidTransitGatewayID.NotFound: Transit Gateway ${ec2.nothing("tgw")} was deleted or does not exist.`,
];
const noConcentrator: [string, string] = [
    ec2.nothing("vcn"),
    `InvalidVpnConcentratorID.NotFound: The vpnConcentrator ID '${ec2.nothing("vcn")}' does not exist`,
];
const noAttachment: [string, string] = [
    ec2.nothing("tgw-attach"),
    `InvalidTransitGatewayAttachmentID.NotFound: Transit Gateway Attachment ${ec2.nothing("tgw-attach")} was deleted or ` +
        "does not exist.",
];
const tags = { Name: "shop" };
const elsewhere = { region: "ap-south-1" };
const byId = (made: Deployed): string => made.id;
const notImported = (): undefined => undefined;

/** Options of either tunnel that can be changed in place, but those that AWS makes up. */
const OPTIONS: Props = {
    DpdTimeoutAction: "restart",
    DpdTimeoutSeconds: 45,
    EnableTunnelLifecycleControl: true,
    IkeVersions: ["ikev2"],
    LogOptions: { cloudwatchLogOptions: { bgpLogEnabled: false, logEnabled: false, logOutputFormat: "text" } },
    Phase1DhGroupNumbers: [20],
    Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
    Phase1IntegrityAlgorithms: ["SHA2-384"],
    Phase1LifetimeSeconds: 14_400,
    Phase2DhGroupNumbers: [20],
    Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
    Phase2IntegrityAlgorithms: ["SHA2-384"],
    Phase2LifetimeSeconds: 1800,
    RekeyFuzzPercentage: 50,
    RekeyMarginTimeSeconds: 300,
    ReplayWindowSize: 512,
    StartupAction: "start",
};

const both = (options: Props): Props =>
    Object.fromEntries(
        [1, 2].flatMap((n) => Object.entries(options).map(([name, value]) => [`tunnel${n}${name}`, value])),
    );

const perTunnel = (names: readonly string[]): string[] =>
    Object.keys(both(Object.fromEntries(names.map((n) => [n, 0]))));

/** What AWS makes up where it is not given. */
const DECIDED = [
    "enableAcceleration",
    "localIpv4NetworkCidr",
    "outsideIpAddressType",
    "presharedKeyStorage",
    "remoteIpv4NetworkCidr",
    "staticRoutesOnly",
    ...perTunnel(["LogOptions"]),
    "tunnelBandwidth",
    "tunnelInsideIpVersion",
];

export function vpnCases(client: () => SimClient): Case[] {
    const network = (region: string | undefined): Promise<Deployed> => ec2.vpc(client(), 1, ec2.at(region));

    const gateways = async (region: string | undefined): Promise<Props> => ({
        ...ec2.at(region),
        customerGatewayId: (await vpn.device(client(), 1, ec2.at(region))).id,
        vpnGatewayId: (await vpn.vpnGateway(client(), undefined, ec2.at(region))).id,
        type: "ipsec.1",
    });

    return [
        {
            type: vpn.CUSTOMER_GATEWAY,
            noun: "EC2 Customer Gateway",
            inputs: (region) =>
                Promise.resolve({
                    ...ec2.at(region),
                    bgpAsn: "65010",
                    ipAddress: "203.0.113.1",
                    type: "ipsec.1",
                    tags,
                }),
            required: ["type"],
            dangling: {},
            unknown: ["arn"],
            replaced: {
                bgpAsn: "65011",
                bgpAsnExtended: "4200000000",
                certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d",
                deviceName: "router",
                ipAddress: "203.0.113.2",
                ...elsewhere,
            },
            updated: { tags: { Name: "the device" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: vpn.VPN_GATEWAY,
            noun: "EC2 VPN Gateway",
            inputs: async (region) => ({ ...ec2.at(region), vpcId: (await network(region)).id, tags }),
            required: [],
            dangling: { vpcId: noVpc },
            unknown: ["amazonSideAsn", "arn"],
            optional: ["amazonSideAsn"],
            replaced: { amazonSideAsn: "64600", availabilityZone: "us-east-1a", ...elsewhere },
            updated: { tags: { Name: "the gateway" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: vpn.VPN_GATEWAY_ATTACHMENT,
            noun: "EC2 VPN Gateway Attachment",
            inputs: async (region) => ({
                ...ec2.at(region),
                vpcId: (await network(region)).id,
                vpnGatewayId: (await vpn.vpnGateway(client(), undefined, ec2.at(region))).id,
            }),
            required: ["vpcId", "vpnGatewayId"],
            dangling: { vpcId: noVpc, vpnGatewayId: noVpnGateway },
            unknown: [],
            replaced: { vpcId: ec2.nothing("vpc"), vpnGatewayId: ec2.nothing("vgw"), ...elsewhere },
            updated: {},
            imported: notImported,
            onTimeout: "partial",
        },
        {
            type: vpn.VPN_GATEWAY_ROUTE_PROPAGATION,
            noun: "VPN Gateway Route Propagation",
            inputs: async (region) => {
                const of = await network(region);
                return {
                    ...ec2.at(region),
                    routeTableId: (await ec2.routeTable(client(), of)).id,
                    vpnGatewayId: (await vpn.vpnGateway(client(), of)).id,
                };
            },
            required: ["routeTableId", "vpnGatewayId"],
            dangling: { routeTableId: noTable, vpnGatewayId: noVpnGateway },
            unknown: [],
            replaced: { routeTableId: ec2.nothing("rtb"), vpnGatewayId: ec2.nothing("vgw"), ...elsewhere },
            updated: {},
            imported: notImported,
            onTimeout: "bare",
        },
        {
            type: vpn.VPN_CONNECTION,
            noun: "EC2 VPN Connection",
            inputs: async (region) => ({ ...(await gateways(region)), ...vpn.APART, tags }),
            required: ["customerGatewayId", "type"],
            dangling: {
                customerGatewayId: noDevice,
                vpnGatewayId: noVpnGateway,
                transportTransitGatewayAttachmentId: noAttachment,
                vpnConcentratorId: noConcentrator,
            },
            unknown: [
                "arn",
                "coreNetworkArn",
                "coreNetworkAttachmentArn",
                "customerGatewayConfiguration",
                ...DECIDED,
                "localIpv6NetworkCidr",
                "presharedKeyArn",
                "remoteIpv6NetworkCidr",
                "routes",
                "transitGatewayAttachmentId",
                "vgwTelemetries",
                ...perTunnel([
                    ...["Address", "BgpAsn", "BgpHoldtime", "CgwInsideAddress", "InsideIpv6Cidr", "VgwInsideAddress"],
                ]),
            ].sort(),
            optional: DECIDED,
            replaced: {
                enableAcceleration: true,
                staticRoutesOnly: true,
                tunnelBandwidth: "large",
                tunnelInsideIpVersion: "ipv6",
                ...both({ InsideCidr: "169.254.23.0/30" }),
                type: "ipsec.2",
                vpnConcentratorId: ec2.nothing("vcn"),
                ...elsewhere,
            },
            updated: {
                ...both(OPTIONS),
                localIpv4NetworkCidr: "10.0.0.0/8",
                remoteIpv4NetworkCidr: "172.16.0.0/12",
                tags: { Name: "the connection" },
                tunnel1PresharedKey: "Another.first_key",
                tunnel2PresharedKey: "Another.second_key",
            },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: vpn.VPN_CONCENTRATOR,
            noun: "EC2 VPN Concentrator",
            inputs: async (region) => ({
                ...ec2.at(region),
                transitGatewayId: (await client().create(ec2.TRANSIT_GATEWAY, ec2.at(region))).id,
                type: "ipsec.1",
                tags,
            }),
            required: ["transitGatewayId", "type"],
            dangling: { transitGatewayId: noHub },
            unknown: ["transitGatewayAttachmentId", "vpnConcentratorId"],
            replaced: { transitGatewayId: ec2.nothing("tgw"), type: "ipsec.2", ...elsewhere },
            updated: { tags: { Name: "the concentrator" } },
            imported: byId,
            onTimeout: "bare",
        },
        {
            type: vpn.VPN_CONNECTION_ROUTE,
            noun: "EC2 VPN Connection Route",
            inputs: async (region) => {
                const inputs = { ...(await gateways(region)), staticRoutesOnly: true };
                const vpnConnectionId = (await client().create(vpn.VPN_CONNECTION, inputs)).id;
                return { ...ec2.at(region), vpnConnectionId, destinationCidrBlock: "192.168.0.0/16" };
            },
            required: ["destinationCidrBlock", "vpnConnectionId"],
            dangling: { vpnConnectionId: noConnection },
            unknown: [],
            replaced: {
                destinationCidrBlock: "192.168.1.0/24",
                vpnConnectionId: ec2.nothing("vpn"),
                ...elsewhere,
            },
            updated: {},
            imported: notImported,
            onTimeout: "partial",
        },
    ];
}
