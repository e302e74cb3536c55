/** An ASN for each site of a network: its own where it has one, otherwise a private one from its id or key. */
import {
    ASN_RULES,
    AZURE_PEER_RESERVED_ASNS,
    PRIVATE_ASNS,
    PRIVATE_ASNS_BESIDE_AZURE,
    RESERVED_ASNS,
    type AsnHolder,
} from "../facts/reservations/asn";
import type { Known } from "../facts/fact";
import type { NumberRange } from "../facts/number-range";
import { allocate, originOf, type Claim, type IdLine, type Pool } from "./identity";
import { oneOf, show, type Problem } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { checkShape, join, own, withoutNulls, type Shape } from "./shape";

export interface AsnSite {
    /** Whose gateway it is; that decides what it may have. */
    readonly holder: AsnHolder;
    /** The ASN that the site has already. A gateway of an Azure virtual hub always has 65515. */
    readonly asn?: number;
    /** Chooses the number: 4200000000 + id, or 64512 + id with `twoBytes`. */
    readonly id?: number;
    /** True for devices that know 16-bit ASNs only: then it is one of 64512–65514. Default false. */
    readonly twoBytes?: boolean;
}

export interface AsnPlan {
    /** By site; undefined where there are problems. */
    readonly asns: Readonly<Record<string, number>> | undefined;
    readonly problems: readonly Problem[];
    /** The lines that end all collisions in one edit. */
    readonly lines: readonly IdLine[];
    readonly reasoning: Reasoning;
}

const CHANGED = {
    consequence: "ends all BGP sessions of the site, and replaces a gateway that cannot change its own",
} as const;
// In Azure's peers too; the rest of the 16-bit range is Azure's own.
const TWO_BYTES: Pool = {
    ...CHANGED,
    what: "ASN",
    base: 64_512,
    ranges: PRIVATE_ASNS_BESIDE_AZURE.value.slice(0, 1),
    note: "ASN 64512 + id, for a device with 16-bit ASNs",
    whenFull: "Leave 'twoBytes' out where devices know 32-bit ASNs.",
};
const FOUR_BYTES: Pool = {
    ...CHANGED,
    what: "ASN",
    base: 4_200_000_000,
    ranges: PRIVATE_ASNS_BESIDE_AZURE.value.slice(-1),
    note: "ASN 4200000000 + id",
};
/** The gateway of every virtual hub has this one. They are no peers of each other, so they may share it. */
const VIRTUAL_WAN = ASN_RULES["azure-virtual-wan"].allowed.value[0]?.first ?? NaN;

const SITES: Shape = {
    kind: "map",
    required: true,
    of: {
        kind: "object",
        members: {
            holder: { kind: "string", required: true, among: Object.keys(ASN_RULES) },
            asn: { kind: "number" },
            id: { kind: "number" },
            twoBytes: { kind: "boolean" },
        },
    },
};

/**
 * One ASN per site, no two the same but those of Azure's virtual hubs. Problems: those of a wrong shape, `asn-range`,
 * `asn-reserved`, `asn-and-id`, and those of `allocate`. `path` is where the sites are declared.
 */
