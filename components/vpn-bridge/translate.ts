/** What the planner of tunnels says of its network, in the words of a bridge's arguments. */
import type { MonthlyCost } from "../../plan/cost";
import type { Reasoning } from "../../plan/reasoning";
import type { IdLine } from "../../plan/identity";
import { show, type Problem, type Warning } from "../../plan/problem";
import { join, own } from "../../plan/shape";
import { PostQuantum, type VpnBridgeArgs } from "./args";
import type { SiteKind } from "./network";
import { kindsOf } from "./network";

/** By kind of site: the planner's member, and what the bridge calls it. */
const MEMBERS: Readonly<Record<SiteKind, Readonly<Record<string, string>>>> = {
    aws: { place: "aws.region", asn: "aws.asn", concentrator: "aws.concentrator", kind: "aws" },
    azure: { place: "azure.location", asn: "azure.asn", sku: "azure.sku", kind: "azure" },
    azureVirtualWan: {
        place: "azureVirtualWan.location",
        asn: "azureVirtualWan",
        scaleUnits: "azureVirtualWan.scaleUnits",
        kind: "azureVirtualWan",
    },
    gcp: { place: "gcp.region", asn: "gcp.asn", kind: "gcp" },
    device: {
        place: "device.place",
        asn: "device.asn",
        twoBytes: "device.twoBytes",
        underlayMtu: "device.underlayMtu",
        version: "device.strongSwanVersion",
        openssl: "device.opensslVersion",
        offers: "device.offers",
        kind: "device",
    },
};

/** Texts of the planner that name its arguments, and how the bridge names the same. */
const WORDS: readonly (readonly [RegExp | string, string])[] = [
    ["pairs: {", "links: {"],
    ["Use IPsec for this pair", "Use IPsec for this link"],
    ["the tunnels of the pair", "the tunnels of the link"],
    [/"strongswan"/g, '"device"'],
    [
        "Where that is enough, set 'concentrator', give its prices, and",
        "Where that is enough, set 'aws.concentrator', give 'prices', and",
    ],
    [", by options.pin.ike.extra", ", for IKE, by postQuantum"],
    [", by options.pin.esp.extra", ", for ESP, by postQuantum"],
    ["Pin what both ends offer and the profile allows, or unpin it.", "Remove postQuantum."],
    [
        "List it under offers.ike.extra and offers.esp.extra if the device has it",
        'Have model "linux" with strongSwan 6.0.2 and OpenSSL 3.5 at both ends, or remove postQuantum',
    ],
    ["version, or in version and openssl", "strongSwanVersion, or in strongSwanVersion and opensslVersion"],
    ["false, because", "nothing, because"],
    ["Say offers.ppk: true if it does.", "Say offers.postQuantumKey: true if it does."],
    [
        "peer over Azure's regular BGP addresses, which are not link-local, and leave those pairs out.",
        "join some of the sites by other means and say `elsewhere: true` of their links.",
    ],
    // Ids of further runs of tunnels stand in a map of the link.
    [/\b(Add to|Change in) '([^'/]+\/[^'/]+)\/(\d|dedicated(?:\/\d)?)': id: (\d+)/g, `$1 'ids' of link '$2': "$3": $4`],
    [/\b(Add to|Change in) '([^'/]+\/[^'/]+)': id: /g, "$1 link '$2': id: "],
    [/\b(Add to|Change in) '([^'/]+)': /g, "$1 site '$2': "],
];

/** Of a gateway that exists: its ASN is no choice. */
const OF_AWS: typeof WORDS = [
    [", or leave it out and have a private one follow from the site's key.", ": the gateway has it already."],
    [", or leave it out.", ", in a gateway of its own."],
];

const AWS_ASN = /^sites.*\.aws\.asn$/;

