/** The whole price book. */
import { AWS_PRICES } from "./aws";
import { AWS_TRANSFER_PRICES } from "./aws-transfer";
import { AZURE_PRICES } from "./azure";
import { GCP_PRICES } from "./gcp";
import { OTHER_PRICES } from "./others";
import type { Price } from "./price";

export const PRICES = {
    ...AWS_PRICES,
    ...AWS_TRANSFER_PRICES,
    ...AZURE_PRICES,
    ...GCP_PRICES,
    ...OTHER_PRICES,
} as const satisfies Record<string, Price>;

/** "aws.vpn.connection". */
export type PriceId = keyof typeof PRICES;

export const PRICE_IDS = Object.keys(PRICES).sort() as readonly PriceId[];
