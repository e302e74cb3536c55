import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { main } from "../../../cli";

/** The commands that ask about a network, as a user types them: what they print, and the exit codes that pipelines live on. */
const stack = "urn:pulumi:prod::net";
const urn = (type: string, name: string): string => `${stack}::${type}::${name}`;
interface State {
    type: string;
    id: string;
    name: string;
    inputs: Record<string, unknown>;
}
const vpc = (name: string, octet: number): State[] => [
    {
        type: "aws:ec2/vpc:Vpc",
        id: `vpc-${name}`,
        name,
        inputs: { cidrBlock: `10.${octet}.0.0/16`, region: "us-east-1", enableDnsSupport: true },
    },
    {
        type: "aws:ec2/subnet:Subnet",
        id: `subnet-${name}`,
        name,
        inputs: {
            vpcId: `vpc-${name}`,
            cidrBlock: `10.${octet}.0.0/24`,
            availabilityZone: "us-east-1a",
            region: "us-east-1",
        },
    },
    {
        type: "aws:ec2/routeTable:RouteTable",
        id: `rtb-${name}`,
        name,
        inputs: { vpcId: `vpc-${name}`, region: "us-east-1" },
    },
    {
        type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
        id: `rtbassoc-${name}`,
        name,
        inputs: { subnetId: `subnet-${name}`, routeTableId: `rtb-${name}`, region: "us-east-1" },
    },
];
const route = (from: string, octet: number): State => ({
    type: "aws:ec2/route:Route",
    id: `r-rtb-${from}`,
    name: `${from}-to-other`,
    inputs: {
        routeTableId: `rtb-${from}`,
        destinationCidrBlock: `10.${octet}.0.0/16`,
        vpcPeeringConnectionId: "pcx-1",
        region: "us-east-1",
    },
});
const PEERING: State = {
    type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    id: "pcx-1",
    name: "shop-orders",
    inputs: { vpcId: "vpc-shop", peerVpcId: "vpc-orders", autoAccept: true, region: "us-east-1" },
};
const BOTH_WAYS = [...vpc("shop", 0), ...vpc("orders", 1), PEERING, route("shop", 1), route("orders", 0)];
const ONE_WAY = BOTH_WAYS.filter(({ name }) => name !== "orders-to-other");
/** The shop's route leads over something that is not known. */
const OPEN = BOTH_WAYS.map((state) =>
    state.name === "shop-to-other"
        ? { ...state, inputs: { ...state.inputs, vpcPeeringConnectionId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } }
        : state,
);

let work: string;
let printed: { out: string; err: string };
beforeEach(() => {
    work = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-ask-"));
    printed = { out: "", err: "" };
    jest.spyOn(process.stdout, "write").mockImplementation((text) => ((printed.out += String(text)), true));
    jest.spyOn(process.stderr, "write").mockImplementation((text) => ((printed.err += String(text)), true));
});
afterEach(() => {
    jest.restoreAllMocks();
    fs.rmSync(work, { recursive: true, force: true });
    process.exitCode = undefined;
});

function saved(states: readonly State[], name = "state.json"): string {
    const file = path.join(work, name);
    const resources = states.map(({ type, name: n, ...rest }) => ({
        urn: urn(type, n),
        type,
        custom: true,
        outputs: rest.inputs,
        sourcePosition: "project:///index.ts#7,1",
        ...rest,
    }));
    fs.writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources } }));
    return file;
}

/** Exit code and output of `causeway <words>`. */
async function causeway(...words: string[]): Promise<{ code: number; out: string; err: string; json: () => unknown }> {
    process.exitCode = undefined;
    printed = { out: "", err: "" };
    await main(["node", "causeway", ...words]);
    return { code: process.exitCode ?? 0, ...printed, json: () => JSON.parse(printed.out) as unknown };
}

