/** Turns a plan into HA VPN gateways, routers and tunnels of Google Cloud. Decides nothing. */
import { ExternalVpnGateway, HaVpnGateway, Router, RouterInterface, RouterPeer, VPNTunnel } from "@pulumi/gcp/compute";
import * as pulumi from "@pulumi/pulumi";
import { prefixOf } from "../../../plan/prefix";
import type { GcpSpelling } from "../../../plan/suites/spelling";
import type { GcpEndArgs } from "../args";
import { demand, grouped, type Bridge, type End } from "../bridge";
import { childName, googleLabels, physicalName } from "../names";

/** Interfaces of an HA VPN gateway. */
const GATES = [0, 1] as const;
/** Google's own default; a link of the next rank is announced as this much farther. */
const ROUTE_PRIORITY = 100;

export interface GcpOutputs {
    readonly tunnels: { readonly key: string; readonly site: string; readonly tunnel: VPNTunnel }[];
}

/** The gateways come first: the other clouds need their addresses, and they exist within seconds. */
export function publishGcp(bridge: Bridge): Map<string, HaVpnGateway> {
    const published = new Map<string, HaVpnGateway>();
    for (const { site, end } of bridge.sitesOf("gcp")) {
        const { region, network } = end;
        const name = childName.gateway(bridge.name, site);
        const args = {
            name: physicalName(name),
            ...project(end),
            region,
            network,
            labels: googleLabels(bridge.args.tags),
        };
        const gateway = new HaVpnGateway(name, { ...args, stackType: "IPV4_ONLY" }, bridge.named());
        for (const gate of GATES) {
            const address = gateway.vpnInterfaces.apply((all) => all[gate]?.ipAddress ?? "");
            bridge.addresses.set(`${site}/${gate}`, address);
        }
        published.set(site, gateway);
    }
    return published;
}

export function buildGcp(bridge: Bridge, published: ReadonlyMap<string, HaVpnGateway>): GcpOutputs {
    const outputs: GcpOutputs = { tunnels: [] };
    for (const { site, end } of bridge.sitesOf("gcp")) {
        const gateway = demand(published.get(site), site);
        const router = cloudRouter(bridge, site, end);
        for (const ends of grouped(bridge.endsOf(site), ({ peer }) => peer).values()) {
            const peer = demand(ends[0], site).peer;
            const far = published.get(peer) ?? externalGateway(bridge, end, ends);
            for (const one of ends) {
                const tunnel = join(bridge, end, { one, gateway, far, router });
                outputs.tunnels.push({ key: `${site}/${peer}/${one.tunnel.place + 1}`, site, tunnel });
            }
        }
    }
    return outputs;
}

function cloudRouter(bridge: Bridge, site: string, end: GcpEndArgs): Router {
    const name = childName.router(bridge.name, site);
    return new Router(
        name,
        {
            name: physicalName(name),
            ...project(end),
            region: end.region,
            network: end.network,
            bgp: {
                asn: pulumi.output(bridge.asn(site)),
                advertiseMode: "CUSTOM",
                advertisedIpRanges: ranges(bridge, site),
            },
        },
        bridge.named(),
    );
}

/** Only what was declared. What a router learns from one tunnel it does not tell another. */
function ranges(bridge: Bridge, site: string): { range: string }[] {
    return [...bridge.site(site).cidrs].sort().map((range) => ({ range }));
}

/** By number of the far end's addresses: one each for its interfaces, in the order of the tunnels. */
const REDUNDANCY: Readonly<Record<number, string>> = {
    1: "SINGLE_IP_INTERNALLY_REDUNDANT",
    2: "TWO_IPS_REDUNDANCY",
    4: "FOUR_IPS_REDUNDANCY",
};

/** An address of AWS is one of a connection's two; all others have one for each gate. */
const interfaceOf = ({ other }: End): number =>
    other.slot === undefined ? other.gate : other.gate * 2 + other.slot - 1;

function externalGateway(bridge: Bridge, gcp: GcpEndArgs, ends: readonly End[]): ExternalVpnGateway {
    const { site, peer } = demand(ends[0], "tunnel");
    const name = childName.externalGateway(bridge.name, site, peer);
    const interfaces = [...grouped(ends, (e) => String(interfaceOf(e)))]
        .map(([id, [end]]) => ({ id: Number(id), ipAddress: bridge.peerAddress(demand(end, name)) }))
        .sort((a, b) => a.id - b.id);
    return new ExternalVpnGateway(
        name,
        {
            name: physicalName(name),
            ...project(gcp),
            redundancyType: demand(REDUNDANCY[interfaces.length], name),
            interfaces,
            labels: googleLabels(bridge.args.tags),
        },
        bridge.named(),
    );
}

interface Joined {
    readonly one: End;
    readonly gateway: HaVpnGateway;
    readonly far: HaVpnGateway | ExternalVpnGateway;
    readonly router: Router;
}

function join(bridge: Bridge, end: GcpEndArgs, { one, gateway, far, router }: Joined): VPNTunnel {
    const { site, peer, link, tunnel, own, other } = one;
    const { region } = end;
    const number = tunnel.place + 1;
    const name = childName.googleTunnel(bridge.name, site, peer, number);
    const { cipherSuite } = demand(link.ipsec, link.key).spelling[site] as GcpSpelling;
    const made = new VPNTunnel(
        name,
        {
            name: physicalName(name),
            ...project(end),
            region,
            vpnGateway: gateway.id,
            vpnGatewayInterface: own.gate,
            ...(far instanceof HaVpnGateway
                ? { peerGcpGateway: far.id }
                : { peerExternalGateway: far.id, peerExternalGatewayInterface: interfaceOf(one) }),
            router: router.name,
            ikeVersion: 2,
            sharedSecret: bridge.preSharedKey(tunnel),
            cipherSuite: cipherSuite as VPNTunnelCipherSuite,
            labels: googleLabels(bridge.args.tags),
        },
        bridge.named(),
    );
    const interfaceName = childName.routerInterface(bridge.name, site, peer, number);
    const session = new RouterInterface(
        interfaceName,
        {
            name: physicalName(interfaceName),
            ...project(end),
            region,
            router: router.name,
            ipRange: `${own.inside}/${prefixOf(tunnel.cidr).length}`,
            vpnTunnel: made.name,
        },
        bridge.named(),
    );
    const peerName = childName.routerPeer(bridge.name, site, peer, number);
    new RouterPeer(
        peerName,
        {
            name: physicalName(peerName),
            ...project(end),
            region,
            router: router.name,
            interface: session.name,
            ipAddress: own.inside,
            peerIpAddress: other.inside,
            peerAsn: bridge.asn(peer),
            advertisedRoutePriority: ROUTE_PRIORITY * (1 + tunnel.rank),
            advertiseMode: "CUSTOM",
            advertisedIpRanges: ranges(bridge, site),
        },
        bridge.named(),
    );
    return made;
}

type VPNTunnelCipherSuite = NonNullable<ConstructorParameters<typeof VPNTunnel>[1]>["cipherSuite"];

function project({ project: id }: GcpEndArgs): { project?: pulumi.Input<string> } {
    return id === undefined ? {} : { project: id };
}
