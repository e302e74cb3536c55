import type { References } from "../../../graph/read/references";
import type { Resource } from "../../../graph/read/resources";
import { NAT_GATEWAY, SUBNET, VPC } from "../../concepts";
import { gdpr, iso, nist, soc2 } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined } from "../../rule";
import { textAt, UNKNOWN } from "../../values";

export const rule = networkRule({
    id: "resilience-nat-per-zone",
    area: "resilience",
    title: "Networks in several zones have NAT gateways in several zones",
    severity: "low",
    frameworks: [...gdpr("32(1)(b)"), ...nist("CP-8", "SC-36"), ...soc2("A1.2"), ...iso("A.8.14")],
    rationale:
        "One NAT gateway stands in one zone: when that fails, no zone reaches the internet, and until then the others pay for crossing zones.",
    fix: "Add a NAT gateway in each zone, and route each zone's subnets to their own.",
    looksAt: [...NAT_GATEWAY, ...SUBNET, ...VPC],
    profiles: ALL,
    check: ({ refs }) => {
        const subnets = refs
            .ofType(...SUBNET)
            .map((subnet) => ({ subnet, vpc: refs.one(subnet, "vpcId", { types: VPC, inRegion: true }) }));
        const vpcOf = (subnet: Resource): Resource | undefined => {
            const vpc = subnets.find((entry) => entry.subnet === subnet)?.vpc;
            return vpc?.is === "resource" ? vpc.resource : undefined;
        };
        const gateways = refs.ofType(...NAT_GATEWAY).filter((nat) => textAt(nat, "availabilityMode") !== "regional");
        const homes = gateways.map((nat) => ({ nat, subnet: subnetOf(nat, refs) }));
        return refs.ofType(...VPC).flatMap((vpc) => {
            const zones = new Set(
                subnets
                    .filter(({ subnet }) => vpcOf(subnet) === vpc)
                    .map(({ subnet }) => textAt(subnet, "availabilityZone")),
            );
            const mine = homes.filter(({ subnet }) => subnet !== undefined && vpcOf(subnet) === vpc);
            const [first] = mine;
            const served = new Set(
                mine.map(({ subnet }) => (subnet === undefined ? UNKNOWN : textAt(subnet, "availabilityZone"))),
            );
            if (first === undefined || zones.size < 2 || served.size > 1) return [];
            const isOpen =
                served.has(UNKNOWN) || served.has(undefined) || homes.some(({ subnet }) => subnet === undefined);
            if (isOpen && gateways.length > 1)
                return [undetermined(vpc, "the zones of its NAT gateways are not known")];
            return [fails(first.nat, `it alone serves the ${zones.size} zones of ${vpc.name}`)];
        });
    },
});

function subnetOf(nat: Resource, refs: References): Resource | undefined {
    const subnet = refs.one(nat, "subnetId", { types: SUBNET, inRegion: true });
    return subnet.is === "resource" ? subnet.resource : undefined;
}
