/**
 * Programs at random, written the ways people write them: networks of one to three VPCs with their tables, filters, gateways and
 * machines, joined by peerings and Transit Gateways. What is referred to is always something that AWS would accept; how it is
 * referred to is what makes a preview know more or less.
 */
import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { Hubs } from "./random-hubs";
import { Dice } from "./random-packets";
import type { Net, Ref, Thing } from "./random-wiring";
import { Awsx, LocalVpc } from "./vpc-components";

/** Builds the program that the numbers stand for. The same numbers build the same one. */
export function buildProgram(numbers: readonly number[]): void {
    let at = 0;
    const dice = new Dice((count) => (numbers[at++ % numbers.length] ?? 0) % count);
    new Builder(dice).build();
}

const ZONES = ["us-east-1a", "us-east-1b"];
const EXTERNAL = "0123456789abcdef0";

class Builder extends Hubs {
    private readonly nets: Net[] = [];
    private readonly peerings: { readonly id: pulumi.Output<string>; readonly ends: readonly [Net, Net] }[] = [];

    build(): void {
        const { dice } = this;
        const count = 1 + dice.below(3);
        for (let octet = 0; octet < count; octet++) this.net(dice.chance(5) ? 0 : octet);
        const [a, b] = this.nets;
        if (a !== undefined && b !== undefined && dice.chance(35)) this.peering(a, b);
        const hubs = dice.chance(45) ? [this.hub(this.nets, "us-east-1")] : [];
        const [hub] = hubs;
        if (hub !== undefined && dice.chance(25)) this.secondHub(hub);
        for (const net of this.nets) {
            for (const table of net.tables) this.routes(net, table, hubs);
            this.associations(net);
            if (dice.chance(30)) this.acl(net);
            this.machines(net);
        }
    }

    private net(octet: number): void {
        const { dice } = this;
        const cidrBlock = `10.${octet}.0.0/16`;
        const frame = {
            octet,
            groups: [],
            gateways: [],
            nats: [],
            tabled: new Set<Thing>(),
            routed: new Map<Thing, Set<string>>(),
        };
        const style = dice.below(10);
        if (style >= 8) {
            // The outputs of a component are all that is known of it.
            const vpc =
                style === 9 ? new Awsx(this.name("remote"), cidrBlock) : new LocalVpc(this.name("local"), cidrBlock);
            const subnets = [0, 1].map((i) => this.made("subnet", { id: vpc.subnetIds.apply((ids) => ids[i] ?? "") }));
            const net: Net = { ...frame, id: vpc.vpcId, subnets, tables: [] };
            for (const subnet of subnets) net.tabled.add(subnet);
            this.nets.push(this.made("vpc", net));
            this.groupsOf(net);
            return;
        }
        const isGiven = dice.chance(15);
        const vpc = new ec2.Vpc(this.name("vpc"), {
            cidrBlock,
            ...(isGiven ? { assignGeneratedIpv6CidrBlock: true } : {}),
        });
        const net: Net = { ...frame, id: vpc.id, subnets: [], tables: [] };
        this.nets.push(this.made("vpc", net));
        const subnets = 1 + dice.below(3);
        for (let i = 0; i < subnets; i++) this.subnet(net, vpc, i, isGiven);
        if (dice.chance(60)) this.gateway(net);
        const tables = dice.below(3);
        for (let i = 0; i < tables; i++) this.table(net, vpc);
        this.groupsOf(net);
        if (dice.chance(15)) this.defaults(vpc);
    }

    private subnet(net: Net, vpc: ec2.Vpc, i: number, isGiven: boolean): void {
        const { dice } = this;
        const text = `10.${net.octet}.${i}.0/24`;
        const subnet = new ec2.Subnet(this.name("subnet"), {
            // The one reference that is always plain: nobody could say whom a subnet without a VPC belongs to.
            vpcId: net.id,
            cidrBlock: dice.chance(10) ? vpc.cidrBlock.apply((block) => block.replace("0.0/16", `${i}.0/24`)) : text,
            ...(dice.chance(50) ? { availabilityZone: dice.one(ZONES) } : {}),
            ...(dice.chance(30) ? { mapPublicIpOnLaunch: true } : {}),
            ...(isGiven && dice.chance(60)
                ? { ipv6CidrBlock: vpc.ipv6CidrBlock.apply((block) => block.replace("00::/56", `0${i}::/64`)) }
                : {}),
        });
        net.subnets.push(this.made("subnet", { id: subnet.id }));
    }

    private gateway(net: Net): void {
        const { dice } = this;
        const gateway = new ec2.InternetGateway(this.name("igw"), { vpcId: this.ref("vpc", net) });
        net.gateways.push(this.made("igw", gateway));
        if (!dice.chance(50)) return;
        const address = this.made("eip", new ec2.Eip(this.name("eip"), { domain: "vpc" }));
        const subnet = dice.one(net.subnets);
        const nat = new ec2.NatGateway(this.name("nat"), {
            subnetId: this.ref("subnet", subnet),
            allocationId: this.ref("eip", address),
        });
        net.nats.push(this.made("nat", nat));
    }

