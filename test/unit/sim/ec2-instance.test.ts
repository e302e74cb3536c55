/**
 * aws.ec2.Instance. Expected values: EC2 API reference (RunInstances, ModifyInstanceAttribute, StopInstances,
 * TerminateInstances), "Error codes for the Amazon EC2 API" (InvalidAMIID.Malformed, InvalidIPAddress.InUse,
 * InsufficientFreeAddressesInSubnet, OperationNotPermitted, SecurityGroupsPerInterfaceLimitExceeded, VPCIdNotSpecified), VPC
 * user guide ("Subnet CIDR blocks": the first four addresses and the last one; "DNS attributes for your VPC"), EC2 user guide
 * (host names, instance type names), the SDK's list of instance types, documentation of the provider's aws_instance.
 */
import { InstanceType } from "@pulumi/aws/types/enums/ec2";
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { AMI, INSTANCE, instance, INTERFACE, networkInterface } from "../../support/ec2-machine-cases";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;
let subnet: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
    subnet = await ec2.subnet(east, vpc);
});

const creating = "creating EC2 Instance: api error";
const make = (inputs: Props = {}): Promise<Deployed> => instance(east, subnet, inputs);

async function stateOf(resource: Deployed): Promise<Props | undefined> {
    return (await east.read(resource))?.state;
}

describe("image and type", () => {
    test("both must be given", async () => {
        const one = "Invalid combination of arguments: one of";
        expect(await east.check(INSTANCE, {})).toEqual([
            `: ${one} \`ami,launchTemplate\` must be specified`,
            `: ${one} \`instanceType,launchTemplate\` must be specified`,
        ]);
    });

    test.each(["ami-12345678", AMI])("%s is taken for an image", async (ami) => {
        expect((await make({ ami })).state.ami).toBe(ami);
    });

    test.each(["ubuntu", "ami-1", "ami-0123456789ABCDEF0"])("%s is not the id of an image", async (ami) => {
        await expect(make({ ami })).rejects.toThrow(
            `${creating} InvalidAMIID.Malformed: Invalid id: "${ami}" (expecting "ami-...")`,
        );
    });

    test.each(["t3", "t3.tiny", "T3.micro", ".micro", "t3.micro.x"])("%s is not an instance type", async (type) => {
        await expect(make({ instanceType: type })).rejects.toThrow(
            `${creating} InvalidParameterValue: Invalid value '${type}' for InstanceType.`,
        );
    });

    test("every type that the SDK knows has a name in the right form", async () => {
        const answers = new Set<string>();
        for (const instanceType of Object.values(InstanceType)) {
            // What is wrong is the address alone, so that nothing is made.
            await make({ instanceType, privateIp: "10.1.2.1" }).catch((error: unknown) => answers.add(String(error)));
        }
        expect([...answers]).toEqual([expect.stringContaining("does not fall within the subnet's address range")]);
    });
});

describe("where it is", () => {
    test("without a subnet there is no VPC to be in", async () => {
        await expect(east.create(INSTANCE, { ami: AMI, instanceType: "t3.micro" })).rejects.toThrow(
            `${creating} VPCIdNotSpecified: No default VPC for this user`,
        );
    });

    test("the zone is that of the subnet", async () => {
        const other = await ec2.subnet(east, vpc, 2, { availabilityZone: "us-east-1c" });
        expect((await instance(east, other)).state.availabilityZone).toBe("us-east-1c");
    });

    test("no other zone can be asked for", async () => {
        await expect(make({ availabilityZone: "us-east-1b" })).rejects.toThrow(`${creating} InvalidParameterValue: `);
    });

    test("in a dedicated VPC it is dedicated", async () => {
        const own = await ec2.subnet(east, await ec2.vpc(east, 2, { instanceTenancy: "dedicated" }));
        expect((await instance(east, own)).state.tenancy).toBe("dedicated");
    });

    test("elsewhere it is not", async () => expect((await make()).state.tenancy).toBe("default"));
});

