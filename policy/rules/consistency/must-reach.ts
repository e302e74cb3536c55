import { because, declaredFlows, flowLabel, undeterminedFor } from "../../flows";
import { iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { failsAt, networkRule } from "../../rule";

export const rule = networkRule({
    id: "consistency-must-reach",
    area: "consistency",
    title: "What is declared to reach does reach",
    severity: "high",
    frameworks: [...nist("CP-8", "SC-7"), ...soc2("A1.2"), ...iso("A.8.20")],
    rationale:
        "A flow needs a route, every filter on the way, and both again for the answer: one missing piece is an outage.",
    fix: "Add the route or the rule that is missing, or take the flow out of expectations.mustReach.",
    looksAt: [],
    profiles: ALL,
    check: ({ expectations, questions }) =>
        declaredFlows(expectations, "mustReach", "critical").flatMap((flow) => {
            const { verdict, reasons } = questions.reach(flow);
            if (verdict === "REACHABLE") return [];
            if (verdict === "UNDETERMINED") return [undeterminedFor(flow, reasons)];
            return [
                failsAt(
                    flowLabel(flow),
                    `${verdict === "PARTIAL" ? "some of it does not arrive" : "it does not arrive"}: ${because(reasons)}`,
                ),
            ];
        }),
});
