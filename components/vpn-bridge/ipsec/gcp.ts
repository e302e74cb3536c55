/** Turns a plan into HA VPN gateways, routers and tunnels of Google Cloud. Decides nothing. */
import {
    ExternalVpnGateway,
    HaVpnGateway,
    Router,
    RouterInterface,
    RouterPeer,
    RouterRoutePolicy,
    VPNTunnel,
} from "@pulumi/gcp/compute";
import * as pulumi from "@pulumi/pulumi";
import { prefixOf } from "../../../plan/prefix";
import type { GcpSpelling } from "../../../plan/suites/spelling";
import type { GcpEndArgs } from "../args";
import { demand, grouped, type Bridge } from "../bridge";
import type { End } from "../ends";
import { GOOGLE_INTERFACES } from "../gates";
import { childName, googleLabels, physicalName } from "../names";
import { dedicatedAt, type TunnelEndPlan } from "../plan";

/** Google's own default; a link of the next rank is announced as this much farther. */
const ROUTE_PRIORITY = 100;

export interface GcpOutputs {
    readonly tunnels: { readonly key: string; readonly site: string; readonly tunnel: VPNTunnel }[];
}

/** By site; of those that have dedicated tunnels there is a second gateway, since two tunnels never join one pair of addresses. */
export interface GcpGateways {
    readonly first: ReadonlyMap<string, HaVpnGateway>;
    readonly dedicated: ReadonlyMap<string, HaVpnGateway>;
}

/** The gateways come first: the other clouds need their addresses, and they exist within seconds. */
export function publishGcp(bridge: Bridge): GcpGateways {
    const sites = bridge.sitesOf("gcp");
    const hasDedicated = (site: string): boolean => bridge.endsOf(site).some(({ link }) => link.dedicated);
    const published = (names: (name: string, site: string) => string, from: number, of: typeof sites) =>
        new Map(of.map(({ site, end }) => [site, haGateway(bridge, names(bridge.name, site), { site, end, from })]));
    return {
        first: published(childName.gateway, 0, sites),
        dedicated: published(
            childName.dedicatedGateway,
            GOOGLE_INTERFACES,
            sites.filter(({ site }) => hasDedicated(site)),
        ),
    };
}

/** `from`: the gate of its first interface. */
function haGateway(
    bridge: Bridge,
    name: string,
    { site, end, from }: { site: string; end: GcpEndArgs; from: number },
): HaVpnGateway {
    const args = {
        name: physicalName(name),
        ...project(end),
        region: end.region,
        network: end.network,
        labels: googleLabels(bridge.args.tags),
    };
    const gateway = new HaVpnGateway(name, { ...args, stackType: "IPV4_ONLY" }, bridge.named());
    for (let i = 0; i < GOOGLE_INTERFACES; i++) {
        const address = gateway.vpnInterfaces.apply((all) => all[i]?.ipAddress ?? "");
        bridge.addresses.set(`${site}/${from + i}`, address);
    }
    return gateway;
}

export function buildGcp(bridge: Bridge, gateways: GcpGateways): GcpOutputs {
    const outputs: GcpOutputs = { tunnels: [] };
    for (const { site, end } of bridge.sitesOf("gcp")) {
        const router = cloudRouter(bridge, site, end);
        for (const ends of grouped(bridge.endsOf(site), ({ line }) => line).values()) {
            const { peer, line, link } = demand(ends[0], site);
            const published = link.dedicated ? gateways.dedicated : gateways.first;
            const gateway = demand(published.get(site), site);
            const far = published.get(peer) ?? externalGateway(bridge, end, ends);
            const policy = routePolicy(bridge, end, router, demand(ends[0], site));
            for (const one of ends) {
                const tunnel = join(bridge, end, { one, gateway, far, router, policy });
                outputs.tunnels.push({ key: `${site}/${line}/${one.tunnel.place + 1}`, site, tunnel });
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

/** What a router learns from one tunnel it does not tell another: what it tells is its own. */
function ranges(bridge: Bridge, site: string): { range: string }[] {
    return [...bridge.site(site).cidrs].sort().map((range) => ({ range }));
}

function told(bridge: Bridge, site: string, { announces, withholds }: TunnelEndPlan): string[] {
    const own = [...bridge.site(site).cidrs, ...dedicatedAt(bridge.args, site)];
    return announces.filter((prefix) => own.includes(prefix) && !withholds.includes(prefix));
}

/** Lets in what was declared, and parts of it: a policy drops what its terms say, and takes all else (Cloud Router). */
function routePolicy(bridge: Bridge, end: GcpEndArgs, router: Router, { site, line, own }: End): RouterRoutePolicy {
    const name = childName.routePolicy(bridge.name, site, line);
    const declared = own.accepts.map((prefix) => `prefix('${prefix}').orLonger()`).join(", ");
    return new RouterRoutePolicy(
        name,
        {
            name: physicalName(name),
            ...project(end),
            region: end.region,
            router: router.name,
            type: "ROUTE_POLICY_TYPE_IMPORT",
            terms: [
                {
                    priority: 0,
                    match: { expression: `!destination.inAnyRange([${declared}])` },
                    actions: [{ expression: "drop()" }],
                },
            ],
        },
        bridge.named(),
    );
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
    const { site, line } = demand(ends[0], "tunnel");
    const name = childName.externalGateway(bridge.name, site, line);
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
    readonly policy: RouterRoutePolicy;
}

function join(bridge: Bridge, end: GcpEndArgs, { one, gateway, far, router, policy }: Joined): VPNTunnel {
    const { site, peer, line, link, tunnel, own, other } = one;
    const { region } = end;
    const number = tunnel.place + 1;
    const name = childName.googleTunnel(bridge.name, site, line, number);
    const { cipherSuite } = demand(link.ipsec, link.key).spelling[site] as GcpSpelling;
    const made = new VPNTunnel(
        name,
        {
            name: physicalName(name),
            ...project(end),
            region,
            vpnGateway: gateway.id,
            vpnGatewayInterface: own.gate % GOOGLE_INTERFACES,
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
    const interfaceName = childName.routerInterface(bridge.name, site, line, number);
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
    const peerName = childName.routerPeer(bridge.name, site, line, number);
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
            advertisedIpRanges: told(bridge, site, own).map((range) => ({ range })),
            importPolicies: [policy.name],
            ...(own.pinned.length === 0 ? {} : { customLearnedIpRanges: own.pinned.map((range) => ({ range })) }),
        },
        bridge.named(),
    );
    return made;
}

type VPNTunnelCipherSuite = NonNullable<ConstructorParameters<typeof VPNTunnel>[1]>["cipherSuite"];

function project({ project: id }: GcpEndArgs): { project?: pulumi.Input<string> } {
    return id === undefined ? {} : { project: id };
}
