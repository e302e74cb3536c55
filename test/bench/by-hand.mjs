/**
 * TransitHub against the same network written by hand: it registers exactly the same resources, and a preview costs hardly
 * more.
 */
import { againstHand } from "./support/against-hand.mjs";
import { example, program } from "./support/programs.mjs";

const ROUNDS = 5;

/** By network: the program with the component. The example itself is the first. */
const WITH_HUB = { "global-retail": () => example(), thousand: () => program("with-transit-hub") };

export async function measure(report) {
    const rows = [];
    for (const [network, withHub] of Object.entries(WITH_HUB)) {
        const programs = { withComponent: withHub(), byHand: program("by-hand") };
        rows.push(...(await againstHand({ network, component: "TransitHub", ...programs, rounds: ROUNDS, report })));
    }
    return rows;
}
