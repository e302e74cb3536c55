import { costOf, type NetworkCost, type Usage } from "../../../graph/cost";
import type { Network } from "../../../graph/network";
import { aws, id, type Written } from "../../support/graph";
import {
    attached,
    GATEWAY,
    hub,
    natted,
    NET_PEERING,
    network,
    route,
    site,
    SUBNET,
    TWO_REGIONS,
    urn,
    VPC,
    VPN,
    vpc,
} from "../../support/joined-networks";

function cost(of: Network, ...usage: readonly Usage[]): NetworkCost {
    const found = costOf(of, usage);
    if ("problems" in found) throw new Error(JSON.stringify(found.problems));
    return found;
}
/** Payer, price and dollars of a month. */
const items = (found: NetworkCost): readonly string[] =>
    found.items.map(({ payer, price, monthly }) => `${payer}: ${price} ${monthly}`);
const flowItems = (of: Network, usage: Usage): readonly string[] => {
    const standing = items(cost(of));
    return items(cost(of, usage)).filter((item) => !standing.includes(item));
};

const SHOP: readonly Written[] = [...hub("virginia"), ...vpc("shop", 1), ...attached("shop", "virginia")];
const OUT = network(vpc("shop", 1), natted("shop", 1, ["a", "b"]));

describe("what stands", () => {
    test("an attachment is 36.50 dollars a month, and its VPC pays", () => {
        expect(items(cost(network(SHOP)))).toEqual(["shop: aws.tgw.attachment 36.5"]);
    });

    test("both sides of a peering pay as for an attachment", () => {
        const found = cost(network(TWO_REGIONS));
        expect(items(found)).toEqual(["shop: aws.tgw.attachment 36.5", "virginia: aws.tgw.attachment 36.5"]);
        // Of Ireland no price is known: it is asked for, and not taken from elsewhere.
        expect(found.unknowns.map(({ payer, price, region, answer }) => [payer, price, region, answer])).toEqual([
            ["desk", "aws.tgw.attachment", "eu-west-1", 'prices["aws.tgw.attachment"]["eu-west-1"]'],
            ["ireland", "aws.tgw.attachment", "eu-west-1", 'prices["aws.tgw.attachment"]["eu-west-1"]'],
        ]);
    });

    test("a NAT gateway is 32.85, and the VPC pays, not the subnet", () => {
        expect(items(cost(OUT))).toEqual(["shop: aws.nat-gateway 65.7"]);
    });

    test("an interface endpoint is 7.30 in each of its zones", () => {
        const endpoint = aws("ec2/vpcEndpoint:VpcEndpoint", "logs", {
            ...{ vpcId: id("shop"), serviceName: "com.amazonaws.us-east-1.logs", vpcEndpointType: "Interface" },
            subnetIds: [id("shop-a"), id("shop-b")],
        });
        expect(items(cost(network(vpc("shop", 1), [endpoint])))).toEqual(["shop: aws.interface-endpoint 14.6"]);
    });

    test("a VPN connection on a hub pays for its attachment too, one of a virtual private gateway does not", () => {
        const onHub = network(hub("virginia"), site("plant", "virginia", ["192.168.0.0/16"]));
        expect(items(cost(onHub))).toEqual(["virginia: aws.tgw.attachment 36.5", "virginia: aws.vpn.connection 36.5"]);
        expect(items(cost(network(vpc("shop", 1), vgw())))).toEqual(["shop: aws.vpn.connection 36.5"]);
    });

    test("a VPN connection of which nobody can say where it ends has no price, and is named", () => {
        const found = cost(network(vpc("shop", 1), vgw({})));
        expect([found.total, found.unpriced]).toEqual([0, ["vpn connection vpn"]]);
    });

    test("an internet gateway, a gateway endpoint and a VPC peering stand for nothing", () => {
        const found = cost(
            network(vpc("shop", 1), vpc("desk", 2), [
                aws(GATEWAY, "gateway", { vpcId: id("shop") }),
                aws(NET_PEERING, "direct", { vpcId: id("shop"), peerVpcId: id("desk"), autoAccept: true }),
            ]),
        );
        expect([found.total, found.items]).toEqual([0, []]);
    });

    test("a load balancer has no price here and is named once, however many subnets it is in", () => {
        const balancer = aws("lb/loadBalancer:LoadBalancer", "web", {
            ...{ internal: true, loadBalancerType: "application" },
            subnets: [id("shop-a"), id("shop-b")],
        });
        const found = cost(network(vpc("shop", 1), [balancer]));
        expect([found.total, found.unpriced]).toEqual([0, ["load balancer web"]]);
    });

    test("two VPCs of one name are two payers, by their URNs", () => {
        const labels = network(
            vpc("shop", 1),
            vpc("desk", 2),
            hub("virginia"),
            attached("shop", "virginia"),
            attached("desk", "virginia"),
        );
        const same = {
            ...labels,
            places: new Map(
                [...labels.places].map(([k, p]) => [k, p.kind === "network" ? { ...p, label: "main" } : p]),
            ),
        };
        expect(cost(same).perPayer).toEqual({ [urn(VPC, "shop")]: 36.5, [urn(VPC, "desk")]: 36.5 });
    });

    test("the user's own hours and prices count", () => {
        const found = costOf(network(SHOP), [], {
            hours: 100,
            prices: { "aws.tgw.attachment": { "us-east-1": 0.04 } },
        });
        expect("problems" in found ? found.problems : found.total).toBe(4);
    });
});

