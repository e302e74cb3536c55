import type { Host, Network, Station } from "../../../graph/network";
import { HostKind, PlaceKind } from "../../../graph/network";
import { intersection, repliesTo, rewritten, type PacketSet } from "../../../graph/packets";
import { Code } from "../../../graph/reason";
import { ownAddresses } from "../../../graph/claims";
import { walk, type Walked } from "../../../graph/walk";
import { addressSet } from "../../../plan/address-set";
import {
    drawn,
    entry,
    fromPrefixes,
    gate,
    host,
    machines,
    place,
    reason,
    statefulGate,
    station,
    tcpTo,
    toEnd,
    toHosts,
    toPrefixes,
    toStation,
    toZones,
    translation,
} from "../../support/network";

const A: Host = machines("a", ["10.0.0.0/24"], { zone: "one" });
const B: Host = host("b", "b", ["10.1.0.5"]);

/** From a over its own station and what else there is to b. */
function network(stations: readonly Station[], hosts: readonly Host[] = [A, B]): Network {
    return drawn({ hosts, stations });
}

function walked(drawing: Network, to = "10.1.0.5", from = A, port = 443): readonly Walked[] {
    const packets: PacketSet = intersection(tcpTo(port), intersection(fromPrefixes("10.0.0.7"), toPrefixes(to)));
    return walk({ network: drawing, from, packets });
}

/** "delivered b", "denied NO_ROUTE table a", "unknown UNKNOWN rule". */
function ends(ways: readonly Walked[]): readonly string[] {
    return ways.map(({ end }) =>
        end.is === "delivered"
            ? `delivered ${end.host.id}`
            : `${end.is} ${end.reason.code} ${end.reason.element.label}`,
    );
}

function details(ways: readonly Walked[]): readonly string[] {
    return ways.flatMap(({ end }) => (end.is === "delivered" ? [] : [end.reason.detail]));
}

const toB = entry("10.1.0.0/24", toHosts("b"));

