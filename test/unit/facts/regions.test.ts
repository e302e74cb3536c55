import { AWS_REGION_SOURCES, AWS_REGIONS } from "../../../facts/regions/aws";
import { AZURE_REGION_SOURCES, AZURE_REGIONS } from "../../../facts/regions/azure";
import { COUNTRIES } from "../../../facts/regions/countries";
import { GCP_REGION_SOURCES, GCP_REGIONS } from "../../../facts/regions/gcp";

const TABLES = { aws: AWS_REGIONS, azure: AZURE_REGIONS, gcp: GCP_REGIONS };
const rows = Object.entries(TABLES).flatMap(([cloud, table]) =>
    Object.entries(table).map(([code, region]) => ({ cloud, code, region })),
);

describe.each(Object.entries(TABLES))("regions of %s", (_, table) => {
    const regions = Object.values(table);

    test("have a name of their own each", () => {
        expect(new Set(regions.map(({ name }) => name)).size).toBe(regions.length);
    });

    test("lie in a country that is known, on the globe, with two decimals at most", () => {
        for (const { country, latitude, longitude, place } of regions) {
            expect(Object.keys(COUNTRIES)).toContain(country);
            expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
            expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
            expect([latitude, longitude].map((n) => Number(n.toFixed(2)))).toEqual([latitude, longitude]);
            expect(place).not.toBe("");
        }
    });

    test("lie inside the rough outline of their country", () => {
        // Corners [south, north, west, east] of the countries' mainlands, from an atlas, in whole degrees outwards.
        const boxes: Record<string, [number, number, number, number]> = {
            AE: [22, 27, 51, 57],
            AT: [46, 50, 9, 18],
            AU: [-44, -10, 112, 154],
            BE: [49, 52, 2, 7],
            BH: [25, 27, 50, 51],
            BR: [-34, 6, -74, -34],
            CA: [41, 84, -141, -52],
            CH: [45, 48, 5, 11],
            CL: [-56, -17, -76, -66],
            CN: [18, 54, 73, 135],
            DE: [47, 56, 5, 16],
            DK: [54, 58, 8, 16],
            ES: [36, 44, -10, 4],
            FI: [59, 71, 20, 32],
            FR: [42, 52, -5, 9],
            GB: [49, 61, -9, 2],
            HK: [22, 23, 113, 115],
            ID: [-11, 6, 95, 141],
            IE: [51, 56, -11, -5],
            IL: [29, 34, 34, 36],
            IN: [8, 36, 68, 98],
            IT: [36, 48, 6, 19],
            JP: [30, 46, 129, 146],
            KR: [33, 39, 125, 130],
            MX: [14, 33, -118, -86],
            MY: [0, 8, 99, 120],
            NL: [50, 54, 3, 8],
            NO: [57, 72, 4, 32],
            NZ: [-48, -34, 166, 179],
            PL: [49, 55, 14, 25],
            QA: [24, 27, 50, 52],
            SA: [16, 33, 34, 56],
            SE: [55, 70, 10, 25],
            SG: [1, 2, 103, 105],
            TH: [5, 21, 97, 106],
            TW: [21, 26, 119, 123],
            US: [24, 50, -125, -66],
            ZA: [-35, -22, 16, 33],
        };
        for (const { name, country, latitude, longitude } of regions) {
            const [south, north, west, east] = boxes[country] ?? [0, 0, 0, 0];
            const inside = south <= latitude && latitude <= north && west <= longitude && longitude <= east;
            expect({ name, inside }).toEqual({ name, inside: true });
        }
    });
});

describe("a region's code", () => {
    const CONTINENTS_OF_PREFIX = {
        africa: "africa",
        af: "africa",
        asia: "asia",
        // New Zealand and Australia are "Asia Pacific" at AWS.
        ap: "asia oceania",
        australia: "oceania",
        eu: "europe",
        europe: "europe",
        eusc: "europe",
        us: "north-america",
        ca: "north-america",
        mx: "north-america",
        northamerica: "north-america",
        sa: "south-america",
        southamerica: "south-america",
        me: "asia",
        il: "asia",
        cn: "asia",
    } as Record<string, string>;

    test.each(rows.filter(({ cloud }) => cloud !== "azure"))("agrees with the continent: $cloud $code", (row) => {
        const continents = CONTINENTS_OF_PREFIX[row.code.replace(/-.*$/, "")]?.split(" ");
        expect(continents).toContain(COUNTRIES[row.region.country]?.continent);
    });

    test.each(Object.entries(AZURE_REGIONS))("of Azure is its name without spaces: %s", (code, { name }) => {
        expect(name.toLowerCase().replace(/ /g, "")).toBe(code);
    });
});

