import { ALARM, VPN_CONNECTION } from "../../concepts";
import { iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined } from "../../rule";
import { textAt } from "../../values";

export const rule = networkRule({
    id: "observability-tunnel-alarm",
    area: "observability",
    title: "An alarm tells when a VPN tunnel is down",
    severity: "low",
    frameworks: [...nist("SI-4", "AU-12"), ...soc2("CC7.2", "A1.2"), ...iso("A.8.16")],
    rationale: "With two tunnels the first failure is not noticed by anybody, and the second one is an outage.",
    fix: "Add a MetricAlarm on AWS/VPN TunnelState below 1 with the dimension VpnId.",
    looksAt: [...VPN_CONNECTION, ...ALARM],
    profiles: ALL,
    check: ({ refs }) => {
        const alarms = refs
            .ofType(...ALARM)
            .filter(
                (alarm) => textAt(alarm, "namespace") === "AWS/VPN" && textAt(alarm, "metricName") === "TunnelState",
            )
            .map((alarm) => refs.one(alarm, ["dimensions", "VpnId"], { types: VPN_CONNECTION, inRegion: true }));
        return refs.ofType(...VPN_CONNECTION).flatMap((connection) => {
            if (alarms.some((of) => of.is === "resource" && of.resource === connection)) return [];
            const maybe = alarms.some((of) => of.is === "unsure" && of.candidates.includes(connection));
            return maybe
                ? [undetermined(connection, "whether an alarm watches it is not known before the deployment")]
                : [fails(connection, "no alarm watches TunnelState of it")];
        });
    },
});
