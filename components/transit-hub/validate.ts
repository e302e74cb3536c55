/**
 * Every rule that TransitHub's arguments must keep, in stages: their shape, then names and numbers, then addresses, then
 * quotas. A stage runs only where the ones before found nothing that would make its findings meaningless. Pure.
 *
 * Ids that are Outputs are checked when they become known (`aws.ts`); everything else is checked here.
 */
import { AWS_QUOTAS } from "../../facts/limits/aws";
import { AWS_REGIONS } from "../../facts/regions/aws";
import { AWS_ASN_RANGES } from "../../facts/reservations/asn";
import { checkLimit } from "../../plan/limits";
import { oneOf, show, type Problem } from "../../plan/problem";
import { checkShape, join, own, withoutNulls } from "../../plan/shape";
import { Topology } from "../../plan/topology";
import type { AwsHubArgs, TransitHubArgs } from "./args";
import { checkAddresses } from "./addresses";
import { checkAwsRegion, checkAwsZone } from "../shared/checks";
import { checkId, type IdKind } from "../shared/ids";
import { eachAttachment, hubPath } from "./paths";
import { asnOf, planHubs, reachOf, sortedEntries, type TransitHubPlan, wiringOf } from "./plan";
import { transitHubShape } from "./shape";

/** Findings after which the arguments cannot be read as what their types say. */
const STRUCTURAL = new Set(["missing-argument", "wrong-type", "not-plain"]);

/** Everything wrong with the arguments. Empty: they can be planned. */
export function validateTransitHub(given: TransitHubArgs): Problem[] {
    const args = withoutNulls(transitHubShape, given);
    const shape = checkShape(transitHubShape, args);
    if (shape.some((p) => STRUCTURAL.has(p.check))) return shape;
    const problems = [...shape, ...checkNames(args), ...checkNumbers(args), ...checkIds(args), ...checkAddresses(args)];
    return problems.length > 0 ? problems : checkQuotas(args, planHubs(args));
}

function checkNames(args: TransitHubArgs): Problem[] {
    const segments = Object.keys(args.segments);
    const demandSegment = (name: string, path: string): Problem[] =>
        segments.includes(name)
            ? []
            : [unknown("unknown-segment", name, path, segments, `Declare it in 'segments', or correct the name.`)];
    return [
        ...demandSome(
            args.segments,
            "segments",
            "A segment is where attachments go: declare one, such as { main: {} }.",
        ),
        ...demandSome(args.aws.hubs, "aws.hubs", "Declare a hub with the region of its Transit Gateway."),
        ...Object.entries(args.segments).flatMap(([segment, s]) =>
            Object.keys(s.reaches ?? {}).flatMap((other) => {
                const path = join(`${join("segments", segment)}.reaches`, other);
                return other === segment ? [reachesItself(segment, path)] : demandSegment(other, path);
            }),
        ),
        ...Object.entries(args.aws.hubs).flatMap(([hub, h]) => [
            ...checkAwsRegion(h.region, `${hubPath(hub)}.region`),
            ...Object.keys(h.supernets ?? {}).flatMap((s) => demandSegment(s, join(`${hubPath(hub)}.supernets`, s))),
            ...Object.keys(h.existing?.routeTables ?? {}).flatMap((s) =>
                demandSegment(s, join(`${hubPath(hub)}.existing.routeTables`, s)),
            ),
        ]),
        ...eachAttachment(args, (a, path, hub) => [
            ...demandSegment(a.segment, `${path}.segment`),
            ...demandSome(a.subnets, `${path}.subnets`, "Give a subnet in each zone that has workloads."),
            ...Object.keys(a.subnets).flatMap((zone) =>
                checkAwsZone(zone, args.aws.hubs[hub]?.region ?? "", join(`${path}.subnets`, zone)),
            ),
        ]),
        ...checkPeering(args),
        ...Object.keys(args.tags ?? {}).flatMap((tag) => (tag === "Name" ? [nameTag()] : [])),
    ];
}

