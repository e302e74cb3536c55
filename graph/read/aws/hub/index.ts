/** The hub side of the AWS reader: Transit Gateways with their tables, attachments and peerings, and VPN connections. */
import { addressSet, union, type AddressSet } from "../../../../plan/address-set";
import type { Prefix } from "../../../../plan/prefix";
import type { Assumption, Entry, Hop, Link, Station } from "../../../network";
import type { References } from "../../references";
import type { Resource } from "../../resources";
import { NOBODY_ACROSS, type Across, type Announcement } from "../../tunnels/end";
import { missedEntries, openEntries } from "../../tunnels/lanes";
import type { Parts } from "../../parts";
import type { HubSide, VpcSide } from "../parts";
import { end } from "../../hops";
import { announcedEntries, announcedFrom } from "./announced";
import { announcementOf } from "./announcements";
import { Associations } from "./associations";
import { Attachments, gatewayOf, type Attachment } from "./attachments";
import { Gateways, type Table } from "./gateways";
import { linkOf } from "./links";
import { entriesOf, inOrder, RANKS, Routes, type TableRoutes } from "./routes";
import { shareAssumptions } from "./shares";
import { siteOf, sitesOf, vpnRoutesOf, type Tunnelled } from "./sites";
import * as types from "./types";
import { endsOf, ownAsn } from "./vpn-ends";
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
    types.VPN_CONCENTRATOR,
    types.VPN_GATEWAY,
    types.VPN_GATEWAY_ATTACHMENT,
    types.VPN_ROUTE,
    types.SHARE,
    types.SHARED_RESOURCE,
    types.SHARED_WITH,
    types.SHARE_ACCEPTER,
];

/** `across` is what the gateways of other clouds tell. */
export function readHubs(references: References, vpcs: VpcSide, across: Across = NOBODY_ACROSS): HubSide {
    return new Reader(references, vpcs, across).read();
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
        private readonly across: Across,
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
        this.networks = union(...all.flatMap(({ addresses, v6 }) => [addresses, v6]), across.networks);
        this.vpnGateways = new VpnGateways(references, vpcs, this.networks, across);
    }

    read(): HubSide {
        const routes = new Routes(
            this.references,
            this.vpcs,
            this.gateways,
            this.attachments,
            this.associations,
            (vpn) => vpnRoutesOf(this.references, vpn.resource, this.across),
        );
        // What leads to tables that only have an id finds them by the way, so routes and associations are read first.
        const tables = this.gateways.tables().map((table) => this.tableOf(table, routes));
        const connections = [...this.connections(tables), ...this.vpnGateways.connections()];
        const devices = connections.filter(({ vpn }) => this.across.lanesOf(vpn.urn) === undefined);
        const sites = sitesOf(this.references, devices, this.networks);
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
            ends: connections.flatMap(({ vpn, inward, cloudEnd }) =>
                endsOf(this.references, vpn, inward, cloudEnd ?? vpn.urn),
            ),
            announcedBy: (vpn) => this.announcedBy(vpn, tables) ?? this.vpnGateways.announcedBy(vpn),
        };
    }

    private tableOf(table: Table, routes: Routes): ReadTable {
        const read = routes.of(table);
        const onward = (attachment: Attachment, prefix?: Prefix, over?: Hop): Hop =>
            this.ways.onward(attachment, table, prefix, over);
        const settled = entriesOf(read.routes, onward);
        const missed = missedEntries(read.lanes ?? [], addressSet(settled), RANKS.vpn, ({ end }) => end.element);
        const open = openEntries(read.lanes ?? [], addressSet([...settled, ...missed]), this.networks, RANKS.vpn);
        const told = announcedEntries(read, union(this.networks, addressSet([...missed, ...open])), onward);
        return { table, read, entries: [...settled, ...missed, ...open, ...told].sort(inOrder) };
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
            const on = attachment.on?.urn;
            const frame = {
                vpn,
                towards,
                inward,
                cloudEnd: gateway.value,
                ...(on === undefined ? {} : { concentrator: on }),
            };
            return announced === undefined ? frame : { ...frame, announced };
        });
    }

    /** What a connection of a Transit Gateway tells the other end: the routes of the table that is associated with it. */
    private announcedBy(vpn: Resource, tables: readonly ReadTable[]): Announcement | undefined {
        const attachment = this.attachments.all().find(({ resource }) => resource === vpn);
        const gateway = attachment && gatewayOf(attachment);
        if (attachment === undefined || gateway === undefined) return undefined;
        if ("reason" in gateway) return { routes: [], unsure: [gateway.reason] };
        const inward = this.ways.inward(attachment, gateway.value, "", []);
        if (inward.to === "end") return { routes: [], unsure: inward.reason.code === "UNKNOWN" ? [inward.reason] : [] };
        const found = tables.find(({ table }) => inward.to === "station" && table.id === inward.station);
        return found === undefined ? undefined : announcementOf(found.read, attachment, ownAsn(this.references, vpn));
    }

    private assumptions(tables: readonly ReadTable[]): Assumption[] {
        return [
            ...tables.flatMap(({ table, read }) => announcedFrom(read, table.element.label, [table.id])),
            ...this.vpnGateways.assumptions(),
            ...shareAssumptions(this.references, this.gateways, this.attachments.all()),
        ];
    }
}
