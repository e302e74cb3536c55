/**
 * gcp.compute.RouterInterface and RouterPeer. Expected values: Cloud Router documentation ("Create BGP sessions", "BFD for
 * Cloud Router": VLAN attachments only, "Custom learned routes": at most 10 prefixes of a session), Compute Engine REST
 * reference (routers), Terraform Google provider (what it says of an interface that is there already); the text about ASNs
 * is the API's (cloud-foundation-fabric#3800).
 */
import { gcp } from "../../../sim/gcp";
import type { Props } from "../../../sim/core/values";
import * as g from "../../support/gcp";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([gcp]);
const client = clouds.client("gcp", g.CONFIG);
let site: g.Ends;
let tunnel: Deployed;

beforeEach(async () => {
    site = await g.ends(client);
    tunnel = await g.tunnel(client, site);
});

const refused = (noun: string, field: string, value: string | number, why: string): string =>
    `creating ${noun}: googleapi: Error 400: Invalid value for field 'resource.${field}': '${value}'. ${why}, invalid`;

describe("an interface", () => {
    const make = (more: Props, number = 0): Promise<Deployed> => g.routerInterface(client, tunnel, number, more);
    const field = "interfaces[0].ipRange";

    test.each(["169.254.10.1/30", "169.254.10.2/30"])("has a host of a link-local /30: %s", async (ipRange) => {
        expect((await make({ ipRange })).state).toMatchObject({ ipRange, ipVersion: "IPV4" });
    });

    test.each(["169.254.10.0/30", "169.254.10.3/30", "169.254.10.1/29", "10.0.0.1/30", "169.254.10.1"])(
        "does not have the range %s",
        async (ipRange) => {
            const why = "The value must be the first or the second host of a /30 in 169.254.0.0/16.";
            await expect(make({ ipRange })).rejects.toThrow(refused("RouterInterface", field, ipRange, why));
        },
    );

    test("has a range of its own among all Cloud Routers of the network", async () => {
        await make({});
        await g.router(client, site.net, { name: "away", region: "us-west1" });
        await expect(
            client.create(g.INTERFACE, {
                name: "other",
                router: "away",
                region: "us-west1",
                ipRange: "169.254.10.2/30",
            }),
        ).rejects.toThrow(
            refused(
                "RouterInterface",
                field,
                "169.254.10.2/30",
                "The IP range is already used by interface interface-0 of router router in the same network.",
            ),
        );
        await g.router(client, await g.network(client, "second"), { name: "apart" });
        await client.create(g.INTERFACE, { name: "other", router: "apart", ipRange: "169.254.10.2/30" });
    });

    test("gets a free range where it names none", async () => {
        const first = await make({ ipRange: null });
        const second = await client.create(g.INTERFACE, {
            name: "second",
            router: "router",
            vpnTunnel: (await g.tunnel(client, site, 1)).id,
        });
        expect([first.state.ipRange, second.state.ipRange]).toEqual(["169.254.0.1/30", "169.254.0.5/30"]);
    });

    test("is of one tunnel, that of its router", async () => {
        await make({});
        await expect(make({ name: "again" }, 1)).rejects.toThrow(
            refused(
                "RouterInterface",
                "interfaces[0].linkedVpnTunnel",
                `${g.API}${tunnel.id}`,
                "The VPN tunnel is already linked to interface interface-0.",
            ),
        );
        await g.router(client, site.net, { name: "other", bgp: { asn: 64_515 } });
        await expect(make({ name: "again", router: "other" }, 1)).rejects.toThrow(
            refused(
                "RouterInterface",
                "interfaces[0].linkedVpnTunnel",
                `${g.API}${tunnel.id}`,
                "The VPN tunnel is linked to another router.",
            ),
        );
    });

    test("has a name of its own on the router", async () => {
        await make({});
        await expect(make({})).rejects.toThrow(
            "creating RouterInterface: Router router has interface interface-0 already",
        );
    });

    test("keeps out of the router's BGP identifiers", async () => {
        const bgp = { asn: 64_514, identifierRange: "169.254.10.0/29" };
        await client.update(site.router, { ...site.router.inputs, bgp });
        await expect(make({})).rejects.toThrow(
            refused(
                "RouterInterface",
                field,
                "169.254.10.1/30",
                "It overlaps the BGP identifier range 169.254.10.0/29 of the router.",
            ),
        );
    });
});

