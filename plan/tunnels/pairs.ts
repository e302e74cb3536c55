/** The tunnels between two sites: how many, encrypted how, how large their packets may be, how far apart their ends are. */
import { MTU_CAPS, UNDERLAY_MTUS, ESP_ENCRYPTIONS, ESP_INTEGRITIES, type MtuCap } from "../../facts/encapsulation";
import type { EspEncryption, EspIntegrity } from "../../facts/encapsulation";
import { given, type Known } from "../../facts/fact";
import type { SecurityProfile } from "../../facts/ipsec/profiles";
import { GOOGLE_TO_ITS_OWN_MACHINE, JOINTS, type Joint, type TunnelEnd } from "../../facts/tunnels";
import type { EspSuite, Layer } from "../encapsulation";
import { estimateLatency, type LatencyEstimate } from "../latency";
import { gcpVpnCap, pathMtu, type PathMtu, type SegmentSizes } from "../mtu";
import { show, type Problem, type Warning } from "../problem";
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
    /** The inside address of each site; a device towards Azure has one for both of its tunnels, in the block of the first. */
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
    readonly warnings: readonly Warning[];
    readonly reasoning: Reasoning;
}

export interface PairDraft {
    readonly key: string;
    readonly ends: readonly [string, string];
    readonly joint: Joint;
    /** Names of the runs of tunnels: the pair's own, then "aws/plant/2" … */
    readonly runs: readonly string[];
    /** How many tunnels there are. */
    readonly count: number;
}

export const pairKey = (a: string, b: string): string => (a < b ? `${a}/${b}` : `${b}/${a}`);

/** How two sites are joined, or why not. */
export function draftPair(
    [a, b]: readonly [string, string],
    { sites }: TunnelNetwork,
): { draft: PairDraft } | { problem: Problem } {
    const [left, right] = [sites[a] as TunnelSite, sites[b] as TunnelSite];
    const kinds = [ENDS[left.kind].end, ENDS[right.kind].end].sort().join(" ");
    const joint = JOINTS[kinds];
    if (joint === undefined) throw new Error(`no row for ${kinds}`);
    const key = pairKey(a, b);
    const isMachineOfGoogle = ({ kind, place }: TunnelSite): boolean =>
        ENDS[kind].end === "own" && "cloud" in place && place.cloud === "gcp";
    const isOnlyGoogle = kinds === "gcp own" && [left, right].some(isMachineOfGoogle);
    if ("why" in joint || isOnlyGoogle) {
        const { why, instead } = "why" in joint ? joint : GOOGLE_TO_ITS_OWN_MACHINE;
        const path = join("pairs", key);
        const got = `${show(left.kind)} and ${show(right.kind)}: ${why}`;
        const fix = `${instead} Then say so: pairs: { ${show(key)}: { elsewhere: true } }.`;
        return { problem: { check: "no-tunnel", path, got, allowed: "ends that a tunnel can join", fix } };
    }
    const devices = ({ kind, devices: count = 1 }: TunnelSite): number => (ENDS[kind].end === "own" ? count : 1);
    const count = joint.perDevice ? devices(left) * devices(right) : 1;
    const runs = Array.from({ length: count }, (_, i) => (i === 0 ? key : `${key}/${i + 1}`));
    return { draft: { key, ends: a < b ? [a, b] : [b, a], joint, runs, count: count * joint.run.value } };
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
    const cryptoOf = (left: TunnelSite, right: TunnelSite, underlay: Known): Crypto => {
        const key = JSON.stringify([[left, right].map(likeness), underlay], plainly);
        const found = known.get(key) ?? think(left, right, { profile, ipv6, underlay });
        known.set(key, found);
        return found;
    };
    return (draft, blocks) => {
        const [a, b] = draft.ends;
        const [left, right] = [sites[a] as TunnelSite, sites[b] as TunnelSite];
        const { chosen, path } = cryptoOf(left, right, smallestUnderlay(draft.ends, sites));
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
            return { problems: problems.length > 0 ? problems : [noSize(chosen.suite, at)] };
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
                        because: `${draft.runs.length} × ${draft.joint.run.value}`,
                        source: draft.joint.run.source,
                    },
                    ...chosen.reasoning,
                    ...path.reasoning,
                    ...latency.reasoning,
                ],
            },
        };
    };
}

