/** The names of network ACL types, and what EC2 answers about them ("Error codes for the Amazon EC2 API"). */
import { CloudError, type Reference } from "../../../core/definition";

export const NETWORK_ACL = "aws:ec2/networkAcl:NetworkAcl";
export const NETWORK_ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";
export const NETWORK_ACL_ASSOCIATION = "aws:ec2/networkAclAssociation:NetworkAclAssociation";
export const DEFAULT_NETWORK_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";
export const DEFAULT_SECURITY_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const DEFAULT_ROUTE_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";

export const toNetworkAcl: Reference = {
    to: [NETWORK_ACL],
    missing: (id) => new CloudError("InvalidNetworkAclID.NotFound", `The networkAcl ID '${id}' does not exist`),
};
