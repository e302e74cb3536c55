/** What only a complete plan tells: links that are not there, ways that lead into themselves, and limits. */
import { AWS_LIMITS } from "../../../facts/limits/aws";
import { AZURE_LIMITS } from "../../../facts/limits/azure";
import { checkLimit } from "../../../plan/limits";
import { overlappingPairs, prefixOf, type Prefix } from "../../../plan/prefix";
import { show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import type { VpnBridgeArgs } from "../args";
import type { LinkPlan, VpnBridgePlan } from "../plan";
import { checkForms } from "./forms";
import { checkMixed } from "./authentication";

export function checkPlan(args: VpnBridgeArgs, plan: VpnBridgePlan): Problem[] {
    return [
        ...checkLinked(args, plan),
        ...checkMixed(args, plan),
        ...checkReachable(args, plan),
        ...checkUnderlay(args, plan),
        ...checkCounts(args, plan),
        ...checkForms(args, plan),
    ];
}

/** A link that the topology does not make would be configured for nothing. */
function checkLinked({ links = {} }: VpnBridgeArgs, plan: VpnBridgePlan): Problem[] {
    const made = new Set([...plan.links.map(({ key }) => key), ...plan.elsewhere]);
    return Object.keys(links)
        .filter((key) => !made.has(key))
        .map((key) => ({
            check: "not-linked",
            path: join("links", key),
            got: show(key),
            allowed: "two sites that the topology links",
            fix: "Remove it, or choose a topology in which the two are neighbours.",
        }));
}

function checkReachable(args: VpnBridgeArgs, plan: VpnBridgePlan): Problem[] {
    return plan.links
        .filter(({ ends }) => ends.every((site) => args.sites[site]?.device?.reachable === false))
        .map(({ key }) => ({
            check: "nobody-reachable",
            path: join("links", key),
            got: "two devices that nobody can open a tunnel to",
            allowed: "at least one end that is reachable",
            fix: "Forward the ports to one of them, or link both with a hub only (topology).",
        }));
}

/**
 * A device that is told to send a prefix into a tunnel must find the other ends of its tunnels outside of it: a tunnel cannot
 * carry itself. Managed gateways send their tunnels' packets by other tables.
 */
function checkUnderlay(args: VpnBridgeArgs, plan: VpnBridgePlan): Problem[] {
    return clashesIn(args).flatMap(({ site: peer, i, address, cidr }) => {
        const linked = plan.links.filter(({ ends }) => ends.includes(peer)).flatMap(({ ends }) => ends);
        const accepts = (site: string): boolean =>
            plan.links.some((link) => link.ends.includes(site) && acceptedBy(link, site).includes(cidr));
        const lost = linked.find((s) => s !== peer && args.sites[s]?.device !== undefined && accepts(s));
        if (lost === undefined) return [];
        return [
            {
                check: "tunnel-in-itself",
                path: `${join("sites", peer)}.device.publicAddresses[${i}]`,
                got: `${show(address)}, which lies in ${cidr}`,
                allowed: `an address that '${lost}' does not reach through its tunnels`,
                fix: "Declare narrower prefixes, without the addresses that tunnels end at.",
            },
        ];
    });
}

interface End {
    readonly site: string;
    /** Its place among the addresses of the site. */
    readonly i: number;
    readonly address: string;
    readonly prefix: Prefix;
}

/** Known addresses of devices that lie in a prefix of some site. */
function clashesIn({ sites }: VpnBridgeArgs): (Omit<End, "prefix"> & { readonly cidr: string })[] {
    const ends = Object.entries(sites).flatMap(([site, { device }]) =>
        (device?.publicAddresses ?? []).flatMap((address, i): End[] =>
            typeof address === "string" ? [{ site, i, address, prefix: prefixOf(`${address}/32`) }] : [],
        ),
    );
    const cidrs = Object.values(sites).flatMap((site) => site.cidrs.map((cidr) => ({ cidr, prefix: prefixOf(cidr) })));
    return overlappingPairs<End | (typeof cidrs)[number]>([...ends, ...cidrs], ({ prefix }) => prefix).flatMap(
        ([a, b]) => {
            const [end, other] = "site" in a ? [a, b] : [b, a];
            return "site" in end && "cidr" in other ? [{ ...end, cidr: other.cidr }] : [];
        },
    );
}

function checkCounts(args: VpnBridgeArgs, plan: VpnBridgePlan): Problem[] {
    return Object.entries(args.sites).flatMap(([site, { aws, azure }]) => {
        const path = join("sites", site);
        const links = plan.links.filter(({ ends }) => ends.includes(site));
        if (azure !== undefined) {
            const count = new Set(links.flatMap((link) => acceptedBy(link, site))).size;
            return checkLimit(AZURE_LIMITS.prefixesPerBgpSession, count, { path, check: "prefixes", fix: FEWER });
        }
        if (aws === undefined) return [];
        const isVirtual = aws.vpnGatewayId !== undefined;
        const isIdle = aws.concentrator !== undefined && !links.some(({ concentrated }) => concentrated);
        const { from, to } = isVirtual ? ROUTES.virtual : ROUTES.transit;
        return [
            ...(isIdle
                ? [
                      {
                          check: "unused-argument",
                          path: `${path}.aws.concentrator`,
                          got: "a concentrator",
                          allowed: "nothing, without a link with a device over the internet",
                          fix: "Remove it: no connection would be on it.",
                      },
                  ]
                : []),
            ...links.flatMap((link) => {
                const where = { path: join("links", link.key), check: "prefixes", fix: FEWER };
                return [
                    ...checkLimit(from, acceptedBy(link, site).length, where),
                    ...checkLimit(to, announcedBy(link, site).length, where),
                ];
            }),
            ...(isVirtual
                ? checkLimit(AWS_LIMITS.vpnConnectionsPerVirtualPrivateGateway, connectionsAt(links, site), {
                      path,
                      check: "vpn-gateway-connections",
                      fix: "Link fewer sites with it, or use a Transit Gateway",
                  })
                : []),
        ];
    });
}

/** What AWS learns from the other end, and what it tells it. */
const ROUTES = {
    transit: {
        from: AWS_LIMITS.routesFromCustomerToTransitGateway,
        to: AWS_LIMITS.routesFromTransitGatewayToCustomer,
    },
    virtual: {
        from: AWS_LIMITS.routesFromCustomerToVirtualPrivateGateway,
        to: AWS_LIMITS.routesFromVirtualPrivateGatewayToCustomer,
    },
} as const;

const FEWER = "Declare wider prefixes";

function connectionsAt(links: readonly LinkPlan[], site: string): number {
    return new Set(links.flatMap(({ key, tunnels }) => tunnels.map(({ ends }) => `${key}/${ends[site]?.gate}`))).size;
}

function acceptedBy(link: LinkPlan, site: string): readonly string[] {
    return link.tunnels[0]?.ends[site]?.accepts ?? [];
}

function announcedBy(link: LinkPlan, site: string): readonly string[] {
    return link.tunnels[0]?.ends[site]?.announces ?? [];
}
