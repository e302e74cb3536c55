/**
 * A route of a route table, written into the table or beside it. Sources: Network REST API (Routes), Azure documentation
 * (virtual network traffic routing: next hop types, a prefix can have one user-defined route of a table).
 */
import ipaddr from "ipaddr.js";
import { CloudError, bool, str, type Property } from "../../../core/definition";
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { armType } from "../../arm";
import { invalid } from "../../refusals";
import { API, ROUTE, ROUTE_TABLE } from "../codes";
import { demandPrefix } from "../prefixes";

export const ROUTE_PROPERTIES: Record<string, Property> = {
    addressPrefix: str(),
    nextHopIpAddress: str(),
    nextHopType: str({
        required: true,
        oneOf: ["VirtualNetworkGateway", "VnetLocal", "Internet", "VirtualAppliance", "None"],
    }),
};

export const route = armType({
    token: ROUTE,
    noun: "Route",
    armType: "Microsoft.Network/routeTables/routes",
    apiVersion: API,
    nameProperty: "routeName",
    parent: { property: "routeTableName", token: ROUTE_TABLE },
    tracked: false,
    properties: {
        ...ROUTE_PROPERTIES,
        name: str({ computed: true }),
        type: str({ computed: true }),
        hasBgpOverride: bool({ output: true }),
    },
    put: ({ world }, object) => {
        const { props } = object;
        const [name, prefix] = [text(props, "name") ?? "", text(props, "addressPrefix") ?? ""];
        props.hasBgpOverride = false;
        // A service tag stands for the prefixes of a service.
        if (!/^[A-Z][A-Za-z.]*$/.test(prefix)) demandPrefix(prefix);
        demandHop(name, props.nextHopType === "VirtualAppliance", text(props, "nextHopIpAddress"));
        const twin = siblings(world, object).find((s) => s.props.addressPrefix === prefix);
        if (twin !== undefined) {
            throw invalid(
                `Route ${name} has the same address prefix ${prefix} as route ${text(twin.props, "name") ?? ""}.`,
            );
        }
    },
    // Networking limits: "User-defined routes per route table 400".
    quota: {
        name: "azure-routes-per-route-table",
        limit: 400,
        used: (world, draft) => siblings(world, draft).length,
        exceeded: (limit) => invalid(`A route table cannot have more than ${limit} routes.`),
    },
    seconds: { create: 2, update: 2, delete: 2 },
});

function siblings(world: World, object: CloudObject): CloudObject[] {
    const path = ["resourceGroupName", "routeTableName"];
    return world
        .all(ROUTE, object)
        .filter((s) => s.id !== object.id && path.every((name) => s.props[name] === object.props[name]));
}

/** An appliance has an address, and nothing else has. */
function demandHop(name: string, isAppliance: boolean, address: string | undefined): void {
    if (isAppliance !== (address !== undefined)) {
        throw invalid(`Route ${name} must have a nextHopIpAddress if and only if its nextHopType is VirtualAppliance.`);
    }
    if (address === undefined || ipaddr.isValid(address)) return;
    throw new CloudError("InvalidIPAddressFormat", `${address}, the nextHopIpAddress of route ${name}, is no address.`);
}
