/** What AWS has at Transit Gateways: VPN concentrators, and tunnels over Direct Connect. */
import type { BridgeSiteArgs, VpnBridgeArgs } from "../../../components/vpn-bridge/args";
import { aws, azure, depot, gcp, planned, plant, problemsOf } from "./sites";

const withAws = (more: Partial<BridgeSiteArgs["aws"]>): BridgeSiteArgs => ({ ...aws, aws: { ...aws.aws!, ...more } });
const withDevice = (site: BridgeSiteArgs, more: Partial<BridgeSiteArgs["device"]>): BridgeSiteArgs => ({
    ...site,
    device: { ...site.device!, ...more },
});
const ATTACHMENT = "tgw-attach-0d1";
const unwatched = { monitoring: { enabled: false } };
const star: Pick<VpnBridgeArgs, "topology" | "hubs" | "monitoring"> = {
    topology: "hub-and-spoke",
    hubs: ["aws"],
    ...unwatched,
};

/** What is due by the hour or the month: "aws.vpn.connection 2". */
const standing = (args: VpnBridgeArgs): string[] => {
    const { cost } = planned(args);
    return [...cost.items, ...cost.unknowns]
        .map((item) => `${item.price} ${item.quantity}`)
        .filter((text) => text.startsWith("aws."))
        .sort();
};
const MONTH = 730;

describe("a concentrator", () => {
    const args: VpnBridgeArgs = {
        sites: { aws: withAws({ concentrator: {} }), azure, depot, gcp, plant },
        ...star,
    };

    test("has the connections with devices, and those with other clouds stay as they are", () => {
        expect(planned(args).links.map(({ key, concentrated }) => [key, concentrated])).toEqual([
            ["aws/azure", false],
            ["aws/depot", true],
            ["aws/gcp", false],
            ["aws/plant", true],
        ]);
    });

    // AWS VPN pricing: by the hour for the concentrator, its attachment, and each site; it has none for a site's attachment.
    test("is one attachment, and its prices are asked for", () => {
        const some = { sites: { aws: withAws({ concentrator: {} }), depot, plant }, ...star };
        expect(standing(some)).toEqual([
            `aws.tgw.attachment ${MONTH}`,
            `aws.vpn.concentrator ${MONTH}`,
            `aws.vpn.concentrator.connection ${2 * MONTH}`,
        ]);
        expect(planned(some).cost.unknowns.map(({ answer }) => answer)).toEqual([
            'prices["aws.vpn.concentrator"]["us-east-1"]',
            'prices["aws.vpn.concentrator.connection"]["us-east-1"]',
        ]);
    });

    test("with prices that the user knows is in the sum", () => {
        const prices = {
            "aws.vpn.concentrator": { "us-east-1": 2 },
            "aws.vpn.concentrator.connection": { "us-east-1": 0.01 },
        };
        const { cost } = planned({ sites: { aws: withAws({ concentrator: {} }), depot, plant }, ...star, prices });
        expect(cost.unknowns).toEqual([]);
        expect(cost.total).toBeCloseTo(MONTH * (2 + 0.05 + 2 * 0.01), 2);
    });

    test("that exists is somebody else's to pay", () => {
        const some = { sites: { aws: withAws({ concentrator: { id: "vcn-0a1" } }), depot, plant }, ...star };
        expect(standing(some)).toEqual([`aws.vpn.concentrator.connection ${2 * MONTH}`]);
    });

    // Site-to-Site VPN quotas: 100 remote sites per concentrator, adjustable.
    test("has 100 sites, or as many as were granted", () => {
        const branches = (count: number): VpnBridgeArgs["sites"] =>
            Object.fromEntries(
                Array.from({ length: count }, (_, i) => [
                    `b${i}`,
                    {
                        device: { ...plant.device!, publicAddresses: [`203.0.113.${i + 1}`], asn: 65_100 + i },
                        cidrs: [`172.16.${i}.0/24`],
                    },
                ]),
            );
        const limits = { vpnConnectionsPerRegion: 200, customerGatewaysPerRegion: 200 };
        const of = (count: number, more = {}): VpnBridgeArgs => ({
            sites: { aws: withAws({ concentrator: {} }), ...branches(count) },
            ...star,
            links: Object.fromEntries(Array.from({ length: count }, (_, i) => [`aws/b${i}`, { id: 200 + i }])),
            limits: { ...limits, ...more },
        });
        expect(problemsOf(of(100))).toEqual([]);
        expect(problemsOf(of(101)).map(({ got, allowed }) => [got, allowed])).toEqual([["101 sites", "100 sites"]]);
        expect(problemsOf(of(101, { sitesPerConcentrator: 120 }))).toEqual([]);
    });

    test("is advised from 25 connections with devices on, where there is none", () => {
        const branches = (count: number, site: BridgeSiteArgs, link = {}): VpnBridgeArgs => ({
            sites: {
                aws: site,
                ...Object.fromEntries(
                    Array.from({ length: count }, (_, i) => [
                        `b${i}`,
                        {
                            device: {
                                ...plant.device!,
                                publicAddresses: [`203.0.113.${2 * i + 1}`, `203.0.113.${2 * i + 2}`],
                                asn: 65_100 + i,
                            },
                            cidrs: [`172.16.${i}.0/24`],
                        },
                    ]),
                ),
            },
            ...star,
            links: Object.fromEntries(
                Array.from({ length: count }, (_, i) => [
                    `aws/b${i}`,
                    { id: 200 + 2 * i, ids: { 2: 201 + 2 * i }, ...link },
                ]),
            ),
        });
        const advice = (args_: VpnBridgeArgs) =>
            planned(args_).warnings.filter(({ check }) => check === "many-branches");
        expect(advice(branches(12, aws))).toEqual([]);
        expect(advice(branches(13, aws))).toEqual([
            {
                check: "many-branches",
                severity: "advice",
                about: "aws",
                text:
                    "25 and more connections with devices. A VPN concentrator has one attachment for all of them, for sites that " +
                    "need 100 Mbps at most and 5000 Mbps together; its price is in no table here.",
                fix: "Where that is enough, set 'aws.concentrator', give 'prices', and compare the cost.",
            },
        ]);
        expect(advice(branches(13, withAws({ concentrator: {} })))).toEqual([]);
        expect(advice(branches(13, withAws({ largeBandwidth: true })))).toEqual([]);
        expect(advice(branches(13, withAws({ accelerated: true })))).toEqual([]);
        expect(advice(branches(13, aws, { routing: "static" }))).toEqual([]);
    });
});

