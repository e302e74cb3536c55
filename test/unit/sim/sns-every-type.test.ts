/** What holds for every modelled type of SNS. Error codes: SNS API reference. What is replaced: the provider's documentation. */
import { at } from "../../support/ec2";
import { testEveryType, type ServiceCase } from "../../support/every-type";
import { TOPIC, TOPIC_SUBSCRIPTION } from "../../support/services";

const feedback = (service: string): string[] =>
    ["FailureFeedbackRoleArn", "SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate"].map((end) => `${service}${end}`);
const POLICY =
    '{"Statement":[{"Action":"sns:Publish","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2012-10-17"}';
const noTopic = "arn:aws:sns:us-east-1:111122223333:none";

testEveryType({
    modules: ["sns"],
    absent: {
        [TOPIC]: [
            // FIFO topics.
            ...["archivePolicy", "contentBasedDeduplication", "fifoThroughputScope", "fifoTopic"],
            // Logs of deliveries.
            ...["application", "firehose", "http", "lambda", "sqs"].flatMap(feedback),
            "deliveryPolicy", // retries
            "signatureVersion", // signing
            "tracingConfig", // tracing
        ],
        [TOPIC_SUBSCRIPTION]: [
            "deliveryPolicy", // retries
            ...["filterPolicy", "filterPolicyScope"], // filters
            "redrivePolicy", // dead letters
            "replayPolicy", // replays
            "subscriptionRoleArn", // delivery streams
        ],
    },
    cases: (client): ServiceCase[] => [
        {
            type: TOPIC,
            noun: "SNS Topic",
            inputs: (region) => Promise.resolve({ ...at(region), name: "pager", tags: { Name: "shop" } }),
            required: [],
            dangling: {},
            unknown: ["arn", "beginningArchiveTime", "namePrefix", "owner", "policy"],
            optional: ["namePrefix", "policy"],
            replaced: { name: "mail", namePrefix: "mail", region: "eu-west-1" },
            updated: { displayName: "Pager", kmsMasterKeyId: "alias/aws/sns", policy: POLICY, tags: {} },
            imported: (made) => made.id,
            gone: "NotFound",
            onTimeout: "partial",
        },
        {
            type: TOPIC_SUBSCRIPTION,
            noun: "SNS Topic Subscription",
            inputs: async (region) => ({
                ...at(region),
                topic: (await client().create(TOPIC, { ...at(region), name: "pager" })).id,
                protocol: "https",
                endpoint: "https://pager.example.com/alarms",
            }),
            required: ["endpoint", "protocol", "topic"],
            dangling: { topic: [noTopic, "NotFound: Topic does not exist"] },
            unknown: ["arn", "confirmationWasAuthenticated", "ownerId", "pendingConfirmation"],
            replaced: { topic: noTopic, protocol: "http", endpoint: "https://mail.example.com", region: "eu-west-1" },
            updated: { confirmationTimeoutInMinutes: 5, endpointAutoConfirms: true, rawMessageDelivery: true },
            imported: (made) => made.id,
            gone: "NotFound",
            onTimeout: "partial",
        },
    ],
});
