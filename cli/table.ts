/** Plain tables for a terminal: a header and rows, columns two spaces apart. */
import Table from "cli-table3";

export function table(head: string[], rows: string[][]): string {
    const blank = Object.fromEntries(
        ["top", "bottom", "left", "right", "mid"].flatMap((side) => [
            [side, ""],
            [`${side}-mid`, ""],
            [`${side}-left`, ""],
            [`${side}-right`, ""],
        ]),
    );
    const lines = new Table({
        chars: { ...blank, middle: "  ", "left-mid": "", "mid-mid": "", "right-mid": "" },
        style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    });
    lines.push(head, ...rows);
    return lines
        .toString()
        .split("\n")
        .map((line) => line.trimEnd())
        .filter((line) => line !== "")
        .join("\n");
}
