import { FLOW_LOG, LOG_GROUP } from "../../concepts";
import { hipaa, iso, nist, pci } from "../../frameworks";
import { fails, networkRule, unknownAt } from "../../rule";
import { numberAt, UNKNOWN } from "../../values";

export const rule = networkRule<{ readonly days: number }>({
    id: "observability-log-retention",
    area: "observability",
    title: "Flow logs are kept long enough",
    severity: "medium",
    frameworks: [...hipaa("164.316(b)(2)(i)"), ...pci("10.5.1"), ...nist("AU-11"), ...iso("A.8.15")],
    rationale:
        "Intrusions are found after months. PCI DSS asks for twelve months; HIPAA keeps documentation for six years.",
    fix: "Set retentionInDays of the log group, or leave it out to keep logs for ever.",
    looksAt: [...FLOW_LOG, ...LOG_GROUP],
    profiles: ["hipaa", "pci"],
    settings: {
        members: {
            days: {
                shape: { kind: "number", from: 1, whole: true },
                text: "How long flow logs in log groups are kept.",
            },
        },
        defaults: { days: 365 },
        byProfile: { hipaa: { days: 2192 } },
    },
    check: ({ refs, settings }) => {
        const groups = refs.ofType(...FLOW_LOG).flatMap((log) => {
            const group = refs.one(log, "logDestination", { types: LOG_GROUP, by: "arn", inRegion: true });
            return group.is === "resource" ? [group.resource] : [];
        });
        return [...new Set(groups)].flatMap((group) => {
            const days = numberAt(group, "retentionInDays");
            if (days === UNKNOWN) return [unknownAt(group, "retentionInDays")];
            if (days === undefined || days === 0 || days >= settings.days) return [];
            return [fails(group, `it keeps flow logs for ${days} days, and ${settings.days} are asked for`)];
        });
    },
});