describe("private address", () => {
    test("is one of the subnet, after the four that AWS keeps", async () => {
        expect((await make()).state.privateIp).toBe("10.1.1.4");
    });

    test("may be chosen", async () => {
        expect((await make({ privateIp: "10.1.1.254" })).state.privateIp).toBe("10.1.1.254");
    });

    test.each(["10.1.1.0", "10.1.1.1", "10.1.1.2", "10.1.1.3", "10.1.1.255"])(
        "%s is kept by AWS",
        async (privateIp) => {
            await expect(make({ privateIp })).rejects.toThrow(
                `${creating} InvalidParameterValue: Address ${privateIp} is in subnet's reserved address range`,
            );
        },
    );

    test("must be one of the subnet", async () => {
        await expect(make({ privateIp: "10.1.2.4" })).rejects.toThrow(
            `${creating} InvalidParameterValue: Address 10.1.2.4 does not fall within the subnet's address range`,
        );
    });

    test("belongs to one alone", async () => {
        await make({ privateIp: "10.1.1.10" });
        await expect(make({ privateIp: "10.1.1.10" })).rejects.toThrow(
            `${creating} InvalidIPAddress.InUse: Address 10.1.1.10 is in use.`,
        );
    });

    test("is free again after the instance is gone", async () => {
        await east.delete(await make({ privateIp: "10.1.1.10" }));
        expect((await make({ privateIp: "10.1.1.10" })).state.privateIp).toBe("10.1.1.10");
    });

    test("runs out: a /28 has eleven", async () => {
        const small = await ec2.subnet(east, vpc, 2, { cidrBlock: "10.1.2.0/28" });
        for (let n = 0; n < 11; n++) await instance(east, small);
        await expect(instance(east, small)).rejects.toThrow(
            `${creating} InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses`,
        );
    });

    test("of a NAT gateway is taken", async () => {
        const gateway = { subnetId: subnet.id, connectivityType: "private", privateIp: "10.1.1.40" };
        await east.create("aws:ec2/natGateway:NatGateway", gateway);
        await expect(make({ privateIp: "10.1.1.40" })).rejects.toThrow("InvalidIPAddress.InUse");
    });

    test("is IPv4: what has IPv6 only is not modelled", async () => {
        const dual = await ec2.vpc(east, 2, { assignGeneratedIpv6CidrBlock: true });
        const ipv6CidrBlock = (dual.state.ipv6CidrBlock as string).replace("/56", "/64");
        const native = await east.create(ec2.SUBNET, { vpcId: dual.id, ipv6CidrBlock, ipv6Native: true });
        await expect(instance(east, native)).rejects.toThrow(
            `${native.id} has no IPv4 prefix; interfaces of IPv6 only are not modelled`,
        );
    });

    test("is refused as an input where it is none", async () => {
        const inputs = { ami: AMI, instanceType: "t3.micro", subnetId: subnet.id, privateIp: "10.1.1" };
        expect(await east.check(INSTANCE, inputs)).toEqual([
            "privateIp: expected privateIp to contain a valid IPv4 address, got: 10.1.1",
        ]);
    });
});

describe("names", () => {
    test("a private one follows from the address", async () => {
        expect((await make()).state.privateDns).toBe("ip-10-1-1-4.ec2.internal");
    });

    test("outside of us-east-1 it names the region", async () => {
        const far = await ec2.subnet(east, await ec2.vpc(east, 1, { region: "eu-west-1" }));
        expect((await instance(east, far)).state.privateDns).toBe("ip-10-1-1-4.eu-west-1.compute.internal");
    });

    test("follows from the id where the subnet says so", async () => {
        const byId = await ec2.subnet(east, vpc, 2, { privateDnsHostnameTypeOnLaunch: "resource-name" });
        const made = await instance(east, byId);
        expect(made.state.privateDns).toBe(`${made.id}.ec2.internal`);
    });

    test("in China they end in that country's domain", async () => {
        const china = await ec2.vpc(east, 1, { region: "cn-north-1", enableDnsHostnames: true });
        const { state } = await instance(east, await ec2.subnet(east, china), { associatePublicIpAddress: true });
        expect(state.publicDns).toMatch(/^ec2-[0-9-]+\.cn-north-1\.compute\.amazonaws\.com\.cn$/);
    });

    test("there is a public one only where the VPC gives out host names", async () => {
        expect((await make({ associatePublicIpAddress: true })).state.publicDns).toBe("");
    });

    test("with host names it is made of the public address", async () => {
        const named = await ec2.subnet(east, await ec2.vpc(east, 2, { enableDnsHostnames: true }));
        const { state } = await instance(east, named, { associatePublicIpAddress: true });
        const label = (state.publicIp as string).replaceAll(".", "-");
        expect(state.publicDns).toBe(`ec2-${label}.compute-1.amazonaws.com`);
    });
});

