/** The simulated Google Cloud. */
import type { Package } from "../core/definition";
import { computeTypes } from "./compute";
import { connectivityTypes } from "./connectivity";
import { refusal } from "./errors";
import { monitoringTypes } from "./monitoring";
import { gcpCaller, gcpConfig } from "./provider";

export const gcp: Package = {
    name: "gcp",
    version: "9.37.0",
    types: [...computeTypes, ...connectivityTypes, ...monitoringTypes],
    invokes: [],
    config: gcpConfig,
    caller: gcpCaller,
    refusal,
};
