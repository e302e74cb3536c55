/**
 * AWS regions and their zones as a standard account sees them.
 *
 * Zone letters of us-east-1, us-west-2 and the other regions with more than three zones are those an account opened today
 * may see; an older account can see others, so no rule may depend on a letter beyond the first three. The zones of
 * eusc-de-east-1 are those that programs of 2026 use there.
 *
 * Announced and not found open when this was read, so not here: Chile, Saudi Arabia. The regions of the intelligence
 * community (aws-iso and its like) are not public.
 */
import type { Source } from "../fact";
import type { Region } from "./region";

export interface AwsRegion extends Region {
    partition: "aws" | "aws-cn" | "aws-us-gov" | "aws-eusc";
    /** Letters of the availability zones. */
    zones: string;
    /** True where an account must switch the region on first. */
    optIn: boolean;
}

export const AWS_REGION_SOURCES = {
    /** Codes, names, countries, zones and whether a region is switched on first. */
    regions: {
        document: "EC2 user guide, Regions and Zones; IAM reference, AWS partitions; partitions of the AWS SDKs",
        date: "2026-11",
        certainty: "read",
    },
    /** AWS publishes no coordinates: these are of the city or county where the data centres are known to stand. */
    coordinates: { document: "coordinates of the city of the AWS region", date: "2026-11", certainty: "known" },
} as const satisfies Record<string, Source>;

type Row = [zones: string, name: string, place: string, country: string, latitude: number, longitude: number];

const build =
    (partition: AwsRegion["partition"], optIn: boolean) =>
    (...[zones, name, place, country, latitude, longitude]: Row): AwsRegion => ({
        name,
        place,
        country,
        latitude,
        longitude,
        partition,
        zones,
        optIn,
    });

const standard = build("aws", false);
const optIn = build("aws", true);
const china = build("aws-cn", false);
const gov = build("aws-us-gov", false);
const sovereign = build("aws-eusc", false);

export const AWS_REGIONS: Readonly<Record<string, AwsRegion>> = {
    "us-east-1": standard("abcdef", "US East (N. Virginia)", "Northern Virginia", "US", 39.04, -77.49),
    "us-east-2": standard("abc", "US East (Ohio)", "Columbus", "US", 39.96, -83),
    "us-west-1": standard("ac", "US West (N. California)", "San Jose", "US", 37.34, -121.89),
    "us-west-2": standard("abcd", "US West (Oregon)", "Boardman", "US", 45.84, -119.7),
    "ca-central-1": standard("abd", "Canada (Central)", "Montreal", "CA", 45.5, -73.57),
    "sa-east-1": standard("abc", "South America (São Paulo)", "São Paulo", "BR", -23.55, -46.63),
    "eu-central-1": standard("abc", "Europe (Frankfurt)", "Frankfurt", "DE", 50.11, 8.68),
    "eu-west-1": standard("abc", "Europe (Ireland)", "Dublin", "IE", 53.35, -6.26),
    "eu-west-2": standard("abc", "Europe (London)", "London", "GB", 51.51, -0.13),
    "eu-west-3": standard("abc", "Europe (Paris)", "Paris", "FR", 48.86, 2.35),
    "eu-north-1": standard("abc", "Europe (Stockholm)", "Stockholm", "SE", 59.33, 18.07),
    "ap-northeast-1": standard("acd", "Asia Pacific (Tokyo)", "Tokyo", "JP", 35.68, 139.69),
    "ap-northeast-2": standard("abcd", "Asia Pacific (Seoul)", "Seoul", "KR", 37.57, 126.98),
    "ap-northeast-3": standard("abc", "Asia Pacific (Osaka)", "Osaka", "JP", 34.69, 135.5),
    "ap-south-1": standard("abc", "Asia Pacific (Mumbai)", "Mumbai", "IN", 19.08, 72.88),
    "ap-southeast-1": standard("abc", "Asia Pacific (Singapore)", "Singapore", "SG", 1.35, 103.82),
    "ap-southeast-2": standard("abc", "Asia Pacific (Sydney)", "Sydney", "AU", -33.87, 151.21),
    "af-south-1": optIn("abc", "Africa (Cape Town)", "Cape Town", "ZA", -33.92, 18.42),
    "ap-east-1": optIn("abc", "Asia Pacific (Hong Kong)", "Hong Kong", "HK", 22.32, 114.17),
    "ap-east-2": optIn("abc", "Asia Pacific (Taipei)", "Taipei", "TW", 25.03, 121.57),
    "ap-south-2": optIn("abc", "Asia Pacific (Hyderabad)", "Hyderabad", "IN", 17.39, 78.49),
    "ap-southeast-3": optIn("abc", "Asia Pacific (Jakarta)", "Jakarta", "ID", -6.21, 106.85),
    "ap-southeast-4": optIn("abc", "Asia Pacific (Melbourne)", "Melbourne", "AU", -37.81, 144.96),
    "ap-southeast-5": optIn("abc", "Asia Pacific (Malaysia)", "Kuala Lumpur", "MY", 3.14, 101.69),
    "ap-southeast-6": optIn("abc", "Asia Pacific (New Zealand)", "Auckland", "NZ", -36.85, 174.76),
    "ap-southeast-7": optIn("abc", "Asia Pacific (Thailand)", "Bangkok", "TH", 13.76, 100.5),
    "ca-west-1": optIn("abc", "Canada West (Calgary)", "Calgary", "CA", 51.05, -114.07),
    "eu-central-2": optIn("abc", "Europe (Zurich)", "Zurich", "CH", 47.38, 8.54),
    "eu-south-1": optIn("abc", "Europe (Milan)", "Milan", "IT", 45.46, 9.19),
    "eu-south-2": optIn("abc", "Europe (Spain)", "Zaragoza", "ES", 41.65, -0.89),
    "il-central-1": optIn("abc", "Israel (Tel Aviv)", "Tel Aviv", "IL", 32.09, 34.78),
    "me-central-1": optIn("abc", "Middle East (UAE)", "Dubai", "AE", 25.2, 55.27),
    "me-south-1": optIn("abc", "Middle East (Bahrain)", "Manama", "BH", 26.23, 50.59),
    "mx-central-1": optIn("abc", "Mexico (Central)", "Querétaro", "MX", 20.59, -100.39),
    "cn-north-1": china("abd", "China (Beijing)", "Beijing", "CN", 39.9, 116.41),
    "cn-northwest-1": china("abc", "China (Ningxia)", "Zhongwei", "CN", 37.51, 105.19),
    "us-gov-east-1": gov("abc", "AWS GovCloud (US-East)", "Ohio", "US", 39.96, -83),
    "us-gov-west-1": gov("abc", "AWS GovCloud (US-West)", "Oregon", "US", 45.84, -119.7),
    "eusc-de-east-1": sovereign("ab", "AWS European Sovereign Cloud (Germany)", "Brandenburg", "DE", 52.4, 13.06),
};
