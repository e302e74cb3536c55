/**
 * aws.ec2.SecurityGroup. Expected values: EC2 API reference (CreateSecurityGroup: allowed characters), VPC user guide
 * ("Security group quotas": 60 inbound and 60 outbound rules, IPv4 and IPv6 apart), "Error codes for the Amazon EC2 API",
 * documentation of the provider's resource.
 */
import { aws } from "../../../sim/aws";
import type { Props, Value } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east, 1);
});

const creating = "creating Security Group: api error";

const https = (members: Props): Props => ({ protocol: "tcp", fromPort: 443, toPort: 443, ...members });
const from = (...cidrBlocks: string[]): Props => https({ cidrBlocks });

function make(inputs: Props = {}, network: Deployed = vpc): Promise<Deployed> {
    // Every creation of a test has the same resource name, and so the same physical name.
    return ec2.group(east, network, { name: `group-${clouds.world.nextSerial()}`, ...inputs });
}

async function refreshed(resource: Deployed): Promise<Deployed> {
    return (await east.read(resource))!;
}

describe("its name", () => {
    test("is made from the resource's name, and kept", async () => {
        const { name } = await east.checked(ec2.GROUP, { vpcId: vpc.id });
        expect(name).toMatch(/^thing-[0-9a-f]{7}$/);
        expect(await east.checked(ec2.GROUP, { vpcId: vpc.id }, { name: "thing-0000000" })).toMatchObject({
            name: "thing-0000000",
        });
    });

    test("may begin with a prefix, and is then left to the provider", async () => {
        const made = await east.create(ec2.GROUP, { vpcId: vpc.id, namePrefix: "web-" });
        expect(made.inputs).not.toHaveProperty("name");
        expect(made.state.name).toMatch(/^web-[0-9]{18}[0-9a-f]{8}$/);
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
        expect(await east.diff(made, { ...made.inputs, namePrefix: "www-" })).toEqual({
            changed: ["namePrefix"],
            replaces: ["namePrefix"],
        });
    });

    test("excludes a prefix", async () => {
        expect(await east.check(ec2.GROUP, { vpcId: vpc.id, name: "web", namePrefix: "web-" })).toEqual([
            'name: Conflicting configuration arguments: "name": conflicts with namePrefix',
        ]);
    });

    const characters = "only a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$* are allowed";

    test.each<[string, string]>([
        ["sg-web", "invalid value for name (cannot begin with sg-)"],
        ["wéb", `Value (wéb) for parameter GroupName is invalid: ${characters}`],
        ["web?", `Value (web?) for parameter GroupName is invalid: ${characters}`],
        ["x".repeat(256), "expected length of GroupName to be in the range (0 - 255), got 256"],
    ])("cannot be %s", async (name, reason) => {
        expect(await east.check(ec2.GROUP, { vpcId: vpc.id, name })).toEqual([`name: ${reason}`]);
    });

    test("is unique in the VPC", async () => {
        await make({ name: "web" });
        await expect(make({ name: "web" })).rejects.toThrow(
            `${creating} InvalidGroup.Duplicate: The security group 'web' already exists for VPC '${vpc.id}'`,
        );
        await make({ name: "web" }, await ec2.vpc(east, 2));
    });

    test("is not that of the group that every VPC has", async () => {
        await expect(make({ name: "default" })).rejects.toThrow(
            `${creating} InvalidParameterValue: Cannot use reserved security group name: default`,
        );
    });
});

describe("its description", () => {
    test("is the provider's where none is given", async () => {
        expect((await make()).state.description).toBe("Managed by Pulumi");
    });

    test.each<[string, string]>([
        ["", "The request must contain the parameter GroupDescription"],
        ["it's", "Value (it's) for parameter GroupDescription is invalid"],
    ])("cannot be '%s'", async (description, reason) => {
        const failures = await east.check(ec2.GROUP, { vpcId: vpc.id, description });
        expect(failures).toEqual([expect.stringContaining(`description: ${reason}`)]);
    });
});

test("needs a VPC: there is no default one", async () => {
    await expect(east.create(ec2.GROUP, {})).rejects.toThrow(
        `${creating} VPCIdNotSpecified: No default VPC for this user`,
    );
});

