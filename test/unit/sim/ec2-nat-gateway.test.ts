/**
 * aws.ec2.NatGateway. Expected values: EC2 API reference (CreateNatGateway; NatGateway: failure codes and messages;
 * DeleteNatGateway; AssociateNatGatewayAddress, DisassociateNatGatewayAddress), VPC user guide ("Amazon VPC quotas": 5 NAT
 * gateways per Availability Zone; "Subnet CIDR blocks": the first four addresses and the last are kept), "Error codes for
 * the Amazon EC2 API" (InvalidIPAddress.InUse, NatGatewayLimitExceeded), documentation of the provider's resource.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as internet from "../../support/ec2-internet";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;
let gateway: Deployed;
let subnet: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
    gateway = await internet.gateway(east, vpc);
    subnet = await ec2.subnet(east, vpc);
});

const creating = "creating EC2 NAT Gateway: api error";

function make(inputs: Props): Promise<Deployed> {
    return east.create(internet.NAT_GATEWAY, { subnetId: subnet.id, ...inputs });
}

const makePrivate = (inputs: Props = {}): Promise<Deployed> => make({ connectivityType: "private", ...inputs });

async function now(resource: Deployed): Promise<Props> {
    return (await east.read(resource))?.state ?? {};
}

describe("what goes together", () => {
    test.each<[string, Props, string[]]>([
        ["no subnet", { allocationId: "eipalloc-1" }, ["subnetId: a zonal NAT gateway needs a subnet"]],
        [
            "a public address for a private gateway",
            { subnetId: "subnet-1", connectivityType: "private", allocationId: "eipalloc-1" },
            ['allocationId: allocationId is not supported with connectivityType = "private"'],
        ],
        [
            "secondary public addresses for a private gateway",
            { subnetId: "subnet-1", connectivityType: "private", secondaryAllocationIds: ["eipalloc-1"] },
            ['secondaryAllocationIds: secondaryAllocationIds is not supported with connectivityType = "private"'],
        ],
        [
            "a number of secondary addresses for a public gateway",
            { subnetId: "subnet-1", allocationId: "eipalloc-1", secondaryPrivateIpAddressCount: 1 },
            [
                "secondaryPrivateIpAddressCount: secondaryPrivateIpAddressCount is not supported with " +
                    'connectivityType = "public"',
            ],
        ],
        [
            "both a number of secondary addresses and the addresses",
            {
                subnetId: "subnet-1",
                connectivityType: "private",
                secondaryPrivateIpAddressCount: 1,
                secondaryPrivateIpAddresses: ["10.1.1.9"],
            },
            [
                'secondaryPrivateIpAddressCount: Conflicting configuration arguments: "secondaryPrivateIpAddressCount": ' +
                    "conflicts with secondaryPrivateIpAddresses",
            ],
        ],
        [
            "a number of secondary addresses out of range",
            { subnetId: "subnet-1", connectivityType: "private", secondaryPrivateIpAddressCount: 32 },
            ["secondaryPrivateIpAddressCount: expected a number between 1 and 31, got: 32"],
        ],
        [
            "a gateway of a whole VPC",
            { subnetId: "subnet-1", availabilityMode: "regional" },
            ["availabilityMode: regional NAT gateways are not modelled"],
        ],
        [
            "another kind of connectivity",
            { subnetId: "subnet-1", connectivityType: "secret" },
            ['connectivityType: expected one of ["private","public"], got "secret"'],
        ],
        [
            "an address that is none",
            { subnetId: "subnet-1", privateIp: "10.1.1.300" },
            ["privateIp: expected a valid IPv4 address, got: 10.1.1.300"],
        ],
    ])("refuses %s", async (_, inputs, failures) => {
        expect(await east.check(internet.NAT_GATEWAY, inputs)).toEqual(failures);
    });

    test("passes what is not known yet", async () => {
        const inputs: Props = { subnetId: UNKNOWN, connectivityType: "private", allocationId: UNKNOWN };
        expect(await east.check(internet.NAT_GATEWAY, inputs)).toEqual([]);
    });
});

describe("a public one", () => {
    test("has an id, an interface and the address", async () => {
        const address = await internet.eip(east);
        const { id, state } = await make({ allocationId: address.id });
        expect(id).toMatch(/^nat-[0-9a-f]{17}$/);
        expect(state.networkInterfaceId).toMatch(/^eni-[0-9a-f]{17}$/);
        expect(state).toMatchObject({
            availabilityMode: "zonal",
            connectivityType: "public",
            privateIp: "10.1.1.4",
            publicIp: address.state.publicIp,
            secondaryAllocationIds: [],
            secondaryPrivateIpAddressCount: 0,
            secondaryPrivateIpAddresses: [],
            vpcId: vpc.id,
        });
    });

    test("is what its address says too", async () => {
        const address = await internet.eip(east);
        const { state } = await make({ allocationId: address.id });
        expect(await now(address)).toMatchObject({
            associationId: state.associationId,
            instance: "",
            networkInterface: state.networkInterfaceId,
            privateIp: "10.1.1.4",
        });
    });

    test("is no change to its address", async () => {
        const address = await internet.eip(east);
        await make({ allocationId: address.id });
        expect(await east.diff((await east.read(address))!, address.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("must have an address", async () => {
        await expect(make({})).rejects.toThrow(
            `${creating} MissingParameter: The request must contain the parameter allocationId`,
        );
    });

    test("takes a VPC with an internet gateway", async () => {
        await east.delete(gateway);
        await expect(make({ allocationId: (await internet.eip(east)).id })).rejects.toThrow(
            `${creating} Gateway.NotAttached: Network ${vpc.id} has no Internet gateway attached`,
        );
    });

    test("does not take the address of another", async () => {
        const allocationId = (await internet.eip(east)).id;
        await make({ allocationId });
        await expect(make({ allocationId })).rejects.toThrow(
            `${creating} Resource.AlreadyAssociated: Elastic IP address ${allocationId} is already associated`,
        );
    });

    test("does not take the address of an interface", async () => {
        const networkInterface = (await internet.networkInterface(east, vpc)).id;
        const allocationId = (await internet.eip(east, { networkInterface })).id;
        await expect(make({ allocationId })).rejects.toThrow(`${creating} Resource.AlreadyAssociated: `);
    });

    test("gives its address back when it is deleted, and does not release it", async () => {
        const address = await internet.eip(east);
        await east.delete(await make({ allocationId: address.id }));
        expect(await now(address)).toMatchObject({ associationId: "", networkInterface: "", privateIp: "" });
        await make({ allocationId: address.id });
    });
});

describe("a private one", () => {
    test("has no public address, and needs no internet gateway", async () => {
        await east.delete(gateway);
        const { state } = await makePrivate();
        expect(state).toMatchObject({ associationId: "", privateIp: "10.1.1.4", publicIp: "" });
    });
});

describe("its private address", () => {
    test("is the one given", async () => {
        expect((await makePrivate({ privateIp: "10.1.1.9" })).state.privateIp).toBe("10.1.1.9");
    });

    test("is one that nothing has", async () => {
        await makePrivate();
        expect((await makePrivate()).state.privateIp).toBe("10.1.1.5");
    });

    test("is not given to anything else", async () => {
        await makePrivate();
        const other = await east.create(internet.NETWORK_INTERFACE, { subnetId: subnet.id });
        expect(other.state.privateIp).toBe("10.1.1.5");
    });

    test.each([
        ["10.1.2.9", "InvalidParameterValue: Address 10.1.2.9 does not fall within the subnet's address range"],
        ["10.1.1.3", "InvalidParameterValue: Address 10.1.1.3 is in subnet's reserved address range"],
        ["10.1.1.255", "InvalidParameterValue: Address 10.1.1.255 is in subnet's reserved address range"],
        ["10.1.1.4", "InvalidIPAddress.InUse: Address 10.1.1.4 is in use."],
    ])("is not %s", async (privateIp, answer) => {
        await makePrivate();
        await expect(makePrivate({ privateIp })).rejects.toThrow(`${creating} ${answer}`);
    });

    test("takes a subnet with one left", async () => {
        const small = await ec2.subnet(east, vpc, 2, { cidrBlock: "10.1.2.0/28" });
        await makePrivate({ subnetId: small.id, secondaryPrivateIpAddressCount: 10 });
        await expect(makePrivate({ subnetId: small.id })).rejects.toThrow(
            `${creating} InsufficientFreeAddressesInSubnet`,
        );
    });
});

describe("secondary addresses", () => {
    test("of a private gateway are as many as asked for", async () => {
        const { state } = await makePrivate({ secondaryPrivateIpAddressCount: 2 });
        expect(state.secondaryPrivateIpAddresses).toEqual(["10.1.1.5", "10.1.1.6"]);
    });

    test("of a private gateway are those given", async () => {
        const { state } = await makePrivate({ secondaryPrivateIpAddresses: ["10.1.1.9"] });
        expect(state).toMatchObject({
            secondaryPrivateIpAddressCount: 1,
            secondaryPrivateIpAddresses: ["10.1.1.9"],
        });
    });

    test("of a private gateway are not its first one", async () => {
        const inputs = { privateIp: "10.1.1.9", secondaryPrivateIpAddresses: ["10.1.1.9"] };
        await expect(makePrivate(inputs)).rejects.toThrow(`${creating} InvalidIPAddress.InUse`);
    });

    test("of a private gateway come and go in place", async () => {
        const made = await makePrivate({ secondaryPrivateIpAddresses: ["10.1.1.9"] });
        const wanted = { ...made.inputs, secondaryPrivateIpAddresses: ["10.1.1.10", "10.1.1.11"] };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["secondaryPrivateIpAddresses"], replaces: [] });
        const { state } = await east.update(made, wanted);
        expect(state).toMatchObject({
            secondaryPrivateIpAddressCount: 2,
            secondaryPrivateIpAddresses: ["10.1.1.10", "10.1.1.11"],
        });
    });

    test("of a public gateway have a private one each", async () => {
        const [first, second] = [await internet.eip(east), await internet.eip(east)];
        const { state } = await make({ allocationId: first.id, secondaryAllocationIds: [second.id] });
        expect(state.secondaryPrivateIpAddresses).toEqual(["10.1.1.5"]);
        expect(await now(second)).toMatchObject({
            networkInterface: state.networkInterfaceId,
            privateIp: "10.1.1.5",
        });
    });

    test("of a public gateway have the private one given", async () => {
        const [first, second] = [await internet.eip(east), await internet.eip(east)];
        const given = { secondaryAllocationIds: [second.id], secondaryPrivateIpAddresses: ["10.1.1.9"] };
        await make({ allocationId: first.id, ...given });
        expect((await now(second)).privateIp).toBe("10.1.1.9");
    });

    test("of a public gateway are no fewer than the private ones given", async () => {
        const allocationId = (await internet.eip(east)).id;
        await expect(make({ allocationId, secondaryPrivateIpAddresses: ["10.1.1.9"] })).rejects.toThrow(
            `${creating} InvalidParameterValue`,
        );
    });

    test("of a public gateway come in place", async () => {
        const [first, second] = [await internet.eip(east), await internet.eip(east)];
        const made = await make({ allocationId: first.id });
        const wanted = { ...made.inputs, secondaryAllocationIds: [second.id] };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["secondaryAllocationIds"], replaces: [] });
        const grown = await east.update(made, wanted);
        expect(grown.state).toMatchObject({ privateIp: "10.1.1.4", secondaryPrivateIpAddressCount: 1 });
        expect((await now(second)).networkInterface).toBe(made.state.networkInterfaceId);
    });

    test("of a public gateway go in place, and the others stay what they were", async () => {
        const [first, second, third] = [await internet.eip(east), await internet.eip(east), await internet.eip(east)];
        const made = await make({ allocationId: first.id, secondaryAllocationIds: [second.id, third.id] });
        const shrunk = await east.update(made, { ...made.inputs, secondaryAllocationIds: [third.id] });
        expect(shrunk.state.secondaryPrivateIpAddresses).toEqual(["10.1.1.6"]);
        expect((await now(second)).associationId).toBe("");
        expect((await now(third)).privateIp).toBe("10.1.1.6");
    });

    test("are not those of another", async () => {
        const [first, second] = [await internet.eip(east), await internet.eip(east)];
        await make({ allocationId: second.id });
        await expect(make({ allocationId: first.id, secondaryAllocationIds: [second.id] })).rejects.toThrow(
            `${creating} Resource.AlreadyAssociated`,
        );
    });

    test("are not its first one", async () => {
        const { id } = await internet.eip(east);
        await expect(make({ allocationId: id, secondaryAllocationIds: [id] })).rejects.toThrow(
            `${creating} Resource.AlreadyAssociated: Elastic IP address ${id} is already associated`,
        );
    });

    test("are given back when the gateway is deleted", async () => {
        const [first, second] = [await internet.eip(east), await internet.eip(east)];
        await east.delete(await make({ allocationId: first.id, secondaryAllocationIds: [second.id] }));
        expect((await now(second)).associationId).toBe("");
    });
});

describe("limits and dependents", () => {
    test("are limited in number, in each zone apart", async () => {
        clouds.world.putSetting("quotas", { "nat-gateways-per-availability-zone": 1 });
        await makePrivate();
        await expect(makePrivate()).rejects.toThrow(
            `${creating} NatGatewayLimitExceeded: Performing this operation would exceed the limit of 1 NAT gateways.`,
        );
        const elsewhere = await ec2.subnet(east, vpc, 2, { availabilityZone: "us-east-1b" });
        await makePrivate({ subnetId: elsewhere.id });
    });

    test("keeps its subnet", async () => {
        const made = await makePrivate();
        await expect(east.delete(subnet)).rejects.toThrow(
            `deleting EC2 Subnet (${subnet.id}): api error DependencyViolation: ` +
                `The subnet '${subnet.id}' has dependencies and cannot be deleted.`,
        );
        await east.delete(made);
        await east.delete(subnet);
    });

    test("becomes available after a while", () => {
        const type = aws.types.find(({ token }) => token === internet.NAT_GATEWAY)!;
        expect(type.seconds?.create).toBeGreaterThan(30);
    });
});
