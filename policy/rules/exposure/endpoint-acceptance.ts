import { ENDPOINT_SERVICE } from "../../concepts";
import { iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";
import { flagAt, UNKNOWN } from "../../values";

export const rule = resourceRule({
    id: "exposure-endpoint-acceptance",
    area: "exposure",
    title: "Endpoint services accept connections one by one",
    severity: "medium",
    frameworks: [...nist("AC-4", "SC-7"), ...soc2("CC6.6"), ...iso("A.8.20", "A.5.14")],
    rationale: "Without acceptance every allowed principal joins the service to any network of its own.",
    fix: "Set acceptanceRequired to true.",
    looksAt: ENDPOINT_SERVICE,
    profiles: ALL,
    check: (service) => {
        const value = flagAt(service, "acceptanceRequired");
        if (value === UNKNOWN) return [unknownAt(service, "acceptanceRequired")];
        return value === true ? [] : [fails(service, "it accepts connections by itself")];
    },
    remedy: {
        because: "Connections that were accepted stay; only later ones wait for somebody.",
        change: { acceptanceRequired: true },
    },
});
