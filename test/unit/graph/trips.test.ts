/** Trips of many hosts are walked together where they may be; nobody may see it in the answers. */
import * as fc from "fast-check";
import { HostKind, type Network } from "../../../graph/network";
import { NO_PACKETS } from "../../../graph/packets";
import { Trips, tripsBetween } from "../../../graph/trips";
import {
    drawn,
    entry,
    fromPrefixes,
    gate,
    host,
    machines,
    station,
    tcpTo,
    toEnd,
    toHosts,
    toStation,
} from "../../support/network";
import { Code } from "../../../graph/reason";
import { drawings } from "../../support/random-network";
import { ANSWERED } from "../../support/random-packets";

const HTTPS = tcpTo(443);

/** What lies beyond two gateways, behind BGP: either may have anything outside the networks. */
const beyond = (id: string) => host(id, id, ["192.168.0.0/16"], { kind: HostKind.Site, isExact: false });

/** Host a, two sites at one hub, and a table that leads to the first of them only. */
function sites(...routes: Parameters<typeof station>[1]): Network {
    return drawn({
        hosts: [machines("a", ["10.0.0.0/24"]), beyond("one"), beyond("two")],
        stations: [
            station("a", [entry("0.0.0.0/0", toStation("hub")), entry("10.0.0.0/24", toHosts("a"))]),
            station("hub", [entry("10.0.0.0/24", toStation("a")), ...routes]),
            ...["one", "two"].map((id) => station(id, [entry("10.0.0.0/8", toStation("hub"))])),
        ],
    });
}

const between = (network: Network, trips: Trips, from: string, to: string) =>
    trips.between(network.hosts.get(from)!, network.hosts.get(to)!);

test("who is asked about before does not change an answer", () => {
    let asked = 0;
    fc.assert(
        fc.property(drawings(), ({ network }) => {
            const hosts = [...network.hosts.values()].filter(({ translates }) => translates !== true).slice(0, 6);
            const trips = new Trips(network, ANSWERED);
            for (const from of hosts)
                for (const to of hosts) {
                    expect(trips.between(from, to)).toEqual(tripsBetween(network, from, to, ANSWERED));
                    asked++;
                }
        }),
        { numRuns: 30 },
    );
    expect(asked).toBeGreaterThan(500);
});

test("two sites that nothing reaches share their trips", () => {
    const network = sites(entry("192.168.0.0/16", toEnd(Code.Blackhole)));
    const trips = new Trips(network, HTTPS);
    const one = between(network, trips, "a", "one");
    expect(one.map(({ verdict, reason }) => `${verdict} ${reason?.code}`)).toEqual(["DENIED BLACKHOLE"]);
    expect(between(network, trips, "a", "two")).toBe(one);
});

test("of two machines that may have an address each gets the packets when it is asked about", () => {
    const open = ["one", "two"].map((id) => host(id, "b", ["10.1.0.0/24"], { isExact: false }));
    const network = drawn({
        hosts: [machines("a", ["10.0.0.0/24"]), ...open],
        stations: [
            station("a", [entry("10.1.0.0/24", toStation("b")), entry("10.0.0.0/24", toHosts("a"))]),
            station("b", [entry("10.1.0.0/24", toHosts("b")), entry("10.0.0.0/24", toStation("a"))]),
        ],
    });
    const trips = new Trips(network, HTTPS);
    const told = ["one", "two", "one"].map((to) => between(network, trips, "a", to).map(({ verdict }) => verdict));
    expect(told).toEqual([["REACHABLE"], ["REACHABLE"], ["REACHABLE"]]);
});

test("of hosts that get nothing those whose address is known are refused, and of the others nobody can say", () => {
    const network = sites(entry("192.168.0.0/16", toHosts("one")));
    const hosts = new Map([...network.hosts, ["three", host("three", "three", ["192.168.0.0/16"])]]);
    const of = { ...network, hosts };
    const trips = new Trips(of, HTTPS);
    const told = ["one", "two", "three", "two"].map((to) => between(of, trips, "a", to).map(({ verdict }) => verdict));
    expect(told).toEqual([["REACHABLE"], ["UNDETERMINED"], ["DENIED"], ["UNDETERMINED"]]);
});

test("of packets to one host those that other routes led there have answers of their own", () => {
    const network = drawn({
        hosts: [machines("a", ["10.0.0.0/24"]), machines("b", ["10.1.0.0/24"])],
        stations: [
            station("a", [
                entry("10.1.0.0/25", toStation("b")),
                entry("10.1.0.128/25", toStation("b")),
                entry("10.0.0.0/24", toHosts("a")),
            ]),
            station("b", [
                entry("10.1.0.0/24", toHosts("b")),
                // Only what comes from the lower half is let out.
                entry("10.0.0.0/24", toStation("a", { gates: [gate("half", fromPrefixes("10.1.0.0/25"))] })),
            ]),
        ],
    });
    const found = between(network, new Trips(network, HTTPS), "a", "b");
    expect(found.map(({ verdict, reason }) => `${verdict} ${reason?.code}`)).toEqual([
        "REACHABLE undefined",
        "DENIED RETURN_BLOCKED",
    ]);
});

test("the answers of packets that came over tunnels side by side are walked once, and told for each", () => {
    const lanes = ["left", "right"].map((link) => entry("192.168.0.0/16", toStation("far", { link })));
    const network = sites(...lanes);
    const joined: Network = {
        ...network,
        stations: new Map([...network.stations, ["far", station("far", [entry("192.168.0.0/16", toHosts("one"))])]]),
    };
    const found = between(joined, new Trips(joined, HTTPS), "a", "one");
    expect(found.map(({ out }) => out.steps.flatMap(({ link }) => link ?? []))).toEqual([["left"], ["right"]]);
    expect(found[0]!.back[0]).toBe(found[1]!.back[0]);
});

test("packets that passed different filters have answers of their own", () => {
    const doors = [toStation("far", { gates: [gate("remembers", HTTPS, { isStateful: true })] }), toStation("far")];
    const network = sites(...doors.map((to) => entry("192.168.0.0/16", to)));
    const one = host("one", "one", ["192.168.0.0/16"]);
    const filtered: Network = {
        ...network,
        hosts: new Map([...network.hosts, ["one", one]]),
        stations: new Map([
            ...network.stations,
            ["far", station("far", [entry("192.168.0.0/16", toHosts("one"))])],
            // Back at the hub only a filter that has seen the packets lets their answers through.
            [
                "one",
                station("one", [
                    entry(
                        "10.0.0.0/8",
                        toStation("hub", { gates: [gate("remembers", NO_PACKETS, { isStateful: true })] }),
                    ),
                ]),
            ],
        ]),
    };
    const found = between(filtered, new Trips(filtered, HTTPS), "a", "one");
    expect(found.map(({ verdict }) => verdict)).toEqual(["REACHABLE", "DENIED"]);
});

test("what was forgotten is found again", () => {
    const network = sites(entry("192.168.0.0/16", toEnd(Code.Blackhole)));
    const trips = new Trips(network, HTTPS);
    const before = between(network, trips, "a", "one");
    trips.forget();
    const after = between(network, trips, "a", "one");
    expect(after).not.toBe(before);
    expect(after).toEqual(before);
});
