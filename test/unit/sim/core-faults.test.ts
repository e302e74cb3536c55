/** Faults on demand: which call they strike, and what is there afterwards. */
import { aws } from "../../../sim/aws";
import { ConnectionDropped, Faults, TimedOut, type FaultRule } from "../../../sim/core/faults";
import * as ec2 from "../../support/ec2";
import { useClouds } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let faults: Faults;

beforeEach(() => {
    faults = clouds.faults;
});

function rule(kind: FaultRule["kind"], more: Partial<FaultRule> = {}): FaultRule {
    return faults.add({ kind, type: ec2.VPC, operation: "create", nth: 1, times: 1, when: "before", ...more });
}

const struck = (type: string, operation: "create" | "read"): number[] =>
    faults.strike(type, operation).map((r) => r.id);

describe("which call is struck", () => {
    test("the n-th that matches, and those that follow, as many as are asked for", () => {
        const { id } = rule("error", { nth: 2, times: 2 });
        const calls = [1, 2, 3, 4].map(() => struck(ec2.VPC, "create"));
        expect(calls).toEqual([[], [id], [id], []]);
    });

    test("only of the type and the operation, which may be any", () => {
        const [exact, any] = [
            rule("error", { times: 9 }).id,
            rule("error", { type: "*", operation: "*", times: 9 }).id,
        ];
        expect(struck(ec2.VPC, "create")).toEqual([exact, any]);
        expect(struck(ec2.SUBNET, "create")).toEqual([any]);
        expect(struck(ec2.VPC, "read")).toEqual([any]);
    });

    test("a call that does not match is not counted", () => {
        const { id } = rule("error", { nth: 2 });
        struck(ec2.SUBNET, "create");
        expect(struck(ec2.VPC, "create")).toEqual([]);
        expect(struck(ec2.VPC, "create")).toEqual([id]);
    });

    test("counts are kept with the rules, for whoever looks", () => {
        rule("error", { nth: 3 });
        struck(ec2.VPC, "create");
        expect(new Faults(clouds.world).rules()).toMatchObject([{ seen: 1, nth: 3 }]);
    });

    test("rules are numbered, and taken away one by one or all", () => {
        const [first, second, third] = [rule("error"), rule("drop"), rule("kill")];
        faults.clear(second.id);
        expect(faults.rules().map((r) => r.id)).toEqual([first.id, third.id]);
        expect(rule("error").id).toBe(third.id + 1);
        faults.clear();
        expect(faults.rules()).toEqual([]);
    });
});

describe("what happens to it", () => {
    test("an error comes before the change, with the code that was asked for", async () => {
        rule("error", { code: "InsufficientFreeAddresses", message: "none left" });
        await expect(ec2.vpc(east)).rejects.toThrow("creating EC2 VPC: api error InsufficientFreeAddresses: none left");
        expect(clouds.world.everything()).toEqual([]);
        await ec2.vpc(east);
    });

    test("an error is an internal one of the cloud where nothing else is said", async () => {
        rule("error", { operation: "read" });
        const vpc = await ec2.vpc(east);
        await expect(east.read(vpc)).rejects.toThrow("api error InternalError: An internal error has occurred");
    });

    // The provider's `maxRetries` is 25 by default.
    test("throttling is outlasted by the provider's retries, up to 25", async () => {
        rule("throttle", { times: 25 });
        await ec2.vpc(east);
        faults.clear();
        rule("throttle", { times: 26 });
        await expect(ec2.vpc(east)).rejects.toThrow("api error RequestLimitExceeded: Request limit exceeded.");
    });

    test("a time-out comes after the change: what was asked for is there", async () => {
        rule("timeout");
        await expect(ec2.vpc(east)).rejects.toThrow("timeout while waiting for state to become 'available'");
        expect(clouds.world.all(ec2.VPC)).toHaveLength(1);
    });

    test("a time-out of a deletion leaves nothing", async () => {
        const vpc = await ec2.vpc(east);
        rule("timeout", { operation: "delete" });
        await expect(east.delete(vpc)).rejects.toThrow("timeout while waiting");
        expect(clouds.world.everything()).toEqual([]);
        await east.delete(vpc);
    });

    test("a dropped connection tells nobody whether the change was made", async () => {
        rule("drop", { when: "before" });
        const one = await clouds.provider("aws", { region: "us-east-1" });
        await expect(ec2.vpc(one)).rejects.toThrow();
        expect(clouds.world.everything()).toEqual([]);
        rule("drop", { when: "after" });
        const two = await clouds.provider("aws", { region: "us-east-1" });
        await expect(ec2.vpc(two)).rejects.toThrow();
        expect(clouds.world.all(ec2.VPC)).toHaveLength(1);
    });

    test("a held call goes on once the rule is taken away", async () => {
        const { id } = rule("hold");
        const made = ec2.vpc(east);
        while (faults.rules()[0]?.holding !== true) await new Promise((resolve) => setImmediate(resolve));
        expect(clouds.world.everything()).toEqual([]);
        faults.clear(id);
        expect((await made).id).toMatch(/^vpc-/);
    });

    test("a function fails like a resource", async () => {
        const token = "aws:index/getRegion:getRegion";
        rule("error", { type: token, operation: "invoke", code: "UnauthorizedOperation", message: "no" });
        await expect(east.invoke(token, {})).rejects.toThrow("api error UnauthorizedOperation: no");
        await east.invoke(token, {});
    });
});

test("before and after strike only what is meant for them", async () => {
    const before = rule("drop", { when: "before" });
    const after = rule("drop", { when: "after" });
    const late = rule("timeout");
    await expect(faults.before([before])).rejects.toThrow(ConnectionDropped);
    await expect(faults.after([after])).rejects.toThrow(ConnectionDropped);
    await expect(faults.after([late])).rejects.toThrow(TimedOut);
    await faults.before([after, late]);
    await faults.after([before]);
});
