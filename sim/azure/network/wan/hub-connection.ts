/**
 * A virtual network connected with a hub. Sources: Network REST API (Hub Virtual Network Connections), Virtual WAN
 * documentation (one hub for each network, no overlapping address spaces, a hub that is provisioned).
 */
import { bool, list, obj, str, type Context } from "../../../core/definition";
import { overlaps } from "../../../core/prefix";
import { isObject, text, texts } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { armType, find, groupId, idAt } from "../../arm";
import { invalid, notProvisioned } from "../../refusals";
import { API, HUB_CONNECTION, toVirtualNetwork, VIRTUAL_HUB, VIRTUAL_NETWORK } from "../codes";

export const hubVirtualNetworkConnection = armType({
    token: HUB_CONNECTION,
    noun: "Hub Virtual Network Connection",
    armType: "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections",
    apiVersion: API,
    nameProperty: "connectionName",
    parent: { property: "virtualHubName", token: VIRTUAL_HUB },
    tracked: false,
    typeOutput: "none",
    properties: {
        allowHubToRemoteVnetTransit: bool(),
        allowRemoteVnetToUseHubVnetGateways: bool(),
        enableInternetSecurity: bool({ computed: true }),
        name: str({ computed: true }),
        remoteVirtualNetwork: obj({ id: str({ ref: toVirtualNetwork }) }),
        routingConfiguration: obj(
            {
                associatedRouteTable: obj({ id: str() }),
                propagatedRouteTables: obj({ ids: list(obj({ id: str() })), labels: list(str()) }),
            },
            { computed: true },
        ),
    },
    put: (context, object, old) => {
        const { props } = object;
        const hub = find(context.world, VIRTUAL_HUB, hubIdOf(object));
        const network = find(context.world, VIRTUAL_NETWORK, idAt(props, "remoteVirtualNetwork"));
        if (network === undefined) throw invalid(`Connection ${object.id} needs a remoteVirtualNetwork.`);
        if (old !== undefined && idAt(old, "remoteVirtualNetwork") !== network.id) {
            throw invalid(`The remoteVirtualNetwork of connection ${object.id} cannot be changed.`);
        }
        if (hub !== undefined) demandFits(context, object, hub, network);
        props.enableInternetSecurity ??= false;
        const table = { id: `${hub?.id ?? ""}/hubRouteTables/defaultRouteTable` };
        props.routingConfiguration = {
            associatedRouteTable: table,
            propagatedRouteTables: { ids: [table], labels: ["default"] },
            ...(isObject(props.routingConfiguration) ? props.routingConfiguration : {}),
        };
    },
    seconds: { create: 120, update: 60, delete: 60 },
});

function hubIdOf(object: CloudObject): string {
    const group = groupId(object.account, text(object.props, "resourceGroupName") ?? "");
    return `${group}/providers/Microsoft.Network/virtualHubs/${text(object.props, "virtualHubName") ?? ""}`;
}

function spaceOf(network: CloudObject | undefined): string[] {
    const space = network?.props.addressSpace;
    return isObject(space) ? texts(space, "addressPrefixes") : [];
}

/** The hub is ready, the network has no other hub, and nothing overlaps with it. */
function demandFits({ world, now }: Context, object: CloudObject, hub: CloudObject, network: CloudObject): void {
    if ((hub.busyUntil ?? 0) > now) throw notProvisioned(hub);
    const other = world.referrers(network, HUB_CONNECTION).find((connection) => connection.id !== object.id);
    if (other !== undefined)
        throw invalid(`Virtual network ${network.id} is connected with a hub already, by ${other.id}.`);
    const connected = world
        .referrers(hub, HUB_CONNECTION)
        .filter((connection) => connection.id !== object.id)
        .flatMap((connection) => spaceOf(find(world, VIRTUAL_NETWORK, idAt(connection.props, "remoteVirtualNetwork"))));
    const taken = [text(hub.props, "addressPrefix") ?? "", ...connected];
    const clash = spaceOf(network).find((prefix) => taken.some((t) => overlaps(t, prefix)));
    if (clash !== undefined)
        throw invalid(`The address space ${clash} of ${network.id} overlaps with what hub ${hub.id} reaches already.`);
}
