import type { Selection } from "../../../graph/answer";
import { select } from "../../../graph/names";
import { HostKind, PlaceKind, type Host, type Network } from "../../../graph/network";
import { addressSet, describeSet, subtract } from "../../../plan/address-set";
import { drawn, host, machines, place } from "../../support/network";

const urn = (type: string, name: string): string => `urn:pulumi:prod::net::aws:ec2/${type}::${name}`;
const VPC = urn("vpc:Vpc", "shop");
const VPC_WEST = urn("vpc:Vpc", "orders");
const [APP, WIRE, WEST] = [urn("subnet:Subnet", "app"), urn("subnet:Subnet", "wire"), urn("subnet:Subnet", "west")];
const [SERVER, BALANCER] = [urn("instance:Instance", "server"), urn("lb:LoadBalancer", "front")];

/** In two subnets at once. */
const FEET = urn("lb:LoadBalancer", "feet");

const NETWORK: Network = drawn({
    hosts: [
        machines(APP, ["10.0.0.0/24", "fd00::/64"]),
        machines(WIRE, ["10.0.1.0/28"], { isDedicated: true }),
        machines(WEST, ["10.1.0.0/24"]),
        host(SERVER, APP, ["10.0.0.5"], { tags: { tier: "web", Name: "The server" } }),
        host(BALANCER, APP, ["10.0.0.8"], { kind: HostKind.LoadBalancer, tags: { query: "a=b" } }),
        host(`${FEET}#one`, APP, ["10.0.0.20"], { kind: HostKind.LoadBalancer }),
        host(`${FEET}#two`, WEST, ["10.1.0.20"], { kind: HostKind.LoadBalancer }),
        host(urn("endpoint:Endpoint", "sqs"), APP, ["10.0.0.11"], { kind: HostKind.Endpoint }),
        host("later", APP, ["10.0.0.0/24"], { isExact: false }),
        host("internet", "internet", ["8.0.0.0/7", "52.0.0.0/8"], { kind: HostKind.Internet }),
        host("plant", "site/plant", ["172.16.0.0/16"], { kind: HostKind.Site }),
        host("service/s3", "cloud", ["52.0.0.0/8"], { kind: HostKind.Service }),
    ],
    places: [
        place("region/aws/us-east-1", PlaceKind.Region, { label: "us-east-1" }),
        place("region/aws/us-west-2", PlaceKind.Region, { label: "us-west-2" }),
        place(VPC, PlaceKind.Network, {
            within: "region/aws/us-east-1",
            tags: { stage: "prod", Name: "Shop network" },
            label: "VPC shop",
        }),
        place(VPC_WEST, PlaceKind.Network, {
            within: "region/aws/us-west-2",
            tags: { stage: "prod" },
            label: "VPC orders",
        }),
        place(APP, PlaceKind.Subnet, { within: VPC, tags: { stage: "test" } }),
        place(WIRE, PlaceKind.Subnet, { within: VPC }),
        place(WEST, PlaceKind.Subnet, { within: VPC_WEST }),
        place("site/plant", PlaceKind.Site, { label: "site plant" }),
        place("internet", PlaceKind.Internet),
        place("cloud", PlaceKind.Cloud),
    ],
});

const short = (host: Host): string => host.id.split("::").at(-1)!;
function selected(text: string, network = NETWORK): Selection {
    const found = select(network, text);
    if ("problems" in found) throw new Error(JSON.stringify(found.problems));
    return found;
}
const ids = (text: string, network?: Network): readonly string[] => selected(text, network).hosts.map(short);

