import type { References } from "../../../graph/read/references";
import type { Resource } from "../../../graph/read/resources";
import { FLOW_LOG, HUB, SUBNET, VPC } from "../../concepts";
import { gdpr, hipaa, iso, nist, pci, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined } from "../../rule";
import { textAt, UNKNOWN } from "../../values";

/** What has flow logs, and how a log names it. */
const LOGGED: readonly (readonly [types: readonly string[], property: string])[] = [
    [VPC, "vpcId"],
    [HUB, "transitGatewayId"],
];

export const rule = networkRule<{ readonly traffic: "ALL" | "REJECT" }>({
    id: "observability-flow-logs",
    area: "observability",
    title: "Every network and hub has flow logs",
    severity: "medium",
    frameworks: [
        ...hipaa("164.312(b)"),
        ...gdpr("32(1)(d)"),
        ...pci("10.2.1"),
        ...nist("AU-2", "AU-12", "SI-4"),
        ...soc2("CC7.2"),
        ...iso("A.8.15", "A.8.16"),
    ],
    rationale: "Without flow logs nobody can say afterwards who spoke with whom, and an attack has no traces.",
    fix: 'Add a FlowLog with trafficType "ALL" for it.',
    looksAt: [...VPC, ...HUB, ...FLOW_LOG],
    profiles: ALL,
    settings: {
        members: {
            traffic: {
                shape: { kind: "string", among: ["ALL", "REJECT"] },
                text: "What must be logged at least; logs of hubs always have all.",
            },
        },
        defaults: { traffic: "ALL" },
    },
    check: ({ refs, settings }) =>
        LOGGED.flatMap(([types, property]) =>
            refs.ofType(...types).flatMap((network) => {
                const logs = refs
                    .ofType(...FLOW_LOG)
                    .map((log) => ({ log, of: refs.one(log, property, { types, inRegion: true }) }));
                const mine = logs
                    .filter(({ of }) => of.is === "resource" && of.resource === network)
                    .map(({ log }) => log);
                if (mine.some((log) => covers(log, property, settings.traffic) === true)) return [];
                const maybe = logs.some(
                    ({ of }) => of.is === "unsure" && (of.candidates.length === 0 || of.candidates.includes(network)),
                );
                if (maybe || mine.some((log) => covers(log, property, settings.traffic) === UNKNOWN))
                    return [undetermined(network, "whether a flow log covers it is not known before the deployment")];
                if (mine.length > 0)
                    return [
                        fails(
                            network,
                            `its flow log has ${String(textAt(mine[0] ?? network, "trafficType"))} traffic only`,
                        ),
                    ];
                return property === "vpcId" && areAllSubnetsLogged(network, refs)
                    ? []
                    : [fails(network, "it has no flow log")];
            }),
        ),
});

function covers(log: Resource, property: string, wanted: "ALL" | "REJECT"): boolean | typeof UNKNOWN {
    if (property === "transitGatewayId") return true;
    const traffic = textAt(log, "trafficType");
    return traffic === UNKNOWN ? UNKNOWN : traffic === "ALL" || traffic === wanted;
}

/** Logs of every subnet are logs of the network. */
function areAllSubnetsLogged(vpc: Resource, refs: References): boolean {
    const mine = refs.ofType(...SUBNET).filter((subnet) => {
        const of = refs.one(subnet, "vpcId", { types: VPC, inRegion: true });
        return of.is === "resource" && of.resource === vpc;
    });
    const logged = refs.ofType(...FLOW_LOG).flatMap((log) => {
        const of = refs.one(log, "subnetId", { types: SUBNET, inRegion: true });
        return of.is === "resource" && textAt(log, "trafficType") === "ALL" ? [of.resource] : [];
    });
    return mine.length > 0 && mine.every((subnet) => logged.includes(subnet));
}
