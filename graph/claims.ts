/** Which host of a place gets the packets to an address, and by which addresses a host is asked about. */
import { addressSet, intersect, isEmpty, subtract, union, type AddressSet } from "../plan/address-set";
import { HostKind, PlaceKind, StationKind, type Host, type Network } from "./network";
import { packets, type PacketSet } from "./packets";
import { placeAround } from "./path";

export interface Claim {
    readonly host: Host;
    readonly addresses: PacketSet;
}

const hostsOfPlaces = new WeakMap<Network, Map<string, Claim[]>>();

/** The hosts of a place: those that are meant first, those whose addresses are known next, and the rest of the place last. */
export function claims(network: Network, place: string, meant: readonly Host[]): readonly Claim[] {
    const here = meant.filter((host) => host.place === place);
    return [...here.map((host) => ({ host, addresses: to(host.addresses) })), ...claimsByPlace(network, place)];
}

function claimsByPlace(network: Network, place: string): readonly Claim[] {
    let byPlace = hostsOfPlaces.get(network);
    if (byPlace === undefined) {
        byPlace = new Map();
        for (const host of [...network.hosts.values()].sort((a, b) => Number(isRest(a)) - Number(isRest(b)))) {
            if (!host.isExact && !isRest(host)) continue;
            const claim = { host, addresses: to(host.addresses) };
            byPlace.set(host.place, [...(byPlace.get(host.place) ?? []), claim]);
        }
        hostsOfPlaces.set(network, byPlace);
    }
    return byPlace.get(place) ?? [];
}

/** Hosts that stand for whatever else is in their place. */
const RESTS: ReadonlySet<HostKind> = new Set([HostKind.Subnet, HostKind.Internet, HostKind.Site, HostKind.Service]);

function isRest({ kind }: Host): boolean {
    return RESTS.has(kind);
}

const owned = new WeakMap<Network, WeakMap<Host, AddressSet>>();

/**
 * What a host is asked about by: its addresses; of one that stands for the rest of its place those that no other host there is
 * known to have, and of the internet those that it does not lead into a network. Computed once for each host.
 */
export function ownAddresses(network: Network, host: Host): AddressSet {
    if (!isRest(host)) return host.addresses;
    const known = owned.get(network) ?? new WeakMap<Host, AddressSet>();
    owned.set(network, known);
    const found = known.get(host) ?? restOf(network, host);
    known.set(host, found);
    return found;
}

function restOf(network: Network, host: Host): AddressSet {
    const others = claimsByPlace(network, host.place).filter((claim) => !isRest(claim.host));
    const led = [...network.stations.values()]
        .filter(({ kind }) => host.kind === HostKind.Internet && kind === StationKind.Internet)
        .flatMap(({ entries }) => entries.filter((entry) => entry.to.to === "station"));
    return subtract(host.addresses, union(...others.map((claim) => claim.host.addresses), addressSet(led)));
}

/** The addresses by which a host is known: on the internet others than inside. */
export function addressesSeenBy(network: Network, from: Host, to: Host): AddressSet {
    const own = ownAddresses(network, to);
    return from.kind === HostKind.Internet ? union(...publicAddresses(network, to, own), subtract(own, PRIVATE)) : own;
}

/** RFC 1918, RFC 6598, RFC 4193 and link-local: nobody routes them on the internet. */
const PRIVATE = addressSet([
    ...["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8"],
    ...["fc00::/7", "fe80::/10"],
]);

/** What the internet calls these addresses of the host. Other networks may use the same ones: their gateways do not count. */
function publicAddresses(network: Network, { network: home }: Host, own: AddressSet): readonly AddressSet[] {
    const internet = [...network.stations.values()].filter(({ kind }) => kind === "internet");
    return internet.flatMap(({ entries }) =>
        entries.flatMap(({ to: hop }) => {
            if (hop.to !== "station" || hop.translation?.end !== "destination") return [];
            const inside = placeAround(network, network.stations.get(hop.station)?.place, PlaceKind.Network)?.id;
            if (home !== undefined && inside !== undefined && inside !== home) return [];
            return hop.translation.pairs.filter((pair) => !isEmpty(intersect(pair.to, own))).map((pair) => pair.from);
        }),
    );
}

function to(destination: AddressSet): PacketSet {
    return packets({ destination });
}
