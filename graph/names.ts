/** Which hosts a name means: "vpc/shop", "subnet/…", an address, a prefix, "internet", a URN, "tag/tier=app". */
import { addressSet, intersect, isEmpty, subtract, union, type AddressSet } from "../plan/address-set";
import { parsePrefix } from "../plan/prefix";
import { oneOf, show, type Problem } from "../plan/problem";
import type { Selection } from "./answer";
import { HostKind, PlaceKind, type Host, type Network, type Place } from "./network";

type Selected = Selection | { readonly problems: readonly Problem[] };

/** What may stand before the slash: places, whose hosts are meant, and hosts of one kind. */
const PLACES: Readonly<Record<string, PlaceKind>> = {
    vpc: PlaceKind.Network,
    vnet: PlaceKind.Network,
    network: PlaceKind.Network,
    subnet: PlaceKind.Subnet,
    region: PlaceKind.Region,
    site: PlaceKind.Site,
};
const HOSTS: Readonly<Record<string, HostKind>> = {
    instance: HostKind.Interface,
    interface: HostKind.Interface,
    host: HostKind.Interface,
    lb: HostKind.LoadBalancer,
    "load-balancer": HostKind.LoadBalancer,
    endpoint: HostKind.Endpoint,
    service: HostKind.Service,
};
const ALLOWED =
    '"vpc/<name>", "subnet/<name>", "instance/<name>", "lb/<name>", "endpoint/<name>", "site/<name>", ' +
    '"region/<name>", "tag/<key>=<value>", "internet", an address, a prefix or a URN';

