/** Resources as a policy pack gets them, read with the pack SDK's own proxies. */
import { fromAnalyzed, fromAnalyzedStack, type AnalyzedResource } from "../../../graph/read/crossguard";
import { References } from "../../../graph/read/references";
import { SECRET, UNKNOWN } from "../../../graph/read/values";

// The package leaves the types of it out.
const { unknownCheckingProxy } = jest.requireActual<{ unknownCheckingProxy: (props: object) => object }>(
    "@pulumi/policy",
);

/** How the engine marks a text and a list that it does not know yet. */
const TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const LIST = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";
const PROVIDER = {
    type: "pulumi:providers:aws",
    urn: "urn:pulumi:dev::net::pulumi:providers:aws::default",
    name: "default",
    props: { region: "eu-central-1" },
};

function analyzed(type: string, name: string, props: object, more: Partial<AnalyzedResource> = {}): AnalyzedResource {
    const urn = `urn:pulumi:dev::net::${type}::${name}`;
    return {
        type,
        name,
        urn,
        props: unknownCheckingProxy({ ...props }),
        opts: {},
        provider: PROVIDER,
        ...more,
    };
}
const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const vpc = (props: object) => analyzed(VPC, "shop", props);
const subnet = (props: object, more: Partial<AnalyzedResource> = {}) =>
    analyzed(SUBNET, "a", props, {
        propertyDependencies: { vpcId: [{ urn: `urn:pulumi:dev::net::${VPC}::shop` }] },
        ...more,
    });

test("what is not known is unknown at any depth, and what is around it is read", () => {
    const { props } = fromAnalyzed(
        analyzed("aws:ec2/securityGroup:SecurityGroup", "web", {
            vpcId: TEXT,
            ingress: [
                { protocol: "tcp", cidrBlocks: ["10.0.0.0/8", TEXT] },
                { protocol: "udp", cidrBlocks: LIST },
            ],
            tags: { owner: TEXT, stage: "prod" },
            name: null,
        }),
    );
    expect(props).toEqual({
        vpcId: UNKNOWN,
        ingress: [
            { protocol: "tcp", cidrBlocks: ["10.0.0.0/8", UNKNOWN] },
            { protocol: "udp", cidrBlocks: UNKNOWN },
        ],
        tags: { owner: UNKNOWN, stage: "prod" },
        name: null,
    });
});

test("keys are never read: a secret is one where the resource says so, and open where it does not", () => {
    const props = {
        tunnel1PresharedKey: "correct.horse",
        tunnel2PresharedKey: "",
        sharedKey: "battery.staple",
        password: "[secret]",
        type: "ipsec.1",
    };
    const read = (additionalSecretOutputs: string[]) =>
        fromAnalyzed(
            analyzed("aws:ec2/vpnConnection:VpnConnection", "plant", props, { opts: { additionalSecretOutputs } }),
        ).props;
    expect(read(["tunnel1PresharedKey"])).toEqual({
        tunnel1PresharedKey: SECRET,
        tunnel2PresharedKey: "",
        sharedKey: UNKNOWN,
        password: SECRET,
        type: "ipsec.1",
    });
    expect(read([])["tunnel1PresharedKey"]).toBe(UNKNOWN);
});

test("a resource has its stack, its provider's region, and components are none of a cloud's", () => {
    const [read] = fromAnalyzedStack([vpc({ cidrBlock: "10.0.0.0/16" })], new Map());
    expect(read).toMatchObject({ stack: "net/dev", name: "shop", type: VPC, isCustom: true });
    const refs = new References(fromAnalyzedStack([vpc({})], new Map()));
    expect(refs.regionOf(refs.ofType(VPC)[0]!)).toBe("eu-central-1");
    const { provider: _, ...component } = analyzed("causeway:index:TransitHub", "core", {});
    expect(fromAnalyzed(component)).toMatchObject({ isCustom: false, parent: undefined });
    expect(fromAnalyzed(analyzed(VPC, "a", {}, { opts: { parent: "urn:early" } })).parent).toBe("urn:early");
    expect(fromAnalyzed(analyzed(VPC, "a", {}, { parent: { urn: "urn:late" } })).parent).toBe("urn:late");
});

describe("a stack", () => {
    test("leaves out what is computed and not known yet, as a preview does, and puts lost inputs back", () => {
        const inputs = fromAnalyzed(vpc({ cidrBlock: "10.0.0.0/16", ipv6CidrBlock: TEXT, tags: { owner: "web" } }));
        const [read] = fromAnalyzedStack(
            [
                vpc({
                    cidrBlock: "10.0.0.0/16",
                    ipv6CidrBlock: TEXT,
                    mainRouteTableId: TEXT,
                    instanceTenancy: "default",
                }),
            ],
            new Map([[inputs.urn, inputs]]),
        );
        expect(read!.props).toEqual({
            cidrBlock: "10.0.0.0/16",
            ipv6CidrBlock: UNKNOWN,
            tags: { owner: "web" },
            instanceTenancy: "default",
        });
    });

    test("without the inputs everything that is not known stays so", () => {
        expect(fromAnalyzedStack([vpc({ mainRouteTableId: TEXT })], new Map())[0]!.props).toEqual({
            mainRouteTableId: UNKNOWN,
        });
    });

    const vpcOf = (resources: readonly AnalyzedResource[]) => {
        const refs = new References(fromAnalyzedStack(resources, new Map()));
        const found = refs.one(refs.ofType(SUBNET)[0]!, "vpcId", { types: [VPC] });
        return found.is === "resource" ? found.resource.name : found.is;
    };

    test("references are followed in a preview", () => {
        expect(vpcOf([vpc({}), subnet({ vpcId: TEXT })])).toBe("shop");
    });

    test("ids, which a pack does not get, come from the ARN", () => {
        const deployed = vpc({ arn: "arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1" });
        expect(vpcOf([deployed, subnet({ vpcId: "vpc-1" }, { propertyDependencies: {} })])).toBe("shop");
    });

    test("without an ARN from the one who has it from nobody else", () => {
        expect(vpcOf([vpc({ cidrBlock: "10.0.0.0/16" }), subnet({ vpcId: "vpc-1" })])).toBe("shop");
    });

    test("a text that is an output of it, or two different ones, are no id", () => {
        const ids = (...resources: AnalyzedResource[]) => fromAnalyzedStack(resources, new Map())[0]!.id;
        const other = analyzed(
            SUBNET,
            "b",
            { vpcId: "vpc-2" },
            { propertyDependencies: { vpcId: [{ urn: `urn:pulumi:dev::net::${VPC}::shop` }] } },
        );
        expect(ids(vpc({ cidrBlock: "10.0.0.0/16" }), subnet({ vpcId: "10.0.0.0/16" }))).toBe(UNKNOWN);
        expect(ids(vpc({}), subnet({ vpcId: "vpc-1" }), other)).toBe(UNKNOWN);
    });
});
