/** Prices of services that are no cloud's: fronts and overlay networks. */
import { type Source } from "../fact";
import { price, unpriced, type Price } from "./price";

const TAILSCALE: Source = { document: "Tailscale pricing", date: "2026-09-20", certainty: "read" };
const NETBIRD: Source = { document: "NetBird pricing", date: "2026-09-20", certainty: "read" };
const CLOUDFLARE = { document: "Cloudflare Load Balancing; no source confirmed a figure", date: "2026-11" };

const cloudflare = (what: string, unit: Price["unit"]): Price =>
    unpriced({ what, unit, payer: "the Cloudflare account" }, CLOUDFLARE);
const user = (what: string, payer: string, rate: number, source: Source): Price =>
    price({ what, unit: "USD/month", payer, rates: { "*": [rate, source] } });
const tailscale = (what: string, rate: number): Price => user(what, "the tailnet's owner", rate, TAILSCALE);
/** NetBird's list is in euros, and a rate of exchange is nobody's fact. */
const netbird = (plan: string, euros: number): Price =>
    unpriced(
        { what: `a NetBird ${plan} user (EUR ${euros} on the list)`, unit: "USD/month", payer: "the NetBird account" },
        NETBIRD,
    );

export const OTHER_PRICES = {
    "cloudflare.load-balancing": cloudflare("Cloudflare Load Balancing with the endpoints it includes", "USD/month"),
    "cloudflare.load-balancing.endpoint": cloudflare("a further endpoint of Cloudflare Load Balancing", "USD/month"),
    "cloudflare.load-balancing.queries": cloudflare("DNS queries of Cloudflare Load Balancing", "USD/million"),
    "tailscale.user.personal": tailscale("a Tailscale Personal user, of at most six", 0),
    "tailscale.user.standard": tailscale("an active Tailscale Standard user", 8),
    "tailscale.user.premium": tailscale("an active Tailscale Premium user", 18),
    "tailscale.user.enterprise": unpriced(
        { what: "an active Tailscale Enterprise user", unit: "USD/month", payer: "the tailnet's owner" },
        TAILSCALE,
    ),
    "netbird.user.free": user("a NetBird Free user", "the NetBird account", 0, NETBIRD),
    "netbird.user.team": netbird("Team", 6),
    "netbird.user.business": netbird("Business", 12),
} as const satisfies Record<string, Price>;
