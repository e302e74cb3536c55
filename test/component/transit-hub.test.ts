import { TransitHub } from "../../components/transit-hub";
import type { TransitHubArgs } from "../../components/transit-hub";
import { expectCommitted } from "../support/committed";
import { hub, twoRegions, vpc } from "../unit/transit-hub/networks";
import { allKnown, build, known, startMocks, tableOf, type Built, type Child } from "./children";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const ROOT = path.join(__dirname, "../..");
const ACCEPTER = "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter";
const GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";

let registered: Awaited<ReturnType<typeof startMocks>>;

beforeAll(async () => {
    registered = await startMocks({
        [GATEWAY]: (name) => ({ arn: `<arn of ${name}>` }),
        [ACCEPTER]: (name) => ({ transitGatewayAttachmentId: `<accepted by ${name}>` }),
    });
});

/** A Node program of its own, which sees the compiled package. */
function run(program: string, args: string[], input = ""): unknown {
    const file = path.join(__dirname, "programs", program);
    return JSON.parse(execFileSync(process.execPath, [file, ...args], { cwd: ROOT, input, encoding: "utf8" }));
}

describe("two regions with two segments", () => {
    const regions: Record<string, string> = { use1: "us-east-1", euc1: "eu-central-1" };
    let built: Built<TransitHub>;

    beforeAll(async () => {
        const args = { ...twoRegions(), tags: { owner: "platform" } };
        built = await build((options) => new TransitHub("core", args, options));
    });

    test("are built of exactly these resources", () => {
        expectCommitted(path.join(__dirname, "transit-hub.children.txt"), `${tableOf(built.children)}\n`);
    });

    test("are built of this many", () => {
        const counts: Record<string, number> = {};
        for (const { type } of built.children) counts[type] = (counts[type] ?? 0) + 1;
        expect(counts).toEqual({
            [GATEWAY]: 2,
            "aws:ec2transitgateway/routeTable:RouteTable": 6,
            "aws:ec2transitgateway/vpcAttachment:VpcAttachment": 3,
            "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": 5,
            "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation": 9,
            "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": 1,
            [ACCEPTER]: 1,
            "aws:ec2transitgateway/route:Route": 8,
            "aws:ec2/route:Route": 2,
        });
    });

    test("each have a name of their own, with the component's in front", () => {
        const names = built.children.map((child) => child.name);
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => !name.startsWith("core-"))).toEqual([]);
    });

    test("all stand below the component, and use the default provider of the program", () => {
        for (const { name, type, urn, provider, options } of built.children) {
            expect([name, options.parent === built.component]).toEqual([name, true]);
            expect(urn).toBe(`urn:pulumi:test::network::causeway:index:TransitHub$${type}::${name}`);
            expect([name, provider]).toEqual([name, ""]);
        }
    });

    test("all are in the region of their hub", () => {
        for (const { name, inputs } of built.children) {
            // The accepter acts on the side of the second hub.
            const key = name.startsWith("core-peering-accepter-") ? "use1" : /-(use1|euc1)(?:\/|$)/.exec(name)![1]!;
            expect([name, inputs.region]).toEqual([name, regions[key]]);
        }
    });

    test("carry the tags and their own name wherever the SDK has tags, and a region wherever it has one", () => {
        for (const child of built.children) {
            const args = argumentsOf(child);
            const tags = args.includes("tags") ? { owner: "platform", Name: child.name } : undefined;
            expect([child.name, child.inputs.tags]).toEqual([child.name, tags]);
            expect([child.name, args.includes("region")]).toEqual([child.name, true]);
        }
        const types = built.children.filter((child) => child.inputs.tags !== undefined).map((child) => child.type);
        expect(new Set(types).size).toBe(5);
    });

    test("have these outputs, keyed as documented", async () => {
        const { component: core } = built;
        expect(await allKnown(core.transitGatewayIds)).toEqual({
            euc1: "<core-gateway-euc1>",
            use1: "<core-gateway-use1>",
        });
        expect(await allKnown(core.transitGatewayArns)).toEqual({
            euc1: "<arn of core-gateway-euc1>",
            use1: "<arn of core-gateway-use1>",
        });
        expect(await allKnown(core.asns)).toEqual({ euc1: 4_252_470_457, use1: 64_512 });
        expect(await allKnown(core.routeTableIds)).toEqual({
            "euc1/prod": "<core-table-euc1/prod>",
            "euc1/shared": "<core-table-euc1/shared>",
            "use1/prod": "<core-table-use1/prod>",
            "use1/shared": "<core-table-use1/shared>",
        });
        expect(await allKnown(core.transitRouteTableIds)).toEqual({
            euc1: "<core-transit-euc1>",
            use1: "<core-transit-use1>",
        });
        expect(await allKnown(core.attachmentIds)).toEqual({
            "euc1/shop": "<core-attachment-euc1/shop>",
            "use1/services": "<core-attachment-use1/services>",
            "use1/shop": "<core-attachment-use1/shop>",
        });
        expect(await allKnown(core.peeringAttachmentIds)).toEqual({
            "euc1/use1": "<accepted by core-peering-accepter-euc1/use1>",
        });
    });

    test("use the provider that the component is given", async () => {
        const provider = new Provider("audit", { region: "us-east-1" });
        const inAudit = await build((options) => new TransitHub("audited", twoRegions(), options), { provider });
        const reference = `${await known(provider.urn)}::<audit>`;
        expect(inAudit.children).toHaveLength(built.children.length);
        expect(new Set(inAudit.children.map((child) => child.provider))).toEqual(new Set([reference]));
    });

    test("are not protected, unless the component is: then every part of it is", async () => {
        expect(built.children.filter((child) => child.isProtected)).toEqual([]);
        const guarded = await build((options) => new TransitHub("guarded", twoRegions(), options), { protect: true });
        expect(guarded.children).toHaveLength(built.children.length);
        expect(guarded.children.filter((child) => !child.isProtected)).toEqual([]);
    });
});

