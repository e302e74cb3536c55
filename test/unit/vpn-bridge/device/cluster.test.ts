/** A gateway that is a pod: its manifests as Kubernetes reads them, and the files that differ from a machine's. */
import { execFileSync } from "node:child_process";
import { parseAllDocuments } from "yaml";
import { renderLinux } from "../../../../components/vpn-bridge/device/linux";
import { clusterManifests } from "../../../../components/vpn-bridge/device/linux/cluster/manifests";
import type { DeviceSheet, SheetCluster, SheetTunnel } from "../../../../components/vpn-bridge/device/sheet";
import { IPSEC, KEY, lines, OPENVPN, sheet, staticTunnel, tunnel, WIREGUARD } from "./sheets";

const CLUSTER: SheetCluster = {
    namespace: "network",
    image: "docker.io/library/debian:trixie-slim",
    installs: true,
    gateways: 1,
    listens: false,
};
const START = "/etc/causeway/core-gateway";

function pod(
    tunnels: readonly SheetTunnel[],
    cluster: Partial<SheetCluster> = {},
    more: Partial<DeviceSheet> = {},
): DeviceSheet {
    return sheet(tunnels, { ...more, cluster: { ...CLUSTER, ...cluster } });
}

type Tree = { readonly [key: string]: Tree } & { readonly [i: number]: Tree } & { readonly length: number };
/** As Kubernetes reads it: YAML 1.1. */
const manifestsOf = (of: DeviceSheet): Tree[] =>
    parseAllDocuments(clusterManifests(of), { version: "1.1" }).map((one) => one.toJS() as Tree);
const ofKind = (of: DeviceSheet, kind: string): Tree[] => manifestsOf(of).filter((one) => String(one.kind) === kind);
const podOf = (of: DeviceSheet): Tree => ofKind(of, "Deployment")[0]!.spec!.template!.spec!;
const gatewayOf = (of: DeviceSheet): Tree => podOf(of).containers![0]!;
const settingsOf = (of: DeviceSheet): Tree => podOf(of).containers![1]!;

const MIXED = pod([tunnel(5), staticTunnel(7, { engine: WIREGUARD }), tunnel(8, { engine: OPENVPN })]);
const NAME = "core-gateway-plant-1-af343a0";

describe("the manifests", () => {
    test("of a lone gateway are its namespace, leave for a critical pod, its files, and one pod", () => {
        expect(manifestsOf(MIXED).map(({ kind }) => kind)).toEqual([
            "Namespace",
            "ResourceQuota",
            "ConfigMap",
            "Secret",
            "Deployment",
        ]);
    });

    test("of two gateways keep Kubernetes from taking both away at a time, and say what both share once", () => {
        const two = { ...CLUSTER, gateways: 2 };
        const first = pod([tunnel(5)], two);
        const second = pod([tunnel(6)], two, { device: 2 });
        expect(ofKind(first, "PodDisruptionBudget")[0]!.spec).toEqual({
            maxUnavailable: 1,
            unhealthyPodEvictionPolicy: "AlwaysAllow",
            selector: { matchLabels: { "app.kubernetes.io/name": "causeway-gateway", "causeway.dev/site": "plant" } },
        });
        for (const one of [first, second]) {
            expect(ofKind(one, "Deployment")[0]!.spec!.template!.metadata!.labels).toMatchObject({
                "app.kubernetes.io/name": "causeway-gateway",
                "causeway.dev/site": "plant",
            });
        }
        expect(manifestsOf(second).map(({ kind }) => kind)).toEqual(["ConfigMap", "Secret", "Deployment"]);
    });

    // Pod Security Standards: the host's network is forbidden from "baseline" on.
    test("allow pods on the node's network in their namespace, and put everything there", () => {
        const [namespace, ...others] = manifestsOf(MIXED);
        expect(namespace!.metadata).toEqual({
            name: "network",
            labels: { "pod-security.kubernetes.io/enforce": "privileged" },
        });
        expect(new Set(others.map(({ metadata }) => metadata!.namespace))).toEqual(new Set(["network"]));
    });

    test("of a site called no are not read as of a site called false", () => {
        const labels = ofKind(pod([tunnel(5)], {}, { site: "no" }), "Deployment")[0]!.metadata!.labels!;
        expect(labels["causeway.dev/site"]).toBe("no");
    });
});

