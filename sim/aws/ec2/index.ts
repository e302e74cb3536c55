/** The types of EC2 that are modelled: VPCs, and what routes and filters traffic in them. */
import type { ResourceType } from "../../core/definition";
import { defaultNetworkAcl } from "./acl/default-network-acl";
import { defaultRouteTable } from "./acl/default-route-table";
import { defaultSecurityGroup } from "./acl/default-security-group";
import { networkAcl } from "./acl/network-acl";
import { networkAclAssociation } from "./acl/network-acl-association";
import { networkAclRule } from "./acl/network-acl-rule";
import { endpointTypes } from "./endpoint";
import { flowLog } from "./flow-log/flow-log";
import { internetTypes } from "./internet";
import { machineTypes } from "./machine";
import { mainRouteTableAssociation } from "./main-route-table-association";
import { peeringConnectionOptions } from "./peering/peering-connection-options";
import { vpcPeeringConnection } from "./peering/vpc-peering-connection";
import { vpcPeeringConnectionAccepter } from "./peering/vpc-peering-connection-accepter";
import { managedPrefixList } from "./prefix-list/managed-prefix-list";
import { managedPrefixListEntry } from "./prefix-list/managed-prefix-list-entry";
import { route } from "./route";
import { routeTable } from "./route-table";
import { routeTableAssociation } from "./route-table-association";
import { securityGroup } from "./security-group";
import { securityGroupEgressRule } from "./security-group-egress-rule";
import { securityGroupIngressRule } from "./security-group-ingress-rule";
import { securityGroupRule } from "./security-group-rule";
import { subnet } from "./subnet";
import { vpc } from "./vpc";
import { vpnTypes } from "./vpn";

export const ec2Types: readonly ResourceType[] = [
    vpc,
    subnet,
    routeTable,
    route,
    routeTableAssociation,
    mainRouteTableAssociation,
    securityGroup,
    securityGroupRule,
    securityGroupIngressRule,
    securityGroupEgressRule,
    ...machineTypes,
    ...endpointTypes,
    flowLog,
    networkAcl,
    networkAclRule,
    networkAclAssociation,
    defaultNetworkAcl,
    defaultSecurityGroup,
    defaultRouteTable,
    managedPrefixList,
    managedPrefixListEntry,
    vpcPeeringConnection,
    vpcPeeringConnectionAccepter,
    peeringConnectionOptions,
    ...internetTypes,
    ...vpnTypes,
];
