/**
 * Virtual private gateways: VPN connections of one VPC, without a Transit Gateway. Sources: Site-to-Site VPN user guide (route
 * tables and route priority), VPC user guide (gateway route tables), EC2 API reference (AttachVpnGateway).
 */
import { addressSet, prefixesOf, subtract, union, type AddressSet } from "../../../../plan/address-set";
import type { Prefix } from "../../../../plan/prefix";
import type { Assumption, Entry, Hop, Station } from "../../../network";
import { elementOf, labelOf, unknownValue, type Reference, type References } from "../../references";
import type { Resource } from "../../resources";
import type { HubSide, VpcSide } from "../parts";
import { end, entry } from "../../hops";
import { NOTHING_ANNOUNCED, type Across, type Announcement } from "../../tunnels/end";
import { missedEntries, openEntries } from "../../tunnels/lanes";
import { announcementOf } from "./announcements";
import { PRIVATE } from "../../tunnels/private";
import { announcedEntries, announcedFrom } from "./announced";
import type { Attachment } from "./attachments";
import { entriesOf, inOrder, isUntold, learnedRoutes, overEach, RANKS, type Route, type TableRoutes } from "./routes";
import { siteOf, vpnRoutesOf, type Tunnelled } from "./sites";
import { ownAsn } from "./vpn-ends";
import { VPCS, VPN_CONNECTION, VPN_GATEWAY, VPN_GATEWAY_ATTACHMENT, type Settled } from "./types";

const EDGE_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";

type Propagated = ReturnType<NonNullable<HubSide["propagatedBy"]>>;

interface VpnGateway {
    readonly resource: Resource;
    /** The VPC that it is attached to, where it is. */
    readonly vpc: Settled<string> | undefined;
    readonly connections: readonly Attachment[];
    readonly routes: TableRoutes;
}

export class VpnGateways {
    private readonly gateways: ReadonlyMap<string, VpnGateway>;

    /** `networks` is all addresses of networks that are known. */
    constructor(
        private readonly references: References,
        private readonly vpcs: VpcSide,
        private readonly networks: AddressSet,
        private readonly across: Across,
    ) {
        const all = references.ofType(VPN_GATEWAY).map((resource) => this.read(resource));
        this.gateways = new Map(all.map((gateway) => [gateway.resource.urn, gateway]));
    }

    /** `intoVgw` of the seam. */
    into(vpc: string, reference: Reference): Hop {
        if (reference.is === "unsure") return end(reference.reason);
        const gateway = reference.is === "resource" ? this.gateways.get(reference.resource.urn) : undefined;
        if (gateway === undefined) {
            const label = reference.is === "external" ? `vpn gateway ${reference.id}` : "the gateway of the route";
            return end({ code: "UNKNOWN", element: { label }, detail: `${label} is not in the program` });
        }
        const { resource, vpc: own } = gateway;
        if (own !== undefined && "reason" in own) return end(own.reason);
        if (own?.value === vpc) return { to: "station", station: resource.urn, gates: [] };
        const detail = `${labelOf(resource)} is not attached to the VPC whose route leads to it`;
        return end({ code: "BLACKHOLE", element: elementOf(resource), detail });
    }

    /**
     * `propagatedBy` of the seam: static routes of its connections, and where a site announces routes by BGP all private addresses
     * that no network here has; where those go, the gateway's own station tells.
     */
    propagatedBy(reference: Reference): Propagated {
        if (reference.is === "unsure") return { prefixes: [], unsure: reference.reason };
        const gateway = reference.is === "resource" ? this.gateways.get(reference.resource.urn) : undefined;
        if (gateway === undefined) {
            const label = reference.is === "external" ? `vpn gateway ${reference.id}` : "a vpn gateway";
            const detail = `${label} is not in the program: what it propagates is not known`;
            return { prefixes: [], unsure: { code: "UNKNOWN", element: { label }, detail } };
        }
        const { routes, announcers, unsure } = gateway.routes;
        const open = announcers.length === 0 ? [] : prefixesOf(subtract(PRIVATE, this.networks));
        const prefixes = [
            ...new Map([...routes.map(({ prefix }) => prefix), ...open].map((p) => [p.text, p])).values(),
        ];
        const [reason] = unsure;
        return { prefixes, ...(reason === undefined ? {} : { unsure: reason }) };
    }

