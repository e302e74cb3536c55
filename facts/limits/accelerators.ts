/** Limits of the global fronts: Global Accelerator, Azure Front Door, Traffic Manager, Cloudflare. */
import type { Source } from "../fact";
import { fixed, raisable, unsaid, type Counted, type Limit } from "./limit";

const GA: Source = { document: "Global Accelerator, endpoints and quotas", date: "2026-11", certainty: "read" };
const AZURE: Source = { document: "azure-docs, Azure Front Door limits", date: "2026-11", certainty: "read" };
const CLOUDFLARE: Source = { document: "Cloudflare Load Balancing, Limitations", date: "2026-11", certainty: "read" };

const byAws = (limit: Counted): Limit => raisable("have AWS raise the quota", limit);
const byCloudflare = (limit: Counted): Limit => raisable("move to Cloudflare's Enterprise plan", limit);

export const GLOBAL_ACCELERATOR_LIMITS = {
    acceleratorsPerAccount: byAws({
        value: 20,
        unit: "accelerators",
        what: "standard accelerators per account",
        scope: "account",
        source: GA,
        fix: "Share an accelerator: give each service a listener",
    }),
    listenersPerAccelerator: byAws({
        value: 10,
        unit: "listeners",
        what: "listeners per accelerator",
        scope: "accelerator",
        source: GA,
        fix: "Merge port ranges into one listener",
    }),
    groupsPerAccelerator: fixed({
        value: 42,
        unit: "endpoint groups",
        what: "endpoint groups per accelerator, over all listeners",
        scope: "accelerator",
        source: GA,
        fix: "Add an accelerator",
    }),
    /** Raised only where a group holds network load balancers, instances or addresses alone. */
    endpointsPerGroup: fixed({
        value: 10,
        unit: "endpoints",
        what: "endpoints per endpoint group",
        scope: "endpoint group",
        source: GA,
        fix: "Put a load balancer in front of the endpoints",
    }),
    portRangesPerListener: fixed({
        value: 10,
        unit: "port ranges",
        what: "port ranges per listener",
        scope: "listener",
        source: GA,
        fix: "Use wider ranges, or another listener",
    }),
    portOverridesPerGroup: byAws({
        value: 10,
        unit: "port overrides",
        what: "port overrides per endpoint group",
        scope: "endpoint group",
        source: GA,
        fix: "Listen on the ports of the endpoints",
    }),
    crossAccountAttachmentsPerAccount: byAws({
        value: 10,
        unit: "cross-account attachments",
        what: "cross-account attachments per account",
        scope: "account",
        source: GA,
        fix: "Put several resources into one attachment",
    }),
} as const satisfies Record<string, Limit>;

export const FRONT_DOOR_LIMITS = {
    profilesPerSubscription: unsaid({
        value: 500,
        unit: "profiles",
        what: "Front Door profiles per subscription",
        scope: "subscription",
        source: AZURE,
        fix: "Share a profile: give each service an endpoint",
    }),
    endpointsPerStandardProfile: unsaid({
        value: 10,
        unit: "endpoints",
        what: "endpoints per Front Door Standard profile",
        scope: "profile",
        source: AZURE,
        fix: "Use Front Door Premium",
    }),
    endpointsPerPremiumProfile: unsaid({
        value: 25,
        unit: "endpoints",
        what: "endpoints per Front Door Premium profile",
        scope: "profile",
        source: AZURE,
        fix: "Add a profile",
    }),
    originGroupsPerStandardProfile: unsaid({
        value: 100,
        unit: "origin groups",
        what: "origin groups per Front Door Standard profile",
        scope: "profile",
        source: AZURE,
        fix: "Use Front Door Premium",
    }),
    originGroupsPerPremiumProfile: unsaid({
        value: 200,
        unit: "origin groups",
        what: "origin groups per Front Door Premium profile",
        scope: "profile",
        source: AZURE,
        fix: "Add a profile",
    }),
    originsPerGroup: unsaid({
        value: 50,
        unit: "origins",
        what: "origins per origin group",
        scope: "origin group",
        source: AZURE,
        fix: "Put a load balancer in front of the origins",
    }),
    domainsPerStandardProfile: unsaid({
        value: 100,
        unit: "domains",
        what: "domains per Front Door Standard profile",
        scope: "profile",
        source: AZURE,
        fix: "Use Front Door Premium",
    }),
    domainsPerPremiumProfile: unsaid({
        value: 500,
        unit: "domains",
        what: "domains per Front Door Premium profile",
        scope: "profile",
        source: AZURE,
        fix: "Add a profile",
    }),
    /** Routes, domains and paths multiplied. */
    compositeRoutesPerProfile: unsaid({
        value: 5_000,
        unit: "composite routes",
        what: "composite routes per Front Door profile",
        scope: "profile",
        source: AZURE,
        fix: "Use fewer domains or paths per route",
    }),
} as const satisfies Record<string, Limit>;

