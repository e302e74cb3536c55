/** What changes between two networks: today's and the one of this preview. */
import type { Verdict } from "./answer";
import { groupsOf, matrix, type Group, type Matrix } from "./matrix";
import { HostKind, type Network } from "./network";
import type { Traffic } from "./traffic";
import type { Reason } from "./reason";

export interface NetworkDiff {
    /** Groups that only one of the two has. */
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** Pairs whose verdict changes; of groups that both have. */
    readonly changed: readonly ChangedPair[];
    /** Pairs of groups that both have and whose verdict stays; nobody asks the internet, or a site, about itself. */
    readonly unchanged: number;
}

export interface ChangedPair {
    readonly from: string;
    readonly to: string;
    readonly before: Verdict;
    readonly after: Verdict;
    readonly reason?: Reason;
}

export function diffOf(before: Network, after: Network, traffic: Traffic): NetworkDiff {
    return compare(matrix(before, traffic, groupsOf(before)), matrix(after, traffic, groupsOf(after)));
}

/** Groups are the same where they lie in one place: the network's URN, which names follow. */
export function compare(before: Matrix, after: Matrix): NetworkDiff {
    const index = (groups: readonly Group[]): Map<string, number> => new Map(groups.map(({ place }, i) => [place, i]));
    const [was, is] = [index(before.groups), index(after.groups)];
    const common = after.groups.filter(({ place }) => was.has(place));
    const pairs = common.flatMap((from) =>
        common.flatMap((to): (ChangedPair & { readonly isSame: boolean })[] => {
            const old = before.cells[was.get(from.place) ?? -1]?.[was.get(to.place) ?? -1];
            const now = after.cells[is.get(from.place) ?? -1]?.[is.get(to.place) ?? -1];
            if (old === undefined || now === undefined || (from === to && isAlone(from))) return [];
            const reason = now.reason ?? old.reason;
            const pair = { from: from.name, to: to.name, before: old.verdict, after: now.verdict };
            return [{ ...pair, ...(reason === undefined ? {} : { reason }), isSame: old.verdict === now.verdict }];
        }),
    );
    return {
        added: after.groups.filter(({ place }) => !was.has(place)).map(({ name }) => name),
        removed: before.groups.filter(({ place }) => !is.has(place)).map(({ name }) => name),
        changed: pairs.filter(({ isSame }) => !isSame).map(({ isSame: _, ...pair }) => pair),
        unchanged: pairs.filter(({ isSame }) => isSame).length,
    };
}

function isAlone({ hosts }: Group): boolean {
    return hosts.every(({ kind }) => kind === HostKind.Internet || kind === HostKind.Site);
}
