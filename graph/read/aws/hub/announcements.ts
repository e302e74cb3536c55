/** What AWS announces over a VPN connection. Source: VPC Transit Gateway guide, Site-to-Site VPN user guide (BGP). */
import type { Read } from "../../fields";
import type { Announced, Announcement } from "../../tunnels/end";
import { isExternal, type Attachment } from "./attachments";
import type { Route, TableRoutes } from "./routes";

/** All routes of a table that lead anywhere but to the connection itself, each prefix by its best route. */
export function announcementOf(read: TableRoutes, to: Attachment, asn: Read<number>): Announcement {
    const others = read.routes.filter(({ target }) => "attachment" in target && target.attachment !== to);
    const best = new Map<string, Route>();
    for (const route of others) {
        const found = best.get(route.prefix.text);
        if (found === undefined || route.rank < found.rank) best.set(route.prefix.text, route);
    }
    const own = typeof asn === "number" ? [asn] : [];
    const untold = read.announcers
        .filter(({ attachment }) => attachment !== to)
        .map(({ attachment, element }) => {
            const name = isExternal(attachment) ? `attachment ${attachment.external}` : attachment.label;
            return { code: "UNKNOWN", element, detail: `what ${name} announces is not known` } as const;
        });
    return {
        routes: [...best.values()].map(({ prefix, learned }): Announced => {
            const open = learned?.open;
            return { prefix, path: [...own, ...(learned?.path ?? [])], ...(open === undefined ? {} : { open }) };
        }),
        unsure: [...read.unsure, ...untold],
    };
}
