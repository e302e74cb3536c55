/**
 * Faults on demand. A rule waits for the n-th call of an operation and then makes it fail; rules and their counts are in
 * the store, so they outlive the server that one of them kills.
 */
import type { World } from "./world";
import { CloudError } from "./definition";

export const OPERATIONS = ["create", "read", "update", "delete", "invoke"] as const;
export type Operation = (typeof OPERATIONS)[number];

export const FAULTS = {
    error: "the cloud refuses with an error code; nothing is changed",
    throttle: "the cloud asks to slow down; the provider retries, up to 25 times",
    timeout: "the change is made, but the provider gives up waiting for it",
    drop: "the connection breaks",
    kill: "the simulated clouds are killed (SIGKILL)",
    hold: "the call is held until the rule is cleared",
} as const;
export type FaultKind = keyof typeof FAULTS;

export interface FaultRule {
    id: number;
    kind: FaultKind;
    /** Type token, or "*". */
    type: string;
    operation: Operation | "*";
    /** Which matching call, counted from 1 since the rule was set. */
    nth: number;
    /** How many calls in a row, from the n-th on. */
    times: number;
    /** For drop, kill and hold: before the change is made, or after it. */
    when: "before" | "after";
    code?: string;
    message?: string;
    /** Matching calls so far. */
    seen: number;
    /** A held call is waiting now. */
    holding?: boolean;
}

/** Attempts of the AWS provider before it gives up on throttling (its `maxRetries` default). */
const ATTEMPTS_WHEN_THROTTLED = 25;
const HOLD_POLL_MS = 20;

/** The change was made, the provider stopped waiting. */
export class TimedOut extends Error {}

/** The connection must be cut; nothing is answered. */
export class ConnectionDropped extends Error {}

export class Faults {
    constructor(private readonly world: World) {}

    rules(): FaultRule[] {
        return (this.world.setting("faults") as FaultRule[] | undefined) ?? [];
    }

    add(rule: Omit<FaultRule, "id" | "seen">): FaultRule {
        return this.world.transaction(() => {
            const rules = this.rules();
            const added = { ...rule, id: Math.max(0, ...rules.map((r) => r.id)) + 1, seen: 0 };
            this.world.putSetting("faults", [...rules, added]);
            return added;
        });
    }

    clear(id?: number): void {
        this.world.transaction(() => {
            this.world.putSetting("faults", id === undefined ? [] : this.rules().filter((r) => r.id !== id));
        });
    }

    /**
     * Counts the call and returns the rules that strike it. Call once per operation, then `before` the change and `after`
     * it with the result.
     */
    strike(type: string, operation: Operation): FaultRule[] {
        if (this.rules().length === 0) return [];
        return this.world.transaction(() => {
            const matches = (r: FaultRule): boolean =>
                (r.type === "*" || r.type === type) && (r.operation === "*" || r.operation === operation);
            const rules = this.rules().map((r) => (matches(r) ? { ...r, seen: r.seen + 1 } : r));
            this.world.putSetting("faults", rules);
            return rules.filter((r) => matches(r) && r.seen >= r.nth && r.seen < r.nth + r.times);
        });
    }

    async before(struck: FaultRule[]): Promise<void> {
        for (const rule of struck) {
            if (rule.kind === "error") {
                throw new CloudError(rule.code ?? "InternalError", rule.message ?? "An internal error has occurred");
            }
            if (rule.kind === "throttle" && rule.times > ATTEMPTS_WHEN_THROTTLED) {
                throw new CloudError(rule.code ?? "RequestLimitExceeded", rule.message ?? "Request limit exceeded.");
            }
            if (rule.when === "before") await this.strikeConnection(rule);
        }
    }

    async after(struck: FaultRule[]): Promise<void> {
        for (const rule of struck) {
            if (rule.kind === "timeout")
                throw new TimedOut(rule.message ?? "timeout while waiting for state to become 'available'");
            if (rule.when === "after") await this.strikeConnection(rule);
        }
    }

    private async strikeConnection(rule: FaultRule): Promise<void> {
        if (rule.kind === "drop") throw new ConnectionDropped();
        if (rule.kind === "kill") process.kill(process.pid, "SIGKILL");
        if (rule.kind === "hold") await this.hold(rule);
    }

    /** Waits until somebody clears the rule; marks it so that others can see that a call is waiting. */
    private async hold(rule: FaultRule): Promise<void> {
        this.world.transaction(() => {
            this.world.putSetting(
                "faults",
                this.rules().map((r) => (r.id === rule.id ? { ...r, holding: true } : r)),
            );
        });
        while (this.rules().some((r) => r.id === rule.id)) {
            await new Promise((resolve) => setTimeout(resolve, HOLD_POLL_MS));
        }
    }
}