/** The hosts that a name means. Of networks and regions these are the machines in their subnets, whatever filter each may have. */
export function select(network: Network, text: string, path = "endpoint"): Selected {
    const wrong = (got: string, fix: string): Selected => ({
        problems: [{ check: "endpoint", path, got, allowed: ALLOWED, fix }],
    });
    const hosts = [...network.hosts.values()];
    if (text === "internet") {
        const internet = hosts.filter(({ kind }) => kind === HostKind.Internet);
        return internet.length > 0
            ? { text, hosts: internet, leftOut: [] }
            : wrong(show(text), "Nothing here leads to the internet.");
    }
    const [itself, place] = [
        hosts.filter(({ id }) => id === text || resourceOf(id) === text),
        network.places.get(text),
    ];
    if (itself.length > 0) return { text, hosts: itself, leftOut: [] };
    if (place !== undefined) return inPlaces(network, text, [place]);
    const prefix = parsePrefix(text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`);
    if ("prefix" in prefix) return ofAddresses(hosts, text, addressSet([prefix.prefix]), wrong);
    if (prefix.canonical !== undefined)
        return wrong(
            `${show(text)}, which ${prefix.problem}`,
            `Write the prefix without host bits: ${prefix.canonical}.`,
        );

    const at = text.indexOf("/");
    const [kind, name] = at < 0 ? ["", text] : [text.slice(0, at), text.slice(at + 1)];
    if (kind === "tag") {
        const equals = name.indexOf("=");
        if (equals < 0) return wrong(show(text), `Give the value too: tag/${name}=<value>.`);
        const [key, value] = [name.slice(0, equals), name.slice(equals + 1)];
        const tagged = hosts.filter((h) => tagOf(network, h, key) === value);
        return tagged.length > 0
            ? withoutDedicated(text, tagged)
            : wrong(show(text), "No subnet or host has this tag.");
    }
    const [placeKind, hostKind] = [own(PLACES, kind), own(HOSTS, kind)];
    if (placeKind === undefined && hostKind === undefined) return wrong(show(text), "Say what it is: vpc/<name>.");
    const named =
        placeKind === undefined
            ? hosts.filter((h) => h.kind === hostKind && isNamed(name, h.id, h.element.label, h.tags))
            : [...network.places.values()].filter((p) => p.kind === placeKind && isNamed(name, p.id, p.label, p.tags));
    if (named.length === 0) return wrong(show(text), `There is no ${kind} of this name. ${known(network, kind)}`);
    const resources = [...new Set(named.map(({ id }) => resourceOf(id)))].sort();
    if (resources.length > 1)
        return wrong(`${show(text)}, a name that ${resources.length} have`, `Give the URN: ${oneOf(resources)}.`);
    if (placeKind !== undefined) return inPlaces(network, text, named as Place[]);
    return { text, hosts: named as Host[], leftOut: [] };
}

/** A resource with a foot in several subnets, such as a load balancer, is a host in each: "<URN>#<subnet>". */
function resourceOf(id: string): string {
    return id.split("#")[0] ?? id;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
    return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** By the name in the program, the last part of the label, the id's end, or the Name tag. */
function isNamed(name: string, id: string, label: string, tags: Readonly<Record<string, string>> = {}): boolean {
    return [
        resourceOf(id).split("::").at(-1),
        id.split("/").at(-1),
        label,
        label.split(" ").at(-1),
        tags["Name"],
    ].includes(name);
}

function known(network: Network, kind: string): string {
    const placeKind = own(PLACES, kind);
    const names =
        placeKind === undefined
            ? [...network.hosts.values()].filter((h) => h.kind === own(HOSTS, kind)).map(({ id }) => id)
            : [...network.places.values()].filter((p) => p.kind === placeKind).map(({ id }) => id);
    const short = [...new Set(names.map((id) => resourceOf(id).split("::").at(-1)?.split("/").at(-1) ?? id))].sort();
    if (short.length === 0) return "There is none at all.";
    const shown = short.slice(0, 12);
    return `There ${short.length === 1 ? "is" : "are"} ${shown.join(", ")}${short.length > 12 ? " and more" : ""}.`;
}

/** Machines in subnets stand for all that may be there; hosts with filters of their own are asked for by name. */
function isWorkload({ kind }: Host): boolean {
    return kind === HostKind.Subnet || kind === HostKind.Site;
}

function inPlaces(network: Network, text: string, places: readonly Place[]): Selected {
    const wanted = new Set(places.map(({ id }) => id));
    const isInside = (id: string | undefined): boolean => {
        if (id === undefined) return false;
        return wanted.has(id) || isInside(network.places.get(id)?.within);
    };
    const inside = [...network.hosts.values()].filter((host) => isWorkload(host) && isInside(host.place));
    // Asked for by its own name, a subnet that holds an attachment is meant all the same.
    if (places.every(({ kind }) => kind === PlaceKind.Subnet)) return { text, hosts: inside, leftOut: [] };
    const open = [...network.places.values()].flatMap(({ id, unsure }) =>
        unsure !== undefined && isInside(id) ? [unsure] : [],
    );
    return { ...withoutDedicated(text, inside), ...(open.length === 0 ? {} : { open }) };
}

function withoutDedicated(text: string, hosts: readonly Host[]): Selection {
    const rest = hosts.filter(({ isDedicated }) => isDedicated !== true);
    if (rest.length === 0) return { text, hosts, leftOut: [] };
    const why = "it only holds a gateway's attachment";
    return { text, hosts: rest, leftOut: hosts.filter((h) => h.isDedicated === true).map((host) => ({ host, why })) };
}

function ofAddresses(
    hosts: readonly Host[],
    text: string,
    wanted: AddressSet,
    wrong: (got: string, fix: string) => Selected,
): Selected {
    const exact = hosts.filter(
        (h) => h.isExact && !isWorkload(h) && h.kind !== HostKind.Internet && h.kind !== HostKind.Service,
    );
    const meeting = (host: Host): Host[] => {
        const addresses = intersect(host.addresses, wanted);
        return isEmpty(addresses) ? [] : [{ ...host, addresses }];
    };
    const particular = exact.flatMap(meeting);
    const taken = union(...particular.map(({ addresses }) => addresses));
    const rests = hosts
        .filter((h) => isWorkload(h))
        .flatMap(meeting)
        .map((host) => ({ ...host, addresses: subtract(host.addresses, taken) }))
        .filter(({ addresses }) => !isEmpty(addresses));
    const found = [...particular, ...rests];
    if (found.length > 0) return { text, hosts: found, leftOut: [] };
    const outside = hosts.filter(({ kind }) => kind === HostKind.Internet).flatMap(meeting);
    return outside.length > 0
        ? { text, hosts: outside, leftOut: [] }
        : wrong(show(text), "No subnet, host or site has an address there.");
}

/** A tag of the host's own; machines that only their place stands for have its tags too, and those of what is around it. */
function tagOf(network: Network, host: Host, key: string): string | undefined {
    if (Object.hasOwn(host.tags, key)) return host.tags[key];
    if (!isWorkload(host)) return undefined;
    for (
        let place = network.places.get(host.place);
        place !== undefined;
        place = network.places.get(place.within ?? "")
    )
        if (place.tags !== undefined && Object.hasOwn(place.tags, key)) return place.tags[key];
    return undefined;
}
