/**
 * The largest packet from end to end: of a path, which is that of its narrowest link, and of a mesh, which is that of its
 * narrowest path; and what it leaves to pods behind the overlay of their clusters.
 */
import type { Family, MtuCap, Overlay } from "../facts/encapsulation";
import {
    ESP_ENCRYPTIONS,
    GCP_VPN,
    GCP_VPN_NOTES,
    LAYERS,
    OUTER_HEADER,
    OVERLAYS,
    SMALLEST_MTUS,
    TCP_HEADER,
} from "../facts/encapsulation";
import { type Fact, type Known, fact } from "../facts/fact";
import type { EspSuite, Layer, NamedLayer } from "./encapsulation";
import { encrypts, inBytes, payloadAlong } from "./encapsulation";
import { CAP_LAYER, GCP_VPN_TUNNEL, LINK, LINKS, MESH_OPTIONS, PATH_OPTIONS, PATHS, checkOutside } from "./mtu/shapes";
import { type Problem, type Warning, describeProblems, oneOf, show } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { checkShape, join, own, withoutNulls } from "./shape";

/** One link of a path. */
export interface MtuLink {
    readonly name: string;
    /** The largest packet of the network that carries the link, in bytes; a plain number is the user's, a fact keeps its source. */
    readonly mtu: number | Fact;
    /** What is put around the packet on this link, from the outside in, and the caps of the tunnels. None by default. */
    readonly layers?: readonly Layer[];
}

/** The largest TCP segment that fits into one packet, by the family of the packet. */
export interface SegmentSizes {
    readonly ipv4: number;
    readonly ipv6: number;
}

export interface PathMtu {
    /** In bytes; undefined where there are problems, as the two below. */
    readonly mtu?: number;
    /** The link with the smallest MTU: of several, the first on the way. */
    readonly decidedBy?: string;
    readonly mss?: SegmentSizes;
    readonly reasoning: Reasoning;
    readonly warnings: readonly Warning[];
    readonly problems: readonly Problem[];
}

export interface PathOptions {
    /** True where IPv6 packets travel, alone or beside IPv4; false by default. */
    readonly ipv6?: boolean;
}

/**
 * The largest TCP segment in a packet of `mtu` bytes, or the cap where that is smaller. Throws a RangeError where the MTU,
 * the family or the cap is none.
 */
export function tcpMss(mtu: number, family: Family, cap?: number | Known): number {
    const [least, most] = [SMALLEST_MTUS.ipv4Link.value, SMALLEST_MTUS.largest.value];
    const limit: unknown = typeof cap === "object" ? { ...cap }.value : cap;
    refuseUnless(Number.isInteger(mtu) && mtu >= least && mtu <= most, "MTU", mtu, `${least} to ${most}`);
    refuseUnless(Object.keys(OUTER_HEADER).includes(`${family}`), "family", family, "4 or 6");
    refuseUnless(
        limit === undefined ? cap === undefined : Number.isInteger(limit) && Number(limit) > 0,
        "cap",
        cap,
        "1 or more",
    );
    return Math.min(mtu - OUTER_HEADER[family].value - TCP_HEADER.value, (limit ?? Infinity) as number);
}

function refuseUnless(isRight: boolean, what: string, value: unknown, allowed: string): void {
    if (!isRight) throw new RangeError(`no ${what} for TCP segments: ${show(value)}; give ${allowed}`);
}

interface PlannedLink extends ReturnType<typeof payloadAlong> {
    readonly name: string;
    readonly caps: readonly MtuCap[];
}

function planLink(link: MtuLink, at: string): PlannedLink {
    const wrong = checkShape(LINK, link, at);
    if (wrong.some(({ path }) => path === at)) return { name: at, caps: [], reasoning: [], problems: wrong };
    const { name, mtu, layers = [] } = withoutNulls(LINK, link);
    const payload = payloadAlong(mtu, layers, at);
    if (wrong.length > 0) {
        return { name: at, caps: [], reasoning: [], problems: [...wrong, ...payload.problems] };
    }
    if (payload.problems.length > 0) return { name, caps: [], ...payload };
    const caps = layers.flatMap((layer) => (layer.kind === "cap" ? withoutNulls(CAP_LAYER, layer).cap : []));
    return { name, caps, ...payload };
}

