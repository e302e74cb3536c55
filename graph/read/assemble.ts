/** Parts that readers made as one network. */
import type { Network, Place } from "../network";
import type { Parts } from "./parts";
import type { References } from "./references";
import type { Position, Resource } from "./resources";
import { unmodelledAmong, type Mattering } from "./unmodelled";

/** In the order of their URNs, so that what stands for addresses is the same however they were read. */
export function inUrnOrder(resources: readonly Resource[]): readonly Resource[] {
    return [...resources].sort((a, b) => (a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0));
}

/** `clouds` tell which resources that no part has read may change answers. */
export function assemble(references: References, parts: readonly Parts[], clouds: readonly Mattering[]): Network {
    const byId = <T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
        new Map(all.map((each) => [each.id, each]));
    const positions = references.resources.flatMap(({ urn, position }): [string, Position][] =>
        position === undefined ? [] : [[urn, position]],
    );
    return {
        hosts: byId(parts.flatMap(({ hosts }) => hosts)),
        stations: byId(parts.flatMap(({ stations }) => stations)),
        links: byId(parts.flatMap(({ links }) => links)),
        // Several parts tell of regions and clouds.
        places: byId(parts.flatMap(({ places }): readonly Place[] => places)),
        assumptions: parts.flatMap(({ assumptions }) => assumptions),
        unmodelled: unmodelledAmong(references, new Set(parts.flatMap(({ modelled }) => [...modelled])), clouds),
        positions: new Map(positions),
    };
}