describe("AWS", () => {
    test("has the regions of the EC2 user guide and of the SDKs' partitions", () => {
        const codes = (wanted: string): string[] =>
            Object.entries(AWS_REGIONS).flatMap(([code, { partition }]) => (partition === wanted ? [code] : []));
        expect(codes("aws").sort()).toEqual(
            [
                "af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2",
                "ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7",
                "ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2",
                "eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-west-1",
                "us-west-2",
            ].flatMap((line) => line.split(" ")),
        );
        expect(codes("aws-cn")).toEqual(["cn-north-1", "cn-northwest-1"]);
        expect(codes("aws-us-gov")).toEqual(["us-gov-east-1", "us-gov-west-1"]);
        expect(codes("aws-eusc")).toEqual(["eusc-de-east-1"]);
    });

    test("switches the regions opened since 2019-03-20 on at request only, and none of another partition", () => {
        const first = "us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 sa-east-1 eu-central-1 eu-west-1 eu-west-2";
        const more = "eu-west-3 eu-north-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1";
        const others = "ap-southeast-2 cn-north-1 cn-northwest-1 us-gov-east-1 us-gov-west-1 eusc-de-east-1";
        const always = Object.entries(AWS_REGIONS).flatMap(([code, { optIn }]) => (optIn ? [] : [code]));
        expect(always.sort()).toEqual(`${first} ${more} ${others}`.split(" ").sort());
    });

    test("letters of zones are in order", () => {
        for (const { zones } of Object.values(AWS_REGIONS)) expect(zones).toMatch(/^a?b?c?d?e?f?$/);
        expect(AWS_REGIONS["us-east-1"]?.zones).toBe("abcdef");
        expect(AWS_REGIONS["us-west-1"]?.zones).toBe("ac");
    });

    test("Frankfurt, as AWS names it", () => {
        expect(AWS_REGIONS["eu-central-1"]).toEqual({
            name: "Europe (Frankfurt)",
            place: "Frankfurt",
            country: "DE",
            latitude: 50.11,
            longitude: 8.68,
            partition: "aws",
            zones: "abc",
            optIn: false,
        });
    });
});

describe("Azure", () => {
    const pairOf = (code: string): string | undefined => AZURE_REGIONS[code]?.pair;

    test("pairs lead to regions of the same cloud", () => {
        for (const { pair, cloud } of Object.values(AZURE_REGIONS)) {
            if (pair !== undefined) expect(AZURE_REGIONS[pair]?.cloud).toBe(cloud);
        }
    });

    test("pairs are mutual, except those that the list of Azure regions gives one way", () => {
        const oneWay = Object.keys(AZURE_REGIONS).filter((code) => {
            const pair = pairOf(code);
            return pair !== undefined && pairOf(pair) !== code;
        });
        expect(oneWay.join(" ")).toBe("brazilsouth brazilsoutheast indiasouthcentral westindia westus3 usgovarizona");
    });

    test("regions without a pair are those of the list", () => {
        const alone = Object.keys(AZURE_REGIONS).filter((code) => pairOf(code) === undefined);
        expect(alone.join(" ")).toBe(
            "austriaeast belgiumcentral chilecentral denmarkeast indonesiacentral israelcentral italynorth " +
                "malaysiawest mexicocentral newzealandnorth polandcentral qatarcentral spaincentral",
        );
    });

    test("public regions without zones are those that the list gives no mark", () => {
        const unzoned = Object.keys(AZURE_REGIONS).filter((code) => AZURE_REGIONS[code]?.zones === false);
        expect(unzoned.filter((code) => AZURE_REGIONS[code]?.cloud === "public").join(" ")).toBe(
            "australiacentral australiacentral2 australiasoutheast brazilsoutheast canadaeast francesouth " +
                "germanynorth koreasouth northcentralus norwaywest southafricawest southindia swedensouth " +
                "switzerlandwest uaecentral ukwest westcentralus westindia westus",
        );
    });

    test("restricted regions are those that the lists mark", () => {
        const restricted = Object.keys(AZURE_REGIONS).filter((code) => AZURE_REGIONS[code]?.restricted === true);
        expect(restricted.join(" ")).toBe(
            "australiacentral2 brazilsoutheast francesouth germanynorth norwaywest southafricawest swedensouth " +
                "switzerlandwest uaecentral chinaeast3",
        );
    });

    test("has 58 public regions, 6 in China and 5 of the US government", () => {
        const count = (cloud: string): number => Object.values(AZURE_REGIONS).filter((r) => r.cloud === cloud).length;
        expect({ public: count("public"), china: count("china"), usgov: count("usgov") }).toEqual({
            public: 58,
            china: 6,
            usgov: 5,
        });
    });

    test("West Europe, with the point of the location API", () => {
        expect(AZURE_REGIONS.westeurope).toEqual({
            name: "West Europe",
            place: "Netherlands",
            country: "NL",
            latitude: 52.37,
            longitude: 4.9,
            cloud: "public",
            zones: true,
            restricted: false,
            pair: "northeurope",
            point: "api",
        });
    });
});

