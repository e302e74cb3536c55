import { AWS_IPSEC, AWS_PINS_ONE_VALUE } from "../../../facts/ipsec/aws";
import { ENCRYPTIONS, type Encryption } from "../../../facts/ipsec/algorithms";
import type { PhaseTable } from "../../../facts/ipsec/end";
import { PROFILES, type Profile } from "../../../facts/ipsec/profiles";
import type { Resource } from "../../../graph/read/resources";
import { spelled } from "../../../graph/read/tunnels/read";
import { oneOf } from "../../../plan/problem";
import { AZURE_CONNECTION, GCP_TUNNEL, VPN_CONNECTION } from "../../concepts";
import { gdpr, hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt, type Claim } from "../../rule";
import { judgeSpelling } from "../../suites";
import { listAt, partOf, textAt, textsAt, UNKNOWN } from "../../values";

const SUITES = ["default", "fips", "cnsa-1.0", "pci"] as const;
interface SuiteSettings {
    readonly suite: (typeof SUITES)[number];
}

/** Properties behind `tunnel1`, the role in the tables of facts, and the phase. */
const ROLES = [
    ["Phase1EncryptionAlgorithms", "ike", "encryption"],
    ["Phase1IntegrityAlgorithms", "ike", "integrity"],
    ["Phase1DhGroupNumbers", "ike", "dh"],
    ["Phase2EncryptionAlgorithms", "esp", "encryption"],
    ["Phase2IntegrityAlgorithms", "esp", "integrity"],
    ["Phase2DhGroupNumbers", "esp", "dh"],
] as const;
type Role = (typeof ROLES)[number];

export const rule = resourceRule<SuiteSettings>({
    id: "encryption-tunnel-suite",
    area: "encryption",
    title: "VPN tunnels pin one strong suite",
    severity: "critical",
    frameworks: [
        ...hipaa("164.312(e)(2)(i)", "164.312(e)(2)(ii)"),
        ...gdpr("32(1)(a)"),
        ...pci("4.2.1"),
        ...nist("SC-8(1)", "SC-12", "SC-13"),
        ...soc2("CC6.7"),
        ...iso("A.8.24"),
    ],
    rationale:
        "A list that is left open is the provider's own: AWS's accepts DH group 2, SHA-1 and AES-128 from the other end, Azure's and Google's weak ones too. With several values the ends may also agree on another one at each rekey, and a long first message fragments, which some gateways drop.",
    fix: "Set for each tunnel exactly one value of each: AES-256-GCM, SHA-384 and group 20 (ECP 384) in both phases are strong, and every cloud has them.",
    looksAt: [...VPN_CONNECTION, ...AZURE_CONNECTION, ...GCP_TUNNEL],
    profiles: ALL,
    settings: {
        members: {
            suite: {
                shape: { kind: "string", among: SUITES },
                text: "Which algorithms count as strong: default (nothing weak), fips, cnsa-1.0 or pci.",
            },
        },
        defaults: { suite: "default" },
        byProfile: { fips: { suite: "fips" }, cnsa: { suite: "cnsa-1.0" }, pci: { suite: "pci" } },
    },
    check: (connection, { settings: { suite } }) => {
        if (AZURE_CONNECTION.includes(connection.type)) return checkAzure(connection, suite);
        if (GCP_TUNNEL.includes(connection.type)) return checkGcp(connection, suite);
        return ["tunnel1", "tunnel2"].flatMap((tunnel) =>
            ROLES.flatMap((role) => checkRole(connection, tunnel, role, PROFILES[suite])),
        );
    },
});

/** Other types than IPsec have no tunnel, or one inside of Azure. */
function checkAzure(connection: Resource, suite: SuiteSettings["suite"]): Claim[] {
    const type = textAt(connection, "connectionType");
    if (type === UNKNOWN) return [unknownAt(connection, "connectionType")];
    if (type !== "IPsec") return [];
    const policies = listAt(connection, "ipsecPolicies");
    if (policies === UNKNOWN) return [unknownAt(connection, "ipsecPolicies")];
    const policy = partOf(policies?.[0]);
    if (policy === undefined)
        return [
            fails(connection, "ipsecPolicies is not set: Azure then offers a list of its own, weak values with it"),
        ];
    const spelling = spelled(policy.props, Object.keys(policy.props));
    if (spelling === undefined) return [unknownAt(connection, "ipsecPolicies")];
    return judgeSpelling(connection, "azure", spelling, "ipsecPolicies", suite);
}

function checkGcp(tunnel: Resource, suite: SuiteSettings["suite"]): Claim[] {
    const spelling = spelled(tunnel.props, ["cipherSuite", "ikeVersion"]);
    if (spelling === undefined) return [unknownAt(tunnel, "cipherSuite")];
    if (spelling["cipherSuite"] === undefined)
        return [fails(tunnel, "cipherSuite is not set: Google then offers everything it knows, weak values with it")];
    return judgeSpelling(tunnel, "gcp", spelling, "cipherSuite", suite);
}

function checkRole(connection: Resource, tunnel: string, role: Role, profile: Profile): Claim[] {
    const property = `${tunnel}${role[0]}`;
    const values = textsAt(connection, property);
    if (values === UNKNOWN) return [unknownAt(connection, property)];
    if (values === undefined) {
        if (needsNoIntegrity(connection, tunnel, role)) return [];
        return [fails(connection, `${property} is not set: AWS then accepts everything it knows, weak values with it`)];
    }
    const strong = strongValues(role, profile);
    const weak = values.filter((value) => !strong.includes(value));
    if (weak.length > 0)
        return [
            fails(
                connection,
                `${property} accepts ${weak.join(", ")}, which ${profile.refusal}`,
                `Set ${property} to one of ${oneOf(strong)}.`,
            ),
        ];
    return values.length === 1
        ? []
        : [
              fails(
                  connection,
                  `${property} accepts ${values.length} values (${values.join(", ")}), so the suite may change at a rekey (${AWS_PINS_ONE_VALUE.document})`,
                  `Leave one value in ${property}.`,
              ),
          ];
}

/** In phase 2 a cipher that protects integrity itself needs no integrity algorithm; in phase 1 it also makes the keys. */
function needsNoIntegrity(connection: Resource, tunnel: string, [, phase, role]: Role): boolean {
    if (phase !== "esp" || role !== "integrity") return false;
    const ciphers = textsAt(connection, `${tunnel}Phase2EncryptionAlgorithms`);
    if (ciphers === undefined || ciphers === UNKNOWN) return false;
    return ciphers.every((cipher) => isAead(cipher));
}

function isAead(cipher: string): boolean {
    return Object.entries(AWS_IPSEC.esp.encryption).some(
        ([word, spelled]) => spelled === cipher && ENCRYPTIONS[word as Encryption].aead,
    );
}

/** What AWS calls the algorithms that the profile allows in a role. */
function strongValues([, phase, role]: Role, profile: Profile): string[] {
    const table = AWS_IPSEC[phase][role] as Readonly<Record<string, PhaseTable["dh"][14]>>;
    const allowed = (profile[role] as readonly (string | number)[]).map(String);
    return Object.entries(table).flatMap(([word, spelled]) =>
        allowed.includes(word) && spelled !== undefined ? [String(spelled)] : [],
    );
}
