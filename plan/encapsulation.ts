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
import {
    ANY_LAYER,
    CAP_LAYER,
    ESP_ARGS,
    ESP_LAYER,
    FACT,
    LAYERS_OF_LINK,
    NAMED_LAYER,
    checkOutside,
} from "./mtu/shapes";
import { type Problem, describeProblems, oneOf, show } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { type Shape, checkShape, withoutNulls } from "./shape";

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
    /** The largest outer packet in bytes; a plain number is the user's. */
    readonly outerMtu: number | Fact;
}

/** The largest packet that ESP in tunnel mode takes where outer packets of `outerMtu` pass. */
export function espPayload(args: EspArgs): Payload {
    const problems = checkOutside(ESP_ARGS, args, "");
    if (problems.length > 0) return { reasoning: [], problems };
    const { outerMtu, ...layer } = args;
    return payloadAlong(outerMtu, [{ ...layer, kind: "esp" }], "esp");
}

/**
 * The largest packet that passes through a stack of layers, named from the outside in, where outer packets of `mtu` pass.
 * A plain number is the user's, a fact keeps its source. `path` is where the problems say the stack stands.
 */
export function payloadAlong(mtu: number | Fact, layers: readonly Layer[] = [], path = "link"): Payload {
    const at = `${path}.layers`;
    const problems = [
        ...checkOuter(mtu, `${path}.mtu`),
        ...(Array.isArray(layers)
            ? layers.flatMap((layer: Layer, i) => checkLayer(layer, `${at}[${i}]`))
            : checkOutside(LAYERS_OF_LINK, layers, at)),
    ];
    if (problems.length > 0) return { reasoning: [], problems };
    const outer = (typeof mtu === "number" ? given(mtu, "bytes", `${path}.mtu`) : mtu) as Known;
    const steps: Step[] = [{ what: "outermost", figure: inBytes(outer.value), source: outer.source }];
    let left = outer.value;
    for (const [i, layer] of layers.entries()) {
        const inner = layer.kind === "cap" ? capped(left, layer.cap) : inside(left, sizesOf(layer, `${at}[${i}]`));
        left = inner.left;
        steps.push(inner.step);
    }
    if (left >= SMALLEST_MTUS.ipv4Link.value) return { mtu: left, reasoning: steps, problems };
    return { reasoning: steps, problems: [nothingLeft(left, path)] };
}

/**
 * The size of the outer packet around an inner one of `inner` bytes, as it is seen on the wire. A cap adds nothing, and
 * WireGuard without `interfaceMtu` nothing but its header: its interface is taken to be set to `inner`. Undefined where
 * `inner` is no size of a packet, the layer is wrong or its figures are not known.
 */
export function outerSize(inner: number, layer: Layer): number | undefined {
    const isSize = Number.isInteger(inner) && inner >= 0 && inner <= SMALLEST_MTUS.largest.value;
    if (!isSize || checkLayer(layer, "layer").length > 0) return undefined;
    if (layer.kind === "cap") return inner;
    const { terms, block, trailer, limit = Infinity } = sizesOf(layer, "layer");
    const padded = Math.ceil((inner + trailer) / block) * block;
    return total(terms) + Math.max(inner, Math.min(padded, limit));
}

/** True where somebody on the way cannot read the inner packet. Throws a TypeError on what is no layer. */
export function encrypts(layer: Layer): boolean {
    const problems = checkKind(layer, "layer");
    if (problems.length > 0) throw new TypeError(describeProblems("encrypts", problems));
    if (layer.kind === "esp") return true;
    return layer.kind === "cap" ? layer.cap.encrypts === true : LAYERS[layer.kind].encrypts;
}

function checkOuter(mtu: unknown, path: string): Problem[] {
    if (typeof mtu === "number") return checkSize(mtu, path);
    if (typeof mtu === "object" && mtu !== null) return checkMtu(mtu as Fact, path);
    return checkShape({ ...SIZE, required: true }, mtu, path);
}

/** Whether a size of packets is one that a link can have. */
export function checkMtu(mtu: Fact, path: string): Problem[] {
    const problems = checkShape(FACT, mtu, path);
    if (problems.length > 0) return problems;
    if (typeof mtu.value === "number") return checkSize(mtu.value, path);
    const { ask }: { readonly ask?: string } = mtu;
    if (ask !== undefined) return [unknownFigure("mtu-unknown", path, ask)];
    return checkShape({ ...SIZE, required: true }, undefined, `${path}.value`);
}