export function planAsns(given: Readonly<Record<string, AsnSite>>, path = "sites"): AsnPlan {
    const sites = withoutNulls(SITES, given);
    const shape = checkShape(SITES, sites, path);
    if (shape.length > 0) return { asns: undefined, problems: shape, lines: [], reasoning: [] };
    const all = Object.entries(sites).sort(([a], [b]) => (a < b ? -1 : 1));
    const beside = {
        azure: all.some(([, s]) => s.holder === "azure" || s.holder === "azure-virtual-wan"),
        wan: all.some(([, s]) => s.holder === "azure-virtual-wan"),
    };
    const found = all.map(([site, s]) => ({ site, s, problems: checkAsn(s, join(path, site), beside) }));
    // What is wrong by itself takes part in nothing, but what is wrong with the others is said as well.
    const claims = Object.fromEntries(
        found
            .filter(({ s, problems }) => problems.length === 0 && s.holder !== "azure-virtual-wan")
            .map(({ site, s }): [string, Claim] => [site, claimOf(s, join(path, site))]),
    );
    const result = allocate(claims);
    const problems = [...found.flatMap((f) => f.problems), ...result.problems];
    if (result.numbers === undefined || problems.length > 0) {
        const lines = "lines" in result ? result.lines : [];
        return { asns: undefined, problems, lines, reasoning: [] };
    }
    const { numbers } = result;
    const asns = all.map(([site]): [string, number] => [site, numbers.get(site) ?? VIRTUAL_WAN]);
    return {
        asns: Object.fromEntries(asns),
        problems: [],
        lines: [],
        reasoning: asns.map(([site, asn]) => stepFor(site, asn, own(claims, site))),
    };
}

function claimOf({ asn, id, twoBytes = false }: AsnSite, path: string): Claim {
    const pool = twoBytes ? TWO_BYTES : FOUR_BYTES;
    const fixed = asn === undefined ? {} : { number: asn, numberName: "asn" };
    return { pool, path, ...fixed, ...(id === undefined ? {} : { id }) };
}

/** Only virtual hubs have no claim. */
function stepFor(site: string, asn: number, claim: Claim | undefined): Step {
    const said = { what: `ASN of '${site}'`, figure: String(asn) };
    if (claim !== undefined) return { ...said, because: originOf(site, claim) };
    return { ...said, because: "as every virtual hub", source: ASN_RULES["azure-virtual-wan"].allowed.source };
}

function checkAsn(site: AsnSite, path: string, beside: { azure: boolean; wan: boolean }): Problem[] {
    const { holder, asn, id, twoBytes = false } = site;
    if (asn === undefined) return [];
    const at = `${path}.asn`;
    if (id !== undefined && holder !== "azure-virtual-wan") {
        const fix = "Remove one of them: the id chooses an ASN where none is given.";
        return [{ check: "asn-and-id", path, got: `asn ${asn} and id ${id}`, allowed: "one of the two", fix }];
    }
    const { allowed, reserved } = ASN_RULES[holder];
    const largest = twoBytes ? 65_535 : Infinity;
    if (!Number.isInteger(asn) || !isIn(allowed, asn) || asn > largest) {
        const fix = "Correct it, or leave it out and have a private one follow from the site's key.";
        const range = twoBytes ? `${textOf(allowed)}, and no more than 65535 with twoBytes` : textOf(allowed);
        return [{ check: "asn-range", path: at, got: show(asn), allowed: range, fix }];
    }
    const isAzure = holder === "azure" || holder === "azure-virtual-wan";
    const lists = [RESERVED_ASNS, reserved, ...(beside.azure && !isAzure ? [AZURE_PEER_RESERVED_ASNS] : [])];
    const list = lists.find((l) => isIn(l, asn));
    const free = `take a private one, ${textOf(beside.azure ? PRIVATE_ASNS_BESIDE_AZURE : PRIVATE_ASNS)}, or leave it out.`;
    if (list !== undefined) {
        const fix = `It is reserved (${list.source.document}): ${free}`;
        return [{ check: "asn-reserved", path: at, got: show(asn), allowed: `an ASN outside of ${textOf(list)}`, fix }];
    }
    if (holder === "azure" && beside.wan && asn === VIRTUAL_WAN) {
        const fix = `Every virtual hub has it, and cannot change it: ${free}`;
        return [{ check: "asn-reserved", path: at, got: show(asn), allowed: `another than ${VIRTUAL_WAN}`, fix }];
    }
    return [];
}

const isIn = ({ value }: Known<readonly NumberRange[]>, n: number): boolean =>
    value.some(({ first, last }) => n >= first && n <= last);

const textOf = ({ value }: Known<readonly NumberRange[]>): string =>
    oneOf(value.map(({ first, last }) => (first === last ? first : `${first}–${last}`)));
