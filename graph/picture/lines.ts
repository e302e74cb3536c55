/** Lines in a box: the subnets of a network, and gateways that lead nowhere the picture has a box for. */
import { prefixesOf } from "../../plan/address-set";
import { HostKind, PlaceKind, type Host, type Link, type Network, type Place } from "../network";
import { byText, slugs } from "./names";

export interface Line {
    readonly id: string;
    readonly kind: LineKind;
    /** "app ×2 · a, b" */
    readonly text: string;
    /** Prefixes; "" where there is nothing to say. */
    readonly detail: string;
    /** Of a table of a hub. */
    readonly segment?: string | undefined;
}

export const LineKind = {
    Subnets: "subnets",
    Table: "table",
    Gateway: "gateway",
    /** A network, in a box that several share. */
    Network: "network",
    /** How many more there are. */
    More: "more",
} as const;
export type LineKind = (typeof LineKind)[keyof typeof LineKind];

/** A line, and the ids of what it shows in the network. */
export interface ShownLine {
    readonly line: Line;
    readonly shows: readonly string[];
}

/** So many lines a box has at most. */
export const MOST_LINES = 6;

/** A line for each subnet; of more than six for each tier, and of more than six tiers the rest in one. */
export function subnetLines(network: Network, around: Place, inside: readonly Place[], box: string): ShownLine[] {
    const hosts = new Map<string, Host>();
    for (const host of network.hosts.values()) if (host.kind === HostKind.Subnet) hosts.set(host.place, host);
    const subnets = inside
        .filter((place) => place.kind === PlaceKind.Subnet)
        .map((place) => {
            const host = hosts.get(place.id);
            const zone = shortZone(host?.zone, network, around);
            return { place, zone, name: shortName(place, around, host?.zone), isDedicated: host?.isDedicated === true };
        });
    const tiers = new Map<string, typeof subnets>();
    for (const subnet of subnets) {
        const key = subnets.length > MOST_LINES ? tierOf(subnet.place, subnet.name) : subnet.place.id;
        tiers.set(key, [...(tiers.get(key) ?? []), subnet]);
    }
    const lines = [...tiers.entries()].map(([tier, members]) => {
        const first = members[0];
        const name = members.length > 1 || first === undefined ? tier : first.name;
        const zones = [...new Set(members.map((m) => m.zone).filter((zone) => zone !== ""))].sort(byText);
        const words = [
            members.length > 1 ? `${name} ×${members.length}` : name,
            ...(zones.length > 0 ? [zones.join(" ")] : []),
            ...(members.every((m) => m.isDedicated) ? ["attachment"] : []),
        ];
        return {
            name,
            words,
            detail: prefixText(members.map((m) => m.place)),
            members: members.map((m) => m.place.id),
        };
    });
    lines.sort((a, b) => byText(a.name, b.name) || byText(a.words.join(), b.words.join()));
    const ids = slugs(lines, ({ words }) => `${box}-subnet-${words.slice(0, 2).join("-")}`);
    return shortened(
        lines.map((line) => ({
            line: {
                id: ids.get(line) ?? box,
                kind: LineKind.Subnets,
                text: line.words.join(" · "),
                detail: line.detail,
            },
            shows: line.members,
        })),
        `${box}-subnet-more`,
        "tiers",
    );
}

/** Links of a network to itself and to what has no box: NAT gateways, endpoints of services. */
export function gatewayLines(links: readonly Link[], box: string): ShownLine[] {
    const sorted = [...links].sort((a, b) => byText(a.element.label, b.element.label) || byText(a.id, b.id));
    const ids = slugs(sorted, (link) => `${box}-${link.kind}-${link.element.label}`);
    return shortened(
        sorted.map((link) => ({
            line: { id: ids.get(link) ?? link.id, kind: LineKind.Gateway, text: link.element.label, detail: "" },
            shows: [link.id],
        })),
        `${box}-gateway-more`,
        "gateways and endpoints",
    );
}

/** At most six lines: of more the last says how many are left. */
export function shortened(lines: readonly ShownLine[], id: string, noun: string): ShownLine[] {
    if (lines.length <= MOST_LINES) return [...lines];
    const rest = lines.slice(MOST_LINES - 1);
    const line: Line = { id, kind: LineKind.More, text: `and ${rest.length} more ${noun}`, detail: "" };
    return [...lines.slice(0, MOST_LINES - 1), { line, shows: rest.flatMap(({ shows }) => shows) }];
}

/** "10.0.0.0/20", and of several the first with how many follow. */
function prefixText(places: readonly Place[]): string {
    const prefixes = places.flatMap((place) => (place.addresses === undefined ? [] : prefixesOf(place.addresses)));
    const [first, ...more] = prefixes
        .sort((a, b) => a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
        .map((prefix) => prefix.text);
    if (first === undefined) return "not known yet";
    return more.length === 0 ? first : `${first} +${more.length}`;
}

/** The zone without its region: "a" of "us-east-1a". */
function shortZone(zone: string | undefined, network: Network, around: Place): string {
    if (zone === undefined) return "";
    const region =
        around.region ?? (around.within === undefined ? undefined : network.places.get(around.within)?.region);
    const short = region !== undefined && zone.startsWith(region) ? zone.slice(region.length).replace(/^-/, "") : zone;
    return short === "" ? zone : short;
}

/** Without the words that its box has already: "app" of "shop-app-us-east-1a" in "shop". */
function shortName(place: Place, around: Place, zone: string | undefined): string {
    let name = place.label.replace(/^subnet /, "");
    for (const word of [around.label.replace(/^(vpc|network) /i, ""), zone ?? ""]) {
        if (word === "") continue;
        if (name.startsWith(`${word}-`)) name = name.slice(word.length + 1);
        if (name.endsWith(`-${word}`)) name = name.slice(0, -word.length - 1);
    }
    return name;
}

/** What subnets of one tier have in common: a tag, or the name without its zone or number at the end. */
function tierOf(place: Place, name: string): string {
    const tag = Object.entries(place.tags ?? {}).find(([key]) => /^tier$/i.test(key))?.[1];
    if (tag !== undefined) return tag;
    const tier = name.replace(/[-_ ](\d*[a-z]|\d+)$|\d+$/i, "");
    return tier === "" ? name : tier;
}
