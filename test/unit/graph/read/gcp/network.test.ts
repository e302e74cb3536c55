/** Google Cloud's networks: firewalls and routes. Expectations follow "VPC firewall rules" and "Routes" of its documentation. */
import { Asked, id, make, out, READINGS, type Input, type Written } from "../../../../support/graph";

const gcp = (type: string, name: string, inputs: Written["inputs"], outputs?: Written["outputs"]): Written =>
    make(`gcp:compute/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`, name, inputs, outputs);
const WEST = { region: "europe-west1" };
const NETWORK = [
    gcp("Network", "lab", { autoCreateSubnetworks: false, deleteDefaultRoutesOnCreate: true }),
    gcp("Subnetwork", "app", { ...WEST, network: id("lab"), ipCidrRange: "10.3.0.0/24" }),
    gcp("Subnetwork", "data", { ...WEST, network: id("lab"), ipCidrRange: "10.3.1.0/24" }),
];
const HTTPS = [{ protocol: "tcp", ports: ["443"] }];
const firewall = (name: string, inputs: Readonly<Record<string, Input>>): Written =>
    gcp("Firewall", name, { network: id("lab"), ...inputs });
const machine = (name: string, subnet: string, address: string, more: Written["inputs"] = {}): Written =>
    gcp("Instance", name, {
        zone: "europe-west1-b",
        networkInterfaces: [{ subnetwork: id(subnet), networkIp: address }],
        ...more,
    });

