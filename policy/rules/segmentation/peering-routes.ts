import type { References } from "../../../graph/read/references";
import { contains, describeSet } from "../../../plan/address-set";
import { parsePrefix } from "../../../plan/prefix";
import { PEERING, ROUTE, ROUTE_TABLE, VPC } from "../../concepts";
import { iso, nist, pci, soc2 } from "../../frameworks";
import { networkRoutes, type PeeringRoute } from "../../peerings";
import { networkPrefixes } from "../../prefixes";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined, unknownAt, type Claim } from "../../rule";
import { UNKNOWN } from "../../values";

export const rule = networkRule({
    id: "segmentation-peering-routes",
    area: "segmentation",
    title: "Routes over a VPC peering are no wider than the peer",
    severity: "medium",
    frameworks: [...pci("1.3.1"), ...nist("AC-4", "SC-7(5)"), ...soc2("CC6.6"), ...iso("A.8.22")],
    rationale:
        "A route that is wider than the peer sends addresses there that the peer does not have: today they are lost, and tomorrow they reach whatever network it adds.",
    fix: "Route the peer's own prefixes, or the subnets that are needed.",
    looksAt: [...ROUTE, ...ROUTE_TABLE, ...PEERING, ...VPC],
    profiles: ALL,
    check: ({ refs }) => networkRoutes(refs).flatMap((route) => judge(route, refs)),
});

function judge({ resource, path, destination, peering, side }: PeeringRoute, refs: References): Claim[] {
    if (destination === UNKNOWN) return [unknownAt(resource, path)];
    // A prefix list, whose entries somebody else may change.
    if (destination === undefined)
        return [undetermined(resource, "its destination is a prefix list, whose entries are not judged here")];
    const wanted = parsePrefix(destination);
    if (!("prefix" in wanted)) return [];
    if (peering.is === "unsure") return [undetermined(resource, peering.reason.detail)];
    if (peering.is !== "resource")
        return [undetermined(resource, "its peering is made elsewhere, so the peer's prefixes are not known here")];
    const ends = ["vpcId", "peerVpcId"].map((end) => refs.one(peering.resource, end, { types: VPC }));
    const peers = ends.filter(
        (end) => !(end.is === "resource" && side.is === "resource" && end.resource === side.resource),
    );
    const [peer] = peers;
    if (side.is !== "resource" || peers.length !== 1 || peer?.is !== "resource")
        return [
            undetermined(
                resource,
                `whether ${destination} lies inside the peer is not known: the peer is made elsewhere`,
            ),
        ];
    const own = networkPrefixes(peer.resource, wanted.prefix.family, refs);
    if (own === undefined)
        return [
            undetermined(
                resource,
                `whether ${destination} lies inside ${peer.resource.name} is not known: its prefixes are not`,
            ),
        ];
    if (contains(own, wanted.prefix)) return [];
    return [fails(resource, `it sends ${destination} to ${peer.resource.name}, which has ${describeSet(own)}`)];
}
