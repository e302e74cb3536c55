/** Throughput as the documents that are named give it, typed here a second time. */
import {
    AWS_THROUGHPUT,
    AZURE_BASIC_GATEWAY,
    AZURE_GATEWAY_SIZES,
    GCP_THROUGHPUT,
    HUB_ROUTER,
    NCC_GATEWAY_CAPACITIES,
    SELF_MANAGED_THROUGHPUT,
    TUNNELS_ADD_UP,
    VIRTUAL_WAN_THROUGHPUT,
} from "../../../facts/throughput";
import type { Fact } from "../../../facts/fact";

const rows = (table: Readonly<Record<string, Fact<unknown>>>): Record<string, unknown[]> =>
    Object.fromEntries(Object.entries(table).map(([name, { value, unit }]) => [name, [value, unit]]));

test("AWS: 1.25 and 5 Gbps per tunnel, 140,000 packets, ECMP with BGP on a transit gateway only", () => {
    expect(rows(AWS_THROUGHPUT)).toEqual({
        standardTunnel: [1_250, "Mbps"],
        standardTunnelPackets: [140_000, "packets/s"],
        largeTunnel: [5_000, "Mbps"],
        largeTunnelPackets: [undefined, "packets/s"],
        vpnConcentrator: [5_000, "Mbps"],
        connectPeer: [5_000, "Mbps"],
        vpcAttachment: [100_000, "Mbps"],
        directConnectAttachment: [100_000, "Mbps"],
        peeringAttachment: [100_000, "Mbps"],
    });
    expect(AWS_THROUGHPUT.largeTunnelPackets.ask).toBe("how many packets a large tunnel of yours carries");
    expect(rows(TUNNELS_ADD_UP)).toEqual({
        transitGatewayWithBgp: [true, "yes or no"],
        transitGatewayStatic: [false, "yes or no"],
        virtualPrivateGateway: [false, "yes or no"],
    });
});

test("Azure's gateways, by size and cipher (About gateway SKUs; Performance by gateway SKU)", () => {
    const table = Object.entries(AZURE_GATEWAY_SIZES).map(([name, s]) => [
        name,
        s.generation,
        [s.tunnels, s.aggregate].map((f) => f.value),
        [s.gcm, s.cbc].map((tunnel) => [tunnel.bandwidth.value, tunnel.packets.value]),
    ]);
    const each = (mbps: number, packets: number): number[] => [mbps, packets];
    expect(table).toEqual([
        ["VpnGw1AZ/1", 1, [30, 650], [each(650, 62_000), each(500, 47_000)]],
        ["VpnGw2AZ/1", 1, [30, 1_000], [each(1_200, 110_000), each(650, 61_000)]],
        ["VpnGw2AZ/2", 2, [30, 1_250], [each(1_250, 120_000), each(550, 52_000)]],
        ["VpnGw3AZ/1", 1, [30, 1_250], [each(1_250, 120_000), each(700, 66_000)]],
        ["VpnGw3AZ/2", 2, [30, 2_500], [each(1_500, 140_000), each(700, 66_000)]],
        ["VpnGw4AZ/2", 2, [100, 5_000], [each(2_300, 220_000), each(700, 66_000)]],
        ["VpnGw5AZ/2", 2, [100, 10_000], [each(2_300, 220_000), each(700, 66_000)]],
    ]);
    const { gcm, tunnels, aggregate } = AZURE_GATEWAY_SIZES["VpnGw1AZ/1"];
    expect([gcm.bandwidth.unit, gcm.packets.unit, tunnels.unit, aggregate.unit]).toEqual([
        "Mbps",
        "packets/s",
        "tunnels",
        "Mbps",
    ]);
    expect([gcm.bandwidth.source.date, tunnels.source.date]).toEqual(["2024-01", "2025-06"]);
    expect(rows(AZURE_BASIC_GATEWAY)).toEqual({ tunnels: [10, "tunnels"], aggregate: [100, "Mbps"] });
});

test("Virtual WAN: gateways of 20 Gbps in units, a router of 2 to 50 units", () => {
    expect(rows(VIRTUAL_WAN_THROUGHPUT)).toEqual({
        siteToSiteGateway: [20_000, "Mbps"],
        siteToSiteScaleUnit: [500, "Mbps"],
        tunnel: [1_000, "Mbps"],
        tunnelGcm: [1_250, "Mbps"],
        expressRouteGateway: [20_000, "Mbps"],
        expressRouteScaleUnit: [2_000, "Mbps"],
    });
    expect(rows(HUB_ROUTER)).toEqual({
        leastUnits: [2, "units"],
        mostUnits: [50, "units"],
        perUnit: [1_000, "Mbps"],
        least: [3_000, "Mbps"],
        machinesPerUnit: [1_000, "VMs"],
    });
});

test("Google: 250,000 packets per tunnel, both directions together, which is 1 to 3 Gbps", () => {
    expect(rows(GCP_THROUGHPUT)).toEqual({
        tunnelPackets: [250_000, "packets/s"],
        tunnelLow: [1_000, "Mbps"],
        tunnelHigh: [3_000, "Mbps"],
    });
    expect(rows(NCC_GATEWAY_CAPACITIES)).toEqual({
        CAPACITY_1_GBPS: [1_000, "Mbps"],
        CAPACITY_10_GBPS: [10_000, "Mbps"],
        CAPACITY_100_GBPS: [100_000, "Mbps"],
    });
});

test("for WireGuard and OpenVPN no document has a figure, so the user is asked", () => {
    expect(rows(SELF_MANAGED_THROUGHPUT)).toEqual({
        wireguard: [undefined, "Mbps"],
        openvpn: [undefined, "Mbps"],
        ciliumVxlan: [4_950, "Mbps"],
        ciliumWireguard: [656, "Mbps"],
    });
    expect([SELF_MANAGED_THROUGHPUT.wireguard.ask, SELF_MANAGED_THROUGHPUT.openvpn.ask]).toEqual([
        "what your WireGuard gateways carry",
        "what your OpenVPN gateways carry: one process uses one core",
    ]);
});