describe.each(READINGS)("a network of Google Cloud, %s", (_, read) => {
    const reach = (more: readonly Written[], from = "subnet/app", to = "subnet/data", traffic = "tcp/443"): string =>
        new Asked(read([...NETWORK, ...more])).reach(from, to, traffic);

    test("without a rule nothing comes in", () => {
        expect(reach([])).toBe("DENIED FW_DENY");
    });

    test("a rule lets in what it names, and answers come back by themselves", () => {
        const rules = [firewall("web", { sourceRanges: ["10.3.0.0/24"], allows: HTTPS })];
        expect(reach(rules)).toBe("REACHABLE");
        expect(reach(rules, "subnet/app", "subnet/data", "tcp/22")).toBe("DENIED FW_DENY");
        expect(reach(rules, "subnet/data", "subnet/app")).toBe("DENIED FW_DENY");
    });

    test("the lowest number decides, and of equal ones the denial", () => {
        const allow = firewall("allow", { sourceRanges: ["0.0.0.0/0"], allows: HTTPS });
        const deny = (priority: number): Written =>
            firewall("deny", { sourceRanges: ["10.3.0.0/16"], denies: [{ protocol: "all" }], priority });
        expect([999, 1000, 1001].map((priority) => reach([allow, deny(priority)]))).toEqual([
            "DENIED FW_DENY",
            "DENIED FW_DENY",
            "REACHABLE",
        ]);
    });

    test("everything goes out that no rule stops", () => {
        const into = firewall("in", { sourceRanges: ["10.3.0.0/24"], allows: HTTPS });
        const stop = firewall("out", {
            direction: "EGRESS",
            destinationRanges: ["10.3.1.0/24"],
            denies: [{ protocol: "tcp", ports: ["400-500"] }],
        });
        expect(reach([into, stop])).toBe("DENIED FW_DENY");
    });

    test("a disabled rule does nothing", () => {
        expect(reach([firewall("web", { disabled: true, sourceRanges: ["0.0.0.0/0"], allows: HTTPS })])).toBe(
            "DENIED FW_DENY",
        );
    });

    test("a rule for a tag is for the machines that have it", () => {
        const world = [
            firewall("web", { sourceRanges: ["10.3.0.0/24"], targetTags: ["web"], allows: HTTPS }),
            machine("front", "data", "10.3.1.9", { tags: ["web"] }),
            machine("other", "data", "10.3.1.8"),
        ];
        expect(reach(world, "subnet/app", "instance/front")).toBe("REACHABLE");
        expect(reach(world, "subnet/app", "instance/other")).toBe("DENIED FW_DENY");
        expect(reach(world, "subnet/app", "subnet/data")).toBe("DENIED FW_DENY");
    });

    test("a rule from a tag is from the machines that have it", () => {
        const world = [
            firewall("db", { sourceTags: ["api"], allows: HTTPS }),
            machine("api", "app", "10.3.0.9", { tags: ["api"] }),
            machine("other", "app", "10.3.0.8"),
        ];
        expect(reach(world, "instance/api", "subnet/data")).toBe("REACHABLE");
        expect(reach(world, "instance/other", "subnet/data")).toBe("DENIED FW_DENY");
    });

    test("in auto mode there may be subnets that nobody wrote", () => {
        const [, ...subnets] = NETWORK;
        const asked = new Asked(read([gcp("Network", "lab", {}), ...subnets]));
        expect(asked.reach("network/lab", "subnet/data")).toContain("UNDETERMINED");
    });

    test("two networks are two, whatever their routes", () => {
        const other = [
            gcp("Network", "other", { autoCreateSubnetworks: false, deleteDefaultRoutesOnCreate: true }),
            gcp("Subnetwork", "far", { ...WEST, network: id("other"), ipCidrRange: "10.4.0.0/24" }),
        ];
        expect(reach(other, "subnet/app", "subnet/far")).toBe("DENIED NO_ROUTE");
        const peered = gcp("NetworkPeering", "peering", { network: id("lab"), peerNetwork: id("other") });
        expect(reach([...other, peered], "subnet/app", "subnet/far")).toBe("UNDETERMINED UNKNOWN");
    });

    test("a device behind a tunnel is a site, and what it announces is not known", () => {
        const tunnel = [
            gcp("HaVpnGateway", "gw", { ...WEST, network: id("lab") }),
            gcp("ExternalVpnGateway", "plant", {
                redundancyType: "SINGLE_IP_INTERNALLY_REDUNDANT",
                interfaces: [{ id: 0, ipAddress: "203.0.113.9" }],
            }),
            gcp("Router", "router", { ...WEST, network: id("lab"), bgp: { asn: 64_700 } }),
            gcp("VPNTunnel", "tunnel", {
                ...WEST,
                vpnGateway: id("gw"),
                vpnGatewayInterface: 0,
                peerExternalGateway: id("plant"),
                peerExternalGatewayInterface: 0,
                router: id("router"),
            }),
            gcp("RouterInterface", "face", {
                ...WEST,
                router: id("router"),
                vpnTunnel: id("tunnel"),
                ipRange: "169.254.9.1/30",
            }),
            gcp("RouterPeer", "session", {
                ...WEST,
                router: id("router"),
                interface: out("face", "name"),
                peerAsn: 65_010,
                peerIpAddress: "169.254.9.2",
            }),
        ];
        expect(reach(tunnel, "subnet/app", "site/plant")).toContain("UNDETERMINED");
        expect(reach(tunnel, "subnet/app", "subnet/data")).toBe("DENIED FW_DENY");
    });
});

test("a name means the resource of its own project and region", () => {
    const named = [
        gcp("Network", "lab", { region: null, name: "net", project: "p", autoCreateSubnetworks: false }),
        gcp("Subnetwork", "app", {
            ...WEST,
            name: "s",
            project: "p",
            network: "projects/p/global/networks/net",
            ipCidrRange: "10.3.0.0/24",
        }),
        gcp("Subnetwork", "data", { ...WEST, project: "p", network: "net", ipCidrRange: "10.3.1.0/24" }),
        gcp("Firewall", "web", {
            project: "p",
            network: "https://www.googleapis.com/compute/v1/projects/p/global/networks/net",
            sourceRanges: ["10.3.0.0/24"],
            allows: HTTPS,
        }),
    ];
    for (const [, read] of READINGS)
        expect(new Asked(read(named)).reach("subnet/app", "subnet/data")).toBe("REACHABLE");
});