describe("public address", () => {
    test("is the Elastic IP address that it is associated with", async () => {
        await east.create("aws:ec2/internetGateway:InternetGateway", { vpcId: vpc.id });
        const made = await make({ associatePublicIpAddress: true });
        const elastic = await east.create("aws:ec2/eip:Eip", { instance: made.id });
        expect((await stateOf(made))?.publicIp).toBe(elastic.state.publicIp);
    });

    test("by default there is none", async () => {
        expect((await make()).state).toMatchObject({ associatePublicIpAddress: false, publicIp: "" });
    });

    test("is given where the subnet does so", async () => {
        const open = await ec2.subnet(east, vpc, 2, { mapPublicIpOnLaunch: true });
        const { state } = await instance(east, open);
        expect([state.associatePublicIpAddress, state.publicIp]).toEqual([true, expect.stringMatching(/^198\.18\./)]);
    });

    test("is refused in such a subnet when it is not wanted", async () => {
        const open = await ec2.subnet(east, vpc, 2, { mapPublicIpOnLaunch: true });
        expect((await instance(east, open, { associatePublicIpAddress: false })).state.publicIp).toBe("");
    });

    test("no two are alike", async () => {
        const [one, other] = [
            await make({ associatePublicIpAddress: true }),
            await make({ associatePublicIpAddress: true }),
        ];
        expect(one.state.publicIp).not.toBe(other.state.publicIp);
    });

    test("is another one after a stop and a start", async () => {
        const made = await make({ associatePublicIpAddress: true });
        const updated = await east.update(made, { ...made.inputs, instanceType: "t3.small" });
        expect(updated.state.publicIp).not.toBe(made.state.publicIp);
    });
});

describe("security groups", () => {
    test("where none is given, it has the default one of the VPC", async () => {
        expect((await make()).state.vpcSecurityGroupIds).toEqual([vpc.state.defaultSecurityGroupId]);
    });

    test("one of another VPC is refused", async () => {
        const stranger = await ec2.group(east, await ec2.vpc(east, 2), { name: "web" });
        await expect(make({ vpcSecurityGroupIds: [stranger.id] })).rejects.toThrow(
            `${creating} InvalidParameter: Security group ${stranger.id} and subnet ${subnet.id} belong to different networks.`,
        );
    });

    test("one that is not there is refused", async () => {
        await expect(make({ vpcSecurityGroupIds: [ec2.nothing("sg")] })).rejects.toThrow(
            `${creating} InvalidGroup.NotFound: `,
        );
    });

    test("are changed in place", async () => {
        const [made, group] = [await make(), await ec2.group(east, vpc, { name: "web" })];
        const wanted = { ...made.inputs, vpcSecurityGroupIds: [group.id] };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["vpcSecurityGroupIds"], replaces: [] });
        expect((await east.update(made, wanted)).state.vpcSecurityGroupIds).toEqual([group.id]);
    });

    test("are those of its interface too", async () => {
        const group = await ec2.group(east, vpc, { name: "web" });
        const made = await make({ vpcSecurityGroupIds: [group.id] });
        const one = await east.import(INTERFACE, made.state.primaryNetworkInterfaceId as string);
        expect(one?.state.securityGroups).toEqual([group.id]);
    });

    test("of them there are five at most", async () => {
        const groups: string[] = [];
        for (let n = 0; n < 6; n++) groups.push((await ec2.group(east, vpc, { name: `web-${n}` })).id);
        await expect(make({ vpcSecurityGroupIds: groups })).rejects.toThrow(
            `${creating} SecurityGroupsPerInterfaceLimitExceeded: `,
        );
    });

    test("a group stays as long as an instance has it", async () => {
        const group = await ec2.group(east, vpc, { name: "web" });
        const made = await make({ vpcSecurityGroupIds: [group.id] });
        await expect(east.delete(group)).rejects.toThrow(
            `api error DependencyViolation: resource ${group.id} has a dependent object`,
        );
        await east.delete(made);
        await east.delete(group);
    });
});

