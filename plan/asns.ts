/** An ASN for each site of a network: its own where it has one, otherwise a private one from its id or key. */
import {
    ASN_RULES,
    AZURE_PEER_RESERVED_ASNS,
    PRIVATE_ASNS,
    RESERVED_ASNS,
    type AsnHolder,
    type NumberRange,
} from "../facts/reservations/asn";
import type { Known } from "../facts/fact";
import { allocate, originOf, type Claim, type IdLine, type Pool } from "./identity";
import { show, type Problem } from "./problem";
import type { Reasoning } from "./reasoning";
import { join } from "./shape";

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
    readonly asns: ReadonlyMap<string, number> | undefined;
    readonly problems: readonly Problem[];
    /** The id lines that end all collisions in one edit. */
    readonly lines: readonly IdLine[];
    readonly reasoning: Reasoning;
}

// In Azure's peers too; the rest of the 16-bit range is Azure's own.
const TWO_BYTES: Pool = {
    what: "ASN",
    base: 64_512,
    ranges: [{ first: 64_512, last: 65_514 }],
    note: "ASN 64512 + id, for a device with 16-bit ASNs",
};
const FOUR_BYTES: Pool = {
    what: "ASN",
    base: 4_200_000_000,
    ranges: [{ first: 4_200_000_000, last: 4_294_967_294 }],
    note: "ASN 4200000000 + id",
};

/**
 * One ASN per site, no two the same. Problems: `asn-range`, `asn-reserved`, and those of `allocate`. `path` is where the sites
 * are declared.
 */
export function planAsns(sites: Readonly<Record<string, AsnSite>>, path = "sites"): AsnPlan {
    const withAzure = Object.values(sites).some((s) => s.holder === "azure" || s.holder === "azure-virtual-wan");
    const problems = Object.entries(sites).flatMap(([site, s]) => checkAsn(s, `${join(path, site)}.asn`, withAzure));
    if (problems.length > 0) return { asns: undefined, problems, lines: [], reasoning: [] };

    const claims = Object.fromEntries(
        Object.entries(sites).map(([site, s]): [string, Claim] => [site, claimOf(s, join(path, site))]),
    );
    const result = allocate(claims);
    if (result.numbers === undefined) {
        return { asns: undefined, problems: result.problems, lines: result.lines, reasoning: [] };
    }
    const reasoning = [...result.numbers].map(([site, asn]) => ({
        what: `ASN of '${site}'`,
        figure: String(asn),
        because: originOf(site, claims[site] as Claim),
    }));
    return { asns: result.numbers, problems: [], lines: [], reasoning };
}

function claimOf({ holder, asn, id, twoBytes = false }: AsnSite, path: string): Claim {
    const fixed = holder === "azure-virtual-wan" ? ASN_RULES[holder].allowed.value[0]?.first : asn;
    const pool = twoBytes ? TWO_BYTES : FOUR_BYTES;
    return { pool, path, ...(fixed === undefined ? {} : { number: fixed }), ...(id === undefined ? {} : { id }) };
}

function checkAsn({ holder, asn }: AsnSite, path: string, withAzure: boolean): Problem[] {
    if (asn === undefined) return [];
    const { allowed, reserved } = ASN_RULES[holder];
    if (!Number.isInteger(asn) || !isIn(allowed, asn)) {
        const fix = "Correct it, or leave it out and have a private one follow from the site's key.";
        return [{ check: "asn-range", path, got: show(asn), allowed: textOf(allowed), fix }];
    }
    const isAzure = holder === "azure" || holder === "azure-virtual-wan";
    const lists = [RESERVED_ASNS, reserved, ...(withAzure && !isAzure ? [AZURE_PEER_RESERVED_ASNS] : [])];
    const list = lists.find((l) => isIn(l, asn));
    if (list === undefined) return [];
    const fix = `It is reserved (${list.source.document}): take a private one, ${textOf(PRIVATE_ASNS)}, or leave it out.`;
    return [{ check: "asn-reserved", path, got: show(asn), allowed: `an ASN outside of ${textOf(list)}`, fix }];
}

const isIn = ({ value }: Known<readonly NumberRange[]>, n: number): boolean =>
    value.some(({ first, last }) => n >= first && n <= last);

const textOf = ({ value }: Known<readonly NumberRange[]>): string => {
    const texts = value.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`));
    return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
};
