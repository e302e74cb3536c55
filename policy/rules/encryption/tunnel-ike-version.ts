import { AWS_IPSEC } from "../../../facts/ipsec/aws";
import type { Resource } from "../../../graph/read/resources";
import { AZURE_CONNECTION, GCP_TUNNEL, VPN_CONNECTION } from "../../concepts";
import { hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt, type Claim } from "../../rule";
import { textAt, textsAt, UNKNOWN } from "../../values";

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
        "IKEv1 is deprecated (RFC 9395), and an end that also accepts it can be brought down to it. AWS accepts both versions on a tunnel that names none; Azure and Google take version 2 unless told otherwise.",
    fix: 'Set tunnel1IkeVersions and tunnel2IkeVersions to ["ikev2"], connectionProtocol to IKEv2, ikeVersion to 2.',
    looksAt: [...VPN_CONNECTION, ...AZURE_CONNECTION, ...GCP_TUNNEL],
    profiles: ALL,
    check: (connection) => {
        const [property, version] = AZURE_CONNECTION.includes(connection.type)
            ? (["connectionProtocol", "IKEv2"] as const)
            : (["ikeVersion", "2"] as const);
        return VPN_CONNECTION.includes(connection.type) ? ofAws(connection) : ofOne(connection, property, version);
    },
});

/** Left out it is version 2. */
function ofOne(tunnel: Resource, property: string, version: string): Claim[] {
    const value = textAt(tunnel, property);
    if (value === UNKNOWN) return [unknownAt(tunnel, property)];
    return value === undefined || value === version ? [] : [fails(tunnel, `${property} is ${value}`)];
}

function ofAws(connection: Resource): Claim[] {
    return ["tunnel1", "tunnel2"].flatMap((tunnel) => {
        const property = `${tunnel}IkeVersions`;
        const versions = textsAt(connection, property);
        if (versions === UNKNOWN) return [unknownAt(connection, property)];
        if (versions === undefined)
            return [fails(connection, `${property} is not set: ${AVOID?.reason ?? "both versions are accepted"}`)];
        const others = versions.filter((version) => version !== "ikev2");
        return others.length === 0 ? [] : [fails(connection, `${property} accepts ${others.join(", ")}`)];
    });
}