/** `ends`: of a link; the planner calls two of a kind left and right. */
function words(text: string, path: string, ends: readonly string[]): string {
    const [left = "left", right = "right"] = ends;
    return [...WORDS, ...(AWS_ASN.test(path) ? OF_AWS : [])]
        .reduce(
            (said, [theirs, ours]) =>
                typeof theirs === "string" ? said.split(theirs).join(ours) : said.replace(theirs, ours),
            text,
        )
        .split("(left)")
        .join(`('${left}')`)
        .split("(right)")
        .join(`('${right}')`);
}

export function inBridgeWords(problem: Problem, args: VpnBridgeArgs): Problem {
    const { check, got, allowed, fix } = problem;
    const isPostQuantum = check === "suite-ppk" || got.includes("options.pin.");
    const path = `${bridgePath(problem.path, args)}${isPostQuantum ? ".postQuantum" : ""}`;
    const ends = keyOf(problem.path)?.split("/") ?? [];
    return {
        check,
        path,
        got: check === "suite-ppk" ? show(PostQuantum.PreSharedKey) : words(got, path, ends),
        allowed: words(allowed, path, ends),
        fix: words(fix, path, ends),
    };
}

export function warningInBridgeWords(warning: Warning): Warning {
    return { ...warning, text: words(warning.text, "", []), fix: words(warning.fix, "", []) };
}

/** A line of ids, as the user writes it. A further run's id is the entry of a map. */
export function lineInBridgeWords(line: IdLine, args: VpnBridgeArgs): IdLine {
    return { ...line, path: bridgePath(line.path, args) };
}

/** `pairs["aws/plant"].engine`, `sites.aws.place.region`: what it is of, its key, and the rest. */
const PLACE = /^(pairs|sites)(?:\[("(?:\\.|[^"\\])*")\]|\.([A-Za-z_]\w*))(.*)$/;
/** The first member of the rest. */
const MEMBER = /^\.(\w+)(.*)$/;

function bridgePath(path: string, args: VpnBridgeArgs): string {
    const [, of, , , rest = ""] = PLACE.exec(path) ?? [];
    const key = keyOf(path) ?? "";
    if (of === "pairs") return linkPath(key, rest);
    return of === "sites" ? sitePath(key, rest, path, args) : path;
}

/** Of a pair or of a site. */
function keyOf(path: string): string | undefined {
    const [, , quoted, plain] = PLACE.exec(path) ?? [];
    return quoted === undefined ? plain : String(JSON.parse(quoted));
}

/** The id of "aws/plant/2" is an entry of the link's `ids`. */
function linkPath(key: string, rest: string): string {
    const [a = "", b = "", ...run] = key.split("/");
    const link = join("links", `${a}/${b}`);
    return run.length === 0
        ? `${link}${rest.replace(/^\.over$/, ".directConnectAttachmentId")}`
        : join(`${link}.ids`, run.join("/"));
}

function sitePath(key: string, rest: string, path: string, { sites }: VpnBridgeArgs): string {
    const [, member = "", deeper = ""] = MEMBER.exec(rest) ?? [];
    const given = own(sites, key);
    const kind = given === undefined ? undefined : kindsOf(given)[0];
    const renamed = kind === undefined ? undefined : own(MEMBERS[kind], member);
    if (renamed === undefined) return path;
    // A region is the whole place of a managed gateway, and a device's offer of a post-quantum key has a longer name.
    return `${join("sites", key)}.${renamed}${kind === "device" ? deeper.replace(/^\.ppk$/, ".postQuantumKey") : ""}`;
}

/** A plan's prices are asked for where the bridge takes them. */
export function costInBridgeWords(cost: MonthlyCost): MonthlyCost {
    const word = (text: string): string => text.split("cost.prices").join("prices");
    return {
        ...cost,
        unknowns: cost.unknowns.map((unknown) => ({ ...unknown, answer: word(unknown.answer) })),
        reasoning: reasoningInBridgeWords(cost.reasoning, word),
    };
}

function reasoningInBridgeWords(reasoning: Reasoning, word: (text: string) => string): Reasoning {
    return reasoning.map((step) =>
        "because" in step && step.because !== undefined ? { ...step, because: word(step.because) } : step,
    );
}
