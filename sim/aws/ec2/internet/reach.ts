/**
 * Which of the gateways at the edge of a VPC its routes can use: its own. Sources: EC2 API reference (CreateRoute), VPC
 * user guide (route tables, example routing options).
 */
import type { CloudError } from "../../../core/definition";
import { text } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { differentNetworks } from "../codes";
import { VPN_GATEWAY } from "../vpn/codes";
import { EGRESS_ONLY_GATEWAY, INTERNET_GATEWAY, NAT_GATEWAY } from "./codes";

const GATEWAYS = [INTERNET_GATEWAY, EGRESS_ONLY_GATEWAY, NAT_GATEWAY, VPN_GATEWAY];

/** False for a gateway of another VPC, or of none; true for whatever is no such gateway. */
export function isOfNetwork(table: CloudObject, target: CloudObject): boolean {
    return !GATEWAYS.includes(target.type) || target.props.vpcId === table.props.vpcId;
}

/** What EC2 answers when the gateway is not the VPC's: of a NAT gateway it names the interface. */
export function foreignGateway(table: CloudObject, target: CloudObject): CloudError {
    const named = (text(target.props, "networkInterfaceId") ?? "").replace("eni-", "interface-");
    const other = target.type === NAT_GATEWAY ? `interface ${named}` : `network gateway ${target.id}`;
    return differentNetworks(`route table ${table.id}`, other);
}
