import { TARGET_GROUP } from "../../concepts";
import { hipaa, iso, nist, pci } from "../../frameworks";
import { fails, resourceRule, unknownAt } from "../../rule";
import { textAt, UNKNOWN } from "../../values";

export const rule = resourceRule({
    id: "encryption-target-protocol",
    area: "encryption",
    title: "Load balancers encrypt to their targets",
    severity: "medium",
    frameworks: [...hipaa("164.312(e)(1)"), ...pci("4.2.1"), ...nist("SC-8(1)"), ...iso("A.8.24")],
    rationale:
        "A load balancer that ends TLS and goes on in HTTP sends what it protected in the clear through every network between it and the target.",
    fix: "Set the target group's protocol to HTTPS or TLS.",
    looksAt: TARGET_GROUP,
    profiles: ["hipaa", "pci", "fips", "cnsa"],
    check: (group) => {
        const protocol = textAt(group, "protocol");
        if (protocol === UNKNOWN) return [unknownAt(group, "protocol")];
        return protocol === "HTTP" ? [fails(group, "targets are sent HTTP, unencrypted")] : [];
    },
});
