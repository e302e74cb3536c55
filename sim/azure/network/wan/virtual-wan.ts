/**
 * A virtual WAN. The SDK has one name for its type (Basic, Standard) and for that of the resource: what is asked for is kept.
 * Sources: Network REST API (Virtual Wans), Virtual WAN documentation (Basic and Standard), public reports of its refusal.
 */
import { bool, CloudError, list, obj, str } from "../../../core/definition";
import { armType } from "../../arm";
import { API, VIRTUAL_HUB, VIRTUAL_WAN, VPN_SITE } from "../codes";

export const virtualWan = armType({
    token: VIRTUAL_WAN,
    noun: "Virtual WAN",
    armType: "Microsoft.Network/virtualWans",
    apiVersion: API,
    nameProperty: "virtualWANName",
    tracked: true,
    typeOutput: "own",
    properties: {
        allowBranchToBranchTraffic: bool({ computed: true }),
        allowVnetToVnetTraffic: bool({ computed: true }),
        disableVpnEncryption: bool({ computed: true }),
        type: str({ computed: true, oneOf: ["Basic", "Standard"] }),
        virtualHubs: list(obj({ id: str() }), { output: true }),
        vpnSites: list(obj({ id: str() }), { output: true }),
    },
    put: (_, { props }) => {
        props.type ??= "Standard";
        for (const name of ["allowBranchToBranchTraffic", "allowVnetToVnetTraffic"]) props[name] ??= true;
        props.disableVpnEncryption ??= false;
    },
    view: ({ world }, object) => ({
        virtualHubs: world.referrers(object, VIRTUAL_HUB).map(({ id }) => ({ id })),
        vpnSites: world.referrers(object, VPN_SITE).map(({ id }) => ({ id })),
    }),
    inUse: (object, [holder]) =>
        new CloudError(
            "InUseVirtualWanCannotBeDeleted",
            `Virtual WAN ${object.id} is in use by ${holder?.id ?? ""} and cannot be deleted.`,
        ),
    seconds: { create: 15, update: 15, delete: 15 },
});
