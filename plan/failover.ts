/**
 * How long an outage lasts at least and at most, per mechanism that ends it, whatever phase its timers are in. Times that no
 * provider publishes are not in the bounds: the caveats name them.
 */
import {
    BEHAVIOURS,
    CAVEATS,
    DRAINS,
    ESTABLISHED,
    type AcceleratorName,
    type Behaviour,
    type Drain,
    type DrainWay,
    type MechanismName,
} from "../facts/failover";
import { given, type Known } from "../facts/fact";
import type { Span } from "../facts/timers";
import { AT_ONCE, describeSpan, FailoverEvent, inTurn, whicheverFirst } from "./failover/bounds";
import * as fronts from "./failover/fronts";
import { unsolved, type Mechanism, type Solved, type Solver } from "./failover/mechanisms";
import * as tunnels from "./failover/tunnels";
import { oneOf, show, type Problem } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { checkSpan } from "./settings";
import { own } from "./shape";

export { describeSpan, FailoverEvent, negotiatedHold } from "./failover/bounds";
export type { BgpSide, Mechanism } from "./failover/mechanisms";

export interface Failover {
    /** Until the failure is noticed. */
    readonly detect: Span;
    /** From then until new traffic goes the other way. */
    readonly switch: Span;
    /**
     * Both. An outage after a failure; where a front is drained as planned, the time for which what is drained has to stay
     * up.
     */
    readonly total: Span;
    /** What new connections meet meanwhile: "fail for 20–30 s". */
    readonly newConnections: string;
    /** What happens to connections that exist. */
    readonly established: Known<string>;
    readonly caveats: readonly Known<string>[];
    readonly reasoning: Reasoning;
}

export interface FailoverOptions {
    /** Default: unplanned. */
    readonly event?: FailoverEvent;
    /** Where the user described the mechanism. Default: "failover". */
    readonly path?: string;
    /** What the user's own drills showed: wins over the timers. */
    readonly measured?: { readonly detect?: Span; readonly switch?: Span };
}

export type FailoverEstimate = { readonly failover: Failover } | { readonly problems: readonly Problem[] };

const SOLVERS: { readonly [K in MechanismName]: Solver<K> } = {
    bgp: tunnels.solveBgp,
    bfd: tunnels.solveBfd,
    dpd: tunnels.solveDpd,
    "aws-vpn-tunnel": tunnels.solveAwsTunnel,
    "azure-active-standby": tunnels.solveAzureActiveStandby,
    "azure-active-active": tunnels.solveAzureActiveActive,
    "wireguard-bgp": tunnels.solveWireguardBgp,
    tailscale: tunnels.solveTailscale,
    "global-accelerator": fronts.solveGlobalAccelerator,
    route53: fronts.solveRoute53,
    "traffic-manager": fronts.solveTrafficManager,
    "front-door": fronts.solveFrontDoor,
    "google-load-balancer": fronts.solveGoogleLoadBalancer,
    cloudflare: fronts.solveCloudflare,
};

function solve(mechanism: Mechanism, event: FailoverEvent, path: string): Solved {
    // The table holds for each name the solver of that very mechanism, which the type of a union cannot say.
    const solver = own(SOLVERS, mechanism.mechanism) as Solver<MechanismName> | undefined;
    if (solver !== undefined) return solver(mechanism, event, path);
    return unsolved({
        check: "unknown-mechanism",
        path: `${path}.mechanism`,
        got: show(mechanism.mechanism),
        allowed: oneOf(Object.keys(SOLVERS)),
        fix: "Choose one of these.",
    });
}

/** The bounds for a mechanism, or everything that is wrong with its description. */
export function estimateFailover(mechanism: Mechanism, options: FailoverOptions = {}): FailoverEstimate {
    const { event = FailoverEvent.Unplanned, path = "failover", measured = {} } = options;
    const solved = solve(mechanism, event, path);
    const problems = [
        ...solved.problems,
        ...(solved.unmeasured !== undefined && measured.switch === undefined ? [solved.unmeasured] : []),
        ...checkSpan(measured.detect, `${path}.measured.detect`),
        ...checkSpan(measured.switch, `${path}.measured.switch`),
    ];
    if (problems.length > 0) return { problems };
    const noticed = measuredOr(measured.detect, `${path}.measured.detect`, "noticed", solved.detect);
    const switched = measuredOr(measured.switch, `${path}.measured.switch`, "switched", solved.switch);
    const total = inTurn([noticed.span, switched.span]);
    const { established, caveats }: Behaviour = solved.behaviour ?? BEHAVIOURS[mechanism.mechanism];
    return {
        failover: {
            detect: noticed.span,
            switch: switched.span,
            total,
            newConnections: meanwhile(mechanism, event, total),
            established: ESTABLISHED[established],
            caveats: caveats.map((name) => CAVEATS[name]),
            reasoning: [
                ...solved.steps,
                noticed.step,
                switched.step,
                { what: "together", figure: describeSpan(total) },
            ],
        },
    };
}

function measuredOr(
    span: Span | undefined,
    argument: string,
    what: string,
    computed: { readonly span: Span; readonly because: string },
): { span: Span; step: Step } {
    if (span === undefined) {
        return { span: computed.span, step: { what, figure: describeSpan(computed.span), because: computed.because } };
    }
    return { span, step: { what, figure: describeSpan(span), source: given(span, "s", argument).source } };
}

function meanwhile({ mechanism }: Mechanism, event: FailoverEvent, total: Span): string {
    if (total.atMost === 0) return "go the other way at once";
    const isDrained = event === FailoverEvent.Planned && mechanism in DRAINS;
    return isDrained
        ? `may reach what is drained for ${total.atMost} s: keep it up`
        : `fail for ${describeSpan(total)}`;
}

/** Bounds for several mechanisms together, with every caveat of theirs once. */
export interface CombinedFailover {
    readonly total: Span;
    readonly caveats: readonly Known<string>[];
    readonly reasoning: Reasoning;
}

/** A mechanism by the name that the reasoning shows. */
export interface NamedFailover {
    readonly name: string;
    readonly failover: Pick<Failover, "total" | "caveats">;
}

/** Several mechanisms watch the same thing: the first that acts ends the outage. */
export function earliestOf(parts: readonly [NamedFailover, ...NamedFailover[]]): CombinedFailover {
    const [first, ...rest] = parts;
    const total = whicheverFirst([first.failover.total, ...rest.map((p) => p.failover.total)]);
    return combined("the earliest", parts, total);
}

/** Each mechanism starts when the one before is done: their times add up. None: at once. */
export function inChain(parts: readonly NamedFailover[]): CombinedFailover {
    return combined("one after another", parts, inTurn([AT_ONCE, ...parts.map((p) => p.failover.total)]));
}

function combined(what: string, parts: readonly NamedFailover[], total: Span): CombinedFailover {
    const sorted = [...parts].sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
        total,
        caveats: [...new Set(sorted.flatMap((p) => p.failover.caveats))],
        reasoning: [
            ...sorted.map((p) => ({ what: p.name, figure: describeSpan(p.failover.total) })),
            { what, figure: describeSpan(total) },
        ],
    };
}

/** Whether an engine's switch really leads traffic away, and why. A traffic dial of 0 does not. */
export function drains(engine: AcceleratorName, how: DrainWay): Drain {
    return DRAINS[engine][how];
}
