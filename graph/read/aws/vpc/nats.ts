/** NAT gateways: hosts of their subnet, under whose address others reach beyond. */
import { UNDERLAY_MTUS } from "../../../../facts/encapsulation";
import { isEmpty, union } from "../../../../plan/address-set";
import type { Link } from "../../../network";
import type { References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { publicAddress, type ElasticAddresses } from "./elastic";
import { membersOf, notKnown, textOf } from "../../fields";
import type { Public, Sited, Spec } from "./hosts";
import { addressesFrom, type Read } from "./machines";
import type { StandIns } from "./stand-ins";
import { NAT } from "./types";
import type { Vpcs } from "./vpcs";

export function readNats(references: References, vpcs: Vpcs, elastic: ElasticAddresses, standIns: StandIns): Read {
    const left: Resource[] = [];
    const specs = references.ofType(NAT).flatMap((resource): Spec[] => {
        const subnet = vpcs.subnetAt(resource, "subnetId");
        if (subnet === undefined) {
            left.push(resource);
            return [];
        }
        const more = membersOf(resource, "secondaryPrivateIpAddresses");
        const listed = more === UNKNOWN ? [] : more.map((path) => textOf(resource, ...path));
        return [
            {
                id: resource.urn,
                kind: "nat",
                resource,
                subnet,
                known: addressesFrom([textOf(resource, "privateIp"), ...listed]),
                families: [4],
                groups: "none",
                isPublic: publicOf(resource, elastic, standIns),
                translates: true,
            },
        ];
    });
    return { specs, left };
}

function publicOf(nat: Resource, elastic: ElasticAddresses, standIns: StandIns): Public {
    const kind = textOf(nat, "connectivityType");
    if (kind === UNKNOWN) return { is: "unsure", reason: notKnown(nat, "connectivityType") };
    if (kind === "private") return { is: "none" };
    const more = membersOf(nat, "secondaryAllocationIds");
    const held = [
        elastic.at(nat, "allocationId"),
        ...(more === UNKNOWN ? [] : more.map((path) => elastic.at(nat, path))),
        elastic.of(nat.urn),
    ];
    const addresses = union(...held.map((each) => each.addresses));
    if (!isEmpty(addresses)) return { is: "own", addresses };
    return { is: "own", addresses: publicAddress(nat) ?? standIns.publicAddress(nat.urn) };
}

/** From the VPC into the subnet of the gateway; out of a public one it goes on through the internet gateway. */
export function natLinks(sited: readonly Sited[]): readonly Link[] {
    return sited
        .filter(({ host }) => host.kind === "nat")
        .map(({ host, subnet, publics }) => ({
            id: host.id,
            kind: "nat",
            element: host.element,
            ends: [subnet.vpc.key, subnet.urn],
            // What a public one sends goes over the internet; for a private one the documents name none.
            ...(isEmpty(publics) ? {} : { mtu: UNDERLAY_MTUS["aws-internet-gateway"].value }),
            encryption: "",
            elements: [host.id],
            zones: subnet.zone === undefined ? [] : [subnet.zone],
            lanes: 1,
        }));
}