test("starts without any rule: the provider revokes the one that AWS puts into a new group", async () => {
    const made = await make();
    expect(made.state).toMatchObject({ ingress: [], egress: [], ownerId: "111122223333" });
    expect(made.state.arn).toBe(`arn:aws:ec2:us-east-1:111122223333:security-group/${made.id}`);
    expect(made.id).toMatch(/^sg-[0-9a-f]{17}$/);
});

test("is imported with its name, its VPC and its rules, without which it would be another", async () => {
    const rule = ec2.block({ cidrBlocks: ["10.0.0.0/8"] });
    const made = await make({ name: "web", ingress: [rule], egress: [rule] });
    expect((await east.import(ec2.GROUP, made.id))?.inputs).toEqual({
        egress: [rule],
        ingress: [rule],
        name: "web",
        region: "us-east-1",
        vpcId: vpc.id,
    });
});

describe("an inline rule", () => {
    test.each<[Props, string[]]>([
        [{}, ["fromPort", "protocol", "toPort"].map((p) => `ingress[0].${p}: Missing required property '${p}'`)],
        [https({ protocol: "gre" }), ["ingress[0].protocol: Invalid value 'gre' for IP protocol. Unknown protocol."]],
        [https({ protocol: "256" }), ["ingress[0].protocol: Invalid value '256' for IP protocol. Unknown protocol."]],
        [https({ fromPort: 444 }), ["ingress[0].fromPort: Invalid TCP/UDP port range (444:443)"]],
        [https({ fromPort: -1 }), ["ingress[0].fromPort: TCP/UDP (from) port (-1) out of range"]],
        [https({ fromPort: 65536 }), ["ingress[0].fromPort: TCP/UDP (from) port (65536) out of range"]],
        [https({ toPort: -1 }), ["ingress[0].fromPort: TCP/UDP (to) port (-1) out of range"]],
        [https({ protocol: "udp", toPort: 65536 }), ["ingress[0].fromPort: TCP/UDP (to) port (65536) out of range"]],
        [https({ protocol: "icmp", toPort: 0 }), ["ingress[0].fromPort: ICMP type (443) out of range"]],
        [https({ protocol: "icmp", fromPort: -2, toPort: -1 }), ["ingress[0].fromPort: ICMP type (-2) out of range"]],
        [https({ protocol: "icmp", fromPort: -1, toPort: -2 }), ["ingress[0].fromPort: ICMP code (-2) out of range"]],
        [
            https({ protocol: "all", toPort: 0 }),
            [
                "ingress[0].fromPort: from_port (443) and to_port (0) must both be 0 to use the 'ALL' " +
                    '"-1" protocol!',
            ],
        ],
        [
            from("10.0.0.1/8"),
            ['ingress[0].cidrBlocks[0]: "10.0.0.1/8" is not a valid CIDR block; did you mean "10.0.0.0/8"?'],
        ],
        [
            https({ ipv6CidrBlocks: ["10.0.0.0/8"] }),
            ['ingress[0].ipv6CidrBlocks[0]: "10.0.0.0/8" is not a valid IPv6 CIDR block'],
        ],
        [
            https({ description: "it's" }),
            [expect.stringMatching(/^ingress\[0\]\.description: Value \(it's\)/) as string],
        ],
        [https({ securityGroup: "sg-1" }), ['ingress[0].securityGroup: Invalid or unknown key "securityGroup"']],
    ])("%j is refused", async (rule, failures) => {
        expect(await east.check(ec2.GROUP, { vpcId: vpc.id, ingress: [rule] })).toEqual(failures);
    });

    test.each<[string, Value]>([
        ["a list not known yet", UNKNOWN],
        ["members not known yet", [https({ protocol: UNKNOWN, fromPort: UNKNOWN, cidrBlocks: UNKNOWN })]],
        ["ICMP of every type", [https({ protocol: "icmp", fromPort: -1, toPort: -1, self: true })]],
        ["every port", [https({ fromPort: 0, toPort: 65535, self: true })]],
        ["one port", [https({ protocol: "udp", fromPort: 0, toPort: 0, self: true })]],
        ["ICMP up to its last type and code", [https({ protocol: "icmp", fromPort: 255, toPort: 255, self: true })]],
        ["a protocol by its number", [https({ protocol: "50", fromPort: 0, toPort: 0, self: true })]],
    ])("%s is taken", async (_, ingress) => {
        expect(await east.check(ec2.GROUP, { vpcId: vpc.id, ingress })).toEqual([]);
    });

    test("names groups that are there", async () => {
        await expect(make({ egress: [https({ securityGroups: [ec2.nothing("sg")] })] })).rejects.toThrow(
            `${creating} InvalidGroup.NotFound: The security group '${ec2.nothing("sg")}' does not exist`,
        );
        await expect(make({ ingress: [https({ prefixListIds: ["pl-1"] })] })).rejects.toThrow(
            `${creating} InvalidPrefixListID.NotFound: The prefix list (pl-1) does not exist.`,
        );
    });

    test("says nothing twice in two ways", async () => {
        const ingress = [from("10.0.0.0/8"), { ...from("10.0.0.0/8"), description: "the office" }];
        await expect(make({ ingress })).rejects.toThrow(
            `${creating} InvalidParameterValue: The same permission must not appear multiple times`,
        );
    });

    test("is the same in any order, any spelling, and with what is left out", async () => {
        const made = await make({
            ingress: [
                { protocol: "TCP", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] },
                { protocol: "17", fromPort: 53, toPort: 53, ipv6CidrBlocks: ["2001:0DB8::/32"], self: false },
            ],
        });
        const ingress = [
            ec2.block({ protocol: "udp", fromPort: 53, toPort: 53, ipv6CidrBlocks: ["2001:db8::/32"] }),
            ec2.block({ cidrBlocks: ["10.0.0.0/8"] }),
        ];
        expect(await east.diff(made, { ...made.inputs, ingress })).toEqual(ec2.UNCHANGED);
        expect(await east.diff(made, { ...made.inputs, ingress: [ingress[0]!, ec2.block({ self: true })] })).toEqual({
            changed: ["ingress"],
            replaces: [],
        });
    });

    test("without a peer makes no rule, and is a difference ever after", async () => {
        const made = await make({ ingress: [https({ cidrBlocks: [] })] });
        expect(made.state.ingress).toEqual([]);
        expect((await east.diff(made, made.inputs)).changed).toEqual(["ingress"]);
    });
});

describe("the quota of rules", () => {
    const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `10.0.${i}.0/24`);
    const ipv6 = (count: number): string[] => Array.from({ length: count }, (_, i) => `2001:db8:${i + 1}::/48`);
    const exceeded =
        "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached.";

    test("is 60 each way, and for IPv4 and IPv6 apart", async () => {
        const full = https({ cidrBlocks: many(60), ipv6CidrBlocks: ipv6(60) });
        const made = await make({ ingress: [full], egress: [full] });
        await expect(make({ ingress: [from(...many(61))] })).rejects.toThrow(`${creating} ${exceeded}`);
        await expect(make({ egress: [https({ ipv6CidrBlocks: ipv6(61) })] })).rejects.toThrow(exceeded);
        const one = { securityGroupId: made.id, ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" };
        await expect(east.create(ec2.EGRESS_RULE, one)).rejects.toThrow(exceeded);
        const rule = { type: "ingress", protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] };
        await expect(east.create(ec2.GROUP_RULE, { securityGroupId: made.id, ...rule })).rejects.toThrow(exceeded);
    });

    test("is used in both families by a rule that names a group", async () => {
        const ingress = [https({ cidrBlocks: many(59), ipv6CidrBlocks: ipv6(60) })];
        const made = await make({ ingress });
        const rule = { securityGroupId: made.id, ipProtocol: "-1", referencedSecurityGroupId: made.id };
        await expect(east.create(ec2.INGRESS_RULE, rule)).rejects.toThrow(exceeded);
        await make({ ingress: [https({ cidrBlocks: many(59), ipv6CidrBlocks: ipv6(59), self: true })] });
    });

    test("is that of the account, where it was changed", async () => {
        clouds.world.putSetting("quotas", { "rules-per-security-group": 61 });
        const made = await make({ ingress: [from(...many(61))] });
        clouds.world.putSetting("quotas", { "rules-per-security-group": 60 });
        const rule = { securityGroupId: made.id, type: "ingress", protocol: "tcp", fromPort: 80, toPort: 80 };
        await east.create(ec2.GROUP_RULE, { ...rule, ipv6CidrBlocks: ["::/0"] });
        await expect(east.create(ec2.GROUP_RULE, { ...rule, cidrBlocks: ["0.0.0.0/0"] })).rejects.toThrow(exceeded);
    });
});

test("the default group counts toward the quota of groups in a region", async () => {
    clouds.world.putSetting("quotas", { "security-groups-per-region": 2 });
    await make();
    await expect(make()).rejects.toThrow(
        `${creating} SecurityGroupLimitExceeded: The maximum number of security groups has been reached.`,
    );
});

describe("changing inline rules", () => {
    test("adds and revokes them in place", async () => {
        const made = await make({ ingress: [from("10.0.0.0/8", "192.168.0.0/16")] });
        const wanted = { ...made.inputs, ingress: [from("192.168.0.0/16"), https({ self: true })] };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["ingress"], replaces: [] });
        const updated = await east.update(made, wanted);
        expect(updated.state.ingress).toEqual([
            ec2.block({ cidrBlocks: ["192.168.0.0/16"] }),
            ec2.block({ self: true }),
        ]);
        expect(await east.diff(updated, wanted)).toEqual(ec2.UNCHANGED);
    });

    test("no list leaves the rules alone, an empty one revokes them", async () => {
        const made = await make({ ingress: [from("10.0.0.0/8")] });
        const { ingress, ...silent } = made.inputs;
        expect(ingress).toHaveLength(1);
        expect(await east.diff(made, silent)).toEqual(ec2.UNCHANGED);
        const tagged = await east.update(made, { ...silent, tags: { Name: "web" } });
        expect(tagged.state.ingress).toEqual([ec2.block({ cidrBlocks: ["10.0.0.0/8"] })]);
        expect((await east.update(tagged, { ...silent, ingress: [] })).state.ingress).toEqual([]);
    });
});

