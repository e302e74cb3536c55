import type { NumberRange } from "../../../facts/number-range";
import { addressSet, type AddressSet } from "../../../plan/address-set";
import { prefixOf } from "../../../plan/prefix";
import {
    addressesOf,
    ALL_PACKETS,
    describeEnds,
    describePacket,
    difference,
    examplePacket,
    hasPacket,
    icmp,
    intersection,
    isEmptySet,
    keyOf,
    NO_PACKETS,
    packets,
    Protocol,
    repliesTo,
    rewritten,
    sameSet,
    unionOf,
    type Packet,
    type PacketSet,
} from "../../../graph/packets";
import * as fc from "fast-check";

const set = (...texts: string[]): AddressSet => addressSet(texts.map(prefixOf));

/** A small universe: the first and the last two addresses of each family, and few numbers, also at the ends. */
const ADDRESSES = {
    4: [0n, 1n, 2n ** 32n - 2n, 2n ** 32n - 1n],
    6: [0n, 1n, 2n ** 128n - 2n, 2n ** 128n - 1n],
} as const;
const PROTOCOLS = [0, 1, 6, 255];
const PORTS = [0, 1, 65_535];
const UNIVERSE: Packet[] = ([4, 6] as const).flatMap((family) =>
    ADDRESSES[family].flatMap((source) =>
        ADDRESSES[family].flatMap((destination) =>
            PROTOCOLS.flatMap((protocol) =>
                PORTS.flatMap((sourcePort) =>
                    PORTS.map((destinationPort) => ({
                        family,
                        source,
                        destination,
                        protocol,
                        sourcePort,
                        destinationPort,
                    })),
                ),
            ),
        ),
    ),
);
const membersOf = (s: PacketSet): boolean[] => UNIVERSE.map((packet) => hasPacket(s, packet));

const range = (numbers: readonly number[]): fc.Arbitrary<NumberRange[] | undefined> =>
    fc.option(
        fc.array(
            fc
                .tuple(fc.constantFrom(...numbers), fc.constantFrom(...numbers))
                .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
            { minLength: 1, maxLength: 2 },
        ),
        { nil: undefined },
    );
const addresses = fc.option(
    fc
        .subarray(["0.0.0.0/32", "0.0.0.0/31", "255.255.255.254/31", "0.0.0.0/0", "::/128", "::1/128", "::/0"])
        .map((texts) => set(...texts)),
    { nil: undefined },
);
const filter = fc
    .record({
        source: addresses,
        destination: addresses,
        protocols: range(PROTOCOLS),
        sourcePorts: range(PORTS),
        destinationPorts: range(PORTS),
    })
    .map((f) => packets(Object.fromEntries(Object.entries(f).filter(([, v]) => v !== undefined))));
const anySet = fc.array(filter, { maxLength: 3 }).map((sets) => unionOf(...sets));

const isDisjoint = (s: PacketSet): boolean =>
    s.every((a, i) => s.slice(i + 1).every((b) => isEmptySet(intersection([a], [b]))));

