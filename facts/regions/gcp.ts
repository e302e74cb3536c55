/**
 * Google Cloud regions.
 *
 * The API also lists europe-west15, us-central2, us-east7 and us-west8 to some projects (seen 2026-09). Google's pages name
 * no city for them and ordinary projects cannot use them, so they are not here.
 */
import type { Source } from "../fact";
import type { Region } from "./region";

export type GcpRegion = Region;

export const GCP_REGION_SOURCES = {
    regions: {
        document: "Compute Engine documentation, Regions and zones; GKE and AlloyDB locations",
        date: "2026-11",
        certainty: "read",
    },
    /** Google publishes no coordinates: these are of the city it names. */
    coordinates: {
        document: "coordinates of the city of the Google Cloud region",
        date: "2026-11",
        certainty: "known",
    },
} as const satisfies Record<string, Source>;

const region = (name: string, country: string, latitude: number, longitude: number): GcpRegion => ({
    name,
    place: name.replace(/,.*$/, ""),
    country,
    latitude,
    longitude,
});

export const GCP_REGIONS: Readonly<Record<string, GcpRegion>> = {
    "africa-south1": region("Johannesburg, South Africa", "ZA", -26.2, 28.05),
    "asia-east1": region("Changhua County, Taiwan", "TW", 24.05, 120.52),
    "asia-east2": region("Hong Kong", "HK", 22.32, 114.17),
    "asia-northeast1": region("Tokyo, Japan", "JP", 35.68, 139.69),
    "asia-northeast2": region("Osaka, Japan", "JP", 34.69, 135.5),
    "asia-northeast3": region("Seoul, South Korea", "KR", 37.57, 126.98),
    "asia-south1": region("Mumbai, India", "IN", 19.08, 72.88),
    "asia-south2": region("Delhi, India", "IN", 28.61, 77.21),
    "asia-southeast1": region("Jurong West, Singapore", "SG", 1.34, 103.71),
    "asia-southeast2": region("Jakarta, Indonesia", "ID", -6.21, 106.85),
    "asia-southeast3": region("Bangkok, Thailand", "TH", 13.76, 100.5),
    "australia-southeast1": region("Sydney, Australia", "AU", -33.87, 151.21),
    "australia-southeast2": region("Melbourne, Australia", "AU", -37.81, 144.96),
    "europe-central2": region("Warsaw, Poland", "PL", 52.23, 21.01),
    "europe-north1": region("Hamina, Finland", "FI", 60.57, 27.2),
    "europe-north2": region("Stockholm, Sweden", "SE", 59.33, 18.07),
    "europe-southwest1": region("Madrid, Spain", "ES", 40.42, -3.7),
    "europe-west1": region("St. Ghislain, Belgium", "BE", 50.45, 3.82),
    "europe-west2": region("London, England", "GB", 51.51, -0.13),
    "europe-west3": region("Frankfurt, Germany", "DE", 50.11, 8.68),
    "europe-west4": region("Eemshaven, Netherlands", "NL", 53.43, 6.83),
    "europe-west6": region("Zurich, Switzerland", "CH", 47.38, 8.54),
    "europe-west8": region("Milan, Italy", "IT", 45.46, 9.19),
    "europe-west9": region("Paris, France", "FR", 48.86, 2.35),
    "europe-west10": region("Berlin, Germany", "DE", 52.52, 13.4),
    "europe-west12": region("Turin, Italy", "IT", 45.07, 7.69),
    "me-central1": region("Doha, Qatar", "QA", 25.29, 51.53),
    "me-central2": region("Dammam, Saudi Arabia", "SA", 26.43, 50.1),
    "me-west1": region("Tel Aviv, Israel", "IL", 32.09, 34.78),
    "northamerica-northeast1": region("Montréal, Québec", "CA", 45.5, -73.57),
    "northamerica-northeast2": region("Toronto, Ontario", "CA", 43.65, -79.38),
    "northamerica-south1": region("Querétaro, Mexico", "MX", 20.59, -100.39),
    "southamerica-east1": region("Osasco, São Paulo, Brazil", "BR", -23.53, -46.79),
    "southamerica-west1": region("Santiago, Chile", "CL", -33.45, -70.67),
    "us-central1": region("Council Bluffs, Iowa", "US", 41.26, -95.86),
    "us-east1": region("Moncks Corner, South Carolina", "US", 33.2, -80.01),
    "us-east4": region("Ashburn, Virginia", "US", 39.04, -77.49),
    "us-east5": region("Columbus, Ohio", "US", 39.96, -83),
    "us-south1": region("Dallas, Texas", "US", 32.78, -96.8),
    "us-west1": region("The Dalles, Oregon", "US", 45.59, -121.18),
    "us-west2": region("Los Angeles, California", "US", 34.05, -118.24),
    "us-west3": region("Salt Lake City, Utah", "US", 40.76, -111.89),
    "us-west4": region("Las Vegas, Nevada", "US", 36.17, -115.14),
};
