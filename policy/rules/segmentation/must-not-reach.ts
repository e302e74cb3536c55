import { flowLabel, because, undeterminedFor } from "../../flows";
import { gdpr, hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { failsAt, networkRule } from "../../rule";

export const rule = networkRule({
    id: "segmentation-must-not-reach",
    area: "segmentation",
    title: "What is declared apart is apart",
    severity: "critical",
    frameworks: [
        ...hipaa("164.312(a)(1)"),
        ...gdpr("25", "32(1)(b)"),
        ...pci("1.3.1", "1.4.4", "11.4.5"),
        ...nist("AC-4", "SC-7(21)"),
        ...soc2("CC6.6"),
        ...iso("A.8.22"),
    ],
    rationale:
        "Isolation is a property of all tables and filters together: a route that a colleague propagates next year breaks it in a place that nobody looks at.",
    fix: "Take the route or the rule away that lets it through, or take the flow out of expectations.mustNotReach.",
    looksAt: [],
    profiles: ALL,
    check: ({ expectations, questions }) =>
        expectations.mustNotReach.flatMap((flow) => {
            const { verdict, reasons } = questions.reach(flow);
            if (verdict === "DENIED") return [];
            if (verdict === "UNDETERMINED") return [undeterminedFor(flow, reasons)];
            const how = reasons.length === 0 ? "" : `: ${because(reasons)}`;
            return [failsAt(flowLabel(flow), `${verdict === "PARTIAL" ? "some of it arrives" : "it arrives"}${how}`)];
        }),
});
