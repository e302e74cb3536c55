/** What may stand in the configuration, and what is told where it may not. */
import { readConfig } from "../../../policy/config";
import { configured } from "./support";

const problems = (json: unknown): string[] => readConfig(json).problems.map(({ check, path }) => `${check} ${path}`);

test("nothing, and an empty object, are the baseline", () => {
    expect(configured(undefined)).toEqual(configured({}));
    expect(configured({})).toMatchObject({
        profile: "baseline",
        strict: false,
        exemptions: [],
        expectations: { mustReach: [], mustNotReach: [], critical: [], classes: {} },
    });
});

test("settings: the user's word before the profile's, the profile's before the default", () => {
    const suite = (json: object) => configured(json).rules["encryption-tunnel-suite"]?.settings;
    expect(suite({})).toEqual({ suite: "default" });
    expect(suite({ profile: "cnsa" })).toEqual({ suite: "cnsa-1.0" });
    expect(suite({ profile: "cnsa", rules: { "encryption-tunnel-suite": { suite: "fips" } } })).toEqual({
        suite: "fips",
    });
});

test("all mistakes are told at once, each with its place", () => {
    expect(
        problems({
            profile: "hippa",
            stric: true,
            expectations: { mustReach: [{ from: "a", traffic: 443 }], budget: { usdPerMonth: -1 } },
        }),
    ).toEqual([
        "unknown-argument stric",
        "unknown-value profile",
        "missing-argument expectations.mustReach[0].to",
        "wrong-type expectations.mustReach[0].traffic",
        "out-of-range expectations.budget.usdPerMonth",
    ]);
});

test("rules and their settings are known by name", () => {
    expect(
        problems({
            rules: {
                "exposure-open-ports": {},
                "exposure-open-port": { ports: [70_000], level: "warn" },
                "resilience-two-zones": { port: 1 },
                "cost-budget": "disabled",
            },
        }),
    ).toEqual([
        'unknown-rule rules["exposure-open-ports"]',
        'unknown-value rules["exposure-open-port"].level',
        'out-of-range rules["exposure-open-port"].ports[0]',
        'unknown-argument rules["resilience-two-zones"].port',
        'wrong-type rules["cost-budget"]',
    ]);
});

test("what may stand there instead is told: ids of the area, classes that are declared", () => {
    const allowed = (json: unknown): string[] => readConfig(json).problems.map((problem) => problem.allowed);
    expect(allowed({ rules: { "cost-budgets": {}, budget: {} } })).toEqual([
        "cost-budget",
        "the id of a rule, as in docs/policies.md",
    ]);
    const flow = { from: "a", to: "b", traffic: "tcp 443", data: "phi" };
    const none = "nothing: no class is declared";
    expect(allowed({ expectations: { mustReach: [flow] } })).toEqual([none]);
    const classes = { pii: { tags: {}, allowedRegions: [] }, card: { tags: {}, allowedRegions: [] } };
    expect(allowed({ expectations: { mustReach: [flow], classes } })).toEqual(["pii, card"]);
});

test("an exemption needs a rule, one target, a reason and a day of the calendar", () => {
    const good = { rule: "exposure-open-port", name: "web", reason: "a test", expires: "2027-02-28" };
    expect(problems({ exemptions: [good] })).toEqual([]);
    expect(
        problems({
            exemptions: [
                { ...good, rule: "open-port" },
                { ...good, urn: "urn:*" },
                { ...good, name: undefined },
                { ...good, reason: " " },
                { ...good, expires: "2027-02-30" },
                { ...good, expires: "28.02.2027" },
            ],
        }),
    ).toEqual([
        "unknown-rule exemptions[0].rule",
        "exemption-target exemptions[1]",
        "exemption-target exemptions[2]",
        "exemption-reason exemptions[3].reason",
        "exemption-expires exemptions[4].expires",
        "exemption-expires exemptions[5].expires",
    ]);
});

test("a flow carries a class that is declared", () => {
    const flow = { from: "a", to: "b", traffic: "tcp 443", data: "phi" };
    expect(
        problems({ expectations: { critical: [flow], classes: { pii: { tags: {}, allowedRegions: [] } } } }),
    ).toEqual(["unknown-class expectations.critical[0].data"]);
    expect(
        problems({ expectations: { critical: [flow], classes: { phi: { tags: {}, allowedRegions: [] } } } }),
    ).toEqual([]);
});
