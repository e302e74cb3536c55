/**
 * aws.ec2.NetworkAcl, NetworkAclRule and NetworkAclAssociation. Expected values: EC2 API reference (CreateNetworkAclEntry,
 * ReplaceNetworkAclAssociation), VPC user guide ("Network ACLs", "Amazon VPC quotas": 20 rules per network ACL, 200 network
 * ACLs per VPC), "Error codes for the Amazon EC2 API", documentation of the provider's resources (arguments, import).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as filters from "../../support/ec2-filters";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
});

const creating = "creating EC2 Network ACL: api error";
const creatingRule = "creating EC2 Network ACL Rule: api error";
const duplicate = (ruleNo: number): string =>
    `NetworkAclEntryAlreadyExists: The network acl entry identified by ${ruleNo} already exists.`;
const tooMany = "NetworkAclEntryLimitExceeded: The maximum number of network acl entries has been reached.";

const acl = (inputs: Props = {}): Promise<Deployed> => filters.acl(east, vpc, inputs);

/** A rule of its own, for HTTPS from everywhere unless told otherwise. */
function ruleOf(owner: Deployed, inputs: Props = {}): Promise<Deployed> {
    const peer: Props = "ipv6CidrBlock" in inputs ? {} : { cidrBlock: "0.0.0.0/0" };
    return east.create(filters.ACL_RULE, {
        networkAclId: owner.id,
        ruleNumber: 100,
        protocol: "tcp",
        ruleAction: "allow",
        fromPort: 443,
        toPort: 443,
        ...peer,
        ...inputs,
    });
}

const now = async (resource: Deployed): Promise<Props> => (await east.read(resource))!.state;

