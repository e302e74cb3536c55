/**
 * A site of AWS as it is: the two ends of a VPN connection are machines of their own, each with one tunnel and BGP over it;
 * behind them one router, the transit gateway, shares the load over both (ECMP).
 */
import { Cell } from "./cell";
import { startCloudEnd, type Accepted, type CloudTunnel } from "./cloud";
import { established, startFrr } from "./frr";
import type { Charon } from "./strongswan";
import { cable, type Switch } from "./wire";

export interface AwsSite {
    readonly router: Cell;
    /** In the order of the tunnels. */
    readonly ends: readonly Charon[];
}

export interface AwsOptions {
    readonly internet: Switch;
    readonly asn: number;
    readonly peerAsn: number;
    readonly accepted: Accepted;
    readonly tunnels: readonly Pick<CloudTunnel, "address" | "peer" | "inside" | "key">[];
    /** Inside addresses of the peer, in the same order. */
    readonly peerInside: readonly string[];
    /** What the transit gateway announces; addresses in them that answer. */
    readonly announces: readonly string[];
    readonly hosts: readonly string[];
}

// AWS: hold time 30 s, keepalive 10 s (terraform-provider-aws#5809).
const TIMERS = "timers 10 30";

export async function startAws(options: AwsOptions): Promise<AwsSite> {
    const { internet, accepted, tunnels, hosts } = options;
    const router = await Cell.start("tgw");
    for (const host of hosts) await router.demand("ip", "address", "add", `${host}/32`, "dev", "lo");
    const ends = await Promise.all(
        tunnels.map(async (tunnel, i) => {
            const cell = await Cell.start(`aws${i + 1}`);
            await internet.plug({ cell, address: `${tunnel.address}/24` });
            await cable(
                { cell: router, interface: `end${i + 1}`, address: `${within(i)}.1/30` },
                { cell, interface: "tgw", address: `${within(i)}.2/30` },
            );
            return startCloudEnd(cell, { cloud: "aws", accepted, ...tunnel });
        }),
    );
    await router.demand("sysctl", "-qw", "net.ipv4.fib_multipath_hash_policy=1");
    await Promise.all([
        ...ends.map(({ cell }, i) => configure(cell, endConfiguration(options, i))),
        configure(router, routerConfiguration(options)),
    ]);
    await established(
        router,
        ends.map((_, i) => `${within(i)}.2`),
    );
    return { router, ends };
}

const within = (i: number): string => `192.168.${i + 1}`;

async function configure(cell: Cell, text: string): Promise<void> {
    const daemons = ["bgpd=yes", "vtysh_enable=yes"];
    const options = ["zebra", "bgpd", "staticd"].map((name) => `${name}_options="-A 127.0.0.1"`);
    await cell.write({
        "/etc/frr/daemons": `${[...daemons, ...options].join("\n")}\n`,
        "/etc/frr/vtysh.conf": "service integrated-vtysh-config\n",
        "/etc/frr/frr.conf": text,
    });
    await startFrr(cell);
}

function endConfiguration({ asn, peerAsn, peerInside }: AwsOptions, i: number): string {
    const [tgw, peer] = [`${within(i)}.1`, peerInside[i] ?? ""];
    return `router bgp ${asn}
 bgp router-id ${within(i)}.2
 no bgp ebgp-requires-policy
 neighbor ${peer} remote-as ${peerAsn}
 neighbor ${peer} ${TIMERS}
 neighbor ${tgw} remote-as ${asn}
 neighbor ${tgw} timers 1 3
 neighbor ${tgw} timers connect 1
 address-family ipv4 unicast
  neighbor ${tgw} next-hop-self
 exit-address-family
`;
}

function routerConfiguration({ asn, announces, tunnels }: AwsOptions): string {
    const ends = tunnels.map((_, i) => `${within(i)}.2`);
    return `router bgp ${asn}
 bgp router-id 192.168.0.1
 no bgp network import-check
${ends.map((end) => ` neighbor ${end} remote-as ${asn}\n neighbor ${end} timers 1 3\n neighbor ${end} timers connect 1`).join("\n")}
 address-family ipv4 unicast
${announces.map((prefix) => `  network ${prefix}`).join("\n")}
  maximum-paths ibgp ${ends.length}
 exit-address-family
`;
}