describe("reach", () => {
    test("prints the verdict, the path out and the path back, and ends with 0", async () => {
        const { code, out } = await causeway("reach", "vpc/shop", "vpc/orders", "tcp/443", "--state", saved(BOTH_WAYS));
        expect(code).toBe(0);
        expect(out).toMatch(/^REACHABLE {2}vpc\/shop to vpc\/orders, tcp\/443: every packet arrives/);
        expect(out).toMatch(/\n {2}out\n[^]*route 10\.1\.0\.0\/16[^]*\n {2}back\n[^]*route 10\.0\.0\.0\/16/);
        expect(out).toMatch(/\nstate in .*state\.json\n$/);
    });

    test("of a missing way back names the table, its URN and line, and how to fix it; ends with 1", async () => {
        const { code, out } = await causeway("reach", "vpc/shop", "vpc/orders", "tcp/443", "--state", saved(ONE_WAY));
        expect(code).toBe(1);
        expect(out).toMatch(/^DENIED/);
        expect(out).toMatch(/RETURN_BLOCKED \(NO_ROUTE\) {2}packets .* arrive, and their answers do not come back/);
        expect(out).toContain(`${urn("aws:ec2/routeTable:RouteTable", "orders")} (index.ts:7)`);
        expect(out).toMatch(/Fix: .*way back\. Add a route/);
    });

    test("--expect denied turns the answer around, for walls that must stand", async () => {
        const words = ["reach", "vpc/shop", "vpc/orders", "all", "--expect", "denied", "--state"];
        expect((await causeway(...words, saved(ONE_WAY))).code).toBe(0);
        expect((await causeway(...words, saved(BOTH_WAYS))).code).toBe(1);
    });

    test("what is not known ends with 3, with --strict with 1, and says what", async () => {
        const words = ["reach", "vpc/shop", "vpc/orders", "tcp/443", "--state", saved(OPEN)];
        const open = await causeway(...words);
        expect(open.code).toBe(3);
        expect(open.out).toMatch(/^UNDETERMINED/);
        expect(open.out).toMatch(/UNKNOWN {2}.*vpcPeeringConnectionId/);
        expect((await causeway(...words, "--strict")).code).toBe(1);
        // What is not known is no proof of a wall either.
        expect((await causeway(...words, "--expect", "denied")).code).toBe(3);
    });

    test("--json has the same, in a shape with a version", async () => {
        const { json, code } = await causeway(
            "reach",
            "vpc/shop",
            "vpc/orders",
            "tcp/443",
            "--json",
            "--state",
            saved(ONE_WAY),
        );
        expect(code).toBe(1);
        expect(json()).toMatchObject({
            causeway: 1,
            question: "reach",
            exit: 1,
            from: { text: "vpc/shop", hosts: [{ urn: urn("aws:ec2/subnet:Subnet", "shop") }] },
            traffic: "tcp/443",
            verdict: "DENIED",
            reasons: [
                {
                    code: "RETURN_BLOCKED",
                    cause: {
                        code: "NO_ROUTE",
                        urn: urn("aws:ec2/routeTable:RouteTable", "orders"),
                        position: { file: "index.ts", line: 7 },
                    },
                },
            ],
            trips: [{ verdict: "DENIED", out: { end: { is: "delivered" } }, back: [{ end: { is: "denied" } }] }],
        });
    });

    test.each([
        [["vpc/shop", "vpc/nowhere", "tcp/443"], /to \[endpoint\]: got "vpc\/nowhere".*There are orders, shop/],
        [["vpc/shop", "vpc/orders", "tcp/99999"], /traffic \[traffic\]: got "tcp\/99999"/],
        [["vpc/shop"], /missing required argument 'to'/],
        [["vpc/shop", "vpc/orders", "--colour"], /unknown option '--colour'/],
    ])("%j ends with 2 and says what is wrong", async (words, message) => {
        const { code, out, err } = await causeway("reach", ...words, "--state", saved(BOTH_WAYS));
        expect([code, out]).toEqual([2, ""]);
        expect(err).toMatch(message);
    });

    test("a stack with nothing in it is no answer", async () => {
        const { code, err } = await causeway("reach", "vpc/shop", "vpc/orders", "--state", saved([]));
        expect(code).toBe(2);
        expect(err).toMatch(/^causeway: the state in .* has no resources: nothing is deployed there\n$/);
    });
});

test("explain adds the URN and line of what is passed, and what the links take", async () => {
    const { out } = await causeway("explain", "vpc/shop", "vpc/orders", "tcp/443", "--state", saved(BOTH_WAYS));
    expect(out).toContain(`${urn("aws:ec2/subnet:Subnet", "shop")} (index.ts:7)`);
    expect(out).toMatch(/packets up to 9001 bytes, not encrypted/);
    expect(out).toMatch(
        /^ {2}as a whole: packets up to 9001 bytes, by .+; round trip about \d+\.\d ms; data passes US$/m,
    );
});

