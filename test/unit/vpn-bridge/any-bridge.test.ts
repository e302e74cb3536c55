import type { BridgeSiteArgs, VpnBridgeArgs } from "../../../components/vpn-bridge/args";
import type { BridgeTunnelPlan, LinkPlan, VpnBridgePlan } from "../../../components/vpn-bridge/plan";
import { bridges, joinedBridges, kindOf, linkedPairs, staticBridges, type EndKind } from "./bridges";
import { planned, problemsOf } from "./sites";
import * as fc from "fast-check";

const tunnelsOf = ({ links }: VpnBridgePlan): BridgeTunnelPlan[] => links.flatMap((link) => link.tunnels);
const peerOf = (link: LinkPlan, site: string): string => link.ends.find((end) => end !== site)!;
/** Every end of every link that is of these kinds. */
function endsOf(
    args: VpnBridgeArgs,
    plan: VpnBridgePlan,
    ...kinds: EndKind[]
): { site: string; peer: string; link: LinkPlan }[] {
    return plan.links.flatMap((link) =>
        link.ends
            .filter((site) => kinds.includes(kindOf(args.sites[site]!)))
            .map((site) => ({ site, peer: peerOf(link, site), link })),
    );
}

describe("any bridge", () => {
    test("of the generators is valid, so that the claims below are about something", () => {
        const samples = [bridges, staticBridges, joinedBridges].flatMap((all) =>
            fc.sample(all, { numRuns: 150, seed: 1 }),
        );
        expect(samples.flatMap((args) => problemsOf(args).map((p) => `${p.check} ${p.path}: ${p.got}`))).toEqual([]);
        const plans = samples.map((args) => ({ args, plan: planned(args) }));
        const count = (is: (p: { args: VpnBridgeArgs; plan: VpnBridgePlan }) => boolean): number =>
            plans.filter(is).length;
        expect(count(({ plan }) => plan.tunnels > 12)).toBeGreaterThan(100);
        expect(count(({ plan }) => plan.elsewhere.length > 0)).toBeGreaterThan(20);
        expect(count(({ plan }) => plan.links.some((l) => l.engine === "wireguard"))).toBeGreaterThan(50);
        expect(count(({ args, plan }) => endsOf(args, plan, "azureVirtualWan").length > 0)).toBeGreaterThan(20);
        expect(count(({ args }) => args.topology === "hierarchical")).toBeGreaterThan(100);
        expect(count(({ args }) => (args.hubs ?? []).length > 1)).toBeGreaterThan(50);
    });

    test("has a tunnel or another way for every two sites that its topology links, and for no others", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                const plan = planned(args);
                const made = [...plan.links.map((link) => link.key), ...plan.elsewhere].sort();
                expect(made).toEqual(
                    linkedPairs(args)
                        .map((pair) => pair.join("/"))
                        .sort(),
                );
            }),
        );
    });

    test("is planned alike in whatever order it is declared", () => {
        fc.assert(
            fc.property(bridges, fc.func(fc.integer()), (args, rank) => {
                const sorted = <T>(map: Record<string, T>): Record<string, T> =>
                    Object.fromEntries(Object.entries(map).sort(([a], [b]) => rank(a) - rank(b)));
                const other = {
                    ...args,
                    sites: sorted(args.sites),
                    links: sorted(args.links!),
                    hubs: [...(args.hubs ?? [])].reverse(),
                };
                expect(JSON.stringify(inOrder(planned(other)))).toBe(JSON.stringify(inOrder(planned(args))));
            }),
        );
    });

    test("gives each tunnel a number, a block and a key of its own", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                const tunnels = tunnelsOf(planned(args));
                for (const member of ["key", "number", "cidr"] as const) {
                    expect(new Set(tunnels.map((t) => t[member])).size).toBe(tunnels.length);
                }
            }),
        );
    });

    test("gives the ends of each tunnel the two hosts of its block, or a device the one that its run shares", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                for (const link of planned(args).links) {
                    for (const { cidr, ends } of link.tunnels) {
                        const start = Number(cidr.split(/[./]/)[3]);
                        const hosts = link.ends.map((site) => Number(ends[site]!.inside.split(".")[3]) - start);
                        const near = hosts.filter((host) => host === 1 || host === 2);
                        const isShared = isTowards(args, link, ["azure", "azureVirtualWan"], "device");
                        expect([...near].sort()).toEqual(isShared && near.length === 1 ? [1] : [1, 2]);
                    }
                }
            }),
        );
    });

    test("lets each end announce what the other accepts", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                for (const { ends } of tunnelsOf(planned(args))) {
                    const [one, other] = Object.values(ends);
                    expect([one!.announces, other!.announces]).toEqual([other!.accepts, one!.accepts]);
                }
            }),
        );
    });

    test("makes each connection of AWS one of two tunnels, to one address of the other end", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                const plan = planned(args);
                for (const { site, peer, link } of endsOf(args, plan, "aws")) {
                    const gates = new Map<number, string[]>();
                    for (const { ends } of link.tunnels) {
                        const { gate, slot } = ends[site]!;
                        gates.set(gate, [...(gates.get(gate) ?? []), `${slot} to ${ends[peer]!.gate}`]);
                    }
                    for (const tunnels of gates.values()) {
                        const [to] = tunnels[0]!.split(" to ").slice(1);
                        expect([...tunnels].sort()).toEqual([`1 to ${to}`, `2 to ${to}`]);
                    }
                    const far = link.tunnels.map(({ ends }) => ends[peer]!.gate);
                    expect(gates.size).toBe(new Set(far).size);
                    expect([...gates.keys()].sort()).toEqual([...gates.keys()].map((_, i) => i));
                }
            }),
        );
    });

    test("has a tunnel of every link at both instances of Azure, and at both interfaces of Google", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                const plan = planned(args);
                for (const { site, link } of endsOf(args, plan, "azure", "azureVirtualWan", "gcp")) {
                    expect(new Set(link.tunnels.map(({ ends }) => ends[site]!.gate))).toEqual(new Set([0, 1]));
                }
            }),
        );
    });

    // Google, ExternalVpnGateway: SINGLE_IP_INTERNALLY_REDUNDANT, TWO_IPS_REDUNDANCY, FOUR_IPS_REDUNDANCY.
    test("shows Google one, two or four addresses, numbered from 0, and each tunnel a pair of interfaces of its own", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                const plan = planned(args);
                for (const { site, peer, link } of endsOf(args, plan, "gcp")) {
                    if (kindOf(args.sites[peer]!) === "gcp") continue;
                    const far = link.tunnels.map(({ ends: { [peer]: end } }) =>
                        end!.slot === undefined ? end!.gate : end!.gate * 2 + end!.slot - 1,
                    );
                    const ids = [...new Set(far)].sort();
                    expect([1, 2, 4]).toContain(ids.length);
                    expect(ids).toEqual(ids.map((_, i) => i));
                    const pairs = link.tunnels.map(({ ends }, i) => `${ends[site]!.gate} ${far[i]}`);
                    expect(new Set(pairs).size).toBe(pairs.length);
                }
            }),
        );
    });

    test("joins every device of a site with every device of another", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                const plan = planned(args);
                for (const { site, peer, link } of endsOf(args, plan, "device")) {
                    if (kindOf(args.sites[peer]!) !== "device") continue;
                    const met = link.tunnels.map(({ ends }) => `${ends[site]!.gate} ${ends[peer]!.gate}`).sort();
                    const devices = (of: string): number[] => args.sites[of]!.device!.publicAddresses.map((_, i) => i);
                    expect(met).toEqual(
                        devices(site)
                            .flatMap((i) => devices(peer).map((j) => `${i} ${j}`))
                            .sort(),
                    );
                }
            }),
        );
    });
});