function noSize(suite: Suite | undefined, path: string): Problem {
    const got =
        suite === undefined ? "no suite" : `ESP with ${suite.esp.encryption}, whose sizes are not in the tables`;
    const fix = "Let the ends offer another encryption for ESP.";
    return { check: "unknown-size", path, got, allowed: Object.keys(ESP_ENCRYPTIONS).sort().join(", "), fix };
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

function likeness({ kind, version, openssl, offers, behindNat }: TunnelSite): unknown {
    return { kind, version, openssl, offers, behindNat };
}

/** What offers hold by mistake is told later, by their own check. */
function plainly(_: string, value: unknown): unknown {
    return typeof value === "bigint" ? `${value}n` : value;
}

interface Conditions {
    readonly profile: SecurityProfile;
    readonly ipv6: boolean;
    readonly underlay: Known;
}

function think(left: TunnelSite, right: TunnelSite, { profile, ipv6, underlay }: Conditions): Crypto {
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
    return { chosen, path: pathMtu([{ name: "tunnel", mtu: underlay, layers }], { ipv6 }) };
}

function espOf({ esp: { encryption, integrity } }: Suite): EspSuite | undefined {
    if (!Object.keys(ESP_ENCRYPTIONS).includes(encryption)) return undefined;
    const isKnown = integrity !== undefined && Object.keys(ESP_INTEGRITIES).includes(integrity);
    return { encryption: encryption as EspEncryption, ...(isKnown ? { integrity: integrity as EspIntegrity } : {}) };
}

/** What the networks below both ends carry: of equals the first end's. */
function smallestUnderlay(ends: readonly [string, string], sites: TunnelNetwork["sites"]): Known {
    const [left, right] = [underlayOf(ends[0], sites), underlayOf(ends[1], sites)];
    return right.value < left.value ? right : left;
}

function underlayOf(name: string, sites: TunnelNetwork["sites"]): Known {
    const { kind, underlayMtu } = sites[name] as TunnelSite;
    if (underlayMtu !== undefined) return given(underlayMtu, "bytes", `${join("sites", name)}.underlayMtu`);
    return kind === "gcp" ? UNDERLAY_MTUS["gcp-vpn"] : UNDERLAY_MTUS.ethernet;
}

function capsOf({ kind }: TunnelSite, suite: EspSuite, natTraversal: boolean): MtuCap[] {
    if (kind === "aws") return [MTU_CAPS.awsVpn];
    if (kind === "azure" || kind === "azure-virtual-wan") return [MTU_CAPS.azureVpn];
    if (kind === "gcp") return [gcpVpnCap(suite, { natTraversal })].flatMap((cap) => cap ?? []);
    return [];
}

function tunnelsOf(
    { key, ends, joint }: PairDraft,
    blocks: readonly InsideBlock[],
    sites: TunnelNetwork["sites"],
): PlannedTunnel[] {
    const [a, b] = ends;
    const endOf = (site: string): TunnelEnd => ENDS[(sites[site] as TunnelSite).kind].end;
    const [first, second] = endOf(a) !== joint.first && endOf(b) === joint.first ? [b, a] : [a, b];
    return blocks.map((block, i) => {
        const shared = blocks[i - (i % joint.run.value)] ?? block;
        const of = (site: string): InsideBlock => (endOf(site) === joint.oneAddress ? shared : block);
        return {
            key: `${key}#${i + 1}`,
            cidr: block.cidr,
            inside: { [first]: of(first).first, [second]: of(second).second },
        };
    });
}
