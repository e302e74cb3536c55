import type { Network } from "../../../graph/network";
import { singlePoints } from "../../../graph/single-points";
import { aws, id } from "../../support/graph";
import {
    attached,
    ends,
    hub,
    natted,
    NET_PEERING,
    network,
    packetsOf,
    route,
    site,
    TWO_REGIONS,
    twoWays,
    vpc,
} from "../../support/joined-networks";

const points = (of: Network, from: string, to: string): readonly string[] =>
    singlePoints(of, ends(of, from), ends(of, to), packetsOf()).map(
        ({ failure, verdict }) => `${failure.text}: ${verdict}`,
    );

const PAIR = [...vpc("shop", 1), ...vpc("desk", 2)];
const HUB = [...hub("virginia"), ...attached("shop", "virginia"), ...attached("desk", "virginia")];

test("one NAT gateway for two zones is one, and so is its zone", () => {
    const one = network(vpc("shop", 1), natted("shop", 1, ["a"]));
    expect(points(one, "subnet/shop-b", "internet")).toEqual([
        "gateway/nat-a: DENIED",
        "link/gateway of shop: DENIED",
        "zone/us-east-1a: DENIED",
    ]);
});

test("with a NAT gateway in each zone a zone takes nothing from the other", () => {
    const two = network(vpc("shop", 1), natted("shop", 1, ["a", "b"]));
    expect(points(two, "subnet/shop-b", "internet")).toEqual(["gateway/nat-b: DENIED", "link/gateway of shop: DENIED"]);
});

test("a hub is one for networks that only it joins, and so is each of their attachments", () => {
    expect(points(network(PAIR, HUB), "vpc/shop", "vpc/desk")).toEqual([
        "hub/virginia: DENIED",
        "link/desk on virginia: DENIED",
        "link/shop on virginia: DENIED",
    ]);
});

test("a peering beside the hub takes no way: longer routes stay, and lead to what has failed", () => {
    const both = network(PAIR, HUB, [
        aws(NET_PEERING, "direct", { vpcId: id("shop"), peerVpcId: id("desk"), autoAccept: true }),
        ...["a", "b"].flatMap((zone) => [
            route(`shop-${zone}`, "10.2.0.0/16", { vpcPeeringConnectionId: id("direct") }),
            route(`desk-${zone}`, "10.1.0.0/16", { vpcPeeringConnectionId: id("direct") }),
        ]),
    ]);
    expect(points(both, "vpc/shop", "vpc/desk")).toEqual(["link/direct: DENIED"]);
});

test("where one end is in one zone alone, its failure is its own", () => {
    expect(points(network(vpc("shop", 1, "us-east-1", ["a"])), "vpc/shop", "vpc/shop")).toEqual([]);
});

test("between regions the peering and both hubs are; the regions are the ends' own", () => {
    expect(points(network(TWO_REGIONS), "vpc/shop", "vpc/desk")).toEqual([
        "hub/ireland: DENIED",
        "hub/virginia: DENIED",
        "link/desk on ireland: DENIED",
        "link/shop on virginia: DENIED",
        "link/virginia and ireland: DENIED",
    ]);
});

test("a connection to a site is one", () => {
    const plant = network(
        hub("virginia"),
        vpc("shop", 1),
        attached("shop", "virginia"),
        site("plant", "virginia", ["192.168.0.0/16"]),
    );
    expect(points(plant, "vpc/shop", "site/plant")).toEqual([
        "hub/virginia: DENIED",
        "link/shop on virginia: DENIED",
        "link/vpn plant: DENIED",
    ]);
});

test("a link with a second way beside it is none, where its routes are learned and go with it", () => {
    expect(points(twoWays(), "a", "b")).toEqual([]);
    expect(points(twoWays({ back: "static" }), "a", "b")).toEqual(["link/first: DENIED"]);
});

test("what does not reach has nothing to lose", () => {
    expect(points(network(PAIR), "vpc/shop", "vpc/desk")).toEqual([]);
});
