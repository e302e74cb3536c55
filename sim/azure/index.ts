/** The simulated Azure, as the azure-native provider serves it. */
import type { Package } from "../core/definition";
import { monitorTypes } from "./monitor";
import { networkTypes } from "./network";
import { armRefusal, azureCaller, azureConfig, checkAzureConfig } from "./provider";
import { resourceGroup } from "./resources/resource-group";

export const azure: Package = {
    name: "azure-native",
    version: "3.28.0",
    types: [resourceGroup, ...networkTypes, ...monitorTypes],
    invokes: [],
    config: azureConfig,
    checkConfig: checkAzureConfig,
    caller: azureCaller,
    refusal: armRefusal,
};
