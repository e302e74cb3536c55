import { faultsOf, oneWayLinks } from "../../../graph/faults";
import { matrix } from "../../../graph/matrix";
import { LinkKind, type Network } from "../../../graph/network";
import { reach } from "../../../graph/reach";
import { aws, id } from "../../support/graph";
import {
    attached,
    ends,
    GATEWAY,
    hub,
    natted,
    NET_PEERING,
    network,
    packetsOf,
    route,
    SUBNET,
    TWO_REGIONS,
    vpc,
} from "../../support/joined-networks";
import { drawn, entry, link, machines, station, toHosts, toStation } from "../../support/network";

const faults = (of: Network): readonly unknown[] =>
    faultsOf(of, matrix(of, packetsOf())).map(({ kind, reason, pairs }) => [
        ...[kind, reason.element.label, reason.detail],
        ...pairs.map(({ from, to }) => `${from} to ${to}`),
    ]);

test("networks that are well joined, or not at all, have none", () => {
    expect(faults(network(TWO_REGIONS))).toEqual([]);
    expect(faults(network(vpc("shop", 1), vpc("desk", 2)))).toEqual([]);
});

test("answers through a NAT gateway or an internet gateway take the way of the packets", () => {
    expect(faults(network(vpc("shop", 1), natted("shop", 1, ["a", "b"])))).toEqual([]);
    const open = vpc("shop", 1).map((one) =>
        one.type === `aws:${SUBNET}` ? { ...one, inputs: { ...one.inputs, mapPublicIpOnLaunch: true } } : one,
    );
    const routes = ["a", "b"].map((zone) => route(`shop-${zone}`, "0.0.0.0/0", { gatewayId: id("gateway") }));
    expect(faults(network(open, [aws(GATEWAY, "gateway", { vpcId: id("shop") }), ...routes]))).toEqual([]);
});

test("a loop between two hubs that send each other what neither has", () => {
    const of = network(TWO_REGIONS, [
        ...["virginia us-east-1", "ireland eu-west-1"].map((text) => {
            const [on = "", region = ""] = text.split(" ");
            return aws("ec2transitgateway/route:Route", `loop at ${on}`, {
                ...{ region, transitGatewayAttachmentId: id("virginia and ireland") },
                ...{ transitGatewayRouteTableId: id(`${on}-table`), destinationCidrBlock: "10.99.0.0/16" },
            });
        }),
        ...vpc("lost", 99),
    ]);
    // One loop, though each of the two comes to it from its own side.
    expect(faults(of)).toEqual([
        [
            ...["loop", "route table virginia-table"],
            "packets from 10.2.0.4–10.2.0.254 to 10.99.0.4–10.99.0.254 come back to route table virginia-table for ever, over peering " +
                "attachment virginia and ireland",
            ...["vpc/desk to vpc/lost", "vpc/shop to vpc/lost"],
        ],
    ]);
});

test("a route to a hub without an attachment there is a blackhole, once for all who meet it", () => {
    const of = network(hub("virginia"), vpc("desk", 2), attached("desk", "virginia"), vpc("shop", 1), [
        route("shop-a", "10.2.0.0/16", { transitGatewayId: id("virginia") }),
        route("shop-b", "10.2.0.0/16", { transitGatewayId: id("virginia") }),
    ]);
    expect(faults(of)).toEqual([
        [
            ...["blackhole", "vpc shop", "vpc shop has a route to transit gateway virginia and no attachment to it"],
            "vpc/shop to vpc/desk",
        ],
    ]);
});

test("packets over a hub whose answers come over a peering: both links are named", () => {
    const of = network(
        hub("virginia"),
        vpc("shop", 1),
        attached("shop", "virginia"),
        vpc("desk", 2),
        attached("desk", "virginia"),
        [
            aws(NET_PEERING, "direct", { vpcId: id("shop"), peerVpcId: id("desk"), autoAccept: true }),
            ...["a", "b"].map((zone) => route(`desk-${zone}`, "10.1.0.0/16", { vpcPeeringConnectionId: id("direct") })),
        ],
    );
    const [trip] = reach(of, ends(of, "vpc/shop"), ends(of, "vpc/desk"), packetsOf()).trips;
    expect(trip?.verdict).toBe("REACHABLE");
    expect(oneWayLinks(of, trip!).map(({ element }) => element.label)).toEqual([
        "vpc attachment shop on virginia",
        "vpc attachment desk on virginia",
        "vpc peering connection direct",
    ]);
    // One for both directions: the same links carry one half of each.
    expect(faults(of)).toEqual([
        [
            ...["asymmetry", "vpc peering connection direct"],
            "packets and their answers take different ways: only one direction passes vpc peering connection direct, vpc attachment " +
                "shop on virginia, vpc attachment desk on virginia",
            ...["vpc/desk to vpc/shop", "vpc/shop to vpc/desk"],
        ],
    ]);
});

test("answers that are dropped on their way are no asymmetry: what drops them is the reason", () => {
    const of = drawn({
        hosts: [machines("a", ["10.1.0.0/24"]), machines("b", ["10.2.0.0/24"])],
        stations: [
            station("a", [entry("10.2.0.0/24", toStation("b", { link: "one" })), entry("10.1.0.0/24", toHosts("a"))]),
            station("b", [entry("10.2.0.0/24", toHosts("b"))]),
        ],
        links: [link("one", ["a", "b"], { kind: LinkKind.HubPeering })],
    });
    const [trip] = reach(of, ends(of, "a"), ends(of, "b"), packetsOf()).trips;
    expect([trip?.reason?.code, trip?.reason?.cause?.code]).toEqual(["RETURN_BLOCKED", "NO_ROUTE"]);
    expect(oneWayLinks(of, trip!)).toEqual([]);
});

describe("two links between the same ends, one for packets and one for answers,", () => {
    const joinedBy = (kind: LinkKind): Network =>
        drawn({
            hosts: [machines("a", ["10.1.0.0/24"]), machines("b", ["10.2.0.0/24"])],
            stations: [
                station("a", [
                    entry("10.2.0.0/24", toStation("b", { link: "one" })),
                    entry("10.1.0.0/24", toHosts("a")),
                ]),
                station("b", [
                    entry("10.1.0.0/24", toStation("a", { link: "two" })),
                    entry("10.2.0.0/24", toHosts("b")),
                ]),
            ],
            links: [link("one", ["a", "b"], { kind }), link("two", ["b", "a"], { kind })],
        });

    const oneWay = (of: Network): string[] => {
        const [trip] = reach(of, ends(of, "a"), ends(of, "b"), packetsOf()).trips;
        return oneWayLinks(of, trip!).map(({ id: name }) => name);
    };

    test("are one way where they are tunnels, which share the load", () => {
        expect(oneWay(joinedBy(LinkKind.Vpn))).toEqual([]);
    });

    test("are two ways where they are peerings, which may have a firewall each", () => {
        expect(oneWay(joinedBy(LinkKind.HubPeering))).toEqual(["one", "two"]);
    });
});
