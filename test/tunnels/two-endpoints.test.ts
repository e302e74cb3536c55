/** A device with both tunnels of an AWS VPN connection, as a component makes them, and AWS as it is: two ends and a router. */
import { describeSpan, estimateFailover } from "../../plan/failover";
import { startAws, type AwsSite } from "./support/aws-router";
import type { Cell } from "./support/cell";
import { deploy, endsOf } from "./support/component";
import { behind, installDevice, type Device } from "./support/device";
import { established, learnt, nextHops } from "./support/frr";
import { describeTunnels } from "./support/privilege";
import { CLOUDS_OF_BRIDGE, device as deviceAt, plugged } from "./support/sites";
import { agreed } from "./support/strongswan";
import { fetched, Flow, ping, serve } from "./support/traffic";
import { eventually } from "./support/wait";
import { Switch } from "./support/wire";

const GATEWAY = "10.20.0.1";
const WORKSTATION = "10.20.0.2";
/** Seconds: packets are sent five times in each, and timers of FRR run in whole ones. */
const RESOLUTION = 1;
/** Enough for a flow on each tunnel, whichever way addresses are hashed. */
const SERVERS = Array.from({ length: 16 }, (_, i) => `10.0.0.${i + 1}`);

describeTunnels("two tunnels to AWS", () => {
    let site: AwsSite;
    let device: Device;
    let workstation: Cell;
    let peers: string[];

    beforeAll(async () => {
        const deployed = await deploy({
            sites: { aws: CLOUDS_OF_BRIDGE.aws, plant: { device: deviceAt(2), cidrs: ["10.20.0.0/16"] } },
        });
        const { sites } = deployed.plan;
        const configuration = deployed.devices["plant/1"]!;
        const { tunnels } = configuration.sheet;
        const ends = endsOf("aws", deployed);
        peers = tunnels.map((tunnel) => tunnel.peer.inside);
        const internet = await Switch.start("internet");
        site = await startAws({
            internet,
            asn: sites.aws!.asn!,
            peerAsn: sites.plant!.asn!,
            accepted: ends[0]!.accepted,
            tunnels: ends,
            peerInside: tunnels.map(({ inside }) => inside),
            announces: ["10.0.0.0/16", "10.66.0.0/16", "0.0.0.0/0"],
            hosts: SERVERS,
        });
        device = await installDevice(configuration, { internet, address: plugged(2), lan: `${GATEWAY}/16` });
        workstation = await behind(device, "workstation", `${WORKSTATION}/16`, GATEWAY);
        for (const charon of Object.values(device.charons)) await agreed(charon);
        await established(device.cell, peers);
    });

    test("the far prefix is learnt over both", async () => {
        const hops = await eventually("two routes", async () => {
            const found = await nextHops(device.cell, "10.0.0.0/16");
            return found.length === 2 ? found : undefined;
        });
        expect(hops).toEqual([...peers].sort());
    });

    test("of all that AWS announces only the declared prefix is learnt", async () => {
        expect(await learnt(device.cell)).toEqual(["10.0.0.0/16"]);
    });

    test("AWS learns the plant's prefix, and nothing else", async () => {
        await eventually("the plant's prefix", async () => ((await learnt(site.router)).length > 0 ? true : undefined));
        expect(await learnt(site.router)).toEqual(["10.20.0.0/16"]);
    });

    test("every server answers", async () => {
        for (const server of SERVERS) {
            await eventually(server, async () => ((await ping(workstation, server)).arrived ? true : undefined));
        }
    });

    test("a page of a megabyte arrives whole", async () => {
        serve(site.router, SERVERS[0]!, 1_000_000);
        const url = `http://${SERVERS[0]!}/`;
        expect(await eventually(url, () => fetched(workstation, url))).toBe(1_000_000);
    });

    test("one end falls silent: everything flows over the other within the predicted time", async () => {
        const { hold, keepalive } = device.sheet.tunnels[0]!.bgp!;
        const estimate = estimateFailover(
            { mechanism: "aws-vpn-tunnel", peer: { hold, keepalive } },
            { event: "silent", path: "drill" },
        );
        if ("problems" in estimate) throw new Error(JSON.stringify(estimate.problems));
        const { atMost } = estimate.failover.total;
        const flows = SERVERS.map((server) => new Flow(workstation, server));
        await eventually("all servers answer", () => (flows.every((flow) => flow.isAlive()) ? true : undefined));
        await site.ends[0]!.cell.end();
        await eventually("some flow stops", () => (flows.some((flow) => !flow.isAlive()) ? true : undefined));
        await eventually("all flows go on", () => (flows.every((flow) => flow.isAlive()) ? true : undefined), {
            limit: (atMost + 5) * 1_000,
        });
        const outages = flows.map((flow) => flow.outage());
        const longest = Math.max(...outages);
        process.stderr.write(`outage: ${longest.toFixed(1)} s, predicted ${describeSpan(estimate.failover.total)}\n`);
        expect(longest).toBeLessThanOrEqual(atMost + RESOLUTION);
        // What was on the other tunnel went on.
        expect(Math.min(...outages)).toBeLessThan(estimate.failover.total.atLeast);
        expect(await nextHops(device.cell, "10.0.0.0/16")).toEqual([peers[1]]);
    });
});
