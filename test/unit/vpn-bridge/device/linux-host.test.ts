/** What a Linux device does besides its tunnels: routes, firewall, classes of traffic, and how a fresh machine gets there. */
import { parse } from "yaml";
import { renderLinux } from "../../../../components/vpn-bridge/device/linux";
import { cloudInit } from "../../../../components/vpn-bridge/device/linux/cloud-init";
import type { DeviceSheet, SheetTunnel, TrafficClass } from "../../../../components/vpn-bridge/device/sheet";
import { CBC, IPSEC, lines, OPENVPN, sheet, staticTunnel, tunnel, WIREGUARD } from "./sheets";

const FRR = "/etc/frr/frr.conf";
const FIREWALL = "/etc/nftables.d/core.nft";
const QUEUES = "/etc/causeway/core-qos";
const file = (name: string, tunnels: readonly SheetTunnel[], changes: Partial<DeviceSheet> = {}): string[] =>
    lines(renderLinux(sheet(tunnels, changes))[name]);

describe("FRR", () => {
    const found = file(FRR, [tunnel(5), tunnel(6, { rank: 2, accepts: ["10.0.0.0/16", "10.8.0.1/32"] })]);

    test("lets in what is declared and parts of it, and nothing else", () => {
        expect(found.filter((line) => line.startsWith("ip prefix-list CW6-IN"))).toEqual([
            "ip prefix-list CW6-IN seq 5 permit 10.0.0.0/16 le 32",
            "ip prefix-list CW6-IN seq 10 permit 10.8.0.1/32",
            "ip prefix-list CW6-IN seq 15 deny 0.0.0.0/0 le 32",
        ]);
    });

    test("lets out what is declared, and nothing else", () => {
        expect(found.filter((line) => line.startsWith("ip prefix-list CW5-OUT"))).toEqual([
            "ip prefix-list CW5-OUT seq 5 permit 10.20.0.0/16 le 32",
            "ip prefix-list CW5-OUT seq 10 deny 0.0.0.0/0 le 32",
        ]);
    });

    test("every session passes both of its filters", () => {
        for (const [peer, name] of [
            ["169.254.21.21", "CW5"],
            ["169.254.21.25", "CW6"],
        ]) {
            expect(found).toEqual(
                expect.arrayContaining([
                    `neighbor ${peer} route-map ${name}-IN in`,
                    `neighbor ${peer} route-map ${name}-OUT out`,
                ]),
            );
        }
    });

    test("nothing is announced but the site's own prefixes and what is learnt", () => {
        expect(found.filter((line) => /^(network|redistribute|aggregate)/.test(line))).toEqual([
            "network 10.20.0.0/16",
        ]);
    });

    test("a lower rank is preferred in both directions", () => {
        const at = (name: string): string[] => {
            const start = found.indexOf(`route-map ${name} permit 10`);
            return found.slice(start + 1, found.indexOf("exit", start)).filter((line) => line.startsWith("set "));
        };
        expect(at("CW5-IN")).toEqual(["set local-preference 1000"]);
        expect(at("CW6-IN")).toEqual(["set local-preference 998"]);
        expect(at("CW5-OUT")).toEqual(["set metric 0"]);
        expect(at("CW6-OUT")).toEqual(["set metric 2", "set as-path prepend 65001 65001"]);
    });

    test("sessions run between the inside addresses with the timers of the sheet", () => {
        expect(found).toEqual(
            expect.arrayContaining([
                "neighbor 169.254.21.21 remote-as 64512",
                "neighbor 169.254.21.21 update-source 169.254.21.22",
                "neighbor 169.254.21.21 timers 10 30",
            ]),
        );
    });

    test("tunnels of one rank can share the load", () => {
        expect(found).toContain("maximum-paths 2");
    });

    // From FRR 9 on mgmtd starts with the others, and without an option each listens on every address.
    test("is spoken to from the machine itself only", () => {
        const options = file("/etc/frr/daemons", [tunnel(5)]).filter((line) => line.includes("_options="));
        expect(options.map((line) => line.split("_")[0]).sort()).toEqual(["bgpd", "mgmtd", "staticd", "zebra"]);
        expect(options.filter((line) => !line.includes("-A 127.0.0.1"))).toEqual([]);
    });

    test("there is no BFD: managed gateways have none", () => {
        expect(found.join("\n")).not.toMatch(/bfd/i);
    });

    test("is not there where everything is routed statically", () => {
        const files = Object.keys(renderLinux(sheet([staticTunnel(5)])));
        expect(files.filter((name) => name.startsWith("/etc/frr/"))).toEqual([]);
    });
});