/** Names of the arguments that the SDK's type of a resource declares. */
function argumentsOf({ type }: Child): string[] {
    const [, module, name] = /^aws:(.+):(\w+)$/.exec(type)!;
    const declaration = fs.readFileSync(path.join(ROOT, `node_modules/@pulumi/aws/${module!}.d.ts`), "utf8");
    const body = declaration.slice(declaration.indexOf(`export interface ${name!}Args {`));
    return [...body.matchAll(/^ {4}(\w+)\??:/gm)].map((match) => match[1]!);
}

test("an IPv6 destination goes into the field that a VPC's route has for it", async () => {
    const routes = { main: { routeTableId: "rtb-1", destinations: ["0.0.0.0/0", "::/0"] } };
    const args = {
        segments: { main: {} },
        aws: { hubs: { a: hub({ shop: vpc("main", "10.0.0.0/16", { routes }) }, { region: "us-east-1" }) } },
    };
    const { children } = await build((options) => new TransitHub("six", args, options));
    expect(tableOf(children.filter((child) => child.type === "aws:ec2/route:Route"))).toBe(
        [
            "aws:ec2/route:Route six-route-a/shop/main/0.0.0.0/0",
            "    (deleteBeforeReplace)",
            "    (dependsOn six-attachment-a/shop)",
            "    destinationCidrBlock: 0.0.0.0/0",
            "    region: us-east-1",
            "    routeTableId: rtb-1",
            "    transitGatewayId: <six-gateway-a>",
            "",
            "aws:ec2/route:Route six-route-a/shop/main/::/0",
            "    (deleteBeforeReplace)",
            "    (dependsOn six-attachment-a/shop)",
            "    destinationIpv6CidrBlock: ::/0",
            "    region: us-east-1",
            "    routeTableId: rtb-1",
            "    transitGatewayId: <six-gateway-a>",
        ].join("\n"),
    );
});

