/** TransitHub: hubs in several regions, segments that are kept apart, and everything routed between them. */
import * as pulumi from "@pulumi/pulumi";
import { withoutNulls } from "../../plan/shape";
import { problemsError } from "../shared/errors";
import type { TransitHubArgs } from "./args";
import { planHubs, type TransitHubPlan } from "./plan";
import { remember } from "./reference";
import { transitHubShape } from "./shape";
import { validateTransitHub } from "./validate";

export * from "./args";
export { Topology } from "../../plan/topology";
export type * from "./plan";
export { hubReference } from "./reference";

/**
 * What a TransitHub with these arguments will build, without building anything: print it before a deployment, or compare
 * two of them. Holds keys and prefixes only, no ids.
 *
 * Throws `pulumi.InputPropertiesError` with everything that is wrong with the arguments.
 */
export function planTransitHub(args: TransitHubArgs, name = "plan"): TransitHubPlan {
    const problems = validateTransitHub(args);
    if (problems.length > 0) throw problemsError(`TransitHub ${JSON.stringify(name)}`, problems);
    return planHubs(withoutNulls(transitHubShape, args));
}

/**
 * Joins VPCs of several regions through AWS Transit Gateways: one gateway per hub, a route table per segment in each, the
 * hubs peered, and routes both ways to what each segment reaches, and to nothing else.
 *
 * Nothing is protected unless you say so: give the component `{ protect: true }` and every part of it is. AWS itself refuses
 * to delete a gateway that still has attachments.
 *
 * Cost: each VPC attachment and each side of each peering by the hour, and traffic by the gigabyte.
 *
 * Throws `pulumi.InputPropertiesError`, before anything is created, with everything that is wrong with the arguments.
 */
export class TransitHub extends pulumi.ComponentResource {
    public static readonly __pulumiType = "causeway:index:TransitHub";

    /** Transit Gateway ids by hub. */
    public readonly transitGatewayIds: Record<string, pulumi.Output<string>>;
    /** Transit Gateway ARNs by hub, of the gateways that this component created. */
    public readonly transitGatewayArns: Record<string, pulumi.Output<string>>;
    /** ASN of each hub's gateway. */
    public readonly asns: Record<string, pulumi.Output<number>>;
    /** Route table ids by "hub/segment". */
    public readonly routeTableIds: Record<string, pulumi.Output<string>>;
    /** By hub, the table for traffic that arrives over peerings. A hub without peerings has none. */
    public readonly transitRouteTableIds: Record<string, pulumi.Output<string>>;
    /** VPC attachment ids by "hub/attachment". */
    public readonly attachmentIds: Record<string, pulumi.Output<string>>;
    /** Peering attachment ids by "hub/hub", the alphabetically first hub first; known once accepted. */
    public readonly peeringAttachmentIds: Record<string, pulumi.Output<string>>;

    constructor(name: string, args: TransitHubArgs, opts?: pulumi.ComponentResourceOptions) {
        const plan = planTransitHub(args, name);
        super(TransitHub.__pulumiType, name, { ...args }, opts);

        // Loaded here, so that nobody loads the SDK of a cloud that is not used.
        const { buildAws } = require("./aws") as typeof import("./aws");
        const built = buildAws(name, withoutNulls(transitHubShape, args), plan, this);
        this.transitGatewayIds = built.transitGatewayIds;
        this.transitGatewayArns = built.transitGatewayArns;
        this.asns = built.asns;
        this.routeTableIds = built.routeTableIds;
        this.transitRouteTableIds = built.transitRouteTableIds;
        this.attachmentIds = built.attachmentIds;
        this.peeringAttachmentIds = built.peeringAttachmentIds;
        remember(this, name, withoutNulls(transitHubShape, args));
        this.registerOutputs({ ...built });
    }
}