describe("a packet", () => {
    test("tells every step it takes, with routes, links and zones", () => {
        const drawing = network([
            station("a", [entry("10.0.0.0/8", toStation("hub", { link: "up", zone: "two" }))]),
            station("hub", [], { otherwise: toStation("inside", { zone: "" }) }),
            station("inside", [entry("10.1.0.0/24", toHosts("b"), { origin: "local" })]),
        ]);
        const [way, ...others] = walked(drawing);
        expect(others).toEqual([]);
        expect(way!.end).toEqual({ is: "delivered", host: B });
        const route = (text: string) => ({ urn: `urn:route ${text}`, label: `route ${text}` });
        expect(way!.steps).toEqual([
            { element: A.element, text: "sends" },
            {
                element: { urn: "urn:a", label: "table a" },
                text: "looks up: route 10.0.0.0/8 (static)",
                ...{ station: "a", link: "up", zone: "one", route: route("10.0.0.0/8") },
            },
            { element: { urn: "urn:hub", label: "table hub" }, text: "leads on", station: "hub", zone: "two" },
            {
                element: { urn: "urn:inside", label: "table inside" },
                text: "looks up: route 10.1.0.0/24 (local)",
                ...{ station: "inside", route: route("10.1.0.0/24") },
            },
            { element: B.element, text: "receives" },
        ]);
    });

    test("meets the sender's filters, those of its hops and the receiver's, and each ends it by its own code", () => {
        const open = gate("open");
        const shut = gate("shut", tcpTo(22));
        const guarded = (sends: typeof open, hop: typeof open, hosts: typeof open, receives: typeof open): Network => {
            const receiver = { ...B, receives: [{ ...receives, code: Code.SecurityGroup }] };
            return network(
                [
                    station("a", [entry("10.0.0.0/8", toStation("n", { gates: [hop] }))]),
                    station("n", [entry("10.1.0.0/24", toHosts("b", hosts))]),
                ],
                [{ ...A, sends: [{ ...sends, code: Code.SecurityGroup }] }, receiver],
            );
        };
        const from = (drawing: Network): readonly string[] => ends(walked(drawing, undefined, drawing.hosts.get("a")));
        expect(from(guarded(open, open, open, open))).toEqual(["delivered b"]);
        expect(from(guarded(shut, open, open, open))).toEqual(["denied SG_DENY filter shut"]);
        expect(from(guarded(open, shut, open, open))).toEqual(["denied NACL_DENY filter shut"]);
        expect(from(guarded(open, open, shut, open))).toEqual(["denied NACL_DENY filter shut"]);
        expect(from(guarded(open, open, open, shut))).toEqual(["denied SG_DENY filter shut"]);
    });

    test("that a filter drops says which", () => {
        const shut = gate("acl", tcpTo(22));
        const ways = walked(network([station("a", [entry("10.1.0.0/24", toHosts("b", shut))])]));
        expect(details(ways)).toEqual(["filter acl lets no packets from 10.0.0.7 to 10.1.0.5 through on these ports"]);
    });

    test.each<[string, readonly Station[], string, string]>([
        [
            "no route",
            [station("a", [entry("10.2.0.0/16", toHosts("b"))])],
            "denied NO_ROUTE table a",
            "table a has no route for packets from 10.0.0.7 to 10.1.0.5",
        ],
        [
            "a blackhole that is longer than the route",
            [station("a", [entry("10.0.0.0/8", toHosts("b")), entry("10.1.0.0/16", toEnd(Code.Blackhole, "hole"))])],
            "denied BLACKHOLE hole",
            "hole ends it",
        ],
        [
            "a route of which nobody knows where it leads",
            [station("a", [entry("10.1.0.0/16", toEnd(Code.Unknown, "route"))])],
            "unknown UNKNOWN route",
            "route ends it",
        ],
        [
            "a table of which not everything is known",
            [station("a", [toB], { unsure: [reason(Code.Unknown, "association"), reason(Code.Unknown, "other")] })],
            "unknown UNKNOWN association",
            "association ends it",
        ],
        [
            "a station that was not read",
            [station("a", [entry("10.1.0.0/16", toStation("elsewhere"))])],
            "unknown UNKNOWN table a",
            "elsewhere is not part of what was read",
        ],
        [
            "a place that has nobody of that address",
            [station("a", [entry("10.0.0.0/8", toHosts("c"))])],
            "denied NO_ROUTE c",
            "no host of c has the address that packets from 10.0.0.7 to 10.1.0.5 go to",
        ],
        [
            "two tables that lead to each other",
            [
                station("a", [entry("10.0.0.0/8", toStation("hub"))]),
                station("hub", [entry("10.0.0.0/8", toStation("a"))]),
            ],
            "denied LOOP table a",
            "packets from 10.0.0.7 to 10.1.0.5 come back to table a for ever",
        ],
        [
            "a table that leads to itself",
            [station("a", [], { otherwise: toStation("a") })],
            "denied LOOP table a",
            "packets from 10.0.0.7 to 10.1.0.5 come back to table a for ever",
        ],
        [
            "a table whose sibling has the route",
            [
                station("a", [entry("10.2.0.0/16", toHosts("b"))], { siblings: ["none", "hole", "other"] }),
                station("hole", [entry("10.0.0.0/8", toEnd(Code.Blackhole))]),
                station("other", [toB]),
            ],
            "denied WRONG_TABLE table a",
            "table a, in which packets from 10.0.0.7 to 10.1.0.5 are looked up, has no route for them; " +
                "table other of the same hub has one",
        ],
        [
            "a table whose sibling shares the traffic with a blackhole",
            [
                station("a", [], { siblings: ["other"] }),
                station("other", [toB, entry("10.1.0.0/24", toEnd(Code.Blackhole))]),
            ],
            "denied WRONG_TABLE table a",
            "table a, in which packets from 10.0.0.7 to 10.1.0.5 are looked up, has no route for them; " +
                "table other of the same hub has one",
        ],
    ])("ends at %s", (_, stations, end, detail) => {
        const ways = walked(network(stations));
        expect(ends(ways)).toEqual([end]);
        expect(details(ways)).toEqual([detail]);
    });

    test("passes a table again in another zone, or with another address, and is in no loop", () => {
        const inspected = network([
            station("a", [entry("10.0.0.0/8", toStation("hub"))]),
            station("hub", [entry("10.0.0.0/8", toZones({ one: "wall", two: "b" }, "up"))]),
            station("wall", [entry("10.0.0.0/8", toStation("hub", { zone: "two" }))]),
            station("b", [toB]),
        ]);
        expect(ends(walked(inspected))).toEqual(["delivered b"]);
        const nat = network([
            station("a", [
                entry(
                    "10.1.0.0/24",
                    toStation("a", { translation: translation("t", "destination", [["10.1.0.5", "10.2.0.5"]]) }),
                ),
                entry(
                    "10.2.0.0/24",
                    toStation("a", { translation: translation("u", "destination", [["10.2.0.5", "10.3.0.5"]]) }),
                ),
                entry("10.3.0.0/24", toHosts("b")),
            ]),
        ]);
        expect(
            ends(walked({ ...nat, hosts: new Map([["b", { ...B, addresses: addressSet(["10.3.0.5/32"]) }]]) })),
        ).toEqual(["delivered b"]);
    });

    test("ends at the 66th table, if it never comes back to where it was", () => {
        const long = Array.from({ length: 80 }, (_, n) =>
            station(n === 0 ? "a" : `s${n}`, [], { otherwise: toStation(`s${n + 1}`) }),
        );
        expect(ends(walked(network(long)))).toEqual(["denied LOOP table s65"]);
    });
});

