/** FRR in a cell, started by Debian's own script from what /etc/frr holds, and its answers. */
import type { Cell } from "./cell";
import { eventually } from "./wait";

/** Routing daemons with the configuration that is in the cell. */
export async function startFrr(cell: Cell): Promise<void> {
    await cell.demand("chown", "-R", "frr:frr", "/etc/frr");
    // The script leaves daemons behind that hold on to its output.
    cell.daemon("frr", ["sh", "-c", "/usr/lib/frr/frrinit.sh start; exec sleep infinity"]);
    await eventually("FRR answers", async () => ((await asked(cell, "show bgp summary json")) ? true : undefined), {
        explain: () => situation(cell),
    });
}

/** BGP sessions over IPv4: the state of each, by the address of the neighbour. */
async function sessions(cell: Cell): Promise<Readonly<Record<string, string>>> {
    const { peers = {} } = await asked<{ peers?: Readonly<Record<string, { readonly state: string }>> }>(
        cell,
        "show bgp ipv4 unicast summary json",
    );
    return Object.fromEntries(Object.entries(peers).map(([address, { state }]) => [address, state]));
}

/** Waits until the cell has established sessions with all of these. */
export async function established(cell: Cell, neighbours: readonly string[], limit = 30_000): Promise<void> {
    await eventually(
        `BGP of ${cell.name} with ${neighbours.join(", ")}`,
        async () => {
            const peers = await sessions(cell);
            const states = neighbours.map((address) => `${address} ${peers[address] ?? "unknown"}`);
            if (states.every((state) => state.endsWith(" Established"))) return true;
            throw new Error(states.join(", "));
        },
        { limit, explain: () => situation(cell) },
    );
}

/** Where packets to `prefix` go, by what BGP has put into the kernel: addresses of the next routers, in order. */
export async function nextHops(cell: Cell, prefix: string): Promise<string[]> {
    const routes = JSON.parse(await cell.demand("ip", "-j", "route", "show", prefix, "proto", "bgp")) as {
        gateway?: string;
        nexthops?: { gateway?: string }[];
    }[];
    return routes
        .flatMap(({ gateway, nexthops }) => [gateway, ...(nexthops ?? []).map((hop) => hop.gateway)])
        .flatMap((hop) => hop ?? [])
        .sort();
}

/** Prefixes that BGP has put into the kernel, in order. */
export async function learnt(cell: Cell): Promise<string[]> {
    const routes = JSON.parse(await cell.demand("ip", "-j", "route", "show", "proto", "bgp")) as { dst: string }[];
    return [...new Set(routes.map(({ dst }) => dst))].sort();
}

async function asked<T>(cell: Cell, question: string): Promise<T> {
    return JSON.parse(await cell.demand("vtysh", "-c", question)) as T;
}

async function situation(cell: Cell): Promise<string> {
    const { stdout } = await cell.run(["vtysh", "-c", "show interface brief", "-c", "show ip route"]);
    return `${cell.logs()}\n${stdout}`;
}
