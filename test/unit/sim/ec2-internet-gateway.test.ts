/**
 * aws.ec2.InternetGateway, InternetGatewayAttachment and EgressOnlyInternetGateway. Expected values: EC2 API reference
 * (AttachInternetGateway, DetachInternetGateway, DeleteInternetGateway), VPC user guide ("Amazon VPC quotas": 5 internet
 * gateways per Region, one for a VPC), "Error codes for the Amazon EC2 API" (InternetGatewayLimitExceeded,
 * Resource.AlreadyAssociated, DependencyViolation), documentation of the provider's resources (import, that a gateway is
 * moved in place).
 */
import { aws } from "../../../sim/aws";
import * as ec2 from "../../support/ec2";
import * as internet from "../../support/ec2-internet";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
});

const mapped = (network: Deployed): string =>
    `api error DependencyViolation: Network ${network.id} has some mapped public address(es). ` +
    "Please unmap those public address(es) before detaching the gateway.";

const vpcOf = async (gateway: Deployed): Promise<unknown> => (await east.read(gateway))?.state.vpcId;

/** A gateway that is attached to no VPC. */
const free = (): Promise<Deployed> => east.create(internet.INTERNET_GATEWAY, {});

function attachment(gateway: Deployed, network = vpc): Promise<Deployed> {
    return east.create(internet.INTERNET_GATEWAY_ATTACHMENT, { internetGatewayId: gateway.id, vpcId: network.id });
}

describe("InternetGateway", () => {
    test("has an id, an arn and an owner", async () => {
        const { id, state } = await internet.gateway(east, vpc);
        expect(id).toMatch(/^igw-[0-9a-f]{17}$/);
        expect(state).toMatchObject({
            arn: `arn:aws:ec2:us-east-1:111122223333:internet-gateway/${id}`,
            ownerId: "111122223333",
            vpcId: vpc.id,
        });
    });

    test("may be attached to nothing", async () => expect((await free()).state.vpcId).toBe(""));

    test("a VPC has one at most", async () => {
        await internet.gateway(east, vpc);
        await expect(internet.gateway(east, vpc)).rejects.toThrow(
            `creating EC2 Internet Gateway: api error InvalidParameterValue: Network ${vpc.id} already has an internet ` +
                "gateway attached",
        );
    });

    test("is limited in number", async () => {
        clouds.world.putSetting("quotas", { "internet-gateways-per-region": 1 });
        await free();
        await expect(free()).rejects.toThrow("creating EC2 Internet Gateway: api error InternetGatewayLimitExceeded: ");
    });

    test("moves to another VPC in place", async () => {
        const [made, other] = [await internet.gateway(east, vpc), await ec2.vpc(east, 2)];
        const wanted = { ...made.inputs, vpcId: other.id };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["vpcId"], replaces: [] });
        expect((await east.update(made, wanted)).state.vpcId).toBe(other.id);
        await east.delete(vpc);
    });

    test("does not move to a VPC that has one, and stays where it was", async () => {
        const [made, other] = [await internet.gateway(east, vpc), await ec2.vpc(east, 2)];
        await internet.gateway(east, other);
        await expect(east.update(made, { ...made.inputs, vpcId: other.id })).rejects.toThrow(
            `api error InvalidParameterValue: Network ${other.id} already has an internet gateway attached`,
        );
        expect(await vpcOf(made)).toBe(vpc.id);
    });

    // The argument is optional and computed: to leave it out asks for nothing.
    test("stays attached when the program does not name the VPC any more", async () => {
        const made = await internet.gateway(east, vpc);
        expect(await east.diff(made, {})).toEqual(ec2.UNCHANGED);
        expect((await east.update(made, { tags: { Name: "x" } })).state.vpcId).toBe(vpc.id);
    });

    test("is detached when the program asks for no VPC", async () => {
        const made = await internet.gateway(east, vpc);
        expect(await east.diff(made, { vpcId: "" })).toEqual({ changed: ["vpcId"], replaces: [] });
        expect((await east.update(made, { vpcId: "" })).state.vpcId).toBe("");
    });

    test("shows that somebody has detached it, and is attached again", async () => {
        const made = await internet.gateway(east, vpc);
        const object = clouds.world.all(internet.INTERNET_GATEWAY)[0]!;
        clouds.world.put({ ...object, props: { ...object.props, vpcId: "" } });
        const read = (await east.read(made))!;
        expect(await east.diff(read, made.inputs)).toEqual({ changed: ["vpcId"], replaces: [] });
        expect((await east.update(read, made.inputs)).state.vpcId).toBe(vpc.id);
    });

    test("names its VPC when it is imported", async () => {
        const made = await internet.gateway(east, vpc);
        expect((await east.import(internet.INTERNET_GATEWAY, made.id))?.inputs).toMatchObject({ vpcId: vpc.id });
    });

    test("keeps its VPC", async () => {
        const made = await internet.gateway(east, vpc);
        await expect(east.delete(vpc)).rejects.toThrow(
            `deleting EC2 VPC (${vpc.id}): api error DependencyViolation: ` +
                `The vpc '${vpc.id}' has dependencies and cannot be deleted.`,
        );
        await east.delete(made);
        await east.delete(vpc);
    });

    test.each<[string, () => Promise<Deployed>]>([
        ["a NAT gateway", async () => internet.natGateway(east, await ec2.subnet(east, vpc))],
        [
            "an interface with an Elastic IP address",
            async () => internet.eip(east, { networkInterface: (await internet.networkInterface(east, vpc)).id }),
        ],
        [
            "an instance with an Elastic IP address",
            async () => internet.eip(east, { instance: (await internet.instance(east, vpc)).id }),
        ],
        [
            "an instance with a public address",
            () => internet.instance(east, vpc, 60, { associatePublicIpAddress: true }),
        ],
        [
            "a load balancer that faces the internet",
            async () => {
                const zones = ["us-east-1a", "us-east-1b"];
                const subnets = await Promise.all(
                    zones.map((availabilityZone, i) => ec2.subnet(east, vpc, i, { availabilityZone })),
                );
                return east.create("aws:lb/loadBalancer:LoadBalancer", { subnets: subnets.map(({ id }) => id) });
            },
        ],
    ])("cannot leave a VPC that has %s", async (_, publish) => {
        const gateway = await internet.gateway(east, vpc);
        const published = await publish();
        await expect(east.delete(gateway)).rejects.toThrow(
            `deleting EC2 Internet Gateway (${gateway.id}): ${mapped(vpc)}`,
        );
        await expect(east.update(gateway, { vpcId: "" })).rejects.toThrow(mapped(vpc));
        await east.delete(published);
        await east.delete(gateway);
    });

    test("leaves a VPC whose addresses are private", async () => {
        const gateway = await internet.gateway(east, vpc);
        await internet.instance(east, vpc);
        const subnet = await ec2.subnet(east, vpc);
        await east.create(internet.NAT_GATEWAY, { connectivityType: "private", subnetId: subnet.id });
        await east.delete(gateway);
    });
});

