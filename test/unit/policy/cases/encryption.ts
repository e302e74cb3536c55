import { UNKNOWN } from "../../../../graph/read/values";
import { made, type Case } from "../support";

const VPN = "aws:ec2/vpnConnection:VpnConnection";
const STRONG = {
    Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
    Phase1IntegrityAlgorithms: ["SHA2-384"],
    Phase1DhGroupNumbers: [20],
    Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
    Phase2IntegrityAlgorithms: ["SHA2-384"],
    Phase2DhGroupNumbers: [20],
};
const tunnel = (n: 1 | 2, suite: object): object =>
    Object.fromEntries(Object.entries(suite).map(([name, value]) => [`tunnel${n}${name}`, value]));
const vpn = (one: object, two: object = STRONG) => [
    made(VPN, "plant", { props: { ...tunnel(1, one), ...tunnel(2, two) } }),
];

const suite = (is: string, resources: Case["resources"], finds: string[], more: Partial<Case> = {}): Case => ({
    rule: "encryption-tunnel-suite",
    is,
    resources,
    finds,
    ...more,
});
const ike = (is: string, props: object, finds: string[]): Case => ({
    rule: "encryption-tunnel-ike-version",
    is,
    resources: [made(VPN, "plant", { props: { tunnel2IkeVersions: ["ikev2"], ...props } })],
    finds,
});
const tls = (is: string, props: object, finds: string[], more: Partial<Case> = {}): Case => ({
    rule: "encryption-listener-tls",
    is,
    resources: [made("aws:lb/listener:Listener", "web", { props: { ...props } })],
    finds,
    ...more,
});
const edge = (is: string, viewerCertificate: object, finds: string[]): Case => ({
    rule: "encryption-distribution-tls",
    is,
    resources: [
        made("aws:cloudfront/distribution:Distribution", "site", {
            props: { viewerCertificate: { ...viewerCertificate } },
        }),
    ],
    finds,
});
const target = (is: string, protocol: string | typeof UNKNOWN, finds: string[]): Case => ({
    rule: "encryption-target-protocol",
    is,
    resources: [made("aws:alb/targetGroup:TargetGroup", "web", { props: { protocol } })],
    finds,
});

const FLOW = { from: "vpc/shop", to: "site/plant", traffic: "tcp 443" };
const LINK = { label: "attachment shop", encryption: "AWS backbone", isBetweenSites: true };
const path = (is: string, links: NonNullable<Case["answers"]>["linksOn"], finds: string[]): Case => ({
    rule: "encryption-path-between-sites",
    is,
    expectations: { mustReach: [FLOW], critical: [FLOW] },
    answers: { linksOn: links! },
    finds,
});

