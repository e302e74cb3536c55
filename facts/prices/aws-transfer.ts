/**
 * AWS: data transfer. The sender's region sets the rate; what arrives is free, except between zones and at an accelerator.
 */
import { fact, unknownFact, type Source } from "../fact";
import { ACCELERATOR_AREAS } from "./areas";
import { each, price, type Price, type Rate, type PriceTier } from "./price";

const TRANSFER: Source = {
    document:
        "infracost, expected output of aws_data_transfer; 100 GB free over all regions: AWS re:Post and free tier",
    date: "2024-09-25",
    certainty: "read",
};
const GOLDEN: Source = {
    document: "infracost, expected output of aws_data_transfer",
    date: "2024-09-25",
    certainty: "read",
};
const DX_GOLDEN: Source = {
    document: "infracost, expected output of aws_dx_connection",
    date: "2024-07-01",
    certainty: "read",
};
const GA_GOLDEN: Source = {
    document: "infracost, expected output of aws_globalaccelerator_endpoint_group",
    date: "2024-07-01",
    certainty: "read",
};
const GA_PAGE: Source = { document: "AWS Global Accelerator pricing", date: "2026-09-20", certainty: "read" };

/** AWS counts 1,024 GB to the TB: up to 10, 50 and 150 TB, and above. */
const BOUNDS = [10_240, 51_200, 153_600] as const;
const table = (...rates: readonly [number, number, number, number]): PriceTier[] =>
    rates.map((rate, i) => (BOUNDS[i] === undefined ? { rate } : { upTo: BOUNDS[i], rate }));
/** The first 100 GB are free, once for an account. */
const toInternet = (...rates: readonly [number, number, number, number]): Rate => [
    { upTo: 100, rate: 0 },
    ...table(...rates),
];

const US_CANADA_EUROPE = [
    ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1"],
    ...["eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3"],
];
const GOV_CLOUD = ["us-gov-east-1", "us-gov-west-1"];
const INDIA = ["ap-south-1", "ap-south-2"];
const JAPAN = ["ap-northeast-1", "ap-northeast-3"];
const SINGAPORE_HONG_KONG = ["ap-southeast-1", "ap-east-1"];

export const AWS_TRANSFER_PRICES = {
    "aws.egress.internet": price({
        what: "traffic from AWS to the internet, VPN peers included",
        unit: "USD/GB",
        payer: "the sending account",
        home: "us-east-1",
        rates: {
            ...each(US_CANADA_EUROPE, toInternet(0.09, 0.085, 0.07, 0.05), TRANSFER),
            // The free 100 GB are not for GovCloud.
            ...each(GOV_CLOUD, table(0.155, 0.115, 0.09, 0.065), GOLDEN),
            ...each(INDIA, toInternet(0.1093, 0.085, 0.082, 0.08), TRANSFER),
            ...each(JAPAN, toInternet(0.114, 0.089, 0.086, 0.084), TRANSFER),
            ...each(SINGAPORE_HONG_KONG, toInternet(0.12, 0.085, 0.082, 0.08), TRANSFER),
            "ap-northeast-2": [toInternet(0.126, 0.122, 0.117, 0.108), TRANSFER],
            "ap-southeast-2": [toInternet(0.114, 0.098, 0.094, 0.092), TRANSFER],
            "ap-southeast-5": [toInternet(0.108, 0.0765, 0.0738, 0.072), TRANSFER],
            "il-central-1": [toInternet(0.11, 0.085, 0.077, 0.055), TRANSFER],
            "me-south-1": [toInternet(0.117, 0.1105, 0.091, 0.065), TRANSFER],
            "sa-east-1": [toInternet(0.15, 0.138, 0.126, 0.114), TRANSFER],
            "af-south-1": [toInternet(0.154, 0.147, 0.126, 0.112), TRANSFER],
        },
    }),
    "aws.transfer.inter-region": price({
        what: "traffic from one AWS region to another",
        unit: "USD/GB",
        payer: "the sending account; of a transit gateway peering, the owner of the side that sends",
        home: "us-east-1",
        rates: {
            "us-east-1>us-east-2": [0.01, GOLDEN],
            "us-east-2>us-east-1": [0.01, GOLDEN],
            "same region": unknownFact("USD/GB", "the price of traffic over a peering within one region, in USD/GB", {
                document: "not in the documents that were read",
                date: "2026-11",
            }),
            ...each(US_CANADA_EUROPE, 0.02, GOLDEN),
            ...each(GOV_CLOUD, 0.03, GOLDEN),
            ...each(INDIA, 0.086, GOLDEN),
            ...each(JAPAN, 0.09, GOLDEN),
            ...each(SINGAPORE_HONG_KONG, 0.09, GOLDEN),
            "ap-northeast-2": [0.08, GOLDEN],
            "ap-southeast-2": [0.098, GOLDEN],
            "ap-southeast-5": [0.08, GOLDEN],
            "il-central-1": [0.08, GOLDEN],
            "me-south-1": [0.1105, GOLDEN],
            "sa-east-1": [0.138, GOLDEN],
            "af-south-1": [0.147, GOLDEN],
        },
    }),
    "aws.transfer.cross-zone": price({
        what: "traffic between zones of one AWS region",
        unit: "USD/GB",
        payer: "the sender for what leaves and the receiver for what arrives",
        rates: { "*": [0.01, GOLDEN] },
    }),
    "aws.dx.egress": price({
        what: "traffic from AWS over Direct Connect",
        unit: "USD/GB",
        payer: "the sending account",
        home: "us-east-1",
        rates: {
            "us-east-1": [0.02, DX_GOLDEN],
            "eu-west-1>EqDC2": [0.0282, DX_GOLDEN],
            "ap-east-1": [0.09, DX_GOLDEN],
        },
    }),
    "aws.global-accelerator.premium": price({
        what: "traffic of an accelerator in its busier direction, above data transfer",
        unit: "USD/GB",
        payer: "the account of the accelerator",
        areas: ACCELERATOR_AREAS,
        rates: {
            "north-america>north-america": [0.015, GA_PAGE],
            "north-america>mexico": [0.015, GA_PAGE],
            "north-america>europe": [0.015, GA_GOLDEN],
            "north-america>asia-pacific": [0.035, GA_PAGE],
            "north-america>australia-new-zealand": [0.105, GA_PAGE],
            "europe>north-america": [0.015, GA_GOLDEN],
            "europe>mexico": [0.015, GA_GOLDEN],
            "europe>europe": [0.015, GA_GOLDEN],
            "europe>south-africa-kenya": [0.067, GA_GOLDEN],
            "europe>south-america": [0.043, GA_GOLDEN],
            "europe>south-korea": [0.035, GA_GOLDEN],
            "europe>middle-east": [0.035, GA_GOLDEN],
            "europe>australia-new-zealand": [0.105, GA_GOLDEN],
            "europe>asia-pacific": [0.043, GA_GOLDEN],
            "europe>india-indonesia-philippines-thailand": [0.033, GA_GOLDEN],
            "asia-pacific>asia-pacific": [0.01, GA_PAGE],
        },
    }),
} as const satisfies Record<string, Price>;

/** The GB that AWS gives an account each month before the first tier. */
export const AWS_FREE_EGRESS = fact(100, "GB/month", TRANSFER);
