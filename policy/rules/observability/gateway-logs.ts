import { meant } from "../../../graph/read/azure/meant";
import type { Resource } from "../../../graph/read/resources";
import { AZURE_DIAGNOSTICS, AZURE_GATEWAY } from "../../concepts";
import { hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined } from "../../rule";
import { flagAt, listAt, partOf, textAt, UNKNOWN } from "../../values";

/** Logs of a gateway that tell of negotiations (Azure VPN Gateway, monitoring reference). */
const CATEGORIES: readonly string[] = ["TunnelDiagnosticLog", "IKEDiagnosticLog"];

export const rule = networkRule({
    id: "observability-gateway-logs",
    area: "observability",
    title: "VPN gateways of Azure log their negotiations",
    severity: "medium",
    frameworks: [
        ...hipaa("164.312(b)"),
        ...pci("10.2.1"),
        ...nist("AU-2", "AU-12"),
        ...soc2("CC7.2"),
        ...iso("A.8.15"),
    ],
    rationale: "Azure has no metric for a tunnel that is down: only these logs tell, and why a negotiation fails.",
    fix: "Add a DiagnosticSetting of the gateway with the categories TunnelDiagnosticLog and IKEDiagnosticLog, or all logs.",
    looksAt: [...AZURE_GATEWAY, ...AZURE_DIAGNOSTICS],
    profiles: ALL,
    check: ({ refs }) => {
        const settings = refs
            .ofType(...AZURE_DIAGNOSTICS)
            .map((setting) => ({ setting, of: meant(refs, setting, "resourceUri", ...AZURE_GATEWAY) }));
        return refs.ofType(...AZURE_GATEWAY).flatMap((gateway) => {
            if (isOther(gateway)) return [];
            const own = settings.filter(({ of }) => of.is === "resource" && of.resource === gateway);
            const logged = own.map(({ setting }) => categoriesOf(setting));
            const known = new Set(logged.flatMap((categories) => (categories === UNKNOWN ? [] : categories)));
            const missing = CATEGORIES.filter((category) => !known.has(category));
            if (missing.length === 0) return [];
            const isOpen =
                logged.includes(UNKNOWN) ||
                settings.some(
                    ({ of }) => of.is === "unsure" && (of.candidates.length === 0 || of.candidates.includes(gateway)),
                );
            return isOpen
                ? [undetermined(gateway, "what is logged of it is not known before the deployment")]
                : [fails(gateway, `no diagnostic setting logs ${missing.join(" and ")} of it`)];
        });
    },
});

/** A gateway for ExpressRoute has no tunnels. */
function isOther(gateway: Resource): boolean {
    return textAt(gateway, "gatewayType") === "ExpressRoute";
}

/** Categories that are on; the groups that hold all logs hold these. */
function categoriesOf(setting: Resource): readonly string[] | typeof UNKNOWN {
    const logs = listAt(setting, "logs");
    if (logs === undefined) return [];
    if (logs === UNKNOWN) return UNKNOWN;
    const read = logs.map((log): readonly string[] | typeof UNKNOWN => {
        const part = partOf(log);
        if (part === undefined) return UNKNOWN;
        const [enabled, category, group] = [
            flagAt(part, "enabled"),
            textAt(part, "category"),
            textAt(part, "categoryGroup"),
        ];
        if (enabled === UNKNOWN || typeof category === "symbol" || group === UNKNOWN) return UNKNOWN;
        if (enabled !== true) return [];
        return group === "allLogs" ? CATEGORIES : category === undefined ? [] : [category];
    });
    const known = read.flatMap((categories) => (categories === UNKNOWN ? [] : categories));
    return read.includes(UNKNOWN) ? UNKNOWN : known;
}
