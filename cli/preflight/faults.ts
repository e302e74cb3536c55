/** What is wrong with the routes whoever asks: loops, routes into nothing, answers that take another way. */
import type { Fault } from "../../graph/faults";
import type { Network } from "../../graph/network";
import type { Finding } from "../../policy/finding";
import type { RuleInfo } from "../format/checked";
import { finding } from "./finding";
import { PREFLIGHT } from "./rules";

const RULES: Readonly<Record<Fault["kind"], RuleInfo>> = {
    loop: PREFLIGHT.loop,
    blackhole: PREFLIGHT.blackhole,
    asymmetry: PREFLIGHT.asymmetry,
};
/** Pairs that a message names. */
const NAMED = 3;

export function faultFindings(network: Network, faults: readonly Fault[]): readonly Finding[] {
    return faults.map(({ kind, reason: { element, detail }, pairs }) => {
        const position = element.urn === undefined ? undefined : network.positions.get(element.urn);
        const about = { ...element, ...(position === undefined ? {} : { position }) };
        return finding(RULES[kind], about, "fail", `${detail}; met by ${inWords(pairs)}`);
    });
}

function inWords(pairs: Fault["pairs"]): string {
    const named = pairs.slice(0, NAMED).map(({ from, to }) => `${from} to ${to}`);
    const more = pairs.length - named.length;
    return more === 0 ? named.join(", ") : `${named.join(", ")} and ${more} more`;
}
