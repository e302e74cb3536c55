/** Flows that the configuration declares, as rules name them and tell that nobody knows. */
import type { DeclaredFlow, Expectations } from "./config-types";
import type { Flow } from "./questions";
import { undeterminedAt, type Claim } from "./rule";

export type FlowList = "mustReach" | "mustNotReach" | "critical";

/** Each flow once, whatever lists it stands in. */
export function declaredFlows(expectations: Expectations, ...lists: readonly FlowList[]): readonly DeclaredFlow[] {
    const all = lists.flatMap((list) => expectations[list]);
    return [
        ...new Map(all.map((flow) => [JSON.stringify([flow.from, flow.to, flow.traffic, flow.data]), flow])).values(),
    ];
}

/** "vpc/shop to vpc/orders, tcp 443" */
export function flowLabel({ from, to, traffic }: Flow): string {
    return `${from} to ${to}, ${traffic}`;
}

export function undeterminedFor(flow: Flow, reasons: readonly string[]): Claim {
    return undeterminedAt(
        flowLabel(flow),
        because(reasons),
        "Make what is not known known to the program, or judge the deployed stack.",
    );
}

/** The first reasons in a sentence. */
export function because(reasons: readonly string[]): string {
    if (reasons.length === 0) return "no reason was given";
    const more = reasons.length - 3;
    return [...reasons.slice(0, 3), ...(more > 0 ? [`${more} more`] : [])].join("; ");
}
