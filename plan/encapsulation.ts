/**
 * One packet in another: how large the outer packet becomes, and how large the inner one may be. Every layer is the same
 * sum: bytes around the packet, and a block to which packet and trailer are padded.
 */
import type {
    EspEncryption,
    EspEncryptionSizes,
    EspIntegrity,
    Family,
    LayerName,
    LayerSizes,
    MtuCap,
} from "../facts/encapsulation";
import { ESP, ESP_ENCRYPTIONS, ESP_INTEGRITIES, LAYERS, OUTER_HEADER, SMALLEST_MTUS } from "../facts/encapsulation";
import { type Fact, type Known, type Source, given } from "../facts/fact";
import { type Problem, oneOf, show } from "./problem";
import type { Reasoning, Step } from "./reasoning";

export interface EspSuite {
    readonly encryption: EspEncryption;
    /** Needed for CBC. GCM makes its own tag, and an integrity algorithm beside it changes no size. */
    readonly integrity?: EspIntegrity;
}

export interface EspLayer {
    readonly kind: "esp";
    readonly suite: EspSuite;
    /** True where ESP travels in UDP; false by default. */
    readonly natTraversal?: boolean;
    /** Of the outer header; 4 by default. */
    readonly outerFamily?: Family;
}

export interface NamedLayer {
    readonly kind: LayerName;
    /** Of the outer header; 4 by default. */
    readonly outerFamily?: Family;
    /** Bytes that the layer adds, where the user knows better than the table. */
    readonly overhead?: number;
    /**
     * WireGuard only: the MTU that its interface has. Without it the interface is taken to be set to the payload, where
     * padding costs nothing.
     */
    readonly interfaceMtu?: number;
}

/** A size above which nothing passes, whatever the layers before it leave. */
export interface CapLayer {
    readonly kind: "cap";
    readonly cap: MtuCap;
}

export type Layer = EspLayer | NamedLayer | CapLayer;

export interface Payload {
    /** The largest inner packet in bytes; undefined where there are problems. */
    readonly mtu?: number;
    readonly reasoning: Reasoning;
    readonly problems: readonly Problem[];
}

export interface EspArgs extends Omit<EspLayer, "kind"> {
    /** The largest outer packet in bytes. */
    readonly outerMtu: number;
}

/** The largest packet that ESP in tunnel mode takes where outer packets of `outerMtu` pass. */
export function espPayload({ outerMtu, ...layer }: EspArgs): Payload {
    return payloadAlong(outerMtu, [{ kind: "esp", ...layer }], "esp");
}

/**
 * The largest packet that passes through a stack of layers, named from the outside in, where outer packets of `mtu` pass.
 * A plain number is the user's. `path` is where the problems say the stack stands.
 */
export function payloadAlong(mtu: number | Fact, layers: readonly Layer[], path = "link"): Payload {
    const outer = typeof mtu === "object" ? mtu : given(mtu, "bytes", `${path}.mtu`);
    const problems = [
        ...checkMtu(outer, `${path}.mtu`),
        ...layers.flatMap((layer, i) => checkLayer(layer, `${path}.layers[${i}]`)),
    ];
    if (outer.value === undefined || problems.length > 0) return { reasoning: [], problems };
    const steps: Step[] = [{ what: "outermost", figure: inBytes(outer.value), source: outer.source }];
    let left = outer.value;
    for (const [i, layer] of layers.entries()) {
        const at = `${path}.layers[${i}]`;
        const inner = layer.kind === "cap" ? capped(left, layer.cap) : inside(left, shapeOf(layer, at));
        left = inner.left;
        steps.push(inner.step);
    }
    if (left >= SMALLEST_MTUS.ipv4Link.value) return { mtu: left, reasoning: steps, problems };
    return { reasoning: steps, problems: [nothingLeft(left, path)] };
}

/**
 * The size of the outer packet around an inner one of `inner` bytes, as it is seen on the wire. A cap adds nothing.
 * Undefined where the layer is wrong or its figures are not known.
 */
