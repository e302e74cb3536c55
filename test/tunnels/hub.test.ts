/** WireGuard gateways around a hub, with BGP inside the tunnels, as they are rendered. */
import { BridgeEngine, BridgeTopology } from "../../components/vpn-bridge";
import { endCells } from "./support/cell";
import { deploy } from "./support/component";
import { installDevice, interfaceOf, type Device } from "./support/device";
import { established } from "./support/frr";
import { describeTunnels } from "./support/privilege";
import { device, plugged } from "./support/sites";
import { ping } from "./support/traffic";
import { startTwo } from "./support/two-devices";
import { eventually } from "./support/wait";
import { Switch } from "./support/wire";

const SPOKES = Array.from({ length: 10 }, (_, i) => `spoke${String(i + 1).padStart(2, "0")}`);
const SITES = ["hub", ...SPOKES];
const hostOf = (site: string): number => SITES.indexOf(site) + 1;
const lanOf = (site: string): string => `10.${hostOf(site)}.0.1`;

async function start(): Promise<Record<string, Device>> {
    const { devices } = await deploy({
        sites: Object.fromEntries(
            SITES.map((site) => [site, { device: device(hostOf(site)), cidrs: [`10.${hostOf(site)}.0.0/16`] }]),
        ),
        topology: BridgeTopology.HubAndSpoke,
        hubs: ["hub"],
        links: Object.fromEntries(SPOKES.map((spoke) => [`hub/${spoke}`, { engine: BridgeEngine.WireGuard }])),
    });
    const internet = await Switch.start("internet");
    const started = await Promise.all(
        SITES.map(async (site) => {
            const place = { internet, address: plugged(hostOf(site)), lan: `${lanOf(site)}/16` };
            return [site, await installDevice(devices[`${site}/1`]!, place)] as const;
        }),
    );
    return Object.fromEntries(started);
}

describeTunnels("WireGuard gateways around a hub", () => {
    afterEach(endCells);

    test("each of ten spokes reaches every other by way of the hub", async () => {
        const devices = await start();
        const hub = devices.hub!;
        await established(
            hub.cell,
            hub.sheet.tunnels.map(({ peer }) => peer.inside),
            60_000,
        );
        const pairs = SPOKES.flatMap((from) => SPOKES.filter((to) => to !== from).map((to) => ({ from, to })));
        await Promise.all(
            pairs.map(({ from, to }) =>
                eventually(`${from} to ${to}`, async () =>
                    (await ping(devices[from]!.cell, lanOf(to), { from: lanOf(from) })).arrived ? true : undefined,
                ),
            ),
        );
        expect(pairs).toHaveLength(90);
        // There is no other way than the hub.
        for (const spoke of SPOKES) expect(devices[spoke]!.sheet.tunnels.map(({ peer }) => peer.site)).toEqual(["hub"]);
    });

    test("with another preshared key there is no handshake", async () => {
        const other = Buffer.alloc(32, 7).toString("base64");
        const { lab, plant } = await startTwo({
            pair: { engine: BridgeEngine.WireGuard },
            change: (sheet) => ({
                ...sheet,
                tunnels: sheet.tunnels.map((tunnel) =>
                    tunnel.engine.kind === "wireguard"
                        ? { ...tunnel, engine: { ...tunnel.engine, preSharedKey: other } }
                        : tunnel,
                ),
            }),
        });
        const { cell, sheet } = plant;
        const name = interfaceOf(sheet.tunnels[0]!);
        const shown = async (at: Device, what: string): Promise<number[]> =>
            (await at.cell.demand("wg", "show", name, what)).trim().split("\t").slice(1).map(Number);
        // Either end may ask. One was asked twice and has answered, with what the other cannot read: messages 1 and 2 of
        // WireGuard have 148 and 92 bytes, and those that cannot be read are not counted.
        await eventually("two attempts", async () => {
            const counted = await Promise.all([lab, plant].map((one) => shown(one, "transfer")));
            if (counted.some(([received = 0, sent = 0]) => received >= 2 * 148 && sent >= 2 * 92)) return true;
            throw new Error(JSON.stringify(counted));
        });
        for (const one of [lab, plant]) expect(await shown(one, "latest-handshakes")).toEqual([0]);
        expect((await ping(cell, sheet.tunnels[0]!.peer.inside)).arrived).toBe(false);
    });
});
