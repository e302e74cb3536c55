/** Rules on tunnels of Azure and Google Cloud, and on tunnels as both ends have them. */
import { printOf } from "../../../../graph/read/tunnels/keys";
import { SECRET, UNKNOWN, type Values } from "../../../../graph/read/values";
import type { Resource } from "../../../../graph/read/resources";
import { deployed } from "../../../support/graph";
import { AZURE_SUITE, GCP_SUITE, threeClouds, type Changes } from "../../../support/three-clouds";
import { made, type Case } from "../support";

const azure = (type: string): string => `azure-native:network:${type}`;
const CONNECTION = azure("VirtualNetworkGatewayConnection");
const GATEWAY = azure("VirtualNetworkGateway");
const DIAGNOSTICS = "azure-native:monitor:DiagnosticSetting";
const TUNNEL = "gcp:compute/vPNTunnel:VPNTunnel";
const HA_GATEWAY = "gcp:compute/haVpnGateway:HaVpnGateway";
const AWS = "aws:ec2/vpnConnection:VpnConnection";

const one =
    (rule: string, type: string) =>
    (is: string, props: Values, finds: string[], more: Partial<Case> = {}): Case => ({
        rule,
        is,
        resources: [made(type, "west", { props })],
        finds,
        ...more,
    });
const ipsec = (policy: Values | null): Values => ({
    connectionType: "IPsec",
    ...(policy === null ? {} : { ipsecPolicies: [policy] }),
});
const azureSuite = one("encryption-tunnel-suite", CONNECTION);
const gcpSuite = one("encryption-tunnel-suite", TUNNEL);
const AZURE = "virtual network gateway connection west";

