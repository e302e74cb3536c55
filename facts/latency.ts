/**
 * How long a round trip takes over a distance. The factors are multiples of the bound, from a fit over the 992 pairs of AWS
 * regions with coordinates of their cities: of all pairs the least was 1.12 times the bound.
 */
import { fact, type Known, type Source } from "./fact";

const AWS_FIT: Source = {
    document: "fit over the P50 round trips of cloudping.co between all AWS regions, 992 pairs",
    date: "2026-11",
    certainty: "measured",
};
const IBM: Source = {
    document: "IBM Cloud VPC documentation, network latency, between zones of a region",
    date: "2026-11",
    certainty: "read",
};
const FACTOR = "times the bound";

export interface Band {
    /** Where the band begins, in kilometres; it ends where the next one begins. */
    readonly fromKm: number;
    /** Median of measured round trips. */
    readonly factor: Known;
}

export const LATENCY = {
    /** Great circle per millisecond of round trip: light in fibre covers 2.0e5 km in a second, and goes there and back. */
    kmPerMs: fact(100, "km/ms", {
        document: "speed of light in fibre, 2.0e5 km/s",
        date: "2026-11",
        certainty: "derived",
    }),
    /** For great circles on a sphere. */
    earthRadiusKm: fact(6371.0088, "km", {
        document: "International Union of Geodesy and Geophysics, mean radius R1",
        date: "2026-11",
        certainty: "known",
    }),
    /** A provider's own network, by distance; the factor falls because detours weigh less over an ocean. */
    backboneBands: [
        { fromKm: 0, factor: fact(2.82, FACTOR, AWS_FIT) },
        { fromKm: 1000, factor: fact(2.01, FACTOR, AWS_FIT) },
        { fromKm: 3000, factor: fact(1.79, FACTOR, AWS_FIT) },
        { fromKm: 8000, factor: fact(1.66, FACTOR, AWS_FIT) },
    ],
    /** A quarter of the pairs are faster than this. */
    backboneQuartile: fact(1.57, FACTOR, AWS_FIT),
    /** The public internet, as a rule of thumb. */
    internetFactor: fact(2.1, FACTOR, {
        document: "Bozkurt et al., arXiv 1811.10737",
        date: "2018-11",
        certainty: "read",
    }),
    /** Ends of the band around an estimate: near the 5th percentile (1.31), and between the 75th (2.23) and 95th (3.23). */
    bandLow: fact(1.3, FACTOR, { ...AWS_FIT, certainty: "derived" }),
    bandHigh: fact(2.8, FACTOR, { ...AWS_FIT, certainty: "derived" }),
    /** Between zones of one region: what equipment and the last kilometres cost where distance says next to nothing. */
    interZoneLowMs: fact(1.6, "ms", IBM),
    interZoneHighMs: fact(2.9, "ms", IBM),
} as const;

export interface SampleRtt {
    readonly cloud: "aws" | "azure";
    readonly from: string;
    readonly to: string;
    /** Milliseconds. */
    readonly rtt: Known;
}

const CLOUDPING: Source = {
    document: "cloudping.co, P50 of TCP between AWS regions",
    date: "2026-11",
    certainty: "measured",
};
const AZURE_TABLE: Source = {
    document: "Azure documentation, network round-trip latency statistics, P95",
    date: "2026-11",
    certainty: "read",
};
const sample = (cloud: SampleRtt["cloud"], from: string, to: string, ms: number): SampleRtt => ({
    cloud,
    from,
    to,
    rtt: fact(ms, "ms", cloud === "aws" ? CLOUDPING : AZURE_TABLE),
});

/**
 * A few published round trips, to try the estimate on. No planner takes them for measurements: they grow old, and they are
 * another account's. Who wants them gives them as measured.
 */
export const SAMPLE_RTT: readonly SampleRtt[] = [
    sample("aws", "us-east-1", "us-west-2", 64),
    sample("aws", "us-east-1", "eu-west-1", 70),
    sample("aws", "us-east-1", "eu-central-1", 93),
    sample("aws", "us-east-1", "ap-northeast-1", 149),
    sample("aws", "us-east-1", "ap-southeast-1", 219),
    sample("aws", "us-east-1", "ap-south-1", 190),
    sample("aws", "us-east-1", "sa-east-1", 115),
    sample("aws", "eu-west-1", "eu-central-1", 27),
    sample("aws", "eu-west-1", "ap-southeast-2", 256),
    sample("aws", "ap-southeast-1", "ap-southeast-2", 95),
    sample("azure", "eastus", "westeurope", 91),
    sample("azure", "eastus", "uksouth", 80),
    sample("azure", "eastus", "westus", 72),
    sample("azure", "eastus", "japaneast", 165),
    sample("azure", "eastus", "southeastasia", 229),
];
