/** What an end is configured to accept, read back from its own words into canonical ones. */
import type { EndFacts, PhaseTable, Spelled } from "../../facts/ipsec/end";
import { oneOf, show, type Problem } from "../problem";
import type { Step } from "../reasoning";
import {
    algorithmFact,
    inOrder,
    isAead,
    offered,
    orderOf,
    SUITE_PLACES,
    suiteOf,
    type Algorithm,
    type Phase,
    type PhaseOffer,
    type Role,
    type Suite,
} from "./suite";
import { END_FACTS, END_KINDS, unknownKind, type EndKind } from "./ends";
import { spellingProblems } from "./shapes";

/** What one proposal lists. */
export interface ReadOffer extends PhaseOffer {
    /** Roles with words that could not be read: nothing is to be concluded from their lists. Absent where there are none. */
    readonly unread?: readonly Role[];
    /** True where the additional exchange may be left out. */
    readonly extraIsOptional?: true;
}

/** The proposals of each phase: of a managed gateway one, of strongSwan as many as are listed, the preferred first. */
export interface Reading {
    readonly ike: readonly ReadOffer[];
    readonly esp: readonly ReadOffer[];
    /** Versions of IKE that the end speaks. */
    readonly versions: readonly IkeVersion[];
    readonly ppk: boolean;
    /** What could not be read, and what the provider refuses. */
    readonly problems: readonly Problem[];
    /** What can be configured and should not be. */
    readonly remarks: readonly Omit<Step, "what">[];
}
export type IkeVersion = 1 | 2;

/** Checks of a reading's problems that say for certain that there is no tunnel: the provider takes no such configuration. */
export const REFUSED_BY_PROVIDER: readonly string[] = ["suite-azure-gcm", "suite-gcp-integrity", "suite-gcp-version"];

type Settings = Readonly<Record<string, unknown>>;
/** Words per role; a role that is not set has no entry, which means the whole table. */
type RawProposal = Partial<Record<Role, readonly unknown[]>> & Pick<ReadOffer, "unread" | "extraIsOptional">;
interface Raw {
    readonly ike: readonly RawProposal[];
    readonly esp: readonly RawProposal[];
    /** Absent where nothing is said of it: version 2 then. */
    readonly versions?: readonly IkeVersion[];
    readonly ppk?: boolean;
    readonly problems?: readonly Problem[];
}

const PARSERS: Readonly<Record<Exclude<EndKind, "device">, (settings: Settings, tunnel: 1 | 2) => Raw>> = {
    aws: readAws,
    azure: readAzure,
    "azure-virtual-wan": readAzure,
    gcp: readGcp,
    strongswan: readStrongswan,
};

/** Reads a configuration of the shape that `spellSuite` writes. Of an AWS connection it reads one tunnel. */
export function readSpelling(kind: EndKind, spelling: object, tunnel: 1 | 2 = 1): Reading {
    const nothing = { ike: [], esp: [], versions: [], ppk: false, remarks: [] };
    if (!END_KINDS.includes(kind)) return { ...nothing, problems: [unknownKind(kind, "kind")] };
    const problems: Problem[] = spellingProblems(kind, spelling);
    if (problems.some(({ check }) => check !== "unknown-argument")) return { ...nothing, problems };
    const settings = spelling as Settings;
    const raw = kind === "device" ? readDevice(settings) : PARSERS[kind](settings, tunnel);
    const facts = kind === "device" ? undefined : END_FACTS[kind];
    problems.push(...(raw.problems ?? []));
    const phase = (name: Phase): ReadOffer[] => raw[name].map((proposal) => canonical(name, proposal, facts, problems));
    const [ike, esp] = [phase("ike"), phase("esp")];
    return {
        ike,
        esp,
        versions: raw.versions ?? [2],
        ppk: raw.ppk ?? false,
        problems,
        remarks: facts === undefined ? [] : remarks(facts, kind, settings, tunnel, problems),
    };
}

