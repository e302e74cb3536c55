/**
 * aws.ec2.Eip and EipAssociation. Expected values: EC2 API reference (AllocateAddress; AssociateAddress: reassociation is
 * automatic, unless it is forbidden; ReleaseAddress: InvalidIPAddress.InUse), EC2 user guide ("Elastic IP addresses": 5 per
 * Region; it takes an internet gateway), "Error codes for the Amazon EC2 API" (AddressLimitExceeded,
 * Resource.AlreadyAssociated, InvalidAllocationID.NotFound, AuthFailure), documentation of the provider's resources (names
 * of the addresses, that the address of a NAT gateway is not to be associated otherwise).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as internet from "../../support/ec2-internet";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;
let gateway: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
    gateway = await internet.gateway(east, vpc);
});

const forbidden = "api error AuthFailure: You do not have permission to access the specified resource.";

const nic = (third?: number, inputs: Props = {}): Promise<Deployed> =>
    internet.networkInterface(east, vpc, third, inputs);

async function now(resource: Deployed): Promise<Props> {
    return (await east.read(resource))?.state ?? {};
}

function associate(address: Deployed, inputs: Props): Promise<Deployed> {
    return east.create(internet.EIP_ASSOCIATION, { allocationId: address.id, ...inputs });
}

describe("Eip", () => {
    test("has an id, an arn and an address, and is associated with nothing", async () => {
        const { id, state } = await internet.eip(east);
        expect(id).toMatch(/^eipalloc-[0-9a-f]{17}$/);
        expect(state).toMatchObject({
            allocationId: id,
            arn: `arn:aws:ec2:us-east-1:111122223333:elastic-ip/${id}`,
            associationId: "",
            domain: "vpc",
            instance: "",
            networkBorderGroup: "us-east-1",
            networkInterface: "",
            privateIp: "",
            publicIpv4Pool: "amazon",
        });
        expect(state.publicIp).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    });

    test("no two have one address", async () => {
        const made = [await internet.eip(east), await internet.eip(east, { region: "eu-west-1" })];
        expect(new Set(made.map((one) => one.state.publicIp)).size).toBe(2);
    });

    test.each([
        ["us-east-1", "compute-1.amazonaws.com"],
        ["eu-west-1", "eu-west-1.compute.amazonaws.com"],
    ])("is named as addresses of %s are", async (region, domain) => {
        const { state } = await internet.eip(east, { region });
        expect(state.publicDns).toBe(`ec2-${(state.publicIp as string).replaceAll(".", "-")}.${domain}`);
    });

    test("is for VPCs where the program does not say it", async () => {
        expect((await east.create(internet.EIP, {})).state.domain).toBe("vpc");
    });

    test.each([
        ["standard", "with the retirement of EC2-Classic standard domain EC2 EIPs are no longer supported"],
        ["classic", 'expected one of ["vpc","standard"], got "classic"'],
    ])("refuses the domain %s", async (domain, reason) => {
        expect(await east.check(internet.EIP, { domain })).toEqual([`domain: ${reason}`]);
    });

    test("is limited in number", async () => {
        clouds.world.putSetting("quotas", { "elastic-ips-per-region": 1 });
        await internet.eip(east);
        await expect(internet.eip(east)).rejects.toThrow(
            "creating EC2 EIP: api error AddressLimitExceeded: The maximum number of addresses has been reached.",
        );
    });

    test("is associated with an interface from the start", async () => {
        const one = await nic();
        const { state } = await internet.eip(east, { networkInterface: one.id });
        expect(state).toMatchObject({
            networkInterface: one.id,
            instance: "",
            privateIp: "10.1.50.4",
            privateDns: "ip-10-1-50-4.ec2.internal",
        });
        expect(state.associationId).toMatch(/^eipassoc-[0-9a-f]{17}$/);
    });

    test("is associated with an instance by its first interface", async () => {
        const machine = await internet.instance(east, vpc);
        const { state } = await internet.eip(east, { instance: machine.id });
        expect(state).toMatchObject({
            instance: machine.id,
            networkInterface: machine.state.primaryNetworkInterfaceId,
            privateIp: machine.state.privateIp,
        });
    });

    test("is associated with the private address that is named", async () => {
        const one = await nic(50, { privateIps: ["10.1.50.10", "10.1.50.11"] });
        const wanted = { networkInterface: one.id, associateWithPrivateIp: "10.1.50.11" };
        expect((await internet.eip(east, wanted)).state.privateIp).toBe("10.1.50.11");
    });

    test("is not associated with a private address that the interface does not have", async () => {
        const wanted = { networkInterface: (await nic()).id, associateWithPrivateIp: "10.1.50.99" };
        await expect(internet.eip(east, wanted)).rejects.toThrow("creating EC2 EIP: api error InvalidParameterValue: ");
    });

    test.each<[Props, string]>([
        [
            { instance: ec2.nothing("i") },
            `InvalidInstanceID.NotFound: The instance ID '${ec2.nothing("i")}' does not exist`,
        ],
        [
            { networkInterface: ec2.nothing("eni") },
            `InvalidNetworkInterfaceID.NotFound: The networkInterface ID '${ec2.nothing("eni")}' does not exist`,
        ],
    ])("does not find %j", async (wanted, answer) => {
        await expect(internet.eip(east, wanted)).rejects.toThrow(`creating EC2 EIP: api error ${answer}`);
    });

    test("takes a VPC with an internet gateway", async () => {
        await east.delete(gateway);
        const one = await nic();
        await expect(internet.eip(east, { networkInterface: one.id })).rejects.toThrow(
            `creating EC2 EIP: api error Gateway.NotAttached: Network ${vpc.id} is not attached to any internet gateway`,
        );
    });

    test("moves to another interface in place", async () => {
        const [one, other] = [await nic(50), await nic(51)];
        const made = await internet.eip(east, { networkInterface: one.id });
        const wanted = { ...made.inputs, networkInterface: other.id };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["networkInterface"], replaces: [] });
        const moved = await east.update(made, wanted);
        expect(moved.state).toMatchObject({ networkInterface: other.id, privateIp: "10.1.51.4" });
        expect(moved.state.associationId).not.toBe(made.state.associationId);
    });

    test("keeps its association when something else is changed", async () => {
        const made = await internet.eip(east, { networkInterface: (await nic()).id });
        const tagged = await east.update(made, { ...made.inputs, tags: { Name: "x" } });
        expect(tagged.state.associationId).toBe(made.state.associationId);
    });

    test("keeps its association when the program does not name the target any more", async () => {
        const made = await internet.eip(east, { networkInterface: (await nic()).id });
        expect(await east.diff(made, { domain: "vpc" })).toEqual(ec2.UNCHANGED);
    });

    test("is disassociated when the program asks for no target", async () => {
        const made = await internet.eip(east, { networkInterface: (await nic()).id });
        const updated = await east.update(made, { domain: "vpc", networkInterface: "" });
        expect(updated.state).toMatchObject({ associationId: "", networkInterface: "", privateIp: "" });
    });

    test("is disassociated when its interface is deleted", async () => {
        const one = await nic();
        const made = await internet.eip(east, { networkInterface: one.id });
        await east.delete(one);
        const read = (await east.read(made))!;
        expect(read.state).toMatchObject({ associationId: "", networkInterface: "" });
        expect((await east.diff(read, made.inputs)).changed).toEqual(["networkInterface"]);
    });

    test("is released along with the association that was made with it", async () => {
        const made = await internet.eip(east, { networkInterface: (await nic()).id });
        await east.delete(made);
        expect(await east.read(made)).toBeUndefined();
    });

    test("is not released while an association made beside it stands", async () => {
        const made = await internet.eip(east);
        const association = await associate(made, { networkInterfaceId: (await nic()).id });
        await expect(east.delete(made)).rejects.toThrow(
            `deleting EC2 EIP (${made.id}): api error InvalidIPAddress.InUse: `,
        );
        await east.delete(association);
        await east.delete(made);
    });

    test("is not released while a NAT gateway has it", async () => {
        const made = await internet.eip(east);
        const subnet = await ec2.subnet(east, vpc);
        const nat = await east.create(internet.NAT_GATEWAY, { subnetId: subnet.id, allocationId: made.id });
        await expect(east.delete(made)).rejects.toThrow(`deleting EC2 EIP (${made.id}): ${forbidden}`);
        await east.delete(nat);
        await east.delete(made);
    });

    test("is not released while a load balancer has it", async () => {
        const [made, subnet] = [await internet.eip(east), await ec2.subnet(east, vpc)];
        const balancer = await east.create("aws:lb/loadBalancer:LoadBalancer", {
            loadBalancerType: "network",
            subnetMappings: [{ subnetId: subnet.id, allocationId: made.id }],
        });
        await expect(east.delete(made)).rejects.toThrow(`deleting EC2 EIP (${made.id}): ${forbidden}`);
        const nat = east.create(internet.NAT_GATEWAY, { subnetId: subnet.id, allocationId: made.id });
        await expect(nat).rejects.toThrow("Resource.AlreadyAssociated");
        await east.delete(balancer);
        await east.delete(made);
    });

    test("cannot be taken away from a NAT gateway", async () => {
        const [made, one] = [await internet.eip(east), await nic()];
        const subnet = await ec2.subnet(east, vpc);
        await east.create(internet.NAT_GATEWAY, { subnetId: subnet.id, allocationId: made.id });
        await expect(east.update(made, { ...made.inputs, networkInterface: one.id })).rejects.toThrow(forbidden);
        await expect(associate(made, { networkInterfaceId: one.id })).rejects.toThrow(forbidden);
    });

    test("is not put on the interface of a NAT gateway", async () => {
        const nat = await internet.natGateway(east, await ec2.subnet(east, vpc));
        const wanted: Props = { networkInterface: nat.state.networkInterfaceId ?? null };
        await expect(internet.eip(east, wanted)).rejects.toThrow(`creating EC2 EIP: ${forbidden}`);
    });
});

describe("EipAssociation", () => {
    test("is what the address says too", async () => {
        const [address, one] = [await internet.eip(east), await nic()];
        const made = await associate(address, { networkInterfaceId: one.id });
        expect(made.id).toMatch(/^eipassoc-[0-9a-f]{17}$/);
        expect(made.state).toMatchObject({ privateIpAddress: "10.1.50.4", publicIp: address.state.publicIp });
        expect(await now(address)).toMatchObject({ associationId: made.id, networkInterface: one.id });
    });

    test("is no change to the address", async () => {
        const address = await internet.eip(east);
        await associate(address, { networkInterfaceId: (await nic()).id });
        expect(await east.diff((await east.read(address))!, address.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("names the interface of the instance", async () => {
        const machine = await internet.instance(east, vpc);
        const made = await associate(await internet.eip(east), { instanceId: machine.id });
        expect(made.state.networkInterfaceId).toBe(machine.state.primaryNetworkInterfaceId);
    });

    test("finds the address by itself", async () => {
        const address = await internet.eip(east);
        const wanted: Props = { publicIp: address.state.publicIp ?? null, networkInterfaceId: (await nic()).id };
        expect((await east.create(internet.EIP_ASSOCIATION, wanted)).state.allocationId).toBe(address.id);
    });

    test.each<[string, Props, string]>([
        ["no address", {}, "MissingParameter: Either public IP or allocation id must be specified"],
        ["an address that is not there", { publicIp: "203.0.113.9" }, "InvalidAddress.NotFound: Address '203.0.113.9'"],
    ])("refuses %s", async (_, wanted, answer) => {
        const networkInterfaceId = (await nic()).id;
        await expect(east.create(internet.EIP_ASSOCIATION, { ...wanted, networkInterfaceId })).rejects.toThrow(
            `creating EC2 EIP Association: api error ${answer}`,
        );
    });

    test("refuses no target", async () => {
        await expect(associate(await internet.eip(east), {})).rejects.toThrow("api error MissingParameter: ");
    });

    test("takes the address from where it was", async () => {
        const [address, one, other] = [await internet.eip(east), await nic(50), await nic(51)];
        const first = await associate(address, { networkInterfaceId: one.id });
        const second = await associate(address, { networkInterfaceId: other.id });
        expect(await east.read(first)).toBeUndefined();
        await east.delete(first);
        expect((await now(address)).associationId).toBe(second.id);
    });

    test("does not where that is forbidden", async () => {
        const [address, one, other] = [await internet.eip(east), await nic(50), await nic(51)];
        const first = await associate(address, { networkInterfaceId: one.id });
        await expect(associate(address, { networkInterfaceId: other.id, allowReassociation: false })).rejects.toThrow(
            "creating EC2 EIP Association: api error Resource.AlreadyAssociated: " +
                `resource ${address.id} is already associated with associate-id ${first.id}`,
        );
    });

    test("takes the place of another address", async () => {
        const [one, before, after] = [await nic(), await internet.eip(east), await internet.eip(east)];
        const first = await associate(before, { networkInterfaceId: one.id });
        await associate(after, { networkInterfaceId: one.id });
        expect(await east.read(first)).toBeUndefined();
        expect((await now(before)).associationId).toBe("");
    });

    test("does not take it where that is forbidden", async () => {
        const [one, before, after] = [await nic(), await internet.eip(east), await internet.eip(east)];
        const first = await associate(before, { networkInterfaceId: one.id });
        await expect(associate(after, { networkInterfaceId: one.id, allowReassociation: false })).rejects.toThrow(
            `api error Resource.AlreadyAssociated: resource ${one.id} is already associated with associate-id ${first.id}`,
        );
    });

    test("two private addresses of an interface have one each", async () => {
        const one = await nic(50, { privateIps: ["10.1.50.10", "10.1.50.11"] });
        const first = await associate(await internet.eip(east), { networkInterfaceId: one.id });
        const second = { networkInterfaceId: one.id, privateIpAddress: "10.1.50.11" };
        await associate(await internet.eip(east), second);
        expect((await now(first)).privateIpAddress).toBe("10.1.50.10");
    });

    test("is gone when the interface is", async () => {
        const one = await nic();
        const made = await associate(await internet.eip(east), { networkInterfaceId: one.id });
        await east.delete(one);
        expect(await east.read(made)).toBeUndefined();
    });

    test("leaves the address allocated when it is deleted", async () => {
        const address = await internet.eip(east);
        await east.delete(await associate(address, { networkInterfaceId: (await nic()).id }));
        expect(await now(address)).toMatchObject({ allocationId: address.id, associationId: "" });
    });
});
