/**
 * aws.ec2.Subnet. Expected values: VPC user guide ("Subnet CIDR blocks": /28 to /16 for IPv4, /44 to /64 in increments of /4
 * for IPv6, within those of the VPC, not overlapping; "Amazon VPC quotas": 200 subnets per VPC), EC2 API reference
 * (CreateSubnet; DeleteSubnet: "You must terminate all running instances in the subnet before you can delete the subnet"),
 * "Error codes for the Amazon EC2 API" (InvalidSubnet.Range, InvalidSubnet.Conflict, SubnetLimitExceeded).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east, 1, { assignGeneratedIpv6CidrBlock: true });
});

const creating = "creating EC2 Subnet: api error";

function make(inputs: Props): Promise<Deployed> {
    return east.create(ec2.SUBNET, { vpcId: vpc.id, ...inputs });
}

/** The `nth` /64 of the VPC. */
const ipv6 = (nth: number): string => (vpc.state.ipv6CidrBlock as string).replace("00::/56", `0${nth}::/64`);

describe("prefixes", () => {
    test.each([
        ["10.1.0.0/29", "The CIDR '10.1.0.0/29' is invalid: the prefix length of a subnet is between 16 and 28"],
        ["10.0.0.0/15", "The CIDR '10.0.0.0/15' is invalid: the prefix length of a subnet is between 16 and 28"],
        ["10.1.1.1/24", '"10.1.1.1/24" is not a valid CIDR block; did you mean "10.1.1.0/24"?'],
    ])("IPv4 %s is refused", async (cidrBlock, reason) => {
        expect(await east.check(ec2.SUBNET, { vpcId: vpc.id, cidrBlock })).toEqual([`cidrBlock: ${reason}`]);
    });

    test.each(["10.1.0.0/16", "10.1.0.0/28"])("IPv4 %s is taken", async (cidrBlock) => {
        expect((await make({ cidrBlock })).state.cidrBlock).toBe(cidrBlock);
    });

    test.each(["2001:db8::/44", "2001:db8::/64"])("IPv6 %s is taken", async (ipv6CidrBlock) => {
        expect(await east.check(ec2.SUBNET, { vpcId: vpc.id, cidrBlock: "10.1.1.0/24", ipv6CidrBlock })).toEqual([]);
    });

    test.each([
        ["2001:db8::/40", /between 44 and 64, in steps of 4$/],
        ["2001:db8::/62", /between 44 and 64, in steps of 4$/],
        ["2001:db8::/68", /between 44 and 64, in steps of 4$/],
        ["10.1.0.0/24", /is not a valid IPv6 CIDR block$/],
    ])("IPv6 %s is refused", async (ipv6CidrBlock, reason) => {
        const failures = await east.check(ec2.SUBNET, { vpcId: vpc.id, cidrBlock: "10.1.1.0/24", ipv6CidrBlock });
        expect(failures).toEqual([expect.stringMatching(reason)]);
    });

    test.each<[string, Props]>([
        ["10.2.1.0/24", { cidrBlock: "10.2.1.0/24" }],
        ["2001:db9::/64", { cidrBlock: "10.1.1.0/24", ipv6CidrBlock: "2001:db9::/64" }],
    ])("%s lies outside of the VPC", async (prefix, inputs) => {
        await expect(make(inputs)).rejects.toThrow(`${creating} InvalidSubnet.Range: The CIDR '${prefix}' is invalid.`);
    });

    test("no two subnets of a VPC overlap, in IPv4 or in IPv6", async () => {
        await make({ cidrBlock: "10.1.0.0/17", ipv6CidrBlock: ipv6(1) });
        await expect(make({ cidrBlock: "10.1.1.0/24" })).rejects.toThrow(
            `${creating} InvalidSubnet.Conflict: The CIDR '10.1.1.0/24' conflicts with another subnet`,
        );
        await expect(make({ cidrBlock: "10.1.128.0/24", ipv6CidrBlock: ipv6(1) })).rejects.toThrow(
            `${creating} InvalidSubnet.Conflict: The CIDR '${ipv6(1)}' conflicts with another subnet`,
        );
        await make({ cidrBlock: "10.1.128.0/24", ipv6CidrBlock: ipv6(2) });
    });

    test("a subnet without IPv4 must say so", async () => {
        await expect(make({ ipv6CidrBlock: ipv6(1) })).rejects.toThrow(
            `${creating} MissingParameter: Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.`,
        );
        const native = await make({ ipv6CidrBlock: ipv6(1), ipv6Native: true });
        expect(native.state.privateDnsHostnameTypeOnLaunch).toBe("resource-name");
    });

    test("an IPv6 prefix comes and goes in place, however it is written", async () => {
        const plain = await make({ cidrBlock: "10.1.1.0/24" });
        expect(plain.state.ipv6CidrBlockAssociationId).toBe("");
        const wanted = { ...plain.inputs, ipv6CidrBlock: ipv6(1).toUpperCase() };
        expect(await east.diff(plain, wanted)).toEqual({ changed: ["ipv6CidrBlock"], replaces: [] });
        const dual = await east.update(plain, wanted);
        expect(dual.state.ipv6CidrBlockAssociationId).toMatch(/^subnet-cidr-assoc-[0-9a-f]{17}$/);
        expect(await east.diff(dual, wanted)).toEqual(ec2.UNCHANGED);
    });

    // The property is optional and computed: leaving it out asks for nothing. But the provider, when it updates the
    // subnet for another reason, takes away a prefix that is not asked for.
    test("an IPv6 prefix that is not asked for any more goes with the next update", async () => {
        const dual = await make({ cidrBlock: "10.1.1.0/24", ipv6CidrBlock: ipv6(1) });
        const plain = { vpcId: vpc.id, cidrBlock: "10.1.1.0/24" };
        expect(await east.diff(dual, plain)).toEqual(ec2.UNCHANGED);
        const updated = await east.update(dual, { ...plain, tags: { Name: "plain" } });
        expect(updated.state).toMatchObject({ ipv6CidrBlock: "", ipv6CidrBlockAssociationId: "" });
    });

    test("a subnet that gives out IPv6 addresses is replaced for another prefix", async () => {
        const made = await make({
            cidrBlock: "10.1.1.0/24",
            ipv6CidrBlock: ipv6(1),
            assignIpv6AddressOnCreation: true,
        });
        expect(await east.diff(made, { ...made.inputs, ipv6CidrBlock: ipv6(2) })).toEqual({
            changed: ["ipv6CidrBlock"],
            replaces: ["ipv6CidrBlock"],
        });
    });
});

