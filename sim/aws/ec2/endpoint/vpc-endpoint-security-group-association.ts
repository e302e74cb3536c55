/**
 * A security group of an endpoint, beside the VPC's default group or in its place. Sources: as in `associations.ts`; the
 * words about the default group are the provider's.
 */
import { bool, CloudError, type ResourceType } from "../../../core/definition";
import { text, texts } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { toSecurityGroup } from "../codes";
import { association } from "./associations";
import { ENDPOINT_GROUP } from "./codes";
import { demandGroups, GROUPS, vpcOf } from "./endpoints";

export const vpcEndpointSecurityGroupAssociation: ResourceType = association({
    token: ENDPOINT_GROUP,
    noun: "VPC Endpoint Security Group Association",
    property: "securityGroupId",
    listed: GROUPS,
    to: toSecurityGroup,
    wrongImport: (named) => `wrong format of import ID (${named}), use: 'vpc-endpoint-id/security-group-id'`,
    more: { replaceDefaultAssociation: bool({ default: false, immutable: true }) },
    add: ({ world }, endpoint, { props }, id) => {
        demandGroups(world, endpoint, [id]);
        if (props.replaceDefaultAssociation !== true) return;
        const standard = defaultGroup(world, endpoint);
        demandDefault(endpoint, standard, id);
        endpoint.props[GROUPS] = texts(endpoint.props, GROUPS).filter((group) => group !== standard);
    },
    left: ({ world }, endpoint, { props }) => {
        const groups = texts(endpoint.props, GROUPS);
        if (props.replaceDefaultAssociation === true) {
            endpoint.props[GROUPS] = [...new Set([...groups, defaultGroup(world, endpoint)])];
        } else if (groups.length === 1) {
            throw new CloudError("InvalidParameter", "An endpoint must have at least one security group.");
        }
    },
    onTimeout: "bare",
});

function defaultGroup(world: World, endpoint: CloudObject): string {
    return text(vpcOf(world, endpoint)?.props ?? {}, "defaultSecurityGroupId") ?? "";
}

function demandDefault(endpoint: CloudObject, standard: string, id: string): void {
    if (id === standard) {
        const own = text(endpoint.props, "vpcId") ?? "";
        throw new Error(`${id} is the default Security Group for EC2 VPC (${own})`);
    }
    if (!texts(endpoint.props, GROUPS).includes(standard)) {
        throw new Error(`no association of default Security Group (${standard}) with VPC Endpoint (${endpoint.id})`);
    }
}
