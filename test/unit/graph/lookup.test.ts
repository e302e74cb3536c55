import { distinctEntries, lookUp, routedBy, sharesOf } from "../../../graph/lookup";
import type { Entry } from "../../../graph/network";
import { addressesOf, NO_PACKETS, sameSet, unionOf, type PacketSet } from "../../../graph/packets";
import { addressSet, describeSet, prefixesOf } from "../../../plan/address-set";
import {
    entry,
    fromPrefixes,
    gate,
    station,
    tcpTo,
    toEnd,
    toHosts,
    toPrefixes,
    toStation,
    translation,
} from "../../support/network";
import { Code } from "../../../graph/reason";

const to = (prefix: string, place: string, rank = 0): Entry => entry(prefix, toHosts(place), { rank });

/** "10.0.0.0/24 10.0.2.0/23: a b", share by share. */
function shares(...entries: readonly Entry[]): readonly string[] {
    return sharesOf(station("table", entries)).map(({ family, destinations, entries: led }) => {
        const ranges = addressSet(destinations.map((interval) => ({ family, ...interval })));
        const places = led.map((e) => (e.to.to === "hosts" ? e.to.place : e.to.to));
        return `${prefixesOf(ranges)
            .map((p) => p.text)
            .join(" ")}: ${places.join(" ")}`;
    });
}

describe("a station looks up", () => {
    test.each<[string, readonly Entry[], readonly string[]]>([
        ["nothing in an empty table", [], []],
        ["the only prefix", [to("10.0.0.0/8", "a")], ["10.0.0.0/8: a"]],
        [
            "the longest prefix, whichever comes first",
            [to("10.1.0.0/16", "b"), to("10.0.0.0/14", "a"), to("10.1.128.0/17", "c")],
            ["10.0.0.0/16 10.2.0.0/15: a", "10.1.0.0/17: b", "10.1.128.0/17: c"],
        ],
        [
            "the longer of two prefixes that begin together",
            [to("10.0.0.0/15", "a"), to("10.0.0.0/16", "b")],
            ["10.0.0.0/16: b", "10.1.0.0/16: a"],
        ],
        [
            "the longer of two prefixes that end together",
            [to("10.0.0.0/15", "a"), to("10.1.0.0/16", "b")],
            ["10.0.0.0/16: a", "10.1.0.0/16: b"],
        ],
        [
            "a single address at the end of a prefix",
            [to("10.0.0.0/30", "a"), to("10.0.0.3/32", "b")],
            ["10.0.0.0/31 10.0.0.2/32: a", "10.0.0.3/32: b"],
        ],
        [
            "nothing of a prefix that longer ones fill",
            [to("10.0.0.0/23", "a"), to("10.0.0.0/24", "b"), to("10.0.1.0/24", "c")],
            ["10.0.0.0/24: b", "10.0.1.0/24: c"],
        ],
        [
            "the rest of everything by the default route",
            [to("0.0.0.0/0", "all"), to("0.0.0.0/2", "first"), to("192.0.0.0/2", "last")],
            ["0.0.0.0/2: first", "64.0.0.0/2 128.0.0.0/2: all", "192.0.0.0/2: last"],
        ],
        ["of equal prefixes the lowest rank", [to("10.0.0.0/8", "b", 5), to("10.0.0.0/8", "a", 2)], ["10.0.0.0/8: a"]],
        [
            "however low the rank of a shorter one is",
            [to("10.0.0.0/8", "a", -9), to("10.0.0.0/9", "b", 9)],
            ["10.0.0.0/9: b", "10.128.0.0/9: a"],
        ],
        [
            "of equal prefixes and ranks all, in order",
            [to("10.0.0.0/8", "b"), to("10.0.0.0/8", "worse", 1), to("10.0.0.0/8", "a")],
            ["10.0.0.0/8: b a"],
        ],
        [
            "IPv6 apart from IPv4, IPv4 first",
            [to("::/0", "six"), to("8000::/1", "upper"), to("0.0.0.0/1", "four")],
            ["0.0.0.0/1: four", "::/1: six", "8000::/1: upper"],
        ],
        [
            "pieces of one prefix that longer ones cut out together",
            [to("10.0.0.0/22", "a"), to("10.0.1.0/24", "b"), to("10.0.2.0/25", "c")],
            ["10.0.0.0/24 10.0.2.128/25 10.0.3.0/24: a", "10.0.1.0/24: b", "10.0.2.0/25: c"],
        ],
    ])("%s", (_, entries, expected) => {
        expect([...shares(...entries)].sort()).toEqual([...expected].sort());
    });

    test("an end like any other hop: a blackhole wins over a shorter route", () => {
        const hole = entry("10.1.0.0/16", toEnd(Code.Blackhole));
        expect([...shares(to("10.0.0.0/15", "a"), hole)].sort()).toEqual(["10.0.0.0/16: a", "10.1.0.0/16: end"]);
    });

    test("once: the second question finds the first answer", () => {
        const table = station("table", [to("10.0.0.0/8", "a")]);
        expect(sharesOf(table)).toBe(sharesOf(table));
    });
});

