/** Transit gateways: `aws.ec2transitgateway` without VPN, Connect, multicast and policy tables. */
import type { ResourceType } from "../../core/definition";
import { defaultRouteTableAssociation, defaultRouteTablePropagation } from "./default-route-table";
import { peeringAttachment } from "./peering-attachment";
import { peeringAttachmentAccepter } from "./peering-attachment-accepter";
import { route } from "./route";
import { routeTable } from "./route-table";
import { routeTableAssociation } from "./route-table-association";
import { routeTablePropagation } from "./route-table-propagation";
import { transitGateway } from "./transit-gateway";
import { vpcAttachment } from "./vpc-attachment";

export const transitGatewayTypes: readonly ResourceType[] = [
    transitGateway,
    vpcAttachment,
    routeTable,
    routeTableAssociation,
    routeTablePropagation,
    route,
    peeringAttachment,
    peeringAttachmentAccepter,
    defaultRouteTableAssociation,
    defaultRouteTablePropagation,
];