test("a gateway and tables that exist are used, and none are made for them", async () => {
    const args: TransitHubArgs = {
        segments: { prod: {}, lab: {} },
        aws: {
            hubs: {
                old: hub(
                    { shop: vpc("prod", "10.0.0.0/16"), lab: vpc("lab", "10.1.0.0/16") },
                    {
                        asn: 64512,
                        existing: {
                            transitGatewayId: pulumi.output("tgw-old"),
                            routeTables: { prod: "tgw-rtb-prod" },
                            transitRouteTable: Promise.resolve("tgw-rtb-transit"),
                        },
                    },
                ),
                fresh: hub({}, { description: "made by hand before" }),
            },
        },
    };
    const { component, children } = await build((options) => new TransitHub("adopt", args, options));

    const made = children.filter(({ type }) => type === GATEWAY || type.endsWith(":RouteTable"));
    expect(made.map(({ name, inputs }) => [name, inputs.description ?? inputs.transitGatewayId])).toEqual([
        ["adopt-gateway-fresh", "made by hand before"],
        ["adopt-table-fresh/lab", "<adopt-gateway-fresh>"],
        ["adopt-table-fresh/prod", "<adopt-gateway-fresh>"],
        ["adopt-transit-fresh", "<adopt-gateway-fresh>"],
        ["adopt-table-old/lab", "tgw-old"],
    ]);
    expect(await known(component.transitGatewayIds.old!)).toBe("tgw-old");
    expect(Object.keys(component.transitGatewayArns)).toEqual(["fresh"]);
    expect(await allKnown(component.asns)).toMatchObject({ old: 64512 });
    expect(await known(component.routeTableIds["old/prod"]!)).toBe("tgw-rtb-prod");
    expect(await known(component.transitRouteTableIds.old!)).toBe("tgw-rtb-transit");

    const input = (name: string) => children.find((child) => child.name === name)!.inputs;
    expect(input("adopt-attachment-old/shop").transitGatewayId).toBe("tgw-old");
    expect(input("adopt-association-old/shop").transitGatewayRouteTableId).toBe("tgw-rtb-prod");
    expect(input("adopt-association-old/lab").transitGatewayRouteTableId).toBe("<adopt-table-old/lab>");
    expect(input("adopt-transit-propagation-old/shop").transitGatewayRouteTableId).toBe("tgw-rtb-transit");
    expect(input("adopt-peering-association-old/fresh").transitGatewayRouteTableId).toBe("tgw-rtb-transit");
    expect(input("adopt-peering-fresh/old").peerTransitGatewayId).toBe("tgw-old");
});

test("arguments that another language sends as null are left out", async () => {
    const nulls = { asn: null, existing: null, description: null, attachments: null, supernets: null };
    const args = { segments: { main: {} }, tags: null, aws: { peering: null, hubs: { a: { ...hub(), ...nulls } } } };
    const { children } = await build((options) => new TransitHub("other", args as unknown as TransitHubArgs, options));
    expect(children.map(({ name, inputs }) => [name, inputs.description, inputs.tags])).toEqual([
        ["other-gateway-a", "other a", { Name: "other-gateway-a" }],
        ["other-table-a/main", undefined, { Name: "other-table-a/main" }],
    ]);
});

test("wrong arguments are refused before anything is registered, the component included", () => {
    const before = registered.size;
    const wrong = { segments: {}, aws: { hubs: {} } };
    expect(() => new TransitHub("wrong", wrong)).toThrow(pulumi.InputPropertiesError);
    expect(() => new TransitHub("wrong", wrong)).toThrow('TransitHub "wrong": 2 problems\n  segments [empty]: got');
    expect(registered.size).toBe(before);
});

