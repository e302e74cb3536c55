/**
 * Names of what joins a VPC to the internet, and what EC2 answers about it ("Error codes for the Amazon EC2 API"; for NAT
 * gateways the failure codes of the API's NatGateway).
 */
import { CloudError, type Reference } from "../../../core/definition";

export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const INTERNET_GATEWAY_ATTACHMENT = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";
export const EGRESS_ONLY_GATEWAY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
export const EIP = "aws:ec2/eip:Eip";
export const EIP_ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";

export const toInternetGateway: Reference = {
    to: [INTERNET_GATEWAY],
    missing: (id) =>
        new CloudError("InvalidInternetGatewayID.NotFound", `The internetGateway ID '${id}' does not exist`),
};

export const toAllocation: Reference = {
    to: [EIP],
    missing: (id) => new CloudError("InvalidAllocationID.NotFound", `The allocation ID '${id}' does not exist`),
};

export function alreadyAssociated(resource: string, association: string): CloudError {
    const message = `resource ${resource} is already associated with associate-id ${association}`;
    return new CloudError("Resource.AlreadyAssociated", message);
}

/** What belongs to another service, as the interface of a NAT gateway does, nobody else may touch. */
export function notPermitted(): CloudError {
    return new CloudError("AuthFailure", "You do not have permission to access the specified resource.");
}
