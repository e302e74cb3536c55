import { reachTable } from "../../../cli/report/cells";
import { matrix } from "../../../graph/matrix";
import { readAws } from "../../../graph/read/aws";
import { readTraffic, type Traffic } from "../../../graph/traffic";
import { aws, deployed, id, type Written } from "../../support/graph";

const region = "us-east-1";
const network = (name: string, cidrBlock: string): Written[] => [
    aws("ec2/vpc:Vpc", name, { cidrBlock, region }),
    aws("ec2/subnet:Subnet", `${name}-a`, { cidrBlock, vpcId: id(name), region, availabilityZone: `${region}a` }),
    aws("ec2/routeTable:RouteTable", `${name}-table`, { vpcId: id(name), region }),
    aws("ec2/routeTableAssociation:RouteTableAssociation", `${name}-joined`, {
        ...{ subnetId: id(`${name}-a`), routeTableId: id(`${name}-table`), region },
    }),
];
const route = (from: string, destinationCidrBlock: string): Written =>
    aws("ec2/route:Route", `${from}-route`, {
        ...{ routeTableId: id(`${from}-table`), destinationCidrBlock, vpcPeeringConnectionId: id("pair"), region },
    });
const ONE_WAY = [
    ...network("shop", "10.0.0.0/16"),
    ...network("desk", "10.1.0.0/16"),
    aws("ec2/vpcPeeringConnection:VpcPeeringConnection", "pair", {
        ...{ vpcId: id("shop"), peerVpcId: id("desk"), autoAccept: true, region },
    }),
    route("shop", "10.1.0.0/16"),
];

function tableOf(written: readonly Written[]) {
    const read = readAws(deployed(written));
    const table = reachTable(read, matrix(read, readTraffic("tcp/443") as Traffic));
    return (from: string, to: string) => {
        const at = (name: string): number => table.rows.findIndex(({ label }) => label === name);
        return table.cells[at(from)]![at(to)];
    };
}
const short = (ids: readonly string[]): string[] => ids.map((one) => one.split("::").at(-1)!);

test("a pair that gets through has its way there and back, its largest packet and its round trip", () => {
    const cell = tableOf([...ONE_WAY, route("desk", "10.0.0.0/16")])("vpc/shop", "vpc/desk")!;
    expect(cell).toMatchObject({ verdict: "REACHABLE", mtu: 9001 });
    expect(cell.code).toBeUndefined();
    expect(short(cell.out.passes)).toEqual(["shop-a", "pair", "desk", "desk-a"]);
    expect(short(cell.back.passes)).toEqual(["desk-a", "pair", "shop", "shop-a"]);
    expect(cell.out.hops.at(0)).toEqual({ label: "subnet shop-a", text: "sends" });
    expect(cell.out.hops.at(-1)).toEqual({ label: "subnet desk-a", text: "receives" });
});

test("a pair whose answers are lost shows where: its way back ends with the reason", () => {
    const cell = tableOf(ONE_WAY)("vpc/shop", "vpc/desk")!;
    expect(cell).toMatchObject({ verdict: "DENIED", code: "RETURN_BLOCKED" });
    expect(short(cell.out.passes)).toEqual(["shop-a", "pair", "desk", "desk-a"]);
    expect(cell.back.hops.at(-1)!.label).toBe("route table desk-table");
    expect(cell.back.hops.at(-1)!.text).toContain("has no route");
    expect(short(cell.back.passes)).toEqual(["desk-a", "desk-table"]);
    expect(cell.mtu).toBeUndefined();
});

/** The network shop with a subnet more for each letter, that no route leads out of. */
function shopWith(...letters: string[]): Written[] {
    const [vpc, , ...rest] = network("shop", "10.0.0.0/16");
    const subnets = ["a", ...letters].map((letter, i) =>
        aws("ec2/subnet:Subnet", `shop-${letter}`, {
            ...{ cidrBlock: `10.0.${i * 64}.0/18`, vpcId: id("shop"), region, availabilityZone: region + letter },
        }),
    );
    return [vpc!, ...subnets, ...rest, ...ONE_WAY.slice(4)];
}

test("a pair that gets through in part has the way that works, and the reason why others do not", () => {
    const cell = tableOf([...shopWith("b"), route("desk", "10.0.0.0/16")])("vpc/shop", "vpc/desk")!;
    expect(cell).toMatchObject({ verdict: "PARTIAL", code: "NO_ROUTE" });
    expect(cell.reason).toContain("main route table of vpc shop");
    expect(short(cell.out.passes)).toEqual(["shop-a", "pair", "desk", "desk-a"]);
});

test("a pair that is denied for several reasons has a way that ends with the one it tells", () => {
    const cell = tableOf(shopWith("b", "c"))("vpc/shop", "vpc/desk")!;
    expect(cell).toMatchObject({ verdict: "DENIED", code: "NO_ROUTE" });
    expect(cell.out.hops.at(-1)!.label).toBe("main route table of vpc shop");
});

test("the internet is not asked whether it reaches itself", () => {
    expect(tableOf(ONE_WAY)("internet", "internet")).toBeUndefined();
});