describe("what flows", () => {
    const gb = (from: string, to: string, traffic?: string): Usage => ({
        ...{ from, to, gbPerMonth: 1000 },
        ...(traffic === undefined ? {} : { traffic }),
    });

    test("over a hub the sender's VPC pays 0.02 dollars a GB, and the receiver nothing", () => {
        const of = network(SHOP, vpc("desk", 2), attached("desk", "virginia"));
        expect(flowItems(of, gb("vpc/shop", "vpc/desk"))).toEqual(["shop: aws.tgw.data 20"]);
    });

    test("over a peering of hubs the sending hub pays for the way to the other region besides", () => {
        expect(flowItems(network(TWO_REGIONS), gb("vpc/shop", "vpc/desk"))).toEqual([
            "shop: aws.tgw.data 20",
            "virginia: aws.transfer.inter-region 20",
        ]);
        expect(flowItems(network(TWO_REGIONS), gb("vpc/desk", "vpc/shop"))).toEqual([
            "ireland: aws.transfer.inter-region 20",
        ]);
    });

    test("out over a NAT gateway the VPC pays for its work and for the way to the internet, in only for its work", () => {
        expect(flowItems(OUT, gb("subnet/shop-a", "internet"))).toEqual([
            "shop: aws.egress.internet 81",
            "shop: aws.nat-gateway.data 45",
        ]);
        // What machines load from the internet comes as answers.
        expect(flowItems(OUT, gb("internet", "subnet/shop-a"))).toEqual(["shop: aws.nat-gateway.data 45"]);
    });

    test("what comes in from the internet is free, what answers it is not", () => {
        const of = network(vpc("shop", 1), [
            aws(GATEWAY, "gateway", { vpcId: id("shop") }),
            ...["a", "b"].map((zone) => route(`shop-${zone}`, "0.0.0.0/0", { gatewayId: id("gateway") })),
        ]);
        const open = network(
            vpc("shop", 1).map((one) =>
                one.type === `aws:${SUBNET}` ? { ...one, inputs: { ...one.inputs, mapPublicIpOnLaunch: true } } : one,
            ),
            [
                aws(GATEWAY, "gateway", { vpcId: id("shop") }),
                ...["a", "b"].map((zone) => route(`shop-${zone}`, "0.0.0.0/0", { gatewayId: id("gateway") })),
            ],
        );
        expect(flowItems(open, gb("internet", "subnet/shop-a"))).toEqual([]);
        expect(flowItems(open, gb("subnet/shop-a", "internet"))).toEqual(["shop: aws.egress.internet 81"]);
        expect(costOf(of, [gb("internet", "subnet/shop-a")])).toHaveProperty("problems");
    });

    test("to a site it is egress of the hub, and from there data that the hub takes in", () => {
        const of = network(SHOP, site("plant", "virginia", ["192.168.0.0/16"]));
        expect(flowItems(of, gb("vpc/shop", "site/plant"))).toEqual([
            "shop: aws.tgw.data 20",
            "virginia: aws.egress.internet 81",
        ]);
        expect(flowItems(of, gb("site/plant", "vpc/shop"))).toEqual(["virginia: aws.tgw.data 20"]);
    });

    test("to an interface endpoint its zone pays by the GB", () => {
        const endpoint = aws("ec2/vpcEndpoint:VpcEndpoint", "logs", {
            ...{ vpcId: id("shop"), serviceName: "com.amazonaws.us-east-1.logs", vpcEndpointType: "Interface" },
            ...{ subnetIds: [id("shop-a")], securityGroupIds: [id("open")] },
        });
        const open = aws("ec2/securityGroup:SecurityGroup", "open", {
            vpcId: id("shop"),
            ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
            egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
        });
        const of = network(vpc("shop", 1), [endpoint, open]);
        expect(flowItems(of, gb("subnet/shop-b", "endpoint/logs"))).toEqual(["shop: aws.interface-endpoint.data 10"]);
        expect(flowItems(of, gb("endpoint/logs", "subnet/shop-b"))).toEqual(["shop: aws.interface-endpoint.data 10"]);
    });

    test("a hub that a flow passes twice, over a VPC in between, is paid twice", () => {
        expect(flowItems(network(inspected()), gb("vpc/shop", "vpc/desk"))).toEqual([
            "inspection: aws.tgw.data 20",
            "shop: aws.tgw.data 20",
        ]);
    });

    test("a flow that does not arrive is a problem with the way to find out why", () => {
        expect(costOf(network(vpc("shop", 1), vpc("desk", 2)), [gb("vpc/shop", "vpc/desk", "tcp/443")])).toEqual({
            problems: [
                {
                    check: "usage",
                    path: "usage[0]",
                    got: "1000 GB from vpc/shop to vpc/desk",
                    allowed: "flows that arrive",
                    fix: "Ask why not: causeway reach vpc/shop vpc/desk tcp/443.",
                },
            ],
        });
    });

    test("ends and traffic that nobody knows are problems where they stand", () => {
        const found = costOf(OUT, [gb("vpc/shop", "internet"), gb("vpc/nobody", "internet", "carrier pigeon")]);
        const problems = "problems" in found ? found.problems : [];
        expect(problems.map(({ path }) => path)).toEqual(["usage[1].from", "usage[1].traffic"]);
    });
});

