/**
 * aws.ec2.SecurityGroupRule, aws.vpc.SecurityGroupIngressRule and aws.vpc.SecurityGroupEgressRule. Expected values: EC2 API
 * reference (AuthorizeSecurityGroupIngress, IpPermission, ModifySecurityGroupRules), "Error codes for the Amazon EC2 API"
 * (InvalidPermission.Duplicate), documentation of the provider's resources (arguments, import).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;
let group: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east, 1);
    group = await ec2.group(east, vpc, { name: "web" });
});

const SINGLE = [ec2.INGRESS_RULE, ec2.EGRESS_RULE];

/** A rule with one peer, for HTTPS from everywhere unless told otherwise. */
function single(inputs: Props = {}, type = ec2.INGRESS_RULE): Promise<Deployed> {
    const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    const peer: Props = "cidrIpv6" in inputs || "referencedSecurityGroupId" in inputs ? {} : { cidrIpv4: "0.0.0.0/0" };
    return east.create(type, { securityGroupId: group.id, ...https, ...peer, ...inputs });
}

const HTTPS = { type: "ingress", protocol: "tcp", fromPort: 443, toPort: 443 };

/** A rule with the peers that the inputs name, for HTTPS unless told otherwise. */
function several(inputs: Props): Promise<Deployed> {
    return east.create(ec2.GROUP_RULE, { securityGroupId: group.id, ...HTTPS, ...inputs });
}

const duplicate = (words: string): string =>
    `api error InvalidPermission.Duplicate: the specified rule "${words}" already exists`;