describe("prefixes of any bridge", () => {
    const cidrsOf = (sites: Record<string, BridgeSiteArgs>): Map<string, string> =>
        new Map(Object.entries(sites).flatMap(([site, { cidrs }]) => cidrs.map((cidr) => [cidr, site] as const)));
    /** By site: over which neighbours it learns what lies at `to`. */
    const waysTo = (plan: VpnBridgePlan, cidr: string): Map<string, string[]> => {
        const ways = new Map<string, string[]>();
        for (const link of plan.links) {
            for (const site of link.ends) {
                if (!link.tunnels[0]!.ends[site]!.accepts.includes(cidr)) continue;
                ways.set(site, [...(ways.get(site) ?? []), peerOf(link, site)]);
            }
        }
        return ways;
    };

    test("are never learnt by the site that has them, and are those of all tunnels of a link", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                for (const link of planned(args).links) {
                    for (const site of link.ends) {
                        const accepts = link.tunnels.map(({ ends }) => ends[site]!.accepts);
                        expect(accepts[0]!.filter((cidr) => args.sites[site]!.cidrs.includes(cidr))).toEqual([]);
                        expect(new Set(accepts.map(String)).size).toBe(1);
                    }
                }
            }),
        );
    });

    test("are learnt by every other site, over its own links or through those that pass them on", () => {
        fc.assert(
            fc.property(joinedBridges, (args) => {
                const plan = planned(args);
                for (const [cidr, to] of cidrsOf(args.sites)) {
                    const ways = waysTo(plan, cidr);
                    const lost = Object.keys(args.sites).filter((site) => site !== to && !ways.has(site));
                    expect(lost).toEqual([]);
                }
            }),
        );
    });

    test("that are routed statically never lead in a circle, whichever of several ways is taken", () => {
        fc.assert(
            fc.property(staticBridges, (args) => {
                const plan = planned(args);
                for (const [cidr, to] of cidrsOf(args.sites)) expect(circleIn(waysTo(plan, cidr), to)).toBeUndefined();
            }),
        );
    });
});

