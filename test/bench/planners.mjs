/** The planners of plan/ alone, without a component: how long a person waits for an answer about a large network. */
import { findOverlaps } from "../../dist/plan/overlaps.js";
import { prefixOf } from "../../dist/plan/prefix.js";
import { cpuMilliseconds, median } from "./support/measure.mjs";

const ROUNDS = 5;
const PREFIXES = 10_000;
const OWNERS = 500;

export function measure(report) {
    return overlaps(report);
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
