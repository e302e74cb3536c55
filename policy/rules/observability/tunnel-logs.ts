import { VPN_CONNECTION } from "../../concepts";
import { hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";
import { flagAt, UNKNOWN } from "../../values";

export const rule = resourceRule({
    id: "observability-tunnel-logs",
    area: "observability",
    title: "VPN tunnels log their negotiations",
    severity: "medium",
    frameworks: [
        ...hipaa("164.312(b)"),
        ...pci("10.2.1"),
        ...nist("AU-2", "AU-12"),
        ...soc2("CC7.2"),
        ...iso("A.8.15"),
    ],
    rationale: "Only the tunnel's own log says why a negotiation fails, and that somebody else tries one.",
    fix: "Set tunnel1LogOptions and tunnel2LogOptions with cloudwatchLogOptions.logEnabled true and a log group.",
    looksAt: VPN_CONNECTION,
    profiles: ALL,
    check: (connection) =>
        ["tunnel1LogOptions", "tunnel2LogOptions"].flatMap((options) => {
            const enabled = flagAt(connection, options, "cloudwatchLogOptions", "logEnabled");
            if (enabled === UNKNOWN) return [unknownAt(connection, `${options}.cloudwatchLogOptions.logEnabled`)];
            return enabled === true ? [] : [fails(connection, `${options} logs nothing`)];
        }),
});
