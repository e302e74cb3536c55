/** Prefixes with tunnels of their own: parts of what lies behind one of the link's two ends, each named once. */
import { GCP_LIMITS } from "../../../facts/limits/gcp";
import { TELLS_BY_TUNNEL } from "../../../facts/tunnels";
import { checkLimit } from "../../../plan/limits";
import { covers, overlappingPairs, prefixOf } from "../../../plan/prefix";
import { show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import { ENDS } from "../../../plan/tunnels/network";
import { checkRoutable } from "../../shared/checks";
import { BridgeRouting, type VpnBridgeArgs } from "../args";
import { hasStaticRoutes, modelOf } from "../device/models";
import { END_KINDS, kindsOf } from "../network";

/** `key`: of a link whose two sites exist. */
export function checkDedicated(args: VpnBridgeArgs, key: string): Problem[] {
    const { dedicated, routing } = args.links?.[key] ?? {};
    if (dedicated === undefined) return [];
    const path = `${join("links", key)}.dedicated`;
    const ends = key.split("/");
    const wrong = dedicated.flatMap((text, i) => checkPrefix(args, ends, text, `${path}[${i}]`));
    if (wrong.length > 0) return wrong;
    return [
        ...ends.flatMap((site) => checkHasOwn(args, site, dedicated, path)),
        ...checkEnds(args, ends, routing, path),
        ...overlappingPairs([...dedicated.entries()], ([, text]) => prefixOf(text)).map(([a, b]) => twice(path, a, b)),
        ...ends.flatMap((site) => checkPinned(args, key, site, path)),
    ];
}

function checkPrefix({ sites }: VpnBridgeArgs, ends: readonly string[], text: string, path: string): Problem[] {
    const wrong = checkRoutable(text, path);
    if (wrong.length > 0) return wrong;
    const prefix = prefixOf(text);
    const cidrs = ends.flatMap((site) => sites[site]?.cidrs ?? []);
    const whole = cidrs.filter(isReadable);
    if (prefix.family === 4 && whole.some((cidr) => covers(cidr, text) && prefixOf(cidr).length < prefix.length))
        return [];
    const [a = "", b = ""] = ends;
    return [
        {
            check: "dedicated-prefix",
            path,
            got: show(text),
            allowed: `a part of an IPv4 prefix of '${a}' or '${b}': ${whole.join(", ")}`,
            fix: "A longer prefix wins over the whole, which the other tunnels carry: name the part that matters.",
        },
    ];
}

/** What is wrong with the others has been said at the site. */
const isReadable = (cidr: string): boolean => checkRoutable(cidr, "").length === 0;

function checkEnds(
    { sites }: VpnBridgeArgs,
    ends: readonly string[],
    routing: BridgeRouting | undefined,
    path: string,
): Problem[] {
    const virtual = ends.find((site) => sites[site]?.aws?.vpnGatewayId !== undefined);
    return [
        ...(routing === BridgeRouting.Static
            ? [
                  {
                      check: "dedicated-static",
                      path,
                      got: "prefixes, on a link with static routes",
                      allowed: 'a link with the routing "bgp"',
                      fix: "Remove 'routing': only BGP brings a prefix back to the other tunnels when its own are lost.",
                  },
              ]
            : []),
        ...(virtual === undefined
            ? []
            : [
                  {
                      check: "dedicated-virtual-gateway",
                      path,
                      got: `prefixes, and '${virtual}' is a virtual private gateway`,
                      allowed: "a Transit Gateway of AWS",
                      fix: "Use a Transit Gateway: a virtual private gateway has one connection with each customer gateway.",
                  },
              ]),
    ];
}

/** What an end is not told over dedicated tunnels alone it has to be given: Google takes few, and some devices none. */
function checkPinned({ sites, links }: VpnBridgeArgs, key: string, site: string, path: string): Problem[] {
    const peer = key.split("/").find((end) => end !== site) ?? "";
    const [own, other] = [sites[site], sites[peer]];
    const kind = other === undefined ? undefined : kindsOf(other)[0];
    if (own === undefined || other === undefined || kind === undefined) return [];
    if (TELLS_BY_TUNNEL[ENDS[END_KINDS[kind]].end]) return [];
    const cidrs = other.cidrs.filter(isReadable);
    const pinned = (links?.[key]?.dedicated ?? []).filter((text) => cidrs.some((cidr) => covers(cidr, text)));
    const model = own.device === undefined ? undefined : modelOf(own.device);
    return [
        ...(own.gcp === undefined
            ? []
            : checkLimit(GCP_LIMITS.customLearnedRoutesPerSession, pinned.length, {
                  path,
                  check: "dedicated-learned",
                  fix: `Name fewer and wider prefixes of '${peer}'`,
              })),
        ...(model === undefined || hasStaticRoutes(model)
            ? []
            : [
                  {
                      check: "device-routing",
                      path,
                      got: `prefixes of '${peer}', at a device of model "${model}"`,
                      allowed: "a device that can route a prefix into a tunnel by itself",
                      fix: `Remove it: '${peer}' tells all tunnels the same, and '${site}' has no routes of its own into one.`,
                  },
              ]),
    ];
}

function checkHasOwn({ sites }: VpnBridgeArgs, site: string, dedicated: readonly string[], path: string): Problem[] {
    const cidrs = (sites[site]?.cidrs ?? []).filter(isReadable);
    if (dedicated.some((text) => cidrs.some((cidr) => covers(cidr, text)))) return [];
    return [
        {
            check: "dedicated-one-way",
            path,
            got: `no prefix of '${site}'`,
            allowed: "prefixes of both ends",
            fix: `Name the part of '${site}' that talks with the others: what is sent to it goes by its own prefix.`,
        },
    ];
}

function twice(path: string, a: readonly [number, string], b: readonly [number, string]): Problem {
    const [first, second] = a[0] < b[0] ? [a, b] : [b, a];
    return {
        check: "dedicated-twice",
        path: `${path}[${second[0]}]`,
        got: `${show(second[1])}, which meets ${first[1]} at ${path}[${first[0]}]`,
        allowed: "each address once",
        fix: "Keep the wider one.",
    };
}
