/** A suite in the words of each end's own configuration. plan/suites/reading.ts is the inverse. */
import { AWS_TUNNEL_OPTIONS } from "../../facts/ipsec/aws";
import type { EndFacts, Spelled } from "../../facts/ipsec/end";
import { oneOf, show, type Problem } from "../problem";
import { checkShape, withoutNulls } from "../shape";
import {
    algorithmName,
    chosenAt,
    isAead,
    missingPlaces,
    orderOf,
    SUITE_PLACES,
    type Phase,
    type Role,
    type Suite,
} from "./suite";
import { END_FACTS, END_KINDS, unknownKind, type EndKind } from "./ends";
import { lifetimeProblems } from "./lifetimes";
import { LIFETIMES_SHAPE, suiteProblems } from "./shapes";

/** Seconds; absent where the end does not tell, or where the planner does not choose. */
export interface Lifetimes {
    readonly ike?: number;
    readonly esp?: number;
}

/** Arguments of `aws.ec2.VpnConnection` for both tunnels: with one of them unset, that one negotiates weak algorithms. */
export type AwsSpelling = Readonly<Record<string, readonly Spelled[] | number>>;
/** The only entry of `ipsecPolicies`, of a connection or of a Virtual WAN link. */
export interface AzureSpelling {
    readonly ikeEncryption: string;
    readonly ikeIntegrity: string;
    readonly dhGroup: string;
    readonly ipsecEncryption: string;
    readonly ipsecIntegrity: string;
    readonly pfsGroup: string;
    readonly saLifeTimeSeconds: number;
    readonly saDataSizeKilobytes: number;
}
/** An argument of `gcp.compute.VPNTunnel`. Lifetimes are fixed there. */
export interface GcpSpelling {
    readonly cipherSuite: {
        readonly phase1: {
            readonly encryptions: readonly string[];
            readonly integrities?: readonly string[];
            readonly prves: readonly string[];
            readonly dhs: readonly string[];
        };
        readonly phase2: {
            readonly encryptions: readonly string[];
            readonly integrities?: readonly string[];
            readonly pfs: readonly string[];
        };
    };
}
/** Settings of swanctl.conf: of the connection, and of each of its children. */
export interface StrongswanSpelling {
    readonly connection: Readonly<Record<string, string | number>>;
    readonly child: Readonly<Record<string, string>>;
}
/** A device's sheet keeps the canonical words. */
export interface DeviceSpelling {
    readonly suite: Suite;
    readonly lifetimes?: Lifetimes;
}
export type Spelling = AwsSpelling | AzureSpelling | GcpSpelling | StrongswanSpelling | DeviceSpelling;

export type Spelt = { readonly spelling: Spelling } | { readonly problems: readonly Problem[] };

type Word = (phase: Phase, role: Role) => Spelled | undefined;
type Speller = (word: Word, suite: Suite, lifetimes: Lifetimes, facts: EndFacts) => Spelling;

const SPELLERS: Readonly<Record<Exclude<EndKind, "device">, Speller>> = {
    aws: spellAws,
    azure: spellAzure,
    "azure-virtual-wan": spellAzure,
    gcp: spellGcp,
    strongswan: spellStrongswan,
};

/**
 * `suite` for an end of this kind, or every reason why it cannot be written there: words it does not have, roles left out,
 * lifetimes outside its bounds.
 */