describe("its interface", () => {
    test("is made along with it", async () => {
        const made = await make();
        const id = made.state.primaryNetworkInterfaceId as string;
        expect(made.state.primaryNetworkInterface).toEqual({ networkInterfaceId: id, deleteOnTermination: true });
        expect((await east.import(INTERFACE, id))?.state).toMatchObject({
            privateIp: "10.1.1.4",
            attachments: [{ instance: made.id, deviceIndex: 0 }],
        });
    });

    test("goes along with it", async () => {
        const made = await make();
        const one = (await east.import(INTERFACE, made.state.primaryNetworkInterfaceId as string))!;
        await east.delete(made);
        expect(await east.read(one)).toBeUndefined();
    });

    test("cannot be deleted while the instance has it", async () => {
        const made = await make();
        const one = (await east.import(INTERFACE, made.state.primaryNetworkInterfaceId as string))!;
        await expect(east.delete(one)).rejects.toThrow("api error InvalidNetworkInterface.InUse: ");
    });

    test("checks source and destination as the instance says", async () => {
        const made = await make({ sourceDestCheck: false });
        const one = await east.import(INTERFACE, made.state.primaryNetworkInterfaceId as string);
        expect(one?.state.sourceDestCheck).toBe(false);
    });

    test("may be one that is there", async () => {
        const one = await networkInterface(east, subnet, { privateIps: ["10.1.1.20"] });
        const made = await launchWith(one);
        expect(made.state).toMatchObject({
            primaryNetworkInterfaceId: one.id,
            primaryNetworkInterface: { networkInterfaceId: one.id, deleteOnTermination: false },
            privateIp: "10.1.1.20",
            subnetId: subnet.id,
            vpcSecurityGroupIds: one.state.securityGroups,
        });
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("such a one stays when the instance goes", async () => {
        const one = await networkInterface(east, subnet);
        await east.delete(await launchWith(one));
        expect((await stateOf(one))?.attachments).toEqual([]);
    });

    test("such a one keeps its groups, and the instance can be changed", async () => {
        const made = await launchWith(await networkInterface(east, subnet));
        const updated = await east.update(made, { ...made.inputs, tags: { Name: "router" } });
        expect(updated.state.vpcSecurityGroupIds).toEqual(made.state.vpcSecurityGroupIds);
    });

    test("such a one must not be in use", async () => {
        const one = await networkInterface(east, subnet);
        await launchWith(one);
        await expect(launchWith(one)).rejects.toThrow(
            `${creating} InvalidNetworkInterface.InUse: Interface: [${one.id}] in use.`,
        );
    });

    test("such a one decides on subnet, address, groups and check", async () => {
        const taken = {
            subnetId: "subnet-1",
            privateIp: "10.1.1.9",
            vpcSecurityGroupIds: ["sg-1"],
            sourceDestCheck: true,
            associatePublicIpAddress: true,
        };
        const inputs = { ami: AMI, instanceType: "t3.micro", primaryNetworkInterface: { networkInterfaceId: "eni-1" } };
        const start = 'primaryNetworkInterface: Conflicting configuration arguments: "primaryNetworkInterface":';
        expect((await east.check(INSTANCE, { ...inputs, ...taken })).sort()).toEqual(
            Object.keys(taken)
                .sort()
                .map((name) => `${start} conflicts with ${name}`),
        );
    });

    async function launchWith(one: Deployed): Promise<Deployed> {
        const primaryNetworkInterface = { networkInterfaceId: one.id };
        return east.create(INSTANCE, { ami: AMI, instanceType: "t3.micro", primaryNetworkInterface });
    }
});

describe("stop and termination", () => {
    test("a protected instance is not terminated", async () => {
        const made = await make({ disableApiTermination: true });
        await expect(east.delete(made)).rejects.toThrow(
            `api error OperationNotPermitted: The instance '${made.id}' may not be terminated. ` +
                "Modify its 'disableApiTermination' instance attribute and try again.",
        );
    });

    test("unless the provider is to take the protection away", async () => {
        const made = await make({ disableApiTermination: true, forceDestroy: true });
        await east.delete(made);
        expect(await east.read(made)).toBeUndefined();
    });

    test.each<[string, Props]>([
        ["type", { instanceType: "t3.small" }],
        ["user data", { userData: "#!/bin/sh" }],
    ])("a change of its %s stops it, which can be forbidden", async (_, change) => {
        const made = await make({ disableApiStop: true });
        await expect(east.update(made, { ...made.inputs, ...change })).rejects.toThrow(
            `api error OperationNotPermitted: The instance '${made.id}' may not be stopped. ` +
                "Modify its 'disableApiStop' instance attribute and try again.",
        );
    });

    test("its subnet stays as long as it runs", async () => {
        const made = await make();
        await expect(east.delete(subnet)).rejects.toThrow(
            `api error DependencyViolation: The subnet '${subnet.id}' has dependencies and cannot be deleted.`,
        );
        await east.delete(made);
        await east.delete(subnet);
    });

    test("a route to its interface is a blackhole then", async () => {
        const made = await make();
        const table = await ec2.routeTable(east, vpc);
        const route = await east.create(ec2.ROUTE, {
            routeTableId: table.id,
            destinationCidrBlock: "0.0.0.0/0",
            networkInterfaceId: made.state.primaryNetworkInterfaceId ?? null,
        });
        expect(route.state).toMatchObject({ state: "active", instanceId: made.id, instanceOwnerId: "111122223333" });
        await east.delete(made);
        expect(await stateOf(route)).toMatchObject({ state: "blackhole", instanceId: "" });
    });
});

describe("user data", () => {
    const failing = async (inputs: Props): Promise<string[]> =>
        east.check(INSTANCE, { ami: AMI, instanceType: "t3.micro", ...inputs });

    test("is given in one form only", async () => {
        expect(await failing({ userData: "x", userDataBase64: "eA==" })).toEqual([
            'userData: Conflicting configuration arguments: "userData": conflicts with userDataBase64',
        ]);
    });

    test("has 16 KB at most", async () => {
        expect(await failing({ userData: "x".repeat(16385) })).toEqual([
            "userData: expected length of userData to be in the range (0 - 16384)",
        ]);
    });

    test("that is encoded must be so", async () => {
        expect(await failing({ userDataBase64: "#!/bin/sh" })).toEqual([
            "userDataBase64: userDataBase64: must be base64-encoded",
        ]);
    });

    test("replaces the instance where that is asked for", async () => {
        const made = await make({ userData: "one", userDataReplaceOnChange: true });
        expect(await east.diff(made, { ...made.inputs, userData: "two" })).toEqual({
            changed: ["userData"],
            replaces: ["userData"],
        });
    });
});

describe("metadata options", () => {
    test("what is not given is decided by AWS, and is no difference", async () => {
        const made = await make({ metadataOptions: { httpTokens: "required" } });
        expect(made.state.metadataOptions).toMatchObject({ httpEndpoint: "enabled", httpTokens: "required" });
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("are changed in place, each on its own", async () => {
        const made = await make({ metadataOptions: { httpTokens: "required" } });
        const wanted = { ...made.inputs, metadataOptions: { httpPutResponseHopLimit: 2 } };
        expect((await east.update(made, wanted)).state.metadataOptions).toMatchObject({
            httpTokens: "required",
            httpPutResponseHopLimit: 2,
        });
    });

    test("hops are between 1 and 64", async () => {
        const inputs = { ami: AMI, instanceType: "t3.micro", metadataOptions: { httpPutResponseHopLimit: 65 } };
        expect(await east.check(INSTANCE, inputs)).toEqual([
            "metadataOptions.httpPutResponseHopLimit: expected httpPutResponseHopLimit to be in the range (1 - 64), got 65",
        ]);
    });
});

test("a preview shows what is known, and knows neither id nor addresses", async () => {
    const shown = await east.preview(INSTANCE, { ami: AMI, instanceType: UNKNOWN, subnetId: UNKNOWN });
    expect(shown).toMatchObject({
        ami: AMI,
        instanceType: UNKNOWN,
        privateIp: UNKNOWN,
        primaryNetworkInterfaceId: UNKNOWN,
    });
    expect(clouds.world.all(INSTANCE)).toEqual([]);
});

test("drift of its groups is seen and undone", async () => {
    const [mine, other] = [await ec2.group(east, vpc, { name: "a" }), await ec2.group(east, vpc, { name: "b" })];
    const made = await make({ vpcSecurityGroupIds: [mine.id] });
    const object = clouds.world.all(INSTANCE)[0]!;
    clouds.world.put({ ...object, props: { ...object.props, vpcSecurityGroupIds: [other.id] } });
    const read = (await east.read(made))!;
    expect((await east.diff(read, made.inputs)).changed).toEqual(["vpcSecurityGroupIds"]);
    expect((await east.update(read, made.inputs)).state.vpcSecurityGroupIds).toEqual([mine.id]);
});