describe("packets that are looked up", () => {
    const table = station("table", [
        to("10.0.0.0/8", "wide"),
        to("10.1.0.0/16", "narrow"),
        to("10.1.0.0/16", "narrow too"),
        to("10.1.2.3/32", "one"),
        to("fd00::/8", "six"),
    ]);
    const found = (set: PacketSet): Readonly<Record<string, string>> => {
        const { led, left } = lookUp(set, table);
        const parts = led.map(({ share, packets }): [string, string] => [
            share.entries.map((e) => (e.to.to === "hosts" ? e.to.place : "")).join(" and "),
            describeSet(addressesOf(packets, "destination"), 9),
        ]);
        return Object.fromEntries([...parts, ["nobody", describeSet(addressesOf(left, "destination"), 9)]]);
    };

    test("are led on by the share that has their destination, and the rest by none", () => {
        expect(
            found(toPrefixes("10.1.2.2/31", "10.2.0.0/16", "11.0.0.0/8", "9.255.0.0/16", "fd01::/64", "fe80::/10")),
        ).toEqual({
            ...{ wide: "10.2.0.0/16", "narrow and narrow too": "10.1.2.2/32", one: "10.1.2.3/32", six: "fd01::/64" },
            nobody: "9.255.0.0/16, 11.0.0.0/8, fe80::/10",
        });
        expect(found(toPrefixes("10.1.2.3"))).toEqual({ one: "10.1.2.3/32", nobody: "nothing" });
        expect(found(toPrefixes("11.0.0.0/8"))).toEqual({ nobody: "11.0.0.0/8" });
        expect(found(NO_PACKETS)).toEqual({ nobody: "nothing" });
    });

    test("across the end of a share go both ways", () => {
        expect(found(toPrefixes("8.0.0.0/6"))).toMatchObject({ one: "10.1.2.3/32", nobody: "8.0.0.0/7, 11.0.0.0/8" });
        expect(found(toPrefixes("10.0.255.254/31", "10.1.0.0/31"))).toEqual({
            ...{ wide: "10.0.255.254/31", "narrow and narrow too": "10.1.0.0/31", nobody: "nothing" },
        });
    });

    test("stay as they are otherwise", () => {
        const set = unionOf(tcpTo(443), fromPrefixes("10.9.0.0/16"));
        const { led, left } = lookUp(set, table);
        expect(sameSet(unionOf(...led.map(({ packets }) => packets), left), set)).toBe(true);
    });

    test("lead somewhere where one of the entries does", () => {
        const some = station("some", [
            ...[to("10.0.0.0/16", "a"), entry("10.1.0.0/16", toEnd(Code.Blackhole)), to("fd00::/8", "six")],
            ...[to("10.2.0.0/16", "b"), entry("10.2.0.0/16", toEnd(Code.Blackhole))],
        ]);
        expect(describeSet(addressesOf(routedBy(some), "destination"), 9)).toBe("10.0.0.0/16, 10.2.0.0/16, fd00::/8");
    });
});

describe("of routes that share the traffic", () => {
    const GATE = gate("acl");
    const left = (...hops: readonly Entry["to"][]): readonly number[] => {
        const entries = hops.map((hop) => entry("10.0.0.0/8", hop));
        const [share] = sharesOf(station("table", entries));
        return distinctEntries(share!).map((one) => entries.indexOf(one));
    };

    test("those over tunnels side by side are one", () => {
        expect(left(toStation("far", { link: "1" }), toStation("far", { link: "2" }), toStation("far"))).toEqual([0]);
    });

    test.each<[string, Entry["to"], Entry["to"]]>([
        ["other stations", toStation("far"), toStation("near")],
        ["other zones", toStation("far", { zone: "a" }), toStation("far", { zone: "b" })],
        ["a filter on one of them", toStation("far"), toStation("far", { gates: [GATE] })],
        ["other filters", toStation("far", { gates: [GATE] }), toStation("far", { gates: [gate("other")] })],
        [
            "a translation on one of them",
            toStation("far"),
            toStation("far", { translation: translation("nat", "source", [["0.0.0.0/0", "10.0.0.9"]]) }),
        ],
        ["ends, each of which has a reason of its own", toEnd(Code.Blackhole), toEnd(Code.Blackhole)],
    ])("%s are two ways", (_, a, b) => {
        expect(left(a, b)).toEqual([0, 1]);
    });
});
