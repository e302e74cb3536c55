/**
 * Arguments of the azure-native provider, and which subscription and location follow from them. Sources: installation and
 * configuration of the provider (its arguments; a location in the configuration is that of every resource that names none).
 */
import { bool, list, str, type Caller, type CheckFailure, type CloudError, type Property } from "../core/definition";
import { text, type Props } from "../core/values";

/** Who one is where no subscription is configured: made up, in the form of a subscription's id. */
export const OWN_SUBSCRIPTION = "11112222-3333-4444-8555-666677778888";

export const azureConfig: Record<string, Property> = {
    subscriptionId: str(),
    tenantId: str(),
    clientId: str({ secret: true }),
    clientSecret: str({ secret: true }),
    clientCertificatePath: str(),
    clientCertificatePassword: str({ secret: true }),
    environment: str(),
    location: str(),
    // Without effect where nobody signs in and no partner is told; accepted, so that a program stays as it is.
    auxiliaryTenantIds: list(str()),
    disableInstanceDiscovery: bool(),
    disablePulumiPartnerId: bool(),
    metadataHost: str(),
    msiEndpoint: str(),
    oidcRequestToken: str(),
    oidcRequestUrl: str(),
    oidcToken: str(),
    oidcTokenFilePath: str(),
    partnerId: str(),
    useDefaultAzureCredential: bool(),
    useMsi: bool(),
    useOidc: bool(),
};

export function checkAzureConfig(config: Props): CheckFailure[] {
    const subscription = text(config, "subscriptionId");
    if (subscription === undefined || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(subscription)) return [];
    return [{ property: "subscriptionId", reason: `${JSON.stringify(subscription)} is not the id of a subscription` }];
}

/** Ids are the same in every location, so everything of a subscription lies in one place. */
export function azureCaller(config: Props): Caller {
    const location = text(config, "location");
    return {
        account: text(config, "subscriptionId")?.toLowerCase() ?? OWN_SUBSCRIPTION,
        region: "global",
        defaultTags: {},
        ...(location === undefined ? {} : { location }),
    };
}

/** As the provider writes down what Azure Resource Manager answers. */
export function armRefusal(error: CloudError): string {
    return `Code="${error.code}" Message="${error.message}"`;
}