describe("a choice of the cloud", () => {
    const doors = (isSticky: boolean): Station =>
        station("hub", [entry("10.1.0.0/16", toZones({ one: "b1", two: "b2" }, "up", isSticky))]);
    const drawing = (isSticky: boolean, zone: string | undefined): Network => {
        const { zone: _, ...rest } = A;
        const sender = zone === undefined ? rest : { ...rest, zone };
        return network(
            [
                station("a", [entry("10.0.0.0/8", toStation("hub"))]),
                doors(isSticky),
                station("b1", [toB]),
                station("b2", [entry("10.1.0.0/24", toEnd(Code.Blackhole, "hole"))]),
            ],
            [sender, B],
        );
    };
    const through = (isSticky: boolean, zone: string | undefined): readonly string[] => {
        const given = drawing(isSticky, zone);
        return ends(walked(given, undefined, given.hosts.get("a")));
    };

    test("between zones is the packet's own where it has a door, else any", () => {
        expect(through(false, "one")).toEqual(["delivered b"]);
        expect(through(false, "two")).toEqual(["denied BLACKHOLE hole"]);
        expect(through(false, "three")).toEqual(["delivered b", "denied BLACKHOLE hole"]);
        expect(through(false, undefined)).toEqual(["delivered b", "denied BLACKHOLE hole"]);
    });

    test("in appliance mode is any zone, and kept for the answers", () => {
        expect(through(true, "one")).toEqual(["delivered b", "denied BLACKHOLE hole"]);
        const given = drawing(true, "one");
        const [first] = walked(given);
        expect([...first!.session.zones]).toEqual([["up", "one"]]);
        const again = (zones: ReadonlyMap<string, string>): readonly string[] => {
            const session = { ...first!.session, zones };
            return ends(walk({ network: given, from: A, packets: first!.packets, session }));
        };
        expect(again(new Map([["up", "two"]]))).toEqual(["denied BLACKHOLE hole"]);
        expect(again(new Map([["up", "one"]]))).toEqual(["delivered b"]);
    });

    test("of the zone moves the packet there", () => {
        const given = network([
            station("a", [entry("10.0.0.0/8", toZones({ two: "mid" }, "first"))]),
            station("mid", [entry("10.0.0.0/8", toStation("hub"))]),
            doors(false),
            station("b1", [toEndOf("one")]),
            station("b2", [toEndOf("two")]),
        ]);
        expect(ends(walked(given))).toEqual(["denied BLACKHOLE two"]);
    });

    test("between equal routes is each of them", () => {
        const given = network([station("a", [toB, entry("10.1.0.0/24", toEnd(Code.Blackhole, "hole"))])]);
        expect(ends(walked(given))).toEqual(["delivered b", "denied BLACKHOLE hole"]);
    });
});

