/** The run-time shapes of what a user describes, and the largest amounts: up to them every amount is exact. */
import type { Shape } from "../shape";

export const MOST = { hours: 744, count: 1_000_000, gbPerMonth: 1_000_000_000, price: 1_000_000 } as const;

const needed: Shape = { kind: "string", required: true };
const anything: Shape = { kind: "input" };
const hours: Shape = { kind: "number", from: 0, to: MOST.hours, whole: true };

export const COMPONENT: Shape = {
    kind: "object",
    required: true,
    members: {
        name: needed,
        kind: needed,
        region: needed,
        owner: needed,
        count: { kind: "number", from: 0, to: MOST.count, whole: true },
        counts: { kind: "map", of: { kind: "number" } },
        hours,
    },
};

export const FLOW: Shape = {
    kind: "object",
    required: true,
    members: {
        from: needed,
        to: needed,
        gbPerMonth: { kind: "number", required: true, from: 0, to: MOST.gbPerMonth },
        over: {
            kind: "list",
            required: true,
            of: { kind: "object", members: { in: { kind: "string" }, out: { kind: "string" } } },
        },
    },
};

const listOf = (of: Shape, required: boolean): Shape => ({ kind: "list", of, required });

export const NETWORK: Shape = {
    kind: "object",
    required: true,
    members: { components: listOf(COMPONENT, true), flows: listOf(FLOW, false) },
};

/** Its lists are looked at by themselves, so that a component is called by its name. */
export const NETWORK_MEMBERS: Shape = {
    kind: "object",
    required: true,
    members: { components: anything, flows: anything },
};

/** Prices have checks of their own. */
export const OPTIONS: Shape = {
    kind: "object",
    members: {
        hours,
        prices: { kind: "plain" },
        assumeHomeRates: { kind: "boolean" },
        path: { kind: "string" },
    },
};
