/** Names of Network Connectivity Center's types, and how its API refuses. Source: Network Connectivity API reference. */
import { CloudError } from "../../core/definition";

export const HUB = "gcp:networkconnectivity/hub:Hub";
export const SPOKE = "gcp:networkconnectivity/spoke:Spoke";

export function hubId(account: string, name: string): string {
    return `projects/${account}/locations/global/hubs/${name}`;
}

export function failed(message: string): CloudError {
    return new CloudError("failedPrecondition", message);
}

export function bad(message: string): CloudError {
    return new CloudError("badRequest", message);
}
