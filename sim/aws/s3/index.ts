/** The types of S3 that are modelled: buckets and their policies. */
import type { ResourceType } from "../../core/definition";
import { bucket } from "./bucket";
import { bucketPolicy } from "./bucket-policy";

export const s3Types: readonly ResourceType[] = [bucket, bucketPolicy];
