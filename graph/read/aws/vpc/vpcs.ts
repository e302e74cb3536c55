/** VPCs and subnets with their prefixes: what the program makes, and VPCs that it only knows the id of. */
import { addressSet, type AddressSet } from "../../../../plan/address-set";
import type { Prefix } from "../../../../plan/prefix";
import { Code, type Element, type Reason } from "../../../reason";
import { elementOf, type Path, type Reference, type References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { flagOf, notKnown, prefixAt, textOf, type Steps } from "../../fields";
import { standInBlock, standInPrefix } from "./stand-ins";
import { SUBNET_TYPES, VPC_TYPES } from "./types";

export interface Vpc {
    /** The URN, or the id of one that no program here makes. */
    readonly key: string;
    readonly resource: Resource | undefined;
    readonly element: Element;
    /** False where it was there before the program: it may have more subnets, and other defaults. */
    readonly isMade: boolean;
    readonly region: string | undefined;
    /** Of both families; an IPv6 prefix that AWS has not chosen yet has a stand-in. */
    readonly prefixes: readonly Prefix[];
    /** Where an IPv4 prefix is not known. */
    readonly unsure: Reason | undefined;
}

export interface Subnet {
    readonly urn: string;
    readonly resource: Resource;
    readonly element: Element;
    readonly vpc: Vpc;
    readonly prefixes: readonly Prefix[];
    /** Where its IPv4 prefix is not known. */
    readonly unsure: Reason | undefined;
    readonly zone: string | undefined;
}

/** A VPC, or why nobody can say which. */
export type Located =
    | { readonly is: "vpc"; readonly vpc: Vpc }
    | { readonly is: "unsure"; readonly candidates: readonly Vpc[]; readonly reason: Reason };

export class Vpcs {
    private readonly byKey = new Map<string, Vpc>();
    private readonly bySubnet = new Map<string, Subnet>();
    /** Subnets of which nobody can say in which VPC they lie. */
    readonly homeless: readonly { readonly resource: Resource; readonly located: Located }[];

    constructor(readonly references: References) {
        const homes = references.ofType(...SUBNET_TYPES).map((resource) => ({ resource, home: this.home(resource) }));
        const vpcs = references.ofType(...VPC_TYPES);
        vpcs.forEach((resource, i) => {
            const hasOpenSubnet = homes.some(({ resource: subnet, home }) => home === resource.urn && isOpen(subnet));
            this.byKey.set(resource.urn, this.made(resource, i, hasOpenSubnet));
        });
        const order = new Map(vpcs.map(({ urn }, i) => [urn, i]));
        const homeless: { resource: Resource; located: Located }[] = [];
        const counts = new Map<string, number>();
        for (const { resource } of homes) {
            const located = this.locate(resource);
            if (located.is === "unsure") {
                homeless.push({ resource, located });
                continue;
            }
            const { vpc } = located;
            const position = counts.get(vpc.key) ?? 0;
            counts.set(vpc.key, position + 1);
            // A VPC that nothing describes has a block behind those of the others.
            const block = order.get(vpc.key) ?? vpcs.length + [...this.byKey.keys()].indexOf(vpc.key);
            this.bySubnet.set(resource.urn, subnetOf(resource, vpc, standInPrefix(block, position)));
        }
        this.homeless = homeless;
    }

    get all(): readonly Vpc[] {
        return [...this.byKey.values()];
    }

    get subnets(): readonly Subnet[] {
        return [...this.bySubnet.values()];
    }

    vpc(key: string): Vpc | undefined {
        return this.byKey.get(key);
    }

    subnet(urn: string): Subnet | undefined {
        return this.bySubnet.get(urn);
    }

    subnetsOf(vpc: Vpc): readonly Subnet[] {
        return this.subnets.filter((subnet) => subnet.vpc.key === vpc.key);
    }

    /** The VPC that a property means. */
    locate(from: Resource, path: Path = "vpcId"): Located {
        return this.located(this.references.one(from, path, { types: VPC_TYPES }), from);
    }

    located(reference: Reference, from: Resource): Located {
        switch (reference.is) {
            case "resource": {
                const vpc = this.byKey.get(reference.resource.urn);
                return vpc === undefined
                    ? { is: "unsure", candidates: [], reason: notKnown(from, "vpcId") }
                    : { is: "vpc", vpc };
            }
            case "external":
                return { is: "vpc", vpc: this.external(reference.id) };
            case "absent": {
                const byDefault = this.defaultOf(from);
                if (byDefault !== undefined) return { is: "vpc", vpc: byDefault };
                const detail = "lies in the default VPC of its region, which nothing here describes";
                return { is: "unsure", candidates: [], reason: { ...notKnown(from, "vpcId"), detail } };
            }
            case "unsure":
                return {
                    is: "unsure",
                    candidates: reference.candidates.flatMap(({ urn }) => this.byKey.get(urn) ?? []),
                    reason: reference.reason,
                };
        }
    }

    /** The subnet that a property means; undefined where that is no subnet with a known VPC. */
    subnetAt(from: Resource, path: Path): Subnet | undefined {
        const reference = this.references.one(from, path, { types: SUBNET_TYPES });
        return reference.is === "resource" ? this.bySubnet.get(reference.resource.urn) : undefined;
    }

    /** The default VPC of a region, which is the one of what names none. */
    private defaultOf(from: Resource): Vpc | undefined {
        const region = this.references.regionOf(from);
        const all = this.references
            .ofType(VPC_TYPES[1])
            .filter((vpc) => this.references.accountOf(vpc) === this.references.accountOf(from))
            .filter((vpc) => this.references.regionOf(vpc) === region);
        const [only, ...others] = all;
        return only === undefined || others.length > 0 ? undefined : this.byKey.get(only.urn);
    }

    private home(subnet: Resource): string | undefined {
        const reference = this.references.one(subnet, "vpcId", { types: VPC_TYPES });
        return reference.is === "resource" ? reference.resource.urn : undefined;
    }

    private external(id: string): Vpc {
        const found = this.byKey.get(id);
        if (found !== undefined) return found;
        const element = { label: `vpc ${id}` };
        const unsure = { code: Code.Unknown, element, detail: `nothing here describes vpc ${id}` };
        const vpc: Vpc = {
            key: id,
            resource: undefined,
            element,
            isMade: false,
            region: undefined,
            prefixes: [],
            unsure,
        };
        this.byKey.set(id, vpc);
        return vpc;
    }

    private made(resource: Resource, position: number, hasOpenSubnet: boolean): Vpc {
        const main = readPrefix(resource, "cidrBlock");
        const six = prefixAt(resource, "ipv6CidrBlock");
        const isGiven = [flagOf(resource, "assignGeneratedIpv6CidrBlock"), textOf(resource, "ipv6IpamPoolId")].some(
            (value) => value !== undefined && value !== false,
        );
        const more = this.secondary(resource);
        const needsBlock = hasOpenSubnet || six === UNKNOWN || (six === undefined && isGiven) || more.isOpen;
        return {
            key: resource.urn,
            resource,
            element: elementOf(resource),
            isMade: resource.type === VPC_TYPES[0] && resource.step !== "read",
            region: this.references.regionOf(resource),
            prefixes: unique([
                ...main.prefixes,
                ...(typeof six === "object" ? [six] : []),
                ...more.prefixes,
                ...(needsBlock ? [standInBlock(position)] : []),
            ]),
            unsure: main.unsure ?? more.unsure,
        };
    }

    /** Prefixes that were added to a VPC. */
    private secondary(vpc: Resource): { prefixes: Prefix[]; unsure: Reason | undefined; isOpen: boolean } {
        const found = { prefixes: [] as Prefix[], unsure: undefined as Reason | undefined, isOpen: false };
        const of = (type: string, add: (from: Resource, is: "sure" | Reason) => void): void => {
            for (const from of this.references.ofType(type)) {
                const reference = this.references.one(from, "vpcId", { types: VPC_TYPES });
                if (reference.is === "resource" && reference.resource.urn === vpc.urn) add(from, "sure");
                if (reference.is === "unsure" && reference.candidates.includes(vpc)) add(from, reference.reason);
            }
        };
        of("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", (from, is) => {
            const read = readPrefix(from, "cidrBlock");
            if (is === "sure") found.prefixes.push(...read.prefixes);
            found.unsure ??= is === "sure" ? read.unsure : is;
        });
        of("aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation", (from, is) => {
            const read = prefixAt(from, "ipv6CidrBlock");
            if (is === "sure" && typeof read === "object") found.prefixes.push(read);
            else found.isOpen = true;
        });
        return found;
    }
}

/** The addresses of a family in a list of prefixes. */
export function addressesIn(prefixes: readonly Prefix[], family?: 4 | 6): AddressSet {
    return addressSet(prefixes.filter((prefix) => family === undefined || prefix.family === family));
}

/** Whether it has an IPv6 prefix that is not known yet. */
function isOpen(subnet: Resource): boolean {
    const six = prefixAt(subnet, "ipv6CidrBlock");
    const pool = textOf(subnet, "ipv6IpamPoolId");
    return six === UNKNOWN || (six === undefined && pool !== undefined);
}

function subnetOf(resource: Resource, vpc: Vpc, standIn: Prefix): Subnet {
    const six = prefixAt(resource, "ipv6CidrBlock");
    const four =
        flagOf(resource, "ipv6Native") === true
            ? { prefixes: [], unsure: undefined }
            : readPrefix(resource, "cidrBlock");
    const zone = textOf(resource, "availabilityZone");
    return {
        urn: resource.urn,
        resource,
        element: elementOf(resource),
        vpc,
        prefixes: [...four.prefixes, ...(typeof six === "object" ? [six] : isOpen(resource) ? [standIn] : [])],
        unsure: four.unsure,
        zone: typeof zone === "string" ? zone : undefined,
    };
}

/** A prefix that must be there: where the input is left out, AWS or an address pool chooses. */
function readPrefix(from: Resource, ...steps: Steps): { prefixes: readonly Prefix[]; unsure: Reason | undefined } {
    const read = prefixAt(from, ...steps);
    return typeof read === "object"
        ? { prefixes: [read], unsure: undefined }
        : { prefixes: [], unsure: notKnown(from, ...steps) };
}

function unique(prefixes: readonly Prefix[]): readonly Prefix[] {
    return [...new Map(prefixes.map((prefix) => [prefix.text, prefix])).values()];
}
