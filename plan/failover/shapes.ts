/** What each mechanism may be told, checked before anything is computed: a misspelt timer would leave the default in force. */
import type { MechanismName } from "../../facts/failover";
import { oneOf, show, type Problem } from "../problem";
import { checkShape, join, own, withoutNulls, type Shape } from "../shape";
import { FailoverEvent } from "./bounds";
import type { BgpSide, Mechanism } from "./mechanisms";

const NUMBER: Shape = { kind: "number" };
const BOOLEAN: Shape = { kind: "boolean" };
const NAME: Shape = { kind: "string", required: true };
/** A name or an object, which no shape says: `checkSide` looks at the object, and the solver knows the names. */
const SIDE: Shape = { kind: "input" };

function numbers<K extends string>(...names: readonly K[]): Record<K, Shape> {
    return Object.fromEntries(names.map((name) => [name, NUMBER])) as Record<K, Shape>;
}

/** The members of each mechanism, without `mechanism` itself. */
const MEMBERS = {
    bgp: { sides: { kind: "list", of: SIDE, required: true }, ...numbers("gracefulRestart") },
    bfd: { over: NAME, ...numbers("interval", "multiplier") },
    dpd: { end: NAME, ...numbers("timeout") },
    "aws-vpn-tunnel": {
        routing: { kind: "string", among: ["bgp", "static"] },
        peer: SIDE,
        ...numbers("dpdTimeout"),
    },
    "azure-active-standby": {},
    "azure-active-active": { peer: SIDE, ...numbers("dpdTimeout") },
    "wireguard-bgp": numbers("hold", "keepalive"),
    tailscale: {},
    "global-accelerator": {
        endpoint: { kind: "string", among: ["instance", "load-balancer"] },
        ...numbers("interval", "threshold", "timeout"),
    },
    route53: { healthCheck: BOOLEAN, ...numbers("interval", "threshold", "ttl") },
    "traffic-manager": numbers("interval", "tolerated", "timeout", "ttl"),
    "front-door": numbers("interval", "samples", "successful"),
    "google-load-balancer": numbers("interval", "threshold", "timeout"),
    cloudflare: {
        proxied: BOOLEAN,
        ...numbers("interval", "consecutiveDown", "retries", "timeout", "ttl"),
    },
} as const satisfies { readonly [K in MechanismName]: Record<string, Shape> };

const BGP_SIDE: Shape = { kind: "object", members: { hold: { kind: "number", required: true }, keepalive: NUMBER } };

export const OPTIONS: Shape = {
    kind: "object",
    members: {
        event: { kind: "string", among: Object.values(FailoverEvent) },
        path: { kind: "string" },
        // `checkSpan` looks at what is in it.
        measured: { kind: "object", members: { detect: { kind: "input" }, switch: { kind: "input" } } },
    },
};

export type Readable = { readonly mechanism: Mechanism } | { readonly problems: readonly Problem[] };

/** The mechanism with null taken for left out, or what is wrong with its names and types. */
export function readMechanism(value: Mechanism, path: string): Readable {
    const given: unknown = value;
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
        return { problems: checkShape({ kind: "object", required: true, members: { mechanism: NAME } }, given, path) };
    }
    const name = (given as Partial<Mechanism>).mechanism;
    const members = typeof name === "string" ? own<Record<string, Shape>>(MEMBERS, name) : undefined;
    if (members === undefined) return { problems: [unknownMechanism(name, path)] };
    const shape: Shape = { kind: "object", required: true, members: { mechanism: NAME, ...members } };
    const problems = checkShape(shape, given, path);
    if (problems.length > 0) return { problems };
    const mechanism = withoutNulls(shape, value);
    const inside = checkSides(mechanism, path);
    return inside.length > 0 ? { problems: inside } : { mechanism };
}

function checkSides(mechanism: Mechanism, path: string): Problem[] {
    if ("peer" in mechanism) return checkSide(mechanism.peer, join(path, "peer"));
    if (mechanism.mechanism !== "bgp") return [];
    const sides: readonly BgpSide[] = mechanism.sides;
    const at = join(path, "sides");
    if (sides.length !== 2) {
        const fix = "A session has two ends: give both.";
        return [{ check: "two-ends", path: at, got: show(sides), allowed: "a list of 2", fix }];
    }
    return sides.flatMap((side, i) => checkSide(side, `${at}[${i}]`));
}

function checkSide(side: BgpSide | undefined, path: string): Problem[] {
    return typeof side === "object" ? checkShape(BGP_SIDE, side, path) : [];
}

function unknownMechanism(name: unknown, path: string): Problem {
    return {
        check: "unknown-mechanism",
        path: join(path, "mechanism"),
        got: show(name),
        allowed: oneOf(Object.keys(MEMBERS)),
        fix: "Choose one of these.",
    };
}
