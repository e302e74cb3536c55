/** The types of EC2 that are modelled: VPCs, and what routes and filters traffic in them. */
import type { ResourceType } from "../../core/definition";
import { mainRouteTableAssociation } from "./main-route-table-association";
import { route } from "./route";
import { routeTable } from "./route-table";
import { routeTableAssociation } from "./route-table-association";
import { securityGroup } from "./security-group";
import { securityGroupEgressRule } from "./security-group-egress-rule";
import { securityGroupIngressRule } from "./security-group-ingress-rule";
import { securityGroupRule } from "./security-group-rule";
import { subnet } from "./subnet";
import { vpc } from "./vpc";

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
];
