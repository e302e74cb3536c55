/**
 * A VPN gateway in a virtual network. Gateways for ExpressRoute, point-to-site clients and NAT rules are not modelled.
 * Sources: Network REST API (Virtual Network Gateways), VPN Gateway documentation (settings, gateway subnet, highly available
 * connections, BGP, SKUs), public reports of its refusals. Which of two things Azure can change in place no schema says: the
 * provider sends every change, and Azure refuses some.
 */
import { bool, CloudError, int, list, obj, str, type Context, type Property } from "../../../core/definition";
import { sizeOf } from "../../../core/prefix";
import { isObject, text, texts, type Props } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { armType, demandSameLocation, entries, find, idAt } from "../../arm";
import { invalid, nameIn } from "../../refusals";
import {
    API,
    CONNECTION,
    PUBLIC_IP_ADDRESS,
    SUBNET,
    toLocalGateway,
    toPublicIp,
    toSubnet,
    VIRTUAL_NETWORK,
    VIRTUAL_NETWORK_GATEWAY,
} from "../codes";
import { publicAddress } from "../public-ip-address";
import { GATEWAY_SUBNET, prefixesOf } from "../subnet";
import { AZURE_ASN, demandAsn } from "./asn";
import { demandCustomAddress } from "./custom-addresses";
import { firstUsable, lastUsable } from "./peer-addresses";
import { generationOf, skuNameOf, skuOf } from "./skus";

const flag = (): Property => bool({ computed: true });

export const virtualNetworkGateway = armType({
    token: VIRTUAL_NETWORK_GATEWAY,
    noun: "Virtual Network Gateway",
    armType: "Microsoft.Network/virtualNetworkGateways",
    apiVersion: API,
    nameProperty: "virtualNetworkGatewayName",
    tracked: true,
    outputs: ["etag", "provisioningState", "resourceGuid"],
    properties: {
        activeActive: flag(),
        bgpSettings: obj(
            {
                asn: int({ computed: true }),
                bgpPeeringAddress: str({ computed: true }),
                bgpPeeringAddresses: list(
                    obj({
                        ipconfigurationId: str(),
                        customBgpIpAddresses: list(str()),
                        defaultBgpIpAddresses: list(str(), { output: true }),
                        tunnelIpAddresses: list(str(), { output: true }),
                    }),
                    { unordered: true },
                ),
                peerWeight: int({ computed: true }),
            },
            { computed: true },
        ),
        disableIPSecReplayProtection: flag(),
        enableBgp: flag(),
        enableDnsForwarding: bool(),
        enablePrivateIpAddress: flag(),
        gatewayDefaultSite: obj({ id: str({ ref: toLocalGateway }) }),
        gatewayType: str({ computed: true, oneOf: ["Vpn", "ExpressRoute", "LocalGateway"] }),
        ipConfigurations: list(
            obj({
                name: str(),
                privateIPAllocationMethod: str({ oneOf: ["Static", "Dynamic"] }),
                publicIPAddress: obj({ id: str({ ref: toPublicIp }) }),
                subnet: obj({ id: str({ ref: toSubnet }) }),
                id: str({ computed: true }),
                etag: str({ output: true }),
                provisioningState: str({ output: true }),
            }),
        ),
        sku: obj({ name: str(), tier: str(), capacity: int({ output: true }) }),
        vpnGatewayGeneration: str({ computed: true, oneOf: ["None", "Generation1", "Generation2"] }),
        vpnType: str({ computed: true, oneOf: ["PolicyBased", "RouteBased"] }),
    },
    put: (context, object, old) => {
        const { props } = object;
        props.gatewayType ??= "Vpn";
        props.vpnType ??= "RouteBased";
        if (props.gatewayType !== "Vpn") throw new Error("the simulated Azure models gateways of type Vpn only");
        demandUnchanged(object, old);
        const sku = skuOf(props);
        const generation = generationOf(props);
        if (old !== undefined && generation !== old.vpnGatewayGeneration) throw crossGeneration();
        props.vpnGatewayGeneration = generation;
        props.sku = { capacity: 2, tier: skuNameOf(props), ...(isObject(props.sku) ? props.sku : {}) };
        for (const name of ["activeActive", "enableBgp", "enablePrivateIpAddress", "disableIPSecReplayProtection"]) {
            props[name] ??= false;
        }
        if (!sku.bgp && (props.enableBgp === true || props.activeActive === true)) {
            throw invalid(`Sku ${skuNameOf(props)} supports neither BGP nor active-active mode.`);
        }
        demandConfigurations(context, object);
        demandAddresses(context, object, sku.zoned);
        settleBgp(context, object, old);
    },
    inUse: (object) => cannotBeDeleted(object),
    view: ({ world }, object) => ({ bgpSettings: withTunnelAddresses(world, object) }),
    // "Creating a gateway can often take 45 minutes or more."
    seconds: { create: 2700, update: 600, delete: 900 },
});

