/** The types that join a VPC to the internet. */
import type { ResourceType } from "../../../core/definition";
import { egressOnlyInternetGateway } from "./egress-only-internet-gateway";
import { eip } from "./eip";
import { eipAssociation } from "./eip-association";
import { internetGateway } from "./internet-gateway";
import { internetGatewayAttachment } from "./internet-gateway-attachment";
import { natGateway } from "./nat-gateway";

export const internetTypes: readonly ResourceType[] = [
    internetGateway,
    internetGatewayAttachment,
    egressOnlyInternetGateway,
    eip,
    eipAssociation,
    natGateway,
];
