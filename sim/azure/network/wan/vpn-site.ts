/**
 * A site of a virtual WAN, with its links. The older form of a site with one address and no links is not modelled. Sources:
 * Network REST API (Vpn Sites), Virtual WAN documentation (sites: at most four links, a link has an address or a name; FAQ of
 * VPN Gateway: reserved ASNs).
 */
import ipaddr from "ipaddr.js";
import { CloudError, int, list, obj, str } from "../../../core/definition";
import { isObject, text, texts, type Props } from "../../../core/values";
import { armType, entries, idAt } from "../../arm";
import { invalid } from "../../refusals";
import { API, VPN_SITE } from "../codes";
import { demandSpace } from "../prefixes";
import { demandAsn } from "../vpn/asn";
import { toWan } from "./refs";

export const vpnSite = armType({
    token: VPN_SITE,
    noun: "VPN Site",
    armType: "Microsoft.Network/vpnSites",
    apiVersion: API,
    nameProperty: "vpnSiteName",
    tracked: true,
    properties: {
        addressSpace: obj({ addressPrefixes: list(str()) }),
        deviceProperties: obj({ deviceModel: str(), deviceVendor: str(), linkSpeedInMbps: int() }),
        virtualWan: obj({ id: str({ ref: toWan }) }),
        vpnSiteLinks: list(
            obj({
                name: str({ required: true }),
                ipAddress: str(),
                fqdn: str(),
                bgpProperties: obj({ asn: int({ required: true }), bgpPeeringAddress: str({ required: true }) }),
                linkProperties: obj({ linkProviderName: str(), linkSpeedInMbps: int() }),
                id: str({ output: true }),
                etag: str({ output: true }),
                provisioningState: str({ output: true }),
                type: str({ output: true }),
            }),
        ),
    },
    put: (_, object) => {
        const { id, props } = object;
        if (idAt(props, "virtualWan") === undefined) throw invalid(`VPN site ${id} needs a virtualWan.`);
        const space = isObject(props.addressSpace) ? texts(props.addressSpace, "addressPrefixes") : [];
        demandSpace(space, `VPN site ${id}`);
        const links = entries(props, "vpnSiteLinks");
        if (links.length === 0 || links.length > 4)
            throw invalid(`VPN site ${id} has ${links.length} links; Azure allows 1 to 4.`);
        const names = links.map((link) => link.name);
        if (new Set(names).size < names.length) throw invalid(`The links of VPN site ${id} must have different names.`);
        if (space.length === 0 && links.some((link) => !isObject(link.bgpProperties))) {
            throw invalid(`VPN site ${id} needs an address space, or BGP on each of its links.`);
        }
        props.vpnSiteLinks = links.map((link) => settled(link, id));
    },
    // By analogy with what the network answers for subnets, route tables and security groups: no document has this code.
    inUse: (object, [holder]) =>
        new CloudError(
            "InUseVpnSiteCannotBeDeleted",
            `VPN site ${object.id} is in use by ${holder?.id ?? ""} and cannot be deleted.`,
        ),
    seconds: { create: 15, update: 15, delete: 15 },
});

function settled(link: Props, site: string): Props {
    const name = text(link, "name") ?? "";
    const address = text(link, "ipAddress");
    if ((address === undefined) === (text(link, "fqdn") === undefined)) {
        throw invalid(`Link ${name} of VPN site ${site} must have either an ipAddress or an fqdn.`);
    }
    if (address !== undefined && !ipaddr.IPv4.isValidFourPartDecimal(address)) {
        throw new CloudError(
            "InvalidIPAddressFormat",
            `${address}, the ipAddress of link ${name}, is not an IPv4 address.`,
        );
    }
    const bgp = isObject(link.bgpProperties) ? link.bgpProperties : {};
    if (typeof bgp.asn === "number") demandAsn(bgp.asn, `link ${name} of VPN site ${site}`, false);
    return {
        ...link,
        id: `${site}/vpnSiteLinks/${name}`,
        type: "Microsoft.Network/vpnSites/vpnSiteLinks",
        provisioningState: "Succeeded",
        etag: "",
    };
}
