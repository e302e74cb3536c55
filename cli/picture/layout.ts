/**
 * Where everything stands. The picture has columns, because networks have: the internet, networks, hubs, sites, from left to
 * right; clouds and regions are bands across the middle two. A hub is as tall as the networks attached to it, so that most
 * attachments are straight lines; all other links run in the lanes between columns. The width stays about the same however
 * many networks there are, and a network more moves only what stands below it.
 */
import type { Box, Edge, Picture } from "../../graph/picture";
import { centred, placeBeside, placeRows, spanOf, type Row } from "./rows";
import { endsOf, type Ends } from "./ends";
import { busiest, runsOf, type Column, type Run } from "./runs";
import { boxHeight, boxWidth, SIZE } from "./sizes";
import { stretchesOf, trackCount, type Stretch } from "./tracks";

export interface Point {
    readonly x: number;
    readonly y: number;
}

export interface Rectangle extends Point {
    readonly width: number;
    readonly height: number;
}

export interface PlacedBox extends Rectangle {
    readonly box: Box;
}

export interface PlacedEdge {
    readonly edge: Edge;
    /** Corners of the line, from the first to the second end in drawing order. */
    readonly points: readonly Point[];
    /** The stretch of the line that the text stands on. */
    readonly label: { readonly x: number; readonly y: number; readonly width: number };
}

export interface Layout {
    readonly width: number;
    readonly height: number;
    /** Boxes before the boxes in them. */
    readonly boxes: readonly PlacedBox[];
    readonly edges: readonly PlacedEdge[];
}

const COLUMN: Readonly<Partial<Record<Box["kind"], Column>>> = { internet: 0, network: 1, hub: 2, site: 3 };

/** Pure: the same picture has the same layout. Lengths are SVG user units. */
export function layOut(picture: Picture): Layout {
    const leaves = leavesOf(picture.boxes);
    const column = new Map(leaves.map((box) => [box.id, COLUMN[box.kind] ?? 1]));
    const runs = runsOf(picture.edges, column);
    const heights = new Map(leaves.map((box) => [box.id, boxHeight(box, busiest(runs, box.id))]));
    const rows = placeRows(picture, runs, column, heights);
    const where = (): ReadonlyMap<string, Row> => new Map([...rows.placed, ...beside].map((row) => [row.box.id, row]));
    const of = (kind: Box["kind"]): Box[] => leaves.filter((box) => box.kind === kind);
    const neighbours = (box: Box): Row[] =>
        picture.edges
            .filter((edge) => edge.ends.includes(box.id))
            .flatMap((edge) => rows.placed.filter((row) => row.box.id === edge.ends[edge.ends[0] === box.id ? 1 : 0]));
    let beside: readonly Row[] = [
        ...placeBeside(of("internet"), (box) => spanOf(neighbours(box)), heights),
        ...placeBeside(of("site"), (box) => centred(spanOf(neighbours(box))), heights),
    ];
    // Once more, now that the heights of the links are known: a site stands where its links come from.
    const first = endsOf(runs, where());
    const linkHeights = (box: Box): number[] =>
        runs.flatMap((run) => (run.to.box === box.id && !run.hasStreet ? (first.get(run)?.from ?? []) : []));
    beside = [
        ...beside.filter(({ box }) => box.kind === "internet"),
        ...placeBeside(
            of("site"),
            (box) => centred(spanOf(linkHeights(box).map((y) => ({ y, height: 0 }))) ?? spanOf(neighbours(box))),
            heights,
        ),
    ];
    const ends = endsOf(runs, where());
    const stretches = stretchesOf(runs, ends, rows.streets);
    const x = columnsOf(leaves, column, runs, stretches, rows.depth);

    const boxes = [...where().values()].map(({ box, level, y, height }): PlacedBox => {
        const c = column.get(box.id);
        if (c !== undefined) return { box, x: x.left[c], y, width: x.width[c], height };
        const around = (rows.depth - level) * SIZE.inset;
        const left = x.left[1] - around;
        return { box, x: left, y, width: x.left[2] + x.width[2] + around - left, height };
    });
    return {
        width: x.right,
        height: Math.max(rows.bottom, ...beside.map((row) => row.y + row.height)) + SIZE.margin,
        boxes: boxes.sort((a, b) => Number(column.has(a.box.id)) - Number(column.has(b.box.id))),
        edges: runs.map((run) => placed(run, ends, stretches, rows.streets, x)),
    };
}