export function spellSuite(kind: EndKind, suite: Suite, lifetimes: Lifetimes = {}): Spelt {
    if (!END_KINDS.includes(kind)) return { problems: [unknownKind(kind, "kind")] };
    const argumentProblems = [...suiteProblems(suite), ...checkShape(LIFETIMES_SHAPE, lifetimes, "lifetimes")];
    if (argumentProblems.length > 0) return { problems: argumentProblems };
    const facts = kind === "device" ? undefined : END_FACTS[kind];
    const kept = withoutNulls(LIFETIMES_SHAPE, lifetimes as Lifetimes | null) ?? {};
    const shared = [...besideProblems(suite), ...missingProblems(suite, facts)];
    const times = lifetimeProblems(facts ?? { title: "A device" }, kept);
    if (facts === undefined || kind === "device") {
        const problems = [...shared, ...times];
        if (problems.length > 0) return { problems };
        return { spelling: Object.keys(kept).length === 0 ? { suite } : { suite, lifetimes: kept } };
    }
    const word: Word = (phase, role) => {
        const algorithm = chosenAt(suite, { phase, role, label: "" });
        return algorithm === undefined
            ? undefined
            : (facts[phase][role] as Readonly<Record<string, Spelled>>)[String(algorithm)];
    };
    const problems = [...shared, ...wordProblems(suite, word, facts), ...hashProblems(suite, facts), ...times];
    if (suite.ppk && kind !== "strongswan") problems.push(noPpk(facts));
    return problems.length > 0 ? { problems } : { spelling: SPELLERS[kind](word, suite, kept, facts) };
}

/** What must stand in every suite, wherever it is written. */
function missingProblems(suite: Suite, facts: EndFacts | undefined): Problem[] {
    return missingPlaces(suite).map(({ phase, role }) => {
        const path = `suite.${phase}.${role}`;
        if (role === "integrity") {
            const name = algorithmName("encryption", suite[phase].encryption);
            const allowed = `an integrity algorithm beside ${name}`;
            return { check: "suite-integrity", path, got: "nothing", allowed, fix: "Name one." };
        }
        const allowed = oneOf(facts === undefined ? orderOf(role) : Object.keys(facts[phase][role]));
        return { check: "suite-missing", path, got: "nothing", allowed, fix: "Name one." };
    });
}

function besideProblems(suite: Suite): Problem[] {
    return (["ike", "esp"] as const).flatMap((phase) => {
        const { encryption, integrity = null } = suite[phase];
        if (!isAead(encryption) || integrity === null) return [];
        return [
            {
                check: "suite-integrity",
                path: `suite.${phase}.integrity`,
                got: show(integrity),
                allowed: `nothing beside ${algorithmName("encryption", encryption)}`,
                fix: "Leave it out.",
            },
        ];
    });
}

function wordProblems(suite: Suite, word: Word, facts: EndFacts): Problem[] {
    return SUITE_PLACES.flatMap((place) => {
        const { phase, role } = place;
        const algorithm = chosenAt(suite, place);
        if (algorithm === undefined || word(phase, role) !== undefined) return [];
        return [
            {
                check: "suite-spelling",
                path: `suite.${phase}.${role}`,
                got: show(algorithm),
                allowed: oneOf(Object.keys(facts[phase][role])),
                fix: `${facts.title} has no spelling for it.`,
            },
        ];
    });
}

function hashProblems({ ike }: Suite, { oneHash, title }: EndFacts): Problem[] {
    if (!oneHash || (ike.integrity ?? ike.prf) === ike.prf) return [];
    return [
        {
            check: "suite-one-hash",
            path: "suite.ike.prf",
            got: show(ike.prf),
            allowed: show(ike.integrity),
            fix: `${title} has one field for integrity and PRF: choose the same for both.`,
        },
    ];
}

function noPpk({ title, postQuantum }: EndFacts): Problem {
    return {
        check: "suite-ppk",
        path: "suite.ppk",
        got: "true",
        allowed: "false",
        fix: `${title}: ${postQuantum.reason}. ${postQuantum.instead}.`,
    };
}

