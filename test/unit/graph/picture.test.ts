import { pictureOf, type Box, type Picture } from "../../../graph/picture";
import { byText, slugs } from "../../../graph/picture/names";
import { sampleNetwork, tableOf, urn } from "../../support/sample-network";

const picture = pictureOf(sampleNetwork());

function all(boxes: readonly Box[]): Box[] {
    return boxes.flatMap((box) => [box, ...all(box.boxes)]);
}

function boxOf(id: string, within: Picture = picture): Box {
    const found = all(within.boxes).find((box) => box.id === id);
    if (found === undefined) throw new Error(`no box ${id}`);
    return found;
}

const edgeOf = (id: string) => picture.edges.find((edge) => edge.id === id)!;

describe("boxes", () => {
    test("lie in each other as cloud, region, and network or hub", () => {
        const outline = (boxes: readonly Box[]): unknown[] =>
            boxes.map((box) => (box.boxes.length === 0 ? box.id : { [box.id]: outline(box.boxes) }));
        expect(outline(picture.boxes)).toEqual([
            {
                "cloud-aws": [
                    { "region-ap-southeast-1": ["hub-retail-gateway-singapore", "network-shop-singapore"] },
                    { "region-eu-central-1": ["hub-retail-gateway-frankfurt", "network-shop-frankfurt"] },
                    {
                        "region-us-east-1": [
                            "hub-retail-gateway-virginia",
                            "network-services",
                            "network-shop-virginia",
                        ],
                    },
                ],
            },
            "site-plant",
            "internet-internet",
        ]);
    });

    test("of networks name their prefixes and the segments they are attached to", () => {
        const { label, addresses, segments } = boxOf("network-services");
        expect({ label, addresses, segments }).toEqual({
            ...{ label: "services", addresses: ["10.1.0.0/16"], segments: ["shared"] },
        });
    });

    test("of the internet is missing where nothing leads there, and so is a region without networks", () => {
        const network = sampleNetwork();
        const links = new Map([...network.links].filter(([, link]) => link.kind !== "internet-gateway"));
        const places = new Map(network.places).set("region/aws/empty", {
            ...{ id: "region/aws/empty", kind: "region", label: "empty", within: "cloud/aws" },
        });
        const ids = all(pictureOf({ ...network, links, places }).boxes).map(({ id }) => id);
        expect(ids).not.toContain("internet-internet");
        expect(ids).not.toContain("region-empty");
    });
});

describe("lines", () => {
    const textOf = (box: Box): string[] => box.lines.map(({ text, detail }) => `${text} | ${detail}`);

    test("are the subnets of a network, without the words of its name, its region and its zone", () => {
        expect(textOf(boxOf("network-shop-frankfurt"))).toEqual([
            "app · a | 10.16.0.0/20",
            "app · b | 10.16.16.0/20",
            "data · a | 10.16.64.0/20",
            "data · b | 10.16.80.0/20",
            "transit · a · attachment | 10.16.255.0/28",
            "transit · b · attachment | 10.16.255.16/28",
        ]);
    });

    test("of more than six subnets are tiers", () => {
        const network = sampleNetwork();
        const id = urn("subnet", "shop-frankfurt-app-eu-central-1c");
        const around = urn("vpc", "shop-frankfurt");
        const place = { id, kind: "subnet", label: "shop-frankfurt-app-c", within: around } as const;
        const places = new Map(network.places).set(id, place);
        expect(textOf(boxOf("network-shop-frankfurt", pictureOf({ ...network, places })))).toEqual([
            "app ×3 · a b | 10.16.0.0/20 +1",
            "data ×2 · a b | 10.16.64.0/20 +1",
            "transit ×2 · a b · attachment | 10.16.255.0/28 +1",
        ]);
    });

    test("name a gateway that leads to nothing the picture has", () => {
        expect(textOf(boxOf("network-services")).at(-1)).toBe("NAT gateway out | ");
    });

    test("of a hub are its tables, and tables of several hubs are one segment by what sets them apart", () => {
        expect(boxOf("hub-retail-gateway-virginia").lines.map(({ text, segment }) => [text, segment])).toEqual([
            ["retail-table-virginia/prod", "prod"],
            ["retail-table-virginia/shared", "shared"],
            ["retail-table-virginia/transit", "transit"],
        ]);
        expect(picture.segments).toEqual(["prod", "shared", "transit"]);
    });
});

describe("edges", () => {
    test("join the boxes of the places that a link joins, with what is known of it", () => {
        const figures = new Map([[urn("vpn", "plant"), { usdPerMonth: 36.5, latencyMs: 12 }]]);
        const edges = pictureOf(sampleNetwork(), { figures }).edges;
        expect(edges.find(({ kind }) => kind === "vpn")).toEqual({
            ...{ id: "hub-retail-gateway-frankfurt-site-plant-vpn", kind: "vpn", label: "VPN plant" },
            ends: ["hub-retail-gateway-frankfurt", "site-plant"],
            ...{ mtu: 1436, encryption: "IPsec AES-256-GCM", latencyMs: 12, usdPerMonth: 36.5 },
            ...{ segments: ["shared"], lanes: 2, count: 1 },
        });
    });

    test("tell a link that nothing encrypts from one of which nobody knows", () => {
        expect(edgeOf("network-services-hub-retail-gateway-virginia-attachment").encryption).toBe("");
        expect(edgeOf("network-services-internet-internet-internet-gateway").encryption).toBeUndefined();
    });
});

