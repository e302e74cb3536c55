/** What a failure takes away, and for how long: the drill, on paper. */
import type { Span } from "../facts/timers";
import { estimateFailover } from "../plan/failover";
import { Verdict } from "./answer";
import { isGone, without, type Failure } from "./failure";
import { matrix, type Cell, type Group, type Matrix } from "./matrix";
import { LinkKind, type Link, type Network } from "./network";
import { linksOf, waysOf } from "./path";
import type { Traffic } from "./traffic";

export interface Drill {
    readonly failure: Failure;
    readonly flows: readonly DrilledFlow[];
    /** Groups none of whose hosts is left. */
    readonly gone: readonly string[];
}

export interface DrilledFlow {
    readonly from: string;
    readonly to: string;
    /** `lost`: it ends until somebody repairs what failed. `interrupted`: it goes on another way. `kept`: nothing changes for it. */
    readonly outcome: "lost" | "interrupted" | "kept" | "undetermined";
    /** Seconds without it; undefined where it is lost, or where nobody publishes how long. */
    readonly outage?: Span;
    readonly because: string;
}

/**
 * What becomes of every flow that reaches before the failure. Hosts that fail themselves lose nothing here: they are listed
 * as gone, and flows are those of the hosts that are left.
 */
export function drill(network: Network, failure: Failure, traffic: Traffic, before: Matrix): Drill {
    const after = without(network, failure);
    const groups = before.groups.map((group): Group => ({
        ...group,
        hosts: group.hosts.filter((h) => !isGone(network, h, failure)),
    }));
    const left = matrix(after, traffic, groups);
    const flows = before.groups.flatMap((from, i) =>
        before.groups.flatMap((to, j): DrilledFlow[] => {
            const [was, is] = [before.cells[i]?.[j], left.cells[i]?.[j]];
            if (was === undefined || is === undefined || groups[i]?.hosts.length === 0 || groups[j]?.hosts.length === 0)
                return [];
            if (was.verdict !== Verdict.Reachable && was.verdict !== Verdict.Partial) return [];
            return [{ from: from.name, to: to.name, ...judge(network, after, was, is) }];
        }),
    );
    return { failure, flows, gone: groups.filter(({ hosts }) => hosts.length === 0).map(({ name }) => name) };
}

function judge(before: Network, after: Network, was: Cell, is: Cell): Omit<DrilledFlow, "from" | "to"> {
    if (is.verdict === Verdict.Undetermined)
        return { outcome: "undetermined", because: is.reason?.detail ?? "what is left of the network is not known" };
    const isWorse =
        is.verdict === Verdict.Denied || (is.verdict === Verdict.Partial && was.verdict === Verdict.Reachable);
    if (isWorse) return { outcome: "lost", because: is.reason?.detail ?? "no way is left" };
    const [old, now] = [linksOf(before, waysOf(was.trips)), linksOf(after, waysOf(is.trips))];
    const fallen = old.filter((link) => !after.links.has(link.id));
    const others = now.filter(({ id }) => !old.some((link) => link.id === id));
    if (fallen.length === 0 && others.length === 0)
        return { outcome: "kept", outage: { atLeast: 0, atMost: 0 }, because: "its way has nothing of what failed" };
    return { outcome: "interrupted", ...switching(fallen) };
}

/** How long the change to another way takes, by what noticed it. */
function switching(fallen: readonly Link[]): Pick<DrilledFlow, "outage" | "because"> {
    if (!fallen.some(({ kind }) => kind === LinkKind.Vpn))
        return { because: "it goes on another way; the cloud does not publish how long the change takes" };
    const estimate = estimateFailover({ mechanism: "bgp", sides: ["aws-vpn", "plain"] });
    if (!("failover" in estimate)) return { because: "it goes on another way" };
    const because = "it goes on another way as soon as BGP has dropped the routes over the tunnels";
    return { outage: estimate.failover.total, because };
}
