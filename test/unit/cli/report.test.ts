import { createHash } from "node:crypto";
import { html, trusted } from "../../../cli/report/html";
import { reportPage } from "../../../cli/report/page";
import { sampleReport } from "../../support/sample-report";

const HOSTILE = `</script><script>alert(1)</script>"'&`;

/** Text of the page as a reader sees it, one space for any white space. */
const textOf = (page: string): string =>
    page
        .replaceAll(/<(script|style|title)[^>]*>.*?<\/\1>/gs, "")
        .replaceAll(/<[^>]*>/g, " ")
        .replaceAll("&#39;", "'")
        .replaceAll(/\s+/g, " ");
const report = reportPage(sampleReport());

test("one model has one page, byte for byte, whatever order a reader gave", () => {
    expect(reportPage(sampleReport({ reversed: true }))).toBe(report);
});

describe("the page asks no network for anything", () => {
    test("it names no address that a browser would load", () => {
        expect(report.match(/(?:src|href|action|data|srcset|poster)="(?!#|data:,)[^"]*"/g)).toBeNull();
        expect(report.match(/url\(|@import|fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon/g)).toBeNull();
    });

    test("its policy forbids everything but its own style and script, each by its hash", () => {
        const hash = (name: string): string => {
            const [, text = ""] = new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(report) ?? [];
            return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
        };
        const policy = /Content-Security-Policy" content="([^"]*)"/.exec(report)?.[1]?.replaceAll("&#39;", "'");
        expect(policy).toBe(
            `default-src 'none'; style-src ${hash("style")}; script-src ${hash("script")}; img-src data:; base-uri 'none'; form-action 'none'`,
        );
    });
});

describe("what comes from a network stands in the page as text", () => {
    const model = sampleReport({ label: HOSTILE });
    const [finding] = model.findings!;
    const [drill] = model.drills!;
    const [cell] = model.matrix!.cells[0]!.filter((found) => found !== undefined);
    const names = [{ id: "x", label: HOSTILE }];
    const hop = { label: HOSTILE, text: HOSTILE };
    const page = reportPage({
        ...model,
        title: { project: HOSTILE, stack: HOSTILE, source: HOSTILE, date: HOSTILE },
        matrix: {
            ...{ traffic: HOSTILE, rows: names, columns: names },
            cells: [[{ ...cell!, reason: HOSTILE, encryption: HOSTILE, out: { hops: [hop], passes: [] } }]],
        },
        findings: [{ ...finding!, rule: HOSTILE, label: HOSTILE, message: HOSTILE, fix: HOSTILE }],
        cost: { lines: [{ what: HOSTILE, usd: 1, why: HOSTILE }], total: 1, unknown: [HOSTILE] },
        drills: [{ ...drill!, failed: HOSTILE, lost: [HOSTILE], note: HOSTILE }],
        caveats: [HOSTILE],
        network: {
            unmodelled: [{ urn: "u", type: HOSTILE, name: HOSTILE, touches: [] }],
            assumptions: [{ text: HOSTILE, about: [] }],
        },
    });

    test("no label makes an element", () => {
        expect(page).not.toContain("<script>alert(1)");
        expect(page.match(/<script\b/g)).toHaveLength(2);
        expect(page.match(/<\/script>/g)).toHaveLength(2);
    });

    test("what the script reads is what stood there", () => {
        const [, data = ""] = /id="paths">(.*?)<\/script>/s.exec(page) ?? [];
        const [[found]] = JSON.parse(data) as { title: string; out: string[][]; reason: string }[][] as [[never]];
        expect(found).toMatchObject({ title: `${HOSTILE} → ${HOSTILE}`, out: [[HOSTILE, HOSTILE]], reason: HOSTILE });
    });
});

describe("a reader sees", () => {
    const text = textOf(report);

    test("first how many pairs get through, what was found, what it costs a month and what a failure cuts off", () => {
        expect(text).toContain(
            "Summary 9 of 12 pairs reach, tcp/443 ◐ 1 in part · ✕ 1 denied · ? 1 not known " +
                "3 findings 1 critical · 1 high · 1 medium · 1 exempt · would stop a deployment " +
                "$1,168.50 USD a month, by list prices without 1 unknown price " +
                "1 of 2 tried failures cut somebody off 1 resource is not modelled Topology",
        );
    });

    test("each verdict as a sign and a word, and a denial by its code", () => {
        expect([...report.matchAll(/aria-hidden="true">([^<]*)</g)].map(([, words]) => words)).toEqual([
            ...["✓ reaches", "? UNKNOWN", "✓ reaches"],
            ...["◐ SG_DENY", "✓ reaches", "✓ reaches"],
            ...["✓ reaches", "✓ reaches", "✕ NO_ROUTE"],
            ...["✓ reaches", "✓ reaches", "✓ reaches"],
        ]);
        expect(report).toContain('aria-label="vpc/shop-singapore to vpc/shop-virginia: denied, NO_ROUTE"');
    });

    test("findings by severity, the exempt one last, each with its place in the program and how to fix it", () => {
        expect([...report.matchAll(/<li class="finding s-(\w+)"/g)].map(([, severity]) => severity)).toEqual([
            ...["critical", "high", "medium", "low"],
        ]);
        expect(text).toContain(
            "high VPN plant · encryption-vpn-suite · vpn.ts:7 tunnel 1 accepts Diffie-Hellman group 2 " +
                "Fix: Set tunnel1Phase1DhGroupNumbers to [20].",
        );
        expect(text).toContain("low exempt VPC shop-virginia");
        expect(text).toContain("Exempt until 2027-03-31: moves next quarter");
    });

    test("the cost with its total and what is not in it", () => {
        expect(text).toContain(
            "Transit Gateway peering 6 × 730 hours × 0.05 USD/hour 1,095.50 Total of what is known 1,168.50",
        );
        expect(text).toContain("Not in the total traffic: give GB a month with --usage");
    });

    test("who is cut off by which failure, and how long the others wait", () => {
        expect(text).toContain("region/us-east-1 ✕ vpc/shop-frankfurt to vpc/services – the only place of services");
        expect(text).toContain("link/vpn-plant ✓ nobody 30 to 40 s the second tunnel takes over");
    });

    test("what is not modelled and what is taken for granted", () => {
        expect(text).toContain("Resources that it does not model aws:networkfirewall/firewall:Firewall : wall");
        expect(text).toContain(
            "health of hosts is not part of a network what plant announces lies outside the networks here",
        );
    });

    test("every link in words, with what is not known as a dash", () => {
        expect(text).toContain("peering ab network peering shop-virginia services encryption not known – – 36.50");
    });
});

test("what was not asked says so, and what has nothing to tell says that", () => {
    const { title, network, picture } = sampleReport();
    const bare = textOf(reportPage({ title, network, picture, caveats: [] }));
    expect(bare.match(/Not part of this report\./g)).toHaveLength(4);
    const none = reportPage({ title, network, picture, caveats: [], findings: [], drills: [] });
    expect(textOf(none)).toContain("✓ No rule found anything.");
    expect(textOf(none)).toContain("Nothing here can fail as a whole.");
});

test("template values are escaped unless they are HTML, lists are joined, and undefined is nothing", () => {
    const list = ["<", 2].map((item) => html`<li>${item}</li>`);
    expect(html`<b title="${'"'}">${list}${undefined}</b>${trusted("<hr>")}`.text).toBe(
        '<b title="&quot;"><li>&lt;</li><li>2</li></b><hr>',
    );
});
