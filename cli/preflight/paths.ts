/** The longest round trip and the smallest packet between networks that reach each other. */
import type { Pair } from "../../graph/matrix";
import type { Network } from "../../graph/network";
import { latencyOf, mtuOf, waysOf, type PathLatency } from "../../graph/path";
import type { Finding } from "../../policy/finding";
import { finding } from "./finding";
import { PREFLIGHT } from "./rules";

export interface Path {
    readonly from: string;
    readonly to: string;
    /** Bytes that every link takes; undefined where one of them is not known. */
    readonly mtu: number | undefined;
    /** Of the slowest way; undefined where an end or a region lies nowhere that is known. */
    readonly latency: PathLatency | undefined;
}

export interface PathBounds {
    /** Bytes that hosts send in one packet. */
    readonly packet: number;
    /** Milliseconds of a round trip. */
    readonly latencyMs: number | undefined;
}

/** Hosts on Ethernet send 1500 bytes unless somebody configures more (RFC 894). */
export const ETHERNET = 1500;

/** Of a pair of two groups where something arrives. */
export function pathsOf(network: Network, { from, to, cell }: Pair): readonly Path[] {
    const arriving = from === to ? [] : cell.trips.filter(({ out }) => out.end.is === "delivered");
    if (arriving.length === 0) return [];
    const latencies = arriving.flatMap(({ out }) => latencyOf(network, out) ?? []);
    const slowest = latencies.reduce<PathLatency | undefined>(
        (slow, one) => (slow === undefined || one.highMs > slow.highMs ? one : slow),
        undefined,
    );
    const mtu = mtuOf(network, waysOf(arriving))?.mtu;
    return [{ from: from.name, to: to.name, mtu, latency: slowest }];
}

export function pathFindings(paths: readonly Path[], bounds: PathBounds): readonly Finding[] {
    return [...mtuFindings(paths, bounds), ...paths.flatMap((path) => latencyFindings(path, bounds))];
}

/** Many sites with the same kind of tunnel are one finding: ways of one size that begin, or that end, at one place. */
function mtuFindings(paths: readonly Path[], { packet }: PathBounds): readonly Finding[] {
    const bySize = grouped(paths, ({ mtu }) => mtu);
    return [...bySize].flatMap(([mtu, ways]): Finding[] => {
        if (mtu !== undefined && mtu >= packet) return [];
        const [status, what] =
            mtu === undefined
                ? (["undetermined", "the packet size of a link on the way is not known"] as const)
                : (["fail", `the way takes packets up to ${mtu} bytes, and hosts send ${packet}`] as const);
        return bundles(ways).map(({ about, others }) =>
            finding(PREFLIGHT.mtu, about, status, others === undefined ? what : `${what}: ${others}`),
        );
    });
}

/** Ways by the end that fewer of them have; `others` are the ends that a bundle has instead of one. */
function bundles(ways: readonly Path[]): readonly { readonly about: string; readonly others: string | undefined }[] {
    const [byStart, byEnd] = [grouped(ways, ({ from }) => from), grouped(ways, ({ to }) => to)];
    const isByEnd = byEnd.size <= byStart.size;
    return [...(isByEnd ? byEnd : byStart)].map(([place, bundle]) => {
        const names = [...new Set(bundle.map(({ from, to }) => (isByEnd ? from : to)))].sort();
        const [only] = names;
        const many = names.length === 1 ? only : `${names.length} places`;
        return {
            about: isByEnd ? `${many} to ${place}` : `${place} to ${many}`,
            others: names.length === 1 ? undefined : listed(names),
        };
    });
}

/** So many names tell which places are meant; the matrix has them all. */
const SHOWN = 3;

function listed(names: readonly string[]): string {
    if (names.length <= SHOWN + 1) return names.join(", ");
    return `${names.slice(0, SHOWN).join(", ")} and ${names.length - SHOWN} more`;
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
    const groups = new Map<K, T[]>();
    for (const item of items) {
        const group = groups.get(keyOf(item));
        if (group === undefined) groups.set(keyOf(item), [item]);
        else group.push(item);
    }
    return groups;
}

/** An estimate decides where the whole of its band lies on one side of the budget. */
function latencyFindings({ from, to, latency }: Path, { latencyMs }: PathBounds): readonly Finding[] {
    if (latencyMs === undefined) return [];
    const about = `${from} to ${to}`;
    if (latency === undefined)
        return [finding(PREFLIGHT.latency, about, "undetermined", "nobody knows where an end of the way lies")];
    const { lowMs, highMs, over } = latency;
    const band = `${round(lowMs)} to ${round(highMs)} ms over ${over.join(", ")}`;
    if (latencyMs >= highMs) return [];
    return [
        latencyMs < lowMs
            ? finding(PREFLIGHT.latency, about, "fail", `a round trip takes ${band}, and may take ${latencyMs} ms`)
            : finding(
                  PREFLIGHT.latency,
                  about,
                  "undetermined",
                  `a round trip takes ${band}: ${latencyMs} ms may be too few`,
              ),
    ];
}

export function round(ms: number): string {
    return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}