describe("the pod", () => {
    test("runs once, on the network of the node that has its label, whatever taint that has", () => {
        const { spec } = ofKind(MIXED, "Deployment")[0]!;
        expect([spec!.replicas, spec!.strategy]).toEqual([1, { type: "Recreate" }]);
        expect(podOf(MIXED)).toMatchObject({
            hostNetwork: true,
            dnsPolicy: "Default",
            nodeSelector: { "causeway.dev/gateway": "plant-1" },
            tolerations: [{ operator: "Exists" }],
            priorityClassName: "system-node-critical",
        });
    });

    test("gets no key to the cluster", () => {
        expect(podOf(MIXED)).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    });

    // The scheduler puts no two pods with one host port on a node (Kubernetes, NodePorts).
    test("claims the ports that peers call, so that no node gets two gateways that want the same", () => {
        const server = tunnel(9, { engine: { ...OPENVPN, role: "server", port: 10_009 } });
        const all = pod([tunnel(5), tunnel(7, { engine: WIREGUARD }), tunnel(8, { engine: OPENVPN }), server]);
        expect(gatewayOf(all).ports).toEqual([
            { name: "ike", containerPort: 500, hostPort: 500, protocol: "UDP" },
            { name: "ike-nat", containerPort: 4_500, hostPort: 4_500, protocol: "UDP" },
            { name: "cw7", containerPort: 10_007, hostPort: 10_007, protocol: "UDP" },
            { name: "cw9", containerPort: 10_009, hostPort: 10_009, protocol: "UDP" },
        ]);
        expect(gatewayOf(pod([tunnel(7, { engine: WIREGUARD })], { listens: true })).ports).toContainEqual({
            name: "bgp",
            containerPort: 179,
            hostPort: 179,
            protocol: "TCP",
        });
    });

    const common = [
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "KILL",
        "NET_ADMIN",
        "NET_BIND_SERVICE",
        "NET_RAW",
        "SETGID",
        "SETUID",
    ];
    test("has no privilege but named ones: what zebra needs beyond the others only where there is BGP", () => {
        expect(gatewayOf(MIXED).securityContext).toEqual({
            capabilities: { drop: ["ALL"], add: [...common, "SYS_ADMIN"] },
            seccompProfile: { type: "RuntimeDefault" },
        });
        expect(gatewayOf(pod([staticTunnel(5)])).securityContext!.capabilities!.add).toEqual(common);
    });

    test("changes settings of the node's kernel in a container of its own, the only privileged one", () => {
        expect(settingsOf(MIXED)).toMatchObject({
            command: ["/bin/sh", `/run/causeway${START}`, "settings"],
            securityContext: { privileged: true },
        });
        expect(podOf(MIXED).containers).toHaveLength(2);
    });

    test("opens the device that OpenVPN needs, and none where there is none", () => {
        expect(podOf(MIXED).volumes).toContainEqual({
            name: "tun",
            hostPath: { path: "/dev/net/tun", type: "CharDevice" },
        });
        expect(gatewayOf(MIXED).volumeMounts).toContainEqual({ name: "tun", mountPath: "/dev/net/tun" });
        expect(podOf(pod([tunnel(5)])).volumes).toHaveLength(1);
    });

    test("is asked whether its programs answer, and whether a tunnel carries anything", () => {
        const asked = (verb: string): unknown => ({ exec: { command: ["/bin/sh", `/run/causeway${START}`, verb] } });
        expect(gatewayOf(MIXED)).toMatchObject({
            startupProbe: asked("alive"),
            livenessProbe: asked("alive"),
            readinessProbe: asked("ready"),
        });
    });

    test("is made anew when a file changes, and not otherwise", () => {
        const mark = (of: DeviceSheet): unknown =>
            ofKind(of, "Deployment")[0]!.spec!.template!.metadata!.annotations!["causeway.dev/files"];
        const other = pod([tunnel(5, { engine: { ...IPSEC, deadPeerDetection: 20 } })]);
        expect(mark(pod([tunnel(5)]))).toBe(mark(pod([tunnel(5)])));
        expect(mark(other)).not.toBe(mark(pod([tunnel(5)])));
    });
});

