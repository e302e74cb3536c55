/** Prefixes with tunnels of their own, as the resources of three clouds and the files of a device have them. */
import { VpnBridge, type VpnBridgeArgs } from "../../components/vpn-bridge";
import { aws, azure, gcp, plant } from "../unit/vpn-bridge/sites";
import { build, known, startMocks, type Built } from "./children";

const args: VpnBridgeArgs = {
    sites: { aws, azure, gcp, plant },
    links: {
        "aws/gcp": { dedicated: ["10.0.8.0/24", "10.2.8.0/24"] },
        "aws/plant": { dedicated: ["10.0.9.0/24", "192.168.10.64/26"] },
        "azure/gcp": { dedicated: ["10.1.8.0/24", "10.2.9.0/24"] },
        "gcp/plant": { dedicated: ["10.2.10.0/24", "192.168.10.64/26"] },
    },
    keys: { secret: "a secret of this test, long enough to be one" },
    monitoring: { enabled: false },
};

let built: Built<VpnBridge>;
beforeAll(async () => {
    const addresses: Record<string, number> = { "bridge-gateway-gcp": 3, "bridge-gateway-gcp/dedicated": 5 };
    await startMocks({
        "azure-native:network:PublicIPAddress": (name) => ({ ipAddress: `<${name}>`, id: "unused" }),
        "gcp:compute/haVpnGateway:HaVpnGateway": (name) => ({
            vpnInterfaces: [0, 1].map((id) => ({ id, ipAddress: `198.51.100.${addresses[name]! + id}` })),
        }),
        "aws:ec2/vpnConnection:VpnConnection": (name) => ({
            tunnel1Address: `<first of ${name}>`,
            tunnel2Address: `<second of ${name}>`,
            transitGatewayAttachmentId: `<attachment of ${name}>`,
        }),
    });
    built = await build((options) => new VpnBridge("bridge", args, options));
}, 60_000);

const inputs = (type: string, name: string): Record<string, unknown> => {
    const child = built.children.find((one) => one.type.endsWith(`:${type}`) && one.name === `bridge-${name}`);
    if (child === undefined) throw new Error(`no ${type} bridge-${name}`);
    return child.inputs;
};
const ranges = (list: unknown): string[] => ((list ?? []) as { range: string }[]).map(({ range }) => range);

describe("a router of Google", () => {
    const peer = (name: string) => inputs("RouterPeer", `peer-gcp/${name}/1`);

    test("tells its dedicated prefixes to the tunnels that they have, and to third sites", () => {
        const told = (name: string): string[] => ranges(peer(name)["advertisedIpRanges"]);
        expect(told("aws/dedicated")).toEqual(["10.2.8.0/24"]);
        expect(told("azure/dedicated")).toEqual(["10.2.9.0/24"]);
        expect(told("plant/dedicated")).toEqual(["10.2.10.0/24"]);
        expect(told("aws")).toEqual(["10.2.0.0/16", "10.2.10.0/24", "10.2.9.0/24"]);
        expect(told("plant")).toEqual(["10.2.0.0/16", "10.2.8.0/24", "10.2.9.0/24"]);
    });

    test("knows those of AWS and Azure, which tell all tunnels the same; a device tells them", () => {
        const learned = (name: string): string[] => ranges(peer(name)["customLearnedIpRanges"]);
        expect(learned("aws/dedicated")).toEqual(["10.0.8.0/24"]);
        expect(learned("azure/dedicated")).toEqual(["10.1.8.0/24"]);
        expect(learned("plant/dedicated")).toEqual([]);
        expect(learned("aws")).toEqual([]);
    });

    test("takes nothing else over dedicated tunnels", () => {
        const terms = inputs("RouterRoutePolicy", "accepts-gcp/aws/dedicated")["terms"];
        expect(terms).toEqual([
            {
                priority: 0,
                match: { expression: "!destination.inAnyRange([prefix('10.0.8.0/24').orLonger()])" },
                actions: [{ expression: "drop()" }],
            },
        ]);
    });

    test("has its dedicated tunnels at a second gateway, and AWS connections to that one's addresses", () => {
        expect(inputs("VPNTunnel", "tunnel-gcp/aws/dedicated/3")).toMatchObject({
            vpnGateway: "<bridge-gateway-gcp/dedicated>",
            vpnGatewayInterface: 1,
            peerExternalGatewayInterface: 2,
        });
        expect(inputs("CustomerGateway", "customer-gateway-us-east-1/gcp/3")["ipAddress"]).toBe("198.51.100.5");
        expect(inputs("VpnConnection", "connection-aws/gcp/dedicated/1")["customerGatewayId"]).toBe(
            "<bridge-customer-gateway-us-east-1/gcp/3>",
        );
    });
});