const SUITES: readonly Case[] = [
    azureSuite("strong on Azure", ipsec(AZURE_SUITE), []),
    azureSuite("left to Azure", ipsec(null), [
        `fail ${AZURE}: ipsecPolicies is not set: Azure then offers a list of its own, weak values with it`,
    ]),
    azureSuite("weak on Azure", ipsec({ ...AZURE_SUITE, dhGroup: "DHGroup2" }), [
        `fail ${AZURE}: IKE key exchange accepts group 2, which is weak`,
    ]),
    azureSuite("not yet known on Azure", ipsec({ ...AZURE_SUITE, dhGroup: UNKNOWN }), [
        `undetermined ${AZURE}: ipsecPolicies is not known before the deployment`,
    ]),
    azureSuite("no tunnel of IPsec", { connectionType: "ExpressRoute" }, []),
    gcpSuite("strong on Google Cloud", { cipherSuite: GCP_SUITE }, []),
    gcpSuite("left to Google", {}, [
        "fail vpntunnel west: cipherSuite is not set: Google then offers everything it knows, weak values with it",
    ]),
    gcpSuite(
        "several values on Google Cloud",
        { cipherSuite: { ...GCP_SUITE, phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20", "Group-14"] } } },
        [
            "fail vpntunnel west: ESP forward secrecy accepts 2 values (group 20, group 14), so the suite may change at a rekey",
        ],
    ),
    gcpSuite("not yet known on Google Cloud", { cipherSuite: UNKNOWN }, [
        "undetermined vpntunnel west: cipherSuite is not known before the deployment",
    ]),
];

const VERSIONS: readonly Case[] = [
    one("encryption-tunnel-ike-version", CONNECTION)("version 1 on Azure", { connectionProtocol: "IKEv1" }, [
        `fail ${AZURE}: connectionProtocol is IKEv1`,
    ]),
    one("encryption-tunnel-ike-version", CONNECTION)("Azure's default", {}, []),
    one("encryption-tunnel-ike-version", TUNNEL)("version 1 on Google Cloud", { ikeVersion: 1 }, [
        "fail vpntunnel west: ikeVersion is 1",
    ]),
    one("encryption-tunnel-ike-version", TUNNEL)("version 2 on Google Cloud", { ikeVersion: 2 }, []),
];

const KEYS: readonly Case[] = [
    one("hygiene-preshared-key", CONNECTION)("plain on Azure", { sharedKey: "correct.horse" }, [
        `fail ${AZURE}: sharedKey is given in plain text`,
    ]),
    one("hygiene-preshared-key", CONNECTION)("a secret on Azure", { sharedKey: SECRET }, []),
    one("hygiene-preshared-key", TUNNEL)("plain on Google Cloud", { sharedSecret: "correct.horse" }, [
        "fail vpntunnel west: sharedSecret is given in plain text",
    ]),
];

const held = (name: string, prints: Readonly<Record<string, string>>): Resource => ({
    ...made(AWS, name, { props: { tunnel1PresharedKey: SECRET, tunnel2PresharedKey: SECRET } }),
    keyPrints: prints,
});
const password = made("random:index/randomPassword:RandomPassword", "key");
const reuse = (is: string, resources: readonly Resource[], finds: string[]): Case => ({
    rule: "hygiene-key-reuse",
    is,
    resources,
    finds,
});
const print = { a: printOf("one"), b: printOf("two") };
const REUSE: readonly Case[] = [
    reuse("two keys", [held("west", { tunnel1PresharedKey: print.a, tunnel2PresharedKey: print.b })], []),
    reuse(
        "one key for both tunnels",
        [held("west", { tunnel1PresharedKey: print.a, tunnel2PresharedKey: print.a })],
        ["fail vpn connection west: tunnel2PresharedKey is also tunnel1PresharedKey of vpn connection west"],
    ),
    reuse(
        "a key that two connections share in plain text",
        ["east", "west"].map((name) => made(CONNECTION, name, { props: { sharedKey: "correct.horse" } })),
        [`fail ${AZURE}: sharedKey is also sharedKey of virtual network gateway connection east`],
    ),
    reuse(
        "keys from one resource",
        [password, made(AWS, "west", { refs: { tunnel1PresharedKey: password, tunnel2PresharedKey: password } })],
        [
            "undetermined vpn connection west: the keys of 2 tunnels, this one among them, come from one resource: whether two are the same cannot be seen",
        ],
    ),
    reuse("the two ends of one tunnel", deployed(threeClouds(["aws-gcp", "aws-azure"])), []),
];

const ends = (is: string, changes: Changes, finds: string[]): Case => ({
    rule: "consistency-tunnel-ends-agree",
    is,
    resources: deployed(threeClouds(["aws-gcp"], changes)),
    finds,
});
const AGREE: readonly Case[] = [
    ends("both as they should be", {}, []),
    ends("another ASN", { "gcp-aws-3-session": { peerAsn: 64_999 } }, [
        "fail vpn connection aws-gcp-1: tunnel 2 of vpn connection aws-gcp-1 has the ASN 64512, vpntunnel gcp-aws-3 expects 64999 there: no BGP session",
    ]),
    ends("a peer that nothing here describes", { "gcp-aws-0": { peerExternalGateway: "another" } }, [
        "undetermined vpn connection aws-gcp-0: what tunnel 1 of vpn connection aws-gcp-0 ends on is not known",
        "undetermined vpntunnel gcp-aws-0: what vpntunnel gcp-aws-0 ends on is not known",
    ]),
    {
        ...ends("nobody answers", {}, [
            "fail vpn connection aws-azure-0: tunnel 1 of vpn connection aws-azure-0 dials a gateway on which no tunnel answers it",
        ]),
        resources: deployed(threeClouds(["aws-azure"], { "azure-aws-0-peer": { gatewayIpAddress: "198.18.0.9" } })),
    },
    {
        ...ends("algorithms not yet known", {}, [
            "undetermined vpn connection aws-gcp-0: the algorithms of tunnel 1 of vpn connection aws-gcp-0 and vpntunnel gcp-aws-0 are not all known before the deployment",
        ]),
        resources: deployed(threeClouds(["aws-gcp"])).map((each) =>
            each.name === "gcp-aws-0" ? { ...each, props: { ...each.props, cipherSuite: UNKNOWN } } : each,
        ),
    },
];

const size = one("resilience-gateway-zones", GATEWAY);
const ZONES: readonly Case[] = [
    size("over zones", { sku: { name: "VpnGw2AZ" } }, []),
    size("in one zone", { sku: { name: "VpnGw2" } }, [
        "fail virtual network gateway west: sku.name is VpnGw2, which stands in one zone",
    ]),
    size("for ExpressRoute", { gatewayType: "ExpressRoute", sku: { name: "Standard" } }, []),
    size("not yet known", { sku: UNKNOWN }, [
        "undetermined virtual network gateway west: sku.name is not known before the deployment",
    ]),
];

const two = [{ name: "a" }, { name: "b" }];
const instances = one("resilience-gateway-instances", GATEWAY);
const gateway = made(HA_GATEWAY, "west");
const google = (is: string, numbers: readonly (number | typeof UNKNOWN)[], finds: string[]): Case => ({
    rule: "resilience-gateway-instances",
    is,
    resources: [
        gateway,
        ...numbers.map((number, i) =>
            made(TUNNEL, `tunnel-${i}`, { props: { vpnGatewayInterface: number }, refs: { vpnGateway: gateway } }),
        ),
    ],
    finds,
});
const INSTANCES: readonly Case[] = [
    instances("both active", { activeActive: true, ipConfigurations: two }, []),
    instances("one stands by", { ipConfigurations: two }, [
        "fail virtual network gateway west: activeActive is not set: one instance carries all tunnels",
    ]),
    instances("active with one address", { activeActive: true, ipConfigurations: [{ name: "a" }] }, [
        "fail virtual network gateway west: ipConfigurations has 1 entries, and each instance needs one",
    ]),
    instances("not yet known", { activeActive: UNKNOWN }, [
        "undetermined virtual network gateway west: activeActive is not known before the deployment",
    ]),
    google("both interfaces", [0, 1], []),
    google("one interface", [0, 0], ["fail ha vpn gateway west: interface 1 has no tunnel"]),
    google(
        "an interface that is not known",
        [0, UNKNOWN],
        ["undetermined ha vpn gateway west: which of its interfaces have a tunnel is not known before the deployment"],
    ),
];

const watched = made(GATEWAY, "west");
const logs = (is: string, props: Values | undefined, finds: string[]): Case => ({
    rule: "observability-gateway-logs",
    is,
    resources: [
        watched,
        ...(props === undefined ? [] : [made(DIAGNOSTICS, "logs", { props, refs: { resourceUri: watched } })]),
    ],
    finds,
});
const LOGS: readonly Case[] = [
    logs("all logs", { logs: [{ categoryGroup: "allLogs", enabled: true }] }, []),
    logs(
        "both by name",
        { logs: ["TunnelDiagnosticLog", "IKEDiagnosticLog"].map((category) => ({ category, enabled: true })) },
        [],
    ),
    logs(
        "one of two",
        {
            logs: [
                { category: "TunnelDiagnosticLog", enabled: true },
                { category: "IKEDiagnosticLog", enabled: false },
            ],
        },
        ["fail virtual network gateway west: no diagnostic setting logs IKEDiagnosticLog of it"],
    ),
    logs("nothing", undefined, [
        "fail virtual network gateway west: no diagnostic setting logs TunnelDiagnosticLog and IKEDiagnosticLog of it",
    ]),
    logs("not yet known", { logs: UNKNOWN }, [
        "undetermined virtual network gateway west: what is logged of it is not known before the deployment",
    ]),
];

export const TUNNELS: readonly Case[] = [
    ...SUITES,
    ...VERSIONS,
    ...KEYS,
    ...REUSE,
    ...AGREE,
    ...ZONES,
    ...INSTANCES,
    ...LOGS,
];
