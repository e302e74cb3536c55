/** A network by hand, as a reader would build it: three regions with a hub each, four networks, a site, the internet. */
import type {
    Entry,
    Hop,
    Host,
    Link,
    LinkKind,
    Network,
    Place,
    PlaceKind,
    Station,
    StationKind,
    Unmodelled,
} from "../../graph/network";
import { addressSet } from "../../plan/address-set";
import { prefixOf } from "../../plan/prefix";

export const urn = (type: string, name: string): string => `urn:pulumi:dev::retail::aws:ec2/${type}::${name}`;

const REGIONS = {
    "us-east-1": {
        hub: "virginia",
        networks: { shop: ["shop-virginia", 0, "prod"], services: ["services", 1, "shared"] },
    },
    "eu-central-1": { hub: "frankfurt", networks: { shop: ["shop-frankfurt", 16, "prod"] } },
    "ap-southeast-1": { hub: "singapore", networks: { shop: ["shop-singapore", 32, "prod"] } },
} as const;
const SEGMENTS = ["prod", "shared"];
const TIERS = { app: ["0.0/20", "16.0/20"], data: ["64.0/20", "80.0/20"], transit: ["255.0/28", "255.16/28"] };

export interface SampleOptions {
    /** Networks more in eu-central-1, attached like its shop. */
    readonly more?: number;
    /** Lists in the opposite order: a reader promises none. */
    readonly reversed?: boolean;
    /** A second cloud, with links of every kind and past columns of boxes. */
    readonly twoClouds?: boolean;
    /** What the network shop-virginia is called. */
    readonly label?: string;
}

