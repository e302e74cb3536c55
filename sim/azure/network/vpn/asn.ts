/**
 * Numbers of autonomous systems that VPN gateways take. Source: VPN Gateway FAQ ("What autonomous system numbers can I use?":
 * those reserved by Azure and by IANA).
 */
import { invalid } from "../../refusals";

/** What a gateway has that is given none, and only Azure may have. */
export const AZURE_ASN = 65515;

const RESERVED: readonly (readonly [first: number, last: number])[] = [
    [8074, 8075],
    [12076, 12076],
    [65515, 65515],
    [65517, 65520],
    [23456, 23456],
    [64496, 64511],
    [65535, 65551],
    [4_294_967_295, 4_294_967_295],
];

/** Refuses numbers that are reserved. A gateway of Azure may have Azure's own. */
export function demandAsn(asn: number, whose: string, isAzure: boolean): void {
    if (asn < 1 || asn > 4_294_967_295) throw invalid(`ASN ${asn} of ${whose} is not between 1 and 4294967295.`);
    if (isAzure && asn === AZURE_ASN) return;
    if (RESERVED.some(([first, last]) => asn >= first && asn <= last)) {
        throw invalid(`ASN ${asn} of ${whose} is reserved by Azure or IANA and cannot be used.`);
    }
}
