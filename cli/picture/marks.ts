/** The smallest things in a picture: text, numbers, locks. */
import { escapeText } from "./escape";
import type { LockState } from "./words";

interface Point {
    readonly x: number;
    readonly y: number;
}

/** Closed, open, or a question mark: the shape says it, not a colour. */
export function lock(state: LockState, { x, y }: Point): string {
    if (state === "unknown") return text({ x: x + 2, y: y + 9 }, "?", "cw-name");
    const shackle = state === "open" ? "M2.5 5V3a2.5 2.5 0 0 1 5 0" : "M2.5 5V3a2.5 2.5 0 0 1 5 0V5";
    return (
        `<g class="cw-lock cw-${state}" transform="translate(${n(x)} ${n(y)})">` +
        `<path d="${shackle}"/><rect class="cw-body" x="1" y="5" width="8" height="5.5" rx="1"/></g>`
    );
}

export function text(at: Point, content: string, name?: string): string {
    if (content === "") return "";
    const style = name === undefined ? "" : ` class="${name}"`;
    return `<text${style} x="${n(at.x)}" y="${n(at.y)}">${escapeText(content)}</text>`;
}

/** Without digits that nobody sees. */
export function n(value: number): string {
    return String(Math.round(value * 10) / 10);
}
