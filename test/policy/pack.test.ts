/** The policy pack on the real engine: what a preview, an update and a deployed stack are told, and what stops them. */
import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../../tools/engine/package-root";
import { Project, succeeded, type Run } from "../support/engine";

const PACK = path.join(packageRoot(), "policy");

/** One peered route without a way back and a port open to the internet, which end the run; no logs, which is told. */
const PROGRAM = `
const ec2 = require("@pulumi/aws/ec2");
const lb = require("@pulumi/aws/lb");
const shop = new ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16" });
const tools = new ec2.Vpc("tools", { cidrBlock: "10.1.0.0/16" });
const peering = new ec2.VpcPeeringConnection("tools", { vpcId: shop.id, peerVpcId: tools.id, autoAccept: true });
const table = new ec2.RouteTable("shop", { vpcId: shop.id });
new ec2.Route("tools", { routeTableId: table.id, destinationCidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: peering.id });
const subnets = ["a", "b"].map((zone, i) => new ec2.Subnet(zone, {
    vpcId: shop.id, cidrBlock: "10.0." + i + ".0/24", availabilityZone: "us-east-1" + zone }));
const balancer = new lb.LoadBalancer("web", { internal: true, loadBalancerType: "network", subnets: subnets.map((s) => s.id) });
const targets = new lb.TargetGroup("web", { port: 22, protocol: "TCP", vpcId: shop.id, targetType: "ip" });
new lb.Listener("web", { loadBalancerArn: balancer.arn, port: 22, protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }] });
new ec2.SecurityGroup("open", { vpcId: shop.id,
    ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] });
`;
const HUB = `
const { TransitGateway } = require("@pulumi/aws/ec2transitgateway");
new TransitGateway("core", { autoAcceptSharedAttachments: "enable", amazonSideAsn: 64512 });
`;

/** Rule and label of every violation, in order of the alphabet. */
const told = ({ output }: Run): string[] =>
    [...output.matchAll(/^\s+\[([a-z-]+)\] (.+?): /gm)].map(([, rule = "", label = ""]) => `${rule} ${label}`).sort();

async function withProject(
    program: string,
    body: (project: Project, flags: (config: object) => string[]) => Promise<void>,
): Promise<void> {
    const project = await Project.create("policy", program);
    const flags = (config: object): string[] => {
        const file = path.join(project.folder, "pack.json");
        fs.writeFileSync(file, JSON.stringify(config));
        return ["--policy-pack", PACK, "--policy-pack-config", file];
    };
    try {
        await body(project, flags);
    } finally {
        await project.dispose();
    }
}

const FOUND = [
    "consistency-both-directions vpc peering connection tools",
    "exposure-open-port security group open",
    "observability-balancer-logs load balancer web",
    "observability-flow-logs vpc shop",
    "observability-flow-logs vpc tools",
    "segmentation-default-group vpc shop",
    "segmentation-default-group vpc tools",
];

test("a preview fails by the names of the rules, and the deployed stack is told the same", () =>
    withProject(PROGRAM, async (project, flags) => {
        const preview = await project.pulumi(["preview", ...flags({})]);
        expect([preview.code === 0, told(preview)]).toEqual([false, FOUND]);
        const exemptions = ["consistency-both-directions", "exposure-open-port"].map((rule) => ({
            rule,
            name: "*",
            reason: "a test",
            expires: "2999-12-31",
        }));
        const exempt = succeeded(await project.pulumi(["preview", ...flags({ causeway: { exemptions } })]));
        expect(exempt.output).toContain("exempt: ingress[0] lets the internet in on tcp 22 · until 2999-12-31: a test");

        const stopped = await project.pulumi(["up", "--yes", "--skip-preview", ...flags({})]);
        expect(stopped.code).not.toBe(0);
        expect((await project.objects()).map(({ type }) => type)).not.toContain("aws:ec2/securityGroup:SecurityGroup");

        succeeded(await project.pulumi(["up", "--yes", "--skip-preview"]));
        const analyzed = await project.pulumi(["policy", "analyze", ...flags({})]);
        expect([analyzed.code === 0, told(analyzed)]).toEqual([false, FOUND]);
    }));

test("flows that are declared are answered in the preview", () =>
    withProject(PROGRAM, async (project, flags) => {
        const flow = { from: "vpc/shop", to: "vpc/tools", traffic: "tcp 443" };
        const run = await project.pulumi(["preview", ...flags({ causeway: { expectations: { mustReach: [flow] } } })]);
        expect(told(run)).toContain("consistency-must-reach vpc/shop to vpc/tools, tcp 443");
    }));

test("a mistake in the configuration ends the run, and is told once", () =>
    withProject(HUB, async (project, flags) => {
        const run = await project.pulumi(["preview", ...flags({ causeway: { profile: "hippa", stric: true } })]);
        expect(run.code).not.toBe(0);
        expect(run.output.match(/the policy configuration: 2 problems/g)).toHaveLength(1);
    }));

test("a remedy is made where it is asked for, and nowhere else", () =>
    withProject(HUB, async (project, flags) => {
        const acceptOf = async (): Promise<unknown> =>
            (await project.state()).resources.find(({ type }) => type.endsWith(":TransitGateway"))?.inputs[
                "autoAcceptSharedAttachments"
            ];
        expect((await project.pulumi(["preview", ...flags({})])).code).not.toBe(0);
        succeeded(
            await project.pulumi(["up", "--yes", "--skip-preview", ...flags({ "causeway-remedies": "remediate" })]),
        );
        expect(await acceptOf()).toBe("disable");
    }));
