/** What a reader knows after ten seconds. */
import { Verdict } from "../../graph/answer";
import { dollars } from "../picture/words";
import { breaks } from "../../policy/finding";
import { html, type Html } from "./html";
import type { ReportModel } from "./model";
import { SEVERITY_ORDER } from "./findings";
import { plural, VERDICTS } from "./words";

export function summary({ matrix, findings, cost, drills, network }: ReportModel): Html {
    const cells = (matrix?.cells ?? []).flat().flatMap((cell) => (cell === undefined ? [] : [cell.verdict]));
    const count = (verdict: Verdict): number => cells.filter((v) => v === verdict).length;
    const open = (findings ?? []).filter((finding) => finding.status !== "exempt");
    const tiles: Html[] = [];
    if (matrix !== undefined) {
        const others = [Verdict.Partial, Verdict.Denied, Verdict.Undetermined].filter((v) => count(v) > 0);
        tiles.push(
            tile(
                "reach",
                html`${count(Verdict.Reachable)}<span class="of"> of ${cells.length}</span>`,
                `pairs reach, ${matrix.traffic}`,
                others.map((v) => `${VERDICTS[v].sign} ${count(v)} ${VERDICTS[v].word}`),
            ),
        );
    }
    if (findings !== undefined) {
        const perSeverity = SEVERITY_ORDER.flatMap((severity) => {
            const n = open.filter((finding) => finding.severity === severity).length;
            return n === 0 ? [] : [`${n} ${severity}`];
        });
        const exempt = findings.length - open.length;
        tiles.push(
            tile("findings", html`${open.length}`, open.length === 1 ? "finding" : "findings", [
                ...perSeverity,
                ...(exempt > 0 ? [`${exempt} exempt`] : []),
                ...(open.some(breaks) ? ["would stop a deployment"] : []),
            ]),
        );
    }
    if (cost !== undefined) {
        const asked = cost.unknown.length === 0 ? [] : [`without ${plural(cost.unknown.length, "unknown price")}`];
        tiles.push(tile("cost", html`$${dollars(cost.total)}`, "USD a month, by list prices", asked));
    }
    if (drills !== undefined) {
        const losing = drills.filter(({ lost }) => lost.length > 0).length;
        tiles.push(
            tile(
                "drills",
                html`${losing}<span class="of"> of ${drills.length}</span>`,
                "tried failures cut somebody off",
                [],
            ),
        );
    }
    if (network.unmodelled.length > 0) {
        const noun = network.unmodelled.length === 1 ? "resource is not modelled" : "resources are not modelled";
        tiles.push(tile("limits", html`${network.unmodelled.length}`, noun, []));
    }
    return html`<section aria-labelledby="summary-h">
        <h2 id="summary-h" class="quiet">Summary</h2>
        <ul class="tiles">
            ${tiles}
        </ul>
    </section>`;
}

function tile(target: string, figure: Html, words: string, more: readonly string[]): Html {
    const rest = more.length === 0 ? undefined : html`<span class="more">${more.join(" · ")}</span>`;
    return html`<li>
        <a href="#${target}"><strong>${figure}</strong> <span>${words}</span>${rest}</a>
    </li> `;
}