function checkPeering(args: TransitHubArgs): Problem[] {
    const { topology = Topology.FullMesh, hubs = [] } = args.aws.peering ?? {};
    const names = Object.keys(args.aws.hubs);
    const path = "aws.peering";
    const topologies: readonly string[] = Object.values(Topology);
    if (!topologies.includes(topology)) {
        return [
            unknown(
                "unknown-topology",
                topology,
                `${path}.topology`,
                topologies,
                "Choose one of the members of Topology.",
            ),
        ];
    }
    const hubsFit = (topology === Topology.HubAndSpoke) === hubs.length > 0;
    const allowed = topology === Topology.HubAndSpoke ? "at least one hub's key" : "nothing, for a full mesh";
    const fix =
        topology === Topology.HubAndSpoke
            ? "Name the hubs that all others peer with."
            : "Remove 'hubs', or choose Topology.HubAndSpoke.";
    return [
        ...(hubsFit ? [] : [{ check: "peering-hubs", path: `${path}.hubs`, got: show(hubs), allowed, fix }]),
        ...hubs.flatMap((hub, i) =>
            names.includes(hub)
                ? []
                : [unknown("unknown-hub", hub, `${path}.hubs[${i}]`, names, "Name a key of 'aws.hubs'.")],
        ),
        ...checkPartitions(args),
        ...(hubsFit ? checkWays(args) : []),
    ];
}

/** Hubs of one region are not peered; what two of them promise each other must not depend on it. */
function checkWays(args: TransitHubArgs): Problem[] {
    const reach = reachOf(args);
    const wiring = wiringOf(args);
    const segmentsIn = (hub: AwsHubArgs): string[] => Object.values(hub.attachments ?? {}).map((a) => a.segment);
    const hubs = sortedEntries(args.aws.hubs);
    return hubs.flatMap(([later, l], i) =>
        hubs.slice(0, i).flatMap(([earlier, e]) => {
            const isPromised = segmentsIn(l).some((from) => segmentsIn(e).some((to) => reach(from, to)));
            if (!isPromised || wiring.nextHop(earlier, later) !== undefined) return [];
            return [
                {
                    check: "no-way-between-hubs",
                    path: `${hubPath(later)}.region`,
                    got: `${show(l.region)}, with attachments that reach those of hub '${earlier}'`,
                    allowed: "hubs whose segments reach each other only where a peering between regions leads",
                    fix:
                        "AWS's provider cannot accept a peering inside one region: attach the VPCs to one hub, keep their " +
                        "segments apart, or use another TransitHub for one of them.",
                },
            ];
        }),
    );
}

/** Gateways of different partitions (China, GovCloud) cannot peer. */
function checkPartitions(args: TransitHubArgs): Problem[] {
    const partition = (h: AwsHubArgs): string | undefined => own(AWS_REGIONS, h.region)?.partition;
    const [first, ...others] = Object.entries(args.aws.hubs).filter(([, h]) => partition(h) !== undefined);
    if (first === undefined) return [];
    return others
        .filter(([, h]) => partition(h) !== partition(first[1]))
        .map(([hub, h]) => ({
            check: "mixed-partitions",
            path: `${hubPath(hub)}.region`,
            got: `${show(h.region)} in partition ${partition(h)}`,
            allowed: `a region of partition ${partition(first[1])}, as hub '${first[0]}'`,
            fix: "Transit Gateways of different partitions cannot peer: use a TransitHub for each partition.",
        }));
}

function checkNumbers(args: TransitHubArgs): Problem[] {
    const hubs = Object.entries(args.aws.hubs);
    return [
        ...hubs.flatMap(([hub, h]) => [...checkAsn(h, hubPath(hub)), ...checkAdoptedAsn(h, hubPath(hub))]),
        ...checkDistinctAsns(hubs),
        ...Object.entries(args.aws.limits ?? {}).flatMap(([limit, value]) => {
            if (value === undefined || (Number.isInteger(value) && (value as number) > 0)) return [];
            const fix = "Give the quota as AWS granted it.";
            return [
                {
                    check: "limit-range",
                    path: `aws.limits.${limit}`,
                    got: show(value),
                    allowed: "a whole number from 1",
                    fix,
                },
            ];
        }),
    ];
}

