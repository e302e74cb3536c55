/** What the pack reports of each resource and of the stack: the same rules as the command line runs. */
import { fromAnalyzed, fromAnalyzedStack, providerOf, type AnalyzedResource } from "../../graph/read/crossguard";
import type { Resource } from "../../graph/read/resources";
import type { Problem } from "../../plan/problem";
import { describeConfigProblems, readConfig, type ReadConfig } from "../config";
import type { PolicyConfig } from "../config-types";
import { breaks, describeFinding, Status, type Finding } from "../finding";
import type { Questions } from "../questions";
import { checkResource, checkResources } from "../run";
import { RULES } from "../rules";

/** A violation as a policy reports it. */
export interface Violation {
    readonly message: string;
    readonly urn?: string;
}

/** What ends the run, and what is only told. */
export interface Violations {
    readonly mandatory: readonly Violation[];
    readonly advisory: readonly Violation[];
}

function violation(message: string, urn: string | undefined): Violation {
    return urn === undefined ? { message } : { message, urn };
}

const NOTHING: Violations = { mandatory: [], advisory: [] };
const STACK = "pulumi:pulumi:Stack";

/** Rules that judge a resource by itself have spoken before the stack is judged. */
const EARLY: ReadonlySet<string> = new Set(RULES.filter(({ judges }) => judges === "resource").map(({ id }) => id));

export class Reports {
    /** Inputs by URN, as they came before each resource was made. */
    private readonly inputs = new Map<string, Resource>();
    /** Whether the configuration's problems were told: once is enough. */
    private told = false;
    private read: { readonly json: string; readonly config: ReadConfig } | undefined;

    constructor(
        private readonly ask: (resources: readonly Resource[]) => Questions,
        private readonly today: () => string,
    ) {}

    /** Before a resource is made. A configuration that cannot be read is told once, at the stack. */
    resource(analyzed: AnalyzedResource, configuration: unknown): Violations {
        const resource = fromAnalyzed(analyzed);
        this.inputs.set(resource.urn, resource);
        const { config, problems } = this.configured(configuration);
        if (config === undefined) return analyzed.type === STACK ? this.tellProblems(problems, analyzed.urn) : NOTHING;
        return violations(checkResource(resource, providerOf(analyzed), { config, today: this.today() }));
    }

    /**
     * Inputs that mend what is broken and not exempt, of the rules that have a remedy. The configuration is that of the
     * policies that judge: the engine gives it with the stack itself, which is the first resource of all.
     */
    remedies(analyzed: AnalyzedResource): Readonly<Record<string, string | boolean | number>> {
        const config = this.read?.config.config;
        if (config === undefined) return {};
        const findings = checkResource(fromAnalyzed(analyzed), providerOf(analyzed), { config, today: this.today() });
        const broken = new Set(findings.filter(({ status }) => status === Status.Fail).map(({ rule }) => rule));
        const remedies = RULES.flatMap((rule) =>
            rule.judges === "resource" && rule.remedy !== undefined && broken.has(rule.id) ? [rule.remedy.change] : [],
        );
        return Object.assign({}, ...remedies) as Record<string, string | boolean | number>;
    }

    /** After all resources are made, or previewed. */
    stack(analyzed: readonly AnalyzedResource[], configuration: unknown): Violations {
        const { config, problems } = this.configured(configuration);
        // Without a URN `pulumi policy analyze` ends in a panic: what is about no resource is about the stack.
        const stack = analyzed.find(({ type }) => type === STACK)?.urn ?? analyzed[0]?.urn;
        if (config === undefined) return this.told ? NOTHING : this.tellProblems(problems, stack);
        return violations(
            this.judgeStack(analyzed, config).filter(({ rule }) => !EARLY.has(rule)),
            stack,
        );
    }

    private tellProblems(problems: readonly Problem[], urn: string | undefined): Violations {
        this.told = true;
        return { mandatory: [violation(describeConfigProblems(problems), urn)], advisory: [] };
    }

    /** The rules of single resources run again: only with their findings is it known which exemptions are used. */
    private judgeStack(analyzed: readonly AnalyzedResource[], config: PolicyConfig): readonly Finding[] {
        const resources = fromAnalyzedStack(analyzed, this.inputs);
        return checkResources({ resources, questions: () => this.ask(resources), config, today: this.today() });
    }

    /** It comes with every resource, and is the same each time. */
    private configured(configuration: unknown): ReadConfig {
        const json = JSON.stringify(configuration ?? {});
        if (this.read?.json !== json) this.read = { json, config: readConfig(configuration) };
        return this.read.config;
    }
}

function violations(findings: readonly Finding[], stack?: string): Violations {
    const of = (wanted: boolean): Violation[] =>
        findings
            .filter((finding) => breaks(finding) === wanted)
            .map((finding) => violation(describeFinding(finding), finding.urn ?? stack));
    return { mandatory: of(true), advisory: of(false) };
}
