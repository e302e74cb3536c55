/** What rules found, the worst first and what is exempt last, with a box to look for words in them. */
import type { Finding } from "../../policy/finding";
import { html, type Html } from "./html";

export const SEVERITY_ORDER: readonly Finding["severity"][] = ["critical", "high", "medium", "low"];
const STATUS_ORDER: readonly Finding["status"][] = ["fail", "error", "undetermined", "exempt"];
const STATUS_WORDS: Readonly<Record<Finding["status"], string>> = {
    fail: "fails",
    error: "rule failed",
    undetermined: "not known",
    exempt: "exempt",
};

export function findingsSection(findings: readonly Finding[] | undefined): Html {
    const body =
        findings === undefined
            ? html`<p>Not part of this report.</p>`
            : findings.length === 0
              ? html`<p>✓ No rule found anything.</p>`
              : listOf(findings);
    return html`<section id="findings" aria-labelledby="findings-h">
        <h2 id="findings-h">Findings</h2>
        ${body}
    </section>`;
}

function listOf(findings: readonly Finding[]): Html {
    const sorted = [...findings].sort(
        (a, b) =>
            Number(a.status === "exempt") - Number(b.status === "exempt") ||
            SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) ||
            STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
            order(a.rule, b.rule) ||
            order(a.label, b.label) ||
            order(a.message, b.message),
    );
    return html`<div class="filter" hidden>
            <label for="filter">Only findings with</label>
            <input
                id="filter"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder="a word, a rule, a file"
            />
            <span id="filtered" role="status" aria-live="polite"></span>
        </div>
        <ul class="findings">
            ${sorted.map(item)}
        </ul>`;
}

function item({ rule, severity, status, label, message, fix, position, exemption }: Finding): Html {
    const state = status === "fail" ? undefined : html`<span class="badge">${STATUS_WORDS[status]}</span> `;
    const where = position === undefined ? undefined : html` · <code>${position.file}:${position.line}</code>`;
    const until =
        exemption === undefined
            ? undefined
            : html`<p class="soft">Exempt until ${exemption.expires}: ${exemption.reason}</p>`;
    return html`<li class="finding s-${severity}">
        <p class="head">
            <span class="badge sev">${severity}</span> ${state}<strong>${label}</strong
            ><span class="soft"> · <code>${rule}</code>${where}</span>
        </p>
        <p>${message}</p>
        <p class="fix"><span class="soft">Fix:</span> ${fix}</p>
        ${until}
    </li> `;
}

function order(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
