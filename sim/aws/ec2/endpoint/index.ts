/** Endpoints of VPCs, and what they are associated with. */
import type { ResourceType } from "../../../core/definition";
import { vpcEndpoint } from "./vpc-endpoint";
import { vpcEndpointRouteTableAssociation } from "./vpc-endpoint-route-table-association";
import { vpcEndpointSecurityGroupAssociation } from "./vpc-endpoint-security-group-association";
import { vpcEndpointSubnetAssociation } from "./vpc-endpoint-subnet-association";

export const endpointTypes: readonly ResourceType[] = [
    vpcEndpoint,
    vpcEndpointRouteTableAssociation,
    vpcEndpointSubnetAssociation,
    vpcEndpointSecurityGroupAssociation,
];
