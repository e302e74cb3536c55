/** Networks that cannot be, as a whole. */
import { aws, azure, depot, plant } from "../sites";
import { three, type Fault, type Some } from "./fault";
import type { BridgeSiteArgs } from "../../../../components/vpn-bridge/args";

/** Devices with prefixes and addresses of their own. */
export const devices = (count: number, more: Some = {}): Record<string, BridgeSiteArgs> =>
    Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
            `p${String(i).padStart(3, "0")}`,
            {
                device: {
                    ...plant.device!,
                    publicAddresses: [`203.0.${Math.floor(i / 250) + 114}.${(i % 250) + 1}`],
                    asn: undefined!,
                    ...more,
                },
                cidrs: [`172.16.${i}.0/24`],
                id: i,
            },
        ]),
    );
export const hub = (site: BridgeSiteArgs, spokes: Record<string, BridgeSiteArgs>, whole: Some = {}) => ({
    sites: { hub: site, ...spokes },
    topology: "hub-and-spoke",
    hubs: ["hub"],
    // One after the other, above the runs that AWS reserves.
    links: Object.fromEntries(
        Object.keys(spokes).map((key, i) => [`hub/${key}`, { id: site.azure === undefined ? 200 + i : i }]),
    ),
    ...whole,
});
const virtual: BridgeSiteArgs = {
    aws: { region: "us-east-1", vpnGatewayId: "vgw-0a1", asn: 64_512 },
    cidrs: ["10.0.0.0/16"],
};
const many = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => `10.${100 + (i >> 8)}.${i & 255}.0/24`);

