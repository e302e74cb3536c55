/** What an end is configured to accept, read back from its own words into canonical ones. */
import type { EndFacts, PhaseTable, Spelled } from "../../facts/ipsec/end";
import { oneOf, show, type Problem } from "../problem";
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

/** The proposals of each phase: of a managed gateway one, of strongSwan as many as are listed, the preferred first. */
export interface Reading {
    readonly ike: readonly PhaseOffer[];
    readonly esp: readonly PhaseOffer[];
    readonly ppk: boolean;
    /** What could not be read; the lists lack it. */
    readonly problems: readonly Problem[];
}

type Settings = Readonly<Record<string, unknown>>;
/** Words per role; a role that is not set has no entry, which means the whole table. */
type RawProposal = Partial<Record<Role, readonly unknown[]>>;
interface Raw {
    readonly ike: readonly RawProposal[];
    readonly esp: readonly RawProposal[];
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
    if (!END_KINDS.includes(kind)) return { ike: [], esp: [], ppk: false, problems: [unknownKind(kind, "kind")] };
    const raw = kind === "device" ? readDevice(spelling as Settings) : PARSERS[kind](spelling as Settings, tunnel);
    const facts = kind === "device" ? undefined : END_FACTS[kind];
    const problems: Problem[] = [...(raw.problems ?? [])];
    const phase = (name: Phase): PhaseOffer[] =>
        raw[name].map((proposal) => canonical(name, proposal, facts, problems));
    return { ike: phase("ike"), esp: phase("esp"), ppk: raw.ppk ?? false, problems };
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
    return single && complete ? suiteOf((place) => offered(offer, place)[0], ppk) : undefined;
}

function canonical(phase: Phase, raw: RawProposal, facts: EndFacts | undefined, problems: Problem[]): PhaseOffer {
    const table = facts?.[phase];
    const read = (role: Role): Algorithm[] => {
        const words = raw[role];
        if (words === undefined) return table === undefined ? [] : all(role, table);
        return inOrder(
            role,
            words.flatMap((word) => {
                const meant = meaning(phase, role, word, facts);
                if (meant === undefined) problems.push(unread(phase, role, word, facts));
                return meant ?? [];
            }),
        );
    };
    const encryption = read("encryption");
    const aead = encryption.every(isAead);
    return {
        encryption,
        prf: phase === "esp" ? [] : read("prf"),
        integrity: aead ? [] : read("integrity"),
        dh: read("dh"),
        extra: raw.extra === undefined ? [] : read("extra"),
    } as PhaseOffer;
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
    return {
        check: "suite-unread",
        path: `${phase}.${role}`,
        got: show(word),
        allowed: words.length === 0 ? "nothing" : oneOf(words.map(String)),
        fix: reason === undefined ? "Correct the spelling." : `Choose another: ${reason}.`,
    };
}

/** A list as it is, one value as a list of one. */
function list(value: unknown): readonly unknown[] | undefined {
    if (value === undefined || value === null) return undefined;
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

function readAws(settings: Settings, tunnel: 1 | 2): Raw {
    const option = (name: string): unknown => settings[`tunnel${tunnel}${name}`];
    const hashes = option("Phase1IntegrityAlgorithms");
    return {
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
    return {
        ike: [proposal({ encryption: one.encryptions, prf: one.prves, integrity: one.integrities, dh: one.dhs })],
        esp: [proposal({ encryption: two.encryptions, integrity: two.integrities, dh: two.pfs })],
    };
}

function readDevice(settings: Settings): Raw {
    const suite = (settings.suite ?? {}) as Settings;
    const phase = (name: Phase): RawProposal => proposal(suite[name] ?? {});
    return { ike: [phase("ike")], esp: [phase("esp")], ppk: suite.ppk === true };
}

function readStrongswan(settings: Settings): Raw {
    const [connection, child] = [(settings.connection ?? {}) as Settings, (settings.child ?? {}) as Settings];
    const problems: Problem[] = [];
    const read = (phase: Phase, field: string, text: unknown): RawProposal[] => {
        if (typeof text === "string") {
            return text.split(",").map((part) => sorted(phase, part.trim().split("-"), problems));
        }
        const fix = "Write the proposals out: the default differs from build to build.";
        problems.push({ check: "suite-unread", path: field, got: "nothing", allowed: "proposals in words", fix });
        return [];
    };
    const ike = read("ike", "connection.proposals", connection.proposals);
    const esp = read("esp", "child.esp_proposals", child.esp_proposals);
    return { ike, esp, ppk: connection.ppk_required === "yes" || connection.ppk_required === true, problems };
}

/**
 * Keywords by their roles. Without a PRF the integrity algorithms serve as PRF, without a group in ESP there is no forward
 * secrecy.
 */
function sorted(phase: Phase, words: readonly string[], problems: Problem[]): RawProposal {
    const roles: readonly Role[] = ["encryption", "prf", "integrity", "dh", "extra"];
    const facts = END_FACTS.strongswan;
    const of = (role: Role): string[] => words.filter((word) => meaning(phase, role, word, facts) !== undefined);
    const unknown = words.filter((word) => roles.every((role) => meaning(phase, role, word, facts) === undefined));
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
    };
}
