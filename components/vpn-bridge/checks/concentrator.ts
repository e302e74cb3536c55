/**
 * What a VPN concentrator takes. Sources: Site-to-Site VPN user guide, VPN concentrators (Transit Gateways only, BGP only, 100
 * Mbps for each site); Terraform AWS provider (acceleration is asked for together with `transit_gateway_id`, in whose place a
 * concentrator stands).
 */
import { show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import { checkId } from "../../shared/ids";
import { BridgeRouting, type AwsEndArgs, type VpnBridgeArgs } from "../args";

export function checkConcentrators(args: VpnBridgeArgs): Problem[] {
    return Object.entries(args.sites).flatMap(([site, { aws }]) =>
        aws?.concentrator === undefined
            ? []
            : [...checkGateway(aws, `${join("sites", site)}.aws`), ...checkStatic(args, site)],
    );
}

const WHY = {
    accelerated: "Remove one of them: only connections of the Transit Gateway itself are accelerated.",
    largeBandwidth: "Remove one of them: a site on a concentrator has 100 Mbps.",
} as const;

function checkGateway(aws: AwsEndArgs, path: string): Problem[] {
    const { id } = aws.concentrator ?? {};
    return [
        ...(aws.vpnGatewayId === undefined
            ? []
            : [
                  {
                      check: "transit-gateway-only",
                      path: `${path}.concentrator`,
                      got: "a concentrator, at a virtual private gateway",
                      allowed: "one at a Transit Gateway only",
                      fix: "Remove it, or end the tunnels at a Transit Gateway.",
                  },
              ]),
        ...(Object.keys(WHY) as (keyof typeof WHY)[])
            .filter((name) => aws[name] === true)
            .map((name) => ({
                check: "concentrator-tunnels",
                path: `${path}.${name}`,
                got: "true, with a concentrator",
                allowed: "nothing, beside concentrator",
                fix: WHY[name],
            })),
        ...(typeof id === "string" ? checkId("vpnConcentrator", id, `${path}.concentrator.id`) : []),
    ];
}

/** Of links between the site and devices; those over Direct Connect are not on the concentrator. */
function checkStatic({ links = {}, sites }: VpnBridgeArgs, site: string): Problem[] {
    return Object.entries(links).flatMap(([key, { routing, directConnectAttachmentId }]) => {
        const ends = key.split("/");
        const isDevice = ends.some((end) => sites[end]?.device !== undefined);
        const isOn = ends.includes(site) && isDevice && directConnectAttachmentId === undefined;
        if (!isOn || routing !== BridgeRouting.Static) return [];
        return [
            {
                check: "concentrator-static",
                path: `${join("links", key)}.routing`,
                got: show(routing),
                allowed: `"bgp", as site '${site}' has a concentrator`,
                fix: "Remove it, or the concentrator, which learns all routes by BGP.",
            },
        ];
    });
}
