/**
 * What holds for every modelled type of `aws.ec2transitgateway`. Codes and messages are those of the EC2 API; what is
 * replaced and what is updated in place follows the documentation of the provider's resources.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { refusesToName, testType, type TypeCase } from "../../support/every-type";
import { UNKNOWN, useClouds } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const missing = (property: string): string => `${property}: Missing required property '${property}'`;
const noGateway: [string, string] = [
    "tgw-00000000000000000",
    "InvalidTransitGatewayID.NotFound: Transit Gateway tgw-00000000000000000 was deleted or does not exist.",
];
const noTable: [string, string] = [
    "tgw-rtb-00000000000000000",
    "InvalidRouteTableID.NotFound: Transit Gateway Route Table tgw-rtb-00000000000000000 was deleted or does not exist.",
];
const noAttachment: [string, string] = [
    "tgw-attach-00000000000000000",
    "InvalidTransitGatewayAttachmentID.NotFound: Transit Gateway Attachment tgw-attach-00000000000000000 was deleted or does not exist.",
];
const tags = { Name: "hub" };
const otherIds = {
    transitGatewayAttachmentId: noAttachment[0],
    transitGatewayRouteTableId: noTable[0],
    region: "ap-south-1",
};

/** A route table and an attachment of one gateway that joins nothing by itself. */
async function tableAndAttachment(region?: string): Promise<Props> {
    const place = tgw.at(region);
    const hub = await tgw.gateway(east, { ...place, ...tgw.SEGMENTED });
    const attachment = await tgw.attach(east, hub, await tgw.network(east, 1, region), place);
    return { ...place, ...tgw.pair(await tgw.table(east, hub, place), attachment) };
}

/** Two gateways, one in `region` and one in another. */
async function twoGateways(region = "us-east-1"): ReturnType<typeof pairOfGateways> {
    return pairOfGateways(region, region === "us-east-1" ? "eu-west-1" : "us-east-1");
}

async function pairOfGateways(here: string, there: string) {
    return { here: await tgw.gateway(east, { region: here }), there: await tgw.gateway(east, { region: there }) };
}

const defaultTable = (type: string, role: string): TypeCase => ({
    type,
    noun: `EC2 Transit Gateway Default Route Table ${role}`,
    inputs: async (region) => {
        const hub = await tgw.gateway(east, tgw.at(region));
        const table = await tgw.table(east, hub, tgw.at(region));
        return { ...tgw.at(region), transitGatewayId: hub.id, transitGatewayRouteTableId: table.id };
    },
    required: ["transitGatewayId", "transitGatewayRouteTableId"],
    dangling: { transitGatewayId: noGateway, transitGatewayRouteTableId: noTable },
    unknown: ["originalDefaultRouteTableId", "region"],
    replaced: { transitGatewayId: noGateway[0], region: "ap-south-1" },
    updated: {},
    onTimeout: "bare",
});