test("reach shows one trip for each outcome, explain one for each path", async () => {
    const peering = {
        ...PEERING,
        id: "pcx-2",
        name: "shop-bills",
        inputs: { ...PEERING.inputs, peerVpcId: "vpc-bills" },
    };
    const over = (state: State): State => ({
        ...state,
        name: `${state.name}-2`,
        inputs: { ...state.inputs, vpcPeeringConnectionId: "pcx-2" },
    });
    const far = [...vpc("orders", 1), ...vpc("bills", 2)].map((state) => ({
        ...state,
        inputs: { ...state.inputs, tags: { side: "far" } },
    }));
    const near = [...vpc("shop", 0), PEERING, peering, route("shop", 1), route("orders", 0)];
    const file = saved([...near, ...far, over(route("shop", 2)), over(route("bills", 0))]);
    const trips = async (command: string): Promise<number> => {
        const { out } = await causeway(command, "vpc/shop", "tag/side=far", "tcp/443", "--state", file);
        return out.split("\n").filter((line) => line.startsWith("REACHABLE  subnet")).length;
    };
    expect(await trips("reach")).toBe(1);
    expect(await trips("explain")).toBe(2);
});

test("matrix has a row and a column for every network and the internet", async () => {
    const { code, out } = await causeway("matrix", "tcp/443", "--state", saved(ONE_WAY));
    expect(code).toBe(0);
    expect(
        out
            .split("\n")
            .slice(0, 4)
            .map((line) => line.split(/ {2,}/)),
    ).toEqual([
        ["FROM \\ TO", "vpc/orders", "vpc/shop", "internet"],
        ["vpc/orders", "yes", "no NO_ROUTE", "no NO_ROUTE"],
        ["vpc/shop", "no RETURN_BLOCKED", "yes", "no NO_ROUTE"],
        ["internet", "no NO_PUBLIC_EGRESS", "no NO_PUBLIC_EGRESS", "–"],
    ]);
    const among = await causeway(
        "matrix",
        "--among",
        "subnet/shop",
        "--among",
        "10.1.0.9",
        "--json",
        "--state",
        saved(OPEN),
    );
    expect(among.code).toBe(3);
    expect(among.json()).toMatchObject({ groups: ["subnet/shop", "10.1.0.9"] });
});

describe("diff", () => {
    test("ends with 1 and lists the pairs that change", async () => {
        const files = [saved(ONE_WAY, "before.json"), saved(BOTH_WAYS, "after.json")];
        const { code, out } = await causeway("diff", ...files);
        expect(code).toBe(1);
        expect(out).toMatch(/^vpc\/shop +vpc\/orders +DENIED +REACHABLE +RETURN_BLOCKED$/m);
        expect(out).toMatch(/^2 of 8 pairs change$/m);
    });

    test("ends with 0 where nothing changes", async () => {
        const { code, out } = await causeway("diff", saved(BOTH_WAYS, "a.json"), saved(BOTH_WAYS, "b.json"));
        expect([code, out.split("\n")[0]]).toEqual([0, "0 of 8 pairs change"]);
    });

    test("names the steps that cut traffic, and the pairs they cut", async () => {
        const step = (op: string, states: readonly State[]): object[] =>
            states.map(({ type, name, inputs, id }) => ({
                op,
                urn: urn(type, name),
                oldState: { urn: urn(type, name), type, custom: true, id, inputs, outputs: inputs },
                newState: op === "delete" ? undefined : { urn: urn(type, name), type, custom: true, inputs },
            }));
        const peering = BOTH_WAYS.filter((state) => state === PEERING);
        const steps = [
            ...step(
                "same",
                BOTH_WAYS.filter((state) => state !== PEERING),
            ),
            ...step("delete", peering),
        ];
        const file = path.join(work, "preview.json");
        fs.writeFileSync(file, JSON.stringify({ steps, changeSummary: { same: 10, delete: 1 } }));
        const { code, out } = await causeway("diff", saved(BOTH_WAYS), file);
        expect(code).toBe(1);
        expect(out).toContain(
            "CUTS TRAFFIC  delete shop-orders (aws:ec2/vpcPeeringConnection:VpcPeeringConnection)\n  for good\n",
        );
        expect(out).toContain("  vpc/shop to vpc/orders, for good\n");
    });
});