export const networks: readonly Fault[] = [
    {
        check: "too-few-sites",
        is: "one site alone",
        args: { sites: { aws } },
        says: ["sites [too-few-sites]: got 1; allowed: two or more. Name the sites to join."],
    },
    {
        check: "no-hubs",
        is: "hub-and-spoke without a hub",
        args: three({ topology: "hub-and-spoke" }),
        says: [
            "hubs [no-hubs]: got nothing; allowed: at least one site. Name the sites that all others are " +
                "linked with.",
        ],
    },
    {
        check: "unused-hubs",
        is: "hubs of a full mesh",
        args: three({ hubs: ["aws"] }),
        says: [
            'hubs [unused-hubs]: got a list of 1; allowed: nothing, with the topology "full-mesh". Remove ' +
                "'hubs', or choose the topology \"hub-and-spoke\".",
        ],
    },
    {
        check: "unknown-site",
        is: "hubs and traffic of sites that there are none of",
        args: three({
            topology: "hub-and-spoke",
            hubs: ["core"],
            traffic: [{ from: "plant", to: "home", gbPerMonth: 5 }],
        }),
        says: [
            'hubs[0] [unknown-site]: got "core"; allowed: aws, depot or plant. Name one of the sites.',
            'traffic[0].to [unknown-site]: got "home"; allowed: aws, depot or plant. Name one of the sites.',
        ],
    },
    {
        check: "traffic-to-itself",
        is: "traffic that stays where it is",
        args: three({ traffic: [{ from: "plant", to: "plant", gbPerMonth: 5 }] }),
        says: ['traffic[0] [traffic-to-itself]: got "plant"; allowed: another site than the sender. Remove it.'],
    },
    {
        check: "unused-argument",
        is: "a mesh of regional sites without a hierarchy",
        args: three({ meshRegional: true }),
        says: [
            "meshRegional [unused-argument]: got true; allowed: nothing, but with the topology " +
                '"hierarchical". Remove it: nothing would read it.',
        ],
    },
    {
        check: "no-core no-parent",
        is: "a hierarchy of edges alone",
        args: { sites: { aws, plant }, topology: "hierarchical" },
        says: [
            'sites [no-core]: got no core; allowed: at least one core. Give a site the tier "core".',
            'sites.aws.parents [no-parent]: got nothing; allowed: one site of the tier "regional" or more. ' +
                "Name the sites that this one is linked with, the preferred one first.",
            'sites.plant.parents [no-parent]: got nothing; allowed: one site of the tier "regional" or more. ' +
                "Name the sites that this one is linked with, the preferred one first.",
        ],
    },
    {
        check: "wrong-parent",
        is: "an edge that hangs on a core",
        args: {
            sites: {
                aws: { ...aws, tier: "core" },
                azure: { ...azure, tier: "regional" },
                plant: { ...plant, parents: ["aws"] },
            },
            topology: "hierarchical",
        },
        says: [
            'sites.plant.parents [wrong-parent]: got "aws"; allowed: azure. Name sites of the tier ' +
                '"regional", or correct a tier.',
        ],
    },
    {
        check: "limit-exceeded",
        is: "more VPN connections than a region of AWS has",
        args: hub(aws, devices(51)),
        says: [
            "sites.hub [limit-exceeded]: got 51 VPN connections; allowed: 50 VPN connections. Link fewer " +
                "sites with this region, or have AWS raise the quota and set limits.vpnConnectionsPerRegion.",
            "sites.hub [limit-exceeded]: got 51 customer gateways; allowed: 50 customer gateways. Link fewer " +
                "sites with this region, or have AWS raise the quota and set limits.customerGatewaysPerRegion.",
        ],
    },
    {
        check: "limit-exceeded",
        is: "more tunnels than a small gateway of Azure has",
        args: hub(azure, devices(16)),
        says: [
            "sites.hub [limit-exceeded]: got 32 tunnels; allowed: 30 tunnels; whether it can be raised its " +
                "document does not say. Use VpnGw4AZ or VpnGw5AZ, or ask the provider whether it can be raised " +
                "and set limits.tunnelsPerAzureGateway.",
        ],
    },
    {
        check: "limit-exceeded",
        is: "more tunnels than Azure's gateway has, with a limit that was granted",
        args: hub({ ...azure, azure: { ...azure.azure!, sku: "VpnGw1AZ" } }, devices(3), {
            limits: { tunnelsPerAzureGateway: 4 },
        }),
        says: [
            "sites.hub [limit-exceeded]: got 6 tunnels; allowed: 4 tunnels; whether it can be raised its " +
                "document does not say. Use VpnGw4AZ or VpnGw5AZ, or ask the provider whether it can be raised " +
                "and set limits.tunnelsPerAzureGateway.",
        ],
    },
    {
        check: "numbers-exhausted",
        is: "more tunnels than there are inside addresses that Azure takes",
        args: hub({ ...azure, azure: { ...azure.azure!, sku: "VpnGw5AZ" } }, devices(65), {
            limits: { tunnelsPerAzureGateway: 200 },
        }),
        says: [
            "links[\"hub/p064\"] [numbers-exhausted]: got no inside block left for 'hub/p064'; allowed: at " +
                "most 64 of them of 2 each, some of which others need. Choose a topology with fewer links to " +
                "Azure, or join some of the sites by other means and say `elsewhere: true` of their links.",
        ],
    },
    {
        check: "vpn-gateway-connections",
        is: "more connections than a virtual private gateway has",
        args: hub(virtual, devices(11)),
        says: [
            "sites.hub [vpn-gateway-connections]: got 11 VPN connections; allowed: 10 VPN connections. Link " +
                "fewer sites with it, or use a Transit Gateway, or have AWS raise the quota.",
        ],
    },
    {
        check: "prefixes",
        is: "more prefixes than a virtual private gateway learns",
        args: { sites: { aws: virtual, plant: { ...plant, cidrs: many(101) } } },
        says: [
            'links["aws/plant"] [prefixes]: got 101 routes; allowed: 100 routes, which cannot be raised. ' +
                "Declare wider prefixes.",
        ],
    },
    {
        check: "prefixes",
        is: "more prefixes than a Transit Gateway learns",
        args: { sites: { aws, plant: { ...plant, cidrs: many(1001) } } },
        says: [
            'links["aws/plant"] [prefixes]: got 1001 routes; allowed: 1000 routes; whether it can be raised ' +
                "its document does not say. Declare wider prefixes, or ask the provider whether it can be raised.",
        ],
    },
    {
        check: "prefixes",
        is: "more prefixes than a virtual private gateway announces",
        args: { sites: { aws: { ...virtual, cidrs: many(1001) }, plant } },
        says: [
            'links["aws/plant"] [prefixes]: got 1001 routes; allowed: 1000 routes; whether it can be raised ' +
                "its document does not say. Declare wider prefixes, or ask the provider whether it can be raised.",
        ],
    },
    {
        check: "prefixes",
        is: "more prefixes than a gateway of Azure bears",
        args: { sites: { azure, plant: { ...plant, cidrs: many(4001) } } },
        says: [
            "sites.azure [prefixes]: got 4001 prefixes; allowed: 4000 prefixes; whether it can be raised its " +
                "document does not say. Declare wider prefixes, or ask the provider whether it can be raised.",
        ],
    },
    {
        check: "id-lines id-collision",
        is: "several collisions at once",
        args: {
            sites: {
                aws,
                depot: { ...depot, device: { ...depot.device, asn: 64512 } },
                plant: { ...plant, device: { ...plant.device, asn: 64512 } },
            },
        },
        says: [
            "sites.depot.device.asn [id-collision]: got 64512, as 'aws', 'plant'; allowed: what no other has " +
                "(ASN). Change in site 'depot': asn: 4200000000. Another number ends all BGP sessions of the " +
                "site, and replaces a gateway that cannot change its own.",
            "sites.plant.device.asn [id-collision]: got 64512, as 'aws', 'depot'; allowed: what no other has " +
                "(ASN). Change in site 'plant': asn: 4200000001. Another number ends all BGP sessions of the " +
                "site, and replaces a gateway that cannot change its own.",
            "(arguments) [id-lines]: got 2 numbers that cannot stay as they are; allowed: none. These lines " +
                "together put it right: sites.depot.device.asn: 4200000000, sites.plant.device.asn: 4200000001.",
        ],
    },
];
