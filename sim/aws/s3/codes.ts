/** S3's refusals, in the codes of "Error responses" in its API reference. */
import { CloudError, type Reference } from "../../core/definition";

export const BUCKET = "aws:s3/bucket:Bucket";
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";

export const noSuchBucket = (): CloudError => new CloudError("NoSuchBucket", "The specified bucket does not exist");

export const toBucket: Reference = { to: [BUCKET], missing: noSuchBucket };
