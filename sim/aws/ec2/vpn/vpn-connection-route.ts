/**
 * A static route of a VPN connection: a prefix behind the customer gateway. Sources: EC2 API reference
 * (CreateVpnConnectionRoute: "between an existing virtual private gateway and a VPN customer gateway"), "Error codes for the
 * Amazon EC2 API" (InvalidVpnConnection.InvalidType), Terraform AWS provider (id, that it cannot be imported). At a transit
 * gateway, routes to a static connection stand in the gateway's route tables.
 */
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { isIpv4 } from "../../../core/prefix";
import { text, type Props } from "../../../core/values";
import { region } from "../../place";
import { invalidValue, toVpnConnection, VPN_CONNECTION, VPN_CONNECTION_ROUTE } from "./codes";

export const vpnConnectionRoute: ResourceType = {
    token: VPN_CONNECTION_ROUTE,
    noun: "EC2 VPN Connection Route",
    id: routeId,
    properties: {
        region,
        destinationCidrBlock: str({ required: true, immutable: true }),
        vpnConnectionId: str({ required: true, immutable: true, ref: { ...toVpnConnection, part: true } }),
    },
    create: ({ world }, draft) => {
        const destination = text(draft.props, "destinationCidrBlock") ?? "";
        if (!isIpv4(destination)) {
            throw invalidValue(
                `Value (${destination}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
            );
        }
        const connection = world.get(VPN_CONNECTION, draft, text(draft.props, "vpnConnectionId") ?? "");
        if (connection?.props.staticRoutesOnly !== true || text(connection.props, "vpnGatewayId") === undefined) {
            throw new CloudError(
                "InvalidVpnConnection.InvalidType",
                `The VPN connection ${connection?.id ?? ""} does not support static routes.`,
            );
        }
    },
    gone: (id) => toVpnConnection.missing(id.split(":")[1] ?? ""),
    importId: () => undefined,
    seconds: { create: 15, delete: 15 },
    onTimeout: "partial",
};

function routeId(inputs: Props): string {
    return `${text(inputs, "destinationCidrBlock") ?? ""}:${text(inputs, "vpnConnectionId") ?? ""}`;
}
