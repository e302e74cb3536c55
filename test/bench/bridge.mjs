/** Planning a bridge alone, without Pulumi: more and more branches, hub-and-spoke at two Transit Gateways. */
import { planVpnBridge } from "../../dist/components/vpn-bridge/index.js";
import { cpuMilliseconds, median } from "./support/measure.mjs";

const ROUNDS = 5;
const SIZES = [50, 100, 200];
/** A plan is looked at while it is written. */
const MOST_MS = 1000;

export async function measure(report) {
    // Once beforehand, so that no size pays for Node's own compiler.
    for (const size of SIZES) planOf(size);
    const times = SIZES.map(() => []);
    for (let round = 0; round < ROUNDS; round++) {
        for (const [i, size] of SIZES.entries()) times[i].push(cpuMilliseconds(() => planOf(size)));
    }
    const medians = times.map(median);
    const { tunnels } = planOf(SIZES.at(-1));
    report(`  ${SIZES.map((size, i) => `${size} branches ${medians[i].toFixed(1)} ms`).join(", ")}`);
    return [
        { figure: `bridge: tunnels of ${SIZES.at(-1)} branches`, value: tunnels },
        ...SIZES.map((size, i) => ({
            figure: `bridge: CPU of the plan for ${size} branches`,
            value: medians[i],
            unit: "ms",
            ...(size === SIZES.at(-1) ? { bound: { is: "≤", value: MOST_MS } } : {}),
        })),
        ...SIZES.slice(1).map((size, i) => ({
            figure: `bridge: growth exponent from ${SIZES[i]} to ${size} branches (1 is linear)`,
            value: Math.log(medians[i + 1] / medians[i]) / Math.log(size / SIZES[i]),
        })),
    ];
}

function planOf(size) {
    const hub = (region, asn, octet) => ({
        aws: { region, transitGatewayId: `tgw-${octet}a`, asn },
        cidrs: [`10.${octet}.0.0/16`],
    });
    // Inside addresses are drawn from 16,384 blocks by name: with an id each, no two of so many meet.
    const branches = Array.from({ length: size }, (_, i) => [
        `branch-${i}`,
        {
            id: i,
            device: {
                publicAddresses: [`203.0.${113 + (i >> 8)}.${i & 255}`],
                place: { country: "DE", latitude: 50 + i / 100, longitude: 8 },
            },
            cidrs: [`172.16.${i}.0/24`],
        },
    ]);
    const links = Object.fromEntries(
        ["east", "west"].flatMap((hub, h) =>
            branches.map(([name], i) => [[hub, name].sort().join("/"), { id: 1000 * (h + 1) + i }]),
        ),
    );
    return planVpnBridge({
        sites: { east: hub("us-east-1", 64512, 0), west: hub("us-west-2", 64513, 1), ...Object.fromEntries(branches) },
        topology: "hub-and-spoke",
        hubs: ["east", "west"],
        links: { ...links, "east/west": { elsewhere: true } },
        limits: { vpnConnectionsPerRegion: 500, customerGatewaysPerRegion: 500 },
    });
}
