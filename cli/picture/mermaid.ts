/** A picture as a Mermaid flowchart, which code hosts draw inside Markdown. */
import type { Box, Edge, Picture } from "../../graph/picture";
import { LinkKind } from "../../graph/network";
import { printable } from "./escape";
import { encryptionText, figuresText, kindText } from "./words";

/** The arrow of each kind; Mermaid has thick and dotted lines. */
const ARROWS: Readonly<Record<LinkKind, string>> = {
    [LinkKind.Attachment]: "---",
    [LinkKind.HubPeering]: "===",
    [LinkKind.NetworkPeering]: "---",
    [LinkKind.Vpn]: "-.-",
    [LinkKind.InternetGateway]: "---",
    [LinkKind.EgressOnlyGateway]: "-.-",
    [LinkKind.Nat]: "-.-",
    [LinkKind.Endpoint]: "-.-",
};

/** Flowchart text that ends with a line break. The same picture gives the same bytes. */
export function mermaidOf(picture: Picture): string {
    const lines = ["flowchart LR"];
    const visit = (box: Box, depth: number): void => {
        const indent = "    ".repeat(depth);
        if (box.boxes.length === 0) {
            lines.push(`${indent}${idOf(box.id)}${shapeOf(box)}`);
            return;
        }
        lines.push(`${indent}subgraph ${idOf(box.id)}["${escape(box.label)}"]`);
        for (const inner of box.boxes) visit(inner, depth + 1);
        lines.push(`${indent}end`);
    };
    for (const box of picture.boxes) visit(box, 1);
    for (const edge of picture.edges) {
        const [from, to] = edge.ends;
        lines.push(`    ${idOf(from)} ${ARROWS[edge.kind]}|"${escape(labelOf(edge))}"| ${idOf(to)}`);
    }
    return `${lines.join("\n")}\n`;
}

function shapeOf(box: Box): string {
    const text = [
        box.label,
        ...(box.addresses.length > 0 ? [box.addresses.join(", ")] : []),
        ...(box.segments.length > 0 ? [`segment ${box.segments.join(", ")}`] : []),
        ...box.lines.map((line) => [line.text, line.detail].filter((part) => part !== "").join(" · ")),
    ].map(escape);
    const label = `"${text.join("<br/>")}"`;
    return box.kind === "hub" ? `{{${label}}}` : box.kind === "internet" ? `((${label}))` : `[${label}]`;
}

function labelOf(edge: Edge): string {
    return [kindText(edge), encryptionText(edge.encryption), figuresText(edge)]
        .filter((part) => part !== "")
        .join(" · ");
}

/** "end" and some other words mean something in Mermaid, so that every id gets a letter in front. */
function idOf(id: string): string {
    return `n_${id.replaceAll("-", "_")}`;
}

/** Mermaid's own entities: a quote would end the text, the rest would be read as HTML or Markdown. */
function escape(text: string): string {
    return printable(text).replaceAll(/["#<>&`\\*_~|{}[\]]/g, (c) => `#${c.codePointAt(0) ?? 0};`);
}