describe("Google Cloud", () => {
    test("has the 43 regions of its list", () => {
        expect(Object.keys(GCP_REGIONS).join(" ")).toBe(
            "africa-south1 asia-east1 asia-east2 asia-northeast1 asia-northeast2 asia-northeast3 asia-south1 " +
                "asia-south2 asia-southeast1 asia-southeast2 asia-southeast3 australia-southeast1 " +
                "australia-southeast2 europe-central2 europe-north1 europe-north2 europe-southwest1 europe-west1 " +
                "europe-west2 europe-west3 europe-west4 europe-west6 europe-west8 europe-west9 europe-west10 " +
                "europe-west12 me-central1 me-central2 me-west1 northamerica-northeast1 northamerica-northeast2 " +
                "northamerica-south1 southamerica-east1 southamerica-west1 us-central1 us-east1 us-east4 us-east5 " +
                "us-south1 us-west1 us-west2 us-west3 us-west4",
        );
        expect(Object.keys(GCP_REGIONS)).toHaveLength(43);
    });

    test("the place is the city of the name", () => {
        expect(GCP_REGIONS["europe-west3"]).toEqual({
            name: "Frankfurt, Germany",
            place: "Frankfurt",
            country: "DE",
            latitude: 50.11,
            longitude: 8.68,
        });
        expect(GCP_REGIONS["southamerica-east1"]?.place).toBe("Osasco");
        expect(GCP_REGIONS["asia-east2"]?.place).toBe("Hong Kong");
    });
});

describe("regions of several providers in one city", () => {
    const at = (table: Record<string, { latitude: number; longitude: number }>, code: string): number[] => [
        table[code]!.latitude,
        table[code]!.longitude,
    ];

    test.each([
        ["Frankfurt", "eu-central-1", "germanywestcentral", "europe-west3"],
        ["London", "eu-west-2", "uksouth", "europe-west2"],
        ["Paris", "eu-west-3", "francecentral", "europe-west9"],
        ["Milan", "eu-south-1", "italynorth", "europe-west8"],
        ["Northern Virginia", "us-east-1", "eastus", "us-east4"],
        ["Querétaro", "mx-central-1", "mexicocentral", "northamerica-south1"],
        ["Seoul", "ap-northeast-2", "koreacentral", "asia-northeast3"],
    ])("%s has the same coordinates", (_, aws, azure, gcp) => {
        expect(at(AZURE_REGIONS, azure)).toEqual(at(AWS_REGIONS, aws));
        expect(at(GCP_REGIONS, gcp)).toEqual(at(AWS_REGIONS, aws));
    });
});

test("coordinates of AWS and Google are nobody's document, and say so", () => {
    expect(AWS_REGION_SOURCES.coordinates.certainty).toBe("known");
    expect(GCP_REGION_SOURCES.coordinates.certainty).toBe("known");
    expect(AZURE_REGION_SOURCES.coordinates.city.certainty).toBe("known");
    expect(AZURE_REGION_SOURCES.coordinates.api.certainty).toBe("read");
});