function checkAsn(hub: AwsHubArgs, path: string): Problem[] {
    const asn = hub.asn;
    const fits = AWS_ASN_RANGES.some(
        (r) => asn !== undefined && Number.isInteger(asn) && asn >= r.first && asn <= r.last,
    );
    if (asn === undefined || fits) return [];
    const allowed = AWS_ASN_RANGES.map((r) => `${r.first}–${r.last}`).join(" or ");
    return [
        {
            check: "asn-range",
            path: `${path}.asn`,
            got: show(asn),
            allowed,
            fix: "Choose a private ASN, or leave it out.",
        },
    ];
}

function checkAdoptedAsn(hub: AwsHubArgs, path: string): Problem[] {
    if (hub.existing === undefined || hub.asn !== undefined) return [];
    const fix = "The gateway has its ASN already: write it down, so that it can be compared with the others.";
    return [
        { check: "existing-asn", path: `${path}.asn`, got: "nothing", allowed: "the ASN of the existing gateway", fix },
    ];
}

function checkDistinctAsns(hubs: [string, AwsHubArgs][]): Problem[] {
    // Of several hubs with one ASN, an existing gateway keeps it, else the first by name.
    const isExisting = (h: AwsHubArgs): boolean => h.existing !== undefined;
    const ranked = [...hubs].sort(
        ([a, x], [b, y]) => Number(isExisting(y)) - Number(isExisting(x)) || (a < b ? -1 : 1),
    );
    const byAsn = new Map<number, [string, AwsHubArgs][]>();
    for (const [hub, h] of ranked) byAsn.set(asnOf(hub, h), [...(byAsn.get(asnOf(hub, h)) ?? []), [hub, h]]);
    const taken = new Set(byAsn.keys());
    let free = 64_512;
    const nextFree = (): number => {
        while (taken.has(free)) free++;
        taken.add(free);
        return free;
    };
    return [...byAsn].flatMap(([asn, [, ...later]]) =>
        later.map(([hub, h]) => ({
            check: "asn-duplicate",
            path: `${hubPath(hub)}.asn`,
            got: `${asn}, which another hub has`,
            allowed: "an ASN of its own for every hub",
            fix: isExisting(h)
                ? "An existing gateway keeps its ASN: put this hub into a TransitHub of its own, or let it be created."
                : `Add to hub '${hub}': asn: ${nextFree()}`,
        })),
    );
}

function checkIds(args: TransitHubArgs): Problem[] {
    // An id that is still an Output is checked when it is known.
    const plain = (kind: IdKind, id: unknown, path: string): Problem[] =>
        typeof id === "string" ? checkId(kind, id, path) : [];
    return [
        ...Object.entries(args.aws.hubs).flatMap(([hub, { existing }]) => {
            const path = `${hubPath(hub)}.existing`;
            return [
                ...plain("gateway", existing?.transitGatewayId, `${path}.transitGatewayId`),
                ...plain("gatewayRouteTable", existing?.transitRouteTable, `${path}.transitRouteTable`),
                ...Object.entries(existing?.routeTables ?? {}).flatMap(([s, id]) =>
                    plain("gatewayRouteTable", id, join(`${path}.routeTables`, s)),
                ),
            ];
        }),
        ...eachAttachment(args, (a, path) => [
            ...plain("vpc", a.vpcId, `${path}.vpcId`),
            ...Object.entries(a.subnets).flatMap(([zone, id]) => plain("subnet", id, join(`${path}.subnets`, zone))),
            ...Object.entries(a.routes ?? {}).flatMap(([key, r]) =>
                plain("vpcRouteTable", r.routeTableId, `${join(`${path}.routes`, key)}.routeTableId`),
            ),
        ]),
        ...checkAttachedOnce(args),
        ...checkAdoptedOnce(args),
    ];
}

/** AWS allows one attachment of a VPC to a gateway. */
function checkAttachedOnce(args: TransitHubArgs): Problem[] {
    const first = new Map<string, string>();
    return eachAttachment(args, (a, path, hub, key) => {
        if (typeof a.vpcId !== "string") return [];
        const seen = first.get(`${hub} ${a.vpcId}`);
        if (seen === undefined) first.set(`${hub} ${a.vpcId}`, key);
        if (seen === undefined) return [];
        const fix = `Attachment '${seen}' of this hub is this VPC already: merge the two.`;
        return [
            {
                check: "vpc-attached-twice",
                path: `${path}.vpcId`,
                got: show(a.vpcId),
                allowed: "a VPC once per hub",
                fix,
            },
        ];
    });
}

