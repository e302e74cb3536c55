/**
 * What a picture of the network shows, before anybody decides where: boxes in boxes, lines in them, edges between them. It is
 * pure and sorted: one network has one picture, whatever order its resources came in.
 */
import { prefixesOf, type AddressSet } from "../plan/address-set";
import { crowded } from "./picture/crowd";
import { gatewayLines, subnetLines, type Line } from "./picture/lines";
import { byText, slugs } from "./picture/names";
import { segmentsOfLinks, segmentsOfTables } from "./picture/segments";
import { PlaceKind, type Link, type LinkKind, type Network, type Place } from "./network";

export type { Line } from "./picture/lines";
export { LineKind } from "./picture/lines";

export interface Picture {
    /** Clouds, then networks and hubs in no cloud, then sites and the internet; each by its label. */
    readonly boxes: readonly Box[];
    readonly edges: readonly Edge[];
    /** Routing domains by name, sorted: the position decides the colour. */
    readonly segments: readonly string[];
    /** What shows a place or a link, by its id in the network: a box, a line in one, an edge. The smallest part first. */
    readonly shownBy: ReadonlyMap<string, readonly string[]>;
}

export interface Box {
    /** From its label: it stays when other boxes come and go. */
    readonly id: string;
    readonly kind: BoxKind;
    readonly label: string;
    /** Prefixes; empty where it has none of its own, or nobody knows them yet. */
    readonly addresses: readonly string[];
    /** Segments that a network is attached to. */
    readonly segments: readonly string[];
    /** Subnets of a network, tables of a hub. */
    readonly lines: readonly Line[];
    readonly boxes: readonly Box[];
}

/** Places that have a box. Subnets and tables are lines in one; zones are words in a line. */
export type BoxKind = "cloud" | "region" | "network" | "hub" | "site" | "internet";

export interface Edge {
    readonly id: string;
    readonly kind: LinkKind;
    /** Boxes at its two ends. */
    readonly ends: readonly [string, string];
    readonly label: string;
    /** In bytes; undefined where it is not known. */
    readonly mtu: number | undefined;
    /** "" where nothing encrypts it, undefined where nobody can say. */
    readonly encryption: string | undefined;
    /** Round trip in milliseconds. */
    readonly latencyMs: number | undefined;
    readonly usdPerMonth: number | undefined;
    readonly segments: readonly string[];
    /** Tunnels of a VPN connection; 1 for everything else. */
    readonly lanes: number;
    /** How many links it stands for: more than 1 only where networks share a box. */
    readonly count: number;
}

/** What is known of a link besides what the network says, by link id. */
export type Figures = ReadonlyMap<string, { readonly usdPerMonth?: number; readonly latencyMs?: number }>;

export interface PictureOptions {
    readonly figures?: Figures;
    /**
     * From how many boxes of networks, hubs and sites on networks that are attached alike share one; 40 by default, about
     * what a page shows readably.
     */
    readonly most?: number;
}

const BOXES: Readonly<Partial<Record<PlaceKind, BoxKind>>> = {
    [PlaceKind.Cloud]: "cloud",
    [PlaceKind.Region]: "region",
    [PlaceKind.Network]: "network",
    [PlaceKind.Hub]: "hub",
    [PlaceKind.Site]: "site",
    [PlaceKind.Internet]: "internet",
};
const CONTAINERS: ReadonlySet<BoxKind> = new Set(["cloud", "region"]);
const ORDER: readonly BoxKind[] = ["cloud", "region", "hub", "network", "site", "internet"];

export function pictureOf(network: Network, options: PictureOptions = {}): Picture {
    const drawn = new Drawn(network);
    const links = [...network.links.values()].sort((a, b) => byText(a.id, b.id));
    const joins = links.flatMap((link) => {
        const [one, other] = link.ends.map((end) => drawn.boxPlaceOf(end)?.id);
        return one === undefined || other === undefined || one === other ? [] : [{ link, ends: [one, other] as const }];
    });
    const touched = new Set(joins.flatMap(({ ends }) => ends));
    const tables = segmentsOfTables(network, (place) => drawn.boxPlaceOf(place));
    const perLink = segmentsOfLinks(network, tables);
    const shownBy = new Map<string, readonly string[]>();

    const boxAt = (place: Place, kind: BoxKind): Box[] => {
        if (kind === "internet" && !touched.has(place.id)) return [];
        const boxes = drawn.childrenOf(place.id).flatMap(([child, childKind]) => boxAt(child, childKind));
        if (CONTAINERS.has(kind) && boxes.length === 0) return [];
        const id = drawn.idOf(place);
        shownBy.set(place.id, [id]);
        const own = joins.filter(({ ends }) => ends.includes(place.id));
        return [
            {
                ...{ id, kind, label: place.label, addresses: textsOf(place.addresses) },
                segments: kind === "network" ? distinct(own.flatMap(({ link }) => perLink.get(link.id) ?? [])) : [],
                lines: drawn.linesOf(place, id, tables, shownBy),
                boxes,
            },
        ];
    };
    const boxes = drawn.childrenOf(undefined).flatMap(([place, kind]) => boxAt(place, kind));
    const edgeIds = slugs(
        joins,
        ({ link, ends }) => ends.map((end) => drawn.idOfPlace(end)).join("--") + `-${link.kind}`,
    );
    const edges = joins.map((join): Edge => {
        const { link, ends } = join;
        const id = edgeIds.get(join) ?? link.id;
        shownBy.set(link.id, [id]);
        const figures = options.figures?.get(link.id);
        return {
            ...{ id, kind: link.kind, label: link.element.label, mtu: link.mtu, encryption: link.encryption },
            ends: [drawn.idOfPlace(ends[0]), drawn.idOfPlace(ends[1])],
            ...{ latencyMs: figures?.latencyMs, usdPerMonth: figures?.usdPerMonth },
            ...{ segments: perLink.get(link.id) ?? [], lanes: link.lanes, count: 1 },
        };
    });
    edges.sort((a, b) => byText(a.id, b.id));
    const segments = distinct([...tables.values(), ...perLink.values()].flat());
    return crowded({ boxes, edges, segments, shownBy }, options.most ?? 40);
}

