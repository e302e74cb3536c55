import type { Reference } from "../../../graph/read/references";
import { labelOf } from "../../../graph/read/references";
import { HUB_PEERING, HUB_ROUTE, PEERING, ROUTE, ROUTE_TABLE } from "../../concepts";
import { iso, nist, soc2 } from "../../frameworks";
import { hubPeerings, networkPeerings, type Peering } from "../../peerings";
import { ALL } from "../../profiles";
import { fails, networkRule, undetermined, type Claim } from "../../rule";

export const rule = networkRule({
    id: "consistency-both-directions",
    area: "consistency",
    title: "Static routes over a peering lead both ways",
    severity: "high",
    frameworks: [...nist("CP-8", "SC-7"), ...soc2("A1.2"), ...iso("A.8.20")],
    rationale:
        "Peerings learn no routes. With statics on one side only, packets arrive and their answers do not, which looks like a firewall that drops them.",
    fix: "Add the static routes of the other side, or take these away.",
    looksAt: [...PEERING, ...ROUTE, ...ROUTE_TABLE, ...HUB_PEERING, ...HUB_ROUTE],
    profiles: ALL,
    check: ({ refs }) => [...networkPeerings(refs), ...hubPeerings(refs)].flatMap(judge),
});

function judge({ resource, ends, routes }: Peering): Claim[] {
    if (routes.length === 0) return [];
    const open = routes.find(({ side }) => side.is === "unsure");
    const silent = ends.filter((end) => !routes.some(({ side }) => isSame(side, end)));
    if (silent.length === 0) return [];
    if (open !== undefined)
        return [
            undetermined(
                resource,
                `whether routes lead both ways is not known: it is not known where ${labelOf(open.resource)} belongs`,
            ),
        ];
    const [end] = silent;
    if (silent.length > 1 || end?.is !== "resource")
        return [undetermined(resource, "the routes of its other side are made elsewhere")];
    return [fails(resource, `${labelOf(end.resource)} has no route back over it`)];
}

function isSame(a: Reference, b: Reference): boolean {
    return a.is === "resource" && b.is === "resource" && a.resource === b.resource;
}
