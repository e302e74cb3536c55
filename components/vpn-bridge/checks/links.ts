/** What is said of single links and of keys, as far as the planner of tunnels does not know of it. */
import { ENGINES_OF_DEVICES } from "../../../facts/ipsec/devices";
import { oneOf, show, type Problem } from "../../../plan/problem";
import { join, own } from "../../../plan/shape";
import { BridgeEngine, BridgeRouting, type BridgeLinkArgs, type VpnBridgeArgs } from "../args";
import { hasStaticRoutes, modelOf } from "../device/models";
import { checkDedicated } from "./dedicated";
import { hasOwnCertificates } from "./authentication";

export function checkLinks(args: VpnBridgeArgs): Problem[] {
    return [
        ...Object.entries(args.links ?? {}).flatMap(([key, link]) => {
            const path = join("links", key);
            const unknown = checkKey(key, path, args);
            return unknown.length > 0 ? unknown : checkLink(args, key, link);
        }),
        ...checkKeys(args),
        ...(own(args.tags, "Name") === undefined
            ? []
            : [
                  {
                      check: "name-tag",
                      path: "tags.Name",
                      got: '"Name"',
                      allowed: "any other tag",
                      fix: "Remove it: each resource carries its own name.",
                  },
              ]),
    ];
}

/** Two sites, in the order of their names. */
function checkKey(key: string, path: string, { sites }: VpnBridgeArgs): Problem[] {
    const [a = "", b = "", ...more] = key.split("/");
    const isSite = (name: string): boolean => own(sites, name) !== undefined;
    if (more.length > 0 || !isSite(a) || !isSite(b) || a === b) {
        const fix =
            "Name two of the sites in the order of their names, joined by '/'; take it out where one of them is gone.";
        return [{ check: "unknown-link", path, got: show(key), allowed: 'two sites: "aws/plant"', fix }];
    }
    if (a < b) return [];
    const right = show(`${b}/${a}`);
    return [{ check: "unknown-link", path, got: show(key), allowed: right, fix: `Write ${right}.` }];
}

function checkLink(args: VpnBridgeArgs, key: string, link: BridgeLinkArgs): Problem[] {
    const { engine = BridgeEngine.Ipsec, routing, postQuantum, ids = {} } = link;
    const path = join("links", key);
    if (link.elsewhere === true) return checkElsewhere(link, path);
    const ends = key.split("/");
    const google = ends.find((site) => args.sites[site]?.gcp !== undefined);
    return [
        ...(routing === BridgeRouting.Static && google !== undefined
            ? [
                  {
                      check: "google-static",
                      path: `${path}.routing`,
                      got: show(routing),
                      allowed: `"bgp", as site '${google}' is an HA VPN gateway of Google`,
                      fix: "Remove it: HA VPN has no static routes.",
                  },
              ]
            : []),
        ...(engine !== BridgeEngine.Ipsec && postQuantum !== undefined
            ? [
                  {
                      check: "post-quantum-engine",
                      path: `${path}.postQuantum`,
                      got: `${show(postQuantum)}, with the engine ${show(engine)}`,
                      allowed: `nothing, but with the engine "ipsec"`,
                      fix:
                          engine === BridgeEngine.WireGuard
                              ? "Remove it: every WireGuard link has a pre-shared key besides, which does the same."
                              : "Remove it, or use IPsec: OpenVPN has nothing of the kind.",
                  },
              ]
            : []),
        ...ends.flatMap((site) => checkEngine(args, site, engine, `${path}.engine`)),
        ...checkDedicated(args, key),
        ...(routing === BridgeRouting.Static
            ? ends.flatMap((site) => checkStaticRoutes(args, site, `${path}.routing`))
            : []),
        ...Object.entries(ids).flatMap(([run, id]) =>
            checkRun(run, id, runsOf(args, link, ends), join(`${path}.ids`, run)),
        ),
    ];
}

/** What a bridge does not make it does not make in some way. */
function checkElsewhere(link: BridgeLinkArgs, path: string): Problem[] {
    return Object.entries(link)
        .filter(([name, value]) => name !== "elsewhere" && value !== undefined)
        .map(([name, value]) => ({
            check: "unused-argument",
            path: join(path, name),
            got: show(value),
            allowed: "nothing, beside elsewhere: true",
            fix: "Remove it: no tunnel is made here.",
        }));
}

