/**
 * Where each tunnel of a link ends: at which of a gateway's public addresses, or at which device. The plan of tunnels says
 * how many there are and in which order; the recipes of the providers say which address the n-th one has.
 *
 * Sources: Azure VPN Gateway, BGP connection to AWS (2026-02-18); Google Cloud VPN, HA VPN connections to AWS and to Azure
 * (2026-04-10); Azure VPN Gateway, Highly available connections.
 */
import type { SiteKind } from "./network";

export interface GateQuestion {
    /** True of a second set of tunnels. */
    readonly dedicated: boolean;
    readonly kind: SiteKind;
    /** How many devices this end has; 1 for a managed gateway. */
    readonly devices: number;
    readonly peerKind: SiteKind;
    readonly peerDevices: number;
    /** True for the end whose key comes first. */
    readonly isFirst: boolean;
    /** The tunnel's run, and its place in that run, both from 0. */
    readonly run: number;
    readonly place: number;
}

/**
 * Counted from 0. Of AWS: the connection of the link, which holds two tunnels. Of Azure and Google: the instance or interface,
 * each with a public address; dedicated tunnels have a second gateway of Google, whose interfaces are 2 and 3. Of devices: the
 * device.
 */
export function gateOf(question: GateQuestion): number {
    const gate = gateOfSet(question);
    return question.dedicated && question.kind === "gcp" ? gate + GOOGLE_INTERFACES : gate;
}

/** Of one HA VPN gateway. */
export const GOOGLE_INTERFACES = 2;

function gateOfSet({ kind, devices, peerKind, peerDevices, isFirst, run, place }: GateQuestion): number {
    if (kind === "device") {
        if (peerKind === "device") return isFirst ? Math.floor(run / peerDevices) : run % devices;
        return peerKind === "gcp" ? Math.min(place, devices - 1) : run;
    }
    // One connection for each of the peer's addresses; a device is a run of its own.
    if (kind === "aws") return peerKind === "device" ? run : Math.floor(place / 2);
    return peerKind === "aws" ? Math.floor(place / 2) : place;
}

/** Of an AWS connection: 1 or 2, for the tunnel of this place in its run. */
export function slotOf(place: number): 1 | 2 {
    return place % 2 === 0 ? 1 : 2;
}
