/** What each device of one's own must be configured with, once it is all known: sheets, and the files rendered from them. */
import * as pulumi from "@pulumi/pulumi";
import { DEVICE_TIMERS } from "../../facts/tunnels";
import { postQuantumKey, preSharedKey, tlsCryptKey, wireGuardKeys, wireGuardPreSharedKey } from "../../plan/keys";
import { ENDS, TunnelEngine, Underlay } from "../../plan/tunnels/network";
import { BridgeAuthentication, BridgeRouting, type DeviceClusterArgs, type DeviceEndArgs } from "./args";
import { demand, type Bridge } from "./bridge";
import type { End } from "./ends";
import { renderDevice } from "./device";
import { cloudInit } from "./device/linux/cloud-init";
import { clusterManifests } from "./device/linux/cluster/manifests";
import { END_KINDS, isTranslated } from "./network";
import { Device, modelOf } from "./device/models";
import type {
    DeviceSheet,
    RenderedFiles,
    SheetCluster,
    SheetDedicated,
    SheetIpsec,
    SheetTunnel,
    TrafficClass,
} from "./device/sheet";
import { dedicatedAt } from "./plan";
import type { EndCertificate } from "./certificates";
import type { IkeCertificate, IkeCertificates } from "./ike-certificates";

export interface DeviceOutputs {
    deviceFiles: Record<string, pulumi.Output<Record<string, string>>>;
    cloudInit: Record<string, pulumi.Output<string>>;
    manifests: Record<string, pulumi.Output<string>>;
    /** When the certificate of each device that has one runs out, by "site/number": RFC 3339. */
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
    for (const [key, { expiry }] of certificates.issued) outputs.certificateExpiry[key] = expiry;
    for (const [key, expiry] of certificates.ike.expiry) outputs.certificateExpiry[key] = expiry;
    return outputs;
}

/** By "site/number". */
interface Certificates {
    readonly issued: ReadonlyMap<string, EndCertificate>;
    readonly ike: IkeCertificates;
}

/** Loaded where a link needs them, so that nobody else needs the SDK. A device has one, whichever of its links need it. */
function certificatesOf(bridge: Bridge): Certificates {
    const ends = bridge.plan.links
        .filter(({ engine }) => engine === TunnelEngine.OpenVpn)
        .flatMap(({ tunnels }) => tunnels.flatMap((tunnel) => Object.entries(tunnel.ends)))
        .map(([site, { gate }]) => `${site}/${gate + 1}`);
    const { certifiedEnds, givenCertificate, ikeCertificates } =
        require("./ike-certificates") as typeof import("./ike-certificates");
    const bare = certifiedEnds(bridge).filter((key) => givenCertificate(bridge, key) === undefined);
    const keys = [...new Set([...ends, ...bare])].sort();
    const issued = keys.length === 0 ? new Map<string, EndCertificate>() : issue(bridge, keys);
    return { issued, ike: ikeCertificates(bridge, issued) };
}

function issue(bridge: Bridge, keys: readonly string[]): ReadonlyMap<string, EndCertificate> {
    const { buildCertificates } = require("./certificates") as typeof import("./certificates");
    return buildCertificates(bridge, keys).ends;
}

