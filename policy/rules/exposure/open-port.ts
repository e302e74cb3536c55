import { hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { describeTraffic, GROUPS_AND_RULES, ingressOf, isIcmp, isInternet, type Ingress } from "../../ingress";
import { ALL } from "../../profiles";
import { fails, resourceRule, unknownAt } from "../../rule";

interface PortSettings {
    readonly ports: readonly number[];
}

export const rule = resourceRule<PortSettings>({
    id: "exposure-open-port",
    area: "exposure",
    title: "The internet reaches listed ports only",
    severity: "critical",
    frameworks: [
        ...hipaa("164.312(e)(1)"),
        ...pci("1.2.5", "1.4.1", "1.4.2"),
        ...nist("SC-7", "SC-7(4)", "SC-7(5)"),
        ...soc2("CC6.6"),
        ...iso("A.8.20"),
    ],
    rationale:
        "A port that is open to everybody is found within minutes. Prefixes that add up to the internet count as the internet.",
    fix: "Name the networks that need the port, or put the service behind a load balancer.",
    looksAt: GROUPS_AND_RULES,
    profiles: ALL,
    settings: {
        members: {
            ports: {
                shape: { kind: "list", of: { kind: "number", from: 0, to: 65_535, whole: true } },
                text: "Ports of TCP and UDP that may be open to the internet.",
            },
        },
        defaults: { ports: [80, 443] },
    },
    check: (resource, { settings }) =>
        ingressOf(resource).flatMap((read) => {
            if (!read.known) return [unknownAt(resource, read.path)];
            const { ingress } = read;
            if (!isInternet(ingress.addresses) || isAllowed(ingress, settings.ports)) return [];
            const where = ingress.path === "" ? "it lets" : `${ingress.path} lets`;
            return [fails(resource, `${where} the internet in on ${describeTraffic(ingress)}`)];
        }),
});

/** A range counts as its ports: 80 to 443 holds more than the two. */
function isAllowed({ protocol, ports }: Ingress, allowed: readonly number[]): boolean {
    // Echo and the messages that tell of paths and sizes; without them MTU discovery fails.
    if (isIcmp(protocol)) return true;
    if (ports === undefined) return false;
    const length = ports.last - ports.first + 1;
    return (
        length <= allowed.length && Array.from({ length }, (_, i) => ports.first + i).every((p) => allowed.includes(p))
    );
}
