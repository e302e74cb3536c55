/** HubAttachment: joins a VPC or a VPN to a hub from wherever it is made, with nothing but what the hub tells of itself. */
import * as pulumi from "@pulumi/pulumi";
import { withoutNulls } from "../../plan/shape";
import { problemsError } from "../shared/errors";
import type { HubAttachmentArgs } from "./args";
import { planHubAttachment } from "./plan";
import { hubAttachmentShape } from "./shape";
import { validateHubAttachment } from "./validate";

export * from "./args";
export type * from "../shared/hub-reference";

/**
 * Puts a VPC, or attachments that exist already, into a segment of a hub: associates them with the segment's table, has
 * every table learn their prefixes whose segment reaches it, and routes to them from all other hubs. So a team attaches its
 * network from its own stack, and a hub and a bridge never need each other's arguments.
 *
 * Cost: a VPC attachment by the hour; nothing for attachments that exist.
 *
 * Throws `pulumi.InputPropertiesError`, before anything is created, with everything that is wrong with the arguments.
 */
export class HubAttachment extends pulumi.ComponentResource {
    public static readonly __pulumiType = "causeway:index:HubAttachment";

    /** "tgw-attach-…" by key; of a VPC: by "vpc". */
    public readonly attachmentIds: Record<string, pulumi.Output<string>>;

    constructor(name: string, args: HubAttachmentArgs, opts?: pulumi.ComponentResourceOptions) {
        const problems = validateHubAttachment(args);
        if (problems.length > 0) throw problemsError(`HubAttachment ${JSON.stringify(name)}`, problems);
        super(HubAttachment.__pulumiType, name, { ...args }, opts);

        const given = withoutNulls(hubAttachmentShape, args);
        const { buildAws } = require("./aws") as typeof import("./aws");
        this.attachmentIds = buildAws(name, given, planHubAttachment(given), this);
        this.registerOutputs({ attachmentIds: this.attachmentIds });
    }
}
