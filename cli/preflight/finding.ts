/** Findings of the checklist. They advise: what must not pass is for the policies to say. */
import { labelOf } from "../../graph/read/references";
import type { Resource } from "../../graph/read/resources";
import type { Finding } from "../../policy/finding";
import type { RuleInfo } from "../format/checked";

type Status = Extract<Finding["status"], "fail" | "undetermined">;

/** About a resource, or about what the label names: "vpc/shop to vpc/orders". */
export function finding(rule: RuleInfo, about: Resource | string, status: Status, message: string): Finding {
    return {
        rule: rule.id,
        severity: rule.severity,
        status,
        level: "advisory",
        message,
        fix: rule.fix,
        ...(typeof about === "string" ? { label: about } : placeOf(about)),
    };
}

function placeOf(resource: Resource): Pick<Finding, "label" | "urn" | "position"> {
    const { urn, position } = resource;
    const label = labelOf(resource);
    return position === undefined
        ? { label, urn }
        : { label, urn, position: { file: position.file, line: position.line } };
}
