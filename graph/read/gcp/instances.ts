/** Machines of Compute Engine, a host for each of their interfaces. Source: @pulumi/gcp Instance. */
import { addressSet, type AddressSet } from "../../../plan/address-set";
import { parseAddress } from "../../../plan/prefix";
import type { Element, Reason } from "../../reason";
import { membersOf, notKnown, textOf } from "../fields";
import { elementOf, type References } from "../references";
import type { Resource } from "../resources";
import { UNKNOWN } from "../values";
import { accountGroup, tagGroup } from "./firewalls";
import { meant } from "./meant";
import type { GcpNetwork, GcpNetworks, GcpSubnet } from "./networks";
import { INSTANCE, SUBNETWORK } from "./types";

export interface GcpMachine {
    readonly id: string;
    readonly resource: Resource;
    readonly element: Element;
    readonly network: GcpNetwork;
    readonly subnet: GcpSubnet;
    readonly zone: string | undefined;
    /** Undefined where Google chooses it. */
    readonly address: AddressSet | undefined;
    readonly tags: readonly string[];
    readonly groups: readonly string[];
    readonly unsure: Reason | undefined;
}

/** Machines whose subnet is known, and those of which nobody can say. */
export function readInstances(
    references: References,
    networks: GcpNetworks,
): { readonly machines: readonly GcpMachine[]; readonly left: readonly Resource[] } {
    const left: Resource[] = [];
    const homes = new Map(
        networks.all.flatMap((network) => network.subnets.map((subnet) => [subnet.urn, { network, subnet }])),
    );
    const machines = references.ofType(INSTANCE).flatMap((resource): GcpMachine[] => {
        const faces = membersOf(resource, "networkInterfaces");
        if (faces === UNKNOWN) {
            left.push(resource);
            return [];
        }
        return faces.flatMap((face, i): GcpMachine[] => {
            const subnet = meant(references, resource, [...face, "subnetwork"], SUBNETWORK);
            const home = subnet.is === "resource" ? homes.get(subnet.resource.urn) : undefined;
            if (home === undefined) {
                left.push(resource);
                return [];
            }
            const zone = textOf(resource, "zone");
            const text = textOf(resource, ...face, "networkIp");
            const address = typeof text === "string" ? parseAddress(text) : undefined;
            return [
                {
                    id: i === 0 ? resource.urn : `${resource.urn}#${i}`,
                    resource,
                    element: elementOf(resource),
                    ...home,
                    zone: typeof zone === "string" ? zone : undefined,
                    address:
                        address === undefined
                            ? undefined
                            : addressSet([{ family: address.family, first: address.value, last: address.value }]),
                    ...namesOf(resource, home.network.key),
                },
            ];
        });
    });
    return { machines, left };
}

function namesOf(resource: Resource, network: string): Pick<GcpMachine, "tags" | "groups" | "unsure"> {
    const members = membersOf(resource, "tags");
    const tags = members === UNKNOWN ? [UNKNOWN] : members.map((path) => textOf(resource, ...path));
    const account = textOf(resource, "serviceAccount", "email");
    const known = tags.filter((tag): tag is string => typeof tag === "string");
    const open = known.length < tags.length ? "tags" : account === UNKNOWN ? "serviceAccount" : undefined;
    return {
        tags: known,
        groups: [
            ...known.map((tag) => tagGroup(network, tag)),
            ...(typeof account === "string" ? [accountGroup(network, account)] : []),
        ],
        unsure: open === undefined ? undefined : notKnown(resource, open),
    };
}
