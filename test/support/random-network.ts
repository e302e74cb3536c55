/**
 * Networks at random in which most packets meet something: a few VPCs with subnets, filters, gateways and peerings, hub tables
 * with routes that overlap, the internet with translation, a site; and here and there what is not known.
 */
import * as fc from "fast-check";
import {
    HostKind,
    PlaceKind,
    StationKind,
    type Entry,
    type Gate,
    type Hop,
    type Host,
    type Network,
    type Station,
} from "../../graph/network";
import {
    difference,
    intersection,
    NO_PACKETS,
    packets,
    unionOf,
    type Packet,
    type PacketSet,
} from "../../graph/packets";
import { Code } from "../../graph/reason";
import { addressSet } from "../../plan/address-set";
import {
    drawn,
    entry,
    gate,
    host,
    machines,
    place,
    reason,
    statefulGate,
    station,
    toEnd,
    toHosts,
    toStation,
    translation,
} from "./network";
import { Dice, packetBetween, PORTS } from "./random-packets";

export interface Drawing {
    readonly network: Network;
    /** Packets that are worth sending from one host to another. */
    readonly packets: (from: Host, to: Host, count: number) => readonly Packet[];
    readonly pair: () => readonly [Host, Host];
}

/** A network, and what to send through it. */
export function drawings(): fc.Arbitrary<Drawing> {
    return fc.gen().map((g) => {
        const dice = new Dice((count) => g(fc.nat, { max: count - 1 }));
        const network = new Builder(dice).build();
        const hosts = [...network.hosts.values()].filter(({ translates }) => translates !== true);
        return {
            network,
            packets: (from, to, count) => Array.from({ length: count }, () => packetBetween(dice, network, from, to)),
            pair: () => [dice.one(hosts), dice.one(hosts)],
        };
    });
}

