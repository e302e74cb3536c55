/**
 * The attachment of a network interface to an instance. How many an instance type takes is not modelled. Sources: EC2 API
 * reference (AttachNetworkInterface, DetachNetworkInterface, error codes), EC2 user guide (elastic network interfaces: the
 * zone is that of the instance), Terraform AWS provider (arguments, id, import).
 */
import { CloudError, int, str, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import { region } from "../../place";
import { INSTANCE, INTERFACE_ATTACHMENT, toInstance, toInterface } from "./codes";
import { attachmentId, demandAttachable, demandFreeInterface } from "./interfaces";

export const networkInterfaceAttachment: ResourceType = {
    token: INTERFACE_ATTACHMENT,
    noun: "EC2 Network Interface Attachment",
    id: "eni-attach",
    properties: {
        region,
        // The interface outlives the instance, the attachment does not.
        instanceId: str({ required: true, immutable: true, ref: { ...toInstance, part: true } }),
        networkInterfaceId: str({ required: true, immutable: true, ref: toInterface }),
        deviceIndex: int({ required: true, immutable: true }),
        networkCardIndex: int({ computed: true, immutable: true }),
        attachmentId: str({ output: true }),
        status: str({ output: true }),
    },
    create: ({ world }, draft) => {
        const one = demandFreeInterface(world, draft, text(draft.props, "networkInterfaceId") ?? "");
        const instance = world.get(INSTANCE, draft, text(draft.props, "instanceId") ?? "");
        if (instance !== undefined) demandAttachable(world, one, instance, Number(draft.props.deviceIndex));
        draft.id = attachmentId(one);
        draft.props.networkCardIndex ??= 0;
        Object.assign(draft.props, { attachmentId: draft.id, status: "attached" });
    },
    gone: (id) =>
        new CloudError("InvalidAttachmentID.NotFound", `The network interface attachment '${id}' does not exist`),
    seconds: { create: 5, delete: 10 },
    onTimeout: "bare",
};
