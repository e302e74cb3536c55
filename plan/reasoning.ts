/**
 * How a planner came to its result, step by step: every planner returns it beside the result, so that a command, a report
 * and an error text show the same words.
 */
import type { Source } from "../facts/fact";

export interface Step {
    /** What was concluded: "tunnel aws-gcp carries", "bound by distance". */
    readonly what: string;
    /** The figure with its unit, as it is printed: "1406 bytes", "292.00 USD/month". */
    readonly figure?: string;
    /** The rule or the sum behind it: "1460 outer − 20 IPv4 − 8 ESP …". */
    readonly because?: string;
    /** Where the rule or the number comes from. */
    readonly source?: Source;
}

export type Reasoning = readonly Step[];

/** A step a line: `what: figure, because (document, date, certainty)`. */
export function explain(steps: Reasoning): string {
    return steps.map(line).join("\n");
}

function line({ what, figure, because, source }: Step): string {
    const said = figure === undefined ? what : `${what}: ${figure}`;
    const reasoned = because === undefined ? said : `${said}, ${because}`;
    return source === undefined ? reasoned : `${reasoned} (${describeSource(source)})`;
}

export function describeSource({ document, date, certainty }: Source): string {
    return [document, date, certainty].filter((part) => part !== "").join(", ");
}
