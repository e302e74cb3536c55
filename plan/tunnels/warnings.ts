/** What a network of tunnels does worse than it could, or only with more than is planned. */
import { AWS_THROUGHPUT, CONCENTRATOR_SITE, CONCENTRATOR_SITES } from "../../facts/throughput";
import type { Warning } from "../problem";
import type { Link, Wiring } from "../topology";
import { connectionsOf } from "./costs";
import { AwsGateway, ENDS, type TunnelNetwork } from "./network";
import type { PairDraft, PlannedPair } from "./pairs";

/** Those of the pairs, each once about all that have it, and those of the whole. */
export function warningsOf(
    network: TunnelNetwork,
    wiring: Wiring,
    pairs: readonly [string, PlannedPair][],
    drafts: readonly PairDraft[],
): Warning[] {
    return [
        ...together(pairs.flatMap(([, pair]) => pair.warnings)),
        ...transitWarnings(network, wiring),
        ...hubLoopWarnings(network, wiring.links),
        ...concentratorWarnings(network, drafts),
    ];
}

function together(warnings: readonly Warning[]): Warning[] {
    const bySaying = new Map<string, Warning[]>();
    for (const warning of warnings) {
        const saying = JSON.stringify({ ...warning, about: "" });
        const group = bySaying.get(saying) ?? [];
        group.push(warning);
        bySaying.set(saying, group);
    }
    return [...bySaying.values()].flatMap((group) => {
        const [first] = group;
        return first === undefined ? [] : [{ ...first, about: group.map((w) => w.about).join(", ") }];
    });
}

/** Google's gateways as stations on the way of others. */
function transitWarnings({ sites }: TunnelNetwork, { reachedThrough }: Wiring): Warning[] {
    const google = Object.keys(sites)
        .sort()
        .filter((name) => sites[name]?.kind === "gcp" && reachedThrough(name).length > 0);
    if (google.length === 0) return [];
    const text =
        "Other sites reach each other by way of it. A Cloud Router passes routes between VPN peers only where Network " +
        "Connectivity Center transfers data between sites, whose price is not in the cost.";
    const fix = "Make the tunnels spokes of a hub with site-to-site data transfer, or choose another hub.";
    return [{ check: "gcp-transit", severity: "advice", about: google.join(", "), text, fix }];
}

/** Virtual hubs all have ASN 65515, so what one of them learnt from the others' neighbour it takes for its own and drops. */
function hubLoopWarnings({ sites }: TunnelNetwork, links: readonly Link[]): Warning[] {
    const isHub = (name: string): boolean => sites[name]?.kind === "azure-virtual-wan";
    const hubsBehind = new Map<string, string[]>();
    for (const [a, b] of links) {
        if (isHub(a) && !isHub(b)) hubsBehind.set(b, [...(hubsBehind.get(b) ?? []), a]);
        if (isHub(b) && !isHub(a)) hubsBehind.set(a, [...(hubsBehind.get(a) ?? []), b]);
    }
    const about = [...hubsBehind].filter(([, hubs]) => hubs.length > 1).map(([site]) => site);
    if (about.length === 0) return [];
    const text =
        "Several virtual hubs are linked with it, all with ASN 65515: they drop routes that pass from one to another by it.";
    const fix = "Put the hubs into one virtual WAN, which joins them itself.";
    return [{ check: "azure-virtual-wan-asn", severity: "advice", about: about.sort().join(", "), text, fix }];
}

/** Transit gateways with so many devices that one attachment for all of them is made for it. */
function concentratorWarnings({ sites, pairs = {} }: TunnelNetwork, drafts: readonly PairDraft[]): Warning[] {
    const crowded = Object.keys(sites)
        .sort()
        .flatMap((name): [string, number][] => {
            const site = sites[name];
            if (site?.kind !== "aws" || site.gateway === AwsGateway.Virtual || site.concentrator !== undefined)
                return [];
            // Of these a concentrator has none.
            if (site.largeBandwidth === true || site.behindNat === true) return [];
            const devices = drafts.filter(({ key, ends }) => {
                const other = sites[ends.find((end) => end !== name) ?? name];
                const { over, isStatic } = pairs[key] ?? {};
                const fits = over === undefined && isStatic !== true;
                return ends.includes(name) && other !== undefined && ENDS[other.kind].end === "own" && fits;
            });
            return [[name, devices.reduce((sum, draft) => sum + connectionsOf(draft, site), 0)]];
        })
        .filter(([, count]) => count >= CONCENTRATOR_SITES.value);
    if (crowded.length === 0) return [];
    const text =
        `${CONCENTRATOR_SITES.value} and more connections with devices. A VPN concentrator has one attachment for all of ` +
        `them, for sites that need ${CONCENTRATOR_SITE.value} Mbps at most and ${AWS_THROUGHPUT.vpnConcentrator.value} Mbps ` +
        "together; its price is in no table here.";
    const fix = "Where that is enough, set 'concentrator', give its prices, and compare the cost.";
    return [
        {
            check: "many-branches",
            severity: "advice",
            about: crowded.map(([name]) => name).join(", "),
            text,
            fix,
        },
    ];
}
