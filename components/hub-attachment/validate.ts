/** Every rule that HubAttachment's arguments must keep. Pure. Ids that are Outputs are checked when they become known. */
import { checkPrefix, covers, overlappingPairs, prefixOf, type Prefix } from "../../plan/prefix";
import { oneOf, show, type Problem } from "../../plan/problem";
import { checkShape, join, own, withoutNulls } from "../../plan/shape";
import { checkAwsRegion, checkAwsZone, checkRoutable } from "../shared/checks";
import { checkId, type IdKind } from "../shared/ids";
import type { HubAttachmentArgs } from "./args";
import { hubAttachmentShape } from "./shape";

/** Findings after which the arguments cannot be read as what their types say. */
const STRUCTURAL = new Set(["missing-argument", "wrong-type", "not-plain"]);

export function validateHubAttachment(given: HubAttachmentArgs): Problem[] {
    const args = withoutNulls(hubAttachmentShape, given);
    const shape = checkShape(hubAttachmentShape, args);
    if (shape.some((p) => STRUCTURAL.has(p.check))) return shape;
    return [
        ...shape,
        ...checkWhat(args),
        ...checkReference(args),
        ...checkZones(args),
        ...checkCidrs(args),
        ...checkIds(args),
    ];
}

function checkWhat({ hub, segment, vpc, attachmentIds, staticRoutes, tags }: HubAttachmentArgs): Problem[] {
    const segments = Object.keys(hub.segments);
    const count = Object.keys(attachmentIds ?? {}).length;
    const isOne = (vpc !== undefined) !== (attachmentIds !== undefined);
    const say = (check: string, path: string, got: string, allowed: string, fix: string): Problem[] => [
        { check, path, got, allowed, fix },
    ];
    return [
        ...(segments.includes(segment)
            ? []
            : say("unknown-segment", "segment", show(segment), oneOf(segments), "Name a segment of the hub.")),
        ...(isOne
            ? []
            : say(
                  "what-is-attached",
                  "",
                  vpc === undefined ? "neither vpc nor attachmentIds" : "both vpc and attachmentIds",
                  "one of the two",
                  "A VPC is attached here; a VPN is attached by its bridge and joined here.",
              )),
        ...(attachmentIds !== undefined && count === 0
            ? say("empty", "attachmentIds", "an empty map", "at least one entry", "Give the ids of what is attached.")
            : []),
        ...(vpc !== undefined && Object.keys(vpc.subnets).length === 0
            ? say("empty", "vpc.subnets", "an empty map", "at least one entry", "Give a subnet in each zone in use.")
            : []),
        ...(staticRoutes === true && count > 1
            ? say(
                  "static-routes-once",
                  "staticRoutes",
                  `true, with ${count} attachments`,
                  "one attachment, or BGP",
                  "A table has one static route for a prefix: use BGP, or give the one attachment that carries it.",
              )
            : []),
        ...(staticRoutes === true && vpc !== undefined
            ? say("static-routes-vpc", "staticRoutes", "true, with a VPC", "false", "A VPC's prefixes are announced.")
            : []),
        ...(tags?.Name === undefined
            ? []
            : say("name-tag", "tags.Name", '"Name"', "any other tag", "Remove it: it carries its own name.")),
    ];
}

interface Declared {
    readonly at: string;
    /** Its place in the list. */
    readonly i: number;
    readonly prefix: Prefix;
}

/** The prefixes of a list, or what is wrong with each. */
function read(texts: readonly string[], path: string): { known: Declared[]; problems: Problem[] } {
    if (texts.length === 0) {
        const fix = "Name the prefixes: only they are routed.";
        return {
            known: [],
            problems: [{ check: "empty", path, got: "an empty list", allowed: "at least one prefix", fix }],
        };
    }
    const problems = texts.flatMap((text, i) => checkRoutable(text, `${path}[${i}]`));
    const known = texts.flatMap((text, i): Declared[] => {
        const at = `${path}[${i}]`;
        return problems.some((p) => p.path === at) ? [] : [{ at, i, prefix: prefixOf(text) }];
    });
    return { known, problems };
}

function checkCidrs({ cidrs, vpc }: HubAttachmentArgs): Problem[] {
    const { known, problems } = read(cidrs, "cidrs");
    return [
        ...problems,
        ...overlappingPairs(known, (k) => k.prefix).map(([a, b]) => {
            const [first, second] = a.i < b.i ? [a, b] : [b, a];
            return {
                check: "cidr-overlap",
                path: second.at,
                got: `${show(second.prefix.text)}, which meets ${first.prefix.text} at ${first.at}`,
                allowed: "each prefix once",
                fix: "Keep the wider one.",
            };
        }),
        ...Object.entries(vpc?.routes ?? {}).flatMap(([route, { destinations }]) => {
            const wanted = read(destinations, `${join("vpc.routes", route)}.destinations`);
            return [...wanted.problems, ...checkDestinations(wanted.known, known)];
        }),
    ];
}

