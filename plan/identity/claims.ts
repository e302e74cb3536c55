/** What keys claim of a pool of numbers, and where that puts them. */
import type { NumberRange } from "../../facts/number-range";
import { numberFromKey } from "./hash";

/** Numbers of one kind, to be given away. */
export interface Pool {
    /** One of them, for texts: "ASN", "cluster id". */
    readonly what: string;
    /** Both ends included; ascending and apart from each other. */
    readonly ranges: readonly NumberRange[];
    /** The number that id 0 stands for. Default 0: the id is the number. */
    readonly base?: number;
    /** Why it holds these numbers only, for texts. */
    readonly note?: string;
    /** What a change of the number does to what exists already, for texts: "restarts every workload of the cluster". */
    readonly consequence?: string;
    /** What to do when there are not enough, as a sentence. */
    readonly whenFull?: string;
    /** How a run of numbers is printed. Default: its first number. */
    readonly print?: (first: number, width: number) => string;
}

/** What one key wants: `width` consecutive numbers whose first is a multiple of `width`, counted from the pool's base. */
export interface Claim {
    readonly pool: Pool;
    /** Default 1. */
    readonly width?: number;
    /** The user's choice: the run at `base + id * width`. */
    readonly id?: number;
    /** A number that the user fixed; instead of `id`. It may lie outside of the pool. */
    readonly number?: number;
    /** The name of the argument with the fixed number: "asn". Default "number". */
    readonly numberName?: string;
    /** Where the user declares this key: "sites.plant". An id goes below it. */
    readonly path: string;
}

export interface Placed {
    readonly key: string;
    readonly claim: Claim;
    /** NaN for what has no place yet: a run there meets no other. */
    readonly first: number;
    readonly last: number;
}

/** Without a place where the id is none of the pool's, or the pool has no run of this width at all. */
export function place(key: string, claim: Claim): Placed {
    const { pool, width = 1, id, number } = claim;
    const at = (first: number): Placed => ({ key, claim, first, last: first + width - 1 });
    if (number !== undefined) return at(number);
    const slots = slotsOf(pool, width);
    if (id !== undefined) return at(isIdOf(slots, id) ? (pool.base ?? 0) + id * width : NaN);
    const count = slots.reduce((sum, s) => sum + s.count, 0);
    if (count === 0) return at(NaN);
    let index = numberFromKey(key, count);
    for (const slot of slots) {
        if (index < slot.count) return at((pool.base ?? 0) + (slot.firstId + index) * width);
        index -= slot.count;
    }
    throw new Error("a slot's index lies beyond the slots");
}

export type Slots = readonly { readonly firstId: number; readonly count: number }[];

const isIdOf = (slots: Slots, id: number): boolean =>
    Number.isInteger(id) && slots.some((s) => id >= s.firstId && id < s.firstId + s.count);

/** The ids that a pool has for runs of `width`, a stretch for each of its ranges. */
export function slotsOf({ ranges, base = 0 }: Pool, width: number): Slots {
    return ranges
        .map(({ first, last }) => {
            const firstId = Math.ceil((first - base) / width);
            return { firstId, count: Math.floor((last - base + 1) / width) - firstId };
        })
        .filter((slot) => slot.count > 0);
}
