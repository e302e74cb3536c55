/**
 * The VPN gateway of a hub: two instances, ASN 65515. NAT rules and connections written into it are not modelled. Sources:
 * Network REST API (Vpn Gateways), Virtual WAN documentation (gateway settings: scale units of 500 Mbps, the ASN cannot be
 * changed; FAQ: custom BGP addresses).
 */
import { bool, int, list, obj, str } from "../../../core/definition";
import { isObject, text, texts, type Props, type Value } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { armType, demandSameLocation, entries, find, idAt } from "../../arm";
import { invalid, notProvisioned } from "../../refusals";
import { API, VIRTUAL_HUB, VPN_GATEWAY } from "../codes";
import { AZURE_ASN } from "../vpn/asn";
import { demandCustomAddress } from "../vpn/custom-addresses";
import { firstUsable } from "../vpn/peer-addresses";
import { toHub } from "./refs";

const INSTANCES = ["Instance0", "Instance1"];

export const vpnGateway = armType({
    token: VPN_GATEWAY,
    noun: "VPN Gateway",
    armType: "Microsoft.Network/vpnGateways",
    apiVersion: API,
    nameProperty: "gatewayName",
    tracked: true,
    properties: {
        bgpSettings: obj(
            {
                asn: int({ computed: true }),
                peerWeight: int({ computed: true }),
                bgpPeeringAddresses: list(
                    obj({
                        ipconfigurationId: str({ oneOf: INSTANCES }),
                        customBgpIpAddresses: list(str()),
                        defaultBgpIpAddresses: list(str(), { output: true }),
                        tunnelIpAddresses: list(str(), { output: true }),
                    }),
                    { unordered: true },
                ),
            },
            { computed: true },
        ),
        isRoutingPreferenceInternet: bool({ computed: true }),
        virtualHub: obj({ id: str({ ref: toHub }) }),
        vpnGatewayScaleUnit: int({ computed: true, refuse: refuseUnits }),
        ipConfigurations: list(obj({ id: str(), privateIpAddress: str(), publicIpAddress: str() }), { output: true }),
    },
    put: ({ world, now }, object, old) => {
        const { props } = object;
        const hub = find(world, VIRTUAL_HUB, idAt(props, "virtualHub"));
        if (hub === undefined) throw invalid(`VPN gateway ${object.id} needs a virtualHub.`);
        if ((hub.busyUntil ?? 0) > now) throw notProvisioned(hub);
        if (old !== undefined && idAt(old, "virtualHub") !== hub.id) {
            throw invalid(`The virtualHub of VPN gateway ${object.id} cannot be changed.`);
        }
        demandSameLocation(object, hub);
        const other = world.referrers(hub, VPN_GATEWAY).find((gateway) => gateway.id !== object.id);
        if (other !== undefined) throw invalid(`Virtual hub ${hub.id} has a VPN gateway already, ${other.id}.`);
        props.isRoutingPreferenceInternet ??= false;
        props.vpnGatewayScaleUnit ??= 1;
        const prefix = text(hub.props, "addressPrefix") ?? "";
        props.ipConfigurations = INSTANCES.map((id, i) => ({
            id,
            privateIpAddress: firstUsable(prefix, i),
            publicIpAddress: publicAddress(object, i),
        }));
        props.bgpSettings = bgpSettings(object, prefix);
    },
    inUse: (object, [holder]) =>
        invalid(`VPN gateway ${object.id} is in use by ${holder?.id ?? ""} and cannot be deleted.`),
    seconds: { create: 1800, update: 600, delete: 900 },
});

function refuseUnits(value: Value): string | undefined {
    const units = value as number;
    return units >= 1 && units <= 20 ? undefined : `${units} scale units; Azure allows 1 to 20`;
}

/** Azure's own addresses, two for each gateway: no two gateways have one in common. */
function publicAddress({ serial }: CloudObject, instance: number): string {
    return `198.${18 + instance}.${128 + ((serial >> 8) & 127)}.${serial & 255}`;
}

function bgpSettings(object: CloudObject, prefix: string): Props {
    const given = isObject(object.props.bgpSettings) ? object.props.bgpSettings : {};
    if (given.asn !== undefined && given.asn !== AZURE_ASN) {
        throw invalid(`The ASN of VPN gateway ${object.id} in a virtual hub is ${AZURE_ASN} and cannot be changed.`);
    }
    const peerings = entries(given, "bgpPeeringAddresses");
    const customOf = (id: string): string[] =>
        texts(peerings.find((p) => p.ipconfigurationId === id) ?? {}, "customBgpIpAddresses");
    const custom = INSTANCES.flatMap(customOf);
    custom.forEach(demandCustomAddress);
    if (new Set(custom).size < custom.length) throw invalid(`A custom BGP IP address of ${object.id} is given twice.`);
    return {
        asn: AZURE_ASN,
        peerWeight: given.peerWeight ?? 0,
        bgpPeeringAddresses: INSTANCES.map((ipconfigurationId, i) => ({
            ipconfigurationId,
            customBgpIpAddresses: customOf(ipconfigurationId),
            defaultBgpIpAddresses: [firstUsable(prefix, i)],
            tunnelIpAddresses: [publicAddress(object, i)],
        })),
    };
}
