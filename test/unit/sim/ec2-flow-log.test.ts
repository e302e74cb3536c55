/**
 * aws.ec2.FlowLog. Expected values: EC2 API reference (CreateFlowLogs: TrafficType is required but for transit gateways,
 * LogDestination and DeliverLogsPermissionArn by type of destination), "Error codes for the Amazon EC2 API"
 * (FlowLogAlreadyExists, FlowLogsLimitExceeded), VPC user guide (default format; quotas: 2 flow logs per network interface,
 * subnet or VPC), VPC Transit Gateway guide (default format), an answer of the API as quoted in terraform-provider-aws#26169
 * (interval of 60 seconds), source of the provider's aws_flow_log.
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { FLOW_LOG, LOG_GROUP, LOG_ROLE, networkInterface } from "../../support/ec2-machine-cases";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
});

const creating = "creating Flow Log: api error";
const BUCKET = "arn:aws:s3:::flows";
const toLogs = { logDestination: LOG_GROUP, iamRoleArn: LOG_ROLE };
const toBucket = { logDestinationType: "s3", logDestination: BUCKET };

const log = (inputs: Props): Promise<Deployed> => east.create(FLOW_LOG, inputs);
const ofVpc = (inputs: Props): Promise<Deployed> => log({ vpcId: vpc.id, trafficType: "ALL", ...inputs });

/** A transit gateway and the attachment of the VPC to it. */
async function attached(): Promise<{ gateway: Deployed; attachment: string }> {
    const gateway = await ec2.attachedGateway(east, vpc);
    return { gateway, attachment: clouds.world.all(ec2.VPC_ATTACHMENT)[0]!.id };
}

describe("what it logs", () => {
    const NAMES = "eniId,regionalNatGatewayId,subnetId,vpcId,transitGatewayId,transitGatewayAttachmentId";
    const invalid = ": Invalid combination of arguments:";

    test("must be said", async () => {
        expect(await east.check(FLOW_LOG, toBucket)).toEqual([`${invalid} one of \`${NAMES}\` must be specified`]);
    });

    test("is one thing", async () => {
        expect(await east.check(FLOW_LOG, { ...toBucket, vpcId: "vpc-1", subnetId: "subnet-1" })).toEqual([
            `${invalid} only one of \`${NAMES}\` can be specified, but \`subnetId,vpcId\` were specified.`,
        ]);
    });

    test("may be known later", async () => {
        expect(await east.check(FLOW_LOG, { ...toBucket, vpcId: UNKNOWN })).toEqual([]);
    });

    test("a subnet", async () => {
        const subnetId = (await ec2.subnet(east, vpc)).id;
        expect((await log({ subnetId, trafficType: "REJECT", ...toBucket })).state).toMatchObject({ subnetId });
    });

    test("a network interface", async () => {
        const eniId = (await networkInterface(east, await ec2.subnet(east, vpc))).id;
        expect((await log({ eniId, trafficType: "ACCEPT", ...toBucket })).state).toMatchObject({ eniId });
    });

    test("a transit gateway", async () => {
        const transitGatewayId = (await attached()).gateway.id;
        const made = await log({ transitGatewayId, maxAggregationInterval: 60, ...toBucket });
        expect(made.state.transitGatewayId).toBe(transitGatewayId);
    });

    test("an attachment of one", async () => {
        const transitGatewayAttachmentId = (await attached()).attachment;
        const made = await log({ transitGatewayAttachmentId, maxAggregationInterval: 60, ...toBucket });
        expect(made.state.transitGatewayAttachmentId).toBe(transitGatewayAttachmentId);
    });

    test.each([
        ["eniId", "eni", "InvalidNetworkInterfaceID.NotFound"],
        ["subnetId", "subnet", "InvalidSubnetID.NotFound"],
        ["transitGatewayId", "tgw", "InvalidTransitGatewayID.NotFound"],
        ["transitGatewayAttachmentId", "tgw-attach", "InvalidTransitGatewayAttachmentID.NotFound"],
    ])("must be there: %s", async (property, prefix, code) => {
        await expect(log({ [property]: ec2.nothing(prefix), ...toBucket })).rejects.toThrow(`${creating} ${code}: `);
    });

    test("an attachment of a transit gateway does not stay because of it either", async () => {
        const transitGatewayAttachmentId = (await attached()).attachment;
        const made = await log({ transitGatewayAttachmentId, maxAggregationInterval: 60, ...toBucket });
        await east.delete((await east.import(ec2.VPC_ATTACHMENT, transitGatewayAttachmentId))!);
        expect(await east.read(made)).toBeUndefined();
    });

    test("does not stay because of it", async () => {
        const made = await ofVpc(toBucket);
        await east.delete(vpc);
        expect(await east.read(made)).toBeUndefined();
    });
});