describe("what shows what", () => {
    test("is the line first, then its box; of a link the edge; of a gateway without an edge its line", () => {
        expect(picture.shownBy.get(urn("subnet", "services-app-us-east-1a"))).toEqual([
            "network-services-subnet-app-a",
            "network-services",
        ]);
        expect(picture.shownBy.get(tableOf("virginia", "prod"))?.at(-1)).toBe("hub-retail-gateway-virginia");
        expect(picture.shownBy.get(urn("peering", "virginia-frankfurt"))).toEqual([
            "hub-retail-gateway-virginia-hub-retail-gateway-frankfurt-hub-peering",
        ]);
        expect(picture.shownBy.get(urn("nat", "out"))).toEqual([
            "network-services-nat-nat-gateway-out",
            "network-services",
        ]);
    });

    test("names only parts that are there, and no two parts have one id", () => {
        for (const drawn of [picture, pictureOf(sampleNetwork({ more: 60 }))]) {
            const boxes = all(drawn.boxes);
            const ids = [...boxes, ...boxes.flatMap((box) => box.lines), ...drawn.edges].map(({ id }) => id);
            expect(new Set(ids).size).toBe(ids.length);
            const known = new Set(ids);
            expect([...drawn.shownBy.values()].flat().filter((id) => !known.has(id))).toEqual([]);
            expect(drawn.edges.flatMap(({ ends }) => ends).filter((id) => !known.has(id))).toEqual([]);
        }
    });
});

test("the order in which a reader gives its lists changes nothing", () => {
    expect(pictureOf(sampleNetwork({ reversed: true }))).toEqual(picture);
});

test("a network more leaves all ids as they are", () => {
    const ids = (drawn: Picture): string[] => [...all(drawn.boxes), ...drawn.edges].map(({ id }) => id);
    expect(ids(pictureOf(sampleNetwork({ more: 1 })))).toEqual(expect.arrayContaining(ids(picture)));
});

describe("a picture of more than 40 boxes", () => {
    const large = pictureOf(sampleNetwork({ more: 60 }));

    test("has one box for networks of a region that are attached alike, and names as many as it has lines", () => {
        const shared = boxOf("networks-with-network-extra-1", large);
        expect([shared.label, shared.segments, shared.lines.length]).toEqual(["61 networks", ["prod"], 6]);
        expect(shared.lines[0]).toMatchObject({ text: "extra-1", detail: "10.100.0.0/16" });
        expect(shared.lines[5]).toMatchObject({ text: "and 56 more networks" });
        expect(all(large.boxes).filter(({ kind }) => kind === "network")).toHaveLength(4);
    });

    test("keeps networks of different segments apart", () => {
        const network = sampleNetwork({ more: 60 });
        const attachment = urn("attachment", "extra-1");
        const stations = [...network.stations.values()].map((station) => ({
            ...station,
            entries: station.entries.map((entry) =>
                entry.to.to === "station" && entry.to.link === attachment
                    ? { ...entry, to: { ...entry.to, station: tableOf("frankfurt", "shared") } }
                    : entry,
            ),
        }));
        const drawn = pictureOf({ ...network, stations: new Map(stations.map((station) => [station.id, station])) });
        expect(boxOf("network-extra-1", drawn).segments).toEqual(["shared"]);
        expect(boxOf("networks-with-network-extra-2", drawn).label).toBe("60 networks");
    });

    test("has one edge for their links, which says how many they are", () => {
        const edges = large.edges.filter(({ ends }) => ends[0] === "networks-with-network-extra-1");
        expect(edges.map(({ kind, count, mtu }) => [kind, count, mtu])).toEqual([["attachment", 61, 8500]]);
        expect(large.shownBy.get(urn("attachment", "extra-7"))).toEqual([edges[0]!.id]);
    });

    test("adds up what links that share an edge cost, and says nothing where one price is not known", () => {
        const attachments = [...sampleNetwork({ more: 60 }).links.values()].filter(({ kind }) => kind === "attachment");
        const figures = new Map(attachments.map(({ id }) => [id, { usdPerMonth: 36.5 }]));
        const price = (known: typeof figures): number | undefined =>
            pictureOf(sampleNetwork({ more: 60 }), { figures: known }).edges.find(({ count }) => count > 1)
                ?.usdPerMonth;
        expect(price(figures)).toBe(61 * 36.5);
        figures.delete(urn("attachment", "extra-3"));
        expect(price(figures)).toBeUndefined();
    });
});

test("numbers in names count as numbers", () => {
    expect(["net-10", "net-9", "net", "Net-1"].sort(byText)).toEqual(["Net-1", "net", "net-9", "net-10"]);
});

test("ids hold small letters, digits and hyphens, and what has one name gets a number", () => {
    const items = [{ name: "Shop <script>" }, { name: "shop script" }, { name: "büro/1" }];
    expect([...slugs(items, ({ name }) => name).values()]).toEqual(["shop-script", "shop-script-2", "b-ro-1"]);
});
