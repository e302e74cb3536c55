/** How global fronts fail over: health checks notice, then edges choose anew or DNS answers expire. */
import { CLOUDFLARE_DNS_ONLY } from "../../facts/failover";
import { DNS_TTL, HEALTH_CHECKS } from "../../facts/timers";
import { AT_ONCE, checkBounds, FailoverEvent, ttlBounds } from "./bounds";
import { unsolved, type Reasoned, type Solver } from "./mechanisms";
import { show, type Problem } from "../problem";
import { settings } from "../settings";
import { join } from "../shape";

const EDGE_CHOOSES: Reasoned = { span: AT_ONCE, because: "the edge chooses anew for each connection" };

function answersExpire(ttl: number): Reasoned {
    return { span: ttlBounds(ttl), because: `answers are kept for up to ${ttl} s` };
}

/** Health checks, `threshold` failed ones in a row, each `interval` after the one before. */
function noticedByChecks(
    event: FailoverEvent,
    threshold: number,
    interval: number,
    timeout: number | undefined,
): Reasoned {
    const span = checkBounds(event, threshold, interval, timeout);
    if (event === FailoverEvent.Planned) return { span, because: "it is drained on purpose" };
    const failed = `${threshold} failed check${threshold === 1 ? "" : "s in a row"}, one every ${interval} s`;
    const refused = event === FailoverEvent.Unplanned ? "a refused one fails at once, " : "";
    const unanswered = timeout === undefined ? "before the next, which is all that is known" : `after ${timeout} s`;
    return { span, because: `${failed}; ${refused}an unanswered one fails ${unanswered}` };
}

export const solveGlobalAccelerator: Solver<"global-accelerator"> = (m, event, path) => {
    if (m.endpoint === "load-balancer") {
        const targets = HEALTH_CHECKS["aws-load-balancer"];
        const { values, steps, problems } = settings(path, {
            interval: [m.interval, targets.interval],
            threshold: [m.threshold, targets.threshold],
            timeout: [m.timeout, targets.timeout],
        });
        const detect = noticedByChecks(event, values.threshold, values.interval, values.timeout);
        return { detect, switch: EDGE_CHOOSES, steps, problems };
    }
    const checks = HEALTH_CHECKS["global-accelerator"];
    const { values, steps, problems } = settings(path, {
        interval: [m.interval, checks.interval],
        threshold: [m.threshold, checks.threshold],
    });
    const detect = noticedByChecks(event, values.threshold, values.interval, checks.timeout.value);
    return { detect, switch: EDGE_CHOOSES, steps, problems };
};

export const solveRoute53: Solver<"route53"> = (m, event, path) => {
    if (m.healthCheck === false && event !== FailoverEvent.Planned) {
        return unsolved({
            check: "no-health-check",
            path: join(path, "healthCheck"),
            got: "false",
            allowed: "a health check, or an alias that evaluates its target's health",
            fix: "Give the primary record a health check: without one it never fails over.",
        });
    }
    const checks = HEALTH_CHECKS.route53;
    const { values, steps, problems } = settings(path, {
        interval: [m.interval, checks.interval],
        threshold: [m.threshold, checks.threshold],
        ttl: [m.ttl, DNS_TTL],
    });
    const detect = noticedByChecks(event, values.threshold, values.interval, checks.timeout.value);
    return { detect, switch: answersExpire(values.ttl), steps, problems };
};

export const solveTrafficManager: Solver<"traffic-manager"> = (m, event, path) => {
    const checks = HEALTH_CHECKS["traffic-manager"];
    const isFast = m.interval === 10;
    const { values, steps, problems } = settings(path, {
        interval: [m.interval, checks.interval],
        tolerated: [m.tolerated, checks.tolerated],
        timeout: [m.timeout, isFast ? checks.fastTimeout : checks.timeout],
        ttl: [m.ttl, DNS_TTL],
    });
    // What is tolerated does not count yet: one failure more does.
    const detect = noticedByChecks(event, values.tolerated + 1, values.interval, values.timeout);
    return { detect, switch: answersExpire(values.ttl), steps, problems };
};

export const solveFrontDoor: Solver<"front-door"> = (m, event, path) => {
    const checks = HEALTH_CHECKS["front-door"];
    const { values, steps, problems } = settings(path, {
        interval: [m.interval, checks.interval],
        samples: [m.samples, checks.samples],
        successful: [m.successful, checks.successful],
    });
    const { samples, successful } = values;
    const tooMany: Problem = {
        check: "timer-range",
        path: join(path, "successful"),
        got: show(successful),
        allowed: `a whole number from 1 to the samples, ${samples}`,
        fix: "Demand at most as many successes as there are samples.",
    };
    // The window still holds successes: so many failures push them below what is demanded.
    const detect = noticedByChecks(event, samples - successful + 1, values.interval, checks.timeout.value);
    return {
        detect,
        switch: EDGE_CHOOSES,
        steps,
        problems: [...problems, ...(successful > samples ? [tooMany] : [])],
    };
};

export const solveGoogleLoadBalancer: Solver<"google-load-balancer"> = (m, event, path) => {
    const checks = HEALTH_CHECKS["google-load-balancer"];
    const { values, steps, problems } = settings(path, {
        interval: [m.interval, checks.interval],
        threshold: [m.threshold, checks.threshold],
        timeout: [m.timeout, checks.timeout],
    });
    const tooLong: Problem = {
        check: "timer-range",
        path: join(path, "timeout"),
        got: show(values.timeout),
        allowed: `a whole number from 1 to the interval, ${values.interval}`,
        fix: "Wait for an answer at most until the next check.",
    };
    return {
        detect: noticedByChecks(event, values.threshold, values.interval, values.timeout),
        switch: EDGE_CHOOSES,
        steps,
        problems: [...problems, ...(values.timeout > values.interval ? [tooLong] : [])],
    };
};

export const solveCloudflare: Solver<"cloudflare"> = (m, event, path) => {
    const checks = HEALTH_CHECKS.cloudflare;
    const { values, steps, problems } = settings(path, {
        interval: [m.interval, checks.interval],
        consecutiveDown: [m.consecutiveDown, checks.consecutiveDown],
        retries: [m.retries, checks.retries],
        timeout: [m.timeout, checks.timeout],
    });
    const dns = m.proxied === false ? settings(path, { ttl: [m.ttl, DNS_TTL] }) : undefined;
    // A check that is not answered is repeated at once; only then has it failed.
    const unanswered = (values.retries + 1) * values.timeout;
    return {
        detect: noticedByChecks(event, Math.max(values.consecutiveDown, 1), values.interval, unanswered),
        switch: dns === undefined ? EDGE_CHOOSES : answersExpire(dns.values.ttl),
        ...(dns !== undefined && { behaviour: CLOUDFLARE_DNS_ONLY }),
        steps: [...steps, ...(dns?.steps ?? [])],
        problems: [...problems, ...(dns?.problems ?? [])],
    };
};
