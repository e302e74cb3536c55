/** Namespaces need root. Without it the tests of tunnels are skipped, and say so; a run that must prove everything fails. */
import * as fs from "node:fs";
import { endCells } from "./cell";

const LACKING = [
    ...(process.getuid?.() === 0 ? [] : ["root"]),
    ...(fs.existsSync("/dev/net/tun") ? [] : ["/dev/net/tun"]),
    ...(fs.existsSync("/usr/lib/ipsec/charon")
        ? []
        : ["strongSwan and the like: `npm test -- tunnel-tools` installs them"]),
];

/** `describe` where tunnels can be made. Cells that a test leaves are ended after each. */
export function describeTunnels(name: string, tests: () => void): void {
    if (LACKING.length > 0 && process.env.CI !== "true") {
        process.stderr.write(`skipped: ${name}: it needs ${LACKING.join(" and ")}\n`);
        describe.skip(name, tests);
        return;
    }
    describe(name, () => {
        beforeAll(() => {
            if (LACKING.length > 0) throw new Error(`tests of real tunnels need ${LACKING.join(" and ")}`);
        });
        tests();
        afterAll(endCells);
    });
}
