/** What a run makes of what rules say: levels, exemptions, and that no rule takes another one down. */
import { UNKNOWN } from "../../../graph/read/values";
import { breaks, describeFinding, type Finding } from "../../../policy/finding";
import { noAnswers } from "../../../policy/questions";
import { networkRule, resourceRule, type Rule } from "../../../policy/rule";
import { RULES } from "../../../policy/rules";
import { checkResource, checkResources } from "../../../policy/run";
import { configured, made, TODAY } from "./support";

const HUB = "aws:ec2transitgateway/transitGateway:TransitGateway";
const AUTO = "segmentation-hub-auto-accept";
const open = made(HUB, "open", {
    props: { autoAcceptSharedAttachments: "enable" },
    position: { file: "net/hub.ts", line: 12, column: 5 },
});
const vague = made(HUB, "vague", { props: { autoAcceptSharedAttachments: UNKNOWN } });
const DATA = {
    area: "hygiene",
    title: "T",
    severity: "high",
    frameworks: [],
    rationale: "R.",
    fix: "F.",
    looksAt: [],
    profiles: ["baseline"],
} as const;

const judge = (json: unknown, resources = [open, vague], rules: readonly Rule[] = RULES): readonly Finding[] =>
    checkResources({
        resources,
        questions: () => noAnswers("nobody asked"),
        config: configured(json),
        today: TODAY,
        rules,
    });
const auto = (json: object): readonly Finding[] => judge(json).filter(({ rule }) => rule === AUTO);

describe("levels", () => {
    test("a high finding ends the run, what is not known is told", () => {
        expect(auto({}).map((finding) => [finding.urn, finding.status, breaks(finding)])).toEqual([
            [open.urn, "fail", true],
            [vague.urn, "undetermined", false],
        ]);
    });

    test("strict: what is not known ends the run too", () => {
        expect(auto({ strict: true }).map(breaks)).toEqual([true, true]);
    });

    test("the configuration decides, and a disabled rule finds nothing", () => {
        expect(auto({ rules: { [AUTO]: { level: "advisory" } } }).map(breaks)).toEqual([false, false]);
        expect(auto({ rules: { [AUTO]: { level: "disabled" } } })).toEqual([]);
    });

    test("a rule outside the profile is off until it is named", () => {
        const target = made("aws:lb/targetGroup:TargetGroup", "web", { props: { protocol: "HTTP" } });
        const of = (json: object) =>
            judge(json, [target]).filter(({ rule }) => rule === "encryption-target-protocol").length;
        expect([of({}), of({ profile: "hipaa" }), of({ rules: { "encryption-target-protocol": {} } })]).toEqual([
            0, 1, 1,
        ]);
    });
});

test("a finding has the user's file and line, and reads as one line", () => {
    const [finding] = auto({});
    expect(finding).toMatchObject({ position: { file: "net/hub.ts", line: 12 }, severity: "high" });
    expect(describeFinding(finding!)).toBe(
        '[segmentation-hub-auto-accept] transit gateway open (net/hub.ts:12): it accepts attachments of other accounts by itself · fix: Set autoAcceptSharedAttachments to "disable".',
    );
});

describe("a rule that throws", () => {
    const thrower = resourceRule({
        ...DATA,
        id: "hygiene-thrower",
        check: ({ name }) => {
            throw new Error(`cannot judge ${name}`);
        },
    });
    const asker = networkRule({
        ...DATA,
        id: "hygiene-asker",
        check: ({ questions }) =>
            questions.overlaps().found.map(() => {
                throw new Error("unreachable");
            }),
    });
    const rules = [thrower, ...RULES, asker];
    const config = {
        ...configured({}),
        rules: {
            ...configured({}).rules,
            ...Object.fromEntries(
                [thrower, asker].map(({ id }) => [id, { level: "mandatory", settings: {} } as const]),
            ),
        },
    };
    const questions = () => {
        throw new Error("the network cannot be read");
    };
    const findings = checkResources({ resources: [open, vague], questions, config, today: TODAY, rules });

    test("says so, once for each resource, and ends no run", () => {
        const errors = findings.filter(({ rule }) => rule === "hygiene-thrower");
        expect(errors.map(({ status, label, message, level }) => [status, label, message, level])).toEqual(
            ["open", "vague"].map((name) => [
                "error",
                name,
                `this rule failed, so nothing is known of what it judges: cannot judge ${name}`,
                "advisory",
            ]),
        );
        expect(
            checkResources({
                resources: [open],
                questions,
                config: { ...config, strict: true },
                today: TODAY,
                rules: [thrower],
            }).map(breaks),
        ).toEqual([true]);
    });

    test("leaves the others their findings, also where the network cannot be read", () => {
        expect(findings.filter(({ rule }) => rule === AUTO)).toHaveLength(2);
        expect(findings.filter(({ rule }) => rule === "hygiene-asker").map(({ message }) => message)).toEqual([
            "this rule failed, so nothing is known of what it judges: the network cannot be read",
        ]);
    });
});

