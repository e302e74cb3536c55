/**
 * What holds for every modelled type of CloudWatch. Error codes: API references of CloudWatch and CloudWatch Logs. What is
 * replaced: the provider's documentation.
 */
import { at } from "../../support/ec2";
import { testEveryType, type ServiceCase } from "../../support/every-type";
import * as aws from "../../support/services";

const TOPIC = "arn:aws:sns:us-east-1:111122223333:pager";

testEveryType({
    modules: ["cloudwatch"],
    absent: {
        // The group would outlive its deletion, which a type cannot say.
        [aws.LOG_GROUP]: ["skipDestroy"],
        // Alarms on PromQL queries.
        [aws.METRIC_ALARM]: ["evaluationCriteria", "evaluationInterval", "warmUpConfiguration"],
    },
    cases: (): ServiceCase[] => [
        {
            type: aws.DASHBOARD,
            noun: "CloudWatch Dashboard",
            inputs: (region) =>
                Promise.resolve({ ...at(region), dashboardName: "tunnels", dashboardBody: '{"widgets":[]}' }),
            required: ["dashboardBody", "dashboardName"],
            dangling: {},
            unknown: ["dashboardArn"],
            replaced: { dashboardName: "drops", region: "eu-west-1" },
            updated: { dashboardBody: '{"start":"-PT6H","widgets":[]}' },
            imported: (made) => made.id,
            gone: "ResourceNotFound",
            onTimeout: "bare",
        },
        {
            type: aws.LOG_GROUP,
            noun: "CloudWatch Logs Log Group",
            inputs: (region) => Promise.resolve({ ...at(region), name: "/vpc/flows", tags: { Name: "shop" } }),
            required: [],
            dangling: {},
            unknown: ["arn", "deletionProtectionEnabled", "logGroupClass", "namePrefix"],
            optional: ["deletionProtectionEnabled", "logGroupClass", "namePrefix"],
            replaced: {
                name: "/vpc/all",
                namePrefix: "/vpc/",
                logGroupClass: "INFREQUENT_ACCESS",
                region: "eu-west-1",
            },
            updated: {
                deletionProtectionEnabled: true,
                kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                retentionInDays: 30,
                tags: {},
            },
            imported: (made) => made.id,
            gone: "ResourceNotFoundException",
            onTimeout: "bare",
        },
        {
            type: aws.METRIC_ALARM,
            noun: "CloudWatch Metric Alarm",
            inputs: (region) =>
                Promise.resolve({
                    ...at(region),
                    name: "drops",
                    comparisonOperator: "GreaterThanThreshold",
                    evaluationPeriods: 3,
                    metricName: "PacketDropCountBlackhole",
                    namespace: "AWS/TransitGateway",
                    period: 300,
                    statistic: "Sum",
                    threshold: 0,
                    dimensions: { TransitGateway: "tgw-1" },
                    tags: { Name: "shop" },
                }),
            required: [],
            dangling: {},
            unknown: ["arn", "evaluateLowSampleCountPercentiles"],
            optional: ["evaluateLowSampleCountPercentiles"],
            replaced: { name: "losses", region: "eu-west-1" },
            updated: {
                actionsEnabled: false,
                alarmActions: [TOPIC],
                alarmDescription: "packets are lost",
                comparisonOperator: "LessThanThreshold",
                datapointsToAlarm: 2,
                dimensions: { TransitGateway: "tgw-2" },
                evaluationPeriods: 5,
                insufficientDataActions: [TOPIC],
                metricName: "BytesIn",
                namespace: "Shop",
                okActions: [TOPIC],
                period: 60,
                statistic: "Average",
                tags: {},
                threshold: 1.5,
                treatMissingData: "ignore",
                unit: "Count",
            },
            imported: (made) => made.id,
            gone: "ResourceNotFound",
            onTimeout: "bare",
        },
    ],
});