function toEndOf(label: string): Station["entries"][number] {
    return entry("10.0.0.0/8", toEnd(Code.Blackhole, label));
}

describe("a stateful filter", () => {
    const sg = statefulGate("sg", tcpTo(22));
    const drawing = network([station("a", [entry("10.1.0.0/24", toHosts("b", sg))])]);
    const packets = intersection(tcpTo(443), toPrefixes("10.1.0.5"));
    const session = { from: B, gates: new Set(["sg"]), translated: new Map(), zones: new Map() };

    test("lets answers through where it let the packets through, and no others", () => {
        const walks = (more: object): readonly string[] => ends(walk({ network: drawing, from: A, packets, ...more }));
        expect(walks({})).toEqual(["denied SG_DENY filter sg"]);
        expect(walks({ session })).toEqual(["delivered b"]);
        expect(walks({ session: { ...session, gates: new Set(["other"]) } })).toEqual(["denied SG_DENY filter sg"]);
        expect(walks({ isAnswering: true })).toEqual(["delivered b"]);
    });

    test("leaves its name behind, a stateless one does not", () => {
        const open = network([station("a", [entry("10.1.0.0/24", toHosts("b", statefulGate("sg"), gate("acl")))])]);
        expect([...walked(open)[0]!.session.gates]).toEqual(["sg"]);
    });

    test("of a host lets members of a group in only by their own address", () => {
        const receives = [statefulGate("sg", tcpTo(22), { fromGroups: [{ group: "web", packets: tcpTo(443) }] })];
        const sends = [statefulGate("out", tcpTo(22), { fromGroups: [{ group: "db", packets: tcpTo(443) }] })];
        const member = { ...A, groups: ["web"], sends };
        const target = { ...B, groups: ["db"], receives };
        const via = (end?: "source" | "destination"): readonly string[] => {
            const pairs = end === "source" ? [["10.0.0.7", "9.0.0.7"]] : [["10.9.0.5", "10.1.0.5"]];
            const more = end === undefined ? {} : { translation: translation("t", end, pairs as [string, string][]) };
            const given = network(
                [station("a", [entry("10.0.0.0/8", toStation("n", more))]), station("n", [toB])],
                [member, target],
            );
            return ends(walked(given, end === "destination" ? "10.9.0.5" : undefined, member));
        };
        expect(via()).toEqual(["delivered b"]);
        expect(via("source")).toEqual(["denied SG_DENY filter sg"]);
        expect(via("destination")).toEqual(["denied SG_DENY filter out"]);
    });
});

test("what walks share says nothing of filters that only one sender has", () => {
    const sends = [statefulGate("out", tcpTo(22), { fromGroups: [{ group: "db", packets: tcpTo(443) }] })];
    const guarded = { ...A, id: "g", sends };
    const drawing = network(
        [station("a", [entry("10.0.0.0/8", toStation("hub"))]), station("hub", [toB])],
        [A, guarded, B],
    );
    const packets = intersection(tcpTo(443), toPrefixes("10.1.0.5"));
    const told = (first: Host, second: Host): readonly string[] => {
        const shared = { all: packets, from: new Map() };
        return [first, second].flatMap((from) => ends(walk({ network: drawing, from, packets, shared })));
    };
    expect(told(guarded, A)).toEqual(["denied SG_DENY filter out", "delivered b"]);
    expect(told(A, guarded)).toEqual(["delivered b", "denied SG_DENY filter out"]);
});

