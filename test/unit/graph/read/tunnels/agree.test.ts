/** Tunnels are read from both ends: what differs is named, and keys never are. */
import { readTunnels } from "../../../../../graph/read";
import { fromRecording } from "../../../../../graph/read/recording";
import { printOf } from "../../../../../graph/read/tunnels/keys";
import type { Resource } from "../../../../../graph/read/resources";
import { SECRET } from "../../../../../graph/read/values";
import { Asked, deployed, planned, READINGS, type Reading } from "../../../../support/graph";
import { AZURE_SUITE, GCP_SUITE, threeClouds, type Changes } from "../../../../support/three-clouds";

type Pairs = Parameters<typeof threeClouds>[0];
const states = (read: Reading, pairs: Pairs, changes: Changes = {}): Readonly<Record<string, string>> =>
    Object.fromEntries(
        readTunnels(read(threeClouds(pairs, changes))).tunnels.map(({ ends: [a, b], state }) => {
            const name = [a, b].map(({ id }) => id.split("::").at(-1)).join(" ");
            return [name, state.is === "up" ? "up" : `${state.is} ${state.reason.code}: ${state.reason.detail}`];
        }),
    );
const FIRST = "aws-gcp-0#tunnel1 gcp-aws-0";

describe.each(READINGS)("two ends of one tunnel, %s", (_, read) => {
    const first = (changes: Changes): string | undefined => states(read, ["aws-gcp"], changes)[FIRST];

    test("each tunnel is one, by the addresses that its ends dial", () => {
        expect(states(read, ["aws-gcp"])).toEqual({
            "aws-gcp-0#tunnel1 gcp-aws-0": "up",
            "aws-gcp-0#tunnel2 gcp-aws-1": "up",
            "aws-gcp-1#tunnel1 gcp-aws-2": "up",
            "aws-gcp-1#tunnel2 gcp-aws-3": "up",
        });
    });

    test("without an algorithm in common a tunnel is down, and both lists are told", () => {
        const cipherSuite = {
            ...GCP_SUITE,
            phase2: { encryptions: ["AES-CBC-128"], integrities: ["HMAC-SHA2-256-128"], pfs: ["Group-20"] },
        };
        expect(first({ "gcp-aws-0": { cipherSuite } })).toBe(
            "down TUNNEL_CRYPTO_MISMATCH: ESP encryption differs: tunnel 1 of vpn connection aws-gcp-0 has AES-256-GCM, vpntunnel gcp-aws-0 has AES-128-CBC",
        );
    });

    test("integrity beside GCM is refused by Google: there is no tunnel", () => {
        const phase2 = { ...GCP_SUITE.phase2, integrities: ["HMAC-SHA2-256-128"] };
        expect(first({ "gcp-aws-0": { cipherSuite: { ...GCP_SUITE, phase2 } } })).toMatch(
            /^down TUNNEL_CRYPTO_MISMATCH: .*phase2.integrities/,
        );
    });

    test("IPsec integrity of Azure must repeat the GCM cipher", () => {
        const ipsecPolicies = [{ ...AZURE_SUITE, ipsecIntegrity: "SHA256" }];
        const changes = Object.fromEntries([0, 1].map((n) => [`azure-gcp-${n}`, { ipsecPolicies }]));
        expect(new Asked(read(threeClouds(["azure-gcp"], changes))).reach("vnet/desk", "network/lab")).toBe(
            "DENIED TUNNEL_CRYPTO_MISMATCH",
        );
    });

    test("IKEv1 at one end and IKEv2 at the other do not meet", () => {
        expect(first({ "gcp-aws-0": { ikeVersion: 1, cipherSuite: null } })).toBe(
            "down TUNNEL_CRYPTO_MISMATCH: tunnel 1 of vpn connection aws-gcp-0 speaks IKEv2, vpntunnel gcp-aws-0 speaks IKEv1",
        );
    });

    test("an ASN that the other end does not expect ends the session", () => {
        expect(first({ "gcp-aws-0-session": { peerAsn: 64_999 } })).toBe(
            "down NO_ROUTE: tunnel 1 of vpn connection aws-gcp-0 has the ASN 64512, vpntunnel gcp-aws-0 expects 64999 there: no BGP session",
        );
    });

    test("one ASN at both ends: each drops what the other announces", () => {
        const changes = { hub: { amazonSideAsn: 64_700 }, "gcp-aws-0-session": { peerAsn: 64_700 } };
        expect(first(changes)).toMatch(/^down NO_ROUTE: .* both have the ASN 64700/);
    });

    test("BGP at one end only exchanges nothing", () => {
        expect(first({ "aws-gcp-0": { staticRoutesOnly: true } })).toBe(
            "down NO_ROUTE: tunnel 1 of vpn connection aws-gcp-0 has static routes, vpntunnel gcp-aws-0 uses BGP",
        );
    });

    test("a session that is switched off is none", () => {
        expect(first({ "gcp-aws-0-session": { enable: false } })).toMatch(/^down NO_ROUTE/);
    });

    test("a certificate at one end and a key at the other do not meet", () => {
        const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d";
        expect(first({ "aws-gcp-0-peer": { certificateArn } })).toBe(
            "down TUNNEL_CRYPTO_MISMATCH: tunnel 1 of vpn connection aws-gcp-0 has a certificate, vpntunnel gcp-aws-0 has a pre-shared key",
        );
    });

    test("keys in plain text are compared, and not told", () => {
        const [same, other] = ["vkSecretOne12345", "vkSecretTwo12345"];
        const keys = (theirs: string): Changes => ({
            "aws-gcp-0": { tunnel1PresharedKey: same },
            "gcp-aws-0": { sharedSecret: theirs },
        });
        expect(first(keys(same))).toBe("up");
        expect(first(keys(other))).toBe(
            "down TUNNEL_CRYPTO_MISMATCH: tunnel 1 of vpn connection aws-gcp-0 and vpntunnel gcp-aws-0 have different pre-shared keys",
        );
    });

    test("keys of two resources that nobody shows may be one: the answer stays open", () => {
        const resources = read(threeClouds(["aws-gcp"])).map((one): Resource => ({
            ...one,
            sources: {
                ...one.sources,
                sharedSecret: one.type.includes("VPNTunnel") ? [] : (one.sources["sharedSecret"] ?? []),
            },
            props: { ...one.props, ...(one.type.includes("VPNTunnel") ? { sharedSecret: SECRET } : {}) },
        }));
        expect(readTunnels(resources).tunnels.map(({ state }) => state.is)).toEqual(["open", "open", "open", "open"]);
        expect(new Asked(resources).reach("vpc/shop", "network/lab")).toBe("UNDETERMINED UNKNOWN");
    });

    test("Azure without a policy offers a list of its own: nothing is concluded", () => {
        const changes = Object.fromEntries([0, 1].map((n) => [`azure-gcp-${n}`, { ipsecPolicies: [] }]));
        expect(new Asked(read(threeClouds(["azure-gcp"], changes))).reach("vnet/desk", "network/lab")).toBe(
            "UNDETERMINED UNKNOWN",
        );
    });

    test("where all tunnels are down the reason is theirs", () => {
        const changes = Object.fromEntries([0, 1, 2, 3].map((n) => [`gcp-aws-${n}-session`, { peerAsn: 65_000 }]));
        const asked = new Asked(read(threeClouds(["aws-gcp"], changes)));
        expect(asked.why("vpc/shop", "network/lab")[0]).toMatch(/has the ASN 64512, .* expects 65000 there/);
    });
});

