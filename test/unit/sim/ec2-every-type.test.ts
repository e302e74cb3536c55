/**
 * What holds for every modelled type of EC2. Error codes: "Error codes for the Amazon EC2 API". What is replaced and what is
 * updated in place: documentation of the provider's resources.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { casesOf } from "../../support/ec2-cases";
import * as filters from "../../support/ec2-filters";
import { INTERNET_ABSENT, INTERNET_OUTPUTS } from "../../support/ec2-internet-cases";
import { MACHINE_ABSENT, MACHINE_OUTPUTS } from "../../support/ec2-machine-cases";
import { decidedInputs, modelledTypes, sdkTypes, sdkVersion } from "../../support/sdk-types";
import { startClouds, UNKNOWN, type SimClient, type TestClouds } from "../../support/sim-client";

let clouds: TestClouds;
let east: SimClient;

beforeAll(async () => {
    clouds = await startClouds([aws]);
    east = await clouds.provider("aws", { region: "us-east-1" });
});
afterAll(() => clouds.stop());
afterEach(() => clouds.world.clear());

const CASES = casesOf(() => east);

const modelled = modelledTypes(aws).filter(({ token }) => /^aws:(ec2|vpc)\//.test(token));

test("the cases cover every modelled type", () => {
    expect(CASES.map((c) => c.type).sort()).toEqual(modelled.map((t) => t.token));
});

describe("the properties are those of the SDK", () => {
    const sdk = [...sdkTypes("aws", "ec2"), ...sdkTypes("aws", "vpc")];
    /** What is refused by name: Outposts, address pools of IPAM, and how many devices an instance has. */
    const absent: Record<string, string[]> = {
        ...MACHINE_ABSENT,
        ...INTERNET_ABSENT,
        [ec2.SUBNET]: [
            "customerOwnedIpv4Pool",
            "enableLniAtDeviceIndex",
            "ipv4IpamPoolId",
            "ipv4NetmaskLength",
            "ipv6IpamPoolId",
            "ipv6NetmaskLength",
            "mapCustomerOwnedIpOnLaunch",
            "outpostArn",
        ],
        [ec2.VPC]: [
            "ipv4IpamPoolId",
            "ipv4NetmaskLength",
            "ipv6CidrBlock",
            "ipv6CidrBlockNetworkBorderGroup",
            "ipv6IpamPoolId",
            "ipv6NetmaskLength",
        ],
    };
    /** Without address pools only Amazon says what it is. */
    const alsoOutputs: Record<string, string[]> = {
        ...MACHINE_OUTPUTS,
        ...INTERNET_OUTPUTS,
        [ec2.VPC]: ["ipv6CidrBlock"],
    };

    test.each(modelled)("$token", ({ token, inputs, outputs }) => {
        const real = sdk.find((type) => type.token === token)!;
        expect([...inputs, ...(absent[token] ?? [])].sort()).toEqual(real.inputs);
        expect(outputs).toEqual([...real.outputs, ...(alsoOutputs[token] ?? [])].sort());
    });

    // Of those that have a value in the end, these have it because the provider has a default.
    const defaulted: Record<string, string[]> = { [ec2.GROUP]: ["description"] };

    test.each(modelled)("$token leaves to the cloud what the SDK says is always there", ({ token }) => {
        const { properties } = aws.types.find((type) => type.token === token)!;
        const computed = Object.keys(properties).filter((name) => properties[name]?.computed === true);
        const always = decidedInputs(
            "aws",
            sdk.find((type) => type.token === token)!,
        );
        const expected = always.filter((name) => name in properties && defaulted[token]?.includes(name) !== true);
        const free = (name: string): boolean =>
            properties[name]?.output !== true && properties[name]?.required !== true;
        expect(computed.sort()).toEqual(expected.filter(free));
    });

    test("of the version that it claims to be", () => expect(aws.version).toBe(sdkVersion("aws")));
});