/** AWS routes a VPC's own addresses inside it, and takes each destination once. */
function checkDestinations(destinations: readonly Declared[], inside: readonly Declared[]): Problem[] {
    const seen = new Set<string>();
    return destinations.flatMap(({ at: path, prefix }): Problem[] => {
        const got = show(prefix.text);
        const isAgain = seen.has(prefix.text);
        seen.add(prefix.text);
        if (isAgain) {
            return [{ check: "destination-twice", path, got, allowed: "each destination once", fix: "Remove one." }];
        }
        const local = inside.find((own) => covers(own.prefix, prefix));
        if (local === undefined) return [];
        const allowed = `nothing inside ${local.prefix.text}, the VPC itself`;
        const fix = "AWS routes a VPC's own addresses inside it, and refuses another route for them: remove it.";
        return [{ check: "destination-is-local", path, got, allowed, fix }];
    });
}

/** What the hub tells of itself, as far as this attachment needs it: from another stack it may be older than the program. */
function checkReference({ hub, segment }: HubAttachmentArgs): Problem[] {
    const segments = Object.keys(hub.segments);
    const at = join("hub.segments", segment);
    const { reachedBy = [], supernets = [] } = own(hub.segments, segment) ?? {};
    const fix = "Make the reference anew: `hubReference(hub, key)`, and deploy the stack that exports it.";
    return [
        ...checkAwsRegion(hub.region, "hub.region"),
        ...reachedBy.flatMap((name, i) =>
            segments.includes(name)
                ? []
                : [
                      {
                          check: "unknown-segment",
                          path: `${at}.reachedBy[${i}]`,
                          got: show(name),
                          allowed: oneOf(segments),
                          fix,
                      },
                  ],
        ),
        ...supernets.flatMap((text, i) => checkPrefix(text, `${at}.supernets[${i}]`)),
        ...Object.entries(hub.remotes ?? {}).flatMap(([remote, { routeTableIds }]) =>
            reachedBy
                .filter((name) => own(routeTableIds, name) === undefined)
                .map((name) => ({
                    check: "missing-argument",
                    path: join(`${join("hub.remotes", remote)}.routeTableIds`, name),
                    got: "nothing",
                    allowed: "a value or an Output",
                    fix,
                })),
        ),
    ];
}

function checkZones({ hub: { region }, vpc }: HubAttachmentArgs): Problem[] {
    return Object.keys(vpc?.subnets ?? {}).flatMap((zone) => checkAwsZone(zone, region, join("vpc.subnets", zone)));
}

function checkIds({ hub, vpc, attachmentIds = {} }: HubAttachmentArgs): Problem[] {
    const first = new Map<string, string>();
    const again = (id: unknown, path: string): Problem[] => {
        if (typeof id !== "string") return [];
        const seen = first.get(id);
        if (seen === undefined) first.set(id, path);
        const fix = "An attachment has one table that its traffic is looked up in: name it once.";
        return seen === undefined
            ? []
            : [
                  {
                      check: "attachment-twice",
                      path,
                      got: `${show(id)}, as ${seen}`,
                      allowed: "each attachment once",
                      fix,
                  },
              ];
    };
    // An id that is still an Output is checked when it is known.
    const plain = (kind: IdKind, id: unknown, path: string): Problem[] => {
        if (id === undefined || typeof id === "object" || typeof id === "function") return [];
        return checkId(kind, typeof id === "string" ? id : show(id), path);
    };
    return [
        ...plain("gateway", hub.transitGatewayId, "hub.transitGatewayId"),
        ...plain("gatewayRouteTable", hub.transitRouteTableId, "hub.transitRouteTableId"),
        ...Object.entries(hub.segments).flatMap(([name, { routeTableId }]) =>
            plain("gatewayRouteTable", routeTableId, `${join("hub.segments", name)}.routeTableId`),
        ),
        ...Object.entries(hub.remotes ?? {}).flatMap(([name, remote]) => {
            const at = join("hub.remotes", name);
            return [
                ...plain("gatewayAttachment", remote.peeringAttachmentId, `${at}.peeringAttachmentId`),
                ...plain("gatewayRouteTable", remote.transitRouteTableId, `${at}.transitRouteTableId`),
                ...Object.entries(remote.routeTableIds).flatMap(([s, id]) =>
                    plain("gatewayRouteTable", id, join(`${at}.routeTableIds`, s)),
                ),
            ];
        }),
        ...Object.entries(attachmentIds).flatMap(([key, id]) => [
            ...plain("gatewayAttachment", id, join("attachmentIds", key)),
            ...again(id, join("attachmentIds", key)),
        ]),
        ...plain("vpc", vpc?.vpcId, "vpc.vpcId"),
        ...Object.entries(vpc?.subnets ?? {}).flatMap(([zone, id]) => plain("subnet", id, join("vpc.subnets", zone))),
        ...Object.entries(vpc?.routes ?? {}).flatMap(([route, { routeTableId }]) =>
            plain("vpcRouteTable", routeTableId, `${join("vpc.routes", route)}.routeTableId`),
        ),
    ];
}
