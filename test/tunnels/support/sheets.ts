/**
 * What each device of a planned network is configured with: the planner's numbers, and keys derived from one secret. For what no
 * component makes: a device with a key that its peer does not have, or with algorithms that its peer's cloud does not know.
 */
import type {
    DeviceSheet,
    SheetBgp,
    SheetIpsec,
    SheetOpenVpn,
    SheetTunnel,
    SheetWireGuard,
    TrafficClass,
} from "../../../components/vpn-bridge/device/sheet";
import { BGP_TIMERS } from "../../../facts/timers";
import { DEVICE_TIMERS, FIRST_TUNNEL_PORT } from "../../../facts/tunnels";
import { postQuantumKey, preSharedKey, tlsCryptKey, wireGuardKeys, wireGuardPreSharedKey } from "../../../plan/keys";
import { planTunnels, type TunnelPlan } from "../../../plan/tunnels";
import type { TunnelNetwork } from "../../../plan/tunnels/network";
import type { PlannedPair, PlannedTunnel } from "../../../plan/tunnels/pairs";
import type { Credentials } from "./certificates";

/** What the planner does not decide. */
export interface Outfit {
    readonly network: TunnelNetwork;
    /** By site: where it is found; of a managed gateway one address for each of its ends. */
    readonly addresses: Readonly<Record<string, readonly string[]>>;
    readonly prefixes: Readonly<Record<string, readonly string[]>>;
    /** By site: for OpenVPN, and for IPsec instead of pre-shared keys. */
    readonly credentials?: Readonly<Record<string, Credentials>>;
    readonly classes?: readonly TrafficClass[];
    readonly uplink?: number;
    /** Static routes instead of BGP. */
    readonly routedStatically?: boolean;
}

const BRIDGE = "trial";
const SECRET = "a secret of the tests of real tunnels";

function planOf(network: TunnelNetwork): TunnelPlan {
    const plan = planTunnels(network);
    if ("problems" in plan) throw new Error(JSON.stringify(plan.problems, null, 4));
    return plan;
}

/** The sheet of the site's first device. */
export function sheetOf(site: string, outfit: Outfit): DeviceSheet {
    const plan = planOf(outfit.network);
    const asn = plan.asns[site];
    return {
        bridge: BRIDGE,
        site,
        device: 1,
        publicAddress: addressOf(site, 0, outfit),
        ...(asn === undefined || outfit.routedStatically === true ? {} : { asn }),
        isTranslated: false,
        prefixes: outfit.prefixes[site] ?? [],
        tunnels: Object.values(plan.pairs)
            .filter(({ ends }) => ends.includes(site))
            .flatMap((pair) =>
                pair.tunnels.map((tunnel, place) => tunnelOf({ site, pair, tunnel, place, plan, outfit })),
            ),
        classes: outfit.classes ?? [],
        ...(outfit.uplink === undefined ? {} : { uplink: outfit.uplink }),
    };
}

export const secretOf = (tunnel: string): string => preSharedKey(SECRET, { owner: BRIDGE, tunnel, generation: 0 });

/** Which block of the link-local range a tunnel has. */
function numberOf({ cidr }: PlannedTunnel): number {
    const [, , third = 0, fourth = 0] = (cidr.split("/")[0] ?? "").split(".").map(Number);
    return (third * 256 + fourth) / 4;
}

interface Scope {
    readonly site: string;
    readonly pair: PlannedPair;
    readonly tunnel: PlannedTunnel;
    readonly place: number;
    readonly plan: TunnelPlan;
    readonly outfit: Outfit;
}

function tunnelOf(scope: Scope): SheetTunnel {
    const { site, pair, tunnel, place, plan, outfit } = scope;
    const peer = peerOf(scope);
    const kind = kindOf(peer, outfit);
    const bgp = outfit.routedStatically === true ? undefined : bgpOf(kind, plan.asns[peer]);
    const all = Object.keys(outfit.network.sites);
    const reachedBy = (from: string, via: string): string[] =>
        all.filter((to) => to !== from && plan.nextHop(from, to) === via).flatMap((to) => outfit.prefixes[to] ?? []);
    return {
        key: tunnel.key,
        number: numberOf(tunnel),
        peer: {
            site: peer,
            kind,
            address: addressOf(peer, kind === "own" ? 0 : place, outfit),
            inside: tunnel.inside[peer] ?? "",
        },
        inside: tunnel.inside[site] ?? "",
        cidr: tunnel.cidr,
        mtu: pair.mtu,
        mss: pair.mss,
        ...(bgp === undefined ? {} : { bgp }),
        accepts: reachedBy(site, peer),
        announces: reachedBy(peer, site),
        rank: 0,
        engine: ENGINES[pair.engine](scope, kind),
    };
}

