/**
 * Carries one packet through a planned network, table by table, as AWS would: the VPC's route table, then the table of the
 * attachment it came from, the longest prefix first, over peerings through transit tables. It knows nothing of segments
 * that reach each other. Addresses are compared by another library than the planner's.
 */
import type { TransitHubArgs, TransitHubPlan } from "../../../components/transit-hub";
import * as ipaddr from "ipaddr.js";

export interface Place {
    hub: string;
    attachment: string;
}

/** Where a route leads: to an attachment of the same hub, or over a peering to another hub. */
type Target = Place | { peer: string };
export interface Route {
    destination: string;
    target: Target;
}

/** The routes of a table; `segment` undefined: of the transit table. A VPC's own CIDRs are what it announces. */
export function routesOf(plan: TransitHubPlan, hub: string, segment?: string): Route[] {
    const announced = plan.propagations
        .filter((p) => p.hub === hub && p.segment === segment)
        .flatMap(({ attachment }) =>
            plan.attachments
                .filter((a) => a.hub === hub && a.attachment === attachment)
                .flatMap((a) => a.cidrs.map((destination) => ({ destination, target: { hub, attachment } }))),
        );
    const statics = plan.statics
        .filter((s) => s.hub === hub && s.segment === segment)
        .map(({ destination, peer }) => ({ destination, target: { peer } }));
    return [...announced, ...statics];
}

/**
 * Tells for a packet from a VPC to an address the attachment it ends at, which may be the VPC's own; undefined when the
 * packet is dropped on the way.
 */
export function walkerOf(
    args: TransitHubArgs,
    plan: TransitHubPlan,
): (from: Place, address: string) => Place | undefined {
    const tables = new Map(plan.tables.map((t) => [tableKey(t.hub, t.segment), routesOf(plan, t.hub, t.segment)]));
    const peerings = new Set(plan.peerings.flatMap((p) => [linkKey(p.requester, p.accepter)]));

    return (from, address) => {
        const source = plan.attachments.find((a) => a.hub === from.hub && a.attachment === from.attachment)!;
        if (source.cidrs.some((cidr) => contains(cidr, address))) return from;
        if (!leavesVpc(args, plan, from, address)) return undefined;

        let [hub, segment]: [string, string | undefined] = [from.hub, source.segment];
        for (let hops = 0; hops < 4; hops++) {
            const routes = tables.get(tableKey(hub, segment));
            if (routes === undefined) throw new Error(`there is no table ${tableKey(hub, segment)}`);
            const target = longestMatch(routes, address);
            if (target === undefined || "attachment" in target) return target;
            if (!peerings.has(linkKey(hub, target.peer))) throw new Error(`${hub} has no peering with ${target.peer}`);
            [hub, segment] = [target.peer, undefined];
        }
        throw new Error(`the packet to ${address} from ${from.hub}/${from.attachment} goes round in circles`);
    };
}

const tableKey = (hub: string, segment: string | undefined): string => `${hub}/${segment ?? "(transit)"}`;
const linkKey = (a: string, b: string): string => [a, b].sort().join("/");

/** True when every VPC route table that the plan fills has a route for the address. Without any, the user routes. */
function leavesVpc(args: TransitHubArgs, plan: TransitHubPlan, from: Place, address: string): boolean {
    const tables = Object.keys(args.aws.hubs[from.hub]!.attachments![from.attachment]!.routes ?? {});
    const routes = plan.vpcRoutes.filter((r) => r.hub === from.hub && r.attachment === from.attachment);
    return tables.every((table) => routes.some((r) => r.route === table && contains(r.destination, address)));
}

function longestMatch(routes: Route[], address: string): Target | undefined {
    const length = (r: Route): number => Number(r.destination.split("/")[1]);
    const matches = routes.filter((r) => contains(r.destination, address)).sort((a, b) => length(b) - length(a));
    const [best, next] = matches;
    if (best !== undefined && next !== undefined && length(best) === length(next)) {
        throw new Error(`two routes to ${best.destination}`);
    }
    return best?.target;
}

/** Reads a text once: the same few addresses are asked for over and over. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
    const known = new Map<string, T>();
    return (text) => {
        const value = known.get(text) ?? read(text);
        known.set(text, value);
        return value;
    };
}
const parse = remembered((text) => ipaddr.parse(text));
const parseCidr = remembered((text) => ipaddr.parseCIDR(text));

function contains(cidr: string, address: string): boolean {
    const [network, length] = parseCidr(cidr);
    const ip = parse(address);
    return ip.kind() === network.kind() && ip.match(network, length);
}

/** The first address of a prefix, and the last. */
export function endsOf(cidr: string): [string, string] {
    const [network, length] = parseCidr(cidr);
    const bytes = network.toByteArray();
    const last = bytes.map((byte, i) => byte | (0xff >> Math.min(8, Math.max(0, length - 8 * i))));
    return [network.toString(), ipaddr.fromByteArray(last).toString()];
}
