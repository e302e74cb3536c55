/** What is said of numbers that cannot be given, and the lines that end it. */
import { show, type Problem } from "../problem";
import { slotsOf, type Placed, type Pool } from "./claims";
import { meet, type Move } from "./rooms";

/** A line to add to the program, or to change in it. */
export interface IdLine {
    readonly key: string;
    /** "sites.plant.id"; where a fixed number has to change, the number: "sites.plant.asn". */
    readonly path: string;
    /** What to write there. */
    readonly id: number;
}

const idOf = ({ claim: { pool, width = 1 }, first }: Placed): number => (first - (pool.base ?? 0)) / width;
const print = ({ claim: { pool, width = 1 }, first }: Placed): string =>
    pool.print === undefined ? String(first) : pool.print(first, width);

/** A fixed number is replaced by another one, everything else by an id. */
export function toLine({ to }: Move): IdLine {
    const { path, number, numberName = "number" } = to.claim;
    return number === undefined
        ? { key: to.key, path: `${path}.id`, id: idOf(to) }
        : { key: to.key, path: `${path}.${numberName}`, id: to.first };
}

/** "Add to 'plant': id: 7" */
function instruction(move: Move): string {
    const { number, numberName = "number" } = move.to.claim;
    const change = follows(move.to) ? "Add to" : "Change in";
    return `${change} '${move.to.key}': ${number === undefined ? "id" : numberName}: ${toLine(move).id}`;
}

export function noSuchId(move: Move): Problem {
    const { pool, width = 1, id } = move.from.claim;
    const ids = slotsOf(pool, width).map((s) => `${s.firstId}–${s.firstId + s.count - 1}`);
    const allowed = `a whole number, ${ids.join(" or ")}${pool.note === undefined ? "" : ` (${pool.note})`}`;
    const fix = `${instruction(move)}, or leave it out and have it follow from the key.`;
    return { check: "id-range", path: toLine(move).path, got: show(id), allowed, fix };
}

export function collision(move: Move, groupOf: ReadonlyMap<string, readonly Placed[]>): Problem {
    const { from } = move;
    const { pool, id, number } = from.claim;
    const others = (groupOf.get(from.key) ?? [])
        .filter((p) => p.key !== from.key && meet(p, from))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    const what =
        number !== undefined
            ? String(number)
            : id !== undefined
              ? `${id}, which is ${pool.what} ${print(from)}`
              : `nothing; its key gives ${pool.what} ${print(from)}`;
    const why =
        others.length === 0 ? "where another needs the room" : `as ${others.map((p) => `'${p.key}'`).join(", ")}`;
    return {
        check: "id-collision",
        path: toLine(move).path,
        got: `${what}, ${why}`,
        allowed: `what no other has (${pool.what})`,
        fix: `${instruction(move)}.${orKeep(from, follows(from) ? others : [])}`,
    };
}

/** Nobody can see from the arguments which of them exists already. With its own id written down, the others move. */
function orKeep(from: Placed, others: readonly Placed[]): string {
    const { consequence } = from.claim.pool;
    const warning = consequence === undefined ? "" : ` Another number ${consequence}.`;
    if (others.length === 0 || !others.every(follows)) return warning;
    const keep = `keep its number with id: ${idOf(from)} there and run again: then others move.`;
    return `${warning} If '${from.key}' exists already, ${keep}`;
}

const follows = ({ claim: { id, number } }: Placed): boolean => id === undefined && number === undefined;

/** A problem for each pool and width that is short of runs, at the first key without one. */
export function exhaustions(homeless: readonly Placed[]): Problem[] {
    const byKind = new Map<Pool, Map<number, Placed[]>>();
    for (const p of homeless) {
        const widths = byKind.get(p.claim.pool) ?? new Map<number, Placed[]>();
        const width = p.claim.width ?? 1;
        byKind.set(p.claim.pool, widths.set(width, [...(widths.get(width) ?? []), p]));
    }
    return [...byKind].flatMap(([pool, widths]) =>
        [...widths].flatMap(([width, short]) => exhausted(pool, width, short)),
    );
}

function exhausted(pool: Pool, width: number, short: readonly Placed[]): Problem[] {
    const keys = short.map((p) => p.key).sort();
    const [first] = [...short].sort((a, b) => (a.key < b.key ? -1 : 1));
    const shown = keys.slice(0, 3).map((key) => `'${key}'`);
    const names =
        keys.length > shown.length ? `${shown.join(", ")} and ${keys.length - shown.length} more` : shown.join(", ");
    const count = slotsOf(pool, width).reduce((sum, s) => sum + s.count, 0);
    return [
        {
            check: "numbers-exhausted",
            path: first?.claim.path ?? "",
            got: `no ${pool.what} left for ${names}`,
            allowed: `at most ${count} of them${width === 1 ? "" : ` of ${width} each`}, some of which others need`,
            fix: pool.whenFull ?? "Use fewer of them.",
        },
    ];
}
