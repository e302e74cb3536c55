/** How large what is, in SVG user units: at the picture's natural size pixels of a browser. */
import type { Box } from "../../graph/picture";
import { BOLD, widthOf } from "./measure";

export const SIZE = {
    margin: 12,
    /** Around what lies in a region or a cloud. */
    inset: 14,
    /** Between boxes in a column. */
    gap: 16,
    /** The title of a region or a cloud. */
    heading: 26,
    /** A line of a box, and the title of one with its addresses. */
    line: 17,
    title: 42,
    /** Height that a link needs where it leaves a box: two lines of text. */
    port: 34,
    /** Between two lines that run beside each other. */
    track: 14,
    street: 30,
    /** Room for the text of a link. */
    label: 168,
    text: 11,
    small: 10.5,
    name: 13,
} as const;

const WIDTHS: Readonly<Record<Box["kind"], readonly [number, number]>> = {
    cloud: [0, 0],
    region: [0, 0],
    network: [236, 320],
    hub: [176, 260],
    site: [130, 220],
    internet: [92, 150],
};

/** As wide as its longest line, within what its kind allows; what is longer is cut where it is drawn. */
export function boxWidth(box: Box): number {
    const [least, most] = WIDTHS[box.kind];
    const lines = box.lines.map((line) => widthOf(line.text, SIZE.text) + widthOf(line.detail, SIZE.text) + 44);
    return Math.ceil(Math.min(most, Math.max(least, widthOf(box.label, SIZE.name * BOLD) + 32, ...lines)));
}

/** High enough for its lines and for the links of its busiest side. */
export function boxHeight(box: Box, ports: number): number {
    const text = SIZE.title + box.lines.length * (box.kind === "hub" ? SIZE.line + 4 : SIZE.line) + 8;
    return Math.max(text, ports * SIZE.port + 12);
}
