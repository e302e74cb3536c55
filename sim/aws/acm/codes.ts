/** Refusals of ACM, in the codes of its API reference. */
import { CloudError, type Reference } from "../../core/definition";

export const CERTIFICATE = "aws:acm/certificate:Certificate";
export const CERTIFICATE_VALIDATION = "aws:acm/certificateValidation:CertificateValidation";

export const noSuchCertificate = (arn: string): CloudError =>
    new CloudError("ResourceNotFoundException", `Could not find certificate ${arn}.`);

/** Waiting for a certificate does not keep it. */
export const toCertificate: Reference = { to: [CERTIFICATE], holds: false, missing: noSuchCertificate };

export const invalid = (message: string): CloudError => new CloudError("ValidationException", message);
