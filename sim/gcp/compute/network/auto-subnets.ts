/** The subnet that an auto mode network has in each region. Source: VPC documentation, "Auto mode IPv4 ranges". */

/** No other subnet of an auto mode network may overlap it. */
export const AUTO_RANGE = "10.128.0.0/9";

/** Second octets: "10.128.0.0/20" in us-central1. */
const OCTETS: Readonly<Record<string, number>> = {
    "us-central1": 128,
    "europe-west1": 132,
    "us-west1": 138,
    "asia-east1": 140,
    "us-east1": 142,
    "asia-northeast1": 146,
    "asia-southeast1": 148,
    "us-east4": 150,
    "australia-southeast1": 152,
    "europe-west2": 154,
    "europe-west3": 156,
    "southamerica-east1": 158,
    "asia-south1": 160,
    "northamerica-northeast1": 162,
    "europe-west4": 164,
    "europe-north1": 166,
    "us-west2": 168,
    "asia-east2": 170,
    "europe-west6": 172,
    "asia-northeast2": 174,
    "asia-northeast3": 178,
    "us-west3": 180,
    "us-west4": 182,
    "asia-southeast2": 184,
    "europe-central2": 186,
    "northamerica-northeast2": 188,
    "asia-south2": 190,
    "australia-southeast2": 192,
    "southamerica-west1": 194,
    "europe-west8": 198,
    "europe-west9": 200,
    "us-east5": 202,
    "europe-southwest1": 204,
    "us-south1": 206,
    "me-west1": 208,
    "europe-west12": 210,
    "me-central1": 212,
    "europe-west10": 214,
    "me-central2": 216,
    "africa-south1": 218,
};

export const AUTO_SUBNETS: readonly { region: string; range: string }[] = Object.entries(OCTETS).map(
    ([region, octet]) => ({ region, range: `10.${octet}.0.0/20` }),
);
