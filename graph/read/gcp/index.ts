/** The network of Google Cloud's resources: VPC networks with subnets, firewalls and routes, and HA VPN with Cloud Routers. */
import { addressSet } from "../../../plan/address-set";
import type { Host, Place } from "../../network";
import { tagsOf } from "../fields";
import type { Parts } from "../parts";
import type { References } from "../references";
import { devicesOf, type ToDevice } from "../tunnels/devices";
import { NOTHING_ANNOUNCED, type Across } from "../tunnels/end";
import type { Cloud } from "../tunnels/exchange";
import type { Mattering } from "../unmodelled";
import { Firewalls } from "./firewalls";
import { readInstances, type GcpMachine } from "./instances";
import { meant } from "./meant";
import { insideId, readNetworks, regionId, type GcpNetwork, type GcpNetworks, type GcpSubnet } from "./networks";
import { insideStation, Routes } from "./routes";
import { FIREWALL, mayMatter, PEER_GATEWAY, READ_TYPES } from "./types";
import { announcedOver, readTunnels, type GcpTunnel } from "./vpn";

/** What of Google Cloud may change where packets go. */
export const GCP_MATTERING: Mattering = {
    mayMatter: ({ type, isCustom }) => isCustom && mayMatter(type),
    atLarge: {},
};

export function gcpCloud(references: References): Cloud {
    const networks = readNetworks(references);
    const tunnels = readTunnels(references, networks);
    return {
        read: (across) => ({
            ends: tunnels.map(({ end }) => end),
            networks: addressSet(networks.all.flatMap(({ subnets }) => subnets.flatMap(({ prefixes }) => prefixes))),
            announcedBy: ({ id }) => {
                const tunnel = tunnels.find(({ end }) => end.id === id);
                return tunnel === undefined ? NOTHING_ANNOUNCED : announcedOver(tunnel);
            },
            parts: () => [partsOf(references, networks, tunnels, across)],
        }),
    };
}

function partsOf(references: References, networks: GcpNetworks, tunnels: readonly GcpTunnel[], across: Across): Parts {
    const firewalls = new Firewalls(references, networks, FIREWALL);
    const routes = new Routes(references, networks, tunnels, across);
    const { machines, left } = readInstances(references, networks);
    const special = machines.filter(({ network, tags }) => routes.isSpecial(network, tags));
    const devices = devicesOf(toDevices(references, tunnels, across), across.networks);
    const subnets = networks.all.flatMap((network) => network.subnets.map((subnet) => ({ network, subnet })));
    const housed = tunnels.flatMap(({ network, region }) => (network === undefined ? [] : [{ network, region }]));
    const entries = [...new Map(housed.map((one) => [insideId(one.network, one.region), one])).values()];
    const open = new Set([...left, ...networks.homeless.map(({ resource }) => resource)].map(({ urn }) => urn));
    const modelled = references.ofType(...READ_TYPES).filter(({ urn }) => !open.has(urn));
    return {
        hosts: [
            ...subnets.map(({ network, subnet }) => anyMachine(network, subnet, firewalls)),
            ...machines.map((machine) => hostOf(machine, firewalls, special.includes(machine))),
            ...devices.hosts,
        ],
        stations: [
            ...subnets.map(({ network, subnet }) => routes.station(subnet.urn, network, subnet, [])),
            ...special.map(({ id, network, subnet, tags }) => routes.station(`${id}#routes`, network, subnet, tags)),
            ...entries.map(({ network, region }) => insideStation(network, region)),
            ...devices.stations,
        ],
        links: [...devices.links],
        places: [...(networks.all.length === 0 ? [] : placesOf(networks, entries)), ...devices.places],
        assumptions: [],
        modelled: new Set(modelled.map(({ urn }) => urn)),
    };
}

/** Tunnels to devices that nobody reads. */
function toDevices(references: References, tunnels: readonly GcpTunnel[], across: Across): readonly ToDevice[] {
    return tunnels.flatMap(({ resource, end }): ToDevice[] => {
        const device = meant(references, resource, "peerExternalGateway", PEER_GATEWAY);
        if (device.is !== "resource" || across.lanesOf(resource.urn) !== undefined) return [];
        return [
            {
                device: device.resource,
                end,
                towards: [],
                inward: { ...end.inward, link: resource.urn } as ToDevice["inward"],
            },
        ];
    });
}

/** Any machine in a subnet, without tags and without a service account that a rule names. */
function anyMachine(network: GcpNetwork, subnet: GcpSubnet, firewalls: Firewalls): Host {
    const { urn, element, usable, unsure, resource } = subnet;
    return {
        id: urn,
        kind: "subnet",
        element,
        place: urn,
        network: network.key,
        addresses: usable,
        isExact: unsure === undefined,
        station: urn,
        ...firewalls.gates(network, { id: urn, element, groups: [], unsure: undefined }),
        groups: [],
        tags: tagsOf(resource),
    };
}

function hostOf(machine: GcpMachine, firewalls: Firewalls, isSpecial: boolean): Host {
    const { id, element, network, subnet, address, groups, unsure, zone, resource } = machine;
    return {
        id,
        kind: "interface",
        element,
        place: subnet.urn,
        network: network.key,
        addresses: address ?? subnet.usable,
        isExact: address !== undefined,
        ...(zone === undefined ? {} : { zone }),
        station: isSpecial ? `${id}#routes` : subnet.urn,
        ...firewalls.gates(network, { id, element, groups, unsure }),
        groups,
        tags: labelsOf(resource),
    };
}

/** Google's tags are no pairs of a key and a value; its labels are. */
function labelsOf({ props }: GcpMachine["resource"]): Readonly<Record<string, string>> {
    const { labels } = props;
    if (typeof labels !== "object" || labels === null) return {};
    return Object.fromEntries(
        Object.entries(labels).filter((label): label is [string, string] => typeof label[1] === "string"),
    );
}

const CLOUD: Place = { id: "cloud/gcp", kind: "cloud", label: "Google Cloud", cloud: "gcp" };

/** A network is global: its parts in regions lie in it, and subnets in those. */
function placesOf({ all }: GcpNetworks, tunnels: readonly Pick<GcpTunnel, "network" | "region">[]): Place[] {
    const regionsOf = (network: GcpNetwork): readonly string[] => {
        const own = tunnels.filter((tunnel) => tunnel.network === network);
        return [...new Set([...network.subnets, ...own].flatMap(({ region }) => region ?? []))].sort();
    };
    return [
        CLOUD,
        ...all.flatMap((network) =>
            regionsOf(network).map((region): Place => ({
                id: regionId(network, region),
                kind: "region",
                label: region,
                within: network.key,
                cloud: "gcp",
                region,
            })),
        ),
        ...all.map(({ key, resource, element, subnets, unsure }): Place => ({
            id: key,
            kind: "network",
            label: resource?.name ?? element.label,
            within: CLOUD.id,
            addresses: addressSet(subnets.flatMap(({ prefixes }) => prefixes)),
            cloud: "gcp",
            ...(resource === undefined ? {} : { urn: resource.urn }),
            ...(unsure === undefined ? {} : { unsure }),
        })),
        ...all.flatMap(({ key, subnets }) =>
            subnets.map(({ urn, resource, prefixes, region }): Place => ({
                id: urn,
                kind: "subnet",
                label: resource.name,
                within: region === undefined ? key : regionId({ key }, region),
                urn,
                addresses: addressSet(prefixes),
                cloud: "gcp",
                ...(region === undefined ? {} : { region }),
                tags: tagsOf(resource),
            })),
        ),
    ];
}
