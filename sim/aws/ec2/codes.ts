/**
 * EC2's refusals. Codes are those of "Error codes for the Amazon EC2 API"; messages follow what the API prints.
 */
import { CloudError, type Reference } from "../../core/definition";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const ROUTE = "aws:ec2/route:Route";
export const ROUTE_TABLE_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

export const toVpc: Reference = {
    to: [VPC],
    missing: (id) => new CloudError("InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`),
};

export const toSubnet: Reference = {
    to: [SUBNET],
    missing: (id) => new CloudError("InvalidSubnetID.NotFound", `The subnet ID '${id}' does not exist`),
};

export const toRouteTable: Reference = {
    to: [ROUTE_TABLE],
    missing: (id) => new CloudError("InvalidRouteTableID.NotFound", `The routeTable ID '${id}' does not exist`),
};

export function dependencyViolation(noun: string, id: string): CloudError {
    return new CloudError("DependencyViolation", `The ${noun} '${id}' has dependencies and cannot be deleted.`);
}