describe("traffic and interval", () => {
    test("of a VPC the traffic must be said", async () => {
        await expect(log({ vpcId: vpc.id, ...toBucket })).rejects.toThrow(
            `${creating} MissingParameter: The request must contain the parameter TrafficType`,
        );
    });

    // The provider does not pass it on.
    test("of a transit gateway it has no effect", async () => {
        const transitGatewayId = (await attached()).gateway.id;
        const made = await log({ transitGatewayId, trafficType: "ALL", maxAggregationInterval: 60, ...toBucket });
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test.each(["transitGatewayId", "transitGatewayAttachmentId"])(
        "with %s the interval is a minute",
        async (property) => {
            const { gateway, attachment } = await attached();
            const id = property === "transitGatewayId" ? gateway.id : attachment;
            await expect(log({ [property]: id, ...toBucket })).rejects.toThrow(
                `${creating} InvalidParameter: max-aggregation-interval other than 60 sec / 1 min is not supported when the ` +
                    "resource-type is TransitGateway or TransitGatewayAttachment",
            );
        },
    );

    test("else it is ten minutes", async () => {
        expect((await ofVpc(toBucket)).state.maxAggregationInterval).toBe(600);
    });

    test("there is no other interval", async () => {
        expect(await east.check(FLOW_LOG, { vpcId: "vpc-1", maxAggregationInterval: 300 })).toEqual([
            "maxAggregationInterval: expected one of [60,600], got 300",
        ]);
    });
});

describe("where it goes", () => {
    test("must be said", async () => {
        await expect(ofVpc({ iamRoleArn: LOG_ROLE })).rejects.toThrow(
            `${creating} InvalidParameter: LogDestination can't be empty if LogGroupName is not provided.`,
        );
    });

    test("a log group, with a role to write there", async () => {
        expect((await ofVpc(toLogs)).state).toMatchObject({ logDestinationType: "cloud-watch-logs", ...toLogs });
    });

    test("a log group without a role is refused", async () => {
        await expect(ofVpc({ logDestination: LOG_GROUP })).rejects.toThrow(
            `${creating} InvalidParameter: DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.`,
        );
    });

    test("a log group named with all that is in it is the same", async () => {
        const made = await ofVpc({ ...toLogs, logDestination: `${LOG_GROUP}:*` });
        expect(made.state.logDestination).toBe(LOG_GROUP);
    });

    test("a bucket, or a folder in one", async () => {
        const made = await ofVpc({ ...toBucket, logDestination: `${BUCKET}/vpc` });
        expect(made.state.logDestination).toBe(`${BUCKET}/vpc`);
    });

    test("a bucket takes no role", async () => {
        await expect(ofVpc({ ...toBucket, iamRoleArn: LOG_ROLE })).rejects.toThrow(`${creating} InvalidParameter: `);
    });

    test("a delivery stream", async () => {
        const logDestination = "arn:aws:firehose:us-east-1:111122223333:deliverystream/flows";
        const made = await ofVpc({ logDestinationType: "kinesis-data-firehose", logDestination });
        expect(made.state.logDestination).toBe(logDestination);
    });

    test.each([
        ["s3", LOG_GROUP],
        ["kinesis-data-firehose", BUCKET],
        ["cloud-watch-logs", BUCKET],
    ])("%s does not take %s", async (logDestinationType, logDestination) => {
        const role: Props = logDestinationType === "cloud-watch-logs" ? { iamRoleArn: LOG_ROLE } : {};
        await expect(ofVpc({ logDestinationType, logDestination, ...role })).rejects.toThrow(
            `${creating} InvalidParameter: LogDestination ${logDestination} is not a destination of type`,
        );
    });

    test.each(["iamRoleArn", "logDestination", "deliverCrossAccountRole"])("%s must be an ARN", async (property) => {
        expect(await east.check(FLOW_LOG, { vpcId: "vpc-1", [property]: "flows" })).toEqual([
            expect.stringContaining(`${property}: (flows) is an invalid ARN`),
        ]);
    });

    test("options are those of a bucket", async () => {
        const destinationOptions = { fileFormat: "parquet" };
        await expect(ofVpc({ ...toLogs, destinationOptions })).rejects.toThrow(`${creating} InvalidParameter: `);
        const made = await ofVpc({ ...toBucket, destinationOptions });
        expect(made.state.destinationOptions).toEqual({
            fileFormat: "parquet",
            hiveCompatiblePartitions: false,
            perHourPartition: false,
        });
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });
});

describe("its format", () => {
    test("is the documented one where none is given", async () => {
        expect((await ofVpc(toBucket)).state.logFormat).toBe(
            "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} " +
                "${bytes} ${start} ${end} ${action} ${log-status}",
        );
    });

    test("of a transit gateway it is another one", async () => {
        const transitGatewayId = (await attached()).gateway.id;
        const { state } = await log({ transitGatewayId, maxAggregationInterval: 60, ...toBucket });
        expect(state.logFormat).toMatch(/^\$\{version\} \$\{resource-type\} \$\{account-id\} \$\{tgw-id\} /);
    });

    test("may be chosen", async () => {
        expect((await ofVpc({ ...toBucket, logFormat: "${srcaddr} ${dstaddr}" })).state.logFormat).toBe(
            "${srcaddr} ${dstaddr}",
        );
    });
});

describe("several", () => {
    test("the same one again is refused", async () => {
        await ofVpc(toBucket);
        await expect(ofVpc(toBucket)).rejects.toThrow(
            `${creating} FlowLogAlreadyExists: Error. There is an existing Flow Log with the same configuration and log ` +
                "destination.",
        );
    });

    test.each<[string, Props]>([
        ["destination", { ...toBucket, logDestination: "arn:aws:s3:::other" }],
        ["traffic", { ...toBucket, trafficType: "REJECT" }],
    ])("one with another %s stands beside it", async (_, inputs) => {
        await ofVpc(toBucket);
        expect((await ofVpc(inputs)).id).toMatch(/^fl-[0-9a-f]{17}$/);
    });

    test("the same of another VPC is another", async () => {
        await ofVpc(toBucket);
        const other = await ec2.vpc(east, 2);
        expect((await ofVpc({ ...toBucket, vpcId: other.id })).state.vpcId).toBe(other.id);
    });

    test("of a VPC there are two", async () => {
        expect(aws.types.find(({ token }) => token === FLOW_LOG)?.quota?.limit).toBe(2);
        await ofVpc(toBucket);
        await ofVpc(toLogs);
        await expect(ofVpc({ ...toBucket, trafficType: "ACCEPT" })).rejects.toThrow(
            `${creating} FlowLogsLimitExceeded: `,
        );
    });

    test("of a transit gateway there may be more", async () => {
        const transitGatewayId = (await attached()).gateway.id;
        for (const folder of ["a", "b", "c"]) {
            const logDestination = `${BUCKET}/${folder}`;
            await log({ transitGatewayId, maxAggregationInterval: 60, ...toBucket, logDestination });
        }
        expect(clouds.world.all(FLOW_LOG)).toHaveLength(3);
    });
});

test("has an arn", async () => {
    const made = await ofVpc(toBucket);
    expect(made.state.arn).toBe(`arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/${made.id}`);
});

test("deleted by somebody else it is made again", async () => {
    const made = await ofVpc(toBucket);
    clouds.world.remove(clouds.world.all(FLOW_LOG)[0]!);
    expect(await east.read(made)).toBeUndefined();
    await ofVpc(toBucket);
});