export function sampleNetwork(options: SampleOptions = {}): Network {
    const [hosts, stations, links, places]: [Host[], Station[], Link[], Place[]] = [[], [], [], []];
    places.push({ id: "cloud/aws", kind: "cloud", label: "AWS", cloud: "aws" });
    places.push({ id: "internet", kind: "internet", label: "Internet" });
    stations.push(station("internet", "internet", "internet", []));
    const hubs: { region: string; name: string; id: string }[] = [];

    for (const [region, { hub, networks }] of Object.entries(REGIONS)) {
        const regionId = `region/aws/${region}`;
        places.push({ id: regionId, kind: "region", label: region, within: "cloud/aws", cloud: "aws", region });
        const hubId = urn("hub", hub);
        hubs.push({ region, name: hub, id: hubId });
        places.push({ id: hubId, kind: "hub", label: `retail-gateway-${hub}`, within: regionId, urn: hubId });
        for (const segment of [...SEGMENTS, "transit"]) {
            const table = tableOf(hub, segment);
            places.push({ id: table, kind: "hub-table", label: `retail-table-${hub}/${segment}`, within: hubId });
            stations.push(station(table, "hub-table", table, []));
        }
        const more = region === "eu-central-1" ? (options.more ?? 0) : 0;
        const all: (readonly [string, number, string])[] = [
            ...Object.values(networks as Record<string, readonly [string, number, string]>),
            ...Array.from({ length: more }, (_, i) => [`extra-${i + 1}`, 100 + i, "prod"] as const),
        ];
        for (const [name, octet, segment] of all) addNetwork(name, octet, segment, region, hub);
    }

    for (const [a, one] of hubs.entries()) {
        for (const other of hubs.slice(a + 1)) {
            const id = urn("peering", `${one.name}-${other.name}`);
            links.push(
                link(id, "hub-peering", [one.id, other.id], `peering ${one.name}/${other.name}`, {
                    ...{ mtu: 8500, encryption: "AWS inter-region encryption" },
                }),
            );
            stations.push(arrives(id, tableOf(other.name, "transit")));
        }
    }
    const site = urn("site", "plant");
    places.push({ id: site, kind: "site", label: "plant", urn: site, addresses: addressSet(["192.168.0.0/16"]) });
    const vpn = urn("vpn", "plant");
    links.push(
        link(vpn, "vpn", [urn("hub", "frankfurt"), site], "VPN plant", {
            ...{ mtu: 1436, encryption: "IPsec AES-256-GCM", lanes: 2 },
        }),
    );
    stations.push(arrives(vpn, tableOf("frankfurt", "shared")));
    const services = urn("vpc", "services");
    links.push(
        link(urn("igw", "out"), "internet-gateway", [services, "internet"], "internet gateway out", { mtu: 1500 }),
    );
    links.push(link(urn("nat", "out"), "nat", [services, services], "NAT gateway out", { mtu: 1500 }));
    links.push(link(urn("peer", "ab"), "network-peering", [urn("vpc", "shop-virginia"), services], "peering ab", {}));

    if (options.twoClouds === true) addCloud();
    const unmodelled: Unmodelled[] = [
        { urn: urn("firewall", "wall"), type: "aws:networkfirewall/firewall:Firewall", name: "wall", touches: [] },
    ];
    const ordered = <T>(list: readonly T[]): readonly T[] => (options.reversed === true ? [...list].reverse() : list);
    const byId = <T extends { id: string }>(list: readonly T[]): Map<string, T> =>
        new Map(ordered(list).map((item) => [item.id, item]));
    return {
        ...{ hosts: byId(hosts), stations: byId(stations), links: byId(links), places: byId(places) },
        unmodelled,
        assumptions: [{ text: "what plant announces lies outside the networks here", about: [vpn] }],
        positions: new Map(),
    };

    function addCloud(): void {
        const put = (id: string, kind: PlaceKind, label: string, within?: string) =>
            places.push({ id, kind, label, ...(within === undefined ? {} : { within }) });
        put("cloud/azure", "cloud", "Azure");
        put("region/west", "region", "westeurope", "cloud/azure");
        put("region/north", "region", "northeurope", "cloud/azure");
        put("vwan", "hub", "vwan-west", "region/west");
        put("orders", "network", "vnet-orders", "region/west");
        put("billing", "network", "vnet-billing", "region/west");
        put("north", "network", "vnet-north", "region/north");
        put("branch", "site", "branch");
        const joins: readonly (readonly [LinkKind, string, string])[] = [
            ["attachment", "orders", "vwan"],
            ["attachment", "billing", "vwan"],
            ["attachment", "north", "vwan"],
            ["vpn", "vwan", urn("hub", "frankfurt")],
            ["vpn", "vwan", "branch"],
            ["vpn", "vwan", urn("site", "plant")],
            ["vpn", urn("vpc", "services"), urn("site", "plant")],
            ["vpn", urn("vpc", "shop-virginia"), urn("site", "plant")],
            ["internet-gateway", "vwan", "internet"],
            ["internet-gateway", urn("vpc", "shop-singapore"), "internet"],
            ["egress-only-gateway", urn("vpc", "shop-singapore"), "internet"],
            ["network-peering", "orders", "billing"],
            ["network-peering", "orders", urn("vpc", "shop-singapore")],
            ["endpoint", "orders", "service/storage"],
        ];
        for (const [i, [kind, a, b]] of joins.entries())
            links.push(link(`join-${i}`, kind, [a, b], `${kind} ${i}`, {}));
    }

    function addNetwork(name: string, octet: number, segment: string, region: string, hub: string): void {
        const id = urn("vpc", name);
        const label = name === "shop-virginia" ? (options.label ?? name) : name;
        const addresses = addressSet([`10.${octet}.0.0/16`]);
        places.push({ id, kind: "network", label, within: `region/aws/${region}`, urn: id, addresses, region });
        for (const [tier, prefixes] of Object.entries(TIERS)) {
            for (const [zone, suffix] of prefixes.entries()) {
                const zoneName = `${region}${"ab"[zone]}`;
                const subnet = urn("subnet", `${name}-${tier}-${zoneName}`);
                const own = addressSet([`10.${octet}.${suffix}`]);
                places.push({
                    ...{ id: subnet, kind: "subnet", label: `${name}-${tier}-${zoneName}`, within: id, urn: subnet },
                    addresses: own,
                });
                hosts.push({
                    ...{
                        id: subnet,
                        kind: "subnet",
                        element: { urn: subnet, label: `subnet ${name}-${tier}-${zoneName}` },
                    },
                    ...{ place: subnet, network: id, addresses: own, isExact: true, zone: zoneName, station: subnet },
                    ...{ sends: [], receives: [], groups: [], tags: {}, isDedicated: tier === "transit" },
                });
                const attachment = urn("attachment", name);
                const hop: Hop = { to: "station", station: tableOf(hub, segment), gates: [], link: attachment };
                stations.push(station(subnet, "subnet", subnet, [entry("10.0.0.0/8", hop)]));
            }
        }
        links.push(
            link(urn("attachment", name), "attachment", [id, urn("hub", hub)], `attachment ${name}`, {
                ...{ mtu: 8500, encryption: "", zones: [`${region}a`, `${region}b`] },
            }),
        );
    }
}

export const tableOf = (hub: string, segment: string): string => urn("table", `${hub}-${segment}`);

function station(id: string, kind: StationKind, place: string, entries: readonly Entry[]): Station {
    return { id, element: { label: id }, kind, place, entries, unsure: [] };
}

/** A station that sends everything over a link into a table. */
function arrives(over: string, table: string): Station {
    const hop: Hop = { to: "station", station: table, gates: [], link: over };
    return station(`${over}#far`, "gateway", "internet", [entry("10.0.0.0/8", hop)]);
}

function entry(prefix: string, to: Hop): Entry {
    const { family, first, last, length } = prefixOf(prefix);
    return { family, first, last, length, rank: 0, to, element: { label: "route" }, origin: "static" };
}

function link(id: string, kind: LinkKind, ends: readonly [string, string], label: string, more: Partial<Link>): Link {
    return { id, kind, element: { urn: id, label }, ends, elements: [id], zones: [], lanes: 1, ...more };
}
