import type { Answer } from "../../../graph/answer";
import type { Network } from "../../../graph/network";
import { encryptionOf, latencyOf, linksOf, mtuOf, regionsOf, transferOf, waysOf } from "../../../graph/path";
import { reach } from "../../../graph/reach";
import { aws, id, type Written } from "../../support/graph";
import {
    attached,
    connection,
    ends,
    hub,
    natted,
    NET_PEERING,
    network,
    packetsOf,
    peered,
    route,
    site,
    TWO_REGIONS,
    vpc,
} from "../../support/joined-networks";

const ask = (on: Network, from: string, to: string): Answer => reach(on, ends(on, from), ends(on, to), packetsOf());
const mtu = (on: Network, from: string, to: string): unknown => {
    const found = mtuOf(on, waysOf(ask(on, from, to).trips));
    return found === undefined ? undefined : [found.mtu, found.decidedBy];
};
const encryption = (on: Network, from: string, to: string): unknown => {
    const { isEncrypted, links } = encryptionOf(on, waysOf(ask(on, from, to).trips));
    return [isEncrypted, ...links.map(({ link, encryption: by }) => `${link.element.label}: ${by}`)];
};
const [firstTrip, regions] = [
    (on: Network, from: string, to: string) => ask(on, from, to).trips[0]!.out,
    (on: Network, from: string, to: string) => regionsOf(on, firstTrip(on, from, to)).map(({ region }) => region),
];

const SHOP = [...hub("virginia"), ...vpc("shop", 1), ...attached("shop", "virginia")];
const HUB_AND_SITE = network(SHOP, site("plant", "virginia", ["192.168.0.0/16"]));
const OUT = network(vpc("shop", 1), natted("shop", 1, ["a"]));
const REGIONS = network(TWO_REGIONS);
/** A VPC in Mumbai whose traffic to Ireland goes over the hub in Virginia. */
const OVER_A_THIRD = network(
    TWO_REGIONS,
    hub("mumbai", "ap-south-1"),
    vpc("works", 3, "ap-south-1"),
    attached("works", "mumbai", "ap-south-1"),
    peered(["virginia", "us-east-1", "10.1.0.0/16"], ["mumbai", "ap-south-1", "10.3.0.0/16"]),
    [hubRoute("mumbai", "10.2.0.0/16", "virginia and mumbai", "ap-south-1")],
    [hubRoute("ireland", "10.3.0.0/16", "virginia and ireland", "eu-west-1")],
);
function hubRoute(on: string, destinationCidrBlock: string, attachment: string, region: string): Written {
    return aws("ec2transitgateway/route:Route", `${on} to ${destinationCidrBlock}`, {
        ...{ region, destinationCidrBlock, transitGatewayAttachmentId: id(attachment) },
        transitGatewayRouteTableId: id(`${on}-table`),
    });
}
const directly = (regionOfDesk: string): Network =>
    network(
        vpc("shop", 1),
        vpc("desk", 2, regionOfDesk),
        [
            aws(NET_PEERING, "direct", {
                vpcId: id("shop"),
                peerVpcId: id("desk"),
                peerRegion: regionOfDesk,
                autoAccept: true,
            }),
        ],
        regionOfDesk === "us-east-1"
            ? []
            : [
                  aws("ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter", "accepted", {
                      ...{ region: regionOfDesk, vpcPeeringConnectionId: id("direct"), autoAccept: true },
                  }),
              ],
        ["a", "b"].flatMap((zone) => [
            route(`shop-${zone}`, "10.2.0.0/16", { vpcPeeringConnectionId: id("direct") }),
            route(`desk-${zone}`, "10.1.0.0/16", { vpcPeeringConnectionId: id("direct") }, regionOfDesk),
        ]),
    );

