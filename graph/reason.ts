/** Why a packet does not arrive, or why nobody can say: one vocabulary for every cloud. */

/** What a reason or a step names: a resource, or something that belongs to one, such as the main route table of a VPC. */
export interface Element {
    /** Of the resource, or of the one that it belongs to; undefined for what no resource stands for, such as the internet. */
    readonly urn?: string;
    /** "route table private", "security group web": for people. */
    readonly label: string;
}

/**
 * In the words of the clouds' own analyzers where they have one. Of a path that a rule or a route ends, the code says which
 * kind; `RETURN_BLOCKED` that packets arrive and their answers do not.
 */
export const Code = {
    NoRoute: "NO_ROUTE",
    Blackhole: "BLACKHOLE",
    Loop: "LOOP",
    SecurityGroup: "SG_DENY",
    NetworkAcl: "NACL_DENY",
    NetworkSecurityGroup: "NSG_DENY",
    Firewall: "FW_DENY",
    ReturnBlocked: "RETURN_BLOCKED",
    TunnelSelector: "TUNNEL_SELECTOR_MISMATCH",
    TunnelCrypto: "TUNNEL_CRYPTO_MISMATCH",
    NoPublicEgress: "NO_PUBLIC_EGRESS",
    /** A route exists in a table of the same hub that is not the one associated with the attachment. */
    WrongTable: "WRONG_TABLE",
    NetworkPolicy: "NETPOL_DENY",
    NoTarget: "LB_NO_TARGET",
    ListenerPort: "LB_PORT",
    Unknown: "UNKNOWN",
} as const;
export type Code = (typeof Code)[keyof typeof Code];

export interface Reason {
    readonly code: Code;
    /** The element that ends the path, or whose value is not known. */
    readonly element: Element;
    /** A sentence without a full stop: "no route to 10.1.0.0/16 in route table private". */
    readonly detail: string;
    /** Of `RETURN_BLOCKED`: what ends the way back. */
    readonly cause?: Reason;
}
