/**
 * Sends one packet through a network, and its answer back, one address and one port at a time: written from what
 * graph/network.ts says and from nothing else, to be compared with the walk that sends sets of packets.
 */
import type { Entry, Gate, Hop, Host, Network, Station, Translation } from "../../graph/network";
import type { Packet, PacketSet } from "../../graph/packets";
import type { AddressSet } from "../../plan/address-set";

/** "REACHABLE", "PARTIAL", "DENIED <code>", "DENIED RETURN_BLOCKED", "UNDETERMINED". */
export type Outcome = string;

export interface Send {
    readonly network: Network;
    readonly from: Host;
    readonly to: Host;
    readonly packet: Packet;
    /** Ports that a shared address may send from: one of each kind that a filter tells apart. */
    readonly sharedPorts: readonly number[];
}

export interface Outcomes {
    /** One, or several where the cloud chooses between ways. */
    readonly outcomes: ReadonlySet<Outcome>;
    /** Codes by which answers are lost. */
    readonly causes: ReadonlySet<string>;
}

/** What may become of the packet and its answer. */
export function outcomesOf({ network, from, to, packet, sharedPorts }: Send): Outcomes {
    const outcomes = new Set<Outcome>();
    const causes = new Set<string>();
    const answersByPath = new Map<string, Set<string>>();
    const there = send(network, { from, packet, meant: [to], sharedPorts });
    for (const { end, path, session } of there) {
        if (end.is !== "delivered") outcomes.add(end.is === "unknown" ? "UNDETERMINED" : `DENIED ${end.code}`);
        else if (end.host.id !== to.id) outcomes.add(to.isExact ? "DENIED NO_ROUTE" : "UNDETERMINED");
        else {
            // Ways that differ in nothing but the port that a gateway chose are one way.
            const found = answersByPath.get(path) ?? new Set<string>();
            answersByPath.set(path, found);
            for (const { fate, code } of answersTo(network, end, session, { from, packet, sharedPorts })) {
                found.add(fate);
                if (fate === "lost") causes.add(code);
            }
        }
    }
    for (const fates of answersByPath.values()) {
        if (fates.has("open")) outcomes.add("UNDETERMINED");
        else if (fates.has("home")) outcomes.add(fates.has("lost") ? "PARTIAL" : "REACHABLE");
        else outcomes.add("DENIED RETURN_BLOCKED");
    }
    return { outcomes, causes };
}

function answersTo(
    network: Network,
    { host, packet: arrived }: Delivered,
    session: Session,
    { from, packet, sharedPorts }: { from: Host; packet: Packet; sharedPorts: readonly number[] },
): readonly { readonly fate: "home" | "lost" | "open"; readonly code: string }[] {
    const gateways = [...session.translated.keys()].map((id) => network.hosts.get(id)!);
    const back = send(network, {
        from: host,
        packet: replyTo(arrived),
        meant: [...gateways, from],
        session,
        sharedPorts,
    });
    return back.map(({ end }) => {
        if (end.is !== "delivered")
            return end.is === "unknown" ? { fate: "open", code: "" } : { fate: "lost", code: end.code };
        // The host takes an answer only from whom it has asked.
        const isHome = end.host.id === from.id && same(end.packet, replyTo(packet));
        return isHome ? { fate: "home", code: "" } : { fate: "lost", code: "NO_ROUTE" };
    });
}

/** Whether a packet to the address is a packet to the host: of a place's rest, only where no named host has it. */
export function owns(network: Network, host: Host, family: 4 | 6, address: bigint): boolean {
    if (!hasAddress(host.addresses, family, address)) return false;
    if (!isRest(host)) return true;
    if (host.kind === "internet") {
        const internets = [...network.stations.values()].filter(({ kind }) => kind === "internet");
        if (internets.some((s) => s.entries.some((e) => e.to.to === "station" && covers(e, family, address))))
            return false;
    }
    const named = [...network.hosts.values()].filter((h) => h.place === host.place && !isRest(h) && h.isExact);
    return !named.some((h) => hasAddress(h.addresses, family, address));
}

interface Session {
    /** Stateful filters that let the packet through. */
    readonly gates: ReadonlySet<string>;
    /** By gateway: the packet before it was translated. */
    readonly translated: ReadonlyMap<string, Packet>;
    /** By link: the zone that was chosen. */
    readonly zones: ReadonlyMap<string, string>;
}

type Delivered = { readonly is: "delivered"; readonly host: Host; readonly packet: Packet };
type End = Delivered | { readonly is: "denied"; readonly code: string } | { readonly is: "unknown" };

interface Arrival {
    readonly end: End;
    readonly path: string;
    readonly session: Session;
}

interface Sending {
    readonly from: Host;
    readonly packet: Packet;
    readonly meant: readonly Host[];
    /** Of an answer. */
    readonly session?: Session;
    readonly sharedPorts: readonly number[];
}

interface Situation {
    readonly packet: Packet;
    readonly zone: string | undefined;
    readonly seen: readonly string[];
    readonly path: string;
    readonly session: Session;
    readonly isSourceChanged: boolean;
    readonly isDestinationChanged: boolean;
    readonly isPortChosen: boolean;
    readonly changedBack: readonly string[];
}

