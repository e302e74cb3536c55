/** Ids as AWS writes them, so that an attachment's id in place of a gateway's is found before AWS is asked. */
import type { Problem } from "../../plan/problem";

const ID_KINDS = {
    vpc: { pattern: /^vpc-[0-9a-z]+$/, example: "vpc-…" },
    subnet: { pattern: /^subnet-[0-9a-z]+$/, example: "subnet-…" },
    vpcRouteTable: { pattern: /^rtb-[0-9a-z]+$/, example: "rtb-…" },
    gateway: { pattern: /^tgw-[0-9a-z]+$/, example: "tgw-…" },
    gatewayRouteTable: { pattern: /^tgw-rtb-[0-9a-z]+$/, example: "tgw-rtb-…" },
    gatewayAttachment: { pattern: /^tgw-attach-[0-9a-z]+$/, example: "tgw-attach-…" },
    vpnConcentrator: { pattern: /^vcn-[0-9a-z]+$/, example: "vcn-…" },
    vpnGateway: { pattern: /^vgw-[0-9a-z]+$/, example: "vgw-…" },
} as const;
export type IdKind = keyof typeof ID_KINDS;

export function checkId(kind: IdKind, id: string, path: string): Problem[] {
    const { pattern, example } = ID_KINDS[kind];
    if (pattern.test(id)) return [];
    return [
        {
            check: "wrong-id-kind",
            path,
            got: JSON.stringify(id),
            allowed: example,
            fix: "Give the id of the right kind of resource.",
        },
    ];
}
