/** Vertical stretches of links: links whose stretches overlap run beside each other. */
import type { Ends } from "./ends";
import type { Run } from "./runs";

/** One stretch in a lane; `track` counts from the boxes that the links of the lane belong to. */
export interface Stretch {
    readonly run: Run;
    readonly lane: number;
    readonly top: number;
    readonly bottom: number;
    readonly track: number;
}

/** A link that ends this close to where it began is drawn straight. */
const STRAIGHT = 1;

/** The stretches of all links: the shorter nearer to the boxes. None for links that run straight across. */
export function stretchesOf(
    runs: readonly Run[],
    ends: ReadonlyMap<Run, Ends>,
    streets: ReadonlyMap<string, number>,
): readonly Stretch[] {
    const wanted = runs.flatMap((run) => {
        const end = ends.get(run) ?? { from: 0, to: 0 };
        const [first, last] = run.lanes;
        const street = streets.get(run.edge.id);
        if (street === undefined) return [{ run, lane: first, from: end.from, to: end.to }];
        return [
            { run, lane: first, from: end.from, to: street },
            { run, lane: last, from: street, to: end.to },
        ];
    });
    const stretches = wanted
        .filter(({ from, to }) => Math.abs(from - to) > STRAIGHT)
        .map(({ run, lane, from, to }) => ({ run, lane, top: Math.min(from, to), bottom: Math.max(from, to) }))
        .sort((a, b) => a.bottom - a.top - (b.bottom - b.top) || a.top - b.top);
    const taken = new Map<number, { top: number; bottom: number }[][]>();
    return stretches.map((stretch) => {
        const tracks = taken.get(stretch.lane) ?? [];
        taken.set(stretch.lane, tracks);
        const isFree = (track: readonly { top: number; bottom: number }[]): boolean =>
            track.every(({ top, bottom }) => bottom + 4 < stretch.top || stretch.bottom + 4 < top);
        const free = tracks.findIndex(isFree);
        const track = free < 0 ? tracks.length : free;
        tracks[track] = [...(tracks[track] ?? []), stretch];
        return { ...stretch, track };
    });
}

/** How many tracks a lane needs. */
export function trackCount(stretches: readonly Stretch[], lane: number): number {
    return Math.max(0, ...stretches.filter((s) => s.lane === lane).map((s) => s.track + 1));
}
