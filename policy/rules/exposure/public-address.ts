import { SUBNET, INSTANCE } from "../../concepts";
import { iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";
import { flagAt, UNKNOWN } from "../../values";

export const rule = resourceRule({
    id: "exposure-public-address",
    area: "exposure",
    title: "Machines get no public address by themselves",
    severity: "medium",
    frameworks: [...pci("1.4.4"), ...nist("SC-7(4)", "SC-7(5)"), ...soc2("CC6.6"), ...iso("A.8.20")],
    rationale:
        "Every machine that is launched in such a subnet can be reached from the internet, those of tomorrow too.",
    fix: "Set mapPublicIpOnLaunch and associatePublicIpAddress to false; let load balancers and NAT gateways hold public addresses.",
    looksAt: [...SUBNET, ...INSTANCE],
    profiles: ALL,
    check: (resource) =>
        [SUBNET.includes(resource.type) ? "mapPublicIpOnLaunch" : "associatePublicIpAddress"].flatMap((property) => {
            const value = flagAt(resource, property);
            if (value === UNKNOWN) return [unknownAt(resource, property)];
            return value === true ? [fails(resource, `${property} is true`)] : [];
        }),
});