describe("a BGP peer", () => {
    let over: Deployed;
    beforeEach(async () => {
        over = await g.routerInterface(client, tunnel);
    });
    const make = (more: Props = {}): Promise<Deployed> => g.peer(client, over, more);
    const no = (field: string, value: string | number, why: string): string =>
        refused("RouterBgpPeer", `bgpPeers[0].${field}`, value, why);

    test("has the two hosts of the interface's range, given or not", async () => {
        const addresses = { ipAddress: "169.254.10.1", peerIpAddress: "169.254.10.2" };
        const made = await make();
        expect(made.state).toMatchObject({ ...addresses, enable: true, managementType: "MANAGED_BY_USER" });
        await client.delete(made);
        expect((await make(addresses)).state).toMatchObject(addresses);
    });

    test.each(["169.254.10.1", "169.254.10.5", "10.0.0.2"])("does not have the address %s", async (peerIpAddress) => {
        await expect(make({ peerIpAddress })).rejects.toThrow(
            no(
                "peerIpAddress",
                peerIpAddress,
                "It is not the other host address in the IP range of the interface, 169.254.10.2.",
            ),
        );
    });

    test("leaves the router its address", async () => {
        await expect(make({ ipAddress: "169.254.10.2" })).rejects.toThrow(
            no("ipAddress", "169.254.10.2", "It is not the address of the interface, 169.254.10.1."),
        );
    });

    test("is the only one on its interface", async () => {
        await make();
        await expect(make({ name: "second" })).rejects.toThrow(
            no("interfaceName", "interface-0", 'BGP peer "peer" already has interface interface-0 and its addresses.'),
        );
    });

    test("does not have the ASN of a router in the region and network, nor of its own", async () => {
        await g.router(client, site.net, { name: "other", bgp: { asn: 64_600 } });
        const why = "Peer ASN conflicts with local ASN of another router in the same region and network";
        await expect(make({ peerAsn: 64_600 })).rejects.toThrow(no("peerAsn", 64_600, `${why}: other.`));
        await expect(make({ peerAsn: 64_514 })).rejects.toThrow(no("peerAsn", 64_514, `${why}: router.`));
    });

    test("may have a public ASN, and one that other peers have", async () => {
        await make({ peerAsn: 15_169 });
        const second = await g.routerInterface(client, await g.tunnel(client, site, 1), 1);
        expect((await g.peer(client, second, { name: "second", peerAsn: 15_169 })).state.peerAsn).toBe(15_169);
    });

    test("is not watched by BFD: that is for VLAN attachments", async () => {
        const bfd = { sessionInitializationMode: "ACTIVE" };
        await expect(make({ bfd })).rejects.toThrow(
            no("bfd.sessionInitializationMode", "ACTIVE", "BFD is not supported for VPN tunnels."),
        );
        expect((await make({ bfd: { sessionInitializationMode: "DISABLED" } })).state.peerAsn).toBe(65_010);
    });

    test("is told other routes than the router's other peers in custom mode only", async () => {
        const told = { advertisedGroups: ["ALL_SUBNETS"], advertisedIpRanges: [{ range: "10.20.0.0/16" }] };
        await expect(make(told)).rejects.toThrow(
            no("advertisedGroups", "", "It can only be populated if advertiseMode is CUSTOM."),
        );
        expect((await make({ ...told, advertiseMode: "CUSTOM" })).state).toMatchObject(told);
    });

    test("announces prefixes without host bits", async () => {
        const advertisedIpRanges = [{ range: "10.20.0.1/16" }];
        await expect(make({ advertiseMode: "CUSTOM", advertisedIpRanges })).rejects.toThrow(
            no("advertisedIpRanges[0].range", "10.20.0.1/16", "The value must be a CIDR range without host bits."),
        );
    });

    test("has at most ten custom learned ranges", async () => {
        const customLearnedIpRanges = Array.from({ length: 11 }, (_, n) => ({ range: `10.${n}.0.0/16` }));
        await expect(make({ customLearnedIpRanges })).rejects.toThrow(
            no("customLearnedIpRanges", "", "A BGP peer has at most 10 custom learned ranges."),
        );
    });

    test("takes policies of its router, of the direction that they are named for", async () => {
        await g.routePolicy(client);
        const field = (property: string, why: string): string => no(property, "accepts", why);
        await expect(make({ exportPolicies: ["accepts"] })).rejects.toThrow(
            field("exportPolicies", "The type of the route policy is not ROUTE_POLICY_TYPE_EXPORT."),
        );
        await expect(make({ importPolicies: ["others"] })).rejects.toThrow(
            no("importPolicies", "others", "The router has no such route policy."),
        );
        expect((await make({ importPolicies: ["accepts"] })).state).toMatchObject({ importPolicies: ["accepts"] });
    });

    test("carries IPv6 only over a gateway that does", async () => {
        await expect(make({ enableIpv6: true })).rejects.toThrow(
            no("enableIpv6", "true", "The stack type of the VPN gateway is IPV4_ONLY."),
        );
    });

    test("changes its priority in place", async () => {
        const made = await make({ advertisedRoutePriority: 100 });
        const wanted = { ...made.inputs, advertisedRoutePriority: 200 };
        expect(await client.diff(made, wanted)).toEqual({ changed: ["advertisedRoutePriority"], replaces: [] });
        expect((await client.update(made, wanted)).state).toMatchObject({
            advertisedRoutePriority: 200,
            isAdvertisedRoutePrioritySet: true,
        });
    });
});