/** "…cannot use a security group with in-line rules in conjunction with any rule resources." */
describe("beside rule resources", () => {
    let group: Deployed;
    let rule: Deployed;

    beforeEach(async () => {
        group = await make({ ingress: [from("10.0.0.0/8")] });
        const ports = { ipProtocol: "tcp", fromPort: 80, toPort: 80 };
        rule = await east.create(ec2.INGRESS_RULE, { securityGroupId: group.id, cidrIpv4: "0.0.0.0/0", ...ports });
    });

    const theirs = ec2.block({ fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] });
    const ours = ec2.block({ cidrBlocks: ["10.0.0.0/8"] });

    test("theirs are among the rules that a refresh finds", async () => {
        const read = await refreshed(group);
        expect(read.state.ingress).toEqual([ours, theirs]);
        expect(await east.diff(read, group.inputs)).toEqual({ changed: ["ingress"], replaces: [] });
    });

    test("once seen they are revoked as not wanted, and the two fight for ever", async () => {
        const updated = await east.update(await refreshed(group), group.inputs);
        expect(updated.state.ingress).toEqual([ours]);
        expect(await east.read(rule)).toBeUndefined();
    });

    test("once seen and wanted they stay as they are", async () => {
        const updated = await east.update(await refreshed(group), { ...group.inputs, ingress: [ours, theirs] });
        expect(updated.state.ingress).toEqual([ours, theirs]);
        expect(await east.read(rule)).toBeDefined();
    });

    test("not seen they stay, but cannot be made a second time", async () => {
        await east.update(group, { ...group.inputs, ingress: [from("192.168.0.0/16")] });
        expect(await east.read(rule)).toBeDefined();
        await expect(east.update(group, { ...group.inputs, ingress: [ours, theirs] })).rejects.toThrow(
            `updating Security Group (${group.id}): api error InvalidPermission.Duplicate: ` +
                'the specified rule "peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW" already exists',
        );
    });

    test("a rule with several peers loses those that are revoked", async () => {
        const several = { type: "ingress", protocol: "tcp", fromPort: 22, toPort: 22 };
        const office = await east.create(ec2.GROUP_RULE, {
            securityGroupId: group.id,
            cidrBlocks: ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"],
            ...several,
        });
        const cidrBlocks = ["192.0.2.0/24", "203.0.113.0/24"];
        const kept = ec2.block({ fromPort: 22, toPort: 22, cidrBlocks });
        const updated = await east.update(await refreshed(group), { ...group.inputs, ingress: [ours, theirs, kept] });
        expect(updated.state.ingress).toEqual(expect.arrayContaining([ours, theirs, kept]));
        expect((await refreshed(office)).state.cidrBlocks).toEqual(cidrBlocks);
    });
});
