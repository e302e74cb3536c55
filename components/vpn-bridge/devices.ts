/** What each device of one's own must be configured with, once it is all known: sheets, and the files rendered from them. */
import * as pulumi from "@pulumi/pulumi";
import { DEVICE_TIMERS } from "../../facts/tunnels";
import { postQuantumKey, preSharedKey, tlsCryptKey, wireGuardKeys, wireGuardPreSharedKey } from "../../plan/keys";
import { ENDS, TunnelEngine } from "../../plan/tunnels/network";
import { BridgeRouting, type DeviceClusterArgs, type DeviceEndArgs } from "./args";
import { demand, type Bridge, type End } from "./bridge";
import { renderDevice } from "./device";
import { cloudInit } from "./device/linux/cloud-init";
import { clusterManifests } from "./device/linux/cluster/manifests";
import { END_KINDS, isTranslated } from "./network";
import { Device, modelOf } from "./device/models";
import type { DeviceSheet, RenderedFiles, SheetCluster, SheetTunnel, TrafficClass } from "./device/sheet";
import type { Certificates, EndCertificate } from "./certificates";

export interface DeviceOutputs {
    deviceFiles: Record<string, pulumi.Output<Record<string, string>>>;
    cloudInit: Record<string, pulumi.Output<string>>;
    manifests: Record<string, pulumi.Output<string>>;
    /** When the certificate of each end of OpenVPN runs out, by "site/number": RFC 3339. */
    certificateExpiry: Record<string, pulumi.Output<string>>;
}

export function buildDevices(bridge: Bridge): DeviceOutputs {
    const outputs: DeviceOutputs = { deviceFiles: {}, cloudInit: {}, manifests: {}, certificateExpiry: {} };
    const certificates = certificatesOf(bridge);
    for (const { site, end } of bridge.sitesOf("device")) {
        end.publicAddresses.forEach((_, i) => {
            const key = `${site}/${i + 1}`;
            const sheet = sheetOf(bridge, site, i, certificates);
            const model = modelOf(end);
            outputs.deviceFiles[key] = pulumi.secret(sheet.apply((known): RenderedFiles => renderDevice(model, known)));
            if (end.cluster !== undefined) outputs.manifests[key] = pulumi.secret(sheet.apply(clusterManifests));
            else if (model === Device.Linux) outputs.cloudInit[key] = pulumi.secret(sheet.apply(cloudInit));
        });
    }
    for (const [key, { expiry }] of certificates.ends) outputs.certificateExpiry[key] = expiry;
    return outputs;
}

/** Loaded where a link needs them, so that nobody else needs the SDK. */
function certificatesOf(bridge: Bridge): Certificates {
    const keys = bridge.plan.links
        .filter(({ engine }) => engine === TunnelEngine.OpenVpn)
        .flatMap(({ tunnels }) => tunnels.flatMap(({ ends }) => Object.entries(ends)))
        .map(([site, { gate }]) => `${site}/${gate + 1}`);
    if (keys.length === 0) return { ends: new Map() };
    const { buildCertificates } = require("./certificates") as typeof import("./certificates");
    return buildCertificates(bridge, [...new Set(keys)].sort());
}

/** What of a tunnel is known only after a deployment. */
interface Found {
    readonly address: string;
    readonly peerAsn: number;
}

function sheetOf(bridge: Bridge, site: string, device: number, certificates: Certificates): pulumi.Output<DeviceSheet> {
    const end = demand(bridge.args.sites[site]?.device, site);
    const ends = bridge.endsOf(site).filter(({ own }) => own.gate === device);
    const key = `${site}/${device + 1}`;
    return pulumi
        .all([
            bridge.secret,
            demand(bridge.addresses.get(`${site}/${device}`), key),
            bridge.asn(site),
            pulumi.all(ends.map((e) => found(bridge, e))),
            pulumi.output(certificates.ends.get(key)),
        ])
        .apply(([secret, publicAddress, asn, peers, certificate]): DeviceSheet => {
            const tunnels = ends.map((e, i) => {
                const known = { ...demand(peers[i], e.tunnel.key), publicAddress, secret, certificate };
                return tunnelOf(bridge, e, known);
            });
            return {
                bridge: bridge.name,
                site,
                device: device + 1,
                publicAddress,
                ...(tunnels.some(({ bgp }) => bgp !== undefined) ? { asn } : {}),
                prefixes: bridge.site(site).cidrs,
                tunnels,
                classes: end.uplink === undefined ? [] : classesOf(bridge),
                ...(end.uplink === undefined ? {} : { uplink: end.uplink }),
                isTranslated: isTranslated(end),
                ...(end.wanInterface === undefined ? {} : { wanInterface: end.wanInterface }),
                ...(end.cluster === undefined ? {} : { cluster: clusterOf(bridge, end, end.cluster, ends) }),
            };
        });
}

function clusterOf(
    bridge: Bridge,
    { publicAddresses, strongSwanVersion = "bookworm" }: DeviceEndArgs,
    { namespace = "causeway", image }: DeviceClusterArgs,
    ends: readonly End[],
): SheetCluster {
    return {
        namespace,
        image: image ?? `docker.io/library/debian:${strongSwanVersion}-slim`,
        installs: image === undefined,
        gateways: publicAddresses.length,
        listens: ends.some((end) => end.link.routing === BridgeRouting.Bgp && waitsForCalls(bridge, end)),
    };
}

const isPod = (bridge: Bridge, site: string): boolean => bridge.args.sites[site]?.device?.cluster !== undefined;

