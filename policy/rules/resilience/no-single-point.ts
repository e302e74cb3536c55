import { flowLabel, undeterminedFor } from "../../flows";
import { gdpr, hipaa, iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { failsAt, networkRule } from "../../rule";

export const rule = networkRule({
    id: "resilience-no-single-point",
    area: "resilience",
    title: "No single failure cuts a critical flow",
    severity: "high",
    frameworks: [
        ...hipaa("164.308(a)(7)(ii)(C)"),
        ...gdpr("32(1)(b)", "32(1)(c)"),
        ...nist("CP-8", "CP-8(2)", "CP-4"),
        ...soc2("A1.2", "A1.3"),
        ...iso("A.8.14"),
    ],
    rationale: "What alone can cut a flow will: zones, devices and links fail one at a time, and often.",
    fix: "Add a second way that does not share it, or take the flow out of expectations.critical.",
    looksAt: [],
    profiles: ALL,
    check: ({ expectations, questions }) =>
        expectations.critical.flatMap((flow) => {
            const points = questions.singlePoints(flow);
            if (!points.known) return [undeterminedFor(flow, points.reasons)];
            return points.value.map((point) => failsAt(flowLabel(flow), `the failure of ${point.label} alone cuts it`));
        }),
});