describe("drill", () => {
    test("a named failure that loses a flow ends with 1", async () => {
        const { code, out } = await causeway(
            "drill",
            "link/shop-orders",
            "--traffic",
            "tcp/443",
            "--state",
            saved(BOTH_WAYS),
        );
        expect(code).toBe(1);
        expect(out).toMatch(/^link\/shop-orders fails$/m);
        expect(out).toMatch(/^vpc\/shop +vpc\/orders +lost +until repaired +/m);
        expect(out).toMatch(/^vpc\/shop +vpc\/shop +kept +0 s +/m);
    });

    test("without a name every failure is listed, and nothing is judged", async () => {
        const { code, out } = await causeway("drill", "--state", saved(BOTH_WAYS));
        expect(code).toBe(0);
        expect(out).toMatch(/^link\/shop-orders +2 +0 +0 +2$/m);
        expect(out).toMatch(/^region\/us-east-1 +0 .*vpc\/orders, vpc\/shop$/m);
    });

    test("between two ends only their flow counts", async () => {
        const words = ["drill", "link/shop-orders", "--from", "vpc/shop", "--to", "vpc/orders", "--json"];
        const { json } = await causeway(...words, "--state", saved(BOTH_WAYS));
        expect(json()).toMatchObject({
            drills: [{ flows: [{ from: "vpc/shop", to: "vpc/orders", outcome: "lost" }] }],
        });
        const half = await causeway("drill", "--from", "vpc/shop", "--state", saved(BOTH_WAYS));
        expect([half.code, half.err]).toEqual([2, "causeway: name both ends, --from and --to, or neither\n"]);
    });

    test("an unknown failure is answered with the known ones", async () => {
        const { code, err } = await causeway("drill", "link/moon", "--state", saved(BOTH_WAYS));
        expect(code).toBe(2);
        expect(err).toMatch(/got "link\/moon"; allowed: .*link\/shop-orders/);
    });
});

describe("cost", () => {
    const usage = (gbPerMonth: unknown): string => {
        const file = path.join(work, "usage.yaml");
        fs.writeFileSync(file, `- { from: vpc/shop, to: vpc/orders, gbPerMonth: ${String(gbPerMonth)} }\n`);
        return file;
    };

    test("adds the flows that are named, and a budget decides", async () => {
        const words = ["cost", "--usage", usage(1000), "--state", saved(BOTH_WAYS)];
        const { code, json } = await causeway(...words, "--json");
        expect(code).toBe(0);
        const { total, currency } = json() as { total: number; currency: string };
        // Between zones at most 0.01 USD per GB at each end (EC2 on-demand pricing, data transfer).
        expect([currency, total >= 0, total <= 20]).toEqual(["USD", true, true]);
        expect((await causeway(...words, "--budget", "100")).code).not.toBe(1);
    });

    test("takes another region's price where it may, and says so", async () => {
        const nat: State = {
            type: "aws:ec2/natGateway:NatGateway",
            id: "nat-1",
            name: "nat",
            inputs: { subnetId: "subnet-shop", connectivityType: "private", region: "sa-east-1" },
        };
        const moved = BOTH_WAYS.map((state) => ({ ...state, inputs: { ...state.inputs, region: "sa-east-1" } }));
        const words = ["cost", "--state", saved([...moved, nat])];
        expect((await causeway(...words)).out).toContain('give it as prices["aws.nat-gateway"]["sa-east-1"]');
        const { out } = await causeway(...words, "--home-rates");
        expect(out).toContain("32.85 USD a month");
        expect(out).toMatch(/assumed from another region: .*, sa-east-1/);
    });

    test("above the budget the answer is no, below it yes", async () => {
        const nat: State = {
            type: "aws:ec2/natGateway:NatGateway",
            id: "nat-1",
            name: "nat",
            inputs: { subnetId: "subnet-shop", connectivityType: "private", region: "us-east-1" },
        };
        // 730 hours at 0.045 USD (Amazon VPC pricing, NAT gateway, us-east-1).
        const words = ["cost", "--state", saved([...BOTH_WAYS, nat]), "--budget"];
        const { code, out } = await causeway(...words, "32.84");
        expect(code).toBe(1);
        expect(out).toMatch(/^32\.85 USD a month, over the budget of 32\.84$/m);
        expect((await causeway(...words, "32.85")).code).toBe(0);
    });

    test("a misspelt usage is refused, with every problem", async () => {
        const { code, err } = await causeway("cost", "--usage", usage("many"), "--state", saved(BOTH_WAYS));
        expect(code).toBe(2);
        expect(err).toMatch(/gbPerMonth/);
        const budget = await causeway("cost", "--budget", "cheap", "--state", saved(BOTH_WAYS));
        expect([budget.code, budget.err]).toEqual([2, expect.stringContaining("'cheap' is no amount in US dollars")]);
    });
});

