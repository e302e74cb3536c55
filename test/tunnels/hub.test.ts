/** WireGuard gateways around a hub, with BGP inside the tunnels, as they are rendered. */
import type { SheetTunnel } from "../../components/vpn-bridge/device/sheet";
import { TunnelEngine, TunnelTopology, type TunnelNetwork } from "../../plan/tunnels/network";
import { endCells } from "./support/cell";
import { interfaceOf, startDevice, type Device } from "./support/device";
import { established } from "./support/frr";
import { describeTunnels } from "./support/privilege";
import { sheetOf, type Outfit } from "./support/sheets";
import { outside, own, plugged } from "./support/sites";
import { ping } from "./support/traffic";
import { eventually } from "./support/wait";
import { Switch } from "./support/wire";

const SPOKES = Array.from({ length: 10 }, (_, i) => `spoke${String(i + 1).padStart(2, "0")}`);
const SITES = ["hub", ...SPOKES];
const hostOf = (site: string): number => SITES.indexOf(site) + 1;
const lanOf = (site: string): string => `10.${hostOf(site)}.0.1`;

function outfit(spokes: readonly string[]): Outfit {
    const sites = ["hub", ...spokes];
    const of = <T>(value: (site: string) => T): Record<string, T> =>
        Object.fromEntries(sites.map((site) => [site, value(site)]));
    const network: TunnelNetwork = {
        sites: of(() => own),
        topology: TunnelTopology.HubAndSpoke,
        hubs: ["hub"],
        pairs: Object.fromEntries(spokes.map((spoke) => [`hub/${spoke}`, { engine: TunnelEngine.WireGuard }])),
    };
    return {
        network,
        addresses: of((site) => [outside(hostOf(site))]),
        prefixes: of((site) => [`10.${hostOf(site)}.0.0/16`]),
    };
}

async function start(
    spokes: readonly string[],
    change: (tunnel: SheetTunnel, site: string) => SheetTunnel = (tunnel) => tunnel,
): Promise<Record<string, Device>> {
    const internet = await Switch.start("internet");
    const started = await Promise.all(
        ["hub", ...spokes].map(async (site) => {
            const sheet = sheetOf(site, outfit(spokes));
            const changed = { ...sheet, tunnels: sheet.tunnels.map((tunnel) => change(tunnel, site)) };
            const lan = `${lanOf(site)}/16`;
            return [site, await startDevice(changed, { internet, address: plugged(hostOf(site)), lan })] as const;
        }),
    );
    return Object.fromEntries(started);
}

describeTunnels("WireGuard gateways around a hub", () => {
    afterEach(endCells);

    test("each of ten spokes reaches every other by way of the hub", async () => {
        const devices = await start(SPOKES);
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
        const devices = await start(["spoke01"], (tunnel, site) =>
            site === "hub" || tunnel.engine.kind !== "wireguard"
                ? tunnel
                : { ...tunnel, engine: { ...tunnel.engine, preSharedKey: other } },
        );
        const { cell, sheet } = devices.spoke01!;
        const name = interfaceOf(sheet.tunnels[0]!);
        const shown = async (at: Device, what: string): Promise<number[]> =>
            (await at.cell.demand("wg", "show", name, what)).trim().split("\t").slice(1).map(Number);
        // Either end may ask. One was asked twice and has answered, with what the other cannot read: messages 1 and 2 of
        // WireGuard have 148 and 92 bytes, and those that cannot be read are not counted.
        await eventually("two attempts", async () => {
            const counted = await Promise.all(Object.values(devices).map((device) => shown(device, "transfer")));
            if (counted.some(([received = 0, sent = 0]) => received >= 2 * 148 && sent >= 2 * 92)) return true;
            throw new Error(JSON.stringify(counted));
        });
        for (const device of Object.values(devices)) expect(await shown(device, "latest-handshakes")).toEqual([0]);
        expect((await ping(cell, sheet.tunnels[0]!.peer.inside)).arrived).toBe(false);
    });
});
