import { gdpr, hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { declaredFlows, flowLabel, undeterminedFor } from "../../flows";
import { ALL } from "../../profiles";
import { failsAt, networkRule } from "../../rule";

export const rule = networkRule({
    id: "encryption-path-between-sites",
    area: "encryption",
    title: "Declared flows are encrypted on every link between networks",
    severity: "critical",
    frameworks: [
        ...hipaa("164.312(e)(1)", "164.312(e)(2)(ii)"),
        ...gdpr("32(1)(a)"),
        ...pci("4.2.1"),
        ...nist("SC-8(1)"),
        ...soc2("CC6.7"),
        ...iso("A.8.24"),
    ],
    rationale: "A path is as private as its weakest link: one plain link between two tunnels shows everything.",
    fix: "Lead the flow over an encrypted link: a VPN, a peering of hubs, or an overlay with encryption.",
    looksAt: [],
    profiles: ALL,
    check: ({ expectations, questions }) =>
        declaredFlows(expectations, "mustReach", "critical").flatMap((flow) => {
            const links = questions.linksOn(flow);
            if (!links.known) return [undeterminedFor(flow, links.reasons)];
            return links.value
                .filter((link) => link.isBetweenSites && link.encryption === "")
                .map((link) => failsAt(flowLabel(flow), `nothing encrypts it on ${link.label}`));
        }),
});
