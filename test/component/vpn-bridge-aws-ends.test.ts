/** What a bridge makes at Transit Gateways: a concentrator and its connections, and connections over Direct Connect. */
import * as pulumi from "@pulumi/pulumi";
import { BridgeTopology, planVpnBridge, VpnBridge, type VpnBridgeArgs } from "../../components/vpn-bridge";
import { Bridge } from "../../components/vpn-bridge/bridge";
import { checkKnownAsn } from "../../components/vpn-bridge/checks/asns";
import { checkOuterAddress } from "../../components/vpn-bridge/checks/direct-connect";
import { describeProblem } from "../../plan/problem";
import { aws, azure, depot, plant } from "../unit/vpn-bridge/sites";
import { allKnown, build, known, startMocks, type Built, type Child } from "./children";

const CONNECTION = "aws:ec2/vpnConnection:VpnConnection";
const CUSTOMER = "aws:ec2/customerGateway:CustomerGateway";
const ATTACHMENT = "tgw-attach-0d1";
const args: VpnBridgeArgs = {
    sites: {
        aws: { ...aws, aws: { ...aws.aws!, concentrator: {} } },
        azure,
        depot,
        plant: {
            ...plant,
            device: {
                ...plant.device!,
                publicAddresses: ["203.0.113.7", "203.0.113.8"],
                directConnectAddresses: ["10.9.0.1", pulumi.output("10.9.0.2")],
                behindNat: true,
            },
        },
        // Another gateway of the same region.
        west: {
            aws: { region: "us-east-1", transitGatewayId: "tgw-0a2", asn: 64_519, accelerated: true },
            cidrs: ["10.8.0.0/16"],
        },
    },
    topology: BridgeTopology.HubAndSpoke,
    hubs: ["aws", "west"],
    links: {
        "aws/west": { elsewhere: true },
        "aws/plant": { directConnectAttachmentId: ATTACHMENT },
        "plant/west": { directConnectAttachmentId: pulumi.output("tgw-attach-0d2") },
    },
    keys: { secret: "a secret of this test, long enough to be one" },
    monitoring: { enabled: false },
};

let built: Built<VpnBridge>;
const child = (type: string, name: string): Child => {
    const found = built.children.find((one) => one.type === type && one.name === name);
    if (found === undefined) throw new Error(`${type} ${name} is not among the children`);
    return found;
};
beforeAll(async () => {
    let last = 10;
    await startMocks({
        "azure-native:network:PublicIPAddress": () => ({ ipAddress: "198.51.100.1", id: "unused" }),
        "aws:ec2/vpnConcentrator:VpnConcentrator": (name) => ({
            vpnConcentratorId: `<id of ${name}>`,
            transitGatewayAttachmentId: `<attachment of ${name}>`,
        }),
        [CONNECTION]: (name) => ({
            tunnel1Address: `10.200.0.${last++}`,
            tunnel2Address: `10.200.0.${last++}`,
            transitGatewayAttachmentId: `<attachment of ${name}>`,
        }),
    });
    built = await build((options) => new VpnBridge("bridge", args, options));
}, 60_000);

describe("a concentrator", () => {
    test("is one, at the Transit Gateway of its site", () => {
        const all = built.children.filter(({ type }) => type === "aws:ec2/vpnConcentrator:VpnConcentrator");
        expect(all.map(({ name, inputs }) => [name, inputs])).toEqual([
            [
                "bridge-concentrator-aws",
                {
                    region: "us-east-1",
                    type: "ipsec.1",
                    transitGatewayId: "tgw-0a1",
                    tags: { Name: "bridge-concentrator-aws" },
                },
            ],
        ]);
    });

    test("has the connections with devices, which name it and no gateway", () => {
        const { inputs } = child(CONNECTION, "bridge-connection-aws/depot/1");
        expect(inputs["vpnConcentratorId"]).toBe("<id of bridge-concentrator-aws>");
        expect(inputs).not.toHaveProperty("transitGatewayId");
        expect(inputs["staticRoutesOnly"]).toBe(false);
    });

    test("has none of those with other clouds, nor those over Direct Connect", () => {
        for (const name of ["aws/azure/1", "aws/azure/2", "aws/plant/1", "aws/plant/2"]) {
            const { inputs } = child(CONNECTION, `bridge-connection-${name}`);
            expect([name, inputs["transitGatewayId"], inputs["vpnConcentratorId"]]).toEqual([
                name,
                "tgw-0a1",
                undefined,
            ]);
        }
    });

    test("is one attachment", async () => {
        expect(await allKnown(built.component.attachmentIds)).toEqual({
            "aws/azure/1": "<attachment of bridge-connection-aws/azure/1>",
            "aws/azure/2": "<attachment of bridge-connection-aws/azure/2>",
            "aws/concentrator": "<attachment of bridge-concentrator-aws>",
            "aws/plant/1": "<attachment of bridge-connection-aws/plant/1>",
            "aws/plant/2": "<attachment of bridge-connection-aws/plant/2>",
            "west/azure/1": "<attachment of bridge-connection-west/azure/1>",
            "west/azure/2": "<attachment of bridge-connection-west/azure/2>",
            "west/depot/1": "<attachment of bridge-connection-west/depot/1>",
            "west/plant/1": "<attachment of bridge-connection-west/plant/1>",
            "west/plant/2": "<attachment of bridge-connection-west/plant/2>",
        });
    });
});

