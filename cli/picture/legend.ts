/** What the signs of a picture mean: those that it uses, and no others. */
import type { Picture } from "../../graph/picture";
import { LinkKind } from "../../graph/network";
import { escapeText } from "./escape";
import { lock, text } from "./marks";
import { widthOf } from "./measure";
import { segmentClass } from "./palette";
import { SIZE } from "./sizes";

import { KIND_WORDS, lockOf, type LockState } from "./words";

interface Item {
    readonly words: string;
    readonly draw: (x: number, y: number) => string;
}

const LOCKS: readonly (readonly [LockState, string])[] = [
    ["encrypted", "encrypted"],
    ["open", "not encrypted"],
    ["unknown", "encryption not known"],
];

/** Items in rows, as many as the width has room for. */
export function legend(
    picture: Picture,
    at: { readonly x: number; readonly y: number; readonly width: number },
): { readonly svg: string; readonly height: number } {
    const kinds = Object.values(LinkKind).filter((kind) => picture.edges.some((edge) => edge.kind === kind));
    const locks = LOCKS.filter(([state]) => picture.edges.some((edge) => lockOf(edge.encryption) === state));
    const has = (figure: "mtu" | "latencyMs" | "usdPerMonth"): boolean =>
        picture.edges.some((edge) => edge[figure] !== undefined);
    const figures = [
        ...(has("mtu") ? ["B: largest packet in bytes"] : []),
        ...(has("latencyMs") ? ["ms: round trip"] : []),
        ...(has("usdPerMonth") ? ["$: USD a month"] : []),
    ].join(" · ");
    const items: Item[] = [
        ...kinds.map((kind) => ({
            words: KIND_WORDS[kind],
            draw: (x: number, y: number) =>
                `<g class="cw-k-${kind}"><path class="cw-line" d="M${x} ${y - 4}H${x + 34}"/></g>${text({ x: x + 40, y }, KIND_WORDS[kind])}`,
        })),
        ...locks.map(([state, words]) => ({
            words,
            draw: (x: number, y: number) => lock(state, { x: x + 22, y: y - 10 }) + text({ x: x + 40, y }, words),
        })),
        ...picture.segments.map((segment) => ({
            words: `segment ${segment}`,
            draw: (x: number, y: number) =>
                `<rect class="${segmentClass(picture.segments, segment)}" x="${x + 22}" y="${y - 10}" width="12" height="12" rx="2"/>${text({ x: x + 40, y }, `segment ${segment}`)}`,
        })),
        ...(figures === ""
            ? []
            : [{ words: figures, draw: (x: number, y: number) => text({ x, y }, figures, "cw-soft") }]),
    ];
    let [x, y] = [at.x, at.y + 14];
    const drawn = items.map(({ words, draw }) => {
        const width = 40 + widthOf(words, SIZE.text) + 14;
        if (x > at.x && x + width > at.x + at.width) [x, y] = [at.x, y + 20];
        const item = draw(Math.round(x), y);
        x += width;
        return item;
    });
    if (drawn.length === 0) return { svg: "", height: 0 };
    return {
        svg: `<g class="cw-legend" aria-label="${escapeText("Legend")}">${drawn.join("")}</g>`,
        height: y + 8 - at.y,
    };
}
