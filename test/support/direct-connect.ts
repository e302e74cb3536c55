/** Tokens of Direct Connect, written out as the SDK registers them. */
export const GATEWAY = "aws:directconnect/gateway:Gateway";
export const ASSOCIATION = "aws:directconnect/gatewayAssociation:GatewayAssociation";
