/** What would make everything after it meaningless: the shape of a network, its names, and what its parts say of each other. */
import { checkHierarchy, Tier, type TierSite } from "../hierarchy";
import { locate, type Cloud } from "../places";
import { oneOf, show, type Problem } from "../problem";
import { checkShape, join, own } from "../shape";
import { Topology } from "../topology";
import { NETWORK, TunnelTopology, type PairOptions, type TunnelNetwork, type TunnelSite } from "./network";

/** Where managed gateways are; one's own may run in any cloud. */
const CLOUDS: Readonly<Record<string, Cloud>> = {
    aws: "aws",
    azure: "azure",
    "azure-virtual-wan": "azure",
    gcp: "gcp",
};

/** Everything of it. A wrong shape comes alone, because then nothing else can be read. */
export function checkNetwork(network: TunnelNetwork): Problem[] {
    const shape = checkShape(NETWORK, network);
    if (shape.length > 0) return shape;
    const { sites, topology = Topology.FullMesh, hubs = [], pairs = {}, traffic = [], measured = {} } = network;
    const names = Object.keys(sites);
    const isSite = (name: string): boolean => names.includes(name);
    const demandSite = (name: string, path: string): Problem[] =>
        isSite(name) ? [] : [problem("unknown-site", path, show(name), oneOf(names), "Name one of the sites.")];
    return [
        ...(names.length < 2
            ? [problem("too-few-sites", "sites", String(names.length), "two or more", "Name the sites to join.")]
            : []),
        ...checkHubs(topology, hubs),
        ...hubs.flatMap((hub, i) => demandSite(hub, `hubs[${i}]`)),
        ...Object.entries(sites).flatMap(([name, site]) => checkSite(name, site, topology)),
        ...(topology === TunnelTopology.Hierarchical ? checkHierarchy(tiersOf(sites), "sites") : []),
        ...(network.meshRegional !== undefined && topology !== TunnelTopology.Hierarchical
            ? [unused("meshRegional", network.meshRegional, 'nothing, but with the topology "hierarchical"')]
            : []),
        ...Object.entries(pairs).flatMap(([key, pair]) => checkPair(key, pair, sites)),
        ...Object.entries(measured).flatMap(([from, row]) => [
            ...demandSite(from, join("measured", from)),
            ...Object.keys(row ?? {}).flatMap((to) => demandSite(to, join(join("measured", from), to))),
        ]),
        ...traffic.flatMap(({ from, to }, i) => [
            ...demandSite(from, `traffic[${i}].from`),
            ...demandSite(to, `traffic[${i}].to`),
            ...(from === to
                ? [
                      problem(
                          "traffic-to-itself",
                          `traffic[${i}]`,
                          show(to),
                          "another site than the sender",
                          "Remove it.",
                      ),
                  ]
                : []),
        ]),
    ];
}

export function tiersOf(sites: TunnelNetwork["sites"]): Record<string, TierSite> {
    return Object.fromEntries(
        Object.entries(sites).map(([name, { tier = Tier.Edge, parents }]) => [
            name,
            parents === undefined ? { tier } : { tier, parents },
        ]),
    );
}

function checkHubs(topology: TunnelTopology, hubs: readonly string[]): Problem[] {
    const isHubAndSpoke = topology === TunnelTopology.HubAndSpoke;
    if (isHubAndSpoke === hubs.length > 0) return [];
    if (isHubAndSpoke) {
        return [
            problem(
                "no-hubs",
                "hubs",
                "nothing",
                "at least one site",
                "Name the sites that all others are linked with.",
            ),
        ];
    }
    const fix = `Remove 'hubs', or choose the topology "hub-and-spoke".`;
    return [
        problem("unused-hubs", "hubs", `a list of ${hubs.length}`, `nothing, with the topology ${show(topology)}`, fix),
    ];
}

