import { fromPreview, fromStackExport, type Resource } from "../../../graph/read/resources";
import { readValue, SECRET, UNKNOWN } from "../../../graph/read/values";

const MARK = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const urn = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;
const PROVIDER = urn("pulumi:providers:aws", "default_7_48_0");

/** A subnet as the engine writes it. */
const subnet = (more: object = {}): object => ({
    urn: urn("aws:ec2/subnet:Subnet", "a"),
    custom: true,
    type: "aws:ec2/subnet:Subnet",
    inputs: { cidrBlock: "10.0.0.0/24", vpcId: MARK },
    parent: urn("pulumi:pulumi:Stack", "shop-dev"),
    provider: `${PROVIDER}::${MARK}`,
    propertyDependencies: { cidrBlock: [], vpcId: [urn("aws:ec2/vpc:Vpc", "z"), urn("aws:ec2/vpc:Vpc", "b")] },
    sourcePosition: "project:///src/index.ts#20,22",
    ...more,
});
const READ: Resource = {
    urn: "urn:pulumi:dev::shop::aws:ec2/subnet:Subnet::a",
    type: "aws:ec2/subnet:Subnet",
    name: "a",
    stack: "shop/dev",
    isCustom: true,
    id: UNKNOWN,
    props: { cidrBlock: "10.0.0.0/24", vpcId: UNKNOWN },
    parent: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
    provider: PROVIDER,
    sources: {
        cidrBlock: [],
        vpcId: ["urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::b", "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::z"],
    },
    position: { file: "src/index.ts", line: 20, column: 22 },
    step: "create",
};

describe("a preview", () => {
    test("gives the resources as they will be, with what is not known yet", () => {
        expect(fromPreview({ steps: [{ op: "create", newState: subnet() }] })).toEqual([READ]);
    });

    test("leaves out what goes, and tells of a replacement once", () => {
        const steps = [
            { op: "delete", oldState: subnet(), newState: subnet() },
            { op: "create-replacement", newState: subnet({ id: "" }) },
            { op: "replace", newState: subnet() },
            { op: "delete-replaced", oldState: subnet() },
        ];
        expect(fromPreview({ steps })).toEqual([{ ...READ, step: "replace" }]);
        expect(fromPreview({ steps: steps.slice(0, 1) })).toEqual([]);
    });

    test("of what stays knows the ids, and lets outputs win over inputs", () => {
        const state = subnet({ id: "subnet-1", outputs: { vpcId: "vpc-1", arn: "arn:1" } });
        const [read] = fromPreview({ steps: [{ op: "same", newState: state }] }) as Resource[];
        expect(read).toMatchObject({
            id: "subnet-1",
            step: "same",
            props: { cidrBlock: "10.0.0.0/24", vpcId: "vpc-1", arn: "arn:1" },
        });
    });

    test.each([[null], [{}], [{ steps: {} }], ["text"]])("%j is none", (json) => {
        expect(fromPreview(json)).toEqual({
            unreadable: "this is no preview: it has no list of 'steps' (pulumi preview --json)",
        });
    });
});

describe("an export of a stack", () => {
    const exported = (...resources: object[]): object => ({ version: 3, deployment: { resources } });

    test("gives what is deployed", () => {
        const state = subnet({ id: "subnet-1", outputs: { vpcId: "vpc-1" } });
        expect(fromStackExport(exported(state))).toEqual([
            { ...READ, id: "subnet-1", step: undefined, props: { cidrBlock: "10.0.0.0/24", vpcId: "vpc-1" } },
        ]);
    });

    test("knows components by having no id, and leaves out what waits for its deletion", () => {
        const hub = { urn: urn("causeway:index:TransitHub", "core"), custom: false, type: "causeway:index:TransitHub" };
        const old = subnet({ id: "subnet-0", delete: true });
        expect(fromStackExport(exported(hub, old))).toEqual([
            {
                urn: hub.urn,
                type: hub.type,
                name: "core",
                stack: "shop/dev",
                isCustom: false,
                id: undefined,
                props: {},
                parent: undefined,
                provider: undefined,
                sources: {},
                position: undefined,
                step: undefined,
            },
        ]);
    });

    test("of a child takes its own type and name, whatever is in them", () => {
        const child = `urn:pulumi:dev::shop::causeway:index:TransitHub$aws:ec2/route:Route::a::b`;
        const [read] = fromStackExport(exported({ urn: child, custom: true, id: "r-1" })) as Resource[];
        expect([read!.type, read!.name]).toEqual(["aws:ec2/route:Route", "a::b"]);
    });

    test("of what a library makes has the user's own line: on the stack, else that of the component", () => {
        const component = urn("shop:index:Network", "core");
        const library = "project:///../node_modules/lib/network.js#7,1";
        const stackTrace = [{ sourcePosition: library }, { sourcePosition: "project:///net.ts#3,9" }];
        const [, near, far] = fromStackExport(
            exported(
                { urn: component, custom: false, sourcePosition: "project:///index.ts#4,1" },
                subnet({ urn: urn("a:b:C", "near"), parent: component, sourcePosition: library, stackTrace }),
                subnet({ urn: urn("a:b:C", "far"), parent: component, sourcePosition: library }),
            ),
        ) as Resource[];
        expect(near!.position).toEqual({ file: "net.ts", line: 3, column: 9 });
        expect(far!.position).toEqual({ file: "index.ts", line: 4, column: 1 });
    });

    test("knows what the program only looked up", () => {
        const [read] = fromStackExport(exported(subnet({ id: "subnet-1", external: true }))) as Resource[];
        expect(read!.step).toBe("read");
    });

    test("of a new stack is empty", () => {
        expect(fromStackExport({ version: 3, deployment: {} })).toEqual([]);
    });

    test.each<[unknown, string]>([
        [null, "this is no export of a stack: it has no 'deployment'"],
        [{ deployment: { resources: 5 } }, "this is no export of a stack: its 'resources' are no list"],
    ])("%j is none", (json, unreadable) => {
        expect(fromStackExport(json)).toEqual({ unreadable });
    });
});

describe("values", () => {
    test.each<[unknown, unknown]>([
        ["text", "text"],
        [0, 0],
        [false, false],
        [null, null],
        [MARK, UNKNOWN],
        [
            ["a", MARK],
            ["a", UNKNOWN],
        ],
        [{ tags: { Name: MARK } }, { tags: { Name: UNKNOWN } }],
        [{ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hush"' }, SECRET],
        [{ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" }, SECRET],
        [{ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" }, UNKNOWN],
        [{ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: 7 }, 7],
        [{ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: 7, secret: true }, SECRET],
        [{ [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "u", id: "vpc-1" }, "vpc-1"],
        [{ [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "u", id: MARK }, UNKNOWN],
        [{ [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", hash: "x" }, null],
    ])("%j", (json, value) => {
        expect(readValue(json)).toEqual(value);
    });

    test("never show a secret", () => {
        const state = subnet({
            id: "x",
            inputs: { presharedKey: { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hush"' } },
        });
        const [read] = fromStackExport({ deployment: { resources: [state] } }) as Resource[];
        expect(JSON.stringify(read)).not.toContain("hush");
        expect(read!.props["presharedKey"]).toBe(SECRET);
    });
});
