/**
 * A connection between a VPN gateway and a local network gateway, or between two VPN gateways. ExpressRoute and NAT rules are
 * not modelled. Sources: Network REST API (Virtual Network Gateway Connections), VPN Gateway FAQ (pre-shared keys, BGP, DPD,
 * custom BGP addresses), "About gateway SKUs" (tunnels), public reports: a PUT with another shared key is accepted and
 * changes nothing (terraform-provider-azurerm and azure-sdk-for-java), overlapping address spaces.
 */
import { bool, CloudError, int, list, obj, str, type Context, type Property } from "../../../core/definition";
import { overlaps } from "../../../core/prefix";
import { isObject, text, texts, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { armType, demandSameLocation, entries, find, idAt } from "../../arm";
import { invalid, notProvisioned } from "../../refusals";
import {
    API,
    CONNECTION,
    LOCAL_NETWORK_GATEWAY,
    toGateway,
    toLocalGateway,
    VIRTUAL_NETWORK,
    VIRTUAL_NETWORK_GATEWAY,
} from "../codes";
import { customAddresses, demandChoice } from "./custom-addresses";
import { demandPolicies, ipsecPolicies } from "./ipsec-policy";
import { localPrefixes } from "./local-network-gateway";
import { skuNameOf, skuOf } from "./skus";
import { connectionsOf } from "./virtual-network-gateway";

export const virtualNetworkGatewayConnection = armType({
    token: CONNECTION,
    noun: "Virtual Network Gateway Connection",
    armType: "Microsoft.Network/connections",
    apiVersion: API,
    nameProperty: "virtualNetworkGatewayConnectionName",
    tracked: true,
    outputs: ["etag", "provisioningState", "resourceGuid"],
    properties: {
        connectionMode: decided("Default", "ResponderOnly", "InitiatorOnly"),
        connectionProtocol: decided("IKEv2", "IKEv1"),
        connectionType: str({ required: true, oneOf: ["IPsec", "Vnet2Vnet", "ExpressRoute", "VPNClient"] }),
        dpdTimeoutSeconds: int({ computed: true, refuse: refuseTimeout }),
        enableBgp: bool({ computed: true }),
        gatewayCustomBgpIpAddresses: list(
            obj({ customBgpIpAddress: str({ required: true }), ipConfigurationId: str({ required: true }) }),
            { unordered: true },
        ),
        ipsecPolicies,
        localNetworkGateway2: obj({ id: str({ ref: toLocalGateway }) }),
        routingWeight: int({ computed: true }),
        // The real provider does not mark it secret either.
        sharedKey: str({ refuse: refuseKey }),
        trafficSelectorPolicies: list(
            obj({
                localAddressRanges: list(str(), { required: true }),
                remoteAddressRanges: list(str(), { required: true }),
            }),
        ),
        usePolicyBasedTrafficSelectors: bool({ computed: true }),
        virtualNetworkGateway1: obj({ id: str({ required: true, ref: toGateway }) }, { required: true }),
        virtualNetworkGateway2: obj({ id: str({ ref: toGateway }) }),
        connectionStatus: str({ output: true }),
        egressBytesTransferred: int({ output: true }),
        ingressBytesTransferred: int({ output: true }),
        tunnelConnectionStatus: list(obj({}), { output: true }),
        // The key that the tunnel really uses. No read of the connection shows it.
        sharedKeyInForce: str({ output: true, writeOnly: true, secret: true }),
    },
    put: (context, object, old) => {
        const { props } = object;
        demandUnchanged(object, old);
        const ends = endsOf(context, object);
        for (const end of ends) if (end !== undefined) demandSameLocation(object, end);
        Object.assign(props, {
            connectionMode: props.connectionMode ?? "Default",
            connectionProtocol: props.connectionProtocol ?? "IKEv2",
            dpdTimeoutSeconds: props.dpdTimeoutSeconds ?? 0,
            enableBgp: props.enableBgp ?? false,
            routingWeight: props.routingWeight ?? 0,
            usePolicyBasedTrafficSelectors: props.usePolicyBasedTrafficSelectors ?? false,
            connectionStatus: old?.connectionStatus ?? "Unknown",
            egressBytesTransferred: 0,
            ingressBytesTransferred: 0,
            tunnelConnectionStatus: [],
            sharedKeyInForce: old?.sharedKeyInForce ?? props.sharedKey ?? "",
        });
        demandPolicy(object, ends[0]);
        demandRoom(context.world, object, ends);
        demandBgp(object, ends);
        demandSpaces(context.world, ends);
    },
    seconds: { create: 60, update: 60, delete: 60 },
});

function decided(...oneOf: string[]): Property {
    return str({ computed: true, oneOf });
}

/** FAQ: "between 9 seconds and 3,600 seconds"; 0 stands for the default of 45. */
function refuseTimeout(value: Value): string | undefined {
    const seconds = value as number;
    return seconds === 0 || (seconds >= 9 && seconds <= 3600) ? undefined : `${seconds} s; Azure allows 9 to 3600`;
}

/** FAQ: printable ASCII except space, hyphen and tilde, at most 128 characters. The key itself is never told. */
function refuseKey(value: Value): string | undefined {
    return /^[!-,.-}]{1,128}$/.test(value as string)
        ? undefined
        : "not a pre-shared key: 1-128 printable ASCII characters without space, hyphen and tilde";
}

