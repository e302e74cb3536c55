/** Closed forms for how long a failure stays unnoticed, over every phase that timers can be in. Seconds throughout. */
import type { Span } from "../../facts/timers";

/** What fails. */
export const FailoverEvent = {
    /** Announced: sessions are closed, endpoints are drained before they go. */
    Planned: "planned",
    /** Something breaks, and its neighbours may see that at once or, as after a silent failure, only by their timers. */
    Unplanned: "unplanned",
    /** Packets vanish and nobody is told. */
    Silent: "silent",
} as const;
export type FailoverEvent = (typeof FailoverEvent)[keyof typeof FailoverEvent];

export const AT_ONCE: Span = { atLeast: 0, atMost: 0 };

/** The hold time of a BGP session: the lower of its two ends' (RFC 4271 §4.2). 0 at either end: silence is never noticed. */
export function negotiatedHold(a: number, b: number): number {
    return Math.min(a, b);
}

/**
 * Until routes that were learnt over a session are gone. The last sign of life came up to `keepalive` before the silence;
 * after a failure that is not silent the session may also end at once, or, with graceful restart, keep its routes for
 * `restart`.
 */
export function holdBounds(event: FailoverEvent, hold: number, keepalive: number, restart = 0): Span {
    if (event === FailoverEvent.Planned) return AT_ONCE;
    if (event === FailoverEvent.Unplanned) return { atLeast: 0, atMost: Math.max(hold, restart) };
    return { atLeast: Math.max(hold - keepalive, 0), atMost: hold };
}

/**
 * Until so many checks in a row have failed. The first comes up to an interval after the failure. One that is not answered
 * takes `timeout` to fail; where that is not known, it is over before the next check. After a silent failure none is
 * answered; after another one they may also be refused at once.
 */
export function checkBounds(event: FailoverEvent, threshold: number, interval: number, timeout?: number): Span {
    if (event === FailoverEvent.Planned) return AT_ONCE;
    const shortest = event === FailoverEvent.Silent ? (timeout ?? 0) : 0;
    return {
        atLeast: (threshold - 1) * interval + shortest,
        atMost: threshold * interval + (timeout ?? interval),
    };
}

/** Until a cached answer has expired: it may be about to, or just have been given. */
export function ttlBounds(ttl: number): Span {
    return { atLeast: 0, atMost: ttl };
}

/** One after another. */
export function inTurn(spans: readonly Span[]): Span {
    return spans.reduce((a, b) => ({ atLeast: a.atLeast + b.atLeast, atMost: a.atMost + b.atMost }), AT_ONCE);
}

/** Whichever comes first. At least one. */
export function whicheverFirst(spans: readonly [Span, ...Span[]]): Span {
    return {
        atLeast: Math.min(...spans.map((s) => s.atLeast)),
        atMost: Math.min(...spans.map((s) => s.atMost)),
    };
}

/** "60–150 s", "30 s". */
export function describeSpan({ atLeast, atMost }: Span): string {
    return atLeast === atMost ? `${atMost} s` : `${atLeast}–${atMost} s`;
}
