import { planVpnBridge } from "../../../components/vpn-bridge";
import type { VpnBridgeArgs } from "../../../components/vpn-bridge";
import { validateVpnBridge } from "../../../components/vpn-bridge/validate";
import { describeProblem, type Problem } from "../../../plan/problem";
import { checksIn } from "../../support/checks-in-sources";
import { faults } from "./faults";
import { everyArgument } from "./every-argument";
import { aws, azure, depot, gcp, planned, plant } from "./sites";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import * as fs from "node:fs";
import * as path from "node:path";

/** The arguments of a program that TypeScript did not check. */
const validate = (args: unknown): readonly Problem[] => {
    const validated = validateVpnBridge(args as VpnBridgeArgs);
    return "problems" in validated ? validated.problems : [];
};
const said = (args: unknown): string[] => validate(args).map(describeProblem);
const root = path.join(__dirname, "../../..");

describe("is refused, with these words:", () => {
    test.each(faults)("$is ($check)", ({ check, args, says }) => {
        expect(said(args)).toEqual(says);
        expect(new Set(validate(args).map((p) => p.check))).toEqual(new Set(check.split(" ")));
    });
});

/** What a stage of the bridge finds before the planner could, or what a bridge never asks of it. */
const UNREACHABLE: Readonly<Record<string, string>> = {
    "site-name": "bad-key says it of the same sites",
    "unknown-pair": "unknown-link and unknown-run say it in the bridge's words",
    "place-cloud": "the place of a managed gateway follows from its kind",
    "no-way": "every topology lets all of its sites reach each other",
    "unknown-size": "every cipher that a profile allows has its sizes in the tables",
    "unknown-cloud": "the shape of a place knows the clouds",
    "mtu-nothing-left": "the smallest network below is large enough for every cipher",
};

describe("every check", () => {
    test("is explained in the component's README", () => {
        const readme = fs.readFileSync(path.join(root, "components/vpn-bridge/README.md"), "utf8");
        const explained = readme.split("\n").flatMap((line) => (line.startsWith("| `") ? [line.split("|")[1]!] : []));
        const ids = new Set(faults.flatMap((f) => f.check.split(" ")));
        expect([...ids].filter((id) => !explained.some((cell) => cell.includes(`\`${id}\``)))).toEqual([]);
    });

    const listOf = (folder: string): string[] => fs.readdirSync(path.join(root, folder)).map((f) => `${folder}/${f}`);
    const read = (file: string): string[] => checksIn(fs.readFileSync(path.join(root, file), "utf8"));
    const tested = new Set(faults.flatMap((f) => f.check.split(" ")));

    test("that the bridge's own sources contain is tested above", () => {
        const files = [...listOf("components/vpn-bridge/checks"), "components/vpn-bridge/validate.ts"];
        // Of numbers that become known: the component tests have it.
        const deferred = ["asn-duplicate"];
        const all = files.flatMap(read).filter((check) => !deferred.includes(check));
        expect(all.filter((check) => !tested.has(check))).toEqual([]);
    });

    test("that its planner contains is tested above, or cannot be met", () => {
        const files = [
            ...listOf("plan/tunnels"),
            ...["shape", "prefix", "tunnels", "asns", "hierarchy", "places", "identity/words", "encapsulation"].map(
                (name) => `plan/${name}.ts`,
            ),
        ];
        // Of layers and units of sizes: a tunnel's layers are the planner's own.
        const ofLayers = ["mtu-range", "layer-overhead", "layer-interface-mtu"];
        const met = files.flatMap(read).filter((check) => !tested.has(check) && !ofLayers.includes(check));
        // Warnings stand in the same sources.
        const warnings = ["gcp-transit", "azure-virtual-wan-asn", "many-branches"];
        expect([...new Set(met)].filter((c) => !warnings.includes(c)).sort()).toEqual(Object.keys(UNREACHABLE).sort());
    });

    test("speaks of what the program wrote, never of the planner's own arguments", () => {
        const words = faults.flatMap((f) => f.says).join("\n");
        expect(
            words.match(
                /\bpairs?\b|options\.|\bpin\b|\.ppk|ppk:|"strongswan"|the kind "|sites\.\w+\.(place|sku|asn|offers)\b/g,
            ),
        ).toBe(null);
    });
});