function checkSite(name: string, site: TunnelSite, topology: TunnelTopology): Problem[] {
    const { kind, place, owner, sku, tier, parents, scaleUnits, devices, version, openssl } = site;
    const path = join("sites", name);
    const cloud = own(CLOUDS, kind);
    const only = (field: string, value: unknown, isUsed: boolean, allowed: string): Problem[] =>
        value === undefined || isUsed
            ? []
            : [
                  problem(
                      "unused-argument",
                      `${path}.${field}`,
                      show(value),
                      allowed,
                      "Remove it: nothing would read it.",
                  ),
              ];
    const isTiered = topology === TunnelTopology.Hierarchical;
    const fix = "A managed gateway is in a region of its own cloud.";
    return [
        ...(name === "" || name.includes("/")
            ? [problem("site-name", path, show(name), "a name, without '/'", "A '/' joins two sites to a pair.")]
            : []),
        ...(owner === ""
            ? [problem("owner-name", `${path}.owner`, '""', "a name", "Say who pays, or leave it out.")]
            : []),
        ...(cloud !== undefined && (!("cloud" in place) || place.cloud !== cloud)
            ? [
                  problem(
                      "place-cloud",
                      `${path}.place.cloud`,
                      show("cloud" in place ? place.cloud : undefined),
                      show(cloud),
                      fix,
                  ),
              ]
            : placeProblems(place, cloud, `${path}.place`)),
        ...(["gateway", "largeBandwidth", "concentrator"] as const).flatMap((field) =>
            only(field, site[field], kind === "aws", 'nothing, but for the kind "aws"'),
        ),
        ...only("devices", devices, cloud === undefined, "nothing, but for devices of one's own"),
        ...only("version", version, kind === "strongswan", 'nothing, but for the kind "strongswan"'),
        ...only("openssl", openssl, kind === "strongswan", 'nothing, but for the kind "strongswan"'),
        ...only("sku", sku, kind === "azure", 'nothing, but for the kind "azure"'),
        ...only(
            "scaleUnits",
            scaleUnits,
            kind === "azure-virtual-wan",
            'nothing, but for the kind "azure-virtual-wan"',
        ),
        ...only("tier", tier, isTiered, 'nothing, but with the topology "hierarchical"'),
        ...only("parents", parents, isTiered, 'nothing, but with the topology "hierarchical"'),
    ];
}

/** A managed gateway has no other place than a region, so the advice to give a new one by its coordinates is not for it. */
function placeProblems(place: TunnelSite["place"], cloud: Cloud | undefined, path: string): readonly Problem[] {
    const located = locate(place, path);
    if (!("problems" in located)) return [];
    const fix = "Correct it; a region newer than this version of Causeway needs a newer version.";
    return located.problems.map((p) => (cloud !== undefined && p.check === "unknown-region" ? { ...p, fix } : p));
}

/** The tunnels of further devices, of which there are four at most, and dedicated ones. */
const RUN = /^(?:[2-4]|dedicated(?:\/[2-4])?)$/;

/** "aws/plant", "aws/plant/2", "aws/plant/dedicated" or "aws/plant/dedicated/2". */
function checkPair(key: string, { elsewhere }: PairOptions, sites: TunnelNetwork["sites"]): Problem[] {
    const [a = "", b = "", ...parts] = key.split("/");
    const run = parts.length === 0 ? undefined : parts.join("/");
    const path = join("pairs", key);
    const isSite = (name: string): boolean => own(sites, name) !== undefined;
    if (!isSite(a) || !isSite(b) || a === b || (run !== undefined && !RUN.test(run))) {
        const fix = "Name two sites in the order of their names, joined by '/'; take it out where one of them is gone.";
        return [problem("unknown-pair", path, show(key), 'two sites: "aws/plant"', fix)];
    }
    if (a > b) {
        const right = [b, a, ...(run === undefined ? [] : [run])].join("/");
        return [problem("unknown-pair", path, show(key), show(right), `Write ${show(right)}.`)];
    }
    if (run === undefined || elsewhere === undefined) return [];
    return [unused(`${path}.elsewhere`, elsewhere, `nothing: it is said of ${show(`${a}/${b}`)}`)];
}

function unused(path: string, value: unknown, allowed: string): Problem {
    return problem("unused-argument", path, show(value), allowed, "Remove it: nothing would read it.");
}

function problem(check: string, path: string, got: string, allowed: string, fix: string): Problem {
    return { check, path, got, allowed, fix };
}