/** Every way that the packet may take. */
function send(network: Network, sending: Sending): readonly Arrival[] {
    const arrivals: Arrival[] = [];
    const { from, session: before } = sending;

    const finish = (s: Situation, end: End): void => {
        arrivals.push({ end, path: s.path, session: s.session });
    };
    const stop = (s: Situation, code: string): void =>
        finish(s, code === "UNKNOWN" ? { is: "unknown" } : { is: "denied", code });

    /** The situation behind the gates, or undefined where one of them ends the way. */
    const pass = (s: Situation, gates: readonly Gate[], peer: Host | "anyone" | undefined): Situation | undefined => {
        let passed = s;
        for (const gate of gates) {
            if (gate.isStateful && before?.gates.has(gate.id) === true) continue;
            const byGroup = gate.fromGroups.some(
                ({ group, packets }) =>
                    (peer === "anyone" || peer?.groups.includes(group) === true) && isIn(packets, s.packet),
            );
            if (!byGroup && !isIn(gate.allows, s.packet)) {
                const open = gate.unsure.find(({ packets }) => isIn(packets, s.packet));
                stop(passed, open === undefined ? gate.code : open.reason.code);
                return undefined;
            }
            if (gate.isStateful)
                passed = {
                    ...passed,
                    session: { ...passed.session, gates: new Set(passed.session.gates).add(gate.id) },
                };
        }
        return passed;
    };

    const lookUp = (s: Situation, id: string): void => {
        const station = network.stations.get(id);
        if (station === undefined) {
            stop(s, "UNKNOWN");
            return;
        }
        // A port that a gateway chose is as good as another.
        const here = `${id} ${s.zone} ${text(s.isPortChosen ? { ...s.packet, sourcePort: 0 } : s.packet)}`;
        if (s.seen.includes(here)) {
            stop(s, "LOOP");
            return;
        }
        if (station.unsure[0] !== undefined) {
            stop(s, station.unsure[0].code);
            return;
        }
        const at: Situation = { ...s, seen: [...s.seen, here] };
        const best = bestEntries(station, s.packet);
        for (const [n, entry] of best.entries())
            leave({ ...at, path: `${at.path} | ${id}: ${entry.element.label} ${n} of ${best.length}` }, entry.to);
        if (best.length > 0) return;
        if (station.otherwise !== undefined) {
            leave({ ...at, path: `${at.path} | ${id}: otherwise` }, station.otherwise);
            return;
        }
        const siblings = (station.siblings ?? []).flatMap((sibling) => network.stations.get(sibling) ?? []);
        const isKnownElsewhere = siblings.some((sibling) =>
            bestEntries(sibling, s.packet).some(({ to }) => to.to !== "end"),
        );
        stop(at, isKnownElsewhere ? "WRONG_TABLE" : "NO_ROUTE");
    };

    const leave = (s: Situation, hop: Hop): void => {
        if (hop.to === "end") stop(s, hop.reason.code);
        else if (hop.to === "hosts") {
            const passed = pass(s, hop.gates, undefined);
            if (passed !== undefined) deliver(passed, hop.place);
        } else if (hop.to === "zones") {
            const own = hop.isSticky ? before?.zones.get(hop.link ?? "") : s.zone;
            const ownDoors = hop.doors.filter(({ zone }) => zone === own);
            for (const door of ownDoors.length > 0 ? ownDoors : hop.doors) {
                const zones = new Map(s.session.zones);
                if (hop.isSticky && hop.link !== undefined) zones.set(hop.link, door.zone);
                const inside = { ...s, zone: door.zone, path: `${s.path} door ${door.zone}` };
                const passed = pass({ ...inside, session: { ...s.session, zones } }, door.gates, undefined);
                if (passed !== undefined) lookUp(passed, door.station);
            }
        } else {
            const passed = pass(s, hop.gates, undefined);
            if (passed === undefined) return;
            const zone = hop.zone === undefined ? s.zone : hop.zone === "" ? undefined : hop.zone;
            const after = hop.translation === undefined ? [passed] : translated(passed, hop.translation);
            for (const next of after) lookUp({ ...next, zone }, hop.station);
        }
    };

    const translated = (s: Situation, { end, pairs, otherwise, isShared, element }: Translation): Situation[] => {
        const { family } = s.packet;
        const pair = pairs.find(({ from: f, to: t }) => hasAddress(f, family, s.packet[end]) && t[family].length > 0);
        if (pair === undefined) {
            if (otherwise === "unchanged") return [s];
            stop(s, otherwise.code);
            return [];
        }
        const addresses = pair.to[family].flatMap(({ first, last }) => (first === last ? [first] : [first, last]));
        const hasPorts = s.packet.protocol === 6 || s.packet.protocol === 17;
        const ports = isShared && hasPorts ? sending.sharedPorts : [s.packet.sourcePort];
        const session =
            isShared && element.urn !== undefined
                ? { ...s.session, translated: new Map(s.session.translated).set(element.urn, s.packet) }
                : s.session;
        return addresses.flatMap((address) =>
            ports.map((sourcePort) => ({
                ...s,
                session,
                packet: { ...s.packet, [end]: address, sourcePort },
                isSourceChanged: s.isSourceChanged || end === "source",
                isDestinationChanged: s.isDestinationChanged || end === "destination",
                isPortChosen: s.isPortChosen || (isShared && hasPorts),
            })),
        );
    };

    const deliver = (s: Situation, place: string): void => {
        const inPlace = [...network.hosts.values()].filter((h) => h.place === place);
        const candidates = [
            ...sending.meant.filter((h) => h.place === place && !h.isExact && !s.changedBack.includes(h.id)),
            ...inPlace.filter((h) => !isRest(h) && h.isExact),
            ...inPlace.filter((h) => isRest(h)),
        ];
        const found = candidates.find((h) => hasAddress(h.addresses, s.packet.family, s.packet.destination));
        if (found === undefined) stop(s, "NO_ROUTE");
        else if (found.translates === true) changeBack(s, found);
        else {
            const received = pass(s, found.receives, s.isSourceChanged ? undefined : from);
            if (received === undefined) return;
            const byGroup = from.sends.filter(({ fromGroups }) => fromGroups.length > 0);
            const sent = pass(received, byGroup, s.isDestinationChanged ? undefined : found);
            if (sent !== undefined) finish(sent, { is: "delivered", host: found, packet: s.packet });
        }
    };

    const changeBack = (s: Situation, gateway: Host): void => {
        const asked = before?.translated.get(gateway.id);
        const answer = asked === undefined ? undefined : replyTo(asked);
        const isAnswer =
            answer?.family === s.packet.family &&
            answer.source === s.packet.source &&
            answer.protocol === s.packet.protocol &&
            answer.sourcePort === s.packet.sourcePort;
        if (!isAnswer) {
            stop(s, "NO_ROUTE");
            return;
        }
        const changedBack = [...s.changedBack, gateway.id];
        lookUp({ ...s, packet: answer, zone: gateway.zone, isDestinationChanged: true, changedBack }, gateway.station);
    };

    const start: Situation = {
        packet: sending.packet,
        zone: from.zone,
        seen: [],
        path: from.id,
        session: { gates: new Set(), translated: new Map(), zones: new Map() },
        isSourceChanged: false,
        isDestinationChanged: false,
        isPortChosen: false,
        changedBack: [],
    };
    const sent = pass(start, from.sends, "anyone");
    if (sent !== undefined) lookUp(sent, from.station);
    return arrivals;
}

