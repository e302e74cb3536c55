/**
 * AWS regions and their zones as a standard account sees them.
 *
 * Source: AWS documentation, "Regions and Zones" (EC2 user guide) and "AWS partitions" (IAM reference); read 2026-11.
 * Zone letters of us-east-1, us-west-2 and the other regions with more than three zones are those an account opened today
 * may see; an older account can see others, so no rule may depend on a letter beyond the first three.
 */
export interface AwsRegion {
    partition: "aws" | "aws-cn" | "aws-us-gov";
    /** Letters of the availability zones. */
    zones: string;
    /** True where an account must switch the region on first. */
    optIn: boolean;
}

const standard = (zones: string): AwsRegion => ({ partition: "aws", zones, optIn: false });
const optIn = (zones: string): AwsRegion => ({ partition: "aws", zones, optIn: true });

export const AWS_REGIONS: Readonly<Record<string, AwsRegion>> = {
    "us-east-1": standard("abcdef"),
    "us-east-2": standard("abc"),
    "us-west-1": standard("ac"),
    "us-west-2": standard("abcd"),
    "ca-central-1": standard("abd"),
    "sa-east-1": standard("abc"),
    "eu-central-1": standard("abc"),
    "eu-west-1": standard("abc"),
    "eu-west-2": standard("abc"),
    "eu-west-3": standard("abc"),
    "eu-north-1": standard("abc"),
    "ap-northeast-1": standard("acd"),
    "ap-northeast-2": standard("abcd"),
    "ap-northeast-3": standard("abc"),
    "ap-south-1": standard("abc"),
    "ap-southeast-1": standard("abc"),
    "ap-southeast-2": standard("abc"),
    "af-south-1": optIn("abc"),
    "ap-east-1": optIn("abc"),
    "ap-east-2": optIn("abc"),
    "ap-south-2": optIn("abc"),
    "ap-southeast-3": optIn("abc"),
    "ap-southeast-4": optIn("abc"),
    "ap-southeast-5": optIn("abc"),
    "ap-southeast-6": optIn("abc"),
    "ap-southeast-7": optIn("abc"),
    "ca-west-1": optIn("abc"),
    "eu-central-2": optIn("abc"),
    "eu-south-1": optIn("abc"),
    "eu-south-2": optIn("abc"),
    "il-central-1": optIn("abc"),
    "me-central-1": optIn("abc"),
    "me-south-1": optIn("abc"),
    "mx-central-1": optIn("abc"),
    "cn-north-1": { partition: "aws-cn", zones: "abd", optIn: false },
    "cn-northwest-1": { partition: "aws-cn", zones: "abc", optIn: false },
    "us-gov-east-1": { partition: "aws-us-gov", zones: "abc", optIn: false },
    "us-gov-west-1": { partition: "aws-us-gov", zones: "abc", optIn: false },
};
