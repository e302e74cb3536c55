import { readTunnels } from "../../../graph/read";
import { AZURE_CONNECTION, GCP_TUNNEL, VPN_CONNECTION } from "../../concepts";
import { gdpr, hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined, type Claim } from "../../rule";

export const rule = networkRule({
    id: "consistency-tunnel-ends-agree",
    area: "consistency",
    title: "The two ends of a VPN tunnel agree",
    severity: "high",
    frameworks: [
        ...hipaa("164.312(e)(1)"),
        ...gdpr("32(1)(b)"),
        ...pci("4.2.1"),
        ...nist("SC-8(1)", "CP-8"),
        ...soc2("CC6.7", "A1.2"),
        ...iso("A.8.20"),
    ],
    rationale:
        "Each cloud accepts its own half whatever the other one says: a tunnel whose ends differ in an algorithm, the key, an inside address or an ASN is deployed without an error and carries nothing, or stops at the first rekey.",
    fix: "Give both ends the same suite and key, and each the inside address and the ASN that the other one expects.",
    looksAt: [...VPN_CONNECTION, ...AZURE_CONNECTION, ...GCP_TUNNEL],
    profiles: ALL,
    check: ({ refs }) => {
        const { tunnels, unanswered, open } = readTunnels(refs.resources);
        return [
            ...tunnels.flatMap(({ ends: [end], state }): Claim[] => {
                if (state.is === "up") return [];
                const say = state.is === "down" ? fails : undetermined;
                return [say(end.resource, state.reason.detail)];
            }),
            ...unanswered.map((end) =>
                fails(end.resource, `${end.element.label} dials a gateway on which no tunnel answers it`),
            ),
            ...open.map((end) => undetermined(end.resource, `what ${end.element.label} ends on is not known`)),
        ];
    },
});