test("an inside address that the other end does not expect is told, once addresses are known", () => {
    const changes = { "gcp-aws-0-session": { peerIpAddress: "169.254.30.9" } };
    expect(states(deployed, ["aws-gcp"], changes)[FIRST]).toBe(
        "down TUNNEL_SELECTOR_MISMATCH: tunnel 1 of vpn connection aws-gcp-0 has the inside address 169.254.30.1, vpntunnel gcp-aws-0 expects 169.254.30.9 there",
    );
    // A preview does not tell which of the two tunnels it dials.
    expect(Object.keys(states(planned, ["aws-gcp"], changes))).not.toContain(FIRST);
});

test("a tunnel to a gateway here on which nobody answers is down", () => {
    const changes = Object.fromEntries(
        [0, 1, 2, 3].map((n) => [`azure-aws-${n}-peer`, { gatewayIpAddress: "198.18.0.9" }]),
    );
    const { tunnels, unanswered } = readTunnels(deployed(threeClouds(["aws-azure"], changes)));
    expect(tunnels).toEqual([]);
    expect(unanswered.map(({ id }) => id.split("::").at(-1))).toEqual([
        "aws-azure-0#tunnel1",
        "aws-azure-0#tunnel2",
        "aws-azure-1#tunnel1",
        "aws-azure-1#tunnel2",
    ]);
});

test("of a secret only what tells equal ones apart is kept", () => {
    const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "vkNobodySeesThis" };
    const urn = "urn:pulumi:dev::net::gcp:compute/vPNTunnel:VPNTunnel::t";
    const type = "gcp:compute/vPNTunnel:VPNTunnel";
    const [read] = fromRecording(
        [{ type, urn, custom: true, inputs: { sharedSecret: mark }, propertyDependencies: {} }],
        "planned",
    );
    expect(read?.props["sharedSecret"]).toBe(SECRET);
    expect(read?.keyPrints).toEqual({ sharedSecret: printOf("vkNobodySeesThis") });
    expect(JSON.stringify(read)).not.toContain("vkNobodySeesThis");
});
