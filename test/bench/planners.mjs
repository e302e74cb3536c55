/** The planners of plan/ alone, without a component: how long a person waits for an answer about a large network. */
import { findOverlaps } from "../../dist/plan/overlaps.js";
import { prefixOf } from "../../dist/plan/prefix.js";
import { planTunnels } from "../../dist/plan/tunnels.js";
import { cpuMilliseconds, median } from "./support/measure.mjs";

const ROUNDS = 5;
const PREFIXES = 10_000;
const OWNERS = 500;

const [FEW_SITES, MANY_SITES] = [500, 2000];

export function measure(report) {
    return [...overlaps(report), ...sites(report)];
}

/** Hub and spoke with addresses, ASNs, suites, packet sizes, latencies, traffic and cost. Both sizes take turns. */
function sites(report) {
    const sizes = [FEW_SITES, MANY_SITES];
    const plan = (count) => {
        const planned = planTunnels(network(count));
        if (planned.tunnels !== 2 * count) throw new Error(`${count} sites: ${JSON.stringify(planned.problems)}`);
    };
    for (const count of sizes) plan(count);
    const times = sizes.map(() => []);
    for (let round = 0; round < ROUNDS; round++) {
        for (const [i, count] of sizes.entries()) times[i].push(cpuMilliseconds(() => plan(count)));
    }
    const [few, many] = times.map(median);
    report(`  ${FEW_SITES} sites ${few.toFixed(1)} ms, ${MANY_SITES} sites ${many.toFixed(1)} ms`);
    return [
        {
            figure: `planners: CPU to plan the tunnels of ${FEW_SITES} sites, hub and spoke`,
            value: few,
            unit: "ms",
            bound: { is: "≤", value: 500 },
        },
        {
            figure: `planners: CPU for ${MANY_SITES} sites ÷ CPU for ${FEW_SITES}`,
            value: many / few,
            bound: { is: "≤", value: 5 },
        },
    ];
}

/** A hub on AWS, and sites all over Germany, some behind address translation, each with traffic to the hub. */
function network(count) {
    const spokes = Array.from({ length: count }, (_, id) => [
        `site-${id}`,
        {
            kind: "strongswan",
            version: id % 2 === 0 ? "trixie" : "forky",
            id,
            behindNat: id % 3 === 0,
            place: { country: "DE", latitude: 47.5 + (id % 80) / 10, longitude: 6 + (id % 90) / 10 },
        },
    ]);
    const hub = { kind: "aws", place: { cloud: "aws", region: "eu-central-1" }, asn: 64_512 };
    return {
        sites: Object.fromEntries([["hub", hub], ...spokes]),
        topology: "hub-and-spoke",
        hubs: ["hub"],
        // Above Azure's runs of inside addresses and the reserved ones.
        pairs: Object.fromEntries(spokes.map(([site], i) => [`hub/${site}`, { id: 800 + i }])),
        limits: { vpnConnectionsPerRegion: count, customerGatewaysPerRegion: count },
        traffic: spokes.map(([site], i) => ({ from: site, to: "hub", gbPerMonth: 10 + i })),
    };
}

/** From the texts that a user writes to the answer. */
function overlaps(report) {
    const plans = [
        { of: "one in a hundred used twice", texts: oneInAHundredTwice(), count: PREFIXES / 100 },
        { of: "everybody's the same", texts: everybodysTheSame(), count: (PREFIXES * (PREFIXES - 1)) / 2 },
    ];
    return plans.map(({ of, texts, count }) => {
        const find = () => {
            const found = findOverlaps(byOwner(texts)).count;
            if (found !== count) throw new Error(`${found} overlapping pairs found, where there are ${count}`);
        };
        // Once beforehand, so that the first round does not pay for Node's own compiler.
        cpuMilliseconds(find);
        const value = median(Array.from({ length: ROUNDS }, () => cpuMilliseconds(find)));
        report(`  ${of}: ${value.toFixed(1)} ms`);
        return {
            figure: `planners: CPU to find the overlaps of ${PREFIXES} prefixes, ${of}`,
            value,
            unit: "ms",
            bound: { is: "≤", value: 100 },
        };
    });
}

function byOwner(texts) {
    const owners = Object.fromEntries(Array.from({ length: OWNERS }, (_, owner) => [`site-${owner}`, []]));
    for (const [i, text] of texts.entries()) owners[`site-${i % OWNERS}`].push(prefixOf(text));
    return owners;
}

/** IPv4 and IPv6 in turn, in no order of addresses. */
function oneInAHundredTwice() {
    const text = (i) => {
        // An odd factor: every i below 2^16 has a number of its own.
        const n = (i * 40_503) % 65_536;
        return i % 2 === 0 ? `10.${n >> 8}.${n & 255}.0/24` : `2001:db8:${n.toString(16)}::/48`;
    };
    return Array.from({ length: PREFIXES }, (_, i) => text(i % 100 === 99 ? i - 1 : i));
}

function everybodysTheSame() {
    return Array.from({ length: PREFIXES }, () => "10.0.0.0/8");
}