describe("the files", () => {
    /** By path, from the objects that the pod's volume names. */
    function mounted(of: DeviceSheet): Record<string, string> {
        const { sources, defaultMode } = podOf(of).volumes![0]!.projected!;
        expect(defaultMode).toBe(0o400);
        return Object.fromEntries(
            (sources as unknown as Tree[]).flatMap(({ secret, configMap }) => {
                const { name, items } = (secret ?? configMap)!;
                const kind = secret === undefined ? "ConfigMap" : "Secret";
                const { data } = ofKind(of, kind).find(({ metadata }) => metadata!.name === name)!;
                return (items as unknown as { key: string; path: string }[]).map(({ key, path }) => {
                    const text = String(data![key]);
                    return [`/${path}`, secret === undefined ? text : Buffer.from(text, "base64").toString()];
                });
            }),
        );
    }

    test("are mounted as they are rendered, each at its own path", () => {
        expect(mounted(MIXED)).toEqual(renderLinux(MIXED));
    });

    test("of a bridge with many tunnels are in as many objects as Kubernetes takes", () => {
        const many = pod(Array.from({ length: 300 }, (_, i) => tunnel(i, { engine: OPENVPN_OF_SIZE })));
        const sizes = ofKind(many, "Secret").map(({ data }) => JSON.stringify(data).length);
        expect(sizes.length).toBeGreaterThan(1);
        expect(Math.max(...sizes)).toBeLessThan(1024 * 1024);
        expect(mounted(many)).toEqual(renderLinux(many));
    });

    test("with keys are in the Secret, and no key is anywhere else", () => {
        const others = manifestsOf(MIXED).filter(({ kind }) => String(kind) !== "Secret");
        const text = JSON.stringify(others);
        for (const key of [KEY, WIREGUARD.privateKey, WIREGUARD.preSharedKey, "PRIVATE KEY", "Static key"]) {
            expect(text).not.toContain(key);
            expect(Object.values(mounted(MIXED)).join("\n")).toContain(key);
        }
    });

    test("are no units of systemd, which a pod does not have", () => {
        expect(Object.keys(renderLinux(MIXED)).filter((file) => file.includes("systemd"))).toEqual([]);
        expect(Object.keys(renderLinux(sheet([tunnel(5)]))).filter((file) => file.includes("systemd"))).not.toEqual([]);
    });

    const file = (name: string, of: DeviceSheet): string[] => lines(renderLinux(of)[name]);

    // Felix ends where net.ipv4.conf.all.rp_filter is 2 (Calico, Felix configuration: IgnoreLooseRPF).
    test("let packets come back by another tunnel without loosening what guards the node's other interfaces", () => {
        const loose = file("/etc/sysctl.d/60-core.conf", pod([tunnel(5), tunnel(6)])).filter((line) =>
            /rp_filter/.test(line),
        );
        expect(loose).toEqual(["net.ipv4.conf.cw5.rp_filter = 2", "net.ipv4.conf.cw6.rp_filter = 2"]);
    });

    // FRR, bgpd and zebra: -P is the port of the vty, -p that of BGP; 0 is none.
    test("leave the ports of routing daemons to those of the node, but where a peer waits to be called", () => {
        expect(file("/etc/frr/daemons", pod([tunnel(5)]))).toEqual(
            expect.arrayContaining(['bgpd_options="   -A 127.0.0.1 -P 0 -p 0"', 'staticd_options="-A 127.0.0.1 -P 0"']),
        );
        expect(file("/etc/frr/daemons", pod([tunnel(5)], { listens: true }))).toContain(
            'bgpd_options="   -A 127.0.0.1 -P 0"',
        );
    });

    test("tell a machine whose peer takes no calls to wait for them", () => {
        const bgp = { peerAsn: 64_512, keepalive: 3, hold: 9, waits: true };
        const passive = (of: SheetTunnel): string[] =>
            file("/etc/frr/frr.conf", sheet([of])).filter((line) => line.endsWith(" passive"));
        expect(passive(tunnel(5, { bgp }))).toEqual(["neighbor 169.254.21.21 passive"]);
        expect(passive(tunnel(5))).toEqual([]);
    });

    test("log where the pod's own log is", () => {
        expect(file("/etc/frr/frr.conf", MIXED)).toContain("log file /var/log/frr/frr.log informational");
        expect(file("/etc/strongswan.d/core.conf", MIXED)).toContain("stderr {");
        expect(file(START, MIXED)).toContain("tail -n +1 -F /var/log/frr/frr.log &");
    });
});

