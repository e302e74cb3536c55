/** A preview's verdict over tunnels is that of the deployment, or undetermined; whatever one part of the program says. */
import { Asked, deployed, planned } from "../../../../support/graph";
import { AZURE_SUITE, GCP_SUITE, threeClouds, type Changes } from "../../../../support/three-clouds";

const ENDS = ["vpc/shop", "vnet/desk", "network/lab"] as const;
const PAIRS = [["aws-gcp"], ["aws-azure"], ["azure-gcp"], ["aws-azure", "azure-gcp"]] as const;
const all = (prefix: string, count: number, suffix: string, inputs: Changes[string]): Changes =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${prefix}${n}${suffix}`, inputs]));

const CHANGES: Readonly<Record<string, Changes>> = {
    nothing: {},
    "another cipher at Google": all("gcp-aws-", 4, "", {
        cipherSuite: {
            ...GCP_SUITE,
            phase2: { encryptions: ["AES-CBC-256"], integrities: ["HMAC-SHA2-512-256"], pfs: ["Group-20"] },
        },
    }),
    "another group at Azure": all("azure-gcp-", 2, "", { ipsecPolicies: [{ ...AZURE_SUITE, dhGroup: "ECP256" }] }),
    "no policy at Azure": all("azure-aws-", 4, "", { ipsecPolicies: null }),
    "BGP off at Azure": all("azure-aws-", 4, "", { enableBgp: false }),
    "BGP off at the gateway": { "desk-gw": { enableBgp: false } },
    "another ASN at Azure": { "desk-gw": { bgpSettings: { asn: 64_601 } } },
    "static routes at AWS": all("aws-gcp-", 2, "", { staticRoutesOnly: true }),
    "other inside addresses at Google": all("gcp-azure-", 2, "-session", { peerIpAddress: "169.254.22.200" }),
    "other inside blocks at AWS": all("aws-azure-", 2, "", {
        tunnel1InsideCidr: "169.254.22.40/30",
        tunnel2InsideCidr: "169.254.22.44/30",
    }),
    "a session off": all("gcp-aws-", 4, "-session", { enable: false }),
    "a peer of one's own": { "lab-to-aws": { interfaces: [{ id: 0, ipAddress: "203.0.113.9" }] } },
    "a stranger's address": all("azure-gcp-", 2, "-peer", { gatewayIpAddress: "203.0.113.9" }),
    "other announcements": { "lab-router": { bgp: { asn: 64_700, advertiseMode: "CUSTOM", advertisedGroups: [] } } },
    "a regional network": { lab: { autoCreateSubnetworks: false, routingMode: "REGIONAL" } },
    "a subnet in another region": { "lab-a": { region: "us-east4" } },
    "one key for all": { ...all("gcp-aws-", 4, "", { sharedSecret: "vkOneForAll" }) },
};

test.each(Object.entries(CHANGES))("%s", (_, changes) => {
    for (const pairs of PAIRS) {
        const written = threeClouds(pairs, changes);
        const [before, after] = [new Asked(planned(written)), new Asked(deployed(written))];
        for (const from of ENDS)
            for (const to of ENDS.filter((other) => other !== from)) {
                const [plan, fact] = [before, after].map((asked) => asked.answer(from, to, "tcp/443").verdict);
                expect([pairs, from, to, plan === "UNDETERMINED" ? fact : plan]).toEqual([pairs, from, to, fact]);
            }
    }
});
