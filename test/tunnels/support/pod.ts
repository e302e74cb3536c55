/**
 * A gateway that is a pod: a cell is its node, where the containers of its manifests run as they are written there, with the
 * files mounted where the manifests say, and with the capabilities that they ask for and no other.
 */
import { parseAllDocuments } from "yaml";
import { clusterManifests } from "../../../components/vpn-bridge/device/linux/cluster/manifests";
import type { DeviceSheet, RenderedFiles, SheetCluster } from "../../../components/vpn-bridge/device/sheet";
import { Cell, type Answer, type Daemon } from "./cell";
import { WIREGUARD_IN_USERSPACE, type DeviceOptions } from "./device";
import { ESP_IN_USERSPACE } from "./strongswan";
import { eventually } from "./wait";

/** The machine has the packages: it is an image of one's own. */
export const CLUSTER: SheetCluster = {
    namespace: "causeway",
    image: "registry.example.com/gateway:1",
    installs: false,
    gateways: 1,
    listens: false,
};

interface Probe {
    readonly exec: { readonly command: readonly string[] };
}

interface Container {
    readonly name: string;
    readonly command: readonly string[];
    readonly securityContext: {
        readonly privileged?: boolean;
        readonly capabilities?: { readonly add: readonly string[] };
    };
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
    readonly livenessProbe: Probe;
    readonly readinessProbe: Probe;
}

interface Source {
    readonly name: string;
    readonly items: readonly { readonly key: string; readonly path: string }[];
}

interface Manifest {
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly data: Readonly<Record<string, string>>;
    readonly spec: { readonly template: { readonly spec: PodSpec } };
}

interface PodSpec {
    readonly containers: readonly Container[];
    readonly volumes: readonly {
        readonly name: string;
        readonly projected?: { readonly sources: readonly { readonly secret?: Source; readonly configMap?: Source }[] };
    }[];
}

export interface Pod {
    /** Its node. */
    readonly cell: Cell;
    readonly log: Daemon;
    readonly alive: () => Promise<Answer>;
    readonly ready: () => Promise<Answer>;
    /** SIGTERM to all containers, as Kubernetes ends a pod. */
    readonly terminate: () => Promise<void>;
    /** The exit code of the gateway's container, once it has ended. */
    readonly ended: () => Promise<number>;
}

/** Where the parents of the containers' first processes write down which they are. */
const pidFile = (container: string): string => `/run/${container}.pid`;

/**
 * Starts a container as a runtime does: its command is the first process of its own numbering, /proc/sys can only be written
 * to with privilege, and root has what is asked for. Arguments: "privileged" or the capabilities, the command.
 */
const RUNTIME = `
ask=$1
shift
if [ "$ask" = privileged ]; then exec "$@"; fi
mount --bind /proc/sys /proc/sys
mount -o remount,bind,ro /proc/sys
exec setpriv --inh-caps=-all --bounding-set="-all$ask" -- "$@"
`;

/** Every container of the pod is started, the gateway last. */
export async function startPod(sheet: DeviceSheet, { internet, address }: DeviceOptions): Promise<Pod> {
    const manifests = parseAllDocuments(clusterManifests(sheet)).map((one) => one.toJS() as Manifest);
    const pod = manifests.find(({ kind }) => kind === "Deployment")!.spec.template.spec;
    const [gateway, ...others] = pod.containers;
    const cell = await Cell.start(sheet.site, { files: { ...mounted(pod, manifests), ...ESP_IN_USERSPACE } });
    await cell.write({ "/etc/causeway-userspace": WIREGUARD_IN_USERSPACE });
    await internet.plug({ cell, address });
    const all = [...others, gateway!];
    const logs = all.map((container) => start(cell, container));
    const probe = ({ exec }: Probe) => cell.run(exec.command);
    return {
        cell,
        log: logs.at(-1)!,
        alive: () => probe(gateway!.livenessProbe),
        ready: () => probe(gateway!.readinessProbe),
        terminate: async () => {
            for (const { name } of all) await cell.demand("sh", "-c", `pkill -TERM -P "$(cat ${pidFile(name)})"`);
        },
        ended: async () => Number((await logs.at(-1)!.says(/^exit code \d+$/)).split(" ").at(-1)),
    };
}

function start(cell: Cell, { name, command, securityContext }: Container): Daemon {
    const { privileged = false, capabilities } = securityContext;
    const ask = privileged ? "privileged" : (capabilities?.add ?? []).map((one) => `,+${one.toLowerCase()}`).join("");
    const unshare = ["unshare", "--mount", "--pid", "--fork", "--mount-proc"];
    const runtime = ["sh", "-c", 'echo $$ >"$0"; exec "$@"', pidFile(name), ...unshare, "sh", "-c", RUNTIME, name, ask];
    return cell.daemon(name, ["sh", "-c", '"$@"; echo "exit code $?"', name, ...runtime, ...command], {
        WG_QUICK_USERSPACE_IMPLEMENTATION: "/etc/causeway-userspace",
    });
}

/** What the pod's volumes hold, by the path that a container finds it at. */
function mounted({ volumes, containers }: PodSpec, manifests: readonly Manifest[]): RenderedFiles {
    const mount = containers[0]!.volumeMounts.find(({ name }) => name === "files")!.mountPath;
    const sources = volumes.find(({ name }) => name === "files")!.projected!.sources;
    return Object.fromEntries(
        sources.flatMap(({ secret, configMap }) => {
            const { name, items } = (secret ?? configMap)!;
            const kind = secret === undefined ? "ConfigMap" : "Secret";
            const { data } = manifests.find((one) => one.kind === kind && one.metadata.name === name)!;
            const encoding = secret === undefined ? "utf8" : "base64";
            return items.map(({ key, path }) => [`${mount}/${path}`, Buffer.from(data[key]!, encoding).toString()]);
        }),
    );
}

/** Waits until the probe is content. */
export async function content(what: string, probe: () => Promise<Answer>, { log }: Pod): Promise<void> {
    await eventually(what, async () => ((await probe()).code === 0 ? true : undefined), {
        explain: () => log.tail(60),
    });
}
