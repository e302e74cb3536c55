/** The containers of a gateway's pod: what they may do, what they ask for, and how Kubernetes knows that they live. */
import type { DeviceSheet, RenderedFiles, SheetCluster, SheetTunnel } from "../../sheet";
import { inOrder, tunnelsOf } from "../../words";
import { MOUNT, PLACES } from "../places";
import { hasFrr } from "../software";

type Part = Readonly<Record<string, unknown>>;

const TUN = "/dev/net/tun";
const MOUNTS = [{ name: "files", mountPath: MOUNT, readOnly: true }];

export function containersOf(sheet: DeviceSheet, cluster: SheetCluster, files: RenderedFiles): Part[] {
    const { image } = cluster;
    const call = (verb: string): string[] => ["/bin/sh", `${MOUNT}${PLACES.gateway(sheet)}`, verb];
    const probe = (verb: string, times: Part): Part => ({
        exec: { command: call(verb) },
        timeoutSeconds: 10,
        ...times,
    });
    return [
        {
            name: "gateway",
            image,
            command: call("run"),
            ports: portsOf(sheet, cluster),
            securityContext: {
                capabilities: { drop: ["ALL"], add: capabilities(files) },
                seccompProfile: { type: "RuntimeDefault" },
            },
            // Packets are the kernel's work, and counted to nobody: this is for the daemons.
            resources: { requests: { cpu: "100m", memory: "128Mi" } },
            // Ten minutes: packages may have to be installed first.
            startupProbe: probe("alive", { periodSeconds: 5, failureThreshold: 120 }),
            livenessProbe: probe("alive", { periodSeconds: 10, failureThreshold: 6 }),
            readinessProbe: probe("ready", { periodSeconds: 10, failureThreshold: 3 }),
            volumeMounts: [...MOUNTS, ...(needsTun(sheet) ? [{ name: "tun", mountPath: TUN }] : [])],
        },
        {
            name: "settings",
            image,
            command: call("settings"),
            // Only this one: /proc/sys is closed to all others.
            securityContext: { privileged: true },
            resources: { requests: { cpu: "10m", memory: "16Mi" } },
            volumeMounts: MOUNTS,
        },
    ];
}

/** The files, each at its own path below the mount. */
export function volumesOf(sheet: DeviceSheet, sources: readonly Part[]): Part[] {
    return [
        { name: "files", projected: { defaultMode: 0o400, sources } },
        ...(needsTun(sheet) ? [{ name: "tun", hostPath: { path: TUN, type: "CharDevice" } }] : []),
    ];
}

function needsTun(sheet: DeviceSheet): boolean {
    return tunnelsOf(sheet, "openvpn").length > 0;
}

/** Interfaces, routes and ports; files and processes of other users, which apt and FRR have; and what zebra asks for. */
const COMMON = [
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

function capabilities(files: RenderedFiles): string[] {
    return [...COMMON, ...(hasFrr(files) ? ["SYS_ADMIN"] : [])];
}

interface Port {
    readonly name: string;
    readonly containerPort: number;
    readonly hostPort: number;
    readonly protocol: "TCP" | "UDP";
}

/** Named, so that no node gets two gateways that want the same ones: the scheduler sees to it. */
function portsOf(sheet: DeviceSheet, { listens }: SheetCluster): Port[] {
    const port = (name: string, number: number, protocol: Port["protocol"]): Port => ({
        name,
        containerPort: number,
        hostPort: number,
        protocol,
    });
    return [
        ...(tunnelsOf(sheet, "ipsec").length > 0 ? [port("ike", 500, "UDP"), port("ike-nat", 4_500, "UDP")] : []),
        ...inOrder(sheet.tunnels).flatMap((tunnel) =>
            isOpen(tunnel) ? [port(`cw${tunnel.number}`, tunnel.engine.port, "UDP")] : [],
        ),
        ...(listens ? [port("bgp", 179, "TCP")] : []),
    ];
}

/** A client of OpenVPN has no port that others call. */
function isOpen(tunnel: SheetTunnel): tunnel is SheetTunnel & { engine: { port: number } } {
    const { engine } = tunnel;
    return engine.kind === "wireguard" || (engine.kind === "openvpn" && engine.role === "server");
}