type PerColumn = readonly [number, number, number, number];

interface Columns {
    readonly left: PerColumn;
    readonly width: PerColumn;
    /** Where the first track of a lane lies, and in which direction the next. */
    readonly tracks: readonly { readonly first: number; readonly step: number }[];
    /** Where the text of links stands: from, and how wide. */
    readonly labels: readonly { readonly from: number; readonly width: number }[];
    readonly right: number;
}

function columnsOf(
    leaves: readonly Box[],
    column: ReadonlyMap<string, Column>,
    runs: readonly Run[],
    stretches: readonly Stretch[],
    depth: number,
): Columns {
    const width = [0, 1, 2, 3].map((c) =>
        Math.max(0, ...leaves.filter((box) => column.get(box.id) === c).map(boxWidth)),
    ) as [number, number, number, number];
    const inset = depth * SIZE.inset;
    const label = [0, 1, 2].map((lane) => (runs.some(({ lanes }) => lanes.includes(lane)) ? SIZE.label : 0));
    const tracks = [0, 1, 2].map((lane) => {
        const count = trackCount(stretches, lane);
        return count === 0 ? 0 : (count + 1) * SIZE.track;
    });
    const [label0 = 0, label1 = 0, label2 = 0] = label;
    const [tracks0 = 0, tracks1 = 0, tracks2 = 0] = tracks;
    const networks = SIZE.margin + width[0] + tracks0 + label0 + inset;
    const gap = width[1] > 0 && width[2] > 0 ? Math.max(label1 + tracks1, SIZE.gap) : 0;
    const hubs = networks + width[1] + gap;
    const edge = hubs + width[2] + inset;
    const sites = edge + label2 + tracks2;
    return {
        left: [SIZE.margin, networks, hubs, sites],
        width,
        tracks: [
            { first: networks - inset - label0 - SIZE.track, step: -SIZE.track },
            { first: networks + width[1] + label1 + SIZE.track, step: SIZE.track },
            { first: edge + label2 + SIZE.track, step: SIZE.track },
        ],
        labels: [
            { from: networks - inset - label0, width: label0 },
            { from: networks + width[1], width: label1 },
            { from: edge, width: label2 },
        ],
        right: sites + width[3] + SIZE.margin,
    };
}

function placed(
    run: Run,
    ends: ReadonlyMap<Run, Ends>,
    stretches: readonly Stretch[],
    streets: ReadonlyMap<string, number>,
    x: Columns,
): PlacedEdge {
    const { edge, from, to, lanes } = run;
    const end = ends.get(run) ?? { from: 0, to: 0 };
    const sideX = ({ box, side }: Run["from"], lane: number): number => {
        // The box to the left of its lane begins it with its right side.
        const c = side === "right" ? lane : lane + 1;
        return box === "" ? 0 : (x.left[c] ?? 0) + (side === "right" ? (x.width[c] ?? 0) : 0);
    };
    const trackX = (lane: number): number | undefined => {
        const own = stretches.find((s) => s.run === run && s.lane === lane);
        const track = x.tracks[lane];
        return own === undefined || track === undefined ? undefined : track.first + own.track * track.step;
    };
    const points: Point[] = [{ x: sideX(from, lanes[0]), y: end.from }];
    const street = streets.get(edge.id);
    const turn = (lane: number, a: number, b: number): void => {
        const at = trackX(lane);
        if (at !== undefined) points.push({ x: at, y: a }, { x: at, y: b });
    };
    if (street === undefined) turn(lanes[0], end.from, end.to);
    else {
        turn(lanes[0], end.from, street);
        turn(lanes[1], street, end.to);
    }
    points.push({ x: sideX(to, lanes[1]), y: end.to });

    const area = x.labels[lanes[0]] ?? { from: 0, width: 0 };
    const label =
        street !== undefined
            ? { x: x.left[lanes[0] + 1] ?? 0, y: street, width: x.width[lanes[0] + 1] ?? 0 }
            : { x: area.from, width: area.width, y: labelHeight(run, end) };
    return { edge, points, label };
}

/** On the end that leads; of two in one column on the upper one. */
function labelHeight(run: Run, end: Ends): number {
    if (run.isWithinColumn) return Math.min(end.from, end.to);
    return run.lanes[0] === 0 ? end.to : end.from;
}

function leavesOf(boxes: readonly Box[]): Box[] {
    return boxes.flatMap((box) => (box.boxes.length === 0 ? [box] : leavesOf(box.boxes)));
}