/** The MTU of a path over `links`, in the order of the way. `path` is where the problems say the links stand. */
export function pathMtu(links: readonly MtuLink[], options: PathOptions = {}, path = "links"): PathMtu {
    const wrong = [...checkOutside(LINKS, links, path), ...checkShape(PATH_OPTIONS, options)];
    if (wrong.length > 0) return { reasoning: [], warnings: [], problems: wrong };
    const { ipv6 = false } = { ...options };
    const planned = links.map((link, i) => planLink(link, `${path}[${i}]`));
    const narrowest = smallest(planned);
    if (narrowest === undefined) return { reasoning: [], warnings: [], problems: [none("path-empty", path, "link")] };
    const reasoning = planned.flatMap(({ name, reasoning: steps }) => prefixed(name, steps));
    const problems = planned.flatMap((link) => link.problems);
    if (narrowest.mtu === undefined || problems.length > 0) return { reasoning, warnings: [], problems };
    const { mtu, name } = narrowest;
    const capped = smallestMss(planned.flatMap(({ caps }) => caps));
    const mss = { ipv4: tcpMss(mtu, 4, capped), ipv6: tcpMss(mtu, 6, capped) };
    return {
        mtu,
        decidedBy: name,
        mss,
        reasoning: [...reasoning, decision("path", mtu, planned.length, "link", name), segments(mss, capped)],
        warnings: [
            ...tooSmall(mtu, ipv6, name, "Raise the MTU below the link, or take a layer away."),
            ...planned.flatMap((link) => link.caps.flatMap((cap) => notesOf(link.name, cap))),
        ],
        problems,
    };
}

export interface GcpVpnTunnel {
    /** Of the gateway's interfaces; 4 by default. */
    readonly outerFamily?: Family;
    readonly natTraversal?: boolean;
    /** True for HA VPN over Cloud Interconnect. */
    readonly overInterconnect?: boolean;
}

/**
 * What Cloud VPN lets through with a cipher; undefined where Google names no figure for it, or it is no cipher of ESP. Throws
 * a TypeError on a tunnel that is described wrongly: the cap would be too large.
 */
export function gcpVpnCap(suite: EspSuite, tunnel: GcpVpnTunnel = {}): MtuCap | undefined {
    const ends = withoutNulls(GCP_VPN_TUNNEL, { ...tunnel });
    const problems = [
        ...checkShape(GCP_VPN_TUNNEL, tunnel, "tunnel"),
        ...checkFamily(ends.outerFamily, "tunnel.outerFamily"),
    ];
    if (problems.length > 0) throw new TypeError(describeProblems("gcpVpnCap", problems));
    const { encryption, integrity }: Partial<EspSuite> = { ...suite };
    if (encryption === undefined || own(ESP_ENCRYPTIONS, encryption) === undefined) return undefined;
    const base: Fact | undefined = encryption.endsWith("-gcm") ? GCP_VPN.gcm : own<Fact>(GCP_VPN.cbc, integrity ?? "");
    if (base?.value === undefined) return undefined;
    const { lessOverIpv6, lessOverInterconnect, lessWithNatTraversal } = GCP_VPN;
    const less = [
        ends.outerFamily === 6 ? lessOverIpv6.value : 0,
        ends.overInterconnect === true ? lessOverInterconnect.value : 0,
        ends.natTraversal === true ? lessWithNatTraversal.value : 0,
    ].reduce((sum, value) => sum + value);
    return { name: "gcp-vpn", mtu: fact(base.value - less, "bytes", base.source), notes: GCP_VPN_NOTES };
}

export interface MeshOptions extends PathOptions {
    /** The overlay that all clusters of the mesh use; "native" by default. Warnings are about this one. */
    readonly overlay?: Overlay;
    /** The family of the addresses by which nodes reach each other; 4 by default. */
    readonly nodeFamily?: Family;
}

