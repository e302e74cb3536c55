/**
 * A route table that leads to a gateway endpoint: the table has a route to the service's prefix list then, which the provider
 * does not report among the table's routes. Sources: as in `associations.ts`; EC2 API reference (RouteAlreadyExists).
 */
import type { ResourceType } from "../../../core/definition";
import { toRouteTable } from "../codes";
import { association } from "./associations";
import { ENDPOINT_TABLE } from "./codes";
import { demandTables, TABLES } from "./endpoints";

export const vpcEndpointRouteTableAssociation: ResourceType = association({
    token: ENDPOINT_TABLE,
    noun: "VPC Endpoint Route Table Association",
    property: "routeTableId",
    listed: TABLES,
    to: { ...toRouteTable, part: true },
    wrongImport: (named) => `wrong format of import ID (${named}), use: 'vpc-endpoint-id/route-table-id'`,
    add: ({ world }, endpoint, _, id) => demandTables(world, endpoint, [id]),
    seconds: { create: 5, delete: 5 },
    onTimeout: "partial",
});
