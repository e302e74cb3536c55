/** Exemptions: what may stay broken, why, and until when. They are part of the report, never a way to be quiet. */
import type { Exemption, PolicyConfig } from "./config-types";
import { Status, type Finding } from "./finding";
import { iso, nist, soc2 } from "./frameworks";
import { matches } from "./globs";
import { ALL } from "./profiles";
import type { ReportRule } from "./rule";

export const EXEMPTION_EXPIRED: ReportRule = {
    judges: "exemptions",
    id: "hygiene-exemption-expired",
    area: "hygiene",
    title: "Exemptions are renewed or end",
    severity: "high",
    frameworks: [...nist("CA-5"), ...soc2("CC3.4"), ...iso("A.5.36")],
    rationale:
        "An exemption is a risk that somebody accepted for a time. When the time is over nobody has accepted it any more, so its findings count again.",
    fix: "Mend what it exempts, or set a later day under exemptions with a reason that still holds.",
    looksAt: [],
    profiles: ALL,
};

export const EXEMPTION_UNUSED: ReportRule = {
    judges: "exemptions",
    id: "hygiene-exemption-unused",
    area: "hygiene",
    title: "Exemptions exempt something",
    severity: "low",
    frameworks: [...nist("CA-5"), ...iso("A.5.36")],
    rationale: "An exemption that matches nothing waits for a finding that nobody has judged yet.",
    fix: "Remove it from exemptions, or correct its rule, urn or name.",
    looksAt: [],
    profiles: ALL,
};

/** The last part of a URN. */
function nameOf(finding: Finding): string {
    return finding.urn?.split("::").slice(3).join("::") ?? finding.label;
}

function covers({ rule, urn, name }: Exemption, finding: Finding): boolean {
    if (rule !== finding.rule) return false;
    return urn === undefined ? matches(name ?? "", nameOf(finding)) : matches(urn, finding.urn ?? "");
}

/** The findings with what is exempt marked, and behind them what is to be said of the exemptions themselves. */
export function applyExemptions(
    findings: readonly Finding[],
    config: PolicyConfig,
    today: string,
): { readonly findings: readonly Finding[]; readonly about: readonly Finding[] } {
    const marked = findings.map((finding): Finding => {
        const exemption = config.exemptions.find((e) => e.expires >= today && covers(e, finding));
        if (exemption === undefined || finding.status === Status.Error) return finding;
        const { reason, expires } = exemption;
        return { ...finding, status: Status.Exempt, exemption: { reason, expires } };
    });
    const about = config.exemptions.flatMap((exemption) => {
        const covered = findings.filter((finding) => covers(exemption, finding)).length;
        const target = exemption.urn ?? exemption.name ?? "";
        const label = `exemption of ${target} from ${exemption.rule}`;
        if (covered === 0) return aboutExemption(EXEMPTION_UNUSED, config, label, "it matches no finding of this rule");
        if (exemption.expires >= today) return [];
        const message = `it ended on ${exemption.expires}, so ${covered === 1 ? "a finding counts" : `${covered} findings count`} again; its reason was: ${exemption.reason}`;
        return aboutExemption(EXEMPTION_EXPIRED, config, label, message);
    });
    return { findings: marked, about };
}

function aboutExemption(rule: ReportRule, config: PolicyConfig, label: string, message: string): Finding[] {
    const level = config.rules[rule.id]?.level ?? "disabled";
    if (level === "disabled") return [];
    return [{ rule: rule.id, severity: rule.severity, status: Status.Fail, level, label, message, fix: rule.fix }];
}
