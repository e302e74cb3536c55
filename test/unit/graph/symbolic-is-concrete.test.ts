/**
 * What is said about a set of packets is what becomes of each of them: packets sent one by one, by a walk that was written
 * from the definitions alone, meet exactly the verdicts and codes of the trip whose set holds them.
 */
import * as fc from "fast-check";
import { Verdict, type RoundTrip } from "../../../graph/answer";
import { matrix, type Group } from "../../../graph/matrix";
import { HostKind, type Host, type Network } from "../../../graph/network";
import type { Dimension, Packet, PacketSet } from "../../../graph/packets";
import { verdictOf } from "../../../graph/reach";
import { tripsBetween } from "../../../graph/trips";
import type { Interval } from "../../../plan/intervals";
import { isIn, outcomesOf, owns } from "../../support/concrete-walk";
import { drawings } from "../../support/random-network";
import { ANSWERED, SHARED_PORTS } from "../../support/random-packets";

/** As outcomes of the concrete walk are written. */
function outcomeOf({ verdict, reason }: RoundTrip): string {
    return verdict === "DENIED" ? `DENIED ${reason?.code ?? "without a reason"}` : verdict;
}

/** Whether the question whether one host reaches another is about this packet. */
function isAsked(network: Network, from: Host, to: Host, packet: Packet): boolean {
    if (!owns(network, from, packet.family, packet.source)) return false;
    if (from.kind !== HostKind.Internet) return owns(network, to, packet.family, packet.destination);
    // From the internet: by a public address that is translated to one of the host's.
    const publics = network.stations.get("internet")!.entries.flatMap((e) => {
        if (e.to.to !== "station" || e.to.translation === undefined || e.first !== packet.destination) return [];
        return e.to.translation.pairs.map((pair) => pair.to[4][0]!.first);
    });
    if (publics.some((address) => owns(network, to, 4, address))) return true;
    return to.kind === HostKind.Internet && owns(network, to, packet.family, packet.destination);
}

const NOT_ASKED = { outcomes: new Set<string>(), causes: new Set<string>() };

function only({ family, ...packet }: Packet): PacketSet {
    const point = (value: bigint | number): readonly Interval[] => [{ first: BigInt(value), last: BigInt(value) }];
    const dimensions = Object.entries(packet).map(([dimension, value]) => [dimension, point(value)] as const);
    return [{ family, ...(Object.fromEntries(dimensions) as Record<Dimension, readonly Interval[]>) }];
}

test("what is said about a set of packets is what becomes of each", () => {
    const tally = new Map<string, number>();
    let sent = 0;
    fc.assert(
        fc.property(drawings(), ({ network, pair, packets: packetsBetween }) => {
            for (let n = 0; n < 8; n++) {
                const [from, to] = pair();
                const trips = tripsBetween(network, from, to, ANSWERED);
                for (const packet of packetsBetween(from, to, 12)) {
                    const symbolic = new Set(trips.filter((t) => isIn(t.out.packets, packet)).map(outcomeOf));
                    const { outcomes, causes } = isAsked(network, from, to, packet)
                        ? outcomesOf({ network, from, to, packet, sharedPorts: SHARED_PORTS })
                        : NOT_ASKED;
                    const about = { from: from.id, to: to.id, packet };
                    expect({ ...about, ways: [...symbolic].sort() }).toEqual({ ...about, ways: [...outcomes].sort() });
                    if (causes.size > 0) {
                        // Asked about alone, it is told the same, and what ends its answers is among what does.
                        const alone = tripsBetween(network, from, to, only(packet));
                        expect(new Set(alone.map(outcomeOf))).toEqual(outcomes);
                        const told = alone.flatMap((trip) => trip.reason?.cause?.code ?? []);
                        const isLost = outcomes.has("DENIED RETURN_BLOCKED") || outcomes.has("PARTIAL");
                        expect(told.length > 0).toBe(isLost);
                        expect(told.filter((code) => !causes.has(code))).toEqual([]);
                        for (const code of told) tally.set(`because ${code}`, (tally.get(`because ${code}`) ?? 0) + 1);
                    }
                    if (outcomes.size > 0) sent++;
                    for (const outcome of outcomes) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
                }
            }
        }),
        // Whole networks shrink too slowly to wait for: the seed and the path that are printed find the case again.
        { numRuns: 300, endOnFailure: true },
    );
    // The packets meet everything there is to meet, and most of it often.
    expect(sent).toBeGreaterThan(10_000);
    const codes = ["NO_ROUTE", "BLACKHOLE", "LOOP", "SG_DENY", "NACL_DENY", "NO_PUBLIC_EGRESS", "WRONG_TABLE"];
    const often = ["REACHABLE", "UNDETERMINED", "DENIED RETURN_BLOCKED", ...codes.map((code) => `DENIED ${code}`)];
    const sometimes = [
        "PARTIAL",
        ...["NO_ROUTE", "BLACKHOLE", "SG_DENY", "NACL_DENY"].map((code) => `because ${code}`),
    ];
    expect(often.filter((outcome) => (tally.get(outcome) ?? 0) < 40)).toEqual([]);
    expect(sometimes.filter((outcome) => (tally.get(outcome) ?? 0) < 5)).toEqual([]);
});

test("what the matrix says of two hosts is what the question about them says", () => {
    const told = new Map<string, number>();
    fc.assert(
        fc.property(drawings(), ({ network }) => {
            const hosts = [...network.hosts.values()].filter(({ translates }) => translates !== true);
            const groups = hosts.map((host): Group => ({ name: host.id, place: host.place, hosts: [host] }));
            const { cells } = matrix(network, { text: "all", packets: ANSWERED }, groups);
            for (const [i, from] of hosts.entries())
                for (const [j, to] of hosts.entries()) {
                    // The matrix has no question for what stays on the internet, or on a site.
                    if (from === to && (from.kind === HostKind.Internet || from.kind === HostKind.Site)) continue;
                    const { verdict } = cells[i]![j]!;
                    const trips = tripsBetween(network, from, to, ANSWERED);
                    const asked = verdictOf(trips.map((trip) => trip.verdict));
                    expect({ from: from.id, to: to.id, verdict }).toEqual({ from: from.id, to: to.id, verdict: asked });
                    told.set(verdict, (told.get(verdict) ?? 0) + 1);
                }
        }),
        { numRuns: 250, endOnFailure: true },
    );
    expect(
        [...told]
            .filter(([, count]) => count > 50)
            .map(([verdict]) => verdict)
            .sort(),
    ).toEqual(Object.values(Verdict).sort());
});
