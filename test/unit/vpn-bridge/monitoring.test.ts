import { BridgeRouting, type VpnBridgeArgs } from "../../../components/vpn-bridge/args";
import { planAlarms, type BridgeAlarms } from "../../../components/vpn-bridge/monitoring/plan";
import { aws, azure, depot, gcp, planned, plant } from "./sites";

function alarmsOf(args: VpnBridgeArgs): BridgeAlarms {
    return planAlarms("bridge", args, planned(args))!;
}

const names = (alarms: readonly { name: string }[]): string[] => alarms.map(({ name }) => name).sort();
const two = { ...plant, device: { ...plant.device!, publicAddresses: ["203.0.113.7", "203.0.113.8"] } };

describe("alarms of AWS", () => {
    // AWS Site-to-Site VPN User Guide, Monitoring with CloudWatch: a connection has two tunnels.
    test("are one for each of a connection's two tunnels, and one for both", () => {
        expect(names(alarmsOf({ sites: { aws, plant } }).aws)).toEqual([
            "bridge-alarm-aws/plant/1/all-tunnels",
            "bridge-alarm-aws/plant/1/tunnel-1",
            "bridge-alarm-aws/plant/1/tunnel-2",
        ]);
    });

    test("are as many for every connection", () => {
        const alarms = alarmsOf({ sites: { aws, azure, gcp, plant: two } }).aws;
        const connections = alarms.map(({ connection }) => connection);
        expect([...new Set(connections)].sort()).toEqual([
            ...["aws/azure/1", "aws/azure/2", "aws/gcp/1", "aws/gcp/2", "aws/plant/1", "aws/plant/2"],
        ]);
        expect(alarms).toHaveLength(18);
    });

    test("say which tunnel of the plan they are about", () => {
        const alarms = alarmsOf({ sites: { aws, azure } }).aws;
        const about = Object.fromEntries(alarms.map((a) => [`${a.connection} ${a.slot ?? "all"}`, a.about]));
        expect(about).toEqual({
            "aws/azure/1 1": "tunnel aws/azure#1",
            "aws/azure/1 2": "tunnel aws/azure#2",
            "aws/azure/1 all": "every tunnel of connection aws/azure/1",
            "aws/azure/2 1": "tunnel aws/azure#3",
            "aws/azure/2 2": "tunnel aws/azure#4",
            "aws/azure/2 all": "every tunnel of connection aws/azure/2",
        });
    });

    test("are of the region of their gateway", () => {
        const tokyo = { aws: { ...aws.aws!, region: "ap-northeast-1", asn: 64_520 }, cidrs: ["10.9.0.0/16"] };
        const args = { sites: { aws, tokyo, plant }, links: { "aws/tokyo": { elsewhere: true } } };
        const regions = new Set(alarmsOf(args).aws.map(({ connection, region }) => `${connection} ${region}`));
        expect([...regions].sort()).toEqual(["aws/plant/1 us-east-1", "tokyo/plant/1 ap-northeast-1"]);
    });
});

describe("alerts of Azure", () => {
    const connectionsOf = (args: VpnBridgeArgs) => alarmsOf(args).azure.connections;

    // Azure VPN Gateway, BGP connection to AWS: AWS accepts one instance of the two that try each connection.
    test("leave out the instance that AWS accepts no tunnel from", () => {
        const alarms = connectionsOf({ sites: { aws, azure } });
        expect(new Set(alarms.map(({ byInstance }) => byInstance))).toEqual(new Set([false]));
    });

    // Google Cloud VPN, HA VPN connections to Azure: interface 0 accepts instance 0, 1 accepts 1.
    test("leave out the instance that Google accepts no tunnel from", () => {
        const alarms = connectionsOf({ sites: { azure, gcp } });
        expect(new Set(alarms.map(({ byInstance }) => byInstance))).toEqual(new Set([false]));
    });

    test("look at each instance alone where a device accepts both", () => {
        const alarms = connectionsOf({ sites: { azure, plant } });
        expect(new Set(alarms.map(({ byInstance }) => byInstance))).toEqual(new Set([true]));
    });

    test("are one for the tunnel and one for the session of each connection", () => {
        expect(names(connectionsOf({ sites: { aws, azure } }))).toEqual([
            "bridge-alarm-azure/aws/1/bgp",
            "bridge-alarm-azure/aws/1/tunnel",
            "bridge-alarm-azure/aws/2/bgp",
            "bridge-alarm-azure/aws/2/tunnel",
            "bridge-alarm-azure/aws/3/bgp",
            "bridge-alarm-azure/aws/3/tunnel",
            "bridge-alarm-azure/aws/4/bgp",
            "bridge-alarm-azure/aws/4/tunnel",
        ]);
    });

    test("count the connections to devices by device", () => {
        const connections = connectionsOf({ sites: { azure, plant: two } }).map(({ connection }) => connection);
        expect([...new Set(connections)]).toEqual(["azure/plant/1", "azure/plant/2"]);
    });

    test("ask for the session with the address that the peer has in the tunnel", () => {
        const args = { sites: { aws, azure } };
        const [link] = planned(args).links;
        const sessions = connectionsOf(args).filter(({ sign }) => sign === "bgp");
        expect(sessions.map(({ session }) => session)).toEqual(link!.tunnels.map(({ ends }) => ends.aws!.inside));
    });

    test("ask for no session where routes are static", () => {
        const links = { "azure/plant": { routing: BridgeRouting.Static } };
        expect(names(connectionsOf({ sites: { azure, plant }, links }))).toEqual(["bridge-alarm-azure/plant/1/tunnel"]);
    });

    test("tell of packets that fit no selector, once for each gateway and direction", () => {
        expect(names(alarmsOf({ sites: { aws, azure, gcp } }).azure.gateways)).toEqual([
            "bridge-alarm-azure/egress-drops",
            "bridge-alarm-azure/ingress-drops",
        ]);
    });

    test("tell of disconnections where a workspace keeps the logs", () => {
        const args = { sites: { azure, plant }, monitoring: { workspaceId: "/subscriptions/s/workspaces/w" } };
        expect(names(alarmsOf(args).azure.gateways)).toContain("bridge-alarm-azure/disconnects");
    });
});

