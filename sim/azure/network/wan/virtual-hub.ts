/**
 * A hub of a virtual WAN. Firewalls, ExpressRoute, partners and tables written into it are not modelled. Sources: Network REST
 * API (Virtual Hubs), Virtual WAN documentation (hub settings: address space of /24 at least, which cannot be changed; its
 * router has ASN 65515), public reports of its refusal.
 */
import { bool, CloudError, int, list, obj, str } from "../../../core/definition";
import { isIpv4, sizeOf } from "../../../core/prefix";
import { isObject, text } from "../../../core/values";
import { armType } from "../../arm";
import { invalid } from "../../refusals";
import { API, HUB_CONNECTION, VIRTUAL_HUB } from "../codes";
import { demandPrefix } from "../prefixes";
import { AZURE_ASN } from "../vpn/asn";
import { firstUsable } from "../vpn/peer-addresses";
import { toWan } from "./refs";

export const virtualHub = armType({
    token: VIRTUAL_HUB,
    noun: "Virtual Hub",
    armType: "Microsoft.Network/virtualHubs",
    apiVersion: API,
    nameProperty: "virtualHubName",
    tracked: true,
    properties: {
        addressPrefix: str(),
        allowBranchToBranchTraffic: bool({ computed: true }),
        hubRoutingPreference: str({ computed: true, oneOf: ["ExpressRoute", "VpnGateway", "ASPath"] }),
        sku: str({ computed: true, oneOf: ["Basic", "Standard"] }),
        virtualWan: obj({ id: str({ ref: toWan }) }),
        virtualRouterAutoScaleConfiguration: obj({ minCapacity: int() }, { computed: true }),
        // Only the hub of a route server is told them.
        virtualRouterAsn: int({ output: true }),
        virtualRouterIps: list(str(), { output: true }),
        routingState: str({ output: true }),
    },
    put: (_, object, old) => {
        const { props } = object;
        const prefix = text(props, "addressPrefix");
        const wan = isObject(props.virtualWan) ? text(props.virtualWan, "id") : undefined;
        if (prefix === undefined || wan === undefined)
            throw invalid(`Virtual hub ${object.id} needs an addressPrefix and a virtualWan.`);
        demandPrefix(prefix);
        if (!isIpv4(prefix) || sizeOf(prefix) > 24)
            throw invalid(`The addressPrefix ${prefix} of virtual hub ${object.id} is smaller than /24.`);
        if (old !== undefined && old.addressPrefix !== prefix) {
            throw invalid(`The addressPrefix of virtual hub ${object.id} cannot be changed.`);
        }
        Object.assign(props, {
            allowBranchToBranchTraffic: props.allowBranchToBranchTraffic ?? false,
            hubRoutingPreference: props.hubRoutingPreference ?? "ExpressRoute",
            sku: props.sku ?? "Standard",
            virtualRouterAutoScaleConfiguration: props.virtualRouterAutoScaleConfiguration ?? { minCapacity: 2 },
            virtualRouterAsn: AZURE_ASN,
            virtualRouterIps: [64, 65].map((n) => firstUsable(prefix, n)),
            routingState: "Provisioned",
        });
    },
    inUse: (object, [holder]) => inUse(object.id, holder?.id ?? ""),
    remove: ({ world }, object) => {
        const [connection] = world.referrers(object, HUB_CONNECTION);
        if (connection !== undefined) throw inUse(object.id, connection.id);
    },
    // Virtual WAN documentation: "Creating a hub takes 30 minutes"; so does a gateway in it.
    seconds: { create: 1800, update: 300, delete: 600 },
});

function inUse(hub: string, user: string): CloudError {
    return new CloudError(
        "CannotDeleteVirtualHubWhenItIsInUse",
        `Virtual hub ${hub} cannot be deleted, because ${user} uses it.`,
    );
}
