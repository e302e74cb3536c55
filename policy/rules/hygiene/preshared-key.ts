import { SECRET, UNKNOWN, type Value } from "../../../graph/read/values";
import type { Resource } from "../../../graph/read/resources";
import { AZURE_CONNECTION, GCP_TUNNEL, VPN_CONNECTION } from "../../concepts";
import { gdpr, hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, undetermined, type Claim } from "../../rule";

/** The providers of AWS and Google Cloud mark theirs themselves; that of Azure does not (@pulumi/azure-native 3.28). */
const KEYS = ["tunnel1PresharedKey", "tunnel2PresharedKey", "sharedKey", "sharedSecret"];
/** How tools print a secret that they do not show. */
const HIDDEN = "[secret]";

export const rule = resourceRule({
    id: "hygiene-preshared-key",
    area: "hygiene",
    title: "Pre-shared keys are secrets",
    severity: "critical",
    frameworks: [
        ...hipaa("164.312(a)(2)(iv)"),
        ...gdpr("32(1)(a)"),
        ...pci("8.6.2"),
        ...nist("SC-12", "IA-5(7)"),
        ...soc2("CC6.1"),
        ...iso("A.8.24"),
    ],
    rationale:
        "A key that is no secret stands readable in the state, in diffs and in logs: whoever reads one joins the network.",
    fix: "Give the key as pulumi.secret(…) or as a secret of the stack's configuration, and change it: it has been readable.",
    looksAt: [...VPN_CONNECTION, ...AZURE_CONNECTION, ...GCP_TUNNEL],
    profiles: ALL,
    // The key itself is never looked at, and never told.
    check: (connection) => KEYS.flatMap((key): Claim[] => judge(connection, key, connection.props[key])),
});

function judge(connection: Resource, key: string, value: Value | undefined): Claim[] {
    if (value === undefined || value === null || value === "" || value === SECRET || value === HIDDEN) return [];
    if (value === UNKNOWN)
        return [
            undetermined(
                connection,
                `whether ${key} is a secret cannot be seen here`,
                "Run causeway check on a preview or an export of the stack, which tells secrets.",
            ),
        ];
    return [fails(connection, `${key} is given in plain text`)];
}
