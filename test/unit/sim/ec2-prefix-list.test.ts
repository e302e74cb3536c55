/**
 * aws.ec2.ManagedPrefixList and ManagedPrefixListEntry. Expected values: EC2 API reference (CreateManagedPrefixList,
 * ModifyManagedPrefixList: at most 100 entries in a call, a new version for added and removed entries only; "If any of the
 * resources that reference the prefix list cannot support the new maximum size, the modify operation fails"), VPC user guide
 * ("Amazon VPC quotas": 100 prefix lists, 1,000 entries, a reference counts for the maximum), documentation of the
 * provider's resources.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as filters from "../../support/ec2-filters";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const creating = "creating EC2 Managed Prefix List: api error";
const addingEntry = "creating VPC Managed Prefix List Entry: api error";
const full = "PrefixListMaxEntriesExceeded: You've reached the maximum number of entries for the prefix list.";

const list = (inputs: Props = {}): Promise<Deployed> => filters.list(east, inputs);
const entryOf = (owner: Deployed, inputs: Props = {}): Promise<Deployed> =>
    east.create(filters.LIST_ENTRY, { prefixListId: owner.id, cidr: "10.9.0.0/16", ...inputs });
const entries = (count: number): Props[] => Array.from({ length: count }, (_, n) => ({ cidr: `10.${n}.0.0/16` }));
const now = async (resource: Deployed): Promise<Props> => (await east.read(resource))!.state;

describe("a list", () => {
    test("has an id, an ARN, an owner, and is in its first version", async () => {
        const made = await list({ name: "office" });
        expect(made.id).toMatch(/^pl-[0-9a-f]{17}$/);
        expect(made.state).toMatchObject({
            arn: `arn:aws:ec2:us-east-1:111122223333:prefix-list/${made.id}`,
            ownerId: "111122223333",
            version: 1,
            entries: [],
        });
    });

    test("gets a name where the program gives none", async () => {
        expect((await list()).state.name).toMatch(/^thing-[0-9a-f]{7}$/);
    });

    test("is told at once what is wrong with its inputs", async () => {
        const inputs = {
            name: "",
            addressFamily: "ipv4",
            maxEntries: 0,
            entries: [{ cidr: "10.0.0.0/33", description: "x".repeat(256) }],
        };
        expect(await east.check(filters.LIST, inputs)).toEqual([
            'addressFamily: expected one of ["IPv4","IPv6"], got "ipv4"',
            'entries[0].cidr: expected "cidr" to be a valid CIDR Value, got 10.0.0.0/33: invalid CIDR address: 10.0.0.0/33',
            "entries[0].description: expected length of description to be in the range (0 - 255), got 256",
            "maxEntries: expected max_entries to be at least (1), got 0",
            "name: expected length of name to be in the range (1 - 255), got 0",
        ]);
    });

    test("takes entries that are not known yet", async () => {
        const inputs: Props = { addressFamily: "IPv4", maxEntries: UNKNOWN, entries: [{ cidr: UNKNOWN }] };
        expect(await east.check(filters.LIST, inputs)).toEqual([]);
    });

    test.each<[string, Props, string]>([
        ["a name of AWS", { name: "com.amazonaws.x" }, "InvalidParameterValue: Value (com.amazonaws.x) for parameter"],
        ["too large a size", { maxEntries: 1001 }, "InvalidParameterValue: Must specify a max size between 1 and 1000"],
        ["more entries than its size", { entries: entries(6) }, full],
        [
            "an entry of the other family",
            { entries: [{ cidr: "2001:db8::/32" }] },
            "InvalidParameterValue: The Cidr 2001:db8::/32 is not a valid IPv4 CIDR block.",
        ],
        [
            "an entry with host bits",
            { entries: [{ cidr: "10.0.0.1/8" }] },
            "InvalidParameterValue: The Cidr 10.0.0.1/8 is not a valid IPv4 CIDR block.",
        ],
        [
            "an entry twice",
            { entries: [{ cidr: "10.0.0.0/8" }, { cidr: "10.0.0.0/8", description: "again" }] },
            "InvalidPrefixListModification: The Cidr 10.0.0.0/8 already exists.",
        ],
        [
            "more entries than one call takes",
            { maxEntries: 200, entries: entries(101) },
            "InvalidParameterValue: The number of entries per request cannot exceeds limit (100).",
        ],
    ])("is refused with %s", async (_, inputs, answer) => {
        await expect(list(inputs)).rejects.toThrow(`${creating} ${answer}`);
    });

    test("may have prefixes that hold one another", async () => {
        await list({ entries: [{ cidr: "10.0.0.0/8" }, { cidr: "10.0.0.0/16" }] });
    });

    test("for IPv6 is read in the spelling of AWS", async () => {
        const made = await list({ addressFamily: "IPv6", entries: [{ cidr: "2001:0DB8::/32" }] });
        expect(made.state.entries).toEqual([{ cidr: "2001:db8::/32", description: "" }]);
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("is one of at most 100 in a region", async () => {
        clouds.world.putSetting("quotas", { "prefix-lists-per-region": 1 });
        await list();
        await expect(list()).rejects.toThrow(`${creating} ResourceLimitExceeded`);
        await list({ region: "eu-west-1" });
    });
});

describe("versions", () => {
    const version = async (before: Props, after: Props): Promise<unknown> => {
        const made = await list(before);
        return (await east.update(made, { ...made.inputs, ...after })).state.version;
    };

    test.each<[string, Props, Props, number]>([
        ["an entry more", { entries: entries(1) }, { entries: entries(2) }, 2],
        ["an entry less", { entries: entries(2) }, { entries: entries(1) }, 2],
        ["one for another", { entries: entries(1) }, { entries: [{ cidr: "172.16.0.0/12" }] }, 2],
        [
            "another description, which takes two calls",
            { entries: entries(1) },
            { entries: [{ cidr: "10.0.0.0/16", description: "office" }] },
            3,
        ],
        ["another name", { name: "one" }, { name: "two" }, 1],
        ["another size", {}, { maxEntries: 7 }, 1],
        ["other tags", {}, { tags: { Name: "shop" } }, 1],
    ])("%s", async (_, before, after, expected) => {
        expect(await version(before, after)).toBe(expected);
    });

    test("an entry of its own makes one when it comes and one when it goes", async () => {
        const made = await list();
        const entry = await entryOf(made);
        expect((await now(made)).version).toBe(2);
        await east.delete(entry);
        expect((await now(made)).version).toBe(3);
    });
});

describe("the size", () => {
    test("grows before entries come, and shrinks after they went", async () => {
        const made = await list({ maxEntries: 2, entries: entries(2) });
        const grown = await east.update(made, { ...made.inputs, maxEntries: 4, entries: entries(4) });
        const shrunk = await east.update(grown, { ...made.inputs, maxEntries: 1, entries: entries(1) });
        expect(shrunk.state).toMatchObject({ maxEntries: 1, entries: [{ cidr: "10.0.0.0/16" }] });
    });

    test("is not less than the entries that there are", async () => {
        const made = await list({ entries: entries(2) });
        await entryOf(made);
        await expect(east.update(made, { ...made.inputs, maxEntries: 2 })).rejects.toThrow(
            `updating EC2 Managed Prefix List (${made.id}): api error InvalidParameterValue: The maximum number of entries ` +
                "(2) is less than the number of entries of the prefix list (3).",
        );
    });

    test("is not more than what refers to the list can hold", async () => {
        clouds.world.putSetting("quotas", { "routes-per-route-table": 6, "rules-per-security-group": 6 });
        const vpc = await ec2.vpc(east);
        const gateway = await ec2.attachedGateway(east, vpc);
        const made = await list();
        const table = await ec2.routeTable(east, vpc, {
            routes: [{ destinationPrefixListId: made.id, transitGatewayId: gateway.id }],
        });
        const group = await ec2.group(east, vpc, { name: "web" });
        const rule = { securityGroupId: group.id, ipProtocol: "-1", prefixListId: made.id };
        await east.create(ec2.INGRESS_RULE, rule);
        await east.update(made, { ...made.inputs, maxEntries: 6 });
        await expect(east.update(made, { ...made.inputs, maxEntries: 7 })).rejects.toThrow(
            `unexpected state 'modify-failed', wanted target 'modify-complete'. last error: The following VPC resources do ` +
                `not have sufficient capacity to support the new maximum entries: ${[table.id, group.id].sort().join(", ")}`,
        );
        expect((await now(made)).maxEntries).toBe(6);
    });
});

describe("an entry of its own", () => {
    test("has the id by which it is imported", async () => {
        const made = await list();
        expect((await entryOf(made)).id).toBe(`${made.id},10.9.0.0/16`);
    });

    test.each(["pl-1", "pl-1,", ",10.0.0.0/8", "pl-1,10.0.0.0/8,x"])("is not imported as %s", async (named) => {
        await expect(east.import(filters.LIST_ENTRY, named)).rejects.toThrow(
            `unexpected format for ID (${named}), expected prefix-list-id,cidr-block`,
        );
    });

    test("is refused where the list has the prefix, is full, or is for the other family", async () => {
        const made = await list({ maxEntries: 2, entries: entries(1) });
        await expect(entryOf(made, { cidr: "10.0.0.0/16" })).rejects.toThrow(
            `${addingEntry} InvalidPrefixListModification: The Cidr 10.0.0.0/16 already exists.`,
        );
        await expect(entryOf(made, { cidr: "2001:db8::/32" })).rejects.toThrow(`${addingEntry} InvalidParameterValue`);
        await entryOf(made);
        await expect(entryOf(made, { cidr: "10.8.0.0/16" })).rejects.toThrow(`${addingEntry} ${full}`);
    });

    test("stands in what the list says, and goes when the list does not want it", async () => {
        const made = await list({ entries: [] });
        const entry = await entryOf(made, { description: "office" });
        const read = (await east.read(made))!;
        expect(read.state.entries).toEqual([{ cidr: "10.9.0.0/16", description: "office" }]);
        expect(await east.diff(read, made.inputs)).toEqual({ changed: ["entries"], replaces: [] });
        await east.update(read, made.inputs);
        expect(await east.read(entry)).toBeUndefined();
    });

    test("goes with its list", async () => {
        const made = await list();
        const entry = await entryOf(made);
        await east.delete(made);
        expect(await east.read(entry)).toBeUndefined();
    });
});

describe("routes and rules to a list", () => {
    let vpc: Deployed;
    let gateway: Deployed;
    let table: Deployed;
    beforeEach(async () => {
        vpc = await ec2.vpc(east, 1, { assignGeneratedIpv6CidrBlock: true });
        gateway = await ec2.attachedGateway(east, vpc);
        table = await ec2.routeTable(east, vpc);
    });

    const to = (destination: Props): Promise<Deployed> =>
        east.create(ec2.ROUTE, { routeTableId: table.id, transitGatewayId: gateway.id, ...destination });
    const noRoom = "api error RouteLimitExceeded: The maximum number of routes has been reached.";

    test("a route counts for as many as the list may have", async () => {
        clouds.world.putSetting("quotas", { "routes-per-route-table": 5 });
        await to({ destinationPrefixListId: (await list({ maxEntries: 4 })).id });
        await to({ destinationCidrBlock: "10.0.0.0/8" });
        await expect(to({ destinationCidrBlock: "192.168.0.0/16" })).rejects.toThrow(noRoom);
    });

    test("a list too long for what is left is refused, in a route and inline", async () => {
        clouds.world.putSetting("quotas", { "routes-per-route-table": 5 });
        await to({ destinationCidrBlock: "10.0.0.0/8" });
        const destinationPrefixListId = (await list()).id;
        await expect(to({ destinationPrefixListId })).rejects.toThrow(noRoom);
        const routes: Props[] = [
            { cidrBlock: "10.0.0.0/8", transitGatewayId: gateway.id },
            { destinationPrefixListId, transitGatewayId: gateway.id },
        ];
        await expect(ec2.routeTable(east, vpc, { routes })).rejects.toThrow(noRoom);
    });

    test("a list for IPv6 takes nothing of the room for IPv4", async () => {
        clouds.world.putSetting("quotas", { "routes-per-route-table": 5 });
        await to({ destinationPrefixListId: (await list({ addressFamily: "IPv6" })).id });
        await to({ destinationCidrBlock: "10.0.0.0/8" });
        await expect(to({ destinationIpv6CidrBlock: "2001:db9::/32" })).rejects.toThrow(noRoom);
    });

    test("a rule counts for as many as the list may have", async () => {
        clouds.world.putSetting("quotas", { "rules-per-security-group": 5 });
        const group = await ec2.group(east, vpc, { name: "web" });
        const rule = (peer: Props): Promise<Deployed> =>
            east.create(ec2.INGRESS_RULE, { securityGroupId: group.id, ipProtocol: "-1", ...peer });
        await rule({ prefixListId: (await list({ maxEntries: 4 })).id });
        await rule({ cidrIpv4: "10.0.0.0/8" });
        await expect(rule({ cidrIpv4: "192.168.0.0/16" })).rejects.toThrow("RulesPerSecurityGroupLimitExceeded");
    });

    test("keep the list from being deleted", async () => {
        const made = await list();
        const route = await to({ destinationPrefixListId: made.id });
        await expect(east.delete(made)).rejects.toThrow(
            `deleting EC2 Managed Prefix List (${made.id}): waiting for EC2 Managed Prefix List (${made.id}) delete: ` +
                `unexpected state 'delete-failed', wanted target ''. last error: The prefix list is in use by: ${route.id}`,
        );
        await east.delete(route);
        await east.delete(made);
        expect(await east.read(made)).toBeUndefined();
    });
});
