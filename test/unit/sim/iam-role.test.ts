/**
 * aws.iam.Role, RolePolicy and RolePolicyAttachment. Expected values: IAM API reference (CreateRole, PutRolePolicy,
 * AttachRolePolicy, DeleteRole: errors EntityAlreadyExists, MalformedPolicyDocument, NoSuchEntity, DeleteConflict,
 * LimitExceeded), IAM user guide (names, quotas, policy elements), documentation of the provider's resources.
 */
import { aws as cloud } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { UNCHANGED } from "../../support/ec2";
import * as aws from "../../support/services";
import { UNKNOWN, useClouds, type Deployed, type SimClient } from "../../support/sim-client";

const clouds = useClouds([cloud]);
const east = clouds.client("aws", { region: "us-east-1" });
const west = clouds.client("aws", { region: "us-west-2" });
const partner = clouds.client("aws", { region: "us-east-1", profile: "partner" });

const creating = "creating IAM Role: api error";
const policy = (client: SimClient, inputs: Props = {}): Promise<Deployed> =>
    client.create(aws.ROLE_POLICY, { name: "logs", role: "web", policy: aws.allow("logs:*"), ...inputs });
const attach = (client: SimClient, inputs: Props = {}): Promise<Deployed> =>
    client.create(aws.ROLE_POLICY_ATTACHMENT, { role: "web", policyArn: aws.READ_ONLY, ...inputs });