/** What of a tunnel is known only after a deployment. */
interface Found {
    readonly address: string;
    /** Its own, where the peer finds it. */
    readonly ownAddress: string;
    readonly peerAsn: number;
    /** Of links with certificates: the peer's own name, and whom its certificate comes from. */
    readonly peerIdentity: string | undefined;
    readonly peerCertificate: Pick<IkeCertificate, "authorities" | "revoked"> | undefined;
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
            pulumi.all(ends.map((e) => found(bridge, e, certificates.ike))),
            pulumi.output(certificates.issued.get(key)),
            pulumi.output(certificates.ike.ends.get(key)),
        ])
        .apply(([secret, publicAddress, asn, peers, certificate, ike]): DeviceSheet => {
            const tunnels = ends.map((e, i) => {
                const known = { ...demand(peers[i], e.tunnel.key), secret, certificate, ike };
                return tunnelOf(bridge, e, known);
            });
            return {
                bridge: bridge.name,
                site,
                device: device + 1,
                publicAddress,
                ...(tunnels.some(({ bgp }) => bgp !== undefined) ? { asn } : {}),
                prefixes: [...bridge.site(site).cidrs, ...dedicatedAt(bridge.args, site)],
                tunnels,
                classes: end.uplink === undefined ? [] : classesOf(bridge),
                ...(end.uplink === undefined ? {} : { uplink: end.uplink }),
                isTranslated: isTranslated(end),
                ...(end.wanInterface === undefined ? {} : { wanInterface: end.wanInterface }),
                ...(end.directConnectInterface === undefined
                    ? {}
                    : { directConnectInterface: end.directConnectInterface }),
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

/** Both ends of AWS have certificates of the same authorities; a device has those of its own. */
function found(bridge: Bridge, end: End, { ends }: IkeCertificates): pulumi.Output<Found> {
    const { site, peer, own, other, link } = end;
    const isCertified = link.authentication === BridgeAuthentication.Certificate;
    const holder = bridge.site(peer).kind === "device" ? `${peer}/${other.gate + 1}` : `${site}/${own.gate + 1}`;
    return pulumi
        .all([
            bridge.peerAddress(end),
            bridge.deviceAddress(end),
            bridge.asn(peer),
            pulumi.output(bridge.peerIdentity(end)),
            pulumi.output(isCertified ? ends.get(holder) : undefined),
        ])
        .apply(([address, ownAddress, peerAsn, name, certificate]): Found => ({
            address,
            ownAddress,
            peerAsn,
            peerIdentity: name ?? certificate?.identity,
            peerCertificate: certificate,
        }));
}

type KnownCertificate = Readonly<Record<keyof EndCertificate, string>>;

interface Known extends Found {
    readonly secret: string;
    readonly certificate: KnownCertificate | undefined;
    readonly ike: IkeCertificate | undefined;
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
        ...(link.over === Underlay.DirectConnect ? { privateAddress: known.ownAddress } : {}),
        inside: own.inside,
        cidr: tunnel.cidr,
        mtu: link.mtu,
        mss: { ipv4: link.mss.ipv4, ...(bridge.args.ipv6 === true ? { ipv6: link.mss.ipv6 } : {}) },
        ...(link.routing === BridgeRouting.Bgp && timers !== undefined
            ? { bgp: { peerAsn: known.peerAsn, ...timers, ...(waitsForCalls(bridge, end) ? { waits: true } : {}) } }
            : {}),
        accepts: own.accepts,
        announces: own.announces,
        ...(own.withholds.length === 0 ? {} : { withholds: own.withholds }),
        ...(link.dedicated ? { dedicated: { pinned: own.pinned, passes: passesOf(bridge, end) } } : {}),
        rank: tunnel.rank,
        engine: ENGINES[link.engine](bridge, end, known),
    };
}

/** What passes the first tunnels of the link passes its dedicated ones too: packets choose by where they go alone. */
function passesOf(bridge: Bridge, { site, peer }: End): SheetDedicated["passes"] {
    const first = bridge.endsOf(site).find((end) => end.peer === peer && !end.link.dedicated);
    const { accepts, announces } = demand(first, `${site}/${peer}`).own;
    return { far: accepts, near: announces };
}

const ENGINES: Readonly<Record<TunnelEngine, (bridge: Bridge, end: End, known: Known) => SheetTunnel["engine"]>> = {
    [TunnelEngine.Ipsec]: (bridge, end, known) => {
        const { secret } = known;
        const { site, link, tunnel } = end;
        const { suite, lifetimes } = demand(link.ipsec, link.key);
        const { ike = DEVICE_TIMERS.ikeLifetime.value, esp = DEVICE_TIMERS.espLifetime.value } = lifetimes[site] ?? {};
        const label = bridge.label(tunnel);
        const devices = [site, end.peer].flatMap((key) => bridge.args.sites[key]?.device ?? []);
        return {
            kind: "ipsec",
            suite,
            lifetimes: { ike, esp },
            ...identified(bridge, end, known),
            deadPeerDetection: DEVICE_TIMERS.deadPeerDetection.value,
            initiates: opensTunnel(bridge, end),
            // Nobody translates the private addresses of a Direct Connect.
            encapsulated:
                link.over === Underlay.Internet &&
                (devices.some(isTranslated) || bridge.args.sites[end.peer]?.aws?.accelerated === true),
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

/** By addresses where there is a key; by the names in certificates where there are those. */
function identified(
    bridge: Bridge,
    { link, tunnel }: End,
    { secret, ownAddress, address, ike, peerIdentity, peerCertificate }: Known,
): Pick<SheetIpsec, "authentication" | "localId" | "remoteId"> {
    if (link.authentication !== BridgeAuthentication.Certificate) {
        const key = preSharedKey(secret, bridge.label(tunnel));
        return { authentication: { kind: "pre-shared-key", key }, localId: ownAddress, remoteId: address };
    }
    const own = demand(ike, tunnel.key);
    const { authorities, revoked } = demand(peerCertificate, tunnel.key);
    return {
        authentication: {
            kind: "certificate",
            certificate: own.certificate,
            privateKey: own.privateKey,
            authorities,
            ...(revoked === undefined ? {} : { revoked }),
        },
        localId: own.identity,
        remoteId: demand(peerIdentity, tunnel.key),
    };
}

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