describe("a link over Direct Connect", () => {
    const privately = (device: Partial<BridgeSiteArgs["device"]> = {}, end: Partial<BridgeSiteArgs["aws"]> = {}) => ({
        sites: {
            aws: withAws(end),
            depot,
            plant: withDevice(plant, { directConnectAddresses: ["10.9.0.1"], ...device }),
        },
        ...star,
        links: { "aws/plant": { directConnectAttachmentId: ATTACHMENT } },
    });
    const linkOf = (args: VpnBridgeArgs, key: string) => planned(args).links.find((link) => link.key === key)!;

    test("is told from the others", () => {
        expect(planned(privately()).links.map(({ key, over }) => [key, over])).toEqual([
            ["aws/depot", "internet"],
            ["aws/plant", "direct-connect"],
        ]);
    });

    test("has the numbers of any other link", () => {
        const { links: _, ...without } = privately({ directConnectAddresses: undefined });
        const [over, not] = [linkOf(privately(), "aws/plant"), linkOf(without, "aws/plant")];
        expect({ ...over, over: "internet" }).toEqual(not);
    });

    // Site-to-Site VPN, best practices for customer gateways: 1446 bytes without NAT traversal, 1438 with it.
    test("has no address translation, though the internet of the same two has", () => {
        const translated = privately({ behindNat: true }, { accelerated: true });
        expect(linkOf(translated, "aws/plant").mtu).toBe(1446);
        const { links: _, ...without } = privately({ behindNat: true, directConnectAddresses: undefined });
        expect(linkOf(without, "aws/plant").mtu).toBe(1438);
    });

    test("is not on the concentrator of its Transit Gateway", () => {
        const args = privately({}, { concentrator: {} });
        expect(planned(args).links.map(({ key, concentrated }) => [key, concentrated])).toEqual([
            ["aws/depot", true],
            ["aws/plant", false],
        ]);
    });

    // Direct Connect pricing, data transfer out: 0.02 USD per GB from us-east-1; Transit Gateway: 0.02 USD per GB into it.
    test("sends at the price of Direct Connect, and not of the internet", () => {
        const cost = (from: string, to: string) =>
            planned({ ...privately(), traffic: [{ from, to, gbPerMonth: 1000 }] })
                .cost.items.filter(({ quantity }) => quantity === 1000)
                .map(({ price, monthly }) => `${price} ${monthly}`);
        expect(cost("aws", "plant")).toEqual(["aws.dx.egress 20", "aws.tgw.data 20"]);
        expect(cost("plant", "aws")).toEqual(["aws.tgw.data 20"]);
        expect(cost("aws", "depot").some((item) => item.startsWith("aws.egress.internet"))).toBe(true);
    });
});

