/**
 * VPN gateways of virtual networks with their connections. Sources: Azure VPN Gateway, "About BGP" and FAQ (what is announced, the
 * default ASN, link-local addresses), "Configure BGP with AWS"; @pulumi/azure-native VirtualNetworkGatewayConnection.
 */
import type { Prefix } from "../../../plan/prefix";
import type { Element, Reason } from "../../reason";
import { flagOf, membersOf, numberOf, textOf, type Read, type Steps } from "../fields";
import { elementOf, unknownValue, type Reference, type References } from "../references";
import type { Resource } from "../resources";
import type { Announced, Announcement, Lane, OuterAddress, TunnelEnd } from "../tunnels/end";
import { keyAt } from "../tunnels/keys";
import { learnedOver } from "../tunnels/lanes";
import { outerAt, spelled } from "../tunnels/read";
import { UNKNOWN, type Values } from "../values";
import { meant } from "./meant";
import { CONNECTION, GATEWAY, LOCAL_GATEWAY, PUBLIC_IP, SUBNET, VNET } from "./types";
import { listedPrefixes, type Vnet, type Vnets } from "./vnets";

export interface AzureGateway {
    readonly resource: Resource;
    readonly element: Element;
    readonly vnet: Vnet;
    readonly asn: Read<number>;
    readonly connections: readonly AzureConnection[];
    /** Why it may have other connections, or such as nobody reads. */
    readonly unsure: Reason | undefined;
}

export interface AzureConnection {
    readonly resource: Resource;
    readonly device: Resource | undefined;
    readonly isDynamic: Read<boolean>;
    /** What the local network gateway says lies behind it. */
    readonly statics: ReturnType<typeof listedPrefixes>;
    /** One for each public address of the gateway: an instance. */
    readonly ends: readonly TunnelEnd[];
}

const DEFAULT_ASN = 65_515;
const POLICY =
    "ikeEncryption ikeIntegrity dhGroup ipsecEncryption ipsecIntegrity pfsGroup saLifeTimeSeconds saDataSizeKilobytes";

export function readGateways(references: References, vnets: Vnets): readonly AzureGateway[] {
    const connections = references.ofType(CONNECTION).map((resource) => ({
        resource,
        ends: ["virtualNetworkGateway1", "virtualNetworkGateway2"].map((property) =>
            meant(references, resource, [property, "id"], GATEWAY),
        ),
    }));
    return references.ofType(GATEWAY).map((resource): AzureGateway => {
        const vnet = vnetOf(references, vnets, resource) ?? somewhere(resource);
        const asn = numberOf(resource, "bgpSettings", "asn") ?? DEFAULT_ASN;
        const own = connections.filter(({ ends }) =>
            ends.some((end) => end.is === "resource" && end.resource === resource),
        );
        const read = own.filter(({ resource: one, ends: [first] }) => {
            const isOwn = first?.is === "resource" && first.resource === resource;
            return isOwn && textOf(one, "connectionType") === "IPsec";
        });
        const unread = own.find((one) => !read.includes(one));
        const open = connections
            .flatMap(({ ends }) => ends)
            .flatMap((end) =>
                end.is === "unsure" && (end.candidates.length === 0 || end.candidates.includes(resource))
                    ? [end.reason]
                    : [],
            );
        return {
            resource,
            element: elementOf(resource),
            vnet,
            asn,
            connections: read.map((one) => connectionOf(references, resource, one.resource, vnet, asn)),
            unsure:
                unread === undefined ? open[0] : unknownValue(unread.resource, "a connection of its type is not read"),
        };
    });
}

/** What stands for the network of a gateway where nobody can say which it is. */
function somewhere(gateway: Resource): Vnet {
    const unsure = unknownValue(gateway, "in which network it lies is not known before the deployment");
    return {
        key: gateway.urn,
        resource: undefined,
        element: elementOf(gateway, "network"),
        region: undefined,
        prefixes: [],
        subnets: [],
        unsure,
        peering: unsure,
    };
}