/** The values to avoid that are configured, or that stand because nothing is. What is a problem already is not repeated. */
function remarks(
    { avoid }: EndFacts,
    kind: EndKind,
    settings: Settings,
    tunnel: 1 | 2,
    problems: readonly Problem[],
): Reading["remarks"] {
    const place = kind === "strongswan" ? ((settings.connection ?? {}) as Settings) : settings;
    return avoid
        .filter(({ field, value, unset }) => {
            const words = list(place[field.replace("tunnelN", `tunnel${tunnel}`)]);
            return words === undefined ? unset === true : words.map(String).includes(String(value));
        })
        .filter(({ reason }) => !problems.some(({ fix }) => fix.includes(reason)))
        .map(({ field, value, reason, source }) => ({ figure: `${field} ${value}`, because: reason, source }));
}

/** The suite where exactly one is configured, otherwise undefined. */
export function onlySuite({ ike, esp, ppk, problems }: Reading): Suite | undefined {
    const [[first, ...others], [second, ...more]] = [ike, esp];
    if (first === undefined || second === undefined || others.length + more.length + problems.length > 0)
        return undefined;
    const offer = { ike: first, esp: second };
    const required = SUITE_PLACES.filter(({ phase, role }) => {
        if (role === "integrity") return !offer[phase].encryption.every(isAead);
        return role !== "extra";
    });
    const single = SUITE_PLACES.every((place) => offered(offer, place).length <= 1);
    const complete = required.every((place) => offered(offer, place).length === 1);
    const firm = first.extraIsOptional !== true && second.extraIsOptional !== true;
    return single && complete && firm ? suiteOf((place) => offered(offer, place)[0], ppk) : undefined;
}

function canonical(phase: Phase, raw: RawProposal, facts: EndFacts | undefined, problems: Problem[]): ReadOffer {
    const table = facts?.[phase];
    const unreadRoles = new Set<Role>(raw.unread ?? []);
    const read = (role: Role): Algorithm[] => {
        const words = raw[role];
        if (words === undefined && table === undefined) {
            problems.push(unread(phase, role, undefined, facts));
            unreadRoles.add(role);
        }
        if (words === undefined) return table === undefined ? [] : all(role, table);
        return inOrder(
            role,
            words.flatMap((word) => {
                const meant = meaning(phase, role, word, facts);
                if (meant === undefined) {
                    problems.push(unread(phase, role, word, facts));
                    unreadRoles.add(role);
                }
                return meant ?? [];
            }),
        );
    };
    const encryption = read("encryption");
    const aead = encryption.every(isAead);
    const offer = {
        encryption,
        prf: phase === "esp" ? [] : read("prf"),
        integrity: aead ? [] : read("integrity"),
        dh: read("dh"),
        extra: raw.extra === undefined ? [] : read("extra"),
    } as PhaseOffer;
    return {
        ...offer,
        ...(unreadRoles.size === 0 ? {} : { unread: [...unreadRoles] }),
        ...(raw.extraIsOptional === true ? { extraIsOptional: true } : {}),
    };
}

function all(role: Role, table: PhaseTable): Algorithm[] {
    return orderOf(role).filter((algorithm) => Object.keys(table[role]).includes(String(algorithm)));
}

function meaning(phase: Phase, role: Role, word: unknown, facts: EndFacts | undefined): Algorithm | undefined {
    if (facts === undefined)
        return algorithmFact(role, word as Algorithm) === undefined ? undefined : (word as Algorithm);
    const table = facts[phase][role] as Readonly<Record<string, Spelled>>;
    const written = orderOf(role).find((algorithm) => table[String(algorithm)] === word);
    return written ?? facts.aliases.find((a) => a.phase === phase && a.role === role && a.spelled === word)?.means;
}

function unread(phase: Phase, role: Role, word: unknown, facts: EndFacts | undefined): Problem {
    const words = facts === undefined ? orderOf(role) : Object.values(facts[phase][role]);
    const reason = facts?.avoid.find(({ value }) => value === word)?.reason;
    const advice = word === undefined ? "List what the device has." : "Correct the spelling.";
    return {
        check: "suite-unread",
        path: `${phase}.${role}`,
        got: show(word),
        allowed: oneOf(words),
        fix: reason === undefined ? advice : `Choose another: ${reason}.`,
    };
}

/** A list as it is, one value as a list of one. An empty list is not sent to a provider, so it is as if it were not set. */
function list(value: unknown): readonly unknown[] | undefined {
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
    return Array.isArray(value) ? (value as unknown[]) : [value];
}

