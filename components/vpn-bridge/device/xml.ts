/** Parts of a configuration in XML: elements in the order in which they are given, and every text escaped. */

export interface XmlElement {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    /** A text, or further elements. An empty text is an element without content. */
    readonly content: string | readonly XmlElement[];
}

/** Undefined leaves an element out, true is one without content. */
export type XmlContent = string | number | true | undefined | readonly XmlElement[];

/**
 * How merge-config.py knows an element of a list again: "@uuid" for the attribute, or the name of the child that tells one
 * from another. What has none of it is there once.
 */
export const MERGE_KEY = "causeway-key";

/** Elements by name, as `XmlContent` says. */
export function elements(contents: Readonly<Record<string, XmlContent>>): XmlElement[] {
    return Object.entries(contents).flatMap(([name, content]) =>
        content === undefined ? [] : [{ name, attributes: {}, content: contentOf(content) }],
    );
}

/** One of several elements of the same name, found again by a child. */
export function item(name: string, by: string, contents: Readonly<Record<string, XmlContent>>): XmlElement {
    return { name, attributes: { [MERGE_KEY]: by }, content: elements(contents) };
}

function contentOf(content: Exclude<XmlContent, undefined>): XmlElement["content"] {
    if (content === true) return "";
    return typeof content === "number" ? String(content) : content;
}

/** A document: the root element, with a comment above it. */
export function xmlDocument(comment: readonly string[], root: XmlElement): string {
    // Two hyphens would end the comment.
    const lines = comment.map((line) => `    ${line.replace(/-(?=-)/g, "- ")}`);
    return ['<?xml version="1.0"?>', "<!--", ...lines, "-->", ...linesOf(root, ""), ""].join("\n");
}

function linesOf({ name, attributes, content }: XmlElement, indent: string): string[] {
    const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
    const open = `${indent}<${name}${told.join("")}`;
    if (content.length === 0) return [`${open}/>`];
    if (typeof content === "string") return [`${open}>${escaped(content)}</${name}>`];
    return [`${open}>`, ...content.flatMap((child) => linesOf(child, `${indent}    `)), `${indent}</${name}>`];
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
    return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
