/** A Transit Gateway with two VPCs and two tables, for tests to join in one way or another. */
import { make, ref, type Written } from "./hubs";

export const NO_DEFAULTS = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
export const vpc = (name: string, cidrBlock: string, more: Written["inputs"] = {}): Written[] => [
    make("vpc", name, { cidrBlock }),
    make("subnet", `${name}-a`, { vpcId: ref(name), availabilityZone: "us-east-1a" }),
    make("subnet", `${name}-b`, { vpcId: ref(name), availabilityZone: "us-east-1b" }),
    make("attachment", `${name}-attachment`, {
        vpcId: ref(name),
        transitGatewayId: ref("hub"),
        subnetIds: [ref(`${name}-a`), ref(`${name}-b`)],
        ...more,
    }),
];
export const hub = (inputs: Written["inputs"] = NO_DEFAULTS, outputs = {}): Written =>
    make("gateway", "hub", inputs, { outputs: { ownerId: "111122223333", ...outputs } });
export const table = (name: string): Written => make("table", name, { transitGatewayId: ref("hub") });
const joins = (kind: "association" | "propagation", attachment: string, to: string, more = {}): Written =>
    make(kind, `${kind} ${attachment} ${to}`, {
        transitGatewayAttachmentId: ref(attachment),
        transitGatewayRouteTableId: ref(to),
        ...more,
    });
export const associate = (attachment: string, to: string, more = {}): Written =>
    joins("association", attachment, to, more);
export const propagate = (attachment: string, to: string): Written => joins("propagation", attachment, to);
export const route = (to: string, destinationCidrBlock: string, inputs: Written["inputs"]): Written =>
    make("route", `static ${destinationCidrBlock}`, {
        transitGatewayRouteTableId: ref(to),
        destinationCidrBlock,
        ...inputs,
    });
export const via = (attachment: string): Written["inputs"] => ({ transitGatewayAttachmentId: ref(attachment) });

/** Two VPCs in two zones and two tables; nothing is associated or propagated yet. */
export const SHOP_AND_DESK = [
    hub(),
    ...vpc("shop", "10.0.0.0/16"),
    ...vpc("desk", "10.1.0.0/16"),
    table("prod"),
    table("dev"),
];
export const SHOP = "shop-a (us-east-1a), shop-b (us-east-1b)";
export const DESK = "desk-a (us-east-1a), desk-b (us-east-1b)";
export const DENIED =
    "WRONG_TABLE: no route table of transit gateway hub is associated with vpc attachment shop-attachment";
