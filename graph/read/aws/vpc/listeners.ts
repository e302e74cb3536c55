/**
 * What a load balancer takes: packets to the ports of its listeners, as long as a listener that forwards has somebody to forward
 * to (Elastic Load Balancing user guides, "Listeners" and "Target groups").
 */
import type { Gate } from "../../../network";
import { ALL_PACKETS, difference, NO_PACKETS, packets, unionOf, type PacketSet } from "../../../packets";
import { Code, type Reason } from "../../../reason";
import { elementOf, unknownValue, valueAt, type References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN, type Value } from "../../values";
import { membersOf, notKnown, numberOf, textOf, type Steps } from "../../fields";
import { anyOf, type Match } from "../../match";
import { BALANCER_TYPES, LISTENER_RULE_TYPES, LISTENER_TYPES, TARGET_GROUP_TYPES } from "./types";

const PROTOCOLS: Readonly<Record<string, readonly number[]>> = {
    HTTP: [6],
    HTTPS: [6],
    TCP: [6],
    TLS: [6],
    UDP: [17],
    QUIC: [17],
    TCP_UDP: [6, 17],
    TCP_QUIC: [6, 17],
};
/** What mentions a target group without putting anybody into it. */
const MENTIONS: ReadonlySet<string> = new Set([...LISTENER_TYPES, ...LISTENER_RULE_TYPES]);

/** The filters of a load balancer; `id` is that of the host. */
export function listenerGates(
    references: References,
    balancer: Resource,
    id: string,
): { readonly sends: readonly Gate[]; readonly receives: readonly Gate[] } {
    const listeners: { resource: Resource; match: Match }[] = references
        .ofType(...LISTENER_TYPES)
        .flatMap((resource) => {
            const of = references.one(resource, "loadBalancerArn", { types: BALANCER_TYPES, by: ["arn", "id"] });
            const match = portOf(resource);
            if (of.is === "resource") return of.resource === balancer ? [{ resource, match }] : [];
            const mayBe = of.is === "unsure" && (of.candidates.length === 0 || of.candidates.includes(balancer));
            return mayBe
                ? [{ resource, match: { ...match, sure: NO_PACKETS, reasons: [of.reason, ...match.reasons] } }]
                : [];
        });
    const element = elementOf(balancer, "listeners");
    const ports = gates(`${id}#listeners`, Code.ListenerPort, element, anyOf(listeners.map(({ match }) => match)));
    const empty = listeners.map(({ resource, match }) => ({ match, targets: targetsOf(references, resource) }));
    const denied = unionOf(...empty.map(({ match, targets }) => (targets === "none" ? match.possible : NO_PACKETS)));
    const unsure = empty.flatMap(({ match, targets }) =>
        typeof targets === "string" ? [] : [{ packets: difference(match.possible, denied), reason: targets }],
    );
    const rest = unsure.reduce<PacketSet>(
        (left, part) => difference(left, part.packets),
        difference(ALL_PACKETS, denied),
    );
    const targets = gates(`${id}#targets`, Code.NoTarget, elementOf(balancer, "targets"), { allows: rest, unsure });
    return { sends: [ports.sends, targets.sends], receives: [ports.receives, targets.receives] };
}

/** What it sends by itself, answers with it, no listener filters. */
function gates(
    id: string,
    code: Gate["code"],
    element: Gate["element"],
    verdict: Pick<Gate, "allows" | "unsure">,
): { readonly sends: Gate; readonly receives: Gate } {
    const gate = { id, element, code, isStateful: true, fromGroups: [] };
    return { sends: { ...gate, allows: ALL_PACKETS, unsure: [] }, receives: { ...gate, ...verdict } };
}

function portOf(listener: Resource): Match {
    const protocol = textOf(listener, "protocol") ?? "HTTP";
    const numbers = protocol === UNKNOWN ? [6, 17] : (PROTOCOLS[protocol] ?? []);
    const port = numberOf(listener, "port");
    const protocols = numbers.map((number) => ({ first: number, last: number }));
    const any = packets({ protocols });
    if (port === undefined) return { sure: NO_PACKETS, possible: NO_PACKETS, reasons: [] };
    if (port === UNKNOWN) return { sure: NO_PACKETS, possible: any, reasons: [notKnown(listener, "port")] };
    const here = packets({ protocols, destinationPorts: [{ first: port, last: port }] });
    return protocol === UNKNOWN
        ? { sure: NO_PACKETS, possible: here, reasons: [notKnown(listener, "protocol")] }
        : { sure: here, possible: here, reasons: [] };
}

/** Whether some action of a listener or of one of its rules answers, or reaches a target. */
function targetsOf(references: References, listener: Resource): "some" | "none" | Reason {
    const rules = references.ofType(...LISTENER_RULE_TYPES).filter((rule) => {
        const of = references.one(rule, "listenerArn", { types: LISTENER_TYPES, by: ["arn", "id"] });
        return of.is !== "external" && (of.is !== "resource" || of.resource === listener);
    });
    const all = [
        actionsOf(references, listener, "defaultActions"),
        ...rules.map((rule) => actionsOf(references, rule, "actions")),
    ];
    if (all.includes("some")) return "some";
    return all.find((each): each is Reason => typeof each !== "string") ?? "none";
}

function actionsOf(references: References, from: Resource, property: string): "some" | "none" | Reason {
    const members = membersOf(from, property);
    if (members === UNKNOWN) return notKnown(from, property);
    let unknown: Reason | undefined;
    for (const path of members) {
        const type = textOf(from, ...path, "type");
        if (type === UNKNOWN) unknown ??= notKnown(from, ...path, "type");
        else if (type === "redirect" || type === "fixed-response") return "some";
        for (const group of groupPaths(from, path)) {
            const found = targetsIn(references, from, group);
            if (found === "some") return "some";
            if (found !== "none") unknown ??= found;
        }
    }
    return unknown ?? "none";
}

function groupPaths(from: Resource, action: Steps): readonly Steps[] {
    const listed = membersOf(from, ...action, "forward", "targetGroups");
    const single: Steps = [...action, "targetGroupArn"];
    if (listed === UNKNOWN) return [single, [...action, "forward", "targetGroups"]];
    return [single, ...listed.map((path): Steps => [...path, "arn"])];
}

function targetsIn(references: References, from: Resource, path: Steps): "some" | "none" | Reason {
    const reference = references.one(from, path, { types: TARGET_GROUP_TYPES, by: ["arn", "id"] });
    switch (reference.is) {
        case "absent":
            return "none";
        case "unsure":
            return reference.reason;
        case "external":
            return unknownValue(from, `nothing here describes target group ${reference.id}`);
        case "resource":
            return references.resources.some((other) => puts(other, reference.resource)) ? "some" : "none";
    }
}

/** Whether a resource refers to a target group, as what has targets in it does. */
function puts(other: Resource, group: Resource): boolean {
    if (MENTIONS.has(other.type) || other === group) return false;
    if (Object.values(other.sources).some((urns) => urns.includes(group.urn))) return true;
    const arn = valueAt(group, ["arn"]);
    return typeof arn === "string" && Object.values(other.props).some((value) => mentions(value, arn));
}

function mentions(value: Value, text: string): boolean {
    if (Array.isArray(value)) return (value as readonly Value[]).some((member) => mentions(member, text));
    return value === text;
}