describe("over Direct Connect", () => {
    test("a connection has private addresses, by the attachment that the link names", () => {
        const outer = ["aws/plant/1", "west/plant/2", "west/depot/1"].map((name) => {
            const { inputs } = child(CONNECTION, `bridge-connection-${name}`);
            return [
                inputs["outsideIpAddressType"],
                inputs["transportTransitGatewayAttachmentId"],
                inputs["enableAcceleration"],
            ];
        });
        expect(outer).toEqual([
            ["PrivateIpv4", ATTACHMENT, undefined],
            ["PrivateIpv4", "tgw-attach-0d2", undefined],
            [undefined, undefined, true],
        ]);
    });

    test("each device is one customer gateway for all gateways of a region, at its own address there", () => {
        const all = built.children.filter(({ type, name }) => type === CUSTOMER && name.includes("plant"));
        expect(all.map(({ name, inputs }) => [name, inputs["ipAddress"]]).sort()).toEqual([
            ["bridge-private-gateway-us-east-1/plant/1", "10.9.0.1"],
            ["bridge-private-gateway-us-east-1/plant/2", "10.9.0.2"],
        ]);
    });

    test("a device is told its own address there, and speaks ESP without UDP though the internet translates it", async () => {
        const files = await known(built.component.deviceFiles["plant/2"]!);
        const connections = Object.entries(files).filter(([file]) => file.includes("swanctl"));
        expect(connections).toHaveLength(4);
        const of = (option: string): Set<string> =>
            new Set(
                connections.flatMap(([, text]) =>
                    text.split("\n").flatMap((line) => (line.trim().startsWith(`${option} = `) ? [line.trim()] : [])),
                ),
            );
        expect(connections.filter(([, text]) => text.includes("local_addrs = 10.9.0.2\n"))).toHaveLength(4);
        expect(of("id-local")).toEqual(new Set(['id-local = "10.9.0.2"']));
        expect(of("encap")).toEqual(new Set(["encap = no"]));
        expect(files["sheet.md"]).toContain("Direct Connect, never the internet");
    });
});

describe("what becomes known is checked", () => {
    const later = (kind: "aws" | "device", site: string, asn: number) =>
        checkKnownAsn(args, { site, kind, asn }, [
            { site: "aws", asn: 64_512 },
            { site: "depot", asn: 64_600 },
            { site: "plant", asn: undefined },
            { site: "west", asn: 64_601 },
        ]).map(describeProblem);

    test("an ASN is no other site's, be that planned or known as late", () => {
        expect(later("device", "plant", 64_602)).toEqual([]);
        expect(later("device", "plant", 64_600)).toEqual([
            "sites.plant.device.asn [asn-duplicate]: got 64600, which site 'depot' has; allowed: an ASN of its own for every site. " +
                "Give one of the two another number: BGP drops routes that carry one's own.",
        ]);
    });

    test("of two ASNs that are both Outputs one is compared with the other", async () => {
        const sites = {
            aws: { ...aws, aws: { ...aws.aws!, asn: pulumi.output(64_600) } },
            plant: { ...plant, device: { ...plant.device!, asn: pulumi.output(64_601) } },
        };
        const secret = pulumi.secret("unused");
        const bridge = new Bridge("bridge", { sites }, planVpnBridge({ sites }), built.component, secret);
        // A number is known when those that it is compared with are.
        expect(await known(pulumi.all([bridge.asn("aws"), bridge.asn("plant")]))).toEqual([64_600, 64_601]);
    });

    test("an address of AWS over Direct Connect lies outside of what the tunnel leads to", () => {
        const path = 'links["aws/plant"].directConnectAttachmentId';
        expect(checkOuterAddress("10.200.0.1", ["10.0.0.0/16", "10.8.0.0/16"], path)).toEqual([]);
        expect(checkOuterAddress("10.8.3.1", ["10.0.0.0/16", "10.8.0.0/16"], path).map(describeProblem)).toEqual([
            'links["aws/plant"].directConnectAttachmentId [tunnel-in-itself]: got "10.8.3.1" of AWS, which lies in 10.8.0.0/16; ' +
                "allowed: CIDR blocks of the Transit Gateway outside of the prefixes that the tunnel leads to. Give the Transit " +
                "Gateway another CIDR block, or declare narrower prefixes.",
        ]);
    });
});
