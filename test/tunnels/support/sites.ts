/** The sites of the test networks. */
import type { TunnelSite } from "../../../plan/tunnels/network";

const FRANKFURT = { country: "DE", latitude: 50.11, longitude: 8.68 } as const;

export const aws: TunnelSite = { kind: "aws", place: { cloud: "aws", region: "us-east-1" } };
export const azure: TunnelSite = { kind: "azure", place: { cloud: "azure", region: "eastus" } };
export const gcp: TunnelSite = { kind: "gcp", place: { cloud: "gcp", region: "us-central1" } };
/** ESP of user space travels in UDP, which is what address translation makes the planner reckon with. */
export const own: TunnelSite = { kind: "strongswan", place: FRANKFURT, behindNat: true };

/** Where a network of the tests is: a documentation range. */
export const outside = (host: number): string => `203.0.113.${host}`;
export const plugged = (host: number): string => `${outside(host)}/24`;