/** Those of the longest prefix that covers the destination, and of these those of the lowest rank. */
function bestEntries({ entries }: Station, { family, destination }: Packet): readonly Entry[] {
    const covering = entries.filter((entry) => covers(entry, family, destination));
    const longest = Math.max(...covering.map(({ length }) => length));
    const ofLongest = covering.filter(({ length }) => length === longest);
    const lowest = Math.min(...ofLongest.map(({ rank }) => rank));
    return ofLongest.filter(({ rank }) => rank === lowest);
}

function covers(entry: Entry, family: 4 | 6, address: bigint): boolean {
    return entry.family === family && entry.first <= address && address <= entry.last;
}

/** Hosts that stand for the rest of their place. */
function isRest({ kind }: Host): boolean {
    return kind === "subnet" || kind === "internet" || kind === "site" || kind === "service";
}

function hasAddress(set: AddressSet, family: 4 | 6, address: bigint): boolean {
    return set[family].some(({ first, last }) => first <= address && address <= last);
}

/** Whether one of the cubes has the packet, dimension by dimension. */
export function isIn(set: PacketSet, packet: Packet): boolean {
    const has = (intervals: readonly { first: bigint; last: bigint }[], value: bigint | number): boolean =>
        intervals.some(({ first, last }) => first <= value && value <= last);
    return set.some(
        (cube) =>
            cube.family === packet.family &&
            has(cube.source, packet.source) &&
            has(cube.destination, packet.destination) &&
            has(cube.protocol, packet.protocol) &&
            has(cube.sourcePort, packet.sourcePort) &&
            has(cube.destinationPort, packet.destinationPort),
    );
}

/** The answer to a packet: ends and ports exchanged, of a ping its echo. Every packet sent here has one. */
function replyTo(packet: Packet): Packet {
    const { source, destination, protocol, sourcePort, destinationPort } = packet;
    const turned = { ...packet, source: destination, destination: source };
    if (protocol === 1) return { ...turned, destinationPort: 0 };
    if (protocol === 58) return { ...turned, destinationPort: 129 * 256 };
    return { ...turned, sourcePort: destinationPort, destinationPort: sourcePort };
}

function same(a: Packet, b: Packet): boolean {
    return text(a) === text(b);
}

function text({ family, source, destination, protocol, sourcePort, destinationPort }: Packet): string {
    return [family, source, destination, protocol, sourcePort, destinationPort].join(" ");
}