describe("everything that is wrong is said at once", () => {
    test("in all stages that can be read", () => {
        const args = {
            sites: {
                aws: { ...aws, aws: { ...aws.aws, transitGatewayId: "vgw-1", logRetentionDays: 2 } },
                azure: { ...azure, azure: { ...azure.azure, sku: undefined, zones: ["4"], asn: 65515 } },
                depot: { ...depot, cidrs: ["10.0.0.0/8"] },
                plant: { ...plant, device: { ...plant.device, publicAddresses: ["10.0.0.1"], asn: 65515 } },
            },
            hubs: ["nowhere"],
            links: { "plant/aws": {}, "aws/depot": { engine: "openvpn" } },
            keys: { secret: "short" },
            tags: { Name: "x" },
            typo: 1,
        };
        expect(validate(args).map((p) => `${p.check} ${p.path}`)).toEqual([
            "unknown-argument typo",
            "wrong-id-kind sites.aws.aws.transitGatewayId",
            "log-retention sites.aws.aws.logRetentionDays",
            "azure-zone sites.azure.azure.zones[0]",
            "public-address sites.plant.device.publicAddresses[0]",
            "cidr-overlap sites.depot.cidrs[0]",
            "cidr-overlap sites.depot.cidrs[0]",
            'unknown-link links["plant/aws"]',
            "short-secret keys.secret",
            "name-tag tags.Name",
            "unused-hubs hubs",
            "unknown-site hubs[0]",
        ]);
    });

    test("and what the planner finds of addresses, numbers and suites beside it", () => {
        const args = {
            sites: {
                aws: { ...aws, aws: { ...aws.aws, logRetentionDays: 2 } },
                plant: { ...plant, device: { ...plant.device, asn: 64512, strongSwanVersion: "new" } },
            },
            links: { "aws/plant": { id: -5 } },
        };
        expect(validate(args).map((p) => `${p.check} ${p.path}`)).toEqual([
            "log-retention sites.aws.aws.logRetentionDays",
            "id-collision sites.plant.device.asn",
            'id-range links["aws/plant"].id',
            "suite-version sites.plant.device.strongSwanVersion",
            "id-lines ",
        ]);
    });

    test("any text, number or list in any place gives an answer, never an exception", () => {
        const places = pathsOf(everyArgument());
        const junk = fc.oneof(
            fc.constantFrom<unknown>(
                undefined,
                null,
                true,
                NaN,
                1n,
                "",
                [],
                {},
                [[]],
                "constructor",
                "__proto__",
                -1,
                7,
            ),
            fc.string(),
            fc.object(),
            fc.constantFrom(pulumi.output("x"), Promise.resolve("x"), () => "x"),
        );
        fc.assert(
            fc.property(fc.constantFrom(...places), junk, (place, value) => {
                const args = everyArgument();
                put(args, place, value);
                const validated = validateVpnBridge(args);
                if (!("problems" in validated)) return;
                expect(validated.problems.length).toBeGreaterThan(0);
                for (const problem of validated.problems) expect(describeProblem(problem)).not.toContain("undefined");
            }),
            { numRuns: 500 },
        );
    });

    test("a number is never read as what it is not: NaN and infinity are refused wherever they stand", () => {
        const numbers = pathsOf(everyArgument()).filter((place) => typeof at(everyArgument(), place) === "number");
        expect(numbers.length).toBeGreaterThan(20);
        const accepted = numbers.flatMap((place) =>
            [NaN, Infinity]
                .filter((value) => {
                    const args = everyArgument();
                    put(args, place, value);
                    return validate(args).length === 0;
                })
                .map((value) => `${place.join(".")}: ${value}`),
        );
        expect(accepted).toEqual([]);
    });
});

describe("is accepted:", () => {
    test.each<[string, unknown]>([
        ["every argument there is", everyArgument()],
        ["two sites, and nothing else", { sites: { aws, plant } }],
        [
            "two gateways of one cloud that are joined by other means",
            {
                sites: { a: aws, b: { ...aws, aws: { ...aws.aws, asn: 64520 }, cidrs: ["10.9.0.0/16"] } },
                links: { "a/b": { elsewhere: true } },
            },
        ],
        [
            "options of a link that say what is so anyway",
            {
                sites: { aws, plant },
                links: { "aws/plant": { engine: "ipsec", routing: "bgp", rank: 0, elsewhere: false } },
            },
        ],
        [
            "a device's address inside a prefix that only managed gateways route",
            { sites: { aws, plant: { ...plant, cidrs: ["203.0.113.0/24"] } } },
        ],
        [
            "IPv6 between devices",
            { sites: { depot, plant: { ...plant, cidrs: ["192.168.10.0/24", "2001:db8::/56"] } }, ipv6: true },
        ],
        [
            "a site called as something every object has",
            { sites: { constructor: aws, plant }, links: { "constructor/plant": { rank: 1 } } },
        ],
        [
            "GatewaySubnet in other letters",
            {
                sites: {
                    azure: {
                        ...azure,
                        azure: {
                            ...azure.azure,
                            gatewaySubnetId: (azure.azure!.gatewaySubnetId as string).toLowerCase(),
                        },
                    },
                    plant,
                },
            },
        ],
        [
            "serials as openssl prints them",
            {
                sites: { depot, plant },
                links: { "depot/plant": { engine: "openvpn" } },
                keys: { revokedSerials: ["4A3F", "0a:ff", "00ff"] },
            },
        ],
        [
            "as many prefixes as a Transit Gateway learns",
            {
                sites: {
                    aws,
                    plant: {
                        ...plant,
                        cidrs: Array.from({ length: 1000 }, (_, i) => `10.${100 + (i >> 8)}.${i & 255}.0/24`),
                    },
                },
            },
        ],
    ])("%s", (_, args) => {
        expect(said(args)).toEqual([]);
    });
});

