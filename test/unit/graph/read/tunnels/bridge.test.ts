/** A bridge of the package's own, in a preview: what it builds is read, not what it says. */
import { TransitGateway } from "@pulumi/aws/ec2transitgateway/transitGateway";
import { Subnet } from "@pulumi/azure-native/network/subnet";
import { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork";
import { Network } from "@pulumi/gcp/compute/network";
import { VpnBridge } from "../../../../../components/vpn-bridge";
import { readTunnels } from "../../../../../graph/read";
import { record } from "../../../../support/recorder";

const group = { resourceGroupName: "net" };

test("before anything is deployed, both ends of each of its ten tunnels agree", async () => {
    const resources = await record(() => {
        const hub = new TransitGateway("hub", { amazonSideAsn: 64_512 });
        const desk = new VirtualNetwork("desk", {
            ...group,
            location: "eastus",
            addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
        });
        const gateways = new Subnet("gateways", {
            ...group,
            virtualNetworkName: desk.name,
            subnetName: "GatewaySubnet",
            addressPrefix: "10.1.255.0/27",
        });
        const lab = new Network("lab", { autoCreateSubnetworks: false, routingMode: "GLOBAL" });
        new VpnBridge("bridge", {
            sites: {
                aws: {
                    aws: { region: "us-east-1", transitGatewayId: hub.id, asn: 64_512 },
                    cidrs: ["10.0.0.0/16"],
                },
                azure: {
                    azure: { location: "eastus", ...group, gatewaySubnetId: gateways.id, asn: 64_513 },
                    cidrs: ["10.1.0.0/16"],
                },
                gcp: { gcp: { region: "us-east4", network: lab.id, asn: 64_514 }, cidrs: ["10.2.0.0/16"] },
            },
        });
    }, "planned");
    const { tunnels, open, unanswered } = readTunnels(resources);
    const clouds = tunnels.map(({ ends: [a, b], state }) => `${a.cloud} ${b.cloud} ${state.is}`).sort();
    expect(clouds).toEqual([
        ...Array.from({ length: 4 }, () => "aws azure up"),
        ...Array.from({ length: 4 }, () => "aws gcp up"),
        ...Array.from({ length: 2 }, () => "azure gcp up"),
    ]);
    expect([...open, ...unanswered]).toEqual([]);
});