/** Beside GCM the phase 2 integrity says nothing; one value is still set, because unset means all of them. */
function spellAws(word: Word, _: Suite, lifetimes: Lifetimes): AwsSpelling {
    const prf = word("ike", "prf");
    const options: Record<string, readonly (Spelled | undefined)[] | number | undefined> = {
        IkeVersions: ["ikev2"],
        Phase1EncryptionAlgorithms: [word("ike", "encryption")],
        Phase1IntegrityAlgorithms: [prf],
        Phase1DhGroupNumbers: [word("ike", "dh")],
        Phase1LifetimeSeconds: lifetimes.ike,
        Phase2EncryptionAlgorithms: [word("esp", "encryption")],
        Phase2IntegrityAlgorithms: [word("esp", "integrity") ?? prf],
        Phase2DhGroupNumbers: [word("esp", "dh")],
        Phase2LifetimeSeconds: lifetimes.esp,
        RekeyMarginTimeSeconds: rekeyMargin(lifetimes.esp),
    };
    return Object.fromEntries(
        [1, 2].flatMap((tunnel) =>
            Object.entries(options)
                .filter(([, value]) => value !== undefined)
                .map(([name, value]) => [`tunnel${tunnel}${name}`, value] as [string, Spelled[] | number]),
        ),
    );
}

/** The default margin is more than half of a short lifetime, which AWS refuses. */
function rekeyMargin(lifetime: number | undefined): number | undefined {
    const margin = lifetime === undefined ? undefined : Math.floor(lifetime / 2);
    return margin === undefined || margin >= AWS_TUNNEL_OPTIONS.rekeyMargin.value.default ? undefined : margin;
}

/** IKE integrity is the PRF; IPsec integrity repeats a GCM value. */
function spellAzure(word: Word, _: Suite, lifetimes: Lifetimes, { limits }: EndFacts): AzureSpelling {
    const text = (phase: Phase, role: Role): string => String(word(phase, role));
    return {
        ikeEncryption: text("ike", "encryption"),
        ikeIntegrity: text("ike", "prf"),
        dhGroup: text("ike", "dh"),
        ipsecEncryption: text("esp", "encryption"),
        ipsecIntegrity: text("esp", word("esp", "integrity") === undefined ? "encryption" : "integrity"),
        pfsGroup: text("esp", "dh"),
        saLifeTimeSeconds: lifetimes.esp ?? Number(limits.espLifetime.value.default),
        saDataSizeKilobytes: Number(limits.espVolume?.value.default),
    };
}

/** No integrities beside GCM: Google refuses them. */
function spellGcp(word: Word): GcpSpelling {
    const list = (phase: Phase, role: Role): string[] => [String(word(phase, role))];
    const integrities = (phase: Phase): { integrities?: string[] } =>
        word(phase, "integrity") === undefined ? {} : { integrities: list(phase, "integrity") };
    return {
        cipherSuite: {
            phase1: {
                encryptions: list("ike", "encryption"),
                ...integrities("ike"),
                prves: list("ike", "prf"),
                dhs: list("ike", "dh"),
            },
            phase2: { encryptions: list("esp", "encryption"), ...integrities("esp"), pfs: list("esp", "dh") },
        },
    };
}

/** Without a PRF in it a proposal takes the integrity algorithm's. */
function spellStrongswan(word: Word, { ike, ppk }: Suite, lifetimes: Lifetimes): StrongswanSpelling {
    const proposal = (phase: Phase, roles: readonly Role[]): string =>
        roles.flatMap((role) => word(phase, role) ?? []).join("-");
    const withPrf: Role[] = ike.integrity === ike.prf ? [] : ["prf"];
    const rekey = (seconds: number | undefined): { rekey_time?: string } =>
        seconds === undefined ? {} : { rekey_time: `${seconds}s` };
    return {
        connection: {
            version: 2,
            proposals: proposal("ike", ["encryption", "integrity", ...withPrf, "dh", "extra"]),
            ...rekey(lifetimes.ike),
            ...(ppk ? { ppk_required: "yes" } : {}),
        },
        child: { esp_proposals: proposal("esp", ["encryption", "integrity", "dh", "extra"]), ...rekey(lifetimes.esp) },
    };
}
