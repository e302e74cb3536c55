/** At which heights links leave and reach their boxes. */
import type { Run, Port } from "./runs";

export interface Ends {
    readonly from: number;
    readonly to: number;
}

interface Band {
    readonly y: number;
    readonly height: number;
}

/** One end of a link at a side of a box. */
interface Foot {
    readonly run: Run;
    readonly port: Port;
    readonly other: Port;
    readonly lane: number;
}

/** Between a link and the corner of its box, and between the heights of two links in one lane at least. */
const CORNER = 10;
const APART = 8;

/**
 * Networks and hubs lead: on their sides links stand in an order in which they cross little. The other end follows: at the same
 * height where its box reaches there, so that the line is straight, else at the closest height at which no line runs in the lane.
 */
export function endsOf(runs: readonly Run[], at: ReadonlyMap<string, Band>): ReadonlyMap<Run, Ends> {
    const feet = runs.flatMap((run): Foot[] => [
        { run, port: run.from, other: run.to, lane: run.lanes[0] },
        { run, port: run.to, other: run.from, lane: run.lanes[1] },
    ]);
    const heights = new Map<Port, number>();
    const taken = new Map<number, number[]>();
    const put = ({ port, lane }: Foot, height: number): void => {
        heights.set(port, height);
        taken.set(lane, [...(taken.get(lane) ?? []), height]);
    };
    const band = ({ box }: Port): Band => at.get(box) ?? { y: 0, height: 0 };
    const middle = (port: Port): number => band(port).y + band(port).height / 2;

    for (const side of sidesOf(feet.filter((foot) => !follows(foot)))) {
        const sorted = [...side].sort((a, b) => rank(a, middle) - rank(b, middle));
        for (const [i, foot] of sorted.entries()) {
            const { y, height } = band(foot.port);
            put(foot, y + (height * (i + 1)) / (sorted.length + 1));
        }
    }
    const waiting: { foot: Foot; wanted: number }[] = [];
    for (const foot of feet.filter(follows)) {
        const { y, height } = band(foot.port);
        const wanted = wantedHeight(foot, heights, middle);
        const isBeside = wanted >= y + CORNER && wanted <= y + height - CORNER;
        if (isBeside && !foot.run.hasStreet) put(foot, wanted);
        else waiting.push({ foot, wanted });
    }
    waiting.sort((a, b) => Number(a.foot.run.hasStreet) - Number(b.foot.run.hasStreet));
    for (const { foot, wanted } of waiting) {
        const { y, height } = band(foot.port);
        const [top, bottom] = [y + CORNER, Math.max(y + CORNER, y + height - CORNER)];
        put(foot, freeHeight(Math.min(Math.max(wanted, top), bottom), top, bottom, taken.get(foot.lane) ?? []));
    }
    return new Map(runs.map((run) => [run, { from: heights.get(run.from) ?? 0, to: heights.get(run.to) ?? 0 }]));
}

/** The internet and sites follow networks and hubs, hubs follow networks. */
function follows({ run, port }: Foot): boolean {
    if (run.isWithinColumn) return false;
    const isFirstLane = run.lanes[0] === 0;
    return port === (isFirstLane ? run.from : run.to) || (isFirstLane && run.hasStreet);
}

/** That of the other end; what comes from below a column of boxes reaches a box of it from below. */
function wantedHeight(
    { run, port, other }: Foot,
    heights: ReadonlyMap<Port, number>,
    middle: (port: Port) => number,
): number {
    if (!run.hasStreet) return heights.get(other) ?? middle(other);
    return run.lanes[0] === 0 && port === run.to ? Infinity : middle(other);
}

/**
 * From the top: links that go up in the own column, the nearer first; links across; links that go down, the nearer last. So the
 * lines in the lane lie inside each other. What passes a column goes down at once.
 */
function rank({ run, port, other }: Foot, middle: (port: Port) => number): number {
    const away = middle(other) - middle(port);
    if (run.hasStreet) return 4e6;
    if (!run.isWithinColumn) return 2e6 + middle(other);
    return away < 0 ? -away : 4e6 - away;
}

function sidesOf(feet: readonly Foot[]): readonly (readonly Foot[])[] {
    const sides = new Map<string, Foot[]>();
    for (const foot of feet) {
        const key = `${foot.port.side} ${foot.port.box}`;
        sides.set(key, [...(sides.get(key) ?? []), foot]);
    }
    return [...sides.values()];
}

/** The height closest to the wanted one that keeps apart from all taken; the wanted one where the box has none. */
function freeHeight(wanted: number, top: number, bottom: number, taken: readonly number[]): number {
    const isFree = (height: number): boolean => taken.every((other) => Math.abs(other - height) >= APART);
    for (let step = 0; step <= bottom - top; step++) {
        for (const height of [wanted + step, wanted - step]) {
            if (height >= top && height <= bottom && isFree(height)) return height;
        }
    }
    return wanted;
}
