/** A picture of too many boxes says nothing: networks of one region that are attached alike share a box. */
import type { Box, Edge, Picture } from "../picture";
import { LineKind, shortened, type ShownLine } from "./lines";
import { byText } from "./names";

/** The picture as it is, or with shared boxes where it has more than `most` of networks, hubs and sites. */
export function crowded(picture: Picture, most: number): Picture {
    const leaves = (boxes: readonly Box[]): number =>
        boxes.reduce((sum, box) => sum + (box.boxes.length > 0 ? leaves(box.boxes) : 1), 0);
    if (leaves(picture.boxes) <= most) return picture;

    const edgesOf = new Map<string, Edge[]>();
    for (const edge of picture.edges) {
        for (const end of edge.ends) edgesOf.set(end, [...(edgesOf.get(end) ?? []), edge]);
    }
    /** How a network is attached: to what, by what, in which segments. */
    const attached = (box: Box): string =>
        JSON.stringify([
            box.segments,
            (edgesOf.get(box.id) ?? [])
                .map((edge) => [edge.kind, edge.ends[0] === box.id ? edge.ends[1] : edge.ends[0]].join(" "))
                .sort(byText),
        ]);
    const sharedBy = new Map<string, string>();
    const parents = new Map<string, string>();
    const shownBy = new Map(picture.shownBy);
    const shared = (first: Box, members: readonly Box[]): Box => {
        const id = `networks-with-${first.id}`;
        const lines = shortened(
            members.map((box): ShownLine => {
                const line = { id: `${id}-${box.id}`, kind: LineKind.Network, text: box.label, detail: shortList(box) };
                return { line, shows: [box.id] };
            }),
            `${id}-more`,
            "networks",
        );
        for (const { line, shows } of lines) for (const box of shows) sharedBy.set(box, line.id);
        for (const box of members) parents.set(box.id, id);
        return {
            ...{ id, kind: "network", label: `${members.length} networks`, addresses: [], segments: first.segments },
            ...{ lines: lines.map(({ line }) => line), boxes: [] },
        };
    };
    const merge = (boxes: readonly Box[]): Box[] => {
        const groups = new Map<string, Box[]>();
        for (const box of boxes) {
            const key = box.kind === "network" ? attached(box) : `box ${box.id}`;
            groups.set(key, [...(groups.get(key) ?? []), box]);
        }
        return [...groups.values()].flatMap((members) => {
            const [first, ...more] = members;
            if (first === undefined) return [];
            return more.length > 0 ? shared(first, members) : { ...first, boxes: merge(first.boxes) };
        });
    };
    const boxes = merge(picture.boxes);
    const { edges, edgeNow } = mergedEdges(picture.edges, parents);
    for (const [id, parts] of shownBy) {
        const own = parts.at(-1) ?? "";
        const line = sharedBy.get(own);
        const parent = parents.get(own);
        const edge = edgeNow.get(own);
        if (line !== undefined && parent !== undefined) shownBy.set(id, [line, parent]);
        else if (edge !== undefined) shownBy.set(id, [edge]);
    }
    return { ...picture, boxes, edges, shownBy };
}

/** Edges between the same boxes of the same kind become one; a figure stays where they agree, prices add up. */
function mergedEdges(edges: readonly Edge[], parents: ReadonlyMap<string, string>) {
    const groups = new Map<string, Edge[]>();
    for (const edge of edges) {
        const ends = [parents.get(edge.ends[0]) ?? edge.ends[0], parents.get(edge.ends[1]) ?? edge.ends[1]] as const;
        const isShared = ends.some((end, i) => end !== edge.ends[i]);
        const key = isShared ? [edge.kind, ...ends].join(" ") : edge.id;
        groups.set(key, [...(groups.get(key) ?? []), { ...edge, ends }]);
    }
    const edgeNow = new Map<string, string>();
    const merged = [...groups.values()].flatMap((members): Edge[] => {
        const [first] = members;
        if (first === undefined) return [];
        for (const { id } of members) edgeNow.set(id, first.id);
        if (members.length === 1) return [first];
        const agreed = <K extends "mtu" | "encryption" | "latencyMs">(key: K): Edge[K] | undefined =>
            members.every((edge) => edge[key] === first[key]) ? first[key] : undefined;
        const prices = members.map((edge) => edge.usdPerMonth);
        return [
            {
                ...first,
                ...{ label: `${members.length} links`, count: members.length },
                ...{ mtu: agreed("mtu"), encryption: agreed("encryption"), latencyMs: agreed("latencyMs") },
                usdPerMonth: prices.includes(undefined) ? undefined : prices.reduce<number>((a, b) => a + (b ?? 0), 0),
            },
        ];
    });
    return { edges: merged.sort((a, b) => byText(a.id, b.id)), edgeNow };
}

function shortList(box: Box): string {
    const [first, ...more] = box.addresses;
    if (first === undefined) return "not known yet";
    return more.length === 0 ? first : `${first} +${more.length}`;
}
