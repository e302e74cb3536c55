/** The tunnels between two sites: how many, encrypted how, how large their packets may be, how far apart their ends are. */
import { MTU_CAPS, UNDERLAY_MTUS, ESP_ENCRYPTIONS, ESP_INTEGRITIES, type MtuCap } from "../../facts/encapsulation";
import type { EspEncryption, EspIntegrity } from "../../facts/encapsulation";
import type { SecurityProfile } from "../../facts/ipsec/profiles";
import { JOINTS, type Joint } from "../../facts/tunnels";
import type { EspSuite, Layer } from "../encapsulation";
import { estimateLatency, type LatencyEstimate } from "../latency";
import { gcpVpnCap, pathMtu, type MtuWarning, type PathMtu, type SegmentSizes } from "../mtu";
import { show, type Problem } from "../problem";
import type { Reasoning } from "../reasoning";
import { join } from "../shape";
import type { Suite } from "../suites/suite";
import type { Spelling } from "../suites/spelling";
import { strongestSuite, type ChosenSuite, type NoSuite } from "../suites";
import type { InsideBlock } from "../tunnel-addresses";
import { ENDS, type TunnelNetwork, type TunnelSite } from "./network";

export interface PlannedTunnel {
    /** "aws/plant#1" */
    readonly key: string;
    readonly cidr: string;
    /** The inside address of each site. */
    readonly inside: Readonly<Record<string, string>>;
}

export interface PlannedPair {
    /** The two sites, in the order of their names. */
    readonly ends: readonly [string, string];
    readonly tunnels: readonly PlannedTunnel[];
    readonly suite: Suite;
    /** The suite in the words of each site's configuration. */
    readonly spelling: Readonly<Record<string, Spelling>>;
    /** The largest packet inside, in bytes. */
    readonly mtu: number;
    readonly mss: SegmentSizes;
    /** Over the public internet, unless it was measured. */
    readonly latency: LatencyEstimate;
    readonly warnings: readonly MtuWarning[];
    readonly reasoning: Reasoning;
}

export interface PairDraft {
    readonly key: string;
    readonly ends: readonly [string, string];
    readonly joint: Joint;
    /** How many tunnels there are. */
    readonly count: number;
}

export const pairKey = (a: string, b: string): string => (a < b ? `${a}/${b}` : `${b}/${a}`);

/** How two sites are joined, or why not. */
export function draftPair(
    [a, b]: readonly [string, string],
    { sites }: TunnelNetwork,
): { draft: PairDraft } | { problems: Problem[] } {
    const [left, right] = [sites[a] as TunnelSite, sites[b] as TunnelSite];
    const kinds = [ENDS[left.kind].end, ENDS[right.kind].end].sort().join(" ");
    const joint = JOINTS[kinds];
    if (joint === undefined) throw new Error(`no row for ${kinds}`);
    if ("why" in joint) {
        const got = `${show(left.kind)} and ${show(right.kind)}: ${joint.why}`;
        const allowed = "ends that a tunnel can join";
        return {
            problems: [{ check: "no-tunnel", path: join("pairs", pairKey(a, b)), got, allowed, fix: joint.instead }],
        };
    }
    const devices = Math.max(left.devices ?? 1, right.devices ?? 1);
    const count = joint.tunnels.value[devices === 2 ? 1 : 0];
    return { draft: { key: pairKey(a, b), ends: a < b ? [a, b] : [b, a], joint, count } };
}

/** What depends on the kinds of the two ends only, and so is the same for many pairs. */
interface Crypto {
    readonly chosen: ChosenSuite | NoSuite;
    readonly path: PathMtu | undefined;
}

/** Completes pairs one after the other; ends that are alike are thought through once. */
export function pairPlanner(
    network: TunnelNetwork,
): (draft: PairDraft, blocks: readonly InsideBlock[]) => { pair: PlannedPair } | { problems: readonly Problem[] } {
    const { sites, profile = "default", measured, ipv6 = false } = network;
    const known = new Map<string, Crypto>();
    const cryptoOf = (left: TunnelSite, right: TunnelSite): Crypto => {
        const key = JSON.stringify([left, right].map(likeness));
        const found = known.get(key) ?? think(left, right, profile, ipv6);
        known.set(key, found);
        return found;
    };
    return (draft, blocks) => {
        const [a, b] = draft.ends;
        const [left, right] = [sites[a] as TunnelSite, sites[b] as TunnelSite];
        const { chosen, path } = cryptoOf(left, right);
        const latency = estimateLatency(
            { name: a, place: left.place, path: `${join("sites", a)}.place` },
            { name: b, place: right.place, path: `${join("sites", b)}.place` },
            { over: "internet", ...(measured === undefined ? {} : { measured }) },
        );
        const at = join("pairs", draft.key);
        const problems = [
            ...(chosen.suite === undefined ? chosen.problems.map((p) => relocate(p, draft.ends, at)) : []),
            ...(path?.problems ?? []).map((p) => ({ ...p, path: at })),
            ...("problems" in latency ? latency.problems : []),
        ];
        if (chosen.suite === undefined || path?.mtu === undefined || path.mss === undefined || "problems" in latency) {
            return { problems };
        }
        return {
            pair: {
                ends: draft.ends,
                tunnels: tunnelsOf(draft, blocks, sites),
                suite: chosen.suite,
                spelling: { [a]: chosen.spelling.left, [b]: chosen.spelling.right },
                mtu: path.mtu,
                mss: path.mss,
                latency: latency.estimate,
                warnings: path.warnings.map((w) => ({ ...w, about: draft.key })),
                reasoning: [
                    {
                        what: `tunnels of '${draft.key}'`,
                        figure: String(draft.count),
                        source: draft.joint.tunnels.source,
                    },
                    ...chosen.reasoning,
                    ...path.reasoning,
                    ...latency.reasoning,
                ],
            },
        };
    };
}