describe("a role", () => {
    test("has an ARN without a region, its name as id, a unique id and a date", async () => {
        const { id, state } = await aws.role(east, { path: "/shop/" });
        expect(id).toBe("web");
        expect(state.arn).toBe("arn:aws:iam::111122223333:role/shop/web");
        expect(state.uniqueId).toMatch(/^AROA[A-Z2-7]{17}$/);
        expect(state.createDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    });

    test("is of its partition", async () => {
        const china = await clouds.provider("aws", { region: "cn-north-1" });
        expect((await aws.role(china)).state.arn).toBe("arn:aws-cn:iam::111122223333:role/web");
    });

    test("has a name made from the resource's name, or from a prefix", async () => {
        const made = await east.create(aws.ROLE, { assumeRolePolicy: aws.trust() });
        expect(made.id).toMatch(/^thing-[0-9a-f]{7}$/);
        const prefixed = await east.create(aws.ROLE, { assumeRolePolicy: aws.trust(), namePrefix: "web-" });
        expect(prefixed.id).toMatch(/^web-\d{18}[0-9a-f]{8}$/);
    });

    // "Names are not distinguished by case."
    test.each(["web", "WEB"])("has a name that is alone in the account: %s", async (name) => {
        await aws.role(east);
        await expect(aws.role(west, { name })).rejects.toThrow(
            `${creating} EntityAlreadyExists: Role with name ${name} already exists.`,
        );
    });

    test("may have the name of another account's", async () => {
        await aws.role(east);
        expect((await aws.role(partner)).id).toBe("web");
    });

    test.each<[string, Props, string]>([
        [
            "a name of 65 characters",
            { name: "x".repeat(65) },
            "expected length of name to be in the range (1 - 64), got 65",
        ],
        ["a name with a slash", { name: "a/b" }, "invalid value for name (must match [\\w+=,.@-])"],
        [
            "too short a session",
            { maxSessionDuration: 3599 },
            "expected max_session_duration to be in the range (3600 - 43200), got 3599",
        ],
        [
            "too long a session",
            { maxSessionDuration: 43_201 },
            "expected max_session_duration to be in the range (3600 - 43200), got 43201",
        ],
        [
            "a path without a slash at its end",
            { path: "/shop" },
            "invalid value for path (must begin and end with a slash)",
        ],
        [
            "a boundary that is no ARN",
            { permissionsBoundary: "ReadOnly" },
            "is an invalid ARN: arn: invalid prefix or not enough sections",
        ],
    ])("cannot have %s", async (_, inputs, reason) => {
        const failures = await east.check(aws.ROLE, { name: "web", assumeRolePolicy: aws.trust(), ...inputs });
        expect(failures).toEqual([expect.stringContaining(reason)]);
    });

    test.each([
        ["", '"assume_role_policy" is an empty string, which is not a valid JSON value'],
        ["{", '"assume_role_policy" contains an invalid JSON policy: '],
        ["[]", '"assume_role_policy" contains an invalid JSON policy: not a JSON object'],
    ])("is not trusted by '%s'", async (assumeRolePolicy, reason) => {
        expect(await east.check(aws.ROLE, { name: "web", assumeRolePolicy })).toEqual([
            expect.stringContaining(`assumeRolePolicy: ${reason}`),
        ]);
    });

    const service = { Service: "ec2.amazonaws.com" };
    const good = { Action: "sts:AssumeRole", Effect: "Allow", Principal: service };

    test.each<[string, Props, string]>([
        ["without a principal", { Action: "sts:AssumeRole", Effect: "Allow" }, "Missing required field Principal"],
        ["with a resource", { ...good, Resource: "*" }, "Has prohibited field Resource"],
        [
            "of another service's action",
            { ...good, Action: "s3:GetObject" },
            "AssumeRole policy may only specify STS AssumeRole actions.",
        ],
        ["without an action", { Effect: "Allow", Principal: service }, "Policy statement must contain actions."],
        ["that neither allows nor denies", { ...good, Effect: "Maybe" }, "Syntax errors in policy."],
        [
            "of a role that is not there",
            { ...good, Principal: { AWS: "arn:aws:iam::111122223333:role/nobody" } },
            'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/nobody"',
        ],
    ])("is refused a trust %s", async (_, statement, reason) => {
        await expect(aws.role(east, { assumeRolePolicy: aws.document(statement) })).rejects.toThrow(
            `${creating} MalformedPolicyDocument: ${reason}`,
        );
    });

    test("is refused a trust of no known version", async () => {
        const assumeRolePolicy = JSON.stringify({ Version: "2020-01-01", Statement: [good] });
        await expect(aws.role(east, { assumeRolePolicy })).rejects.toThrow(
            `${creating} MalformedPolicyDocument: Policy document must be version 2012-10-17 or greater.`,
        );
    });

    test("may trust a role that is there, and any of another account", async () => {
        await aws.role(east);
        const trusted = ["arn:aws:iam::111122223333:role/web", "arn:aws:iam::444455556666:role/other"];
        const assumeRolePolicy = aws.document({ ...good, Principal: { AWS: trusted } });
        expect((await aws.role(east, { name: "api", assumeRolePolicy })).id).toBe("api");
    });

    test("may be given its trust as an object, and in another order", async () => {
        const made = await aws.role(east, { assumeRolePolicy: { Version: "2012-10-17", Statement: [good] } });
        expect(made.state.assumeRolePolicy).toBe(aws.document(good));
        const again = JSON.stringify({ Version: "2012-10-17", Statement: [good] }, undefined, 4);
        expect(await east.diff(made, { ...made.inputs, assumeRolePolicy: again })).toEqual(UNCHANGED);
    });

    test("is previewed with a trust of which a part is not known yet", async () => {
        const assumeRolePolicy: Props = { Statement: [{ ...good, Principal: { AWS: UNKNOWN } }] };
        expect(await east.check(aws.ROLE, { name: "web", assumeRolePolicy })).toEqual([]);
        expect(await east.preview(aws.ROLE, { name: "web", assumeRolePolicy })).toMatchObject({ assumeRolePolicy });
    });

    test("has a boundary that exists", async () => {
        const permissionsBoundary = "arn:aws:iam::111122223333:policy/nothing";
        await expect(aws.role(east, { permissionsBoundary })).rejects.toThrow(
            `${creating} NoSuchEntity: Scope ARN: ${permissionsBoundary} does not exist or is not attachable.`,
        );
    });

    test("counts in a quota of the account, whatever the region", async () => {
        clouds.world.putSetting("quotas", { "iam-roles-per-account": 1 });
        await aws.role(east);
        await expect(aws.role(west, { name: "api" })).rejects.toThrow(
            `${creating} LimitExceeded: Cannot exceed quota for RolesPerAccount: 1`,
        );
    });

    test("is not deleted while a managed policy is attached", async () => {
        const role = await aws.role(east);
        const attachment = await attach(west);
        await expect(east.delete(role)).rejects.toThrow(
            "deleting IAM Role (web): api error DeleteConflict: Cannot delete entity, must detach all policies first.",
        );
        await west.delete(attachment);
        await east.delete(role);
        expect(await east.read(role)).toBeUndefined();
    });

    test("is not deleted while it has an inline policy", async () => {
        const role = await aws.role(east);
        await policy(east);
        await expect(east.delete(role)).rejects.toThrow(
            "api error DeleteConflict: Cannot delete entity, must delete policies first.",
        );
    });

    test("is deleted whatever another account has attached to its own of that name", async () => {
        const role = await aws.role(east);
        await aws.role(partner);
        await attach(partner);
        await east.delete(role);
        expect(await east.read(role)).toBeUndefined();
    });

    test("is freed of its policies first where the program says so", async () => {
        const role = await aws.role(east, { forceDetachPolicies: true });
        const [attachment, inline] = [await attach(east), await policy(east)];
        await east.delete(role);
        expect(await east.read(attachment)).toBeUndefined();
        expect(await east.read(inline)).toBeUndefined();
    });
});

describe("an inline policy", () => {
    beforeEach(() => aws.role(east));

    test("is named after its role and itself", async () => {
        expect((await policy(east)).id).toBe("web:logs");
    });

    test("replaces another of its name without a word", async () => {
        const first = await policy(east);
        await policy(east, { policy: aws.allow("s3:*") });
        expect((await east.read(first))?.state.policy).toBe(aws.allow("s3:*"));
    });

    test.each<[string, Props, string]>([
        [
            "a principal",
            { Action: "s3:*", Effect: "Allow", Resource: "*", Principal: "*" },
            "Policy document should not specify a principal.",
        ],
        ["no resource", { Action: "s3:*", Effect: "Allow" }, "Policy statement must contain resources."],
        [
            "an action of no service",
            { Action: "GetObject", Effect: "Allow", Resource: "*" },
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        ],
    ])("is refused with %s", async (_, statement, reason) => {
        await expect(policy(east, { policy: aws.document(statement) })).rejects.toThrow(
            `creating IAM Role Policy: api error MalformedPolicyDocument: ${reason}`,
        );
    });

    test("shares 10,240 characters with the others of its role", async () => {
        await policy(east, { policy: aws.allow("s3:*", `arn:aws:s3:::${"x".repeat(6000)}`) });
        const more = { name: "more", policy: aws.allow("s3:*", `arn:aws:s3:::${"y".repeat(6000)}`) };
        await expect(policy(east, more)).rejects.toThrow(
            "api error LimitExceeded: Maximum policy size of 10240 bytes exceeded for role web",
        );
    });

    test("is imported by role and name only", async () => {
        await policy(east);
        await expect(east.import(aws.ROLE_POLICY, "web/logs")).rejects.toThrow(
            "unexpected format of ID (web/logs), expected role_name:role_policy_name",
        );
    });
});

describe("an attachment", () => {
    beforeEach(() => aws.role(east));

    test("is refused of a policy that is not there", async () => {
        const policyArn = "arn:aws:iam::111122223333:policy/nothing";
        await expect(attach(east, { policyArn })).rejects.toThrow(
            `creating IAM Role Policy Attachment: api error NoSuchEntity: Policy ${policyArn} does not exist or is not attachable.`,
        );
    });

    test("is no error a second time", async () => {
        const first = await attach(east);
        expect((await attach(east)).id).toBe(first.id);
    });

    test("finds a role from every region, but in its own account only", async () => {
        expect((await attach(west)).id).toBe(`web/${aws.READ_ONLY}`);
        await expect(attach(partner)).rejects.toThrow(
            "api error NoSuchEntity: The role with name web cannot be found.",
        );
    });

    test("is one of ten of the role", async () => {
        for (let i = 0; i < 10; i++) await attach(east, { policyArn: `arn:aws:iam::aws:policy/P${i}` });
        await expect(attach(east)).rejects.toThrow(
            "api error LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10",
        );
    });

    test("is imported by role and policy only", async () => {
        await expect(east.import(aws.ROLE_POLICY_ATTACHMENT, "web")).rejects.toThrow(
            "unexpected format of ID (web), expected <role-name>/<policy_arn>",
        );
    });
});
