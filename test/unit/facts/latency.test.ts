import { LATENCY, SAMPLE_RTT } from "../../../facts/latency";

test("factors are those of the fit over 992 pairs of AWS regions", () => {
    expect(LATENCY.backboneBands.map(({ fromKm, factor }) => [fromKm, factor.value])).toEqual([
        [0, 2.82],
        [1000, 2.01],
        [3000, 1.79],
        [8000, 1.66],
    ]);
    expect(LATENCY.backboneQuartile.value).toBe(1.57);
    expect(LATENCY.backboneQuartile.source.certainty).toBe("measured");
});

test("light in fibre, the earth, the internet and the zones of a region", () => {
    // IUGG: R1 = 6371.0088 km. Bozkurt et al.: the internet takes 2.1 times the fibre distance. IBM: 1.6 to 2.9 ms.
    expect(LATENCY.kmPerMs).toMatchObject({ value: 100, unit: "km/ms", source: { certainty: "derived" } });
    expect(LATENCY.earthRadiusKm).toMatchObject({ value: 6371.0088, unit: "km" });
    expect(LATENCY.internetFactor).toMatchObject({ value: 2.1, source: { certainty: "read" } });
    expect([LATENCY.interZoneLowMs.value, LATENCY.interZoneHighMs.value]).toEqual([1.6, 2.9]);
    expect([LATENCY.bandLow.value, LATENCY.bandHigh.value]).toEqual([1.3, 2.8]);
});

test("samples are those of cloudping.co and of the Azure documentation", () => {
    expect(SAMPLE_RTT.map(({ from, to, rtt }) => `${from} ${to} ${rtt.value}`)).toEqual([
        "us-east-1 us-west-2 64",
        "us-east-1 eu-west-1 70",
        "us-east-1 eu-central-1 93",
        "us-east-1 ap-northeast-1 149",
        "us-east-1 ap-southeast-1 219",
        "us-east-1 ap-south-1 190",
        "us-east-1 sa-east-1 115",
        "eu-west-1 eu-central-1 27",
        "eu-west-1 ap-southeast-2 256",
        "ap-southeast-1 ap-southeast-2 95",
        "eastus westeurope 91",
        "eastus uksouth 80",
        "eastus westus 72",
        "eastus japaneast 165",
        "eastus southeastasia 229",
    ]);
    const documents = new Set(SAMPLE_RTT.map(({ cloud, rtt }) => `${cloud}: ${rtt.source.document} ${rtt.unit}`));
    expect([...documents]).toEqual([
        "aws: cloudping.co, P50 of TCP between AWS regions ms",
        "azure: Azure documentation, network round-trip latency statistics, P95 ms",
    ]);
});