/** Problems of the ends stand at the sites, those of both at the pair. */
function relocate(problem: Problem, [a, b]: readonly [string, string], pair: string): Problem {
    const path = problem.path.startsWith("left")
        ? `${join("sites", a)}${problem.path.slice("left".length)}`
        : problem.path.startsWith("right")
          ? `${join("sites", b)}${problem.path.slice("right".length)}`
          : pair;
    return { ...problem, path };
}

function likeness({ kind, version, openssl, offers, behindNat, underlayMtu }: TunnelSite): unknown {
    return { kind, version, openssl, offers, behindNat, underlayMtu };
}

function think(left: TunnelSite, right: TunnelSite, profile: SecurityProfile, ipv6: boolean): Crypto {
    const end = (site: TunnelSite, name: string) => ({
        kind: site.kind,
        name,
        ...(site.version === undefined ? {} : { version: site.version }),
        ...(site.openssl === undefined ? {} : { openssl: site.openssl }),
        ...(site.offers === undefined ? {} : { offers: site.offers }),
    });
    const chosen = strongestSuite(end(left, left.kind), end(right, right.kind), profile);
    if (chosen.suite === undefined) return { chosen, path: undefined };
    const esp = espOf(chosen.suite);
    if (esp === undefined) return { chosen, path: undefined };
    const natTraversal = left.behindNat === true || right.behindNat === true;
    const layers: Layer[] = [
        { kind: "esp", suite: esp, natTraversal },
        ...[left, right].flatMap((site) => capsOf(site, esp, natTraversal).map((cap): Layer => ({ kind: "cap", cap }))),
    ];
    return { chosen, path: pathMtu([{ name: "tunnel", mtu: smallestUnderlay(left, right), layers }], { ipv6 }) };
}

function espOf({ esp: { encryption, integrity } }: Suite): EspSuite | undefined {
    if (!Object.keys(ESP_ENCRYPTIONS).includes(encryption)) return undefined;
    const isKnown = integrity !== undefined && Object.keys(ESP_INTEGRITIES).includes(integrity);
    return { encryption: encryption as EspEncryption, ...(isKnown ? { integrity: integrity as EspIntegrity } : {}) };
}

function smallestUnderlay(left: TunnelSite, right: TunnelSite): number {
    const mtu = ({ kind, underlayMtu }: TunnelSite): number =>
        underlayMtu ?? (kind === "gcp" ? UNDERLAY_MTUS["gcp-vpn"] : UNDERLAY_MTUS.ethernet).value;
    return Math.min(mtu(left), mtu(right));
}

function capsOf({ kind }: TunnelSite, suite: EspSuite, natTraversal: boolean): MtuCap[] {
    if (kind === "aws") return [MTU_CAPS.awsVpn];
    if (kind === "azure" || kind === "azure-virtual-wan") return [MTU_CAPS.azureVpn];
    if (kind === "gcp") return [gcpVpnCap(suite, { natTraversal })].flatMap((cap) => cap ?? []);
    return [];
}

function tunnelsOf(
    { key, ends, joint, count }: PairDraft,
    blocks: readonly InsideBlock[],
    sites: TunnelNetwork["sites"],
): PlannedTunnel[] {
    const [a, b] = ends;
    const isFirst = (site: string): boolean => ENDS[(sites[site] as TunnelSite).kind].end === joint.first;
    const [first, second] = !isFirst(a) && isFirst(b) ? [b, a] : [a, b];
    return blocks.slice(0, count).map((block, i) => ({
        key: `${key}#${i + 1}`,
        cidr: block.cidr,
        inside: { [first]: block.first, [second]: block.second },
    }));
}
