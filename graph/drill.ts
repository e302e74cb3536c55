/** What a failure takes away, and for how long: the drill, on paper. */
import type { Span } from "../facts/timers";
import { estimateFailover } from "../plan/failover";
import { Verdict } from "./answer";
import { isGone, without, type Failure } from "./failure";
import { cellsBetween, type Cell, type Group, type Matrix } from "./matrix";
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
    const groups = before.groups.map((group): Group => {
        const hosts = group.hosts.filter((h) => !isGone(network, h, failure));
        return hosts.length === group.hosts.length ? group : { ...group, hosts };
    });
    const isLeft = (i: number): boolean => groups[i]?.hosts.length !== 0;
    const isWhole = (i: number): boolean => groups[i] === before.groups[i];
    const left = cellsBetween(after, traffic, groups);
    // What hosts had that are gone is no loss of the others.
    const had = cellsBetween(network, traffic, groups);
    const flows = before.groups.flatMap((from, i) =>
        before.groups.flatMap((to, j): DrilledFlow[] => {
            if (!isLeft(i) || !isLeft(j)) return [];
            const was = isWhole(i) && isWhole(j) ? before.cells[i]?.[j] : had(i, j);
            if (was?.verdict !== Verdict.Reachable && was?.verdict !== Verdict.Partial) return [];
            return [{ from: from.name, to: to.name, ...judge(network, after, was, left(i, j)) }];
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
    const isAround = waysOf(was.trips).some(({ steps }) =>
        steps.some(({ station }) => station !== undefined && !after.stations.has(station)),
    );
    if (fallen.length === 0 && others.length === 0 && !isAround)
        return { outcome: "kept", outage: { atLeast: 0, atMost: 0 }, because: "its way has nothing of what failed" };
    return { outcome: "interrupted", ...switching(before, fallen) };
}

/** How long the change to another way takes, by what notices the failure. */
function switching(network: Network, fallen: readonly Link[]): Pick<DrilledFlow, "outage" | "because"> {
    const tunnels = fallen.filter(({ kind }) => kind === LinkKind.Vpn);
    if (tunnels.length === 0 || !tunnels.every(({ id }) => isAnnounced(network, id)))
        return { because: "it goes on another way; the cloud does not publish how long the change takes" };
    const estimate = estimateFailover({ mechanism: "bgp", sides: ["aws-vpn", "plain"] });
    if (!("failover" in estimate)) return { because: "it goes on another way" };
    const because = "it goes on another way as soon as BGP has dropped the routes over the tunnels";
    return { outage: estimate.failover.total, because };
}

/** Whether routes over a link come by BGP, which takes them back. */
function isAnnounced(network: Network, link: string): boolean {
    const found = announced.get(network) ?? new Set(announcedLinks(network));
    announced.set(network, found);
    return found.has(link);
}
const announced = new WeakMap<Network, ReadonlySet<string>>();

function announcedLinks({ stations }: Network): readonly string[] {
    return [...stations.values()].flatMap(({ entries }) =>
        entries.flatMap(({ to, origin }) =>
            origin === "announced" && to.to === "station" && to.link !== undefined ? [to.link] : [],
        ),
    );
}
