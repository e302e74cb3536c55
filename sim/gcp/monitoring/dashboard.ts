/**
 * A dashboard. Of what is on it, only the layout is looked at. Sources: Cloud Monitoring API reference (projects.dashboards),
 * Terraform Google provider (the document is JSON; how it is written makes no difference).
 */
import * as crypto from "node:crypto";
import { str, type ResourceType } from "../../core/definition";
import { isObject, text, type Props, type Value } from "../../core/values";
import { DASHBOARD } from "./codes";
import { badField, monitoringType } from "./monitoring-type";

const LAYOUTS = ["gridLayout", "mosaicLayout", "rowLayout", "columnLayout"];

export const dashboard: ResourceType = monitoringType(DASHBOARD, "dashboards", () => crypto.randomUUID(), {
    noun: "Dashboard",
    properties: { dashboardJson: str({ required: true, refuse: refuseNonJson }) },
    canonical: (inputs) => {
        const json = text(inputs, "dashboardJson");
        const parsed = json === undefined ? undefined : parse(json);
        return parsed === undefined ? inputs : { ...inputs, dashboardJson: JSON.stringify(sorted(parsed)) };
    },
    create: (_, draft) => demandSense(draft.props),
    update: (_, object) => demandSense(object.props),
    onTimeout: "bare",
});

function parse(json: string): Value | undefined {
    try {
        return JSON.parse(json) as Value;
    } catch {
        return undefined;
    }
}

function refuseNonJson(value: Value): string | undefined {
    return parse(value as string) === undefined ? `"dashboard_json" contains an invalid JSON` : undefined;
}

function sorted(value: Value): Value {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

function demandSense(props: Props): void {
    const document = parse(text(props, "dashboardJson") ?? "") ?? null;
    if (!isObject(document) || text(document, "displayName") === undefined) {
        throw badField("dashboard.display_name", "", "The field must be set");
    }
    const layouts = LAYOUTS.filter((layout) => document[layout] !== undefined);
    if (layouts.length > 1) throw badField("dashboard.layout", layouts.join(","), "A dashboard has one layout");
}
