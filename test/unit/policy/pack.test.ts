/** What the pack reports at each of the engine's calls. */
import type { AnalyzedResource } from "../../../graph/read/crossguard";
import { Reports } from "../../../policy/pack/reports";
import { noAnswers } from "../../../policy/questions";
import { TODAY } from "./support";

// The package leaves the types of it out.
const { unknownCheckingProxy } = jest.requireActual<{ unknownCheckingProxy: (props: object) => object }>(
    "@pulumi/policy",
);

const TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const provider = {
    type: "pulumi:providers:aws",
    urn: "urn:pulumi:dev::net::pulumi:providers:aws::default",
    name: "default",
    props: { region: "us-east-1" },
};
function analyzed(type: string, name: string, props: object, more: Partial<AnalyzedResource> = {}): AnalyzedResource {
    const urn = `urn:pulumi:dev::net::${type}::${name}`;
    return { type, name, urn, props: unknownCheckingProxy({ ...props }), opts: {}, provider, ...more };
}
const STACK = { ...analyzed("pulumi:pulumi:Stack", "net-dev", {}), provider: undefined } as unknown as AnalyzedResource;
const hub = (autoAcceptSharedAttachments: string) =>
    analyzed("aws:ec2transitgateway/transitGateway:TransitGateway", "core", { autoAcceptSharedAttachments });
const vpc = analyzed("aws:ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const reports = () =>
    new Reports(
        () => noAnswers("nobody asked"),
        () => TODAY,
    );
const ids = (violations: readonly { message: string }[]) =>
    violations.map(({ message }) => /^\[([a-z-]+)\]/.exec(message)?.[1] ?? message);

test("a rule of single resources speaks before the resource is made, and not again at the stack", () => {
    const pack = reports();
    const early = pack.resource(hub("enable"), {});
    expect(ids(early.mandatory)).toEqual(["segmentation-hub-auto-accept"]);
    expect(early.mandatory[0]?.urn).toBe(hub("enable").urn);
    const late = pack.stack([STACK, hub("enable")], {});
    expect(ids([...late.mandatory, ...late.advisory])).not.toContain("segmentation-hub-auto-accept");
    expect(ids(late.advisory)).toContain("observability-flow-logs");
});

test("what is not known is advice, and with strict ends the run", () => {
    expect(ids(reports().resource(hub(TEXT), {}).advisory)).toEqual(["segmentation-hub-auto-accept"]);
    expect(ids(reports().resource(hub(TEXT), { strict: true }).mandatory)).toEqual(["segmentation-hub-auto-accept"]);
});

test("what is about no resource is about the stack: without a URN the engine ends in a panic", () => {
    const config = { expectations: { mustReach: [{ from: "a", to: "b", traffic: "tcp 1" }] } };
    const { mandatory, advisory } = reports().stack([STACK, vpc], config);
    const flow = [...mandatory, ...advisory].filter(({ message }) => message.includes("a to b, tcp 1"));
    expect(flow.map(({ urn }) => urn)).toEqual([STACK.urn, STACK.urn]);
});

test("the region of a provider counts for its resources", () => {
    const config = { expectations: { allowedRegions: ["eu-*"] } };
    expect(ids(reports().resource(vpc, config).mandatory)).toEqual(["residency-allowed-regions"]);
});

test("exemptions are used by findings of both stages", () => {
    const exemption = (rule: string) => ({ rule, name: "*", reason: "a test", expires: TODAY });
    const config = {
        exemptions: ["segmentation-hub-auto-accept", "observability-flow-logs", "cost-budget"].map(exemption),
    };
    const pack = reports();
    expect(pack.resource(hub("enable"), config).mandatory).toEqual([]);
    const { advisory } = pack.stack([STACK, hub("enable")], config);
    expect(
        advisory
            .filter(({ message }) => message.startsWith("[hygiene-exemption-unused]"))
            .map(({ message }) => message),
    ).toEqual([expect.stringContaining("exemption of * from cost-budget")]);
});

describe("a configuration with mistakes", () => {
    const config = { profile: "hippa" };

    test("ends the run once, at the stack itself, and nothing is judged", () => {
        const pack = reports();
        expect(pack.resource(STACK, config).mandatory.map(({ message, urn }) => [message.split("\n")[0], urn])).toEqual(
            [["the policy configuration: 1 problem", STACK.urn]],
        );
        expect(pack.resource(hub("enable"), config)).toEqual({ mandatory: [], advisory: [] });
        expect(pack.stack([STACK, hub("enable")], config)).toEqual({ mandatory: [], advisory: [] });
    });

    test("ends the run where the engine gives whole stacks only", () => {
        expect(reports().stack([STACK], config).mandatory).toHaveLength(1);
    });
});

describe("remedies", () => {
    test("mend what is broken", () => {
        const pack = reports();
        pack.resource(STACK, {});
        expect(pack.remedies(hub("enable"))).toEqual({ autoAcceptSharedAttachments: "disable" });
        expect(pack.remedies(hub("disable"))).toEqual({});
        expect(pack.remedies(hub(TEXT))).toEqual({});
    });

    test("leave alone what is exempt, and everything before the configuration is known", () => {
        const pack = reports();
        expect(pack.remedies(hub("enable"))).toEqual({});
        pack.resource(STACK, {
            exemptions: [{ rule: "segmentation-hub-auto-accept", name: "core", reason: "a test", expires: TODAY }],
        });
        expect(pack.remedies(hub("enable"))).toEqual({});
    });
});
