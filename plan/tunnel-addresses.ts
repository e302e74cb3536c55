/**
 * Inside addresses of IPsec tunnels: a /30 per tunnel, from one pool for the whole network, because Google wants each block
 * once per VPC network, AWS once per gateway, and a device at the other end once at all.
 */
import { TUNNEL_INSIDE } from "../facts/reservations/addresses";
import type { NumberRange } from "../facts/number-range";
import { allocate, originOf, type Claim, type IdLine, type Pool } from "./identity";
import { addressText, parseAddress, prefixOf, type Prefix } from "./prefix";
import { show, type Problem } from "./problem";
import type { Reasoning } from "./reasoning";
import { checkShape, join, withoutNulls, type Shape } from "./shape";

export interface TunnelPair {
    /** Chooses the blocks: ids count the runs, with Azure 0–31 for four blocks, 0–63 for two, 0–127 for one. */
    readonly id?: number;
    /** True where one end is Azure, which takes 169.254.21.0–169.254.22.255 only. */
    readonly touchesAzure: boolean;
    /** How many blocks the pair has, side by side; one for each tunnel. */
    readonly blocks: 1 | 2 | 4;
}

export interface InsideBlock {
    /** "169.254.21.0/30" */
    readonly cidr: string;
    /** Its first host: AWS's end, or Azure's towards Google. */
    readonly first: string;
    /** Its second host. */
    readonly second: string;
}

export interface TunnelAddressPlan {
    /** By pair, as many as it wants, in the order of their addresses; undefined where there are problems. */
    readonly blocks: Readonly<Record<string, readonly InsideBlock[]>> | undefined;
    readonly problems: readonly Problem[];
    /** The lines that end all collisions in one edit. */
    readonly lines: readonly IdLine[];
    readonly reasoning: Reasoning;
}

/** Addresses per block. */
const SIZE = 4;
const START = prefixOf(TUNNEL_INSIDE.pool.value).first;
const END = Number(prefixOf(TUNNEL_INSIDE.pool.value).last - START + 1n) / SIZE - 1;

const addressIn = (block: number, host: number): string => addressText(4, START + BigInt(block * SIZE + host));
const blockOf = (address: bigint): number => Math.floor(Number(address - START) / SIZE);
const addressOf = (text: string): bigint => parseAddress(text)?.value ?? START;
const blocksOf = ({ first, last }: Prefix): NumberRange => ({ first: blockOf(first), last: blockOf(last) });

const AZURE: NumberRange = {
    first: blockOf(addressOf(TUNNEL_INSIDE.azureFirst.value)),
    last: blockOf(addressOf(TUNNEL_INSIDE.azureLast.value)),
};
const AWS_RESERVED = TUNNEL_INSIDE.awsReserved.value.map((text) => blocksOf(prefixOf(text)));

const WIDTHS: readonly number[] = [1, 2, 4];
const PAIRS: Shape = {
    kind: "map",
    required: true,
    of: {
        kind: "object",
        members: {
            id: { kind: "number" },
            touchesAzure: { kind: "boolean", required: true },
            blocks: { kind: "number", required: true },
        },
    },
};

const shared = {
    what: "inside block",
    consequence: "replaces the tunnels of the pair",
    print: (block: number, width: number) =>
        `${addressIn(block, 0)}/${TUNNEL_INSIDE.blockLength.value - Math.log2(width)}`,
};
const AZURE_POOL: Pool = {
    ...shared,
    ranges: [AZURE],
    base: AZURE.first,
    note: `Azure takes ${TUNNEL_INSIDE.azureFirst.value}–${TUNNEL_INSIDE.azureLast.value} only`,
    whenFull:
        "Choose a topology with fewer links to Azure, or peer over Azure's regular BGP addresses, which are not link-local, " +
        "and leave those pairs out.",
};
/** Everything else, so that nobody who could do without takes Azure's few. */
const GENERAL_POOL: Pool = {
    ...shared,
    ranges: without({ first: 0, last: END }, [...AWS_RESERVED, AZURE]),
    whenFull: "Choose a topology with fewer links.",
};

/** The parts of `whole` that none of `taken` holds. */
function without(whole: NumberRange, taken: readonly NumberRange[]): NumberRange[] {
    const sorted = [...taken].sort((a, b) => a.first - b.first);
    const starts = [whole.first, ...sorted.map((t) => t.last + 1)];
    const ends = [...sorted.map((t) => t.first - 1), whole.last];
    return starts.map((first, i) => ({ first, last: ends[i] as number })).filter(({ first, last }) => first <= last);
}

/** The blocks of each pair. Problems: those of a wrong shape and of `allocate`. `path` is where the pairs are declared. */
export function planTunnelAddresses(given: Readonly<Record<string, TunnelPair>>, path = "pairs"): TunnelAddressPlan {
    const pairs = withoutNulls(PAIRS, given);
    const shape = checkShape(PAIRS, pairs, path);
    if (shape.length > 0) return { blocks: undefined, problems: shape, lines: [], reasoning: [] };
    const odd = Object.entries(pairs).filter(([, { blocks }]) => !WIDTHS.includes(blocks));
    const wrong = odd.map(([pair, { blocks }]) => oddBlocks(blocks, join(path, pair)));
    if (wrong.length > 0) return { blocks: undefined, problems: wrong, lines: [], reasoning: [] };
    const claims = Object.fromEntries(
        Object.entries(pairs).map(([pair, { id, touchesAzure, blocks }]): [string, Claim] => [
            pair,
            {
                pool: touchesAzure ? AZURE_POOL : GENERAL_POOL,
                width: blocks,
                path: join(path, pair),
                ...(id === undefined ? {} : { id }),
            },
        ]),
    );
    const result = allocate(claims);
    if ("lines" in result) {
        return { blocks: undefined, problems: result.problems, lines: result.lines, reasoning: [] };
    }
    const placed = [...result.numbers].map(([pair, first]) => {
        const claim = claims[pair] as Claim;
        const width = claim.width ?? 1;
        return { pair, claim, first, width, blocks: Array.from({ length: width }, (_, i) => insideBlock(first + i)) };
    });
    return {
        blocks: Object.fromEntries(placed.map(({ pair, blocks }) => [pair, blocks])),
        problems: [],
        lines: [],
        reasoning: placed.map(({ pair, claim, first, width }) => ({
            what: `inside addresses of '${pair}'`,
            figure: shared.print(first, width),
            because: originOf(pair, claim),
            source: (claim.pool === AZURE_POOL ? TUNNEL_INSIDE.azureFirst : TUNNEL_INSIDE.pool).source,
        })),
    };
}

function oddBlocks(blocks: number, path: string): Problem {
    const fix = "Blocks that lie side by side are one, two or four.";
    return { check: "out-of-range", path: `${path}.blocks`, got: show(blocks), allowed: "1, 2 or 4", fix };
}

function insideBlock(block: number): InsideBlock {
    return { cidr: shared.print(block, 1), first: addressIn(block, 1), second: addressIn(block, 2) };
}
