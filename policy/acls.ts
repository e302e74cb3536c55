/** What a network ACL lets in, with its entries in the order in which AWS reads them. */
import type { References } from "../graph/read/references";
import type { Resource } from "../graph/read/resources";
import { difference, intersection, NO_PACKETS, packets, unionOf, type PacketSet } from "../graph/packets";
import { NETWORK_ACL, NETWORK_ACL_RULE } from "./concepts";
import { ACL_ENTRY, hasPorts, readEntry, type Ingress } from "./ingress";
import { flagAt, listAt, numberAt, partOf, textAt, UNKNOWN } from "./values";

export interface AclReading {
    /** What comes in for certain, as far as entries are known. */
    readonly allowed: PacketSet;
    /** Properties that are not known, of the ACL or of a rule that is a resource: "ingress[0].cidrBlock of network acl private". */
    readonly unknown: readonly string[];
}

interface Entry {
    readonly order: number;
    readonly allows: boolean;
    readonly packets: PacketSet;
}

/** Reads the ACL's own list and all rules that are resources and belong to it. */
export function readAcl(acl: Resource, refs: References): AclReading {
    const unknown: string[] = [];
    const entries: Entry[] = [];
    const list = listAt(acl, "ingress");
    if (list === UNKNOWN) unknown.push("ingress");
    for (const [i, value] of (typeof list === "object" ? list : []).entries()) {
        const part = partOf(value);
        if (part === undefined) unknown.push(`ingress[${i}]`);
        else addEntry(part, `ingress[${i}]`, "ruleNo", "action", entries, unknown);
    }
    for (const rule of refs.ofType(...NETWORK_ACL_RULE)) {
        const owner = refs.one(rule, "networkAclId", { types: NETWORK_ACL, inRegion: true });
        const mayBelong = owner.is === "unsure" && (owner.candidates.length === 0 || owner.candidates.includes(acl));
        if (owner.is === "resource" ? owner.resource !== acl : !mayBelong) continue;
        const egress = flagAt(rule, "egress");
        if (egress === true) continue;
        if (mayBelong || egress === UNKNOWN) unknown.push(`network acl rule ${rule.name}`);
        else addEntry(rule, `network acl rule ${rule.name}`, "ruleNumber", "ruleAction", entries, unknown);
    }
    let [allowed, decided] = [NO_PACKETS, NO_PACKETS];
    for (const entry of entries.sort((a, b) => a.order - b.order)) {
        const fresh = difference(entry.packets, decided);
        if (entry.allows) allowed = unionOf(allowed, fresh);
        decided = unionOf(decided, fresh);
    }
    return { allowed, unknown };
}

function addEntry(
    part: Pick<Resource, "props">,
    path: string,
    orderName: string,
    actionName: string,
    entries: Entry[],
    unknown: string[],
): void {
    const [order, action] = [numberAt(part, orderName), textAt(part, actionName)];
    if (typeof order !== "number" || typeof action !== "string") {
        unknown.push(path);
        return;
    }
    for (const read of readEntry(part, ACL_ENTRY, path))
        if (read.known)
            entries.push({ order, allows: action.toLowerCase() === "allow", packets: packetsOf(read.ingress) });
        else unknown.push(read.path);
}

const NUMBERS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58, sctp: 132 };

function packetsOf({ addresses, protocol, ports }: Ingress): PacketSet {
    const number = NUMBERS[protocol] ?? Number(protocol);
    const isAll = protocol === "-1" || protocol === "all" || !Number.isInteger(number);
    return packets({
        source: addresses,
        ...(isAll ? {} : { protocols: [{ first: number, last: number }] }),
        ...(ports === undefined || !hasPorts(protocol) ? {} : { destinationPorts: [ports] }),
    });
}

/** Packets of TCP and UDP to ports of a range. */
export function toPorts(set: PacketSet, first: number, last: number): PacketSet {
    return intersection(
        set,
        packets({
            protocols: [
                { first: 6, last: 6 },
                { first: 17, last: 17 },
            ],
            destinationPorts: [{ first, last }],
        }),
    );
}
