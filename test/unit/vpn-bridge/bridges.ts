/** Random bridges: some sites of a fixed company, in any topology, with options of any of their links. */
import { Device } from "../../../components/vpn-bridge/device/models";
import type { BridgeLinkArgs, BridgeSiteArgs, VpnBridgeArgs } from "../../../components/vpn-bridge/args";
import { gatewaySubnet } from "./sites";
import * as fc from "fast-check";

const device = (i: number, count: 1 | 2, more: Partial<BridgeSiteArgs["device"]> = {}): BridgeSiteArgs["device"] => ({
    publicAddresses: Array.from({ length: count }, (_, j) => `203.0.113.${10 * i + j}`),
    place: { country: "DE", latitude: 50, longitude: 8 },
    ...more,
});

/** Nobody's ASN and nobody's prefixes depend on who else takes part. */
const COMPANY: Readonly<Record<string, BridgeSiteArgs>> = {
    azure: {
        azure: { location: "eastus", resourceGroupName: "net", gatewaySubnetId: gatewaySubnet("a"), asn: 64_601 },
        cidrs: ["10.1.0.0/16"],
    },
    depot: { device: device(1, 1, { underlayMtu: 1492 }), cidrs: ["10.2.0.0/16", "172.16.0.0/24"], id: 2 },
    east: { aws: { region: "us-east-1", transitGatewayId: "tgw-0e", asn: 64_603 }, cidrs: ["10.3.0.0/16"] },
    google: { gcp: { region: "us-east4", network: "prod" }, cidrs: ["10.4.0.0/16"], id: 4 },
    hub: {
        azureVirtualWan: {
            location: "westeurope",
            resourceGroupName: "net",
            virtualWanId: "/wan",
            virtualHubId: "/hub",
        },
        cidrs: ["10.5.0.0/16"],
    },
    lab: { gcp: { region: "europe-west3", network: "lab", asn: 64_606 }, cidrs: ["10.6.0.0/16"] },
    machine: { device: device(7, 1, { place: { cloud: "aws", region: "eu-west-1" } }), cidrs: ["10.7.0.0/16"], id: 7 },
    office: { device: device(8, 2, { model: Device.Vyos }), cidrs: ["10.8.0.0/16"], id: 8 },
    plant: { device: device(9, 2, { underlayMtu: 1400 }), cidrs: ["10.9.0.0/16"], id: 9 },
    west: { aws: { region: "us-west-2", vpnGatewayId: "vgw-0f", asn: 64_610 }, cidrs: ["10.10.0.0/16"] },
};
const NAMES = Object.keys(COMPANY);

export type EndKind = "aws" | "azure" | "azureVirtualWan" | "gcp" | "device";
export const kindOf = (site: BridgeSiteArgs): EndKind =>
    (["aws", "azure", "azureVirtualWan", "gcp", "device"] as const).find((kind) => site[kind] !== undefined)!;

const isAzure = (kind: EndKind): boolean => kind === "azure" || kind === "azureVirtualWan";
/** Gateways of one cloud that no tunnel joins. */
const isApart = (a: EndKind, b: EndKind): boolean => (a === "aws" && b === "aws") || (isAzure(a) && isAzure(b));

/**
 * How many inside blocks lie side by side, and how many such runs there are, as the providers' recipes have it: AWS to Azure
 * and Google four tunnels, else two from a managed gateway, one between devices.
 */
function runsOf(a: BridgeSiteArgs, b: BridgeSiteArgs): { width: number; runs: number } {
    const kinds = [kindOf(a), kindOf(b)];
    const devices = (a.device?.publicAddresses.length ?? 1) * (b.device?.publicAddresses.length ?? 1);
    if (kinds.every((kind) => kind === "device")) return { width: 1, runs: devices };
    if (kinds.includes("device")) return { width: 2, runs: kinds.includes("gcp") ? 1 : devices };
    return { width: kinds.includes("aws") ? 4 : 2, runs: 1 };
}

/** Ids for all links of the whole company, so that no two ever meet. */
const IDS: Readonly<Record<string, Pick<BridgeLinkArgs, "id" | "ids">>> = (() => {
    // Azure's blocks are counted from its first; all others start above the ones that AWS keeps for itself.
    const next = { azure: 0, general: 2_048 };
    const pairs = NAMES.flatMap((a, i) => NAMES.slice(i + 1).map((b) => [a, b] as const));
    const widest = [...pairs].sort((p, q) => widthOf(q) - widthOf(p));
    return Object.fromEntries(
        widest.map(([a, b]) => {
            const { width, runs } = runsOf(COMPANY[a]!, COMPANY[b]!);
            const pool = [a, b].some((site) => isAzure(kindOf(COMPANY[site]!))) ? "azure" : "general";
            const all = Array.from({ length: runs }, (_, i) => next[pool] / width + i);
            if (!isApart(kindOf(COMPANY[a]!), kindOf(COMPANY[b]!))) next[pool] += runs * width;
            const [id = 0, ...more] = all;
            const ids = Object.fromEntries(more.map((n, i) => [String(i + 2), n]));
            return [`${a}/${b}`, { id, ...(more.length === 0 ? {} : { ids }) }];
        }),
    );
    function widthOf([a, b]: readonly [string, string]): number {
        return runsOf(COMPANY[a]!, COMPANY[b]!).width;
    }
})();

