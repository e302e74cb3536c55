/**
 * Sites behind VPN connections: their addresses, and the way from them into a gateway. Sources: Site-to-Site VPN user guide
 * (static and dynamic routing, customer gateways), EC2 API reference (CreateVpnConnection).
 */
import { addressSet, contains, NOTHING, subtract, union, type AddressSet } from "../../../../plan/address-set";
import { prefixOf, type Prefix } from "../../../../plan/prefix";
import type { Entry, Hop, Host, Link, Place, Station } from "../../../network";
import type { Element } from "../../../reason";
import { elementOf, unknownValue, type References } from "../../references";
import type { Resource } from "../../resources";
import { NOBODY_ACROSS, type Across } from "../../tunnels/end";
import { prefixAt, tagsOf } from "../../fields";
import { entry } from "../../hops";
import { PRIVATE } from "../../tunnels/private";
import { nameOf } from "./gateways";
import { ipsecOf } from "./ipsec";
import { paidKind } from "./vpn-ends";
import { inOrder, type VpnRoutes } from "./routes";
import { CUSTOMER_GATEWAY, VPN_CONNECTION, VPN_ROUTE } from "./types";

/** Where a VPN connection ends outside of AWS. */
export interface Site {
    /** URN of the customer gateway; its id where it is not in the program; of a connection whose customer gateway is open its own. */
    readonly id: string;
    readonly label: string;
    readonly element: Element;
    readonly resource?: Resource;
}

/** A connection, with what leads to it and where packets from it go. */
export interface Tunnelled {
    readonly vpn: Resource;
    /** Routes that lead to it. */
    readonly towards: readonly Prefix[];
    /** From the site into the cloud. */
    readonly inward: Hop;
    /** What the cloud announces over it; undefined where routing is static, and the site decides. */
    readonly announced?: readonly Entry[];
    /** Place at its other end. */
    readonly cloudEnd?: string;
    /** URN of the concentrator that it is on. */
    readonly concentrator?: string;
}

export function siteOf(references: References, vpn: Resource): Site {
    const gateway = references.one(vpn, "customerGatewayId", { types: [CUSTOMER_GATEWAY], inRegion: true });
    switch (gateway.is) {
        case "resource": {
            const { resource } = gateway;
            return { id: resource.urn, label: nameOf(resource), element: elementOf(resource), resource };
        }
        case "external": {
            const label = `customer gateway ${gateway.id}`;
            return { id: gateway.id, label, element: { label } };
        }
        default: {
            const element = elementOf(vpn, "site");
            return { id: `${vpn.urn}#site`, label: element.label, element };
        }
    }
}

/** Static routes of a connection, whether it has others, and its tunnels where gateways at the other ends are read. */
export function vpnRoutesOf(references: References, vpn: Resource, across: Across = NOBODY_ACROSS): VpnRoutes {
    const announces = vpn.props["staticRoutesOnly"] !== true;
    const routes = references.ofType(VPN_ROUTE).map((resource) => ({
        resource,
        meant: references.one(resource, "vpnConnectionId", { types: [VPN_CONNECTION], inRegion: true }),
        prefix: prefixAt(resource, "destinationCidrBlock"),
    }));
    const own = routes.filter(({ meant }) => meant.is === "resource" && meant.resource === vpn);
    const open = own.find(({ prefix }) => typeof prefix !== "object");
    const perhaps = routes.flatMap(({ meant }) =>
        meant.is === "unsure" && (meant.candidates.length === 0 || meant.candidates.includes(vpn))
            ? [meant.reason]
            : [],
    );
    const unsure = open === undefined ? perhaps[0] : unknownValue(open.resource, "its destination is not known");
    const lanes = across.lanesOf(vpn.urn);
    return {
        ...(lanes === undefined ? {} : { lanes }),
        prefixes: own.flatMap(({ prefix }) => (typeof prefix === "object" ? [prefix] : [])),
        announces,
        ...(unsure === undefined ? {} : { unsure }),
    };
}

export interface SiteParts {
    readonly hosts: readonly Host[];
    readonly stations: readonly Station[];
    readonly places: readonly Place[];
    readonly links: readonly Link[];
}