describe.each(SINGLE)("%s", (type) => {
    const peers = "`cidrIpv4,cidrIpv6,prefixListId,referencedSecurityGroupId`";

    test.each<[Props, string]>([
        [{}, `one of ${peers} must be specified`],
        [
            { cidrIpv4: "10.0.0.0/8", cidrIpv6: "::/0" },
            `only one of ${peers} can be specified, but \`cidrIpv4,cidrIpv6\` were specified.`,
        ],
    ])("has exactly one peer, not %j", async (inputs, reason) => {
        expect(await east.check(type, { securityGroupId: group.id, ipProtocol: "-1", ...inputs })).toEqual([
            `: Invalid combination of arguments: ${reason}`,
        ]);
    });

    test.each<[Props, string[]]>([
        [{ ipProtocol: "tcp" }, ["fromPort: Must specify both from and to ports with TCP/UDP."]],
        [{ ipProtocol: "udp", fromPort: 53 }, ["fromPort: Must specify both from and to ports with TCP/UDP."]],
        [{ ipProtocol: "tcp", fromPort: 2, toPort: 1 }, ["fromPort: Invalid TCP/UDP port range (2:1)"]],
        [{ ipProtocol: "icmp" }, ["fromPort: Must specify both type and code with ICMP."]],
        [{ ipProtocol: "icmp", fromPort: 8, toPort: 256 }, ["fromPort: ICMP code (256) out of range"]],
        [{ ipProtocol: "icmp", fromPort: 8, toPort: -2 }, ["toPort: value must be between -1 and 65535, got: -2"]],
        [{ ipProtocol: "udp", fromPort: 0, toPort: 65535 }, []],
        [{ ipProtocol: "all", fromPort: 0 }, ["fromPort: When protocol is ALL, you cannot specify from-port."]],
        [{ ipProtocol: "tcp", fromPort: 1, toPort: 65536 }, ["toPort: value must be between -1 and 65535, got: 65536"]],
        [{ ipProtocol: "esp" }, ["ipProtocol: Invalid value 'esp' for IP protocol. Unknown protocol."]],
        [{ ipProtocol: "50" }, []],
        [{ ipProtocol: "icmpv6" }, []],
        [{ ipProtocol: UNKNOWN, fromPort: 1 }, []],
        [{ ipProtocol: "tcp", fromPort: UNKNOWN, toPort: 1 }, []],
    ])("ports and protocol of %j", async (inputs, failures) => {
        const rule = { securityGroupId: group.id, cidrIpv4: "0.0.0.0/0", ...inputs };
        expect(await east.check(type, rule)).toEqual(failures);
    });

    test("another peer of the same kind is taken in place, one of another kind is another rule", async () => {
        const made = await single({}, type);
        const { cidrIpv4, ...rest } = made.inputs;
        expect(cidrIpv4).toBe("0.0.0.0/0");
        expect(await east.diff(made, { ...rest, cidrIpv4: "10.0.0.0/8" })).toEqual({
            changed: ["cidrIpv4"],
            replaces: [],
        });
        expect(await east.diff(made, { ...rest, cidrIpv6: "::/0" })).toEqual({
            changed: ["cidrIpv4", "cidrIpv6"],
            replaces: ["cidrIpv4", "cidrIpv6"],
        });
    });

    test("cannot be made twice, nor changed into one that is there", async () => {
        const made = await single({}, type);
        const words = "peer: 0.0.0.0/0, TCP, from port: 443, to port: 443, ALLOW";
        await expect(single({ description: "again" }, type)).rejects.toThrow(
            `creating VPC Security Group Rule: ${duplicate(words)}`,
        );
        const other = await single({ cidrIpv4: "10.0.0.0/8" }, type);
        await expect(east.update(other, { ...other.inputs, cidrIpv4: "0.0.0.0/0" })).rejects.toThrow(duplicate(words));
        await east.update(made, { ...made.inputs, description: "the world" });
    });

    test("has an id and an ARN in EC2's format", async () => {
        const made = await single({}, type);
        expect(made.id).toMatch(/^sgr-[0-9a-f]{17}$/);
        expect(made.state).toMatchObject({
            arn: `arn:aws:ec2:us-east-1:111122223333:security-group-rule/${made.id}`,
            securityGroupRuleId: made.id,
        });
    });

    test("is the same in another spelling", async () => {
        const made = await single({ ipProtocol: "6", cidrIpv6: "2001:0DB8::/32" }, type);
        expect(made.state).toMatchObject({ ipProtocol: "tcp", cidrIpv6: "2001:db8::/32" });
        expect(await east.diff(made, { ...made.inputs, ipProtocol: "TCP" })).toEqual(ec2.UNCHANGED);
    });

    test("goes along with its group", async () => {
        const made = await single({}, type);
        await east.delete(group);
        expect(await east.read(made)).toBeUndefined();
        await east.delete(made);
    });

    test.each<[Props, string]>([
        [
            { referencedSecurityGroupId: ec2.nothing("sg") },
            `InvalidGroup.NotFound: The security group '${ec2.nothing("sg")}' does not exist`,
        ],
        [
            { cidrIpv4: null, prefixListId: "pl-1" },
            "InvalidPrefixListID.NotFound: The prefix list (pl-1) does not exist.",
        ],
    ])("names only peers that are there, not %j", async (inputs, answer) => {
        await expect(single(inputs, type)).rejects.toThrow(`creating VPC Security Group Rule: api error ${answer}`);
    });
});

test("what goes in and what goes out are no duplicates of each other", async () => {
    await single({}, ec2.INGRESS_RULE);
    await single({}, ec2.EGRESS_RULE);
    await several({ type: "egress", cidrBlocks: ["10.0.0.0/8"] });
});

test.each<[Props, string]>([
    [{ ipProtocol: "-1", fromPort: null, toPort: null }, "peer: 0.0.0.0/0, ALL, ALLOW"],
    [{ ipProtocol: "icmp", fromPort: 8, toPort: 0 }, "peer: 0.0.0.0/0, ICMP, type: 8, code: 0, ALLOW"],
    [{ ipProtocol: "icmp", fromPort: -1, toPort: -1 }, "peer: 0.0.0.0/0, ICMP, type: ALL, code: ALL, ALLOW"],
    [{ ipProtocol: "icmpv6", fromPort: null, toPort: null }, "peer: 0.0.0.0/0, ICMPV6, type: ALL, code: ALL, ALLOW"],
    [{ ipProtocol: "50", fromPort: null, toPort: null }, "peer: 0.0.0.0/0, 50, ALLOW"],
])("a duplicate of %j is called %s", async (inputs, words) => {
    await single(inputs);
    await expect(single(inputs)).rejects.toThrow(duplicate(words));
});

