/** What cannot be asked of links, keys and monitoring. */
import { aws, azure, depot, gatewaySubnet, gcp, plant } from "../sites";
import { three, two, withLink, withPlant, type Fault } from "./fault";

const doubled = { ...plant, device: { ...plant.device, publicAddresses: ["203.0.113.7", "203.0.113.8"] } };
const weak = { encryption: ["aes-128-cbc"], integrity: ["sha-1"], dh: [2] };

export const links: readonly Fault[] = [
    {
        check: "unknown-link",
        is: "links of sites that there are none of",
        args: three({ links: { aws: {}, "aws/aws": {}, "aws/gone": {}, "aws/plant/2": {}, 'aws/"plant"': {} } }),
        says: [
            'links.aws [unknown-link]: got "aws"; allowed: two sites: "aws/plant". Name two of the sites in ' +
                "the order of their names, joined by '/'; take it out where one of them is gone.",
            'links["aws/aws"] [unknown-link]: got "aws/aws"; allowed: two sites: "aws/plant". Name two of ' +
                "the sites in the order of their names, joined by '/'; take it out where one of them is gone.",
            'links["aws/gone"] [unknown-link]: got "aws/gone"; allowed: two sites: "aws/plant". Name two of ' +
                "the sites in the order of their names, joined by '/'; take it out where one of them is gone.",
            'links["aws/plant/2"] [unknown-link]: got "aws/plant/2"; allowed: two sites: "aws/plant". Name ' +
                "two of the sites in the order of their names, joined by '/'; take it out where one of them is " +
                "gone.",
            'links["aws/\\"plant\\""] [unknown-link]: got "aws/\\"plant\\""; allowed: two sites: "aws/plant". ' +
                "Name two of the sites in the order of their names, joined by '/'; take it out where one of them " +
                "is gone.",
        ],
    },
    {
        check: "unknown-link",
        is: "the keys of a link the wrong way round",
        args: withLink("plant/aws", {}),
        says: ['links["plant/aws"] [unknown-link]: got "plant/aws"; allowed: "aws/plant". Write "aws/plant".'],
    },
    {
        check: "not-linked",
        is: "options of a link that the topology does not make",
        args: withLink("depot/plant", { rank: 1 }, { topology: "hub-and-spoke", hubs: ["aws"] }),
        says: [
            'links["depot/plant"] [not-linked]: got "depot/plant"; allowed: two sites that the topology ' +
                "links. Remove it, or choose a topology in which the two are neighbours.",
        ],
    },
    {
        check: "unused-argument",
        is: "options of a link that is made by others",
        args: withLink("aws/plant", { elsewhere: true, rank: 1, engine: "ipsec" }),
        says: [
            'links["aws/plant"].rank [unused-argument]: got 1; allowed: nothing, beside elsewhere: true. ' +
                "Remove it: no tunnel is made here.",
            'links["aws/plant"].engine [unused-argument]: got "ipsec"; allowed: nothing, beside elsewhere: ' +
                "true. Remove it: no tunnel is made here.",
        ],
    },
    {
        check: "unknown-run",
        is: "ids of runs of tunnels that there are none of",
        args: withLink("aws/plant", { ids: { 1: 5, 2: 6 } }),
        says: [
            'links["aws/plant"].ids["1"] [unknown-run]: got "1": 5; allowed: nothing. The first run is the ' +
                "link's own: its number is 'id'.",
            'links["aws/plant"].ids["2"] [unknown-run]: got "2": 6; allowed: nothing. Remove it: only a ' +
                "second device at one of the sites, or 'dedicated', makes a further run of tunnels.",
        ],
    },
    {
        check: "unknown-run",
        is: "an id of a third run, where two devices make two",
        args: { sites: { aws, plant: doubled }, links: { "aws/plant": { ids: { 2: 600, 3: 700 } } } },
        says: [
            'links["aws/plant"].ids["3"] [unknown-run]: got "3": 700; allowed: "2". Remove it: only a second ' +
                "device at one of the sites, or 'dedicated', makes a further run of tunnels.",
        ],
    },
    {
        check: "unknown-run",
        is: "an id of a second run to Google, which has one for both devices",
        args: { sites: { gcp, plant: doubled }, links: { "gcp/plant": { ids: { 2: 600 } } } },
        says: [
            'links["gcp/plant"].ids["2"] [unknown-run]: got "2": 600; allowed: nothing. Remove it: only a ' +
                "second device at one of the sites, or 'dedicated', makes a further run of tunnels.",
        ],
    },
    {
        check: "google-static",
        is: "static routes to Google",
        args: { sites: { gcp, plant }, links: { "gcp/plant": { routing: "static" } } },
        says: [
            'links["gcp/plant"].routing [google-static]: got "static"; allowed: "bgp", as site \'gcp\' is an ' +
                "HA VPN gateway of Google. Remove it: HA VPN has no static routes.",
        ],
    },
    {
        check: "managed-engine",
        is: "WireGuard to a managed gateway",
        args: withLink("aws/plant", { engine: "wireguard" }),
        says: [
            'links["aws/plant"].engine [managed-engine]: got "wireguard", and one end is a managed gateway ' +
                '(aws); allowed: "ipsec". Leave it out, or end the tunnel at a device or machine of your own.',
        ],
    },
    {
        check: "device-engine",
        is: "an engine that a device does not have",
        args: two({ model: "cisco-ios-xe" }, { links: { "depot/plant": { engine: "wireguard" } } }),
        says: [
            'links["depot/plant"].engine [device-engine]: got "wireguard", at a device of model ' +
                "\"cisco-ios-xe\"; allowed: ipsec. Choose what 'plant' can do.",
        ],
    },
    {
        check: "device-engine",
        is: "OpenVPN on a device that is said to know WireGuard",
        args: two({ model: "opnsense" }, { links: { "depot/plant": { engine: "openvpn" } } }),
        says: [
            'links["depot/plant"].engine [device-engine]: got "openvpn", at a device of model "opnsense"; ' +
                "allowed: ipsec or wireguard. Choose what 'plant' can do.",
        ],
    },
    {
        check: "device-routing",
        is: "static routes on a device whose routes have no order of preference",
        args: two({ model: "pfsense" }, { links: { "depot/plant": { routing: "static" } } }),
        says: [
            'links["depot/plant"].routing [device-routing]: got "static", at a device of model "pfsense"; ' +
                "allowed: \"bgp\". Remove it: 'plant' has no routes that wait behind others, and learns which tunnel " +
                "is up by BGP.",
        ],
    },
    {
        check: "device-ipv6",
        is: "IPv6 through a device whose form is written without it",
        args: {
            ...two({ model: "fortios" }),
            sites: { ...two({ model: "fortios" }).sites, depot: { ...depot, cidrs: ["2001:db9::/48"] } },
            ipv6: true,
        },
        says: [
            "sites.plant.device.model [device-ipv6]: got FortiOS 7, with 2001:db9::/48 in its tunnels; allowed: " +
                '"linux" or "vyos". Have one of these at \'plant\', or leave IPv6 out of the bridge.',
        ],
    },
    {
        check: "device-form",
        is: "a group that a user adds to those of a model, and its form has no word for",
        args: two({ model: "juniper-srx", offers: { ike: { dh: [31] } } }),
        says: [
            "links[\"depot/plant\"] [device-form]: got group 31 for IKE, at 'plant', a device of model " +
                '"juniper-srx"; allowed: group 20, group 21, group 16, group 19, group 15, group 14. The form of ' +
                "its configuration has no word for it: correct 'offers' of the two ends.",
        ],
    },
    {
        check: "device-form",
        is: "a hash and another PRF where the form has one word for both",
        args: two({ model: "opnsense", offers: { ike: { encryption: ["aes-256-cbc"], integrity: ["sha-256"] } } }),
        says: [
            "links[\"depot/plant\"] [device-form]: got SHA-256 beside the PRF of SHA-384 for IKE, at 'plant', a " +
                'device of model "opnsense"; allowed: one hash as integrity and as PRF. The form of its ' +
                "configuration has no word for it: correct 'offers' of the two ends.",
        ],
    },
    {
        check: "engine-profile",
        is: "WireGuard under FIPS",
        args: two({}, { profile: "fips", links: { "depot/plant": { engine: "wireguard" } } }),
        says: [
            'links["depot/plant"].engine [engine-profile]: got "wireguard"; allowed: "fips": WireGuard knows ' +
                "Curve25519, ChaCha20-Poly1305 and BLAKE2s only, and none of them is approved under FIPS 140-3. " +
                "Use IPsec for this link, or another profile.",
        ],
    },
    {
        check: "post-quantum-engine",
        is: "what WireGuard has anyway",
        args: two({}, { links: { "depot/plant": { engine: "wireguard", postQuantum: "pre-shared-key" } } }),
        says: [
            'links["depot/plant"].postQuantum [post-quantum-engine]: got "pre-shared-key", with the engine ' +
                '"wireguard"; allowed: nothing, but with the engine "ipsec". Remove it: every WireGuard link has ' +
                "a pre-shared key besides, which does the same.",
        ],
    },
    {
        check: "post-quantum-engine",
        is: "what OpenVPN does not have",
        args: two({}, { links: { "depot/plant": { engine: "openvpn", postQuantum: "hybrid" } } }),
        says: [
            'links["depot/plant"].postQuantum [post-quantum-engine]: got "hybrid", with the engine ' +
                '"openvpn"; allowed: nothing, but with the engine "ipsec". Remove it, or use IPsec: OpenVPN has ' +
                "nothing of the kind.",
        ],
    },
    {
        check: "suite-ppk",
        is: "a post-quantum key at a managed gateway",
        args: withLink("aws/plant", { postQuantum: "pre-shared-key" }),
        says: [
            'links["aws/plant"].postQuantum [suite-ppk]: got "pre-shared-key"; allowed: nothing, because aws ' +
                "takes no post-quantum pre-shared key. End the tunnel on strongSwan with ML-KEM on both sides, " +
                "inside or instead of the managed tunnel, or on WireGuard with a pre-shared key that is rotated.",
        ],
    },
    {
        check: "suite-ppk",
        is: "a post-quantum key on a device whose form has no field for it",
        args: two({ model: "vyos" }, { links: { "depot/plant": { postQuantum: "pre-shared-key" } } }),
        says: [
            'links["depot/plant"].postQuantum [suite-ppk]: got "pre-shared-key"; allowed: nothing, because ' +
                "device takes no post-quantum pre-shared key. Say offers.postQuantumKey: true if it does.",
        ],
    },
    {
        check: "suite-ike-extra",
        is: "ML-KEM at a managed gateway",
        args: withLink("aws/plant", { postQuantum: "hybrid" }),
        says: [
            'links["aws/plant"].postQuantum [suite-ike-extra]: got ML-KEM-768, for IKE, by postQuantum; aws ' +
                "offers nothing; strongswan offers nothing; allowed: nothing. Not achievable as it is: managed " +
                "gateways have no field for ML-KEM, further key exchanges or a PPK. End the tunnel on strongSwan " +
                "with ML-KEM on both sides, inside or instead of the managed tunnel, or on WireGuard with a " +
                "pre-shared key that is rotated. Not achievable as it is: this build of strongSwan has no " +
                "ML-KEM. Use strongSwan 6.0.2 or later with OpenSSL 3.5 or later (Debian forky has both) and " +
                "name the build in strongSwanVersion, or in strongSwanVersion and opensslVersion.",
        ],
    },
    {
        check: "suite-ike-extra",
        is: "ML-KEM with a strongSwan that is too old for it",
        args: two({}, { links: { "depot/plant": { postQuantum: "hybrid" } } }),
        says: [
            'links["depot/plant"].postQuantum [suite-ike-extra]: got ML-KEM-768, for IKE, by postQuantum; ' +
                "strongswan ('depot') offers nothing; strongswan ('plant') offers nothing; allowed: nothing. Not " +
                "achievable as it is: this build of strongSwan has no ML-KEM. Use strongSwan 6.0.2 or later with " +
                "OpenSSL 3.5 or later (Debian forky has both) and name the build in strongSwanVersion, or in " +
                "strongSwanVersion and opensslVersion.",
        ],
    },
    {
        check: "suite-ike-extra",
        is: "ML-KEM on a device of another model",
        args: two({ model: "fortios" }, { links: { "depot/plant": { postQuantum: "hybrid" } } }),
        says: [
            'links["depot/plant"].postQuantum [suite-ike-extra]: got ML-KEM-768, for IKE, by postQuantum; ' +
                "strongswan offers nothing; device offers nothing; allowed: nothing. Not achievable as it is: " +
                "this build of strongSwan has no ML-KEM. Use strongSwan 6.0.2 or later with OpenSSL 3.5 or later " +
                "(Debian forky has both) and name the build in strongSwanVersion, or in strongSwanVersion and " +
                'opensslVersion. Not achievable as it is: the device\'s list names no ML-KEM. Have model "linux" ' +
                "with strongSwan 6.0.2 and OpenSSL 3.5 at both ends, or remove postQuantum.",
        ],
    },
    {
        check: "suite-ike-extra",
        is: "CNSA 2.0, which demands ML-KEM, with a managed gateway",
        args: { sites: { aws, plant }, profile: "cnsa-2.0" },
        says: [
            'links["aws/plant"] [suite-ike-extra]: got aws offers nothing; strongswan offers nothing; ' +
                "allowed: ML-KEM-1024. Not achievable as it is: managed gateways have no field for ML-KEM, " +
                "further key exchanges or a PPK. End the tunnel on strongSwan with ML-KEM on both sides, inside " +
                "or instead of the managed tunnel, or on WireGuard with a pre-shared key that is rotated. Not " +
                "achievable as it is: this build of strongSwan has no ML-KEM. Use strongSwan 6.0.2 or later with " +
                "OpenSSL 3.5 or later (Debian forky has both) and name the build in strongSwanVersion, or in " +
                "strongSwanVersion and opensslVersion.",
        ],
    },
    {
        check: "suite-ike-prf suite-ike-integrity suite-ike-dh suite-esp-integrity suite-esp-dh",
        is: "a device with nothing but weak algorithms",
        args: withPlant({ model: "other", offers: { ike: weak, esp: weak } }),
        says: [
            'links["aws/plant"] [suite-ike-prf]: got aws offers SHA-384, SHA-512, SHA-256, SHA-1; device ' +
                "offers SHA-1; allowed: SHA-384, SHA-512, SHA-256, AES-CMAC, AES-XCBC. SHA-1 is refused by " +
                "profile default: collisions are found in practice; tolerated in old tunnels, not for new ones. " +
                "Let device offer SHA-384.",
            'links["aws/plant"] [suite-ike-integrity]: got aws offers SHA-384, SHA-512, SHA-256, SHA-1; ' +
                "device offers SHA-1; allowed: SHA-384, SHA-512, SHA-256, AES-CMAC, AES-XCBC. SHA-1 is refused " +
                "by profile default: collisions are found in practice; tolerated in old tunnels, not for new " +
                "ones. Let device offer SHA-384.",
            'links["aws/plant"] [suite-ike-dh]: got aws offers group 20, group 21, group 18, group 17, group ' +
                "16, group 19, group 15, group 14, group 24, group 23, group 2, group 22; device offers group 2; " +
                "allowed: group 20, group 21, group 18, group 17, group 16, group 19, group 31, group 15, group " +
                "14. group 2 is refused by profile default: a group of about 1024 bits or less is within reach " +
                "of well-funded attackers. Let device offer group 20.",
            'links["aws/plant"] [suite-esp-integrity]: got aws offers SHA-384, SHA-512, SHA-256, SHA-1; ' +
                "device offers SHA-1; allowed: SHA-384, SHA-512, SHA-256, AES-CMAC, AES-XCBC. SHA-1 is refused " +
                "by profile default: collisions are found in practice; tolerated in old tunnels, not for new " +
                "ones. Let device offer SHA-384.",
            'links["aws/plant"] [suite-esp-dh]: got aws offers group 20, group 21, group 18, group 17, group ' +
                "16, group 19, group 15, group 14, group 24, group 23, group 5, group 2, group 22; device offers " +
                "group 2; allowed: group 20, group 21, group 18, group 17, group 16, group 19, group 31, group " +
                "15, group 14. group 2 is refused by profile default: a group of about 1024 bits or less is " +
                "within reach of well-funded attackers. Let device offer group 20.",
        ],
    },
    {
        check: "suite-ike-encryption suite-esp-encryption",
        is: "a device with ciphers that AWS does not have",
        args: withPlant({
            model: "other",
            offers: {
                ike: { encryption: ["chacha20-poly1305"], prf: ["sha-384"], dh: [20] },
                esp: { encryption: ["chacha20-poly1305"], dh: [20] },
            },
        }),
        says: [
            'links["aws/plant"] [suite-ike-encryption]: got aws offers AES-256-GCM, AES-128-GCM, ' +
                "AES-256-CBC, AES-128-CBC; device offers ChaCha20-Poly1305; allowed: AES-256-GCM, " +
                "ChaCha20-Poly1305, AES-192-GCM, AES-128-GCM, AES-256-CBC, AES-192-CBC, AES-128-CBC. Let device " +
                "offer AES-256-GCM.",
            'links["aws/plant"] [suite-esp-encryption]: got aws offers AES-256-GCM, AES-128-GCM, ' +
                "AES-256-CBC, AES-128-CBC; device offers ChaCha20-Poly1305; allowed: AES-256-GCM, " +
                "ChaCha20-Poly1305, AES-192-GCM, AES-128-GCM, AES-256-CBC, AES-192-CBC, AES-128-CBC. Let device " +
                "offer AES-256-GCM.",
        ],
    },
    {
        check: "no-tunnel",
        is: "two gateways of one cloud, which no tunnel joins",
        args: {
            sites: {
                aws,
                paris: {
                    aws: { region: "eu-west-3", transitGatewayId: "tgw-0b2", asn: 64513 },
                    cidrs: ["10.9.0.0/16"],
                },
            },
        },
        says: [
            'links["aws/paris"] [no-tunnel]: got "aws" and "aws": a Site-to-Site VPN connection of AWS ends ' +
                "at a customer gateway, and another AWS gateway cannot be one; allowed: ends that a tunnel can " +
                'join. Peer the transit gateways: TransitHub does that. Then say so: links: { "aws/paris": { ' +
                "elsewhere: true } }.",
        ],
    },
    {
        check: "no-tunnel",
        is: "two gateways of Azure",
        args: {
            sites: {
                azure,
                west: {
                    azure: {
                        ...azure.azure,
                        gatewaySubnetId: gatewaySubnet("west"),
                        location: "westus2",
                        asn: 64515,
                    },
                    cidrs: ["10.9.0.0/16"],
                },
            },
        },
        says: [
            'links["azure/west"] [no-tunnel]: got "azure" and "azure": two Azure VPN gateways are joined by ' +
                "a VNet-to-VNet connection or by peering, not by a site-to-site tunnel; allowed: ends that a " +
                "tunnel can join. Peer the virtual networks, or attach both to a virtual hub. Then say so: " +
                'links: { "azure/west": { elsewhere: true } }.',
        ],
    },
    {
        check: "no-tunnel",
        is: "Google and a machine of Google's",
        args: {
            sites: {
                gcp,
                plant: { ...plant, device: { ...plant.device, place: { cloud: "gcp", region: "europe-west3" } } },
            },
        },
        says: [
            'links["gcp/plant"] [no-tunnel]: got "gcp" and "device": an external VPN gateway of Google ' +
                "cannot have the address of a machine of Compute Engine; allowed: ends that a tunnel can join. " +
                "End the tunnel at an HA VPN gateway of that machine's network, or peer the two networks. Then " +
                'say so: links: { "gcp/plant": { elsewhere: true } }.',
        ],
    },
    {
        check: "nobody-reachable",
        is: "two devices that nobody can reach",
        args: {
            sites: {
                depot: { ...depot, device: { ...depot.device, reachable: false } },
                plant: { ...plant, device: { ...plant.device, reachable: false } },
            },
        },
        says: [
            'links["depot/plant"] [nobody-reachable]: got two devices that nobody can open a tunnel to; ' +
                "allowed: at least one end that is reachable. Forward the ports to one of them, or link both " +
                "with a hub only (topology).",
        ],
    },
    {
        check: "id-collision",
        is: "one id for two links",
        args: three({ links: { "aws/depot": { id: 300 }, "aws/plant": { id: 300 } } }),
        says: [
            'links["aws/plant"].id [id-collision]: got 300, which is inside block 169.254.9.96/29, as ' +
                "'aws/depot'; allowed: what no other has (inside block). Change in link 'aws/plant': id: 1. " +
                "Another number replaces the tunnels of the link.",
        ],
    },
    {
        check: "id-collision",
        is: "one id for two runs of a link",
        args: { sites: { aws, plant: doubled }, links: { "aws/plant": { id: 300, ids: { 2: 300 } } } },
        says: [
            'links["aws/plant"].ids["2"] [id-collision]: got 300, which is inside block 169.254.9.96/29, as ' +
                "'aws/plant'; allowed: what no other has (inside block). Change in 'ids' of link 'aws/plant': " +
                '"2": 1. Another number replaces the tunnels of the link.',
        ],
    },
    {
        check: "id-range id-lines",
        is: "an id beyond Azure's inside addresses",
        args: { sites: { azure, plant: doubled }, links: { "azure/plant": { id: 64, ids: { 2: 999 } } } },
        says: [
            'links["azure/plant"].id [id-range]: got 64; allowed: a whole number, 0–63 (Azure takes ' +
                "169.254.21.0–169.254.22.255 only). Change in link 'azure/plant': id: 0, or leave it out and " +
                "have it follow from the key.",
            'links["azure/plant"].ids["2"] [id-range]: got 999; allowed: a whole number, 0–63 (Azure takes ' +
                "169.254.21.0–169.254.22.255 only). Change in 'ids' of link 'azure/plant': \"2\": 1, or leave it " +
                "out and have it follow from the key.",
            "(arguments) [id-lines]: got 2 numbers that cannot stay as they are; allowed: none. These lines " +
                'together put it right: links["azure/plant"].id: 0, links["azure/plant"].ids["2"]: 1.',
        ],
    },
    {
        check: "short-secret",
        is: "a secret that is short, which is not shown",
        args: three({ keys: { secret: "correct horse battery" } }),
        says: [
            "keys.secret [short-secret]: got a text of 21 characters; allowed: 32 characters and more. " +
                "Generate one: every key of every tunnel follows from it. Or leave it out and have one made.",
        ],
    },
    {
        check: "serial",
        is: "serial numbers that no certificate has",
        args: two(
            {},
            {
                keys: { revokedSerials: ["0x4A", "00", "f".repeat(41), "4a:", ""] },
                links: { "depot/plant": { engine: "openvpn" } },
            },
        ),
        says: [
            'keys.revokedSerials[0] [serial]: got "0x4A"; allowed: hexadecimal digits of a number from 1 on, ' +
                "of at most 20 bytes. Ask the certificate: openssl x509 -noout -serial.",
            'keys.revokedSerials[1] [serial]: got "00"; allowed: hexadecimal digits of a number from 1 on, ' +
                "of at most 20 bytes. Ask the certificate: openssl x509 -noout -serial.",
            'keys.revokedSerials[2] [serial]: got "fffffffffffffffffffffffffffffffffffffffff"; allowed: ' +
                "hexadecimal digits of a number from 1 on, of at most 20 bytes. Ask the certificate: openssl " +
                "x509 -noout -serial.",
            'keys.revokedSerials[3] [serial]: got "4a:"; allowed: hexadecimal digits of a number from 1 on, ' +
                "of at most 20 bytes. Ask the certificate: openssl x509 -noout -serial.",
            'keys.revokedSerials[4] [serial]: got ""; allowed: hexadecimal digits of a number from 1 on, of ' +
                "at most 20 bytes. Ask the certificate: openssl x509 -noout -serial.",
        ],
    },
    {
        check: "unused-argument",
        is: "revoked certificates where there are none",
        args: two({}, { keys: { revokedSerials: ["4a:3f"] } }),
        says: [
            "keys.revokedSerials [unused-argument]: got a list of 1; allowed: nothing, without a link of " +
                'engine "openvpn" or authentication "certificate". It locks nobody out: no certificate is issued ' +
                "here, and 'rotation' renews keys.",
        ],
    },
    {
        check: "name-tag",
        is: "a name for all",
        args: three({ tags: { Name: "vpn" } }),
        says: [
            'tags.Name [name-tag]: got "Name"; allowed: any other tag. Remove it: each resource carries its ' +
                "own name.",
        ],
    },
    {
        check: "topic-region",
        is: "topics where there is no site of AWS, or in another region",
        args: three({
            monitoring: {
                snsTopicArns: {
                    "eu-west-1": "arn:aws:sns:eu-west-1:123456789012:ops",
                    "us-east-1": "arn:aws:sns:us-west-2:123456789012:ops",
                },
            },
        }),
        says: [
            'monitoring.snsTopicArns["eu-west-1"] [topic-region]: got "eu-west-1"; allowed: us-east-1. ' +
                "Alarms are where the sites of AWS are: correct the region, or remove it.",
            'monitoring.snsTopicArns["us-east-1"] [topic-region]: got ' +
                '"arn:aws:sns:us-west-2:123456789012:ops"; allowed: the ARN of a topic in us-east-1: ' +
                '"arn:aws:sns:us-east-1:…". An alarm reaches topics of its own region only: make one there.',
        ],
    },
    {
        check: "unused-argument",
        is: "alarms of clouds without a site",
        args: three({
            monitoring: {
                actionGroupId: "/subscriptions/s/…/ops",
                workspaceId: { apply: () => undefined },
                notificationChannels: ["projects/p/notificationChannels/1"],
            },
        }),
        says: [
            'monitoring.actionGroupId [unused-argument]: got "/subscriptions/s/…/ops"; allowed: nothing, ' +
                "without a site in Azure. Remove it: nothing would read it.",
            "monitoring.workspaceId [unused-argument]: got an Output; allowed: nothing, without a site in " +
                "Azure. Remove it: nothing would read it.",
            "monitoring.notificationChannels [unused-argument]: got a list of 1; allowed: nothing, without a " +
                "site in Google Cloud. Remove it: nothing would read it.",
        ],
    },
];