function proposal(words: Partial<Record<Role, unknown>>): RawProposal {
    return Object.fromEntries(
        Object.entries(words).flatMap(([role, value]) => {
            const read = list(value);
            return read === undefined ? [] : [[role, read]];
        }),
    );
}

const IKE_VERSIONS: readonly IkeVersion[] = [1, 2];
const AWS_VERSIONS: readonly unknown[] = IKE_VERSIONS.map((version) => `ikev${version}`);

function unreadVersion(path: string, version: unknown, allowed: string): Problem {
    return { check: "suite-unread", path, got: show(version), allowed, fix: "Write the version 2 of IKE." };
}

function readAws(settings: Settings, tunnel: 1 | 2): Raw {
    const option = (name: string): unknown => settings[`tunnel${tunnel}${name}`];
    const hashes = option("Phase1IntegrityAlgorithms");
    const versions = list(option("IkeVersions")) ?? AWS_VERSIONS;
    const problems = versions
        .filter((version) => !AWS_VERSIONS.includes(version))
        .map((version) => unreadVersion(`tunnel${tunnel}IkeVersions`, version, oneOf(AWS_VERSIONS.map(String))));
    return {
        versions: IKE_VERSIONS.filter((version) => versions.includes(`ikev${version}`)),
        problems,
        ike: [
            proposal({
                encryption: option("Phase1EncryptionAlgorithms"),
                prf: hashes,
                integrity: hashes,
                dh: option("Phase1DhGroupNumbers"),
            }),
        ],
        esp: [
            proposal({
                encryption: option("Phase2EncryptionAlgorithms"),
                integrity: option("Phase2IntegrityAlgorithms"),
                dh: option("Phase2DhGroupNumbers"),
            }),
        ],
    };
}

const AZURE_FIELDS = ["ikeEncryption", "ikeIntegrity", "dhGroup", "ipsecEncryption", "ipsecIntegrity", "pfsGroup"];

function readAzure(settings: Settings): Raw {
    const missing = AZURE_FIELDS.filter((field) => list(settings[field]) === undefined);
    const { ikeEncryption, ikeIntegrity, dhGroup, ipsecEncryption, ipsecIntegrity, pfsGroup } = settings;
    const gcm = [ipsecEncryption, ipsecIntegrity].some((value) => String(value).startsWith("GCM"));
    const problems: Problem[] = missing.map((field) => ({
        check: "suite-unread",
        path: field,
        got: "nothing",
        allowed: "a value: a custom policy has all of its fields",
        fix: "Set the whole policy; without one Azure offers a list of its own, weak algorithms included.",
    }));
    if (missing.length === 0 && gcm && ipsecEncryption !== ipsecIntegrity) {
        problems.push({
            check: "suite-azure-gcm",
            path: "ipsecIntegrity",
            got: show(ipsecIntegrity),
            allowed: show(ipsecEncryption),
            fix: "GCM protects encryption and integrity together: write the same value in both fields.",
        });
    }
    const read = (words: Partial<Record<Role, unknown>>): RawProposal[] =>
        missing.length > 0 ? [] : [proposal(words)];
    return {
        ike: read({ encryption: ikeEncryption, prf: ikeIntegrity, integrity: ikeIntegrity, dh: dhGroup }),
        esp: read({ encryption: ipsecEncryption, integrity: ipsecIntegrity, dh: pfsGroup }),
        problems,
    };
}

function readGcp(settings: Settings): Raw {
    const suite = (settings.cipherSuite ?? {}) as Settings;
    const [one, two] = [(suite.phase1 ?? {}) as Settings, (suite.phase2 ?? {}) as Settings];
    const version = settings.ikeVersion ?? 2;
    const problems: Problem[] = [
        ...integritiesBesideGcm("phase1", one, END_FACTS.gcp.ike),
        ...integritiesBesideGcm("phase2", two, END_FACTS.gcp.esp),
    ];
    if (version !== 2) {
        const fix = "Only a tunnel of IKEv2 takes a cipherSuite: leave ikeVersion out, or write 2.";
        problems.push({ check: "suite-gcp-version", path: "ikeVersion", got: show(version), allowed: "2", fix });
    }
    return {
        ike: [proposal({ encryption: one.encryptions, prf: one.prves, integrity: one.integrities, dh: one.dhs })],
        esp: [proposal({ encryption: two.encryptions, integrity: two.integrities, dh: two.pfs })],
        versions: version === 1 ? [1] : [2],
        problems,
    };
}

