/**
 * aws.ec2transitgateway.RouteTableAssociation and RouteTablePropagation. Expected values: EC2 API reference
 * (AssociateTransitGatewayRouteTable, EnableTransitGatewayRouteTablePropagation), VPC Transit Gateway guide ("You can
 * associate a transit gateway attachment with a single route table"; a peering takes static routes only).
 */
import { aws } from "../../../sim/aws";
import { useClouds, type Deployed } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let hub: Deployed;
let attachment: Deployed;
let vpc: Deployed;

beforeEach(async () => {
    hub = await tgw.gateway(east, tgw.SEGMENTED);
    const net = await tgw.network(east, 1);
    vpc = net.vpc;
    attachment = await tgw.attach(east, hub, net);
});

const NOUNS = {
    [tgw.ASSOCIATION]: "EC2 Transit Gateway Route Table Association",
    [tgw.PROPAGATION]: "EC2 Transit Gateway Route Table Propagation",
};

describe.each(Object.entries(NOUNS))("%s", (type, noun) => {
    const creating = `creating ${noun}: api error`;

    test("tells what is attached, under the id <route table>_<attachment>", async () => {
        const table = await tgw.table(east, hub);
        const made = await east.create(type, tgw.pair(table, attachment));
        expect(made.id).toBe(`${table.id}_${attachment.id}`);
        expect(made.state).toMatchObject({ resourceId: vpc.id, resourceType: "vpc" });
    });

    test("refuses an attachment of another gateway as if it were not there", async () => {
        const foreign = await tgw.table(east, await tgw.gateway(east, tgw.SEGMENTED));
        await expect(east.create(type, tgw.pair(foreign, attachment))).rejects.toThrow(
            `${creating} InvalidTransitGatewayAttachmentID.NotFound: ` +
                `Transit Gateway Attachment ${attachment.id} was deleted or does not exist.`,
        );
    });

    test("refuses what is in another region", async () => {
        const ids = tgw.pair(await tgw.table(east, hub), attachment);
        await expect(east.create(type, { ...ids, region: "eu-west-1" })).rejects.toThrow(
            `${creating} InvalidTransitGatewayAttachmentID.NotFound: ` +
                `Transit Gateway Attachment ${attachment.id} was deleted or does not exist.`,
        );
    });

    test("refuses a peering that is not accepted yet", async () => {
        const peering = await tgw.request(east, hub, await tgw.gateway(east, { region: "eu-west-1" }));
        await expect(east.create(type, tgw.pair(await tgw.table(east, hub), peering))).rejects.toThrow(
            `${creating} IncorrectState: ${peering.id} is in invalid state`,
        );
    });

    test("can be deleted at any time, and made again", async () => {
        const ids = tgw.pair(await tgw.table(east, hub), attachment);
        await east.delete(await east.create(type, ids));
        await east.create(type, ids);
    });
});

describe("an association", () => {
    test("is the only one that an attachment can have", async () => {
        const [one, two] = [await tgw.table(east, hub), await tgw.table(east, hub)];
        const first = await east.create(tgw.ASSOCIATION, tgw.pair(one, attachment));
        for (const table of [one, two]) {
            await expect(east.create(tgw.ASSOCIATION, tgw.pair(table, attachment))).rejects.toThrow(
                "creating EC2 Transit Gateway Route Table Association: api error Resource.AlreadyAssociated: " +
                    `Transit Gateway Attachment ${attachment.id} is already associated to a route table.`,
            );
        }
        await east.delete(first);
        await east.create(tgw.ASSOCIATION, tgw.pair(two, attachment));
    });

    test("clashes with the default one that AWS made", async () => {
        const open = await tgw.gateway(east);
        const joined = await tgw.attach(east, open, await tgw.network(east, 2));
        await expect(east.create(tgw.ASSOCIATION, tgw.pair(await tgw.table(east, open), joined))).rejects.toThrow(
            "Resource.AlreadyAssociated",
        );
    });

    test("takes the place of any other when it is asked to", async () => {
        const [one, two] = [await tgw.table(east, hub), await tgw.table(east, hub)];
        const first = await east.create(tgw.ASSOCIATION, tgw.pair(one, attachment));
        const second = await east.create(tgw.ASSOCIATION, {
            ...tgw.pair(two, attachment),
            replaceExistingAssociation: true,
        });
        expect(await east.read(first)).toBeUndefined();
        expect(await east.read(second)).toEqual(second);
        expect(tgw.idsOf(clouds.world, tgw.ASSOCIATION)).toEqual([second.id]);
    });
});

describe("a propagation", () => {
    test("goes into as many tables as one likes, once into each", async () => {
        const [one, two] = [await tgw.table(east, hub), await tgw.table(east, hub)];
        await east.create(tgw.PROPAGATION, tgw.pair(one, attachment));
        await east.create(tgw.PROPAGATION, tgw.pair(two, attachment));
        await expect(east.create(tgw.PROPAGATION, tgw.pair(one, attachment))).rejects.toThrow(
            "creating EC2 Transit Gateway Route Table Propagation: api error " +
                `TransitGatewayRouteTablePropagation.Duplicate: Propagation ${attachment.id} already exists in ` +
                `Transit Gateway Route Table ${one.id}.`,
        );
    });

    test("is not to be had for a peering", async () => {
        const far = await tgw.gateway(east, { region: "eu-west-1" });
        const peering = await tgw.request(east, hub, far);
        await east.create(tgw.ACCEPTER, { region: "eu-west-1", transitGatewayAttachmentId: peering.id });
        await expect(east.create(tgw.PROPAGATION, tgw.pair(await tgw.table(east, hub), peering))).rejects.toThrow(
            "creating EC2 Transit Gateway Route Table Propagation: api error UnsupportedOperation: " +
                `Route propagation is not supported for the peering attachment ${peering.id}.`,
        );
    });
});
