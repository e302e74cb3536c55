/** A picture as SVG: by itself, or as a part of a page that brings the style. */
import { LineKind, type Box, type Line, type Picture } from "../../graph/picture";
import { escapeText } from "./escape";
import { layOut, type PlacedBox, type PlacedEdge, type Point } from "./layout";
import { legend } from "./legend";
import { BOLD, fitted, widthOf } from "./measure";
import { lock, n, text } from "./marks";
import { PICTURE_STYLE, segmentClass } from "./palette";
import { SIZE } from "./sizes";
import { edgeTitle, figuresText, kindText, lockOf } from "./words";

export interface SvgOptions {
    /** What a reader of the picture is told first: "retail/production". */
    readonly title: string;
    /** False in a page that has `PICTURE_STYLE` already; true by default. */
    readonly hasStyle?: boolean;
}

/** One SVG element, in which every part has its id as `data-part`. The same picture gives the same bytes. */
export function svgOf(picture: Picture, { title, hasStyle = true }: SvgOptions): string {
    const layout = layOut(picture);
    const names = namesOf(picture.boxes);
    const width = Math.ceil(Math.max(layout.width, 480));
    const below = legend(picture, { x: SIZE.margin, y: layout.height + 6, width: width - 2 * SIZE.margin });
    const height = Math.ceil(layout.height + 6 + below.height + SIZE.margin);
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" class="cw-picture${width > 900 ? " cw-wide" : ""}" role="img" aria-label="${escapeText(spoken(picture, title))}" ` +
            `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
        ...(hasStyle ? [`<style>${PICTURE_STYLE}</style>`, `<title>${escapeText(title)}</title>`] : []),
        `<rect class="cw-page" width="${width}" height="${height}" fill="var(--page)"/>`,
        ...layout.boxes.map((placed) => boxOf(placed, picture.segments)),
        ...layout.edges.map((placed) => edgeOf(placed, names)),
        below.svg,
        "</svg>",
        "",
    ].join("\n");
}

/** Labels by box id. */
export function namesOf(boxes: readonly Box[]): (id: string) => string {
    const names = new Map<string, string>();
    const visit = (box: Box): void => {
        names.set(box.id, box.label);
        box.boxes.forEach(visit);
    };
    boxes.forEach(visit);
    return (id) => names.get(id) ?? id;
}

/** What the picture shows, for those who cannot see it. */
function spoken(picture: Picture, title: string): string {
    const counts = new Map<string, number>();
    const visit = (box: Box): void => {
        counts.set(box.kind, (counts.get(box.kind) ?? 0) + 1);
        box.boxes.forEach(visit);
    };
    picture.boxes.forEach(visit);
    const words = [...counts]
        .filter(([kind]) => kind !== "internet")
        .map(([kind, n]) => `${n} ${kind}${n === 1 ? "" : "s"}`);
    const links = `${picture.edges.length} link${picture.edges.length === 1 ? "" : "s"}`;
    return `Topology of ${title}: ${[...words, links].join(", ")}`;
}

function boxOf({ box, x, y, width, height }: PlacedBox, segments: readonly string[]): string {
    const isContainer = box.boxes.length > 0;
    return [
        `<g class="cw-box cw-${isContainer ? "around" : "leaf"} cw-${box.kind}" data-part="${box.id}">`,
        `<title>${escapeText([box.label, ...box.addresses, ...box.segments.map((s) => `segment ${s}`)].join(" · "))}</title>`,
        `<rect class="cw-frame" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${isContainer ? 8 : 5}"/>`,
        ...(isContainer
            ? [text({ x: x + 10, y: y + 17 }, fitted(box.label, 12 * BOLD, width - 20), "cw-place")]
            : leafOf(box, { x, y, width, height }, segments)),
        "</g>",
    ].join("");
}

function leafOf(box: Box, at: Point & { width: number; height: number }, segments: readonly string[]): string[] {
    const { x, y, width } = at;
    const left = x + (box.kind === "network" ? 16 : 10);
    const room = x + width - left - 8;
    const chips = box.segments.map((segment) => chip(segment, segments));
    const chipsWidth = chips.reduce((sum, { width: w }) => sum + w + 4, 0);
    const isShared = box.lines[0]?.kind === LineKind.Network;
    const second =
        box.addresses.length > 0 ? addressesText(box.addresses) : isShared ? "attached alike" : SECOND_ROW[box.kind];
    let chipX = x + width - 8 - chipsWidth;
    return [
        ...(box.kind === "network" ? stripe(box.segments, segments, at) : []),
        text({ x: left, y: y + 18 }, fitted(box.label, SIZE.name * BOLD, room), "cw-name"),
        text({ x: left, y: y + 34 }, fitted(second, SIZE.text, room - chipsWidth), "cw-detail"),
        ...chips.map((c) => {
            const drawn = c.draw({ x: chipX, y: y + 23 });
            chipX += c.width + 4;
            return drawn;
        }),
        ...(box.lines.length > 0
            ? [`<path class="cw-rule" d="M${n(left)} ${n(y + SIZE.title)}H${n(x + width - 8)}"/>`]
            : []),
        ...box.lines.map((line, i) => lineOf(line, { x: left, y: y + SIZE.title, room }, i, box, segments)),
    ];
}

