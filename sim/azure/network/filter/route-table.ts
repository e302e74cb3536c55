/**
 * A route table, with routes written into it or beside it. Sources: Network REST API (Route Tables), Azure documentation
 * (virtual network traffic routing), public reports of its refusal.
 */
import { bool, CloudError, list, obj, str } from "../../../core/definition";
import { armType } from "../../arm";
import { settleParts, shownParts, type Parts } from "../../parts";
import { API, ROUTE_TABLE, SUBNET } from "../codes";
import { route, ROUTE_PROPERTIES } from "./route";

const routes: Parts = {
    property: "routes",
    type: route,
    properties: ROUTE_PROPERTIES,
    nameProperty: "routeName",
    wholeProperty: "routeTableName",
};

export const routeTable = armType({
    token: ROUTE_TABLE,
    noun: "Route Table",
    armType: "Microsoft.Network/routeTables",
    apiVersion: API,
    nameProperty: "routeTableName",
    tracked: true,
    outputs: ["etag", "provisioningState", "resourceGuid"],
    properties: {
        disableBgpRoutePropagation: bool({ computed: true }),
        routes: list(
            obj({
                ...ROUTE_PROPERTIES,
                name: str({ required: true }),
                id: str({ output: true }),
                etag: str({ output: true }),
                hasBgpOverride: bool({ output: true }),
                provisioningState: str({ output: true }),
                type: str({ output: true }),
            }),
            { computed: true },
        ),
        subnets: list(obj({ id: str() }), { output: true }),
    },
    put: (context, object) => {
        object.props.disableBgpRoutePropagation ??= false;
        settleParts(context, object, routes);
    },
    view: (context, object) => ({
        routes: shownParts(context, object, routes),
        subnets: context.world.referrers(object, SUBNET).map(({ id }) => ({ id })),
    }),
    inUse: (object, holders) =>
        new CloudError(
            "InUseRouteTableCannotBeDeleted",
            `Route table ${object.id} is in use and cannot be deleted. It is used by ${holders.map((h) => h.id).join(", ")}.`,
        ),
    seconds: { create: 3, update: 3, delete: 5 },
});