describe("sets of packets", () => {
    test("intersection, difference and union hold exactly the packets that they should", () => {
        fc.assert(
            fc.property(anySet, anySet, (a, b) => {
                const [inA, inB] = [membersOf(a), membersOf(b)];
                const results = [intersection(a, b), difference(a, b), unionOf(a, b)];
                const expected = [
                    inA.map((x, i) => x && inB[i]!),
                    inA.map((x, i) => x && !inB[i]!),
                    inA.map((x, i) => x || inB[i]!),
                ];
                expect(results.map(membersOf)).toEqual(expected);
                for (const result of results) {
                    expect(isDisjoint(result)).toBe(true);
                    for (const packet of UNIVERSE.slice(0, 20)) {
                        const holding = result.filter((cube) => hasPacket([cube], packet)).length;
                        expect(holding).toBeLessThanOrEqual(1);
                    }
                }
            }),
            { numRuns: 60 },
        );
    });

    test("follow the laws of sets", () => {
        fc.assert(
            fc.property(anySet, anySet, (a, b) => {
                const not = (s: PacketSet): PacketSet => difference(ALL_PACKETS, s);
                expect(sameSet(unionOf(difference(a, b), intersection(a, b)), a)).toBe(true);
                expect(sameSet(not(unionOf(a, b)), intersection(not(a), not(b)))).toBe(true);
                expect(sameSet(not(not(a)), a)).toBe(true);
                expect(sameSet(a, b)).toBe(sameSet(b, a));
                expect(isEmptySet(difference(a, a))).toBe(true);
                expect(isEmptySet(intersection(a, not(a)))).toBe(true);
            }),
            { numRuns: 60 },
        );
    });

    test("an empty list lets nothing through, and what is left out everything", () => {
        expect(sameSet(packets({}), ALL_PACKETS)).toBe(true);
        expect(packets({ protocols: [] })).toEqual(NO_PACKETS);
        expect(packets({ source: set() })).toEqual(NO_PACKETS);
        expect(packets({ source: set("10.0.0.0/8") }).map((cube) => cube.family)).toEqual([4]);
    });

    test("are the same however they were cut", () => {
        const whole = packets({ source: set("10.0.0.0/8") });
        const halves = unionOf(packets({ source: set("10.128.0.0/9") }), packets({ source: set("10.0.0.0/9") }));
        expect(sameSet(whole, halves)).toBe(true);
        expect(sameSet(whole, packets({ source: set("10.0.0.0/9") }))).toBe(false);
        expect(sameSet(packets({ source: set("10.0.0.0/9") }), whole)).toBe(false);
    });

    test("give an example that they hold", () => {
        expect(examplePacket(NO_PACKETS)).toBeUndefined();
        const web = packets({
            source: set("10.0.0.4/30"),
            destination: set("10.1.0.0/16"),
            protocols: [{ first: 6, last: 6 }],
            destinationPorts: [{ first: 443, last: 443 }],
        });
        expect(examplePacket(web)).toEqual({
            family: 4,
            source: 0x0a000004n,
            destination: 0x0a010000n,
            protocol: 6,
            sourcePort: 0,
            destinationPort: 443,
        });
        fc.assert(
            fc.property(anySet, (s) => {
                const example = examplePacket(s);
                expect(example === undefined ? isEmptySet(s) : hasPacket(s, example)).toBe(true);
            }),
        );
    });
});

describe("translation", () => {
    test("leaves one end one of the given addresses, and the rest as it was", () => {
        const nat = set("203.0.113.7/32");
        fc.assert(
            fc.property(anySet, (s) => {
                const result = rewritten(s, "source", nat);
                const ipv4 = UNIVERSE.filter((p) => p.family === 4 && hasPacket(s, p));
                for (const p of ipv4) expect(hasPacket(result, { ...p, source: 0xcb007107n })).toBe(true);
                expect(isEmptySet(difference(result, packets({ source: nat })))).toBe(true);
                expect(isDisjoint(result)).toBe(true);
                expect(addressesOf(result, "destination")[4]).toEqual(
                    addressesOf(
                        s.filter((cube) => cube.family === 4),
                        "destination",
                    )[4],
                );
            }),
            { numRuns: 60 },
        );
    });

    test("of the destination", () => {
        const s = packets({ source: set("10.0.0.0/8"), destination: set("203.0.113.7/32") });
        expect(
            sameSet(
                rewritten(s, "destination", set("10.9.9.9/32")),
                packets({ source: set("10.0.0.0/8"), destination: set("10.9.9.9/32") }),
            ),
        ).toBe(true);
    });
});

