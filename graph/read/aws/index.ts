/** The network of the AWS resources of a program, planned or deployed. */
import type { Network, Place } from "../../network";
import { References } from "../references";
import type { Position, Resource } from "../resources";
import { readHubs } from "./hub";
import { unmodelledOf } from "./unmodelled";
import { readVpcs } from "./vpc";

/**
 * Reads VPCs with all that is in them, Transit Gateways and VPN connections. What is not known stands in the network as such:
 * nothing is taken for an answer that the resources do not tell. The order of the resources changes nothing.
 */
export function readAws(resources: readonly Resource[]): Network {
    const sorted = [...resources].sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));
    const references = new References(sorted);
    const vpcs = readVpcs(references);
    const hub = readHubs(references, vpcs.side);
    const own = vpcs.parts(hub);
    const parts = [own, hub.parts];
    const byId = <T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
        new Map(all.map((each) => [each.id, each]));
    const positions = sorted.flatMap(({ urn, position }): [string, Position][] =>
        position === undefined ? [] : [[urn, position]],
    );
    return {
        hosts: byId(parts.flatMap(({ hosts }) => hosts)),
        stations: byId(parts.flatMap(({ stations }) => stations)),
        links: byId(parts.flatMap(({ links }) => links)),
        // Both sides tell of regions.
        places: byId(parts.flatMap(({ places }): readonly Place[] => places)),
        assumptions: parts.flatMap(({ assumptions }) => assumptions),
        unmodelled: unmodelledOf(references, new Set(parts.flatMap(({ modelled }) => [...modelled]))),
        positions: new Map(positions),
    };
}
