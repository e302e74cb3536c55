/**
 * What Google's APIs answer, in the form that their Go client (googleapi.Error) and so the provider writes down:
 * "googleapi: Error 400: message, reason". Statuses and reasons: Compute Engine documentation, "Troubleshooting API errors".
 */
import { CloudError } from "../core/definition";

const STATUS: Readonly<Record<string, number>> = {
    badRequest: 400,
    failedPrecondition: 400,
    invalid: 400,
    required: 400,
    resourceInUseByAnotherResource: 400,
    quotaExceeded: 403,
    notFound: 404,
    alreadyExists: 409,
};

/** The status of a reason that is not in the table, as a fault set by a test may have any. */
const OTHERWISE = 500;

export function refusal(error: CloudError): string {
    return `googleapi: Error ${STATUS[error.code] ?? OTHERWISE}: ${error.message}, ${error.code}`;
}

/** `field` is the path in the request's body, "ipCidrRange"; `why` a sentence with its full stop. */
export function invalid(field: string, value: string | number, why: string): CloudError {
    return new CloudError("invalid", `Invalid value for field 'resource.${field}': '${value}'. ${why}`);
}

export function required(field: string): CloudError {
    return new CloudError("required", `Required field 'resource.${field}' not specified`);
}

export function alreadyExists(id: string): CloudError {
    return new CloudError("alreadyExists", `The resource '${id}' already exists`);
}

export function notFound(id: string): CloudError {
    return new CloudError("notFound", `The resource '${id}' was not found`);
}

/** `word` is how the API calls the kind of thing, "vpn_tunnel". */
export function inUse(word: string, id: string, holder: string): CloudError {
    return new CloudError(
        "resourceInUseByAnotherResource",
        `The ${word} resource '${id}' is already being used by '${holder}'`,
    );
}

export function quotaExceeded(quota: string, limit: number): CloudError {
    return new CloudError("quotaExceeded", `Quota '${quota}' exceeded. Limit: ${limit}.0`);
}
