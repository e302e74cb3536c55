/**
 * The connection of a hub's VPN gateway with a site, over one or more of the site's links. What could be said for the whole
 * connection before there were links is not modelled, nor are NAT rules. Sources: Network REST API (Vpn Connections), Virtual
 * WAN documentation (one connection with a site, four links, custom BGP addresses).
 */
import { bool, int, list, obj, str, type Property } from "../../../core/definition";
import { isObject, text, texts, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { armType, entries, find, groupId, idAt } from "../../arm";
import { invalid, notProvisioned } from "../../refusals";
import { API, VPN_CONNECTION, VPN_GATEWAY, VPN_SITE } from "../codes";
import { customAddresses, demandChoice } from "../vpn/custom-addresses";
import { demandPolicies, ipsecPolicies } from "../vpn/ipsec-policy";
import { toSite } from "./refs";

const linkConnection: Property = obj({
    name: str({ required: true }),
    vpnSiteLink: obj({ id: str({ required: true }) }, { required: true }),
    connectionBandwidth: int(),
    dpdTimeoutSeconds: int(),
    enableBgp: bool(),
    enableRateLimiting: bool(),
    ipsecPolicies,
    routingWeight: int(),
    // The real provider does not mark it secret either.
    sharedKey: str(),
    useLocalAzureIpAddress: bool(),
    usePolicyBasedTrafficSelectors: bool(),
    vpnConnectionProtocolType: str({ oneOf: ["IKEv2", "IKEv1"] }),
    vpnGatewayCustomBgpAddresses: list(
        obj({ customBgpIpAddress: str({ required: true }), ipConfigurationId: str({ required: true }) }),
        { unordered: true },
    ),
    vpnLinkConnectionMode: str({ oneOf: ["Default", "ResponderOnly", "InitiatorOnly"] }),
    id: str({ output: true }),
    etag: str({ output: true }),
    connectionStatus: str({ output: true }),
    provisioningState: str({ output: true }),
});

export const vpnConnection = armType({
    token: VPN_CONNECTION,
    noun: "VPN Connection",
    armType: "Microsoft.Network/vpnGateways/vpnConnections",
    apiVersion: API,
    nameProperty: "connectionName",
    parent: { property: "gatewayName", token: VPN_GATEWAY },
    tracked: false,
    typeOutput: "none",
    properties: {
        enableInternetSecurity: bool({ computed: true }),
        name: str({ computed: true }),
        remoteVpnSite: obj({ id: str({ ref: toSite }) }),
        vpnLinkConnections: list(linkConnection),
        connectionStatus: str({ output: true }),
        egressBytesTransferred: int({ output: true }),
        ingressBytesTransferred: int({ output: true }),
    },
    put: ({ world, now }, object, old) => {
        const { props } = object;
        const gateway = find(world, VPN_GATEWAY, gatewayIdOf(object));
        const site = find(world, VPN_SITE, idAt(props, "remoteVpnSite"));
        if (site === undefined) throw invalid(`VPN connection ${object.id} needs a remoteVpnSite.`);
        if (gateway !== undefined && (gateway.busyUntil ?? 0) > now) throw notProvisioned(gateway);
        if (old !== undefined && idAt(old, "remoteVpnSite") !== site.id) {
            throw invalid(`The remoteVpnSite of VPN connection ${object.id} cannot be changed.`);
        }
        demandFirst(world, object, site);
        const links = entries(props, "vpnLinkConnections");
        if (links.length === 0 || links.length > 4) {
            throw invalid(`VPN connection ${object.id} has ${links.length} link connections; Azure allows 1 to 4.`);
        }
        demandDifferent(links, object.id);
        props.vpnLinkConnections = links.map((link) => settled(link, object.id, site, gateway));
        Object.assign(props, {
            enableInternetSecurity: props.enableInternetSecurity ?? false,
            connectionStatus: "Unknown",
            egressBytesTransferred: 0,
            ingressBytesTransferred: 0,
        });
    },
    seconds: { create: 120, update: 120, delete: 60 },
});

function gatewayIdOf(object: CloudObject): string {
    const group = groupId(object.account, text(object.props, "resourceGroupName") ?? "");
    return `${group}/providers/Microsoft.Network/vpnGateways/${text(object.props, "gatewayName") ?? ""}`;
}

function demandFirst(world: World, object: CloudObject, site: CloudObject): void {
    const other = world
        .referrers(site, VPN_CONNECTION)
        .find((connection) => connection.id !== object.id && gatewayIdOf(connection) === gatewayIdOf(object));
    if (other !== undefined)
        throw invalid(`The gateway is connected with VPN site ${site.id} already, by ${other.id}.`);
}

function demandDifferent(links: readonly Props[], connection: string): void {
    for (const [what, values] of [
        ["names", links.map((link) => text(link, "name"))],
        ["site links", links.map((link) => idAt(link, "vpnSiteLink"))],
    ] as const) {
        if (new Set(values).size < values.length)
            throw invalid(`The link connections of ${connection} must have different ${what}.`);
    }
}

/** A link of the site, which speaks BGP where the connection does. */
function settled(link: Props, connection: string, site: CloudObject, gateway: CloudObject | undefined): Props {
    const name = text(link, "name") ?? "";
    const id = `${connection}/vpnLinkConnections/${name}`;
    const siteLink = entries(site.props, "vpnSiteLinks").find((one) => text(one, "id") === idAt(link, "vpnSiteLink"));
    if (siteLink === undefined)
        throw invalid(`${idAt(link, "vpnSiteLink") ?? ""} is not a link of VPN site ${site.id}.`);
    const space = isObject(site.props.addressSpace) ? texts(site.props.addressSpace, "addressPrefixes") : [];
    if (link.enableBgp === true && !isObject(siteLink.bgpProperties)) {
        throw invalid(
            `Link connection ${id} enables BGP, and link ${text(siteLink, "name") ?? ""} has no bgpProperties.`,
        );
    }
    if (link.enableBgp !== true && space.length === 0) {
        throw invalid(`Link connection ${id} has no BGP, and VPN site ${site.id} has no address space.`);
    }
    demandPolicies(entries(link, "ipsecPolicies"), id);
    const settings = isObject(gateway?.props.bgpSettings) ? gateway.props.bgpSettings : {};
    demandChoice(entries(link, "vpnGatewayCustomBgpAddresses"), customAddresses(settings), gateway?.id ?? "");
    return { ...link, id, connectionStatus: "Unknown", provisioningState: "Succeeded", etag: "" };
}
