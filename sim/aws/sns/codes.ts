/** Refusals of SNS, in the codes of its API reference. */
import { CloudError, type Reference } from "../../core/definition";

export const TOPIC = "aws:sns/topic:Topic";
export const TOPIC_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

export const noTopic = (): CloudError => new CloudError("NotFound", "Topic does not exist");

export const toTopic: Reference = { to: [TOPIC], missing: noTopic };

export const invalidParameter = (message: string): CloudError =>
    new CloudError("InvalidParameter", `Invalid parameter: ${message}`);
