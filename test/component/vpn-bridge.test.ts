import { BridgeEngine, planVpnBridge, VpnBridge, type VpnBridgeArgs } from "../../components/vpn-bridge";
import { expectCommitted } from "../support/committed";
import { aws, azure, depot, gcp, plant } from "../unit/vpn-bridge/sites";
import { allKnown, build, known, startMocks, tableOf, type Built } from "./children";
import * as path from "node:path";

const GATEWAY_ADDRESSES: Record<string, string> = {
    "bridge-public-ip-azure/1": "198.51.100.1",
    "bridge-public-ip-azure/2": "198.51.100.2",
};
const args: VpnBridgeArgs = {
    sites: { aws, azure, gcp, plant, depot },
    links: { "depot/plant": { engine: BridgeEngine.WireGuard } },
    keys: { secret: "a secret of this test, long enough to be one" },
    monitoring: { enabled: false },
    tags: { owner: "platform" },
};

let built: Built<VpnBridge>;
beforeAll(async () => {
    await startMocks({
        "azure-native:network:PublicIPAddress": (name) => ({
            ipAddress: GATEWAY_ADDRESSES[name],
            id: "unused",
        }),
        "gcp:compute/haVpnGateway:HaVpnGateway": () => ({
            vpnInterfaces: [
                { id: 0, ipAddress: "198.51.100.3" },
                { id: 1, ipAddress: "198.51.100.4" },
            ],
        }),
        "aws:ec2/vpnConnection:VpnConnection": (name) => ({
            tunnel1Address: `<first of ${name}>`,
            tunnel2Address: `<second of ${name}>`,
            transitGatewayAttachmentId: `<attachment of ${name}>`,
        }),
    });
    built = await build((options) => new VpnBridge("bridge", args, options));
}, 60_000);

test("three clouds and two devices are joined by exactly these resources", () => {
    expectCommitted(path.join(__dirname, "vpn-bridge.children.txt"), `${tableOf(built.children)}\n`);
});

test("each has a name of its own, with the component's in front", () => {
    const names = built.children.map(({ type, name }) => `${type} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(built.children.filter(({ name }) => !name.startsWith("bridge-"))).toEqual([]);
});

test("each is replaced only after it is gone, where its name in the cloud is its own", () => {
    const named = built.children.filter(({ type }) => !type.startsWith("aws:"));
    expect(named.filter(({ options }) => options.deleteBeforeReplace !== true)).toEqual([]);
});

test("both ends of every tunnel have the same key, and no two tunnels have one", () => {
    const fields = ["tunnel1PresharedKey", "tunnel2PresharedKey", "sharedKey", "sharedSecret"];
    const keys = built.children.flatMap(({ inputs }) =>
        fields.flatMap((field) => {
            const secret = inputs[field] as { value: string } | undefined;
            return secret === undefined ? [] : [secret.value];
        }),
    );
    const counts = new Map<string, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    // Managed at both ends: 4 + 4 + 2 tunnels. At one end: 4 of AWS, 2 connections of Azure for two tunnels each, 4 of Google.
    expect([...counts.values()].filter((count) => count === 2)).toHaveLength(10);
    expect([...counts.values()].filter((count) => count === 1)).toHaveLength(10);
});

test("the outputs are keyed as documented", async () => {
    const { component: bridge } = built;
    expect(Object.keys(bridge.attachmentIds).sort()).toEqual([
        "aws/azure/1",
        "aws/azure/2",
        "aws/depot/1",
        "aws/gcp/1",
        "aws/gcp/2",
        "aws/plant/1",
    ]);
    expect(Object.keys(bridge.deviceFiles).sort()).toEqual(["depot/1", "plant/1"]);
    expect(await allKnown(bridge.mtus)).toEqual({
        "aws/azure": 1400,
        "aws/depot": 1446,
        "aws/gcp": 1406,
        "aws/plant": 1446,
        "azure/depot": 1400,
        "azure/gcp": 1400,
        "azure/plant": 1400,
        "depot/gcp": 1406,
        "depot/plant": 1440,
        "gcp/plant": 1406,
    });
    expect(await known(bridge.monthlyCost)).toBe(planVpnBridge(args).cost.total);
});
