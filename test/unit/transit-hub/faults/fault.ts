/** A fault in the arguments, and short ways to write small wrong arguments. */
import { Topology } from "../../../../components/transit-hub";
import { hub, vpc } from "../networks";

export interface Fault {
    check: string;
    /** What is wrong, in the words of a test's title. */
    is: string;
    args: unknown;
    says: string[];
}

export type Some = Record<string, unknown>;
export const main = { main: {} };
export const shopAt = "aws.hubs.a.attachments.shop";

/** One hub. */
export const withHub = (more: Some) => ({
    segments: main,
    aws: { hubs: { a: { ...hub(), region: "us-east-1", ...more } } },
});
/** One hub with one VPC of segment `main`. */
export const withVpc = (more: Some) => withHub({ attachments: { shop: { ...vpc("main", "10.0.0.0/16"), ...more } } });
/** Two hubs. */
export const withAws = (more: Some) => ({ segments: main, aws: { hubs: { a: hub(), b: hub() }, ...more } });
export const withHubs = (hubs: Some, segments: Some = main, peering: Some = {}) => ({
    segments,
    aws: { hubs, peering },
});
export const existing = (asn: number, more: Some = {}) => ({
    asn,
    existing: { transitGatewayId: `tgw-${asn}`, ...more },
});
export const spokes = { topology: Topology.HubAndSpoke };
