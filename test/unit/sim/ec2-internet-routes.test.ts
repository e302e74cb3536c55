/**
 * Routes to internet gateways, egress-only ones and NAT gateways, and the association of a route table with a gateway.
 * Expected values: EC2 API reference (CreateRoute; Route: "state: blackhole indicates that the route's target isn't
 * available"; DeleteNatGateway: "does not delete any NAT gateway routes in your route tables"; AssociateRouteTable), "Error
 * codes for the Amazon EC2 API", answers of EC2 as users report them (routes to the gateway of another VPC).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as internet from "../../support/ec2-internet";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;
let table: Deployed;
let gateway: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east);
    table = await ec2.routeTable(east, vpc);
    gateway = await internet.gateway(east, vpc);
});

const creating = "creating Route: api error InvalidParameterValue:";

function route(inputs: Props): Promise<Deployed> {
    const destination = "egressOnlyGatewayId" in inputs ? "destinationIpv6CidrBlock" : "destinationCidrBlock";
    const everything = destination === "destinationCidrBlock" ? "0.0.0.0/0" : "::/0";
    return east.create(ec2.ROUTE, { routeTableId: table.id, [destination]: everything, ...inputs });
}

const stateOf = async (made: Deployed): Promise<unknown> => (await east.read(made))?.state.state;

async function natGateway(network = vpc): Promise<Deployed> {
    return internet.natGateway(east, await ec2.subnet(east, network));
}

function egressOnly(network = vpc): Promise<Deployed> {
    return east.create(internet.EGRESS_ONLY_GATEWAY, { vpcId: network.id });
}

describe("a route to an internet gateway", () => {
    const apart = (other: Deployed): string =>
        `${creating} route table ${table.id} and network gateway ${other.id} belong to different networks`;

    test("is active", async () => {
        expect((await route({ gatewayId: gateway.id })).state.state).toBe("active");
    });

    test("takes IPv6 out too", async () => {
        const made = await east.create(ec2.ROUTE, {
            routeTableId: table.id,
            destinationIpv6CidrBlock: "::/0",
            gatewayId: gateway.id,
        });
        expect(made.state.state).toBe("active");
    });

    test("of another VPC is refused", async () => {
        const other = await internet.gateway(east, await ec2.vpc(east, 2));
        await expect(route({ gatewayId: other.id })).rejects.toThrow(apart(other));
    });

    test("of no VPC is refused", async () => {
        const other = await east.create(internet.INTERNET_GATEWAY, {});
        await expect(route({ gatewayId: other.id })).rejects.toThrow(apart(other));
    });

    test("is refused inline too", async () => {
        const other = await internet.gateway(east, await ec2.vpc(east, 2));
        const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: other.id }];
        await expect(ec2.routeTable(east, vpc, { routes })).rejects.toThrow(
            new RegExp(
                `InvalidParameterValue: route table rtb-\\w+ and network gateway ${other.id} belong to different`,
            ),
        );
    });

    test("works inline", async () => {
        const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }];
        const made = await ec2.routeTable(east, vpc, { routes });
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("is a blackhole when the gateway is detached, and active again when it is back", async () => {
        const made = await route({ gatewayId: gateway.id });
        const detached = await east.update(gateway, { vpcId: "" });
        expect(await stateOf(made)).toBe("blackhole");
        await east.update(detached, { vpcId: vpc.id });
        expect(await stateOf(made)).toBe("active");
    });

    test("is a blackhole when the gateway is gone, and does not keep it", async () => {
        const made = await route({ gatewayId: gateway.id });
        await east.delete(gateway);
        expect(await stateOf(made)).toBe("blackhole");
    });

    test("cannot take what stays within the VPC", async () => {
        await expect(route({ gatewayId: gateway.id, destinationCidrBlock: "10.1.5.0/24" })).rejects.toThrow(
            `${creating} The destination CIDR block 10.1.5.0/24 is equal to or more specific`,
        );
    });
});

describe("a route to a NAT gateway", () => {
    test("is active", async () => {
        expect((await route({ natGatewayId: (await natGateway()).id })).state.state).toBe("active");
    });

    test("of another VPC is refused", async () => {
        const other = await ec2.vpc(east, 2);
        await internet.gateway(east, other);
        const nat = await natGateway(other);
        const named = (nat.state.networkInterfaceId as string).replace("eni-", "interface-");
        await expect(route({ natGatewayId: nat.id })).rejects.toThrow(
            `${creating} route table ${table.id} and interface ${named} belong to different networks`,
        );
    });

    test("is a blackhole when the gateway is gone, and does not keep it", async () => {
        const nat = await natGateway();
        const made = await route({ natGatewayId: nat.id });
        await east.delete(nat);
        expect(await stateOf(made)).toBe("blackhole");
    });

    test("is not found as an internet gateway", async () => {
        const nat = await natGateway();
        await expect(route({ gatewayId: nat.id })).rejects.toThrow(
            `creating Route: api error InvalidGatewayID.NotFound: The gateway ID '${nat.id}' does not exist`,
        );
    });

    test("may take another NAT gateway's traffic in place", async () => {
        const [nat, other] = [await natGateway(), await internet.natGateway(east, await ec2.subnet(east, vpc, 2))];
        const made = await route({ natGatewayId: nat.id });
        const wanted = { ...made.inputs, natGatewayId: other.id };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["natGatewayId"], replaces: [] });
        expect((await east.update(made, wanted)).state.natGatewayId).toBe(other.id);
    });
});

describe("a route to an egress-only internet gateway", () => {
    test("is active", async () => {
        expect((await route({ egressOnlyGatewayId: (await egressOnly()).id })).state.state).toBe("active");
    });

    test("of another VPC is refused", async () => {
        const other = await egressOnly(await ec2.vpc(east, 2));
        await expect(route({ egressOnlyGatewayId: other.id })).rejects.toThrow(
            `${creating} route table ${table.id} and network gateway ${other.id} belong to different networks`,
        );
    });

    test("is a blackhole when the gateway is gone", async () => {
        const other = await egressOnly();
        const made = await route({ egressOnlyGatewayId: other.id });
        await east.delete(other);
        expect(await stateOf(made)).toBe("blackhole");
    });
});

describe("the route table of an internet gateway", () => {
    const associate = (routeTable: Deployed, gatewayId = gateway.id): Promise<Deployed> =>
        east.create(ec2.ASSOCIATION, { routeTableId: routeTable.id, gatewayId });

    test("is imported by what it joins", async () => {
        const made = await associate(table);
        expect((await east.import(ec2.ASSOCIATION, `${gateway.id}/${table.id}`))?.id).toBe(made.id);
    });

    test("is one of its VPC", async () => {
        const other = await internet.gateway(east, await ec2.vpc(east, 2));
        await expect(associate(table, other.id)).rejects.toThrow(
            "creating Route Table Association: api error InvalidParameterValue: " +
                `route table ${table.id} and network gateway ${other.id} belong to different networks`,
        );
    });

    test("is one at a time", async () => {
        await associate(table);
        await expect(associate(await ec2.routeTable(east, vpc))).rejects.toThrow(
            "creating Route Table Association: api error Resource.AlreadyAssociated: ",
        );
    });

    test("is free again when the gateway is gone", async () => {
        const made = await associate(table);
        await east.delete(gateway);
        expect(await east.read(made)).toBeUndefined();
        await east.delete(table);
    });
});

// What a program with all of it leaves behind: nothing.
test("a public and a private subnet are made, and taken down in the opposite order", async () => {
    clouds.world.clear();
    const made: Deployed[] = [];
    const keep = async (next: Promise<Deployed>): Promise<Deployed> => {
        made.unshift(await next);
        return made[0]!;
    };
    const network = await keep(ec2.vpc(east));
    const door = await keep(internet.gateway(east, network));
    const outside = await keep(ec2.subnet(east, network, 1));
    const inside = await keep(ec2.subnet(east, network, 2));
    const address = await keep(internet.eip(east));
    const nat = await keep(east.create(internet.NAT_GATEWAY, { subnetId: outside.id, allocationId: address.id }));
    for (const [subnet, target] of [
        [outside, { gatewayId: door.id }],
        [inside, { natGatewayId: nat.id }],
    ] as const) {
        const routes = await keep(ec2.routeTable(east, network));
        await keep(east.create(ec2.ROUTE, { routeTableId: routes.id, destinationCidrBlock: "0.0.0.0/0", ...target }));
        await keep(east.create(ec2.ASSOCIATION, { subnetId: subnet.id, routeTableId: routes.id }));
    }
    for (const one of made) await east.delete(one);
    expect(clouds.world.everything()).toEqual([]);
});