/** One gateway for two hubs would have to peer with itself; one table for two segments would join them. */
function checkAdoptedOnce(args: TransitHubArgs): Problem[] {
    const first = new Map<unknown, string>();
    const again = (id: unknown, path: string): Problem[] => {
        if (typeof id !== "string") return [];
        const seen = first.get(id);
        if (seen === undefined) first.set(id, path);
        if (seen === undefined) return [];
        const fix = `It is at ${seen} already: name another, or leave it out and have one created.`;
        return [{ check: "adopted-twice", path, got: show(id), allowed: "each gateway and each table once", fix }];
    };
    return Object.entries(args.aws.hubs).flatMap(([hub, { existing }]) => {
        const path = `${hubPath(hub)}.existing`;
        return [
            ...again(existing?.transitGatewayId, `${path}.transitGatewayId`),
            ...Object.entries(existing?.routeTables ?? {}).flatMap(([s, id]) =>
                again(id, join(`${path}.routeTables`, s)),
            ),
            ...again(existing?.transitRouteTable, `${path}.transitRouteTable`),
        ];
    });
}

function checkQuotas(args: TransitHubArgs, plan: TransitHubPlan): Problem[] {
    const cidrs = new Map(plan.attachments.map((a) => [`${a.hub}/${a.attachment}`, a.cidrs.length]));
    const vpcRoutes = new Map<string, number>();
    for (const { hub, attachment, route } of plan.vpcRoutes) {
        const table = `${hub}/${attachment}/${route}`;
        vpcRoutes.set(table, (vpcRoutes.get(table) ?? 0) + 1);
    }
    const exceeded = (name: keyof typeof AWS_QUOTAS, count: number, path: string, fix: string): Problem[] => {
        const { unit } = AWS_QUOTAS[name];
        const said = { override: args.aws.limits?.[name], argument: `aws.limits.${name}` };
        return checkLimit(AWS_QUOTAS[name], count, { check: `quota-${unit}`, path, fix, ...said });
    };
    return [
        ...plan.hubs.flatMap(({ hub }) => {
            const propagated = plan.propagations
                .filter((p) => p.hub === hub)
                .map((p) => cidrs.get(`${hub}/${p.attachment}`) ?? 0);
            const routes = propagated.reduce((sum, n) => sum + n, plan.statics.filter((s) => s.hub === hub).length);
            const peerings = plan.peerings.filter((p) => p.requester === hub || p.accepter === hub).length;
            const tables = plan.tables.filter((t) => t.hub === hub).length;
            return [
                ...exceeded("routeTablesPerGateway", tables, hubPath(hub), "Use fewer segments"),
                ...exceeded("routesPerGateway", routes, hubPath(hub), "Declare supernets for the other hubs"),
                ...exceeded("peeringsPerGateway", peerings, hubPath(hub), "Use Topology.HubAndSpoke"),
            ];
        }),
        ...eachAttachment(args, (a, path, hub, key) =>
            Object.keys(a.routes ?? {}).flatMap((route) => {
                const count = vpcRoutes.get(`${hub}/${key}/${route}`) ?? 0;
                const at = join(`${path}.routes`, route);
                return exceeded("routesPerVpcTable", count, at, "Give wider 'destinations'").map((p) => ({
                    ...p,
                    check: "quota-vpc-routes",
                }));
            }),
        ),
    ];
}

function demandSome(map: object, path: string, fix: string): Problem[] {
    return Object.keys(map).length > 0
        ? []
        : [{ check: "empty", path, got: "an empty map", allowed: "at least one entry", fix }];
}

function unknown(check: string, name: string, path: string, known: readonly string[], fix: string): Problem {
    return { check, path, got: show(name), allowed: oneOf(known), fix };
}

function reachesItself(segment: string, path: string): Problem {
    const fix = `Remove it: members of '${segment}' reach each other, unless 'isolated' is true.`;
    return { check: "reaches-itself", path, got: show(segment), allowed: "another segment", fix };
}

function nameTag(): Problem {
    const fix = "Remove it: each resource carries its own name.";
    return { check: "name-tag", path: "tags.Name", got: '"Name"', allowed: "any other tag", fix };
}