    private table(net: Net, vpc: ec2.Vpc): void {
        const { dice } = this;
        if (net.tables.length === 0 && dice.chance(20)) {
            const table = new ec2.DefaultRouteTable(this.name("main"), {
                defaultRouteTableId: dice.chance(50) ? vpc.defaultRouteTableId : vpc.mainRouteTableId,
                routes: dice.chance(50) ? this.inline(net) : [],
            });
            net.tables.push(this.made("table", table));
            return;
        }
        const vpcId = this.ref("vpc", net);
        const table = new ec2.RouteTable(this.name("table"), {
            vpcId,
            ...(dice.chance(50) ? { routes: this.inline(net) } : {}),
        });
        net.tables.push(this.made("table", table));
    }

    /** Routes inside a table: to the gateway and to the NAT gateway at once, so that one property has both behind it. */
    private inline(net: Net): { cidrBlock: string; gatewayId?: Ref; natGatewayId?: Ref }[] {
        const [gateway] = net.gateways;
        const [nat] = net.nats;
        return [
            ...(gateway === undefined ? [] : [{ cidrBlock: "0.0.0.0/0", gatewayId: this.ref("igw", gateway) }]),
            ...(nat === undefined ? [] : [{ cidrBlock: "8.8.0.0/16", natGatewayId: this.ref("nat", nat) }]),
        ];
    }

    private peering(a: Net, b: Net): void {
        const peering = new ec2.VpcPeeringConnection(this.name("pcx"), {
            vpcId: this.ref("vpc", a),
            peerVpcId: this.ref("vpc", b),
            ...(this.dice.chance(80) ? { autoAccept: true } : {}),
        });
        this.made("pcx", peering);
        this.peerings.push({ id: peering.id, ends: [a, b] });
    }

    /** Routes that are resources of their own, one for a destination. */
    private routes(net: Net, table: Thing, hubs: readonly Thing[]): void {
        const { dice } = this;
        const taken = net.routed.get(table) ?? new Set<string>(["0.0.0.0/0", "8.8.0.0/16"]);
        net.routed.set(table, taken);
        const [hub] = hubs;
        const peering = this.peerings.find(({ ends }) => ends.includes(net));
        const targets: readonly (() => object)[] = [
            ...(hub === undefined ? [] : [(): object => ({ transitGatewayId: this.ref("tgw", hub) })]),
            ...(peering === undefined
                ? []
                : [(): object => ({ vpcPeeringConnectionId: this.ref("pcx", { id: peering.id }) })]),
            (): object => ({ vpcPeeringConnectionId: `pcx-${EXTERNAL}` }),
        ];
        const count = dice.below(4);
        for (let i = 0; i < count; i++) {
            const destinationCidrBlock = dice.one([
                "10.0.0.0/8",
                "10.0.0.0/16",
                "10.1.0.0/16",
                "10.2.0.0/16",
                "10.1.1.0/24",
            ]);
            const target = dice.one(dice.chance(5) ? targets : targets.slice(0, Math.max(1, targets.length - 1)));
            // AWS refuses routes to what the VPC has itself.
            if (taken.has(destinationCidrBlock) || destinationCidrBlock.startsWith(`10.${net.octet}.`)) continue;
            taken.add(destinationCidrBlock);
            new ec2.Route(this.name("route"), {
                routeTableId: this.ref("table", table),
                destinationCidrBlock,
                ...target(),
            });
        }
    }

    private associations(net: Net): void {
        const { dice } = this;
        if (net.tables.length === 0) return;
        for (const subnet of net.subnets) {
            if (net.tabled.has(subnet) || !dice.chance(75)) continue;
            new ec2.RouteTableAssociation(this.name("rta"), {
                subnetId: this.ref("subnet", subnet),
                routeTableId: this.ref("table", dice.one(net.tables)),
            });
        }
    }

    private machines(net: Net): void {
        const { dice } = this;
        const count = dice.below(3);
        for (let i = 0; i < count; i++) {
            const subnetId = this.ref("subnet", dice.one(net.subnets));
            const groups = net.groups.slice(0, dice.below(3));
            if (dice.chance(35)) {
                const securityGroups = groups.length === 0 ? {} : { securityGroups: this.refs("sg", groups) };
                new ec2.NetworkInterface(this.name("eni"), { subnetId, ...securityGroups });
                continue;
            }
            new ec2.Instance(this.name("instance"), {
                ami: "ami-0a1b2c3d4e5f60718",
                instanceType: "t3.micro",
                subnetId,
                ...(dice.chance(20) ? { associatePublicIpAddress: dice.chance(50) } : {}),
                ...(groups.length === 0 ? {} : { vpcSecurityGroupIds: this.refs("sg", groups) }),
            });
        }
    }
}