describe("the largest packet", () => {
    test("is what EC2 instances send inside of a VPC, and 8500 bytes over a Transit Gateway, whose first attachment decides", () => {
        expect(mtu(REGIONS, "vpc/shop", "vpc/shop")).toEqual([9001, "network interfaces"]);
        expect(mtu(REGIONS, "vpc/shop", "vpc/desk")).toEqual([8500, "vpc attachment shop on virginia"]);
    });

    test("is 1500 bytes out of an internet gateway, and already on the way to a NAT gateway before it", () => {
        expect(mtu(OUT, "subnet/shop-public-a", "internet")).toBeUndefined(); // Nothing there has a public address.
        expect(mtu(OUT, "subnet/shop-a", "internet")).toEqual([1500, "nat gateway nat-a"]);
    });

    test("over a VPN is what its encryption leaves of 1500 bytes", () => {
        expect(mtu(HUB_AND_SITE, "vpc/shop", "site/plant")).toEqual([1446, "vpn connection vpn plant"]);
    });

    test("is not known where that of a link is not", () => {
        const open = {
            ...HUB_AND_SITE,
            links: new Map([...HUB_AND_SITE.links].map(([k, l]) => [k, { ...l, mtu: undefined }])),
        };
        expect(mtu(open as Network, "vpc/shop", "site/plant")).toBeUndefined();
    });

    test("of a VPC peering is 9001 in a region and 8500 between two", () => {
        expect(mtu(directly("us-east-1"), "vpc/shop", "vpc/desk")).toEqual([9001, "network interfaces"]);
        expect(mtu(directly("eu-west-1"), "vpc/shop", "vpc/desk")).toEqual([8500, "vpc peering connection direct"]);
    });
});

describe("encryption on the way", () => {
    test("between regions AWS encrypts; links inside of one region do not count", () => {
        expect(encryption(REGIONS, "vpc/shop", "vpc/desk")).toEqual([
            true,
            "peering attachment virginia and ireland: AWS inter-region encryption",
        ]);
        expect(encryption(directly("us-east-1"), "vpc/shop", "vpc/desk")).toEqual([true]);
        expect(encryption(directly("eu-west-1"), "vpc/shop", "vpc/desk")).toEqual([
            true,
            "vpc peering connection direct: AWS inter-region encryption",
        ]);
    });

    test("a VPN encrypts by its proposals", () => {
        expect(encryption(HUB_AND_SITE, "vpc/shop", "site/plant")).toEqual([
            true,
            "vpn connection vpn plant: IPsec AES-256-GCM",
        ]);
    });

    test("nothing encrypts what goes out of an internet gateway", () => {
        expect(encryption(OUT, "subnet/shop-a", "internet")).toEqual([false, "internet gateway gateway of shop: "]);
    });

    test("what a gateway drops has not been sent in the clear: only ways that carry packets count", () => {
        const both = network(SHOP, natted("shop", 1, ["a"]), site("plant", "virginia", ["192.168.0.0/16"]));
        expect(ask(both, "vpc/shop", "site/plant").verdict).toBe("PARTIAL");
        expect(encryption(both, "vpc/shop", "site/plant")).toEqual([
            true,
            "vpn connection vpn plant: IPsec AES-256-GCM",
        ]);
        expect(mtu(both, "vpc/shop", "site/plant")).toEqual([1446, "vpn connection vpn plant"]);
    });

    test("nobody can say of a link whose encryption is not known, nor of one whose ends may lie in two regions", () => {
        const link = [...REGIONS.links.values()].find(({ kind }) => kind === "hub-peering")!;
        const { encryption: _, ...plain } = link;
        const open = { ...plain, ends: ["tgw-1", "tgw-2"] } as const;
        const unknown: Network = { ...REGIONS, links: new Map([...REGIONS.links, [link.id, open]]) };
        expect(encryption(unknown, "vpc/shop", "vpc/desk")).toEqual([
            undefined,
            "peering attachment virginia and ireland: undefined",
        ]);
    });
});