describe("zones", () => {
    test("AWS chooses one where none is given", async () => {
        const { state } = await make({ cidrBlock: "10.1.1.0/24" });
        expect(state).toMatchObject({ availabilityZone: "us-east-1a", availabilityZoneId: "use1-az1" });
    });

    test("is named by its name or by its id, not by both", async () => {
        const byId = await make({ cidrBlock: "10.1.1.0/24", availabilityZoneId: "use1-az3" });
        expect(byId.state.availabilityZone).toBe("us-east-1c");
        const both = { vpcId: vpc.id, availabilityZone: "us-east-1c", availabilityZoneId: "use1-az3" };
        expect(await east.check(ec2.SUBNET, both)).toEqual([
            'availabilityZone: Conflicting configuration arguments: "availabilityZone": conflicts with availabilityZoneId',
        ]);
    });

    test("is among the inputs of an import, as the prefixes are, but not a second time by its id", async () => {
        const made = await make({ cidrBlock: "10.1.1.0/24", ipv6CidrBlock: ipv6(1), availabilityZoneId: "use1-az2" });
        expect((await east.import(ec2.SUBNET, made.id))?.inputs).toEqual({
            availabilityZone: "us-east-1b",
            cidrBlock: "10.1.1.0/24",
            ipv6CidrBlock: ipv6(1),
            region: "us-east-1",
            vpcId: vpc.id,
        });
    });

    test("must be one of the region", async () => {
        await expect(make({ cidrBlock: "10.1.1.0/24", availabilityZone: "us-west-2a" })).rejects.toThrow(
            `${creating} InvalidParameterValue: Value (us-west-2a) for parameter availabilityZone is invalid. Subnets can ` +
                "currently only be created in the following availability zones: us-east-1a, us-east-1b, us-east-1c, " +
                "us-east-1d, us-east-1e, us-east-1f.",
        );
    });
});

test("the quota of subnets is counted for each VPC", async () => {
    clouds.world.putSetting("quotas", { "subnets-per-vpc": 1 });
    await make({ cidrBlock: "10.1.1.0/24" });
    await expect(make({ cidrBlock: "10.1.2.0/24" })).rejects.toThrow(
        `${creating} SubnetLimitExceeded: The maximum number of subnets has been reached.`,
    );
    await ec2.subnet(east, await ec2.vpc(east, 2));
});

describe("deletion", () => {
    test("is refused while a transit gateway attachment has an interface in it", async () => {
        const gateway = await east.create(ec2.TRANSIT_GATEWAY, {});
        const subnet = await make({ cidrBlock: "10.1.1.0/24" });
        const attachment = await east.create(ec2.VPC_ATTACHMENT, {
            transitGatewayId: gateway.id,
            vpcId: vpc.id,
            subnetIds: [subnet.id],
        });
        await expect(east.delete(subnet)).rejects.toThrow(
            `deleting EC2 Subnet (${subnet.id}): api error DependencyViolation: ` +
                `The subnet '${subnet.id}' has dependencies and cannot be deleted.`,
        );
        await east.delete(attachment);
        await east.delete(subnet);
    });

    // DeleteSubnet asks for nothing but that no instance runs in it.
    test("takes along the association with a route table", async () => {
        const [subnet, table] = [await make({ cidrBlock: "10.1.1.0/24" }), await ec2.routeTable(east, vpc)];
        const association = await east.create(ec2.ASSOCIATION, { subnetId: subnet.id, routeTableId: table.id });
        await east.delete(subnet);
        expect(await east.read(association)).toBeUndefined();
        await east.delete(table);
    });
});
