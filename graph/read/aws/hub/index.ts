/** The hub side of the AWS reader: Transit Gateways with their tables, attachments and peerings, and VPN connections. */
import { union, type AddressSet } from "../../../../plan/address-set";
import type { Prefix } from "../../../../plan/prefix";
import type { Assumption, Entry, Link, Station } from "../../../network";
import type { References } from "../../references";
import type { HubSide, Parts, VpcSide } from "../parts";
import { end } from "../vpc/hops";
import { announcedEntries, announcedFrom } from "./announced";
import { Associations } from "./associations";
import { Attachments, gatewayOf, type Attachment } from "./attachments";
import { Gateways, type Table } from "./gateways";
import { linkOf } from "./links";
import { entriesOf, inOrder, Routes, type TableRoutes } from "./routes";
import { shareAssumptions } from "./shares";
import { siteOf, sitesOf, vpnRoutesOf, type Tunnelled } from "./sites";
import * as types from "./types";
import { VpnGateways } from "./vpn-gateways";
import { Ways } from "./ways";

/** Resources that are read here. Connect, Direct Connect, policy tables and multicast are not. */
const READ = [
    types.TRANSIT_GATEWAY,
    types.ROUTE_TABLE,
    types.ASSOCIATION,
    types.PROPAGATION,
    types.DEFAULT_ASSOCIATION,
    types.DEFAULT_PROPAGATION,
    types.ROUTE,
    types.PREFIX_LIST_REFERENCE,
    types.VPC_ATTACHMENT,
    types.VPC_ACCEPTER,
    types.PEERING,
    types.PEERING_ACCEPTER,
    types.CUSTOMER_GATEWAY,
    types.VPN_GATEWAY,
    types.VPN_GATEWAY_ATTACHMENT,
    types.VPN_ROUTE,
    types.SHARE,
    types.SHARED_RESOURCE,
    types.SHARED_WITH,
    types.SHARE_ACCEPTER,
];

export function readHubs(references: References, vpcs: VpcSide): HubSide {
    return new Reader(references, vpcs).read();
}

interface ReadTable {
    readonly table: Table;
    readonly read: TableRoutes;
    readonly entries: readonly Entry[];
}

class Reader {
    private readonly gateways: Gateways;
    private readonly attachments: Attachments;
    private readonly associations: Associations;
    private readonly ways: Ways;
    private readonly networks: AddressSet;
    private readonly vpnGateways: VpnGateways;

    constructor(
        private readonly references: References,
        private readonly vpcs: VpcSide,
    ) {
        this.gateways = new Gateways(references);
        this.attachments = new Attachments(references, this.gateways);
        this.associations = new Associations(references, this.gateways, this.attachments);
        this.ways = new Ways(
            references,
            vpcs,
            this.gateways,
            this.attachments,
            this.associations,
            (vpn) => siteOf(references, vpn.resource).id,
        );
        const all = references.ofType(...types.VPCS).map(({ urn }) => vpcs.prefixes(urn));
        this.networks = union(...all.flatMap(({ addresses, v6 }) => [addresses, v6]));
        this.vpnGateways = new VpnGateways(references, vpcs, this.networks);
    }

    read(): HubSide {
        const routes = new Routes(
            this.references,
            this.vpcs,
            this.gateways,
            this.attachments,
            this.associations,
            (vpn) => vpnRoutesOf(this.references, vpn.resource),
        );
        // What leads to tables that only have an id finds them by the way, so routes and associations are read first.
        const tables = this.gateways.tables().map((table) => this.tableOf(table, routes));
        const connections = [...this.connections(tables), ...this.vpnGateways.connections()];
        const sites = sitesOf(this.references, connections, this.networks);
        const links = this.attachments
            .all()
            .map((attachment) => linkOf(this.attachments, this.gateways, this.vpcs, attachment))
            .filter((link): link is Link => link !== undefined);
        const parts: Parts = {
            hosts: [...sites.hosts],
            stations: [
                ...tables.map((table) => this.stationOf(table)),
                ...this.vpnGateways.stations(),
                ...sites.stations,
            ],
            links: [...links, ...sites.links],
            places: [...this.gateways.places(), ...sites.places],
            assumptions: this.assumptions(tables),
            modelled: new Set(
                [...this.references.ofType(...READ), ...connections.map(({ vpn }) => vpn)].map(({ urn }) => urn),
            ),
        };
        return {
            intoHub: (vpc, hub, zone, subnet, aclIn) => this.ways.fromSubnet(vpc, hub, zone, subnet, aclIn),
            intoVgw: (vpc, gateway) => this.vpnGateways.into(vpc, gateway),
            propagatedBy: (gateway) => this.vpnGateways.propagatedBy(gateway),
            parts,
        };
    }

    private tableOf(table: Table, routes: Routes): ReadTable {
        const read = routes.of(table);
        const onward = (attachment: Attachment, prefix?: Prefix): ReturnType<Ways["onward"]> =>
            this.ways.onward(attachment, table, prefix);
        const entries = [...entriesOf(read.routes, onward), ...announcedEntries(read, this.networks, onward)];
        return { table, read, entries: entries.sort(inOrder) };
    }

    private stationOf({ table, read, entries }: ReadTable): Station {
        const { id, element } = table;
        const gateway = this.gateways.ofTable(id);
        const siblings = this.gateways
            .tables()
            .map((other) => other.id)
            .filter((other) => other !== id && gateway !== undefined && this.gateways.ofTable(other) === gateway);
        return { id, kind: "hub-table", element, place: id, entries, unsure: read.unsure, siblings };
    }

    /** VPN connections of Transit Gateways. */
    private connections(tables: readonly ReadTable[]): readonly Tunnelled[] {
        const vpns = this.attachments.all().filter(({ kind }) => kind === "vpn");
        return vpns.map((attachment): Tunnelled => {
            const vpn = attachment.resource;
            const gateway = gatewayOf(attachment);
            const leading = tables.flatMap(({ read }) =>
                read.routes.flatMap(({ target, prefix }) =>
                    "attachment" in target && target.attachment === attachment ? [prefix] : [],
                ),
            );
            const towards = [...leading, ...vpnRoutesOf(this.references, vpn).prefixes];
            if ("reason" in gateway) return { vpn, towards, inward: end(gateway.reason) };
            const inward = this.ways.inward(attachment, gateway.value, "", []);
            const announced =
                inward.to === "station" && vpnRoutesOf(this.references, vpn).announces
                    ? tables.find(({ table }) => table.id === inward.station)?.entries
                    : undefined;
            const frame = { vpn, towards, inward, cloudEnd: gateway.value };
            return announced === undefined ? frame : { ...frame, announced };
        });
    }

    private assumptions(tables: readonly ReadTable[]): Assumption[] {
        return [
            ...tables.flatMap(({ table, read }) => announcedFrom(read, table.element.label, [table.id])),
            ...this.vpnGateways.assumptions(),
            ...shareAssumptions(this.references, this.gateways, this.attachments.all()),
        ];
    }
}
