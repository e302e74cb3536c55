/**
 * Numbers that follow from a name alone, so that adding or removing another name never moves them: from an explicit id where
 * the user gave one, otherwise from a hash of the key. Nothing is searched for and no order counts, so two keys can meet at
 * one number. Then no number is given to anybody, and the problems print the lines that end it in one edit.
 */
import { place, type Claim, type Placed } from "./identity/claims";
import { findRoom, meetings, NOWHERE, settle, type Room } from "./identity/rooms";
import { collision, exhaustions, noSuchId, toLine, type IdLine } from "./identity/words";
import { show, type Problem } from "./problem";

export { numberFromKey } from "./identity/hash";
export type { Claim, Pool } from "./identity/claims";
export type { IdLine } from "./identity/words";

/** How a claim came to its number, for reasoning. */
export function originOf(key: string, { id, number }: Pick<Claim, "id" | "number">): string {
    if (number !== undefined) return "given";
    return id === undefined ? `from the key ${show(key)}` : `from id ${id}`;
}

export type Allocation =
    | { readonly numbers: ReadonlyMap<string, number>; readonly problems: readonly [] }
    | { readonly numbers: undefined; readonly problems: readonly Problem[]; readonly lines: readonly IdLine[] };

/**
 * The first number of each key's run, or everything that is wrong. Claims of different pools and widths may meet, where the
 * pools hold the same numbers; a run belongs to one key. Problems: `id-range` and `id-collision`, each with the line that
 * ends it, and `numbers-exhausted`. One edit with all lines ends all of them; there are none where no edit can.
 */
export function allocate(claims: Readonly<Record<string, Claim>>): Allocation {
    const placed = Object.keys(claims)
        .sort()
        .map((key) => place(key, claims[key] as Claim));
    const homeless = placed.filter((p) => Number.isNaN(p.first));
    const { kept, moved } = settle(placed.filter((p) => !Number.isNaN(p.first)));
    if (homeless.length === 0 && moved.length === 0) {
        return { numbers: new Map(placed.map((p) => [p.key, p.first])), problems: [] };
    }
    return propose(kept, [...moved, ...homeless]);
}

/** Who does not move, in the order of the attempts: all that may stay; then those with an id; then fixed numbers only. */
const STAYING: readonly ((claim: Claim) => boolean)[] = [
    () => true,
    ({ id, number }) => id !== undefined || number !== undefined,
    ({ number }) => number !== undefined,
];

/**
 * Lines for those that must move. Most often there is room for them beside the others, and the first attempt finds it. Where
 * there is none, because narrow runs lie so that no wide one fits between them, more may move, at first only as far as they
 * are in the way, then packed together.
 */
function propose(kept: readonly Placed[], moved: readonly Placed[]): Allocation {
    const attempts = STAYING.flatMap((isStaying) => {
        const staying = kept.filter((p) => isStaying(p.claim));
        const moving = [...kept.filter((p) => !isStaying(p.claim)), ...moved];
        return [true, false].map((inPlace) => () => findRoom(staying, moving, inPlace));
    });
    const found: Room[] = [];
    for (const attempt of attempts) if (found.every((room) => room.homeless.length > 0)) found.push(attempt());
    // Where nothing helps, the first says it best: who is over, with everybody else where he is.
    const { moves, homeless } = found.find((room) => room.homeless.length === 0) ?? found[0] ?? NOWHERE;
    const groups = meetings([...kept, ...moved].filter((p) => !Number.isNaN(p.first)));
    const groupOf = new Map(groups.flatMap((group) => group.map((p) => [p.key, group] as const)));
    const isFull = (p: Placed): boolean => homeless.some((h) => h.claim.pool === p.claim.pool);
    const told = homeless.length === 0 ? moves : moves.filter((move) => !isFull(move.from));
    return {
        numbers: undefined,
        problems: [
            ...told.map((move) => (Number.isNaN(move.from.first) ? noSuchId(move) : collision(move, groupOf))),
            ...exhaustions(homeless),
        ],
        lines: homeless.length === 0 ? moves.map(toLine) : [],
    };
}
