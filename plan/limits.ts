/** Whether a count keeps a provider's limit, and the words for the one who has to change something. */
import { but, given, type Source } from "../facts/fact";
import { AZURE_LIMITS } from "../facts/limits/azure";
import type { Limit, UnknownLimit } from "../facts/limits/limit";
import { show, type Problem } from "./problem";
import type { Step } from "./reasoning";

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

/**
 * A problem where `count` is over the limit, or where `override` is no count; otherwise nothing. The user's `override` wins
 * over the table, also over a limit that cannot be raised. A limit that nobody knows is never exceeded: `limitStep` says
 * so.
 */
export function checkLimit(limit: Limit | UnknownLimit, count: number, where: Counting): Problem[] {
    const { override, argument, path } = where;
    if (override !== undefined && !(Number.isInteger(override) && override > 0)) {
        return [
            {
                check: "limit-range",
                path: argument ?? path,
                got: show(override),
                allowed: "a whole number from 1",
                fix: "Give the quota as it was granted.",
            },
        ];
    }
    const allowed = override ?? limit.value;
    if (allowed === undefined || count <= allowed) return [];
    return [
        {
            check: where.check ?? "limit-exceeded",
            path,
            got: amount(count, limit.unit),
            allowed: limit.adjustable
                ? amount(allowed, limit.unit)
                : `${amount(allowed, limit.unit)}, which ${limit.raise}`,
            fix: adviceFor(limit, count, where),
        },
    ];
}

function adviceFor(limit: Limit | UnknownLimit, count: number, { fix = limit.fix, argument }: Counting): string {
    if (!limit.adjustable) {
        return argument === undefined ? `${fix}.` : `${fix}; if yours is higher, set ${argument}.`;
    }
    if (limit.ceiling !== undefined && count > limit.ceiling) {
        return `${fix}: raised as far as it can be, it is ${limit.ceiling}.`;
    }
    return argument === undefined ? `${fix}, or ${limit.raise}.` : `${fix}, or ${limit.raise} and set ${argument}.`;
}

/**
 * The count against its limit as a step of reasoning: "routes over all tables of a transit gateway: 9600 of 10000 routes". It
 * says where little room is left, where documents disagree, and what to ask where nobody knows the limit.
 */
export function limitStep(limit: Limit | UnknownLimit, count: number, where: Counting): Step {
    const { override, argument = where.path } = where;
    if (override !== undefined) {
        return step(limit.what, count, override, limit.unit, [], given(override, limit.unit, argument).source);
    }
    if (limit.value === undefined) {
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

/** How many VNets one hub takes in a Virtual WAN of `hubs` hubs: every hub, itself too, uses one of the 500. */
export function vnetConnectionsPerHub(hubs: number): Limit {
    const limit = AZURE_LIMITS.vnetConnectionsPerHub;
    const value = Math.max(limit.value - hubs, 0);
    return { ...limit, value, source: but(limit.source, { certainty: "derived" }) };
}
