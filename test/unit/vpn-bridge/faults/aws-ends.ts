/** What AWS has at Transit Gateways: concentrators, and tunnels over Direct Connect. */
import { aws, azure, depot, plant } from "../sites";
import { withAws, type Fault, type Some } from "./fault";
import { devices, hub } from "./networks";
import type { BridgeSiteArgs } from "../../../../components/vpn-bridge/args";

const ATTACHMENT = "tgw-attach-0d1";
/** AWS, and a plant on its Direct Connect. */
const privately = (device: Some = {}, end: Some = {}, link: Some = {}) => ({
    sites: {
        aws: { ...aws, aws: { ...aws.aws, ...end } },
        plant: { ...plant, device: { ...plant.device, directConnectAddresses: ["10.9.0.1"], ...device } },
    },
    links: { "aws/plant": { directConnectAttachmentId: ATTACHMENT, ...link } },
});
const concentrated: BridgeSiteArgs = { ...aws, aws: { ...aws.aws!, concentrator: {} } };

export const awsEnds: readonly Fault[] = [
    {
        check: "transit-gateway-only",
        is: "a concentrator at a virtual private gateway",
        args: withAws({ transitGatewayId: undefined, vpnGatewayId: "vgw-0a1", concentrator: {} }),
        says: [
            "sites.aws.aws.concentrator [transit-gateway-only]: got a concentrator, at a virtual private gateway; allowed: one " +
                "at a Transit Gateway only. Remove it, or end the tunnels at a Transit Gateway.",
        ],
    },
    {
        check: "concentrator-tunnels",
        is: "acceleration with a concentrator",
        args: withAws({ concentrator: {}, accelerated: true }),
        says: [
            "sites.aws.aws.accelerated [concentrator-tunnels]: got true, with a concentrator; allowed: nothing, beside " +
                "concentrator. Remove one of them: only connections of the Transit Gateway itself are accelerated.",
        ],
    },
    {
        check: "concentrator-tunnels",
        is: "large tunnels with a concentrator",
        args: withAws({ concentrator: {}, largeBandwidth: true }),
        says: [
            "sites.aws.aws.largeBandwidth [concentrator-tunnels]: got true, with a concentrator; allowed: nothing, beside " +
                "concentrator. Remove one of them: a site on a concentrator has 100 Mbps.",
        ],
    },
    {
        check: "concentrator-static",
        is: "static routes on a concentrator",
        args: withAws({ concentrator: {} }, { links: { "aws/plant": { routing: "static" } } }),
        says: [
            'links["aws/plant"].routing [concentrator-static]: got "static"; allowed: "bgp", as site \'aws\' has a concentrator. ' +
                "Remove it, or the concentrator, which learns all routes by BGP.",
        ],
    },
    {
        check: "wrong-id-kind",
        is: "a Transit Gateway in the place of a concentrator",
        args: withAws({ concentrator: { id: "tgw-0a1" } }),
        says: [
            'sites.aws.aws.concentrator.id [wrong-id-kind]: got "tgw-0a1"; allowed: vcn-…. Give the id of the right kind of ' +
                "resource.",
        ],
    },
    {
        check: "unused-argument",
        is: "a concentrator that no device is linked with",
        args: { sites: { aws: concentrated, azure } },
        says: [
            "sites.aws.aws.concentrator [unused-argument]: got a concentrator; allowed: nothing, without a link with a device " +
                "over the internet. Remove it: no connection would be on it.",
        ],
    },
    {
        check: "limit-exceeded",
        is: "more sites than a concentrator has",
        args: hub(concentrated, devices(101), {
            limits: { vpnConnectionsPerRegion: 200, customerGatewaysPerRegion: 200 },
        }),
        says: [
            "sites.hub [limit-exceeded]: got 101 sites; allowed: 100 sites. Put further sites on another Transit Gateway, or " +
                "have AWS raise the quota and set limits.sitesPerConcentrator.",
        ],
    },
    {
        check: "direct-connect-ends",
        is: "Azure at the other end of a Direct Connect",
        args: { sites: { aws, azure }, links: { "aws/azure": { directConnectAttachmentId: ATTACHMENT } } },
        says: [
            'links["aws/azure"].directConnectAttachmentId [direct-connect-ends]: got Direct Connect, between "aws" and "azure"; ' +
                "allowed: a Transit Gateway of AWS at one end, and devices in no cloud at the other. Leave it out: these two find " +
                "each other over the internet.",
        ],
    },
    {
        check: "direct-connect-ends",
        is: "a virtual private gateway, and a machine in a cloud, on a Direct Connect",
        args: {
            sites: {
                aws: { ...aws, aws: { region: "us-east-1", vpnGatewayId: "vgw-0a1", asn: 64_512 } },
                depot: {
                    ...depot,
                    device: {
                        ...depot.device,
                        place: { cloud: "aws", region: "us-east-1" },
                        directConnectAddresses: ["10.9.0.2"],
                    },
                },
                plant: { ...plant, device: { ...plant.device, directConnectAddresses: ["10.9.0.1"] } },
                west: {
                    aws: { region: "us-west-2", transitGatewayId: "tgw-0a2", asn: 64_519 },
                    cidrs: ["10.8.0.0/16"],
                },
            },
            topology: "hub-and-spoke",
            hubs: ["aws", "west"],
            links: {
                "aws/plant": { directConnectAttachmentId: ATTACHMENT },
                "aws/west": { elsewhere: true },
                "depot/west": { directConnectAttachmentId: ATTACHMENT },
            },
        },
        says: [
            'links["aws/plant"].directConnectAttachmentId [direct-connect-ends]: got Direct Connect, between "aws" and "device"; ' +
                "allowed: a Transit Gateway of AWS at one end, and devices in no cloud at the other. Leave it out: these two find " +
                "each other over the internet.",
            'links["depot/west"].directConnectAttachmentId [direct-connect-ends]: got Direct Connect, between "device" and "aws"; ' +
                "allowed: a Transit Gateway of AWS at one end, and devices in no cloud at the other. Leave it out: these two find " +
                "each other over the internet.",
        ],
    },
    {
        check: "wrong-id-kind",
        is: "a Direct Connect gateway in the place of its attachment",
        args: privately({}, {}, { directConnectAttachmentId: "5b1c" }),
        says: [
            'links["aws/plant"].directConnectAttachmentId [wrong-id-kind]: got "5b1c"; allowed: tgw-attach-…. Give the id of the ' +
                "right kind of resource.",
        ],
    },
    {
        check: "direct-connect-addresses",
        is: "a device without an address on its Direct Connect",
        args: privately({ directConnectAddresses: undefined }),
        says: [
            "sites.plant.device.directConnectAddresses [direct-connect-addresses]: got nothing; allowed: one address. Give the " +
                "addresses that the devices have towards Direct Connect.",
        ],
    },
    {
        check: "direct-connect-addresses",
        is: "one address for two devices on a Direct Connect",
        args: privately({ publicAddresses: ["203.0.113.7", "203.0.113.8"] }),
        says: [
            "sites.plant.device.directConnectAddresses [direct-connect-addresses]: got a list of 1; allowed: one address for each " +
                "of its 2 devices. Give the addresses that the devices have towards Direct Connect.",
        ],
    },
    {
        check: "private-address",
        is: "a public address, and an IPv6 address, on a Direct Connect",
        args: privately({
            publicAddresses: ["203.0.113.7", "203.0.113.8"],
            directConnectAddresses: ["203.0.113.9", "fd00::1"],
        }),
        says: [
            'sites.plant.device.directConnectAddresses[0] [private-address]: got "203.0.113.9"; allowed: an address of 10.0.0.0/8, ' +
                "100.64.0.0/10, 172.16.0.0/12 or 192.168.0.0/16. Over Direct Connect AWS takes private addresses only: give the " +
                "device's own one there.",
            'sites.plant.device.directConnectAddresses[1] [private-address]: got "fd00::1"; allowed: an address of 10.0.0.0/8, ' +
                "100.64.0.0/10, 172.16.0.0/12 or 192.168.0.0/16. Over Direct Connect AWS takes private addresses only: give the " +
                "device's own one there.",
        ],
    },
    {
        check: "address-twice",
        is: "one address on a Direct Connect for two devices",
        args: privately({
            publicAddresses: ["203.0.113.7", "203.0.113.8"],
            directConnectAddresses: ["10.9.0.1", "10.9.0.1"],
        }),
        says: [
            'sites.plant.device.directConnectAddresses[1] [address-twice]: got "10.9.0.1", as ' +
                "sites.plant.device.directConnectAddresses[0]; allowed: each address once. AWS tells devices apart by their " +
                "address: correct it.",
        ],
    },
    {
        check: "unused-argument",
        is: "addresses and an interface of a Direct Connect that no link uses",
        args: {
            ...privately({ directConnectInterface: "ge-0/0/1.100" }),
            links: {},
        },
        says: [
            "sites.plant.device.directConnectAddresses [unused-argument]: got a list of 1; allowed: nothing, without a link that " +
                "has a directConnectAttachmentId. Remove it, or say which of its links go over Direct Connect.",
            'sites.plant.device.directConnectInterface [unused-argument]: got "ge-0/0/1.100"; allowed: nothing, without a link that ' +
                "has a directConnectAttachmentId. Remove it, or say which of its links go over Direct Connect.",
        ],
    },
    {
        check: "managed-engine",
        is: "WireGuard over a Direct Connect",
        args: privately({}, {}, { engine: "wireguard" }),
        says: [
            'links["aws/plant"].engine [managed-engine]: got "wireguard", and one end is a managed gateway (aws); allowed: "ipsec". ' +
                "Leave it out, or end the tunnel at a device or machine of your own.",
        ],
    },
    {
        check: "wrong-type",
        is: "numbers in the place of ids and addresses of AWS",
        args: {
            ...privately(
                { directConnectAddresses: [7] },
                { concentrator: { id: 8 } },
                { directConnectAttachmentId: 9 },
            ),
        },
        says: [
            "sites.aws.aws.concentrator.id [wrong-type]: got 8; allowed: a string or an Output of one. Give a string.",
            "sites.plant.device.directConnectAddresses[0] [wrong-type]: got 7; allowed: a string or an Output of one. Give a string.",
            'links["aws/plant"].directConnectAttachmentId [wrong-type]: got 9; allowed: a string or an Output of one. Give a string.',
        ],
    },
];
