/** A subnet in which an endpoint has an interface. Sources: as in `associations.ts`; error codes (DuplicateSubnetsInSameZone). */
import type { ResourceType } from "../../../core/definition";
import { texts } from "../../../core/values";
import { toSubnet } from "../codes";
import { association } from "./associations";
import { ENDPOINT_SUBNET } from "./codes";
import { demandSubnets, followSubnets, SUBNETS } from "./endpoints";

export const vpcEndpointSubnetAssociation: ResourceType = association({
    token: ENDPOINT_SUBNET,
    noun: "VPC Endpoint Subnet Association",
    property: "subnetId",
    listed: SUBNETS,
    to: toSubnet,
    wrongImport: (named) => `unexpected format for ID (${named}), expected vpc-endpoint-id/subnet-id`,
    add: (context, endpoint, _, id) => {
        const present = texts(endpoint.props, SUBNETS);
        demandSubnets(context.world, endpoint, [id], present);
        followSubnets(context, { ...endpoint, props: { ...endpoint.props, [SUBNETS]: [...present, id] } });
    },
    left: (context, endpoint, { props }) => {
        const kept = texts(endpoint.props, SUBNETS).filter((id) => id !== props.subnetId);
        followSubnets(context, { ...endpoint, props: { ...endpoint.props, [SUBNETS]: kept } });
    },
    // The provider waits a minute before it asks a second time.
    seconds: { create: 60, delete: 60 },
    onTimeout: "partial",
});
