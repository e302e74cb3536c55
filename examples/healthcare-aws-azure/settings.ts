/** What the files of this program share. */
export const tags = { application: "patient-records", "data-class": "phi", owner: "network" };
export const region = "us-east-1";
export const location = "eastus2";

export const prefixes = {
    records: "10.10.0.0/16",
    recordsApps: "10.10.0.0/20",
    analytics: "10.20.0.0/16",
    analyticsJobs: "10.20.0.0/20",
};

/** HIPAA has its documentation kept for six years (45 CFR 164.316(b)(2)(i)): the next value that CloudWatch takes. */
export const logRetentionDays = 2192;
/** The longest that a Log Analytics workspace keeps events for queries; archive the rest. */
export const workspaceRetentionDays = 730;