export function outerSize(inner: number, layer: Layer): number | undefined {
    if (checkLayer(layer, "layer").length > 0) return undefined;
    if (layer.kind === "cap") return inner;
    const { terms, block, trailer, limit = Infinity } = shapeOf(layer, "layer");
    const padded = Math.ceil((inner + trailer) / block) * block;
    return total(terms) + Math.max(inner, Math.min(padded, limit));
}

/** True where somebody on the way cannot read the inner packet. */
export function encrypts(layer: Layer): boolean {
    if (layer.kind === "esp") return true;
    return layer.kind === "cap" ? layer.cap.encrypts === true : LAYERS[layer.kind].encrypts;
}

/** Whether a size of packets is one that a link can have. */
export function checkMtu(mtu: Fact, path: string): Problem[] {
    return mtu.value === undefined ? [unknownFigure("mtu-unknown", path, mtu.ask)] : checkSize(mtu.value, path);
}

function checkSize(value: number, path: string): Problem[] {
    const [least, most] = [SMALLEST_MTUS.ipv4Link.value, SMALLEST_MTUS.largest.value];
    if (Number.isInteger(value) && value >= least && value <= most) return [];
    return [
        {
            check: "mtu-range",
            path,
            got: show(value),
            allowed: `a whole number of bytes from ${least} to ${most}`,
            fix: "Give the largest IP packet that the network carries, without the Ethernet header.",
        },
    ];
}

/** What is wrong with a layer, each with its place under `path`. */
export function checkLayer(layer: Layer, path: string): Problem[] {
    if (layer.kind === "cap") return checkMtu(layer.cap.mtu, `${path}.cap.mtu`);
    if (layer.kind !== "esp" && !has(LAYERS, layer.kind)) {
        return [unlisted("layer-kind", `${path}.kind`, layer.kind, ["cap", "esp", ...Object.keys(LAYERS)])];
    }
    const { outerFamily = 4 } = layer;
    if (!has(OUTER_HEADER, outerFamily)) {
        return [unlisted("outer-family", `${path}.outerFamily`, outerFamily, Object.keys(OUTER_HEADER))];
    }
    return layer.kind === "esp" ? checkSuite(layer.suite, `${path}.suite`) : checkNamed(layer, outerFamily, path);
}

function checkSuite({ encryption, integrity }: EspSuite, path: string): Problem[] {
    if (!has(ESP_ENCRYPTIONS, encryption)) {
        return [unlisted("esp-encryption", `${path}.encryption`, encryption, Object.keys(ESP_ENCRYPTIONS))];
    }
    const { tag }: EspEncryptionSizes = ESP_ENCRYPTIONS[encryption];
    if (tag !== undefined || has(ESP_INTEGRITIES, integrity)) return [];
    return [unlisted("esp-integrity", `${path}.integrity`, integrity, Object.keys(ESP_INTEGRITIES))];
}

function checkNamed({ kind, overhead, interfaceMtu }: NamedLayer, family: Family, path: string): Problem[] {
    const { over, padTo }: LayerSizes = LAYERS[kind];
    const fact: Fact = over[family];
    if (fact.value === undefined && overhead === undefined) {
        return [unknownFigure("layer-overhead-unknown", `${path}.overhead`, fact.ask)];
    }
    if (overhead !== undefined && (!Number.isInteger(overhead) || overhead < 0)) {
        return [
            {
                check: "layer-overhead",
                path: `${path}.overhead`,
                got: show(overhead),
                allowed: "a whole number of bytes, 0 or more",
                fix: "Give the bytes that the layer adds to a packet, or leave the field away.",
            },
        ];
    }
    if (interfaceMtu === undefined) return [];
    if (padTo !== undefined) return checkSize(interfaceMtu, `${path}.interfaceMtu`);
    return [
        {
            check: "layer-interface-mtu",
            path: `${path}.interfaceMtu`,
            got: show(interfaceMtu),
            allowed: "nothing: only WireGuard's padding depends on it",
            fix: "Put a cap behind the layer instead.",
        },
    ];
}

interface Shape {
    readonly what: string;
    /** What stands around the padded part: figure and name. */
    readonly terms: readonly (readonly [number, string])[];
    readonly block: number;
    readonly trailer: number;
    /** The size beyond which nothing is padded. */
    readonly limit?: number;
    /** True where the limit is set to what fits. */
    readonly limitFits?: boolean;
    readonly source: Source;
}