export const TRAFFIC_MANAGER_LIMITS = {
    endpointsPerProfile: unsaid({
        value: 200,
        unit: "endpoints",
        what: "endpoints per Traffic Manager profile",
        scope: "profile",
        source: { ...AZURE, document: "azure-docs, Traffic Manager limits" },
        fix: "Nest profiles",
    }),
} as const satisfies Record<string, Limit>;

/** Without the Enterprise plan. */
export const CLOUDFLARE_LIMITS = {
    loadBalancersPerAccount: byCloudflare({
        value: 20,
        unit: "load balancers",
        what: "load balancers per account",
        scope: "account",
        source: CLOUDFLARE,
        fix: "Use fewer hostnames",
    }),
    poolsPerAccount: byCloudflare({
        value: 20,
        unit: "pools",
        what: "pools per account",
        scope: "account",
        source: CLOUDFLARE,
        fix: "Share pools between load balancers",
    }),
    endpointsPerAccount: byCloudflare({
        value: 20,
        unit: "endpoints",
        what: "endpoints per account",
        scope: "account",
        source: CLOUDFLARE,
        fix: "Put a load balancer in front of each region",
    }),
    /** One and a half times the pools. */
    monitorsPerAccount: byCloudflare({
        value: 30,
        unit: "monitors",
        what: "monitors per account",
        scope: "account",
        source: { ...CLOUDFLARE, certainty: "derived" },
        fix: "Share monitors between pools",
    }),
} as const satisfies Record<string, Limit>;

/** How far Route 53's geoproximity bias moves a border: above 0 a record attracts more, below 0 less. */
export const ROUTE53_GEOPROXIMITY_BIAS = {
    lowest: -99,
    highest: 99,
    source: { document: "Route 53 developer guide, geoproximity routing", date: "2026-11", certainty: "known" },
} as const satisfies { lowest: number; highest: number; source: Source };

/** The shares of traffic that an engine takes, lowest and highest. Where 0 is not among them, an endpoint is disabled instead. */
export const SHARE_RANGES = {
    globalAcceleratorDial: { lowest: 0, highest: 100, source: GA },
    globalAcceleratorWeight: { lowest: 0, highest: 255, source: GA },
    route53Weight: {
        lowest: 0,
        highest: 255,
        source: { document: "Route 53 developer guide, weighted routing", date: "2026-11", certainty: "read" },
    },
    trafficManagerWeight: { lowest: 1, highest: 1_000, source: AZURE },
    trafficManagerPriority: { lowest: 1, highest: 1_000, source: AZURE },
    frontDoorWeight: { lowest: 1, highest: 1_000, source: AZURE },
    frontDoorPriority: { lowest: 1, highest: 5, source: AZURE },
    googleCapacityScaler: {
        lowest: 0,
        highest: 1,
        source: { document: "@pulumi/gcp 9.37, compute.BackendService", date: "2026-11", certainty: "read" },
    },
    cloudflareWeight: { lowest: 0, highest: 1, source: CLOUDFLARE },
} as const satisfies Record<string, { lowest: number; highest: number; source: Source }>;
