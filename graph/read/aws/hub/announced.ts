/**
 * Routes that come into a table by BGP. What a site announces stands in no program, so nobody can say where packets go that no
 * other route has: each may go to the site. Taken for granted is only that a site announces neither the networks here nor what
 * the table has a route for, and no public prefixes where the table has a default route.
 */
import { addressSet, EVERYTHING, NOTHING, prefixesOf, subtract, type AddressSet } from "../../../../plan/address-set";
import type { Family } from "../../../../plan/prefix";
import type { Assumption, Entry, Hop } from "../../../network";
import { entry } from "../../hops";
import { PRIVATE } from "../../tunnels/private";
import { isExternal, type Attachment, type External } from "./attachments";
import { RANKS, type Route, type TableRoutes } from "./routes";
import { VPN_CONNECTION } from "./types";

const FAMILIES = [4, 6] as const;

/**
 * Entries for everything that an announcement may lead elsewhere. `networks` is all addresses of networks that are known; `onward`
 * is the way to an attachment. A default route to a VPN leads the same way as what its site may announce besides.
 */
export function announcedEntries(
    { routes, announcers }: TableRoutes,
    networks: AddressSet,
    onward: (attachment: Attachment) => Hop,
): readonly Entry[] {
    const routed = addressSet(routes.filter(({ prefix }) => prefix.length > 0).map(({ prefix }) => prefix));
    return FAMILIES.flatMap((family) => {
        const fallback = defaultOf(routes, family);
        const site = fallback === undefined ? undefined : siteOf(fallback);
        const announcer = announcers.find((a) => a.attachment !== site && mayAnnounce(a.attachment, family));
        const way = announcer !== undefined ? untold(announcer) : toSite(fallback, site, onward);
        if (way === undefined) return [];
        const around = fallback === undefined ? EVERYTHING : PRIVATE;
        const open = { ...NOTHING, [family]: subtract(subtract(around, networks), routed)[family] };
        return prefixesOf(open).map((prefix) => entry(prefix, RANKS.vpn, way.to, way.element, way.origin));
    });
}

/** What the entries above take for granted; `table` is whose routes they are, `about` what an answer that needs it meets. */
export function announcedFrom(
    { announcers }: TableRoutes,
    table: string,
    about: readonly string[],
): readonly Assumption[] {
    return announcers.map(({ attachment }) => ({
        text:
            `what ${nameOf(attachment)} announces to ${table} is neither a prefix of the networks here nor part of another route ` +
            "there, and private where there is a default route",
        about,
    }));
}

type Way = Pick<Entry, "to" | "element" | "origin">;
type Announcer = TableRoutes["announcers"][number];

function untold({ attachment, element }: Announcer): Way {
    const detail = `what ${nameOf(attachment)} announces is not known: these packets may go there`;
    return { to: { to: "end", reason: { code: "UNKNOWN", element, detail } }, element, origin: "propagated" };
}

function toSite(
    fallback: Route | undefined,
    site: Attachment | undefined,
    onward: (attachment: Attachment) => Hop,
): Way | undefined {
    if (fallback === undefined || site === undefined) return undefined;
    return { to: onward(site), element: fallback.element, origin: fallback.origin };
}

/** The default route that counts. */
function defaultOf(routes: readonly Route[], family: Family): Route | undefined {
    const all = routes.filter(({ prefix }) => prefix.length === 0 && prefix.family === family);
    return all.reduce<Route | undefined>((best, r) => (best === undefined || r.rank < best.rank ? r : best), undefined);
}

/** A device that nobody reads; over a tunnel to another gateway the route itself leads. */
function siteOf({ target, over }: Route): Attachment | undefined {
    return over === undefined && "attachment" in target && target.attachment.kind === "vpn"
        ? target.attachment
        : undefined;
}

/** A VPN carries one family, IPv4 by default. */
function mayAnnounce(attachment: Attachment | External, family: Family): boolean {
    if (isExternal(attachment) || attachment.resource.type !== VPN_CONNECTION) return true;
    const version = attachment.resource.props["tunnelInsideIpVersion"];
    return typeof version === "symbol" || family === (version === "ipv6" ? 6 : 4);
}

function nameOf(attachment: Attachment | External): string {
    return isExternal(attachment) ? `attachment ${attachment.external}` : attachment.label;
}
