/** Packets on their way: as they are now, and which of the packets that were sent they are. */
import type { Gate, Host, Translation } from "./network";
import {
    difference,
    intersection,
    isEmptySet,
    packets,
    requestsOf,
    rewritten,
    unionOf,
    whateverThe,
    type Dimension,
    type PacketSet,
} from "./packets";
import type { Reason } from "./reason";

export interface Flow {
    /** As they were sent. */
    readonly sent: PacketSet;
    readonly now: PacketSet;
    /** What a translation has changed: in these dimensions `now` says nothing about `sent`. */
    readonly changed: ReadonlySet<Dimension>;
    /** Of answers: a gateway has changed them back, and they go to the address and port that the packets were sent from. */
    readonly isChangedBack?: boolean;
}

const NOTHING_CHANGED: ReadonlySet<Dimension> = new Set();

export function flowOf(sent: PacketSet): Flow {
    return { sent, now: sent, changed: NOTHING_CHANGED };
}

export function isEmptyFlow(flow: Flow): boolean {
    return isEmptySet(flow.now);
}

/** Those that are now in the set. */
export function within(flow: Flow, set: PacketSet): Flow {
    return narrowed(flow, intersection(flow.now, set));
}

/** Those that are now not in the set. */
export function outside(flow: Flow, set: PacketSet): Flow {
    return narrowed(flow, difference(flow.now, set));
}

/** `now` is a part of what the flow has now. */
export function narrowed(flow: Flow, now: PacketSet): Flow {
    if (flow.changed.size === 0) return { ...flow, sent: now, now };
    return { ...flow, now, sent: intersection(flow.sent, whateverThe(now, flow.changed)) };
}

/** Those that were sent as packets of the set. */
export function sentWithin(flow: Flow, set: PacketSet): Flow {
    const now = intersection(flow.now, whateverThe(set, flow.changed));
    return { ...flow, sent: intersection(flow.sent, set), now };
}

/** The packets of the flow that these are the answers to, wherever those are on their way. */
export function answeredBy(flow: Flow, answers: Flow): PacketSet {
    const { sent } = within(flow, requestsOf(answers.sent));
    if (answers.isChangedBack !== true) return sent;
    // Which answer belongs to whom the shared address did not tell, and now the address and port that they go to do.
    const unknown = new Set<Dimension>(flow.changed.has("destination") ? ["destination"] : []);
    if (answers.changed.has("source")) unknown.add("destination");
    if (answers.changed.has("sourcePort")) unknown.add("destinationPort");
    return intersection(sent, whateverThe(requestsOf(answers.now), unknown));
}

export interface Part<T> {
    readonly flow: Flow;
    readonly what: T;
}

export interface Filtered {
    readonly passed: Flow;
    readonly denied: Flow;
    readonly unsure: readonly Part<Reason>[];
}

/** What a gate makes of packets whose other end is `peer`; undefined where addresses changed on the way, so that nobody knows it. */
export function filter(flow: Flow, gate: Gate, peer: Host | undefined): Filtered {
    const members = gate.fromGroups.filter(({ group }) => peer?.groups.includes(group) === true);
    const allowed = members.length === 0 ? gate.allows : unionOf(gate.allows, ...members.map((m) => m.packets));
    return sorted(flow, allowed, gate.unsure);
}

/** The same while the other end is not known yet: whatever may pass for one peer passes. */
export function filterForAnyPeer(flow: Flow, gate: Gate): Filtered {
    return sorted(flow, unionOf(gate.allows, ...gate.fromGroups.map(({ packets: some }) => some)), gate.unsure);
}

function sorted(flow: Flow, allowed: PacketSet, open: Gate["unsure"]): Filtered {
    const passed = within(flow, allowed);
    let left = outside(flow, allowed);
    const unsure: Part<Reason>[] = [];
    for (const { packets: some, reason } of open) {
        const part = within(left, some);
        if (isEmptyFlow(part)) continue;
        unsure.push({ flow: part, what: reason });
        left = outside(left, some);
    }
    return { passed, denied: left, unsure };
}

/** The ports from which a gateway that many hosts share sends (AWS NAT gateway: 1024 to 65535). */
const SHARED_PORTS = packets({ sourcePorts: [{ first: 1024, last: 65_535 }] });

export interface Translated {
    /** One for each pair: of several in one flow nobody could tell any more which was sent to which. */
    readonly parts: readonly { readonly before: Flow; readonly after: Flow }[];
    /** Where the translation has nothing for the address. */
    readonly left: Flow;
}

/** What a translation makes of the packets. */
export function translate(flow: Flow, { end, pairs, isShared }: Translation): Translated {
    const changed = new Set<Dimension>([...flow.changed, end, ...(isShared ? (["sourcePort"] as const) : [])]);
    let left = flow;
    const parts: { before: Flow; after: Flow }[] = [];
    for (const { from, to } of pairs) {
        // A pair without an address of the family has nothing for its packets.
        const here = packets({ [end]: { 4: to[4].length > 0 ? from[4] : [], 6: to[6].length > 0 ? from[6] : [] } });
        const before = within(left, here);
        if (isEmptyFlow(before)) continue;
        left = outside(left, here);
        const now = rewritten(before.now, end, to);
        const after = { sent: before.sent, now: isShared ? onSharedPorts(now) : now, changed };
        const isChangedBack = before.isChangedBack === true && end === "source";
        parts.push({ before, after: isChangedBack ? { ...after, isChangedBack } : after });
    }
    return { parts, left };
}

/** Protocols with ports get one of the shared ports, whatever they had. */
function onSharedPorts(set: PacketSet): PacketSet {
    const withPorts = intersection(set, PORTED);
    const any = intersection(whateverThe(withPorts, new Set(["sourcePort"])), SHARED_PORTS);
    return unionOf(difference(set, PORTED), any);
}
const PORTED = packets({
    protocols: [
        { first: 6, last: 6 },
        { first: 17, last: 17 },
    ],
});

/** What a shared address hides. */
export interface Hidden {
    /** The answers to the packets, as they were before the translation. */
    readonly answers: PacketSet;
    /** True where the packets still had the address and port that they were sent from. */
    readonly isAsSent: boolean;
}

/**
 * Answers that have come back to a shared address, as the hosts behind it will get them, and what belongs to no packet that
 * was translated.
 */
export function backTranslated(flow: Flow, hiding: Hidden): { readonly flow: Flow; readonly left: Flow } {
    const { answers: before, isAsSent: isChangedBack } = hiding;
    const hidden: ReadonlySet<Dimension> = new Set(["destination", "destinationPort"]);
    const expected = whateverThe(before, hidden);
    const back = within(flow, expected);
    const now = intersection(before, whateverThe(back.now, hidden));
    const changed = new Set([...flow.changed, ...hidden]);
    return { flow: { ...back, now, changed, isChangedBack }, left: outside(flow, expected) };
}
