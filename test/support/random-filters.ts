/** Security groups and network ACLs of random programs, in each of the forms that they come in. */
import * as ec2 from "@pulumi/aws/ec2";
import * as rules from "@pulumi/aws/vpc";
import { Wiring, type Net, type Thing } from "./random-wiring";

/** Prefixes that rules name: they nest, and some are nobody's. */
const PREFIXES = [
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.1.0.0/16",
    "10.2.0.0/16",
    "10.0.1.0/24",
    "10.1.2.128/25",
    "8.8.0.0/16",
];

export class Filters extends Wiring {
    protected groupsOf(net: Net): void {
        const { dice } = this;
        const count = dice.below(3);
        for (let i = 0; i < count; i++) this.group(net);
    }

    private group(net: Net): void {
        const { dice } = this;
        const vpcId = this.ref("vpc", net);
        const [other] = net.groups;
        const isInline = dice.chance(60);
        const open = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] };
        const web = { protocol: "tcp", fromPort: 443, toPort: 443 };
        const peer = (): object =>
            other !== undefined && dice.chance(50)
                ? { securityGroups: [this.ref("sg", other)] }
                : dice.chance(25)
                  ? { prefixListIds: [this.ref("list", this.list())] }
                  : { cidrBlocks: [dice.one(PREFIXES)] };
        const made = new ec2.SecurityGroup(this.name("sg"), {
            vpcId,
            ...(isInline ? { ingress: [{ ...web, ...peer() }], egress: [open] } : {}),
        });
        const group = this.made("sg", made);
        net.groups.push(group);
        if (isInline) return;
        const securityGroupId = this.ref("sg", group);
        if (dice.chance(50)) {
            new rules.SecurityGroupIngressRule(this.name("in"), {
                securityGroupId,
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
                ...(other === undefined
                    ? { cidrIpv4: dice.one(PREFIXES) }
                    : { referencedSecurityGroupId: this.ref("sg", other) }),
            });
            new rules.SecurityGroupEgressRule(this.name("out"), {
                securityGroupId,
                ipProtocol: "-1",
                cidrIpv4: "0.0.0.0/0",
            });
            return;
        }
        const frame = { securityGroupId, fromPort: 0, toPort: 0, protocol: "-1" };
        new ec2.SecurityGroupRule(this.name("rule"), { ...frame, type: "ingress", cidrBlocks: [dice.one(PREFIXES)] });
        new ec2.SecurityGroupRule(this.name("rule"), { ...frame, type: "egress", cidrBlocks: ["0.0.0.0/0"] });
    }

    private list(): Thing {
        const entries = [this.dice.one(PREFIXES.slice(1))].map((cidr) => ({ cidr }));
        const frame = { addressFamily: "IPv4", maxEntries: 3, entries };
        const name = this.name("list");
        return this.made("list", new ec2.ManagedPrefixList(name, { ...frame, name }));
    }

    /** The filters that come with a VPC, managed. */
    protected defaults(vpc: ec2.Vpc): void {
        const all = { protocol: "-1", fromPort: 0, toPort: 0 };
        if (this.dice.chance(50)) {
            const egress = [{ ...all, cidrBlocks: ["0.0.0.0/0"] }];
            new ec2.DefaultSecurityGroup(this.name("default"), { vpcId: vpc.id, egress });
            return;
        }
        const rule = { ...all, ruleNo: 100, action: "allow", cidrBlock: this.dice.one(PREFIXES) };
        new ec2.DefaultNetworkAcl(this.name("default"), {
            defaultNetworkAclId: vpc.defaultNetworkAclId,
            ingress: [rule],
            egress: [{ ...rule, cidrBlock: "0.0.0.0/0" }],
        });
    }

    protected acl(net: Net): void {
        const { dice } = this;
        const frame = { protocol: "-1", fromPort: 0, toPort: 0 };
        const inline = { ...frame, ruleNo: 100, action: "allow", cidrBlock: "0.0.0.0/0" };
        const isInline = dice.chance(60);
        const isNamed = dice.chance(60);
        const [subnet] = net.subnets;
        const vpcId = this.ref("vpc", net);
        const acl = new ec2.NetworkAcl(this.name("acl"), {
            vpcId,
            egress: [inline],
            ...(isInline
                ? { ingress: [{ ...inline, ruleNo: 90, action: "deny", cidrBlock: dice.one(PREFIXES) }, inline] }
                : {}),
            ...(isNamed ? { subnetIds: this.refs("subnet", net.subnets.slice(0, 1 + dice.below(2))) } : {}),
        });
        this.made("acl", acl);
        if (!isNamed && subnet !== undefined)
            new ec2.NetworkAclAssociation(this.name("aclassoc"), {
                networkAclId: this.ref("acl", acl),
                subnetId: this.ref("subnet", subnet),
            });
        if (!isInline)
            new ec2.NetworkAclRule(this.name("aclrule"), {
                networkAclId: this.ref("acl", acl),
                ruleNumber: 100,
                protocol: "-1",
                ruleAction: "allow",
                cidrBlock: dice.one(PREFIXES),
            });
    }
}
