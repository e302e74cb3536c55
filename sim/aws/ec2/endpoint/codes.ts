/** Names of VPC endpoints and their associations, and what EC2 answers about them ("Error codes for the Amazon EC2 API"). */
import { CloudError, type Reference } from "../../../core/definition";
import { toVpcEndpoint } from "../codes";

export const VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const ENDPOINT_TABLE = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";
export const ENDPOINT_SUBNET = "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation";
/** Pulumi's name for the association of an endpoint with a security group. */
export const ENDPOINT_GROUP = "aws:ec2/securityGroupAssociation:SecurityGroupAssociation";

/** An association goes along with its endpoint. */
export const toEndpoint: Reference = { ...toVpcEndpoint, to: [VPC_ENDPOINT], part: true };

export function invalid(message: string): CloudError {
    return new CloudError("InvalidParameter", message);
}