function demandUnchanged({ id, props }: CloudObject, old: Props | undefined): void {
    if (old === undefined) return;
    for (const name of ["connectionType", "connectionProtocol"]) {
        if (props[name] !== undefined && props[name] !== old[name]) {
            throw invalid(
                `${name} of connection ${id} cannot be changed from ${text(old, name) ?? ""} once it is created.`,
            );
        }
    }
    for (const name of ["virtualNetworkGateway1", "virtualNetworkGateway2", "localNetworkGateway2"]) {
        if (idAt(props, name) !== idAt(old, name)) throw invalid(`${name} of connection ${id} cannot be changed.`);
    }
}

/** The gateway and what it is connected with; neither is still being made. */
function endsOf(
    { world, now }: Context,
    { id, props }: CloudObject,
): readonly [CloudObject | undefined, CloudObject | undefined] {
    const gateway = find(world, VIRTUAL_NETWORK_GATEWAY, idAt(props, "virtualNetworkGateway1"));
    const [type, property] =
        props.connectionType === "IPsec"
            ? [LOCAL_NETWORK_GATEWAY, "localNetworkGateway2"]
            : [VIRTUAL_NETWORK_GATEWAY, "virtualNetworkGateway2"];
    if (props.connectionType !== "IPsec" && props.connectionType !== "Vnet2Vnet") {
        throw new Error("the simulated Azure models connections of type IPsec and Vnet2Vnet only");
    }
    const other = find(world, type, idAt(props, property));
    if (other === undefined) throw invalid(`Connection ${id} of type ${props.connectionType} needs a ${property}.`);
    if (other.id === gateway?.id) throw invalid(`Connection ${id} connects a gateway with itself.`);
    for (const end of [gateway, other]) {
        if (end !== undefined && (end.busyUntil ?? 0) > now) throw notProvisioned(end);
    }
    return [gateway, other];
}

function demandPolicy({ id, props }: CloudObject, gateway: CloudObject | undefined): void {
    const policies = entries(props, "ipsecPolicies");
    demandPolicies(policies, id);
    if (policies.length > 0 && skuNameOf(gateway?.props ?? {}) === "Basic") {
        throw invalid(`The gateway of connection ${id} is of sku Basic, which supports no custom IPsec policy.`);
    }
    if (props.usePolicyBasedTrafficSelectors === true && policies.length === 0) {
        throw invalid(`Connection ${id} uses policy based traffic selectors, which need an IPsec policy.`);
    }
}

/** As many tunnels as the gateway's SKU has. */
function demandRoom(world: World, object: CloudObject, ends: readonly (CloudObject | undefined)[]): void {
    for (const end of ends) {
        if (end?.type !== VIRTUAL_NETWORK_GATEWAY) continue;
        const { tunnels } = skuOf(end.props);
        const others = connectionsOf(world, end).filter((connection) => connection.id !== object.id);
        if (others.length >= tunnels) {
            throw invalid(
                `Gateway ${end.id} of sku ${skuNameOf(end.props)} supports ${tunnels} tunnels, and has as many.`,
            );
        }
    }
}

const bgpOf = (end: CloudObject | undefined): Props => (isObject(end?.props.bgpSettings) ? end.props.bgpSettings : {});

/** Both ends speak BGP, with numbers of their own, and the connection names addresses that the gateway has. */
function demandBgp({ id, props }: CloudObject, [gateway, other]: readonly (CloudObject | undefined)[]): void {
    demandChoice(entries(props, "gatewayCustomBgpIpAddresses"), customAddresses(bgpOf(gateway)), gateway?.id ?? "");
    if (props.enableBgp !== true) return;
    for (const end of [gateway, other]) {
        const speaks =
            end?.type === VIRTUAL_NETWORK_GATEWAY ? end.props.enableBgp === true : bgpOf(end).asn !== undefined;
        if (!speaks) throw invalid(`Connection ${id} enables BGP, and ${end?.id ?? ""} has no BGP.`);
    }
    if (bgpOf(gateway).asn === bgpOf(other).asn) {
        throw invalid(`Connection ${id} enables BGP between two ends of the same ASN.`);
    }
}

/** What lies behind the other end is nothing of the network itself. */
function demandSpaces(world: World, [gateway, other]: readonly (CloudObject | undefined)[]): void {
    const subnetId = idAt(entries(gateway?.props ?? {}, "ipConfigurations")[0] ?? {}, "subnet") ?? "";
    const network = find(world, VIRTUAL_NETWORK, subnetId.slice(0, Math.max(0, subnetId.lastIndexOf("/subnets/"))));
    const space = network?.props.addressSpace;
    const own = isObject(space) ? texts(space, "addressPrefixes") : [];
    const clash = localPrefixes(other?.props ?? {}).find((prefix) => own.some((o) => overlaps(o, prefix)));
    if (clash === undefined) return;
    throw new CloudError(
        "ConnectionOverlappingAddressSpaces",
        `The address space ${clash} of ${text(other?.props ?? {}, "name") ?? ""} overlaps with that of virtual network ${network?.id ?? ""}.`,
    );
}
