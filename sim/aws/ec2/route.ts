/**
 * A route of a VPC's route table. Sources: EC2 API reference (CreateRoute, ReplaceRoute, DeleteRoute, Route: state and
 * origin), VPC user guide (route tables, quotas), Terraform AWS provider (arguments, id, import).
 */
import { conflicts, exactlyOneOf } from "../../core/combine";
import { CloudError, str, type ResourceType } from "../../core/definition";
import { canonicalPrefix, refuseIpv4Prefix, refuseIpv6Prefix } from "../../core/prefix";
import { text } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { region } from "../place";
import { withCanonicalPrefix } from "./canonical";
import { ROUTE, ROUTE_TABLE, toNetworkInterface, toPrefixList, toRouteTable } from "./codes";
import { hashCode } from "./hash-code";
import { instanceBehind } from "./machine/reach";
import {
    countLike,
    demandCreatable,
    demandReplaceable,
    DESTINATION_NAMES,
    entriesOf,
    entryOf,
    isWorking,
    ROUTES_PER_TABLE,
    TARGET_NAMES,
    TARGET_PROPERTIES,
    type Entry,
} from "./routing";

export const route: ResourceType = {
    token: ROUTE,
    noun: "Route",
    id: (inputs) => routeId(text(inputs, "routeTableId") ?? "", entryOf(inputs)?.destination ?? ""),
    properties: {
        region,
        routeTableId: str({ required: true, immutable: true, ref: { ...toRouteTable, part: true } }),
        destinationCidrBlock: str({ immutable: true, refuse: refuseIpv4Prefix }),
        destinationIpv6CidrBlock: str({ immutable: true, refuse: refuseIpv6Prefix }),
        destinationPrefixListId: str({ immutable: true, ref: toPrefixList }),
        ...TARGET_PROPERTIES,
        // AWS fills it in for a route to an instance.
        networkInterfaceId: str({ computed: true, ref: toNetworkInterface }),
        instanceId: str({ output: true }),
        instanceOwnerId: str({ output: true }),
        origin: str({ output: true }),
        state: str({ output: true }),
    },
    check: (inputs) => [
        ...exactlyOneOf(inputs, DESTINATION_NAMES),
        ...exactlyOneOf(inputs, TARGET_NAMES),
        ...conflicts(inputs, "carrierGatewayId", ["destinationIpv6CidrBlock"]),
        ...conflicts(inputs, "egressOnlyGatewayId", ["destinationCidrBlock"]),
        ...conflicts(inputs, "vpcEndpointId", ["destinationPrefixListId"]),
    ],
    canonical: (inputs) => withCanonicalPrefix(inputs, "destinationIpv6CidrBlock"),
    quota: {
        ...ROUTES_PER_TABLE,
        used: (world, draft) => {
            const table = tableOf(world, draft);
            const destination = entryOf(draft.props)?.destination ?? "";
            if (table === undefined) return 0;
            // Whether there is room for all that the destination stands for: all but one are there already, so to speak.
            const present = [...entriesOf(world, table), { destination }];
            return countLike(world, table, present, destination) - 1;
        },
    },
    create: ({ world }, draft) => {
        withEntry(world, draft, (table, entry) => demandCreatable(world, table, entry, entriesOf(world, table)));
        Object.assign(draft.props, { instanceId: "", instanceOwnerId: "", origin: "CreateRoute", state: "active" });
    },
    update: ({ world }, object, _, { asked }) => {
        // What AWS had filled in belongs to the target before.
        if (asked.networkInterfaceId === undefined) delete object.props.networkInterfaceId;
        withEntry(world, object, (table, entry) => demandReplaceable(world, table, entry));
    },
    view: ({ world }, object) => {
        const [table, entry] = [tableOf(world, object), entryOf(object.props)];
        const works = table !== undefined && entry !== undefined && isWorking(world, table, entry);
        return { ...instanceBehind(world, object), state: works ? "active" : "blackhole" };
    },
    gone: (id) => new CloudError("InvalidRoute.NotFound", `There is no route '${id}'`),
    importId: (_, named) => {
        const [table = "", destination = "", ...more] = named.split("_");
        if (table !== "" && destination !== "" && more.length === 0)
            return routeId(table, canonicalPrefix(destination));
        throw new Error(`unexpected format of ID (${JSON.stringify(named)}), expected ROUTETABLEID_DESTINATION`);
    },
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};

/** As the provider makes it up: from the table and a checksum of the destination. */
function routeId(table: string, destination: string): string {
    return `r-${table}${hashCode(destination)}`;
}

function tableOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(ROUTE_TABLE, object, text(object.props, "routeTableId") ?? "");
}

function withEntry(world: World, object: CloudObject, use: (table: CloudObject, entry: Entry) => void): void {
    const [table, entry] = [tableOf(world, object), entryOf(object.props)];
    if (table !== undefined && entry !== undefined) use(table, entry);
}
