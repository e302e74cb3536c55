import { deployed, Hubs, make, planned, ref, type Written } from "../../../../support/hubs";

const OFF = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
const REGIONS = { east: "us-east-1", west: "eu-west-1" };
type Side = keyof typeof REGIONS;

/** A gateway in each of two regions with a table for its VPC and one for the peering. */
const side = (name: Side, cidrBlock: string): Written[] => {
    const region = REGIONS[name];
    const zone = { region, availabilityZone: `${region}a` };
    const table = (word: string): Written =>
        make("table", `${name}-${word}`, { region, transitGatewayId: ref(`${name}-hub`) });
    return [
        make("gateway", `${name}-hub`, { region, ...OFF }),
        make("vpc", name, { region, cidrBlock }),
        make("subnet", `${name}-subnet`, { ...zone, vpcId: ref(name) }),
        make("attachment", `${name}-attachment`, {
            region,
            vpcId: ref(name),
            transitGatewayId: ref(`${name}-hub`),
            subnetIds: [ref(`${name}-subnet`)],
        }),
        table("prod"),
        table("transit"),
        ...["association", "propagation"].map((kind) =>
            make(kind as "association", `${name}-${kind}`, {
                region,
                transitGatewayAttachmentId: ref(`${name}-attachment`),
                transitGatewayRouteTableId: ref(kind === "association" ? `${name}-prod` : `${name}-transit`),
            }),
        ),
    ];
};
const SIDES = [...side("east", "10.0.0.0/16"), ...side("west", "10.1.0.0/16")];
const PEERING = make("peering", "peering", {
    transitGatewayId: ref("east-hub"),
    peerTransitGatewayId: ref("west-hub"),
    peerRegion: REGIONS.west,
});
const ACCEPTER = make("peeringAccepter", "accepter", {
    region: REGIONS.west,
    transitGatewayAttachmentId: ref("peering"),
});
const through = (name: Side, kind: "association" | "route", table: string, inputs: Written["inputs"] = {}): Written =>
    make(kind, `${kind} ${table}`, {
        region: REGIONS[name],
        transitGatewayAttachmentId: ref("accepter"),
        transitGatewayRouteTableId: ref(`${name}-${table}`),
        ...inputs,
    });
const EAST_ROUTE = through("east", "route", "prod", { destinationCidrBlock: "10.1.0.0/16" });
const JOINED = [PEERING, ACCEPTER, through("east", "association", "transit")];
const WEST = make("association", "west table", { ...through("west", "association", "transit").inputs });

/** Between regions both sides of a peering have one id: the resources that accept and ask are the same attachment. */
const sameId = (written: readonly Written[]): Written[] =>
    written.map((w) => {
        const id = w.inputs["transitGatewayAttachmentId"];
        const isAccepter = JSON.stringify(id) === JSON.stringify(ref("accepter"));
        return isAccepter ? { ...w, inputs: { ...w.inputs, transitGatewayAttachmentId: ref("peering") } } : w;
    });

