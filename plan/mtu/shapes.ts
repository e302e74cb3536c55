/** The shapes of what users tell of packet sizes. Which names and numbers may stand in them is checked after them. */
import type { Problem } from "../problem";
import { type Shape, checkShape } from "../shape";

/** What is wrong with a value itself, and not with its members. */
export function checkOutside(shape: Shape, value: unknown, path: string): Problem[] {
    return checkShape(shape, value, path).filter((problem) => problem.path === path);
}

const SOURCE: Shape = {
    kind: "object",
    members: {
        document: { kind: "string", required: true },
        date: { kind: "string", required: true },
        certainty: { kind: "string", required: true },
    },
    required: true,
};

export const FACT: Shape = {
    kind: "object",
    members: {
        value: { kind: "number" },
        unit: { kind: "string" },
        source: SOURCE,
        /** Only where there is no value. */
        ask: { kind: "string" },
    },
    required: true,
};

const INPUT: Shape = { kind: "input" };
const KIND: Shape = { kind: "string", required: true };
const SUITE: Shape = {
    kind: "object",
    members: { encryption: { kind: "string" }, integrity: { kind: "string" } },
    required: true,
};
const NOTE: Shape = {
    kind: "object",
    members: {
        check: { kind: "string", required: true },
        text: { kind: "string", required: true },
        fix: { kind: "string", required: true },
        source: SOURCE,
    },
};
const CAP: Shape = {
    kind: "object",
    members: {
        name: { kind: "string", required: true },
        mtu: FACT,
        mss: { ...FACT, required: false },
        encrypts: { kind: "boolean" },
        notes: { kind: "list", of: NOTE },
    },
    required: true,
};

/** Which of them a layer may have depends on its kind. */
export const ANY_LAYER: Shape = {
    kind: "object",
    members: {
        kind: INPUT,
        suite: INPUT,
        natTraversal: INPUT,
        outerFamily: INPUT,
        overhead: INPUT,
        interfaceMtu: INPUT,
        cap: INPUT,
    },
    required: true,
};
export const ESP_LAYER: Shape = {
    kind: "object",
    members: { kind: KIND, suite: SUITE, natTraversal: { kind: "boolean" }, outerFamily: { kind: "number" } },
};
export const CAP_LAYER: Shape = { kind: "object", members: { kind: KIND, cap: CAP } };
export const NAMED_LAYER: Shape = {
    kind: "object",
    members: {
        kind: KIND,
        outerFamily: { kind: "number" },
        overhead: { kind: "number" },
        interfaceMtu: { kind: "number" },
    },
};

/** The layer in them is checked as one. */
export const ESP_ARGS: Shape = {
    kind: "object",
    members: { outerMtu: INPUT, suite: INPUT, natTraversal: INPUT, outerFamily: INPUT },
    required: true,
};

/** Of a link the layers are checked one by one, and the MTU, which is a number or a fact, with them. */
export const LINK: Shape = {
    kind: "object",
    members: { name: { kind: "string", required: true }, mtu: INPUT, layers: INPUT },
    required: true,
};
export const LAYERS_OF_LINK: Shape = { kind: "list", of: ANY_LAYER, required: true };
export const LINKS: Shape = { kind: "list", of: LINK, required: true };
export const PATHS: Shape = { kind: "map", of: LINKS, required: true };

export const PATH_OPTIONS: Shape = { kind: "object", members: { ipv6: { kind: "boolean" } } };
export const MESH_OPTIONS: Shape = {
    kind: "object",
    members: { ipv6: { kind: "boolean" }, overlay: { kind: "string" }, nodeFamily: { kind: "number" } },
};
export const GCP_VPN_TUNNEL: Shape = {
    kind: "object",
    members: {
        outerFamily: { kind: "number" },
        natTraversal: { kind: "boolean" },
        overInterconnect: { kind: "boolean" },
    },
};
