/** The tunnels between two sites: how many, encrypted how, how large their packets may be, how far apart their ends are. */
import { MTU_CAPS, UNDERLAY_MTUS, ESP_ENCRYPTIONS, ESP_INTEGRITIES, type MtuCap } from "../../facts/encapsulation";
import type { EspEncryption, EspIntegrity } from "../../facts/encapsulation";
import { given, type Known } from "../../facts/fact";
import { OTHER_TUNNELS, type ProfileName } from "../../facts/ipsec/profiles";
import { DEDICATED, GOOGLE_TO_ITS_OWN_MACHINE, JOINTS, type Joint, type TunnelEnd } from "../../facts/tunnels";
import type { EspSuite, Layer } from "../encapsulation";
import { estimateLatency, type LatencyEstimate } from "../latency";
import { gcpVpnCap, pathMtu, type PathMtu, type SegmentSizes } from "../mtu";
import { show, type Problem, type Warning } from "../problem";
import type { Reasoning } from "../reasoning";
import { join } from "../shape";
import type { Suite } from "../suites/suite";
import type { Lifetimes, Spelling } from "../suites/spelling";
import { strongestSuite, type ChosenSuite, type NoSuite, type SuiteOptions } from "../suites";
import type { InsideBlock } from "../tunnel-addresses";
import { ENDS, TunnelEngine, Underlay, type PairOptions, type TunnelNetwork, type TunnelSite } from "./network";

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
    /** True for the second set of tunnels of two sites, which single prefixes have to themselves. */
    readonly dedicated: boolean;
    readonly tunnels: readonly PlannedTunnel[];
    readonly engine: TunnelEngine;
    /** Of IPsec only: the other engines have nothing to choose. */
    readonly ipsec?: PlannedIpsec;
    /** The largest packet inside, in bytes. */
    readonly mtu: number;
    readonly mss: SegmentSizes;
    /** Over the public internet, unless it was measured. */
    readonly latency: LatencyEstimate;
    readonly warnings: readonly Warning[];
    readonly reasoning: Reasoning;
}

export interface PlannedIpsec {
    readonly suite: Suite;
    /** By site: the suite in the words of its configuration. */
    readonly spelling: Readonly<Record<string, Spelling>>;
    /** By site: how long keys live there, in seconds. */
    readonly lifetimes: Readonly<Record<string, Lifetimes>>;
}

export interface PairDraft {
    /** "aws/plant", or "aws/plant/dedicated" */
    readonly key: string;
    readonly dedicated: boolean;
    readonly ends: readonly [string, string];
    readonly joint: Joint;
    /** Names of the runs of tunnels: the pair's own, then "aws/plant/2" … */
    readonly runs: readonly string[];
    /** How many tunnels there are. */
    readonly count: number;
    readonly engine: TunnelEngine;
}

export const pairKey = (a: string, b: string): string => (a < b ? `${a}/${b}` : `${b}/${a}`);

/** How two sites are joined, or why not: by one set of tunnels, or by two. */
export function draftPairs(
    ends: readonly [string, string],
    network: TunnelNetwork,
): readonly ({ draft: PairDraft } | { problem: Problem })[] {
    const first = draftPair(ends, network);
    if ("problem" in first || network.pairs?.[first.draft.key]?.dedicated !== true) return [first];
    const { draft } = first;
    const refused = noDedicated(draft, network.sites);
    if (refused !== undefined) return [{ problem: refused }];
    const beside = (key: string): string => key.replace(draft.key, `${draft.key}/dedicated`);
    const second = { ...draft, key: beside(draft.key), dedicated: true, runs: draft.runs.map(beside) };
    return [first, { draft: second }];
}

function noDedicated({ key, ends }: PairDraft, sites: TunnelNetwork["sites"]): Problem | undefined {
    const kinds = ends.map((site) => (sites[site] as TunnelSite).kind);
    const rule =
        DEDICATED[
            kinds
                .map((kind) => ENDS[kind].end)
                .sort()
                .join(" ")
        ];
    if (rule === undefined || rule === true) return undefined;
    const got = `${kinds.map(show).join(" and ")}: ${rule.why}`;
    const path = `${join("pairs", key)}.dedicated`;
    return { check: "no-dedicated", path, got, allowed: "ends that two sets of tunnels can join", fix: rule.instead };
}

