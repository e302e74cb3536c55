/**
 * gcp.compute.Network, Subnetwork, Firewall, Route and Address. Expected values: VPC documentation ("Subnets", "VPC firewall
 * rules", "Routes", "Quotas and limits"), Compute Engine REST reference; error texts as the API is reported to answer
 * (terraform-google-network#20, bosh-google-cpi-release#238).
 */
import { gcp } from "../../../sim/gcp";
import type { Props } from "../../../sim/core/values";
import * as g from "../../support/gcp";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([gcp]);
const client = clouds.client("gcp", g.CONFIG);

const refused = (noun: string, field: string, value: string | number, why: string): string =>
    `creating ${noun}: googleapi: Error 400: Invalid value for field 'resource.${field}': '${value}'. ${why}, invalid`;

describe("a network", () => {
    test("has an MTU of 1460 and routes in its own region only, unless it says otherwise", async () => {
        expect((await g.network(client)).state).toMatchObject({ mtu: 1460, routingMode: "REGIONAL" });
    });

    test.each([1299, 8897])("has no MTU of %d", async (mtu) => {
        await expect(g.network(client, "net", { mtu })).rejects.toThrow(
            refused("Network", "mtu", mtu, "MTU must be between 1300 and 8896."),
        );
    });

    test("comes with a route to the internet, which goes with it", async () => {
        const net = await g.network(client);
        const routes = clouds.world.all(g.ROUTE);
        expect(routes.map((r) => [r.props.destRange, r.props.priority])).toEqual([["0.0.0.0/0", 1000]]);
        await client.delete(net);
        expect(clouds.world.everything()).toEqual([]);
    });

    test("comes without that route when it is told to", async () => {
        await g.network(client, "net", { deleteDefaultRoutesOnCreate: true });
        expect(clouds.world.all(g.ROUTE)).toEqual([]);
    });

    test("has by default a subnet in every region, which go with it", async () => {
        const net = await client.create(g.NETWORK, { name: "auto" });
        const subnets = clouds.world.all(g.SUBNETWORK);
        expect(subnets.find((s) => s.region === "us-central1")?.props.ipCidrRange).toBe("10.128.0.0/20");
        expect(subnets.find((s) => s.region === "europe-west1")?.props.ipCidrRange).toBe("10.132.0.0/20");
        await client.delete(net);
        expect(clouds.world.everything()).toEqual([]);
    });

    test.each(["Net", "1net", "net-", "n".repeat(64)])("is not called %s", async (name) => {
        const reason = `"name" ("${name}") doesn't match regexp "^(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$"`;
        expect(await client.check(g.NETWORK, { name })).toEqual([`name: ${reason}`]);
    });

    test("is named after the resource, with seven digits behind it, where it says no name", async () => {
        expect((await client.checked(g.NETWORK, {})).name).toMatch(/^thing-[0-9a-f]{7}$/);
    });

    test("of one name is there once in a project", async () => {
        await g.network(client);
        await expect(g.network(client)).rejects.toThrow(
            "creating Network: googleapi: Error 409: " +
                "The resource 'projects/shop-prod/global/networks/net' already exists, alreadyExists",
        );
    });
});