const ENGINES: Readonly<Record<PlannedPair["engine"], (scope: Scope, kind: string) => SheetTunnel["engine"]>> = {
    ipsec: ({ site, pair, tunnel, place, outfit }, kind) => {
        const { ipsec } = pair;
        if (ipsec === undefined) throw new Error(`no suite of ${tunnel.key}`);
        const peer = peerOf({ site, pair });
        const { ike = DEVICE_TIMERS.ikeLifetime.value, esp = DEVICE_TIMERS.espLifetime.value } =
            ipsec.lifetimes[site] ?? {};
        const label = { owner: BRIDGE, tunnel: tunnel.key, generation: 0 };
        return {
            kind: "ipsec",
            suite: ipsec.suite,
            lifetimes: { ike, esp },
            ...identified(
                { key: secretOf(tunnel.key), own: outfit.credentials?.[site], theirs: outfit.credentials?.[peer] },
                [addressOf(site, 0, outfit), addressOf(peer, kind === "own" ? 0 : place, outfit)],
            ),
            deadPeerDetection: DEVICE_TIMERS.deadPeerDetection.value,
            // One end only, or there are two tunnels, of which one end forgets one. Cloud VPN always initiates (Google, HA VPN).
            initiates: kind === "own" ? pair.ends[0] === site : kind !== "gcp",
            encapsulated: true,
            ...(ipsec.suite.ppk ? { ppk: { id: tunnel.key, key: postQuantumKey(SECRET, label) } } : {}),
        };
    },
    wireguard: ({ site, pair, tunnel }): SheetWireGuard => {
        const peer = peerOf({ site, pair });
        const label = { owner: BRIDGE, tunnel: tunnel.key, generation: 0 };
        const port = FIRST_TUNNEL_PORT.value + numberOf(tunnel);
        return {
            kind: "wireguard",
            privateKey: wireGuardKeys(SECRET, { ...label, end: `${site}/1` }).privateKey,
            peerPublicKey: wireGuardKeys(SECRET, { ...label, end: `${peer}/1` }).publicKey,
            preSharedKey: wireGuardPreSharedKey(SECRET, label),
            port,
            peerPort: port,
            keepsAlive: false,
        };
    },
    openvpn: ({ site, pair, tunnel, outfit }): SheetOpenVpn => {
        const peer = peerOf({ site, pair });
        const [own, theirs] = [outfit.credentials?.[site], outfit.credentials?.[peer]];
        if (own === undefined || theirs === undefined) throw new Error(`no certificates for ${tunnel.key}`);
        return {
            kind: "openvpn",
            role: pair.ends[0] === site ? "server" : "client",
            port: FIRST_TUNNEL_PORT.value + numberOf(tunnel),
            authority: own.authority,
            certificate: own.certificate,
            privateKey: own.privateKey,
            peerName: theirs.commonName,
            tlsCrypt: tlsCryptKey(SECRET, { owner: BRIDGE, tunnel: tunnel.key, generation: 0 }),
            revoked: own.revoked,
        };
    },
};

interface Known {
    readonly key: string;
    readonly own: Credentials | undefined;
    readonly theirs: Credentials | undefined;
}

function identified(
    { key, own, theirs }: Known,
    [localId, remoteId]: readonly [string, string],
): Pick<SheetIpsec, "authentication" | "localId" | "remoteId"> {
    if (own === undefined || theirs === undefined) {
        return { authentication: { kind: "pre-shared-key", key }, localId, remoteId };
    }
    const { certificate, privateKey, authority, revoked } = own;
    return {
        authentication: { kind: "certificate", certificate, privateKey, authorities: authority, revoked },
        localId: `CN=${own.commonName}`,
        remoteId: `CN=${theirs.commonName}`,
    };
}

function peerOf({ site, pair }: Pick<Scope, "site" | "pair">): string {
    return pair.ends[0] === site ? pair.ends[1] : pair.ends[0];
}

function addressOf(site: string, end: number, { addresses }: Outfit): string {
    const address = addresses[site]?.[end];
    if (address === undefined) throw new Error(`no address ${end} of ${site}`);
    return address;
}

const OWN = ["strongswan", "device"];
function kindOf(site: string, { network }: Outfit): string {
    const kind = network.sites[site]?.kind ?? "";
    return OWN.includes(kind) ? "own" : kind;
}

/** The timers of the peer where it cannot change them; between two devices of one's own Causeway's. */
const TIMERS = {
    aws: BGP_TIMERS["aws-vpn"],
    azure: BGP_TIMERS["azure-vpn"],
    gcp: BGP_TIMERS["gcp-router"],
    own: BGP_TIMERS["frr-fast"],
} as const;

function bgpOf(kind: string, peerAsn: number | undefined): SheetBgp | undefined {
    if (peerAsn === undefined) return undefined;
    const { keepalive, hold } = TIMERS[kind as keyof typeof TIMERS];
    return { peerAsn, keepalive: keepalive.value, hold: hold.value };
}
