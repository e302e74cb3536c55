/** The classes of a gateway's traffic, shaped as rendered, while bulk traffic fills the uplink. */
import { TunnelEngine } from "../../plan/tunnels/network";
import { behind } from "./support/device";
import { describeTunnels } from "./support/privilege";
import { ping, quantile, roundTrips, saturate } from "./support/traffic";
import { LAB, PLANT, startTwo } from "./support/two-devices";
import { eventually } from "./support/wait";

const PAYMENTS = "10.30.9.1";
const UPLINK = 10_000_000;

describeTunnels("under load", () => {
    test("payments keep their latency while bulk traffic waits in a queue", async () => {
        const { lab, plant } = await startTwo({
            pair: { engine: TunnelEngine.WireGuard },
            outfit: {
                classes: [{ name: "payments", dscp: 46, share: 30, matches: [{ to: "10.30.9.0/24" }] }],
                uplink: UPLINK,
            },
        });
        await lab.cell.demand("ip", "address", "add", `${PAYMENTS}/32`, "dev", "lo");
        const till = await behind(plant, "till", "10.20.0.2/16", PLANT);
        for (const address of [PAYMENTS, LAB]) {
            await eventually(address, async () => ((await ping(till, address)).arrived ? true : undefined));
        }

        const load = await saturate(till, lab.cell, LAB);
        const full = 0.5 * (UPLINK / 1e6);
        await eventually("a full uplink", () => (load.megabits() > full ? true : undefined));
        const [payments, bulk] = await Promise.all([roundTrips(till, PAYMENTS, 100), roundTrips(till, LAB, 100)]);
        const figures = { payments: quantile(payments, 0.95), bulk: quantile(bulk, 0.5) };
        process.stderr.write(
            `round trips: payments ${figures.payments} ms at most for 95 %, others ${figures.bulk} ms for half\n`,
        );
        expect(payments.length).toBeGreaterThan(90);
        expect(figures.payments).toBeLessThan(figures.bulk / 2);
        // The shape is that of the uplink, not of this machine.
        expect(load.megabits()).toBeLessThan(UPLINK / 1e6);
    });
});