describe("inline rules", () => {
    test.each<[Props, string]>([
        [{ ruleNo: 0 }, "ruleNo: expected rule_no to be in the range (1 - 32766), got 0"],
        [{ ruleNo: 32767 }, "ruleNo: expected rule_no to be in the range (1 - 32766), got 32767"],
        [{ action: "pass" }, 'action: expected action to be one of ["allow" "deny"], got pass'],
        [{ protocol: "TCP" }, 'protocol: "protocol" : unsupported NACL protocol: TCP'],
        [{ protocol: "57" }, 'protocol: "protocol" : unsupported NACL protocol: 57'],
        [{ protocol: "143" }, 'protocol: "protocol" : unsupported NACL protocol: 143'],
        [{ fromPort: -1 }, 'fromPort: expected "from_port" to be a valid port number or 0, got: -1'],
        [{ toPort: 65536 }, 'toPort: expected "to_port" to be a valid port number or 0, got: 65536'],
        [{ cidrBlock: "10.0.0.1/8" }, 'cidrBlock: "10.0.0.1/8" is not a valid CIDR block; did you mean "10.0.0.0/8"?'],
        [{ ipv6CidrBlock: "10.0.0.0/8" }, 'ipv6CidrBlock: "10.0.0.0/8" is not a valid IPv6 CIDR block'],
        [
            { protocol: "all" },
            `fromPort: to_port (443) and from_port (443) must both be 0 to use the 'all' "-1" protocol!`,
        ],
    ])("cannot say %j", async (members, failure) => {
        const ingress = [filters.rule(members)];
        expect(await east.check(filters.ACL, { vpcId: vpc.id, ingress })).toEqual([`ingress[0].${failure}`]);
    });

    test("pass unknown as long as they are not known", async () => {
        const ingress = [filters.rule({ protocol: UNKNOWN, ruleNo: UNKNOWN })];
        expect(await east.check(filters.ACL, { vpcId: vpc.id, ingress, egress: UNKNOWN })).toEqual([]);
    });

    test.each<[string, string]>([
        ["all", "-1"],
        ["hopopt", "0"],
        ["icmp", "1"],
        ["tcp", "6"],
        ["udp", "17"],
        ["gre", "47"],
        ["esp", "50"],
        ["ipv6-icmp", "58"],
        ["ospfigp", "89"],
        ["vrrp", "112"],
        ["sctp", "132"],
        ["rohc", "142"],
        ["61", "61"],
        ["254", "254"],
    ])("name protocol %s, and are read with its number %s", async (protocol, number) => {
        const made = await acl({ ingress: [filters.rule({ protocol, fromPort: 0, toPort: 0 })] });
        expect(made.state.ingress).toMatchObject([{ protocol: number }]);
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test.each<[Props, string]>([
        [{ cidrBlock: "" }, "MissingParameter: Either 'cidrBlock' or 'ipv6CidrBlock' should be provided."],
        [
            { ipv6CidrBlock: "::/0" },
            "InvalidParameterCombination: Only one of 'cidrBlock' or 'ipv6CidrBlock' is allowed.",
        ],
        [{ fromPort: 444 }, "InvalidParameterValue: Invalid TCP/UDP port range (444:443)"],
        [{ protocol: "1", icmpType: 256, icmpCode: 0 }, "InvalidParameterValue: ICMP type (256) out of range"],
        [{ protocol: "1", icmpType: 8, icmpCode: -2 }, "InvalidParameterValue: ICMP code (-2) out of range"],
    ])("are refused by EC2 when they say %j", async (members, answer) => {
        await expect(acl({ egress: [filters.rule(members)] })).rejects.toThrow(`${creating} ${answer}`);
    });

    test("of one direction have no number twice, those of both may", async () => {
        const [https, http] = [filters.rule(), filters.rule({ fromPort: 80, toPort: 80 })];
        await expect(acl({ ingress: [https, http] })).rejects.toThrow(`${creating} ${duplicate(100)}`);
        await acl({ ingress: [https], egress: [http] });
    });

    test("that are not given are left alone, an empty list takes them away", async () => {
        const made = await acl({ ingress: [filters.rule()] });
        const { ingress, ...silent } = made.inputs;
        expect(ingress).toHaveLength(1);
        expect(await east.diff(made, silent)).toEqual(ec2.UNCHANGED);
        const none = { ...silent, ingress: [] };
        expect(await east.diff(made, none)).toEqual({ changed: ["ingress"], replaces: [] });
        expect((await east.update(made, none)).state.ingress).toEqual([]);
    });

    test("keep ports beside TCP and UDP only, and ICMP types beside ICMP only", async () => {
        const icmp = filters.rule({ ruleNo: 1, protocol: "1", fromPort: 7, toPort: 7, icmpType: 8, icmpCode: -1 });
        const tcp = filters.rule({ ruleNo: 2, icmpType: 8, icmpCode: 1 });
        expect((await acl({ ingress: [icmp, tcp] })).state.ingress).toEqual([
            filters.entry({ ruleNo: 1, protocol: "1", fromPort: 0, toPort: 0, icmpType: 8, icmpCode: -1 }),
            filters.entry({ ruleNo: 2 }),
        ]);
    });

    test("can change all of what they say, for their number is free by then", async () => {
        const made = await acl({ ingress: [filters.rule()] });
        const updated = await east.update(made, { ...made.inputs, ingress: [filters.rule({ action: "deny" })] });
        expect(updated.state.ingress).toEqual([filters.entry({ action: "deny" })]);
    });
});

describe("the quota of rules", () => {
    const rules = (count: number, members: Props = {}): Props[] =>
        Array.from({ length: count }, (_, n) => filters.rule({ ruleNo: n + 1, ...members }));
    const ipv6 = { cidrBlock: "", ipv6CidrBlock: "2001:db8::/32" };

    test("counts those of one direction", async () => {
        await acl({ ingress: rules(20), egress: rules(20) });
        await expect(acl({ ingress: rules(21) })).rejects.toThrow(`${creating} ${tooMany}`);
    });

    test("counts IPv4 and IPv6 apart", async () => {
        const more = rules(20, ipv6).map((one, n) => ({ ...one, ruleNo: 100 + n }));
        await acl({ ingress: [...rules(20), ...more] });
    });

    test("counts rules of other resources too", async () => {
        const made = await acl({ ingress: rules(19) });
        await ruleOf(made, { ruleNumber: 300 });
        await expect(ruleOf(made, { ruleNumber: 301 })).rejects.toThrow(`${creatingRule} ${tooMany}`);
        await ruleOf(made, { ruleNumber: 301, egress: true });
        await ruleOf(made, { ruleNumber: 301, ipv6CidrBlock: "::/0" });
    });

    test("can be raised", async () => {
        clouds.world.putSetting("quotas", { "rules-per-network-acl": 40 });
        expect((await acl({ ingress: rules(40) })).state.ingress).toHaveLength(40);
    });
});

describe("a rule of its own", () => {
    test("takes one prefix", async () => {
        const rule = { networkAclId: "acl-1", ruleNumber: 1, protocol: "tcp", ruleAction: "allow" };
        const names = "`cidrBlock,ipv6CidrBlock`";
        expect(await east.check(filters.ACL_RULE, rule)).toEqual([
            `: Invalid combination of arguments: one of ${names} must be specified`,
        ]);
        const both = { cidrBlock: "10.0.0.0/8", ipv6CidrBlock: "::/0" };
        expect(await east.check(filters.ACL_RULE, { ...rule, ...both })).toEqual([
            `: Invalid combination of arguments: only one of ${names} can be specified, but ${names} were specified.`,
        ]);
    });

    test("is allowed or denied", async () => {
        const rule = {
            networkAclId: "acl-1",
            ruleNumber: 1,
            protocol: "x",
            ruleAction: "ALLOW",
            cidrBlock: "0.0.0.0/0",
        };
        expect(await east.check(filters.ACL_RULE, rule)).toEqual([
            'protocol: "protocol" : unsupported NACL protocol: x',
            'ruleAction: expected one of ["allow","deny"], got "ALLOW"',
        ]);
    });

    test.each<[Props, string]>([
        [{ ruleNumber: 0 }, "Value (0) for parameter ruleNumber is invalid. It must be between 1 and 32766."],
        [{ ruleNumber: 32767 }, "Value (32767) for parameter ruleNumber is invalid. It must be between 1 and 32766."],
        [{ cidrBlock: "10/8" }, "Value (10/8) for parameter cidrBlock is invalid. This is not a valid CIDR block."],
        [
            { ipv6CidrBlock: "10.0.0.0/8" },
            "Value (10.0.0.0/8) for parameter ipv6CidrBlock is invalid. This is not a valid CIDR block.",
        ],
        [{ fromPort: 80, toPort: 65536 }, "Invalid TCP/UDP port range (80:65536)"],
        [{ fromPort: -1 }, "Invalid TCP/UDP port range (-1:443)"],
    ])("is refused by EC2 with %j", async (inputs, message) => {
        await expect(ruleOf(await acl(), inputs)).rejects.toThrow(`${creatingRule} InvalidParameterValue: ${message}`);
    });

    test("loses its host bits, and with them its peace", async () => {
        const made = await ruleOf(await acl(), { cidrBlock: "100.68.0.18/18" });
        expect(made.state.cidrBlock).toBe("100.68.0.0/18");
        expect(await east.diff(made, made.inputs)).toEqual({ changed: ["cidrBlock"], replaces: ["cidrBlock"] });
    });

    test("is another one for another protocol, not for another name of the same", async () => {
        const made = await ruleOf(await acl());
        expect(made.state.protocol).toBe("6");
        expect(await east.diff(made, { ...made.inputs, protocol: "6" })).toEqual(ec2.UNCHANGED);
    });

    test("has a number that no other rule of its direction has, inline or not", async () => {
        const made = await acl({ ingress: [filters.rule({ ruleNo: 7 })] });
        await ruleOf(made);
        for (const ruleNumber of [7, 100]) {
            await expect(ruleOf(made, { ruleNumber })).rejects.toThrow(
                `${creatingRule} NetworkAclEntryAlreadyExists: ` +
                    `EC2 Network ACL (${made.id}) Rule (egress: false)(${ruleNumber}) already exists`,
            );
        }
        await ruleOf(made, { egress: true });
    });

    test("stands in what the ACL says, and an inline rule cannot take its number", async () => {
        const made = await acl({ ingress: [] });
        await ruleOf(made, { ruleNumber: 7 });
        const read = (await east.read(made))!;
        expect(read.state.ingress).toEqual([filters.entry({ ruleNo: 7 })]);
        const wanted = { ...made.inputs, ingress: [filters.rule({ ruleNo: 7, action: "deny" })] };
        await expect(east.update(made, wanted)).rejects.toThrow(duplicate(7));
    });

    test("is taken away by an ACL that has seen it and does not want it", async () => {
        const made = await acl({ ingress: [] });
        const rule = await ruleOf(made);
        const read = (await east.read(made))!;
        expect(await east.diff(read, made.inputs)).toEqual({ changed: ["ingress"], replaces: [] });
        await east.update(read, made.inputs);
        expect(await east.read(rule)).toBeUndefined();
    });

    test("stays when the ACL wants it too", async () => {
        const made = await acl();
        const rule = await ruleOf(made);
        const wanted = { ...made.inputs, ingress: [filters.rule()] };
        const updated = await east.update(made, wanted);
        expect(updated.state.ingress).toEqual([filters.entry()]);
        expect(await east.read(rule)).toBeDefined();
    });

    test("goes along with its ACL", async () => {
        const made = await acl();
        const rule = await ruleOf(made);
        await east.delete(made);
        expect(await east.read(rule)).toBeUndefined();
    });

    test.each(["acl-1:100:tcp", "acl-1:100:tcp:false:x", ":100:tcp:false", "acl-1::tcp:false"])(
        "cannot be imported as %s",
        async (named) => {
            await expect(east.import(filters.ACL_RULE, named)).rejects.toThrow(
                `unexpected format of ID (${named}), expected NETWORK_ACL_ID:RULE_NUMBER:PROTOCOL:EGRESS`,
            );
        },
    );

    test("is imported by its direction", async () => {
        const made = await acl();
        const rule = await ruleOf(made, { egress: true });
        expect((await east.import(filters.ACL_RULE, `${made.id}:100:6:true`))?.id).toBe(rule.id);
        expect(await east.import(filters.ACL_RULE, `${made.id}:100:6:false`)).toBeUndefined();
    });
});

describe("the subnets of an ACL", () => {
    let subnet: Deployed;
    beforeEach(async () => {
        subnet = await ec2.subnet(east, vpc);
    });

    const associate = (owner: Deployed): Promise<Deployed> =>
        east.create(filters.ACL_ASSOCIATION, { networkAclId: owner.id, subnetId: subnet.id });
    const subnetIdsOf = async (owner: Deployed): Promise<unknown> => (await now(owner)).subnetIds;
    const ofDefault = (): unknown => {
        const id = vpc.state.defaultNetworkAclId as string;
        return east.import(filters.DEFAULT_ACL, id).then((found) => found?.state.subnetIds);
    };

    test("are at first those of the default ACL", async () => {
        expect(await ofDefault()).toEqual([subnet.id]);
    });

    test("come with its creation, and leave the ACL that they had", async () => {
        const [one, other] = [await acl({ subnetIds: [subnet.id] }), await acl({ subnetIds: [subnet.id] })];
        expect([await subnetIdsOf(one), await subnetIdsOf(other), await ofDefault()]).toEqual([[], [subnet.id], []]);
    });

    test("come and go with a change, back to the default ACL", async () => {
        const made = await acl();
        const joined = await east.update(made, { ...made.inputs, subnetIds: [subnet.id] });
        expect(joined.state.subnetIds).toEqual([subnet.id]);
        const left = await east.update(joined, { ...made.inputs, subnetIds: [] });
        expect([left.state.subnetIds, await ofDefault()]).toEqual([[], [subnet.id]]);
    });

    test("are given back to the default ACL when theirs is deleted", async () => {
        const made = await acl();
        await associate(made);
        await east.delete(made);
        expect(await ofDefault()).toEqual([subnet.id]);
    });

    test("are in the same VPC", async () => {
        const foreign = await filters.acl(east, await ec2.vpc(east, 2));
        const apart =
            `InvalidParameterValue: network acl ${foreign.id} and subnet ${subnet.id} ` +
            "belong to different networks";
        await expect(associate(foreign)).rejects.toThrow(`creating EC2 Network ACL Association: api error ${apart}`);
        const inputs = { ...foreign.inputs, subnetIds: [subnet.id] };
        await expect(east.update(foreign, inputs)).rejects.toThrow(apart);
    });

    test("must be there", async () => {
        await expect(acl({ subnetIds: [ec2.nothing("subnet")] })).rejects.toThrow(
            `${creating} InvalidSubnetID.NotFound`,
        );
    });

    test("are chosen by an association too, which another one replaces", async () => {
        const [one, other] = [await acl(), await acl()];
        const first = await associate(one);
        expect(first.id).toMatch(/^aclassoc-[0-9a-f]{17}$/);
        expect(await subnetIdsOf(one)).toEqual([subnet.id]);
        const second = await associate(other);
        expect([await east.read(first), await subnetIdsOf(one)]).toEqual([undefined, []]);
        expect(await east.read(second)).toBeDefined();
    });

    test("return to the default ACL when the association is deleted", async () => {
        const made = await acl();
        await east.delete(await associate(made));
        expect([await subnetIdsOf(made), await ofDefault()]).toEqual([[], [subnet.id]]);
    });

    test("can be deleted, and the association with them", async () => {
        const made = await acl();
        const association = await associate(made);
        await east.delete(subnet);
        expect([await east.read(association), await subnetIdsOf(made)]).toEqual([undefined, []]);
    });
});

describe("an ACL", () => {
    test("has an id and an ARN of its own", async () => {
        const made = await acl();
        expect(made.id).toMatch(/^acl-[0-9a-f]{17}$/);
        expect(made.state).toMatchObject({
            arn: `arn:aws:ec2:us-east-1:111122223333:network-acl/${made.id}`,
            ownerId: "111122223333",
            ingress: [],
            egress: [],
            subnetIds: [],
        });
    });

    test("keeps its VPC", async () => {
        const made = await acl();
        await expect(east.delete(vpc)).rejects.toThrow("DependencyViolation");
        await east.delete(made);
        await east.delete(vpc);
        expect(clouds.world.everything()).toEqual([]);
    });

    test("is one of at most as many in a VPC as the quota says, the default one included", async () => {
        clouds.world.putSetting("quotas", { "network-acls-per-vpc": 2 });
        await acl();
        await expect(acl()).rejects.toThrow(
            `${creating} NetworkAclLimitExceeded: The maximum number of network acls has been reached.`,
        );
    });

    test("that the VPC came with can neither be imported as one's own nor deleted", async () => {
        const id = vpc.state.defaultNetworkAclId as string;
        await expect(east.import(filters.ACL, id)).rejects.toThrow("use DefaultNetworkAcl instead");
        const pretended = { type: filters.ACL, id, inputs: {}, state: { region: "us-east-1" } };
        await expect(east.delete(pretended)).rejects.toThrow(
            `deleting EC2 Network ACL (${id}): api error InvalidParameterValue: cannot delete default network ACL ${id}`,
        );
    });
});
