/** Packets through the test networks: whether they arrive, how large they may be, how long they take, how many fit. */
import type { Cell, Daemon } from "./cell";

export interface PingOptions {
    /** Of the whole IPv4 packet, in bytes; it is never fragmented on the way. */
    readonly size?: number;
    readonly from?: string;
}

/** IPv4 and ICMP. */
const HEADERS = 28;

/** Whether one packet comes back within a second, and what ping says. */
export async function ping(cell: Cell, to: string, { size = 84, from }: PingOptions = {}) {
    const options = ["-n", "-c", "1", "-W", "1", "-M", "do", "-s", String(size - HEADERS)];
    const { code, stdout, stderr } = await cell.run([
        "ping",
        ...options,
        ...(from === undefined ? [] : ["-I", from]),
        to,
    ]);
    return { arrived: code === 0, said: stdout + stderr };
}

/** Packets to an address five times a second, and when answers came back. */
export class Flow {
    readonly #daemon: Daemon;

    constructor(cell: Cell, to: string) {
        this.#daemon = cell.daemon("flow", ["ping", "-n", "-D", "-i", "0.2", to]);
    }

    /** Seconds since 1970. */
    answers(): number[] {
        return [...this.#daemon.log().matchAll(/^\[([\d.]+)\] \d+ bytes from/gm)].map(([, time]) => Number(time));
    }

    /** Whether an answer came within the last second. */
    isAlive(): boolean {
        return (this.answers().at(-1) ?? 0) > Date.now() / 1_000 - 1;
    }

    /** The longest time without an answer, in seconds. */
    outage(): number {
        const times = this.answers();
        return Math.max(0, ...times.map((time, i) => time - (times[i - 1] ?? time)));
    }
}

/** Milliseconds of every answer to `count` packets in a row. */
export async function roundTrips(cell: Cell, to: string, count: number): Promise<number[]> {
    const { stdout } = await cell.run(["ping", "-n", "-c", String(count), "-i", "0.05", "-W", "2", to]);
    return [...stdout.matchAll(/time=([\d.]+) ms/g)].map(([, time]) => Number(time));
}

/** The value that the given part of all does not exceed: 0.5 is the median. */
export function quantile(values: readonly number[], part: number): number {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Infinity;
}

/** A server of one page of so many bytes. */
export function serve(cell: Cell, address: string, bytes: number): void {
    const program = `require("node:http").createServer((_, answer) => answer.end("x".repeat(${bytes}))).listen(80, "${address}")`;
    cell.daemon("http", [process.execPath, "-e", program]);
}

/** Bytes of a page. */
export async function fetched(cell: Cell, url: string): Promise<number> {
    const options = ["--silent", "--show-error", "--max-time", "20", "--output", "/dev/null"];
    return Number(await cell.demand("curl", ...options, "--write-out", "%{size_download}", url));
}

/** Megabits per second that TCP gets through, in two seconds. */
export async function throughput(from: Cell, to: Cell, between: { readonly from: string; readonly to: string }) {
    const server = to.daemon("iperf3", ["iperf3", "--server", "--one-off", "--bind", between.to, "--forceflush"]);
    await server.says(/Server listening/);
    const command = ["iperf3", "--client", between.to, "--bind", between.from, "--time", "2", "--json"];
    const { end } = JSON.parse(await from.demand(...command)) as {
        end: { sum_received: { bits_per_second: number } };
    };
    return Math.round(end.sum_received.bits_per_second / 1e6);
}

export interface Load {
    /** Per second, in the last second that is known. */
    readonly megabits: () => number;
}

/** TCP in four streams that takes what it can get, until its cell ends. */
export async function saturate(from: Cell, to: Cell, address: string): Promise<Load> {
    const server = to.daemon("iperf3", ["iperf3", "--server", "--bind", address, "--forceflush"]);
    await server.says(/Server listening/);
    const command = [
        "iperf3",
        "--client",
        address,
        "--parallel",
        "4",
        "--time",
        "600",
        "--forceflush",
        "--format",
        "m",
    ];
    from.daemon("load", command);
    return {
        megabits: () => Number([...server.log().matchAll(/SUM.* ([\d.]+) Mbits\/sec/g)].at(-1)?.[1] ?? 0),
    };
}