/** A pod takes no calls of BGP, as its node may have a router of its own, and calls itself. Of two pods one must take them. */
function waitsForCalls(bridge: Bridge, end: End): boolean {
    return isPod(bridge, end.peer) && (!isPod(bridge, end.site) || isServer(bridge, end));
}

function found(bridge: Bridge, end: End): pulumi.Output<Found> {
    return pulumi
        .all([bridge.peerAddress(end), bridge.asn(end.peer)])
        .apply(([address, peerAsn]): Found => ({ address, peerAsn }));
}

type KnownCertificate = Readonly<Record<keyof EndCertificate, string>>;

interface Known extends Found {
    readonly publicAddress: string;
    readonly secret: string;
    readonly certificate: KnownCertificate | undefined;
}

function tunnelOf(bridge: Bridge, end: End, known: Known): SheetTunnel {
    const { peer, link, tunnel, own, other } = end;
    const { timers } = link;
    return {
        key: tunnel.key,
        number: tunnel.number,
        peer: {
            site: peer,
            kind: ENDS[END_KINDS[bridge.site(peer).kind]].end,
            address: known.address,
            inside: other.inside,
        },
        inside: own.inside,
        cidr: tunnel.cidr,
        mtu: link.mtu,
        mss: { ipv4: link.mss.ipv4, ...(bridge.args.ipv6 === true ? { ipv6: link.mss.ipv6 } : {}) },
        ...(link.routing === BridgeRouting.Bgp && timers !== undefined
            ? { bgp: { peerAsn: known.peerAsn, ...timers, ...(waitsForCalls(bridge, end) ? { waits: true } : {}) } }
            : {}),
        accepts: own.accepts,
        announces: own.announces,
        rank: tunnel.rank,
        engine: ENGINES[link.engine](bridge, end, known),
    };
}

const ENGINES: Readonly<Record<TunnelEngine, (bridge: Bridge, end: End, known: Known) => SheetTunnel["engine"]>> = {
    [TunnelEngine.Ipsec]: (bridge, end, { secret, publicAddress, address }) => {
        const { site, link, tunnel } = end;
        const { suite, lifetimes } = demand(link.ipsec, link.key);
        const { ike = DEVICE_TIMERS.ikeLifetime.value, esp = DEVICE_TIMERS.espLifetime.value } = lifetimes[site] ?? {};
        const label = bridge.label(tunnel);
        const devices = [site, end.peer].flatMap((key) => bridge.args.sites[key]?.device ?? []);
        return {
            kind: "ipsec",
            suite,
            lifetimes: { ike, esp },
            authentication: { kind: "pre-shared-key", key: preSharedKey(secret, label) },
            localId: publicAddress,
            remoteId: address,
            deadPeerDetection: DEVICE_TIMERS.deadPeerDetection.value,
            initiates: opensTunnel(bridge, end),
            encapsulated: devices.some(isTranslated) || bridge.args.sites[end.peer]?.aws?.accelerated === true,
            ...(suite.ppk ? { ppk: { id: tunnel.key, key: postQuantumKey(secret, label) } } : {}),
        };
    },
    [TunnelEngine.WireGuard]: (bridge, end, { secret }) => {
        const { site, peer, tunnel, own, other } = end;
        const label = bridge.label(tunnel);
        const port = demand(tunnel.port, tunnel.key);
        return {
            kind: "wireguard",
            privateKey: wireGuardKeys(secret, { ...label, end: `${site}/${own.gate + 1}` }).privateKey,
            peerPublicKey: wireGuardKeys(secret, { ...label, end: `${peer}/${other.gate + 1}` }).publicKey,
            preSharedKey: wireGuardPreSharedKey(secret, label),
            port,
            peerPort: port,
            keepsAlive: isHidden(bridge, site),
        };
    },
    [TunnelEngine.OpenVpn]: (bridge, end, { secret, certificate }) => {
        const { peer, tunnel, other } = end;
        const own = demand(certificate, tunnel.key);
        const label = bridge.label(tunnel);
        return {
            kind: "openvpn",
            role: isServer(bridge, end) ? "server" : "client",
            port: demand(tunnel.port, tunnel.key),
            authority: own.authority,
            certificate: own.certificate,
            privateKey: own.privateKey,
            peerName: `${peer}/${other.gate + 1}`,
            tlsCrypt: tlsCryptKey(secret, label),
            revoked: own.revoked,
        };
    },
};

const isHidden = (bridge: Bridge, site: string): boolean => bridge.args.sites[site]?.device?.reachable === false;

/** One end does, or there would be two tunnels at once. Google always does, where it can; AWS is told to wait. */
function opensTunnel(bridge: Bridge, end: End): boolean {
    const peerKind = bridge.site(end.peer).kind;
    if (peerKind === "device") return !isServer(bridge, end);
    return peerKind !== "gcp" || isHidden(bridge, end.site);
}

/** The end that can be found; of two, the one whose key comes first. */
function isServer(bridge: Bridge, { site, peer }: End): boolean {
    if (isHidden(bridge, site) !== isHidden(bridge, peer)) return isHidden(bridge, peer);
    return site < peer;
}

function classesOf({ args: { classes = {} } }: Bridge): TrafficClass[] {
    return Object.entries(classes)
        .sort(([, a], [, b]) => a.priority - b.priority)
        .map(([name, { dscp, share, matches }]) => ({
            name,
            dscp,
            share,
            matches: matches as TrafficClass["matches"],
        }));
}