/** The network of the subnet that the gateway lies in. */
function vnetOf(references: References, vnets: Vnets, gateway: Resource): Vnet | undefined {
    const found = meant(references, gateway, ["ipConfigurations", 0, "subnet", "id"], SUBNET, VNET);
    if (found.is === "resource")
        return vnets.ofSubnet(found.resource.urn) ?? vnets.all.find(({ key }) => key === found.resource.urn);
    if (found.is !== "external") return undefined;
    // A subnet that stands inside its network has the id of that, and its own name behind.
    const id = found.id.toLowerCase();
    return vnets.all.find(
        ({ resource }) => typeof resource?.id === "string" && id.startsWith(`${resource.id.toLowerCase()}/`),
    );
}

function connectionOf(
    references: References,
    gateway: Resource,
    connection: Resource,
    vnet: Vnet,
    asn: Read<number>,
): AzureConnection {
    const found = meant(references, connection, ["localNetworkGateway2", "id"], LOCAL_GATEWAY);
    const device = found.is === "resource" ? found.resource : undefined;
    const flags = [flagOf(connection, "enableBgp") ?? false, flagOf(gateway, "enableBgp") ?? false];
    const isDynamic = flags.includes(false) ? false : flags.includes(UNKNOWN) ? UNKNOWN : true;
    const sku = textOf(gateway, "sku", "name");
    const peers = device === undefined ? [] : outerAt(device, "gatewayIpAddress");
    const frame = {
        cloud: "azure",
        resource: connection,
        element: elementOf(connection),
        place: vnet.key,
        paid: { by: gateway.urn, ...(typeof sku === "string" ? { kind: `azure.vpn-gateway.${sku}` } : {}) },
        peers,
        suite: suiteOf(connection),
        key: keyAt(connection, "sharedKey"),
        inward: { to: "station", station: gateway.urn, gates: [] },
    } as const;
    const ends = instancesOf(references, gateway).map(({ address, config }, i): TunnelEnd => ({
        ...frame,
        id: `${connection.urn}#instance${i}`,
        parts: [gateway.urn, address.origin, device?.urn].filter((urn): urn is string => urn !== undefined),
        own: address,
        routing: {
            isDynamic,
            inside: {
                own: insideOf(connection, gateway, config),
                peer: (device && textOf(device, "bgpSettings", "bgpPeeringAddress")) ?? UNKNOWN,
            },
            asn: { own: asn, peer: (device && numberOf(device, "bgpSettings", "asn")) ?? UNKNOWN },
        },
    }));
    const statics =
        device === undefined
            ? { prefixes: [], unsure: found.is === "unsure" ? found.reason : undefined }
            : listedPrefixes(device, "localNetworkAddressSpace", "addressPrefixes");
    return { resource: connection, device, isDynamic, statics, ends };
}

/** A connection has one policy or none; without one Azure offers a list of its own, of which nothing is concluded. */
function suiteOf(connection: Resource): TunnelEnd["suite"] {
    const policies = membersOf(connection, "ipsecPolicies");
    const policy =
        policies === UNKNOWN ? undefined : (connection.props["ipsecPolicies"] as readonly unknown[] | undefined)?.[0];
    const isRead = typeof policy === "object" && policy !== null;
    const protocol = textOf(connection, "connectionProtocol") ?? "IKEv2";
    return {
        kind: "azure",
        spelling: policies === UNKNOWN ? undefined : spelled(isRead ? (policy as Values) : {}, POLICY.split(" ")),
        ikeVersions: protocol === UNKNOWN ? UNKNOWN : [protocol === "IKEv1" ? 1 : 2],
    };
}

interface Instance {
    readonly address: OuterAddress;
    /** The name of its configuration; undefined where nobody can say which has this address. */
    readonly config: string | undefined;
}

/** The public addresses of a gateway, which stands by with one or is active with several. */
function instancesOf(references: References, gateway: Resource): readonly Instance[] {
    const members = membersOf(gateway, "ipConfigurations");
    if (members === UNKNOWN) return [];
    const found = members.map((path): { readonly config: Read<string>; readonly ip: Reference } => ({
        config: textOf(gateway, ...path, "name"),
        ip: meant(references, gateway, [...path, "publicIPAddress", "id"], PUBLIC_IP),
    }));
    const instance = (ip: Resource, config: Read<string>): Instance => {
        const text = textOf(ip, "ipAddress");
        const address = { ...(typeof text === "string" ? { text } : {}), origin: ip.urn };
        return { address, config: typeof config === "string" ? config : undefined };
    };
    if (found.every(({ ip }) => ip.is === "resource"))
        return found.flatMap(({ ip, config }) => (ip.is === "resource" ? [instance(ip.resource, config)] : []));
    // Which configuration has which address a preview does not tell; that each has one of them it does.
    const candidates = new Set(
        found.flatMap(({ ip }) => (ip.is === "resource" ? [ip.resource] : ip.is === "unsure" ? ip.candidates : [])),
    );
    return candidates.size === members.length ? [...candidates].map((ip) => instance(ip, undefined)) : [];
}

