import { Verdict, type RoundTrip, type Selection } from "../../../graph/answer";
import { HostKind, StationKind, type Gate, type Host, type Network, type Station } from "../../../graph/network";
import { addressesOf, unionOf, type PacketSet } from "../../../graph/packets";
import { reach, verdictOf } from "../../../graph/reach";
import { Code } from "../../../graph/reason";
import { readTraffic, type Traffic } from "../../../graph/traffic";
import { tripsBetween } from "../../../graph/trips";
import { describeSet } from "../../../plan/address-set";
import {
    drawn,
    entry,
    fromPrefixes,
    gate,
    host,
    machines,
    reason,
    statefulGate,
    station,
    tcpFrom,
    tcpTo,
    toEnd,
    toHosts,
    toPrefixes,
    toStation,
    toZones,
    translation,
} from "../../support/network";

const HTTPS = readTraffic("tcp/443") as Traffic;
const pick = (network: Network, id: string): Selection => ({ text: id, hosts: [network.hosts.get(id)!], leftOut: [] });

function ask(network: Network, from: string, to: string) {
    return reach(network, pick(network, from), pick(network, to), HTTPS);
}

/** "REACHABLE", "DENIED NO_ROUTE table a": trip by trip. */
function told(network: Network, from: string, to: string): readonly string[] {
    return tripsBetween(network, network.hosts.get(from)!, network.hosts.get(to)!, HTTPS.packets).map(tell);
}

function tell({ verdict, reason: why }: RoundTrip): string {
    if (why === undefined) return verdict;
    const cause = why.cause === undefined ? "" : ` because ${why.cause.code} ${why.cause.element.label}`;
    return `${verdict} ${why.code} ${why.element.label}${cause}`;
}

const toA = entry("10.0.0.0/24", toHosts("a"));
const toB = entry("10.1.0.0/24", toHosts("b"));
const A = machines("a", ["10.0.0.0/24"], { zone: "one" });
const B = host("b", "b", ["10.1.0.5"], { zone: "two" });

/** a and b with a hub between them; what is given replaces the part of the same name. */
function joined({
    hosts = [A, B],
    stations = [],
}: {
    hosts?: readonly Host[];
    stations?: readonly Station[];
}): Network {
    const usual = [
        station("a", [toA, entry("10.0.0.0/8", toStation("hub"))]),
        station("b", [toB, entry("10.0.0.0/8", toStation("hub"))]),
        station("hub", [entry("10.0.0.0/24", toStation("a")), entry("10.1.0.0/24", toStation("b"))]),
    ];
    const given = new Set(stations.map(({ id }) => id));
    return drawn({ hosts, stations: [...usual.filter(({ id }) => !given.has(id)), ...stations] });
}