const CASES: TypeCase[] = [
    {
        type: tgw.GATEWAY,
        noun: "EC2 Transit Gateway",
        inputs: (region) => Promise.resolve({ ...tgw.at(region), description: "hub", tags }),
        required: [],
        dangling: {},
        unknown: [
            "arn",
            "associationDefaultRouteTableId",
            "encryptionSupport",
            "ownerId",
            "propagationDefaultRouteTableId",
        ],
        replaced: { multicastSupport: "enable", region: "ap-south-1" },
        updated: {
            amazonSideAsn: 4_200_000_000,
            autoAcceptSharedAttachments: "enable",
            defaultRouteTableAssociation: "disable",
            defaultRouteTablePropagation: "disable",
            description: "the hub",
            dnsSupport: "disable",
            encryptionSupport: "enable",
            securityGroupReferencingSupport: "enable",
            tags: { Name: "the hub" },
            transitGatewayCidrBlocks: ["10.255.0.0/24"],
            vpnEcmpSupport: "disable",
        },
        onTimeout: "partial",
    },
    {
        type: tgw.VPC_ATTACHMENT,
        noun: "EC2 Transit Gateway VPC Attachment",
        inputs: async (region) => {
            const hub = await tgw.gateway(east, tgw.at(region));
            const { vpc, subnetIds } = await tgw.network(east, 1, region);
            return { ...tgw.at(region), transitGatewayId: hub.id, vpcId: vpc.id, subnetIds, tags };
        },
        required: ["subnetIds", "transitGatewayId", "vpcId"],
        dangling: {
            transitGatewayId: noGateway,
            vpcId: [
                "vpc-00000000000000000",
                "InvalidVpcID.NotFound: The vpc ID 'vpc-00000000000000000' does not exist",
            ],
        },
        unknown: [
            "arn",
            "securityGroupReferencingSupport",
            "transitGatewayDefaultRouteTableAssociation",
            "transitGatewayDefaultRouteTablePropagation",
            "vpcOwnerId",
        ],
        replaced: { transitGatewayId: noGateway[0], vpcId: "vpc-00000000000000000", region: "ap-south-1" },
        updated: {
            applianceModeSupport: "enable",
            dnsSupport: "disable",
            ipv6Support: "enable",
            securityGroupReferencingSupport: "disable",
            tags: { Name: "the attachment" },
            transitGatewayDefaultRouteTableAssociation: false,
            transitGatewayDefaultRouteTablePropagation: false,
        },
        onTimeout: "partial",
    },
    {
        type: tgw.ROUTE_TABLE,
        noun: "EC2 Transit Gateway Route Table",
        inputs: async (region) => ({
            ...tgw.at(region),
            transitGatewayId: (await tgw.gateway(east, tgw.at(region))).id,
            tags,
        }),
        required: ["transitGatewayId"],
        dangling: { transitGatewayId: noGateway },
        unknown: ["arn", "defaultAssociationRouteTable", "defaultPropagationRouteTable"],
        replaced: { transitGatewayId: noGateway[0], region: "ap-south-1" },
        updated: { tags: { Name: "the table" } },
        onTimeout: "partial",
    },
    {
        type: tgw.ASSOCIATION,
        noun: "EC2 Transit Gateway Route Table Association",
        inputs: tableAndAttachment,
        required: ["transitGatewayAttachmentId", "transitGatewayRouteTableId"],
        dangling: { transitGatewayAttachmentId: noAttachment, transitGatewayRouteTableId: noTable },
        unknown: ["resourceId", "resourceType"],
        replaced: otherIds,
        updated: { replaceExistingAssociation: true },
        onTimeout: "partial",
    },
    {
        type: tgw.PROPAGATION,
        noun: "EC2 Transit Gateway Route Table Propagation",
        inputs: tableAndAttachment,
        required: ["transitGatewayAttachmentId", "transitGatewayRouteTableId"],
        dangling: { transitGatewayAttachmentId: noAttachment, transitGatewayRouteTableId: noTable },
        unknown: ["resourceId", "resourceType"],
        replaced: otherIds,
        updated: {},
        onTimeout: "partial",
    },
    {
        type: tgw.ROUTE,
        noun: "EC2 Transit Gateway Route",
        inputs: async (region) => ({ ...(await tableAndAttachment(region)), destinationCidrBlock: "10.20.0.0/16" }),
        required: ["destinationCidrBlock", "transitGatewayRouteTableId"],
        dangling: { transitGatewayAttachmentId: noAttachment, transitGatewayRouteTableId: noTable },
        unknown: [],
        replaced: { ...otherIds, destinationCidrBlock: "10.21.0.0/16", blackhole: true },
        updated: {},
        onTimeout: "partial",
    },
    {
        type: tgw.PEERING,
        noun: "EC2 Transit Gateway Peering Attachment",
        inputs: async (region) => {
            const { here, there } = await twoGateways(region);
            return {
                ...tgw.at(region),
                transitGatewayId: here.id,
                peerTransitGatewayId: there.id,
                peerRegion: there.state.region ?? null,
                tags,
            };
        },
        required: ["peerRegion", "peerTransitGatewayId", "transitGatewayId"],
        dangling: { transitGatewayId: noGateway, peerTransitGatewayId: noGateway },
        unknown: ["arn", "peerAccountId", "state"],
        replaced: {
            options: { dynamicRouting: "enable" },
            peerAccountId: "444455556666",
            peerRegion: "eu-west-2",
            peerTransitGatewayId: noGateway[0],
            region: "ap-south-1",
            transitGatewayId: noGateway[0],
        },
        updated: { tags: { Name: "the peering" } },
        onTimeout: "partial",
    },
    {
        type: tgw.ACCEPTER,
        noun: "EC2 Transit Gateway Peering Attachment Accepter",
        inputs: async (region) => {
            const { here, there } = await twoGateways(region);
            const peering = await tgw.request(east, there, here);
            return { ...tgw.at(region), transitGatewayAttachmentId: peering.id, tags };
        },
        required: ["transitGatewayAttachmentId"],
        dangling: {
            transitGatewayAttachmentId: [
                noAttachment[0],
                "InvalidTransitGatewayAttachmentID.NotFound: Transit Gateway Peering Attachment " +
                    "tgw-attach-00000000000000000 was deleted or does not exist.",
            ],
        },
        unknown: ["peerAccountId", "peerRegion", "peerTransitGatewayId", "transitGatewayId"],
        replaced: { transitGatewayAttachmentId: noAttachment[0], region: "ap-south-1" },
        updated: { tags: { Name: "the peering" } },
        onTimeout: "partial",
    },
    defaultTable(tgw.DEFAULT_ASSOCIATION, "Association"),
    defaultTable(tgw.DEFAULT_PROPAGATION, "Propagation"),
];

