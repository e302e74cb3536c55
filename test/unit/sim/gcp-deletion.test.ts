/**
 * In which order Google Cloud lets things go. The text is the API's (terraform-google-vpn#23, terraform-provider-google#9812);
 * that parts of a router go with it: Compute Engine REST reference (routers: interfaces and bgpPeers are fields of it).
 */
import { gcp } from "../../../sim/gcp";
import * as g from "../../support/gcp";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([gcp]);
const client = clouds.client("gcp", g.CONFIG);

const inUse = (word: string, id: string, holder: string): string =>
    `googleapi: Error 400: The ${word} resource '${id}' is already being used by '${holder}', ` +
    "resourceInUseByAnotherResource";

/** A site with one tunnel and a session over it. */
async function site(): Promise<g.Ends & { tunnel: Deployed; over: Deployed; peer: Deployed }> {
    const there = await g.ends(client);
    const tunnel = await g.tunnel(client, there);
    const over = await g.routerInterface(client, tunnel);
    return { ...there, tunnel, over, peer: await g.peer(client, over) };
}

test.each<[string, string, (net: Deployed) => Promise<Deployed>]>([
    ["subnet", "subnetworks", (net) => g.subnet(client, net, "10.1.0.0/24", { name: "holder" })],
    ["router", "routers", (net) => g.router(client, net, { name: "holder" })],
    ["VPN gateway", "vpnGateways", (net) => g.gateway(client, net, { name: "holder" })],
])("a network with a %s stays", async (_, collection, hold) => {
    const net = await g.network(client);
    const holder = await hold(net);
    await expect(client.delete(net)).rejects.toThrow(
        `deleting Network (${net.id}): ${inUse("network", net.id, g.regional(collection, "holder"))}`,
    );
    await client.delete(holder);
    await client.delete(net);
});

test.each<[string, (there: Awaited<ReturnType<typeof site>>) => [Deployed, string, string]]>([
    ["gateway", ({ gateway, tunnel }) => [gateway, "vpn_gateway", tunnel.id]],
    ["external gateway", (there) => [there.external, "external_vpn_gateway", there.tunnel.id]],
    ["router", ({ router, tunnel }) => [router, "router", tunnel.id]],
    ["tunnel", ({ router, tunnel }) => [tunnel, "vpn_tunnel", router.id]],
])("a %s that is in use stays", async (_, pick) => {
    const [target, word, holder] = pick(await site());
    await expect(client.delete(target)).rejects.toThrow(inUse(word, target.id, holder));
    expect(await client.read(target)).toBeDefined();
});

test("a gateway whose tunnel's peer is another HA VPN gateway holds that one too", async () => {
    const [here, there] = [await g.network(client, "here"), await g.network(client, "there")];
    const own = await g.gateway(client, here);
    const other = await g.gateway(client, there, { name: "other" });
    const router = await g.router(client, here);
    const tunnel = await client.create(g.TUNNEL, {
        name: "tunnel",
        vpnGateway: own.id,
        vpnGatewayInterface: 0,
        peerGcpGateway: other.id,
        router: router.id,
        sharedSecret: "secret",
    });
    await expect(client.delete(other)).rejects.toThrow(inUse("vpn_gateway", other.id, tunnel.id));
});

test("an interface stays while a BGP peer uses it", async () => {
    const { over, peer } = await site();
    await expect(client.delete(over)).rejects.toThrow(
        "deleting RouterInterface (us-east1/router/interface-0): googleapi: Error 400: " +
            "Invalid value for field 'resource.bgpPeers[0].interfaceName': 'interface-0'. " +
            'BGP peer "peer" refers to an interface that is not there., invalid',
    );
    await client.delete(peer);
    await client.delete(over);
});

test("a router goes with its interfaces and peers", async () => {
    const net = await g.network(client);
    const router = await g.router(client, net);
    const over = await client.create(g.INTERFACE, { name: "loose", router: "router", ipRange: "169.254.9.1/30" });
    const peer = await g.peer(client, over);
    await client.delete(router);
    expect([await client.read(over), await client.read(peer)]).toEqual([undefined, undefined]);
});

test("from peer to network everything goes", async () => {
    const there = await site();
    const order = [there.peer, there.over, there.tunnel, there.router, there.external, there.gateway, there.net];
    for (const one of order) await client.delete(one);
    expect(clouds.world.everything()).toEqual([]);
});
