/** The planned MTU is the largest packet that passes, to the byte, and what it becomes outside fits the network below. */
import { TunnelEngine } from "../../plan/tunnels/network";
import { endCells } from "./support/cell";
import { behind, interfaceOf } from "./support/device";
import { describeTunnels } from "./support/privilege";
import { fetched, ping, serve } from "./support/traffic";
import { LAB, PLANT, startTwo } from "./support/two-devices";
import { eventually } from "./support/wait";

/** Small enough that the TUN device of strongSwan, which has 1,400 bytes, does not decide. */
const UNDERLAY = 1_400;

const NO_PATH_MTU_DISCOVERY =
    "add table ip lossy { chain input { type filter hook input priority 0; icmp type destination-unreachable drop; }; }";

// vpn.md §5: 1,400 less what each puts around a packet. ESP in UDP, AES-GCM: 20 + 8 + 8 + 8 + 16, to a whole number of
// blocks of 4, less 2. WireGuard: 60. OpenVPN, AES-256-GCM: 52.
const EXPECTED = { ipsec: 1_338, wireguard: 1_340, openvpn: 1_348 } as const;

describeTunnels("the planned MTU is the largest packet that passes", () => {
    afterEach(endCells);

    test.each(Object.values(TunnelEngine))("through %s", async (engine) => {
        const { internet, lab, plant } = await startTwo({ pair: { engine }, underlayMtu: UNDERLAY });
        const [tunnel] = lab.sheet.tunnels;
        const { mtu } = tunnel!;
        expect(mtu).toBe(EXPECTED[engine]);
        const to = tunnel!.peer.inside;
        await eventually(
            "the tunnel carries packets",
            async () => ((await ping(lab.cell, to)).arrived ? true : undefined),
            {
                explain: () => lab.cell.logs() + plant.cell.logs(),
            },
        );

        await internet.count();
        expect(await ping(lab.cell, to, { size: mtu })).toMatchObject({ arrived: true });
        expect(await ping(plant.cell, tunnel!.inside, { size: mtu })).toMatchObject({ arrived: true });
        const tooLarge = await ping(lab.cell, to, { size: mtu + 1 });
        expect(tooLarge.said).toMatch(new RegExp(`message too long, mtu[=:] ?${mtu}`));
        expect(tooLarge.arrived).toBe(false);
        const { largest, fragments } = await internet.counted();
        expect(fragments).toBe(0);
        expect(largest).toBeLessThanOrEqual(UNDERLAY);
        // The next larger packet would not have fitted: the MTU wastes less than one block of the cipher.
        expect(largest).toBeGreaterThan(UNDERLAY - 16);
        expect(await lab.cell.demand("ip", "link", "show", interfaceOf(tunnel!))).toContain(`mtu ${mtu} `);
    });

    test.each(Object.values(TunnelEngine))(
        "through %s, and TCP passes even where objections to larger ones are lost",
        async (engine) => {
            const { lab, plant } = await startTwo({ pair: { engine }, underlayMtu: UNDERLAY });
            const client = await behind(lab, "client", "10.30.0.2/16", LAB);
            const server = await behind(plant, "server", "10.20.0.2/16", PLANT);
            for (const station of [client, server]) await station.demand("nft", NO_PATH_MTU_DISCOVERY);
            serve(server, "10.20.0.2", 1_000_000);
            const url = "http://10.20.0.2/";
            expect(await eventually(url, () => fetched(client, url))).toBe(1_000_000);
        },
    );
});
