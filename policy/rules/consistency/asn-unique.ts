import type { Resource } from "../../../graph/read/resources";
import { labelOf } from "../../../graph/read/references";
import { CUSTOMER_GATEWAY, DIRECT_CONNECT_GATEWAY, HUB, VPN_GATEWAY } from "../../concepts";
import { iso, nist } from "../../frameworks";
import { ALL } from "../../profiles";
import { fails, networkRule, unknownAt } from "../../rule";
import { numberAt, UNKNOWN, type Known } from "../../values";

/** What AWS takes where none is given (CreateTransitGateway, CreateVpnGateway). */
const DEFAULT_ASN = 64_512;

export const rule = networkRule({
    id: "consistency-asn-unique",
    area: "consistency",
    title: "Each hub and each site has an ASN of its own",
    severity: "high",
    frameworks: [...nist("SC-7"), ...iso("A.8.20")],
    rationale:
        "BGP drops routes that have passed its own ASN. Two sites with one ASN never learn each other's prefixes, and hubs with one cannot be peered dynamically later.",
    fix: "Give each an ASN of its own from 64512 to 65534 or 4200000000 to 4294967294; changing a hub's replaces it.",
    looksAt: [...HUB, ...VPN_GATEWAY, ...DIRECT_CONNECT_GATEWAY, ...CUSTOMER_GATEWAY],
    profiles: ALL,
    check: ({ refs }) => {
        const amazon = refs.ofType(...HUB, ...VPN_GATEWAY, ...DIRECT_CONNECT_GATEWAY).map((owner) => ({
            owner,
            asn: numberAt(owner, "amazonSideAsn") ?? DEFAULT_ASN,
            property: "amazonSideAsn",
        }));
        const sites = refs
            .ofType(...CUSTOMER_GATEWAY)
            .map((owner) => ({ owner, asn: siteAsn(owner), property: "bgpAsn" }))
            .filter(({ asn }) => asn !== undefined);
        // Devices of one site share its ASN, so two of them are no collision.
        const groups = new Map<number, Resource[]>();
        for (const { owner, asn } of amazon)
            if (typeof asn === "number") groups.set(asn, [...(groups.get(asn) ?? []), owner]);
        for (const { owner, asn } of sites) {
            const holders = typeof asn === "number" ? groups.get(asn) : undefined;
            if (typeof asn === "number" && holders?.some(({ type }) => !CUSTOMER_GATEWAY.includes(type)))
                groups.set(asn, [...holders, owner]);
        }
        return [
            ...[...amazon, ...sites].flatMap(({ owner, asn, property }) =>
                asn === UNKNOWN ? [unknownAt(owner, property)] : [],
            ),
            ...[...groups].flatMap(([asn, [first, ...others]]) =>
                first === undefined
                    ? []
                    : others.map((other) => fails(other, `its ASN ${asn} is that of ${labelOf(first)} too`)),
            ),
        ];
    },
});

function siteAsn(gateway: Resource): Known<number> {
    return numberAt(gateway, "bgpAsnExtended") ?? numberAt(gateway, "bgpAsn");
}
