/** What a path is like as a whole: packet size, round trip, and the countries that data passes. */
import type { RoundTrip } from "../../graph/answer";
import type { Network } from "../../graph/network";
import { latencyOf, mtuOf, transferOf, waysOf } from "../../graph/path";

/** One line, of what is known; nothing where packets do not arrive, or nothing is known. */
export function pathText(network: Network, trip: RoundTrip): readonly string[] {
    if (trip.out.end.is !== "delivered") return [];
    const mtu = mtuOf(network, waysOf([trip]));
    const latency = latencyOf(network, trip.out);
    const transfer = transferOf(network, trip.out)?.transfer;
    const facts = [
        ...(mtu?.mtu === undefined ? [] : [`packets up to ${mtu.mtu} bytes, by ${mtu.decidedBy ?? "the path"}`]),
        ...(latency === undefined ? [] : [`round trip about ${latency.estimateMs.toFixed(1)} ms`]),
        ...(transfer === undefined ? [] : [`data passes ${transfer.touched.map(({ code }) => code).join(", ")}`]),
    ];
    return facts.length === 0 ? [] : [`  as a whole: ${facts.join("; ")}`];
}
