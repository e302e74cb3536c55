/** What is wrong with the network whoever asks: loops, routes into nothing, answers that take another way. */
import type { RoundTrip, Step, Way } from "./answer";
import type { Matrix, Pair } from "./matrix";
import { LinkKind, type Link, type Network } from "./network";
import { linksOf } from "./path";
import { Code, type Element, type Reason } from "./reason";

export interface Fault {
    readonly kind: "loop" | "blackhole" | "asymmetry";
    readonly reason: Reason;
    /** Pairs of groups that meet it. */
    readonly pairs: readonly Met[];
}

interface Met {
    readonly from: string;
    readonly to: string;
}

const KINDS: Readonly<Partial<Record<Code, Fault["kind"]>>> = { [Code.Loop]: "loop", [Code.Blackhole]: "blackhole" };

/** Each fault once, with everybody who meets it; loops first. */
export function faultsOf(network: Network, { groups, cells }: Matrix): readonly Fault[] {
    const found = new Faults(network);
    groups.forEach((from, i) =>
        groups.forEach((to, j) => {
            const cell = cells[i]?.[j];
            if (cell !== undefined) found.look({ from, to, cell });
        }),
    );
    return found.all();
}

/** The faults that pairs of groups meet, looked at one after the other. */
export class Faults {
    private readonly found = new Map<string, Pick<Fault, "kind" | "reason"> & { readonly pairs: Map<string, Met> }>();
    /** Pairs whose packets end on the same way share the trip. */
    private readonly judged = new WeakMap<RoundTrip, readonly Found[]>();

    constructor(private readonly network: Network) {}

    look({ from, to, cell }: Pair): void {
        for (const { kind, reason, at } of cell.trips.flatMap((trip) => this.judge(trip))) {
            const key = `${kind} ${at}`;
            const known = this.found.get(key) ?? { kind, reason, pairs: new Map<string, Met>() };
            known.pairs.set(JSON.stringify([from.name, to.name]), { from: from.name, to: to.name });
            this.found.set(key, known);
        }
    }

    /** Each once, loops first. */
    all(): readonly Fault[] {
        return [...this.found.values()]
            .map(({ pairs, ...fault }) => ({ ...fault, pairs: [...pairs.values()] }))
            .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    }

    private judge(trip: RoundTrip): readonly Found[] {
        const known = this.judged.get(trip) ?? faultOf(this.network, trip);
        this.judged.set(trip, known);
        return known;
    }
}
const ORDER: readonly Fault["kind"][] = ["loop", "blackhole", "asymmetry"];

interface Found extends Pick<Fault, "kind" | "reason"> {
    /** Equal where it is one fault, wherever packets come to it from. */
    readonly at: string;
}

function faultOf(network: Network, trip: RoundTrip): readonly Found[] {
    const reason = trip.reason?.cause ?? trip.reason;
    const kind = reason === undefined ? undefined : KINDS[reason.code];
    if (reason !== undefined && kind === "loop") return [loopOf(network, trip, reason)];
    if (reason !== undefined && kind !== undefined) return [{ kind, reason, at: nameOf(reason.element) }];
    const odd = oneWayLinks(network, trip);
    const [first] = odd;
    if (first === undefined) return [];
    const names = odd.map(({ element }) => element.label).join(", ");
    const detail = `packets and their answers take different ways: only one direction passes ${names}`;
    const reasonOf = { code: Code.ReturnBlocked, element: first.element, detail };
    return [
        {
            kind: "asymmetry",
            reason: reasonOf,
            at: odd
                .map(({ id }) => id)
                .sort()
                .join(" "),
        },
    ];
}

/** A loop is the same wherever on it packets come in: its tables tell which it is. */
function loopOf(network: Network, { out, back }: RoundTrip, reason: Reason): Found {
    const way = [out, ...back].find(({ end }) => end.is === "denied" && end.reason === reason);
    const steps = way?.steps ?? [];
    const isHere = ({ element }: Step): boolean => nameOf(element) === nameOf(reason.element);
    // The way ends before it is back.
    const round = steps.slice(Math.max(0, steps.findIndex(isHere)));
    const at = [...new Set(round.map(({ element }) => nameOf(element)))].sort().join(" ");
    const links = linksOf(network, way === undefined ? [] : [{ ...way, steps: round }]);
    const over = links.length === 0 ? "" : `, over ${links.map(({ element }) => element.label).join(" and ")}`;
    return { kind: "loop", reason: { ...reason, detail: `${reason.detail}${over}` }, at };
}

function nameOf({ urn, label }: Element): string {
    return `${urn ?? ""} ${label}`;
}

/**
 * Links that only the packets or only their answers pass; of answers that arrive. A NAT gateway is no link of its own here: answers
 * come to its address and not over the route to it.
 */
export function oneWayLinks(network: Network, { out, back }: RoundTrip): readonly Link[] {
    const arriving = back.filter(({ end }) => end.is === "delivered");
    if (arriving.length === 0) return [];
    const passed = (ways: readonly Way[]): readonly Link[] =>
        linksOf(network, ways).filter(({ kind }) => kind !== LinkKind.Nat);
    const [there, home] = [passed([out]), passed(arriving)];
    const alone = (a: readonly Link[], b: readonly Link[]): Link[] =>
        a.filter((link) => !b.some((other) => other.id === link.id || areParallel(link, other)));
    return [...alone(there, home), ...alone(home, there)];
}

/** Tunnels between the same places share the load, and gateways of VPN remember no connection: which of them is taken is no matter. */
function areParallel(a: Link, b: Link): boolean {
    return a.kind === LinkKind.Vpn && b.kind === a.kind && a.ends.every((end) => b.ends.includes(end));
}
