/** Tag restrictions of AWS, and what a changed default tag does. Expected values: EC2 user guide, tag restrictions. */
import { aws } from "../../../sim/aws";
import { useClouds } from "../../support/sim-client";

const VPC = "aws:ec2/vpc:Vpc";

const east = useClouds([aws]).client("aws", { region: "us-east-1" });

const tagged = (tags: Record<string, string>): Promise<string[]> => east.check(VPC, { cidrBlock: "10.0.0.0/16", tags });
const many = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, "v"]));

test.each([
    ["51 tags", many(51), "51 tags; AWS allows 50"],
    ["a key of AWS's own", { "aws:x": "1" }, '"aws:x" begins with "aws:", which AWS keeps for itself'],
    ["an empty key", { "": "1" }, '"" is not a tag key of 1 to 128 characters'],
    ["a long value", { note: "x".repeat(257) }, 'the value of "note" has over 256 characters'],
])("%s are refused", async (_, tags, reason) => {
    expect(await tagged(tags)).toEqual([`tags: ${reason}`]);
});

test("50 tags, a key of 128 characters and a value of 256 are fine", async () => {
    expect(await tagged({ ...many(49), ["k".repeat(128)]: "v".repeat(256) })).toEqual([]);
});

test.each(["0.0.0.0/16", "127.0.0.0/16", "169.254.0.0/16", "224.1.0.0/16"])("no VPC can have %s", async (cidrBlock) => {
    await expect(east.create(VPC, { cidrBlock })).rejects.toThrow(
        `creating EC2 VPC: api error InvalidVpc.Range: The CIDR '${cidrBlock}' is invalid.`,
    );
});
