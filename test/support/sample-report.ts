/** A report by hand over the sample network: every verdict, every severity, every section. */
import { Verdict } from "../../graph/answer";
import { pictureOf, type Figures } from "../../graph/picture";
import { Code } from "../../graph/reason";
import type { ReachCell, ReportModel } from "../../cli/report/model";
import { sampleNetwork, tableOf, urn, type SampleOptions } from "./sample-network";

const NETWORKS = ["services", "shop-frankfurt", "shop-singapore", "shop-virginia"] as const;
const HUBS: Readonly<Record<string, string>> = {
    services: "virginia",
    "shop-virginia": "virginia",
    "shop-frankfurt": "frankfurt",
    "shop-singapore": "singapore",
};

export function sampleReport(options: SampleOptions = {}): ReportModel {
    const network = sampleNetwork(options);
    const figures: Figures = new Map(
        [...network.links.values()].map((link) => [
            link.id,
            link.kind === "hub-peering" ? { usdPerMonth: 73, latencyMs: 91.4 } : { usdPerMonth: 36.5 },
        ]),
    );
    const named = NETWORKS.map((name) => ({ id: urn("vpc", name), label: `vpc/${name}` }));
    return {
        title: { project: "retail", stack: "dev", source: "pulumi preview", date: "2026-11-23" },
        network,
        picture: pictureOf(network, { figures }),
        matrix: {
            ...{ traffic: "tcp/443", rows: named, columns: named },
            cells: NETWORKS.map((from) => NETWORKS.map((to) => (from === to ? undefined : cell(from, to)))),
        },
        findings: [
            {
                ...{ rule: "observability-flow-logs", severity: "medium", status: "fail", level: "advisory" },
                ...{ label: "VPC services", message: "no flow log records what the network carries" },
                ...{ fix: "Add a FlowLog for it.", position: { file: "index.ts", line: 14 } },
            },
            {
                ...{ rule: "encryption-vpn-suite", severity: "high", status: "fail", level: "mandatory" },
                ...{ label: "VPN plant", message: "tunnel 1 accepts Diffie-Hellman group 2" },
                ...{ fix: "Set tunnel1Phase1DhGroupNumbers to [20].", position: { file: "vpn.ts", line: 7 } },
            },
            {
                ...{
                    rule: "segmentation-default-tables",
                    severity: "critical",
                    status: "undetermined",
                    level: "mandatory",
                },
                ...{ label: "hub singapore", message: "the default table is not known before the deployment" },
                fix: "Set defaultRouteTableAssociation to disable.",
            },
            {
                ...{ rule: "hygiene-tags", severity: "low", status: "exempt", level: "advisory" },
                ...{ label: "VPC shop-virginia", message: "the tag owner is missing", fix: "Add the tag." },
                exemption: { reason: "moves next quarter", expires: "2027-03-31" },
            },
        ],
        cost: {
            lines: [
                { what: "Transit Gateway attachment, us-east-1", usd: 73, why: "2 × 730 hours × 0.05 USD/hour" },
                { what: "Transit Gateway peering", usd: 1095.5, why: "6 × 730 hours × 0.05 USD/hour" },
            ],
            ...{ total: 1168.5, unknown: ["traffic: give GB a month with --usage"] },
        },
        drills: [
            {
                failed: "region/us-east-1",
                lost: ["vpc/shop-frankfurt to vpc/services"],
                note: "the only place of services",
            },
            {
                failed: "link/vpn-plant",
                lost: [],
                seconds: { atLeast: 30, atMost: 40 },
                note: "the second tunnel takes over",
            },
        ],
        caveats: ["health of hosts is not part of a network"],
    };
}

function cell(from: (typeof NETWORKS)[number], to: (typeof NETWORKS)[number]): ReachCell {
    const [a, b] = [HUBS[from] ?? "", HUBS[to] ?? ""];
    const peering = [...sampleNetwork().links.keys()].find(
        (id) => id.includes("peering") && id.includes(a) && id.includes(b),
    );
    const passes = (x: string, y: string, hubX: string, hubY: string): string[] => [
        urn("subnet", `${x}-app-${zoneOf(hubX)}`),
        urn("attachment", x),
        tableOf(hubX, x === "services" ? "shared" : "prod"),
        ...(hubX === hubY || peering === undefined ? [] : [peering, tableOf(hubY, "transit")]),
        urn("attachment", y),
        urn("subnet", `${y}-app-${zoneOf(hubY)}`),
    ];
    const out = {
        hops: [
            { label: `subnet ${from}-app`, text: "sends" },
            { label: `table ${a}/prod`, text: "looked up: 10.0.0.0/8, propagated" },
            { label: `subnet ${to}-app`, text: "arrives" },
        ],
        passes: passes(from, to, a, b),
    };
    const back = { hops: [...out.hops].reverse(), passes: passes(to, from, b, a) };
    const nowhere = { hops: [], passes: [] };
    if (from === "shop-singapore" && to === "shop-virginia")
        return {
            verdict: Verdict.Denied,
            code: Code.NoRoute,
            reason: "no route to 10.0.0.0/16 in table prod",
            out,
            back: nowhere,
        };
    if (from === "shop-frankfurt" && to === "services")
        return {
            verdict: Verdict.Partial,
            code: Code.SecurityGroup,
            reason: "security group web lets nobody in",
            out,
            back,
        };
    if (from === "services" && to === "shop-singapore")
        return {
            verdict: Verdict.Undetermined,
            code: Code.Unknown,
            reason: "an association is not known",
            out,
            back: nowhere,
        };
    return {
        verdict: Verdict.Reachable,
        out,
        back,
        mtu: 8500,
        encryption: "AWS inter-region encryption",
        latencyMs: 91.4,
    };
}

function zoneOf(hub: string): string {
    return { virginia: "us-east-1a", frankfurt: "eu-central-1a", singapore: "ap-southeast-1a" }[hub] ?? "";
}
