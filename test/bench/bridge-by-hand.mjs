/**
 * VpnBridge against the same tunnels written by hand: examples/branches-40, 272 tunnels of forty branches with AWS and Azure,
 * as it is; and all of it without a component, with a table of numbers where the component plans. Both register the same
 * resources, the secret that every key follows from included. What only the component makes, configurations of the devices,
 * waits for that secret, which no preview knows.
 */
import { againstHand } from "./support/against-hand.mjs";
import { branchesByHand, example } from "./support/programs.mjs";

const ROUNDS = 3;

export function measure(report) {
    const programs = { withComponent: example("branches-40"), byHand: branchesByHand() };
    return againstHand({ network: "branches-40", component: "VpnBridge", ...programs, rounds: ROUNDS, report });
}
