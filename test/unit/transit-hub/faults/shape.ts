/** Arguments that are not what their types say. */
import { shopAt, withHubs, withVpc, type Fault } from "./fault";
import { hub, vpc } from "../networks";
import * as pulumi from "@pulumi/pulumi";

export const shape: Fault[] = [
    {
        check: "missing-argument",
        is: "no arguments at all",
        args: undefined,
        says: [
            "(arguments) [missing-argument]: got nothing; allowed: an object with aws, segments or tags. " +
                "Give the arguments.",
        ],
    },
    {
        check: "missing-argument",
        is: "required arguments left out",
        args: { aws: { hubs: { a: { attachments: { shop: { routes: { r: {} } } } } } } },
        says: [
            "segments [missing-argument]: got nothing; allowed: a map. Add 'segments'.",
            "aws.hubs.a.region [missing-argument]: got nothing; allowed: a string. Add 'region'.",
            `${shopAt}.vpcId [missing-argument]: got nothing; allowed: a value or an Output. Add 'vpcId'.`,
            `${shopAt}.subnets [missing-argument]: got nothing; allowed: a map. Add 'subnets'.`,
            `${shopAt}.cidrs [missing-argument]: got nothing; allowed: a list, each a string. Add 'cidrs'.`,
            `${shopAt}.segment [missing-argument]: got nothing; allowed: a string. Add 'segment'.`,
            `${shopAt}.routes.r.routeTableId [missing-argument]: got nothing; allowed: a value or an Output. ` +
                "Add 'routeTableId'.",
        ],
    },
    {
        check: "wrong-type",
        is: "values of another type",
        args: {
            segments: ["main"],
            aws: { hubs: { a: { region: 1, asn: "64512", attachments: [] } }, limits: { routesPerGateway: 9n } },
        },
        says: [
            "segments [wrong-type]: got a list of 1; allowed: a map. Give a map.",
            "aws.hubs.a.region [wrong-type]: got 1; allowed: a string. Give a string.",
            'aws.hubs.a.asn [wrong-type]: got "64512"; allowed: a number. Give a number.',
            "aws.hubs.a.attachments [wrong-type]: got an empty list; allowed: a map. Give a map.",
            "aws.limits.routesPerGateway [wrong-type]: got 9; allowed: a number. Give a number.",
        ],
    },
    {
        check: "wrong-type",
        is: "`true` for the reach of a segment",
        args: withHubs({ a: hub() }, { prod: { reaches: { shared: true } }, shared: {} }),
        says: ["segments.prod.reaches.shared [wrong-type]: got true; allowed: {}. Give {}."],
    },
    {
        check: "not-plain",
        is: "an Output or a Promise where planning needs the value",
        args: withHubs({
            a: {
                region: pulumi.output("us-east-1"),
                asn: Promise.resolve(64512),
                attachments: { shop: { ...vpc("main", []), cidrs: [pulumi.output("10.0.0.0/16")] } },
            },
        }),
        says: [
            ["aws.hubs.a.region", "an Output", "a string"],
            ["aws.hubs.a.asn", "a Promise", "a number"],
            [`${shopAt}.cidrs[0]`, "an Output", "a string"],
        ].map(
            ([path, got, allowed]) =>
                `${path} [not-plain]: got ${got}; allowed: ${allowed}. It decides what is planned, so it must be known ` +
                "when the program runs: give a plain value.",
        ),
    },
    {
        check: "bad-key",
        is: "keys that cannot be part of a name",
        args: withHubs(
            {
                a_b: hub({
                    "x/y": vpc("Main", "10.0.0.0/16", { routes: { "r.1": { routeTableId: "rtb-1" } } }),
                }),
            },
            { Main: {} },
        ),
        says: [
            ["segments.Main", "Main"],
            ["aws.hubs.a_b", "a_b"],
            ['aws.hubs.a_b.attachments["x/y"]', "x/y"],
            ['aws.hubs.a_b.attachments["x/y"].routes["r.1"]', "r.1"],
        ].map(
            ([path, key]) =>
                `${path} [bad-key]: got "${key}"; allowed: lower-case letters, digits and inner hyphens, at most 40. ` +
                "Keys become part of resource names: choose another.",
        ),
    },
    {
        check: "unknown-argument",
        is: "a misspelt argument",
        args: withVpc({ cidr: "10.0.0.0/16" }),
        says: [
            `${shopAt}.cidr [unknown-argument]: got "cidr"; allowed: applianceMode, cidrs, routes, segment, subnets or ` +
                "vpcId. Remove it, or correct the spelling.",
        ],
    },
];