describe("an id of the wrong kind that is only known later", () => {
    const shop = vpc("main", "10.0.0.0/16", { routes: { main: { routeTableId: "rtb-1" } } });
    const hubs = (attachment: object, more: object = {}) => ({
        segments: { main: {} },
        aws: {
            hubs: {
                a: hub({ shop: { ...shop, ...attachment } }, { region: "us-east-1", ...more }),
                b: hub({ shop: vpc("main", "10.1.0.0/16") }, { region: "us-east-2" }),
            },
        },
    });
    const existing = (more: object) => hubs({}, { asn: 64512, existing: { transitGatewayId: "tgw-1", ...more } });
    const at = "aws.hubs.a.attachments.shop";
    /** The place, what is found there, what may be, the arguments, the resource that waits for it, one that does not. */
    const cases: [string, string, string, unknown, string, string][] = [
        [`${at}.vpcId`, "subnet-1", "vpc-…", hubs({ vpcId: "later:subnet-1" }), "attachment-a/shop", "gateway-a"],
        [
            `${at}.subnets["us-east-1a"]`,
            "vpc-1",
            "subnet-…",
            hubs({ subnets: { "us-east-1a": "later:vpc-1" } }),
            "attachment-a/shop",
            "gateway-a",
        ],
        [
            `${at}.routes.main.routeTableId`,
            "tgw-rtb-1",
            "rtb-…",
            hubs({ routes: { main: { routeTableId: "later:tgw-rtb-1" } } }),
            "route-a/shop/main/10.1.0.0/16",
            "attachment-a/shop",
        ],
        [
            "aws.hubs.a.existing.transitGatewayId",
            "tgw-attach-1",
            "tgw-…",
            existing({ transitGatewayId: "later:tgw-attach-1" }),
            "table-a/main",
            "gateway-b",
        ],
        [
            "aws.hubs.a.existing.routeTables.main",
            "rtb-1",
            "tgw-rtb-…",
            existing({ routeTables: { main: "later:rtb-1" } }),
            "association-a/shop",
            "attachment-a/shop",
        ],
        [
            "aws.hubs.a.existing.transitRouteTable",
            "tgw-1",
            "tgw-rtb-…",
            existing({ transitRouteTable: "later:tgw-1" }),
            "transit-propagation-a/shop",
            "association-a/shop",
        ],
    ];
    interface Outcome {
        registered: string[];
        refused: Record<string, string>;
    }
    let outcomes: Outcome[];

    beforeAll(() => {
        outcomes = run("wrong-ids.cjs", [], JSON.stringify(cases.map(([, , , args]) => args))) as Outcome[];
    });

    test.each(cases.map((c, i) => [c[0], c, i] as const))(
        "at %s stops what needs it",
        (_, [at, got, allowed, , waits, goes], i) => {
            const { registered, refused } = outcomes[i]!;
            expect(refused[`core-${waits}`]).toMatch(
                new RegExp(
                    `${escaped(
                        `TransitHub "core": 1 problem\n  ${at} [wrong-id-kind]: got "${got}"; allowed: ${allowed}. ` +
                            "Give the id of the right kind of resource.",
                    )}$`,
                ),
            );
            expect(registered).toContain(`core-${goes}`);
            expect(registered).not.toContain(`core-${waits}`);
        },
    );
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

describe("a program that imports the component", () => {
    interface Loaded {
        imported: string[];
        planned: string[];
        built: string[];
    }
    test.each(["the package", "the component alone"])(
        "(%s) loads a cloud's SDK only when it builds a hub in that cloud, and only the services it needs",
        (entry) => {
            const { imported, planned, built } = run("loaded-packages.cjs", [entry]) as Loaded;
            expect(imported).toEqual([]);
            expect(planned).toEqual([]);
            expect(built).toContain("@pulumi/aws/ec2transitgateway/index.js");
            expect(built.filter((file) => !file.startsWith("@pulumi/aws/"))).toEqual([]);
            const services = built.map((file) => file.split("/").slice(2)).filter((steps) => steps.length > 1);
            expect(new Set(services.map(([service]) => service))).toEqual(
                new Set(["ec2", "ec2transitgateway", "types"]),
            );
            // The root loads two hundred services.
            expect(built).not.toContain("@pulumi/aws/index.js");
        },
    );
});