function vgw(attached: Written["inputs"] = { vpcId: id("shop") }): readonly Written[] {
    return [
        aws("ec2/vpnGateway:VpnGateway", "gateway", attached),
        aws("ec2/customerGateway:CustomerGateway", "plant", {
            bgpAsn: "65010",
            ipAddress: "203.0.113.9",
            type: "ipsec.1",
        }),
        aws(VPN, "vpn", {
            vpnGatewayId: id("gateway"),
            customerGatewayId: id("plant"),
            type: "ipsec.1",
            staticRoutesOnly: true,
        }),
    ];
}

/** All that shop and desk send goes to a VPC in between first, whose attachment has a table of its own. */
function inspected(): readonly Written[] {
    const names = ["shop", "desk", "inspection"];
    const all = [
        ...hub("virginia"),
        ...names.flatMap((name, i) => [...vpc(name, i + 1), ...attached(name, "virginia")]),
    ];
    const moved = all.flatMap((one): readonly Written[] => {
        const isInspection = one.name.startsWith("association of inspection");
        const isLearned = one.name.startsWith("propagation");
        const to = { ...one.inputs, transitGatewayRouteTableId: id("after") };
        return isInspection || isLearned ? [{ ...one, inputs: to }] : [one];
    });
    return [
        ...moved,
        aws("ec2transitgateway/routeTable:RouteTable", "after", { transitGatewayId: id("virginia") }),
        aws("ec2transitgateway/route:Route", "through inspection", {
            ...{ transitGatewayRouteTableId: id("virginia-table"), destinationCidrBlock: "10.0.0.0/8" },
            transitGatewayAttachmentId: id("inspection on virginia"),
        }),
    ];
}