    stations(): readonly Station[] {
        return [...this.gateways.values()].map(({ resource, vpc, routes }): Station => {
            const onward = (connection: Attachment, prefix?: Prefix, over?: Hop): Hop =>
                over ?? this.toSite(connection, prefix);
            const settled = entriesOf(routes.routes, onward);
            const missed = missedEntries(
                routes.lanes ?? [],
                addressSet(settled),
                RANKS.vpn,
                ({ end: of }) => of.element,
            );
            const routed = union(addressSet(settled), addressSet(missed));
            const open = openEntries(routes.lanes ?? [], routed, this.networks, RANKS.vpn);
            const told = announcedEntries(routes, union(this.networks, addressSet([...missed, ...open])), onward);
            const entries = [...settled, ...missed, ...open, ...told];
            return {
                id: resource.urn,
                kind: "gateway",
                element: elementOf(resource),
                place: vpc !== undefined && "value" in vpc ? vpc.value : resource.urn,
                entries: entries.sort(inOrder),
                unsure: routes.unsure,
            };
        });
    }

    connections(): readonly Tunnelled[] {
        return [...this.gateways.values()].flatMap((gateway) =>
            gateway.connections.map((connection): Tunnelled => {
                const vpn = connection.resource;
                const { prefixes, announces } = vpnRoutesOf(this.references, vpn);
                const inward = this.inward(gateway, vpn);
                const { vpc } = gateway;
                const frame = { vpn, towards: prefixes, inward };
                if (vpc === undefined || "reason" in vpc) return frame;
                const announced = announces ? this.announcedTo(vpc.value, vpn, inward) : undefined;
                return { ...frame, cloudEnd: vpc.value, ...(announced === undefined ? {} : { announced }) };
            }),
        );
    }

    /** What a connection tells its other end: the prefixes of the VPC, and what other connections of the gateway have. */
    announcedBy(vpn: Resource): Announcement {
        const gateway = [...this.gateways.values()].find(({ connections }) =>
            connections.some(({ resource }) => resource === vpn),
        );
        const connection = gateway?.connections.find(({ resource }) => resource === vpn);
        const vpc = gateway?.vpc;
        if (gateway === undefined || connection === undefined || vpc === undefined) return NOTHING_ANNOUNCED;
        if ("reason" in vpc) return { routes: [], unsure: [vpc.reason] };
        const asn = ownAsn(this.references, vpn);
        const { addresses, v6, unsure } = this.vpcs.prefixes(vpc.value);
        const others = announcementOf(gateway.routes, connection, asn);
        const path = typeof asn === "number" ? [asn] : [];
        const own = prefixesOf(union(addresses, v6)).map((prefix) => ({ prefix, path }));
        return {
            routes: [...own, ...others.routes],
            unsure: [...others.unsure, ...(unsure === undefined ? [] : [unsure])],
        };
    }

    assumptions(): readonly Assumption[] {
        return [...this.gateways.values()].flatMap(({ resource, vpc, routes }) => {
            const about = [resource.urn, ...(vpc !== undefined && "value" in vpc ? [vpc.value] : [])];
            return announcedFrom(routes, labelOf(resource), about);
        });
    }

