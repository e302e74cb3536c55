/**
 * The branches. Every one has a number that never changes: its ASN and the inside addresses of its tunnels follow from it, so
 * a new branch moves nothing of the others. Give a new one the next number, and that of a closed one to nobody.
 */

export interface Branch {
    number: number;
    country: string;
    latitude: number;
    longitude: number;
    prefix: string;
    /** Of its one device; distribution centres have two. */
    addresses: string[];
}

/** All of these prefixes, and room for more. */
export const allBranches = "10.128.0.0/9";

/** Number, country, degrees north and east, prefix, public addresses. */
const table = {
    amsterdam: "0 NL 52.37 4.90 10.128.0.0/20 203.0.113.10",
    athens: "1 GR 37.98 23.73 10.128.16.0/20 203.0.113.11",
    atlanta: "2 US 33.75 -84.39 10.128.32.0/20 203.0.113.12",
    austin: "3 US 30.27 -97.74 10.128.48.0/20 203.0.113.13",
    barcelona: "4 ES 41.39 2.17 10.128.64.0/20 203.0.113.14",
    berlin: "5 DE 52.52 13.40 10.128.80.0/20 203.0.113.15",
    bogota: "6 CO 4.71 -74.07 10.128.96.0/20 203.0.113.16",
    boston: "7 US 42.36 -71.06 10.128.112.0/20 203.0.113.17",
    brussels: "8 BE 50.85 4.35 10.128.128.0/20 203.0.113.18",
    bucharest: "9 RO 44.43 26.10 10.128.144.0/20 203.0.113.19",
    budapest: "10 HU 47.50 19.04 10.128.160.0/20 203.0.113.20",
    chicago: "11 US 41.88 -87.63 10.128.176.0/20 203.0.113.21",
    copenhagen: "12 DK 55.68 12.57 10.128.192.0/20 203.0.113.22",
    dallas: "13 US 32.78 -96.80 10.128.208.0/20 203.0.113.23 198.51.100.23",
    denver: "14 US 39.74 -104.99 10.128.224.0/20 203.0.113.24",
    dublin: "15 IE 53.35 -6.26 10.128.240.0/20 203.0.113.25",
    hamburg: "16 DE 53.55 9.99 10.129.0.0/20 203.0.113.26 198.51.100.26",
    helsinki: "17 FI 60.17 24.94 10.129.16.0/20 203.0.113.27",
    houston: "18 US 29.76 -95.37 10.129.32.0/20 203.0.113.28",
    lima: "19 PE -12.05 -77.04 10.129.48.0/20 203.0.113.29",
    lisbon: "20 PT 38.72 -9.14 10.129.64.0/20 203.0.113.30",
    london: "21 GB 51.51 -0.13 10.129.80.0/20 203.0.113.31",
    lyon: "22 FR 45.76 4.84 10.129.96.0/20 203.0.113.32 198.51.100.32",
    madrid: "23 ES 40.42 -3.70 10.129.112.0/20 203.0.113.33",
    "mexico-city": "24 MX 19.43 -99.13 10.129.128.0/20 203.0.113.34",
    miami: "25 US 25.76 -80.19 10.129.144.0/20 203.0.113.35",
    milan: "26 IT 45.46 9.19 10.129.160.0/20 203.0.113.36",
    montreal: "27 CA 45.50 -73.57 10.129.176.0/20 203.0.113.37",
    munich: "28 DE 48.14 11.58 10.129.192.0/20 203.0.113.38",
    naples: "29 IT 40.85 14.27 10.129.208.0/20 203.0.113.39",
    oslo: "30 NO 59.91 10.75 10.129.224.0/20 203.0.113.40",
    paris: "31 FR 48.86 2.35 10.129.240.0/20 203.0.113.41",
    prague: "32 CZ 50.08 14.44 10.130.0.0/20 203.0.113.42",
    "sao-paulo": "33 BR -23.55 -46.63 10.130.16.0/20 203.0.113.43",
    seattle: "34 US 47.61 -122.33 10.130.32.0/20 203.0.113.44",
    stockholm: "35 SE 59.33 18.07 10.130.48.0/20 203.0.113.45",
    toronto: "36 CA 43.65 -79.38 10.130.64.0/20 203.0.113.46 198.51.100.46",
    vienna: "37 AT 48.21 16.37 10.130.80.0/20 203.0.113.47",
    warsaw: "38 PL 52.23 21.01 10.130.96.0/20 203.0.113.48",
    zurich: "39 CH 47.38 8.54 10.130.112.0/20 203.0.113.49",
};

export const branches: Record<string, Branch> = Object.fromEntries(
    Object.entries(table).map(([key, row]) => {
        const [number, country, latitude, longitude, prefix, ...addresses] = row.split(" ");
        const place = { country, latitude: Number(latitude), longitude: Number(longitude) };
        return [key, { number: Number(number), ...place, prefix, addresses }];
    }),
);