/** As large as with certificates of a real authority. */
const OPENVPN_OF_SIZE: SheetTunnel["engine"] = { ...OPENVPN, authority: "A".repeat(4_000) };

describe("the script that starts the pod", () => {
    const script = (of: DeviceSheet): string[] => lines(renderLinux(of)[START]);
    const installed = (of: DeviceSheet): string =>
        script(of).find((line) => line.startsWith("install --no-install-recommends")) ?? "";

    test("installs what the tunnels need, and nothing for others", () => {
        expect(installed(pod([tunnel(5)]))).toBe(
            "install --no-install-recommends iproute2 nftables frr strongswan-charon libstrongswan-standard-plugins " +
                "strongswan-swanctl libstrongswan-extra-plugins",
        );
        expect(installed(pod([staticTunnel(7, { engine: WIREGUARD })]))).toBe(
            "install --no-install-recommends iproute2 nftables wireguard-tools",
        );
    });

    test("installs nothing into an image of one's own, and says what that lacks", () => {
        const own = script(pod([tunnel(5)], { installs: false }));
        expect(own.join("\n")).not.toContain("apt-get");
        expect(own).toContain(
            "for program in ip tc nft /usr/lib/frr/frrinit.sh vtysh /usr/lib/ipsec/charon swanctl; do",
        );
    });

    test("starts nothing that no tunnel needs", () => {
        const own = script(pod([staticTunnel(7, { engine: WIREGUARD })])).join("\n");
        expect(own).toContain("wg-quick up cw7");
        expect(own).not.toMatch(/charon|swanctl|frr|openvpn|vtysh/);
    });

    test.each([
        ["IPsec with BGP", [tunnel(5)]],
        ["WireGuard without", [staticTunnel(7, { engine: WIREGUARD })]],
        ["OpenVPN without", [staticTunnel(8, { engine: OPENVPN })]],
        ["all", MIXED.tunnels],
    ])("is a script that a shell reads, with %s", (_, tunnels) => {
        for (const installs of [true, false]) {
            const text = renderLinux(pod(tunnels, { installs }, { uplink: 1e8 }))[START]!;
            expect(() => execFileSync("sh", ["-n"], { input: text, stdio: "pipe" })).not.toThrow();
        }
    });
});

test("the name of a gateway and of its objects is one that Kubernetes takes, and no other gateway has", () => {
    const names = manifestsOf(MIXED).flatMap(({ kind, metadata }) =>
        ["Namespace", "ResourceQuota"].includes(String(kind)) ? [] : [String(metadata!.name)],
    );
    expect(names).toEqual([NAME, NAME, NAME]);
    const other = ofKind(pod([tunnel(5)], {}, { bridge: "Core_2", device: 2 }), "Deployment")[0]!.metadata!.name;
    expect(String(other)).toMatch(/^core-2-gateway-plant-2-[0-9a-f]{7}$/);
});
