/** How tunnels and routes fail over: BGP, BFD, DPD, and the gateways that are built of them. */
import { given, type Known } from "../../facts/fact";
import { BFD, BGP_MINIMUM, BGP_TIMERS, DPD, RECOVERY, type BgpTimers, type Span } from "../../facts/timers";
import { AT_ONCE, FailoverEvent, holdBounds, negotiatedHold, whicheverFirst } from "./bounds";
import { unsolved, type BgpSide, type Reasoned, type Solved, type Solver } from "./mechanisms";
import { oneOf, show, type Problem } from "../problem";
import type { Step } from "../reasoning";
import { settings, settingStep } from "../settings";
import { join, own } from "../shape";

const ROUTE_IS_THERE: Reasoned = { span: AT_ONCE, because: "the other route is there already" };

const noticedBySilence = (event: FailoverEvent, span: Span, because: string): Reasoned => {
    if (event === FailoverEvent.Planned) return { span, because: "the end of the session is announced" };
    if (event === FailoverEvent.Silent) return { span, because };
    return { span, because: `at once, or by silence: ${because}` };
};

/** What two ends make of their timers. */
interface Session {
    readonly detect: Reasoned;
    readonly steps: readonly Step[];
    readonly problems: readonly Problem[];
}

interface End {
    readonly name: string;
    readonly hold: Known;
    readonly keepalive: number;
    readonly problems: readonly Problem[];
}

function bgpEnd(side: BgpSide, path: string): End {
    if (typeof side !== "object") {
        const timers = typeof side === "string" ? own<BgpTimers>(BGP_TIMERS, side) : undefined;
        const unknown = {
            check: "unknown-bgp-end",
            path,
            got: show(side),
            allowed: oneOf(Object.keys(BGP_TIMERS)),
            fix: "Name an end that Causeway knows, or give its hold time.",
        };
        const { hold, keepalive } = timers ?? BGP_TIMERS.plain;
        return { name: side, hold, keepalive: keepalive.value, problems: timers === undefined ? [unknown] : [] };
    }
    const { hold, keepalive = Math.floor(hold / 3) } = side;
    const wholeUpTo = (value: number, from: number, to: number): boolean =>
        Number.isInteger(value) && value >= from && value <= to;
    const least = BGP_MINIMUM.hold.value;
    const refused = (name: string, value: number, allowed: string): Problem => ({
        check: "timer-range",
        path: join(path, name),
        got: show(value),
        allowed,
        fix: "Without a hold time that ends, silence is never noticed.",
    });
    // Hold times are 16 bits wide on the wire.
    const problems = !wholeUpTo(hold, least, 65_535)
        ? [refused("hold", hold, `a whole number of seconds from ${least} to 65535`)]
        : wholeUpTo(keepalive, 1, hold)
          ? []
          : [refused("keepalive", keepalive, `a whole number of seconds from 1 to the hold time, ${hold}`)];
    return {
        name: path,
        hold: given(hold, "s", join(path, "hold")),
        keepalive,
        problems,
    };
}

/**
 * A session between two ends. Traffic flows again when both have noticed, so the end with the shorter keepalive counts; an
 * end whose keepalive is longer than a third of the negotiated hold time sends at that third (RFC 4271 §10).
 */
function bgpSession(ends: readonly [End, End], event: FailoverEvent, restart?: number): Session {
    const [a, b] = ends;
    const hold = negotiatedHold(a.hold.value, b.hold.value);
    const keepalive = Math.min(a.keepalive, b.keepalive, Math.floor(hold / 3));
    const kept =
        restart !== undefined && event === FailoverEvent.Unplanned
            ? `, and routes are kept for up to ${restart} s where the session restarts`
            : "";
    const isSame = a.name === b.name;
    return {
        detect: noticedBySilence(
            event,
            holdBounds(event, hold, keepalive, restart),
            `the last keepalive came up to ${keepalive} s before${kept}`,
        ),
        steps: [
            settingStep(`hold time of ${a.name}`, a.hold),
            ...(isSame ? [] : [settingStep(`hold time of ${b.name}`, b.hold)]),
            { what: "hold time", figure: `${hold} s`, because: "the lower of the two ends'" },
        ],
        problems: [...a.problems, ...b.problems],
    };
}

/** The earlier of two ways to notice the same failure. */
function either(a: Reasoned, b: Reasoned): Reasoned {
    const because = a.because === b.because ? a.because : `the earlier of two: ${a.because}; ${b.because}`;
    return { span: whicheverFirst([a.span, b.span]), because };
}

export const solveBgp: Solver<"bgp"> = ({ sides: [a, b], gracefulRestart }, event, path) => {
    const session = bgpSession(
        [bgpEnd(a, `${join(path, "sides")}[0]`), bgpEnd(b, `${join(path, "sides")}[1]`)],
        event,
        gracefulRestart,
    );
    const isWrong = gracefulRestart !== undefined && !(Number.isInteger(gracefulRestart) && gracefulRestart >= 0);
    const problem: Problem = {
        check: "timer-range",
        path: join(path, "gracefulRestart"),
        got: show(gracefulRestart),
        allowed: "a whole number of seconds from 0",
        fix: "Give the restart time that both ends agreed on, or leave it out.",
    };
    return {
        ...session,
        problems: [...session.problems, ...(isWrong ? [problem] : [])],
        switch: ROUTE_IS_THERE,
    };
};

