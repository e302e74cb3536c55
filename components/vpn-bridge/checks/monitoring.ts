/** Where alarms go to: each cloud's own address is for the sites in that cloud, and a topic of AWS for alarms of its region. */
import { oneOf, show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import type { VpnBridgeArgs } from "../args";
import type { SiteKind } from "../network";

/** By argument: the sites that would use it. */
const AZURE = { kinds: ["azure", "azureVirtualWan"], cloud: "Azure" } as const;
const USED_BY = {
    actionGroupId: AZURE,
    workspaceId: AZURE,
    workspaceLocation: AZURE,
    notificationChannels: { kinds: ["gcp"], cloud: "Google Cloud" },
} as const satisfies Record<string, { readonly kinds: readonly SiteKind[]; readonly cloud: string }>;

export function checkMonitoring({ monitoring = {}, sites }: VpnBridgeArgs): Problem[] {
    const regions = [...new Set(Object.values(sites).flatMap(({ aws }) => (aws === undefined ? [] : [aws.region])))];
    const has = (kind: SiteKind): boolean => Object.values(sites).some((site) => site[kind] !== undefined);
    return [
        ...(Object.keys(USED_BY) as (keyof typeof USED_BY)[])
            .filter((name) => monitoring[name] !== undefined && !USED_BY[name].kinds.some(has))
            .map((name) => ({
                check: "unused-argument",
                path: `monitoring.${name}`,
                got: given(monitoring[name]),
                allowed: `nothing, without a site in ${USED_BY[name].cloud}`,
                fix: "Remove it: nothing would read it.",
            })),
        ...Object.entries(monitoring.snsTopicArns ?? {}).flatMap(([region, arn]) =>
            checkTopic(region, arn, regions, join("monitoring.snsTopicArns", region)),
        ),
    ];
}

/** CloudWatch sends an alarm to topics of its own region only (API reference, PutMetricAlarm). */
function checkTopic(region: string, arn: unknown, regions: readonly string[], path: string): Problem[] {
    if (!regions.includes(region)) {
        const fix = "Alarms are where the sites of AWS are: correct the region, or remove it.";
        return [{ check: "topic-region", path, got: show(region), allowed: oneOf(regions), fix }];
    }
    if (typeof arn !== "string" || topicRegion(arn) === region) return [];
    const allowed = `the ARN of a topic in ${region}: "arn:aws:sns:${region}:…"`;
    const fix = "An alarm reaches topics of its own region only: make one there.";
    return [{ check: "topic-region", path, got: show(arn), allowed, fix }];
}

function given(value: unknown): string {
    return typeof value === "string" || Array.isArray(value) ? show(value) : "an Output";
}

function topicRegion(arn: string): string | undefined {
    return /^arn:aws[a-z-]*:sns:([a-z0-9-]+):\d{12}:[^:]+$/.exec(arn)?.[1];
}
