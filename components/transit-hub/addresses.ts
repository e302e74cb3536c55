/**
 * Address rules of TransitHub. AWS says nothing when two attachments of one gateway have overlapping CIDRs: the second
 * route is silently missing. So every prefix that meets another in any table is found here.
 */
import { VPC_PREFIX_LENGTHS } from "../../facts/limits/aws";
import { coversTogether, overlappingPairs, parsePrefix, prefixOf, type Prefix } from "../../plan/prefix";
import { show, type Problem } from "../../plan/problem";
import { join, own } from "../../plan/shape";
import { checkRoutable } from "../shared/checks";
import type { AwsAttachmentArgs, TransitHubArgs } from "./args";
import { reachOf, wiringOf } from "./plan";
import { eachAttachment, hubPath } from "./paths";

/** A declared prefix, and who declared it. `attachment` undefined: a supernet of the segment in the hub. */
interface Declared {
    path: string;
    prefix: Prefix;
    hub: string;
    segment: string;
    attachment?: string;
}

export function checkAddresses(args: TransitHubArgs): Problem[] {
    const problems: Problem[] = [];
    const read = (texts: readonly string[], path: string, isVpc: boolean): { path: string; prefix: Prefix }[] =>
        texts.flatMap((text, i) => {
            const at = `${path}[${i}]`;
            const found = [...checkRoutable(text, at), ...(isVpc ? checkVpcPrefix(text, at) : [])];
            problems.push(...found);
            return found.length > 0 ? [] : [{ path: at, prefix: prefixOf(text) }];
        });

    const cidrsOf = new Map<AwsAttachmentArgs, Declared[]>();
    const cidrs = eachAttachment(args, (a, path, hub, attachment): Declared[] => {
        if (a.cidrs.length === 0) problems.push(noCidrs(path));
        const found = read(a.cidrs, `${path}.cidrs`, true);
        const declared = found.map((c) => ({ ...c, hub, segment: a.segment, attachment }));
        cidrsOf.set(a, declared);
        return declared;
    });
    const supernets = Object.entries(args.aws.hubs).flatMap(([hub, h]) =>
        Object.entries(h.supernets ?? {}).flatMap(([segment, texts]): Declared[] =>
            read(texts, join(`${hubPath(hub)}.supernets`, segment), false).map((s) => ({ ...s, hub, segment })),
        ),
    );
    const destinations = eachAttachment(args, (a, path) =>
        Object.entries(a.routes ?? {}).flatMap(([route, r]) => {
            const at = `${join(`${path}.routes`, route)}.destinations`;
            return checkDestinations(read(r.destinations ?? [], at, false), cidrsOf.get(a) ?? []);
        }),
    );
    return [
        ...problems,
        ...checkOverlaps(args, [...cidrs, ...supernets]),
        ...checkCoverage(args, cidrs, supernets),
        ...destinations,
    ];
}

function checkVpcPrefix(text: string, path: string): Problem[] {
    const parsed = parsePrefix(text);
    const { shortest, longest } = VPC_PREFIX_LENGTHS;
    if ("problem" in parsed || parsed.prefix.family === 6) return [];
    if (parsed.prefix.length >= shortest && parsed.prefix.length <= longest) return [];
    const fix = "Give the CIDR blocks that the VPC really has.";
    return [
        {
            check: "cidr-size",
            path,
            got: show(text),
            allowed: `/${shortest} to /${longest}, as a VPC's blocks are`,
            fix,
        },
    ];
}

function checkOverlaps(args: TransitHubArgs, declared: Declared[]): Problem[] {
    const meet = meetingIn(args);
    return overlappingPairs(declared, (d) => d.prefix).flatMap(([a, b]): Problem[] => {
        const [first, second] = a.path < b.path ? [a, b] : [b, a];
        if (a.attachment === undefined || b.attachment === undefined) {
            // A supernet stands for its own segment's attachments in its hub, and for nothing else.
            if (a.hub === b.hub && a.segment === b.segment && a.attachment !== b.attachment) return [];
            return [
                overlap(
                    "supernet-overlap",
                    first,
                    second,
                    "A supernet may hold its own segment's CIDRs in its own hub only: make it narrower.",
                ),
            ];
        }
        const fix = meet(a, b);
        return fix === undefined ? [] : [overlap("cidr-overlap", first, second, fix)];
    });
}

