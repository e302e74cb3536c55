import { LOAD_BALANCER } from "../../concepts";
import { hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";
import { flagAt, textAt, UNKNOWN } from "../../values";

export const rule = resourceRule({
    id: "observability-balancer-logs",
    area: "observability",
    title: "Load balancers log their requests",
    severity: "medium",
    frameworks: [
        ...hipaa("164.312(b)"),
        ...pci("10.2.1"),
        ...nist("AU-2", "AU-12"),
        ...soc2("CC7.2"),
        ...iso("A.8.15"),
    ],
    rationale: "The balancer is the last place that knows the address of who asked.",
    fix: "Set accessLogs with a bucket and enabled true.",
    looksAt: LOAD_BALANCER,
    profiles: ALL,
    check: (balancer) => {
        // Gateway load balancers have no access logs.
        if (textAt(balancer, "loadBalancerType") === "gateway") return [];
        const enabled = flagAt(balancer, "accessLogs", "enabled");
        if (enabled === UNKNOWN) return [unknownAt(balancer, "accessLogs.enabled")];
        return enabled === true ? [] : [fails(balancer, "it logs no requests")];
    },
});