describe("there and back", () => {
    test("packets arrive and are answered", () => {
        const answer = ask(joined({}), "a", "b");
        expect(answer).toMatchObject({ verdict: "REACHABLE", traffic: "tcp/443", reasons: [], caveats: [] });
        const [{ out, back }] = answer.trips as [RoundTrip];
        const labels = (steps: RoundTrip["out"]["steps"]): readonly string[] =>
            steps.map(({ element }) => element.label);
        expect(labels(out.steps)).toEqual(["subnet a", "table a", "table hub", "table b", "host b"]);
        expect(back.map(({ steps }) => labels(steps))).toEqual([
            ["host b", "table b", "table hub", "table a", "subnet a"],
        ]);
    });

    const into = (...gates: readonly Gate[]): Network =>
        joined({
            stations: [
                station("b", [entry("10.1.0.0/24", toHosts("b", ...gates)), entry("10.0.0.0/8", toStation("hub"))]),
            ],
        });
    const leaving = (gateOut: Gate, gateIn = gateOut): Network =>
        joined({
            stations: [
                station("b", [
                    entry("10.1.0.0/24", toHosts("b", gateIn)),
                    entry("10.0.0.0/8", toStation("hub", { gates: [gateOut] })),
                ]),
            ],
        });

    test("a stateful filter lets answers out, a stateless one has to allow them", () => {
        expect(told(leaving(statefulGate("sg", tcpTo(443))), "a", "b")).toEqual(["REACHABLE"]);
        const acl = gate("acl", tcpTo(443));
        expect(told(leaving(acl), "a", "b")).toEqual(["DENIED RETURN_BLOCKED filter acl because NACL_DENY filter acl"]);
        const [trip] = tripsBetween(leaving(acl), A, B, HTTPS.packets);
        expect(trip!.reason!.detail).toBe(
            "packets from 10.0.0.0/24 to 10.1.0.5 arrive, and their answers do not come back: " +
                "filter acl lets no packets from 10.1.0.5 to 10.0.0.0/24 through on these ports",
        );
        expect(told(leaving(gate("acl", unionOf(tcpTo(443), tcpTo([1024, 65_535])))), "a", "b")).toEqual(["REACHABLE"]);
    });

    test("of client ports that only some filters let back, those are told apart", () => {
        const out = gate("out", tcpTo([32_768, 65_535]));
        const trips = tripsBetween(leaving(out, gate("in")), A, B, HTTPS.packets);
        expect(trips.map(tell)).toEqual(["DENIED RETURN_BLOCKED filter out because NACL_DENY filter out", "REACHABLE"]);
        const ports = (set: PacketSet): unknown =>
            set.map((cube) => cube.sourcePort.map(({ first, last }) => [Number(first), Number(last)]));
        expect(trips.map((t) => ports(t.out.packets))).toEqual([[[[1024, 32_767]]], [[[32_768, 65_535]]]]);
        expect(ask(leaving(out, gate("in")), "a", "b").verdict).toBe("PARTIAL");
    });

    test("where nobody can say of the answers, nobody can say", () => {
        const open = gate("out", tcpTo(22), {
            unsure: [{ packets: tcpFrom(443), reason: reason(Code.Unknown, "rule 100") }],
        });
        expect(told(leaving(open, gate("in")), "a", "b")).toEqual(["UNDETERMINED UNKNOWN rule 100"]);
        expect(
            told(
                into(
                    gate("in", tcpTo(22), {
                        unsure: [{ packets: tcpTo(443), reason: reason(Code.Unknown, "rule 7") }],
                    }),
                ),
                "a",
                "b",
            ),
        ).toEqual(["UNDETERMINED UNKNOWN rule 7"]);
    });

    test("answers may take another way, and fail on it", () => {
        const other = (...hops: Station["entries"]): Network =>
            joined({
                stations: [station("b", [toB, entry("10.0.0.0/8", toStation("other"))]), station("other", hops)],
            });
        expect(told(other(entry("10.0.0.0/24", toStation("a"))), "a", "b")).toEqual(["REACHABLE"]);
        expect(told(other(), "a", "b")).toEqual(["DENIED RETURN_BLOCKED table other because NO_ROUTE table other"]);
        expect(told(other(entry("10.0.0.0/8", toEnd(Code.Blackhole, "hole"))), "a", "b")).toEqual([
            "DENIED RETURN_BLOCKED hole because BLACKHOLE hole",
        ]);
        const stray = other(entry("10.0.0.0/24", toHosts("c")));
        const twin = machines("c", ["10.0.0.0/24"]);
        const [trip] = tripsBetween({ ...stray, hosts: new Map([...stray.hosts, ["c", twin]]) }, A, B, HTTPS.packets);
        expect(tell(trip!)).toBe("DENIED RETURN_BLOCKED subnet c because NO_ROUTE subnet c");
        expect(trip!.reason!.cause!.detail).toBe(
            "answers from 10.1.0.5 to 10.0.0.0/24 go to subnet c, which has the same addresses",
        );
    });

    test("of equal routes one that fails is enough for PARTIAL, there and back", () => {
        const hub = (...more: Station["entries"]): Network =>
            joined({
                stations: [
                    station("hub", [
                        entry("10.0.0.0/24", toStation("a")),
                        entry("10.1.0.0/24", toStation("b")),
                        ...more,
                    ]),
                ],
            });
        const there = hub(entry("10.1.0.0/24", toEnd(Code.Blackhole, "hole")));
        expect(told(there, "a", "b")).toEqual(["REACHABLE", "DENIED BLACKHOLE hole"]);
        expect(ask(there, "a", "b").verdict).toBe("PARTIAL");
        const back = hub(entry("10.0.0.0/24", toEnd(Code.Blackhole, "hole")));
        expect(told(back, "a", "b")).toEqual(["PARTIAL RETURN_BLOCKED hole because BLACKHOLE hole"]);
        expect(ask(back, "a", "b").verdict).toBe("PARTIAL");
    });

    test("in appliance mode answers come through the zone that the packets went through", () => {
        // Each zone's appliance is stateful, and knows only what it has seen.
        const wall = (zone: string): Station =>
            station(`wall-${zone}`, [
                entry("10.0.0.0/8", toStation("spokes", { gates: [statefulGate(`fw-${zone}`, tcpTo(443))] })),
            ]);
        const inspected = (isSticky: boolean): Network => {
            const { zone: _, ...a } = A;
            const { zone: __, ...b } = B;
            return joined({
                hosts: [a, b],
                stations: [
                    station("hub", [
                        entry("10.0.0.0/8", toZones({ one: "wall-one", two: "wall-two" }, "inspection", isSticky)),
                    ]),
                    station("spokes", [entry("10.0.0.0/24", toStation("a")), entry("10.1.0.0/24", toStation("b"))]),
                    ...[wall("one"), wall("two")],
                ],
            });
        };
        expect(told(inspected(true), "a", "b")).toEqual(["REACHABLE", "REACHABLE"]);
        expect(told(inspected(false), "a", "b")).toEqual([
            "PARTIAL RETURN_BLOCKED filter fw-two because SG_DENY filter fw-two",
            "PARTIAL RETURN_BLOCKED filter fw-one because SG_DENY filter fw-one",
        ]);
    });
});