/** Of a layer without problems. */
function shapeOf(layer: EspLayer | NamedLayer, path: string): Shape {
    return layer.kind === "esp" ? espShape(layer) : namedShape(layer, path);
}

function espShape({ suite: { encryption, integrity }, natTraversal = false, outerFamily = 4 }: EspLayer): Shape {
    const { iv, block, tag: own }: EspEncryptionSizes = ESP_ENCRYPTIONS[encryption];
    const tag: Known = own ?? ESP_INTEGRITIES[integrity ?? "sha-1"];
    return {
        what: own === undefined ? `ESP ${encryption} with ${integrity}` : `ESP ${encryption}`,
        terms: [
            [OUTER_HEADER[outerFamily].value, `IPv${outerFamily}`],
            ...(natTraversal ? [[ESP.natTraversal.value, "UDP"] as const] : []),
            [ESP.header.value, "ESP"],
            [iv.value, "IV"],
            [tag.value, "tag"],
        ],
        block: block.value,
        trailer: ESP.trailer.value,
        source: tag.source,
    };
}

function namedShape({ kind, outerFamily = 4, overhead, interfaceMtu }: NamedLayer, path: string): Shape {
    const { over, padTo }: LayerSizes = LAYERS[kind];
    const { value, source } = overhead === undefined ? over[outerFamily] : given(overhead, "bytes", `${path}.overhead`);
    return {
        what: `${kind} over IPv${outerFamily}`,
        terms: [[value ?? 0, "overhead"]],
        block: padTo?.value ?? 1,
        trailer: 0,
        limit: interfaceMtu,
        limitFits: interfaceMtu === undefined,
        source,
    };
}

interface Inner {
    readonly left: number;
    readonly step: Step;
}

/** What fits: whole blocks of the room that the terms leave, the trailer taken off. */
function inside(outer: number, { what, terms, block, trailer, limit, limitFits, source }: Shape): Inner {
    const room = Math.max(0, outer - total(terms));
    const difference = [outer, ...terms.map(([value, name]) => `${value} ${name}`)].join(" − ");
    const step = (left: number, because: string): Inner => ({
        left,
        step: { what: `inside ${what}`, figure: inBytes(left), because, source },
    });
    if (limit !== undefined && limit <= room) return step(limit, `${difference} ≥ ${limit} of the interface`);
    if (limitFits === true) return step(room, difference);
    const left = Math.max(0, Math.floor(room / block) * block - trailer);
    const blocks = `⌊(${difference}) ÷ ${block}⌋ × ${block}`;
    return step(left, trailer === 0 ? blocks : `${blocks} − ${trailer} trailer`);
}

function capped(outer: number, { name, mtu }: MtuCap): Inner {
    const left = Math.min(outer, mtu.value);
    const because = `the smaller of ${outer} and ${mtu.value}`;
    return { left, step: { what: `allowed by ${name}`, figure: inBytes(left), because, source: mtu.source } };
}

const total = (terms: Shape["terms"]): number => terms.reduce((sum, [value]) => sum + value, 0);

export const inBytes = (size: number): string => `${size} bytes`;

function nothingLeft(left: number, path: string): Problem {
    return {
        check: "mtu-nothing-left",
        path: `${path}.layers`,
        got: `layers that leave ${inBytes(left)} to the packet`,
        allowed: `layers that leave at least ${SMALLEST_MTUS.ipv4Link.value}`,
        fix: "Take a layer away, or raise the MTU below.",
    };
}

function has(table: object, key: unknown): boolean {
    return Object.keys(table).includes(String(key));
}

function unlisted(check: string, path: string, value: unknown, names: readonly string[]): Problem {
    return { check, path, got: show(value), allowed: oneOf(names), fix: "Choose one of them." };
}

function unknownFigure(check: string, path: string, ask: string): Problem {
    return {
        check,
        path,
        got: "nothing",
        allowed: "a whole number of bytes",
        fix: `No document tells it: give ${ask}.`,
    };
}
