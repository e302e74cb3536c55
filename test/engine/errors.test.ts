/** What a user reads when the arguments are wrong. Nothing is created, and nothing else is printed about it. */
import { Project } from "../support/engine";
import { hubProgram, TWO_REGIONS, type HubProgram } from "../support/programs";

let project: Project;
beforeAll(async () => {
    project = await Project.create("errors", hubProgram());
}, 600_000);
afterAll(() => project.dispose());

const hubs = (use: object, euc: object = {}): HubProgram["hubs"] =>
    ({
        use: { ...TWO_REGIONS.hubs.use, ...use },
        euc: { ...TWO_REGIONS.hubs.euc, ...euc },
    }) as HubProgram["hubs"];

/** The program, then the lines that are printed about it. */
const CASES: [string, string, string[]][] = [
    [
        "an ASN that AWS does not accept",
        hubProgram().replace('region: "eu-central-1",', 'region: "eu-central-1", asn: 65535,'),
        [
            'TransitHub "core": 1 problem',
            "  aws.hubs.euc.asn [asn-range]: got 65535; allowed: 64512–65534 or 4200000000–4294967294. Choose a private ASN, or leave it out.",
        ],
    ],
    [
        "a segment that is not declared",
        hubProgram({ ...TWO_REGIONS, hubs: hubs({}, { attachments: { shop: [16, "production"] } }) }),
        [
            'TransitHub "core": 1 problem',
            "  aws.hubs.euc.attachments.shop.segment [unknown-segment]: got \"production\"; allowed: prod or shared. Declare it in 'segments', or correct the name.",
        ],
    ],
    [
        "overlapping CIDRs in two regions",
        hubProgram({ ...TWO_REGIONS, hubs: hubs({}, { attachments: { shop: [0, "prod"] } }) }),
        [
            'TransitHub "core": 1 problem',
            "  aws.hubs.use.attachments.shop.cidrs[0] [cidr-overlap]: got 10.0.0.0/16, which overlaps 10.0.0.0/16 at aws.hubs.euc.attachments.shop.cidrs[0]; allowed: prefixes that do not overlap. Both are in the table of segment 'prod', where one would silently win: renumber one, or keep their segments apart.",
        ],
    ],
    [
        "an Output where a plain value decides what is planned",
        hubProgram().replace(
            'region: "eu-central-1", attachments',
            'region: require("@pulumi/pulumi").output("eu-central-1"), attachments',
        ),
        [
            'TransitHub "core": 1 problem',
            "  aws.hubs.euc.region [not-plain]: got an Output; allowed: a string. It decides what is planned, so it must be known when the program runs: give a plain value.",
        ],
    ],
    [
        "two problems at once",
        hubProgram({
            ...TWO_REGIONS,
            segments: { prod: { reaches: { shard: {} } }, shared: {} },
            more: 'tags: { Name: "x" },',
        }),
        [
            'TransitHub "core": 2 problems',
            "  segments.prod.reaches.shard [unknown-segment]: got \"shard\"; allowed: prod or shared. Declare it in 'segments', or correct the name.",
            '  tags.Name [name-tag]: got "Name"; allowed: any other tag. Remove it: each resource carries its own name.',
        ],
    ],
];

test.each(CASES)("%s", async (_, program, lines) => {
    project.program(program);
    const run = await project.up();
    expect(run.code).not.toBe(0);
    const [message] = run.errors;
    for (const line of lines) expect(message).toContain(line);
    // The text, and no stack, no source path, no dump of an object.
    expect(run.output).not.toMatch(/^\s+at /m);
    expect(run.output).not.toContain("InputPropertiesError {");
    expect((await project.objects()).filter((o) => o.type.startsWith("aws:ec2transitgateway"))).toEqual([]);
});

test("an id of the wrong kind that is known only later is refused before the cloud is asked", async () => {
    project.program(hubProgram().replace("vpcId: vpc.id,\n        cidrs", "vpcId: subnet.id,\n        cidrs"));
    const run = await project.up();
    expect(run.code).not.toBe(0);
    expect(run.errors.join("\n")).toMatch(
        /aws\.hubs\.(use|euc)\.attachments\.(shop|tools)\.vpcId \[wrong-id-kind\]: got "subnet-[0-9a-f]+"; allowed: vpc-…\. Give the id of the right kind of resource\./,
    );
    expect(run.output).not.toMatch(/^\s+at /m);
    expect((await project.objects()).filter((o) => o.type.endsWith(":VpcAttachment"))).toEqual([]);
});
