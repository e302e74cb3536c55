import { packets, sameSet, unionOf, type PacketSet } from "../../../graph/packets";
import { readTraffic } from "../../../graph/traffic";

const range = (first: number, last = first) => [{ first, last }];
const client = (protocol: number, ...ports: readonly (readonly [number, number])[]): PacketSet =>
    packets({
        protocols: range(protocol),
        sourcePorts: range(1024, 65_535),
        ...(ports.length === 0 ? {} : { destinationPorts: ports.map(([first, last]) => ({ first, last })) }),
    });
// Each protocol in packets of its own family only: a rule for ICMP alone must do for pings over IPv4.
const PINGS = [
    ...packets({ protocols: range(1), sourcePorts: range(0), destinationPorts: range(8 * 256) }).filter(
        ({ family }) => family === 4,
    ),
    ...packets({ protocols: range(58), sourcePorts: range(0), destinationPorts: range(128 * 256) }).filter(
        ({ family }) => family === 6,
    ),
];

describe("traffic", () => {
    test.each<[string, string, PacketSet]>([
        ["tcp/443", "tcp/443", client(6, [443, 443])],
        ["tcp 443", "tcp/443", client(6, [443, 443])],
        [" TCP/443 ", "tcp/443", client(6, [443, 443])],
        ["tcp/80,8000-8100", "tcp/80,8000-8100", client(6, [80, 80], [8000, 8100])],
        ["udp/53", "udp/53", client(17, [53, 53])],
        ["udp/0-65535", "udp/0-65535", client(17)],
        ["sctp/3868", "sctp/3868", client(132, [3868, 3868])],
        ["tcp", "tcp", client(6)],
        ["icmp", "icmp", PINGS],
        ["ping", "icmp", PINGS],
        ["all", "all", unionOf(client(6), client(17), PINGS)],
    ])("%s", (text, shown, expected) => {
        const read = readTraffic(text);
        expect(read).toEqual({ text: shown, packets: expect.anything() });
        expect(sameSet((read as { packets: PacketSet }).packets, expected)).toBe(true);
    });

    const PROTOCOL = "Name a protocol first.";
    const PORTS = "Ports are numbers from 0 to 65535, ranges rise.";
    const ONE = "Give one protocol and one list of ports.";
    test.each<[string, string]>([
        ["", PROTOCOL],
        ["443", PROTOCOL],
        ["http", PROTOCOL],
        ["icmp/8", PROTOCOL],
        ["all/443", PROTOCOL],
        ["constructor/443", PROTOCOL],
        ["tcp/", PORTS],
        ["tcp/http", PORTS],
        ["tcp/65536", PORTS],
        ["tcp/-1", PORTS],
        ["tcp/443-80", PORTS],
        ["tcp/80,", PORTS],
        ["tcp/80, 443", ONE],
        ["tcp/80/443", ONE],
    ])("%j is none", (text, fix) => {
        expect(readTraffic(text, "traffic of rule 3")).toEqual({
            problems: [
                {
                    check: "traffic",
                    path: "traffic of rule 3",
                    got: JSON.stringify(text),
                    allowed: '"tcp/443", "tcp/80,8000-8100", "udp/53", "tcp", "icmp" or "all" (TCP, UDP and ping)',
                    fix,
                },
            ],
        });
    });
});
