/** The VPC side of the AWS reader: VPCs with their subnets, tables, filters, gateways and hosts. */
import { union } from "../../../../plan/address-set";
import type { Assumption, Host, Link } from "../../../network";
import { elementOf, type References } from "../../references";
import type { Resource } from "../../resources";
import type { Parts } from "../../parts";
import type { HubSide, VpcSide } from "../parts";
import { Acls } from "./acls";
import { readBalancers } from "./balancers";
import { cutPrefixes } from "./cuts";
import { ElasticAddresses } from "./elastic";
import { readEndpoints } from "./endpoints";
import { GroupScopes } from "./group-scope";
import { siteHosts, type Sited } from "./hosts";
import { Internet, INTERNET } from "./internet";
import { readMachines } from "./machines";
import { natLinks, readNats } from "./nats";
import { Peerings } from "./peerings";
import { placesOf } from "./places";
import { PrefixLists } from "./prefix-lists";
import { SecurityGroups } from "./security-groups";
import { readServices, type Service } from "./services";
import { StandIns } from "./stand-ins";
import { insideStation, inwardEntries, subnetStation, type Joined } from "./stations";
import { Tables } from "./tables";
import { Targets } from "./targets";
import { EGRESS_GATEWAY, GATEWAY, HUB_ATTACHMENT, READ_TYPES, SUBNET_TYPES } from "./types";
import { addressesIn, Vpcs, type Subnet } from "./vpcs";
import { serviceHost, serviceLinks, serviceStation } from "./service-hosts";

export interface VpcReader {
    readonly side: VpcSide;
    /** All that the VPC side adds, once it is known where hubs lead. */
    readonly parts: (hub: HubSide) => Parts;
}

/** Resources come in the order of their URNs, so that what stands for addresses is the same however they were read. */
export function readVpcs(references: References): VpcReader {
    const vpcs = new Vpcs(references);
    const standIns = new StandIns();
    const services = readServices(references, standIns);
    const lists = new PrefixLists(references, services);
    const peerings = new Peerings(references, vpcs);
    const groups = new SecurityGroups(references, vpcs, lists, new GroupScopes(references, vpcs, peerings));
    const elastic = new ElasticAddresses(references, standIns);
    const read = [
        readMachines(references, vpcs, elastic, standIns),
        readNats(references, vpcs, elastic, standIns),
        readEndpoints(references, vpcs),
        readBalancers(references, vpcs, elastic, standIns),
    ];
    const prefixes = vpcs.subnets.flatMap((subnet) => subnet.prefixes);
    const sited = siteHosts(
        read.flatMap(({ specs }) => specs),
        { vpcs, groups, standIns, cut: cutPrefixes(references.resources, prefixes), attached: attached(references) },
    );
    const acls = new Acls(references, vpcs);
    const tables = new Tables(references, vpcs, lists);
    const left = [...read.flatMap((each) => each.left), ...vpcs.homeless.map(({ resource }) => resource)];
    const base = { references, vpcs, services, peerings, sited, acls, tables, left };
    return { side: sideOf(vpcs), parts: (hub) => partsOf(base, hub) };
}

interface Base {
    readonly references: References;
    readonly vpcs: Vpcs;
    readonly services: ReadonlyMap<string, Service>;
    readonly peerings: Peerings;
    readonly sited: readonly Sited[];
    readonly acls: Acls;
    readonly tables: Tables;
    readonly left: readonly Resource[];
}

function partsOf(base: Base, hub: HubSide): Parts {
    const { references, vpcs, services, peerings, sited, acls, tables, left } = base;
    const each = [...new Map([...services.values()].map((service) => [service.id, service])).values()];
    const internet = new Internet(references, vpcs, sited, each);
    const targets = new Targets(references, acls, peerings, internet, hub, sited);
    const joined: Joined = { vpcs, acls, tables, targets, services, hub };
    const stations = [
        ...vpcs.subnets.map((subnet) => subnetStation(subnet, joined)),
        ...vpcs.all.filter(({ resource }) => resource !== undefined).map((vpc) => insideStation(vpc, joined)),
        ...internet.stations(
            (gateway, vpc) => inwardEntries(gateway, vpc, joined),
            (subnet) => isEgressOnly(subnet, base, internet),
        ),
        ...each.map((service) => serviceStation(service, vpcs)),
    ];
    const hosts: Host[] = [...sited.map(({ host }) => host), internet.host(), ...each.map(serviceHost)];
    const links: Link[] = [
        ...internet.links(),
        ...peerings.links(),
        ...natLinks(sited),
        ...each.flatMap((service) => serviceLinks(service, vpcs)),
    ];
    const open = new Set(left.map(({ urn }) => urn));
    const modelled = references.ofType(...READ_TYPES).filter(({ urn }) => !open.has(urn));
    return {
        hosts,
        stations,
        links,
        places: [...placesOf(vpcs)],
        assumptions: assumptionsOf(base, each),
        modelled: new Set(modelled.map(({ urn }) => urn)),
    };
}