test("a group lists the rules that other resources make, one for each protocol, ports and description", async () => {
    await single({ cidrIpv4: "10.0.0.0/8" }, ec2.EGRESS_RULE);
    await single({ cidrIpv6: "2001:db8::/32" }, ec2.EGRESS_RULE);
    await single({ referencedSecurityGroupId: group.id, description: "each other" }, ec2.EGRESS_RULE);
    await single({ ipProtocol: "-1", fromPort: null, toPort: null }, ec2.EGRESS_RULE);
    expect((await east.read(group))?.state).toMatchObject({
        ingress: [],
        egress: [
            ec2.block({ cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["2001:db8::/32"] }),
            ec2.block({ self: true, description: "each other" }),
            ec2.block({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }),
        ],
    });
});

test("rules are duplicates whatever resource makes them", async () => {
    const words = "peer: 0.0.0.0/0, TCP, from port: 443, to port: 443, ALLOW";
    const inline = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] };
    const other = await ec2.group(east, vpc, { name: "other", ingress: [inline] });
    await expect(single({ securityGroupId: other.id })).rejects.toThrow(duplicate(words));
    await expect(several({ securityGroupId: other.id, cidrBlocks: ["0.0.0.0/0"] })).rejects.toThrow(duplicate(words));
    await single();
    await expect(several({ cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] })).rejects.toThrow(duplicate(words));
});

test("ports mean nothing beside a protocol that has none: with others it is a duplicate all the same", async () => {
    await single({ ipProtocol: "50", fromPort: null, toPort: null });
    await expect(several({ protocol: "50", fromPort: 0, toPort: 7, cidrBlocks: ["0.0.0.0/0"] })).rejects.toThrow(
        duplicate("peer: 0.0.0.0/0, 50, ALLOW"),
    );
});

