/** HTML from templates in which every value is text, unless it is HTML itself. */
import { escapeText } from "../picture/escape";

export class Html {
    constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | readonly Part[];

/**
 * `html\`<p>${label}</p>\``: strings are escaped, lists joined, undefined is nothing. The indentation of the template is left
 * out; values stay as they are.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
    return new Html(
        strings.map((string, i) => (i === 0 ? "" : textOf(parts[i - 1])) + string.replaceAll(/\n\s+/g, "\n")).join(""),
    );
}

/** For what is HTML already, such as a picture; never for a value from a network. */
export function trusted(text: string): Html {
    return new Html(text);
}

function textOf(part: Part): string {
    if (part === undefined) return "";
    if (part instanceof Html) return part.text;
    if (typeof part === "object") return part.map(textOf).join("");
    return escapeText(String(part));
}