/**
 * The runs of tunnels besides the first. Of devices each is one of its own towards AWS and Azure, and each pair of them between
 * two sites of one's own; dedicated tunnels have as many.
 */
function runsOf({ sites }: VpnBridgeArgs, { dedicated }: BridgeLinkArgs, ends: readonly string[]): string[] {
    const isGoogle = ends.some((site) => sites[site]?.gcp !== undefined);
    const devices = (site: string): number => Math.max(1, sites[site]?.device?.publicAddresses.length ?? 1);
    const count = isGoogle ? 1 : ends.reduce((product, site) => product * devices(site), 1);
    const further = Array.from({ length: count - 1 }, (_, i) => String(i + 2));
    return dedicated === undefined ? further : [...further, "dedicated", ...further.map((run) => `dedicated/${run}`)];
}

function checkRun(run: string, id: number, known: readonly string[], path: string): Problem[] {
    if (known.includes(run)) return [];
    const fix =
        run === "1"
            ? "The first run is the link's own: its number is 'id'."
            : "Remove it: only a second device at one of the sites, or 'dedicated', makes a further run of tunnels.";
    return [{ check: "unknown-run", path, got: `${show(run)}: ${id}`, allowed: oneOf(known.map(show)), fix }];
}

function checkEngine(args: VpnBridgeArgs, site: string, engine: BridgeEngine, path: string): Problem[] {
    const device = args.sites[site]?.device;
    if (device === undefined) return [];
    const model = modelOf(device);
    const known: readonly string[] = own(ENGINES_OF_DEVICES, model) ?? [];
    if (known.includes(engine)) return [];
    const got = `${show(engine)}, at a device of model "${model}"`;
    return [{ check: "device-engine", path, got, allowed: oneOf(known), fix: `Choose what '${site}' can do.` }];
}

/** Where routes have no order of preference, none of the tunnels would wait behind another. */
function checkStaticRoutes(args: VpnBridgeArgs, site: string, path: string): Problem[] {
    const device = args.sites[site]?.device;
    const model = device === undefined ? "" : modelOf(device);
    if (hasStaticRoutes(model)) return [];
    const got = `"static", at a device of model "${model}"`;
    const fix = `Remove it: '${site}' has no routes that wait behind others, and learns which tunnel is up by BGP.`;
    return [{ check: "device-routing", path, got, allowed: '"bgp"', fix }];
}

const SHORTEST_SECRET = 32;

function checkKeys(args: VpnBridgeArgs): Problem[] {
    const { secret, revokedSerials = [] } = args.keys ?? {};
    return [
        ...(typeof secret === "string" ? checkSecret(secret) : []),
        ...revokedSerials.flatMap((serial, i) => checkSerial(serial, `keys.revokedSerials[${i}]`)),
        ...(revokedSerials.length > 0 && !hasOwnCertificates(args)
            ? [
                  {
                      check: "unused-argument",
                      path: "keys.revokedSerials",
                      got: show(revokedSerials),
                      allowed: 'nothing, without a link of engine "openvpn" or authentication "certificate"',
                      fix: "It locks nobody out: no certificate is issued here, and 'rotation' renews keys.",
                  },
              ]
            : []),
    ];
}

/** Also when it becomes known. Never shows it. */
export function checkSecret(secret: string): Problem[] {
    if (secret.length >= SHORTEST_SECRET) return [];
    return [
        {
            check: "short-secret",
            path: "keys.secret",
            got: `a text of ${secret.length} characters`,
            allowed: `${SHORTEST_SECRET} characters and more`,
            fix: "Generate one: every key of every tunnel follows from it. Or leave it out and have one made.",
        },
    ];
}

/** The longest serial number of a certificate, and not zero (RFC 5280, 4.1.2.2). */
const LONGEST_SERIAL = 20;

/** "4A3F", or as openssl prints it: "4a:3f". */
function checkSerial(serial: string, path: string): Problem[] {
    const digits = serial.replace(/:/g, "").replace(/^0+/, "");
    const isHex = /^[0-9a-f]+(?::[0-9a-f]+)*$/i.test(serial);
    if (isHex && digits !== "" && digits.length <= 2 * LONGEST_SERIAL) return [];
    const allowed = `hexadecimal digits of a number from 1 on, of at most ${LONGEST_SERIAL} bytes`;
    const fix = "Ask the certificate: openssl x509 -noout -serial.";
    return [{ check: "serial", path, got: show(serial), allowed, fix }];
}
