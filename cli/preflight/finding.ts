/** Findings of the checklist. They advise: what must not pass is for the policies to say. */
import { labelOf } from "../../graph/read/references";
import type { Resource } from "../../graph/read/resources";
import type { Finding } from "../../policy/finding";
import type { RuleInfo } from "../format/checked";

type Status = Extract<Finding["status"], "fail" | "undetermined">;

/** What a finding is about: something that has a label, as a resource has. */
type About = Pick<Finding, "label" | "urn" | "position">;

/** About a resource, an element of the network, or what the label names: "vpc/shop to vpc/orders". */
export function finding(rule: RuleInfo, about: Resource | About | string, status: Status, message: string): Finding {
    const { id, severity, fix } = rule;
    return { rule: id, severity, status, level: "advisory", message, fix, ...placeOf(about) };
}

function placeOf(about: Resource | About | string): About {
    if (typeof about === "string") return { label: about };
    const label = "label" in about ? about.label : labelOf(about);
    const { urn, position } = about;
    return {
        label,
        ...(urn === undefined ? {} : { urn }),
        ...(position === undefined ? {} : { position: { file: position.file, line: position.line } }),
    };
}
