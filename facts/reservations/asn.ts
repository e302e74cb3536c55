/**
 * Which ASNs may stand where. Ranges include both ends.
 */
import type { NumberRange } from "../number-range";
import { fact, type Known, type Source } from "../fact";

const IANA: Source = {
    document:
        "IANA Autonomous System Numbers registry; RFC 6996 (private), 5398 (documentation), 7300 (last), 7607 (zero)",
    date: "2026-11",
    certainty: "known",
};
const AWS: Source = { document: "EC2 API reference, CreateTransitGateway", date: "2026-11", certainty: "read" };
/** Numbers that Amazon gave gateways before users could choose, and that these keep; the page lists them by Region. */
const AWS_OLDER: Source = {
    document: "AWS VPN FAQ, Amazon-side ASNs until 2018-06-30; EC2 API reference, CreateCustomerGateway",
    date: "2026-11",
    certainty: "known",
};
const AWS_CUSTOMER: Source = {
    document: "AWS provider 7.48, aws.ec2.CustomerGateway: bgpAsn, bgpAsnExtended",
    date: "2026-11",
    certainty: "read",
};
const AZURE: Source = { document: "Azure VPN Gateway FAQ, BGP", date: "2026-11", certainty: "read" };
const AZURE_WAN: Source = { document: "Azure Virtual WAN, VPN gateway settings", date: "2026-11", certainty: "known" };
const GOOGLE: Source = { document: "Google Cloud Router, Router.bgp.asn", date: "2026-11", certainty: "read" };

const ranges = (...pairs: [number, number][]): NumberRange[] => pairs.map(([first, last]) => ({ first, last }));
const asns = (source: Source, ...pairs: [number, number][]): Known<readonly NumberRange[]> =>
    fact(ranges(...pairs), "ASN", source);

/** From here on `bgpAsnExtended` of a customer gateway has the number, below it `bgpAsn`. */
export const FIRST_EXTENDED_ASN = fact(2_147_483_648, "ASN", AWS_CUSTOMER);

/** For private use by anybody: the 16-bit range and the 32-bit one. */
export const PRIVATE_ASNS = asns(IANA, [64_512, 65_534], [4_200_000_000, 4_294_967_294]);

/** Of the private ones, those that a peer of an Azure gateway may have: the rest of the 16-bit range is Azure's. */
export const PRIVATE_ASNS_BESIDE_AZURE = asns(
    AZURE,
    [64_512, 65_514],
    [65_521, 65_534],
    [4_200_000_000, 4_294_967_294],
);

/** Never the ASN of a site: zero, the stand-in for 32-bit numbers, documentation, and the last of each size. */
export const RESERVED_ASNS = asns(
    IANA,
    [0, 0],
    [23_456, 23_456],
    [64_496, 64_511],
    [65_535, 65_551],
    [4_294_967_295, 4_294_967_295],
);

export type AsnHolder = "aws" | "aws-virtual-private-gateway" | "azure" | "azure-virtual-wan" | "gcp" | "on-premises";

export interface AsnRule {
    /** What the holder's own side may have. */
    readonly allowed: Known<readonly NumberRange[]>;
    /** Within `allowed`, what it may not have. */
    readonly reserved: Known<readonly NumberRange[]>;
}

/** The Amazon side of a Transit Gateway. */
export const AWS_ASN_RANGES = PRIVATE_ASNS.value;

export const ASN_RULES: Readonly<Record<AsnHolder, AsnRule>> = {
    aws: { allowed: asns(AWS, [64_512, 65_534], [4_200_000_000, 4_294_967_294]), reserved: asns(AWS) },
    /** One that exists may have a number of Amazon's own: nobody is given one today. */
    "aws-virtual-private-gateway": {
        allowed: asns(
            AWS_OLDER,
            [7224, 7224],
            [9059, 9059],
            [10_124, 10_124],
            [17_493, 17_493],
            [64_512, 65_534],
            [4_200_000_000, 4_294_967_294],
        ),
        reserved: asns(AWS_OLDER),
    },
    azure: {
        allowed: asns(AZURE, [1, 4_294_967_294]),
        reserved: asns(AZURE, [8074, 8075], [12_076, 12_076], [65_517, 65_520]),
    },
    // The gateway of a virtual hub has this one, and it cannot be changed.
    "azure-virtual-wan": { allowed: asns(AZURE_WAN, [65_515, 65_515]), reserved: asns(AZURE_WAN) },
    gcp: { allowed: asns(GOOGLE, [64_512, 65_534], [4_200_000_000, 4_294_967_294]), reserved: asns(GOOGLE) },
    "on-premises": { allowed: asns(AWS_CUSTOMER, [1, 4_294_967_294]), reserved: asns(AWS_CUSTOMER) },
};

/** What a peer of an Azure gateway may not have: Azure keeps these for itself, 65515 for its own gateways. */
export const AZURE_PEER_RESERVED_ASNS = asns(AZURE, [8074, 8075], [12_076, 12_076], [65_515, 65_515], [65_517, 65_520]);
