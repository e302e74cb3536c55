/** The types of ACM that are modelled: certificates, and waiting for them. */
import type { ResourceType } from "../../core/definition";
import { certificate } from "./certificate";
import { certificateValidation } from "./certificate-validation";

export const acmTypes: readonly ResourceType[] = [certificate, certificateValidation];