describe("check and preflight", () => {
    const config = (content: object): string => {
        const file = path.join(work, "causeway.json");
        fs.writeFileSync(file, JSON.stringify(content));
        return file;
    };
    const WALL = { expectations: { mustNotReach: [{ from: "vpc/shop", to: "vpc/orders", traffic: "all" }] } };

    test("ends with 1 where a mandatory rule is broken, and writes every format in one run", async () => {
        const files = Object.fromEntries(
            ["sarif", "junit", "markdown"].map((name) => [name, path.join(work, `found.${name}`)]),
        );
        const flags = Object.entries(files).flatMap(([name, file]) => [`--${name}`, file]);
        const { code, out } = await causeway("check", "--config", config(WALL), ...flags, "--state", saved(BOTH_WAYS));
        expect(code).toBe(1);
        expect(out).toMatch(/segmentation-must-not-reach/);
        for (const file of Object.values(files))
            expect(fs.readFileSync(file, "utf8")).toContain("segmentation-must-not-reach");
    });

    test("takes the file that Pulumi takes for the policy pack", async () => {
        const pack = { causeway: { enforcementLevel: "mandatory", ...WALL }, "causeway-advice": "disabled" };
        const { code, out } = await causeway(
            "check",
            "--config",
            config(pack),
            "--format",
            "sarif",
            "--state",
            saved(BOTH_WAYS),
        );
        expect(code).toBe(1);
        expect(JSON.parse(out)).toMatchObject({ version: "2.1.0" });
    });

    test("what a preview leaves open ends with 3 where the rule is mandatory, with --strict with 1", async () => {
        const only = { ...WALL, rules: { "consistency-both-directions": { level: "disabled" } } };
        const words = ["check", "--config", config(only), "--state", saved(OPEN)];
        expect((await causeway(...words)).code).toBe(3);
        expect((await causeway(...words, "--strict")).code).toBe(1);
    });

    test("an open point of a rule that only advises ends with 0", async () => {
        const open = BOTH_WAYS.map((state) =>
            state.type === "aws:ec2/vpc:Vpc"
                ? { ...state, inputs: { ...state.inputs, enableDnsSupport: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } }
                : state,
        );
        const words = ["check", "--json", "--state", saved(open)];
        const { code, json } = await causeway(...words);
        expect([code, json()]).toEqual([
            0,
            expect.objectContaining({ counts: expect.objectContaining({ undetermined: 2 }) }),
        ]);
        const calm = { rules: { "observability-flow-logs": { level: "disabled" } } };
        expect((await causeway(...words, "--config", config(calm), "--fail-on", "medium")).code).toBe(3);
    });

    test("advice ends with 0, unless --fail-on asks for its severity", async () => {
        const words = ["check", "--state", saved(BOTH_WAYS)];
        const { code, out } = await causeway(...words);
        expect(code).toBe(0);
        expect(out).toContain("observability-flow-logs");
        expect((await causeway(...words, "--fail-on", "medium")).code).toBe(1);
        expect((await causeway(...words, "--fail-on", "high")).code).toBe(0);
    });

    test("a mistake in the configuration ends with 2: nothing passes for a clean network", async () => {
        const { code, err } = await causeway(
            "check",
            "--config",
            config({ profil: "pci" }),
            "--state",
            saved(BOTH_WAYS),
        );
        expect(code).toBe(2);
        expect(err).toMatch(/the policy configuration: 1 problem\n.*profil/);
    });

    test("--summary tells only how every area stands", async () => {
        const { out } = await causeway("check", "--summary", "--state", saved(BOTH_WAYS));
        expect(out).toMatch(/^AREA +RULES +PASS +FAIL +UNDETERMINED +EXEMPT +ERROR\n/);
    });

    test("the checklist fails on paths that take less than hosts send, and on round trips over the budget", async () => {
        const words = ["preflight", "--json", "--state", saved(BOTH_WAYS)];
        const outcomes = async (...more: string[]): Promise<Record<string, string>> => {
            const { json } = await causeway(...words, ...more);
            const { items } = json() as { items: { title: string; outcome: string }[] };
            return Object.fromEntries(items.map(({ title, outcome }) => [title, outcome]));
        };
        expect(await outcomes()).toMatchObject({
            "Packet sizes (MTU)": "passed",
            Latency: "not asked",
            DNS: "passed",
            "Links are monitored": "failed",
        });
        expect(await outcomes("--packet", "9002", "--latency", "1000")).toMatchObject({
            "Packet sizes (MTU)": "failed",
            Latency: "passed",
        });
    });

    test.each([
        ["Interface", { enableDnsHostnames: true }, "passed"],
        ["Interface", {}, "failed"],
        ["Gateway", {}, "passed"],
    ])(
        "the checklist asks for the DNS attributes that private names of a %s endpoint need (%j)",
        async (kind, more, outcome) => {
            const endpoint: State = {
                type: "aws:ec2/vpcEndpoint:VpcEndpoint",
                id: "vpce-1",
                name: "logs",
                inputs: {
                    vpcId: "vpc-shop",
                    serviceName: "com.amazonaws.us-east-1.logs",
                    vpcEndpointType: kind,
                    privateDnsEnabled: true,
                    region: "us-east-1",
                },
            };
            const states = BOTH_WAYS.map((state) =>
                state.id === "vpc-shop" ? { ...state, inputs: { ...state.inputs, ...more } } : state,
            );
            const { json } = await causeway("preflight", "--json", "--state", saved([...states, endpoint]));
            const { items } = json() as { items: { title: string; outcome: string }[] };
            expect(items.find(({ title }) => title === "DNS")?.outcome).toBe(outcome);
        },
    );

    test("the checklist finds a network that resolves no names", async () => {
        const deaf = BOTH_WAYS.map((state) =>
            state.type === "aws:ec2/vpc:Vpc"
                ? { ...state, inputs: { ...state.inputs, enableDnsSupport: false } }
                : state,
        );
        const { code, out } = await causeway("preflight", "--state", saved(deaf));
        expect(code).toBe(1);
        expect(out).toMatch(
            /FAILED +DNS\n +vpc orders: enableDnsSupport is false\.\n +Fix: Set enableDnsSupport to true/,
        );
    });
});

