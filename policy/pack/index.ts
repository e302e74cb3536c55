/**
 * The policy pack: `pulumi preview --policy-pack node_modules/@causeway-iac/causeway/policy`. A policy has one
 * level: the first judges, has the configuration and ends the run, the second tells the rest, the third mends.
 */
import { PolicyPack, type ResourceValidationArgs, type StackValidationArgs } from "@pulumi/policy";
import { questionsAbout } from "./questions";
import { Reports, type Violation, type Violations } from "./reports";

const NAME = "causeway";
const reports = new Reports(questionsAbout, () => new Date().toISOString().slice(0, 10));

/** By URN, and "" for the stack: what the first policy found for the second one, which runs right after it. */
const waiting = new Map<string, readonly Violation[]>();
const WHOLE_STACK = "";

type Report = (message: string, urn?: string) => void;

function tell(violations: readonly Violation[], report: Report): void {
    for (const { message, urn } of violations) report(message, urn);
}

function tellMandatory(key: string, { mandatory, advisory }: Violations, report: Report): void {
    waiting.set(key, advisory);
    tell(mandatory, report);
}

function tellAdvisory(key: string, report: Report): void {
    tell(waiting.get(key) ?? [], report);
    waiting.delete(key);
}

new PolicyPack(NAME, {
    displayName: "Causeway",
    description: "Rules for private networks across clouds; see docs/policies.md",
    policies: [
        {
            name: NAME,
            description: "Causeway: a rule is broken.",
            enforcementLevel: "mandatory",
            configSchema: {
                properties: {
                    profile: { type: "string", description: "baseline, hipaa, gdpr, pci, fips or cnsa" },
                    strict: { type: "boolean", description: "what is not known counts as broken" },
                    rules: { type: "object", description: "level and settings by rule" },
                    exemptions: { type: "array", description: "what may stay broken, why and until when" },
                    expectations: { type: "object", description: "what the network must do, and must not" },
                },
            },
            validateResource: (args: ResourceValidationArgs, report) =>
                tellMandatory(args.urn, reports.resource(args, args.getConfig()), report),
            validateStack: (args: StackValidationArgs, report) =>
                tellMandatory(WHOLE_STACK, reports.stack(args.resources, args.getConfig()), report),
        },
        {
            name: `${NAME}-advice`,
            description: "Causeway: to look at.",
            enforcementLevel: "advisory",
            validateResource: ({ urn }: ResourceValidationArgs, report) => tellAdvisory(urn, report),
            validateStack: (_: StackValidationArgs, report) => tellAdvisory(WHOLE_STACK, report),
        },
        {
            name: `${NAME}-remedies`,
            description: "Causeway: what can be mended without breaking traffic.",
            // Nobody's program is changed unless somebody asked for it.
            enforcementLevel: "disabled",
            remediateResource: (args: ResourceValidationArgs) => {
                const changes = Object.entries(reports.remedies(args));
                if (changes.length === 0) return undefined;
                // In place: a copy would read values that are not known, and lose which are secret.
                for (const [name, value] of changes) args.props[name] = value;
                return args.props;
            },
        },
    ],
});