describe("the firewall", () => {
    const tunnels = [
        tunnel(5),
        tunnel(6, { engine: CBC }),
        tunnel(7, { engine: WIREGUARD }),
        tunnel(8, { engine: { ...OPENVPN, role: "server" } }),
        tunnel(9, { engine: OPENVPN }),
    ];
    const found = file(FIREWALL, tunnels);
    const input = found.slice(found.indexOf("chain input {"), found.indexOf("}", found.indexOf("chain input {")));

    test("opens a tunnel's port to its peers, and to nobody else", () => {
        expect(input.filter((line) => /^(udp|meta l4proto esp)/.test(line))).toEqual([
            "udp dport { 500, 4500 } ip saddr { 203.0.113.5, 203.0.113.6 } accept",
            "udp dport { 500, 4500 } drop",
            "meta l4proto esp ip saddr { 203.0.113.5, 203.0.113.6 } accept",
            "meta l4proto esp drop",
            "udp dport 10007 ip saddr { 203.0.113.7 } accept",
            "udp dport 10007 drop",
            "udp dport 10008 ip saddr { 203.0.113.8 } accept",
            "udp dport 10008 drop",
        ]);
    });

    test("answers BGP inside the tunnel it belongs to, and nowhere else", () => {
        const bgp = file(FIREWALL, [tunnel(5), staticTunnel(6)]).filter((line) => line.includes("179"));
        expect(bgp).toEqual([
            'iifname "cw5" ip saddr 169.254.21.21 ip daddr 169.254.21.22 tcp dport 179 accept',
            "ip daddr { 169.254.21.22 } tcp dport 179 drop",
        ]);
    });

    test("locks nobody out: what has nothing to do with tunnels is accepted", () => {
        expect(input[1]).toBe("type filter hook input priority filter; policy accept;");
        expect(input.some((line) => /dport (22|\{ 22)/.test(line))).toBe(false);
        expect(found.join("\n")).not.toContain("flush ruleset");
    });

    test("lets through a tunnel what the sheet names, in both directions", () => {
        const chain = (name: string): string[] => {
            const start = found.indexOf(`chain ${name} {`);
            return found.slice(start + 1, found.indexOf("}", start));
        };
        expect(chain("from_cw5").filter((line) => line.startsWith("ip "))).toEqual([
            "ip saddr @cw5_far4 ip daddr @cw5_near4 return",
        ]);
        expect(chain("to_cw5").filter((line) => line.startsWith("ip "))).toEqual([
            "ip saddr @cw5_near4 ip daddr @cw5_far4 return",
        ]);
        expect(chain("from_cw5").at(-1)).toBe("drop");
        expect(chain("to_cw5").at(-1)).toBe("drop");
        const set = found.slice(found.indexOf("set cw5_far4 {"));
        expect(set[2]).toBe("elements = { 10.0.0.0/16 }");
    });

    test("lowers the segments of every tunnel to its own size, whichever way the packet goes", () => {
        const clamps = file(FIREWALL, [tunnel(5, { mss: { ipv4: 1_406, ipv6: 1_386 } })]).filter((line) =>
            line.includes("maxseg"),
        );
        const clamp = (side: string, family: string, size: number): string =>
            `${side} "cw5" meta nfproto ${family} tcp flags syn / syn,rst tcp option maxseg size > ${size} ` +
            `tcp option maxseg size set ${size}`;
        expect(clamps).toEqual([
            clamp("iifname", "ipv4", 1_406),
            clamp("oifname", "ipv4", 1_406),
            clamp("iifname", "ipv6", 1_386),
            clamp("oifname", "ipv6", 1_386),
        ]);
    });

    test("can be loaded again: its table is made anew", () => {
        expect(found.slice(found.indexOf("table inet causeway_core"))).toEqual(
            expect.arrayContaining(["table inet causeway_core", "delete table inet causeway_core"]),
        );
    });
});

const PAYMENTS: TrafficClass = {
    name: "payments",
    dscp: 46,
    share: 30,
    matches: [{ from: "10.20.9.0/24", to: "10.0.1.0/24", protocol: "tcp", ports: [443, 8443] }],
};
const VOICE: TrafficClass = { name: "voice", dscp: 34, share: 20, matches: [{ protocol: "udp" }] };

describe("classes of traffic", () => {
    test("are written into packets before they are encrypted", () => {
        const found = file(FIREWALL, [tunnel(5)], { classes: [PAYMENTS] });
        expect(found).toContain(
            "meta nfproto ipv4 ip saddr 10.20.9.0/24 ip daddr 10.0.1.0/24 meta l4proto tcp th dport { 443, 8443 } " +
                "ip dscp set 46 accept",
        );
    });

    test("without addresses count for both families", () => {
        const found = file(FIREWALL, [tunnel(5)], { classes: [VOICE] }).filter((line) => line.includes("dscp set 34"));
        expect(found).toEqual([
            "meta nfproto ipv4 meta l4proto udp ip dscp set 34 accept",
            "meta nfproto ipv6 meta l4proto udp ip6 dscp set 34 accept",
        ]);
    });

    test("cannot be claimed by a packet that belongs to none", () => {
        const found = file(FIREWALL, [tunnel(5)], { classes: [PAYMENTS] });
        expect(found).toContain('oifname { "cw5" } ip dscp { 46, 48 } ip dscp set 0');
    });

    test("without conditions are for those who mark their packets themselves", () => {
        const found = file(FIREWALL, [tunnel(5)], { classes: [PAYMENTS, { ...VOICE, matches: [] }] });
        expect(found.filter((line) => line.includes("set 0"))[0]).toContain("ip dscp { 46, 48 }");
    });

    const queues = file(QUEUES, [tunnel(5), tunnel(6)], { classes: [PAYMENTS, VOICE], uplink: 100_000_000 });
    const classes = queues.filter((line) => line.includes("tc class add"));

    test("have their guaranteed share, and may use what others leave", () => {
        const rates = classes.map((line) =>
            /classid 1:(\d+) htb rate (\d+)bit ceil (\d+)bit/.exec(line)?.slice(1).map(Number),
        );
        expect(rates).toEqual([
            [1, 100_000_000, 100_000_000],
            [2, 1_000_000, 100_000_000],
            [10, 30_000_000, 100_000_000],
            [11, 20_000_000, 100_000_000],
            [3, 49_000_000, 100_000_000],
        ]);
    });

    test("are served in their order, BGP before them and the rest last", () => {
        expect(classes.map((line) => /prio (\d)/.exec(line)?.[1])).toEqual([undefined, "0", "1", "2", "7"]);
    });

    // RFC 2474: the upper six bits of the octet, which in IPv6 begins in the middle of the first one.
    test("are known by their DSCP in IPv4 and in IPv6", () => {
        const filters = queues.filter((line) => line.includes("flowid 1:10"));
        expect(filters).toEqual([
            'tc filter add dev "$queues" parent 1: protocol ip prio 1 u32 match ip dsfield 0xb8 0xfc flowid 1:10',
            'tc filter add dev "$queues" parent 1: protocol ipv6 prio 2 u32 match u16 0x0b80 0x0fc0 at 0 flowid 1:10',
        ]);
    });

    // 1446 bytes become 1500 on the wire (vpn.md, section 5), and 1508 in UDP.
    test("are counted as they are on the wire", () => {
        expect(classes.every((line) => line.includes("overhead 54"))).toBe(true);
        const inUdp = file(QUEUES, [tunnel(5, { mtu: 1_438, engine: { ...IPSEC, encapsulated: true } })], {
            uplink: 1e6,
        });
        expect(inUdp.join("\n")).toContain("overhead 62");
    });

    test("are not shaped where nobody said how much the connection carries", () => {
        expect(renderLinux(sheet([tunnel(5)], { classes: [PAYMENTS] }))[QUEUES]).toBeUndefined();
    });
});

describe("the kernel", () => {
    test("forwards, over several ways, and believes no redirects", () => {
        expect(file("/etc/sysctl.d/60-core.conf", [tunnel(5)])).toEqual(
            expect.arrayContaining([
                "net.ipv4.ip_forward = 1",
                "net.ipv4.conf.all.rp_filter = 2",
                "net.ipv4.conf.all.accept_redirects = 0",
                "net.ipv4.conf.all.send_redirects = 0",
                "net.ipv4.fib_multipath_hash_policy = 1",
            ]),
        );
    });
});

describe("cloud-init", () => {
    const mixed = sheet([tunnel(5), tunnel(7, { engine: WIREGUARD })], { uplink: 1e8 });
    interface UserData {
        readonly packages: string[];
        readonly write_files: { path: string; permissions: string; content: string; owner?: string }[];
        readonly runcmd: string[][];
    }
    const text = cloudInit(mixed);
    const data = parse(text) as UserData;

    test("is what cloud-init takes for its own", () => {
        expect(text.startsWith("#cloud-config\n")).toBe(true);
    });

    test("writes every file as it is", () => {
        const written = Object.fromEntries(data.write_files.map(({ path, content }) => [path, content]));
        expect(written).toMatchObject(renderLinux(mixed));
    });

    test("leaves keys to root alone, and FRR its own files", () => {
        const permissions = (path: string): unknown => data.write_files.find((one) => one.path === path)?.permissions;
        expect(permissions("/etc/swanctl/conf.d/core-cw5.conf")).toBe("0600");
        expect(permissions("/etc/wireguard/cw7.conf")).toBe("0600");
        expect(permissions("/etc/causeway/core-updown")).toBe("0755");
        expect(data.write_files.find(({ path }) => path === FRR)?.owner).toBe("frr:frr");
    });

    test("installs what the tunnels need, and nothing for others", () => {
        expect(data.packages).toEqual(
            expect.arrayContaining(["charon-systemd", "strongswan-swanctl", "wireguard-tools", "frr"]),
        );
        expect(data.packages).not.toContain("openvpn");
        expect(data.packages).toContain("unattended-upgrades");
    });

    test("starts the firewall before the tunnels", () => {
        const started = data.runcmd.filter(([, verb]) => verb === "restart").map(([, , service]) => service);
        expect(started).toEqual([
            "core-firewall.service",
            "frr.service",
            "strongswan.service",
            "core-watch.timer",
            "wg-quick@cw7.service",
        ]);
    });
});

test("the order of tunnels in the sheet changes nothing", () => {
    const tunnels = [tunnel(5), tunnel(6), tunnel(7, { engine: WIREGUARD })];
    expect(renderLinux(sheet([...tunnels].reverse()))).toEqual(renderLinux(sheet(tunnels)));
});