/** Cloud Router documentation, "BGP route policies overview" and "attribute reference". */
describe("a route policy", () => {
    const make = (expression: string, action = "drop()"): Promise<Deployed> =>
        g.routePolicy(client, {
            terms: [{ priority: 0, match: { expression }, actions: [{ expression: action }] }],
        });

    test.each([
        "destination == '192.168.0.0/24'",
        "destination != '192.168.0.0/24'",
        "destination.inAnyRange('192.168.0.0/24')",
        "!destination.inAnyRange(prefix('192.168.0.0/24').longer())",
        "!destination.inAnyRange(['10.0.0.0/8', prefix('192.168.0.0/24').orLonger()])",
    ])("has the condition %s", async (expression) => {
        expect((await make(expression)).state).toMatchObject({ terms: [{ match: { expression } }] });
    });

    test.each(["destination.inAnyRange([])", "destination = '10.0.0.0/8'", "true"])(
        "does not have the condition %s",
        async (expression) => {
            const why = "The expression is invalid, or is not modelled.";
            await expect(make(expression)).rejects.toThrow(
                refused("RouterRoutePolicy", "terms[0].match.expression", expression, why),
            );
        },
    );

    test("names ranges of addresses only", async () => {
        const expression = "destination == 'everything'";
        await expect(make(expression)).rejects.toThrow(
            refused("RouterRoutePolicy", "terms[0].match.expression", expression, "'everything' is not an IP range."),
        );
    });

    test("does only what a policy can do", async () => {
        await expect(make("destination == '10.0.0.0/8'", "lose()")).rejects.toThrow(
            refused(
                "RouterRoutePolicy",
                "terms[0].actions[0].expression",
                "lose()",
                "The expression is invalid, or is not modelled.",
            ),
        );
    });

    test("has terms of different priorities", async () => {
        const term = { priority: 3, match: { expression: "destination == '10.0.0.0/8'" } };
        await expect(g.routePolicy(client, { terms: [term, term] })).rejects.toThrow(
            refused("RouterRoutePolicy", "terms[1].priority", 3, "Each term of a policy has a priority of its own."),
        );
    });

    test("stays while a peer has it", async () => {
        const policy = await g.routePolicy(client);
        const over = await g.routerInterface(client, tunnel);
        const peer = await g.peer(client, over, { importPolicies: ["accepts"] });
        await expect(client.delete(policy)).rejects.toThrow(
            "Invalid value for field 'resource.policy': 'accepts'. The route policy is used by BGP peer \"peer\".",
        );
        await client.delete(peer);
        await client.delete(policy);
    });
});
