import { aws } from "../../../sim/aws";
import { startClouds, type SimClient, type TestClouds } from "../../support/sim-client";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";

let clouds: TestClouds;
let east: SimClient;

beforeAll(async () => {
    clouds = await startClouds([aws]);
    east = await clouds.provider("aws", { region: "us-east-1" });
});
afterAll(() => clouds.stop());
afterEach(() => clouds.world.clear());

describe("aws.ec2.Vpc", () => {
    test("needs a CIDR block", async () => {
        expect(await east.check(VPC, {})).toEqual(["cidrBlock: Missing required property 'cidrBlock'"]);
    });

    test("refuses an unknown property", async () => {
        expect(await east.check(VPC, { cidrBlock: "10.0.0.0/16", cidr: "x" })).toEqual([
            'cidr: Invalid or unknown key "cidr"',
        ]);
    });

    test("cannot be deleted while a subnet is in it", async () => {
        const vpc = await east.create(VPC, { cidrBlock: "10.0.0.0/16" });
        const subnet = await east.create(SUBNET, { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
        await expect(east.delete(vpc)).rejects.toThrow(
            `deleting EC2 VPC (${vpc.id}): api error DependencyViolation: The vpc '${vpc.id}' has dependencies and cannot be deleted.`,
        );
        await east.delete(subnet);
        await east.delete(vpc);
        expect(clouds.world.everything()).toEqual([]);
    });
});
