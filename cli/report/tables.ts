/** The plain tables of the report: links, cost, drills, and what it does not know. */
import type { Edge, Picture } from "../../graph/picture";
import { namesOf } from "../picture/svg";
import { dollars, encryptionText, kindText, milliseconds } from "../picture/words";
import { html, type Html } from "./html";
import type { CostTable, DrillRow, ReportModel } from "./model";
import { plural } from "./words";

/** Every link in words: for those who cannot see the picture, and for those who copy figures. */
export function linksSection(picture: Picture): Html | undefined {
    if (picture.edges.length === 0) return undefined;
    const names = namesOf(picture.boxes);
    const row = (edge: Edge): Html =>
        html`<tr>
            <th scope="row">${edge.label}</th>
            <td>${kindText(edge)}</td>
            <td>${names(edge.ends[0])}</td>
            <td>${names(edge.ends[1])}</td>
            <td>${encryptionText(edge.encryption)}</td>
            ${figure(edge.mtu)}${figure(edge.latencyMs === undefined ? undefined : milliseconds(edge.latencyMs))}${figure(edge.usdPerMonth === undefined ? undefined : dollars(edge.usdPerMonth))}
            <td>${edge.segments.join(", ")}</td>
        </tr> `;
    return html`<details>
        <summary>${plural(picture.edges.length, "link")} as a table</summary>
        <div class="scroll" tabindex="0" role="group" aria-label="Links">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Link</th>
                        <th scope="col">Kind</th>
                        <th scope="col">From</th>
                        <th scope="col">To</th>
                        <th scope="col">Encryption</th>
                        <th scope="col" class="num">MTU, bytes</th>
                        <th scope="col" class="num">Round trip, ms</th>
                        <th scope="col" class="num">USD a month</th>
                        <th scope="col">Segment</th>
                    </tr>
                </thead>
                <tbody>
                    ${picture.edges.map(row)}
                </tbody>
            </table>
        </div>
    </details>`;
}

export function costSection(cost: CostTable | undefined): Html {
    if (cost === undefined) return section("cost", "Cost", html`<p>Not part of this report.</p>`);
    const { lines, total, unknown } = cost;
    const table = html`<div class="scroll">
        <table>
            <thead>
                <tr>
                    <th scope="col">What</th>
                    <th scope="col">Why</th>
                    <th scope="col" class="num">USD a month</th>
                </tr>
            </thead>
            <tbody>
                ${lines.map(
                    ({ what, why, usd }) =>
                        html`<tr>
                            <th scope="row">${what}</th>
                            <td>${why}</td>
                            <td class="num">${dollars(usd)}</td>
                        </tr> `,
                )}
            </tbody>
            <tfoot>
                <tr>
                    <th scope="row">Total of what is known</th>
                    <td></td>
                    <td class="num">${dollars(total)}</td>
                </tr>
            </tfoot>
        </table>
    </div>`;
    const open =
        unknown.length === 0
            ? undefined
            : html`<h3>Not in the total</h3>
                  <ul>
                      ${unknown.map((words) => html`<li>${words}</li>`)}
                  </ul>`;
    return section(
        "cost",
        "Cost",
        html`${lines.length === 0 ? html`<p>Nothing here has a price by the month.</p>` : table}${open}`,
    );
}

export function drillSection(drills: readonly DrillRow[] | undefined): Html {
    if (drills === undefined) return section("drills", "Failure drills", html`<p>Not part of this report.</p>`);
    if (drills.length === 0) return section("drills", "Failure drills", html`<p>Nothing here can fail as a whole.</p>`);
    const row = ({ failed, lost, seconds, note }: DrillRow): Html =>
        html`<tr>
            <th scope="row">${failed}</th>
            <td>${lost.length === 0 ? "✓ nobody" : html`✕ ${lostList(lost)}`}</td>
            <td class="num">${seconds === undefined ? "–" : span(seconds)}</td>
            <td>${note}</td>
        </tr> `;
    return section(
        "drills",
        "Failure drills",
        html`<div class="scroll">
            <table>
                <thead>
                    <tr>
                        <th scope="col">What fails</th>
                        <th scope="col">Who is cut off</th>
                        <th scope="col" class="num">Interrupted for</th>
                        <th scope="col">Note</th>
                    </tr>
                </thead>
                <tbody>
                    ${drills.map(row)}
                </tbody>
            </table>
        </div>`,
    );
}

/** Pairs that lose traffic; of many the first, and the rest behind a click. */
function lostList(lost: readonly string[]): Html {
    if (lost.length <= 3) return html`${lost.join(", ")}`;
    return html`<details class="inline">
        <summary>${plural(lost.length, "pair")}</summary>
        ${lost.join(", ")}
    </details>`;
}

function span({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number }): string {
    return atLeast === atMost ? `${atLeast} s` : `${atLeast} to ${atMost} s`;
}

/** What the report does not know: it stands beside what it knows, not in small print. */
export function limitsSection({ network, caveats }: ReportModel): Html {
    const byType = new Map<string, string[]>();
    for (const { type, name } of network.unmodelled) byType.set(type, [...(byType.get(type) ?? []), name]);
    const types = [...byType].sort(([a], [b]) => (a < b ? -1 : 1));
    const given = [...new Set([...network.assumptions.map(({ text }) => text), ...caveats])].sort();
    return section(
        "limits",
        "What this report does not know",
        html`<h3>Resources that it does not model</h3>
            ${
                types.length === 0
                    ? html`<p>None: every resource that may change a path is modelled.</p>`
                    : html`<ul>
                          ${types.map(([type, names]) => html`<li><code>${type}</code>: ${names.sort().join(", ")}</li>`)}
                      </ul>`
            }
            <h3>What it takes for granted</h3>
            ${
                given.length === 0
                    ? html`<p>Nothing besides what the clouds document.</p>`
                    : html`<ul>
                          ${given.map((words) => html`<li>${words}</li>`)}
                      </ul>`
            }`,
    );
}

function section(id: string, title: string, body: Html): Html {
    return html`<section id="${id}" aria-labelledby="${id}-h">
        <h2 id="${id}-h">${title}</h2>
        ${body}
    </section>`;
}

function figure(value: number | string | undefined): Html {
    return html`<td class="num">${value ?? "–"}</td>`;
}
