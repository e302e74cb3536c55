/** What is wrong with the network whoever asks: loops, routes into nothing, answers that take another way. */
import type { RoundTrip } from "./answer";
import type { Matrix } from "./matrix";
import type { Link, Network } from "./network";
import { linksOf } from "./path";
import { Code, type Reason } from "./reason";

export interface Fault {
    readonly kind: "loop" | "blackhole" | "asymmetry";
    readonly reason: Reason;
    /** Pairs of groups that meet it. */
    readonly pairs: readonly { readonly from: string; readonly to: string }[];
}

const KINDS: Readonly<Partial<Record<Code, Fault["kind"]>>> = { [Code.Loop]: "loop", [Code.Blackhole]: "blackhole" };

/** Each fault once, with everybody who meets it; loops first. */
export function faultsOf(network: Network, { groups, cells }: Matrix): readonly Fault[] {
    const found = new Map<string, { kind: Fault["kind"]; reason: Reason; pairs: { from: string; to: string }[] }>();
    groups.forEach((from, i) =>
        groups.forEach((to, j) => {
            for (const { kind, reason } of (cells[i]?.[j]?.trips ?? []).flatMap((trip) => faultOf(network, trip))) {
                const key = `${kind} ${reason.element.urn ?? ""} ${reason.element.label}`;
                const known = found.get(key) ?? { kind, reason, pairs: [] };
                if (!known.pairs.some((pair) => pair.from === from.name && pair.to === to.name))
                    known.pairs.push({ from: from.name, to: to.name });
                found.set(key, known);
            }
        }),
    );
    return [...found.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
const ORDER: readonly Fault["kind"][] = ["loop", "blackhole", "asymmetry"];

function faultOf(network: Network, trip: RoundTrip): readonly { kind: Fault["kind"]; reason: Reason }[] {
    const reason = trip.reason?.cause ?? trip.reason;
    const kind = reason === undefined ? undefined : KINDS[reason.code];
    if (reason !== undefined && kind !== undefined) return [{ kind, reason }];
    const odd = oneWayLinks(network, trip);
    const [first] = odd;
    if (first === undefined) return [];
    const names = odd.map(({ element }) => element.label).join(", ");
    const detail = `packets and their answers take different ways: only one direction passes ${names}`;
    return [{ kind: "asymmetry", reason: { code: Code.ReturnBlocked, element: first.element, detail } }];
}

/** Links that only the packets or only their answers pass. */
export function oneWayLinks(network: Network, { out, back }: RoundTrip): readonly Link[] {
    if (back.length === 0) return [];
    const [there, home] = [linksOf(network, [out]), linksOf(network, back)];
    const alone = (a: readonly Link[], b: readonly Link[]): Link[] =>
        a.filter(({ id }) => !b.some((link) => link.id === id));
    return [...alone(there, home), ...alone(home, there)];
}