function cannotBeDeleted(object: CloudObject): CloudError {
    return new CloudError(
        "VirtualNetworkGatewayCannotBeDeleted",
        `Virtual network gateway ${object.id} can not be deleted because it is in use by its connections.`,
    );
}

function crossGeneration(): CloudError {
    return new CloudError(
        "CrossSeriesOrCrossGatewayGenenrationResizeNotSupported",
        "Resize from ASeries to DSeries or vice versa and Resize across VirtualNetworkVpnGatewayGenerations are not supported.",
    );
}

/** A gateway stays what it is; it can be resized within its generation only, and Basic not at all. */
function demandUnchanged({ id, props }: CloudObject, old: Props | undefined): void {
    if (old === undefined) return;
    for (const name of ["gatewayType", "vpnType"]) {
        if (props[name] !== old[name]) throw invalid(`${name} of virtual network gateway ${id} cannot be changed.`);
    }
    if (skuNameOf(props) !== skuNameOf(old) && [skuNameOf(props), skuNameOf(old)].includes("Basic"))
        throw crossGeneration();
}

/** One IP configuration for each instance, all of them in the gateway subnet of one network, which has no other gateway. */
function demandConfigurations({ world }: Context, object: CloudObject): void {
    const { id, props } = object;
    const configurations = entries(props, "ipConfigurations");
    const wanted = props.activeActive === true ? 2 : 1;
    if (configurations.length !== wanted) {
        const said = `Gateway has ${configurations.length} IP configurations specified for gateway ${id}.`;
        if (wanted === 1) throw invalid(`${said} A gateway that is not active-active must be created with one.`);
        throw new CloudError(
            "ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations",
            `${said} ActiveActive Gateway must be created with two IP configurations.`,
        );
    }
    const names = configurations.map((c, i) => text(c, "name") ?? `ipConfiguration${i + 1}`);
    if (new Set(names).size < names.length) throw invalid(`The IP configurations of ${id} must have different names.`);
    const subnets = new Set(configurations.map((c) => idAt(c, "subnet") ?? ""));
    const [subnetId = ""] = subnets;
    const subnet = find(world, SUBNET, subnetId);
    if (subnet === undefined || subnets.size > 1 || nameIn(subnetId) !== GATEWAY_SUBNET) {
        throw invalid(
            `The IP configurations of virtual network gateway ${id} must use one subnet named ${GATEWAY_SUBNET}.`,
        );
    }
    const network = find(world, VIRTUAL_NETWORK, subnetId.slice(0, subnetId.lastIndexOf("/subnets/")));
    demandSameLocation(object, network);
    const other = world.referrers(subnet, VIRTUAL_NETWORK_GATEWAY).find((gateway) => gateway.id !== id);
    if (other !== undefined) {
        throw invalid(
            `A virtual network cannot have more than one gateway of type Vpn; ${network?.id ?? ""} has ${other.id}.`,
        );
    }
    props.ipConfigurations = configurations.map((c, i) => ({
        privateIPAllocationMethod: "Dynamic",
        ...c,
        name: names[i] ?? "",
        id: `${id}/ipConfigurations/${names[i] ?? ""}`,
        provisioningState: "Succeeded",
        etag: "",
    }));
}

