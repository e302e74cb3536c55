import { planTransitHub, Topology } from "../../../components/transit-hub";
import type { AwsHubArgs, TransitHubArgs } from "../../../components/transit-hub";
import { validateTransitHub } from "../../../components/transit-hub/validate";
import { AWS_QUOTAS } from "../../../facts/limits/aws";
import { describeProblem } from "../../../plan/problem";
import { faults } from "./faults";
import { everyArgument, hub, vpc } from "./networks";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import * as fs from "node:fs";
import * as path from "node:path";

/** The arguments of a program that TypeScript did not check. */
const validate = (args: unknown) => validateTransitHub(args as TransitHubArgs);
const said = (args: unknown): string[] => validate(args).map(describeProblem);

describe("is refused, with these words:", () => {
    test.each(faults)("$is ($check)", ({ check, args, says }) => {
        expect(said(args)).toEqual(says);
        expect(new Set(validate(args).map((p) => p.check))).toEqual(new Set([check]));
    });
});

test("every check that the sources contain is tested above", () => {
    const folder = path.join(__dirname, "../../../components/transit-hub");
    const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
    const sources = [
        path.join(folder, "../shared/ids.ts"),
        path.join(folder, "../shared/checks.ts"),
        path.join(folder, "../../plan/shape.ts"),
        path.join(folder, "../../plan/prefix.ts"),
        ...files.filter((name) => name.endsWith(".ts")),
    ];
    // The shape of TransitHub's arguments has no choices and no ranges: its own checks have better words for both.
    const elsewhere = ["unknown-value", "out-of-range"];
    const ids = sources.flatMap((file) => checksIn(fs.readFileSync(file, "utf8")));
    expect([...new Set(ids)].filter((id) => !elsewhere.includes(id)).sort()).toEqual(
        [...new Set(faults.map((f) => f.check))].sort(),
    );
});

test("every check is explained in the component's README", () => {
    const readme = fs.readFileSync(path.join(__dirname, "../../../components/transit-hub/README.md"), "utf8");
    const explained = readme.split("\n").flatMap((line) => (line.startsWith("| `") ? [line.split("|")[1]!] : []));
    const ids = new Set(faults.map((f) => f.check));
    expect([...ids].filter((id) => !explained.some((cell) => cell.includes(`\`${id}\``)))).toEqual([]);
});

