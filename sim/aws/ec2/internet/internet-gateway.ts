/**
 * An internet gateway, attached to a VPC or to none. The provider asks for 20 minutes whether it can be detached; here the
 * refusal comes at once. Sources: EC2 API reference (CreateInternetGateway, AttachInternetGateway, DetachInternetGateway,
 * DeleteInternetGateway: "You must detach the internet gateway from the VPC before you can delete it"), VPC user guide
 * (quotas), Terraform AWS provider (moves it in place, detaches it before it deletes it, leaves an attachment alone that the
 * program does not name).
 */
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import { arn, region, tagging } from "../../place";
import { dependencyViolation, toVpc } from "../codes";
import { attach, detach } from "./attaching";
import { INTERNET_GATEWAY, INTERNET_GATEWAY_ATTACHMENT, toInternetGateway } from "./codes";

export const internetGateway: ResourceType = {
    token: INTERNET_GATEWAY,
    noun: "EC2 Internet Gateway",
    id: "igw",
    properties: {
        region,
        ...tagging,
        vpcId: str({ computed: true, imported: true, ref: toVpc }),
        arn: str({ output: true }),
        ownerId: str({ output: true }),
    },
    quota: {
        name: "internet-gateways-per-region",
        limit: 5,
        exceeded: () =>
            new CloudError("InternetGatewayLimitExceeded", "The maximum number of internet gateways has been reached."),
    },
    create: ({ world }, draft) => {
        const vpcId = text(draft.props, "vpcId");
        Object.assign(draft.props, {
            vpcId: "",
            arn: arn(draft, "ec2", `internet-gateway/${draft.id}`),
            ownerId: draft.account,
        });
        if (vpcId !== undefined) attach(world, draft, vpcId);
    },
    update: ({ world }, object, old, { asked, seen }) => {
        object.props.vpcId = text(old, "vpcId") ?? "";
        const [wanted, known] = [asked.vpcId, text(seen, "vpcId") ?? ""];
        if (wanted === undefined || wanted === known) return;
        // The provider detaches it from where it had seen it; that it is no longer there is no error to it.
        if (known !== "" && known === object.props.vpcId) detach(world, object);
        if (typeof wanted === "string" && wanted !== "") attach(world, object, wanted);
    },
    release: ({ world }, object) => {
        // The provider detaches what it attached. Of an attachment that was made beside it, it does not know.
        const made = world.referrers(object, INTERNET_GATEWAY_ATTACHMENT);
        if (made.some((attachment) => attachment.props.vpcId === object.props.vpcId)) {
            throw dependencyViolation("internetGateway", object.id);
        }
        detach(world, object);
    },
    gone: toInternetGateway.missing,
    seconds: { create: 1, update: 1, delete: 1 },
    // The provider waits for public addresses to go, which are often deleted at the same time.
    repeatedDelete: { codes: ["DependencyViolation"], seconds: 1200 },
    onTimeout: "partial",
};