test("a network is read only if a rule asks, and once", () => {
    let reads = 0;
    const questions = () => {
        reads += 1;
        return noAnswers("nobody asked");
    };
    const flow = { from: "a", to: "b", traffic: "tcp 1" };
    const rules = RULES.filter(
        ({ id }) => id === AUTO || id === "consistency-must-reach" || id === "segmentation-must-not-reach",
    );
    checkResources({ resources: [open], questions, config: configured({}), today: TODAY, rules });
    expect(reads).toBe(0);
    const config = configured({ expectations: { mustReach: [flow], mustNotReach: [flow] } });
    checkResources({ resources: [open], questions, config, today: TODAY, rules });
    expect(reads).toBe(1);
});

test("the rules of single resources find the same on one resource as on all", () => {
    const early = new Set(RULES.filter(({ judges }) => judges === "resource").map(({ id }) => id));
    const config = configured({ profile: "hipaa", rules: { "hygiene-required-tags": { tags: ["owner"] } } });
    const one = [open, vague].flatMap((resource) => checkResource(resource, [], { config, today: TODAY }));
    const all = checkResources({
        resources: [open, vague],
        questions: () => noAnswers(""),
        config,
        today: TODAY,
    }).filter(({ rule }) => early.has(rule));
    const sorted = (findings: readonly Finding[]) => findings.map(describeFinding).sort();
    expect(sorted(one)).toEqual(sorted(all));
    expect(one.length).toBeGreaterThan(2);
});

describe("exemptions", () => {
    const exempt = (more: object) => ({
        exemptions: [{ rule: AUTO, name: "op*", reason: "shared with one account", expires: TODAY, ...more }],
    });
    const about = (json: object) =>
        judge(json)
            .filter(({ rule }) => rule.startsWith("hygiene-exemption-"))
            .map(({ rule, message, level }) => [rule, message, level]);

    test("hold up to their last day, for what they match only", () => {
        expect(auto(exempt({})).map(({ status, exemption }) => [status, exemption])).toEqual([
            ["exempt", { reason: "shared with one account", expires: TODAY }],
            ["undetermined", undefined],
        ]);
        expect(auto(exempt({})).some(breaks)).toBe(false);
        expect(about(exempt({}))).toEqual([]);
    });

    test("match by URN, and an undetermined finding too", () => {
        expect(auto(exempt({ name: undefined, urn: "*::vague" })).map(({ status }) => status)).toEqual([
            "fail",
            "exempt",
        ]);
    });

    test("end: the finding counts again, and it is told", () => {
        const json = exempt({ expires: "2026-11-22" });
        expect(auto(json).map(breaks)).toEqual([true, false]);
        expect(about(json)).toEqual([
            [
                "hygiene-exemption-expired",
                "it ended on 2026-11-22, so a finding counts again; its reason was: shared with one account",
                "mandatory",
            ],
        ]);
    });

    test("that match nothing are told", () => {
        expect(about(exempt({ name: "closed" }))).toEqual([
            ["hygiene-exemption-unused", "it matches no finding of this rule", "advisory"],
        ]);
    });

    test("that match nothing are not told where nobody wants to know", () => {
        const json = { ...exempt({ name: "closed" }), rules: { "hygiene-exemption-unused": { level: "disabled" } } };
        expect(about(json)).toEqual([]);
    });

    test("are patterns of text, not regular expressions", () => {
        expect(auto(exempt({ name: "o.en" })).map(({ status }) => status)).toEqual(["fail", "undetermined"]);
    });
});