    private read(resource: Resource): VpnGateway {
        const connections = this.references
            .ofType(VPN_CONNECTION)
            .filter((vpn) => {
                const meant = this.references.one(vpn, "vpnGatewayId", { types: [VPN_GATEWAY], inRegion: true });
                return meant.is === "resource" && meant.resource === resource;
            })
            .map((vpn): Attachment => {
                return { urn: vpn.urn, kind: "vpn", resource: vpn, label: labelOf(vpn), accepters: [], gateways: [] };
            });
        const all = connections.map((attachment) => ({
            attachment,
            ...vpnRoutesOf(this.references, attachment.resource, this.across),
        }));
        return {
            resource,
            connections,
            vpc: this.vpcOf(resource),
            routes: {
                routes: all.flatMap(({ attachment, prefixes, lanes }): readonly Route[] => {
                    const frame = { element: elementOf(attachment.resource), target: { attachment } };
                    return [
                        ...prefixes.flatMap((prefix) =>
                            overEach({ prefix, rank: RANKS.static, origin: "static", ...frame }, lanes),
                        ),
                        ...learnedRoutes(lanes, { rank: RANKS.vpn, origin: "propagated", ...frame }),
                    ];
                }),
                lanes: all.flatMap(({ lanes }) => lanes ?? []),
                announcers: all
                    .filter(isUntold)
                    .map(({ attachment }) => ({ attachment, element: elementOf(attachment.resource) })),
                unsure: all.flatMap(({ unsure }) => unsure ?? []),
            },
        };
    }

    /** The gateway names its VPC, or a resource of its own attaches it. */
    private vpcOf(gateway: Resource): Settled<string> | undefined {
        const settled = (from: Resource): Settled<string> | undefined => {
            const vpc = this.references.one(from, "vpcId", { types: VPCS, inRegion: true });
            if (vpc.is === "absent") return undefined;
            if (vpc.is === "unsure") return { reason: vpc.reason, candidates: vpc.candidates.map(({ urn }) => urn) };
            return { value: vpc.is === "resource" ? vpc.resource.urn : vpc.id };
        };
        for (const from of this.references.ofType(VPN_GATEWAY_ATTACHMENT)) {
            const meant = this.references.one(from, "vpnGatewayId", { types: [VPN_GATEWAY], inRegion: true });
            if (meant.is === "resource" && meant.resource === gateway) return settled(from);
            if (meant.is === "unsure" && (meant.candidates.length === 0 || meant.candidates.includes(gateway)))
                return { reason: meant.reason, candidates: [] };
        }
        return settled(gateway);
    }

    private toSite(connection: Attachment, prefix?: Prefix): Hop {
        if (prefix?.length === 0) {
            const detail = "what the other end does with packets that are not for its own networks is not known";
            return end(unknownValue(connection.resource, detail));
        }
        return { to: "hosts", place: siteOf(this.references, connection.resource).id, gates: [], link: connection.urn };
    }

    /** From the site straight to the subnets, unless the VPC has a route table for what this gateway brings. */
    private inward({ resource, vpc }: VpnGateway, vpn: Resource): Hop {
        if (vpc === undefined)
            return end({
                code: "BLACKHOLE",
                element: elementOf(resource),
                detail: `${labelOf(resource)} is attached to no VPC`,
            });
        if ("reason" in vpc) return end(vpc.reason);
        const table = this.references.ofType(EDGE_ASSOCIATION).find((association) => {
            const meant = this.references.one(association, "gatewayId", { types: [VPN_GATEWAY], inRegion: true });
            return meant.is === "resource" && meant.resource === resource;
        });
        if (table !== undefined)
            return end(unknownValue(table, `the route table of what ${labelOf(resource)} brings is not read`));
        return { to: "station", station: `${vpc.value}#inside`, gates: [], link: vpn.urn, zone: "" };
    }

    /** The prefixes of the VPC. */
    private announcedTo(vpc: string, vpn: Resource, inward: Hop): readonly Entry[] {
        const { addresses, v6 } = this.vpcs.prefixes(vpc);
        return prefixesOf(union(addresses, v6)).map((prefix) => entry(prefix, 0, inward, elementOf(vpn), "announced"));
    }
}
