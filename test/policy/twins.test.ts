/** An example passes the policy pack, and each of its twins, broken in one place, fails by the name of the rule that is about it. */
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { packageRoot } from "../../tools/engine/package-root";
import { Project, succeeded } from "../support/engine";

const PACK = path.join(packageRoot(), "policy");
const EXAMPLE = fs.readFileSync(path.join(packageRoot(), "examples", "global-retail", "index.ts"), "utf8");
const flow = (from: string, to: string): object => ({ from, to, traffic: "tcp/443" });
/** What the retailer declares of its network. */
const CONFIG = {
    causeway: {
        expectations: {
            mustReach: [flow("vpc/shop-singapore", "vpc/services"), flow("vpc/services", "vpc/shop-frankfurt")],
            mustNotReach: [flow("internet", "vpc/services"), flow("internet", "vpc/shop-virginia")],
            allowedRegions: ["us-east-1", "eu-central-1", "ap-southeast-1"],
        },
    },
};

/** A text of the example, and what stands in its place; or what is written behind the example. */
type Change = readonly [from: string, to: string] | string;
const hubWith = (property: string): Change => [
    "    },\n});\n\nexport const transitGateways",
    `    },
}, { transforms: [({ type, props, opts }) =>
    type === "aws:ec2transitgateway/transitGateway:TransitGateway"
        ? { props: { ...props, ${property}: "enable" }, opts } : undefined] });

export const transitGateways`,
];
const behind = (text: string): Change => `const ec2 = require("@pulumi/aws/ec2");\n${text}\n`;

const TWINS: readonly (readonly [rule: string, what: string, ...changes: Change[]])[] = [
    ["consistency-must-reach", "shops forget the services", ["prod: { reaches: { shared: {} } }", "prod: {}"]],
    [
        "segmentation-must-not-reach",
        "somebody opens every network to the internet",
        [
            "const subnet = (tier: Tier",
            `const gateway = new (require("@pulumi/aws/ec2").InternetGateway)(name, { region, vpcId: vpc.id });
    new (require("@pulumi/aws/ec2").Route)(name + "-out", { region, routeTableId: table.id,
        destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
    const subnet = (tier: Tier`,
        ],
        [
            "            availabilityZone,\n            cidrBlock:",
            "            availabilityZone, mapPublicIpOnLaunch: true,\n            cidrBlock:",
        ],
    ],
    [
        "residency-allowed-regions",
        "Singapore moves to Ireland",
        [`region: "ap-southeast-1"`, `region: "eu-west-1"`],
        [`"ap-southeast-1", 32`, `"eu-west-1", 32`],
    ],
    [
        "consistency-no-overlap",
        "a copy of a network is peered with the services",
        behind(`const copy = new ec2.Vpc("copy", { region: "us-east-1", cidrBlock: "10.1.128.0/17" });
const tools = new ec2.Vpc("tools", { region: "us-east-1", cidrBlock: "10.1.0.0/16" });
new ec2.VpcPeeringConnection("copy", { region: "us-east-1", vpcId: tools.id, peerVpcId: copy.id, autoAccept: true });`),
    ],
    [
        "exposure-open-port",
        "a database is open to the world",
        behind(`const vpc = new ec2.Vpc("data", { region: "us-east-1", cidrBlock: "10.99.0.0/16" });
new ec2.SecurityGroup("database", { region: "us-east-1", vpcId: vpc.id,
    ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] }] });`),
    ],
    ["segmentation-hub-default-tables", "attachments get a table by default", hubWith("defaultRouteTableAssociation")],
    ["segmentation-hub-auto-accept", "anybody may attach", hubWith("autoAcceptSharedAttachments")],
];

function broken(changes: readonly Change[]): string {
    const text = changes.reduce<string>((program, change) => {
        if (typeof change === "string") return `${program}\n${change}`;
        const [from, to] = change;
        if (!program.includes(from)) throw new Error(`the example has no "${from}" any more: break something else`);
        return program.replaceAll(from, to);
    }, EXAMPLE);
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
    return ts.transpileModule(text, { compilerOptions }).outputText;
}

let project: Project;
let flags: readonly string[];
beforeAll(async () => {
    project = await Project.create("twins", broken([]));
    const file = path.join(project.folder, "pack.json");
    fs.writeFileSync(file, JSON.stringify(CONFIG));
    flags = ["--policy-pack", PACK, "--policy-pack-config", file];
});
afterAll(() => project.dispose());

test("the example passes", async () => {
    project.program(broken([]));
    succeeded(await project.pulumi(["preview", ...flags]));
});

test.each(TWINS)("%s: %s", async (rule, _, ...changes) => {
    project.program(broken(changes));
    const run = await project.pulumi(["preview", ...flags]);
    expect(run.code).not.toBe(0);
    expect([...run.output.matchAll(/^ +\[([a-z-]+)\] /gm)].map(([, told]) => told)).toContain(rule);
});