/** Hosts, stations, places and links of all sites. `networks` is all addresses of networks that are known. */
export function sitesOf(references: References, connections: readonly Tunnelled[], networks: AddressSet): SiteParts {
    const sites = new Map<string, { site: Site; own: Tunnelled[] }>();
    for (const connection of connections) {
        const site = siteOf(references, connection.vpn);
        const found = sites.get(site.id) ?? { site, own: [] };
        found.own.push(connection);
        sites.set(site.id, found);
    }
    const all = [...sites.values()];
    return {
        hosts: all.map(({ site, own }) => hostOf(references, site, own, networks)),
        stations: all.map(({ site, own }) => stationOf(site, own)),
        places: all.map(({ site }): Place => {
            const { id, label, resource } = site;
            return {
                id,
                kind: "site",
                label,
                ...(resource === undefined ? {} : { urn: resource.urn, tags: tagsOf(resource) }),
            };
        }),
        links: all.flatMap(({ site, own }) => own.map((connection) => linkOf(site, connection))),
    };
}

/**
 * A site has what static routes to it say. Behind BGP, or a default route, it may have any private address that no network here
 * has.
 */
function hostOf(references: References, site: Site, own: readonly Tunnelled[], networks: AddressSet): Host {
    const prefixes = own.flatMap(({ towards }) => towards);
    const isOpen =
        prefixes.some(({ length }) => length === 0) || own.some(({ vpn }) => vpnRoutesOf(references, vpn).announces);
    const behindRoutes = prefixes.filter(({ length }) => length > 0).map((prefix) => behind(prefix, networks));
    const addresses = union(...behindRoutes, isOpen ? subtract(PRIVATE, networks) : NOTHING);
    return {
        id: site.id,
        kind: "site",
        element: site.element,
        place: site.id,
        addresses,
        isExact: !isOpen,
        station: site.id,
        sends: [],
        receives: [],
        groups: [],
        tags: site.resource === undefined ? {} : tagsOf(site.resource),
    };
}

/** What lies behind a route: not the networks here, unless the route is for a part of one of them. */
function behind(prefix: Prefix, networks: AddressSet): AddressSet {
    const all = addressSet([prefix]);
    return contains(networks, prefix) ? all : subtract(all, networks);
}

/**
 * With one connection all packets go into it. With several, each prefix goes where it is announced, and into all static ones: the
 * site decides, and nobody here knows how.
 */
function stationOf(site: Site, own: readonly Tunnelled[]): Station {
    const entries = own.length < 2 ? [] : own.flatMap((connection) => outwards(site, connection));
    const otherwise = own.find(({ announced }) => announced !== undefined) ?? own[0];
    return {
        id: site.id,
        kind: "site",
        element: site.element,
        place: site.id,
        entries: entries.sort(inOrder),
        unsure: [],
        ...(otherwise === undefined ? {} : { otherwise: otherwise.inward }),
    };
}

function outwards(site: Site, { announced, inward, vpn }: Tunnelled): readonly Entry[] {
    const element = elementOf(vpn);
    if (announced === undefined) return DEFAULTS.map((prefix) => entry(prefix, 0, inward, element, "static"));
    // AWS does not announce what it has from the site itself.
    const others = announced.filter(({ to }) => to.to !== "end" && !(to.to === "hosts" && to.place === site.id));
    const prefixes = new Map(
        others.map(({ family, first, last, length }) => [
            `${family} ${first}/${length}`,
            { family, first, last, length },
        ]),
    );
    return [...prefixes.values()].map((prefix) => ({ ...prefix, rank: 0, to: inward, element, origin: "announced" }));
}

const DEFAULTS = ["0.0.0.0/0", "::/0"].map((text) => prefixOf(text));

const PLAIN: readonly string[] = ["aws.tgw.vpn", "aws.vgw.vpn"];

function linkOf(site: Site, { vpn, cloudEnd, concentrator }: Tunnelled): Link {
    const kind = paidKind(vpn);
    const end = cloudEnd ?? vpn.urn;
    const shared = concentrator === undefined ? [] : [{ end, by: concentrator, kind: "aws.tgw.vpn-concentrator" }];
    return {
        id: vpn.urn,
        kind: "vpn",
        element: elementOf(vpn),
        ends: [end, site.id],
        ...ipsecOf(vpn),
        elements: [
            vpn.urn,
            ...(site.resource === undefined ? [] : [site.resource.urn]),
            ...(concentrator === undefined ? [] : [concentrator]),
        ],
        zones: [],
        lanes: 2,
        // Of others the gateway tells what they cost.
        ...(PLAIN.includes(kind) ? {} : { paid: [{ end, by: vpn.urn, kind }, ...shared] }),
    };
}
