/** Hops and entries of stations. */
import { contains, prefixesOf, type AddressSet } from "../../plan/address-set";
import type { Prefix } from "../../plan/prefix";
import type { Entry, Gate, Hop } from "../network";
import type { Code, Element, Reason } from "../reason";

/**
 * Of routes with the same prefix the lowest wins (VPC user guide, "How route priority works"). A packet between two machines
 * of a subnet never meets a router, so its own prefix comes first; no route inside it can be longer, because a route that is
 * longer than the local one has the prefix of a whole subnet.
 */
export const RANK = { own: -1, local: 0, static: 1, prefixList: 2, propagated: 3 } as const;

export function entry(prefix: Prefix, rank: number, to: Hop, element: Element, origin: string): Entry {
    const { family, first, last, length } = prefix;
    return { family, first, last, length, rank, to, element, origin };
}

/** The entries where something that nobody can say may lead packets to `addresses` elsewhere: it wins there over every entry. */
export function overridden(
    entries: readonly Entry[],
    addresses: AddressSet,
    to: Hop,
    element: Element,
    origin: string,
): Entry[] {
    const left = entries.filter(({ family, first, last }) => !contains(addresses, { family, first, last }));
    return [...left, ...prefixesOf(addresses).map((prefix) => entry(prefix, RANK.own, to, element, origin))];
}

export function end(reason: Reason): Hop {
    return { to: "end", reason };
}

export function reason(code: Code, element: Element, detail: string): Reason {
    return { code, element, detail };
}

/** A hop with gates in front of its own. */
export function behind(gates: readonly Gate[], hop: Hop): Hop {
    switch (hop.to) {
        case "station":
        case "hosts":
            return { ...hop, gates: [...gates, ...hop.gates] };
        case "zones":
            return { ...hop, doors: hop.doors.map((door) => ({ ...door, gates: [...gates, ...door.gates] })) };
        case "end":
            return hop;
    }
}
