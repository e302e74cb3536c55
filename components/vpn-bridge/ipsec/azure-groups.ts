/** How the tunnels of an Azure site fall into connections, and which inside addresses its instances have. */
import { BridgeRouting } from "../args";
import { demand, grouped, type Bridge } from "../bridge";
import type { End } from "../ends";

export interface LinkGroup {
    /** The tunnels of one connection: two towards a device, one towards any other peer. */
    readonly group: readonly End[];
    /** Counts from 1 among those of one line. */
    readonly number: number;
}

/** One for each address of a peer and each session of its own: a device has one session address for both instances. */
export function linkGroups(bridge: Bridge, site: string): LinkGroup[] {
    const isDevice = ({ peer }: End): boolean => bridge.site(peer).kind === "device";
    const groups = grouped(bridge.endsOf(site), (e) => `${e.line}/${isDevice(e) ? e.other.gate : e.tunnel.place}`);
    return [...grouped([...groups.values()], ([first]) => first?.line ?? "").values()].flatMap((ofLine) =>
        ofLine.map((group, i) => ({ group, number: i + 1 })),
    );
}

/** The BGP addresses of an instance: one for each tunnel that has BGP. */
export function insideAt(ends: readonly End[], gate: number): string[] {
    const own = ends.filter((e) => e.own.gate === gate && e.link.routing === BridgeRouting.Bgp);
    return own.map((e) => e.own.inside).sort();
}

/**
 * The BGP address that a connection names for an instance: every connection names one of both. One that it does not use may be
 * any of them: it is one of the same link, which no other site changes.
 */
export function addressAt(bridge: Bridge, group: readonly End[], gate: number): string {
    const { site, link } = demand(group[0], "connection");
    const ends = [...group, ...bridge.endsOf(site)];
    const end = ends.find((e) => e.link === link && e.own.gate === gate);
    return demand(end, `${site}/${gate}`).own.inside;
}
