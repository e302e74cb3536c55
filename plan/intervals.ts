/** Sets of whole numbers from 0 as intervals: in order, and between two of them lies at least one number outside the set. */
export interface Interval {
    readonly first: bigint;
    /** It belongs to the interval too. */
    readonly last: bigint;
}

/** Intervals in any order as those of a set. */
export function joined(intervals: readonly Interval[]): Interval[] {
    const result: { first: bigint; last: bigint }[] = [];
    for (const { first, last } of [...intervals].sort((a, b) => (a.first < b.first ? -1 : 1))) {
        const before = result.at(-1);
        if (before === undefined || first > before.last + 1n) result.push({ first, last });
        else if (last > before.last) before.last = last;
    }
    return result;
}

/** What is in both: linear, and where one side is much shorter only logarithmic in the other. */
export function common(a: readonly Interval[], b: readonly Interval[]): Interval[] {
    if (a.length * FEW < b.length) return fewInMany(a, b);
    if (b.length * FEW < a.length) return fewInMany(b, a);
    const result: Interval[] = [];
    let [i, j] = [0, 0];
    for (let [x, y] = [a[i], b[j]]; x !== undefined && y !== undefined; [x, y] = [a[i], b[j]]) {
        const first = x.first > y.first ? x.first : y.first;
        const last = x.last < y.last ? x.last : y.last;
        if (first <= last) result.push({ first, last });
        if (x.last === last) i++;
        if (y.last === last) j++;
    }
    return result;
}

/** From here on searching by halves is faster than passing everything. */
const FEW = 8;

function fewInMany(few: readonly Interval[], many: readonly Interval[]): Interval[] {
    return few.flatMap(({ first, last }) => {
        const result: Interval[] = [];
        for (let i = firstEndingAt(many, first); i < many.length; i++) {
            const other = many[i] as Interval;
            if (other.first > last) break;
            result.push({
                first: other.first > first ? other.first : first,
                last: other.last < last ? other.last : last,
            });
        }
        return result;
    });
}

/** The position of the first interval that ends at `number` or behind it. */
export function firstEndingAt(intervals: readonly Interval[], number: bigint): number {
    let [from, to] = [0, intervals.length];
    while (from < to) {
        const middle = (from + to) >> 1;
        if ((intervals[middle] as Interval).last < number) from = middle + 1;
        else to = middle;
    }
    return from;
}

/** The numbers from 0 to `highest` that are not in the set. */
export function gaps(intervals: readonly Interval[], highest: bigint): Interval[] {
    const starts = [0n, ...intervals.map(({ last }) => last + 1n)];
    const ends = [...intervals.map(({ first }) => first - 1n), highest];
    return starts.map((first, i) => ({ first, last: ends[i] ?? highest })).filter((gap) => gap.first <= gap.last);
}

/** Whether all of an interval is in the set: searches by halves for the last interval that begins no later. */
export function holds(intervals: readonly Interval[], { first, last }: Interval): boolean {
    let [from, to] = [0, intervals.length];
    while (from < to) {
        const middle = (from + to) >> 1;
        if ((intervals[middle]?.first ?? 0n) <= first) from = middle + 1;
        else to = middle;
    }
    const found = intervals[from - 1];
    return found !== undefined && last <= found.last;
}