describe("two that are asked about", () => {
    test("need addresses of one family", () => {
        const six = host("b", "b", ["fd00::5"]);
        const [trip] = tripsBetween(joined({ hosts: [A, six] }), A, six, HTTPS.packets);
        expect(trip).toEqual({
            out: {
                from: A,
                packets: [],
                steps: [{ element: A.element, text: "sends" }],
                end: { is: "denied", reason: trip!.reason },
            },
            ...{ back: [], verdict: "DENIED" },
            reason: {
                ...{ code: "NO_ROUTE", element: six.element },
                detail: "subnet a and host b have no addresses of one family for this traffic",
            },
        });
    });

    test("are not reached where another has the address", () => {
        const twins = joined({ hosts: [A, host("first", "b", ["10.1.0.5"]), B] });
        const [trip] = tripsBetween(twins, A, B, HTTPS.packets);
        expect(tell(trip!)).toBe("DENIED NO_ROUTE host first");
        expect(trip!.reason!.detail).toBe(
            "packets from 10.0.0.0/24 to 10.1.0.5 go to host first, which has this address too",
        );
    });

    test("where one stands for a subnet, are the addresses that no other host has", () => {
        const named = host("named", "s", ["10.1.0.5"], { receives: [statefulGate("sg", tcpTo(22))] });
        const rest = machines("s", ["10.1.0.0/24"]);
        const network = joined({
            hosts: [A, rest, named],
            stations: [
                station("b", [entry("10.1.0.0/24", toHosts("s"))]),
                station("s", [entry("10.0.0.0/8", toStation("hub"))]),
            ],
        });
        expect(told(network, "a", "s")).toEqual(["REACHABLE"]);
        expect(told(network, "s", "a")).toEqual(["REACHABLE"]);
        expect(told(network, "a", "named")).toEqual(["DENIED SG_DENY filter sg"]);
    });
});

