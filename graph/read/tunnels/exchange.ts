/**
 * What gateways of different clouds tell each other over their tunnels. Each cloud is read with what the others announce, until
 * nobody announces anything new: an ASN never takes a route that came by it, so paths end (RFC 4271, section 9.1.2).
 */
import { union, type AddressSet } from "../../../plan/address-set";
import type { Assumption, Hop, Link } from "../../network";
import { Code, type Reason } from "../../reason";
import type { Parts } from "../parts";
import { UNKNOWN } from "../values";
import { agreementOf } from "./agree";
import {
    NOBODY_ACROSS,
    NOTHING_ANNOUNCED,
    type Across,
    type Announced,
    type Agreement,
    type Announcement,
    type Lane,
    type TunnelEnd,
} from "./end";
import { tunnelLink } from "./link";
import { pairsOf, type Pair, type Paired } from "./pair";

/** A cloud's reader: its resources are known, what other clouds tell it is not yet. */
export interface Cloud {
    readonly read: (across: Across) => Side;
}

export interface Side {
    /** All addresses of its networks. */
    readonly networks: AddressSet;
    readonly ends: readonly TunnelEnd[];
    /** What an end tells its far end; asked of ends of `ends` only. */
    readonly announcedBy: (end: TunnelEnd) => Announcement;
    readonly parts: () => readonly Parts[];
}

export interface Tunnel {
    readonly ends: readonly [TunnelEnd, TunnelEnd];
    readonly state: Agreement;
    readonly link: Link;
}

export interface Exchanged {
    readonly sides: readonly Side[];
    readonly tunnels: readonly Tunnel[];
    /** Ends that dial a gateway here to which nothing there answers. */
    readonly unanswered: readonly TunnelEnd[];
    /** Ends of which nobody can say what they end on, though gateways here may. */
    readonly open: readonly TunnelEnd[];
    readonly assumptions: readonly Assumption[];
}

/** A path is no longer than there are ASNs; more rounds than this no network of gateways needs. */
const MOST_ROUNDS = 64;

export function exchange(clouds: readonly Cloud[]): Exchanged {
    let sides = clouds.map((cloud) => cloud.read(NOBODY_ACROSS));
    const ends = sides.flatMap((side) => side.ends);
    const paired = pairsOf(ends);
    const tunnels = paired.pairs.map(tunnelOf);
    const { unanswered, open } = paired;
    const networks = union(...sides.map((side) => side.networks));
    if (ends.length > 0) {
        let told: ReadonlyMap<string, Announcement> = new Map();
        const isJoined = tunnels.length + unanswered.length + open.length > 0;
        for (let round = 0, before = ""; round < (isJoined ? MOST_ROUNDS : 1); round++) {
            const across = acrossOf(paired, tunnels, told, networks);
            sides = clouds.map((cloud) => cloud.read(across));
            told = new Map(
                sides.flatMap((side) =>
                    side.ends.map((end): [string, Announcement] => [end.id, side.announcedBy(end)]),
                ),
            );
            const now = inWords(told);
            if (now === before) break;
            before = now;
        }
    }
    return {
        sides,
        tunnels,
        unanswered,
        open,
        assumptions: tunnels.flatMap((tunnel, i) => assumed(tunnel, paired.pairs[i])),
    };
}

function tunnelOf({ ends }: Pair): Tunnel {
    const state = agreementOf(...ends);
    return { ends, state, link: tunnelLink(ends) };
}

function acrossOf(
    { open, unanswered }: Paired,
    tunnels: readonly Tunnel[],
    told: ReadonlyMap<string, Announcement>,
    networks: AddressSet,
): Across {
    const byResource = new Map<string, Lane[]>();
    const add = (lane: Lane): void => {
        const { urn } = lane.end.resource;
        byResource.set(urn, [...(byResource.get(urn) ?? []), lane]);
    };
    for (const { ends, state, link } of tunnels)
        for (const [end, far] of [ends, [ends[1], ends[0]] as const]) {
            const hop: Hop = state.is === "up" ? over(far.inward, link.id) : { to: "end", reason: state.reason };
            add({ end, link: link.id, state, hop, learned: learnedFrom(far, end, told) });
        }
    for (const end of open) add(deadLane(end, "open", Code.Unknown, `what ${end.element.label} ends on is not known`));
    for (const end of unanswered) {
        const detail = `${end.element.label} dials a gateway on which no tunnel answers it`;
        add(deadLane(end, "down", Code.TunnelCrypto, detail));
    }
    return { lanesOf: (urn) => byResource.get(urn), networks };
}

function deadLane(end: TunnelEnd, is: "open" | "down", code: Reason["code"], detail: string): Lane {
    const reason = { code, element: end.element, detail };
    // Behind an end that nobody can name anything may be announced.
    const unsure = is === "open" && end.routing.isDynamic !== false ? [reason] : [];
    return { end, state: { is, reason }, hop: { to: "end", reason }, learned: { routes: [], unsure } };
}

/** The hop into the far end, over the tunnel. Names of zones mean nothing there. */
function over(hop: Hop, link: string): Hop {
    return hop.to === "station" ? { ...hop, link, zone: "" } : hop.to === "end" ? hop : { ...hop, link };
}

/** What an end takes of what the other announces, and what it was told to know: nothing that came by its own ASN. */
function learnedFrom(far: TunnelEnd, end: TunnelEnd, told: ReadonlyMap<string, Announcement>): Announcement {
    if (end.routing.isDynamic === false) return NOTHING_ANNOUNCED;
    const { asn, learns = [] } = end.routing;
    const { routes, unsure } = told.get(far.id) ?? NOTHING_ANNOUNCED;
    const others = routes.filter(({ path }) => typeof asn.own !== "number" || !path.includes(asn.own));
    const path = typeof asn.peer === "number" ? [asn.peer] : [];
    return {
        routes: [...others.flatMap((route) => taken(route, end)), ...learns.map((one) => ({ ...one, path }))],
        unsure,
    };
}

function taken(route: Announced, { routing: { intake }, element }: TunnelEnd): Announced[] {
    const isTaken = intake === undefined || intake.takes(route.prefix);
    if (isTaken === false) return [];
    if (isTaken === true) return [route];
    const detail = `whether ${element.label} takes ${route.prefix.text} is not known: its route policies are not read`;
    return [{ ...route, open: { code: Code.Unknown, element, detail } }];
}

function inWords(told: ReadonlyMap<string, Announcement>): string {
    return [...told]
        .map(([id, { routes, unsure }]) => {
            const words = routes.map(({ prefix, path, med, open }) =>
                [prefix.text, path.join("."), med ?? "", open?.detail ?? ""].join(" "),
            );
            return [id, ...words.sort(), ...unsure.map(({ detail }) => detail)].join("\n");
        })
        .sort()
        .join("\n\n");
}

/** What a preview leaves open about a tunnel, and the answers take for granted. */
function assumed({ ends: [a, b], link }: Tunnel, pair: Pair | undefined): Assumption[] {
    const about = link.elements;
    const isOpen = [a, b].some(({ routing: { inside } }) => inside.own !== UNKNOWN && (inside.own?.length ?? 0) > 1);
    return [
        ...(pair?.isByInside === true
            ? [
                  {
                      text: `${a.element.label} and ${b.element.label}, whose inside addresses agree, dial each other: which addresses they dial only the deployment tells`,
                      about,
                  },
              ]
            : []),
        ...(isOpen
            ? [
                  {
                      text: `of ${a.element.label} and ${b.element.label} the instances have the inside addresses that the other ends expect`,
                      about,
                  },
              ]
            : []),
    ];
}
