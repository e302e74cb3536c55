/**
 * What Azure Resource Manager and the network provider answer, in their own codes (Azure documentation, "Troubleshoot common
 * Azure deployment errors", "Common error codes"; messages as they appear in public reports).
 */
import { CloudError, type Reference } from "../core/definition";
import type { CloudObject } from "../core/world";

/** The last segment of an id. */
export function nameIn(id: string): string {
    return id.slice(id.lastIndexOf("/") + 1);
}

/** For rules that the documents state without the code of the refusal. */
export function invalid(message: string): CloudError {
    return new CloudError("InvalidRequestFormat", message);
}

export function groupNotFound(id: string): CloudError {
    return new CloudError("ResourceGroupNotFound", `Resource group '${nameIn(id)}' could not be found.`);
}

/** `type` as in "virtualNetworks/subnets". */
export function parentNotFound(type: string, id: string): CloudError {
    return new CloudError(
        "ParentResourceNotFound",
        `Failed to perform 'write' on resource(s) of type '${type}', because the parent resource '${id}' could not be found.`,
    );
}

/** Nothing of that id, or it is in another region, where the two must be in one. */
export function invalidReference(id: string): CloudError {
    return new CloudError(
        "InvalidResourceReference",
        `Resource ${id} referenced by the resource was not found. Please make sure that the referenced resource exists, ` +
            "and that both resources are in the same region.",
    );
}

/** A reference by id to one of these types, wherever its subscription. */
export function refTo(...to: string[]): Reference {
    return { to, within: "anywhere", missing: invalidReference };
}

export function resourceNotFound(id: string): CloudError {
    return new CloudError("ResourceNotFound", `The Resource '${id}' was not found.`);
}

/** Something that is still being made or changed cannot be built upon. */
export function notProvisioned(resource: CloudObject): CloudError {
    return new CloudError(
        "ReferencedResourceNotProvisioned",
        `Cannot proceed with operation because resource ${resource.id} is not in Succeeded state. ` +
            "Resource is in Updating state.",
    );
}
