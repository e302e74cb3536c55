/** What stands below what. */
import type { Box, Edge, Picture } from "../../graph/picture";
import type { Column, Run } from "./runs";
import { SIZE } from "./sizes";

export interface Row {
    readonly box: Box;
    /** How many boxes lie around it. */
    readonly level: number;
    readonly y: number;
    readonly height: number;
}

export interface Rows {
    readonly placed: readonly Row[];
    /** How many boxes lie around a network or a hub at most. */
    readonly depth: number;
    readonly bottom: number;
    /** Of a link that must pass a column of boxes, by its id: at which height it does. */
    readonly streets: ReadonlyMap<string, number>;
}

/** Networks and hubs from the top, and each region and cloud around its own. `heights` are the least ones. */
export function placeRows(
    picture: Picture,
    runs: readonly Run[],
    column: ReadonlyMap<string, Column>,
    heights: ReadonlyMap<string, number>,
): Rows {
    const placed: Row[] = [];
    const streets = new Map<string, number>();
    const hubOf = primaryHubs(picture.edges, column);
    const least = (box: Box): number => heights.get(box.id) ?? 0;

    const inStack = (boxes: readonly Box[], level: number, top: number): number =>
        boxes.reduce((y, box) => {
            placed.push({ box, level, y, height: least(box) });
            return y + least(box) + SIZE.gap;
        }, top);
    const stack = (boxes: readonly Box[], level: number, top: number): number => {
        const hubs = boxes.filter((box) => box.kind === "hub");
        const networks = boxes.filter((box) => box.kind === "network");
        const here = new Set(hubs.map((box) => box.id));
        let y = top;
        for (const hub of hubs) {
            const end = inStack(
                networks.filter((box) => hubOf.get(box.id) === hub.id),
                level,
                y,
            );
            const height = Math.max(least(hub), end - SIZE.gap - y);
            placed.push({ box: hub, level, y, height });
            y += height + SIZE.gap;
        }
        y = inStack(
            networks.filter((box) => !here.has(hubOf.get(box.id) ?? "")),
            level,
            y,
        );
        const own = new Set([...hubs, ...networks].map((box) => box.id));
        for (const { edge, hasStreet } of runs) {
            if (!hasStreet || streets.has(edge.id) || !edge.ends.some((end) => own.has(end))) continue;
            streets.set(edge.id, y + SIZE.street / 2 - SIZE.gap / 2);
            y += SIZE.street;
        }
        for (const box of boxes.filter((other) => other.boxes.length > 0)) {
            const end = stack(box.boxes, level + 1, y + SIZE.heading);
            const height = end - SIZE.gap + SIZE.inset - y;
            placed.push({ box, level, y, height });
            y += height + SIZE.gap;
        }
        return y;
    };
    const bottom = stack(picture.boxes, 0, SIZE.margin) - SIZE.gap;
    const depth = Math.max(0, ...placed.filter(({ box }) => column.has(box.id)).map(({ level }) => level));
    placed.sort((a, b) => a.level - b.level);
    return { placed, depth, bottom, streets };
}

interface Band {
    readonly y: number;
    readonly height: number;
}

/** Boxes in one column, each where it wants to be or below the one before; `wanted` may leave the height open. */
export function placeBeside(
    boxes: readonly Box[],
    wanted: (box: Box) => Band | undefined,
    heights: ReadonlyMap<string, number>,
): readonly Row[] {
    const bands = boxes.map((box) => {
        const { y, height } = wanted(box) ?? { y: SIZE.margin, height: 0 };
        const least = heights.get(box.id) ?? 0;
        return height < 0 ? { box, y: y - least / 2, height: least } : { box, y, height: Math.max(least, height) };
    });
    let next: number = SIZE.margin;
    return bands
        .sort((a, b) => a.y - b.y)
        .map(({ box, y, height }) => {
            const row = { box, level: 0, y: Math.max(y, next), height };
            next = row.y + height + SIZE.gap;
            return row;
        });
}

/** What holds all of the bands. The internet has one box for all: as high as everything that has a way out. */
export function spanOf(bands: readonly Band[]): Band | undefined {
    if (bands.length === 0) return undefined;
    const y = Math.min(...bands.map((band) => band.y));
    return { y, height: Math.max(...bands.map((band) => band.y + band.height)) - y };
}

/** The middle of a band, for boxes that are as high as they need: a height below 0 says so. */
export function centred(band: Band | undefined): Band | undefined {
    return band === undefined ? undefined : { y: band.y + band.height / 2, height: -1 };
}

/** The hub beside which a network stands: the first it is attached to. */
function primaryHubs(edges: readonly Edge[], column: ReadonlyMap<string, Column>): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const { ends } of edges) {
        const [network, hub] = column.get(ends[0]) === 1 ? ends : [ends[1], ends[0]];
        if (column.get(network) === 1 && column.get(hub) === 2 && !found.has(network)) found.set(network, hub);
    }
    return found;
}