describe("a gateway that many share", () => {
    const shared = (id: string, address: string) =>
        translation(id, "source", [["10.0.0.0/8", address]], { isShared: true });
    const first = host("first", "p", ["10.5.0.9"], { kind: HostKind.Nat, translates: true, zone: "two", station: "p" });
    const drawing = network(
        [
            station("a", [entry("10.1.0.0/24", toStation("p", { translation: shared("first", "10.5.0.9") }))]),
            station("p", [
                entry("10.1.0.0/24", toStation("q", { translation: shared("second", "10.6.0.9") })),
                entry("10.0.0.0/24", toZones({ one: "hole", two: "home" }, "up")),
            ]),
            station("q", [toB]),
            station("b", [entry("10.5.0.0/24", toHosts("p"))]),
            station("hole", []),
            station("home", [entry("10.0.0.0/24", toHosts("a"))]),
        ],
        [A, B, first],
    );

    test("remembers what it hides, and whether that was as it was sent", () => {
        const [{ session, end }] = walked(drawing) as [Walked];
        expect(end).toEqual({ is: "delivered", host: B });
        expect([...session.translated].map(([id, { isAsSent }]) => [id, isAsSent])).toEqual([
            ["first", true],
            ["second", false],
        ]);
    });

    test("sends answers on from its own zone", () => {
        const [{ session, flow }] = walked(drawing) as [Walked];
        const back = repliesTo(intersection(rewritten(flow.now, "source", first.addresses), tcpTo(443)));
        expect(ends(walk({ network: drawing, from: B, packets: back, session }))).toEqual(["delivered a"]);
        const unasked = intersection(fromPrefixes("10.1.0.5"), toPrefixes("10.5.0.9"));
        expect(ends(walk({ network: drawing, from: B, packets: unasked }))).toEqual(["denied NO_ROUTE host first"]);
    });
});

describe("a place", () => {
    const subnet = machines("s", ["10.1.0.0/24"]);
    const hosts = [
        subnet,
        host("known", "s", ["10.1.0.5"]),
        host("twin", "s", ["10.1.0.5"]),
        host("open", "s", ["10.1.0.0/24"], { isExact: false }),
    ];
    const drawing = network([station("a", [entry("10.1.0.0/24", toHosts("s"))])], [A, ...hosts]);
    const to = (address: string, meant?: string): readonly string[] => {
        const packets = intersection(tcpTo(443), toPrefixes(address));
        const target = meant === undefined ? {} : { to: drawing.hosts.get(meant)! };
        return ends(walk({ network: drawing, from: A, packets, ...target }));
    };

    test("gives packets to the host that has the address, of two to the first, and the rest to its machines", () => {
        expect(to("10.1.0.5")).toEqual(["delivered known"]);
        expect(to("10.1.0.6")).toEqual(["delivered s"]);
        expect(to("10.1.0.4/31")).toEqual(["delivered known", "delivered s"]);
    });

    test("gives them to the host that is asked about, where nobody knows its address yet", () => {
        expect(to("10.1.0.6", "open")).toEqual(["delivered open"]);
        expect(to("10.1.0.6", "twin")).toEqual(["delivered s"]);
    });

    test("is asked about by the addresses that nobody else there has", () => {
        expect(ownAddresses(drawing, subnet)).toEqual(
            addressSet([
                "10.1.0.0/30",
                "10.1.0.4/32",
                "10.1.0.6/31",
                "10.1.0.8/29",
                "10.1.0.16/28",
                "10.1.0.32/27",
                "10.1.0.64/26",
                "10.1.0.128/25",
            ]),
        );
        expect(ownAddresses(drawing, hosts[1]!)).toEqual(addressSet(["10.1.0.5/32"]));
        const internet = host("internet", "internet", ["8.0.0.0/7"], { kind: HostKind.Internet });
        const world = drawn({
            hosts: [internet],
            stations: [
                station("internet", [entry("9.0.0.0/8", toStation("igw")), entry("8.0.0.0/7", toHosts("internet"))], {
                    kind: "internet",
                }),
                station("hub", [entry("8.0.0.0/9", toStation("igw"))]),
            ],
            places: [place("internet", PlaceKind.Internet)],
        });
        expect(ownAddresses(world, internet)).toEqual(addressSet(["8.0.0.0/8"]));
    });
});