describe("a host whose address is not known yet", () => {
    const open = { ...B, ...host("b", "b", ["10.1.0.0/24"]), isExact: false };
    const filtered = (hosts: readonly Host[], into: Gate, outOf = gate("open")): Network =>
        joined({
            hosts,
            stations: [
                station("b", [
                    entry("10.1.0.0/24", toHosts("b", into)),
                    entry("10.0.0.0/8", toStation("hub", { gates: [outOf] })),
                ]),
            ],
        });

    test("is reached or not where every address it may have is", () => {
        expect(told(joined({ hosts: [A, open] }), "a", "b")).toEqual(["REACHABLE"]);
        expect(told(filtered([A, open], gate("acl", tcpTo(22))), "a", "b")).toEqual(["DENIED NACL_DENY filter acl"]);
        expect(told(joined({ hosts: [A, open] }), "b", "a")).toEqual(["REACHABLE"]);
    });

    test.each<[string, Gate, Gate]>([
        ["the way there", gate("acl", toPrefixes("10.1.0.0/25")), gate("open")],
        ["the way back", gate("open"), gate("acl", fromPrefixes("10.1.0.0/25"))],
    ])("is neither where a filter on %s tells its addresses apart", (_, into, outOf) => {
        const trips = tripsBetween(filtered([A, open], into, outOf), A, open, HTTPS.packets);
        expect(trips.map(({ verdict }) => verdict)).toEqual(["UNDETERMINED", "UNDETERMINED"]);
        expect(trips[0]!.reason).toEqual({
            ...{ code: "UNKNOWN", element: open.element },
            detail: "the address of host b is not known before the deployment, and decides",
        });
    });

    test("stays what it is where ports decide and addresses do not", () => {
        const acl = gate("acl", tcpTo([32_768, 65_535]));
        expect(told(filtered([A, open], gate("in"), acl), "a", "b")).toEqual([
            "DENIED RETURN_BLOCKED filter acl because NACL_DENY filter acl",
            "REACHABLE",
        ]);
    });

    test("as the sender is named", () => {
        const network = filtered([{ ...A, isExact: false }, B], gate("acl", fromPrefixes("10.0.0.0/25")));
        expect(told(network, "a", "b")).toEqual(["UNDETERMINED UNKNOWN subnet a", "UNDETERMINED UNKNOWN subnet a"]);
    });

    test("may be the one that has the address another is asked for by", () => {
        const network = joined({ hosts: [A, open, { ...open, id: "later" }] });
        expect(told(network, "a", "later")).toEqual(["REACHABLE"]);
        const elsewhere = { ...open, place: "c" };
        const taken = joined({ hosts: [A, elsewhere, host("taken", "b", ["10.1.0.0/24"])] });
        expect(told(taken, "a", "b")).toEqual(["UNDETERMINED NO_ROUTE host taken"]);
    });
});