describe("pictures and pages", () => {
    test.each([
        ["net.svg", /^<svg/],
        ["net.mmd", /^flowchart/],
        ["net.d2", /^direction/],
        ["net.html", /^<!doctype html>/],
    ])("%s is drawn as its ending says", async (name, beginning) => {
        const file = path.join(work, name);
        expect((await causeway("diagram", "-o", file, "--state", saved(BOTH_WAYS))).code).toBe(0);
        expect(fs.readFileSync(file, "utf8").trimStart()).toMatch(beginning);
    });

    test("another ending is refused before anything is written", async () => {
        const { code, err } = await causeway("diagram", "-o", path.join(work, "net.png"), "--state", saved(BOTH_WAYS));
        expect(code).toBe(2);
        expect(err).toMatch(/no picture has this ending/);
        expect(fs.existsSync(path.join(work, "net.png"))).toBe(false);
    });

    test("report writes a page whatever was found, and says where", async () => {
        const file = path.join(work, "net.html");
        const { code, out } = await causeway("report", "-o", file, "--state", saved(ONE_WAY));
        expect([code, out.split("\n").at(-2)]).toEqual([0, file]);
        expect(fs.readFileSync(file, "utf8")).toContain("vpc/shop");
    });
});

test("help and the version end with 0, an unknown command with 2", async () => {
    expect((await causeway("--help")).code).toBe(0);
    expect((await causeway("drill", "--help")).out).toMatch(/Exit codes:\n {2}0 /);
    expect((await causeway("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const unknown = await causeway("reech");
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining("unknown command 'reech'")]);
});
