/** What all pictures say about an edge, in the same words. */
import type { Edge } from "../../graph/picture";
import { LinkKind } from "../../graph/network";

export const KIND_WORDS: Readonly<Record<LinkKind, string>> = {
    [LinkKind.Attachment]: "attachment",
    [LinkKind.HubPeering]: "hub peering",
    [LinkKind.NetworkPeering]: "network peering",
    [LinkKind.Vpn]: "VPN",
    [LinkKind.InternetGateway]: "internet gateway",
    [LinkKind.EgressOnlyGateway]: "egress-only gateway",
    [LinkKind.Nat]: "NAT",
    [LinkKind.Endpoint]: "endpoint",
};

/** Three states, never two: what nobody knows is not open and not closed. */
export type LockState = "encrypted" | "open" | "unknown";

export function lockOf(encryption: string | undefined): LockState {
    return encryption === undefined ? "unknown" : encryption === "" ? "open" : "encrypted";
}

/** "VPN, 2 tunnels", "12 × attachment" */
export function kindText(edge: Edge): string {
    const tunnels = edge.lanes > 1 ? `, ${edge.lanes} tunnels` : "";
    return `${edge.count > 1 ? `${edge.count} × ` : ""}${KIND_WORDS[edge.kind]}${tunnels}`;
}

export function encryptionText(encryption: string | undefined): string {
    return encryption === undefined ? "encryption not known" : encryption === "" ? "not encrypted" : encryption;
}

/** "8500 B · 90 ms · $36.50"; "" where no figure is known. */
export function figuresText(edge: Edge): string {
    return [
        ...(edge.mtu === undefined ? [] : [`${edge.mtu} B`]),
        ...(edge.latencyMs === undefined ? [] : [`${milliseconds(edge.latencyMs)} ms`]),
        ...(edge.usdPerMonth === undefined ? [] : [`$${dollars(edge.usdPerMonth)}`]),
    ].join(" · ");
}

/** Everything about an edge in one line, for those who point at it or listen to it. */
export function edgeTitle(edge: Edge, names: (box: string) => string): string {
    return [
        `${edge.label}: ${kindText(edge)} of ${names(edge.ends[0])} and ${names(edge.ends[1])}`,
        encryptionText(edge.encryption),
        edge.mtu === undefined ? "MTU not known" : `MTU ${edge.mtu} bytes`,
        ...(edge.latencyMs === undefined ? [] : [`round trip ${milliseconds(edge.latencyMs)} ms`]),
        ...(edge.usdPerMonth === undefined ? [] : [`${dollars(edge.usdPerMonth)} USD a month`]),
        ...(edge.segments.length === 0 ? [] : [`segment ${edge.segments.join(", ")}`]),
    ].join(" · ");
}

/** "1,234.50" */
export function dollars(amount: number): string {
    const [whole = "", cents = ""] = amount.toFixed(2).split(".");
    return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${cents}`;
}

/** Without a fraction from 10 up: nobody estimates a round trip to the tenth. */
export function milliseconds(ms: number): string {
    return ms >= 10 ? ms.toFixed(0) : String(Number(ms.toFixed(1)));
}
