/** Text as documents may hold it. */

/**
 * Control characters, halves of characters, and the signs that turn the direction of text, by which a label could pass for
 * another, become the sign for what cannot be shown; line breaks and tabs become spaces.
 */
export function printable(text: string): string {
    return text.replaceAll(/[\t\r\n]/g, " ").replaceAll(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}

const ENTITIES: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

/** Text in HTML and SVG: between tags and in quoted attributes. */
export function escapeText(text: string): string {
    return printable(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
