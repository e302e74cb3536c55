import {
    AZURE_FRAGMENTS_ABOVE,
    ESP,
    ESP_ENCRYPTIONS,
    ESP_INTEGRITIES,
    GCP_VPN,
    GCP_VPN_NOTES,
    LAYERS,
    MTU_CAPS,
    OUTER_HEADER,
    OVERLAYS,
    SMALLEST_MTUS,
    TCP_HEADER,
    UNDERLAY_MTUS,
} from "../../../facts/encapsulation";

/** Every object in a table that has a source. */
function facts(table: unknown): { value?: unknown; unit?: string; ask?: string; source: Record<string, string> }[] {
    if (typeof table !== "object" || table === null) return [];
    if ("source" in table) return [table as never];
    return Object.values(table).flatMap(facts);
}

const ALL = facts([
    [AZURE_FRAGMENTS_ABOVE, ESP, ESP_ENCRYPTIONS, ESP_INTEGRITIES, GCP_VPN, LAYERS, MTU_CAPS, OUTER_HEADER],
    [SMALLEST_MTUS, TCP_HEADER, UNDERLAY_MTUS, GCP_VPN_NOTES],
]);

const valuesOf = (table: Record<string, { value: number | undefined }>): Record<string, number | undefined> =>
    Object.fromEntries(Object.entries(table).map(([name, { value }]) => [name, value]));

describe("facts of encapsulation", () => {
    test("every row names its document, its date and how sure it is", () => {
        expect(ALL.length).toBeGreaterThan(90);
        for (const { value, ask, source } of ALL) {
            expect(source.document).not.toBe("");
            expect(source.date).toMatch(/^20\d\d-\d\d$/);
            if (source.certainty === "unknown")
                expect([value, ask]).toEqual([undefined, expect.stringContaining("the ")]);
            else expect(source.certainty).toMatch(/^(read|measured|derived|known)$/);
        }
    });

    test("every size is a whole number of bytes above 0", () => {
        for (const { value, unit } of ALL.filter((row) => row.unit !== undefined && row.value !== undefined)) {
            expect([unit, Number.isInteger(value), Number(value) > 0]).toEqual(["bytes", true, true]);
        }
    });

    test("what is not known asks for it", () => {
        expect(ALL.filter(({ source }) => source.certainty === "unknown").map(({ ask }) => ask)).toEqual([
            "the payload MTU that Google names for your cipher",
            "the bytes that Weave Net adds over IPv6",
            "the MTU of your ExpressRoute circuit",
            "the MTU of your VLAN attachment",
        ]);
    });

    test("underlays carry what their providers' pages say", () => {
        // EC2 user guide (MTU); Transit Gateway guide (concepts); Direct Connect API (CreateTransitVirtualInterface);
        // Azure (Configure MTU for virtual machines); Google Cloud VPC (MTU); Cloud VPN (MTU considerations).
        expect(valuesOf(UNDERLAY_MTUS)).toEqual({
            ethernet: 1500,
            "aws-vpc": 9001,
            "aws-internet-gateway": 1500,
            "aws-vpc-peering-between-regions": 8500,
            "aws-transit-gateway": 8500,
            "aws-transit-gateway-vpn": 1500,
            "aws-transit-virtual-interface": 1500,
            "aws-transit-virtual-interface-jumbo": 8500,
            "azure-vm": 1500,
            "azure-vm-jumbo-mellanox": 3900,
            "azure-vm-jumbo-mana": 9000,
            "azure-expressroute": undefined,
            "gcp-vpc": 1460,
            "gcp-vpc-jumbo": 8896,
            "gcp-vpn": 1460,
            "gcp-vpn-over-interconnect": 1440,
            "gcp-interconnect": undefined,
        });
        // Azure, TCP/IP performance tuning for Azure VMs.
        expect(AZURE_FRAGMENTS_ABOVE.value).toBe(1400);
    });

    test("layers add what their documents say, over IPv4 and over IPv6", () => {
        // cilium pkg/mtu/mtu.go and pull request 45940, OpenVPN issue 1074, Weave Net (84 to 87), RFC 2784, 2890, 2003.
        const sizes = Object.entries(LAYERS).map(([name, { over }]) => [name, over[4].value, over[6].value]);
        expect(sizes).toEqual([
            ["wireguard", 60, 80],
            ["openvpn-udp-gcm", 52, 72],
            ["openvpn-udp-gcm-epoch", 56, 76],
            ["vxlan", 50, 70],
            ["geneve", 50, 70],
            ["geneve-dsr", 62, 82],
            ["gre", 24, 44],
            ["gre-key", 28, 48],
            ["gre-ethernet", 38, 58],
            ["ipip", 20, 40],
            ["cilium-wireguard-80", 80, 80],
            ["cilium-wireguard-95", 95, 95],
            ["cilium-ipsec", 77, 77],
            ["calico-wireguard", 60, 80],
            ["weave", 87, undefined],
        ]);
    });

    test("layers that somebody else can read are marked as such", () => {
        const open = Object.entries(LAYERS).filter(([, { encrypts }]) => !encrypts);
        expect(open.map(([name]) => name)).toEqual([
            ...["vxlan", "geneve", "geneve-dsr", "gre", "gre-key", "gre-ethernet", "ipip"],
        ]);
    });

    test("overlays name their layers from the outside in: Cilium encrypts what it has put into VXLAN", () => {
        const stacks = Object.entries(OVERLAYS).filter(([, layers]) => layers.length > 1);
        expect(stacks).toEqual([
            ["cilium-wireguard-80-vxlan", ["cilium-wireguard-80", "vxlan"]],
            ["cilium-wireguard-95-vxlan", ["cilium-wireguard-95", "vxlan"]],
            ["cilium-ipsec-vxlan", ["cilium-ipsec", "vxlan"]],
        ]);
    });

    test("the smallest and the largest packets are those of RFC 791 and RFC 8200", () => {
        expect(valuesOf(SMALLEST_MTUS)).toEqual({ ipv6: 1280, ipv4Host: 576, ipv4Link: 68, largest: 65_535 });
    });

    test("tunnels allow what their documents say", () => {
        // AWS best practices for a customer gateway device; Azure, About VPN devices; tailscale net/tstun/mtu.go.
        expect(Object.values(MTU_CAPS).map(({ name, mtu }) => [name, mtu.value])).toEqual([
            ["aws-vpn", 1446],
            ["azure-vpn", 1400],
            ["tailscale", 1280],
            ["netbird", 1280],
            ["weave", 1376],
            ["libipsec", 1400],
        ]);
        expect(MTU_CAPS.azureVpn.mss.value).toBe(1350);
    });
});