test("a device has one customer gateway for both connections", () => {
    const id = "<bridge-customer-gateway-us-east-1/plant/1>";
    expect(inputs("VpnConnection", "connection-aws/plant/1")["customerGatewayId"]).toBe(id);
    expect(inputs("VpnConnection", "connection-aws/plant/dedicated/1")["customerGatewayId"]).toBe(id);
});

test("attachments of dedicated connections are outputs like all others", () => {
    expect(Object.keys(built.component.attachmentIds).filter((key) => key.startsWith("aws/plant"))).toEqual([
        "aws/plant/1",
        "aws/plant/dedicated/1",
    ]);
});

describe("a Linux device", () => {
    let files: Record<string, string>;
    let numbers: Record<string, number>;
    beforeAll(async () => {
        files = await known(built.component.deviceFiles["plant/1"]!);
        const sheet = JSON.parse(files["sheet.json"]!) as { tunnels: { key: string; number: number }[] };
        numbers = Object.fromEntries(sheet.tunnels.map(({ key, number }) => [key, number]));
    });
    const lists = (key: string, direction: string): string[] =>
        files["/etc/frr/frr.conf"]!.split("\n")
            .filter((line) => line.startsWith(`ip prefix-list CW${numbers[key]}-${direction} `))
            .map((line) => line.replace(/^.* seq \d+ /, ""));

    test("announces the dedicated prefix to the tunnels that it has, and not to the others of the link", () => {
        expect(lists("aws/plant/dedicated#1", "OUT")).toEqual([
            "permit 192.168.10.64/26 le 32",
            "deny 0.0.0.0/0 le 32",
        ]);
        expect(lists("aws/plant#1", "OUT")).toEqual([
            "deny 192.168.10.64/26 le 32",
            "permit 192.168.10.0/24 le 32",
            "deny 0.0.0.0/0 le 32",
        ]);
        expect(files["/etc/frr/frr.conf"]).toContain("  network 192.168.10.64/26\n");
    });

    test("routes to AWS's dedicated prefix through its tunnels while they are up", () => {
        const settings = (key: string): string => files[`/etc/causeway/bridge-cw${numbers[key]}.conf`]!;
        expect(settings("aws/plant/dedicated#1")).toContain("routes4='10.0.9.0/24'\n");
        expect(settings("aws/plant#1")).toContain("routes4=''\n");
        expect(settings("gcp/plant/dedicated#1")).toContain("routes4=''\n");
    });

    test("prefers what comes over dedicated tunnels", () => {
        const preference = (key: string): string | undefined =>
            new RegExp(`route-map CW${numbers[key]}-IN permit 10\\n.*\\n set local-preference (\\d+)`).exec(
                files["/etc/frr/frr.conf"]!,
            )?.[1];
        expect([preference("gcp/plant#1"), preference("gcp/plant/dedicated#1")]).toEqual(["1000", "1001"]);
    });

    test("lets answers to everybody pass: packets choose a tunnel by where they go alone", () => {
        const rules = Object.values(files).find((text) =>
            text.includes(`set cw${numbers["aws/plant/dedicated#1"]}_far4`),
        )!;
        const set = new RegExp(
            `set cw${numbers["aws/plant/dedicated#1"]}_far4 \\{[^}]*elements = \\{ ([^}]*) \\}`,
        ).exec(rules);
        expect(set?.[1]?.split(", ")).toContain("10.0.0.0/16");
    });
});

test("a hub of Google tells of itself only: its routers pass nothing on", async () => {
    const star: VpnBridgeArgs = { ...args, topology: "hub-and-spoke", hubs: ["gcp"], links: {} };
    const { children } = await build((options) => new VpnBridge("star", star, options));
    const told = children.flatMap(({ type, inputs: { advertisedIpRanges } }) =>
        type.endsWith(":RouterPeer") ? ranges(advertisedIpRanges) : [],
    );
    expect([...new Set(told)]).toEqual(["10.2.0.0/16"]);
});
