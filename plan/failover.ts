/**
 * How long an outage lasts at least and at most, per mechanism that ends it, whatever phase its timers are in. Times that no
 * provider publishes are not in the bounds: the caveats name them.
 */
import {
    BEHAVIOURS,
    CAVEATS,
    DRAINS,
    DRAIN_WAYS,
    ESTABLISHED,
    type AcceleratorName,
    type Behaviour,
    type Drain,
    type DrainWay,
    type MechanismName,
} from "../facts/failover";
import { given, type Known } from "../facts/fact";
import type { Span } from "../facts/timers";
import { describeSpan, FailoverEvent, inTurn } from "./failover/bounds";
import * as fronts from "./failover/fronts";
import type { Mechanism, Solved, Solver } from "./failover/mechanisms";
import { OPTIONS, readMechanism } from "./failover/shapes";
import * as tunnels from "./failover/tunnels";
import { oneOf, show, type Problem } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { checkSpan } from "./settings";
import { checkShape, join, own, withoutNulls } from "./shape";

export { describeSpan, FailoverEvent, negotiatedHold } from "./failover/bounds";
export { earliestOf, inChain } from "./failover/combined";
export type { Combination, CombinedFailover, NamedFailover } from "./failover/combined";
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
    const solver = SOLVERS[mechanism.mechanism] as Solver<MechanismName>;
    return solver(mechanism, event, path);
}

/**
 * The bounds for a mechanism, or everything that is wrong with its description or the options. What is null is taken for left
 * out.
 */
export function estimateFailover(mechanism: Mechanism, options?: FailoverOptions | null): FailoverEstimate {
    const path = typeof options?.path === "string" ? options.path : "failover";
    const read = readMechanism(mechanism, path);
    const wrongOptions = checkShape(OPTIONS, options, path);
    if ("problems" in read || wrongOptions.length > 0) {
        return { problems: [...("problems" in read ? read.problems : []), ...wrongOptions] };
    }
    return estimated(read.mechanism, withoutNulls(OPTIONS, options ?? {}), path);
}

function estimated(
    mechanism: Mechanism,
    { event = FailoverEvent.Unplanned, measured = {} }: FailoverOptions,
    path: string,
): FailoverEstimate {
    const solved = solve(mechanism, event, path);
    const at = join(path, "measured");
    const problems = [
        ...solved.problems,
        ...(solved.unmeasured !== undefined && measured.switch === undefined ? [solved.unmeasured] : []),
        ...checkSpan(measured.detect, join(at, "detect")),
        ...checkSpan(measured.switch, join(at, "switch")),
    ];
    if (problems.length > 0) return { problems };
    const noticed = measuredOr(measured.detect, join(at, "detect"), "noticed", solved.detect);
    const switched = measuredOr(measured.switch, join(at, "switch"), "switched", solved.switch);
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

/**
 * Whether an engine's switch really leads traffic away, and why. A traffic dial of 0 does not. Throws a RangeError that names
 * the allowed words where the engine or the switch is not one of them: what a table does not know is no answer.
 */
export function drains(engine: AcceleratorName, how: DrainWay): Drain {
    const ways = typeof engine === "string" ? own<Readonly<Record<DrainWay, Drain>>>(DRAINS, engine) : undefined;
    if (ways === undefined) throw new RangeError(`Give ${oneOf(Object.keys(DRAINS))}: got ${show(engine)}.`);
    const drain = typeof how === "string" ? own(ways, how) : undefined;
    if (drain === undefined) throw new RangeError(`Give ${oneOf(DRAIN_WAYS)}: got ${show(how)}.`);
    return drain;
}
