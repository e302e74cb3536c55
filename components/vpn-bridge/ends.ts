/** The tunnels of a plan as their ends see them. */
import type { BridgeTunnelPlan, LinkPlan, TunnelEndPlan, VpnBridgePlan } from "./plan";

export interface End {
    readonly site: string;
    readonly peer: string;
    /** The peer, of dedicated tunnels "plant/dedicated": what everything of this end is named by. */
    readonly line: string;
    readonly link: LinkPlan;
    readonly tunnel: BridgeTunnelPlan;
    readonly own: TunnelEndPlan;
    readonly other: TunnelEndPlan;
}

/** Every end of every tunnel, link by link. */
export function endsOf({ links }: Pick<VpnBridgePlan, "links">): End[] {
    return links.flatMap((link) =>
        link.tunnels.flatMap((tunnel) =>
            link.ends.flatMap((site): End[] => {
                const peer = link.ends[0] === site ? link.ends[1] : link.ends[0];
                const [own, other] = [tunnel.ends[site], tunnel.ends[peer]];
                if (own === undefined || other === undefined) return [];
                return [{ site, peer, line: lineOf(peer, link), link, tunnel, own, other }];
            }),
        ),
    );
}

/** What the tunnels of a link are called by at the other end of `peer`. */
export function lineOf(peer: string, { dedicated }: Pick<LinkPlan, "dedicated">): string {
    return dedicated ? `${peer}/dedicated` : peer;
}