function integritiesBesideGcm(
    name: string,
    { encryptions, integrities }: Settings,
    { encryption }: PhaseTable,
): Problem[] {
    const aead = orderOf("encryption")
        .filter(isAead)
        .map((cipher) => (encryption as Record<string, Spelled>)[cipher]);
    const ciphers = list(encryptions);
    const listed = list(integrities);
    if (listed === undefined || ciphers?.every((word) => aead.includes(word as Spelled)) !== true) return [];
    return [
        {
            check: "suite-gcp-integrity",
            path: `cipherSuite.${name}.integrities`,
            got: listed.map(String).join(", "),
            allowed: "nothing beside AES-GCM",
            fix: "Google refuses it: AES-GCM protects integrity itself, so leave the list out.",
        },
    ];
}

function readDevice(settings: Settings): Raw {
    const suite = (settings.suite ?? {}) as Settings;
    const phase = (name: Phase): RawProposal => proposal(suite[name] ?? {});
    return { ike: [phase("ike")], esp: [phase("esp")], ppk: suite.ppk === true };
}

const YES = ["yes", "true", "enabled", "1"];

function readStrongswan(settings: Settings): Raw {
    const [connection, child] = [(settings.connection ?? {}) as Settings, (settings.child ?? {}) as Settings];
    const problems: Problem[] = [];
    const read = (phase: Phase, field: string, text: unknown): RawProposal[] => {
        if (typeof text === "string") {
            return text.split(",").map((part) => sorted(phase, part.trim().toLowerCase().split("-"), problems));
        }
        const fix = "Write the proposals out: the default differs from build to build.";
        problems.push({ check: "suite-unread", path: field, got: show(text), allowed: "proposals in words", fix });
        return [];
    };
    const ike = read("ike", "connection.proposals", connection.proposals);
    const esp = read("esp", "child.esp_proposals", child.esp_proposals);
    const written = connection.version ?? 0;
    const version = [0, ...IKE_VERSIONS].find((number) => written === number || written === String(number));
    if (version === undefined) problems.push(unreadVersion("connection.version", written, "0, 1 or 2"));
    const versions = version === 0 ? IKE_VERSIONS : IKE_VERSIONS.filter((number) => number === version);
    const ppk = YES.includes(String(connection.ppk_required).toLowerCase());
    return { ike, esp, versions, ppk, problems };
}

/**
 * Keywords by their roles. Without a PRF the integrity algorithms serve as PRF, without a group in ESP there is no forward
 * secrecy. A keyword that nobody knows may stand for any role.
 */
function sorted(phase: Phase, words: readonly string[], problems: Problem[]): RawProposal {
    const roles: readonly Role[] = ["encryption", "prf", "integrity", "dh", "extra"];
    const facts = END_FACTS.strongswan;
    const of = (role: Role): string[] => words.filter((word) => meaning(phase, role, word, facts) !== undefined);
    const unknown = words
        .filter((word) => word !== NO_EXTRA)
        .filter((word) => roles.every((role) => meaning(phase, role, word, facts) === undefined));
    problems.push(
        ...unknown.map((word) => ({
            check: "suite-unread",
            path: `${phase} proposal`,
            got: show(word),
            allowed: "keywords that the facts know",
            fix: "Correct the spelling, or compare the two ends by hand.",
        })),
    );
    const [prf, integrity, dh] = [of("prf"), of("integrity"), of("dh")];
    const prfOfIntegrity = integrity.flatMap((word) => {
        const hash = meaning(phase, "integrity", word, facts);
        return hash === undefined ? [] : [facts.ike.prf[hash as keyof typeof facts.ike.prf]];
    });
    return {
        encryption: of("encryption"),
        ...(prf.length > 0 ? { prf } : prfOfIntegrity.length > 0 ? { prf: prfOfIntegrity } : {}),
        integrity,
        dh: phase === "esp" && dh.length === 0 ? ["none"] : dh,
        extra: of("extra"),
        ...(unknown.length > 0 ? { unread: roles } : {}),
        ...(words.includes(NO_EXTRA) ? { extraIsOptional: true } : {}),
    };
}

/** Beside another keyword of the first additional exchange: it may be left out. */
const NO_EXTRA = "ke1_none";
