/**
 * Arguments of the Google Cloud provider, and which project and region follow from them. Where the project or region is not
 * known, only resources that do not name their own are refused, as by the real provider.
 */
import { bool, list, map, obj, str, type Caller, type Property } from "../core/definition";
import { text, textMap, type Props } from "../core/values";

/** Labels that the provider puts on whatever it makes, unless it is told not to. */
const ATTRIBUTION = { "goog-pulumi-provisioned": "true" };

export const gcpConfig: Record<string, Property> = {
    project: str(),
    region: str(),
    zone: str(),
    defaultLabels: map(str()),
    addPulumiAttributionLabel: bool(),
    // Without effect where nobody is asked who one is; accepted, so that a program stays as it is.
    accessToken: str({ secret: true }),
    billingProject: str(),
    credentials: str({ secret: true }),
    externalCredentials: obj({
        audience: str({ required: true }),
        identityToken: str({ required: true, secret: true }),
        serviceAccountEmail: str({ required: true }),
    }),
    impersonateServiceAccount: str(),
    impersonateServiceAccountDelegates: list(str()),
    pulumiAttributionLabelAdditionStrategy: str(),
    requestReason: str(),
    requestTimeout: str(),
    scopes: list(str()),
    universeDomain: str(),
    userProjectOverride: bool(),
    disableGooglePartnerName: bool(),
    googlePartnerName: str(),
};

export function gcpCaller(config: Props): Caller {
    const attribution = config.addPulumiAttributionLabel === false ? {} : ATTRIBUTION;
    return {
        account: text(config, "project") ?? "",
        region: text(config, "region") ?? regionOfZone(text(config, "zone")) ?? "",
        defaultTags: { ...textMap(config, "defaultLabels"), ...attribution },
    };
}

/** "us-east1" of "us-east1-b". */
function regionOfZone(zone: string | undefined): string | undefined {
    return zone?.replace(/-[a-z]$/, "");
}
