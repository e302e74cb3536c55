/** The shapes of what a user hands to the planners of suites, and the words that may stand in them. */
import { oneOf, show, type Problem } from "../problem";
import { checkShape, type Shape } from "../shape";
import type { EndKind } from "./ends";
import { algorithmFact, chosenAt, orderOf, SUITE_PLACES, type Suite } from "./suite";

type Members = Readonly<Record<string, Shape>>;

const TEXT: Shape = { kind: "string" };
const NAMED: Shape = { kind: "string", required: true };
const members = (names: readonly string[], shape: Shape): Record<string, Shape> =>
    Object.fromEntries(names.map((name) => [name, shape]));
const object = (of: Members, required = false): Shape => ({ kind: "object", members: { ...of }, required });

/** Which word it is, is judged against the vocabulary later, so that a problem can list it. */
const word = (role: string): Shape => ({ kind: role === "dh" ? "number" : "string" });
const each = (names: readonly string[], shape: (name: string) => Shape): Record<string, Shape> =>
    Object.fromEntries(names.map((name) => [name, shape(name)]));
const words = (role: string): Shape => ({ kind: "list", of: word(role) });

const IKE_ROLES = ["encryption", "prf", "integrity", "dh", "extra"];
const ESP_ROLES = ["encryption", "integrity", "dh", "extra"];

export const LIFETIMES_SHAPE: Shape = object(members(["ike", "esp"], { kind: "number" }));

export const END_SHAPE: Shape = object(
    {
        kind: NAMED,
        name: NAMED,
        version: TEXT,
        openssl: TEXT,
        offers: object({
            ike: object(each(IKE_ROLES, words)),
            // A device's sheet often has one list for both phases.
            esp: object(each(IKE_ROLES, words)),
            ppk: { kind: "boolean" },
        }),
    },
    true,
);

export const OPTIONS_SHAPE: Shape = object({
    pin: object({ ike: object(each(IKE_ROLES, word)), esp: object(each(ESP_ROLES, word)) }),
    ppk: { kind: "boolean" },
    lifetimes: LIFETIMES_SHAPE,
});

const SUITE_SHAPE: Shape = object(
    {
        ike: object(each(IKE_ROLES, word), true),
        esp: object(each(ESP_ROLES, word), true),
        ppk: { kind: "boolean" },
    },
    true,
);

export const CONFIGURED_SHAPE: Shape = object(
    {
        kind: NAMED,
        name: NAMED,
        // Told by its own shape, which is that of its kind.
        spelling: { kind: "input" },
        tunnel: { kind: "number", from: 1, to: 2, whole: true },
    },
    true,
);

const of = (names: string): string[] => names.split(" ");
const SETTING: Shape = { kind: "input" };

/** What else stands in the arguments of the same resource and says nothing about algorithms. */
const AWS_TUNNEL =
    "IkeVersions Phase1EncryptionAlgorithms Phase1IntegrityAlgorithms Phase1DhGroupNumbers Phase1LifetimeSeconds " +
    "Phase2EncryptionAlgorithms Phase2IntegrityAlgorithms Phase2DhGroupNumbers Phase2LifetimeSeconds " +
    "RekeyMarginTimeSeconds RekeyFuzzPercentage ReplayWindowSize DpdTimeoutAction DpdTimeoutSeconds StartupAction " +
    "EnableTunnelLifecycleControl InsideCidr InsideIpv6Cidr LogOptions PresharedKey";
const AWS_CONNECTION =
    "customerGatewayId enableAcceleration localIpv4NetworkCidr localIpv6NetworkCidr outsideIpAddressType " +
    "presharedKeyStorage region remoteIpv4NetworkCidr remoteIpv6NetworkCidr staticRoutesOnly tags transitGatewayId " +
    "transportTransitGatewayAttachmentId tunnelBandwidth tunnelInsideIpVersion type vpnConcentratorId vpnGatewayId";
const AZURE =
    "ikeEncryption ikeIntegrity dhGroup ipsecEncryption ipsecIntegrity pfsGroup saLifeTimeSeconds saDataSizeKilobytes";
const GCP_TUNNEL =
    "description ikeVersion labels name peerExternalGateway peerExternalGatewayInterface peerGcpGateway peerIp project " +
    "region router sharedSecret sharedSecretWo sharedSecretWoVersion vpnGateway vpnGatewayInterface";
const SWANCTL_CONNECTION =
    "version proposals rekey_time reauth_time over_time ppk_id ppk_required local_addrs remote_addrs encap mobike " +
    "dpd_delay dpd_timeout fragmentation unique if_id_in if_id_out local remote children";
const SWANCTL_CHILD =
    "esp_proposals rekey_time life_time local_ts remote_ts start_action dpd_action replay_window copy_df copy_dscp " +
    "hw_offload per_cpu_sas policies mode if_id_in if_id_out";

const AZURE_SHAPE = object(members(of(AZURE), SETTING), true);

/** A field outside these is misspelt, or its effect is not known: either way the answer would be wrong. */
const SPELLING_SHAPES: Readonly<Record<EndKind, Shape>> = {
    aws: object(
        members(
            [...[1, 2].flatMap((n) => of(AWS_TUNNEL).map((name) => `tunnel${n}${name}`)), ...of(AWS_CONNECTION)],
            SETTING,
        ),
        true,
    ),
    azure: AZURE_SHAPE,
    "azure-virtual-wan": AZURE_SHAPE,
    gcp: object(
        {
            ...members(of(GCP_TUNNEL), SETTING),
            cipherSuite: object({
                phase1: object(members(of("encryptions integrities prves dhs"), SETTING)),
                phase2: object(members(of("encryptions integrities pfs"), SETTING)),
            }),
        },
        true,
    ),
    strongswan: object(
        {
            connection: object(members(of(SWANCTL_CONNECTION), SETTING)),
            child: object(members(of(SWANCTL_CHILD), SETTING)),
        },
        true,
    ),
    device: object(
        {
            suite: object({
                ike: object(members(IKE_ROLES, SETTING)),
                esp: object(members(ESP_ROLES, SETTING)),
                ppk: { kind: "boolean" },
            }),
            lifetimes: LIFETIMES_SHAPE,
        },
        true,
    ),
};

/** A list of all of a resource's arguments helps nobody. */
const READABLE = 200;
const FIELDS = "the fields that spellSuite writes, and others of the same resource";

/** Where the shape is wrong, or a field is unknown. */
export function spellingProblems(kind: EndKind, spelling: unknown): Problem[] {
    return checkShape(SPELLING_SHAPES[kind], spelling).map((problem) => {
        if (problem.path === "") {
            const fix = "Give what is configured, in the shape that spellSuite writes.";
            return { ...problem, path: "spelling", allowed: `an object with ${FIELDS}`, fix };
        }
        return problem.allowed.length > READABLE ? { ...problem, allowed: FIELDS } : problem;
    });
}

/** A suite that is none: another shape, or words outside the vocabulary. What is missing in it is not told here. */
export function suiteProblems(suite: unknown): Problem[] {
    const problems = checkShape(SUITE_SHAPE, suite, "suite");
    if (problems.length > 0) return problems;
    return SUITE_PLACES.flatMap((place) => {
        const { phase, role } = place;
        const word = chosenAt(suite as Suite, place);
        if (word === undefined || algorithmFact(role, word) !== undefined) return [];
        return [
            {
                check: "suite-word",
                path: `suite.${phase}.${role}`,
                got: show(word),
                allowed: oneOf(orderOf(role)),
                fix: "It is unknown: use the canonical word.",
            },
        ];
    });
}
