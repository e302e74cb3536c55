/** A value that several resources had a part in is one of theirs only where none of the others can hold another. */
import { References } from "../../../graph/read/references";
import { fromRecording } from "../../../graph/read/recording";

const VPC = "aws:ec2/vpc:Vpc";
/** How the engine writes a text that it does not know. */
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface Made {
    readonly type: string;
    readonly name: string;
    readonly inputs?: object;
    readonly from?: Readonly<Record<string, readonly string[]>>;
    readonly custom?: boolean;
}

const urn = (name: string): string => `urn:pulumi:dev::net::any::${name}`;

/** What the VPC of subnet "asked" is, beside other resources. */
function vpcOfAsked(sources: readonly string[], others: readonly Made[]): string {
    const asked: Made = {
        type: "aws:ec2/subnet:Subnet",
        name: "asked",
        inputs: { vpcId: UNKNOWN_TEXT },
        from: { vpcId: sources },
    };
    const all = [{ type: VPC, name: "a" }, { type: VPC, name: "b" }, ...others, asked].map((made: Made) => ({
        type: made.type,
        urn: urn(made.name),
        custom: made.custom ?? true,
        inputs: made.inputs ?? {},
        propertyDependencies: Object.fromEntries(
            Object.entries(made.from ?? {}).map(([property, names]) => [property, names.map(urn)]),
        ),
    }));
    const references = new References(fromRecording(all, "planned"));
    const reference = references.one(references.resource(urn("asked"))!, "vpcId", { types: [VPC] });
    if (reference.is === "unsure") return `unsure ${reference.candidates.map(({ name }) => name).join(" ")}`.trim();
    return reference.is === "resource" ? reference.resource.name : reference.is;
}

const beside = (vpc: string): Made => ({
    type: "aws:ec2/subnet:Subnet",
    name: "beside",
    inputs: { vpcId: UNKNOWN_TEXT },
    from: { vpcId: [vpc] },
});

test.each<[string, string, readonly string[], readonly Made[]]>([
    ["one VPC alone", "a", ["a"], []],
    ["two VPCs", "unsure a b", ["a", "b"], []],
    [
        "a VPC and a parameter, which holds any text",
        "unsure",
        ["a", "p"],
        [{ type: "aws:ssm/parameter:Parameter", name: "p" }],
    ],
    ["a VPC and a subnet of the same VPC", "a", ["a", "beside"], [beside("a")]],
    ["a VPC and a subnet of another, which has its id too", "unsure", ["a", "beside"], [beside("b")]],
    [
        "a VPC and a subnet of one that is known by its id",
        "unsure",
        ["a", "beside"],
        [{ type: "aws:ec2/subnet:Subnet", name: "beside", inputs: { vpcId: "vpc-1" } }],
    ],
    [
        "a VPC and its component, which tells what its outputs came from",
        "a",
        ["a", "c"],
        [{ type: "awsx:ec2:Vpc", name: "c", custom: false }],
    ],
    ["a VPC and an address, which has no VPC", "a", ["a", "e"], [{ type: "aws:ec2/eip:Eip", name: "e" }]],
    ["a VPC and a resource that is not there", "unsure", ["a", "gone"], []],
])("%s: %s", (_, expected, sources, others) => {
    expect(vpcOfAsked(sources, others)).toBe(expected);
});