/** May be given, though the cloud decides where they are not. */
const OPTIONAL = [
    "encryptionSupport",
    "peerAccountId",
    "region",
    "securityGroupReferencingSupport",
    "transitGatewayDefaultRouteTableAssociation",
    "transitGatewayDefaultRouteTablePropagation",
];

const unchanged = { changed: [], replaces: [] };

test("the cases cover every modelled type", () => {
    const modelled = aws.types.map((t) => t.token).filter((token) => token.startsWith("aws:ec2transitgateway/"));
    expect(CASES.map((c) => c.type).sort()).toEqual(modelled.sort());
});

describe.each(CASES)("$noun", (c) => {
    testType({ ...c, optional: OPTIONAL }, clouds, east);

    test("names every missing input at once", async () => {
        expect(await east.check(c.type, {})).toEqual(c.required.map(missing));
    });

    test("refuses to name what does not exist", () => refusesToName(c, clouds, east));

    test("leaves in a preview unknown what only the cloud knows", async () => {
        const inputs = await c.inputs();
        const shown = await east.preview(c.type, inputs);
        expect(shown).toMatchObject(inputs);
        const unknown = Object.keys(shown).filter((name) => shown[name] === UNKNOWN);
        expect(unknown.sort()).toEqual(c.unknown.filter((name) => name !== "region"));
    });

    test("takes inputs that are not known yet", async () => {
        const unknown = Object.keys(await c.inputs()).filter((name) => name !== "tags");
        const inputs: Props = Object.fromEntries(unknown.map((name) => [name, UNKNOWN]));
        expect(await east.check(c.type, inputs)).toEqual([]);
        expect(await east.preview(c.type, inputs)).toMatchObject(inputs);
    });

    test("is unchanged after creation and after reading it again", async () => {
        const made = await east.create(c.type, await c.inputs());
        expect(await east.diff(made, made.inputs)).toEqual(unchanged);
        const read = await east.read(made);
        expect(read).toEqual(made);
    });

    test("is imported by its id, with inputs that change nothing", async () => {
        const made = await east.create(c.type, await c.inputs());
        const imported = (await east.import(c.type, made.id))!;
        expect(imported.state).toEqual(made.state);
        expect(await east.check(c.type, imported.inputs)).toEqual([]);
        expect(await east.diff(imported, imported.inputs)).toEqual(unchanged);
        expect(await east.diff(imported, made.inputs)).toEqual(unchanged);
    });

    test("lives in the region that it names, whatever the provider's", async () => {
        const made = await east.create(c.type, await c.inputs("eu-west-1"));
        expect(made.state.region).toBe("eu-west-1");
        expect(await east.read(made)).toEqual(made);
        expect(await east.import(c.type, made.id)).toBeUndefined();
        expect((await east.import(c.type, `${made.id}@eu-west-1`))?.state).toEqual(made.state);
    });

    test("shows drift when it is read", async () => {
        const made = await east.create(c.type, await c.inputs());
        const drifting = Object.entries(c.updated).filter(([name]) => !SWITCHES.has(name));
        for (const [property, value] of drifting) {
            const object = clouds.world.get(c.type, place("us-east-1"), made.id)!;
            clouds.world.put({ ...object, props: { ...object.props, [property]: value } });
            const read = (await east.read(made))!;
            expect(read.state[property]).toEqual(value);
            clouds.world.put(object);
        }
    });
});

/** What is read of these is whether an association or a propagation is there. */
const SWITCHES = new Set(["transitGatewayDefaultRouteTableAssociation", "transitGatewayDefaultRouteTablePropagation"]);

function place(region: string): { account: string; region: string } {
    return { account: "111122223333", region };
}
