/** Arguments that are not of their type, or not there. */
import * as pulumi from "@pulumi/pulumi";
import { aws, plant } from "../sites";
import { three, withAws, withAzure, withGcp, withLink, withPlant, withSite, type Fault } from "./fault";

export const shapes: readonly Fault[] = [
    {
        check: "missing-argument",
        is: "no arguments at all",
        args: undefined,
        says: [
            "(arguments) [missing-argument]: got nothing; allowed: an object with classes, hubs, ipv6, keys, " +
                "limits, links, meshRegional, monitoring, prices, profile, sites, tags, topology or traffic. Give the " +
                "arguments.",
        ],
    },
    {
        check: "missing-argument",
        is: "a site without prefixes and a device without a place",
        args: { sites: { aws, plant: { device: { publicAddresses: ["203.0.113.7"] } } } },
        says: [
            "sites.plant.device.place [missing-argument]: got nothing; allowed: an object with cloud, " +
                "country, latitude, longitude or region. Add 'place'.",
            "sites.plant.cidrs [missing-argument]: got nothing; allowed: a list, each a string. Add 'cidrs'.",
        ],
    },
    {
        check: "missing-argument",
        is: "null in a list, where it is no way to leave something out",
        args: withPlant({ publicAddresses: [null] }),
        says: [
            "sites.plant.device.publicAddresses[0] [missing-argument]: got nothing; allowed: a value or an " +
                "Output. Add 'publicAddresses[0]'.",
        ],
    },
    {
        check: "wrong-type",
        is: "a text for a number, and a number for a text",
        args: three({ links: { "aws/plant": { rank: "1" } }, tags: { team: 5 } }),
        says: [
            'links["aws/plant"].rank [wrong-type]: got "1"; allowed: a whole number from 0 to 9. Give a ' +
                "whole number from 0 to 9.",
            "tags.team [wrong-type]: got 5; allowed: a string. Give a string.",
        ],
    },
    {
        check: "wrong-type",
        is: "an ASN as configurations give it",
        args: withAws({ asn: "64512" }),
        says: [
            'sites.aws.aws.asn [wrong-type]: got "64512"; allowed: a number or an Output of one. Give a ' + "number.",
        ],
    },
    {
        check: "wrong-type",
        is: "a number where an id or an address is due",
        args: {
            sites: {
                aws: { ...aws, aws: { ...aws.aws, transitGatewayId: 7 } },
                plant: { ...plant, device: { ...plant.device, publicAddresses: [7] } },
            },
        },
        says: [
            "sites.aws.aws.transitGatewayId [wrong-type]: got 7; allowed: a string or an Output of one. Give " +
                "a string.",
            "sites.plant.device.publicAddresses[0] [wrong-type]: got 7; allowed: a string or an Output of " +
                "one. Give a string.",
        ],
    },
    {
        check: "wrong-type",
        is: "a secret that is a number, which is not shown",
        args: three({ keys: { secret: 1234567890123456 } }),
        says: ["keys.secret [wrong-type]: got a number; allowed: a string or an Output of one. Give a string."],
    },
    {
        check: "wrong-type",
        is: "Azure and Google with numbers for names",
        args: {
            sites: {
                azure: withAzure({ resourceGroupName: 5, gatewaySubnetId: 5 }).sites.azure,
                gcp: withGcp({ project: 5, network: 5 }).sites.gcp,
            },
        },
        says: [
            "sites.azure.azure.resourceGroupName [wrong-type]: got 5; allowed: a string or an Output of one. " +
                "Give a string.",
            "sites.azure.azure.gatewaySubnetId [wrong-type]: got 5; allowed: a string or an Output of one. " +
                "Give a string.",
            "sites.gcp.gcp.project [wrong-type]: got 5; allowed: a string or an Output of one. Give a string.",
            "sites.gcp.gcp.network [wrong-type]: got 5; allowed: a string or an Output of one. Give a string.",
        ],
    },
    {
        check: "wrong-type",
        is: "monitoring with numbers for names",
        args: {
            sites: { aws, gcp: withGcp({}).sites.gcp },
            monitoring: { snsTopicArns: { "us-east-1": 5 }, notificationChannels: [5] },
        },
        says: [
            'monitoring.snsTopicArns["us-east-1"] [wrong-type]: got 5; allowed: a string or an Output of ' +
                "one. Give a string.",
            "monitoring.notificationChannels[0] [wrong-type]: got 5; allowed: a string or an Output of one. " +
                "Give a string.",
        ],
    },
    {
        check: "not-plain",
        is: "an Output or a Promise where the plan needs a value",
        args: {
            sites: {
                aws: { ...aws, aws: { ...aws.aws, region: pulumi.output("us-east-1") } },
                plant: { ...plant, cidrs: [Promise.resolve("10.9.0.0/16")] },
            },
            hubs: pulumi.output(["aws"]),
            links: { "aws/plant": { id: pulumi.output(3) } },
        },
        says: [
            "sites.aws.aws.region [not-plain]: got an Output; allowed: a string. It decides what is planned, " +
                "so it must be known when the program runs: give a plain value.",
            "sites.plant.cidrs[0] [not-plain]: got a Promise; allowed: a string. It decides what is planned, " +
                "so it must be known when the program runs: give a plain value.",
            "hubs [not-plain]: got an Output; allowed: a list, each a string. It decides what is planned, so " +
                "it must be known when the program runs: give a plain value.",
            'links["aws/plant"].id [not-plain]: got an Output; allowed: a number. It decides what is ' +
                "planned, so it must be known when the program runs: give a plain value.",
        ],
    },
    {
        check: "not-plain",
        is: "an Output in place of a device's whole list of addresses",
        args: withPlant({ publicAddresses: pulumi.output(["203.0.113.7"]) }),
        says: [
            "sites.plant.device.publicAddresses [not-plain]: got an Output; allowed: a list, each a value or " +
                "an Output. It decides what is planned, so it must be known when the program runs: give a plain " +
                "value.",
        ],
    },
    {
        check: "unknown-argument",
        is: "BFD, which no managed VPN gateway has",
        args: withLink("aws/plant", { bfd: true }),
        says: [
            'links["aws/plant"].bfd [unknown-argument]: got "bfd"; allowed: authentication, dedicated, ' +
                "directConnectAttachmentId, elsewhere, engine, id, ids, postQuantum, rank, routing or standby. Remove " +
                "it, or correct the spelling.",
        ],
    },
    {
        check: "unknown-argument no-cidrs",
        is: "a misspelt argument, with what else is wrong",
        args: { ...withSite({ cidrs: [] }), toplogy: "full-mesh" },
        says: [
            'toplogy [unknown-argument]: got "toplogy"; allowed: classes, hubs, ipv6, keys, limits, links, ' +
                "meshRegional, monitoring, prices, profile, sites, tags, topology or traffic. Remove it, or correct the " +
                "spelling.",
            "sites.plant.cidrs [no-cidrs]: got an empty list; allowed: at least one prefix. Name the " +
                "prefixes behind the site: only they are routed.",
        ],
    },
    {
        check: "unknown-value",
        is: "topologies, engines, profiles and models that there are none of",
        args: {
            ...withPlant({ model: "mikrotik" }),
            topology: "ring",
            profile: "fips-140-2",
            links: { "aws/plant": { engine: "ikev1", routing: "ospf", postQuantum: "kyber" } },
        },
        says: [
            'sites.plant.device.model [unknown-value]: got "mikrotik"; allowed: cisco-ios-xe, fortios, ' +
                "juniper-srx, linux, opnsense, other, pfsense or vyos. Give cisco-ios-xe, fortios, juniper-srx, " +
                "linux, opnsense, other, pfsense or vyos.",
            'topology [unknown-value]: got "ring"; allowed: full-mesh, hierarchical or hub-and-spoke. Give ' +
                "full-mesh, hierarchical or hub-and-spoke.",
            'links["aws/plant"].engine [unknown-value]: got "ikev1"; allowed: ipsec, openvpn or wireguard. ' +
                "Give ipsec, openvpn or wireguard.",
            'links["aws/plant"].routing [unknown-value]: got "ospf"; allowed: bgp or static. Give bgp or ' + "static.",
            'links["aws/plant"].postQuantum [unknown-value]: got "kyber"; allowed: hybrid or pre-shared-key. ' +
                "Give hybrid or pre-shared-key.",
            'profile [unknown-value]: got "fips-140-2"; allowed: cnsa-1.0, cnsa-2.0, default, fips or pci. ' +
                "Give cnsa-1.0, cnsa-2.0, default, fips or pci.",
        ],
    },
    {
        check: "unknown-value",
        is: "a size of Azure's gateway without zones, which can no longer be created",
        args: withAzure({ sku: "VpnGw2" }),
        says: [
            'sites.azure.azure.sku [unknown-value]: got "VpnGw2"; allowed: VpnGw1AZ, VpnGw2AZ, VpnGw3AZ, ' +
                "VpnGw4AZ or VpnGw5AZ. Give VpnGw1AZ, VpnGw2AZ, VpnGw3AZ, VpnGw4AZ or VpnGw5AZ.",
        ],
    },
    {
        check: "unknown-value",
        is: "the smallest size, which has no BGP",
        args: withAzure({ sku: "Basic" }),
        says: [
            'sites.azure.azure.sku [unknown-value]: got "Basic"; allowed: VpnGw1AZ, VpnGw2AZ, VpnGw3AZ, ' +
                "VpnGw4AZ or VpnGw5AZ. Give VpnGw1AZ, VpnGw2AZ, VpnGw3AZ, VpnGw4AZ or VpnGw5AZ.",
        ],
    },
    {
        check: "unknown-value",
        is: "a cloud that is none",
        args: withPlant({ place: { cloud: "oracle", region: "us-ashburn-1" } }),
        says: [
            'sites.plant.device.place.cloud [unknown-value]: got "oracle"; allowed: aws, azure or gcp. Give ' +
                "aws, azure or gcp.",
        ],
    },
    {
        check: "out-of-range",
        is: "numbers beyond their bounds",
        args: {
            ...withPlant({ underlayMtu: 500, uplink: 0 }),
            links: { "aws/plant": { rank: 10 } },
            limits: { vpnConnectionsPerRegion: 0 },
        },
        says: [
            "sites.plant.device.uplink [out-of-range]: got 0; allowed: a whole number from 1. Give a whole " +
                "number from 1.",
            'links["aws/plant"].rank [out-of-range]: got 10; allowed: a whole number from 0 to 9. Give a ' +
                "whole number from 0 to 9.",
            "limits.vpnConnectionsPerRegion [out-of-range]: got 0; allowed: a whole number from 1. Give a " +
                "whole number from 1.",
            "sites.plant.device.underlayMtu [out-of-range]: got 500; allowed: a whole number from 576 to " +
                "65535. Give a whole number from 576 to 65535.",
        ],
    },
    {
        check: "out-of-range",
        is: "a rotation that goes back",
        args: three({ keys: { rotation: -1 } }),
        says: [
            "keys.rotation [out-of-range]: got -1; allowed: a whole number from 0. Give a whole number from " + "0.",
        ],
    },
    {
        check: "out-of-range",
        is: "a place that is nowhere on Earth",
        args: withPlant({ place: { country: "DE", latitude: 95, longitude: 8 } }),
        says: [
            "sites.plant.device.place.latitude [out-of-range]: got 95; allowed: a number from -90 to 90. " +
                "Give a number from -90 to 90.",
        ],
    },
    {
        check: "out-of-range",
        is: "less than no traffic",
        args: three({ traffic: [{ from: "aws", to: "plant", gbPerMonth: -1 }] }),
        says: [
            "traffic[0].gbPerMonth [out-of-range]: got -1; allowed: a number from 0 to 1000000000. Give a " +
                "number from 0 to 1000000000.",
        ],
    },
    {
        check: "bad-key",
        is: "keys that make no name",
        args: { sites: { AWS: aws, "north/plant": plant } },
        says: [
            'sites.AWS [bad-key]: got "AWS"; allowed: lower-case letters, digits and inner hyphens, at most ' +
                "40. Keys become part of resource names: choose another.",
            'sites["north/plant"] [bad-key]: got "north/plant"; allowed: lower-case letters, digits and ' +
                "inner hyphens, at most 40. Keys become part of resource names: choose another.",
        ],
    },
];
