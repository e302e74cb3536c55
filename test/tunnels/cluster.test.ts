/** A gateway in a cluster: its pod as the manifests have it, with a machine of another site at the other end. */
import type { DeviceSheet } from "../../components/vpn-bridge/device/sheet";
import { TunnelEngine } from "../../plan/tunnels/network";
import { issue } from "./support/certificates";
import { endCells } from "./support/cell";
import { startDevice, type Device } from "./support/device";
import { established, learnt } from "./support/frr";
import { CLUSTER, content, startPod, type Pod } from "./support/pod";
import { describeTunnels } from "./support/privilege";
import { sheetOf, type Outfit } from "./support/sheets";
import { outside, own, plugged } from "./support/sites";
import { agreed } from "./support/strongswan";
import { eventually } from "./support/wait";
import { Switch } from "./support/wire";

async function pair(engine: TunnelEngine, more: Partial<Outfit> = {}): Promise<{ pod: Pod; shop: Device }> {
    const outfit: Outfit = {
        network: { sites: { plant: own, shop: own }, pairs: { "plant/shop": { engine } } },
        addresses: { plant: [outside(2)], shop: [outside(3)] },
        prefixes: { plant: ["10.20.0.0/16"], shop: ["10.30.0.0/16"] },
        ...(engine === TunnelEngine.OpenVpn ? { credentials: issue({ plant: {}, shop: {} }) } : {}),
        ...more,
    };
    const internet = await Switch.start("internet");
    // Who waits for the tunnel comes first: asked before it knows of the tunnel, it refuses.
    const shop = await startDevice(waiting(sheetOf("shop", outfit)), { internet, address: plugged(3) });
    const pod = await startPod({ ...sheetOf("plant", outfit), cluster: CLUSTER }, { internet, address: plugged(2) });
    return { pod, shop };
}

/** A pod takes no calls of BGP: the machine waits for the pod's. */
function waiting(sheet: DeviceSheet): DeviceSheet {
    const tunnels = sheet.tunnels.map((tunnel) =>
        tunnel.bgp === undefined ? tunnel : { ...tunnel, bgp: { ...tunnel.bgp, waits: true } },
    );
    return { ...sheet, tunnels };
}

/** Everything of the gateway that a node could keep: processes, interfaces, tables of nftables, routes. */
async function remains({ cell }: Pod): Promise<string[]> {
    const asked = [
        "ps -e -o comm= | grep -E '^(charon|zebra|bgpd|staticd|watchfrr|openvpn|tail)' || :",
        "ip -o link | grep -o -E ': (cw|ipsec)[0-9a-z]*' || :",
        "nft list tables",
        "ip -4 route show | grep -v -F 203.0.113. || :",
    ];
    const answers = await Promise.all(asked.map((command) => cell.demand("sh", "-c", command)));
    return answers.flatMap((answer) => answer.split("\n")).filter((line) => line !== "");
}

describeTunnels("a pod with an IPsec tunnel and BGP", () => {
    let pod: Pod;
    let shop: Device;
    beforeEach(async () => {
        ({ pod, shop } = await pair(TunnelEngine.Ipsec));
    });
    afterEach(endCells);

    test("comes up, learns and is learnt, and is ready", async () => {
        for (const charon of Object.values(shop.charons)) await agreed(charon);
        await established(
            shop.cell,
            shop.sheet.tunnels.map(({ peer }) => peer.inside),
        );
        await content("the pod is ready", pod.ready, pod);
        expect((await pod.alive()).code).toBe(0);
        for (const cell of [shop.cell, pod.cell]) {
            await eventually("the other site's prefix", async () => (await learnt(cell)).length > 0 || undefined);
        }
        expect([await learnt(shop.cell), await learnt(pod.cell)]).toEqual([["10.20.0.0/16"], ["10.30.0.0/16"]]);
    });

    test("lets packets come back by another tunnel, and leaves the settings of other interfaces to the node", async () => {
        const setting = async (of: string): Promise<string> =>
            (await pod.cell.demand("sysctl", "-n", `net.ipv4.conf.${of}.rp_filter`)).trim();
        const before = [await setting("all"), await setting("default")];
        const [tunnel] = shop.sheet.tunnels;
        await eventually(
            "the tunnel's interface",
            async () => (await setting(`cw${tunnel!.number}`)) === "2" || undefined,
        );
        expect([await setting("all"), await setting("default")]).toEqual(before);
        expect(before).not.toContain("2");
    });

    test("ends when it is told to, and leaves nothing on its node", async () => {
        await content("the pod is ready", pod.ready, pod);
        await pod.terminate();
        expect(await pod.ended()).toBe(0);
        expect(await remains(pod)).toEqual([]);
    });

    test("ends when one of its programs does, and leaves nothing on its node", async () => {
        await content("the pod is ready", pod.ready, pod);
        await pod.cell.demand("pkill", "-KILL", "charon");
        expect(await pod.ended()).toBe(1);
        expect(await remains(pod)).toEqual([]);
    });
});

describeTunnels("a pod without BGP", () => {
    afterEach(endCells);

    test.each([TunnelEngine.WireGuard, TunnelEngine.OpenVpn])(
        "is ready once the peer of %s has answered",
        async (engine) => {
            const { pod, shop } = await pair(engine, { routedStatically: true });
            await content("the pod is ready", pod.ready, pod);
            const [tunnel] = shop.sheet.tunnels;
            const route = await pod.cell.demand("ip", "-4", "route", "show", "10.30.0.0/16");
            expect(route).toMatch(new RegExp(`dev cw${tunnel!.number} `));
            await pod.terminate();
            expect(await pod.ended()).toBe(0);
            expect(await remains(pod)).toEqual([]);
        },
    );
});