const SIZE = {
    kind: "number",
    from: SMALLEST_MTUS.ipv4Link.value,
    to: SMALLEST_MTUS.largest.value,
    whole: true,
} as const satisfies Shape;

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
    const problems = checkKind(layer, path);
    if (problems.length > 0) return problems;
    if (layer.kind === "cap") return checkCap(withoutNulls(CAP_LAYER, layer).cap, `${path}.cap`);
    const { outerFamily = 4 } = layer;
    if (!has(OUTER_HEADER, outerFamily)) {
        return [unlisted("outer-family", `${path}.outerFamily`, outerFamily, Object.keys(OUTER_HEADER))];
    }
    return layer.kind === "esp" ? checkSuite(layer.suite, `${path}.suite`) : checkNamed(layer, outerFamily, path);
}

/** The kind of a layer, and the shape that goes with it. */
function checkKind(layer: Layer, path: string): Problem[] {
    const problems = checkOutside(ANY_LAYER, layer, path);
    if (problems.length > 0) return problems;
    const { kind } = layer;
    if (kind === "esp") return checkShape(ESP_LAYER, layer, path);
    if (kind === "cap") return checkShape(CAP_LAYER, layer, path);
    if (has(LAYERS, kind)) return checkShape(NAMED_LAYER, layer, path);
    return [unlisted("layer-kind", `${path}.kind`, kind, ["cap", "esp", ...Object.keys(LAYERS)])];
}

function checkCap({ mtu, mss }: MtuCap, path: string): Problem[] {
    return [...checkMtu(mtu, `${path}.mtu`), ...(mss === undefined ? [] : checkMtu(mss, `${path}.mss`))];
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
    if ("ask" in fact && overhead === undefined) {
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

interface Sizes {
    readonly what: string;
    /** What stands around the padded part: figure and name. */
    readonly terms: readonly (readonly [number, string])[];
    readonly block: number;
    readonly trailer: number;
    /** The size beyond which nothing is padded. */
    readonly limit?: number;
    readonly source: Source;
}

/** Of a layer without problems. */
function sizesOf(layer: EspLayer | NamedLayer, path: string): Sizes {
    return layer.kind === "esp" ? espSizes(layer) : namedSizes(layer, path);
}

function espSizes({ suite: { encryption, integrity }, natTraversal = false, outerFamily = 4 }: EspLayer): Sizes {
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

function namedSizes({ kind, outerFamily = 4, overhead, interfaceMtu }: NamedLayer, path: string): Sizes {
    const { over, padTo }: LayerSizes = LAYERS[kind];
    const { value, source } = overhead === undefined ? over[outerFamily] : given(overhead, "bytes", `${path}.overhead`);
    return {
        what: `${kind} over IPv${outerFamily}`,
        terms: [[value ?? 0, "overhead"]],
        // An interface that is set to the packet adds no padding to it.
        block: interfaceMtu === undefined ? 1 : (padTo?.value ?? 1),
        trailer: 0,
        limit: interfaceMtu,
        source,
    };
}

interface Inner {
    readonly left: number;
    readonly step: Step;
}

/** What fits: whole blocks of the room that the terms leave, the trailer taken off. */
function inside(outer: number, { what, terms, block, trailer, limit, source }: Sizes): Inner {
    const room = Math.max(0, outer - total(terms));
    const difference = [outer, ...terms.map(([value, name]) => `${value} ${name}`)].join(" − ");
    const step = (left: number, because: string): Inner => ({
        left,
        step: { what: `inside ${what}`, figure: inBytes(left), because, source },
    });
    if (limit !== undefined && limit <= room) return step(limit, `${difference} ≥ ${limit} of the interface`);
    if (block === 1) return step(room, difference);
    const left = Math.max(0, Math.floor(room / block) * block - trailer);
    const blocks = `⌊(${difference}) ÷ ${block}⌋ × ${block}`;
    return step(left, trailer === 0 ? blocks : `${blocks} − ${trailer} trailer`);
}

function capped(outer: number, { name, mtu }: MtuCap): Inner {
    const left = Math.min(outer, mtu.value);
    const because = `the smaller of ${outer} and ${mtu.value}`;
    return { left, step: { what: `allowed by ${name}`, figure: inBytes(left), because, source: mtu.source } };
}

const total = (terms: Sizes["terms"]): number => terms.reduce((sum, [value]) => sum + value, 0);

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
    return (typeof key === "string" || typeof key === "number") && Object.keys(table).includes(`${key}`);
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
