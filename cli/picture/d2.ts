/** A picture as D2 text, for those who lay out and style it themselves. */
import type { Box, Edge, Picture } from "../../graph/picture";
import { LinkKind } from "../../graph/network";
import { printable } from "./escape";
import { encryptionText, figuresText, kindText } from "./words";

interface Stroke {
    readonly width: number;
    readonly dash: number;
}

const STROKES: Readonly<Record<LinkKind, Stroke>> = {
    [LinkKind.Attachment]: { width: 2, dash: 0 },
    [LinkKind.HubPeering]: { width: 4, dash: 0 },
    [LinkKind.NetworkPeering]: { width: 2, dash: 8 },
    [LinkKind.Vpn]: { width: 3, dash: 3 },
    [LinkKind.InternetGateway]: { width: 2, dash: 5 },
    [LinkKind.EgressOnlyGateway]: { width: 2, dash: 4 },
    [LinkKind.Nat]: { width: 2, dash: 6 },
    [LinkKind.Endpoint]: { width: 2, dash: 4 },
};
const SHAPES: Readonly<Partial<Record<Box["kind"], string>>> = { hub: "hexagon", internet: "cloud" };

/** D2 text that ends with a line break. The same picture gives the same bytes. */
export function d2Of(picture: Picture): string {
    const paths = new Map<string, string>();
    const lines = ["direction: right"];
    const visit = (box: Box, around: string, depth: number): void => {
        const indent = "  ".repeat(depth);
        const path = around === "" ? box.id : `${around}.${box.id}`;
        paths.set(box.id, path);
        lines.push(`${indent}${box.id}: ${quoted(textOf(box))} {`);
        const shape = SHAPES[box.kind];
        if (shape !== undefined) lines.push(`${indent}  shape: ${shape}`);
        for (const inner of box.boxes) visit(inner, path, depth + 1);
        lines.push(`${indent}}`);
    };
    for (const box of picture.boxes) visit(box, "", 0);
    for (const edge of picture.edges) {
        const [from, to] = edge.ends.map((end) => paths.get(end) ?? end);
        const { width, dash } = STROKES[edge.kind];
        const style = `style: {stroke-width: ${width}${dash > 0 ? `; stroke-dash: ${dash}` : ""}}`;
        lines.push(`${from} -- ${to}: ${quoted(labelOf(edge))} {${style}}`);
    }
    return `${lines.join("\n")}\n`;
}

function textOf(box: Box): readonly string[] {
    return [
        box.label,
        ...(box.addresses.length > 0 ? [box.addresses.join(", ")] : []),
        ...(box.segments.length > 0 ? [`segment ${box.segments.join(", ")}`] : []),
        ...box.lines.map((line) => [line.text, line.detail].filter((part) => part !== "").join("  ")),
    ];
}

function labelOf(edge: Edge): readonly string[] {
    return [kindText(edge), encryptionText(edge.encryption), figuresText(edge)].filter((part) => part !== "");
}

/** One string of several lines. D2 replaces `${…}` in double quotes. */
function quoted(lines: readonly string[]): string {
    const escaped = lines.map((line) => printable(line).replaceAll(/[\\"$]/g, (c) => `\\${c}`));
    return `"${escaped.join("\\n")}"`;
}