describe("replies", () => {
    const tcp = [{ first: 6, last: 6 }];

    test("have ends and ports exchanged", () => {
        const asked = packets({
            source: set("10.0.0.0/24"),
            destination: set("10.1.0.0/24"),
            protocols: tcp,
            sourcePorts: [{ first: 1024, last: 65_535 }],
            destinationPorts: [{ first: 443, last: 443 }],
        });
        const answered = packets({
            source: set("10.1.0.0/24"),
            destination: set("10.0.0.0/24"),
            protocols: tcp,
            sourcePorts: [{ first: 443, last: 443 }],
            destinationPorts: [{ first: 1024, last: 65_535 }],
        });
        expect(sameSet(repliesTo(asked), answered)).toBe(true);
        expect(sameSet(repliesTo(answered), asked)).toBe(true);
    });

    test.each([
        [4, Protocol.Icmp, 8, 0],
        [6, Protocol.Icmpv6, 128, 129],
    ] as const)("of IPv%d: an echo is answered, other messages of ICMP are not", (family, protocol, request, reply) => {
        const ends = family === 4 ? ["10.0.0.1/32", "10.0.0.2/32"] : ["2001:db8::1/128", "2001:db8::2/128"];
        const message = (from: string, to: string, ports: NumberRange[]): PacketSet =>
            packets({
                source: set(from),
                destination: set(to),
                protocols: [{ first: protocol, last: protocol }],
                destinationPorts: ports,
            });
        const [a, b] = ends as [string, string];
        expect(sameSet(repliesTo(message(a, b, [icmp(request)])), message(b, a, [icmp(reply, 0)]))).toBe(true);
        expect(repliesTo(message(a, b, [icmp(3)]))).toEqual(NO_PACKETS);
        expect(repliesTo(message(a, b, [icmp(request, 1)]))).toEqual(NO_PACKETS);
    });

    test("of everything but ICMP are everything but ICMP", () => {
        const notIcmp = difference(
            ALL_PACKETS,
            packets({
                protocols: [
                    { first: 1, last: 1 },
                    { first: 58, last: 58 },
                ],
            }),
        );
        expect(sameSet(repliesTo(notIcmp), notIcmp)).toBe(true);
    });
});

describe("texts", () => {
    test.each<[Partial<Packet>, string]>([
        [{}, "10.0.0.1 to 10.0.0.2, tcp 443"],
        [{ protocol: 17, destinationPort: 53 }, "10.0.0.1 to 10.0.0.2, udp 53"],
        [{ protocol: 1, destinationPort: 8 * 256 + 0 }, "10.0.0.1 to 10.0.0.2, icmp type 8 code 0"],
        [{ protocol: 47, destinationPort: 0 }, "10.0.0.1 to 10.0.0.2, protocol 47"],
        [{ family: 6, source: 1n, destination: 2n }, "::1 to ::2, tcp 443"],
    ])("%j", (more, text) => {
        const packet: Packet = {
            family: 4,
            source: 0x0a000001n,
            destination: 0x0a000002n,
            protocol: 6,
            sourcePort: 1024,
            destinationPort: 443,
        };
        expect(describePacket({ ...packet, ...more })).toBe(text);
    });

    test("of the ends of a set", () => {
        const s = packets({ source: set("10.0.0.0/16"), destination: set("10.1.0.0/16", "10.3.0.0/16") });
        expect(describeEnds(s)).toBe("from 10.0.0.0/16 to 10.1.0.0/16, 10.3.0.0/16");
    });
});

describe("the key of a set", () => {
    const WEB = { destination: set("10.1.0.0/16", "10.3.0.0/16"), destinationPorts: [{ first: 80, last: 80 }] };

    test("is that of a set that was made in the same way", () => {
        expect(keyOf(packets({ ...WEB }))).toBe(
            keyOf(packets({ ...WEB, destination: set("10.3.0.0/16", "10.1.0.0/16") })),
        );
    });

    test.each<[string, Parameters<typeof packets>[0]]>([
        ["of another port", { ...WEB, destinationPorts: [{ first: 81, last: 81 }] }],
        ["of other destinations", { ...WEB, destination: set("10.1.0.0/16") }],
        ["the other way round", { source: WEB.destination, destinationPorts: WEB.destinationPorts }],
        ["to the same ports from them", { destination: WEB.destination, sourcePorts: WEB.destinationPorts }],
        ["of one protocol", { ...WEB, protocols: [{ first: 6, last: 6 }] }],
        ["of two cubes", { ...WEB, destination: set("10.1.0.0/16", "10.3.0.0/16", "fd00::/8") }],
    ])("is not that of a set %s", (_, other) => {
        expect(keyOf(packets(other))).not.toBe(keyOf(packets(WEB)));
    });
});
