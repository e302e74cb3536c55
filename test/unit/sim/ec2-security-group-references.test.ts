/**
 * Security groups that rules of other groups name. Expected values: EC2 API reference (DeleteSecurityGroup: "fails with
 * DependencyViolation" when another group refers to it), VPC user guide (security group rules: groups of the same VPC),
 * Transit Gateway guide ("Security group referencing": on for the gateway and both attachments, inbound rules only).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east, 1);
});

const https = (members: Props): Props => ({ protocol: "tcp", fromPort: 443, toPort: 443, ...members });

function make(inputs: Props = {}, network: Deployed = vpc): Promise<Deployed> {
    // Every creation of a test has the same resource name, and so the same physical name.
    return ec2.group(east, network, { name: `group-${clouds.world.nextSerial()}`, ...inputs });
}

async function refreshed(resource: Deployed): Promise<Deployed> {
    return (await east.read(resource))!;
}

const inUse = (group: Deployed): string =>
    `deleting Security Group (${group.id}): api error DependencyViolation: ` +
    `resource ${group.id} has a dependent object`;

describe("a group named by the rule of another", () => {
    test("of the same VPC is taken", async () => {
        const app = await make();
        const made = await make({ ingress: [https({ securityGroups: [app.id] })] });
        expect(made.state.ingress).toEqual([ec2.block({ securityGroups: [app.id] })]);
    });

    test("cannot be deleted while the rule stands, inline or not", async () => {
        const app = await make();
        const inline = await make({ egress: [https({ securityGroups: [app.id] })] });
        await expect(east.delete(app)).rejects.toThrow(inUse(app));
        const ports = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
        const web = await make();
        const names = { securityGroupId: web.id, referencedSecurityGroupId: app.id, ...ports };
        const rule = await east.create(ec2.INGRESS_RULE, names);
        await east.delete(inline);
        await expect(east.delete(app)).rejects.toThrow(inUse(app));
        await east.delete(rule);
        await east.delete(app);
    });

    test("can be deleted though its own rules name it", async () => {
        const group = await make({ ingress: [https({ self: true })] });
        const rules = { securityGroupId: group.id, ipProtocol: "-1", referencedSecurityGroupId: group.id };
        const rule = await east.create(ec2.EGRESS_RULE, rules);
        const withItself = { ...group.inputs, ingress: [https({ securityGroups: [group.id] })] };
        await east.delete(await east.update(group, withItself));
        expect(await east.read(rule)).toBeUndefined();
    });

    test("can be deleted with revokeRulesOnDelete, which takes those rules away", async () => {
        const app = await make({ revokeRulesOnDelete: true });
        const others = { cidrBlocks: ["10.0.0.0/8"], self: true };
        const web = await make({ ingress: [https({ securityGroups: [app.id], ...others })] });
        const ports = { fromPort: 443, toPort: 443 };
        const rule = await east.create(ec2.EGRESS_RULE, {
            securityGroupId: web.id,
            referencedSecurityGroupId: app.id,
            ipProtocol: "tcp",
            ...ports,
        });
        await east.delete(app);
        expect((await refreshed(web)).state.ingress).toEqual([ec2.block(others)]);
        expect(await east.read(rule)).toBeUndefined();
    });

    describe("of another VPC", () => {
        const refused =
            "api error InvalidGroup.NotFound: You have specified two resources that belong to different networks.";
        let there: Deployed;
        let app: Deployed;

        beforeEach(async () => {
            there = await ec2.vpc(east, 2);
            app = await make({}, there);
        });

        test("is refused", async () => {
            await expect(make({ ingress: [https({ securityGroups: [app.id] })] })).rejects.toThrow(refused);
        });

        test.each<[string, Props, Props, boolean]>([
            ["carries references", { securityGroupReferencingSupport: "enable" }, {}, true],
            ["does not carry references", {}, {}, false],
            [
                "carries them, but not for one of the two",
                { securityGroupReferencingSupport: "enable" },
                { securityGroupReferencingSupport: "disable" },
                false,
            ],
        ])("is taken where a transit gateway between them %s", async (_, gateway, attachment, taken) => {
            const hub = await ec2.attachedGateway(east, vpc, gateway);
            await ec2.attach(east, hub, there, 200, attachment);
            const made = make({ ingress: [https({ securityGroups: [app.id] })] });
            await (taken ? expect(made).resolves.toBeDefined() : expect(made).rejects.toThrow(refused));
        });

        test("is never taken in an outbound rule", async () => {
            const hub = await ec2.attachedGateway(east, vpc, { securityGroupReferencingSupport: "enable" });
            await ec2.attach(east, hub, there, 200);
            await expect(make({ egress: [https({ securityGroups: [app.id] })] })).rejects.toThrow(refused);
        });
    });
});
