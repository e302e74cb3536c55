/** What a HubAttachment will build, from its arguments alone. Pure; the arguments must have passed `validate.ts`. */
import { coversTogether, prefixOf } from "../../plan/prefix";
import type { HubAttachmentArgs } from "./args";

export interface HubAttachmentPlan {
    /** Keys of the attachments: those of `attachmentIds`, or "vpc". */
    attachments: string[];
    /** Segments whose tables learn the attachments' prefixes; undefined is the hub's transit table. */
    propagations: { attachment: string; segment?: string }[];
    /** Routes in the hub's own tables, where nothing is learnt. */
    statics: { attachment: string; segment?: string; destination: string }[];
    /** Routes in other hubs' tables. */
    remotes: { hub: string; segment?: string; destination: string }[];
    /** Routes of the VPC. */
    vpcRoutes: { route: string; destination: string }[];
}

export const VPC = "vpc";

export function planHubAttachment(args: HubAttachmentArgs): HubAttachmentPlan {
    const { hub, segment, vpc, attachmentIds = {}, staticRoutes = false } = args;
    const { reachedBy, supernets = [] } = hub.segments[segment] ?? { reachedBy: [] };
    const attachments = vpc === undefined ? Object.keys(attachmentIds).sort() : [VPC];
    const cidrs = canonical(args.cidrs);
    const tables = [...[...reachedBy].sort().map((s) => ({ segment: s })), ...(hasTransit(args) ? [{}] : [])];
    // What lies in the supernets is known to the other hubs by that.
    const unknown = cidrs.filter((cidr) => !coversTogether(supernets, cidr));
    return {
        attachments,
        propagations: staticRoutes
            ? []
            : attachments.flatMap((attachment) => tables.map((table) => ({ attachment, ...table }))),
        statics: staticRoutes
            ? attachments.flatMap((attachment) =>
                  tables.flatMap((table) => cidrs.map((destination) => ({ attachment, ...table, destination }))),
              )
            : [],
        remotes: Object.entries(hub.remotes ?? {})
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .flatMap(([remote, { transitRouteTableId }]) => [
                ...[...reachedBy]
                    .sort()
                    .flatMap((s) => unknown.map((destination) => ({ hub: remote, segment: s, destination }))),
                ...(transitRouteTableId === undefined
                    ? []
                    : unknown.map((destination) => ({ hub: remote, destination }))),
            ]),
        vpcRoutes: Object.entries(vpc?.routes ?? {})
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .flatMap(([route, { destinations }]) =>
                canonical(destinations).map((destination) => ({ route, destination })),
            ),
    };
}

const hasTransit = ({ hub }: HubAttachmentArgs): boolean => hub.transitRouteTableId !== undefined;

function canonical(prefixes: readonly string[]): string[] {
    return prefixes.map((text) => prefixOf(text).text).sort();
}
