/** Sites of every kind, and what is said of a network of them. */
import { planTunnels, type TunnelPlan } from "../../../plan/tunnels";
import type { Problem } from "../../../plan/problem";
import type { TunnelNetwork, TunnelSite } from "../../../plan/tunnels/network";

export const aws: TunnelSite = { kind: "aws", place: { cloud: "aws", region: "us-east-1" } };
export const azure: TunnelSite = { kind: "azure", place: { cloud: "azure", region: "eastus" }, sku: "VpnGw1AZ" };
export const wan: TunnelSite = { kind: "azure-virtual-wan", place: { cloud: "azure", region: "eastus" } };
export const gcp: TunnelSite = { kind: "gcp", place: { cloud: "gcp", region: "us-central1" } };
export const plant: TunnelSite = { kind: "strongswan", place: { country: "DE", latitude: 50.11, longitude: 8.68 } };

export const planned = (network: TunnelNetwork): TunnelPlan => {
    const plan = planTunnels(network);
    if ("problems" in plan) throw new Error(JSON.stringify(plan, null, 2));
    return plan;
};
export const problemsOf = (network: TunnelNetwork): readonly Problem[] => {
    const plan = planTunnels(network);
    return "problems" in plan ? plan.problems : [];
};
export const checks = (network: TunnelNetwork): string[] => problemsOf(network).map((p) => `${p.check} ${p.path}`);
