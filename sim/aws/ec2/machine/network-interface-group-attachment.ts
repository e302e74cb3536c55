/**
 * One security group more for a network interface. EC2 does not know it: the provider adds the group to those that the
 * interface has. Sources: EC2 API reference (ModifyNetworkInterfaceAttribute), Terraform AWS provider (id, import, that it
 * refuses a group that is there already).
 */
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import { region } from "../../place";
import { toSecurityGroup } from "../codes";
import { GROUP_ATTACHMENT, toInterface } from "./codes";
import { demandGroups, groupsOf, interfaceOf, setGroups, subnetOf } from "./interfaces";

export const networkInterfaceGroupAttachment: ResourceType = {
    token: GROUP_ATTACHMENT,
    noun: "EC2 Network Interface Security Group Attachment",
    id: (inputs) => attachmentOf(text(inputs, "securityGroupId") ?? "", text(inputs, "networkInterfaceId") ?? ""),
    properties: {
        region,
        networkInterfaceId: str({ required: true, immutable: true, ref: { ...toInterface, part: true } }),
        securityGroupId: str({ required: true, immutable: true, ref: toSecurityGroup }),
    },
    create: ({ world }, draft) => {
        const one = interfaceOf(world, draft);
        const subnet = one === undefined ? undefined : subnetOf(world, one);
        const group = text(draft.props, "securityGroupId") ?? "";
        if (one === undefined || subnet === undefined) return;
        const groups = groupsOf(world, one);
        if (groups.includes(group)) {
            throw new Error(`EC2 Security Group (${group}) already attached to EC2 Network Interface (${one.id})`);
        }
        demandGroups(world, [group, ...groups], subnet);
        setGroups(world, one, [group, ...groups]);
    },
    view: ({ world }, object) => {
        const one = interfaceOf(world, object);
        const group = text(object.props, "securityGroupId") ?? "";
        return one !== undefined && groupsOf(world, one).includes(group) ? {} : undefined;
    },
    remove: ({ world }, object) => {
        const one = interfaceOf(world, object);
        if (one === undefined) return;
        const kept = groupsOf(world, one).filter((group) => group !== object.props.securityGroupId);
        // An empty list asks for nothing.
        if (kept.length === 0) throw new CloudError("InvalidParameterCombination", "No attributes specified.");
        setGroups(world, one, kept);
    },
    gone: toInterface.missing,
    importId: ({ world, account, region }, named) => {
        const [one = "", group = "", ...more] = named.split("_");
        if (one === "" || group === "" || more.length > 0) {
            throw new Error(
                `Unexpected format for import: ${named}. Please use '<NetworkInterfaceId>_<SecurityGroupID>'`,
            );
        }
        return world.get(GROUP_ATTACHMENT, { account, region }, attachmentOf(group, one))?.id;
    },
    onTimeout: "bare",
};

function attachmentOf(group: string, one: string): string {
    return `${group}_${one}`;
}