describe("a name means", () => {
    test.each<[string, readonly string[]]>([
        ["internet", ["internet"]],
        [SERVER, ["server"]],
        [APP, ["app"]],
        [VPC, ["app"]],
        ["vpc/shop", ["app"]],
        ["vnet/shop", ["app"]],
        ["network/Shop network", ["app"]],
        ["network/VPC shop", ["app"]],
        ["vpc/orders", ["west"]],
        ["subnet/app", ["app"]],
        ["region/us-east-1", ["app"]],
        ["region/us-west-2", ["west"]],
        ["site/plant", ["plant"]],
        ["instance/server", ["server"]],
        ["interface/server", ["server"]],
        ["host/The server", ["server"]],
        ["lb/front", ["front"]],
        ["load-balancer/front", ["front"]],
        ["lb/feet", ["feet#one", "feet#two"]],
        [FEET, ["feet#one", "feet#two"]],
        ["endpoint/sqs", ["sqs"]],
        ["service/s3", ["service/s3"]],
        ["tag/stage=test", ["app"]],
        ["tag/tier=web", ["server"]],
        ["tag/query=a=b", ["front"]],
    ])("%s", (text, expected) => {
        expect(ids(text)).toEqual(expected);
        expect(selected(text).text).toBe(text);
    });

    test("a network without the subnets that only hold an attachment, unless they are asked for", () => {
        expect(selected("vpc/shop").leftOut).toEqual([
            { host: NETWORK.hosts.get(WIRE), why: "it only holds a gateway's attachment" },
        ]);
        expect(selected("subnet/wire")).toEqual({ text: "subnet/wire", hosts: [NETWORK.hosts.get(WIRE)], leftOut: [] });
        const only = drawn({
            hosts: [machines(WIRE, ["10.0.1.0/28"], { isDedicated: true })],
            places: [place(VPC, PlaceKind.Network), place(WIRE, PlaceKind.Subnet, { within: VPC })],
        });
        expect(ids("vpc/shop", only)).toEqual(["wire"]);
    });

    test("the machines under a tag, of which the nearest counts", () => {
        const { hosts, leftOut } = selected("tag/stage=prod");
        expect(hosts.map(short)).toEqual(["west"]);
        expect(leftOut.map(({ host: left }) => short(left))).toEqual(["wire"]);
    });

    test.each<[string, readonly (readonly [string, string])[]]>([
        ["10.0.0.5", [["server", "10.0.0.5/32"]]],
        ["10.0.0.6", [["app", "10.0.0.6/32"]]],
        [
            "10.0.0.4/30",
            [
                ["server", "10.0.0.5/32"],
                ["app", "10.0.0.4/32, 10.0.0.6/31"],
            ],
        ],
        ["10.0.0.8/32", [["front", "10.0.0.8/32"]]],
        ["fd00::7", [["app", "fd00::7/128"]]],
        ["10.0.0.128/25", [["app", "10.0.0.128/25"]]],
        ["172.16.3.0/24", [["plant", "172.16.3.0/24"]]],
        ["8.8.8.8", [["internet", "8.8.8.8/32"]]],
        ["52.1.2.3", [["internet", "52.1.2.3/32"]]],
    ])("by address, %s: those that have it, and no more of each", (text, expected) => {
        const found = selected(text).hosts.map((h) => [short(h), describeSet(h.addresses)]);
        expect(found).toEqual(expected);
    });

    test("a prefix of networks and the internet: the parts of the networks", () => {
        expect(ids("0.0.0.0/0")).toEqual([
            "server",
            "front",
            "feet#one",
            "feet#two",
            "sqs",
            "app",
            "wire",
            "west",
            "plant",
        ]);
    });

    test("a prefix across networks: the parts of each", () => {
        const found = selected("10.0.0.0/15").hosts;
        expect(found.map(short)).toEqual(["server", "front", "feet#one", "feet#two", "sqs", "app", "wire", "west"]);
        expect(found[6]!.addresses).toEqual(addressSet(["10.0.1.0/28"]));
        const taken = ["10.1.0.20/32"];
        expect(found[7]!.addresses).toEqual(subtract(addressSet(["10.1.0.0/24"]), addressSet(taken)));
    });
});

describe("a name that means nothing, or several things, says what there is", () => {
    const ALLOWED =
        '"vpc/<name>", "subnet/<name>", "instance/<name>", "lb/<name>", "endpoint/<name>", "site/<name>", ' +
        '"region/<name>", "tag/<key>=<value>", "internet", an address, a prefix or a URN';
    const wrong = (got: string, fix: string) => ({
        problems: [{ check: "endpoint", path: "from", got, allowed: ALLOWED, fix }],
    });

    test.each<[string, string]>([
        ["vpc/shipping", "There is no vpc of this name. There are orders, shop."],
        ["subnet/shop", "There is no subnet of this name. There are app, west, wire."],
        ["lb/back", "There is no lb of this name. There are feet, front."],
        ["site/shop", "There is no site of this name. There is plant."],
        ["shop", "Say what it is: vpc/<name>."],
        ["cluster/shop", "Say what it is: vpc/<name>."],
        ["toString/shop", "Say what it is: vpc/<name>."],
        ["tag/stage=dev", "No subnet or host has this tag."],
        ["tag/stage", "Give the value too: tag/stage=<value>."],
        ["192.168.0.1", "No subnet, host or site has an address there."],
    ])("%s", (text, fix) => {
        expect(select(NETWORK, text, "from")).toEqual(wrong(JSON.stringify(text), fix));
    });

    test("a prefix with host bits: the one that is probably meant", () => {
        expect(select(NETWORK, "10.0.0.5/24", "from")).toEqual(
            wrong('"10.0.0.5/24", which has host bits set', "Write the prefix without host bits: 10.0.0.0/24."),
        );
    });

    test("several: their URNs", () => {
        const [one, two] = [urn("vpc:Vpc", "shop"), urn("custom:Network$aws:ec2/vpc:Vpc", "shop")];
        const twice = drawn({ places: [place(one, PlaceKind.Network), place(two, PlaceKind.Network)] });
        expect(select(twice, "vpc/shop", "from")).toEqual(
            wrong('"vpc/shop", a name that 2 have', `Give the URN: ${[one, two].sort().join(" or ")}.`),
        );
    });

    test("none of the kind, or too many to list", () => {
        expect(select(drawn({}), "lb/front", "from")).toEqual(
            wrong('"lb/front"', "There is no lb of this name. There is none at all."),
        );
        expect(select(drawn({}), "internet", "from")).toEqual(
            wrong('"internet"', "Nothing here leads to the internet."),
        );
        const many = Array.from({ length: 13 }, (_, n) => place(`vpc-${10 + n}`, PlaceKind.Network));
        expect(select(drawn({ places: many }), "vpc/shop", "from")).toEqual(
            wrong(
                '"vpc/shop"',
                "There is no vpc of this name. There are " +
                    `${Array.from({ length: 12 }, (_, n) => `vpc-${10 + n}`).join(", ")} and more.`,
            ),
        );
    });
});