interface Choice {
    readonly names: readonly string[];
    readonly topology: "full-mesh" | "hub-and-spoke" | "hierarchical";
    readonly pick: (text: string) => number;
    /** Where it may be, all links are routed statically. */
    readonly routing: "bgp" | "static" | "mixed";
}

export function linkedPairs({ sites, topology, hubs = [] }: VpnBridgeArgs): [string, string][] {
    const names = Object.keys(sites).sort();
    const tier = (site: string): string => sites[site]!.tier ?? "edge";
    const parents = (site: string): readonly string[] =>
        sites[site]!.parents ?? (tier(site) === "regional" ? names.filter((n) => tier(n) === "core") : []);
    const isLinked = (a: string, b: string): boolean => {
        if (topology === "hub-and-spoke") return hubs.includes(a) || hubs.includes(b);
        if (topology !== "hierarchical") return true;
        return (tier(a) === "core" && tier(b) === "core") || parents(a).includes(b) || parents(b).includes(a);
    };
    return names.flatMap((a, i) =>
        names.slice(i + 1).flatMap((b): [string, string][] => (isLinked(a, b) ? [[a, b]] : [])),
    );
}

function bridgeOf({ names, topology, pick, routing }: Choice): VpnBridgeArgs {
    const of = <T>(list: readonly T[], text: string): T => list[Math.abs(pick(text)) % list.length]!;
    const tiers = Object.fromEntries(
        names.map((n, i) => [n, i === 0 ? "core" : i === 1 ? "regional" : of(["core", "regional", "edge", "edge"], n)]),
    );
    const regionals = names.filter((n) => tiers[n] === "regional");
    const sites = Object.fromEntries(
        names.map((n): [string, BridgeSiteArgs] => {
            const site = COMPANY[n]!;
            if (topology !== "hierarchical") return [n, site];
            const parents = [...new Set([of(regionals, `${n} 1`), of(regionals, `${n} 2`)])];
            return [n, { ...site, tier: tiers[n] as never, ...(tiers[n] === "edge" ? { parents } : {}) }];
        }),
    );
    const hubs = names.filter((n, i) => i === 0 || of([0, 0, 1], `${n} hub`) === 1);
    const args: VpnBridgeArgs = { sites, topology, ...(topology === "hub-and-spoke" ? { hubs } : {}) };
    const links = linkedPairs(args).map(([a, b]): [string, BridgeLinkArgs] => {
        const key = `${a}/${b}`;
        const kinds = [kindOf(sites[a]!), kindOf(sites[b]!)] as const;
        if (isApart(...kinds)) return [key, { elsewhere: true }];
        const isStatic = routing === "static" || (routing === "mixed" && of([true, false, false], `${key} routing`));
        const isOwn = kinds.every((kind) => kind === "device");
        return [
            key,
            {
                ...IDS[key],
                rank: of([0, 0, 1, 2], `${key} rank`),
                standby: of([true, false, false], `${key} standby`),
                ...(isStatic && !kinds.includes("gcp") ? { routing: "static" } : {}),
                ...(isOwn ? { engine: of(["ipsec", "wireguard"] as const, `${key} engine`) } : {}),
            },
        ];
    });
    return { ...args, links: Object.fromEntries(links), keys: { rotation: Math.abs(pick("rotation")) % 4 } };
}

/** Two to six sites. */
const choices = (routings: readonly Choice["routing"][], names: readonly string[] = NAMES): fc.Arbitrary<Choice> =>
    fc.record({
        names: fc.shuffledSubarray([...names], { minLength: 2, maxLength: 6 }),
        topology: fc.constantFrom("full-mesh", "hub-and-spoke", "hierarchical"),
        pick: fc.func(fc.nat()),
        routing: fc.constantFrom(...routings),
    });

export const bridges: fc.Arbitrary<VpnBridgeArgs> = choices(["bgp", "static", "mixed"]).map(bridgeOf);

/** Without gateways that are joined by other means, and without Google, which knows no static routes. */
export const staticBridges: fc.Arbitrary<VpnBridgeArgs> = choices(
    ["static"],
    NAMES.filter((name) => !["hub", "google", "lab", "west"].includes(name)),
).map(bridgeOf);

/** With one gateway of AWS and one of Azure: every link has tunnels. */
export const joinedBridges: fc.Arbitrary<VpnBridgeArgs> = choices(
    ["bgp", "static"],
    NAMES.filter((name) => !["hub", "west"].includes(name)),
).map(bridgeOf);
