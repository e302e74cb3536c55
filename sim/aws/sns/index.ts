/** The types of SNS that are modelled: standard topics, and who is told. */
import type { ResourceType } from "../../core/definition";
import { topic } from "./topic";
import { topicSubscription } from "./topic-subscription";

export const snsTypes: readonly ResourceType[] = [topic, topicSubscription];
