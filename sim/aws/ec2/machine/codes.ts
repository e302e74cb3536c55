/** Names of instances and network interfaces, and what EC2 answers about them ("Error codes for the Amazon EC2 API"). */
import { CloudError, type Reference } from "../../../core/definition";
import { toNetworkInterface } from "../codes";

export const INSTANCE = "aws:ec2/instance:Instance";
export const NETWORK_INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
export const INTERFACE_ATTACHMENT = "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment";
export const GROUP_ATTACHMENT =
    "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment";

export const toInstance: Reference = {
    to: [INSTANCE],
    missing: (id) => new CloudError("InvalidInstanceID.NotFound", `The instance ID '${id}' does not exist`),
};

export const toInterface: Reference = { ...toNetworkInterface, to: [NETWORK_INTERFACE] };

export function interfaceInUse(id: string): CloudError {
    return new CloudError("InvalidNetworkInterface.InUse", `Interface: [${id}] in use.`);
}
