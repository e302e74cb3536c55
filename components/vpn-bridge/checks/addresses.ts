/** The prefixes behind the sites: each can be routed, none meets another site's, none meets the inside of the tunnels. */
import { TUNNEL_INSIDE } from "../../../facts/reservations/addresses";
import { overlappingPairs, overlaps, prefixOf, type Prefix } from "../../../plan/prefix";
import { show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import { checkRoutable } from "../../shared/checks";
import type { VpnBridgeArgs } from "../args";

interface Declared {
    readonly path: string;
    readonly site: string;
    readonly prefix: Prefix;
}

/** Where the inside addresses of all tunnels are. */
const INSIDE = prefixOf(TUNNEL_INSIDE.pool.value);

export function checkCidrs(args: VpnBridgeArgs): Problem[] {
    const found = Object.entries(args.sites).flatMap(([site, { cidrs, device }]) => {
        const path = `${join("sites", site)}.cidrs`;
        const none = { path, prefix: undefined, problems: cidrs.length === 0 ? [noCidrs(path)] : [] };
        const ipv6 = { isSet: args.ipv6 === true, isCarried: device !== undefined };
        return [none, ...cidrs.map((text, i) => read(text, `${path}[${i}]`, ipv6))].map((part) => ({ ...part, site }));
    });
    const declared = found.flatMap(({ path, site, prefix }): Declared[] =>
        prefix === undefined ? [] : [{ path, site, prefix }],
    );
    return [
        ...found.flatMap(({ problems }) => problems),
        ...overlappingPairs(declared, (d) => d.prefix).map(([a, b]) => overlap(a, b)),
    ];
}

interface Ipv6 {
    readonly isSet: boolean;
    /** Only tunnels between devices do: those of AWS are for one family, and all managed ends here are made for IPv4. */
    readonly isCarried: boolean;
}

function read(text: string, path: string, ipv6: Ipv6): { path: string; prefix?: Prefix; problems: Problem[] } {
    const problems = checkRoutable(text, path);
    if (problems.length > 0) return { path, problems };
    const prefix = prefixOf(text);
    if (overlaps(prefix, INSIDE)) {
        const fix = "Leave that range out: give the prefixes around it.";
        const allowed = `prefixes without ${INSIDE.text}, where the tunnels' inside addresses are`;
        return { path, problems: [{ check: "cidr-reserved", path, got: show(text), allowed, fix }] };
    }
    if (prefix.family === 6 && !ipv6.isCarried) {
        const fix = "Remove it, or end the tunnels at a device of your own.";
        const allowed = "IPv4 prefixes, as no tunnel of a managed gateway carries IPv6 here";
        return { path, problems: [{ check: "ipv6-managed", path, got: show(text), allowed, fix }] };
    }
    if (prefix.family === 6 && !ipv6.isSet) {
        const fix = "Set 'ipv6: true', which makes room for the larger header, or remove it.";
        const allowed = "IPv4 prefixes, as 'ipv6' is not set";
        return { path, problems: [{ check: "ipv6-not-set", path, got: show(text), allowed, fix }] };
    }
    return { path, prefix, problems: [] };
}

function noCidrs(path: string): Problem {
    const fix = "Name the prefixes behind the site: only they are routed.";
    return { check: "no-cidrs", path, got: "an empty list", allowed: "at least one prefix", fix };
}

function overlap(a: Declared, b: Declared): Problem {
    const [first, second] = a.path < b.path ? [a, b] : [b, a];
    const isOneSite = a.site === b.site;
    return {
        check: "cidr-overlap",
        path: second.path,
        got: `${show(second.prefix.text)}, which meets ${first.prefix.text} at ${first.path}`,
        allowed: isOneSite ? "each prefix of a site once" : "prefixes of one site only",
        fix: isOneSite
            ? "Keep the wider one."
            : "Renumber one of the sites, or give the narrower prefixes that others need to reach: no gateway here translates.",
    };
}