describe("SecurityGroupRule", () => {
    const conflict = (name: string, other: string): string =>
        `${name}: Conflicting configuration arguments: "${name}": conflicts with ${other}`;

    test.each<[Props, string[]]>([
        [
            {},
            [
                ": Invalid combination of arguments: one of " +
                    "`cidrBlocks,ipv6CidrBlocks,prefixListIds,self,sourceSecurityGroupId` must be specified",
            ],
        ],
        [
            { self: false },
            [
                ": Invalid combination of arguments: one of " +
                    "`cidrBlocks,ipv6CidrBlocks,prefixListIds,self,sourceSecurityGroupId` must be specified",
            ],
        ],
        [{ cidrBlocks: ["10.0.0.0/8"], self: true }, [conflict("cidrBlocks", "self")]],
        [
            { ipv6CidrBlocks: ["::/0"], sourceSecurityGroupId: "sg-1" },
            [conflict("ipv6CidrBlocks", "sourceSecurityGroupId")],
        ],
        [{ self: true, sourceSecurityGroupId: "sg-1" }, [conflict("self", "sourceSecurityGroupId")]],
        [{ cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["::/0"], prefixListIds: ["pl-1"] }, []],
        [{ cidrBlocks: UNKNOWN }, []],
        [{ self: true, type: "both" }, ['type: expected one of ["ingress","egress"], got "both"']],
        [{ self: true, fromPort: 444 }, ["fromPort: Invalid TCP/UDP port range (444:443)"]],
    ])("%j", async (inputs, failures) => {
        expect(await east.check(ec2.GROUP_RULE, { securityGroupId: "sg-1", ...HTTPS, ...inputs })).toEqual(failures);
    });

    test("a group named as source must be there", async () => {
        await expect(several({ sourceSecurityGroupId: ec2.nothing("sg") })).rejects.toThrow(
            "creating Security Group Rule: api error InvalidGroup.NotFound: " +
                `The security group '${ec2.nothing("sg")}' does not exist`,
        );
    });

    test("ports beside all protocols mean nothing, and are no difference", async () => {
        const made = await several({ protocol: "all", fromPort: 0, toPort: 65535, cidrBlocks: ["10.0.0.0/8"] });
        expect(made.state).toMatchObject({ protocol: "-1", fromPort: 0, toPort: 0 });
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("its group lists it", async () => {
        await several({ self: true, description: "each other" });
        expect((await east.read(group))?.state.ingress).toEqual([ec2.block({ self: true, description: "each other" })]);
    });

    test("tells the id of a single rule only", async () => {
        const one = await several({ self: true });
        expect(one.state.securityGroupRuleId).toMatch(/^sgr-[0-9a-f]{17}$/);
        const two = await several({ cidrBlocks: ["10.0.0.0/8", "192.168.0.0/16"] });
        expect(two.state.securityGroupRuleId).toBe("");
    });

    test("goes along with its group", async () => {
        const made = await several({ self: true });
        await east.delete(group);
        expect(await east.read(made)).toBeUndefined();
    });

    describe("its id", () => {
        // The checksums (CRC-32) are those of what the provider writes down: group, ports above zero, protocol, direction and
        // sorted peers, each followed by a hyphen, and after a group one more.
        test.each<[Props, string, number]>([
            [
                { cidrBlocks: ["192.168.0.0/16", "10.0.0.0/8"] },
                "-443-443-tcp-ingress-10.0.0.0/8-192.168.0.0/16-",
                3295283726,
            ],
            [
                {
                    type: "egress",
                    protocol: "all",
                    fromPort: 0,
                    toPort: 65535,
                    ipv6CidrBlocks: ["2001:DB8::/32"],
                    cidrBlocks: ["10.0.0.0/8"],
                },
                "--1-egress-10.0.0.0/8-2001:db8::/32-",
                263613835,
            ],
            [{ protocol: "icmp", fromPort: 8, toPort: 0, self: true }, "-8-icmp-ingress-GROUP--", 4134303997],
            [
                { protocol: "udp", fromPort: 1, toPort: 1, cidrBlocks: ["10.0.0.0/8"] },
                "-1-1-udp-ingress-10.0.0.0/8-",
                58753661,
            ],
        ])("of %j is the checksum of GROUP%s", async (inputs, _, checksum) => {
            const object = clouds.world.get(ec2.GROUP, { account: "111122223333", region: "us-east-1" }, group.id)!;
            clouds.world.put({ ...object, id: "sg-0123456789abcdef0" });
            const made = await several({ securityGroupId: "sg-0123456789abcdef0", ...inputs });
            expect(made.id).toBe(`sgrule-${checksum}`);
        });

        test.each<[Props, string]>([
            [
                { cidrBlocks: ["10.0.0.0/8"], ipv6CidrBlocks: ["2001:db8::/32"] },
                "tcp_443_443_2001:0DB8::/32_10.0.0.0/8",
            ],
            [{ self: true }, "6_443_443_self"],
            [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }, "all_0_65535_self"],
        ])("of %j is found by %s", async (inputs, said) => {
            const made = await several(inputs);
            const imported = await east.import(ec2.GROUP_RULE, `${group.id}_ingress_${said}`);
            expect(imported).toMatchObject({ id: made.id, inputs: { ...inputs, securityGroupId: group.id } });
        });

        test("is found by the source group", async () => {
            const app = await ec2.group(east, vpc, { name: "app" });
            const made = await several({ sourceSecurityGroupId: app.id });
            const imported = await east.import(ec2.GROUP_RULE, `${group.id}_ingress_tcp_443_443_${app.id}`);
            expect(imported).toMatchObject({ id: made.id, inputs: { sourceSecurityGroupId: app.id } });
        });

        test.each([
            ["sg-1_ingress_tcp_443_443", "too few parts"],
            ["web_ingress_tcp_443_443_self", "invalid Security Group ID"],
            ["sg-1_both_tcp_443_443_self", "expecting 'ingress' or 'egress'"],
            ["sg-1_ingress_tcp_https_443_self", "invalid from_port"],
            ["sg-1_ingress_tcp_443_https_self", "invalid to_port"],
        ])("cannot be made of %s", async (named, why) => {
            await expect(east.import(ec2.GROUP_RULE, named)).rejects.toThrow(
                `unexpected format for ID ("${named}"), expected ` +
                    `SECURITYGROUPID_TYPE_PROTOCOL_FROMPORT_TOPORT_SOURCE[_SOURCE]*: ${why}`,
            );
        });

        test("that names no rule finds nothing", async () => {
            expect(await east.import(ec2.GROUP_RULE, `${group.id}_egress_tcp_443_443_self`)).toBeUndefined();
        });
    });
});
