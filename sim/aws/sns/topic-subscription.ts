/**
 * Who is told of what is published to a topic. Filters, retries, replays and dead letters are not modelled, nor are the
 * endpoints themselves: of those the form is looked at. Sources: SNS API reference (Subscribe: idempotent, endpoints by
 * protocol; Unsubscribe), Terraform AWS provider (id, arguments; which subscriptions it leaves to be confirmed by whoever
 * receives them).
 */
import * as crypto from "node:crypto";
import { bool, CloudError, int, str, type ResourceType } from "../../core/definition";
import { text, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { arnParts, refuseArn } from "../bounds";
import { region } from "../place";
import { invalidParameter, TOPIC_SUBSCRIPTION, toTopic } from "./codes";

interface Protocol {
    /** What the API calls an endpoint that it does not take. */
    noun: string;
    takes: (endpoint: string) => boolean;
    /** Somebody else must confirm it. */
    isConfirmedThere?: boolean;
    takesRawMessages?: boolean;
}

const isArnOf =
    (service: string) =>
    (endpoint: string): boolean =>
        arnParts(endpoint)?.service === service;
const beginsWith =
    (scheme: string) =>
    (endpoint: string): boolean =>
        endpoint.startsWith(scheme) && URL.canParse(endpoint);
const isEmail = (endpoint: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(endpoint);
const isPhone = (endpoint: string): boolean => /^\+?\d{5,15}$/.test(endpoint);

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
    application: { noun: "Application endpoint arn", takes: isArnOf("sns") },
    email: { noun: "Email address", takes: isEmail, isConfirmedThere: true },
    "email-json": { noun: "Email address", takes: isEmail, isConfirmedThere: true },
    firehose: { noun: "Firehose endpoint ARN", takes: isArnOf("firehose"), takesRawMessages: true },
    http: {
        noun: "Endpoint must match the specified protocol",
        takes: beginsWith("http://"),
        isConfirmedThere: true,
        takesRawMessages: true,
    },
    https: {
        noun: "Endpoint must match the specified protocol",
        takes: beginsWith("https://"),
        isConfirmedThere: true,
        takesRawMessages: true,
    },
    lambda: { noun: "Lambda endpoint ARN", takes: isArnOf("lambda") },
    sms: { noun: "SMS endpoint", takes: isPhone },
    sqs: { noun: "SQS endpoint ARN", takes: isArnOf("sqs"), takesRawMessages: true },
};

/** Two requests for these are one subscription. */
const IDENTITY = ["topic", "protocol", "endpoint"];

export const topicSubscription: ResourceType = {
    token: TOPIC_SUBSCRIPTION,
    noun: "SNS Topic Subscription",
    id: (inputs) => `${text(inputs, "topic") ?? ""}:${crypto.randomUUID()}`,
    properties: {
        region,
        topic: str({
            required: true,
            immutable: true,
            refuse: refuseArn("topic_arn"),
            ref: { ...toTopic, part: true },
        }),
        protocol: str({ required: true, immutable: true, oneOf: Object.keys(PROTOCOLS) }),
        endpoint: str({ required: true, immutable: true }),
        confirmationTimeoutInMinutes: int({ default: 1 }),
        endpointAutoConfirms: bool({ default: false }),
        rawMessageDelivery: bool({ default: false }),
        arn: str({ output: true }),
        confirmationWasAuthenticated: bool({ output: true }),
        ownerId: str({ output: true }),
        pendingConfirmation: bool({ output: true }),
    },
    create: ({ world }, draft) => {
        demandValid(draft);
        const twin = twinOf(world, draft);
        if (twin !== undefined) Object.assign(draft, { id: twin.id, serial: twin.serial });
        const isPending =
            protocolOf(draft.props)?.isConfirmedThere === true && draft.props.endpointAutoConfirms !== true;
        Object.assign(draft.props, {
            arn: draft.id,
            confirmationWasAuthenticated: !isPending,
            ownerId: draft.account,
            pendingConfirmation: isPending,
        });
    },
    update: (_, object) => demandValid(object),
    gone: () => new CloudError("NotFound", "Subscription does not exist"),
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};

const protocolOf = (props: Props): Protocol | undefined => PROTOCOLS[text(props, "protocol") ?? ""];

function twinOf(world: World, draft: CloudObject): CloudObject | undefined {
    return world
        .all(TOPIC_SUBSCRIPTION, draft)
        .find((other) => IDENTITY.every((name) => other.props[name] === draft.props[name]));
}

function demandValid({ props }: CloudObject): void {
    const protocol = protocolOf(props);
    if (protocol === undefined) return;
    if (!protocol.takes(text(props, "endpoint") ?? "")) throw invalidParameter(protocol.noun);
    if (props.rawMessageDelivery === true && protocol.takesRawMessages !== true) {
        throw invalidParameter(
            `Attributes Reason: RawMessageDelivery: Delivery protocol [${text(props, "protocol") ?? ""}] does not ` +
                "support raw message delivery.",
        );
    }
}
