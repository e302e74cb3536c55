/**
 * What a TransitHub will build, from its arguments alone: every gateway, table, association, propagation and route, by the
 * keys of the program. Pure; the arguments must have passed `validate.ts`.
 *
 * Routing model. Every segment has a table of its own in every hub. An attachment is looked up in its segment's table
 * (association) and announces its CIDRs to the tables of the segments that reach it (propagation). Peerings announce
 * nothing (AWS: static routes only), so each segment's table gets a static route to what its segment reaches behind each
 * other hub. Traffic that arrives over a peering is looked up in a transit table, which knows all local attachments; it
 * left its own segment's table before, so isolation holds at the source.
 */
import { numberFromKey } from "../../plan/identity";
import { prefixOf } from "../../plan/prefix";
import { own } from "../../plan/shape";
import { Topology, wire, type Wiring } from "../../plan/topology";
import type { AwsHubArgs, TransitHubArgs } from "./args";

export interface TransitHubPlan {
    hubs: HubPlan[];
    tables: TablePlan[];
    attachments: AttachmentPlan[];
    propagations: PropagationPlan[];
    vpcRoutes: VpcRoutePlan[];
    peerings: PeeringPlan[];
    statics: StaticPlan[];
}

export interface HubPlan {
    hub: string;
    region: string;
    asn: number;
    /** The gateway exists already. */
    adopted: boolean;
}

/** `segment` undefined: the transit table. */
export interface TablePlan {
    hub: string;
    segment?: string;
    adopted: boolean;
}

export interface AttachmentPlan {
    hub: string;
    attachment: string;
    segment: string;
    cidrs: string[];
    /** Zones with a subnet, in alphabetical order. */
    zones: string[];
    ipv6: boolean;
    applianceMode: boolean;
}

/** `segment` undefined: into the transit table. */
export interface PropagationPlan {
    hub: string;
    attachment: string;
    segment?: string;
}

export interface VpcRoutePlan {
    hub: string;
    attachment: string;
    /** Key of the VPC route table. */
    route: string;
    destination: string;
}

/** The requester is the hub whose key comes first, so it never changes when a hub is added. */
export interface PeeringPlan {
    requester: string;
    accepter: string;
}

/** A static route in `hub`, over its peering with `peer`. `segment` undefined: in the transit table. */
export interface StaticPlan {
    hub: string;
    segment?: string;
    peer: string;
    destination: string;
}

/** First of the 32-bit private ASNs; keys are spread over the 94,967,295 of them. */
const FIRST_DERIVED_ASN = 4_200_000_000;
const DERIVED_ASNS = 94_967_295;

export function planHubs(args: TransitHubArgs): TransitHubPlan {
    const hubs = sortedEntries(args.aws.hubs);
    const segments = Object.keys(args.segments).sort();
    const reach = reachOf(args);
    const wiring = wiringOf(args);
    const attachments = attachmentsOf(hubs);
    const isPeered = (hub: string): boolean => wiring.links.some((link) => link.includes(hub));
    const behind = announced(args, attachments);

    return {
        hubs: hubs.map(([hub, h]) => ({
            hub,
            region: h.region,
            asn: asnOf(hub, h),
            adopted: h.existing !== undefined,
        })),
        tables: hubs.flatMap(([hub, h]) => [
            ...segments.map((segment) => ({
                hub,
                segment,
                adopted: own(h.existing?.routeTables, segment) !== undefined,
            })),
            ...(isPeered(hub) ? [{ hub, adopted: h.existing?.transitRouteTable !== undefined }] : []),
        ]),
        attachments,
        propagations: attachments.flatMap(({ hub, attachment, segment }) => [
            ...segments.filter((s) => reach(s, segment)).map((s) => ({ hub, attachment, segment: s })),
            ...(isPeered(hub) ? [{ hub, attachment }] : []),
        ]),
        vpcRoutes: attachments.flatMap((a) => vpcRoutesOf(args, a, attachments, reach, wiring, behind)),
        peerings: wiring.links.map(([requester, accepter]) => ({ requester, accepter })),
        statics: hubs.flatMap(([hub]) => [
            ...segments.flatMap((segment) => segmentStatics(hub, segment, hubs, segments, reach, wiring, behind)),
            ...transitStatics(hub, segments, wiring, behind),
        ]),
    };
}

/** Declared on either side, reach holds both ways; a segment reaches itself unless its members are kept apart. */
export function reachOf(args: TransitHubArgs): (from: string, to: string) => boolean {
    const declared = (from: string, to: string): boolean => own(args.segments[from]?.reaches, to) !== undefined;
    return (from, to) =>
        from === to ? args.segments[from]?.isolated !== true : declared(from, to) || declared(to, from);
}

export function asnOf(hub: string, args: AwsHubArgs): number {
    return args.asn ?? FIRST_DERIVED_ASN + numberFromKey(hub, DERIVED_ASNS);
}

