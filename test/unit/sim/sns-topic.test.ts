/**
 * aws.sns.Topic and TopicSubscription. Expected values: SNS API reference (CreateTopic, DeleteTopic, Subscribe: endpoints by
 * protocol), documentation of the provider's resources (which subscriptions stay unconfirmed).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { TOPIC, TOPIC_SUBSCRIPTION } from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const topic = (inputs: Props = {}): Promise<Deployed> => east.create(TOPIC, { name: "pager", ...inputs });
const subscribe = (to: Deployed, protocol: string, endpoint: string, more: Props = {}): Promise<Deployed> =>
    east.create(TOPIC_SUBSCRIPTION, { topic: to.id, protocol, endpoint, ...more });

describe("Topic", () => {
    test("has an ARN, which is its id, and lets its owner publish", async () => {
        const { id, state } = await topic();
        expect(id).toBe("arn:aws:sns:us-east-1:111122223333:pager");
        expect(state).toMatchObject({ arn: id, owner: "111122223333" });
        expect(state.policy).toContain('"AWS:SourceOwner":"111122223333"');
    });

    test("of a name is the one that is there", async () => {
        const first = await topic();
        expect((await topic()).id).toBe(first.id);
        expect(clouds.world.all(TOPIC)).toHaveLength(1);
    });

    test("of a name that is there with other tags is refused", async () => {
        await topic({ tags: { Name: "first" } });
        await expect(topic({ tags: { Name: "second" } })).rejects.toThrow(
            "creating SNS Topic: api error InvalidParameter: Invalid parameter: Tags Reason: Topic already exists with " +
                "different tags",
        );
    });

    test.each(["pager.fifo", "pager!", "x".repeat(257)])("is not named %s", async (name) => {
        expect(await east.check(TOPIC, { name })).toEqual([expect.stringMatching(/^name: /)]);
    });

    test("takes its subscriptions along", async () => {
        const pager = await topic();
        const made = await subscribe(pager, "email", "ops@example.com");
        await east.delete(pager);
        expect(await east.read(made)).toBeUndefined();
    });

    test("has a policy that is one", async () => {
        await expect(topic({ policy: '{"Statement":[]}' })).rejects.toThrow("api error InvalidParameter: ");
    });
});

describe("TopicSubscription", () => {
    test.each([
        ["email", "ops@example.com", true],
        ["https", "https://pager.example.com/alarms", true],
        ["sms", "+15555550100", false],
        ["sqs", "arn:aws:sqs:us-east-1:111122223333:alarms", false],
        ["lambda", "arn:aws:lambda:us-east-1:111122223333:function:alarms", false],
    ])("by %s: its endpoint, and whether somebody must confirm it", async (protocol, endpoint, isPending) => {
        const { id, state } = await subscribe(await topic(), protocol, endpoint);
        expect(id).toMatch(/^arn:aws:sns:us-east-1:111122223333:pager:[0-9a-f-]{36}$/);
        expect(state).toMatchObject({ arn: id, pendingConfirmation: isPending });
    });

    test("is confirmed by an endpoint that does so by itself", async () => {
        const auto = { endpointAutoConfirms: true };
        const made = await subscribe(await topic(), "https", "https://pager.example.com", auto);
        expect(made.state.pendingConfirmation).toBe(false);
    });

    test.each([
        ["email", "ops"],
        ["https", "http://pager.example.com"],
        ["sms", "ops@example.com"],
        ["sqs", "alarms"],
        ["lambda", "arn:aws:sqs:us-east-1:111122223333:alarms"],
    ])("by %s is refused to %s", async (protocol, endpoint) => {
        await expect(subscribe(await topic(), protocol, endpoint)).rejects.toThrow(
            "creating SNS Topic Subscription: api error InvalidParameter: Invalid parameter: ",
        );
    });

    test("by email gets no raw messages", async () => {
        await expect(
            subscribe(await topic(), "email", "ops@example.com", { rawMessageDelivery: true }),
        ).rejects.toThrow("api error InvalidParameter: ");
    });

    test("of the same endpoint is the one that is there", async () => {
        const pager = await topic();
        const first = await subscribe(pager, "email", "ops@example.com");
        expect((await subscribe(pager, "email", "ops@example.com")).id).toBe(first.id);
    });
});