/** The places that have a box, what lies in what, and what the rest is shown as. */
class Drawn {
    readonly #children = new Map<string | undefined, [Place, BoxKind][]>();
    readonly #ids: ReadonlyMap<Place, string>;
    readonly #gateways = new Map<string, Link[]>();
    readonly #inside = new Map<string, Place[]>();

    constructor(private readonly network: Network) {
        const places = [...network.places.values()].sort((a, b) => byText(a.label, b.label) || byText(a.id, b.id));
        for (const place of places) {
            const kind = BOXES[place.kind];
            const around = place.within === undefined ? undefined : this.boxPlaceOf(place.within)?.id;
            if (kind === undefined) push(this.#inside, around ?? "", place);
            else push(this.#children, around, [place, kind]);
        }
        for (const list of this.#children.values()) list.sort(([, a], [, b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
        this.#ids = slugs(
            places.filter((place) => BOXES[place.kind] !== undefined),
            (place) => `${place.kind}-${place.label}`,
        );
        for (const link of network.links.values()) {
            const [one, other] = link.ends.map((end) => this.boxPlaceOf(end)?.id);
            const only = one === other ? one : (one ?? other);
            if (only !== undefined && (one === undefined || other === undefined || one === other)) {
                push(this.#gateways, only, link);
            }
        }
    }

    childrenOf(id: string | undefined): readonly [Place, BoxKind][] {
        return this.#children.get(id) ?? [];
    }

    idOf(place: Place): string {
        return this.#ids.get(place) ?? place.id;
    }

    idOfPlace(id: string): string {
        const place = this.network.places.get(id);
        return place === undefined ? id : this.idOf(place);
    }

    /** The place itself, or the closest around it that has a box. */
    boxPlaceOf(id: string): Place | undefined {
        const seen = new Set<string>();
        for (let place = this.network.places.get(id); place !== undefined && !seen.has(place.id);) {
            if (BOXES[place.kind] !== undefined) return place;
            seen.add(place.id);
            place = place.within === undefined ? undefined : this.network.places.get(place.within);
        }
        return undefined;
    }

    /** The lines of a box; `shownBy` learns which line shows what. */
    linesOf(
        place: Place,
        box: string,
        tables: ReadonlyMap<string, readonly string[]>,
        shownBy: Map<string, readonly string[]>,
    ): readonly Line[] {
        const inside = this.#inside.get(place.id) ?? [];
        const found = [
            ...subnetLines(this.network, place, inside, box),
            ...tableLines(inside, tables, box),
            ...gatewayLines(this.#gateways.get(place.id) ?? [], box),
        ];
        for (const { line, shows } of found) for (const id of shows) shownBy.set(id, [line.id, box]);
        return found.map(({ line }) => line);
    }
}

function tableLines(inside: readonly Place[], tables: ReadonlyMap<string, readonly string[]>, box: string) {
    const own = inside.filter((place) => place.kind === PlaceKind.HubTable);
    const ids = slugs(own, (place) => `${box}-table-${place.label}`);
    return own.map((place) => {
        const segment = tables.get(place.id)?.[0];
        const line: Line = { id: ids.get(place) ?? place.id, kind: "table", text: place.label, detail: "", segment };
        return { line, shows: [place.id] };
    });
}

function textsOf(addresses: AddressSet | undefined): string[] {
    return addresses === undefined ? [] : prefixesOf(addresses).map((prefix) => prefix.text);
}

function distinct(words: readonly string[]): string[] {
    return [...new Set(words)].sort(byText);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else list.push(value);
}
