/** Packets that are worth sending through a random network: most of them lie at the edge of a rule. */
import { HostKind, StationKind, type Host, type Network } from "../../graph/network";
import { packets, unionOf, type Packet, type PacketSet } from "../../graph/packets";

/** Ports at the edges of every rule that is drawn, and one on each side of what shared addresses send from. */
export const PORTS = [22, 80, 443, 1023, 1024, 5000, 65_535] as const;
/** One of each kind of port that a shared address may have. */
export const SHARED_PORTS: readonly number[] = [1024, 1025, 4999, 5000, 5001, 65_534, 65_535];

/** Draws numbers from 0 to less than `count`. */
export class Dice {
    constructor(private readonly draw: (count: number) => number) {}

    below(count: number): number {
        return this.draw(count);
    }

    chance(percent: number): boolean {
        // The highest numbers hit: a counterexample shrinks towards 0, and so towards a network without the strange part.
        return this.draw(100) >= 100 - percent;
    }

    one<T>(items: readonly T[]): T {
        return items[this.draw(items.length)]!;
    }

    some<T>(items: readonly T[], most: number): readonly T[] {
        return Array.from({ length: this.draw(most + 1) }, () => this.one(items));
    }
}

/** Everything that has an answer: of ICMP pings only. */
export const ANSWERED: PacketSet = unionOf(
    packets({ protocols: [6, 17].map((p) => ({ first: p, last: p })) }),
    packets({
        protocols: [{ first: 1, last: 1 }],
        sourcePorts: [{ first: 0, last: 0 }],
        destinationPorts: [{ first: 2048, last: 2048 }],
    }),
    packets({
        protocols: [{ first: 58, last: 58 }],
        sourcePorts: [{ first: 0, last: 0 }],
        destinationPorts: [{ first: 128 * 256, last: 128 * 256 }],
    }),
);

/** A packet from one host to another, of addresses and ports at the edges of what is drawn. */
export function packetBetween(dice: Dice, network: Network, from: Host, to: Host): Packet {
    const publics = [...network.stations.values()]
        .filter(({ kind }) => kind === StationKind.Internet)
        .flatMap(({ entries }) => entries)
        .filter((e) => e.to.to === "station" && e.to.translation !== undefined);
    const isInbound = from.kind === HostKind.Internet && publics.length > 0;
    const families = ([4, 6] as const).filter((f) => from.addresses[f].length > 0 && to.addresses[f].length > 0);
    const family = families.length > 0 ? dice.one(families) : 4;
    const address = (host: Host): bigint => {
        const { first, last } = dice.one(host.addresses[family].length > 0 ? host.addresses[family] : [FIRST]);
        // Named hosts have .5, .6 and .9; rules tell halves and quarters of a subnet apart.
        const candidates = [first, last, first + 5n, first + 6n, first + 9n, first + 63n, first + 64n, first + 128n];
        return dice.one(candidates.filter((value) => value <= last));
    };
    const ends = { source: address(from), destination: isInbound ? dice.one(publics).first : address(to) };
    const protocol = dice.one([6, 6, 17, family === 4 ? 1 : 58]);
    const isPing = protocol === 1 || protocol === 58;
    return {
        ...{ family: isInbound ? 4 : family, ...ends, protocol },
        sourcePort: isPing ? 0 : dice.one([...PORTS, 1025, 5001]),
        destinationPort: protocol === 1 ? 2048 : protocol === 58 ? 128 * 256 : dice.one([...PORTS, 81, 442]),
    };
}
const FIRST = { first: 0n, last: 0n };
