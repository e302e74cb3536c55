/** What gets through each engine on this machine, all of it in user space: printed, because it proves nothing elsewhere. */
import { TunnelEngine } from "../../plan/tunnels/network";
import { endCells } from "./support/cell";
import { describeTunnels } from "./support/privilege";
import { ping, throughput } from "./support/traffic";
import { LAB, PLANT, startTwo } from "./support/two-devices";
import { eventually } from "./support/wait";

describeTunnels("bulk traffic flows", () => {
    afterEach(endCells);

    test.each(Object.values(TunnelEngine))("through %s", async (engine) => {
        const { lab, plant } = await startTwo({ pair: { engine } });
        await eventually("the other network", async () =>
            (await ping(lab.cell, PLANT, { from: LAB })).arrived ? true : undefined,
        );
        const megabits = await throughput(lab.cell, plant.cell, { from: LAB, to: PLANT });
        process.stderr.write(`${engine}: ${megabits} Mbit/s\n`);
        expect(megabits).toBeGreaterThan(0);
    });
});
