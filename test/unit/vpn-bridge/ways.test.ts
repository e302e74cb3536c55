import { BridgeRouting, BridgeTopology } from "../../../components/vpn-bridge/args";
import type { VpnBridgeArgs } from "../../../components/vpn-bridge/args";
import { aws, azure, depot, planned, plant } from "./sites";

/** What `site` learns over each of its links. */
function learnt(args: VpnBridgeArgs, site: string): Record<string, string[]> {
    const links = planned(args).links.filter(({ ends }) => ends.includes(site));
    return Object.fromEntries(links.map((link) => [link.key, link.tunnels[0]!.ends[site]!.accepts]));
}

describe("between two hubs", () => {
    const two = (routing: BridgeRouting): VpnBridgeArgs => ({
        sites: { aws, azure, depot, plant },
        topology: BridgeTopology.HubAndSpoke,
        hubs: ["aws", "azure"],
        links: Object.fromEntries(
            ["aws/azure", "aws/depot", "aws/plant", "azure/depot", "azure/plant"].map((key) => [key, { routing }]),
        ),
    });

    test("BGP tells each hub of the other's spokes too, for when its own tunnel is lost", () => {
        expect(learnt(two(BridgeRouting.Bgp), "aws")["aws/azure"]).toEqual([
            "10.1.0.0/16",
            "192.168.10.0/24",
            "192.168.11.0/24",
        ]);
    });

    test("static routes lead to the other hub alone, or two hubs would send each other what neither reaches", () => {
        expect(learnt(two(BridgeRouting.Static), "aws")["aws/azure"]).toEqual(["10.1.0.0/16"]);
        expect(learnt(two(BridgeRouting.Static), "azure")["aws/azure"]).toEqual(["10.0.0.0/16"]);
    });

    test("a spoke still has a static route to another one over either hub", () => {
        const spoke = learnt(two(BridgeRouting.Static), "plant");
        expect([spoke["aws/plant"], spoke["azure/plant"]]).toEqual([
            ["10.0.0.0/16", "192.168.11.0/24"],
            ["10.1.0.0/16", "192.168.11.0/24"],
        ]);
    });
});

describe("a hierarchy", () => {
    const args: VpnBridgeArgs = {
        sites: {
            core: { ...aws, tier: "core" },
            edge: { ...depot, parents: ["regional"] },
            regional: { ...plant, tier: "regional" },
        },
        topology: BridgeTopology.Hierarchical,
    };

    test("lets a core learn of the edges through their regional site, and the edge of everything", () => {
        expect(learnt(args, "core")).toEqual({ "core/regional": ["192.168.10.0/24", "192.168.11.0/24"] });
        expect(learnt(args, "edge")).toEqual({ "edge/regional": ["10.0.0.0/16", "192.168.10.0/24"] });
    });
});

describe("IPv6", () => {
    const six = { ...plant, cidrs: ["192.168.10.0/24", "2001:db8::/56"] };

    test("is learnt between devices, and not through a gateway that does not carry it", () => {
        expect(learnt({ sites: { aws, depot, plant: six }, ipv6: true }, "depot")["depot/plant"]).toEqual(six.cidrs);
        expect(learnt({ sites: { aws, depot, plant: six }, ipv6: true }, "aws")["aws/plant"]).toEqual([
            "192.168.10.0/24",
        ]);
    });
});

// AWS Site-to-Site VPN user guide, Accelerated connections: NAT traversal is required. Tunnel options: 1446 without, 1438 with.
test("an accelerated connection has ESP in UDP, and room for 8 bytes less", () => {
    const mtu = (accelerated: boolean): number =>
        planned({ sites: { aws: { ...aws, aws: { ...aws.aws!, accelerated } }, plant } }).links[0]!.mtu;
    expect([mtu(false), mtu(true)]).toEqual([1446, 1438]);
});
