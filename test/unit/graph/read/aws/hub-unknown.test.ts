import { NO_DEFAULTS, vpc, hub, SHOP_AND_DESK } from "../../../../support/hub-of-two";
import { Hubs, make, planned, ref, urnOf, type Written } from "../../../../support/hubs";

const HUB_TYPE = "aws:ec2transitgateway/transitGateway:TransitGateway";

describe("what a preview does not know of a gateway", () => {
    const hubs = (...written: readonly Written[]): Hubs => new Hubs(planned(written));

    test("a prefix list with an entry that is not known may bring any route, and so may one that is not in the program", () => {
        const reference = (prefixListId: Written["inputs"][string]): Written =>
            make("prefixListReference", "reference", {
                transitGatewayRouteTableId: ref("prod"),
                prefixListId,
                transitGatewayAttachmentId: ref("shop-attachment"),
            });
        const list = make("prefixList", "list", { entries: [{ cidr: "10.1.0.0/16" }] });
        const open = make("prefixListEntry", "entry", { prefixListId: ref("list"), cidr: ref("shop") });
        expect(hubs(...SHOP_AND_DESK, list, open, reference(ref("list"))).route("prod", "10.1.0.1")).toMatch(
            /^unsure: managed prefix list entry entry: cidr is not known/,
        );
        expect(hubs(...SHOP_AND_DESK, reference("pl-0123")).route("prod", "10.1.0.1")).toMatch(
            /^unsure: .*prefix list pl-0123/,
        );
    });

    test("a default table that may be set on either of two gateways leaves both open", () => {
        const either = make("defaultAssociation", "either", {
            transitGatewayId: ref("hub", "other"),
            transitGatewayRouteTableId: ref("prod"),
        });
        const world = hubs(hub({}), make("gateway", "other"), ...SHOP_AND_DESK.slice(1), either);
        expect(world.into("shop", "shop-a", world.meant("hub"))).toBe(
            "UNKNOWN: default route table association either: transitGatewayId is not known before the deployment and may be " +
                "any of hub, other",
        );
    });

    test("an attachment of which nothing says what it joins may propagate into any default table", () => {
        const shop = vpc("stray", "10.9.0.0/16");
        const stray = make("attachment", "stray-attachment", {
            transitGatewayId: ref("a parameter"),
            vpcId: ref("stray"),
            subnetIds: [ref("stray-a")],
        });
        const known = hubs(hub({}), ...SHOP_AND_DESK.slice(1), ...shop);
        const open = hubs(hub({}), ...SHOP_AND_DESK.slice(1), ...shop, stray);
        const fromShop = (world: Hubs): string => world.route(`${urnOf(HUB_TYPE, "hub")}#default-table`, "10.1.0.1");
        expect(fromShop(known)).not.toMatch(/^unsure/);
        expect(fromShop(open)).toMatch(/^unsure: vpc attachment stray-attachment: transitGatewayId is not known/);
    });

    test("a route whose destination is not known may lead anything anywhere", () => {
        const world = hubs(
            ...SHOP_AND_DESK,
            make("route", "open", { transitGatewayRouteTableId: ref("prod"), destinationCidrBlock: ref("shop") }),
        );
        expect(world.route("prod", "10.1.0.1")).toBe(
            "unsure: route open: its destination is not known before the deployment",
        );
    });

    test("an association that may be of either of two attachments leaves both open", () => {
        const world = hubs(
            ...SHOP_AND_DESK,
            make("association", "either", {
                transitGatewayAttachmentId: ref("shop-attachment", "desk-attachment"),
                transitGatewayRouteTableId: ref("prod"),
            }),
        );
        const open =
            "UNKNOWN: route table association either: transitGatewayAttachmentId is not known before the deployment and may " +
            "be any of shop-attachment, desk-attachment";
        expect(world.into("shop", "shop-a", world.meant("hub"))).toBe(open);
        expect(world.into("desk", "desk-b", world.meant("hub"))).toBe(open);
    });

    test("of two candidates the one whose gateway has the table is meant: AWS takes no other", () => {
        const other = make("gateway", "other", NO_DEFAULTS);
        const [network, a, b, attachment] = vpc("far", "10.9.0.0/16");
        const far = { ...attachment, inputs: { ...attachment?.inputs, transitGatewayId: ref("other") } } as Written;
        const world = hubs(
            ...SHOP_AND_DESK,
            other,
            ...[network, a, b, far].flatMap((w) => w ?? []),
            make("association", "one", {
                transitGatewayAttachmentId: ref("shop-attachment", "far-attachment"),
                transitGatewayRouteTableId: ref("prod"),
            }),
        );
        expect(world.into("shop", "shop-a", world.meant("hub"))).toBe("prod over shop-attachment past shop-a");
    });

    test("a route or a propagation that may be of either of two tables leaves both open", () => {
        const tables = {
            transitGatewayRouteTableId: ref("prod", "dev"),
            transitGatewayAttachmentId: ref("shop-attachment"),
        };
        for (const [kind, word, more] of [
            ["propagation", "route table propagation", {}],
            ["route", "route", { destinationCidrBlock: "10.4.0.0/16" }],
        ] as const) {
            const world = hubs(...SHOP_AND_DESK, make(kind, "either", { ...tables, ...more }));
            const open = `unsure: ${word} either: transitGatewayRouteTableId is not known before the deployment and may be any of prod, dev`;
            expect([world.route("prod", "1.1.1.1"), world.route("dev", "1.1.1.1")]).toEqual([open, open]);
        }
    });

    test("what a table takes from an attachment that is not known may be anything", () => {
        const world = hubs(
            ...SHOP_AND_DESK,
            make("propagation", "one of two", {
                transitGatewayAttachmentId: ref("shop-attachment", "desk-attachment"),
                transitGatewayRouteTableId: ref("prod"),
            }),
        );
        expect(world.route("prod", "10.0.0.1")).toMatch(/^unsure: route table propagation one of two: /);
        expect(world.route("dev", "10.0.0.1")).toBe("no route");
    });
});
