/** Endpoints and traffic as a command's words name them; what cannot be read ends as wrong usage. */
import type { Selection } from "../../graph/answer";
import { select } from "../../graph/names";
import type { Network } from "../../graph/network";
import { readTraffic, type Traffic } from "../../graph/traffic";
import { describeProblem, type Problem } from "../../plan/problem";
import { Unanswered } from "../exit";

/** For `--help` of every command that takes them. */
export const ENDPOINT_HELP = `
Endpoints:  vpc/<name>, subnet/<name>, instance/<name>, lb/<name>, endpoint/<name>, site/<name>, region/<name>,
            tag/<key>=<value>, internet, an address, a prefix, or a URN
Traffic:    tcp/443, tcp/80,8000-8100, udp/53, tcp, icmp, all (TCP, UDP and ping)`;

export function selected(network: Network, text: string | undefined, path: string): Selection {
    return demanded(select(network, text ?? "", path));
}

export function traffic(text: string | undefined): Traffic {
    return demanded(readTraffic(text ?? "all"));
}

/** The value, or its problems as one error. */
export function demanded<T extends object>(value: T | { readonly problems: readonly Problem[] }): T {
    if (!("problems" in value)) return value;
    throw new Unanswered(value.problems.map(describeProblem).join("\n"));
}

/** Wrong settings are all told at once. */
export function refuse(problems: readonly Problem[]): void {
    if (problems.length > 0) demanded<never>({ problems });
}
