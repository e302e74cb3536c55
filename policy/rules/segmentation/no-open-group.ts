import { addressSet, contains, describeSet } from "../../../plan/address-set";
import { hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { GROUPS_AND_RULES, ingressOf } from "../../ingress";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";

interface OpenSettings {
    readonly prefixes: readonly string[];
}

export const rule = resourceRule<OpenSettings>({
    id: "segmentation-no-open-group",
    area: "segmentation",
    title: "No security group lets whole address ranges in on every port",
    severity: "high",
    frameworks: [
        ...hipaa("164.312(a)(1)"),
        ...pci("1.2.5", "1.3.1"),
        ...nist("AC-4", "SC-7(5)"),
        ...soc2("CC6.6"),
        ...iso("A.8.20", "A.8.22"),
    ],
    rationale:
        "A group that admits every protocol and port from 10.0.0.0/8 is no filter: whoever gets into one network is in all that are routed.",
    fix: "Name the ports, and the networks or the groups that need them.",
    looksAt: GROUPS_AND_RULES,
    profiles: ALL,
    settings: {
        members: {
            prefixes: {
                shape: { kind: "list", of: { kind: "string" } },
                text: "Ranges of which none may come in as a whole on every port.",
            },
        },
        defaults: { prefixes: ["0.0.0.0/0", "::/0", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"] },
    },
    check: (resource, { settings }) =>
        ingressOf(resource).flatMap((read) => {
            if (!read.known) return [unknownAt(resource, read.path)];
            const { addresses, protocol, path } = read.ingress;
            const whole = settings.prefixes.filter((prefix) => contains(addresses, addressSet([prefix])));
            if ((protocol !== "-1" && protocol !== "all") || whole.length === 0) return [];
            const where = path === "" ? "it lets" : `${path} lets`;
            return [fails(resource, `${where} every protocol and port in from ${describeSet(addresses)}`)];
        }),
});
