/**
 * The other end of a VPN, as Azure is told of it. Sources: Network REST API (Local Network Gateways), VPN Gateway FAQ (ASNs
 * that a device may have, one BGP address for each local network gateway).
 */
import ipaddr from "ipaddr.js";
import { CloudError, int, list, obj, str } from "../../../core/definition";
import { isObject, text, texts, type Props } from "../../../core/values";
import { armType } from "../../arm";
import { invalid } from "../../refusals";
import { API, LOCAL_NETWORK_GATEWAY } from "../codes";
import { demandSpace } from "../prefixes";
import { demandAsn } from "./asn";

export const localNetworkGateway = armType({
    token: LOCAL_NETWORK_GATEWAY,
    noun: "Local Network Gateway",
    armType: "Microsoft.Network/localNetworkGateways",
    apiVersion: API,
    nameProperty: "localNetworkGatewayName",
    tracked: true,
    outputs: ["etag", "provisioningState", "resourceGuid"],
    properties: {
        bgpSettings: obj({ asn: int(), bgpPeeringAddress: str(), peerWeight: int({ computed: true }) }),
        fqdn: str(),
        gatewayIpAddress: str(),
        localNetworkAddressSpace: obj({ addressPrefixes: list(str()) }),
    },
    put: (_, { id, props }) => {
        const [address, fqdn] = [text(props, "gatewayIpAddress"), text(props, "fqdn")];
        if ((address === undefined) === (fqdn === undefined)) {
            throw invalid(`Local network gateway ${id} must have either a gatewayIpAddress or an fqdn.`);
        }
        if (address !== undefined) demandAddress(address, `gatewayIpAddress of local network gateway ${id}`);
        demandSpace(localPrefixes(props), `local network gateway ${id}`);
        if (isObject(props.bgpSettings)) props.bgpSettings = bgpSettings(props.bgpSettings, id);
    },
    // By analogy with what the network answers for subnets, route tables and security groups: no document has this code.
    inUse: (object, [holder]) =>
        new CloudError(
            "InUseLocalNetworkGatewayCannotBeDeleted",
            `Local network gateway ${object.id} is in use by ${holder?.id ?? ""} and cannot be deleted.`,
        ),
    seconds: { create: 15, update: 15, delete: 15 },
});

/** The prefixes behind the other end, which are routed to it whatever BGP says. */
export function localPrefixes(props: Props): string[] {
    const space = props.localNetworkAddressSpace;
    return isObject(space) ? texts(space, "addressPrefixes") : [];
}

function bgpSettings(given: Props, id: string): Props {
    if (typeof given.asn !== "number") throw invalid(`The bgpSettings of local network gateway ${id} have no asn.`);
    demandAsn(given.asn, `local network gateway ${id}`, false);
    const peer = text(given, "bgpPeeringAddress");
    if (peer === undefined) throw invalid(`The bgpSettings of local network gateway ${id} have no bgpPeeringAddress.`);
    demandAddress(peer, `bgpPeeringAddress of local network gateway ${id}`);
    return { peerWeight: 0, ...given };
}

function demandAddress(address: string, what: string): void {
    if (ipaddr.IPv4.isValidFourPartDecimal(address)) return;
    throw new CloudError("InvalidIPAddressFormat", `${address}, the ${what}, is not an IPv4 address.`);
}
