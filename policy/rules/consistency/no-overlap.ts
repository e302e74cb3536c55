import { because } from "../../flows";
import { iso, nist } from "../../frameworks";
import { ALL } from "../../profiles";
import { networkRule, undeterminedAt } from "../../rule";

export const rule = networkRule({
    id: "consistency-no-overlap",
    area: "consistency",
    title: "Networks that are joined have no addresses in common",
    severity: "high",
    frameworks: [...nist("SC-7", "CM-2"), ...iso("A.8.20")],
    rationale:
        "Of two networks with one address, packets reach the one whose route is longer, and the other is cut off without an error anywhere.",
    fix: "Give one of them other prefixes, or translate addresses between them.",
    looksAt: [],
    profiles: ALL,
    check: ({ questions, refs }) => {
        const { found, reasons } = questions.overlaps();
        return [
            ...found
                .filter(({ joined }) => joined)
                .map(({ one, other, addresses }) => {
                    const resource = other.urn === undefined ? undefined : refs.resource(other.urn);
                    const message = `it has ${addresses} in common with ${one.label}`;
                    return {
                        status: "fail",
                        label: other.label,
                        message,
                        ...(resource === undefined ? {} : { resource }),
                    } as const;
                }),
            ...(reasons.length === 0 ? [] : [undeterminedAt("addresses", because(reasons))]),
        ];
    },
});
