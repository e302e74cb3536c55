import { BridgeEngine, VpnBridge, planVpnBridge, type VpnBridgeArgs } from "@causeway-iac/causeway";
import { FIRST_TUNNEL_PORT } from "@causeway-iac/causeway/facts/tunnels";
import { judgeTransfer } from "@causeway-iac/causeway/plan/residency";
import { gateway } from "./gateway";
import { studioNetwork, type StudioNetwork } from "./network";
import { studios, tags } from "./studios";

const names = Object.keys(studios).sort();
const othersOf = (name: string) => names.filter((other) => other !== name);

const networks: Record<string, StudioNetwork> = Object.fromEntries(
    names.map((name) => [
        name,
        studioNetwork(
            name,
            studios[name],
            othersOf(name).map((other) => studios[other].cidr),
        ),
    ]),
);

const links = names.flatMap((name, i) => names.slice(i + 1).map((other) => `${name}/${other}`));
const args: VpnBridgeArgs = {
    sites: Object.fromEntries(
        names.map((name) => [
            name,
            {
                device: {
                    publicAddresses: [networks[name].address.publicIp],
                    place: { cloud: "aws", region: studios[name].region },
                },
                cidrs: [studios[name].cidr],
            },
        ]),
    ),
    links: Object.fromEntries(links.map((link) => [link, { engine: BridgeEngine.WireGuard }])),
    traffic: [
        { from: "frankfurt", to: "paris", gbPerMonth: 6_000 },
        { from: "paris", to: "frankfurt", gbPerMonth: 6_000 },
        { from: "virginia", to: "frankfurt", gbPerMonth: 2_000 },
    ],
    tags,
};
const plan = planVpnBridge(args);

// A full mesh: no studio carries traffic for two others, so what two of them exchange passes their own link or none. Where
// both ends of a link are European, nothing of it may touch a country outside the EEA: this is checked before anything is made.
const europeanLinks = plan.links.filter(({ ends }) => ends.every((name) => studios[name].isEuropean));
for (const { key, ends, tunnels } of europeanLinks) {
    const [from, to] = ends.map((name) => ({ cloud: "aws", region: studios[name].region }) as const);
    const judged = judgeTransfer(from, to, { allowed: ["eea"], path: key });
    if ("problems" in judged) throw new Error(judged.problems.map(({ path, fix }) => `${path}: ${fix}`).join("\n"));
    const own = ends.map((name) => studios[name].cidr);
    const carried = tunnels.flatMap((tunnel) => Object.values(tunnel.ends)).flatMap(({ announces }) => announces);
    const strangers = carried.filter((prefix) => !own.includes(prefix));
    if (judged.transfer.outside.length + strangers.length > 0) {
        throw new Error(`${key} leaves the EEA: ${[...judged.transfer.outside, ...strangers].join(", ")}`);
    }
}

const bridge = new VpnBridge("studios", args);

for (const name of names) {
    const ports = plan.links
        .filter(({ ends }) => ends.includes(name))
        .map(({ ends, tunnels: [tunnel] }) => {
            const [other = ""] = ends.filter((end) => end !== name);
            return [other, FIRST_TUNNEL_PORT.value + tunnel.number] as const;
        });
    gateway(name, studios[name], networks, {
        userData: bridge.cloudInit[`${name}/1`],
        ports: Object.fromEntries(ports),
    });
}

export const tunnels = plan.tunnels;
export const largestPacket = plan.mtu;
export const staysInEurope = europeanLinks.map(({ key }) => key);
export const monthlyCost = bridge.monthlyCost;
export const userDataBytes = Object.fromEntries(
    Object.entries(bridge.cloudInit).map(([device, text]) => [device, text.apply((t) => t.length)]),
);
