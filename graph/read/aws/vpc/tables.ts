/** Route tables with their routes, and which table a subnet or a gateway uses (VPC user guide, "Route table concepts"). */
import { complement, NOTHING, type AddressSet } from "../../../../plan/address-set";
import type { Prefix } from "../../../../plan/prefix";
import { Code, type Element, type Reason } from "../../../reason";
import { elementOf, unknownValue, type Reference, type References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { Belongings } from "./belongings";
import { membersOf, notKnown, prefixAt, textOf, type Steps } from "../../fields";
import { RANK } from "../../hops";
import type { PrefixLists } from "./prefix-lists";
import { endpointKind } from "./services";
import { ENDPOINT, GATEWAY, SUBNET_TYPES, TABLE_TYPES, VPC_TYPES, VPN_GATEWAY } from "./types";
import type { Located, Subnet, Vpc, Vpcs } from "./vpcs";

/** A route: where it stands, which tells its target, and what it is for. */
export interface RouteLine {
    readonly from: Resource;
    /** Of a route inside a table: ["routes", 0]. */
    readonly at: readonly (string | number)[];
    readonly destinations: readonly Prefix[];
    readonly rank: number;
    readonly origin: string;
    /** Addresses that it may be for besides, where its destination is not known. */
    readonly open: { readonly room: AddressSet; readonly reason: Reason } | undefined;
    /** Why nobody can say whether the table has it. */
    readonly perhaps: Reason | undefined;
}

export interface Table {
    /** The URN, or `<vpc>#main` of a main table that no resource stands for. */
    readonly key: string;
    readonly element: Element;
    readonly lines: readonly RouteLine[];
    /** Where any route may stand in it. */
    readonly unsure: Reason | undefined;
    /** Virtual private gateways that put routes into it. */
    readonly propagating: readonly { readonly gateway: Reference; readonly from: Resource }[];
    /** Gateway endpoints that put the prefixes of their service into it. */
    readonly endpoints: readonly { readonly endpoint: Resource; readonly perhaps: Reason | undefined }[];
}

export interface Used {
    readonly table: Table;
    /** Why it may be another. */
    readonly unsure: Reason | undefined;
}

/** What may stand where a route table is asked for: the main one by the outputs of its VPC too. */
const TARGET = {
    types: [...TABLE_TYPES, ...VPC_TYPES],
    by: ["id", "mainRouteTableId", "defaultRouteTableId"],
} as const;
const [, DEFAULT_TABLE] = TABLE_TYPES;
const MAIN = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const PROPAGATION = "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation";
const ENDPOINT_ASSOCIATION = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";

const EVERYWHERE: AddressSet = complement(NOTHING);

export class Tables {
    private readonly tables = new Map<string, Table>();
    private readonly managed = new Map<string, Resource>();
    private readonly routes: Belongings<Resource>;
    private readonly propagations: Belongings<Resource>;
    private readonly endpoints: Belongings<Table["endpoints"][number]>;
    private readonly sure = new Map<string, Set<string>>();
    private readonly open = new Map<string, Reason>();

    constructor(
        private readonly references: References,
        private readonly vpcs: Vpcs,
        private readonly lists: PrefixLists,
    ) {
        for (const table of references.ofType(DEFAULT_TABLE)) {
            const target = { types: VPC_TYPES, by: ["defaultRouteTableId", "mainRouteTableId"] };
            const of = references.one(table, "defaultRouteTableId", target);
            if (of.is === "resource") this.managed.set(of.resource.urn, table);
        }
        this.routes = this.belonging("aws:ec2/route:Route");
        this.propagations = this.belonging(PROPAGATION);
        this.endpoints = this.endpointsInTables();
        for (const resource of references.ofType(...TABLE_TYPES)) this.tables.set(resource.urn, this.read(resource));
        for (const vpc of vpcs.all)
            if (this.managedDefault(vpc) === undefined) this.tables.set(mainKey(vpc), this.implied(vpc));
        for (const association of references.ofType(ASSOCIATION)) {
            const table = references.one(association, "routeTableId", TARGET);
            for (const [property, types] of [
                ["subnetId", SUBNET_TYPES],
                ["gatewayId", [GATEWAY, VPN_GATEWAY]],
            ] as const)
                this.associate(association, references.one(association, property, { types }), table);
        }
    }

    ofSubnet(subnet: Subnet): Used {
        return this.used(subnet.urn, subnet.resource) ?? this.main(subnet.vpc);
    }

    /** The table that decides about what comes in through a gateway; undefined where it has none. */
    ofGateway(gateway: Resource): Used | undefined {
        return this.used(gateway.urn, gateway);
    }

    private used(urn: string, holder: Resource): Used | undefined {
        const tables = [...(this.sure.get(urn) ?? [])].map((key) => this.table(key));
        const [table, ...others] = tables;
        const open = this.open.get(urn);
        if (table === undefined) return open === undefined ? undefined : { table: unknownTable(open), unsure: open };
        const labels = tables.map(({ element }) => element.label).join(", ");
        const unsure = others.length > 0 ? unknownValue(holder, `${labels} are each associated with it`) : undefined;
        return { table, unsure };
    }

    private associate(association: Resource, user: Reference, table: Reference): void {
        if (user.is === "resource") {
            const { urn } = user.resource;
            if (table.is === "unsure") this.open.set(urn, table.reason);
            else if (table.is === "absent") this.open.set(urn, notKnown(association, "routeTableId"));
            else this.sure.set(urn, (this.sure.get(urn) ?? new Set()).add(this.keyOf(table)));
        }
        if (user.is !== "unsure") return;
        // A table is associated with subnets of its VPC.
        const located = table.is === "resource" ? this.vpcs.locate(table.resource) : undefined;
        const beside = located?.is === "vpc" ? this.vpcs.subnetsOf(located.vpc) : this.vpcs.subnets;
        const candidates = user.candidates.length > 0 ? user.candidates : beside;
        for (const { urn } of candidates) this.open.set(urn, user.reason);
    }

    private keyOf(table: Reference & { is: "resource" | "external" }): string {
        if (table.is === "external") return table.id;
        const vpc = this.vpcs.vpc(table.resource.urn);
        return vpc === undefined ? table.resource.urn : (this.managedDefault(vpc)?.urn ?? mainKey(vpc));
    }

    private table(key: string): Table {
        const found = this.tables.get(key);
        if (found !== undefined) return found;
        const element = { label: `route table ${key}` };
        const made = {
            ...unknownTable({ code: Code.Unknown, element, detail: `nothing here describes ${element.label}` }),
            key,
        };
        this.tables.set(key, made);
        return made;
    }

    private main(vpc: Vpc): Used {
        const byDefault = this.table(this.managedDefault(vpc)?.urn ?? mainKey(vpc));
        for (const association of this.references.ofType(MAIN)) {
            const located = this.vpcs.locate(association);
            const table = this.references.one(association, "routeTableId", TARGET);
            if (located.is === "vpc" && located.vpc.key === vpc.key) {
                if (table.is === "resource" || table.is === "external")
                    return { table: this.table(this.keyOf(table)), unsure: undefined };
                return {
                    table: byDefault,
                    unsure: table.is === "unsure" ? table.reason : notKnown(association, "routeTableId"),
                };
            }
            if (mayBe(located, vpc)) return { table: byDefault, unsure: reasonOf(located) };
        }
        return { table: byDefault, unsure: undefined };
    }

    private managedDefault(vpc: Vpc): Resource | undefined {
        return vpc.resource === undefined ? undefined : this.managed.get(vpc.resource.urn);
    }

    /** Resources of a type, by the table that they name. */
    private belonging(type: string): Belongings<Resource> {
        const all = this.references.ofType(type);
        return new Belongings(
            all.map((what) => ({ what, to: [this.references.one(what, "routeTableId", TARGET)] })),
            (table) => this.keyOf({ is: "resource", resource: table }),
        );
    }

    /** Gateway endpoints, which name their tables, or are associated with them. */
    private endpointsInTables(): Belongings<Table["endpoints"][number]> {
        const gateways = this.references.ofType(ENDPOINT).filter((endpoint) => endpointKind(endpoint) === "Gateway");
        const named = gateways.map((endpoint) => ({
            what: { endpoint, perhaps: undefined },
            to: this.references.many(endpoint, "routeTableIds", TARGET),
        }));
        const associated = this.references.ofType(ENDPOINT_ASSOCIATION).flatMap((from) => {
            const to = [this.references.one(from, "routeTableId", TARGET)];
            const of = this.references.one(from, "vpcEndpointId", { types: [ENDPOINT] });
            if (of.is === "resource") return [{ what: { endpoint: of.resource, perhaps: undefined }, to }];
            const candidates = of.is === "unsure" ? of.candidates : [];
            const perhaps = of.is === "unsure" ? of.reason : undefined;
            return candidates.map((endpoint) => ({ what: { endpoint, perhaps }, to }));
        });
        return new Belongings<Table["endpoints"][number]>([...named, ...associated], (table) =>
            this.keyOf({ is: "resource", resource: table }),
        );
    }

    private read(resource: Resource): Table {
        const members = membersOf(resource, "routes");
        const inline = members === UNKNOWN ? [] : members.map((at) => this.line(resource, at, INLINE));
        return this.make(resource.urn, elementOf(resource), inline, {
            unsure: members === UNKNOWN ? notKnown(resource, "routes") : wasThere(resource),
            propagating: this.references
                .many(resource, "propagatingVgws", { types: [VPN_GATEWAY] })
                .map((gateway) => ({ gateway, from: resource })),
        });
    }

    private implied(vpc: Vpc): Table {
        const element = { ...vpc.element, label: `main route table of ${vpc.element.label}` };
        const detail = `${element.label} was there before and may have any routes`;
        const unsure = vpc.isMade ? undefined : { code: Code.Unknown, element, detail };
        return this.make(mainKey(vpc), element, [], { unsure, propagating: [] });
    }

    /** A table with the routes that are resources of their own. */
    private make(
        key: string,
        element: Element,
        inline: readonly RouteLine[],
        more: Pick<Table, "unsure" | "propagating">,
    ): Table {
        const routes = this.routes.of(key).map(({ what, perhaps }) => ({ ...this.line(what, [], RESOURCE), perhaps }));
        const propagated = this.propagations.of(key).map(({ what: from, perhaps }) => ({
            from,
            gateway:
                perhaps === undefined
                    ? this.references.one(from, "vpnGatewayId", { types: [VPN_GATEWAY] })
                    : ({ is: "unsure", candidates: [], reason: perhaps } as const),
        }));
        return {
            key,
            element,
            lines: unique([...routes, ...inline]),
            unsure: more.unsure,
            propagating: [...more.propagating, ...propagated],
            endpoints: this.endpoints
                .of(key)
                .map(({ what, perhaps }) => ({ ...what, perhaps: perhaps ?? what.perhaps })),
        };
    }

    private line(from: Resource, at: readonly (string | number)[], names: Names): RouteLine {
        const step = (name: string): Steps => [...at, name] as unknown as Steps;
        const four = prefixAt(from, ...step(names.four));
        const six = prefixAt(from, ...step(names.six));
        const base = { from, at, perhaps: undefined };
        if (textOf(from, ...step(names.list)) !== undefined) {
            const { prefixes, reasons, room } = this.lists.at(from, step(names.list));
            const [reason] = reasons;
            const open = reason === undefined ? undefined : { room, reason };
            return { ...base, destinations: prefixes, rank: RANK.prefixList, origin: "prefix list", open };
        }
        const unknown = [four === UNKNOWN ? names.four : [], six === UNKNOWN ? names.six : []].flat();
        const [name] = unknown;
        const room = { 4: four === UNKNOWN ? EVERYWHERE[4] : [], 6: six === UNKNOWN ? EVERYWHERE[6] : [] };
        return {
            ...base,
            destinations: [four, six].filter((prefix) => typeof prefix === "object"),
            rank: RANK.static,
            origin: "static",
            open: name === undefined ? undefined : { room, reason: notKnown(from, ...step(name)) },
        };
    }
}

interface Names {
    readonly four: string;
    readonly six: string;
    readonly list: string;
}
const INLINE: Names = { four: "cidrBlock", six: "ipv6CidrBlock", list: "destinationPrefixListId" };
const RESOURCE: Names = {
    four: "destinationCidrBlock",
    six: "destinationIpv6CidrBlock",
    list: "destinationPrefixListId",
};

function mainKey(vpc: Vpc): string {
    return `${vpc.key}#main`;
}

/** A state that was refreshed has a route twice, in the table and as a resource; AWS has one route for a prefix. */
function unique(lines: readonly RouteLine[]): readonly RouteLine[] {
    const taken = new Set<string>();
    return lines.flatMap((line) => {
        const destinations = line.destinations.filter(({ text }) => !taken.has(`${line.rank} ${text}`));
        if (line.perhaps === undefined) for (const { text } of destinations) taken.add(`${line.rank} ${text}`);
        return destinations.length === 0 && line.destinations.length > 0 ? [] : [{ ...line, destinations }];
    });
}

function unknownTable(reason: Reason): Table {
    return { key: "", element: reason.element, lines: [], unsure: reason, propagating: [], endpoints: [] };
}

function wasThere(table: Resource): Reason | undefined {
    return table.step === "read" ? unknownValue(table, "it was there before and may have more routes") : undefined;
}

function mayBe(located: Located, vpc: Vpc): boolean {
    if (located.is === "vpc") return false;
    return located.candidates.length === 0 || located.candidates.some(({ key }) => key === vpc.key);
}

function reasonOf(located: Located): Reason | undefined {
    return located.is === "unsure" ? located.reason : undefined;
}