function draftPair(
    [a, b]: readonly [string, string],
    { sites, pairs = {} }: TunnelNetwork,
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
    const misplaced = directConnectProblem([left, right], pairs[key], `${join("pairs", key)}.over`);
    if (misplaced !== undefined) return { problem: misplaced };
    const engine = pairs[key]?.engine ?? TunnelEngine.Ipsec;
    const managed = [left, right].find(({ kind }) => ENDS[kind].end !== "own");
    if (engine !== TunnelEngine.Ipsec && managed !== undefined) {
        return { problem: noEngine(engine, managed.kind, `${join("pairs", key)}.engine`) };
    }
    const devices = ({ kind, devices: count = 1 }: TunnelSite): number => (ENDS[kind].end === "own" ? count : 1);
    const count = joint.perDevice ? devices(left) * devices(right) : 1;
    const runs = Array.from({ length: count }, (_, i) => (i === 0 ? key : `${key}/${i + 1}`));
    const ends: [string, string] = a < b ? [a, b] : [b, a];
    return { draft: { key, dedicated: false, ends, joint, runs, count: count * joint.run.value, engine } };
}

/** Private tunnels end at a Transit Gateway, which has Direct Connect attached, and at a device at its other end. */
function directConnectProblem(
    ends: readonly [TunnelSite, TunnelSite],
    options: PairOptions | undefined,
    path: string,
): Problem | undefined {
    if (options?.over !== Underlay.DirectConnect) return undefined;
    const aws = ends.find(({ kind }) => kind === "aws");
    const device = ends.find(({ kind }) => ENDS[kind].end === "own");
    if (aws !== undefined && aws.gateway !== "virtual" && device !== undefined && !("cloud" in device.place)) {
        return undefined;
    }
    const got = `Direct Connect, between ${ends.map(({ kind }) => show(kind)).join(" and ")}`;
    const allowed = "a Transit Gateway of AWS at one end, and devices in no cloud at the other";
    const fix = "Leave it out: these two find each other over the internet.";
    return { check: "direct-connect-ends", path, got, allowed, fix };
}

function noEngine(engine: TunnelEngine, kind: string, path: string): Problem {
    const got = `${show(engine)}, and one end is a managed gateway (${kind})`;
    const fix = "Leave it out, or end the tunnel at a device or machine of your own.";
    return { check: "managed-engine", path, got, allowed: show(TunnelEngine.Ipsec), fix };
}

/** What depends on the kinds of the two ends only, and so is the same for many pairs. */
interface Crypto {
    /** Undefined where the engine has no suite to choose. */
    readonly chosen: ChosenSuite | NoSuite | undefined;
    readonly path: PathMtu | undefined;
    readonly problems: readonly Problem[];
}

/** Completes pairs one after the other; ends that are alike are thought through once. */
export function pairPlanner(
    network: TunnelNetwork,
): (draft: PairDraft, blocks: readonly InsideBlock[]) => { pair: PlannedPair } | { problems: readonly Problem[] } {
    const { sites, pairs: options = {}, profile = "default", measured, ipv6 = false } = network;
    const known = new Map<string, Crypto>();
    const cryptoOf = (left: TunnelSite, right: TunnelSite, way: Way): Crypto => {
        const key = JSON.stringify([[left, right].map(likeness), way], plainly);
        const found = known.get(key) ?? think(left, right, { profile, ipv6, ...way });
        known.set(key, found);
        return found;
    };
    return (draft, blocks) => {
        const [a, b] = draft.ends;
        const [left, right] = [sites[a] as TunnelSite, sites[b] as TunnelSite];
        const { pin, ppk, over = Underlay.Internet } = options[pairKey(a, b)] ?? {};
        const { engine } = draft;
        const underlay = smallestUnderlay(draft.ends, sites);
        const { chosen, path, problems: others } = cryptoOf(left, right, { engine, underlay, over, pin, ppk });
        const latency = estimateLatency(
            { name: a, place: left.place, path: `${join("sites", a)}.place` },
            { name: b, place: right.place, path: `${join("sites", b)}.place` },
            { over: "internet", ...(measured === undefined ? {} : { measured }) },
        );
        const at = join("pairs", pairKey(a, b));
        const unsuited = chosen !== undefined && "problems" in chosen ? chosen : undefined;
        const suited = chosen !== undefined && "spelling" in chosen ? chosen : undefined;
        const problems = [
            ...(unsuited?.problems ?? []).map((p) => relocate(p, draft.ends, at)),
            ...others.map((p) => ({ ...p, path: `${at}.engine` })),
            ...(path?.problems ?? []).map((p) => ({ ...p, path: at })),
            ...("problems" in latency ? latency.problems : []),
        ];
        if (problems.length > 0 || path?.mtu === undefined || path.mss === undefined) {
            return { problems: problems.length > 0 ? problems : [noSize(suited?.suite, at)] };
        }
        if ("problems" in latency) return { problems: latency.problems };
        return {
            pair: {
                ends: draft.ends,
                dedicated: draft.dedicated,
                tunnels: tunnelsOf(draft, blocks, sites),
                engine: draft.engine,
                ...(suited === undefined ? {} : { ipsec: ipsecOf(suited, draft.ends) }),
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
                    ...(suited?.reasoning ?? []),
                    ...path.reasoning,
                    ...latency.reasoning,
                ],
            },
        };
    };
}

