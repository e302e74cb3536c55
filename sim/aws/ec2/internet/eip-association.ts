/**
 * The association of an Elastic IP address as a resource of its own. Sources: EC2 API reference (AssociateAddress,
 * DisassociateAddress), Terraform AWS provider (everything is replaced; id, import; that it is not there when the address
 * has another association).
 */
import { bool, CloudError, str, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region } from "../../place";
import { toNetworkInterface } from "../codes";
import { toInstance } from "../machine/codes";
import { associate, disassociate, hasAddress } from "./associating";
import { EIP, EIP_ASSOCIATION, toAllocation } from "./codes";

const decided = { computed: true, immutable: true };

export const eipAssociation: ResourceType = {
    token: EIP_ASSOCIATION,
    noun: "EC2 EIP Association",
    id: "eipassoc",
    properties: {
        region,
        allocationId: str({ ...decided, imported: true, ref: { ...toAllocation, part: true } }),
        instanceId: str({ ...decided, ref: { ...toInstance, holds: false } }),
        networkInterfaceId: str({ ...decided, imported: true, ref: { ...toNetworkInterface, holds: false } }),
        privateIpAddress: str(decided),
        publicIp: str(decided),
        allowReassociation: bool({ immutable: true }),
    },
    create: ({ world }, draft) => {
        const { props } = draft;
        const address = addressOf(world, draft);
        associate(world, address, draft.id, {
            instance: text(props, "instanceId"),
            networkInterface: text(props, "networkInterfaceId"),
            privateIp: text(props, "privateIpAddress"),
            reassociate: props.allowReassociation !== false,
        });
        world.put(address);
        Object.assign(props, {
            allocationId: address.id,
            instanceId: address.props.instance ?? "",
            networkInterfaceId: address.props.networkInterface ?? "",
            privateIpAddress: address.props.privateIp ?? "",
            publicIp: address.props.publicIp ?? "",
        });
    },
    remove: ({ world }, object) => {
        const address = currentAddress(world, object);
        if (address === undefined) return;
        disassociate(world, address);
        world.put(address);
    },
    view: ({ world }, object) => {
        const address = currentAddress(world, object);
        return address !== undefined && hasAddress(world, address) ? {} : undefined;
    },
    gone: (id) => new CloudError("InvalidAssociationID.NotFound", `The association ID '${id}' does not exist`),
    seconds: { create: 1, delete: 1 },
    onTimeout: "partial",
};

/** The address that is named by its allocation or, as in EC2-Classic, by itself. */
function addressOf(world: World, draft: CloudObject): CloudObject {
    const [allocation, publicIp] = [text(draft.props, "allocationId"), text(draft.props, "publicIp")];
    if (allocation === undefined && publicIp === undefined) {
        throw new CloudError("MissingParameter", "Either public IP or allocation id must be specified");
    }
    const found =
        allocation === undefined
            ? world.all(EIP, draft).find((address) => address.props.publicIp === publicIp)
            : world.get(EIP, draft, allocation);
    if (found === undefined) throw new CloudError("InvalidAddress.NotFound", `Address '${publicIp}' not found.`);
    return found;
}

/** The address, as long as it has this association. */
function currentAddress(world: World, object: CloudObject): CloudObject | undefined {
    const address = world.get(EIP, object, text(object.props, "allocationId") ?? "");
    return address?.props.associationId === object.id ? address : undefined;
}