/** An address of its own for each configuration, standard ones, alike, and spread over zones where the gateway is. */
function demandAddresses({ world }: Context, object: CloudObject, zoned: boolean): void {
    const configurations = entries(object.props, "ipConfigurations");
    const addresses = configurations.map((c) => find(world, PUBLIC_IP_ADDRESS, idAt(c, "publicIPAddress")));
    for (const address of addresses) {
        if (address === undefined) throw invalid(`Every IP configuration of ${object.id} needs a public IP address.`);
        demandSameLocation(object, address);
        const user = world.referrers(address).find((o) => o.id !== object.id);
        if (user !== undefined || addresses.filter((a) => a?.id === address.id).length > 1) {
            throw new CloudError(
                "PublicIPAddressInUse",
                `Public IP address ${address.id} is already in use by ${user?.id ?? object.id}.`,
            );
        }
    }
    const zones = addresses.map((address) =>
        texts(address?.props ?? {}, "zones")
            .sort()
            .join(),
    );
    if (zoned && zones.includes("")) {
        throw new CloudError(
            "VmssVpnGatewayPublicIpsMustHaveZonesConfigured",
            "Standard Public IPs associated with VPN Gateways with AZ VPN skus must have zones configured.",
        );
    }
    if (new Set(zones).size > 1) {
        throw new CloudError(
            "ActiveActiveGatewayPublicIPAddressesDiffersInSkuOrZones",
            `Virtual network gateway ${object.id} in active active mode is using PublicIPAddresses either with different Skus ` +
                "or with different PublicIPAllocationMethod or from a different availability zones.",
        );
    }
}

/** Fills in what Azure chooses: the number, the addresses in the gateway subnet, and a place for each configuration. */
function settleBgp({ world }: Context, object: CloudObject, old: Props | undefined): void {
    const { props } = object;
    const given = isObject(props.bgpSettings) ? props.bgpSettings : {};
    const before = isObject(old?.bgpSettings) ? old.bgpSettings : {};
    const asn = typeof given.asn === "number" ? given.asn : AZURE_ASN;
    demandAsn(asn, `virtual network gateway ${object.id}`, true);
    const ids = entries(props, "ipConfigurations").map((c) => text(c, "id") ?? "");
    const peerings = entries(given, "bgpPeeringAddresses");
    for (const peering of peerings) {
        const named = text(peering, "ipconfigurationId") ?? "";
        if (!ids.includes(named))
            throw invalid(`${named} is not an IP configuration of virtual network gateway ${object.id}.`);
    }
    const custom = peerings.flatMap((peering) => texts(peering, "customBgpIpAddresses"));
    custom.forEach(demandCustomAddress);
    if (new Set(custom).size < custom.length) throw invalid(`A custom BGP IP address of ${object.id} is given twice.`);
    if (props.activeActive !== true && custom.length > 1) {
        throw invalid(`Gateway ${object.id} in active-standby mode supports one custom BGP IP address only.`);
    }
    const subnet = find(world, SUBNET, idAt(entries(props, "ipConfigurations")[0] ?? {}, "subnet"));
    const prefix = prefixesOf(subnet?.props ?? {})[0] ?? "";
    const own = ids.map((_, i) => (ids.length > 1 || sizeOf(prefix) < 0 ? firstUsable(prefix, i) : lastUsable(prefix)));
    const address = own.join(",");
    const asked = text(given, "bgpPeeringAddress");
    if (asked !== undefined && asked !== address && asked !== before.bgpPeeringAddress) {
        throw new CloudError(
            "VirtualNetworkGatewayBgpPeeringAddressCannotBeModified",
            `The BgpPeeringAddress for the virtual network gateway ${object.id} cannot be modified to ${asked}.`,
        );
    }
    props.bgpSettings = {
        asn,
        bgpPeeringAddress: address,
        peerWeight: given.peerWeight ?? 0,
        bgpPeeringAddresses: ids.map((ipconfigurationId, i) => ({
            ipconfigurationId,
            customBgpIpAddresses: texts(
                peerings.find((p) => p.ipconfigurationId === ipconfigurationId) ?? {},
                "customBgpIpAddresses",
            ),
            defaultBgpIpAddresses: [own[i] ?? ""],
        })),
    };
}

function withTunnelAddresses(world: Context["world"], object: CloudObject): Props {
    const settings = isObject(object.props.bgpSettings) ? object.props.bgpSettings : {};
    const configurations = entries(object.props, "ipConfigurations");
    const bgpPeeringAddresses = entries(settings, "bgpPeeringAddresses").map((peering) => {
        const own = configurations.find((c) => c.id === peering.ipconfigurationId) ?? {};
        const address = find(world, PUBLIC_IP_ADDRESS, idAt(own, "publicIPAddress"));
        return { ...peering, tunnelIpAddresses: address === undefined ? [] : [publicAddress(world, address)] };
    });
    return { ...settings, bgpPeeringAddresses };
}

/** Connections of the gateway, whichever end of them it is. */
export function connectionsOf(world: Context["world"], gateway: CloudObject): CloudObject[] {
    return world.referrers(gateway, CONNECTION);
}