describe("InternetGatewayAttachment", () => {
    test("attaches the gateway, and detaches it", async () => {
        const gateway = await free();
        const made = await attachment(gateway);
        expect(made.id).toBe(`${gateway.id}:${vpc.id}`);
        expect(await vpcOf(gateway)).toBe(vpc.id);
        await east.delete(made);
        expect(await vpcOf(gateway)).toBe("");
    });

    test("is no change to the gateway", async () => {
        const gateway = await free();
        await attachment(gateway);
        expect(await east.diff((await east.read(gateway))!, gateway.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("a gateway has one at most", async () => {
        const gateway = await internet.gateway(east, vpc);
        await expect(attachment(gateway, await ec2.vpc(east, 2))).rejects.toThrow(
            "creating EC2 Internet Gateway Attachment: api error Resource.AlreadyAssociated: " +
                `resource ${gateway.id} is already attached to network ${vpc.id}`,
        );
    });

    test("so has a VPC", async () => {
        await internet.gateway(east, vpc);
        await expect(attachment(await free())).rejects.toThrow(
            `api error InvalidParameterValue: Network ${vpc.id} already has an internet gateway attached`,
        );
    });

    test("is gone when the gateway has moved", async () => {
        const [gateway, other] = [await free(), await ec2.vpc(east, 2)];
        const made = await attachment(gateway);
        await east.update((await east.read(gateway))!, { vpcId: other.id });
        expect(await east.read(made)).toBeUndefined();
        await east.delete(made);
        expect(await vpcOf(gateway)).toBe(other.id);
    });

    // The provider detaches the gateway from the VPC that its state names: here it names none.
    test("keeps the gateway", async () => {
        const gateway = await free();
        await attachment(gateway);
        await expect(east.delete(gateway)).rejects.toThrow(
            `deleting EC2 Internet Gateway (${gateway.id}): api error DependencyViolation: ` +
                `The internetGateway '${gateway.id}' has dependencies and cannot be deleted.`,
        );
    });

    test("keeps the VPC", async () => {
        await attachment(await free());
        await expect(east.delete(vpc)).rejects.toThrow("api error DependencyViolation");
    });

    test("stays while the VPC has mapped public addresses", async () => {
        const made = await attachment(await free());
        await internet.natGateway(east, await ec2.subnet(east, vpc));
        await expect(east.delete(made)).rejects.toThrow(
            `deleting EC2 Internet Gateway Attachment (${made.id}): ${mapped(vpc)}`,
        );
    });

    test("goes when the public addresses go meanwhile, as in a program that deletes both at once", async () => {
        const made = await attachment(await free());
        const nat = await internet.natGateway(east, await ec2.subnet(east, vpc));
        await Promise.all([east.delete(made), east.delete(nat)]);
        expect(clouds.world.all(internet.INTERNET_GATEWAY_ATTACHMENT)).toEqual([]);
    });

    test.each(["igw-1", "igw-1:", ":vpc-1", "igw-1:vpc-1:x"])("is not imported as %s", async (named) => {
        await expect(east.import(internet.INTERNET_GATEWAY_ATTACHMENT, named)).rejects.toThrow(
            `unexpected format for ID (${named}), expected INTERNET-GATEWAY-ID:VPC-ID`,
        );
    });
});

describe("EgressOnlyInternetGateway", () => {
    const make = (network = vpc): Promise<Deployed> => east.create(internet.EGRESS_ONLY_GATEWAY, { vpcId: network.id });

    test("has an id", async () => expect((await make()).id).toMatch(/^eigw-[0-9a-f]{17}$/));

    test("a VPC has one at most", async () => {
        await make();
        await expect(make()).rejects.toThrow(
            "creating EC2 Egress-only Internet Gateway: api error InvalidParameterValue",
        );
    });

    test("stands beside an internet gateway", async () => {
        await internet.gateway(east, vpc);
        await make();
    });

    test("is limited in number", async () => {
        clouds.world.putSetting("quotas", { "egress-only-internet-gateways-per-region": 1 });
        await make();
        await expect(make(await ec2.vpc(east, 2))).rejects.toThrow("LimitExceeded");
    });

    test("keeps its VPC", async () => {
        const made = await make();
        await expect(east.delete(vpc)).rejects.toThrow("api error DependencyViolation");
        await east.delete(made);
        await east.delete(vpc);
    });
});
