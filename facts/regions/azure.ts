/**
 * Azure regions of the public cloud, of Azure operated by 21Vianet (China) and of Azure Government.
 *
 * Coordinates are those of the location API, rounded, where `point` says "api". Where the API's point lies more than 50 km
 * from the city that the list of regions names, or the API's answer was not read, they are the city's. Two more are the
 * city's although the list names only the state, because the API's point is hundreds of kilometres off, which is enough to
 * call a round trip impossible that happens: East US (the data centres stand in Northern Virginia) and West Central US
 * (Cheyenne). In China, Shanghai stands for the east and Beijing for the north.
 *
 * Seen in the API or announced, and not in the list of regions when this was read, so not here: Saudi Arabia East, East US
 * 3, Southeast US, South Central US 2, Jio India Central and West. US Gov Iowa is closed.
 */
import type { Source } from "../fact";
import type { Region } from "./region";

export interface AzureRegion extends Region {
    readonly cloud: "public" | "china" | "usgov";
    /** True where availability zones are generally available. */
    readonly zones: boolean;
    /** True where Microsoft opens the region on request only, such as for disaster recovery in the same country. */
    readonly restricted: boolean;
    /** The paired region's API name. A pair need not be mutual. */
    readonly pair?: string;
    /** Where the coordinates come from. */
    readonly point: "api" | "city";
}

export const AZURE_REGION_SOURCES = {
    /** Names, places, zones and pairs of the public cloud. */
    public: {
        document: "Azure reliability documentation, List of Azure regions, Regions with availability zones",
        date: "2026-10",
        certainty: "read",
    },
    /** Names, zones and pairs; the list names no city. */
    china: { document: "Azure operated by 21Vianet, list of regions", date: "2026-11", certainty: "read" },
    usgov: { document: "Azure Government documentation, regions", date: "2026-11", certainty: "known" },
    coordinates: {
        api: { document: "Azure location API, metadata of the region", date: "2021-05", certainty: "read" },
        city: { document: "coordinates of the city of the Azure region", date: "2026-11", certainty: "known" },
    },
} as const satisfies Record<string, Source | Record<AzureRegion["point"], Source>>;

type Row = [name: string, place: string, country: string, latitude: number, longitude: number, pair?: string];

const build =
    (cloud: AzureRegion["cloud"], zones: boolean, point: AzureRegion["point"], restricted = false) =>
    (...[name, place, country, latitude, longitude, pair]: Row): AzureRegion => ({
        name,
        place,
        country,
        latitude,
        longitude,
        cloud,
        zones,
        restricted,
        ...(pair === undefined ? {} : { pair }),
        point,
    });

const zoned = build("public", true, "api");
const zonedCity = build("public", true, "city");
const plain = build("public", false, "api");
const plainCity = build("public", false, "city");
const closed = build("public", false, "api", true);
const closedCity = build("public", false, "city", true);
const china = build("china", false, "city");
const gov = build("usgov", false, "api");

