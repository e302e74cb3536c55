import { networkOverlaps } from "../../../graph/overlap";
import { aws, id, type Written } from "../../support/graph";
import { attached, hub, NET_PEERING, network, site, VPC, vpc } from "../../support/joined-networks";

const overlaps = (...parts: readonly (readonly Written[])[]): unknown =>
    networkOverlaps(network(...parts)).map(({ a, b, shared, isJoined }) => [
        ...[a.label, b.label].sort(),
        shared,
        isJoined ? "joined" : "apart",
    ]);
const named = (name: string, cidrBlock: string): Written => aws(VPC, name, { cidrBlock });
const peering = (a: string, b: string): Written =>
    aws(NET_PEERING, `${a} ${b}`, { vpcId: id(a), peerVpcId: id(b), autoAccept: true });

test("networks with addresses of their own have no overlaps", () => {
    expect(overlaps(vpc("shop", 1), vpc("desk", 2))).toEqual([]);
});

test("two networks with the same addresses, apart and then joined", () => {
    const both = [named("shop", "10.1.0.0/16"), named("copy", "10.1.0.0/16")];
    expect(overlaps(both)).toEqual([["copy", "shop", "10.1.0.0/16", "apart"]]);
    expect(overlaps(both, [peering("shop", "copy")])).toEqual([["copy", "shop", "10.1.0.0/16", "joined"]]);
});

test("a network inside of the addresses of another shares its own", () => {
    expect(overlaps([named("all", "10.0.0.0/8"), named("shop", "10.1.0.0/16")])).toEqual([
        ["all", "shop", "10.1.0.0/16", "apart"],
    ]);
});

test("hubs and others between them join as well, two internet gateways do not", () => {
    const gateways = ["shop", "copy"].map((name) =>
        aws("ec2/internetGateway:InternetGateway", `gateway of ${name}`, { vpcId: id(name) }),
    );
    const [shop, copy] = [vpc("shop", 1), vpc("copy", 1)];
    expect(overlaps(shop, copy, gateways)).toEqual([["copy", "shop", "10.1.0.0/16", "apart"]]);
    const joined = [hub("virginia"), attached("shop", "virginia"), attached("copy", "virginia")];
    expect(overlaps(shop, copy, ...joined)).toEqual([["copy", "shop", "10.1.0.0/16", "joined"]]);
});

test("those that are joined come first", () => {
    const all = ["a", "b", "c", "d"].map((name, i) => named(name, i < 2 ? "10.1.0.0/16" : "10.2.0.0/16"));
    expect(overlaps(all, [peering("c", "d")])).toEqual([
        ["c", "d", "10.2.0.0/16", "joined"],
        ["a", "b", "10.1.0.0/16", "apart"],
    ]);
});

test("a pair stands once, with everything that it shares", () => {
    const more = ["shop", "copy"].map((name) =>
        aws("ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", `more of ${name}`, {
            ...{ vpcId: id(name), cidrBlock: "10.9.0.0/16" },
        }),
    );
    expect(overlaps([named("shop", "10.1.0.0/16"), named("copy", "10.1.0.0/17"), ...more])).toEqual([
        ["copy", "shop", "10.1.0.0/17, 10.9.0.0/16", "apart"],
    ]);
});

test("a site whose static route is for a part of a network has the same addresses", () => {
    const shop = [hub("virginia"), vpc("shop", 1), attached("shop", "virginia")];
    expect(overlaps(...shop, site("plant", "virginia", ["10.1.7.0/24"]))).toEqual([
        ["plant", "shop", "10.1.7.0/24", "joined"],
    ]);
    expect(overlaps(...shop, site("plant", "virginia", ["192.168.0.0/16"]))).toEqual([]);
});

test("however many there are, none is left out", () => {
    const many = Array.from({ length: 50 }, (_, i) => named(`copy-${i}`, "10.1.0.0/16"));
    expect(networkOverlaps(network(many))).toHaveLength((50 * 49) / 2);
});
