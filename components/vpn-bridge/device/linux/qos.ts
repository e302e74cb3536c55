/**
 * Queues (vpn.md: HTB and u32 by DSCP). All tunnels share one connection, so they share one set of queues: packets that leave
 * by any tunnel are led through an intermediate device (ifb) first, where each class has its guaranteed share and may use
 * what others leave, and then go on into their tunnel, to be encrypted.
 */
import { createHash } from "node:crypto";
import { outerSize, type EspSuite, type Layer } from "../../../../plan/encapsulation";
import type { DeviceSheet, RenderedFiles, SheetTunnel } from "../sheet";
import { bridgeName, inOrder, interfaceOf, oneLine, shellWord, textOf } from "../words";
import { ROUTING } from "./marks";
import { PLACES } from "./places";

/** Percent of the connection for BGP and for what belongs to no class, however much the classes want. */
const LEAST = 1;
/** Seconds that a queue may hold at full speed, as packets of the common size; the bounds are those of Linux's own queues. */
const QUEUE = { seconds: 0.1, bits: 1_500 * 8, least: 20, most: 1_000 };
/** HTB tells eight priorities apart. */
const LOWEST_PRIORITY = 7;

/** No file where nothing is shaped. */
export function renderQos(sheet: DeviceSheet): RenderedFiles {
    const { uplink } = sheet;
    const isShaped = uplink !== undefined && shapedIn(sheet).length > 0;
    return isShaped ? { [PLACES.qos(sheet)]: script(sheet, uplink) } : {};
}

/** The connection to the internet is shaped, and Direct Connect is another one. */
function shapedIn({ tunnels }: DeviceSheet): SheetTunnel[] {
    return inOrder(tunnels.filter(({ privateAddress }) => privateAddress === undefined));
}

/** One of each bridge; names of interfaces are short. */
export function queueDevice(sheet: Pick<DeviceSheet, "bridge">): string {
    return `cwq${createHash("sha256").update(bridgeName(sheet)).digest("hex").slice(0, 8)}`;
}

interface Queue {
    readonly id: number;
    readonly title: string;
    readonly share: number;
    readonly priority: number;
    /** Undefined: whatever no other queue takes. */
    readonly dscp?: number;
}

function queuesOf({ classes }: DeviceSheet): Queue[] {
    const left = 100 - LEAST - classes.reduce((sum, { share }) => sum + share, 0);
    return [
        { id: 2, title: "routing", share: LEAST, priority: 0, dscp: ROUTING },
        ...classes.map(({ name, share, dscp }, i) => ({
            id: 10 + i,
            title: oneLine(name),
            share,
            priority: Math.min(i + 1, LOWEST_PRIORITY - 1),
            dscp,
        })),
        { id: 3, title: "the rest", share: Math.max(LEAST, left), priority: LOWEST_PRIORITY },
    ];
}

function script(sheet: DeviceSheet, uplink: number): string {
    const queues = queuesOf(sheet);
    const rest = queues[queues.length - 1]?.id ?? 0;
    const packets = Math.floor((uplink * QUEUE.seconds) / QUEUE.bits);
    const limit = Math.min(QUEUE.most, Math.max(QUEUE.least, packets));
    const shaped = shapedIn(sheet);
    const interfaces = shaped.map(interfaceOf);
    const others = inOrder(sheet.tunnels.filter((tunnel) => !shaped.includes(tunnel))).map(interfaceOf);
    return textOf([
        "#!/bin/sh",
        "# Queues by class before packets are encrypted. Without arguments everything is set up anew, for every tunnel that",
        `# is there. Usage: ${PLACES.qos(sheet)} [INTERFACE ...]`,
        "set -eu",
        `queues=${shellWord(queueDevice(sheet))}`,
        "",
        "prepare() {",
        '    ip link show dev "$queues" >/dev/null 2>&1 || ip link add name "$queues" type ifb',
        '    ip link set dev "$queues" up',
        '    tc qdisc del dev "$queues" root 2>/dev/null || :',
        `    tc qdisc add dev "$queues" root handle 1: htb default ${rest}`,
        `    tc class add dev "$queues" parent 1: classid 1:1 htb ${rateOf(sheet, uplink, uplink)}`,
        ...queues.flatMap((queue) => [
            `    # ${queue.title}`,
            `    tc class add dev "$queues" parent 1:1 classid 1:${queue.id} htb ` +
                `${rateOf(sheet, (uplink * queue.share) / 100, uplink)} prio ${queue.priority}`,
            `    tc qdisc add dev "$queues" parent 1:${queue.id} handle ${queue.id}0: pfifo limit ${limit}`,
            ...filters(queue),
        ]),
        "}",
        "",
        "attach() {",
        others.length === 0 ? undefined : `    case "$1" in ${others.join(" | ")}) return 0 ;; esac`,
        '    ip link show dev "$1" >/dev/null 2>&1 || return 0',
        '    tc qdisc del dev "$1" clsact 2>/dev/null || :',
        '    tc qdisc add dev "$1" clsact',
        '    tc filter add dev "$1" egress protocol all prio 1 u32 match u32 0 0 action mirred egress redirect dev "$queues"',
        "}",
        "",
        // Two tunnels that come up together would both make the device.
        "exec 9>/run/causeway-queues.lock",
        "flock 9",
        'if [ $# -eq 0 ] || ! ip link show dev "$queues" >/dev/null 2>&1; then prepare; fi',
        `if [ $# -eq 0 ]; then set -- ${interfaces.join(" ")}; fi`,
        'for interface; do attach "$interface"; done',
    ]);
}

/** By DSCP: the upper six bits of the second byte in IPv4, bits 4 to 9 in IPv6. */
function filters({ id, dscp }: Queue): string[] {
    if (dscp === undefined) return [];
    const add = '    tc filter add dev "$queues" parent 1: protocol';
    const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, "0")}`;
    return [
        `${add} ip prio 1 u32 match ip dsfield ${hex(dscp << 2, 2)} 0xfc flowid 1:${id}`,
        `${add} ipv6 prio 2 u32 match u16 ${hex(dscp << 6, 4)} 0x0fc0 at 0 flowid 1:${id}`,
    ];
}

/** Packets are counted as they will be on the wire: the tunnel that adds most counts. */
function rateOf(sheet: DeviceSheet, guaranteed: number, most: number): string {
    const overhead = Math.max(...shapedIn(sheet).map(addedBytes));
    const bits = (value: number): string => `${Math.max(1, Math.floor(value))}bit`;
    return `rate ${bits(guaranteed)} ceil ${bits(most)} quantum 3000 overhead ${overhead}`;
}

function addedBytes({ engine, mtu }: SheetTunnel): number {
    return (outerSize(mtu, layerOf(engine)) ?? mtu) - mtu;
}

function layerOf(engine: SheetTunnel["engine"]): Layer {
    if (engine.kind === "wireguard") return { kind: "wireguard" };
    if (engine.kind === "openvpn") return { kind: "openvpn-udp-gcm" };
    const { encryption, integrity } = engine.suite.esp;
    const suite = { encryption, ...(integrity === undefined ? {} : { integrity }) } as EspSuite;
    return { kind: "esp", suite, natTraversal: engine.encapsulated };
}
