import { declaredFlows, flowLabel, undeterminedFor } from "../../flows";
import { matches } from "../../globs";
import { gdpr, hipaa, iso, nist } from "../../frameworks";
import { ALL } from "../../profiles";
import { failsAt, networkRule, type Claim } from "../../rule";

export const rule = networkRule({
    id: "residency-data-flow",
    area: "residency",
    title: "Flows of a data class pass allowed regions only",
    severity: "high",
    frameworks: [
        ...hipaa("164.312(e)(1)"),
        ...gdpr("44", "46", "30"),
        ...nist("SA-9(5)", "AC-4"),
        ...iso("A.5.14", "A.5.23"),
    ],
    rationale:
        "A hub in a third country is a transfer too: both ends in Frankfurt say nothing about a path through Virginia.",
    fix: "Join the ends by a hub in an allowed region, or allow the region for the class.",
    looksAt: [],
    profiles: ALL,
    check: ({ expectations, questions }) =>
        declaredFlows(expectations, "mustReach", "critical").flatMap((flow): Claim[] => {
            const allowed = flow.data === undefined ? undefined : expectations.classes[flow.data]?.allowedRegions;
            if (allowed === undefined) return [];
            const regions = questions.regionsOn(flow);
            if (!regions.known) return [undeterminedFor(flow, regions.reasons)];
            return regions.value
                .filter(({ region }) => !allowed.some((pattern) => matches(pattern, region)))
                .map(({ region, country, role, label }) =>
                    failsAt(
                        flowLabel(flow),
                        `${String(flow.data)} data ${role === "transit" ? "passes" : "is in"} ${region} (${country})${label === region ? "" : ` at ${label}`}`,
                    ),
                );
        }),
});
