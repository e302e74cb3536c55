/**
 * VPC peering connections. They carry packets from an address of one VPC to an address of the other, and nothing that comes from
 * or goes beyond them (VPC peering guide, "VPC peering limitations"); until the other side accepts they carry nothing.
 */
import { UNDERLAY_MTUS } from "../../../../facts/encapsulation";
import type { Link } from "../../../network";
import type { Element, Reason } from "../../../reason";
import { elementOf, unknownValue, type Reference, type References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { flagOf, notKnown, textOf } from "../../fields";
import { PEERING, PEERING_ACCEPTER } from "./types";
import type { Located, Vpc, Vpcs } from "./vpcs";

export interface Peering {
    readonly resource: Resource;
    readonly element: Element;
    readonly ends: readonly [Located, Located];
    readonly state: "accepted" | "pending" | Reason;
    /** Undefined where a region is not known. */
    readonly isInRegion: boolean | undefined;
    /** The connection and what accepts it. */
    readonly resources: readonly Resource[];
}

export type Peered =
    | { readonly is: "accepted"; readonly isInRegion: boolean | undefined }
    | { readonly is: "unsure"; readonly reason: Reason }
    | { readonly is: "no" };

export class Peerings {
    readonly all: readonly Peering[];

    constructor(
        private readonly references: References,
        private readonly vpcs: Vpcs,
    ) {
        const accepters = references.ofType(PEERING_ACCEPTER).map((resource) => ({
            resource,
            of: references.one(resource, "vpcPeeringConnectionId", { types: [PEERING] }),
        }));
        const alone = accepters.filter(({ of }) => of.is === "external" || of.is === "absent");
        this.all = [
            ...references.ofType(PEERING).map((resource) => this.read(resource, accepters)),
            ...alone.map(({ resource }) => this.read(resource, [{ resource, of: { is: "resource", resource } }])),
        ];
    }

    /** The connection that a property means: by its own id, or by that of what accepts it. */
    meant(from: Resource, path: readonly [string, ...(string | number)[]]): Peering | Reference {
        const target = { types: [PEERING, PEERING_ACCEPTER], by: ["id", "vpcPeeringConnectionId"] };
        const reference = this.references.one(from, path, target);
        if (reference.is !== "resource") return reference;
        const found = this.all.find(({ resources }) => resources.includes(reference.resource));
        return found ?? { is: "unsure", candidates: [], reason: notKnown(from, ...path) };
    }

    between(one: Vpc, other: Vpc): Peered {
        const joins = (peering: Peering): boolean => {
            const [a, b] = peering.ends.map((end) =>
                (end.is === "vpc" ? [end.vpc] : end.candidates).map(({ key }) => key),
            );
            if (a === undefined || b === undefined) return false;
            return (a.includes(one.key) && b.includes(other.key)) || (a.includes(other.key) && b.includes(one.key));
        };
        const joining = this.all.filter(joins);
        const sure = joining.find(({ state, ends }) => state === "accepted" && ends.every(({ is }) => is === "vpc"));
        if (sure !== undefined) return { is: "accepted", isInRegion: sure.isInRegion };
        for (const { state, ends } of joining) {
            if (state === "pending") continue;
            const open = ends.find((end) => end.is === "unsure");
            const reason = state === "accepted" ? (open?.is === "unsure" ? open.reason : undefined) : state;
            if (reason !== undefined) return { is: "unsure", reason };
        }
        return { is: "no" };
    }

    /** Of those whose two ends are known. */
    links(): readonly Link[] {
        return this.all.flatMap(({ resource, element, ends: [from, to], isInRegion, resources }): Link[] => {
            if (from.is !== "vpc" || to.is !== "vpc") return [];
            const inside = { mtu: UNDERLAY_MTUS["aws-vpc"].value, encryption: "" };
            const across = {
                mtu: UNDERLAY_MTUS["aws-vpc-peering-between-regions"].value,
                encryption: "AWS inter-region encryption",
            };
            return [
                {
                    id: resource.urn,
                    kind: "network-peering",
                    element,
                    ends: [from.vpc.key, to.vpc.key],
                    ...(isInRegion === undefined ? {} : isInRegion ? inside : across),
                    elements: resources.map(({ urn }) => urn),
                    zones: [],
                    lanes: 1,
                },
            ];
        });
    }

    private read(resource: Resource, accepters: readonly { resource: Resource; of: Reference }[]): Peering {
        const mine = accepters
            .filter(({ of }) => of.is === "resource" && of.resource === resource)
            .map((a) => a.resource);
        const perhaps = accepters.flatMap(({ of }) =>
            of.is === "unsure" && (of.candidates.length === 0 || of.candidates.includes(resource)) ? [of.reason] : [],
        );
        const ends = [this.vpcs.locate(resource, "vpcId"), this.vpcs.locate(resource, "peerVpcId")] as const;
        return {
            resource,
            element: elementOf(resource),
            ends,
            state: stateOf([resource, ...mine], perhaps),
            isInRegion: this.isInRegion(resource, ends),
            resources: [...new Set([resource, ...mine])],
        };
    }

    private isInRegion(resource: Resource, ends: readonly [Located, Located]): boolean | undefined {
        const [from, to] = ends.map((end) => (end.is === "vpc" ? end.vpc.region : undefined));
        const peerRegion = textOf(resource, "peerRegion");
        const own = from ?? this.references.regionOf(resource);
        const other = to ?? (typeof peerRegion === "string" ? peerRegion : undefined);
        if (own !== undefined && other !== undefined) return own === other;
        // Without another region the connection stays in its own.
        return peerRegion === undefined && resource.type === PEERING ? true : undefined;
    }
}

function stateOf(resources: readonly Resource[], perhaps: readonly Reason[]): Peering["state"] {
    const isAccepted = resources.some(
        (resource) => flagOf(resource, "autoAccept") === true || textOf(resource, "acceptStatus") === "active",
    );
    if (isAccepted) return "accepted";
    const open = resources.find((resource) => flagOf(resource, "autoAccept") === UNKNOWN);
    if (open !== undefined) return unknownValue(open, "autoAccept is not known before the deployment");
    return perhaps[0] ?? "pending";
}
