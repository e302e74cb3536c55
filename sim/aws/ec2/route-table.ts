/**
 * A route table of a VPC. Sources: EC2 API reference (CreateRouteTable, DeleteRouteTable: it must not be associated, and
 * cannot be the main one), VPC user guide (route tables, quotas), Terraform AWS provider (inline routes: what the table has
 * beside them, how they are changed, that a local route may be named but not made).
 */
import { exactlyOneOf } from "../../core/combine";
import { CloudError, obj, set, str, type CheckFailure, type ResourceType } from "../../core/definition";
import { refuseIpv4Prefix, refuseIpv6Prefix } from "../../core/prefix";
import { isObject, text, type Props, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { arn, region, tagging } from "../place";
import { withCanonicalPrefix } from "./canonical";
import {
    dependencyViolation,
    ROUTE_TABLE,
    toGateway,
    toPrefixList,
    toRouteTable,
    toVpc,
    toVpnGateway,
    VPC,
} from "./codes";
import { forgetTable } from "./endpoint/gateway-routes";
import {
    countLike,
    demandCreatable,
    demandReplaceable,
    entryOf,
    INLINE_DESTINATIONS,
    inlineOf,
    inlineRoutes,
    LOCAL,
    localPrefixes,
    ownRoutes,
    ROUTES_PER_TABLE,
    TARGET_NAMES,
    TARGET_PROPERTIES,
    type Entry,
} from "./routing";
import { demandAttached, propagatingTo } from "./vpn/propagating";

export const routeTable: ResourceType = {
    token: ROUTE_TABLE,
    noun: "Route Table",
    id: "rtb",
    properties: {
        region,
        ...tagging,
        vpcId: str({ required: true, immutable: true, ref: toVpc }),
        // Not given: the table keeps what it has. An empty list: it shall have none.
        routes: set(
            obj({
                cidrBlock: str({ refuse: refuseIpv4Prefix }),
                ipv6CidrBlock: str({ refuse: refuseIpv6Prefix }),
                destinationPrefixListId: str({ ref: toPrefixList }),
                ...TARGET_PROPERTIES,
                gatewayId: str({ ref: { ...toGateway, except: [LOCAL] } }),
            }),
            { computed: true, imported: true },
        ),
        propagatingVgws: set(str({ ref: toVpnGateway }), { computed: true }),
        arn: str({ output: true }),
        ownerId: str({ output: true }),
    },
    check: (inputs) => (Array.isArray(inputs.routes) ? inputs.routes.flatMap(checkInline) : []),
    canonical: (inputs) =>
        Array.isArray(inputs.routes) ? { ...inputs, routes: inputs.routes.map(canonicalInline) } : inputs,
    quota: {
        name: "route-tables-per-vpc",
        limit: 200,
        per: "vpcId",
        implicit: true, // "The main route table counts toward this quota."
        exceeded: () =>
            new CloudError("RouteTableLimitExceeded", "The maximum number of route tables has been reached."),
    },
    create: ({ world }, draft) => {
        demandInline(world, draft, [], []);
        draft.props.propagatingVgws ??= [];
        demandAttached(world, draft);
        Object.assign(draft.props, { arn: arn(draft, "ec2", `route-table/${draft.id}`), ownerId: draft.account });
    },
    update: ({ world }, object, _, { asked, seen }) => {
        if (asked.propagatingVgws !== undefined) demandAttached(world, object);
        if (asked.routes !== undefined) replaceRoutes(world, object, entries(inlineRoutes(seen)));
    },
    view: ({ world }, object) => ({
        propagatingVgws: propagatingTo(world, object),
        routes: [...inlineRoutes(object.props), ...ownRoutes(world, object).map((route) => inlineOf(route.props))],
    }),
    remove: ({ world }, object) => {
        const vpc = world.get(VPC, object, text(object.props, "vpcId") ?? "");
        if (vpc?.props.mainRouteTableId === object.id) throw dependencyViolation("routeTable", object.id);
        forgetTable(world, object);
    },
    inUse: (object) => dependencyViolation("routeTable", object.id),
    gone: toRouteTable.missing,
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};

function checkInline(route: Value, index: number): CheckFailure[] {
    if (!isObject(route)) return [];
    const at = `routes[${index}]`;
    return [...exactlyOneOf(route, Object.keys(INLINE_DESTINATIONS), at), ...exactlyOneOf(route, TARGET_NAMES, at)];
}

function canonicalInline(route: Value): Value {
    return isObject(route) ? withCanonicalPrefix(route, "ipv6CidrBlock") : route;
}

/**
 * Refuses inline routes that cannot be made or changed, where `kept` are routes that the table has beside them, and `seen`
 * those that the provider knows to be there. Whether two have one destination shows when the second is made, as in EC2.
 */
function demandInline(world: World, table: CloudObject, kept: readonly Entry[], seen: readonly Entry[]): void {
    const present = [...kept];
    for (const entry of entries(inlineRoutes(table.props))) {
        const before = find(seen, entry.destination);
        if (entry.target === LOCAL) demandLocal(world, table, entry);
        else if (before === undefined) {
            demandCreatable(world, table, entry, present);
            demandRoom(world, table, [...present, entry], entry);
        } else if (!sameTarget(before, entry)) demandReplaceable(world, table, entry);
        present.push(entry);
    }
}

function demandRoom(world: World, table: CloudObject, entries: readonly Entry[], entry: Entry): void {
    const limit = world.quota(ROUTES_PER_TABLE.name, ROUTES_PER_TABLE.limit);
    if (countLike(world, table, entries, entry.destination) > limit) throw ROUTES_PER_TABLE.exceeded(limit);
}

/** A local route may be named, so that it is in the list; it is there already, or not at all. The words are the provider's. */
function demandLocal(world: World, table: CloudObject, entry: Entry): void {
    if (localPrefixes(world, table).includes(entry.destination)) return;
    throw new Error(
        `local route cannot be created but must exist to be adopted, ${LOCAL} ${entry.destination} does not exist`,
    );
}

/**
 * What the provider does with a changed list: it compares it with the routes that it has seen, and takes away those not
 * wanted any more, whoever made them. A route of its own that is wanted stays one, with the target wanted now.
 */
function replaceRoutes(world: World, table: CloudObject, seen: readonly Entry[]): void {
    const wanted = entries(inlineRoutes(table.props));
    const own = ownRoutes(world, table).flatMap((route) => {
        const entry = entryOf(route.props);
        return entry === undefined ? [] : [{ route, entry }];
    });
    const known = own.filter(({ entry }) => find(seen, entry.destination) !== undefined);
    const unknown = own.filter((one) => !known.includes(one)).map(({ entry }) => entry);
    demandInline(world, table, unknown, seen);
    for (const { route, entry } of known) {
        const now = find(wanted, entry.destination);
        if (now === undefined) world.remove(route);
        else if (!sameTarget(now, entry)) world.put(retargeted(route, now));
    }
    table.props.routes = inlineRoutes(table.props).filter((props) => {
        return !known.some(({ entry }) => entry.destination === entryOf(props)?.destination);
    });
}

function retargeted(route: CloudObject, entry: Entry): CloudObject {
    const rest = Object.entries(route.props).filter(([name]) => !TARGET_NAMES.includes(name));
    return { ...route, props: { ...Object.fromEntries(rest), [entry.kind]: entry.target } };
}

const entries = (routes: readonly Props[]): Entry[] => routes.flatMap((props) => entryOf(props) ?? []);

function find(among: readonly Entry[], destination: string): Entry | undefined {
    return among.find((entry) => entry.destination === destination);
}

function sameTarget(a: Entry, b: Entry): boolean {
    return a.kind === b.kind && a.target === b.target;
}