describe("where data goes", () => {
    test("regions in order, the one in between too", () => {
        expect(regions(REGIONS, "vpc/shop", "vpc/desk")).toEqual(["us-east-1", "eu-west-1"]);
        expect(ask(OVER_A_THIRD, "vpc/works", "vpc/desk").verdict).toBe("REACHABLE");
        expect(regions(OVER_A_THIRD, "vpc/works", "vpc/desk")).toEqual(["ap-south-1", "us-east-1", "eu-west-1"]);
        expect(regions(OVER_A_THIRD, "vpc/desk", "vpc/works")).toEqual(["eu-west-1", "us-east-1", "ap-south-1"]);
    });

    test("a transfer from India to Ireland over Virginia touches three countries", () => {
        const { transfer } = transferOf(OVER_A_THIRD, firstTrip(OVER_A_THIRD, "vpc/works", "vpc/desk"))!;
        const touched = transfer.touched.map(({ code, roles }) => `${code} ${roles.join()}`).sort();
        expect(touched).toEqual(["IE to", "IN from", "US transit"]);
    });

    test("of a way to a site or the internet nobody can say where it ends: no verdict from the half that is known", () => {
        expect(transferOf(HUB_AND_SITE, firstTrip(HUB_AND_SITE, "vpc/shop", "site/plant"))).toBeUndefined();
        expect(transferOf(OUT, firstTrip(OUT, "subnet/shop-a", "internet"))).toBeUndefined();
        expect(latencyOf(HUB_AND_SITE, firstTrip(HUB_AND_SITE, "vpc/shop", "site/plant"))).toBeUndefined();
        expect(latencyOf(OUT, firstTrip(OUT, "subnet/shop-a", "internet"))).toBeUndefined();
    });

    test("nor of one over a gateway whose region is not known", () => {
        const places = [...REGIONS.places].map(
            ([k, p]) => [k, p.label === "ireland" ? { ...p, within: "cloud/aws" } : p] as const,
        );
        const open = { ...REGIONS, places: new Map(places) };
        expect(latencyOf(open, firstTrip(open, "vpc/shop", "vpc/desk"))).toBeUndefined();
    });
});

describe("round trips", () => {
    test("add up over the regions passed: what was measured wins", () => {
        const measured = { "ap-south-1": { "us-east-1": 190 }, "us-east-1": { "eu-west-1": 70 } };
        expect(latencyOf(OVER_A_THIRD, firstTrip(OVER_A_THIRD, "vpc/works", "vpc/desk"), measured)).toMatchObject({
            ...{ estimateMs: 260, lowMs: 260, highMs: 260, over: ["ap-south-1", "us-east-1", "eu-west-1"] },
        });
    });

    test("over a third region is the sum of both parts, and in one region that between its zones", () => {
        const of = (from: string, to: string): number =>
            latencyOf(OVER_A_THIRD, firstTrip(OVER_A_THIRD, from, to))!.estimateMs;
        expect(of("vpc/works", "vpc/desk")).toBeCloseTo(of("vpc/works", "vpc/shop") + of("vpc/shop", "vpc/desk"), 6);
        expect(latencyOf(REGIONS, firstTrip(REGIONS, "vpc/shop", "vpc/shop"))).toMatchObject({
            boundMs: 0,
            over: ["us-east-1"],
        });
    });
});

test("links come in the order in which packets take them, each once", () => {
    const ways = waysOf(ask(REGIONS, "vpc/shop", "vpc/desk").trips);
    expect(linksOf(REGIONS, ways).map(({ element }) => element.label)).toEqual([
        "vpc attachment shop on virginia",
        "peering attachment virginia and ireland",
        "vpc attachment desk on ireland",
    ]);
});

test("a second connection to a site is a link of its own", () => {
    const two = network(
        SHOP,
        site("plant", "virginia", ["192.168.0.0/17"]),
        connection("vpn 2", "plant", "virginia", ["192.168.128.0/17"]),
    );
    expect(linksOf(two, waysOf(ask(two, "vpc/shop", "site/plant").trips)).map(({ element }) => element.label)).toEqual(
        expect.arrayContaining(["vpn connection vpn plant", "vpn connection vpn 2"]),
    );
});