/** Ids of checks in a source text: `check: "x"`, and the first argument of a function whose first parameter is a check. */
function checksIn(source: string): string[] {
    const helpers = [...source.matchAll(/function (\w+)\(check: string\b/g)].map((match) => match[1]!);
    const calls = helpers.flatMap((name) => [
        ...source.matchAll(new RegExp(`(?<!function )\\b${name}\\(\\s*("[^"]*")?`, "g")),
    ]);
    const properties = [...source.matchAll(/\bcheck: (?!string\b)("[^"]*"|`[^`]*`)?/g)];
    return [...calls, ...properties].flatMap((match) => {
        if (match[1] === undefined)
            throw new Error(`which check is this? ${source.slice(match.index).split("\n", 1)[0]}`);
        const id = match[1].slice(1, -1);
        const units = Object.values(AWS_QUOTAS).map((quota) => quota.unit);
        return id.includes("${unit}") ? units.map((unit) => id.replace("${unit}", unit)) : [id];
    });
}

describe("everything that is wrong is said at once", () => {
    test("ten faults give ten problems", () => {
        const args = {
            segments: { prod: { reaches: { nowhere: {} } }, lab: { reaches: { lab: {} } } },
            aws: {
                hubs: {
                    a: {
                        region: "us-east-1",
                        asn: 1,
                        attachments: {
                            shop: {
                                vpcId: "subnet-1",
                                subnets: { "eu-west-1a": "subnet-1" },
                                cidrs: ["10.0.0.0/15"],
                                segment: "prod",
                                applianceMod: true,
                            },
                            lab: vpc("lab", "10.8.0.1/16"),
                        },
                    },
                    b: hub({ shop: vpc("prod", ["10.9.0.0/16", "10.9.1.0/24"]) }),
                },
                limits: { routesPerGateway: -1 },
            },
        };
        expect(validate(args).map((p) => p.check)).toEqual([
            "unknown-argument",
            "unknown-segment",
            "reaches-itself",
            "zone-outside-region",
            "asn-range",
            "limit-range",
            "wrong-id-kind",
            "cidr-size",
            "cidr-invalid",
            "cidr-overlap",
        ]);
    });

    test("a problem names the place that was written: putting it right leaves the others", () => {
        const wrong = { prod: hub({}, { asn: 1 }), dev: hub({}, { asn: 2 }) };
        expect(validate({ segments: { main: {} }, aws: { hubs: wrong } }).map((p) => p.path)).toEqual([
            "aws.hubs.prod.asn",
            "aws.hubs.dev.asn",
        ]);
        wrong.prod.asn = 64512;
        expect(validate({ segments: { main: {} }, aws: { hubs: wrong } }).map((p) => p.path)).toEqual([
            "aws.hubs.dev.asn",
        ]);
    });

    test("any text, number or list in any place gives an answer, never an exception", () => {
        const places = pathsOf(everyArgument());
        const junk = fc.oneof(
            fc.constantFrom<unknown>(undefined, null, true, NaN, 1n, "", [], {}, [[]], "constructor", "__proto__"),
            fc.string(),
            fc.object(),
            fc.constantFrom(pulumi.output("x"), Promise.resolve("x"), () => "x"),
        );
        fc.assert(
            fc.property(fc.constantFrom(...places), junk, (place, value) => {
                const args = everyArgument();
                put(args, place, value);
                const problems = validate(args);
                expect(Array.isArray(problems)).toBe(true);
                for (const problem of problems) expect(describeProblem(problem)).not.toContain("undefined");
                // What is accepted can be planned.
                if (problems.length === 0) planTransitHub(args);
            }),
            { numRuns: 1000 },
        );
    });
});

describe("is accepted:", () => {
    const main = { main: {} };
    const apart = { prod: {}, lab: {} };
    const shop = vpc("main", "10.0.0.0/16");

    test.each<[string, unknown]>([
        ["every argument there is", everyArgument()],
        ["a hub and a segment, and nothing else", { segments: main, aws: { hubs: { a: { region: "us-east-1" } } } }],
        [
            "one CIDR in segments that never meet, in a hub without peerings",
            {
                segments: apart,
                aws: {
                    hubs: {
                        a: hub({
                            shop: vpc("prod", "10.0.0.0/16"),
                            lab: vpc("lab", "10.0.0.0/16", { vpcId: "vpc-2" }),
                        }),
                    },
                },
            },
        ],
        [
            "one CIDR in segments that never meet, in two hubs of a full mesh",
            {
                segments: apart,
                aws: {
                    hubs: { a: hub({ shop: vpc("prod", "10.0.0.0/16") }), b: hub({ lab: vpc("lab", "10.0.0.0/16") }) },
                },
            },
        ],
        [
            "one CIDR in members of an isolated segment that nothing reaches",
            {
                segments: { dev: { isolated: true } },
                aws: { hubs: { a: hub({ x: vpc("dev", "10.0.0.0/16") }), b: hub({ y: vpc("dev", "10.0.0.0/16") }) } },
            },
        ],
        [
            "one CIDR in segments that never meet, at a spoke and at a centre that passes nothing on",
            {
                segments: apart,
                aws: {
                    hubs: { m: hub({ shop: vpc("prod", "10.0.0.0/16") }), s: hub({ lab: vpc("lab", "10.0.0.0/16") }) },
                    peering: { topology: Topology.HubAndSpoke, hubs: ["m"] },
                },
            },
        ],
        [
            "supernets that hold the CIDRs of their own segment and hub, alone or together",
            {
                segments: main,
                aws: {
                    hubs: {
                        a: hub(
                            { shop, six: vpc("main", "2001:db8::/56") },
                            { supernets: { main: ["10.0.0.0/17", "10.0.128.0/17", "2001:db8::/32"] } },
                        ),
                        b: hub({ shop: vpc("main", "10.1.0.0/16") }),
                    },
                },
            },
        ],
        [
            "everything as a destination, and what lies around the VPC",
            {
                segments: main,
                aws: {
                    hubs: {
                        a: hub({
                            shop: {
                                ...shop,
                                routes: {
                                    r: {
                                        routeTableId: "rtb-1",
                                        destinations: ["0.0.0.0/0", "::/0", "10.0.0.0/8", "10.1.0.0/16"],
                                    },
                                },
                            },
                        }),
                    },
                },
            },
        ],
        ["a VPC in IPv6 only", { segments: main, aws: { hubs: { a: hub({ six: vpc("main", "2001:db8::/56") }) } } }],
        [
            "one VPC in two hubs, of segments that never meet",
            {
                segments: apart,
                aws: {
                    hubs: {
                        a: hub({ shop: vpc("prod", "10.0.0.0/16", { vpcId: "vpc-1" }) }),
                        b: hub({ shop: vpc("lab", "10.0.0.0/16", { vpcId: "vpc-1" }) }),
                    },
                },
            },
        ],
        [
            "two hubs in one region, of which one has nothing that the other should reach",
            {
                segments: main,
                aws: {
                    hubs: {
                        blue: hub({ shop: vpc("main", "10.0.0.0/16") }, { region: "us-east-1" }),
                        green: hub({}, { region: "us-east-1" }),
                    },
                },
            },
        ],
        [
            "as many as the quotas allow, and more where AWS raised them",
            {
                segments: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`s${i}`, {}])),
                aws: { hubs: { a: hub() }, limits: { routeTablesPerGateway: 21, peeringsPerGateway: undefined } },
            },
        ],
        [
            "ids that are only known later, and tags",
            {
                segments: main,
                tags: { owner: pulumi.output("platform"), "cost/center": Promise.resolve("1") },
                aws: {
                    hubs: {
                        a: hub(
                            {
                                shop: {
                                    vpcId: pulumi.output("vpc-1"),
                                    subnets: { "us-east-1a": Promise.resolve("subnet-1") },
                                    cidrs: ["10.0.0.0/16"],
                                    segment: "main",
                                    routes: { r: { routeTableId: pulumi.secret("rtb-1") } },
                                },
                            },
                            {
                                asn: 64512,
                                existing: {
                                    transitGatewayId: pulumi.output("tgw-1"),
                                    routeTables: { main: pulumi.output("tgw-rtb-1") },
                                    transitRouteTable: Promise.resolve("tgw-rtb-2"),
                                },
                            },
                        ),
                    },
                },
            },
        ],
        [
            "a hub and a segment with the name of what every object inherits",
            {
                segments: { constructor: {} },
                aws: { hubs: { constructor: hub({ constructor: vpc("constructor", "10.0.0.0/16") }) } },
            },
        ],
    ])("%s", (_, args) => {
        expect(said(args)).toEqual([]);
    });
});

