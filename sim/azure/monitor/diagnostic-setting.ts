/**
 * Where the logs and metrics of a resource go. Storage accounts, event hubs and partners are not modelled. It is not deleted
 * along with the resource. Sources: REST API (Diagnostic Settings), Azure Monitor (diagnostic settings: five for each resource,
 * no destination twice for one category, retention in storage retired), public reports of its refusals.
 */
import { bool, CloudError, int, list, obj, str, type ResourceType } from "../../core/definition";
import { isObject, text, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { byPath, demandNew, entries } from "../arm";
import { resourceNotFound } from "../refusals";
import { badRequest, DIAGNOSTIC_SETTING, toWorkspace } from "./codes";
import { GATEWAY_LOGS, isGateway } from "./metrics";

const retentionPolicy = obj({ days: int({ required: true }), enabled: bool({ required: true }) });

export const diagnosticSetting: ResourceType = {
    token: DIAGNOSTIC_SETTING,
    noun: "Diagnostic Setting",
    id: (inputs) => settingId(inputs),
    placeOf: byPath,
    properties: {
        resourceUri: str({ required: true, immutable: true }),
        name: str({ computed: true, imported: true, immutable: true }),
        logAnalyticsDestinationType: str({ oneOf: ["AzureDiagnostics", "Dedicated"] }),
        logs: list(obj({ category: str(), categoryGroup: str(), enabled: bool({ required: true }), retentionPolicy })),
        metrics: list(obj({ category: str(), enabled: bool({ required: true }), retentionPolicy, timeGrain: str() })),
        workspaceId: str({ ref: toWorkspace }),
        azureApiVersion: str({ output: true }),
        type: str({ output: true }),
    },
    autoName: { property: "name", maxLength: 260, separator: "", digits: 8 },
    deletesFirst: true,
    upserts: true,
    quota: {
        name: "diagnostic-settings-per-resource",
        limit: 5,
        per: "resourceUri",
        exceeded: (limit) => new CloudError("Conflict", `The limit of ${limit} diagnostic settings was reached.`),
    },
    create: ({ world }, draft) => {
        demandNew(world, draft);
        settle(world, draft);
    },
    update: ({ world }, object) => settle(world, object),
    gone: resourceNotFound,
    seconds: { create: 2, update: 2, delete: 2 },
    onTimeout: "partial",
};

function settingId(inputs: Props): string {
    const [uri, name] = [text(inputs, "resourceUri") ?? "", text(inputs, "name") ?? ""];
    return `${uri}/providers/Microsoft.Insights/diagnosticSettings/${name}`;
}

function settle(world: World, object: CloudObject): void {
    const { props } = object;
    const uri = text(props, "resourceUri") ?? "";
    if (!world.everything().some((other) => other.id === uri)) throw resourceNotFound(uri);
    if (text(props, "workspaceId") === undefined) throw badRequest("At least one data sink needs to be specified.");
    const sources = [...entries(props, "logs"), ...entries(props, "metrics")];
    if (sources.length === 0) throw badRequest("At least one log or metric category needs to be specified.");
    for (const source of sources) demandSource(source);
    if (isGateway(uri)) for (const log of entries(props, "logs")) demandGatewayLog(log);
    demandSink(world, object);
    props.azureApiVersion = "2021-05-01-preview";
    props.type = "Microsoft.Insights/diagnosticSettings";
}

function demandSource(source: Props): void {
    const [category, group] = [text(source, "category"), text(source, "categoryGroup")];
    if ((category === undefined) === (group === undefined)) {
        throw badRequest("Either category or categoryGroup needs to be specified, not both.");
    }
    if (isObject(source.retentionPolicy) && source.retentionPolicy.enabled === true) {
        throw badRequest("Diagnostic settings does not support retention for new diagnostic settings.");
    }
}

function demandGatewayLog(log: Props): void {
    const [category, group] = [text(log, "category"), text(log, "categoryGroup")];
    if (group === "allLogs" || group === "audit" || GATEWAY_LOGS.includes(category ?? "")) return;
    throw badRequest(
        `Category '${category ?? group ?? ""}' is not supported, supported ones are: ${GATEWAY_LOGS.join(", ")}.`,
    );
}

/** No other setting of the resource sends one of the categories there. */
function demandSink(world: World, object: CloudObject): void {
    const categories = (props: Props): string[] =>
        [...entries(props, "logs"), ...entries(props, "metrics")]
            .filter((source) => source.enabled === true)
            .map((source) => text(source, "category") ?? text(source, "categoryGroup") ?? "");
    const own = categories(object.props);
    const twin = world
        .all(DIAGNOSTIC_SETTING, object)
        .filter((other) => other.id !== object.id && other.props.resourceUri === object.props.resourceUri)
        .find(
            (o) => o.props.workspaceId === object.props.workspaceId && categories(o.props).some((c) => own.includes(c)),
        );
    if (twin === undefined) return;
    const category = categories(twin.props).find((c) => own.includes(c)) ?? "";
    throw new CloudError(
        "Conflict",
        `Data sink '${text(object.props, "workspaceId") ?? ""}' is already used in diagnostic setting '${text(twin.props, "name") ?? ""}' ` +
            `for category '${category}'. Data sinks can't be reused in different settings on the same category for the same resource.`,
    );
}
