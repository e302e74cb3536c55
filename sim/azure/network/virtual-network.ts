/**
 * A virtual network, with subnets written into it or beside it. Peerings written into it, encryption and DDoS plans are not
 * modelled. Sources: Network REST API (Virtual Networks), Azure Virtual Network FAQ, azure-native provider (arguments,
 * defaults).
 */
import { bool, int, list, obj, str } from "../../core/definition";
import { isObject, text, texts } from "../../core/values";
import { armType } from "../arm";
import { demandUnused, partsOf, settleParts, shownParts, type Parts } from "../parts";
import { invalid } from "../refusals";
import { API, VIRTUAL_NETWORK } from "./codes";
import { demandSpace } from "./prefixes";
import { inUseBy, SUBNET_PROPERTIES, subnet } from "./subnet";

const subnets: Parts = {
    property: "subnets",
    type: subnet,
    properties: SUBNET_PROPERTIES,
    nameProperty: "subnetName",
    wholeProperty: "virtualNetworkName",
    inUse: inUseBy,
};

export const virtualNetwork = armType({
    token: VIRTUAL_NETWORK,
    noun: "Virtual Network",
    armType: "Microsoft.Network/virtualNetworks",
    apiVersion: API,
    nameProperty: "virtualNetworkName",
    tracked: true,
    outputs: ["etag", "provisioningState", "resourceGuid"],
    properties: {
        addressSpace: obj({ addressPrefixes: list(str()) }),
        dhcpOptions: obj({ dnsServers: list(str()) }),
        enableDdosProtection: bool({ default: false }),
        enableVmProtection: bool({ default: false }),
        // "FlowTimeout in minutes for the Virtual Network": between 4 and 30.
        flowTimeoutInMinutes: int({ refuse: refuseMinutes }),
        privateEndpointVNetPolicies: str({ computed: true, oneOf: ["Disabled", "Basic"] }),
        subnets: list(
            obj({
                ...SUBNET_PROPERTIES,
                name: str({ required: true }),
                id: str({ output: true }),
                etag: str({ output: true }),
                ipConfigurations: list(obj({ id: str() }), { output: true }),
                provisioningState: str({ output: true }),
                type: str({ output: true }),
            }),
            { computed: true },
        ),
    },
    // Virtual network limits: "Virtual networks 1,000" per subscription.
    quota: {
        name: "virtual-networks-per-subscription",
        limit: 1000,
        exceeded: (limit) => invalid(`Cannot create more than ${limit} virtual networks for this subscription.`),
    },
    put: (context, object) => {
        const name = text(object.props, "name") ?? "";
        const space = isObject(object.props.addressSpace) ? texts(object.props.addressSpace, "addressPrefixes") : [];
        if (space.length === 0) throw invalid(`Virtual network '${name}' has no address space.`);
        demandSpace(space, `virtual network '${name}'`);
        object.props.privateEndpointVNetPolicies ??= "Disabled";
        settleParts(context, object, subnets);
    },
    view: (context, object) => ({ subnets: shownParts(context, object, subnets) }),
    remove: (context, object) => demandUnused(context, partsOf(context, object, subnets), subnets),
    inUse: (object, [holder]) =>
        invalid(`Virtual network ${object.id} is in use by ${holder?.id ?? ""} and cannot be deleted.`),
    seconds: { create: 5, update: 5, delete: 10 },
});

function refuseMinutes(value: unknown): string | undefined {
    const minutes = value as number;
    return minutes >= 4 && minutes <= 30 ? undefined : `${minutes} minutes; Azure allows 4 to 30`;
}
