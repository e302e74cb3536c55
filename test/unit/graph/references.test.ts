import { References, unknownValue, type Reference } from "../../../graph/read/references";
import type { Resource } from "../../../graph/read/resources";
import { UNKNOWN, type Values } from "../../../graph/read/values";

const urn = (name: string): string => `urn:pulumi:dev::shop::t::${name}`;
const resource = (type: string, name: string, props: Values = {}, more: Partial<Resource> = {}): Resource => ({
    urn: urn(name),
    type,
    name,
    stack: "shop/dev",
    isCustom: true,
    id: UNKNOWN,
    props,
    parent: undefined,
    provider: undefined,
    sources: {},
    position: undefined,
    step: "create",
    ...more,
});
const VPC = { types: ["aws:ec2/vpc:Vpc"] };
const a = resource("aws:ec2/vpc:Vpc", "a", { region: "us-east-1" }, { id: "vpc-a" });
const b = resource("aws:ec2/vpc:Vpc", "b", { region: "eu-west-1" });
const gateway = resource("aws:ec2/internetGateway:InternetGateway", "g");
const shown = (reference: Reference): unknown =>
    reference.is === "resource" ? reference.resource.name : reference.is === "external" ? reference.id : reference.is;

describe("a property means", () => {
    const one = (value: Values[string], sources: readonly Resource[] = [], inRegion = false): unknown => {
        const from = resource(
            "x:y:Z",
            "x",
            { vpcId: value, region: "eu-west-1" },
            { sources: { vpcId: sources.map((s) => s.urn) } },
        );
        return shown(new References([a, b, gateway, from]).one(from, "vpcId", { ...VPC, inRegion }));
    };
    test.each<[string, unknown, unknown]>([
        ["the resource with its id", one("vpc-a"), "a"],
        ["an id that nobody here has", one("vpc-9"), "vpc-9"],
        ["nothing where it is not set", one(null), "absent"],
        ["the only resource behind it", one(UNKNOWN, [b]), "b"],
        ["the only one of a type that may stand there", one(UNKNOWN, [b, gateway]), "b"],
        ["neither of two", one(UNKNOWN, [a, b]), "unsure"],
        ["of two the one in its region, where the cloud takes no other", one(UNKNOWN, [a, b], true), "b"],
        ["nothing certain without sources", one(UNKNOWN), "unsure"],
    ])("%s", (_, found, expected) => {
        expect(found).toEqual(expected);
    });

    test("what its reason says: the property, and what it may be", () => {
        const from = resource("aws:ec2/subnet:Subnet", "x", { vpcId: UNKNOWN }, { sources: { vpcId: [a.urn, b.urn] } });
        const reference = new References([a, b, from]).one(from, "vpcId", VPC);
        expect(reference).toMatchObject({
            is: "unsure",
            reason: {
                code: "UNKNOWN",
                element: { urn: from.urn, label: "subnet x" },
                detail: "subnet x: vpcId is not known before the deployment and may be any of a, b",
            },
        });
    });

    test("in a list inside, by the sources of the whole input", () => {
        const from = resource(
            "t:t:T",
            "x",
            { routes: [{ gatewayId: UNKNOWN }] },
            { sources: { routes: [gateway.urn, a.urn] } },
        );
        const target = { types: [gateway.type] };
        expect(shown(new References([a, gateway, from]).one(from, ["routes", 0, "gatewayId"], target))).toBe("g");
    });
});

describe("a list means", () => {
    const many = (value: Values[string], sources: readonly Resource[]): unknown => {
        const from = resource("x:y:Z", "x", { vpcIds: value }, { sources: { vpcIds: sources.map((s) => s.urn) } });
        return new References([a, b, from]).many(from, "vpcIds", VPC).map(shown);
    };
    test.each<[string, unknown, unknown]>([
        ["every member by its id", many(["vpc-a", "vpc-9"], []), ["a", "vpc-9"]],
        ["as many resources as it has unknown members", many([UNKNOWN, UNKNOWN], [a, b]), ["a", "b"]],
        ["the rest, besides what is known", many(["vpc-a", UNKNOWN], [a, b]), ["a", "b"]],
        ["nothing certain with more candidates than members", many([UNKNOWN], [a, b]), ["unsure"]],
        // A program may make the list from parts of what it depends on.
        ["nothing certain where all of it is unknown", many(UNKNOWN, [a, b]), ["unsure"]],
        ["nothing where it is not set", many(null, []), []],
    ])("%s", (_, found, expected) => {
        expect(found).toEqual(expected);
    });
});

test("a region is the resource's own, else its provider's", () => {
    const provider = resource("pulumi:providers:aws", "p", { region: "eu-north-1" });
    const own = resource("t:t:T", "own", { region: "us-east-1" }, { provider: provider.urn });
    const given = resource("t:t:T", "given", {}, { provider: provider.urn });
    const none = resource("t:t:T", "none");
    const references = new References([provider, own, given, none]);
    expect([own, given, none].map((r) => references.regionOf(r))).toEqual(["us-east-1", "eu-north-1", undefined]);
});

test("a reason names the resource and what is not known of it", () => {
    expect(unknownValue(a, "cidrBlock is not known")).toEqual({
        code: "UNKNOWN",
        element: { urn: a.urn, label: "vpc a" },
        detail: "vpc a: cidrBlock is not known",
    });
});
