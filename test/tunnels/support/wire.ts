/** Networks between cells: pairs of Ethernet interfaces, and one switch that several are plugged into. */
import { Cell } from "./cell";

export interface Plug {
    readonly cell: Cell;
    /** Name of the interface in the cell. Default "eth0". */
    readonly interface?: string;
    /** With its length: "203.0.113.1/24". */
    readonly address: string;
}

/** A cable between two cells; both interfaces are up. */
export async function cable(a: Plug, b: Plug, mtu = 1500): Promise<void> {
    const [left, right] = [a.interface ?? "eth0", b.interface ?? "eth0"];
    await pair(a.cell, left, b.cell, right, mtu);
    await Promise.all([address(a.cell, left, a.address), address(b.cell, right, b.address)]);
}

/** The internet: everybody plugged in reaches everybody, with packets up to its MTU, and every packet can be looked at. */
export class Switch {
    private constructor(
        private readonly cell: Cell,
        readonly mtu: number,
    ) {}

    static async start(name: string, mtu = 1500): Promise<Switch> {
        const cell = await Cell.start(name);
        await cell.demand("ip", "link", "add", "br0", "type", "bridge");
        await cell.demand("ip", "link", "set", "br0", "mtu", String(mtu), "up");
        return new Switch(cell, mtu);
    }

    async plug(...plugs: readonly Plug[]): Promise<void> {
        for (const plug of plugs) await plugInto(this.cell, "br0", plug, this.mtu);
    }

    /** From now on sizes are counted, of packets of UDP, ESP and fragments, headers included, without Ethernet's. */
    async count(): Promise<void> {
        await this.cell.run(["nft", "delete", "table", "bridge", "seen"]);
        const rules = `table bridge seen {
            set sizes { type mark; flags dynamic; size 65535; }
            counter fragments { }
            chain forward {
                type filter hook forward priority 0;
                ether type ip ip frag-off & 0x3fff != 0 counter name fragments
                ether type ip ip protocol { udp, esp } add @sizes { meta length }
            }
        }`;
        const { code, stderr } = await this.cell.run(["nft", "-f", "-"], { input: rules });
        if (code !== 0) throw new Error(stderr);
    }

    async counted(): Promise<{ readonly largest: number; readonly fragments: number }> {
        const seen = JSON.parse(await this.cell.demand("nft", "-j", "list", "table", "bridge", "seen")) as {
            nftables: { set?: { elem?: number[] }; counter?: { packets: number } }[];
        };
        const sizes = seen.nftables.flatMap(({ set }) => set?.elem ?? []);
        const fragments = seen.nftables.reduce((sum, { counter }) => sum + (counter?.packets ?? 0), 0);
        return { largest: Math.max(0, ...sizes), fragments };
    }
}

let ports = 0;

/** One more cable into a switch of `cell`. */
export async function plugInto(cell: Cell, bridge: string, plug: Plug, mtu = 1500): Promise<void> {
    const { cell: other, interface: name = "eth0", address: own } = plug;
    const port = `port${++ports}`;
    await pair(other, name, cell, port, mtu);
    await cell.demand("ip", "link", "set", port, "master", bridge);
    await address(other, name, own);
}

async function pair(a: Cell, left: string, b: Cell, right: string, mtu: number): Promise<void> {
    const end = ["peer", "name", right, "mtu", String(mtu), "netns", String(b.pid)];
    // Run outside the cell's processes, which count differently.
    await a.outside("ip", "link", "add", left, "mtu", String(mtu), "type", "veth", ...end);
    await a.demand("ip", "link", "set", left, "up");
    await b.demand("ip", "link", "set", right, "up");
}

async function address(cell: Cell, name: string, own: string): Promise<void> {
    await cell.demand("ip", "address", "add", own, "dev", name);
}
