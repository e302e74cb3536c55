/**
 * Where a security group can be named. A rule that names a group means the machines that have it, in the same VPC, over a VPC
 * peering connection inside a region (VPC peering guide, "Reference peer security groups"), and for what comes in over a Transit
 * Gateway where the gateway and both attachments support it (VPC Transit Gateway guide, "Security group referencing").
 */
import { Code, type Reason } from "../../../reason";
import type { References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { notKnown, textOf } from "../../fields";
import { reason } from "../../hops";
import type { Peerings } from "./peerings";
import { HUB, HUB_ATTACHMENT } from "./types";
import type { Vpc, Vpcs } from "./vpcs";

export type Scope = "valid" | "invalid" | Reason;

/** A VPC at a Transit Gateway. */
interface Member {
    readonly hub: string;
    readonly vpcs: readonly string[];
    /** Why nobody can say whether it can name groups there. */
    readonly unsure: Reason | undefined;
}

export class GroupScopes {
    private readonly members: readonly Member[];

    constructor(
        references: References,
        vpcs: Vpcs,
        private readonly peerings: Peerings,
    ) {
        this.members = references.ofType(HUB_ATTACHMENT).flatMap((attachment): Member[] => {
            const hub = references.one(attachment, "transitGatewayId", { types: [HUB], inRegion: true });
            const located = vpcs.locate(attachment);
            const hubs = hub.is === "resource" ? [hub.resource] : hub.is === "unsure" ? hub.candidates : [];
            const at = located.is === "vpc" ? [located.vpc] : located.candidates;
            const open = hub.is === "unsure" ? hub.reason : located.is === "unsure" ? located.reason : undefined;
            return hubs.flatMap((resource) => {
                const settings = [supportOf(resource, "disable"), supportOf(attachment, "enable")];
                if (settings.includes("disable")) return [];
                const unknown = settings.find((setting) => typeof setting !== "string");
                const unsure = open ?? (typeof unknown === "string" ? undefined : unknown);
                return [{ hub: resource.urn, vpcs: at.map(({ key }) => key), unsure }];
            });
        });
    }

    /** Whether a rule of a host in `vpc` can mean members of a group in `other`. */
    of(vpc: Vpc, other: Vpc, direction: "in" | "out"): Scope {
        if (vpc.key === other.key) return "valid";
        const peered = this.peerings.between(vpc, other);
        if (peered.is === "accepted" && peered.isInRegion === true) return "valid";
        const overHub = direction === "in" ? this.overHub(vpc, other) : "invalid";
        if (overHub !== "invalid") return overHub;
        if (peered.is === "unsure") return peered.reason;
        const isOpen = peered.is === "accepted" && peered.isInRegion === undefined;
        return isOpen ? reason(Code.Unknown, vpc.element, REGIONS_UNKNOWN) : "invalid";
    }

    private overHub(vpc: Vpc, other: Vpc): Scope {
        const of = ({ key }: Vpc): readonly Member[] => this.members.filter(({ vpcs }) => vpcs.includes(key));
        const pairs = of(vpc).flatMap((a) => of(other).flatMap((b) => (a.hub === b.hub ? [[a, b] as const] : [])));
        const unsure = pairs.map(([a, b]) => a.unsure ?? b.unsure);
        if (unsure.includes(undefined)) return "valid";
        return unsure[0] ?? "invalid";
    }
}

const REGIONS_UNKNOWN =
    "whether the VPCs are in one region is not known, and only there a rule can name a group of the other";

function supportOf(resource: Resource, byDefault: string): string | Reason {
    const setting = textOf(resource, "securityGroupReferencingSupport");
    return setting === UNKNOWN ? notKnown(resource, "securityGroupReferencingSupport") : (setting ?? byDefault);
}
