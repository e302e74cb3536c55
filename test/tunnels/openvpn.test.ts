/** Two OpenVPN gateways, as they are rendered, with certificates of every kind. */
import { TunnelEngine } from "../../plan/tunnels/network";
import type { Issued } from "./support/certificates";
import { endCells, type Daemon } from "./support/cell";
import { describeTunnels } from "./support/privilege";
import { ping } from "./support/traffic";
import { LAB, PLANT, startTwo, type TwoDevices } from "./support/two-devices";
import { eventually } from "./support/wait";

async function gateways(certificate: Issued): Promise<TwoDevices & { server: Daemon }> {
    const two = await startTwo({ pair: { engine: TunnelEngine.OpenVpn }, certificate });
    return { ...two, server: Object.values(two.lab.daemons)[0]! };
}

describeTunnels("an OpenVPN tunnel", () => {
    afterEach(endCells);

    test("comes up with TLS 1.3 and AES-256-GCM, and the networks behind it reach each other", async () => {
        const { lab, server } = await gateways({});
        expect(await server.says(/Control Channel: /)).toMatch(/TLSv1\.3, cipher TLSv1\.3/);
        expect(await server.says(/Data Channel: .*cipher '/i)).toMatch(/cipher 'AES-256-GCM'/i);
        await eventually(
            "the other network",
            async () => ((await ping(lab.cell, PLANT, { from: LAB })).arrived ? true : undefined),
            { explain: () => lab.cell.logs() },
        );
    });

    test.each([
        ["a revoked certificate", { revoked: true }, /VERIFY ERROR: .*error=certificate revoked: CN=plant\/1/],
        [
            "an expired certificate",
            { from: -30, until: -1 },
            /VERIFY ERROR: .*error=certificate has expired: CN=plant\/1/,
        ],
    ])("refuses %s, and says so", async (_, certificate, reason) => {
        const { plant, server } = await gateways(certificate);
        await server.says(reason);
        const [tunnel] = plant.sheet.tunnels;
        expect((await ping(plant.cell, tunnel!.peer.inside)).arrived).toBe(false);
        expect(server.log()).not.toMatch(/Peer Connection Initiated/);
    });
});