// VPC user guide, "Amazon VPC quotas".
test.each([
    [ec2.VPC, "vpcs-per-region", 5],
    [ec2.SUBNET, "subnets-per-vpc", 200],
    [ec2.ROUTE_TABLE, "route-tables-per-vpc", 200],
    [ec2.ROUTE, "routes-per-route-table", 500],
    [ec2.GROUP, "security-groups-per-region", 2500],
    [ec2.GROUP_RULE, "rules-per-security-group", 60],
    [filters.ACL, "network-acls-per-vpc", 200],
    [filters.ACL_RULE, "rules-per-network-acl", 20],
    [filters.LIST, "prefix-lists-per-region", 100],
    [filters.PEERING, "peering-connections-per-vpc", 50],
    ["aws:ec2/internetGateway:InternetGateway", "internet-gateways-per-region", 5],
    ["aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "egress-only-internet-gateways-per-region", 5],
    ["aws:ec2/eip:Eip", "elastic-ips-per-region", 5],
    ["aws:ec2/natGateway:NatGateway", "nat-gateways-per-availability-zone", 5],
])("of %s there is a quota, %s, of %d", (token, name, limit) => {
    expect(aws.types.find((type) => type.token === token)?.quota).toMatchObject({ name, limit });
});

describe.each(CASES)("$type", (c) => {
    const own = (value: string[]): string[] => value.filter((name) => c.optional?.includes(name) !== true);

    test("names every missing input at once", async () => {
        const failures = await east.check(c.type, {});
        const missing = failures.filter((failure) => failure.includes("Missing required"));
        expect(missing).toEqual(c.required.map((p) => `${p}: Missing required property '${p}'`));
    });

    test("refuses an unknown property, and outputs as inputs", async () => {
        const given = [...own(c.unknown), "banana"].sort();
        const inputs = { ...(await c.inputs()), ...Object.fromEntries(given.map((name) => [name, "x"])) };
        expect(await east.check(c.type, inputs)).toEqual(
            given.map((name) => `${name}: Invalid or unknown key "${name}"`),
        );
    });

    test("refuses to name what does not exist, and leaves nothing behind", async () => {
        const inputs = await c.inputs();
        const before = clouds.world.everything();
        for (const [property, [id, answer]] of Object.entries(c.dangling)) {
            await expect(east.create(c.type, { ...inputs, [property]: id })).rejects.toThrow(
                `creating ${c.noun}: api error ${answer}`,
            );
        }
        expect(clouds.world.everything()).toEqual(before);
    });

    test("does not find in another region what it names", async () => {
        const inputs = await c.inputs("eu-west-1");
        const codes = Object.values(c.dangling).map(([, answer]) => answer.split(":")[0]);
        if (codes.length === 0) return;
        await expect(east.create(c.type, { ...inputs, region: "us-east-1" })).rejects.toThrow(
            new RegExp(`api error (${codes.join("|")}): `),
        );
    });

    test("leaves in a preview unknown what only the cloud knows", async () => {
        const shown = await east.preview(c.type, await c.inputs());
        const unknown = Object.keys(shown).filter((name) => shown[name] === UNKNOWN);
        expect(unknown.sort()).toEqual(c.unknown);
        expect(clouds.world.all(c.type, place("us-east-1")).filter((o) => o.implicitOf === undefined)).toEqual([]);
    });

    test("previews a program in which nothing is known yet", async () => {
        const inputs: Props = {};
        for (const name of Object.keys(await c.inputs())) inputs[name] = UNKNOWN;
        expect(await east.check(c.type, inputs)).toEqual([]);
        expect(await east.preview(c.type, inputs)).toMatchObject(inputs);
    });

    test("is unchanged after creation and after reading it again", async () => {
        const made = await east.create(c.type, await c.inputs());
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
        const read = (await east.read(made))!;
        expect(read.state).toEqual(made.state);
        expect(await east.diff(read, made.inputs)).toEqual(ec2.UNCHANGED);
        expect(await east.diff(read, read.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("is imported, with inputs that change nothing", async () => {
        const made = await east.create(c.type, await c.inputs());
        const named = c.imported(made);
        if (named === undefined) {
            expect(await east.import(c.type, made.id)).toBeUndefined();
            return;
        }
        const imported = (await east.import(c.type, named))!;
        expect([imported.id, imported.state]).toEqual([made.id, made.state]);
        expect(await east.check(c.type, imported.inputs)).toEqual([]);
        const completed = await east.checked(c.type, imported.inputs, imported.inputs);
        expect(await east.diff(imported, completed)).toEqual(ec2.UNCHANGED);
        expect(await east.diff(imported, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("lives in the region that it names, whatever the provider's", async () => {
        const made = await east.create(c.type, await c.inputs("eu-west-1"));
        expect(made.state.region).toBe("eu-west-1");
        expect((await east.read(made))?.state).toEqual(made.state);
        const named = c.imported(made);
        if (named === undefined) return;
        expect(await east.import(c.type, named)).toBeUndefined();
        expect((await east.import(c.type, `${named}@eu-west-1`))?.state).toEqual(made.state);
    });

    test("is gone when somebody has deleted it, and deleting it then is no error", async () => {
        const made = await east.create(c.type, await c.inputs());
        clouds.world.remove(clouds.world.get(c.type, place("us-east-1"), made.id)!);
        expect(await east.read(made)).toBeUndefined();
        await east.delete(made);
    });

    test("answers a change of one that is gone with the cloud's own code", async () => {
        const made = await east.create(c.type, await c.inputs());
        clouds.world.remove(clouds.world.get(c.type, place("us-east-1"), made.id)!);
        await expect(east.update(made, made.inputs)).rejects.toThrow(/api error Invalid\w+\.NotFound: /);
    });

    test("is replaced for what cannot be changed in place", async () => {
        const made = await east.create(c.type, await c.inputs());
        for (const [property, value] of Object.entries(c.replaced)) {
            expect(await east.diff(made, { ...made.inputs, [property]: value })).toEqual({
                changed: [property],
                replaces: [property],
            });
        }
    });

    test("is updated in place for the rest", async () => {
        let now = await east.create(c.type, await c.inputs());
        for (const [property, value] of Object.entries(c.updated)) {
            const wanted: Props = { ...now.inputs, [property]: value };
            expect(await east.diff(now, wanted)).toEqual({ changed: [property], replaces: [] });
            now = await east.update(now, wanted);
            expect(now.state[property]).toEqual(value);
            expect(await east.diff(now, wanted)).toEqual(ec2.UNCHANGED);
            expect((await east.read(now))?.state).toEqual(now.state);
        }
    });

    test("has from the start whatever an update could give it", async () => {
        for (const [property, value] of Object.entries(c.updated)) {
            clouds.world.clear();
            const wanted: Props = { ...(await c.inputs()), [property]: value };
            const made = await east.create(c.type, wanted);
            expect(made.state[property]).toEqual(value);
            expect(await east.diff(made, wanted)).toEqual(ec2.UNCHANGED);
        }
    });

    test("shows drift when it is read, and what would undo it", async () => {
        const made = await east.create(c.type, await c.inputs());
        for (const [property, value] of Object.entries(c.updated)) {
            const object = clouds.world.get(c.stored ?? c.type, place("us-east-1"), made.id)!;
            clouds.world.put({ ...object, props: { ...object.props, [property]: value } });
            const read = (await east.read(made))!;
            expect(read.state[property]).toEqual(value);
            // What the cloud may decide is put right only when the program asks for something else.
            const wrong = own([property]).filter((name) => name in made.inputs || !c.unknown.includes(name));
            expect((await east.diff(read, made.inputs)).changed).toEqual(wrong);
            clouds.world.put(object);
        }
    });

    test(`leaves ${c.onTimeout} state when its creation is not waited for to the end`, () => {
        expect(aws.types.find((t) => t.token === c.type)?.onTimeout).toBe(c.onTimeout);
    });
});

function place(region: string): { account: string; region: string } {
    return { account: "111122223333", region };
}
