/**
 * What Direct Connect gateways are made of, and what Direct Connect answers about them. It has one code for whatever a client
 * does wrong (Direct Connect API reference, errors); messages are our own words.
 */
import { CloudError, type Reference } from "../../core/definition";

export const DX_GATEWAY = "aws:directconnect/gateway:Gateway";
export const DX_ASSOCIATION = "aws:directconnect/gatewayAssociation:GatewayAssociation";

export const clientException = (message: string): CloudError => new CloudError("DirectConnectClientException", message);

/** A Direct Connect gateway is of the account, and in no region. */
export const toDxGateway: Reference = {
    to: [DX_GATEWAY],
    within: "account",
    missing: (id) => clientException(`Direct Connect Gateway with ID: ${id} does not exist.`),
};