describe("the internet", () => {
    const web = host("web", "p", ["10.0.0.5"]);
    const inner = host("inner", "q", ["10.0.1.5"]);
    const world = host("internet", "internet", ["8.0.0.0/7", "2000::/3"], { kind: HostKind.Internet });
    const nat = host("nat", "p", ["10.0.0.9"], { kind: HostKind.Nat, translates: true });
    const PUBLICS = [
        ["10.0.0.5", "9.0.0.5"],
        ["10.0.0.9", "9.0.0.9"],
    ] as const;
    const local = entry("10.0.0.0/16", toStation("inside"), { origin: "local" });
    const igw = toStation("internet", { translation: translation("igw", "source", PUBLICS) });

    function vpc(hosts: readonly Host[] = [world, web, inner, nat], webLeaves = igw, share = "10.0.0.9"): Network {
        const shared = translation("nat", "source", [["0.0.0.0/0", share]], { isShared: true });
        return drawn({
            hosts,
            stations: [
                station("p", [local, entry("0.0.0.0/0", webLeaves)]),
                station("q", [local, entry("0.0.0.0/0", toStation("p", { translation: shared }))]),
                station("inside", [entry("10.0.0.0/24", toHosts("p")), entry("10.0.1.0/24", toHosts("q"))]),
                station(
                    "internet",
                    [
                        ...PUBLICS.map(([inside, outside]) =>
                            entry(
                                `${outside}/32`,
                                toStation("inside", {
                                    translation: translation("igw", "destination", [[outside, inside]]),
                                }),
                            ),
                        ),
                        entry("8.0.0.0/7", toHosts("internet")),
                    ],
                    { kind: StationKind.Internet },
                ),
            ],
        });
    }

    test("is reached from a public address, and reaches it", () => {
        expect(told(vpc(), "web", "internet")).toEqual(["REACHABLE"]);
        const [trip] = tripsBetween(vpc(), world, web, HTTPS.packets);
        expect(tell(trip!)).toBe("REACHABLE");
        expect(describeSet(addressesOf(trip!.out.packets, "destination"))).toBe("9.0.0.5/32");
        expect(trip!.out.steps.map(({ text }) => text)).toContain("changes the destination address");
        expect(trip!.back[0]!.steps.map(({ text }) => text)).toContain("changes the source address");
    });

    test("reaches no host without one", () => {
        const [trip] = tripsBetween(vpc(), world, inner, HTTPS.packets);
        expect(trip).toMatchObject({
            verdict: "DENIED",
            reason: { code: "NO_PUBLIC_EGRESS", element: inner.element, detail: "host inner has no public address" },
        });
        expect(told(vpc(), "internet", "nat")).toEqual(["DENIED NO_ROUTE host nat"]);
    });

    test("is not reached past a gateway that has no address for the host", () => {
        const bare = host("bare", "p", ["10.0.0.7"]);
        expect(told(vpc([world, bare, nat]), "bare", "internet")).toEqual(["DENIED NO_PUBLIC_EGRESS igw"]);
    });

    test("answers through the gateway that many share", () => {
        const [trip] = tripsBetween(vpc(), inner, world, HTTPS.packets);
        expect(tell(trip!)).toBe("REACHABLE");
        expect(trip!.back[0]!.steps.map(({ element }) => element.label)).toEqual([
            "host internet",
            "table internet",
            "translation igw",
            "table inside",
            "host nat",
            "table p",
            "table inside",
            "host inner",
        ]);
    });

    test("answers through one whose own address is not known yet", () => {
        const open = {
            ...nat,
            ...host("nat", "p", ["10.0.0.0/24"]),
            kind: HostKind.Nat,
            translates: true,
            isExact: false,
        };
        const network = vpc([world, machines("p", ["10.0.0.0/24"]), inner, open]);
        expect(told(network, "inner", "internet")).toEqual(["REACHABLE"]);
        // The one behind the gateway may lie beside it, with an address that is not known either.
        const beside = host("inner", "p", ["10.0.0.0/24"], { isExact: false, station: "q" });
        const both = vpc([world, machines("p", ["10.0.0.0/24"]), beside, open], igw, "10.0.0.9");
        expect(told(both, "inner", "internet")).toEqual(["REACHABLE"]);
    });

    test("takes no answers from an address that it has not asked", () => {
        // The host has a public address, but its subnet leads out through the shared gateway.
        const shared = translation("nat", "source", [["0.0.0.0/0", "10.0.0.9"]], { isShared: true });
        const crossed = vpc(undefined, toStation("out", { translation: shared }));
        const network = {
            ...crossed,
            stations: new Map([...crossed.stations, ["out", station("out", [entry("0.0.0.0/0", igw)])]]),
        };
        const [trip] = tripsBetween(network, world, web, HTTPS.packets);
        expect(tell(trip!)).toBe("DENIED RETURN_BLOCKED host internet because NO_ROUTE host internet");
        expect(trip!.reason!.cause!.detail).toBe(
            "answers from 9.0.0.9 to 8.0.0.0–9.0.0.4, 9.0.0.6–9.0.0.8 and 1 more arrive at host internet, which has asked another address",
        );
    });

    test("is what none of the networks here has", () => {
        expect(told(vpc(), "inner", "internet")).toEqual(["REACHABLE"]);
        const [trip] = tripsBetween(vpc(), inner, world, HTTPS.packets);
        expect(addressesOf(trip!.out.packets, "destination")[4]).toEqual([
            { first: 0x08000000n, last: 0x09000004n },
            { first: 0x09000006n, last: 0x09000008n },
            { first: 0x0900000an, last: 0x09ffffffn },
        ]);
    });
});

describe("an answer", () => {
    const { Reachable, Denied, Partial, Undetermined } = Verdict;
    test.each<[readonly Verdict[], Verdict]>([
        [[], Denied],
        [[Reachable, Reachable], Reachable],
        [[Denied, Denied], Denied],
        [[Reachable, Denied], Partial],
        [[Partial], Partial],
        [[Partial, Denied], Partial],
        [[Reachable, Undetermined], Undetermined],
        [[Denied, Undetermined], Undetermined],
    ])("of %j is %s", (verdicts, expected) => {
        expect(verdictOf(verdicts)).toBe(expected);
    });

    test("tells each reason once, the one of most trips first", () => {
        const network = joined({
            hosts: [A, B, host("c", "a", ["10.2.0.5"]), host("d", "a", ["10.3.0.5"]), host("e", "a", ["10.4.0.5"])],
            stations: [station("hub", [entry("10.2.0.0/16", toEnd(Code.Blackhole, "hole"))])],
        });
        const to = { text: "all", hosts: ["c", "b", "d", "e"].map((id) => network.hosts.get(id)!), leftOut: [] };
        const { reasons, trips, verdict } = reach(network, pick(network, "a"), to, HTTPS);
        expect(verdict).toBe("DENIED");
        expect(trips.length).toBe(4);
        expect(reasons.map(({ code, element }) => `${code} ${element.label}`)).toEqual([
            "NO_ROUTE table hub",
            "BLACKHOLE hole",
        ]);
    });
});