describe("alerts of a gateway in a virtual hub of Azure", () => {
    const hub = {
        azureVirtualWan: {
            location: "westeurope",
            resourceGroupName: "net",
            virtualWanId: "/wan",
            virtualHubId: "/hub",
        },
        cidrs: ["10.5.0.0/16"],
    };

    test("are those of a gateway in a virtual network", () => {
        const { connections, gateways } = alarmsOf({ sites: { hub, plant } }).azure;
        expect([...names(connections), ...names(gateways)]).toEqual([
            "bridge-alarm-hub/plant/1/bgp",
            "bridge-alarm-hub/plant/1/tunnel",
            "bridge-alarm-hub/egress-drops",
            "bridge-alarm-hub/ingress-drops",
        ]);
    });

    // Azure Monitor, Log search alerts: a rule is in the region of its workspace.
    test("tell of no disconnections where gateways are in two regions, and the workspace could be in either", () => {
        const monitoring = { workspaceId: "/subscriptions/s/workspaces/w" };
        const args = { sites: { azure, hub, plant }, links: { "azure/hub": { elsewhere: true } }, monitoring };
        expect(names(alarmsOf(args).azure.gateways)).toEqual(
            ["azure", "hub"].flatMap((site) => [
                `bridge-alarm-${site}/egress-drops`,
                `bridge-alarm-${site}/ingress-drops`,
            ]),
        );
    });
});

describe("policies of Google", () => {
    test("are one for each tunnel and one for its session", () => {
        expect(names(alarmsOf({ sites: { azure, gcp } }).gcp.tunnels)).toEqual([
            "bridge-alarm-gcp/azure/1/bgp",
            "bridge-alarm-gcp/azure/1/tunnel",
            "bridge-alarm-gcp/azure/2/bgp",
            "bridge-alarm-gcp/azure/2/tunnel",
        ]);
    });

    test("tell of dropped packets, once for each gateway", () => {
        expect(names(alarmsOf({ sites: { aws, azure, gcp } }).gcp.gateways)).toEqual(["bridge-alarm-gcp/drops"]);
    });
});

test("another site leaves the alarms of the others as they are", () => {
    const few = alarmsOf({ sites: { aws, azure, gcp, plant } });
    const more = alarmsOf({ sites: { aws, azure, gcp, plant, depot } });
    expect(more.aws).toEqual(expect.arrayContaining([...few.aws]));
    expect(more.azure.connections).toEqual(expect.arrayContaining([...few.azure.connections]));
    expect(more.gcp.tunnels).toEqual(expect.arrayContaining([...few.gcp.tunnels]));
});

test("devices among themselves have no alarms", () => {
    const { aws: ofAws, azure: ofAzure, gcp: ofGoogle } = alarmsOf({ sites: { plant, depot } });
    expect([ofAws, ofAzure.connections, ofAzure.gateways, ofGoogle.tunnels, ofGoogle.gateways].flat()).toEqual([]);
});

test("a bridge without monitoring has no alarms", () => {
    const args = { sites: { aws, azure, gcp }, monitoring: { enabled: false } };
    expect(planAlarms("bridge", args, planned(args))).toBeUndefined();
});