describe.each([
    ["planned", planned],
    ["planned, named by the request", (w: readonly Written[]) => planned(sameId(w))],
    ["deployed", (w: readonly Written[]) => deployed(sameId(w))],
] as const)("two gateways in two regions, %s", (_, read) => {
    const hubs = (...written: readonly Written[]): Hubs => new Hubs(read([...SIDES, ...written]));

    test("packets that a static route sends over the peering are looked up in the table of the other side", () => {
        const world = hubs(...JOINED, WEST, EAST_ROUTE);
        expect(world.route("east-prod", "10.1.0.1")).toBe("west-transit over peering");
        expect(world.route("west-transit", "10.1.0.1")).toBe("west-subnet (eu-west-1a)");
        const entry = world.side.parts.stations.find(({ id }) => id === world.urn("east-prod"))?.entries[0];
        expect(entry?.to).toMatchObject({ to: "station", zone: "" });
    });

    test("nothing goes over a peering without a static route, and none comes for the way back", () => {
        const world = hubs(...JOINED, WEST, EAST_ROUTE);
        expect(world.route("west-prod", "10.0.0.1")).toBe("no route");
        const propagated = make("propagation", "over the peering", {
            transitGatewayAttachmentId: ref("accepter"),
            transitGatewayRouteTableId: ref("east-prod"),
        });
        expect(hubs(...JOINED, WEST).route("east-prod", "10.1.0.1")).toBe("no route");
        expect(hubs(...JOINED, WEST, propagated).route("east-prod", "10.1.0.1")).toBe(
            "unsure: peering attachment peering: what it propagates from the other side is not read",
        );
    });

    test("a side without an associated table drops what comes over the peering", () => {
        expect(hubs(...JOINED, EAST_ROUTE).route("east-prod", "10.1.0.1")).toBe(
            "WRONG_TABLE: no route table of transit gateway west-hub is associated with peering attachment peering",
        );
    });

    test("a peering that nobody accepts carries nothing", () => {
        const asked = sameId([WEST, EAST_ROUTE]);
        expect(hubs(PEERING, ...asked).route("east-prod", "10.1.0.1")).toBe(
            "BLACKHOLE: peering attachment peering is requested, and nothing accepts it",
        );
    });

    test("a static route in a third gateway's table leads nowhere", () => {
        const third = [
            make("gateway", "third", OFF),
            make("table", "third-table", { transitGatewayId: ref("third") }),
            make("route", "third-route", {
                transitGatewayRouteTableId: ref("third-table"),
                transitGatewayAttachmentId: ref("accepter"),
                destinationCidrBlock: "10.1.0.0/16",
            }),
        ];
        expect(hubs(...JOINED, WEST, ...third).route("third-table", "10.1.0.1")).toBe(
            "BLACKHOLE: route third-route leads to peering attachment peering, which is attached to another gateway",
        );
    });

    test("is one link, which AWS encrypts, and which fails with either resource", () => {
        const world = hubs(...JOINED);
        expect(world.side.parts.links.filter(({ kind }) => kind === "hub-peering")).toEqual([
            {
                id: world.urn("peering"),
                kind: "hub-peering",
                element: { urn: world.urn("peering"), label: "peering attachment peering" },
                ends: [world.urn("east-hub"), world.urn("west-hub")],
                mtu: 8500,
                encryption: "AWS inter-region encryption",
                elements: [world.urn("peering"), world.urn("accepter")],
                zones: [],
                lanes: 1,
            },
        ]);
    });

    test("a gateway that is not in the program is at the other end of nobody knows what", () => {
        const away = make("peering", "peering", {
            transitGatewayId: ref("east-hub"),
            peerTransitGatewayId: "tgw-far",
            peerRegion: REGIONS.west,
        });
        const route = sameId([EAST_ROUTE]);
        expect(hubs(away, ...route).route("east-prod", "10.1.0.1")).toBe(
            "UNKNOWN: peering attachment peering: whether the other side accepts it is not in the program",
        );
        expect(hubs(away, ACCEPTER, EAST_ROUTE).route("east-prod", "10.1.0.1")).toMatch(/^UNKNOWN: /);
        const [hub] = hubs(away).side.parts.places.filter(({ id }) => id === "tgw-far");
        expect(hub).toMatchObject({ kind: "hub", region: "eu-west-1" });
    });
});

test("within a region each side has an id of its own: the gateways tell which peering is accepted", () => {
    const inOne = (input: Written["inputs"][string]): Written["inputs"][string] =>
        typeof input === "string" ? input.replace("eu-west-1", "us-east-1") : input;
    const near = SIDES.map((w): Written => {
        const inputs = Object.entries(w.inputs).map(([name, input]) => [name, inOne(input)] as const);
        return { ...w, inputs: Object.fromEntries<Written["inputs"][string]>(inputs) };
    });
    const peering = { ...PEERING, inputs: { ...PEERING.inputs, peerRegion: "us-east-1" } };
    const accepter = make(
        "peeringAccepter",
        "accepter",
        { transitGatewayAttachmentId: "id-of-accepter" },
        { outputs: { transitGatewayId: "id-of-west-hub", peerTransitGatewayId: "id-of-east-hub" } },
    );
    const own = { region: "us-east-1" };
    const world = new Hubs(
        deployed([
            ...near,
            peering,
            accepter,
            through("west", "association", "transit", own),
            through("east", "route", "prod", {
                destinationCidrBlock: "10.1.0.0/16",
                transitGatewayAttachmentId: ref("peering"),
            }),
        ]),
    );
    expect(world.route("east-prod", "10.1.0.1")).toBe("west-transit over peering");
    expect(world.side.parts.links.find(({ kind }) => kind === "hub-peering")).toMatchObject({ encryption: "" });
});

test("a peering takes part in a default table like any attachment, and brings it no routes", () => {
    const written = SIDES.map((w) =>
        w.name === "west-hub" ? make("gateway", "west-hub", { region: REGIONS.west }) : w,
    );
    const world = new Hubs(planned([...written, PEERING, ACCEPTER, EAST_ROUTE]));
    expect(world.route("east-prod", "10.1.0.1")).toBe("west-hub#default-table over peering");
    expect(world.route("west-hub#default-table", "10.0.0.1")).toBe("no route");
});

test("a deployed peering that is available was accepted, whoever did it", () => {
    const available = { ...PEERING, outputs: { state: "available" } };
    const world = new Hubs(deployed([...SIDES, available, ...sameId([WEST, EAST_ROUTE])]));
    expect(world.route("east-prod", "10.1.0.1")).toBe("west-transit over peering");
});
