import { withoutResource } from "../../../graph/read/removal";
import { aws, deployed, id, type Written } from "../../support/graph";
import { ATTACHMENT, attached, hub, NAT, natted, SUBNET, urn, VPC, vpc } from "../../support/joined-networks";

const PROGRAM: readonly Written[] = [
    ...hub("virginia"),
    ...vpc("shop", 1),
    ...attached("shop", "virginia"),
    ...natted("shop", 1, ["a"]),
];
const gone = (type: string, name: string, program = PROGRAM): readonly string[] => {
    const left = new Set(withoutResource(deployed(program), urn(type, name)).map((resource) => resource.name));
    return program.map((one) => one.name).filter((each) => !left.has(each));
};

test("an attachment takes its association and its propagation along, and nothing else", () => {
    expect(gone(ATTACHMENT, "shop on virginia")).toEqual([
        "shop on virginia",
        "association of shop on virginia in virginia",
        "propagation of shop on virginia in virginia",
    ]);
});

test("a NAT gateway takes the routes to it along", () => {
    expect(gone(NAT, "nat-a")).toEqual(["nat-a", "route shop-a 0.0.0.0/0", "route shop-b 0.0.0.0/0"]);
});

test("a VPC takes everything in it along, and leaves the hub", () => {
    const left = withoutResource(deployed(PROGRAM), urn(VPC, "shop")).map(({ name }) => name);
    expect(left).toEqual(["virginia", "virginia-table"]);
});

test("an attachment that lists a subnet among others stays, without it", () => {
    const attachment = withoutResource(deployed(PROGRAM), urn(SUBNET, "shop-b")).find(
        ({ name }) => name === "shop on virginia",
    );
    expect(attachment?.props["subnetIds"]).toEqual(["id-of-shop-a"]);
});

test("a route inside a table goes, and the table stays", () => {
    const inline = [
        ...PROGRAM,
        aws("ec2/routeTable:RouteTable", "inline", {
            vpcId: id("shop"),
            routes: [
                { cidrBlock: "0.0.0.0/0", natGatewayId: id("nat-a") },
                { cidrBlock: "10.0.0.0/8", transitGatewayId: id("virginia") },
            ],
        }),
    ];
    const table = withoutResource(deployed(inline), urn(NAT, "nat-a")).find(({ name }) => name === "inline");
    expect(table?.props["routes"]).toEqual([{ cidrBlock: "10.0.0.0/8", transitGatewayId: "id-of-virginia" }]);
});

test("what only takes a value from it, such as a prefix, stays", () => {
    const rule = aws("ec2/networkAclRule:NetworkAclRule", "rule", { networkAclId: "acl-1", cidrBlock: id("shop") });
    expect(gone(VPC, "shop", [...PROGRAM, rule])).not.toContain("rule");
});

test("of a URN that nobody has nothing goes", () => {
    const resources = deployed(PROGRAM);
    expect(withoutResource(resources, "urn:pulumi:dev::net::aws:ec2/vpc:Vpc::nobody")).toBe(resources);
});