export const solveBfd: Solver<"bfd"> = ({ over, interval, multiplier }, event, path) => {
    const bfd = own<(typeof BFD)[keyof typeof BFD]>(BFD, over);
    if (bfd?.available !== true) {
        const available = Object.entries(BFD).flatMap(([name, { available: is }]) => (is ? [name] : []));
        const fix = bfd === undefined ? "Correct the name." : `${bfd.because}: rely on the timers of BGP and DPD.`;
        return unsolved({ check: "no-bfd", path: join(path, "over"), got: show(over), allowed: oneOf(available), fix });
    }
    const { values, steps, problems } = settings(path, {
        interval: [interval, bfd.interval],
        multiplier: [multiplier, bfd.multiplier],
    });
    const { interval: between, multiplier: missed } = values;
    const { atLeast, atMost } = holdBounds(event, missed * between, between);
    const span = { atLeast: atLeast / 1_000, atMost: atMost / 1_000 };
    return {
        detect: noticedBySilence(event, span, `${missed} packets in a row are missed`),
        switch: ROUTE_IS_THERE,
        steps,
        problems,
    };
};

/** Silence for the whole timeout; the last sign of life came up to an interval before, where that is known. */
function dpdSession(
    end: keyof typeof DPD,
    timeout: number | undefined,
    name: string,
    event: FailoverEvent,
    path: string,
) {
    const { values, steps, problems } = settings(path, { [name]: [timeout, DPD[end].timeout] });
    const silence = values[name] ?? 0;
    const interval = DPD[end].interval.value;
    return {
        detect: noticedBySilence(
            event,
            holdBounds(event, silence, interval ?? silence),
            interval === undefined
                ? `the peer is silent for up to ${silence} s, in steps that are not published`
                : `the last answer came up to ${interval} s before`,
        ),
        steps,
        problems,
    };
}

export const solveDpd: Solver<"dpd"> = ({ end, timeout }, event, path) => {
    if (own(DPD, end) === undefined) {
        const fix = "Only these publish their timers: rely on BGP elsewhere.";
        const allowed = oneOf(Object.keys(DPD));
        return unsolved({ check: "unknown-dpd-end", path: join(path, "end"), got: show(end), allowed, fix });
    }
    return { ...dpdSession(end, timeout, "timeout", event, path), switch: ROUTE_IS_THERE };
};

/** A gateway whose other tunnel is up: BGP or DPD notices, whichever is earlier. */
function withDpd(session: Session, dpd: Session): Solved {
    return {
        detect: either(session.detect, dpd.detect),
        switch: ROUTE_IS_THERE,
        steps: [...session.steps, ...dpd.steps],
        problems: [...session.problems, ...dpd.problems],
    };
}

export const solveAwsTunnel: Solver<"aws-vpn-tunnel"> = (
    { routing = "bgp", peer = "plain", dpdTimeout },
    event,
    path,
) => {
    const dpd = dpdSession("aws", dpdTimeout, "dpdTimeout", event, path);
    if (routing === "static") return { ...dpd, switch: ROUTE_IS_THERE };
    return withDpd(bgpSession([bgpEnd("aws-vpn", path), bgpEnd(peer, join(path, "peer"))], event), dpd);
};

export const solveAzureActiveActive: Solver<"azure-active-active"> = ({ peer = "plain", dpdTimeout }, event, path) =>
    withDpd(
        bgpSession([bgpEnd("azure-vpn", path), bgpEnd(peer, join(path, "peer"))], event),
        dpdSession("azure", dpdTimeout, "dpdTimeout", event, path),
    );

export const solveAzureActiveStandby: Solver<"azure-active-standby"> = (_, event) => {
    const recovery = event === FailoverEvent.Planned ? RECOVERY.azureStandbyPlanned : RECOVERY.azureStandbyUnplanned;
    return {
        detect: { span: AT_ONCE, because: "contained in the time of the switch" },
        switch: { span: recovery.value, because: "Azure states the whole time" },
        steps: [{ what: "the standby takes over", source: recovery.source }],
        problems: [],
    };
};

export const solveWireguardBgp: Solver<"wireguard-bgp"> = ({ hold, keepalive }, event, path) => {
    const fast = BGP_TIMERS["frr-fast"].hold.value;
    const isDefault = hold === undefined && keepalive === undefined;
    const side: BgpSide = isDefault ? "frr-fast" : { hold: hold ?? fast, keepalive };
    const end = bgpEnd(side, path);
    const { problems } = end;
    return { ...bgpSession([end, end], event), switch: ROUTE_IS_THERE, problems };
};

export const solveTailscale: Solver<"tailscale"> = (_, __, path) => ({
    detect: { span: AT_ONCE, because: "contained in the time of the switch" },
    switch: ROUTE_IS_THERE,
    steps: [],
    problems: [],
    unmeasured: {
        check: "failover-unknown",
        path: join(join(path, "measured"), "switch"),
        got: "nothing",
        allowed: "the shortest and the longest time in seconds",
        fix: `No document says ${RECOVERY.tailscale.ask}: measure it.`,
    },
});
