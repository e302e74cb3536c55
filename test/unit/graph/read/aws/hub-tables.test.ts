import {
    NO_DEFAULTS,
    vpc,
    hub,
    table,
    associate,
    propagate,
    route,
    via,
    SHOP_AND_DESK,
    SHOP,
    DESK,
    DENIED,
} from "../../../../support/hub-of-two";
import { deployed, Hubs, make, output, planned, ref, type Written } from "../../../../support/hubs";

/** The same must hold of what is planned and of what is deployed. */
describe.each([
    ["planned", planned],
    ["deployed", deployed],
] as const)("tables of a gateway, %s", (_, read) => {
    const hubs = (...written: readonly Written[]): Hubs => new Hubs(read(written));
    const into = (world: Hubs): string => world.into("shop", "shop-a", world.meant("hub"));

    test("an attachment sends by the table that is associated, and is found in those it propagates to", () => {
        const world = hubs(...SHOP_AND_DESK, associate("shop-attachment", "prod"), propagate("shop-attachment", "dev"));
        expect(into(world)).toBe("prod over shop-attachment past shop-a");
        expect(world.route("dev", "10.0.1.1")).toBe(SHOP);
        expect(world.route("prod", "10.0.1.1")).toBe("no route");
        expect(world.route("dev", "10.1.1.1")).toBe("no route");
        const stations = world.side.parts.stations.map(({ id, kind, place, siblings }) => ({
            id,
            kind,
            place,
            siblings,
        }));
        const [prod, dev] = [world.urn("prod"), world.urn("dev")];
        expect(stations).toEqual([
            { id: prod, kind: "hub-table", place: prod, siblings: [dev] },
            { id: dev, kind: "hub-table", place: dev, siblings: [prod] },
        ]);
    });

    test("without a table, packets from the attachment end", () => {
        expect(into(hubs(...SHOP_AND_DESK))).toBe(DENIED);
        expect(into(hubs(...SHOP_AND_DESK, associate("desk-attachment", "prod")))).toBe(DENIED);
    });

    test("a gateway that has not switched it off associates and propagates with its default table", () => {
        const all = [...vpc("shop", "10.0.0.0/16"), ...vpc("desk", "10.1.0.0/16")];
        const ids = { associationDefaultRouteTableId: "tgw-rtb-0", propagationDefaultRouteTableId: "tgw-rtb-0" };
        const world = hubs(hub({}, ids), ...all);
        expect(into(world)).toBe("hub#default-table over shop-attachment past shop-a");
        expect(world.route("hub#default-table", "10.1.0.1")).toBe(DESK);

        const half = hubs(
            hub({ defaultRouteTableAssociation: "disable" }, { propagationDefaultRouteTableId: "tgw-rtb-0" }),
            ...all,
        );
        expect(into(half)).toBe(DENIED);
        expect(half.route("hub#default-table", "10.1.0.1")).toBe(DESK);
    });

    test("an attachment that wants no default table has none", () => {
        const off = {
            transitGatewayDefaultRouteTableAssociation: false,
            transitGatewayDefaultRouteTablePropagation: false,
        };
        const world = hubs(hub({}), ...vpc("shop", "10.0.0.0/16", off), ...vpc("desk", "10.1.0.0/16"));
        expect(into(world)).toBe(DENIED);
        expect(world.route("hub#default-table", "10.0.0.1")).toBe("no route");
        expect(world.route("hub#default-table", "10.1.0.1")).toBe(DESK);
    });

    test("the program can make one of its own tables the default, and route in the one that came with the gateway", () => {
        const set = (kind: "defaultAssociation" | "defaultPropagation"): Written =>
            make(kind, kind, { transitGatewayId: ref("hub"), transitGatewayRouteTableId: ref("prod") });
        const came = make("route", "into the default", {
            transitGatewayRouteTableId: output("hub", "associationDefaultRouteTableId"),
            destinationCidrBlock: "192.168.0.0/16",
            transitGatewayAttachmentId: ref("desk-attachment"),
        });
        const all = [hub({}, { associationDefaultRouteTableId: "tgw-rtb-0" }), ...SHOP_AND_DESK.slice(1)];
        const world = hubs(...all, set("defaultAssociation"), set("defaultPropagation"), came);
        expect(into(world)).toBe("prod over shop-attachment past shop-a");
        expect(world.route("prod", "10.0.0.1")).toBe(SHOP);
        expect(world.route("hub#default-table", "10.0.0.1")).toBe("no route");
        expect(world.route("hub#default-table", "192.168.0.1")).toBe(DESK);
    });

    test("of two associations the one that takes the place of the other counts, else nobody can say", () => {
        const both = (replaceExistingAssociation: boolean): Hubs =>
            hubs(
                ...SHOP_AND_DESK,
                associate("shop-attachment", "prod"),
                associate("shop-attachment", "dev", { replaceExistingAssociation }),
            );
        expect(into(both(true))).toBe("dev over shop-attachment past shop-a");
        expect(into(both(false))).toBe(
            "UNKNOWN: vpc attachment shop-attachment: route table association association shop-attachment prod, " +
                "route table association association shop-attachment dev each associate a table with it",
        );
    });

    test("a policy table decides by rules that are not read", () => {
        const policy = make("policyAssociation", "by policy", { transitGatewayAttachmentId: ref("shop-attachment") });
        expect(into(hubs(...SHOP_AND_DESK, associate("shop-attachment", "prod"), policy))).toBe(
            "UNKNOWN: policy table association by policy: vpc attachment shop-attachment may be associated with a policy table, " +
                "whose rules are not read",
        );
    });

    test("a static route beats what is propagated with the same prefix, and loses to a longer one", () => {
        const world = hubs(
            ...SHOP_AND_DESK,
            propagate("shop-attachment", "prod"),
            propagate("desk-attachment", "prod"),
            route("prod", "10.0.0.0/16", via("desk-attachment")),
            route("prod", "10.0.0.0/8", via("shop-attachment")),
        );
        expect(world.route("prod", "10.0.1.1")).toBe(DESK);
        expect(world.route("prod", "10.1.1.1")).toBe(DESK);
        expect(world.route("prod", "10.2.1.1")).toBe(SHOP);
    });

    test("a blackhole route drops, inside a prefix that is propagated too", () => {
        const hole = route("prod", "10.0.128.0/17", { blackhole: true });
        const world = hubs(...SHOP_AND_DESK, propagate("shop-attachment", "prod"), hole);
        expect(world.route("prod", "10.0.128.1")).toBe(
            "BLACKHOLE: route static 10.0.128.0/17 is a blackhole route: it drops packets",
        );
        expect(world.route("prod", "10.0.127.1")).toBe(SHOP);
    });

    test("a prefix list stands for each of its entries, behind static routes and before what is propagated", () => {
        const list = [
            make("prefixList", "list", { entries: [{ cidr: "10.1.0.0/16" }, { cidr: "10.7.0.0/16" }] }),
            make("prefixListEntry", "entry", { prefixListId: ref("list"), cidr: "10.8.0.0/16" }),
            make("prefixListReference", "reference", {
                transitGatewayRouteTableId: ref("prod"),
                prefixListId: ref("list"),
                transitGatewayAttachmentId: ref("shop-attachment"),
            }),
        ];
        const static7 = route("prod", "10.7.0.0/16", via("desk-attachment"));
        const world = hubs(...SHOP_AND_DESK, propagate("desk-attachment", "prod"), ...list, static7);
        expect(world.route("prod", "10.1.0.1")).toBe(SHOP);
        expect(world.route("prod", "10.7.0.1")).toBe(DESK);
        expect(world.route("prod", "10.8.0.1")).toBe(SHOP);
    });

    test.each([["10.0.0.0/16"], ["10.0.128.0/17"]])(
        "of two VPCs whose prefixes overlap AWS propagates one and does not say which: %s",
        (cidrBlock) => {
            const world = hubs(
                hub(),
                ...vpc("shop", "10.0.0.0/16"),
                ...vpc("copy", cidrBlock),
                ...vpc("desk", "10.1.0.0/16"),
                table("prod"),
                ...["shop", "copy", "desk"].map((name) => propagate(`${name}-attachment`, "prod")),
            );
            const open =
                `UNKNOWN: vpc attachment copy-attachment (${cidrBlock}) and vpc attachment shop-attachment (10.0.0.0/16) overlap: ` +
                "AWS takes the one that was attached first, which nothing tells";
            expect([world.route("prod", "10.0.200.1"), world.route("prod", "10.0.0.1")]).toEqual([open, open]);
            expect(world.route("prod", "10.1.0.1")).toBe(DESK);
        },
    );

    test("two static routes to one destination are one too many", () => {
        const twice = route("prod", "10.9.0.0/16", via("shop-attachment"));
        const again = { ...route("prod", "10.9.0.0/16", via("desk-attachment")), name: "again" };
        expect(hubs(...SHOP_AND_DESK, twice, again).route("prod", "10.9.0.1")).toBe(
            "UNKNOWN: routes to 10.9.0.0/16 lead to vpc attachment desk-attachment and vpc attachment shop-attachment; " +
                "AWS takes one of them",
        );
    });

    test("IPv6 prefixes come only from attachments with IPv6 on", () => {
        const six = (ipv6Support: string): Hubs => {
            const [network, ...rest] = vpc("shop", "10.0.0.0/16", { ipv6Support });
            const dual = { ...network, inputs: { ...network?.inputs, ipv6CidrBlock: "2600:1f18::/56" } } as Written;
            return hubs(hub(), dual, ...rest, table("prod"), propagate("shop-attachment", "prod"));
        };
        expect(six("enable").route("prod", "2600:1f18::1")).toBe(SHOP);
        expect(six("disable").route("prod", "2600:1f18::1")).toBe("no route");
        expect(six("disable").route("prod", "10.0.0.1")).toBe(SHOP);
    });

    test("a static route to an attachment of another gateway leads nowhere, and such a propagation brings nothing", () => {
        const other = [
            make("gateway", "other", NO_DEFAULTS),
            make("table", "theirs", { transitGatewayId: ref("other") }),
        ];
        const world = hubs(
            ...SHOP_AND_DESK,
            ...other,
            route("theirs", "10.0.0.0/16", via("shop-attachment")),
            propagate("desk-attachment", "theirs"),
        );
        expect(world.route("theirs", "10.0.0.1")).toBe(
            "BLACKHOLE: route static 10.0.0.0/16 leads to vpc attachment shop-attachment, which is attached to another gateway",
        );
        expect(world.route("theirs", "10.1.0.1")).toBe("no route");
    });

    test("a route to an attachment that only has an id, or to one that is not modelled, leads where nobody knows", () => {
        const connect = make("connect", "sd-wan", {
            transitGatewayId: ref("hub"),
            transportAttachmentId: ref("shop-attachment"),
        });
        const world = hubs(
            ...SHOP_AND_DESK,
            connect,
            route("prod", "10.5.0.0/16", { transitGatewayAttachmentId: "tgw-attach-0123" }),
            route("prod", "10.6.0.0/16", via("sd-wan")),
            route("prod", "10.7.0.0/16", {}),
        );
        expect(world.route("prod", "10.5.0.1")).toBe(
            "UNKNOWN: route static 10.5.0.0/16: attachment tgw-attach-0123 is not in the program",
        );
        expect(world.route("prod", "10.6.0.1")).toBe("UNKNOWN: connect sd-wan: what lies behind it is not read");
        expect(world.route("prod", "10.7.0.1")).toBe("BLACKHOLE: route static 10.7.0.0/16 leads to no attachment");
    });

    test("a table that only has an id may have any route", () => {
        const inputs = { transitGatewayRouteTableId: "tgw-rtb-9", transitGatewayAttachmentId: ref("shop-attachment") };
        const world = hubs(...SHOP_AND_DESK, make("association", "elsewhere", inputs));
        expect(into(world)).toBe("tgw-rtb-9 over shop-attachment past shop-a");
        expect(world.route("tgw-rtb-9", "10.0.0.1")).toBe(
            "unsure: transit gateway route table tgw-rtb-9 is not in the program: which routes it has is not known",
        );
    });

    test("a gateway that only has an id is a place, and what is written down about it counts", () => {
        const [network, a, b, attachment] = vpc("shop", "10.0.0.0/16", {
            transitGatewayDefaultRouteTableAssociation: false,
            transitGatewayDefaultRouteTablePropagation: false,
        });
        const adopted = { ...attachment, inputs: { ...attachment?.inputs, transitGatewayId: "tgw-7" } } as Written;
        const written = [network, a, b, adopted].flatMap((w) => w ?? []);
        const prod = make("table", "prod", { transitGatewayId: "tgw-7" });
        const world = hubs(
            ...written,
            prod,
            associate("shop-attachment", "prod"),
            propagate("shop-attachment", "prod"),
        );
        expect(world.into("shop", "shop-a", { is: "external", id: "tgw-7" })).toBe(
            "prod over shop-attachment past shop-a",
        );
        expect(world.route("prod", "10.0.0.1")).toBe(SHOP);
        expect(world.side.parts.places.filter(({ kind }) => kind === "hub")).toEqual([
            {
                id: "tgw-7",
                kind: "hub",
                label: "transit gateway tgw-7",
                cloud: "aws",
                region: "us-east-1",
                within: "region/aws/us-east-1",
            },
        ]);
        expect(hubs(...written, prod).into("shop", "shop-a", { is: "external", id: "tgw-7" })).toBe(
            "UNKNOWN: vpc attachment shop-attachment: transit gateway tgw-7 is not in the program: whether it accepts the " +
                "attachment is not known",
        );
    });
});

test("a deployed gateway tells by its id which of the program's tables it takes by default", () => {
    const ids = { associationDefaultRouteTableId: "id-of-prod", propagationDefaultRouteTableId: "id-of-dev" };
    const world = new Hubs(deployed([hub({}, ids), ...SHOP_AND_DESK.slice(1)]));
    expect(world.into("shop", "shop-a", world.meant("hub"))).toBe("prod over shop-attachment past shop-a");
    expect([world.route("prod", "10.0.0.1"), world.route("dev", "10.0.0.1")]).toEqual(["no route", SHOP]);
});
