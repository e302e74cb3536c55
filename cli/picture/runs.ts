/** How each link runs: from which side of which box to which, through which lanes. */
import type { Edge } from "../../graph/picture";

/** The internet, networks, hubs, sites. Lane n lies between columns n and n + 1. */
export type Column = 0 | 1 | 2 | 3;
export type Side = "left" | "right";

export interface Port {
    readonly box: string;
    readonly side: Side;
}

export interface Run {
    readonly edge: Edge;
    /** In the column more to the left; of two boxes in one column the one that the edge names first. */
    readonly from: Port;
    readonly to: Port;
    /** The lane of the first and of the last turn: two only where the link must pass a column. */
    readonly lanes: readonly [number, number];
    readonly isWithinColumn: boolean;
    readonly hasStreet: boolean;
}

/** On which side a link leaves for another box of its own column: away from the columns it has most links with. */
const OWN_SIDE: readonly Side[] = ["right", "left", "right", "left"];

export function runsOf(edges: readonly Edge[], column: ReadonlyMap<string, Column>): Run[] {
    return edges.map((edge) => {
        const [a, b] = edge.ends.map((end) => column.get(end) ?? 1) as [Column, Column];
        const [left, right] = a <= b ? edge.ends : [edge.ends[1], edge.ends[0]];
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        if (low === high) {
            const side = OWN_SIDE[low] ?? "right";
            const lane = side === "left" ? low - 1 : low;
            return {
                ...{ edge, from: { box: left, side }, to: { box: right, side } },
                ...{ lanes: [lane, lane], isWithinColumn: true, hasStreet: false },
            };
        }
        return {
            ...{ edge, from: { box: left, side: "right" }, to: { box: right, side: "left" } },
            ...{ lanes: [low, high - 1], isWithinColumn: false, hasStreet: high - low > 1 },
        };
    });
}

/** How many links leave the busiest side of a box. */
export function busiest(runs: readonly Run[], box: string): number {
    const count = (side: Side): number =>
        runs.reduce((sum, { from, to }) => sum + [from, to].filter((p) => p.box === box && p.side === side).length, 0);
    return Math.max(count("left"), count("right"));
}