const SECOND_ROW: Readonly<Record<Box["kind"], string>> = {
    ...{ cloud: "", region: "", network: "addresses not known yet", hub: "hub" },
    ...{ site: "addresses not known", internet: "" },
};

/** A strip at the left, in the colours of the segments, one below the other. */
function stripe(own: readonly string[], segments: readonly string[], at: Point & { height: number }): string[] {
    const colours = own.length > 0 ? own : [""];
    const part = (at.height - 4) / colours.length;
    return colours.map(
        (segment, i) =>
            `<rect class="${segmentClass(segments, segment)}" x="${n(at.x + 2)}" y="${n(at.y + 2 + i * part)}" width="7" height="${n(part)}" rx="2"/>`,
    );
}

function chip(segment: string, segments: readonly string[]) {
    const shown = fitted(segment, SIZE.small, 96);
    const width = widthOf(shown, SIZE.small) + 22;
    const draw = (at: Point): string =>
        `<rect class="cw-chip" x="${n(at.x)}" y="${n(at.y)}" width="${n(width)}" height="15" rx="7.5"/>` +
        `<circle class="${segmentClass(segments, segment)}" cx="${n(at.x + 9)}" cy="${n(at.y + 7.5)}" r="4"/>` +
        text({ x: at.x + 16, y: at.y + 11.5 }, shown, "cw-figures");
    return { width, draw };
}

function lineOf(
    line: Line,
    { x, y, room }: Point & { room: number },
    index: number,
    box: Box,
    segments: readonly string[],
): string {
    const step = box.kind === "hub" ? SIZE.line + 4 : SIZE.line;
    const baseline = y + 13 + index * step;
    const title = `<title>${escapeText([line.text, line.detail].filter((t) => t !== "").join(" · "))}</title>`;
    const open = `<g class="cw-row" data-part="${line.id}">${title}`;
    if (line.kind === "table") {
        const colour = line.segment === undefined ? "cw-seg-none" : segmentClass(segments, line.segment);
        return (
            `${open}<rect class="cw-chip" x="${n(x)}" y="${n(baseline - 12)}" width="${n(room)}" height="17" rx="4"/>` +
            `<rect class="${colour}" x="${n(x + 2)}" y="${n(baseline - 10)}" width="6" height="13" rx="2"/>` +
            `${text({ x: x + 14, y: baseline }, fitted(line.text, SIZE.text, room - 18))}</g>`
        );
    }
    const detail = fitted(line.detail, SIZE.text, room * 0.62);
    const left = fitted(line.text, SIZE.text, room - widthOf(detail, SIZE.text) - 6);
    const end = `<text class="cw-detail" x="${n(x + room)}" y="${n(baseline)}" text-anchor="end">${escapeText(detail)}</text>`;
    return `${open}${text({ x, y: baseline }, left)}${detail === "" ? "" : end}</g>`;
}

function edgeOf({ edge, points, label }: PlacedEdge, names: (box: string) => string): string {
    const path = points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${n(x)} ${n(y)}`).join("");
    const x = label.x + 8;
    const room = label.width - 16;
    return [
        `<g class="cw-edge cw-k-${edge.kind}" data-part="${edge.id}">`,
        `<title>${escapeText(edgeTitle(edge, names))}</title>`,
        `<path class="cw-hit" d="${path}"/><path class="cw-line" d="${path}"/>`,
        lock(lockOf(edge.encryption), { x, y: label.y - 14 }),
        text({ x: x + 15, y: label.y - 5 }, fitted(kindText(edge), SIZE.text, room - 15)),
        text({ x, y: label.y + 13 }, fitted(figuresText(edge), SIZE.small, room), "cw-figures"),
        "</g>",
    ].join("");
}

function addressesText([first = "", ...more]: readonly string[]): string {
    return more.length === 0 ? first : `${first} +${more.length}`;
}
