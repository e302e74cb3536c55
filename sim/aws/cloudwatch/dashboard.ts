/**
 * A dashboard. In AWS dashboards belong to the account as a whole; here each region has its own. Of its body the outer form is
 * looked at: widgets, their kinds, places and sizes. Sources: CloudWatch API reference (PutDashboard: "If a dashboard with
 * this name already exists, this call modifies that dashboard, replacing its current contents"; Dashboard Body Structure and
 * Syntax; errors), Terraform AWS provider (arguments, that it compares bodies as JSON).
 */
import { CloudError, str, type ResourceType } from "../../core/definition";
import { isObject, text, type Props, type Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { firstOf, lengthBetween, matching } from "../bounds";
import { partitionOf, region } from "../place";
import { withCanonicalPolicy } from "../policy-document";
import { DASHBOARD } from "./codes";

const KINDS = ["metric", "text", "log", "alarm", "explorer", "chart"];
const MOST_WIDGETS = 500;
/** Of the alarms of one widget, of the metrics of one, and of those of all together (CloudWatch user guide, service quotas). */
const MOST_ALARMS = 100;
const MOST_METRICS = 500;
const MOST_METRICS_IN_ALL = 2_500;

export const dashboard: ResourceType = {
    token: DASHBOARD,
    noun: "CloudWatch Dashboard",
    id: (inputs) => text(inputs, "dashboardName") ?? "",
    properties: {
        region,
        dashboardBody: str({ required: true, refuse: refuseOtherThanJson }),
        dashboardName: str({
            required: true,
            immutable: true,
            refuse: firstOf(
                lengthBetween("dashboard_name", 1, 255),
                matching(
                    /^[\w-]+$/,
                    '"dashboard_name" contains invalid characters (A-Z, a-z, 0-9, - and _ are allowed)',
                ),
            ),
        }),
        dashboardArn: str({ output: true }),
    },
    canonical: (inputs) => withCanonicalPolicy(inputs, "dashboardBody"),
    create: (_, draft) => {
        demandBody(draft);
        draft.props.dashboardArn = `arn:${partitionOf(draft.region)}:cloudwatch::${draft.account}:dashboard/${draft.id}`;
    },
    update: (_, object) => demandBody(object),
    gone: (id) => new CloudError("ResourceNotFound", `Dashboard ${id} does not exist`),
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "bare",
};

function refuseOtherThanJson(value: Value): string | undefined {
    try {
        JSON.parse(value as string);
        return undefined;
    } catch (error) {
        return `"dashboard_body" contains an invalid JSON: ${(error as Error).message}`;
    }
}

function demandBody({ props }: CloudObject): void {
    const body = JSON.parse(text(props, "dashboardBody") ?? "null") as Value;
    const fault = bodyFault(body);
    if (fault === undefined) return;
    throw new CloudError(
        "InvalidParameterInput",
        `The dashboard body is invalid, there is a validation error: ${fault}`,
    );
}

function bodyFault(body: Value): string | undefined {
    const widgets = isObject(body) ? body.widgets : undefined;
    if (!Array.isArray(widgets)) return "/widgets should be an array";
    if (widgets.length > MOST_WIDGETS) return `/widgets should have at most ${MOST_WIDGETS} elements`;
    for (const [index, widget] of widgets.entries()) {
        const fault = isObject(widget) ? widgetFault(widget) : "should be an object";
        if (fault !== undefined) return `/widgets/${index} ${fault}`;
    }
    const metrics = widgets.reduce<number>((sum, widget) => sum + listed(widget, "metrics"), 0);
    return metrics > MOST_METRICS_IN_ALL ? `should have at most ${MOST_METRICS_IN_ALL} metrics` : undefined;
}

/** How many of them a widget names. */
function listed(widget: Value, name: "alarms" | "metrics"): number {
    const properties = isObject(widget) ? widget.properties : undefined;
    const list = isObject(properties) ? properties[name] : undefined;
    return Array.isArray(list) ? list.length : 0;
}

/** The grid is 24 units wide. */
function widgetFault(widget: Props): string | undefined {
    if (!KINDS.includes(widget.type as string)) return `should have a type out of ${KINDS.join(", ")}`;
    if (!isObject(widget.properties)) return "should have properties";
    if (listed(widget, "alarms") > MOST_ALARMS) return `/properties/alarms should have at most ${MOST_ALARMS} elements`;
    if (listed(widget, "metrics") > MOST_METRICS)
        return `/properties/metrics should have at most ${MOST_METRICS} elements`;
    if (widget.type === "alarm" && listed(widget, "alarms") === 0) return "/properties/alarms should have an element";
    const whole = (name: string, least: number, most: number): boolean =>
        widget[name] === undefined ||
        (Number.isInteger(widget[name]) && (widget[name] as number) >= least && (widget[name] as number) <= most);
    if (!whole("x", 0, 23)) return "should have an x from 0 to 23";
    if (!whole("y", 0, Number.MAX_SAFE_INTEGER)) return "should have a y from 0";
    if (!whole("width", 1, 24)) return "should have a width from 1 to 24";
    return whole("height", 1, 1000) ? undefined : "should have a height from 1 to 1000";
}
