/**
 * Planning alone, without Pulumi: ten regions, two segments, and more and more VPCs. Hubs announce supernets and VPC routes have
 * a destination of their own, because otherwise every VPC has a route to every other, and the plan itself is quadratic.
 */
import { planTransitHub } from "../../dist/components/transit-hub/index.js";
import { cpuMilliseconds, median } from "./support/measure.mjs";

const ROUNDS = 5;
const SIZES = [10, 100, 1000];
const REGIONS = [
    ...["us-east-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1"],
    ...["eu-west-1", "eu-west-3", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1"],
];

export async function measure(report) {
    // Once beforehand, so that no size pays for Node's own compiler.
    for (const size of SIZES) milliseconds(size);
    const times = SIZES.map(() => []);
    for (let round = 0; round < ROUNDS; round++) {
        for (const [i, size] of SIZES.entries()) times[i].push(milliseconds(size));
    }
    const medians = times.map(median);
    report(`  ${SIZES.map((size, i) => `${size} VPCs ${medians[i].toFixed(1)} ms`).join(", ")}`);
    return [
        ...SIZES.map((size, i) => ({ figure: `planning: CPU for ${size} VPCs`, value: medians[i], unit: "ms" })),
        ...SIZES.slice(1).map((size, i) => ({
            figure: `planning: growth exponent from ${SIZES[i]} to ${size} VPCs (1 is linear)`,
            value: Math.log(medians[i + 1] / medians[i]) / Math.log(size / SIZES[i]),
        })),
    ];
}

function milliseconds(size) {
    const args = network(size);
    return cpuMilliseconds(() => planTransitHub(args));
}

function network(size) {
    const hubs = REGIONS.map((region, hub) => {
        // Half of the hub's /12 for each segment.
        const first = { prod: hub * 16, shared: hub * 16 + 8 };
        const vpcs = Array.from({ length: size / REGIONS.length }, (_, i) => {
            const segment = i % 4 === 0 ? "shared" : "prod";
            const id = `${hub}0${i}`;
            const attachment = {
                vpcId: `vpc-${id}`,
                subnets: { [`${region}a`]: `subnet-${id}` },
                cidrs: [`10.${first[segment] + Math.floor(i / 16)}.${(i % 16) * 16}.0/20`],
                segment,
                routes: { private: { routeTableId: `rtb-${id}`, destinations: ["10.0.0.0/8"] } },
            };
            return [`vpc-${i}`, attachment];
        });
        const supernets = { prod: [`10.${first.prod}.0.0/13`], shared: [`10.${first.shared}.0.0/13`] };
        return [`hub-${hub}`, { region, supernets, attachments: Object.fromEntries(vpcs) }];
    });
    return {
        segments: { prod: { reaches: { shared: {} } }, shared: {} },
        aws: { hubs: Object.fromEntries(hubs) },
    };
}