/** Where two CIDRs of attachments get in each other's way, and what to do; undefined where they never meet. */
function meetingIn(args: TransitHubArgs): (a: Declared, b: Declared) => string | undefined {
    const reach = reachOf(args);
    const wiring = wiringOf(args);
    // A transit table holds the CIDRs of its own hub, and of every hub that another reaches by way of it.
    const transit = [...new Set(wiring.links.flat())].map((hub) => ({
        hub,
        holds: new Set([hub, ...wiring.reachedThrough(hub)]),
    }));
    const segments = Object.keys(args.segments);
    return (a, b) => {
        if (a.hub === b.hub && a.attachment === b.attachment)
            return "A VPC's own blocks never overlap: give each once.";
        const seer = segments.find((s) => reach(s, a.segment) && reach(s, b.segment));
        if (seer !== undefined || reach(a.segment, b.segment)) {
            const where = seer === undefined ? "each other's reach" : `the table of segment '${seer}'`;
            return `Both are in ${where}, where one would silently win: renumber one, or keep their segments apart.`;
        }
        const table = transit.find(({ holds }) => holds.has(a.hub) && holds.has(b.hub));
        if (table === undefined) return undefined;
        return `Both are in the transit table of hub '${table.hub}', which all segments share, and where one would silently win: renumber one.`;
    };
}

function overlap(check: string, first: Declared, second: Declared, fix: string): Problem {
    const got = `${second.prefix.text}, which overlaps ${first.prefix.text} at ${first.path}`;
    return { check, path: second.path, got, allowed: "prefixes that do not overlap", fix };
}

function checkCoverage(args: TransitHubArgs, cidrs: Declared[], supernets: Declared[]): Problem[] {
    return cidrs.flatMap((cidr): Problem[] => {
        if (own(args.aws.hubs[cidr.hub]?.supernets, cidr.segment) === undefined) return [];
        const declared = supernets.filter((s) => s.hub === cidr.hub && s.segment === cidr.segment).map((s) => s.prefix);
        if (coversTogether(declared, cidr.prefix)) return [];
        const path = join(`${hubPath(cidr.hub)}.supernets`, cidr.segment);
        const allowed = declared.map((p) => p.text).join(", ") || "nothing";
        const fix = `Other hubs route by the supernets only: add one to ${path} that covers it.`;
        return [
            {
                check: "supernet-incomplete",
                path: cidr.path,
                got: cidr.prefix.text,
                allowed: `a part of ${allowed}`,
                fix,
            },
        ];
    });
}

function checkDestinations(destinations: { path: string; prefix: Prefix }[], inside: Declared[]): Problem[] {
    const seen = new Set<string>();
    return destinations.flatMap(({ path, prefix }): Problem[] => {
        const got = show(prefix.text);
        const isAgain = seen.has(prefix.text);
        seen.add(prefix.text);
        if (isAgain)
            return [{ check: "destination-twice", path, got, allowed: "each destination once", fix: "Remove one." }];
        const local = inside.find((c) => coversTogether([c.prefix], prefix));
        if (local === undefined) return [];
        const fix = "AWS routes a VPC's own addresses inside it, and refuses another route for them: remove it.";
        return [
            {
                check: "destination-is-local",
                path,
                got,
                allowed: `nothing inside ${local.prefix.text}, the VPC itself`,
                fix,
            },
        ];
    });
}

function noCidrs(path: string): Problem {
    const fix = "Give the CIDR blocks of the VPC: they decide what is routed to it.";
    return { check: "empty", path: `${path}.cidrs`, got: "an empty list", allowed: "at least one prefix", fix };
}
