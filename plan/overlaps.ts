/** Where the address plans of many owners meet: networks, pods, services, sites, a tailnet's 100.64.0.0/10. */
import { inAddressOrderWithEnclosing, prefixesFrom, type Prefix, type PrefixLike } from "./prefix";
import { describeProblems, show } from "./problem";
import type { Reasoning } from "./reasoning";
import { checkShape, join, withoutNulls, type Shape } from "./shape";

/** A prefix, and the group that it stands in. */
export interface Member {
    readonly group: string;
    readonly prefix: Prefix;
}

export interface Overlap {
    /** The one that holds the other; of equal prefixes the one whose group comes first by name. */
    readonly outer: Member;
    /** All addresses of its prefix are shared: prefixes overlap only where one holds the other. */
    readonly inner: Member;
}

export interface Overlaps {
    /** How many pairs overlap, listed or not. */
    readonly count: number;
    /** The first pairs: by the address of the inner prefix, the wider first, then by the names of the groups. */
    readonly listed: readonly Overlap[];
    readonly reasoning: Reasoning;
}

export interface OverlapOptions {
    /** How many pairs are listed at most. Default 1000. */
    readonly limit?: number;
    /** False where a group is one owner that may name a block and parts of it. Default true: those pairs count too. */
    readonly withinGroups?: boolean;
}

/**
 * Every pair of overlapping prefixes, each once. Near-linear in the prefixes, whatever their overlaps: those over the limit
 * are counted and not listed. Throws a TypeError on what is no prefix and on options that it does not know: without them an
 * overlap would be missed.
 */
export function findOverlaps(
    groups: Readonly<Record<string, readonly PrefixLike[]>>,
    options: OverlapOptions = {},
): Overlaps {
    checkArguments(groups, options);
    const { limit = 1000, withinGroups = true } = withoutNulls(OPTIONS, options);
    const names = Object.keys(groups).sort();
    const perGroup = names.map((group) => {
        const prefixes = prefixesFrom(groups[group] as readonly PrefixLike[], join("groups", group));
        return (withinGroups ? prefixes : distinct(prefixes)).map((prefix): Member => ({ group, prefix }));
    });
    const members = perGroup.flat();
    const inside = withinGroups ? 0 : perGroup.reduce((sum, own) => sum + countPairs(own), 0);
    const count = countPairs(members) - inside;
    const listed = firstPairs(members, limit, (a, b) => withinGroups || a.group !== b.group);
    return { count, listed, reasoning: steps(members.length, names.length, count, listed.length) };
}

const GROUPS: Shape = { kind: "map", of: { kind: "input" }, required: true };
const OPTIONS: Shape = {
    kind: "object",
    members: { limit: { kind: "number" }, withinGroups: { kind: "boolean" } },
    required: true,
};

function checkArguments(groups: unknown, options: OverlapOptions): void {
    const problems = [...checkShape(GROUPS, groups, "groups"), ...checkShape(OPTIONS, options, "options")];
    if (problems.length > 0) throw new TypeError(describeProblems("findOverlaps", problems));
    const { limit = 0 } = options;
    // Infinity is a limit too: list all.
    if (!(limit >= 0)) throw new TypeError(`options.limit is ${show(limit)}: give 0 or more`);
}

const prefixOfMember = (member: Member): Prefix => member.prefix;

/** Without this, an owner that names one block a thousand times would be compared with itself a million times. */
function distinct(prefixes: readonly Prefix[]): Prefix[] {
    return [...new Map(prefixes.map((prefix) => [prefix.text, prefix])).values()];
}

function countPairs(members: readonly Member[]): number {
    let count = 0;
    for (const [, enclosing] of inAddressOrderWithEnclosing(members, prefixOfMember)) count += enclosing.length;
    return count;
}

function firstPairs(members: readonly Member[], limit: number, counts: (a: Member, b: Member) => boolean): Overlap[] {
    const pairs: Overlap[] = [];
    for (const [inner, enclosing] of inAddressOrderWithEnclosing(members, prefixOfMember)) {
        for (const outer of enclosing) {
            if (pairs.length >= limit) return pairs;
            if (counts(outer, inner)) pairs.push({ outer, inner });
        }
    }
    return pairs;
}

function steps(prefixes: number, groups: number, count: number, listed: number): Reasoning {
    const because = `prefixes: ${prefixes}, groups: ${groups}; each pair once`;
    const found = { what: "overlapping pairs", figure: `${count}`, because };
    return listed === count
        ? [found]
        : [found, { what: "pairs listed", figure: `${listed}`, because: "the first in address order: the limit" }];
}
