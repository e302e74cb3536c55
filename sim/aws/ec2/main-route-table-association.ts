/**
 * The choice of a VPC's main route table. EC2 knows it as an association that every VPC has from its creation on; making it
 * a resource replaces that association, deleting the resource puts the table back that was there before. Sources: EC2 API
 * reference (ReplaceRouteTableAssociation), Terraform AWS provider (original table, no import).
 */
import { CloudError, str, type ResourceType } from "../../core/definition";
import { text } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { region } from "../place";
import { differentNetworks, MAIN_ROUTE_TABLE_ASSOCIATION, ROUTE_TABLE, toRouteTable, toVpc, VPC } from "./codes";

export const mainRouteTableAssociation: ResourceType = {
    token: MAIN_ROUTE_TABLE_ASSOCIATION,
    noun: "Main Route Table Association",
    id: "rtbassoc",
    properties: {
        region,
        vpcId: str({ required: true, ref: { ...toVpc, part: true } }),
        routeTableId: str({ required: true, ref: toRouteTable }),
        originalRouteTableId: str({ output: true }),
    },
    create: ({ world }, draft) => {
        const vpc = world.get(VPC, draft, text(draft.props, "vpcId") ?? "");
        if (vpc === undefined) return;
        draft.props.originalRouteTableId = vpc.props.mainRouteTableId ?? "";
        // Replacing an association gives it a new id: what had made the one before does not find it any more.
        for (const before of world.referrers(vpc, MAIN_ROUTE_TABLE_ASSOCIATION)) world.remove(before);
        setMainTable(world, vpc, tableOf(world, draft));
    },
    // The provider replaces the table of this very association: another `vpcId` does not move it to another VPC.
    update: ({ world }, object, old) => {
        const vpc = vpcOf(world, tableOf(world, { ...object, props: old }));
        if (vpc !== undefined) setMainTable(world, vpc, tableOf(world, object));
    },
    remove: ({ world }, object) => {
        const vpc = vpcOf(world, tableOf(world, object));
        const original = text(object.props, "originalRouteTableId") ?? "";
        const table = world.get(ROUTE_TABLE, object, original);
        if (table === undefined) throw toRouteTable.missing(original);
        if (vpc !== undefined) setMainTable(world, vpc, table);
    },
    view: ({ world }, object) => {
        const main = vpcOf(world, tableOf(world, object))?.props.mainRouteTableId;
        return main === object.props.routeTableId ? {} : undefined;
    },
    gone: (id) => new CloudError("InvalidAssociationID.NotFound", `The association ID '${id}' does not exist`),
    // The provider has no import for it.
    importId: () => undefined,
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};

function tableOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(ROUTE_TABLE, object, text(object.props, "routeTableId") ?? "");
}

function vpcOf(world: World, table: CloudObject | undefined): CloudObject | undefined {
    return table === undefined ? undefined : world.get(VPC, table, text(table.props, "vpcId") ?? "");
}

function setMainTable(world: World, vpc: CloudObject, table: CloudObject | undefined): void {
    if (table === undefined) return;
    if (table.props.vpcId !== vpc.id) throw differentNetworks(`route table ${table.id}`, `network ${vpc.id}`);
    // The provider reports the main table as the default one too.
    world.put({ ...vpc, props: { ...vpc.props, mainRouteTableId: table.id, defaultRouteTableId: table.id } });
}
