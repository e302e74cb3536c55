/** Which ends are the two of one tunnel: those that name each other's public address. */
import { UNKNOWN } from "../values";
import type { OuterAddress, TunnelEnd } from "./end";

export interface Pair {
    readonly ends: readonly [TunnelEnd, TunnelEnd];
    /** True where the addresses leave several ways to pair, and only one of them has the same inside addresses at both ends. */
    readonly isByInside: boolean;
}

export interface Paired {
    readonly pairs: readonly Pair[];
    /** Ends that face a gateway which is read, where nothing tells for certain what answers there. */
    readonly open: readonly TunnelEnd[];
    /** Ends that dial a gateway which is read, and to which nothing there answers. */
    readonly unanswered: readonly TunnelEnd[];
}

type Names = "yes" | "maybe" | "no";

/** All pairs among the ends. Two ends of one resource are never one tunnel. */
export function pairsOf(ends: readonly TunnelEnd[]): Paired {
    const edges = ends.flatMap((a, i) =>
        ends.slice(i + 1).flatMap((b): Edge[] => {
            if (a.resource === b.resource) return [];
            const named = [names(a, b), names(b, a)];
            if (named.includes("no")) return [];
            return [{ ends: [a, b], isSure: named.every((is) => is === "yes") }];
        }),
    );
    const sure = edges.filter(({ isSure }) => isSure);
    const taken = new Set(sure.flatMap((edge) => edge.ends.map(sideOf)));
    const left = edges.filter(({ isSure, ends: both }) => !isSure && !both.some((end) => taken.has(sideOf(end))));
    const chosen = left.flatMap((edge) => choice(edge, left) ?? []);
    const pairs = [...sure.map((edge): Pair => ({ ends: edge.ends, isByInside: false })), ...chosen];
    const paired = new Set(pairs.flatMap((pair) => pair.ends));
    const settled = new Set([...paired].map(sideOf));
    const open = new Map(
        left
            .flatMap((edge) => edge.ends)
            .filter((end) => !settled.has(sideOf(end)))
            .map((end) => [sideOf(end), end] as const),
    );
    const alone = ends.filter((end) => !settled.has(sideOf(end)) && !open.has(sideOf(end)));
    const facing = alone.filter((end) => facesGateway(end, ends));
    const isUnclear = (end: TunnelEnd): boolean =>
        ends.some((other) => other.resource !== end.resource && other.peers.length === 0 && names(end, other) !== "no");
    // An end that may dial anything may dial one that dials it, or that may dial anything too.
    const mute = alone.filter(
        (end) =>
            end.peers.length === 0 &&
            ends.some((other) => other.cloud !== end.cloud && (other.peers.length === 0 || names(other, end) !== "no")),
    );
    return {
        pairs,
        open: [...open.values(), ...facing.filter(isUnclear), ...mute],
        unanswered: facing.filter((end) => !isUnclear(end)),
    };
}

interface Edge {
    readonly ends: readonly [TunnelEnd, TunnelEnd];
    readonly isSure: boolean;
}

/** Instances of a gateway of Azure dial the same device by the same connection: together they are one choice. */
function sideOf({ cloud, resource, id }: TunnelEnd): string {
    return cloud === "azure" ? resource.urn : id;
}

/** The pair of an edge that is the only one of both its sides, or the only one whose inside addresses agree. */
function choice({ ends }: Edge, all: readonly Edge[]): Pair | undefined {
    const sides = ends.map(sideOf);
    const around = all.filter((edge) => edge.ends.some((end) => sides.includes(sideOf(end))));
    const isOnly = (edges: readonly Edge[]): boolean =>
        edges[0]?.ends === ends && edges.every((edge) => edge.ends.every((end) => sides.includes(sideOf(end))));
    if (around.length === 1) return { ends, isByInside: false };
    return isOnly(around.filter((edge) => isMirrored(...edge.ends))) ? { ends, isByInside: true } : undefined;
}

/** Whether each end has the inside address that the other expects; not where one of them is not known. */
function isMirrored(a: TunnelEnd, b: TunnelEnd): boolean {
    return [
        [a, b],
        [b, a],
    ].every(([one, other]) => {
        const own = one?.routing.inside.own;
        const wanted = other?.routing.inside.peer;
        if (own === undefined || own === UNKNOWN || wanted === undefined || wanted === UNKNOWN) return false;
        return own.includes(wanted);
    });
}

/** Whether an end dials the address of another. */
function names({ peers }: TunnelEnd, { own }: TunnelEnd): Names {
    const found = peers.map((peer) => isOne(peer, own));
    if (found.includes("yes") && peers.length === 1) return "yes";
    return found.some((is) => is !== "no") ? "maybe" : "no";
}

function isOne(peer: OuterAddress, own: OuterAddress): Names {
    if (peer.text !== undefined && own.text !== undefined) return peer.text === own.text ? "yes" : "no";
    if (peer.origin === undefined || peer.origin !== own.origin) return "no";
    if (peer.part === undefined || own.part === undefined) return peer.part === own.part ? "yes" : "maybe";
    return peer.part === own.part ? "yes" : "no";
}

function facesGateway(end: TunnelEnd, all: readonly TunnelEnd[]): boolean {
    return all.some((other) => other.resource !== end.resource && names(end, other) !== "no");
}