function ipsecOf({ suite, spelling, lifetimes }: ChosenSuite, [a, b]: readonly [string, string]): PlannedIpsec {
    return {
        suite,
        spelling: { [a]: spelling.left, [b]: spelling.right },
        lifetimes: { [a]: lifetimes.left, [b]: lifetimes.right },
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

/** What of a pair's own decides its encryption and its sizes. */
interface Way {
    readonly engine: TunnelEngine;
    readonly underlay: Known;
    readonly over: Underlay;
    readonly pin: SuiteOptions["pin"] | undefined;
    readonly ppk: boolean | undefined;
}

interface Conditions extends Way {
    readonly profile: ProfileName;
    readonly ipv6: boolean;
}

function think(left: TunnelSite, right: TunnelSite, conditions: Conditions): Crypto {
    const { engine, profile, ipv6, underlay, over, pin, ppk } = conditions;
    if (engine !== TunnelEngine.Ipsec) {
        const { allowed, reason } = OTHER_TUNNELS[engine][profile];
        const fix = "Use IPsec for this pair, or another profile.";
        const refused = {
            check: "engine-profile",
            path: "",
            got: show(engine),
            allowed: `${show(profile)}: ${reason}`,
            fix,
        };
        const layers: Layer[] = [{ kind: engine === TunnelEngine.WireGuard ? "wireguard" : "openvpn-udp-gcm" }];
        const path = pathMtu([{ name: "tunnel", mtu: underlay, layers }], { ipv6 });
        return { chosen: undefined, path, problems: allowed === true ? [] : [refused] };
    }
    const end = (site: TunnelSite, name: string) => ({
        kind: site.kind,
        name,
        ...(site.version === undefined ? {} : { version: site.version }),
        ...(site.openssl === undefined ? {} : { openssl: site.openssl }),
        ...(site.offers === undefined ? {} : { offers: site.offers }),
    });
    const wanted = { ...(pin === undefined ? {} : { pin }), ...(ppk === undefined ? {} : { ppk }) };
    const chosen = strongestSuite(end(left, left.kind), end(right, right.kind), profile, wanted);
    if (chosen.suite === undefined) return { chosen, path: undefined, problems: [] };
    const esp = espOf(chosen.suite);
    if (esp === undefined) return { chosen, path: undefined, problems: [] };
    // Nobody translates the private addresses of a Direct Connect.
    const isTranslated = left.behindNat === true || right.behindNat === true;
    const natTraversal = isTranslated && over === Underlay.Internet;
    const layers: Layer[] = [
        { kind: "esp", suite: esp, natTraversal },
        ...[left, right].flatMap((site) => capsOf(site, esp, natTraversal).map((cap): Layer => ({ kind: "cap", cap }))),
    ];
    return { chosen, path: pathMtu([{ name: "tunnel", mtu: underlay, layers }], { ipv6 }), problems: [] };
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
    const { place, underlayMtu } = sites[name] as TunnelSite;
    if (underlayMtu !== undefined) return given(underlayMtu, "bytes", `${join("sites", name)}.underlayMtu`);
    return "cloud" in place && place.cloud === "gcp" ? UNDERLAY_MTUS["gcp-vpn"] : UNDERLAY_MTUS.ethernet;
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