/** Prefixes that routes and rules may name: they nest, and some are nobody's. */
const DESTINATIONS = [
    ...["0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "10.0.0.0/15", "10.1.0.0/24"],
    ...["10.1.1.0/24", "10.2.0.0/25", "10.0.1.64/26", "172.16.0.0/16", "10.1.0.5/32", "8.0.0.0/8"],
    ...["::/0", "fd00::/16", "fd00:0:0:1::/64", "fd00:1::/32", "fd00:2::/32"],
];
const RULE_PREFIXES = [
    ...DESTINATIONS,
    "0.0.0.0/0",
    "0.0.0.0/0",
    "::/0",
    "10.0.0.128/25",
    "10.1.0.64/26",
    "8.8.8.0/24",
];

interface Subnet {
    readonly id: string;
    readonly vpc: number;
    readonly prefixes: readonly [string, string];
    readonly zone: string | undefined;
    readonly into: readonly Gate[];
    readonly outOf: readonly Gate[];
}

class Builder {
    private readonly hosts: Host[] = [];
    private readonly stations: Station[] = [];
    private readonly subnets: Subnet[] = [];
    private readonly publics: [string, string, vpc: number][] = [];
    private readonly tables: readonly string[];
    private readonly vpcs: number;

    constructor(private readonly dice: Dice) {
        this.vpcs = 2 + dice.below(2);
        this.tables = ["table-0", "table-1"].slice(0, 1 + dice.below(2));
    }

    build(): Network {
        for (let vpc = 0; vpc < this.vpcs; vpc++)
            for (let n = 0; n <= this.dice.below(2); n++) this.subnets.push(this.subnet(vpc, n));
        for (const subnet of this.subnets) this.populate(subnet);
        this.hosts.push(
            host("internet", "internet", ["8.0.0.0/8", "9.0.0.0/24"], { kind: HostKind.Internet }),
            host("site", "site", ["172.16.0.0/16"], { kind: HostKind.Site, ...this.filters("site", 15) }),
        );
        for (const subnet of this.subnets) this.stations.push(this.subnetStation(subnet));
        for (let vpc = 0; vpc < this.vpcs; vpc++) this.stations.push(this.inside(vpc));
        for (const table of this.tables) this.stations.push(this.table(table));
        this.stations.push(this.internet(), this.site());
        const places = [place("internet", PlaceKind.Internet), place("site", PlaceKind.Site)];
        return drawn({ hosts: this.hosts, stations: this.stations, places });
    }

    private subnet(vpc: number, n: number): Subnet {
        const { dice } = this;
        const id = `subnet-${vpc}-${n}`;
        // A VPC of which another has the prefix too: overlapping networks are what people have.
        const second = dice.chance(6) ? 0 : vpc;
        const acl = (direction: string): readonly Gate[] =>
            dice.chance(35) ? [gate(`${id} acl ${direction}`, this.rules(), this.unsure(`${id} acl`))] : [];
        return {
            ...{ id, vpc, prefixes: [`10.${second}.${n}.0/24`, `fd00:${second}:0:${n}::/64`] },
            zone: dice.chance(10) ? undefined : dice.one(["a", "b"]),
            ...{ into: acl("in"), outOf: acl("out") },
        };
    }

    private populate({ id, vpc, prefixes, zone }: Subnet): void {
        const { dice } = this;
        const base = prefixes[0].replace(/0\/24$/, "");
        const own = zone === undefined ? {} : { zone };
        this.hosts.push(machines(id, prefixes, { ...own, ...(dice.chance(10) ? this.filters(id, 100) : {}) }));
        for (const last of ["5", "6"]) {
            if (!dice.chance(40)) continue;
            const name = `${id} .${last}`;
            // Now and then two hosts have one address.
            const address = `${base}${dice.chance(5) ? "5" : last}`;
            const groups = dice.some(["web", "db"], 1);
            this.hosts.push(host(name, id, [address], { ...own, groups, ...this.filters(name, 70) }));
            if (dice.chance(50)) this.publics.push([`9.0.0.${10 * vpc + this.publics.length}`, address, vpc]);
        }
        if (!dice.chance(50)) return;
        this.hosts.push(
            host(`${id} nat`, id, [`${base}9`], {
                ...own,
                kind: HostKind.Nat,
                translates: true,
                isExact: !dice.chance(20),
            }),
        );
        this.publics.push([`9.0.0.${100 + this.publics.length}`, `${base}9`, vpc]);
    }

    /** Numbered rules, of which the first that fits decides. */
    private rules(): PacketSet {
        const { dice } = this;
        let allowed: PacketSet = NO_PACKETS;
        let decided: PacketSet = NO_PACKETS;
        const count = 1 + dice.below(3);
        for (let n = 0; n < count; n++) {
            const rule = this.rule();
            if (!dice.chance(30)) allowed = unionOf(allowed, difference(rule, decided));
            decided = unionOf(decided, rule);
        }
        // Most lists end with one that allows the rest, so that packets get further.
        return dice.chance(55) ? unionOf(allowed, difference(packets({}), decided)) : allowed;
    }

    private rule(): PacketSet {
        const { dice } = this;
        const ports = (): { readonly first: number; readonly last: number } => {
            const ends = [dice.one(PORTS), dice.one(PORTS)];
            return { first: Math.min(...ends), last: Math.max(...ends) };
        };
        return packets({
            ...(dice.chance(40) ? { source: addressSet([dice.one(RULE_PREFIXES)]) } : {}),
            ...(dice.chance(40) ? { destination: addressSet([dice.one(RULE_PREFIXES)]) } : {}),
            ...(dice.chance(50) ? { protocols: [{ first: 6, last: dice.one([6, 17]) }] } : {}),
            ...(dice.chance(40) ? { destinationPorts: [ports()] } : {}),
            ...(dice.chance(25) ? { sourcePorts: [ports()] } : {}),
        });
    }

    private unsure(name: string, allows?: PacketSet): Partial<Gate> {
        if (!this.dice.chance(12)) return {};
        const some = intersection(this.rule(), packets({}));
        return {
            unsure: [
                {
                    packets: allows === undefined ? some : difference(some, allows),
                    reason: reason(Code.Unknown, `rule of ${name}`),
                },
            ],
        };
    }

    /** Filters of a host in both directions: stateful like security groups, or not like network policies. */
    private filters(name: string, percent: number): Pick<Host, "sends" | "receives"> {
        const { dice } = this;
        const make = (): readonly Gate[] => {
            if (!dice.chance(percent)) return [];
            const fromGroups = dice.some(["web", "db"], 1).map((group) => ({ group, packets: this.rule() }));
            const allows = this.rules();
            const more = { fromGroups, ...this.unsure(name, allows) };
            return [dice.chance(20) ? gate(`${name} np`, allows, more) : statefulGate(`${name} sg`, allows, more)];
        };
        return { sends: make(), receives: make() };
    }

    private routes(targets: readonly (() => Hop)[], most: number, wanted: readonly string[]): Entry[] {
        const { dice } = this;
        const prefixes = [...wanted, ...dice.some(DESTINATIONS, most)];
        // Twice at one rank: the two share the traffic.
        const shared = prefixes.filter(() => dice.chance(12));
        return [...prefixes, ...shared].map((prefix) => {
            const to = dice.chance(4)
                ? toEnd(Code.Unknown)
                : dice.chance(8)
                  ? toEnd(Code.Blackhole)
                  : dice.one(targets)();
            return entry(prefix, to, { rank: dice.chance(20) ? 1 : 0 });
        });
    }

    private maybeUnsure(id: string): Partial<Station> {
        return this.dice.chance(3) ? { unsure: [reason(Code.Unknown, `table of ${id}`)] } : {};
    }

    private subnetStation(subnet: Subnet): Station {
        const { dice } = this;
        const { id, vpc, prefixes, outOf: gates } = subnet;
        const own = prefixes.map((prefix) => entry(prefix, toHosts(id), { rank: -1 }));
        const local = [`10.${vpc}.0.0/16`, `fd00:${vpc}::/32`].map((prefix) =>
            entry(prefix, toStation(`inside-${vpc}`, { gates }), { rank: -1 }),
        );
        const nats = this.hosts.filter(
            (h) => h.translates === true && h.id.startsWith(`subnet-${vpc}`) && h.place !== id,
        );
        const targets = [
            () => toStation(dice.one(this.tables), { gates, link: `attachment-${vpc}` }),
            () => toStation(dice.one(this.tables), { gates, link: `attachment-${vpc}` }),
            () => toStation(`inside-${dice.below(this.vpcs)}`, { gates, link: "peering" }),
            () => this.toInternet(vpc, gates),
            () => (nats.length === 0 ? this.toInternet(vpc, gates) : this.toNat(dice.one(nats), gates)),
            () => toStation(`subnet-${dice.below(this.vpcs)}-0`, { gates, zone: dice.one(["", "a", "b"]) }),
        ];
        // What leads out is as people have it, more often than not: gateways to the internet, and others to a gateway.
        const hasNat = this.hosts.some((h) => h.translates === true && h.place === id);
        const out = hasNat ? () => this.toInternet(vpc, gates) : () => this.toNat(dice.one(nats), gates);
        const outward = (hasNat || nats.length > 0) && dice.chance(50) ? [entry("0.0.0.0/0", out(), { rank: -1 })] : [];
        const wanted = dice.chance(70) ? ["0.0.0.0/0", "::/0", "10.0.0.0/8"] : [];
        return station(
            id,
            [
                ...own,
                ...local,
                ...outward,
                ...this.routes(targets.slice(0, -1), 2, wanted),
                ...(dice.chance(8) ? this.routes(targets.slice(-1), 1, []) : []),
            ],
            {
                kind: StationKind.Subnet,
                ...this.maybeUnsure(id),
            },
        );
    }

    private toInternet(vpc: number, gates: readonly Gate[]): Hop {
        const own = this.publics.filter(([, , of]) => of === vpc);
        const pairs = own.map(([outside, inside]) => [inside, outside] as const);
        const otherwise = this.dice.chance(10) ? ({ otherwise: "unchanged" } as const) : {};
        return toStation("internet", { gates, translation: translation(`igw-${vpc}`, "source", pairs, otherwise) });
    }

    private toNat(nat: Host, gates: readonly Gate[]): Hop {
        const [address] = nat.addresses[4];
        const to = nat.isExact ? nat.addresses : { 4: [address!], 6: [] };
        const shared = translation(nat.id, "source", [], { isShared: true });
        const pairs = [{ from: addressSet(["0.0.0.0/0", "::/0"]), to }];
        return toStation(nat.place, { gates, zone: nat.zone ?? "", translation: { ...shared, pairs } });
    }

    /** The inside of a VPC: leads to the hosts of its subnets. */
    private inside(vpc: number): Station {
        const own = this.subnets.filter((subnet) => subnet.vpc === vpc);
        const entries = own.flatMap(({ id, prefixes, into }) => prefixes.map((p) => entry(p, toHosts(id, ...into))));
        return station(`inside-${vpc}`, entries, { kind: StationKind.Network, ...this.maybeUnsure(`inside-${vpc}`) });
    }

    private table(id: string): Station {
        const { dice } = this;
        const intoVpc = (vpc: number): Hop => {
            const doors = this.subnets
                .filter((subnet) => subnet.vpc === vpc)
                .map(({ id: stationId, zone, into }) => ({
                    zone: zone ?? "c",
                    station: stationId,
                    gates: dice.chance(20) ? into : [],
                }));
            return { to: "zones", doors, link: `attachment-${vpc}`, isSticky: dice.chance(40) };
        };
        const targets = [
            ...Array.from({ length: this.vpcs }, (_, vpc) => () => intoVpc(vpc)),
            () => toStation("site", { link: "vpn" }),
            () => toStation(dice.one(this.tables), { zone: "", link: "hub-peering" }),
        ];
        const toOwn = Array.from({ length: this.vpcs }, (_, vpc) => [`10.${vpc}.0.0/16`, `fd00:${vpc}::/32`]).flatMap(
            (prefixes, vpc) =>
                dice.chance(85)
                    ? prefixes.map((prefix) => entry(prefix, intoVpc(vpc), { origin: "propagated", rank: 1 }))
                    : [],
        );
        const toSite = dice.chance(70) ? [entry("172.16.0.0/16", toStation("site", { link: "vpn" }))] : [];
        const siblings = this.tables.filter((other) => other !== id);
        return station(id, [...toOwn, ...toSite, ...this.routes(targets, 3, [])], {
            siblings,
            ...this.maybeUnsure(id),
            ...(dice.chance(6) ? { otherwise: toEnd(Code.Unknown, `announcements of ${id}`) } : {}),
        });
    }

    private internet(): Station {
        const inward = this.publics.map(([outside, inside, vpc]) =>
            entry(`${outside}/32`, {
                to: "station",
                station: `inside-${vpc}`,
                gates: [],
                translation: translation(`igw-${vpc}`, "destination", [[outside, inside]]),
            }),
        );
        return station("internet", [...inward, entry("8.0.0.0/7", toHosts("internet"))], {
            kind: StationKind.Internet,
        });
    }

    private site(): Station {
        const own = entry("172.16.0.0/16", toHosts("site"));
        return station("site", [own], {
            kind: StationKind.Site,
            otherwise: toStation(this.dice.one(this.tables), { link: "vpn", zone: this.dice.one(["", "a"]) }),
        });
    }
}
