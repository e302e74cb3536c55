/** What kind of packets a question is about: "tcp/443". */
import type { NumberRange } from "../facts/number-range";
import { icmp, packets, Protocol, unionOf, type PacketSet } from "./packets";
import type { Problem } from "../plan/problem";
import { show } from "../plan/problem";

export interface Traffic {
    /** As it was asked. */
    readonly text: string;
    readonly packets: PacketSet;
}

/** What is no well-known port: clients send from any of these (RFC 6056; AWS: network ACLs, ephemeral ports). */
const CLIENT_PORTS: readonly NumberRange[] = [{ first: 1024, last: 65_535 }];

const ported = (protocol: number, destinationPorts?: readonly NumberRange[]): PacketSet =>
    packets({
        protocols: [{ first: protocol, last: protocol }],
        sourcePorts: CLIENT_PORTS,
        ...(destinationPorts === undefined ? {} : { destinationPorts }),
    });
/** Echo requests, the only messages of ICMP that are answered; each family has a protocol of its own. */
const PING = unionOf(
    packets({ protocols: [{ first: Protocol.Icmp, last: Protocol.Icmp }], destinationPorts: [icmp(8, 0)] }),
    packets({ protocols: [{ first: Protocol.Icmpv6, last: Protocol.Icmpv6 }], destinationPorts: [icmp(128, 0)] }),
)
    .filter(({ family, protocol }) => protocol[0]?.first === BigInt(family === 4 ? Protocol.Icmp : Protocol.Icmpv6))
    .map((cube) => ({ ...cube, sourcePort: [{ first: 0n, last: 0n }] }));

const PORTED: Readonly<Record<string, number>> = { tcp: Protocol.Tcp, udp: Protocol.Udp, sctp: Protocol.Sctp };
const ALLOWED = '"tcp/443", "tcp/80,8000-8100", "udp/53", "tcp", "icmp" or "all" (TCP, UDP and ping)';

/** Traffic as people write it, from client ports and with pings for ICMP. */
export function readTraffic(text: string, path = "traffic"): Traffic | { readonly problems: readonly Problem[] } {
    const wrong = (fix: string) => ({
        problems: [{ check: "traffic", path, got: show(text), allowed: ALLOWED, fix }],
    });
    const [name = "", list, ...rest] = text.toLowerCase().trim().split(/[/ ]/);
    if (rest.length > 0) return wrong("Give one protocol and one list of ports.");
    if (name === "all" && list === undefined)
        return { text: "all", packets: unionOf(ported(Protocol.Tcp), ported(Protocol.Udp), PING) };
    if ((name === "icmp" || name === "ping") && list === undefined) return { text: "icmp", packets: PING };
    const protocol = Object.hasOwn(PORTED, name) ? PORTED[name] : undefined;
    if (protocol === undefined) return wrong("Name a protocol first.");
    if (list === undefined) return { text: name, packets: ported(protocol) };
    const ranges = list.split(",").map(portRange);
    if (ranges.some((range) => range === undefined)) return wrong("Ports are numbers from 0 to 65535, ranges rise.");
    return { text: `${name}/${list}`, packets: ported(protocol, ranges as NumberRange[]) };
}

function portRange(text: string): NumberRange | undefined {
    const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
    if (found === null) return undefined;
    const [first, last] = [Number(found[1]), Number(found[2] ?? found[1])];
    return first <= last && last <= 65_535 ? { first, last } : undefined;
}
