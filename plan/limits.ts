/** Whether a count keeps a provider's limit, and the words for the one who has to change something. */
import { but, given, type Source } from "../facts/fact";
import { AZURE_LIMITS } from "../facts/limits/azure";
import type { Limit, UnknownLimit } from "../facts/limits/limit";
import { describeProblem, show, type Problem } from "./problem";
import type { Step } from "./reasoning";
import { checkShape, type Shape } from "./shape";

/** Where something is counted, and what the user said about the limit. */
export interface Counting {
    /** What has too many, as the user wrote it: `aws.hubs.use1`. */
    readonly path: string;
    /** Id of the check. Default: "limit-exceeded". */
    readonly check?: string;
    /** The limit as it was granted to the user. Default: the provider's standard. */
    readonly override?: number;
    /** The argument that carries `override`: `aws.limits.routesPerGateway`. Default: there is none. */
    readonly argument?: string;
    /** What to do instead, where there is better advice here than in the limit's row: "Use fewer segments". */
    readonly fix?: string;
}

const COUNTING: Shape = {
    kind: "object",
    required: true,
    members: {
        path: { kind: "string", required: true },
        check: { kind: "string" },
        override: { kind: "input" },
        argument: { kind: "string" },
        fix: { kind: "string" },
    },
};

/**
 * A problem where `count` is over the limit, or where `count`, `override` or `where` is not what it has to be; otherwise
 * nothing. The user's `override` wins over the table, also over a limit that cannot be raised. A limit that nobody knows is
 * never exceeded: `limitStep` says so. Throws a TypeError for what is no row of a table of limits.
 */
export function checkLimit(limit: Limit | UnknownLimit, count: number, where: Counting): Problem[] {
    const misread = checkCounting(limit, count, where);
    if (misread.length > 0) return misread;
    const allowed = where.override ?? limit.value;
    if (allowed === undefined || count <= allowed) return [];
    return [
        {
            check: where.check ?? "limit-exceeded",
            path: where.path,
            got: amount(count, limit.unit),
            allowed: amount(allowed, limit.unit) + raisedWords(limit),
            fix: adviceFor(limit, count, where),
        },
    ];
}

function checkCounting(limit: Limit | UnknownLimit, count: number, where: Counting): Problem[] {
    assertRow(limit);
    const shape = checkShape(COUNTING, where, "where");
    if (shape.length > 0) return shape;
    const { override, argument, path } = where;
    const isCount = Number.isFinite(count) && count >= 0;
    return [
        ...(isCount ? [] : [noCount("count-range", path, count, "a number from 0", "Give how many there are.")]),
        ...(override === undefined || (Number.isInteger(override) && override > 0)
            ? []
            : [
                  noCount(
                      "limit-range",
                      argument ?? path,
                      override,
                      "a whole number from 1",
                      "Give the quota as it was granted.",
                  ),
              ]),
    ];
}

function noCount(check: string, path: string, value: unknown, allowed: string, fix: string): Problem {
    return { check, path, got: show(value), allowed, fix };
}

/** A misspelt name in a table gives undefined, and a row without a number would allow everything. */
function assertRow(limit: unknown): asserts limit is Limit | UnknownLimit {
    const { what, unit, value, ask } = (limit ?? {}) as Partial<Record<"what" | "unit" | "value" | "ask", unknown>>;
    const isNumber = typeof value === "number" && value >= 0;
    const isUnknown = value === undefined && typeof ask === "string";
    if (typeof what === "string" && typeof unit === "string" && (isNumber || isUnknown)) return;
    throw new TypeError(
        `Give a row of a table of limits, such as AWS_LIMITS.routesPerGateway of facts/limits/aws: got ${show(limit)}.`,
    );
}

function raisedWords({ adjustable, raise }: Limit | UnknownLimit): string {
    if (adjustable === undefined) return "; whether it can be raised its document does not say";
    return adjustable ? "" : `, which ${raise}`;
}

/** What the user was granted settles what documents disagree about, and may be more than the highest that one names. */
function adviceFor(limit: Limit | UnknownLimit, count: number, where: Counting): string {
    const { fix = limit.fix, argument, override } = where;
    const { ceiling, raise } = limit;
    const doubt = limit.doubt === undefined || override !== undefined ? "" : ` ${limit.doubt}.`;
    if (limit.adjustable === false) {
        return (argument === undefined ? `${fix}.` : `${fix}; if yours is higher, set ${argument}.`) + doubt;
    }
    if (ceiling !== undefined && override !== undefined && override > ceiling) {
        return `${fix}: the ${override} that you were granted are more already than the ${ceiling} its document names.`;
    }
    if (ceiling !== undefined && count > ceiling) {
        return `${fix}: raised as far as it can be, it is ${ceiling}.${doubt}`;
    }
    return (argument === undefined ? `${fix}, or ${raise}.` : `${fix}, or ${raise} and set ${argument}.`) + doubt;
}

/**
 * The count against its limit as a step of reasoning: "routes over all tables of a transit gateway: 9600 of 10000 routes". It
 * says where little room is left, where documents disagree, and what to ask where nobody knows the limit. Where `checkLimit`
 * finds that a number is none, the step says that nothing was judged.
 */
export function limitStep(limit: Limit | UnknownLimit, count: number, where: Counting): Step {
    const misread = checkCounting(limit, count, where);
    if (misread.length > 0) {
        return { what: limit.what, figure: "not judged", because: misread.map(describeProblem).join(" ") };
    }
    const { override, argument = where.path } = where;
    if (override !== undefined) {
        const isMore = limit.ceiling !== undefined && override > limit.ceiling;
        const notes = isMore ? [`more than the ${limit.ceiling} that its document names as the highest`] : [];
        return step(limit.what, count, override, limit.unit, notes, given(override, limit.unit, argument).source);
    }
    // By the property, because the compiler that Pulumi brings does not tell the two apart by an undefined value.
    if ("ask" in limit) {
        return {
            what: limit.what,
            figure: `${amount(count, limit.unit)} of an unknown number`,
            because: `look up ${limit.ask}`,
            source: limit.source,
        };
    }
    const isTight = limit.warnAbove !== undefined && count > limit.warnAbove;
    const notes = [
        ...(isTight ? [`little room is left above ${limit.warnAbove}`] : []),
        ...(limit.doubt === undefined ? [] : [limit.doubt]),
    ];
    return step(limit.what, count, limit.value, limit.unit, notes, limit.source);
}

function step(what: string, count: number, of: number, unit: string, notes: string[], source: Source): Step {
    const figure = `${count} of ${amount(of, unit)}`;
    return notes.length === 0 ? { what, figure, source } : { what, figure, because: notes.join("; "), source };
}

function amount(count: number, unit: string): string {
    return unit === "" ? String(count) : `${count} ${unit}`;
}

/**
 * How many VNets one hub takes in a Virtual WAN of `hubs` hubs: every hub, itself too, uses one of the 500. Throws a
 * RangeError where `hubs` is no whole number from 1.
 */
export function vnetConnectionsPerHub(hubs: number): Limit {
    if (!Number.isInteger(hubs) || hubs < 1) {
        throw new RangeError(`Give the number of hubs of the Virtual WAN, a whole number from 1: got ${show(hubs)}.`);
    }
    const limit = AZURE_LIMITS.vnetConnectionsPerHub;
    const value = Math.max(limit.value - hubs, 0);
    return { ...limit, value, source: but(limit.source, { certainty: "derived" }) };
}