function sideOf(vpcs: Vpcs): VpcSide {
    return {
        subnetStation: (urn) => urn,
        prefixes: (key) => {
            const vpc = vpcs.vpc(key);
            const prefixes = vpc?.prefixes ?? [];
            const element = { label: `vpc ${key}` };
            const none = { code: "UNKNOWN", element, detail: `nothing here describes vpc ${key}` } as const;
            const unsure = vpc === undefined ? none : vpc.unsure;
            const known = { addresses: addressesIn(prefixes, 4), v6: addressesIn(prefixes, 6) };
            return unsure === undefined ? known : { ...known, unsure };
        },
        zoneOf: (urn) => vpcs.subnet(urn)?.zone,
        vpcOf: (urn) => vpcs.subnet(urn)?.vpc.key,
    };
}

/** URNs of subnets in which a Transit Gateway has a foot. */
function attached(references: References): ReadonlySet<string> {
    const named = references
        .ofType(HUB_ATTACHMENT)
        .flatMap((attachment) => references.many(attachment, "subnetIds", { types: SUBNET_TYPES }));
    return new Set(named.flatMap((reference) => (reference.is === "resource" ? [reference.resource.urn] : [])));
}

/**
 * Whether the internet can only answer what a subnet sends by IPv6: its table leads to an egress-only gateway and to no other,
 * or the VPC has no other.
 */
function isEgressOnly(subnet: Subnet, { tables, references }: Base, internet: Internet): boolean {
    if (internet.gatewayOf(subnet.vpc, GATEWAY) === undefined) return true;
    const { lines } = tables.ofSubnet(subnet).table;
    const names = (property: string, type: string): boolean =>
        lines.some(({ from, at, destinations }) => {
            const hasSix = destinations.some(({ family }) => family === 6);
            const path = [...at, property] as unknown as readonly [string, ...(string | number)[]];
            return hasSix && references.one(from, path, { types: [type] }).is === "resource";
        });
    return names("egressOnlyGatewayId", EGRESS_GATEWAY) && !names("gatewayId", GATEWAY);
}

function assumptionsOf({ vpcs, sited, references }: Base, services: readonly Service[]): Assumption[] {
    const gateways = references.ofType(GATEWAY, EGRESS_GATEWAY);
    const chosen = union(...sited.map(({ publics }) => publics))[4].some(({ first }) => first >= STAND_IN);
    const openBlocks = vpcs.all.filter(({ prefixes }) => prefixes.some(({ text }) => text.startsWith("3fff:")));
    return [
        ...(chosen && gateways.length > 0
            ? [
                  {
                      text: "public addresses that AWS chooses are in no prefix that a rule or a route names",
                      about: [INTERNET, ...gateways.map(({ urn }) => urn)],
                  },
              ]
            : []),
        ...openBlocks.map((vpc) => ({
            text: `the IPv6 prefix that AWS will choose for ${vpc.element.label} is in no prefix that a rule or a route names`,
            about: [vpc.key, ...vpcs.subnetsOf(vpc).map(({ urn }) => urn)],
        })),
        ...services
            .filter(({ isKnown }) => !isKnown)
            .map(({ id, label, endpoints }) => ({
                text: `the addresses of ${label}, which AWS lists, are public and in no prefix that a rule or a route names`,
                about: [id, ...endpoints.map((endpoint) => elementOf(endpoint).urn ?? endpoint.urn)],
            })),
    ];
}
/** Where stand-ins begin: 240.0.0.0. */
const STAND_IN = 0xf0000000n;
