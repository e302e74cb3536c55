/**
 * How wide a text is, without a font: by the widths of DejaVu Sans, the widest of the fonts that systems show as sans-serif, so
 * that no text runs out of its box.
 */
const WIDE = 1;
const UPPER = 0.72;
const LOWER = 0.615;
const NARROW = 0.38;
const CLASSES: readonly (readonly [RegExp, number])[] = [
    [/[mwMW@%—…]/, WIDE],
    [/[iljtfrI.,:;'|!()[\]/ ·-]/, NARROW],
    [/[A-Z×+=<>~→]/, UPPER],
    [/[ -\u024f]/, LOWER],
];

/** How much wider bold letters are. */
export const BOLD = 1.13;

/** In the units of `size`, which is the font's. Letters that no class has, such as those of East Asia, are as wide as high. */
export function widthOf(text: string, size: number): number {
    let sum = 0;
    for (const character of text) sum += CLASSES.find(([pattern]) => pattern.test(character))?.[1] ?? 1;
    return sum * size;
}

/** The text, or as much of it as has room, with an ellipsis. */
export function fitted(text: string, size: number, room: number): string {
    if (widthOf(text, size) <= room) return text;
    const characters = [...text];
    while (characters.length > 0 && widthOf(`${characters.join("")}…`, size) > room) characters.pop();
    return `${characters.join("").trimEnd()}…`;
}