export const AZURE_REGIONS: Readonly<Record<string, AzureRegion>> = {
    australiacentral: plain("Australia Central", "Canberra", "AU", -35.31, 149.12, "australiacentral2"),
    australiacentral2: closed("Australia Central 2", "Canberra", "AU", -35.31, 149.12, "australiacentral"),
    australiaeast: zoned("Australia East", "New South Wales", "AU", -33.86, 151.21, "australiasoutheast"),
    australiasoutheast: plain("Australia Southeast", "Victoria", "AU", -37.81, 144.96, "australiaeast"),
    austriaeast: zonedCity("Austria East", "Vienna", "AT", 48.21, 16.37),
    belgiumcentral: zonedCity("Belgium Central", "Brussels", "BE", 50.85, 4.35),
    brazilsouth: zoned("Brazil South", "São Paulo State", "BR", -23.55, -46.63, "southcentralus"),
    brazilsoutheast: closed("Brazil Southeast", "Rio de Janeiro", "BR", -22.9, -43.21, "brazilsouth"),
    canadacentral: zoned("Canada Central", "Toronto", "CA", 43.65, -79.38, "canadaeast"),
    canadaeast: plain("Canada East", "Quebec", "CA", 46.82, -71.22, "canadacentral"),
    centralindia: zoned("Central India", "Pune", "IN", 18.58, 73.92, "southindia"),
    centralus: zoned("Central US", "Iowa", "US", 41.59, -93.62, "eastus2"),
    chilecentral: zonedCity("Chile Central", "Santiago", "CL", -33.45, -70.67),
    denmarkeast: zonedCity("Denmark East", "Copenhagen", "DK", 55.68, 12.57),
    eastasia: zoned("East Asia", "Hong Kong", "HK", 22.27, 114.19, "southeastasia"),
    eastus: zonedCity("East US", "Northern Virginia", "US", 39.04, -77.49, "westus"),
    eastus2: zoned("East US 2", "Virginia", "US", 36.67, -78.39, "centralus"),
    francecentral: zonedCity("France Central", "Paris", "FR", 48.86, 2.35, "francesouth"),
    francesouth: closedCity("France South", "Marseille", "FR", 43.3, 5.37, "francecentral"),
    germanynorth: closedCity("Germany North", "Berlin", "DE", 52.52, 13.4, "germanywestcentral"),
    germanywestcentral: zoned("Germany West Central", "Frankfurt", "DE", 50.11, 8.68, "germanynorth"),
    indiasouthcentral: zonedCity("India South Central", "Hyderabad", "IN", 17.39, 78.49, "centralindia"),
    indonesiacentral: zonedCity("Indonesia Central", "Jakarta", "ID", -6.21, 106.85),
    israelcentral: zonedCity("Israel Central", "Israel", "IL", 32.09, 34.78),
    italynorth: zonedCity("Italy North", "Milan", "IT", 45.46, 9.19),
    japaneast: zoned("Japan East", "Tokyo, Saitama", "JP", 35.68, 139.77, "japanwest"),
    japanwest: zoned("Japan West", "Osaka", "JP", 34.69, 135.5, "japaneast"),
    koreacentral: zoned("Korea Central", "Seoul", "KR", 37.57, 126.98, "koreasouth"),
    koreasouth: plain("Korea South", "Busan", "KR", 35.18, 129.08, "koreacentral"),
    malaysiawest: zonedCity("Malaysia West", "Kuala Lumpur", "MY", 3.14, 101.69),
    mexicocentral: zonedCity("Mexico Central", "Querétaro State", "MX", 20.59, -100.39),
    newzealandnorth: zonedCity("New Zealand North", "Auckland", "NZ", -36.85, 174.76),
    // Zones in preview (2026-10).
    northcentralus: plain("North Central US", "Illinois", "US", 41.88, -87.63, "southcentralus"),
    northeurope: zoned("North Europe", "Ireland", "IE", 53.35, -6.26, "westeurope"),
    norwayeast: zoned("Norway East", "Oslo", "NO", 59.91, 10.75, "norwaywest"),
    norwaywest: closed("Norway West", "Stavanger", "NO", 58.97, 5.73, "norwayeast"),
    polandcentral: zonedCity("Poland Central", "Warsaw", "PL", 52.23, 21.01),
    qatarcentral: zonedCity("Qatar Central", "Doha", "QA", 25.29, 51.53),
    southafricanorth: zonedCity("South Africa North", "Johannesburg", "ZA", -26.2, 28.05, "southafricawest"),
    southafricawest: closed("South Africa West", "Cape Town", "ZA", -34.08, 18.84, "southafricanorth"),
    southcentralus: zoned("South Central US", "Texas", "US", 29.42, -98.5, "northcentralus"),
    southeastasia: zoned("Southeast Asia", "Singapore", "SG", 1.28, 103.83, "eastasia"),
    southindia: plain("South India", "Chennai", "IN", 12.98, 80.16, "centralindia"),
    spaincentral: zonedCity("Spain Central", "Madrid", "ES", 40.42, -3.7),
    swedencentral: zoned("Sweden Central", "Gävle", "SE", 60.67, 17.14, "swedensouth"),
    swedensouth: closedCity("Sweden South", "Malmö", "SE", 55.6, 13, "swedencentral"),
    switzerlandnorth: zoned("Switzerland North", "Zurich", "CH", 47.45, 8.56, "switzerlandwest"),
    switzerlandwest: closed("Switzerland West", "Geneva", "CH", 46.2, 6.14, "switzerlandnorth"),
    uaecentral: closed("UAE Central", "Abu Dhabi", "AE", 24.47, 54.37, "uaenorth"),
    uaenorth: zoned("UAE North", "Dubai", "AE", 25.27, 55.32, "uaecentral"),
    uksouth: zonedCity("UK South", "London", "GB", 51.51, -0.13, "ukwest"),
    ukwest: plainCity("UK West", "Cardiff", "GB", 51.48, -3.18, "uksouth"),
    westcentralus: plainCity("West Central US", "Cheyenne, Wyoming", "US", 41.14, -104.82, "westus2"),
    westeurope: zoned("West Europe", "Netherlands", "NL", 52.37, 4.9, "northeurope"),
    westindia: plain("West India", "Mumbai", "IN", 19.09, 72.87, "southindia"),
    westus: plain("West US", "California", "US", 37.78, -122.42, "eastus"),
    westus2: zoned("West US 2", "Washington", "US", 47.23, -119.85, "westcentralus"),
    westus3: zoned("West US 3", "Phoenix", "US", 33.45, -112.07, "eastus"),

    chinaeast: china("China East", "Shanghai", "CN", 31.23, 121.47, "chinanorth"),
    chinaeast2: china("China East 2", "Shanghai", "CN", 31.23, 121.47, "chinanorth2"),
    chinaeast3: build("china", false, "city", true)("China East 3", "Shanghai", "CN", 31.23, 121.47, "chinanorth3"),
    chinanorth: china("China North", "Beijing", "CN", 39.9, 116.41, "chinaeast"),
    chinanorth2: china("China North 2", "Beijing", "CN", 39.9, 116.41, "chinaeast2"),
    chinanorth3: build("china", true, "city")("China North 3", "Beijing", "CN", 39.9, 116.41, "chinaeast3"),

    usdodcentral: gov("US DoD Central", "Iowa", "US", 41.6, -93.61, "usdodeast"),
    usdodeast: gov("US DoD East", "Virginia", "US", 36.67, -78.39, "usdodcentral"),
    usgovarizona: gov("US Gov Arizona", "Phoenix", "US", 33.45, -112.07, "usgovtexas"),
    usgovtexas: gov("US Gov Texas", "San Antonio", "US", 29.42, -98.49, "usgovvirginia"),
    usgovvirginia: build("usgov", true, "api")("US Gov Virginia", "Virginia", "US", 37.37, -79.82, "usgovtexas"),
};