export const ENCRYPTION: readonly Case[] = [
    suite("one strong value of each", vpn(STRONG), []),
    suite("integrity left out where the cipher protects it", vpn({ ...STRONG, Phase2IntegrityAlgorithms: [] }), []),
    suite(
        "integrity left out where nothing else protects it",
        vpn({ ...STRONG, Phase2EncryptionAlgorithms: ["AES256"], Phase2IntegrityAlgorithms: [] }),
        [
            "fail vpn connection plant: tunnel1Phase2IntegrityAlgorithms is not set: AWS then accepts everything it knows, weak values with it",
        ],
    ),
    suite("a weak group", vpn({ ...STRONG, Phase1DhGroupNumbers: [2] }), [
        "fail vpn connection plant: tunnel1Phase1DhGroupNumbers accepts 2, which is weak",
    ]),
    suite("two strong values", vpn({ ...STRONG, Phase2DhGroupNumbers: [19, 20] }), [
        "fail vpn connection plant: tunnel1Phase2DhGroupNumbers accepts 2 values (19, 20), so the suite may change at a rekey (Google Cloud, HA VPN connections to AWS)",
    ]),
    suite("one tunnel forgotten", vpn(STRONG, { ...STRONG, Phase1IntegrityAlgorithms: undefined }), [
        "fail vpn connection plant: tunnel2Phase1IntegrityAlgorithms is not set: AWS then accepts everything it knows, weak values with it",
    ]),
    suite("a value that only the deployment tells", vpn({ ...STRONG, Phase1EncryptionAlgorithms: [UNKNOWN] }), [
        "undetermined vpn connection plant: tunnel1Phase1EncryptionAlgorithms is not known before the deployment",
    ]),
    suite(
        "a strong suite that CNSA has not",
        vpn({ ...STRONG, Phase1DhGroupNumbers: [21] }),
        ["fail vpn connection plant: tunnel1Phase1DhGroupNumbers accepts 21, which is not in RFC 9206"],
        { profile: "cnsa" },
    ),
    ike("version 2, and one that is not known", { tunnel1IkeVersions: ["ikev2", UNKNOWN] }, [
        "undetermined vpn connection plant: tunnel1IkeVersions is not known before the deployment",
    ]),
    ike("version 2 on both", { tunnel1IkeVersions: ["ikev2"] }, []),
    ike("version 1 besides", { tunnel1IkeVersions: ["ikev1", "ikev2"] }, [
        "fail vpn connection plant: tunnel1IkeVersions accepts ikev1",
    ]),
    ike("nothing set", {}, [
        "fail vpn connection plant: tunnel1IkeVersions is not set: the default allows both versions; IKEv1 is deprecated, and Google takes no ciphers with it",
    ]),
    ike("not known", { tunnel1IkeVersions: UNKNOWN }, [
        "undetermined vpn connection plant: tunnel1IkeVersions is not known before the deployment",
    ]),

    tls("TLS 1.2", { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }, []),
    tls("a post-quantum policy", { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" }, []),
    tls("an empty policy, which is how the provider returns none", { protocol: "HTTPS", sslPolicy: "" }, [
        "fail listener web: sslPolicy is not set: the default policy accepts TLS 1.0",
    ]),
    tls("no policy", { protocol: "HTTPS" }, [
        "fail listener web: sslPolicy is not set: the default policy accepts TLS 1.0",
    ]),
    tls("TLS 1.0", { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-2016-08" }, [
        "fail listener web: ELBSecurityPolicy-2016-08 accepts TLS 1.0",
    ]),
    tls("TLS 1.1 by a forward-secret policy", { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-FS-1-1-2019-08" }, [
        "fail listener web: ELBSecurityPolicy-FS-1-1-2019-08 accepts TLS 1.1",
    ]),
    tls(
        "TLS 1.2 where 1.3 is asked for",
        { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01" },
        ["fail listener web: ELBSecurityPolicy-TLS-1-2-2017-01 accepts TLS 1.2"],
        { settings: { oldest: "1.3" } },
    ),
    tls(
        "a policy of another kind of module",
        { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
        ["fail listener web: ELBSecurityPolicy-TLS13-1-2-2021-06 is no policy of FIPS 140-3 modules"],
        { profile: "fips" },
    ),
    tls(
        "FIPS in the name of the policy",
        { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04" },
        [],
        { profile: "fips" },
    ),
    tls("HTTP", { protocol: "HTTP", defaultActions: [{ type: "forward" }] }, [
        "fail listener web: it serves HTTP, unencrypted",
    ]),
    tls(
        "HTTP that redirects to HTTPS",
        {
            protocol: "HTTP",
            defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }],
        },
        [],
    ),
    tls(
        "HTTP that redirects to HTTP",
        {
            protocol: "HTTP",
            defaultActions: [{ type: "redirect", redirect: { port: "8080", statusCode: "HTTP_301" } }],
        },
        ["fail listener web: it serves HTTP, unencrypted"],
    ),
    tls("TCP, which the ends encrypt", { protocol: "TCP" }, []),
    tls("a policy that AWS does not have", { protocol: "TLS", sslPolicy: "my-policy" }, [
        "undetermined listener web: the security policy my-policy is not known, nor which versions of TLS it accepts",
    ]),
    tls("not known", { protocol: "TLS", sslPolicy: UNKNOWN }, [
        "undetermined listener web: sslPolicy is not known before the deployment",
    ]),

    edge("TLS 1.2", { minimumProtocolVersion: "TLSv1.2_2021", acmCertificateArn: "arn" }, []),
    edge("TLS 1.1", { minimumProtocolVersion: "TLSv1.1_2016" }, [
        "fail distribution site: TLSv1.1_2016 accepts older versions than TLS 1.2",
    ]),
    edge("SSL 3", { minimumProtocolVersion: "SSLv3" }, [
        "fail distribution site: SSLv3 accepts older versions than TLS 1.2",
    ]),
    edge("CloudFront's own certificate", { cloudfrontDefaultCertificate: true }, [
        "fail distribution site: it uses CloudFront's default certificate, with which TLS 1.0 is accepted",
    ]),
    edge("not known", { minimumProtocolVersion: UNKNOWN }, [
        "undetermined distribution site: viewerCertificate.minimumProtocolVersion is not known before the deployment",
    ]),
    target("HTTPS", "HTTPS", []),
    target("HTTP", "HTTP", ["fail target group web: targets are sent HTTP, unencrypted"]),
    target("not known", UNKNOWN, ["undetermined target group web: protocol is not known before the deployment"]),

    path(
        "every link encrypted",
        () => ({ known: true, value: [LINK, { ...LINK, label: "subnet a", encryption: "", isBetweenSites: false }] }),
        [],
    ),
    path("one plain link", () => ({ known: true, value: [LINK, { ...LINK, label: "peering old", encryption: "" }] }), [
        "fail vpc/shop to site/plant, tcp 443: nothing encrypts it on peering old",
    ]),
    path("not known", () => ({ known: false, reasons: ["the tunnel of plant is not read"] }), [
        "undetermined vpc/shop to site/plant, tcp 443: the tunnel of plant is not read",
    ]),
];
