/** What ends an outage, as the user describes it, and what is found out about it. */
import type { Behaviour, MechanismName } from "../../facts/failover";
import type { BFD, BGP_TIMERS, DPD, Span } from "../../facts/timers";
import { AT_ONCE, type FailoverEvent } from "./bounds";
import type { Problem } from "../problem";
import type { Step } from "../reasoning";

/** One end of a BGP session: a known one by its name, or its timers in seconds. `keepalive`: a third of `hold`. */
export type BgpSide = keyof typeof BGP_TIMERS | { readonly hold: number; readonly keepalive?: number };

/** What ends an outage. Every time is in seconds, except BFD's intervals; what is left out is the provider's default. */
export type Mechanism =
    /** Another route is there; the session over the dead one has to end. `gracefulRestart`: where both ends use it. */
    | { readonly mechanism: "bgp"; readonly sides: readonly [BgpSide, BgpSide]; readonly gracefulRestart?: number }
    /** `interval` in milliseconds. */
    | {
          readonly mechanism: "bfd";
          readonly over: keyof typeof BFD;
          readonly interval?: number;
          readonly multiplier?: number;
      }
    | { readonly mechanism: "dpd"; readonly end: keyof typeof DPD; readonly timeout?: number }
    /** The second tunnel of an AWS VPN connection. With static routes DPD alone notices. Default: BGP. */
    | {
          readonly mechanism: "aws-vpn-tunnel";
          readonly routing?: "bgp" | "static";
          readonly peer?: BgpSide;
          readonly dpdTimeout?: number;
      }
    | { readonly mechanism: "azure-active-standby" }
    | { readonly mechanism: "azure-active-active"; readonly peer?: BgpSide; readonly dpdTimeout?: number }
    /** Two WireGuard gateways with BGP inside. */
    | { readonly mechanism: "wireguard-bgp"; readonly hold?: number; readonly keepalive?: number }
    /** No document says how long it takes: a measurement has to. */
    | { readonly mechanism: "tailscale" }
    /** Behind a load balancer the health of its targets counts, with timers of their own. Default: an instance or address. */
    | {
          readonly mechanism: "global-accelerator";
          readonly endpoint?: "instance" | "load-balancer";
          readonly interval?: number;
          readonly threshold?: number;
          /** Of a load balancer's checks; the accelerator's own is not settable. */
          readonly timeout?: number;
      }
    /** `healthCheck` false: the record has none, nor does it evaluate its target's health. Default: true. */
    | {
          readonly mechanism: "route53";
          readonly healthCheck?: boolean;
          readonly interval?: number;
          readonly threshold?: number;
          readonly ttl?: number;
      }
    | {
          readonly mechanism: "traffic-manager";
          readonly interval?: number;
          readonly tolerated?: number;
          readonly timeout?: number;
          readonly ttl?: number;
      }
    | {
          readonly mechanism: "front-door";
          readonly interval?: number;
          readonly samples?: number;
          readonly successful?: number;
      }
    | {
          readonly mechanism: "google-load-balancer";
          readonly interval?: number;
          readonly threshold?: number;
          readonly timeout?: number;
      }
    /** `proxied` false: clients have to resolve the name again. Default: true. */
    | {
          readonly mechanism: "cloudflare";
          readonly interval?: number;
          readonly consecutiveDown?: number;
          readonly retries?: number;
          readonly timeout?: number;
          readonly proxied?: boolean;
          readonly ttl?: number;
      };

export interface Reasoned {
    readonly span: Span;
    readonly because: string;
}

/** The two parts of an outage. They mean nothing where there are problems. */
export interface Solved {
    readonly detect: Reasoned;
    readonly switch: Reasoned;
    readonly steps: readonly Step[];
    readonly problems: readonly Problem[];
    /** Where these options behave otherwise than the mechanism does by default. */
    readonly behaviour?: Behaviour;
    /** What is wrong unless the user measured the switch. */
    readonly unmeasured?: Problem;
}

export type Solver<K extends MechanismName> = (
    mechanism: Extract<Mechanism, { mechanism: K }>,
    event: FailoverEvent,
    path: string,
) => Solved;

export function unsolved(...problems: readonly Problem[]): Solved {
    const nothing = { span: AT_ONCE, because: "" };
    return { detect: nothing, switch: nothing, steps: [], problems };
}
