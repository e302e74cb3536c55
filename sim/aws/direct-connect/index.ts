/** What of Direct Connect is modelled. */
import type { ResourceType } from "../../core/definition";
import { dxGateway } from "./gateway";
import { dxGatewayAssociation } from "./gateway-association";

export const directConnectTypes: readonly ResourceType[] = [dxGateway, dxGatewayAssociation];
