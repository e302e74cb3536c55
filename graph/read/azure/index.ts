/** The network of Azure's resources: virtual networks with subnets, security groups and route tables, and VPN gateways. */
import { union } from "../../../plan/address-set";
import type { Host, Place } from "../../network";
import { tagsOf } from "../fields";
import type { Parts } from "../parts";
import type { References } from "../references";
import { devicesOf, type ToDevice } from "../tunnels/devices";
import { NOTHING_ANNOUNCED, type Across } from "../tunnels/end";
import type { Cloud } from "../tunnels/exchange";
import type { Mattering } from "../unmodelled";
import { AzureRoutes, insideStation } from "./routes";
import { NetworkSecurityGroups } from "./security-groups";
import { mayMatter, READ_TYPES } from "./types";
import { GATEWAY_SUBNET, readVnets, spaceOf, type Vnet, type Vnets, type VnetSubnet } from "./vnets";
import { announcedOver, readGateways, type AzureConnection, type AzureGateway } from "./vpn";

export { azureTypes } from "./types";

/** What of Azure may change where packets go. */
export const AZURE_MATTERING: Mattering = {
    mayMatter: ({ type, isCustom }) => isCustom && mayMatter(type),
    atLarge: {},
};

export function azureCloud(references: References): Cloud {
    const vnets = readVnets(references);
    const gateways = readGateways(references, vnets);
    const ends = gateways.flatMap(({ connections }) => connections.flatMap((connection) => connection.ends));
    return {
        read: (across) => ({
            ends,
            networks: union(...vnets.all.map(spaceOf)),
            announcedBy: ({ resource }) => {
                const gateway = gateways.find(({ connections }) => connections.some((c) => c.resource === resource));
                return gateway === undefined ? NOTHING_ANNOUNCED : announcedOver(gateway, resource, across.lanesOf);
            },
            parts: () => [partsOf(references, vnets, gateways, across)],
        }),
    };
}

function partsOf(references: References, vnets: Vnets, gateways: readonly AzureGateway[], across: Across): Parts {
    const routes = new AzureRoutes(references, gateways, across, siteOf);
    const groups = new NetworkSecurityGroups(references);
    const subnets = vnets.all.flatMap((vnet) => vnet.subnets.map((subnet) => ({ vnet, subnet })));
    const devices = devicesOf(toDevices(gateways, across), across.networks);
    const open = new Set(vnets.homeless.map(({ urn }) => urn));
    const modelled = references.ofType(...READ_TYPES).filter(({ urn }) => !open.has(urn));
    return {
        hosts: [
            ...subnets.map(({ vnet, subnet }): Host => ({
                id: subnet.key,
                kind: "subnet",
                element: subnet.element,
                place: subnet.key,
                network: vnet.key,
                addresses: subnet.usable,
                isExact: subnet.unsure === undefined,
                station: subnet.key,
                ...groups.gates(subnet, routes.joined(vnet, subnet)),
                groups: [],
                // Azure takes nothing but gateways there.
                ...(subnet.name === GATEWAY_SUBNET ? { isDedicated: true } : {}),
                tags: {},
            })),
            ...devices.hosts,
        ],
        stations: [
            ...subnets.map(({ vnet, subnet }) => routes.subnet(vnet, subnet)),
            ...vnets.all.map(insideStation),
            ...gateways.map((gateway) => routes.gateway(gateway)),
            ...devices.stations,
        ],
        links: [...devices.links],
        places: [...(vnets.all.length === 0 ? [] : placesOf(vnets, subnets)), ...devices.places],
        assumptions: [],
        modelled: new Set(modelled.map(({ urn }) => urn)),
    };
}

function siteOf({ device, resource }: AzureConnection): string {
    return device?.urn ?? resource.urn;
}

/** Connections to devices that nobody reads. */
function toDevices(gateways: readonly AzureGateway[], across: Across): readonly ToDevice[] {
    return gateways.flatMap(({ connections }) =>
        connections.flatMap(({ resource, device, statics, ends: [end] }): ToDevice[] => {
            if (device === undefined || end === undefined || across.lanesOf(resource.urn) !== undefined) return [];
            return [
                {
                    device,
                    end,
                    towards: statics.prefixes,
                    inward: { ...end.inward, link: resource.urn } as ToDevice["inward"],
                },
            ];
        }),
    );
}

const CLOUD: Place = { id: "cloud/azure", kind: "cloud", label: "Azure", cloud: "azure" };
const regionId = (region: string): string => `region/azure/${region}`;

function placesOf(
    { all }: Vnets,
    subnets: readonly { readonly vnet: Vnet; readonly subnet: VnetSubnet }[],
): readonly Place[] {
    const regions = [...new Set(all.flatMap(({ region }) => region ?? []))].sort();
    const at = (region: string | undefined): Pick<Place, "cloud" | "region"> => ({
        cloud: "azure",
        ...(region === undefined ? {} : { region }),
    });
    return [
        CLOUD,
        ...regions.map((region): Place => ({
            id: regionId(region),
            kind: "region",
            label: region,
            within: CLOUD.id,
            ...at(region),
        })),
        ...all.map((vnet): Place => ({
            id: vnet.key,
            kind: "network",
            label: vnet.resource?.name ?? vnet.element.label,
            within: vnet.region === undefined ? CLOUD.id : regionId(vnet.region),
            addresses: spaceOf(vnet),
            ...at(vnet.region),
            ...(vnet.resource === undefined ? {} : { urn: vnet.resource.urn, tags: tagsOf(vnet.resource) }),
            ...(vnet.unsure === undefined ? {} : { unsure: vnet.unsure }),
        })),
        ...subnets.map(({ vnet, subnet }): Place => ({
            id: subnet.key,
            kind: "subnet",
            label: subnet.name ?? subnet.from.name,
            within: vnet.key,
            urn: subnet.from.urn,
            addresses: subnet.usable,
            ...at(vnet.region),
        })),
    ];
}
