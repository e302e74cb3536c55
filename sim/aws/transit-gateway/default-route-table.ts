/**
 * Which of its route tables a transit gateway takes as default: a setting of the gateway, which the provider shows as two
 * resources. Deleting one puts back the table that was the default before. Sources: EC2 API reference
 * (ModifyTransitGateway), Terraform AWS provider (which reports nothing of a creation that it does not see to the end).
 */
import { CloudError, obj, str, type Context, type ResourceType } from "../../core/definition";
import { text } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { region } from "../place";
import { DEFAULT_ASSOCIATION, DEFAULT_PROPAGATION, toRouteTable, toTransitGateway } from "./codes";
import { gatewayOf, tableOf } from "./lookup";

interface Setting {
    token: string;
    role: "Association" | "Propagation";
    flag: "defaultRouteTableAssociation" | "defaultRouteTablePropagation";
    /** The gateway's output that names the table. */
    table: "associationDefaultRouteTableId" | "propagationDefaultRouteTableId";
}

const defaultRouteTable = (setting: Setting): ResourceType => ({
    token: setting.token,
    noun: `EC2 Transit Gateway Default Route Table ${setting.role}`,
    id: (inputs) => text(inputs, "transitGatewayId") ?? "",
    properties: {
        region,
        transitGatewayId: str({ required: true, immutable: true, ref: { ...toTransitGateway, part: true } }),
        // A default table is kept by being one.
        transitGatewayRouteTableId: str({ required: true, ref: { ...toRouteTable, holds: false } }),
        timeouts: obj({ create: str(), update: str(), delete: str() }),
        originalDefaultRouteTableId: str({ output: true }),
    },
    create: (context, draft) => {
        const before = text(gatewayOf(context.world, draft)?.props ?? {}, setting.table) ?? "";
        demandTable(context, draft, setting);
        draft.props.originalDefaultRouteTableId = before;
        setDefault(context, draft, setting, text(draft.props, "transitGatewayRouteTableId") ?? "");
    },
    update: (context, object) => {
        demandTable(context, object, setting);
        setDefault(context, object, setting, text(object.props, "transitGatewayRouteTableId") ?? "");
    },
    remove: (context, object) => {
        setDefault(context, object, setting, text(object.props, "originalDefaultRouteTableId") ?? "");
    },
    view: ({ world }, object) => ({
        transitGatewayRouteTableId: text(gatewayOf(world, object)?.props ?? {}, setting.table) ?? "",
    }),
    seconds: { create: 30, update: 30, delete: 30 },
    onTimeout: "bare",
});

/** The refusal is the mirror image of the one for a default that is switched on without a table. */
function demandTable(context: Context, object: CloudObject, { flag, role }: Setting): void {
    const table = tableOf(context.world, object);
    if (table.props.transitGatewayId !== object.props.transitGatewayId) throw toRouteTable.missing(table.id);
    if (gatewayOf(context.world, object)?.props[flag] === "disable") {
        throw new CloudError(
            "InvalidParameterCombination",
            `disable DefaultRouteTable${role} conflicts with ${role}DefaultRouteTableId ${table.id}`,
        );
    }
}

function setDefault(context: Context, object: CloudObject, setting: Setting, table: string): void {
    const gateway = gatewayOf(context.world, object);
    if (gateway === undefined) return;
    gateway.props[setting.table] = table;
    context.world.put(gateway);
}

export const defaultRouteTableAssociation = defaultRouteTable({
    token: DEFAULT_ASSOCIATION,
    role: "Association",
    flag: "defaultRouteTableAssociation",
    table: "associationDefaultRouteTableId",
});

export const defaultRouteTablePropagation = defaultRouteTable({
    token: DEFAULT_PROPAGATION,
    role: "Propagation",
    flag: "defaultRouteTablePropagation",
    table: "propagationDefaultRouteTableId",
});
