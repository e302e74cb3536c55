/**
 * A standard topic. FIFO topics, logs of deliveries, retries, signing and tracing are not modelled. Sources: SNS API reference
 * (CreateTopic: "if the requester already owns a topic with the specified name, that topic's ARN is returned"; DeleteTopic:
 * "Deletes a topic and all its subscriptions"; SetTopicAttributes; errors), SNS quotas (100,000 standard topics), Terraform AWS
 * provider (id, arguments, name rules).
 */
import { conflicts } from "../../core/combine";
import { CloudError, str, type ResourceType } from "../../core/definition";
import { isEmpty, UNKNOWN, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { firstOf, lengthBetween, matching } from "../bounds";
import { arn, region, tagging } from "../place";
import { checkPolicy, policyFault, withCanonicalPolicy } from "../policy-document";
import { nameOf } from "../unique-name";
import { invalidParameter, noTopic, TOPIC } from "./codes";

const nameRule = (property: string, most: number): ReturnType<typeof firstOf> =>
    firstOf(lengthBetween(property, 1, most), matching(/^[\w-]+$/, `invalid topic ${property}`));

export const topic: ResourceType = {
    token: TOPIC,
    noun: "SNS Topic",
    id: () => "",
    properties: {
        region,
        ...tagging,
        name: str({ computed: true, imported: true, immutable: true, refuse: nameRule("name", 256) }),
        namePrefix: str({ computed: true, immutable: true, refuse: nameRule("name_prefix", 230) }),
        displayName: str(),
        kmsMasterKeyId: str(),
        policy: str({ computed: true }),
        arn: str({ output: true }),
        beginningArchiveTime: str({ output: true }),
        owner: str({ output: true }),
    },
    autoName: { property: "name", maxLength: 256, unless: "namePrefix" },
    check: (inputs) => [
        ...conflicts(inputs, "name", ["namePrefix"]),
        ...(isEmpty(inputs.policy) || inputs.policy === UNKNOWN ? [] : checkPolicy(inputs, "policy", "policy")),
    ],
    canonical: (inputs) => withCanonicalPolicy(inputs, "policy"),
    quota: {
        name: "topics-per-region",
        limit: 100_000,
        exceeded: () => new CloudError("TopicLimitExceeded", "Topic limit exceeded"),
    },
    create: (context, draft) => {
        const name = nameOf(context, draft);
        draft.id = arn(draft, "sns", name);
        demandSameTags(context.world, draft);
        demandPolicy(draft);
        Object.assign(draft.props, {
            name,
            namePrefix: draft.props.namePrefix ?? "",
            policy: draft.props.policy ?? ownersPolicy(draft),
            arn: draft.id,
            beginningArchiveTime: "",
            owner: draft.account,
        });
    },
    update: (_, object) => demandPolicy(object),
    gone: noTopic,
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};

/** The topic that is there is answered, unless it is tagged otherwise. */
function demandSameTags(world: World, draft: CloudObject): void {
    const there = world.get(TOPIC, draft, draft.id);
    const tags = (props: Props): string => JSON.stringify(Object.entries(props.tagsAll ?? {}).sort());
    if (there === undefined || tags(there.props) === tags(draft.props)) return;
    throw invalidParameter("Tags Reason: Topic already exists with different tags");
}

function demandPolicy({ props }: CloudObject): void {
    const fault = isEmpty(props.policy) ? undefined : policyFault(props.policy, "resource");
    if (fault !== undefined) throw invalidParameter(`Policy Error: ${fault}`);
}

/** What AWS writes where no policy is given: whoever owns the topic may use it, so its alarms may publish to it. */
function ownersPolicy(topic: CloudObject): string {
    const actions = ["Publish", "Subscribe", "GetTopicAttributes", "SetTopicAttributes", "DeleteTopic"];
    return JSON.stringify({
        Id: "__default_policy_ID",
        Statement: [
            {
                Action: actions.map((action) => `SNS:${action}`),
                Condition: { StringEquals: { "AWS:SourceOwner": topic.account } },
                Effect: "Allow",
                Principal: { AWS: "*" },
                Resource: topic.id,
                Sid: "__default_statement_ID",
            },
        ],
        Version: "2008-10-17",
    });
}
