/** Elastic IP addresses, by the instance, network interface or NAT gateway that has them. */
import { addressSet, NOTHING, union, type AddressSet } from "../../../../plan/address-set";
import { parseAddress } from "../../../../plan/prefix";
import type { Reason } from "../../../reason";
import type { Path, Reference, References, Target } from "../../references";
import type { Resource } from "../../resources";
import { textOf } from "../../fields";
import type { StandIns } from "./stand-ins";
import { EIP, INSTANCE, INTERFACE, NAT } from "./types";

/** Properties by which an address, or an association of one, says what has it. */
const HOLDERS: readonly (readonly [property: string, target: Target])[] = [
    ["instance", { types: [INSTANCE] }],
    ["instanceId", { types: [INSTANCE] }],
    ["networkInterface", { types: [INTERFACE, INSTANCE], by: ["id", "primaryNetworkInterfaceId"] }],
    ["networkInterfaceId", { types: [INTERFACE, INSTANCE], by: ["id", "primaryNetworkInterfaceId"] }],
    ["natGatewayId", { types: [NAT] }],
];
const ASSOCIATIONS = [
    "aws:ec2/eipAssociation:EipAssociation",
    "aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation",
] as const;

export interface Held {
    readonly addresses: AddressSet;
    /** Why it may have others. */
    readonly unsure: Reason | undefined;
}

export class ElasticAddresses {
    private readonly held = new Map<string, { addresses: AddressSet[]; unsure: Reason | undefined }>();

    constructor(
        private readonly references: References,
        private readonly standIns: StandIns,
    ) {
        for (const eip of references.ofType(EIP)) this.hold(eip, eip);
        for (const association of references.ofType(...ASSOCIATIONS)) {
            const eip = this.meant(association, "allocationId");
            if (eip.is === "resource") this.hold(eip.resource, association);
            else if (eip.is === "unsure") this.hold(eip.reason, association);
            else if (eip.is === "external") this.hold(standIns.publicAddress(eip.id), association);
            else this.hold(publicAddress(association) ?? NOTHING, association);
        }
    }

    /** What a resource has by itself or by an association. */
    of(urn: string): Held {
        const { addresses = [], unsure } = this.held.get(urn) ?? {};
        return { addresses: union(...addresses), unsure };
    }

    /** The addresses of allocations that a property names. */
    at(from: Resource, path: Path): Held {
        const reference = this.meant(from, path);
        switch (reference.is) {
            case "resource":
                return { addresses: this.addressOf(reference.resource), unsure: undefined };
            case "external":
                return { addresses: this.standIns.publicAddress(reference.id), unsure: undefined };
            case "absent":
                return { addresses: NOTHING, unsure: undefined };
            case "unsure":
                // Whichever it is, it is an address of its own.
                return { addresses: this.standIns.publicAddress(`${from.urn}#${String(path)}`), unsure: undefined };
        }
    }

    private meant(from: Resource, path: Path): Reference {
        return this.references.one(from, path, { types: [EIP], by: ["id", "allocationId"] });
    }

    private hold(what: Resource | Reason | AddressSet, from: Resource): void {
        for (const [property, target] of HOLDERS) {
            const holder = this.references.one(from, property, target);
            if (holder.is === "resource") this.give(holder.resource.urn, what);
            if (holder.is === "unsure") for (const { urn } of holder.candidates) this.give(urn, holder.reason);
        }
    }

    private give(urn: string, what: Resource | Reason | AddressSet): void {
        const held = this.held.get(urn) ?? { addresses: [], unsure: undefined };
        if ("code" in what) held.unsure ??= what;
        else held.addresses.push("urn" in what ? this.addressOf(what) : what);
        this.held.set(urn, held);
    }

    private addressOf(eip: Resource): AddressSet {
        return publicAddress(eip) ?? this.standIns.publicAddress(eip.urn);
    }
}

/** The public address that a resource tells, once it is deployed. */
export function publicAddress(from: Resource, property = "publicIp"): AddressSet | undefined {
    const text = textOf(from, property);
    const address = typeof text === "string" ? parseAddress(text) : undefined;
    if (address === undefined) return undefined;
    return addressSet([{ family: address.family, first: address.value, last: address.value }]);
}