/** Inside addresses that an instance may have: the connection names them, else the gateway. */
function insideOf(connection: Resource, gateway: Resource, config: string | undefined): Read<readonly string[]> {
    const named = addressesIn(connection, "gatewayCustomBgpIpAddresses", config, (path) => [
        [...path, "customBgpIpAddress"],
    ]);
    if (named === UNKNOWN || named.length > 0) return named;
    const own = addressesIn(gateway, "bgpSettings", config, (path) => [
        [...path, "customBgpIpAddresses", 0],
        [...path, "defaultBgpIpAddresses", 0],
    ]);
    if (own === UNKNOWN || own.length > 0) return own;
    const single = textOf(gateway, "bgpSettings", "bgpPeeringAddress");
    return typeof single === "string" ? single.split(",").map((text) => text.trim()) : UNKNOWN;
}

/** Of each configuration the first of `fields` that is set. */
function addressesIn(
    from: Resource,
    property: "gatewayCustomBgpIpAddresses" | "bgpSettings",
    config: string | undefined,
    fields: (path: Steps) => readonly Steps[],
): readonly string[] | typeof UNKNOWN {
    const steps: Steps = property === "bgpSettings" ? [property, "bgpPeeringAddresses"] : [property];
    const members = membersOf(from, ...steps);
    if (members === UNKNOWN) return UNKNOWN;
    const id = property === "bgpSettings" ? "ipconfigurationId" : "ipConfigurationId";
    const mine = members.filter((path) => {
        const of = textOf(from, ...path, id);
        return (
            config === undefined ||
            typeof of !== "string" ||
            of.split("/").at(-1)?.toLowerCase() === config.toLowerCase()
        );
    });
    const texts = mine.map((path) =>
        fields(path)
            .map((field) => textOf(from, ...field))
            .find((text) => text !== undefined),
    );
    const known = texts.filter((text): text is string => typeof text === "string");
    return texts.includes(UNKNOWN) ? UNKNOWN : known;
}

/**
 * What the gateway tells the other end of a connection: the prefixes of its network, those of other connections, and what it
 * learned, but no default route (FAQ, "What address prefixes do Azure VPN gateways advertise").
 */
export function announcedOver(
    { resource, vnet, asn, connections, unsure }: AzureGateway,
    to: Resource,
    lanesOf: (urn: string) => readonly Lane[] | undefined,
): Announcement {
    const path = typeof asn === "number" ? [asn] : [];
    const others = connections.filter((connection) => connection.resource !== to);
    const learned = learnedOver(others.flatMap(({ resource: one }) => lanesOf(one.urn) ?? [])).filter(
        ({ route: { prefix } }) => prefix.length > 0 && !vnet.prefixes.some(({ text }) => text === prefix.text),
    );
    const custom = listedPrefixes(resource, "customRoutes", "addressPrefixes");
    const own: readonly Prefix[] = [
        ...vnet.prefixes,
        ...custom.prefixes,
        ...others.flatMap(({ statics }) => statics.prefixes),
    ];
    const devices = others.filter(
        ({ resource: one, isDynamic }) => isDynamic !== false && lanesOf(one.urn) === undefined,
    );
    const reasons = [
        unsure,
        vnet.unsure,
        vnet.peering,
        custom.unsure,
        ...others.map(({ statics }) => statics.unsure),
        ...devices.map((one) => unknownValue(one.resource, "what its other end announces is not known")),
    ];
    return {
        routes: [
            ...own.map((prefix): Announced => ({ prefix, path })),
            ...learned.map(({ route, lane }): Announced => {
                const open = route.open ?? (lane.state.is === "open" ? lane.state.reason : undefined);
                const frame = { prefix: route.prefix, path: [...path, ...route.path] };
                return open === undefined ? frame : { ...frame, open };
            }),
        ],
        unsure: reasons.filter((reason): reason is Reason => reason !== undefined),
    };
}