describe("a plain position", () => {
    // Planned as an object with no entries, an Output here would silently build nothing.
    const passedOn = /(?:Id|transitRouteTable|(?:subnets|routeTables|tags)\.[^.]*)$/;
    const plain = pathsOf(everyArgument()).filter((place) => !passedOn.test(place.join(".")));

    test.each(plain.map((place) => [place.join(".")]))("%s takes no Output and no Promise", (place) => {
        for (const [value, got] of [
            [pulumi.output("x"), "an Output"],
            [Promise.resolve("x"), "a Promise"],
        ] as const) {
            const args = everyArgument();
            put(args, place.split("."), value);
            expect(validate(args).map((p) => [p.check, p.got])).toContainEqual(["not-plain", got]);
        }
    });
});

describe("null is as good as left out, at", () => {
    test.each([
        "tags",
        "segments.prod.reaches",
        "segments.prod.isolated",
        "aws.peering",
        "aws.peering.topology",
        "aws.peering.hubs",
        "aws.limits",
        "aws.limits.routesPerGateway",
        "aws.hubs.core.asn",
        "aws.hubs.core.description",
        "aws.hubs.core.existing",
        "aws.hubs.core.existing.routeTables",
        "aws.hubs.core.existing.transitRouteTable",
        "aws.hubs.use1.attachments",
        "aws.hubs.use1.attachments.shop.applianceMode",
        "aws.hubs.use1.attachments.shop.routes",
        "aws.hubs.use1.attachments.shop.routes.main.destinations",
        "aws.hubs.use1.supernets",
    ])("%s", (place) => {
        const [withNull, without] = [everyArgument(), everyArgument()];
        put(withNull, place.split("."), null);
        put(without, place.split("."), undefined);
        expect(said(withNull)).toEqual(said(without));
        if (said(without).length === 0) expect(planTransitHub(withNull)).toEqual(planTransitHub(without));
    });
});