export function wiringOf(args: TransitHubArgs): Wiring {
    const peering = args.aws.peering;
    // AWS gives each side of a peering inside one region an attachment id of its own, and the provider shows the
    // requester's only (hashicorp/terraform-provider-aws#28500): such a peering cannot be accepted, so it is not made.
    const inOneRegion = (a: string, b: string): boolean => args.aws.hubs[a]?.region === args.aws.hubs[b]?.region;
    return wire(peering?.topology ?? Topology.FullMesh, Object.keys(args.aws.hubs), peering?.hubs ?? [], inOneRegion);
}

function attachmentsOf(hubs: [string, AwsHubArgs][]): AttachmentPlan[] {
    return hubs.flatMap(([hub, h]) =>
        sortedEntries(h.attachments ?? {}).map(([attachment, a]) => ({
            hub,
            attachment,
            segment: a.segment,
            cidrs: canonical(a.cidrs),
            zones: Object.keys(a.subnets).sort(),
            ipv6: a.cidrs.some((cidr) => cidr.includes(":")),
            applianceMode: a.applianceMode ?? false,
        })),
    );
}

/** The prefixes under which other hubs know a segment of a hub: its supernets, else every CIDR of its attachments. */
function announced(args: TransitHubArgs, attachments: AttachmentPlan[]): Behind {
    const known = new Map<string, string[]>();
    for (const { hub, segment, cidrs } of attachments) {
        const key = `${hub}/${segment}`;
        known.set(key, [...(known.get(key) ?? []), ...cidrs]);
    }
    for (const [hub, { supernets }] of Object.entries(args.aws.hubs)) {
        for (const [segment, prefixes] of Object.entries(supernets ?? {}))
            known.set(`${hub}/${segment}`, canonical(prefixes));
    }
    for (const prefixes of known.values()) prefixes.sort();
    return (hub, segment) => known.get(`${hub}/${segment}`) ?? [];
}

type Reach = (from: string, to: string) => boolean;
type Behind = (hub: string, segment: string) => string[];

function segmentStatics(
    hub: string,
    segment: string,
    hubs: [string, AwsHubArgs][],
    segments: string[],
    reach: Reach,
    wiring: Wiring,
    behind: Behind,
): StaticPlan[] {
    return hubs.flatMap(([other]) => {
        const peer = other === hub ? undefined : wiring.nextHop(hub, other);
        if (peer === undefined) return [];
        return segments
            .filter((s) => reach(segment, s))
            .flatMap((s) => behind(other, s))
            .map((destination) => ({ hub, segment, peer, destination }));
    });
}

/** Where `hub` stands between two others, its transit table leads on to both. */
function transitStatics(hub: string, segments: string[], wiring: Wiring, behind: Behind): StaticPlan[] {
    return wiring
        .reachedThrough(hub)
        .flatMap((to) => segments.flatMap((s) => behind(to, s)).map((destination) => ({ hub, peer: to, destination })));
}

function vpcRoutesOf(
    args: TransitHubArgs,
    own: AttachmentPlan,
    attachments: AttachmentPlan[],
    reach: Reach,
    wiring: Wiring,
    behind: Behind,
): VpcRoutePlan[] {
    const routes = sortedEntries(args.aws.hubs[own.hub]?.attachments?.[own.attachment]?.routes ?? {});
    // Looks at every other attachment, so only where somebody needs it.
    const reachable = routes.some(([, r]) => r.destinations === undefined)
        ? reachableFrom(args, own, attachments, reach, wiring, behind)
        : [];
    return routes.flatMap(([route, r]) =>
        (r.destinations === undefined ? reachable : canonical(r.destinations)).map((destination) => ({
            hub: own.hub,
            attachment: own.attachment,
            route,
            destination,
        })),
    );
}

function reachableFrom(
    args: TransitHubArgs,
    own: AttachmentPlan,
    attachments: AttachmentPlan[],
    reach: Reach,
    wiring: Wiring,
    behind: Behind,
): string[] {
    const local = attachments
        .filter((a) => a.hub === own.hub && a.attachment !== own.attachment && reach(own.segment, a.segment))
        .flatMap((a) => a.cidrs);
    const remote = Object.keys(args.aws.hubs)
        .filter((hub) => hub !== own.hub && wiring.nextHop(own.hub, hub) !== undefined)
        .flatMap((hub) =>
            Object.keys(args.segments)
                .filter((s) => reach(own.segment, s))
                .flatMap((s) => behind(hub, s)),
        );
    return [...new Set([...local, ...remote])].sort();
}

/** Prefixes as their names and routes spell them, whichever way they are written in the program. */
function canonical(prefixes: readonly string[]): string[] {
    return prefixes.map((text) => prefixOf(text).text).sort();
}

export function sortedEntries<T>(map: Record<string, T>): [string, T][] {
    return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}
