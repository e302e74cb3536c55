/** VPCs as components make them: one in the program itself, one in another process as those of awsx. */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { Construct, Made } from "./recorder";

/** Two subnets in a VPC with a gateway and a table for both. Only its outputs are known to the program. */
export class LocalVpc extends pulumi.ComponentResource {
    readonly vpcId: pulumi.Output<string>;
    readonly subnetIds: pulumi.Output<string[]>;

    constructor(name: string, cidrBlock: string) {
        super("net:index:Vpc", name);
        const parent = { parent: this };
        const vpc = new ec2.Vpc(name, { cidrBlock }, parent);
        const gateway = new ec2.InternetGateway(name, { vpcId: vpc.id }, parent);
        const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }];
        const table = new ec2.RouteTable(name, { vpcId: vpc.id, routes }, parent);
        const ids = [0, 1].map((i) => {
            const of = `${name}-${i}`;
            const subnet = new ec2.Subnet(of, { vpcId: vpc.id, cidrBlock: blockOf(cidrBlock, i) }, parent);
            new ec2.RouteTableAssociation(of, { subnetId: subnet.id, routeTableId: table.id }, parent);
            return subnet.id;
        });
        this.vpcId = vpc.id;
        this.subnetIds = pulumi.all(ids);
        this.registerOutputs({ vpcId: this.vpcId, subnetIds: this.subnetIds });
    }
}

/** The same, made elsewhere: the program learns of each output what it came from. */
export class Awsx extends pulumi.ComponentResource {
    declare readonly vpcId: pulumi.Output<string>;
    declare readonly subnetIds: pulumi.Output<string[]>;

    constructor(name: string, cidrBlock: string) {
        super(AWSX_VPC, name, { cidrBlock, vpcId: undefined, subnetIds: undefined }, {}, true);
    }
}

const AWSX_VPC = "awsx:ec2:Vpc";

/** What the other process does. */
export const CONSTRUCTS: Readonly<Record<string, Construct>> = {
    [AWSX_VPC]: (make, name, inputs) => {
        const cidrBlock = String(inputs["cidrBlock"]);
        const vpc = make("aws:ec2/vpc:Vpc", name, { cidrBlock }, { cidrBlock: [] });
        const inVpc = { vpcId: [vpc.urn] };
        const vpcId = vpc.out("id");
        const gateway = make("aws:ec2/internetGateway:InternetGateway", name, { vpcId }, inVpc);
        const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.out("id") }];
        const from = { ...inVpc, routes: [gateway.urn] };
        const table = make("aws:ec2/routeTable:RouteTable", name, { vpcId, routes }, from);
        const subnets = [0, 1].map((i): Made => {
            const inputsOf = { vpcId, cidrBlock: blockOf(cidrBlock, i) };
            const subnet = make("aws:ec2/subnet:Subnet", `${name}-${i}`, inputsOf, { ...inVpc, cidrBlock: [] });
            const ends = { subnetId: subnet.out("id"), routeTableId: table.out("id") };
            const endsFrom = { subnetId: [subnet.urn], routeTableId: [table.urn] };
            make("aws:ec2/routeTableAssociation:RouteTableAssociation", `${name}-${i}`, ends, endsFrom);
            return subnet;
        });
        return {
            vpcId: { value: vpcId, from: [vpc.urn] },
            subnetIds: { value: subnets.map(({ out }) => out("id")), from: subnets.map(({ urn }) => urn) },
        };
    },
};

function blockOf(cidrBlock: string, i: number): string {
    return cidrBlock.replace("0.0/16", `${i}.0/24`);
}
