import { deployed, Hubs, make, planned, provider, ref, type Written } from "../../../../support/hubs";

const hub = (inputs: Written["inputs"] = {}, more: Partial<Written> = {}): Written =>
    make(
        "gateway",
        "hub",
        { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable", ...inputs },
        more,
    );
const subnet = (name: string, availabilityZone?: string): Written =>
    make("subnet", name, { vpcId: ref("shop"), ...(availabilityZone === undefined ? {} : { availabilityZone }) });
const ATTACHMENT = { vpcId: ref("shop"), transitGatewayId: ref("hub") };
const attachment = (inputs: Written["inputs"] = {}, more: Partial<Written> = {}): Written =>
    make("attachment", "attachment", { ...ATTACHMENT, subnetIds: [ref("door-a"), ref("door-b")], ...inputs }, more);
const NETWORK = [
    make("vpc", "shop", { cidrBlock: "10.0.0.0/16" }),
    subnet("door-a", "us-east-1a"),
    subnet("door-b", "us-east-1b"),
    subnet("app-a", "us-east-1a"),
    subnet("app-c", "us-east-1c"),
    subnet("app"),
];
const TABLE = make("table", "prod", { transitGatewayId: ref("hub") });
const TABLES = ["association", "propagation"].map((kind) =>
    make(kind as "association", kind, {
        transitGatewayAttachmentId: ref("attachment"),
        transitGatewayRouteTableId: ref("prod"),
    }),
);

describe.each([
    ["planned", planned],
    ["deployed", deployed],
] as const)("the attachment of a VPC, %s", (_, read) => {
    const hubs = (...written: readonly Written[]): Hubs => new Hubs(read([...NETWORK, TABLE, ...written]));
    const whole = (...written: readonly Written[]): Hubs => hubs(hub(), attachment(), ...TABLES, ...written);
    const into = (world: Hubs, from: string): string => world.into("shop", from, world.meant("hub"));

    test("takes packets of a subnet through its own subnet in the same zone, whose filters they meet", () => {
        expect(into(whole(), "app-a")).toBe("prod over attachment past door-a");
        const hop = whole().side.intoHub("x", { is: "absent" }, undefined, "y", () => []);
        expect(hop.to).toBe("end");
    });

    test("takes packets of machines in its own subnet, which meet the filter of the subnet on the way in too", () => {
        expect(into(whole(), "door-b")).toBe("prod over attachment past door-b");
    });

    test("is out of reach from a zone in which it has no subnet", () => {
        expect(into(whole(), "app-c")).toBe(
            "NO_ROUTE: vpc attachment attachment has no subnet in us-east-1c, from where subnet app-c sends",
        );
    });

    test("may be out of reach from a subnet whose zone is not known", () => {
        expect(into(whole(), "app")).toBe(
            "UNKNOWN: the zone of subnet app is not known, so neither is whether vpc attachment attachment has a subnet there",
        );
        const open = hubs(hub(), attachment({ subnetIds: [ref("door-a"), ref("app")] }), ...TABLES);
        expect(into(open, "app")).toBe("prod over attachment past app");
        expect(into(open, "app-c")).toBe(
            "UNKNOWN: whether vpc attachment attachment has a subnet in us-east-1c is not known: the zone of subnet app is not",
        );
    });

    test("has a door in each zone, and keeps a connection to one of them in appliance mode", () => {
        expect(whole().route("prod", "10.0.0.1")).toBe("door-a (us-east-1a), door-b (us-east-1b)");
        const sticky = hubs(hub(), attachment({ applianceModeSupport: "enable" }), ...TABLES);
        expect(sticky.route("prod", "10.0.0.1")).toBe("sticky door-a (us-east-1a), door-b (us-east-1b)");
    });

    test("with subnets that are not in the program leads where nobody knows", () => {
        const world = hubs(hub(), attachment({ subnetIds: [ref("door-a"), "subnet-0123"] }), ...TABLES);
        const open = "UNKNOWN: vpc attachment attachment: subnet subnet-0123 is not in the program";
        expect(into(world, "app-a")).toBe("prod over attachment past door-a");
        expect(into(world, "app-c")).toBe(open);
        expect(world.route("prod", "10.0.0.1")).toBe(open);
    });

    test("is missing where a VPC has a route to a gateway and nothing attaches it", () => {
        expect(into(hubs(hub()), "app-a")).toBe(
            "BLACKHOLE: vpc shop has a route to transit gateway hub and no attachment to it",
        );
        expect(hubs().into("shop", "app-a", { is: "external", id: "tgw-0" })).toBe(
            "UNKNOWN: the attachment of vpc shop to transit gateway tgw-0 is not in the program",
        );
        expect(into(hubs(hub(), attachment({ vpcId: "vpc-0123" })), "app-a")).toMatch(/^BLACKHOLE: /);
    });

    test("of a VPC that is not in the program brings prefixes that nobody here knows", () => {
        const world = hubs(hub(), attachment({ vpcId: "vpc-0123" }), ...TABLES);
        expect(world.route("prod", "10.0.0.1")).toBe("unsure: nothing here describes vpc-0123");
    });

    test("is a link with a foot in each zone, which carries 8500 bytes in the clear", () => {
        const world = whole();
        expect(world.side.parts.links).toEqual([
            {
                id: world.urn("attachment"),
                kind: "attachment",
                element: { urn: world.urn("attachment"), label: "vpc attachment attachment" },
                ends: [world.urn("shop"), world.urn("hub")],
                mtu: 8500,
                encryption: "",
                elements: [world.urn("attachment")],
                zones: ["us-east-1a", "us-east-1b"],
                lanes: 1,
            },
        ]);
    });

    test("gateway and tables are places in their region, and everything that was read is named", () => {
        const tags = { Name: "production", team: "net" };
        const world = new Hubs(
            read([
                ...NETWORK,
                hub({ tags: { Name: "core" } }),
                make("table", "prod", { transitGatewayId: ref("hub"), tags }),
            ]),
        );
        const [gateway, prod] = [world.urn("hub"), world.urn("prod")];
        const frame = { cloud: "aws", region: "us-east-1" };
        expect(world.side.parts.places).toEqual([
            { id: "cloud/aws", kind: "cloud", label: "AWS", cloud: "aws" },
            { id: "region/aws/us-east-1", kind: "region", label: "us-east-1", within: "cloud/aws", ...frame },
            {
                id: gateway,
                kind: "hub",
                label: "core",
                within: "region/aws/us-east-1",
                urn: gateway,
                tags: { Name: "core" },
                ...frame,
            },
            {
                id: prod,
                kind: "hub-table",
                label: "production",
                segment: "production",
                within: gateway,
                urn: prod,
                tags,
            },
        ]);
        expect([...world.side.parts.modelled]).toEqual([gateway, prod]);
    });

    describe("of another account", () => {
        const mine = provider("mine", { assumeRoles: '[{"roleArn":"arn:aws:iam::111122223333:role/net"}]' });
        const theirs = provider("theirs", { assumeRoles: '[{"roleArn":"arn:aws:iam::444455556666:role/net"}]' });
        const shared = (gateway: Written["inputs"], ...written: readonly Written[]): Hubs =>
            hubs(
                mine,
                theirs,
                hub(gateway, { provider: "mine" }),
                attachment({}, { provider: "theirs" }),
                ...TABLES,
                ...written,
            );
        const accepter = make(
            "accepter",
            "accepter",
            { transitGatewayAttachmentId: ref("attachment") },
            { provider: "mine" },
        );
        const PENDING =
            "BLACKHOLE: vpc attachment attachment waits for the account of transit gateway hub to accept it";

        test("carries nothing before it is accepted, in either direction", () => {
            expect(into(shared({}), "app-a")).toBe(PENDING);
            expect(shared({}).route("prod", "10.0.0.1")).toBe(PENDING);
        });

        test("carries packets once it is accepted, or where the gateway takes all", () => {
            expect(into(shared({}, accepter), "app-a")).toBe("prod over attachment past door-a");
            expect(into(shared({ autoAcceptSharedAttachments: "enable" }), "app-a")).toBe(
                "prod over attachment past door-a",
            );
        });

        test("can be named by the id of its acceptance", () => {
            const route = make("route", "static", {
                transitGatewayRouteTableId: ref("prod"),
                transitGatewayAttachmentId: ref("accepter"),
                destinationCidrBlock: "10.9.0.0/16",
            });
            expect(shared({}, accepter, route).route("prod", "10.9.0.1")).toBe(
                "door-a (us-east-1a), door-b (us-east-1b)",
            );
        });

        test("leaves its default tables to the owner of the gateway, who says so in the acceptance", () => {
            const gateway = { defaultRouteTableAssociation: "enable" };
            const off = { transitGatewayDefaultRouteTableAssociation: false };
            const written = (accepting: Written["inputs"]): Written[] => [
                mine,
                theirs,
                hub(gateway, { provider: "mine", outputs: { associationDefaultRouteTableId: "tgw-rtb-0" } }),
                attachment(off, { provider: "theirs" }),
                { ...accepter, inputs: { ...accepter.inputs, ...accepting } },
            ];
            expect(into(hubs(...written({ transitGatewayDefaultRouteTableAssociation: true })), "app-a")).toBe(
                "hub#default-table over attachment past door-a",
            );
            expect(into(hubs(...written(off)), "app-a")).toMatch(/^WRONG_TABLE: /);
            const auto = hub({ ...gateway, autoAcceptSharedAttachments: "enable" }, { provider: "mine" });
            const alone = [mine, theirs, auto, attachment(off, { provider: "theirs" })];
            expect(into(hubs(...alone), "app-a")).toBe("hub#default-table over attachment past door-a");
        });

        test("takes for granted that the gateway is shared, unless the program shares it", () => {
            const share = make("shared", "share", { resourceArn: ref("hub") });
            const text =
                "transit gateway hub is shared with the account of vpc attachment attachment, though nothing here shares it";
            const world = shared({}, accepter);
            expect(world.side.parts.assumptions).toEqual([{ text, about: [world.urn("attachment")] }]);
            const arn = "arn:aws:ec2:us-east-1:111122223333:transit-gateway/tgw-1";
            const known = make("gateway", "hub", hub().inputs, { provider: "mine", outputs: { arn } });
            const withShare = (): Hubs =>
                hubs(mine, theirs, known, attachment({}, { provider: "theirs" }), accepter, ...TABLES, {
                    ...share,
                    inputs: { resourceArn: read === planned ? ref("hub") : arn },
                });
            expect(withShare().side.parts.assumptions).toEqual([]);
        });

        test("may be one's own where two providers only have different names", () => {
            const [one, two] = [provider("one", { profile: "one" }), provider("two", { profile: "two" })];
            const world = (...more: readonly Written[]): Hubs =>
                hubs(one, two, hub({}, { provider: "one" }), attachment({}, { provider: "two" }), ...more);
            expect(into(world(), "app-a")).toBe(
                "UNKNOWN: vpc attachment attachment: it may lie in another account than transit gateway hub, and nothing accepts it",
            );
            // AWS associates a table with nothing that waits to be accepted.
            expect(into(world(...TABLES), "app-a")).toBe("prod over attachment past door-a");
        });
    });
});

test("settings that a preview does not know leave it open what an attachment does", () => {
    const unknown = ref("app");
    const hubs = (...written: readonly Written[]): Hubs => new Hubs(planned([...NETWORK, TABLE, ...written]));
    const into = (world: Hubs): string => world.into("shop", "app-a", world.meant("hub"));
    expect(hubs(hub(), attachment({ applianceModeSupport: unknown }), ...TABLES).route("prod", "10.0.0.1")).toBe(
        "UNKNOWN: vpc attachment attachment: applianceModeSupport is not known before the deployment",
    );
    expect(into(hubs(hub({ defaultRouteTableAssociation: unknown }), attachment()))).toBe(
        "UNKNOWN: transit gateway hub: defaultRouteTableAssociation is not known before the deployment",
    );
    const flag = {
        transitGatewayDefaultRouteTableAssociation: unknown,
        transitGatewayDefaultRouteTablePropagation: unknown,
    };
    const open = hubs(make("gateway", "hub"), attachment(flag));
    expect(into(open)).toBe(
        "UNKNOWN: vpc attachment attachment: transitGatewayDefaultRouteTableAssociation is not known before the deployment",
    );
    expect(open.route("hub#default-table", "10.0.0.1")).toBe(
        "unsure: vpc attachment attachment: transitGatewayDefaultRouteTablePropagation is not known before the deployment",
    );
    const gateways = [hub(), make("gateway", "other", hub().inputs)];
    const either = hubs(...gateways, attachment({ transitGatewayId: ref("hub", "other") }), ...TABLES);
    expect(into(either)).toBe(
        "UNKNOWN: vpc attachment attachment: transitGatewayId is not known before the deployment and may be any of hub, other",
    );
});
