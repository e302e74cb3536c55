/**
 * aws.ec2.NetworkInterface, its attachments to instances and to security groups. Expected values: EC2 API reference
 * (CreateNetworkInterface, AttachNetworkInterface, AssignPrivateIpAddresses, DeleteNetworkInterface, CreateRoute), "Error
 * codes for the Amazon EC2 API" (InvalidNetworkInterface.InUse: "currently in use and cannot be deleted or attached to another
 * instance"; InvalidIPAddress.InUse, InvalidAttachmentID.NotFound, NetworkInterfaceLimitExceeded), VPC user guide ("Amazon VPC
 * quotas": 5000 network interfaces per Region, 5 security groups per interface), documentation and source of the provider's
 * aws_network_interface, aws_network_interface_attachment and aws_network_interface_sg_attachment.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import {
    GROUP_ATTACHMENT,
    instance,
    INTERFACE,
    INTERFACE_ATTACHMENT,
    networkInterface,
} from "../../support/ec2-machine-cases";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;
let subnet: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
    subnet = await ec2.subnet(east, vpc);
});

const creating = "creating EC2 Network Interface: api error";
const make = (inputs: Props = {}): Promise<Deployed> => networkInterface(east, subnet, inputs);

async function stateOf(resource: Deployed): Promise<Props> {
    return (await east.read(resource))!.state;
}

describe("private addresses", () => {
    test("without any given it has one", async () => {
        expect((await make()).state).toMatchObject({
            privateIp: "10.1.1.4",
            privateIps: ["10.1.1.4"],
            privateIpsCount: 0,
        });
    });

    test("the first of those given is the primary one", async () => {
        expect((await make({ privateIps: ["10.1.1.20", "10.1.1.10"] })).state).toMatchObject({
            privateIp: "10.1.1.20",
            privateIpsCount: 1,
        });
    });

    test("AWS chooses as many more as are asked for", async () => {
        expect((await make({ privateIpsCount: 2 })).state.privateIps).toEqual(["10.1.1.4", "10.1.1.5", "10.1.1.6"]);
    });

    test.each([
        ["10.1.2.4", "InvalidParameterValue: Address 10.1.2.4 does not fall within the subnet's address range"],
        ["10.1.1.3", "InvalidParameterValue: Address 10.1.1.3 is in subnet's reserved address range"],
        ["10.1.1.255", "InvalidParameterValue: Address 10.1.1.255 is in subnet's reserved address range"],
    ])("%s is refused", async (address, answer) => {
        await expect(make({ privateIps: [address] })).rejects.toThrow(`${creating} ${answer}`);
    });

    test("one that an instance has is refused", async () => {
        await instance(east, subnet, { privateIp: "10.1.1.30" });
        await expect(make({ privateIps: ["10.1.1.30"] })).rejects.toThrow(
            `${creating} InvalidIPAddress.InUse: Address 10.1.1.30 is in use.`,
        );
    });

    test("one that is a secondary address of another interface is refused", async () => {
        await make({ privateIps: ["10.1.1.30", "10.1.1.31"] });
        await expect(make({ privateIps: ["10.1.1.31"] })).rejects.toThrow(`${creating} InvalidIPAddress.InUse`);
    });

    test("what is no address is refused", async () => {
        expect(await east.check(INTERFACE, { subnetId: subnet.id, privateIps: ["10.1.1.0/24"] })).toEqual([
            'privateIps[0]: "10.1.1.0/24" is not an IPv4 address',
        ]);
    });

    test("secondary ones come and go in place", async () => {
        const made = await make({ privateIps: ["10.1.1.20", "10.1.1.21"] });
        const wanted = { ...made.inputs, privateIps: ["10.1.1.22", "10.1.1.20"] };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["privateIps"], replaces: [] });
        expect((await east.update(made, wanted)).state).toMatchObject({
            privateIp: "10.1.1.20",
            privateIps: ["10.1.1.20", "10.1.1.22"],
        });
    });

    test("a new one must be free too", async () => {
        await make({ privateIps: ["10.1.1.30"] });
        const made = await make({ privateIps: ["10.1.1.20"] });
        await expect(east.update(made, { ...made.inputs, privateIps: ["10.1.1.20", "10.1.1.30"] })).rejects.toThrow(
            "api error InvalidIPAddress.InUse: Address 10.1.1.30 is in use.",
        );
    });

    test("their number is changed in place", async () => {
        const made = await make({ privateIpsCount: 1 });
        const more = await east.update(made, { ...made.inputs, privateIpsCount: 3 });
        expect(more.state.privateIps).toHaveLength(4);
        const less = await east.update(more, { ...made.inputs, privateIpsCount: 1 });
        expect(less.state.privateIps).toEqual(["10.1.1.4", "10.1.1.5"]);
    });

    test("more of them come while an instance was launched with it", async () => {
        const made = await make({ privateIps: ["10.1.1.20"] });
        const primaryNetworkInterface = { networkInterfaceId: made.id };
        await instance(east, subnet, { subnetId: null, primaryNetworkInterface });
        const wanted = { ...made.inputs, privateIps: ["10.1.1.20", "10.1.1.21"] };
        expect((await east.update(made, wanted)).state.privateIps).toEqual(["10.1.1.20", "10.1.1.21"]);
    });

    test("the primary one stays while it serves an instance", async () => {
        const made = await make({ privateIps: ["10.1.1.20"] });
        await attach(made, await instance(east, subnet));
        const wanted = { ...made.inputs, privateIps: ["10.1.1.20", "10.1.1.21"] };
        expect((await east.update(made, wanted)).state.privateIpsCount).toBe(1);
    });
});

describe("what EC2 computes", () => {
    test("the name is there where the VPC gives out names", async () => {
        const named = await ec2.subnet(east, await ec2.vpc(east, 2, { enableDnsHostnames: true }));
        expect((await networkInterface(east, named)).state.privateDnsName).toBe("ip-10-2-1-4.ec2.internal");
    });

    test("elsewhere it is not", async () => expect((await make()).state.privateDnsName).toBe(""));

    test("owner, type and arn", async () => {
        const made = await make();
        expect(made.state).toMatchObject({
            ownerId: "111122223333",
            interfaceType: "interface",
            arn: `arn:aws:ec2:us-east-1:111122223333:network-interface/${made.id}`,
        });
    });

    test("the id and the hardware address are in AWS's form", async () => {
        const made = await make();
        expect(made.id).toMatch(/^eni-[0-9a-f]{17}$/);
        expect(made.state.macAddress).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
    });
});

test("of interfaces there is a quota, and those of instances count", async () => {
    expect(aws.types.find(({ token }) => token === INTERFACE)?.quota?.limit).toBe(5000);
    clouds.world.putSetting("quotas", { "network-interfaces-per-region": 2 });
    await instance(east, subnet);
    await make();
    await expect(make()).rejects.toThrow(`${creating} NetworkInterfaceLimitExceeded: `);
});

describe("security groups", () => {
    test("where none is given, it has the default one of the VPC", async () => {
        expect((await make()).state.securityGroups).toEqual([vpc.state.defaultSecurityGroupId]);
    });

    test("one of another VPC is refused", async () => {
        const stranger = await ec2.group(east, await ec2.vpc(east, 2), { name: "web" });
        await expect(make({ securityGroups: [stranger.id] })).rejects.toThrow(
            `${creating} InvalidGroup.NotFound: You have specified two resources that belong to different networks.`,
        );
    });

    test("are changed in place", async () => {
        const [made, group] = [await make(), await ec2.group(east, vpc, { name: "web" })];
        const updated = await east.update(made, { ...made.inputs, securityGroups: [group.id] });
        expect(updated.state.securityGroups).toEqual([group.id]);
    });

    test("stay as long as the interface has them", async () => {
        const group = await ec2.group(east, vpc, { name: "web" });
        const made = await make({ securityGroups: [group.id] });
        await expect(east.delete(group)).rejects.toThrow("api error DependencyViolation: ");
        await east.delete(made);
        await east.delete(group);
    });
});

test("its subnet stays as long as it is there", async () => {
    const made = await make();
    await expect(east.delete(subnet)).rejects.toThrow("api error DependencyViolation: ");
    await east.delete(made);
    await east.delete(subnet);
});

describe("attached to an instance", () => {
    test("both know of each other", async () => {
        const [one, machine] = [await make(), await instance(east, subnet)];
        const attachment = await attach(one, machine);
        expect(attachment.state).toMatchObject({
            attachmentId: attachment.id,
            status: "attached",
            networkCardIndex: 0,
        });
        expect((await stateOf(one)).attachments).toEqual([
            { attachmentId: attachment.id, deviceIndex: 1, instance: machine.id, networkCardIndex: 0 },
        ]);
    });

    test("it cannot be deleted", async () => {
        const one = await make();
        const attachment = await attach(one, await instance(east, subnet));
        await expect(east.delete(one)).rejects.toThrow(
            `api error InvalidNetworkInterface.InUse: The network interface '${one.id}' is currently in use`,
        );
        await east.delete(attachment);
        await east.delete(one);
    });

    test("nor attached a second time", async () => {
        const [one, machine] = [await make(), await instance(east, subnet)];
        await attach(one, machine);
        await expect(attach(one, machine, 2)).rejects.toThrow(
            `creating EC2 Network Interface Attachment: api error InvalidNetworkInterface.InUse: Interface: [${one.id}] in use.`,
        );
    });

    test.each([0, 1])("the index %d of the instance must be free", async (index) => {
        const machine = await instance(east, subnet);
        await attach(await make(), machine);
        await expect(attach(await make(), machine, index)).rejects.toThrow(
            `api error InvalidParameterValue: Instance '${machine.id}' already has an interface attached at device index ` +
                `'${index}'.`,
        );
    });

    test("it must be in the zone of the instance", async () => {
        const other = await ec2.subnet(east, vpc, 2, { availabilityZone: "us-east-1b" });
        await expect(attach(await make(), await instance(east, other))).rejects.toThrow(
            "api error InvalidParameterCombination: You may not attach a network interface to an instance if they are not " +
                "in the same availability zone",
        );
    });

    test("it outlives the instance, the attachment does not", async () => {
        const [one, machine] = [await make(), await instance(east, subnet)];
        const attachment = await attach(one, machine);
        await east.delete(machine);
        expect(await east.read(attachment)).toBeUndefined();
        expect((await stateOf(one)).attachments).toEqual([]);
    });
});

describe("attached by its own argument", () => {
    const inline = (machine: Deployed, deviceIndex = 1): Props => ({
        attachments: [{ instance: machine.id, deviceIndex }],
    });

    test("it is so from the start, and nothing is left to do", async () => {
        const machine = await instance(east, subnet);
        const made = await make(inline(machine));
        expect(made.state.attachments).toMatchObject([{ instance: machine.id, deviceIndex: 1, networkCardIndex: 0 }]);
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("the provider detaches it before it is deleted", async () => {
        const made = await make(inline(await instance(east, subnet)));
        await east.delete(made);
        expect(await east.read(made)).toBeUndefined();
    });

    test("the index must be free", async () => {
        const machine = await instance(east, subnet);
        await expect(make(inline(machine, 0))).rejects.toThrow(
            `${creating} InvalidParameterValue: Instance '${machine.id}' already has an interface attached at device index '0'.`,
        );
    });

    test("it moves to another instance in place", async () => {
        const [one, other] = [await instance(east, subnet), await instance(east, subnet)];
        const made = await make(inline(one));
        const updated = await east.update(made, { ...made.inputs, ...inline(other) });
        expect(updated.state.attachments).toMatchObject([{ instance: other.id }]);
    });

    test("it takes the place of an attachment that somebody else made", async () => {
        const [made, one, other] = [await make(), await instance(east, subnet), await instance(east, subnet)];
        const attachment = await attach(made, one);
        await east.update(made, { ...made.inputs, ...inline(other) });
        expect(await east.read(attachment)).toBeUndefined();
    });

    test("an instance that is not there is refused", async () => {
        const attachments = [{ instance: ec2.nothing("i"), deviceIndex: 1 }];
        await expect(make({ attachments })).rejects.toThrow(
            `${creating} InvalidInstanceID.NotFound: The instance ID '${ec2.nothing("i")}' does not exist`,
        );
    });

    test("it is free again when the instance is gone", async () => {
        const machine = await instance(east, subnet);
        const made = await make(inline(machine));
        await east.delete(machine);
        expect((await stateOf(made)).attachments).toEqual([]);
        await east.update(made, { subnetId: subnet.id, description: "free" });
    });
});

describe("one security group more", () => {
    const more = (one: Deployed, group: Deployed): Promise<Deployed> =>
        east.create(GROUP_ATTACHMENT, { networkInterfaceId: one.id, securityGroupId: group.id });

    test("stands beside those it has", async () => {
        const [one, group] = [await make(), await ec2.group(east, vpc, { name: "web" })];
        const made = await more(one, group);
        expect(made.id).toBe(`${group.id}_${one.id}`);
        expect((await stateOf(one)).securityGroups).toEqual([group.id, vpc.state.defaultSecurityGroupId]);
    });

    test("of an instance's interface it is one of the instance", async () => {
        const [machine, group] = [await instance(east, subnet), await ec2.group(east, vpc, { name: "web" })];
        const one = (await east.import(INTERFACE, machine.state.primaryNetworkInterfaceId as string))!;
        await more(one, group);
        expect((await stateOf(machine)).vpcSecurityGroupIds).toContain(group.id);
    });

    test("is refused when it is there already", async () => {
        const group = await ec2.group(east, vpc, { name: "web" });
        const one = await make({ securityGroups: [group.id] });
        await expect(more(one, group)).rejects.toThrow(
            `EC2 Security Group (${group.id}) already attached to EC2 Network Interface (${one.id})`,
        );
    });

    test("is refused of another VPC", async () => {
        const stranger = await ec2.group(east, await ec2.vpc(east, 2), { name: "web" });
        await expect(more(await make(), stranger)).rejects.toThrow(
            "api error InvalidGroup.NotFound: You have specified",
        );
    });

    test("goes when it is deleted", async () => {
        const [one, group] = [await make(), await ec2.group(east, vpc, { name: "web" })];
        await east.delete(await more(one, group));
        expect((await stateOf(one)).securityGroups).toEqual([vpc.state.defaultSecurityGroupId]);
    });

    test("stays when it is the last", async () => {
        const [one, group] = [await make(), await ec2.group(east, vpc, { name: "web" })];
        const made = await more(one, group);
        await east.update(one, { ...one.inputs, securityGroups: [group.id] });
        await expect(east.delete(made)).rejects.toThrow("api error InvalidParameterCombination: ");
    });

    test("is gone when somebody has taken it away", async () => {
        const [one, group] = [await make(), await ec2.group(east, vpc, { name: "web" })];
        const made = await more(one, group);
        await east.update(one, { ...one.inputs, securityGroups: [vpc.state.defaultSecurityGroupId ?? null] });
        expect(await east.read(made)).toBeUndefined();
    });

    test("goes along with the interface", async () => {
        const [one, group] = [await make(), await ec2.group(east, vpc, { name: "web" })];
        const made = await more(one, group);
        await east.delete(one);
        expect(await east.read(made)).toBeUndefined();
    });

    test.each(["eni-1", "eni-1_", "eni-1_sg-1_x"])("cannot be imported as %s", async (named) => {
        await expect(east.import(GROUP_ATTACHMENT, named)).rejects.toThrow(
            `Unexpected format for import: ${named}. Please use '<NetworkInterfaceId>_<SecurityGroupID>'`,
        );
    });
});

describe("as the target of a route", () => {
    const routeTo = async (one: Deployed): Promise<Deployed> =>
        east.create(ec2.ROUTE, {
            routeTableId: (await ec2.routeTable(east, vpc)).id,
            destinationCidrBlock: "0.0.0.0/0",
            networkInterfaceId: one.id,
        });

    test("it takes no traffic before it is attached", async () => {
        const one = await make();
        const route = await routeTo(one);
        expect(route.state.state).toBe("blackhole");
        await attach(one, await instance(east, subnet));
        expect((await stateOf(route)).state).toBe("active");
    });

    test("it must be of the table's VPC", async () => {
        const stranger = await networkInterface(east, await ec2.subnet(east, await ec2.vpc(east, 2)));
        await expect(routeTo(stranger)).rejects.toThrow(
            new RegExp(
                `InvalidParameterValue: route table rtb-\\w+ and interface ${stranger.id} belong to different networks`,
            ),
        );
    });
});

function attach(one: Deployed, machine: Deployed, deviceIndex = 1): Promise<Deployed> {
    return east.create(INTERFACE_ATTACHMENT, { networkInterfaceId: one.id, instanceId: machine.id, deviceIndex });
}
