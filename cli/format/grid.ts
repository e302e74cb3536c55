/** The matrix of who reaches whom, for a terminal: a row for each source, a column for each destination. */
import { Verdict } from "../../graph/answer";
import type { Cell, Matrix } from "../../graph/matrix";
import type { Colour, Paint } from "../colour";
import { table } from "../table";

const SHOWN: Readonly<Record<Verdict, { readonly word: string; readonly colour: Colour }>> = {
    REACHABLE: { word: "yes", colour: "green" },
    DENIED: { word: "no", colour: "red" },
    PARTIAL: { word: "partly", colour: "yellow" },
    UNDETERMINED: { word: "?", colour: "yellow" },
};

export function grid({ groups, cells }: Matrix, paint: Paint): string {
    const names = groups.map(({ name }) => name);
    const rows = cells.map((row, i) => [names[i] ?? "", ...row.map((cell) => cellText(cell, paint))]);
    return [
        table(["FROM \\ TO", ...names], rows),
        "",
        `${counted(cells.flat())}. Why: causeway explain <from> <to> <traffic>`,
    ].join("\n");
}

function cellText({ verdict, reason, isAsked }: Cell, paint: Paint): string {
    // The internet has no question for itself, and an empty network nobody who asks.
    if (!isAsked) return "–";
    const { word, colour } = SHOWN[verdict];
    return `${paint(colour, word)}${reason === undefined ? "" : ` ${paint("dim", reason.code)}`}`;
}

/** "9 yes, 3 no" */
function counted(cells: readonly Cell[]): string {
    const asked = cells.filter(({ isAsked }) => isAsked);
    return Object.values(Verdict)
        .map((verdict) => ({ verdict, count: asked.filter((cell) => cell.verdict === verdict).length }))
        .filter(({ count }) => count > 0)
        .map(({ verdict, count }) => `${count} ${SHOWN[verdict].word === "?" ? "undetermined" : SHOWN[verdict].word}`)
        .join(", ");
}
