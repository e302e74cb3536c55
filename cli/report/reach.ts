/** Who reaches whom: a table of buttons, each of which draws its path on the picture. */
import { Verdict } from "../../graph/answer";
import { milliseconds } from "../picture/words";
import { html, trusted, type Html } from "./html";
import type { ReachCell, ReachTable, ReportModel, Route } from "./model";
import { VERDICTS } from "./words";

/** Columns from which their names stand upright. */
const MANY = 8;

export function reachSection({ matrix, picture }: ReportModel): Html {
    if (matrix === undefined) {
        return html`<section id="reach" aria-labelledby="reach-h">
            <h2 id="reach-h">Who reaches whom</h2>
            <p>Not part of this report.</p>
        </section>`;
    }
    const { rows, columns, cells, traffic } = matrix;
    return html`<section id="reach" aria-labelledby="reach-h">
        <h2 id="reach-h">Who reaches whom <span class="soft">by ${traffic}</span></h2>
        <p class="soft" id="reach-help">
            From the row to the column, and the answers back. Choose a cell to see its path in the picture; arrow keys
            move, Escape clears.
        </p>
        <div class="ask">
            <div class="scroll">
                <table
                    class="matrix${columns.length > MANY ? " many" : ""}"
                    role="grid"
                    aria-labelledby="reach-h"
                    aria-describedby="reach-help"
                >
                    <thead>
                        <tr>
                            <td class="corner">from ↓ to →</td>
                            ${columns.map(({ label }) => html`<th scope="col"><span>${label}</span></th>`)}
                        </tr>
                    </thead>
                    <tbody>
                        ${rows.map(
                            (row, r) =>
                                html`<tr>
                                    <th scope="row">${row.label}</th>
                                    ${columns.map((column, c) => gridCell(cells[r]?.[c], row.label, column.label, r, c))}
                                </tr> `,
                        )}
                    </tbody>
                </table>
            </div>
            <div id="path" role="status" aria-live="polite" hidden></div>
        </div>
        ${trusted(`<script type="application/json" id="paths">${pathData(matrix, picture.shownBy)}</script>`)}
    </section>`;
}

function gridCell(cell: ReachCell | undefined, from: string, to: string, r: number, c: number): Html {
    if (cell === undefined) return html`<td class="none"><span aria-label="not asked">–</span></td>`;
    const { sign, word, name } = VERDICTS[cell.verdict];
    const text = cell.verdict === Verdict.Reachable ? word : (cell.code ?? word);
    return html`<td>
        <button
            type="button"
            class="cell v-${name}"
            data-r="${r}"
            data-c="${c}"
            tabindex="-1"
            aria-pressed="false"
            aria-label="${from} to ${to}: ${word}${text === word ? "" : `, ${text}`}"
        >
            <span aria-hidden="true">${sign} ${text}</span>
        </button>
    </td>`;
}

/** What the script shows of each cell, by row and column. No character of it can end the element that it stands in. */
function pathData({ rows, columns, cells }: ReachTable, shownBy: ReadonlyMap<string, readonly string[]>): string {
    const data = cells.map((row, r) =>
        row.map((cell, c) =>
            cell === undefined ? null : cellData(cell, rows[r]?.label ?? "", columns[c]?.label ?? "", shownBy),
        ),
    );
    return JSON.stringify(data).replaceAll(
        /[<>&\u2028\u2029]/g,
        (x) => `\\u${(x.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    );
}

function cellData(cell: ReachCell, from: string, to: string, shownBy: ReadonlyMap<string, readonly string[]>) {
    const { sign, word, name } = VERDICTS[cell.verdict];
    const facts = [
        ...(cell.mtu === undefined ? [] : [["Largest packet", `${cell.mtu} bytes`]]),
        ...(cell.encryption === undefined ? [] : [["Encryption on the way", cell.encryption]]),
        ...(cell.latencyMs === undefined ? [] : [["Round trip, estimated", `${milliseconds(cell.latencyMs)} ms`]]),
    ];
    const hops = ({ hops: list }: Route) => list.map(({ label, text }) => [label, text]);
    const parts = ({ passes }: Route) => passes.flatMap((id) => (shownBy.has(id) ? [shownBy.get(id)] : []));
    return {
        ...{ title: `${from} → ${to}`, verdict: `${sign} ${word}`, name, facts },
        reason: cell.reason === undefined ? "" : `${cell.code === undefined ? "" : `${cell.code}: `}${cell.reason}`,
        ...{ out: hops(cell.out), back: hops(cell.back), outParts: parts(cell.out), backParts: parts(cell.back) },
        // Where it ends that does not get through: on the way there, or on that of the answers.
        stop:
            cell.verdict === Verdict.Denied
                ? (parts(cell.back.hops.length > 0 ? cell.back : cell.out).at(-1) ?? [])
                : [],
    };
}
