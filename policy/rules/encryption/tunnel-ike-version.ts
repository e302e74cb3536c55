import { AWS_IPSEC } from "../../../facts/ipsec/aws";
import { VPN_CONNECTION } from "../../concepts";
import { hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";
import { textsAt, UNKNOWN } from "../../values";

const [AVOID] = AWS_IPSEC.avoid;

export const rule = resourceRule({
    id: "encryption-tunnel-ike-version",
    area: "encryption",
    title: "VPN tunnels speak IKEv2 only",
    severity: "high",
    frameworks: [
        ...hipaa("164.312(e)(1)"),
        ...pci("4.2.1"),
        ...nist("SC-8(1)", "SC-13"),
        ...soc2("CC6.7"),
        ...iso("A.8.24"),
    ],
    rationale:
        "IKEv1 is deprecated (RFC 9395), and an end that also accepts it can be brought down to it. AWS accepts both versions on a tunnel that names none.",
    fix: 'Set tunnel1IkeVersions and tunnel2IkeVersions to ["ikev2"].',
    looksAt: VPN_CONNECTION,
    profiles: ALL,
    check: (connection) =>
        ["tunnel1", "tunnel2"].flatMap((tunnel) => {
            const property = `${tunnel}IkeVersions`;
            const versions = textsAt(connection, property);
            if (versions === UNKNOWN) return [unknownAt(connection, property)];
            if (versions === undefined)
                return [fails(connection, `${property} is not set: ${AVOID?.reason ?? "both versions are accepted"}`)];
            const others = versions.filter((version) => version !== "ikev2");
            return others.length === 0 ? [] : [fails(connection, `${property} accepts ${others.join(", ")}`)];
        }),
});