describe("AWS's gateways cost what they are", () => {
    test("a virtual private gateway has no attachments, and counts no data", () => {
        const virtual = withAws({ transitGatewayId: undefined!, vpnGatewayId: "vgw-0a1" });
        const traffic = [{ from: "aws", to: "plant", gbPerMonth: 1 }];
        const { items } = planned({ sites: { aws: virtual, plant }, traffic, ...unwatched }).cost;
        expect(items.map(({ price }) => price).sort()).toEqual(["aws.egress.internet", "aws.vpn.connection"]);
    });

    test("large tunnels have a price of their own, which is asked for", () => {
        const { unknowns } = planned({ sites: { aws: withAws({ largeBandwidth: true }), plant }, ...unwatched }).cost;
        expect(unknowns.map(({ price }) => price)).toEqual(["aws.vpn.connection.large"]);
    });
});

describe("customer gateways", () => {
    const second = { aws: { region: "us-east-1", transitGatewayId: "tgw-0a2", asn: 64_519 }, cidrs: ["10.8.0.0/16"] };
    const count = (args: VpnBridgeArgs): string | undefined =>
        planned(args).reasoning.find(({ what }) => what.includes("customer gateways per Region"))?.figure;
    const two = (more: Partial<VpnBridgeArgs> = {}, west: BridgeSiteArgs = second): VpnBridgeArgs => ({
        sites: { aws, plant, west },
        links: { "aws/west": { elsewhere: true } },
        ...more,
    });

    test("are one for each address of a peer in a region, however many gateways there it is linked with", () => {
        expect(count(two())).toContain("1 ");
        expect(count(two({}, { ...second, aws: { ...second.aws, region: "us-west-2" } }))).toContain("1 ");
        expect(count({ sites: { aws, azure } })).toContain("2 ");
    });

    test("are counted so against the quota, which connections exceed alone", () => {
        const limits = { vpnConnectionsPerRegion: 1, customerGatewaysPerRegion: 1 };
        expect(problemsOf(two({ limits })).map(({ got }) => got)).toEqual(["2 VPN connections"]);
    });

    test("are another one where the peer is found over Direct Connect", () => {
        const limits = { customerGatewaysPerRegion: 1 };
        const links = { "aws/west": { elsewhere: true }, "plant/west": { directConnectAttachmentId: ATTACHMENT } };
        const site = withDevice(plant, { directConnectAddresses: ["10.9.0.1"] });
        const args = { sites: { aws, plant: site, west: second }, links, limits };
        expect(problemsOf(args).map(({ got }) => got)).toEqual(["2 customer gateways"]);
    });
});

describe("the ASN of a gateway that exists", () => {
    const problems = (end: Partial<BridgeSiteArgs["aws"]>) => problemsOf({ sites: { aws: withAws(end), plant } });
    const virtual = { transitGatewayId: undefined!, vpnGatewayId: "vgw-0a1" };

    // AWS VPN FAQ: until 2018-06-30 Amazon gave 9059 in Ireland, 17493 in Singapore, 10124 in Tokyo and 7224 elsewhere.
    test.each([7224, 9059, 10_124, 17_493])("may be %d of a virtual private gateway of those days", (asn) => {
        expect(problems({ ...virtual, asn })).toEqual([]);
        expect(planned({ sites: { aws: withAws({ ...virtual, asn }), plant } }).sites["aws"]!.asn).toBe(asn);
    });

    test("is a private one of a Transit Gateway, and of other virtual private gateways", () => {
        expect(problems({ asn: 7224 }).map(({ check }) => check)).toEqual(["asn-range"]);
        expect(problems({ ...virtual, asn: 7225 }).map(({ check, allowed }) => [check, allowed])).toEqual([
            ["asn-range", "7224, 9059, 10124, 17493, 64512–65534 or 4200000000–4294967294"],
        ]);
    });
});
