/**
 * Limits of AWS Transit Gateway and VPC that a plan can break.
 *
 * Sources: "Quotas for your transit gateways" (VPC Transit Gateway guide), "Amazon VPC quotas" (VPC user guide),
 * CreateTransitGateway (EC2 API reference); read 2026-11.
 */
export interface Quota {
    value: number;
    unit: string;
    /** True where AWS raises it on request. */
    adjustable: boolean;
    source: string;
    certainty: "read" | "known";
}

const TGW_QUOTAS = "VPC Transit Gateway guide, Quotas";
const VPC_QUOTAS = "VPC user guide, Amazon VPC quotas";

export const AWS_QUOTAS = {
    routeTablesPerGateway: { value: 20, unit: "tables", adjustable: true, source: TGW_QUOTAS, certainty: "read" },
    /** Over all tables of the gateway together, static and propagated. */
    routesPerGateway: { value: 10_000, unit: "routes", adjustable: true, source: TGW_QUOTAS, certainty: "read" },
    peeringsPerGateway: { value: 50, unit: "peerings", adjustable: true, source: TGW_QUOTAS, certainty: "read" },
    /** 50 for years; AWS raised the standard since, so accounts differ. The lowest that is granted everywhere counts. */
    routesPerVpcTable: { value: 50, unit: "routes", adjustable: true, source: VPC_QUOTAS, certainty: "known" },
} as const satisfies Record<string, Quota>;

/** Private ASNs that CreateTransitGateway accepts for the Amazon side. */
export const AWS_ASN_RANGES = [
    { first: 64_512, last: 65_534 },
    { first: 4_200_000_000, last: 4_294_967_294 },
] as const;

/** Sizes of an IPv4 block of a VPC (VPC user guide, VPC CIDR blocks). */
export const VPC_PREFIX_LENGTHS = { shortest: 16, longest: 28 } as const;