describe("a subnet", () => {
    let net: Deployed;
    beforeEach(async () => {
        net = await g.network(client);
    });
    const make = (ipCidrRange: string, more: Props = {}): Promise<Deployed> => g.subnet(client, net, ipCidrRange, more);

    test("names its network by id, address, path or name, and it is the same one", async () => {
        const made = await make("10.1.0.0/24");
        expect(made.state.network).toBe(net.state.selfLink);
        for (const network of [net.id, net.state.selfLink, "global/networks/net", "net"]) {
            expect(await client.diff(made, { ...made.inputs, network: network as string })).toEqual(g.UNCHANGED);
        }
    });

    test("has the second address as its gateway", async () => {
        expect((await make("10.1.0.0/24")).state.gatewayAddress).toBe("10.1.0.1");
    });

    test("overlaps no other of its network, in whichever region", async () => {
        await make("10.1.0.0/16");
        const why =
            "Invalid IPCidrRange: 10.1.2.0/24 conflicts with existing subnetwork 'subnet' in region 'us-east1'.";
        await expect(make("10.1.2.0/24", { name: "other", region: "us-west1" })).rejects.toThrow(
            refused("Subnetwork", "ipCidrRange", "10.1.2.0/24", why),
        );
        const other = await g.network(client, "other");
        await g.subnet(client, other, "10.1.2.0/24", { name: "other" });
    });

    test("overlaps no secondary range either", async () => {
        await make("10.1.0.0/24", { secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.8.0.0/14" }] });
        const why =
            "Invalid IPCidrRange: 10.9.0.0/16 conflicts with existing subnetwork 'subnet' in region 'us-east1'.";
        await expect(
            make("10.2.0.0/24", {
                name: "other",
                secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.9.0.0/16" }],
            }),
        ).rejects.toThrow(refused("Subnetwork", "secondaryIpRanges[0].ipCidrRange", "10.9.0.0/16", why));
    });

    test("has ranges that do not overlap each other", async () => {
        const secondaryIpRanges = [{ rangeName: "pods", ipCidrRange: "10.1.0.0/25" }];
        const why =
            "Invalid IPCidrRange: 10.1.0.0/25 conflicts with existing subnetwork 'subnet' in region 'us-east1'.";
        await expect(make("10.1.0.0/24", { secondaryIpRanges })).rejects.toThrow(
            refused("Subnetwork", "secondaryIpRanges[0].ipCidrRange", "10.1.0.0/25", why),
        );
    });

    test("of an auto mode network lies outside of Google's own ranges", async () => {
        const auto = await client.create(g.NETWORK, { name: "auto" });
        const why = "Extended subnetworks in auto subnet mode networks cannot overlap with 10.128.0.0/9.";
        await expect(g.subnet(client, auto, "10.200.0.0/16")).rejects.toThrow(
            refused("Subnetwork", "ipCidrRange", "10.200.0.0/16", why),
        );
    });

    test.each([
        ["10.1.0.0/30", "Invalid IPCidrRange: the prefix length must be from 4 to 29."],
        ["10.1.0.1/24", "Invalid IPCidrRange: 10.1.0.1/24 is not an IPv4 range without host bits."],
        ["169.254.1.0/24", "Invalid IPCidrRange: 169.254.1.0/24 overlaps the prohibited range 169.254.0.0/16."],
    ])("has no range %s", async (range, why) => {
        await expect(make(range)).rejects.toThrow(refused("Subnetwork", "ipCidrRange", range, why));
    });

    test("grows in place, and is replaced to shrink", async () => {
        const made = await make("10.1.0.0/24");
        const wanted = (ipCidrRange: string): Props => ({ ...made.inputs, ipCidrRange });
        expect((await client.diff(made, wanted("10.1.0.0/22"))).replaces).toEqual([]);
        expect((await client.diff(made, wanted("10.1.0.0/25"))).replaces).toEqual(["ipCidrRange"]);
    });

    test("needs a region that Google has", async () => {
        await expect(make("10.1.0.0/24", { region: "us-east99" })).rejects.toThrow(
            refused("Subnetwork", "region", "us-east99", "Unknown region."),
        );
    });
});

describe("a firewall rule", () => {
    const check = (inputs: Props): Promise<string[]> =>
        client.check(g.FIREWALL, { name: "rule", network: "net", allows: [{ protocol: "tcp" }], ...inputs });

    test("of ingress says from where", async () => {
        expect(await check({})).toEqual([
            ": one of sourceRanges, sourceTags, sourceServiceAccounts must be defined for INGRESS firewall rules",
        ]);
        expect(await check({ direction: "EGRESS" })).toEqual([]);
    });

    test("allows or denies, not both", async () => {
        expect(await check({ sourceTags: ["a"], denies: [{ protocol: "udp" }] })).toEqual([
            'allows: Conflicting configuration arguments: "allows": conflicts with denies',
        ]);
    });

    test("names a protocol in whatever case", async () => {
        const net = await g.network(client);
        const made = await client.create(g.FIREWALL, {
            name: "rule",
            network: net.id,
            allows: [{ protocol: "TCP", ports: ["22"] }],
            sourceRanges: ["10.0.0.0/8"],
        });
        expect(made.state.allows).toEqual([{ protocol: "tcp", ports: ["22"] }]);
        expect(await client.diff(made, made.inputs)).toEqual(g.UNCHANGED);
    });

    test("names ports of protocols that have some", async () => {
        const net = await g.network(client);
        const inputs = { name: "rule", network: net.id, sourceRanges: ["10.0.0.0/8"] };
        await expect(
            client.create(g.FIREWALL, { ...inputs, allows: [{ protocol: "esp", ports: ["500"] }] }),
        ).rejects.toThrow(
            refused("Firewall", "allowed[0].ports", "500", "Ports cannot be specified for protocol esp."),
        );
    });
});

describe("a static route", () => {
    const make = (net: Deployed, more: Props): Promise<Deployed> =>
        client.create(g.ROUTE, { name: "route", network: net.id, destRange: "192.168.0.0/16", ...more });

    test("goes to the internet or to an address, not to both", async () => {
        const inputs = { name: "route", network: "net", destRange: "192.168.0.0/16" };
        expect(
            await client.check(g.ROUTE, {
                ...inputs,
                nextHopIp: "10.1.0.2",
                nextHopGateway: "default-internet-gateway",
            }),
        ).toEqual([
            ": Invalid combination of arguments: only one of `nextHopGateway,nextHopIp` can be specified, " +
                "but `nextHopGateway,nextHopIp` were specified.",
        ]);
    });

    test("has a next hop in a subnet of the network", async () => {
        const net = await g.network(client);
        await g.subnet(client, net, "10.1.0.0/24");
        await expect(make(net, { nextHopIp: "10.2.0.2" })).rejects.toThrow(
            refused("Route", "nextHopIp", "10.2.0.2", "The next hop is in no subnetwork of the network."),
        );
        expect((await make(net, { nextHopIp: "10.1.0.2" })).state.nextHopIp).toBe("10.1.0.2");
    });

    test("does not take what is a subnet's", async () => {
        const net = await g.network(client);
        await g.subnet(client, net, "10.1.0.0/24");
        const why = "The destination range lies within that of subnetwork 'subnet' in region 'us-east1'.";
        await expect(
            make(net, { destRange: "10.1.0.128/25", nextHopGateway: "default-internet-gateway" }),
        ).rejects.toThrow(refused("Route", "destRange", "10.1.0.128/25", why));
    });
});

describe("a static address", () => {
    const make = (more: Props): Promise<Deployed> => client.create(g.ADDRESS, { name: "address", ...more });

    test("is external and known at once, unless it says otherwise", async () => {
        const { state } = await make({});
        expect(state).toMatchObject({ addressType: "EXTERNAL", networkTier: "PREMIUM" });
        expect(state.address).toMatch(/^34\.\d+\.\d+\.\d+$/);
    });

    test("inside a subnet is the first that is free, or the one asked for", async () => {
        const sub = await g.subnet(client, await g.network(client), "10.1.0.0/29");
        const inside = { addressType: "INTERNAL", subnetwork: sub.id };
        expect((await make(inside)).state).toMatchObject({ address: "10.1.0.2", purpose: "GCE_ENDPOINT" });
        expect((await make({ ...inside, name: "second" })).state.address).toBe("10.1.0.3");
        await expect(make({ ...inside, name: "third", address: "10.1.0.3" })).rejects.toThrow(
            refused("Address", "address", "10.1.0.3", "Specified IP address is already reserved."),
        );
    });

    // The first two and the last two addresses of a subnet are Google's.
    test.each(["10.1.0.0", "10.1.0.1", "10.1.0.6", "10.1.0.7", "10.1.0.8"])(
        "is not %s of 10.1.0.0/29",
        async (address) => {
            const sub = await g.subnet(client, await g.network(client), "10.1.0.0/29");
            const why = "Requested internal IP is outside the subnetwork CIDR range.";
            await expect(make({ addressType: "INTERNAL", subnetwork: sub.id, address })).rejects.toThrow(
                refused("Address", "address", address, why),
            );
        },
    );
});

describe("labels", () => {
    test("are the resource's own and the provider's, and the mark of who made it", async () => {
        const labelling = await clouds.provider("gcp", { ...g.CONFIG, defaultLabels: { team: "net", cost: "1" } });
        const { state } = await labelling.create(g.ADDRESS, { name: "address", labels: { team: "shop" } });
        const all = { team: "shop", cost: "1", "goog-pulumi-provisioned": "true" };
        expect(state).toMatchObject({ labels: { team: "shop" }, pulumiLabels: all, effectiveLabels: all });
    });

    test("of the provider reach what it made before", async () => {
        const made = await client.create(g.ADDRESS, { name: "address" });
        const labelling = await clouds.provider("gcp", { ...g.CONFIG, defaultLabels: { team: "net" } });
        expect((await labelling.diff(made, made.inputs)).changed).toEqual(["pulumiLabels", "effectiveLabels"].sort());
        const updated = await labelling.update(made, made.inputs);
        expect(updated.state.pulumiLabels).toEqual({ team: "net", "goog-pulumi-provisioned": "true" });
        expect(updated.state.labelFingerprint).not.toBe(made.state.labelFingerprint);
    });

    test("are in lower case", async () => {
        await expect(client.create(g.ADDRESS, { name: "address", labels: { Team: "net" } })).rejects.toThrow(
            refused("Address", "labels", "", "Label 'Team' violates format constraints."),
        );
    });
});

test("a project and a region come from the provider's zone, too", async () => {
    const zonal = await clouds.provider("gcp", { project: "elsewhere", zone: "europe-west1-b" });
    expect((await zonal.create(g.ADDRESS, { name: "address" })).id).toBe(
        "projects/elsewhere/regions/europe-west1/addresses/address",
    );
});
