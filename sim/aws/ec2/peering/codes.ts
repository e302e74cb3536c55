/** The names of VPC peering types, and what EC2 answers about them ("Error codes for the Amazon EC2 API"). */
import { CloudError, obj, bool, type Property, type Quota, type Reference } from "../../../core/definition";
import { toPeeringConnection, VPC_PEERING_CONNECTION } from "../codes";

export const CONNECTION = VPC_PEERING_CONNECTION;
export const ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";
export const OPTIONS = "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions";

/** The other side sees the connection too, in its own account and region. What stands for it there goes with it. */
export const toConnection: Reference = { ...toPeeringConnection, part: true };

export const SIDES = ["accepter", "requester"] as const;
export type Side = (typeof SIDES)[number];

/** Options of one side. AWS has none to tell until the connection is active. */
export const sideOptions: Property = obj({ allowRemoteVpcDnsResolution: bool() }, { computed: true });

export const ACTIVE = "active";
export const PENDING = "pending-acceptance";

/** Active ones, of either VPC. */
export const CONNECTIONS_PER_VPC: Quota = {
    name: "peering-connections-per-vpc",
    limit: 50,
    exceeded: () =>
        new CloudError(
            "VpcPeeringConnectionsPerVpcLimitExceeded",
            "The maximum number of VPC peering connections of the VPC has been reached.",
        ),
};

export function notPermitted(message: string): CloudError {
    return new CloudError("OperationNotPermitted", message);
}