export interface MeshMtu {
    /** In bytes; undefined where there are problems, as the two below. */
    readonly mtu?: number;
    /** The path with the smallest MTU: of several, the first by name. */
    readonly decidedBy?: string;
    /** The largest packet of a pod behind each overlay. An overlay that leaves nothing, or whose bytes nobody told, is missing. */
    readonly pods?: Readonly<Partial<Record<Overlay, number>>>;
    readonly paths: Readonly<Record<string, PathMtu>>;
    readonly reasoning: Reasoning;
    readonly warnings: readonly Warning[];
    readonly problems: readonly Problem[];
}

/** The MTU with which every node and pod of a mesh reaches every other one: paths by name, each a list of its links. */
export function meshMtu(paths: Readonly<Record<string, readonly MtuLink[]>>, options: MeshOptions = {}): MeshMtu {
    const wrong = [...checkOutside(PATHS, paths, "paths"), ...checkShape(MESH_OPTIONS, options)];
    if (wrong.length > 0) return { paths: {}, reasoning: [], warnings: [], problems: wrong };
    const { overlay = "native", nodeFamily = 4, ipv6 = false } = withoutNulls(MESH_OPTIONS, { ...options });
    const planned = Object.entries(paths)
        .map(([name, links]) => ({ name, ...pathMtu(links, { ipv6 }, join("paths", name)) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    const plan = { paths: Object.fromEntries(planned.map(({ name, ...path }) => [name, path])) };
    const narrowest = smallest(planned);
    const problems = [
        ...(narrowest === undefined ? [none("mesh-empty", "paths", "path")] : []),
        ...planned.flatMap((path) => path.problems),
        ...checkOverlay(overlay),
        ...checkFamily(nodeFamily, "nodeFamily"),
    ];
    if (narrowest?.mtu === undefined || problems.length > 0) return { ...plan, reasoning: [], warnings: [], problems };
    const { mtu, name } = narrowest;
    const behind = payloadAlong(mtu, stackOf(overlay, nodeFamily), "overlay");
    if (behind.mtu === undefined) return { ...plan, ...behind, warnings: [] };
    const pods = podMtus(mtu, nodeFamily);
    return {
        ...plan,
        mtu,
        decidedBy: name,
        pods,
        reasoning: [
            ...planned.map((path) => reached(path)),
            decision("mesh", mtu, planned.length, "path", name),
            ...prefixed("pods", behind.reasoning.slice(1)),
        ],
        warnings: [
            ...planned.flatMap((path) => path.warnings.map((w) => ({ ...w, about: `${path.name}.${w.about}` }))),
            ...(behind.mtu < mtu ? tooSmall(behind.mtu, ipv6, overlay, roomFor(overlay, pods, name)) : []),
            ...wrappedTwice(overlay, paths),
        ],
        problems,
    };
}

function podMtus(mtu: number, nodeFamily: Family): Partial<Record<Overlay, number>> {
    const overlays = Object.keys(OVERLAYS) as Overlay[];
    return Object.fromEntries(
        overlays.flatMap((overlay) => {
            const behind = payloadAlong(mtu, stackOf(overlay, nodeFamily)).mtu;
            return behind === undefined ? [] : [[overlay, behind]];
        }),
    );
}

function stackOf(overlay: Overlay, outerFamily: Family): NamedLayer[] {
    return OVERLAYS[overlay].map((kind) => ({ kind, outerFamily }));
}

function checkOverlay(overlay: Overlay): Problem[] {
    const names = Object.keys(OVERLAYS);
    if (names.includes(overlay)) return [];
    return [
        { check: "overlay", path: "overlay", got: show(overlay), allowed: oneOf(names), fix: "Choose one of them." },
    ];
}

function checkFamily(family: Family | undefined, path: string): Problem[] {
    const names = Object.keys(OUTER_HEADER);
    if (family === undefined || names.includes(String(family))) return [];
    return [{ check: "outer-family", path, got: show(family), allowed: oneOf(names), fix: "Choose one of them." }];
}

function none(check: string, path: string, part: string): Problem {
    return { check, path, got: "nothing", allowed: `at least one ${part}`, fix: `Name the ${part}s.` };
}

/** The first of the smallest; undefined of nothing. */
function smallest<T extends { readonly mtu?: number }>(items: readonly T[]): T | undefined {
    const size = ({ mtu = Infinity }: T): number => mtu;
    return items.reduce<T | undefined>((best, item) => (best && size(item) < size(best) ? item : best), items[0]);
}

function smallestMss(caps: readonly MtuCap[]): Known | undefined {
    return caps.flatMap(({ mss = [] }) => mss).sort((a, b) => a.value - b.value)[0];
}

function prefixed(name: string, steps: Reasoning): Step[] {
    return steps.map((step) => ({ ...step, what: `${name}: ${step.what}` }));
}

function reached({ name, mtu = 0, decidedBy }: PathMtu & { readonly name: string }): Step {
    return { what: `path ${name}`, figure: inBytes(mtu), because: `decided by link ${decidedBy}` };
}

function decision(whole: string, mtu: number, count: number, part: string, name: string): Step {
    const because =
        count === 1 ? `its only ${part} is ${name}` : `the smallest of ${count} ${part}s, decided by ${name}`;
    return { what: `${whole} MTU`, figure: inBytes(mtu), because };
}

function segments({ ipv4, ipv6 }: SegmentSizes, cap: Known | undefined): Step {
    const because = `MTU − ${tcpHeaders(4)} IPv4 and TCP, − ${tcpHeaders(6)} IPv6 and TCP`;
    const step = { what: "TCP MSS", figure: `${inBytes(ipv4)} IPv4, ${inBytes(ipv6)} IPv6` };
    if (cap === undefined) return { ...step, because };
    return { ...step, because: `${because}, at most ${cap.value}`, source: cap.source };
}

const tcpHeaders = (family: Family): number => OUTER_HEADER[family].value + TCP_HEADER.value;

function notesOf(about: string, { notes = [] }: MtuCap): Warning[] {
    return notes.map(({ check, text, fix }) => ({ check, severity: "advice", about, text, fix }));
}

function tooSmall(mtu: number, ipv6: boolean, about: string, fix: string): Warning[] {
    const minimums = [
        { check: "ipv4-minimum", least: SMALLEST_MTUS.ipv4Host.value, who: "an IPv4 host", counts: true },
        { check: "ipv6-minimum", least: SMALLEST_MTUS.ipv6.value, who: "IPv6", counts: ipv6 },
    ];
    return minimums
        .filter(({ least, counts }) => counts && mtu < least)
        .map(({ check, least, who }) => {
            const text = `${about} leaves ${inBytes(mtu)} to a packet, ${who} needs ${least}.`;
            return { check, severity: "problem", about, text, fix };
        });
}

/** The way out for pods: an overlay that adds less and encrypts where theirs does, or a wider path. */
function roomFor(overlay: Overlay, pods: Partial<Record<Overlay, number>>, narrowest: string): string {
    const wide = (Object.keys(pods) as Overlay[])
        .filter((other) => (pods[other] ?? 0) >= SMALLEST_MTUS.ipv6.value)
        .filter((other) => isEncrypted(other) || !isEncrypted(overlay));
    const raise = `raise the MTU of path ${narrowest}`;
    if (wide.length > 0) return `Use overlay ${oneOf(wide)}, or ${raise}.`;
    return `No overlay${isEncrypted(overlay) ? " that encrypts" : ""} leaves enough: ${raise}.`;
}

const isEncrypted = (overlay: Overlay): boolean =>
    (OVERLAYS[overlay] as readonly (keyof typeof LAYERS)[]).some((kind) => LAYERS[kind].encrypts);

/** An overlay of two layers that encrypts, over paths that encrypt as well. */
function wrappedTwice(overlay: Overlay, paths: Readonly<Record<string, readonly MtuLink[]>>): Warning[] {
    if (OVERLAYS[overlay].length < 2 || !isEncrypted(overlay)) return [];
    const encrypted = Object.entries(paths)
        .filter(([, links]) => links.some((link) => link.layers?.some((layer) => encrypts(layer))))
        .map(([name]) => name)
        .sort();
    if (encrypted.length === 0) return [];
    const text = `${overlay} encrypts packets and wraps them twice; paths that encrypt again: ${encrypted.join(", ")}.`;
    const fix =
        "Route pods natively over paths that encrypt, and leave out the tunnel or the encryption of the overlay.";
    return [{ check: "wrapped-twice", severity: "advice", about: overlay, text, fix }];
}