describe("the largest packet of a link", () => {
    // AWS: 1446; Azure: 1400; Google: 1406 of a network of 1460. AES-GCM: 20 IP + 8 ESP + 8 IV + 16 ICV, and 8 where ESP is in
    // UDP, down to whole 4 bytes, less 2. A device has what its own network below carries.
    const CAPS: Readonly<Record<EndKind, number>> = {
        aws: 1446,
        azure: 1400,
        azureVirtualWan: 1400,
        gcp: 1406,
        device: Infinity,
    };
    const inner = (outer: number, natTraversal: boolean): number =>
        Math.floor((outer - 20 - (natTraversal ? 8 : 0) - 8 - 8 - 16) / 4) * 4 - 2;

    test("fits through both of its ends, and is no smaller than it has to be", () => {
        fc.assert(
            fc.property(bridges, (args) => {
                for (const { ends, engine, mtu } of planned(args).links.filter((link) => link.engine === "ipsec")) {
                    const sites = ends.map((site) => args.sites[site]!);
                    const isTranslated = sites.some(({ device }) => device?.place.cloud !== undefined);
                    const outer = Math.min(
                        ...sites.map((site) => site.device?.underlayMtu ?? (site.gcp === undefined ? 1500 : 1460)),
                    );
                    const caps = sites.map((site) => CAPS[kindOf(site)]);
                    expect([engine, mtu]).toEqual(["ipsec", Math.min(inner(outer, isTranslated), ...caps)]);
                }
            }),
        );
    });
});

describe("another site", () => {
    test("changes no number, address, key, gate, rank or ASN of the others, and their prefixes by its own only", () => {
        fc.assert(
            fc.property(bridges, fc.nat(), (args, pick) => {
                // A hub or a parent makes links; everybody else only has some.
                const parents = new Set(Object.values(args.sites).flatMap(({ parents: p = [] }) => p));
                const isPlain = (site: string): boolean =>
                    !(args.hubs ?? []).includes(site) &&
                    !parents.has(site) &&
                    (args.topology !== "hierarchical" || args.sites[site]!.tier === "edge");
                const others = Object.keys(args.sites).filter(isPlain);
                fc.pre(others.length > 0 && Object.keys(args.sites).length > 2);
                const added = others[pick % others.length]!;
                const fewer = planned(without(args, added));
                const more = planned(args);
                const itsOwn = new Set(args.sites[added]!.cidrs);
                for (const link of fewer.links) {
                    const same = more.links.find(({ key }) => key === link.key)!;
                    const stripped = (l: LinkPlan): unknown => ({
                        ...l,
                        tunnels: l.tunnels.map((t) => ({
                            ...t,
                            ends: Object.entries(t.ends).map(([site, { accepts, announces, ...end }]) => ({
                                site,
                                ...end,
                                accepts: accepts.filter((cidr) => !itsOwn.has(cidr)),
                                announces: announces.filter((cidr) => !itsOwn.has(cidr)),
                            })),
                        })),
                    });
                    expect(stripped(same)).toEqual(stripped(link));
                }
                for (const [site, plan] of Object.entries(fewer.sites)) expect(more.sites[site]).toEqual(plan);
            }),
            { numRuns: 150 },
        );
    });
});

function without(args: VpnBridgeArgs, gone: string): VpnBridgeArgs {
    const { [gone]: _, ...sites } = args.sites;
    const links = Object.fromEntries(Object.entries(args.links!).filter(([key]) => !key.split("/").includes(gone)));
    return { ...args, sites, links };
}

/** The sites of a circle, in their order; undefined where every way ends. */
function circleIn(ways: ReadonlyMap<string, readonly string[]>, to: string): string[] | undefined {
    const done = new Set([to]);
    const visit = (site: string, trail: readonly string[]): string[] | undefined => {
        if (done.has(site)) return undefined;
        if (trail.includes(site)) return [...trail, site];
        for (const next of ways.get(site) ?? []) {
            const circle = visit(next, [...trail, site]);
            if (circle !== undefined) return circle;
        }
        done.add(site);
        return undefined;
    };
    for (const site of ways.keys()) {
        const circle = visit(site, []);
        if (circle !== undefined) return circle;
    }
    return undefined;
}

function isTowards(args: VpnBridgeArgs, { ends }: LinkPlan, these: readonly EndKind[], those: EndKind): boolean {
    const kinds = ends.map((site) => kindOf(args.sites[site]!));
    return kinds.includes(those) && kinds.some((kind) => these.includes(kind));
}

/** With the keys of maps in order; reasoning lists sites as they came. */
function inOrder(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(inOrder);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value)
        .filter(([key]) => key !== "reasoning")
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, v]) => [key, inOrder(v)]));
}
