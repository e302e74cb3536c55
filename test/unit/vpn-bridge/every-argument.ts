/** A bridge in which every argument is used. */
import type { VpnBridgeArgs } from "../../../components/vpn-bridge/args";
import { make } from "../../support/certificates";
import { gatewaySubnet } from "./sites";

const ROOT = make({ subject: "/CN=root", isAuthority: true });
const LEAF = make({ subject: "/CN=regional", by: ROOT, bits: 0 });

export function everyArgument(): VpnBridgeArgs {
    const phase = { encryption: ["aes-256-gcm"], integrity: ["sha-384"], prf: ["sha-384"], dh: [20] };
    return {
        sites: {
            aws: {
                aws: {
                    region: "us-east-1",
                    transitGatewayId: "tgw-0a1",
                    asn: 64_512,
                    largeBandwidth: true,
                    logRetentionDays: 365,
                },
                cidrs: ["10.0.0.0/16"],
                tier: "core",
                owner: "platform",
            },
            azure: {
                azure: {
                    location: "eastus",
                    resourceGroupName: "net",
                    gatewaySubnetId: gatewaySubnet("hub"),
                    sku: "VpnGw4AZ",
                    asn: 64_513,
                    zones: ["1", "2"],
                },
                cidrs: ["10.1.0.0/16"],
                tier: "core",
            },
            berlin: {
                device: {
                    model: "other",
                    offers: {
                        ike: phase,
                        esp: { encryption: ["aes-256-gcm"], integrity: [], dh: [20] },
                        postQuantumKey: false,
                    },
                    publicAddresses: ["203.0.113.7", "203.0.113.8"],
                    place: { country: "DE", latitude: 52.5, longitude: 13.4 },
                    asn: 65_010,
                    twoBytes: true,
                    behindNat: true,
                    reachable: true,
                    underlayMtu: 1492,
                    uplink: 100_000_000,
                },
                cidrs: ["192.168.10.0/24"],
                parents: ["regional"],
                tier: "edge",
            },
            eu: {
                aws: {
                    region: "eu-central-1",
                    transitGatewayId: "tgw-0e1",
                    asn: 64_514,
                    accelerated: true,
                    logGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:vpn",
                },
                cidrs: ["10.4.0.0/16"],
                tier: "core",
            },
            gcp: {
                gcp: { project: "p", region: "us-east4", network: "prod", asn: 64_516 },
                cidrs: ["10.2.0.0/16"],
                tier: "core",
            },
            hub: {
                azureVirtualWan: {
                    location: "westeurope",
                    resourceGroupName: "net",
                    virtualWanId: "/wan",
                    virtualHubId: "/hub",
                    scaleUnits: 2,
                },
                cidrs: ["10.5.0.0/16"],
                tier: "core",
            },
            old: {
                aws: { region: "us-east-1", vpnGatewayId: "vgw-0a1", asn: 64_520 },
                cidrs: ["10.3.0.0/16"],
                tier: "core",
            },
            regional: {
                device: {
                    publicAddresses: ["198.51.100.9"],
                    place: { cloud: "aws", region: "eu-west-1" },
                    certificates: [
                        {
                            ...LEAF,
                            authority: ROOT.certificate,
                            arns: { "us-east-1": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b" },
                        },
                    ],
                    strongSwanVersion: "6.0.2",
                    opensslVersion: "3.5.0",
                    cluster: { namespace: "network", image: "registry.example.com/gateway:1" },
                },
                cidrs: ["192.168.11.0/24", "2001:db8::/56"],
                id: 7,
                tier: "regional",
                parents: ["aws", "azure"],
            },
        },
        topology: "hierarchical",
        meshRegional: true,
        links: {
            "aws/eu": { elsewhere: true },
            "aws/old": { elsewhere: true },
            "azure/hub": { elsewhere: true },
            "eu/old": { elsewhere: true },
            "aws/regional": {
                engine: "ipsec",
                authentication: "certificate",
                routing: "static",
                rank: 1,
                standby: true,
                id: 300,
            },
            "eu/hub": { id: 0 },
            "berlin/regional": { ids: { 2: 900 }, authentication: "certificate" },
        },
        profile: "default",
        classes: {
            voice: {
                priority: 1,
                dscp: 46,
                share: 20,
                matches: [{ from: "10.0.0.0/8", to: "192.168.0.0/16", protocol: "udp", ports: [5060] }],
            },
        },
        keys: {
            secret: "0123456789abcdef0123456789abcdef",
            rotation: 3,
            authority: { ...ROOT },
            revokedSerials: ["4a:3f"],
        },
        monitoring: {
            enabled: true,
            snsTopicArns: { "us-east-1": "arn:aws:sns:us-east-1:123456789012:ops" },
            actionGroupId: "/actionGroup",
            workspaceId: "/workspace",
            notificationChannels: ["projects/p/notificationChannels/1"],
        },
        ipv6: true,
        traffic: [{ from: "berlin", to: "aws", gbPerMonth: 500 }],
        limits: { vpnConnectionsPerRegion: 60, customerGatewaysPerRegion: 60, tunnelsPerAzureGateway: 100 },
        tags: { team: "network" },
    };
}
