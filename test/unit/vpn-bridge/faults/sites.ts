/** Sites that no gateway can be. */
import * as pulumi from "@pulumi/pulumi";
import { aws, azure, depot, gatewaySubnet, plant } from "../sites";
import { two, withAws, withAzure, withGcp, withPlant, withSite, type Fault } from "./fault";

const virtual = { transitGatewayId: undefined, vpnGatewayId: "vgw-0a1" };
const hub = {
    azureVirtualWan: { location: "eastus", resourceGroupName: "net", virtualWanId: "/wan", virtualHubId: "/hub" },
    cidrs: ["10.1.0.0/16"],
};
const other = { encryption: ["aes-256-gcm"], integrity: ["sha-384"], dh: [20] };

export const sites: readonly Fault[] = [
    {
        check: "site-kind",
        is: "a site that is nothing, and one that is two things",
        args: { sites: { a: { cidrs: ["10.0.0.0/16"] }, b: { ...plant, ...azure, cidrs: ["10.1.0.0/16"] } } },
        says: [
            "sites.a [site-kind]: got none of them; allowed: exactly one of aws, azure, azureVirtualWan, " +
                "device or gcp. Say what the site's tunnels end at, once.",
            "sites.b [site-kind]: got azure and device; allowed: exactly one of aws, azure, azureVirtualWan, " +
                "device or gcp. Say what the site's tunnels end at, once.",
        ],
    },
    {
        check: "aws-gateway",
        is: "no gateway of AWS, or two",
        args: {
            sites: {
                a: withAws({ transitGatewayId: undefined }).sites.aws,
                b: { ...withAws({ vpnGatewayId: "vgw-0a1", asn: 64515 }).sites.aws, cidrs: ["10.9.0.0/16"] },
            },
            links: { "a/b": { elsewhere: true } },
        },
        says: [
            "sites.a.aws [aws-gateway]: got neither; allowed: either transitGatewayId or vpnGatewayId. Give " +
                "the gateway that the tunnels end at; a Transit Gateway shares load between tunnels.",
            "sites.b.aws [aws-gateway]: got both transitGatewayId and vpnGatewayId; allowed: either " +
                "transitGatewayId or vpnGatewayId. Give the gateway that the tunnels end at; a Transit Gateway " +
                "shares load between tunnels.",
        ],
    },
    {
        check: "wrong-id-kind",
        is: "an attachment's id for a gateway's",
        args: withAws({ transitGatewayId: "tgw-attach-0a1" }),
        says: [
            'sites.aws.aws.transitGatewayId [wrong-id-kind]: got "tgw-attach-0a1"; allowed: tgw-…. Give the ' +
                "id of the right kind of resource.",
        ],
    },
    {
        check: "wrong-id-kind",
        is: "a Transit Gateway for a virtual private gateway",
        args: withAws({ transitGatewayId: undefined, vpnGatewayId: "tgw-0a1" }),
        says: [
            'sites.aws.aws.vpnGatewayId [wrong-id-kind]: got "tgw-0a1"; allowed: vgw-…. Give the id of the ' +
                "right kind of resource.",
        ],
    },
    {
        check: "transit-gateway-only",
        is: "acceleration or large tunnels at a virtual private gateway",
        args: {
            sites: {
                a: withAws({ ...virtual, accelerated: true }).sites.aws,
                b: { ...withAws({ ...virtual, largeBandwidth: true, asn: 64515 }).sites.aws, cidrs: ["10.9.0.0/16"] },
            },
            links: { "a/b": { elsewhere: true } },
        },
        says: [
            "sites.a.aws.accelerated [transit-gateway-only]: got true, at a virtual private gateway; " +
                "allowed: true at a Transit Gateway only. Remove it, or end the tunnels at a Transit Gateway.",
            "sites.b.aws.largeBandwidth [transit-gateway-only]: got true, at a virtual private gateway; " +
                "allowed: true at a Transit Gateway only. Remove it, or end the tunnels at a Transit Gateway.",
        ],
    },
    {
        check: "large-accelerated",
        is: "large tunnels that are accelerated",
        args: withAws({ accelerated: true, largeBandwidth: true }),
        says: [
            "sites.aws.aws.largeBandwidth [large-accelerated]: got true, and accelerated is true; allowed: " +
                "one of the two. AWS has no accelerated tunnels of 5 Gbps: choose.",
        ],
    },
    {
        check: "log-retention",
        is: "days that CloudWatch does not have",
        args: withAws({ logRetentionDays: 45 }),
        says: [
            "sites.aws.aws.logRetentionDays [log-retention]: got 45; allowed: 1, 3, 5, 7, 14, 30, 60, 90, " +
                "120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653. CloudWatch Logs " +
                "takes these numbers of days only.",
        ],
    },
    {
        check: "log-group-twice",
        is: "a retention for a group that exists",
        args: withAws({ logRetentionDays: 90, logGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:vpn" }),
        says: [
            "sites.aws.aws.logRetentionDays [log-group-twice]: got given beside logGroupArn; allowed: one of " +
                "the two. A group that exists keeps its own retention: remove one of them.",
        ],
    },
    {
        check: "gateway-subnet",
        is: "an ordinary subnet for Azure's gateway",
        args: withAzure({ gatewaySubnetId: gatewaySubnet("hub").replace("GatewaySubnet", "workloads") }),
        says: [
            "sites.azure.azure.gatewaySubnetId [gateway-subnet]: got " +
                '"/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/workloads"; ' +
                "allowed: the id of a subnet called GatewaySubnet. Azure puts VPN gateways into a subnet of that " +
                "name only: create one of /27 or larger.",
        ],
    },
    {
        check: "gateway-subnet-twice",
        is: "two gateways in one GatewaySubnet, in other letters",
        args: {
            sites: {
                a: azure,
                b: {
                    azure: { ...azure.azure, asn: 64515, gatewaySubnetId: gatewaySubnet("HUB") },
                    cidrs: ["10.9.0.0/16"],
                },
            },
            links: { "a/b": { elsewhere: true } },
        },
        says: [
            "sites.b.azure.gatewaySubnetId [gateway-subnet-twice]: got " +
                '"/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/HUB/subnets/GatewaySubnet", ' +
                "as sites.a.azure.gatewaySubnetId; allowed: a GatewaySubnet once. It holds one VPN gateway: make " +
                "the two sites one, or use another virtual network.",
        ],
    },
    {
        check: "virtual-hub-twice",
        is: "two gateways in one virtual hub",
        args: { sites: { a: hub, b: { ...hub, cidrs: ["10.9.0.0/16"] } }, links: { "a/b": { elsewhere: true } } },
        says: [
            'sites.b.azureVirtualWan.virtualHubId [virtual-hub-twice]: got "/hub", as ' +
                "sites.a.azureVirtualWan.virtualHubId; allowed: a virtual hub once. It has one VPN gateway: make " +
                "the two sites one.",
        ],
    },
    {
        check: "unused-argument",
        is: "an id for the ASN of a virtual hub",
        args: { sites: { hub: { ...hub, id: 7 }, plant } },
        says: [
            "sites.hub.id [unused-argument]: got 7; allowed: nothing, for the gateway of a virtual hub. " +
                "Remove it: its ASN is 65515, and cannot be chosen.",
        ],
    },
    {
        check: "wrong-type",
        is: "a virtual hub with numbers for ids",
        args: {
            sites: {
                hub: {
                    ...hub,
                    azureVirtualWan: { ...hub.azureVirtualWan, virtualHubId: 5, virtualWanId: 5, resourceGroupName: 5 },
                },
                plant,
            },
        },
        says: [
            "sites.hub.azureVirtualWan.resourceGroupName [wrong-type]: got 5; allowed: a string or an Output " +
                "of one. Give a string.",
            "sites.hub.azureVirtualWan.virtualWanId [wrong-type]: got 5; allowed: a string or an Output of " +
                "one. Give a string.",
            "sites.hub.azureVirtualWan.virtualHubId [wrong-type]: got 5; allowed: a string or an Output of " +
                "one. Give a string.",
        ],
    },
    {
        check: "out-of-range",
        is: "more scale units than a gateway of a virtual hub has",
        args: { sites: { hub: { ...hub, azureVirtualWan: { ...hub.azureVirtualWan, scaleUnits: 41 } }, plant } },
        says: [
            "sites.hub.azureVirtualWan.scaleUnits [out-of-range]: got 41; allowed: a whole number from 1 to " +
                "40. Give a whole number from 1 to 40.",
        ],
    },
    {
        check: "unknown-region",
        is: "a virtual hub nowhere",
        args: { sites: { hub: { ...hub, azureVirtualWan: { ...hub.azureVirtualWan, location: "mars" } }, plant } },
        says: [
            'sites.hub.azureVirtualWan.location [unknown-region]: got "mars"; allowed: a region of Azure, ' +
                'such as "westeurope". Correct it; a region newer than this version of Causeway needs a newer ' +
                "version.",
        ],
    },
    {
        check: "azure-zone",
        is: "a zone by the name of a region",
        args: withAzure({ zones: ["1", "eastus-2"] }),
        says: [
            'sites.azure.azure.zones[1] [azure-zone]: got "eastus-2"; allowed: "1", "2" or "3". Name the ' +
                "zones by their numbers; leave the list out in a region with three.",
        ],
    },
    {
        check: "gcp-network",
        is: "a Google gateway of no network",
        args: withGcp({ network: "" }),
        says: [
            'sites.gcp.gcp.network [gcp-network]: got ""; allowed: a VPC network. Give the id of the network ' +
                "that the gateway is for.",
        ],
    },
    {
        check: "device-count",
        is: "no device, or three",
        args: {
            sites: {
                depot: { ...depot, device: { ...depot.device, publicAddresses: [] } },
                plant: {
                    ...plant,
                    device: { ...plant.device, publicAddresses: ["203.0.113.7", "203.0.113.8", "203.0.113.9"] },
                },
            },
        },
        says: [
            "sites.depot.device.publicAddresses [device-count]: got an empty list; allowed: one address for " +
                "each of one or two devices. Make further devices a site of their own.",
            "sites.plant.device.publicAddresses [device-count]: got a list of 3; allowed: one address for " +
                "each of one or two devices. Make further devices a site of their own.",
        ],
    },
    {
        check: "public-address",
        is: "an address that nobody finds from outside",
        args: withPlant({ publicAddresses: ["192.168.10.1", "100.64.3.9"] }),
        says: [
            'sites.plant.device.publicAddresses[0] [public-address]: got "192.168.10.1"; allowed: an address ' +
                "outside 192.168.0.0/16 (private networks). Give the address under which others find the device; " +
                "behind address translation, the one outside.",
            'sites.plant.device.publicAddresses[1] [public-address]: got "100.64.3.9"; allowed: an address ' +
                "outside 100.64.0.0/10 (carriers' own networks; every Tailscale network has its devices here). " +
                "Give the address under which others find the device; behind address translation, the one " +
                "outside.",
        ],
    },
    {
        check: "public-address",
        is: "a name, and an address of IPv6",
        args: withPlant({ publicAddresses: ["vpn.example.com", "2001:db8::1"] }),
        says: [
            'sites.plant.device.publicAddresses[0] [public-address]: got "vpn.example.com"; allowed: an IPv4 ' +
                "address. Managed gateways find each other by IPv4 addresses.",
            'sites.plant.device.publicAddresses[1] [public-address]: got "2001:db8::1"; allowed: an IPv4 ' +
                "address. Managed gateways find each other by IPv4 addresses.",
        ],
    },
    {
        check: "address-twice",
        is: "one address for two sites",
        args: two({ publicAddresses: ["198.51.100.9"] }),
        says: [
            'sites.plant.device.publicAddresses[0] [address-twice]: got "198.51.100.9", as ' +
                "sites.depot.device.publicAddresses[0]; allowed: each public address once. Gateways tell devices " +
                "apart by their address: correct it, or make the two sites one.",
        ],
    },
    {
        check: "unused-argument",
        is: "versions of strongSwan on a device that has none",
        args: withPlant({ model: "vyos", strongSwanVersion: "trixie", opensslVersion: "3.5.0" }),
        says: [
            'sites.plant.device.strongSwanVersion [unused-argument]: got "trixie"; allowed: nothing, but for ' +
                'model "linux". Remove it: it says which algorithms strongSwan has.',
            'sites.plant.device.opensslVersion [unused-argument]: got "3.5.0"; allowed: nothing, but for ' +
                'model "linux". Remove it: it says which algorithms strongSwan has.',
        ],
    },
    {
        check: "suite-offer",
        is: "a device of a model that nobody described, without offers",
        args: withPlant({ model: "other" }),
        says: [
            "sites.plant.device.offers [suite-offer]: got nothing; allowed: lists of encryption, integrity " +
                "and dh for ike and for esp. Copy what the device's data sheet or its configuration offers.",
        ],
    },
    {
        check: "suite-offer",
        is: "algorithms that nobody knows by that name",
        args: withPlant({
            model: "other",
            offers: { ike: { ...other, encryption: ["AES256"] }, esp: { ...other, dh: [7] } },
        }),
        says: [
            'sites.plant.device.offers.ike.encryption [suite-offer]: got "AES256"; allowed: 3des-cbc, ' +
                "aes-128-cbc, aes-128-gcm, aes-192-cbc, aes-192-gcm, aes-256-cbc, aes-256-gcm, " +
                "chacha20-poly1305, des-cbc or none. Use the canonical word.",
            "sites.plant.device.offers.esp.dh [suite-offer]: got 7; allowed: 0, 1, 2, 5, 14, 15, 16, 17, 18, " +
                "19, 20, 21, 22, 23, 24 or 31. Use the canonical word.",
        ],
    },
    {
        check: "suite-offer",
        is: "algorithms that strongSwan has no word for",
        args: withPlant({ offers: { esp: { encryption: ["rot13"] } } }),
        says: [
            'sites.plant.device.offers.esp.encryption [suite-offer]: got "rot13"; allowed: 3des-cbc, ' +
                "aes-128-cbc, aes-128-gcm, aes-192-cbc, aes-192-gcm, aes-256-cbc, aes-256-gcm, " +
                "chacha20-poly1305, des-cbc or none. strongSwan has no spelling for it.",
        ],
    },
    {
        check: "suite-version",
        is: "versions that are none",
        args: withPlant({ strongSwanVersion: "latest", opensslVersion: "new" }),
        says: [
            'sites.plant.device.strongSwanVersion [suite-version]: got "latest"; allowed: bookworm, forky, ' +
                "sid or trixie, or a number like 6.0.2. Ask the machine: swanctl --version, openssl version.",
            'sites.plant.device.opensslVersion [suite-version]: got "new"; allowed: a number like 3.5.0. Ask ' +
                "the machine: swanctl --version, openssl version.",
        ],
    },
    {
        check: "unknown-region",
        is: "regions that no cloud has",
        args: {
            sites: {
                aws: withAws({ region: "us-east-9" }).sites.aws,
                azure: withAzure({ location: "East US" }).sites.azure,
                gcp: withGcp({ region: "us-east-1" }).sites.gcp,
                plant: { ...plant, device: { ...plant.device, place: { cloud: "azure", region: "us-east-1" } } },
            },
        },
        says: [
            'sites.aws.aws.region [unknown-region]: got "us-east-9"; allowed: a region of AWS, such as ' +
                '"us-east-1". Correct it; a region newer than this version of Causeway needs a newer version.',
            'sites.azure.azure.location [unknown-region]: got "East US"; allowed: a region of Azure, such as ' +
                '"westeurope". Correct it; a region newer than this version of Causeway needs a newer version.',
            'sites.gcp.gcp.region [unknown-region]: got "us-east-1"; allowed: a region of Google Cloud, such ' +
                'as "europe-west3". Correct it; a region newer than this version of Causeway needs a newer ' +
                "version.",
            'sites.plant.device.place.region [unknown-region]: got "us-east-1"; allowed: a region of Azure, ' +
                'such as "westeurope". A region that this table does not know is given as a site: country, ' +
                "latitude and longitude.",
        ],
    },
    {
        check: "unknown-country",
        is: "a country that is none",
        args: withPlant({ place: { country: "Germany", latitude: 50.1, longitude: 8.7 } }),
        says: [
            'sites.plant.device.place.country [unknown-country]: got "Germany"; allowed: a code of ISO ' +
                '3166-1 alpha-2, such as "DE". Did you mean "DE"?',
        ],
    },
    {
        check: "coordinate-range",
        is: "a country without coordinates",
        args: withPlant({ place: { country: "DE" } }),
        says: [
            "sites.plant.device.place.latitude [coordinate-range]: got nothing; allowed: −90 to 90 degrees. " +
                "Give decimal degrees, south and west negative.",
            "sites.plant.device.place.longitude [coordinate-range]: got nothing; allowed: −180 to 180 " +
                "degrees. Give decimal degrees, south and west negative.",
        ],
    },
    {
        check: "unknown-argument",
        is: "a region and coordinates besides",
        args: withPlant({ place: { cloud: "aws", region: "eu-west-1", country: "IE" } }),
        says: [
            'sites.plant.device.place.country [unknown-argument]: got "country"; allowed: cloud or region. ' +
                "Remove it, or correct the spelling.",
        ],
    },
    {
        check: "owner-name",
        is: "nobody who pays",
        args: withSite({ owner: "" }),
        says: ['sites.plant.owner [owner-name]: got ""; allowed: a name. Say who pays, or leave it out.'],
    },
    {
        check: "unused-argument",
        is: "a tier without a hierarchy",
        args: withSite({ tier: "edge", parents: ["aws"] }),
        says: [
            'sites.plant.tier [unused-argument]: got "edge"; allowed: nothing, but with the topology ' +
                '"hierarchical". Remove it: nothing would read it.',
            "sites.plant.parents [unused-argument]: got a list of 1; allowed: nothing, but with the topology " +
                '"hierarchical". Remove it: nothing would read it.',
        ],
    },
    {
        check: "asn-range",
        is: "ASNs that AWS and Google do not take",
        args: { sites: { aws: withAws({ asn: 3320 }).sites.aws, gcp: withGcp({ asn: 65535 }).sites.gcp } },
        says: [
            "sites.aws.aws.asn [asn-range]: got 3320; allowed: 64512–65534 or 4200000000–4294967294. Correct " +
                "it: the gateway has it already.",
            "sites.gcp.gcp.asn [asn-range]: got 65535; allowed: 64512–65534 or 4200000000–4294967294. " +
                "Correct it, or leave it out and have a private one follow from the site's key.",
        ],
    },
    {
        check: "asn-range",
        is: "a 32-bit ASN on a device that knows 16 bits",
        args: withPlant({ asn: 4_200_000_001, twoBytes: true }),
        says: [
            "sites.plant.device.asn [asn-range]: got 4200000001; allowed: 1–4294967294, and no more than " +
                "65535 with twoBytes. Correct it, or leave it out and have a private one follow from the site's " +
                "key.",
        ],
    },
    {
        check: "asn-reserved",
        is: "Azure's own ASN on a peer of Azure",
        args: { sites: { azure, plant: { ...plant, device: { ...plant.device, asn: 65515 } } } },
        says: [
            "sites.plant.device.asn [asn-reserved]: got 65515; allowed: an ASN outside of 8074–8075, 12076, " +
                "65515 or 65517–65520. It is reserved (Azure VPN Gateway FAQ, BGP): take a private one, " +
                "64512–65514, 65521–65534 or 4200000000–4294967294, or leave it out.",
        ],
    },
    {
        check: "asn-reserved",
        is: "ASNs of documentation, and of Azure's on Azure itself",
        args: {
            sites: {
                azure: withAzure({ asn: 65517 }).sites.azure,
                plant: { ...plant, device: { ...plant.device, asn: 64500 } },
            },
        },
        says: [
            "sites.azure.azure.asn [asn-reserved]: got 65517; allowed: an ASN outside of 8074–8075, 12076 or " +
                "65517–65520. It is reserved (Azure VPN Gateway FAQ, BGP): take a private one, 64512–65514, " +
                "65521–65534 or 4200000000–4294967294, or leave it out.",
            "sites.plant.device.asn [asn-reserved]: got 64500; allowed: an ASN outside of 0, 23456, " +
                "64496–64511, 65535–65551 or 4294967295. It is reserved (IANA Autonomous System Numbers " +
                "registry; RFC 6996 (private), 5398 (documentation), 7300 (last), 7607 (zero)): take a private " +
                "one, 64512–65514, 65521–65534 or 4200000000–4294967294, or leave it out.",
        ],
    },
    {
        check: "asn-and-id",
        is: "an ASN, and an id that chooses one",
        args: { sites: { aws: { ...aws, id: 3 }, plant: { ...plant, id: 4 } } },
        says: [
            "sites.aws [asn-and-id]: got asn 64512 and id 3; allowed: one of the two. Remove one of them: " +
                "the id chooses an ASN where none is given.",
            "sites.plant [asn-and-id]: got asn 65010 and id 4; allowed: one of the two. Remove one of them: " +
                "the id chooses an ASN where none is given.",
        ],
    },
    {
        check: "asn-and-id",
        is: "an ASN that is known later, and an id that chooses one",
        args: withSite({ id: 4, device: { ...plant.device, asn: pulumi.output(65010) } }),
        says: [
            "sites.plant [asn-and-id]: got an ASN and id 4; allowed: one of the two. Remove one of them: the " +
                "id chooses an ASN where none is given.",
        ],
    },
    {
        check: "id-collision",
        is: "one ASN for two sites",
        args: withPlant({ asn: 64512 }),
        says: [
            "sites.plant.device.asn [id-collision]: got 64512, as 'aws'; allowed: what no other has (ASN). " +
                "Change in site 'plant': asn: 4200000000. Another number ends all BGP sessions of the site, and " +
                "replaces a gateway that cannot change its own.",
        ],
    },
    {
        check: "id-collision",
        is: "one id for two sites",
        args: {
            sites: {
                aws,
                depot: { ...depot, device: { ...depot.device, asn: undefined }, id: 7 },
                plant: { ...plant, device: { ...plant.device, asn: undefined }, id: 7 },
            },
        },
        says: [
            "sites.plant.id [id-collision]: got 7, which is ASN 4200000007, as 'depot'; allowed: what no " +
                "other has (ASN). Change in site 'plant': id: 0. Another number ends all BGP sessions of the " +
                "site, and replaces a gateway that cannot change its own.",
        ],
    },
    {
        check: "id-range",
        is: "an id beyond the private ASNs",
        args: withSite({ id: -1, device: { ...plant.device, asn: undefined } }),
        says: [
            "sites.plant.id [id-range]: got -1; allowed: a whole number, 0–94967294 (ASN 4200000000 + id). " +
                "Change in site 'plant': id: 0, or leave it out and have it follow from the key.",
        ],
    },
    {
        check: "cluster-model",
        is: "an appliance in a pod",
        args: withPlant({ model: "vyos", cluster: {} }),
        says: [
            'sites.plant.device.cluster [cluster-model]: got model "vyos"; allowed: model "linux". Remove it, or ' +
                "the model: an appliance does not run in a pod of Kubernetes.",
        ],
    },
    {
        check: "cluster-namespace",
        is: "a namespace that Kubernetes has no name for",
        args: withPlant({ cluster: { namespace: "Network Team" } }),
        says: [
            'sites.plant.device.cluster.namespace [cluster-namespace]: got "Network Team"; allowed: lower-case ' +
                "letters, digits and inner hyphens, at most 63. Kubernetes names a namespace so (RFC 1123, label).",
        ],
    },
    {
        check: "cluster-image",
        is: "an image that is no reference",
        args: withPlant({ cluster: { image: "my image" } }),
        says: [
            'sites.plant.device.cluster.image [cluster-image]: got "my image"; allowed: the reference of an image, ' +
                "such as registry.example.com/gateway:1. Give it without blanks, or leave it out.",
        ],
    },
    {
        check: "cluster-image",
        is: "a version of strongSwan that no image of Debian is called by",
        args: withPlant({ strongSwanVersion: "6.0.2", cluster: {} }),
        says: [
            'sites.plant.device.cluster.image [cluster-image]: got nothing, with strongSwanVersion "6.0.2"; ' +
                "allowed: an image of yours, or one of bookworm, forky, sid or trixie as strongSwanVersion. Name the " +
                "image that has this strongSwan, or the release whose own image the pod starts from.",
        ],
    },
];