describe("null is what is left out", () => {
    test("wherever a member may be missing", () => {
        const bare = { sites: { aws, plant } };
        const nulls = {
            sites: {
                aws: {
                    ...aws,
                    azure: null,
                    azureVirtualWan: null,
                    gcp: null,
                    device: null,
                    id: null,
                    tier: null,
                    parents: null,
                    owner: null,
                    aws: {
                        ...aws.aws,
                        vpnGatewayId: null,
                        accelerated: null,
                        largeBandwidth: null,
                        logGroupArn: null,
                        logRetentionDays: null,
                    },
                },
                plant: {
                    ...plant,
                    device: {
                        ...plant.device,
                        model: null,
                        offers: null,
                        twoBytes: null,
                        behindNat: null,
                        reachable: null,
                        underlayMtu: null,
                        uplink: null,
                        strongSwanVersion: null,
                        opensslVersion: null,
                        place: { ...plant.device!.place, cloud: null, region: null },
                    },
                },
            },
            topology: null,
            hubs: null,
            meshRegional: null,
            links: null,
            profile: null,
            classes: null,
            keys: { secret: null, rotation: null, revokedSerials: null },
            monitoring: {
                enabled: null,
                snsTopicArns: null,
                actionGroupId: null,
                workspaceId: null,
                notificationChannels: null,
            },
            ipv6: null,
            traffic: null,
            limits: { vpnConnectionsPerRegion: null },
            tags: null,
        };
        expect(JSON.stringify(planned(nulls as never))).toBe(JSON.stringify(planned(bare)));
    });
});

describe("a secret", () => {
    const secret = "correct horse battery";

    test("that is refused stands in no message, and neither does its kind in the whole error", () => {
        const args = { sites: { aws, plant }, keys: { secret } };
        let error: unknown;
        try {
            planVpnBridge(args, "bridge");
        } catch (caught) {
            error = caught;
        }
        expect(error).toBeInstanceOf(pulumi.InputPropertiesError);
        expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).toContain("short-secret");
        expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("correct");
    });

    test("never gets into a plan", () => {
        const long = "0123456789abcdef0123456789abcdef";
        expect(JSON.stringify(planned({ sites: { aws, gcp, plant }, keys: { secret: long } }))).not.toContain(long);
    });
});

test("an error has all problems in its message, and no stack", () => {
    const run = (): unknown =>
        planVpnBridge({ sites: { aws: { ...aws, cidrs: [] }, plant: { ...plant, cidrs: [] } } }, "wan");
    let error: Error | undefined;
    try {
        run();
    } catch (caught) {
        error = caught as Error;
    }
    expect(error!.message.split("\n")).toEqual([
        'VpnBridge "wan": 2 problems',
        "  sites.aws.cidrs [no-cidrs]: got an empty list; allowed: at least one prefix. Name the prefixes behind the site: only they are routed.",
        "  sites.plant.cidrs [no-cidrs]: got an empty list; allowed: at least one prefix. Name the prefixes behind the site: only they are routed.",
    ]);
    expect(error!.stack).toBeUndefined();
});

type Place = readonly (string | number)[];

/** Every place in the arguments, down to the leaves. */
function pathsOf(value: unknown, here: Place = []): Place[] {
    const members = Array.isArray(value)
        ? value.map((v, i) => [i, v] as const)
        : typeof value === "object" && value !== null
          ? Object.entries(value)
          : [];
    return [...(here.length === 0 ? [] : [here]), ...members.flatMap(([key, v]) => pathsOf(v, [...here, key]))];
}

function at(value: unknown, place: Place): unknown {
    return place.reduce<unknown>((v, key) => (v as Record<string | number, unknown>)[key], value);
}

function put(value: unknown, place: Place, to: unknown): void {
    (at(value, place.slice(0, -1)) as Record<string | number, unknown>)[place.at(-1)!] = to;
}