describe("ASNs that several hubs have", () => {
    const keys = ["a", "b", "c", "d", "e", "f", "euc1"];
    /** Hubs that often share an ASN, also with the derived one of `euc1`, and at most one gateway that exists. */
    const shared = fc
        .record({
            asns: fc.array(fc.constantFrom(undefined, 64512, 64513, 64514, 65534, 4_252_470_457), {
                minLength: 2,
                maxLength: keys.length,
            }),
            existing: fc.nat(),
        })
        .map(({ asns, existing }): Record<string, AwsHubArgs> => {
            const hubs = Object.fromEntries(asns.map((asn, i) => [keys[keys.length - 1 - i]!, hub({}, { asn })]));
            const adopted = Object.values(hubs)[existing % (asns.length * 2)];
            if (adopted?.asn !== undefined) adopted.existing = { transitGatewayId: "tgw-1" };
            return hubs;
        });

    test("are told apart by adding every line that is printed, one for each hub but the first of an ASN", () => {
        fc.assert(
            fc.property(shared, (hubs) => {
                const args: TransitHubArgs = { segments: { main: {} }, aws: { hubs } };
                const problems = validateTransitHub(args);
                const asns = Object.entries(hubs).map(([key, h]) => h.asn ?? (key === "euc1" ? 4_252_470_457 : key));
                expect(problems).toHaveLength(asns.length - new Set(asns).size);

                for (const problem of problems) {
                    const [, key, asn] = /^Add to hub '(\w+)': asn: (\d+)$/.exec(problem.fix)!;
                    expect(problem.path).toBe(`aws.hubs.${key!}.asn`);
                    expect(hubs[key!]!.existing).toBeUndefined();
                    hubs[key!]!.asn = Number(asn);
                }
                expect(validateTransitHub(args)).toEqual([]);
            }),
            { numRuns: 500 },
        );
    });

    test("are told apart alike in whatever order the hubs are declared", () => {
        fc.assert(
            fc.property(shared, (hubs) => {
                const lines = (of: Record<string, AwsHubArgs>) =>
                    said({ segments: { main: {} }, aws: { hubs: of } }).sort();
                expect(lines(Object.fromEntries(Object.entries(hubs).reverse()))).toEqual(lines(hubs));
            }),
        );
    });
});

/** The paths to every value in a value, its own excepted. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
    const inner =
        typeof value === "object" && value !== null
            ? Object.entries(value).flatMap(([key, v]) => pathsOf(v, [...path, key]))
            : [];
    return path.length === 0 ? inner : [path, ...inner];
}

function put(into: object, [key, ...rest]: string[], value: unknown): void {
    const map = into as Record<string, unknown>;
    if (rest.length === 0) map[key!] = value;
    else put(map[key!] as object, rest, value);
}
