/** Problems as Pulumi reports them. */
import * as pulumi from "@pulumi/pulumi";
import { describeProblem, describeProblems, type Problem } from "../../plan/problem";

/**
 * One error for all problems. The whole text is in `message`: the engine prints that and not the properties. It carries no
 * stack: with one, the SDK dumps the error object, and ends up to a minute late.
 */
export function problemsError(subject: string, problems: readonly Problem[]): pulumi.InputPropertiesError {
    const error = new pulumi.InputPropertiesError({
        message: describeProblems(subject, problems),
        errors: problems.map((p) => ({ propertyPath: p.path, reason: describeProblem(p) })),
    });
    error.stack = undefined;
    return error;
}

/**
 * The same value, once it has passed a check. A plain value is passed on as it is: those are checked before anything is
 * planned. What depends on the result waits for the check.
 */
export function checkedWhenKnown(
    subject: string,
    value: pulumi.Input<string>,
    check: (known: string) => Problem[],
): pulumi.Input<string> {
    if (typeof value === "string") return value;
    return pulumi.output(value).apply((known) => {
        const problems = check(known);
        if (problems.length > 0) throw problemsError(subject, problems);
        return known;
    });
}
