/**
 * A network security group, with rules written into it or beside it. Sources: Network REST API (Network Security Groups),
 * Azure documentation (default security rules), public reports of its refusal.
 */
import { bool, CloudError, list, obj, str, type Property } from "../../../core/definition";
import type { Props } from "../../../core/values";
import { armType } from "../../arm";
import { settleParts, shownParts, type Parts } from "../../parts";
import { API, NETWORK_SECURITY_GROUP, SUBNET } from "../codes";
import { RULE_PROPERTIES, securityRule } from "./security-rule";

const rules: Parts = {
    property: "securityRules",
    type: securityRule,
    properties: RULE_PROPERTIES,
    nameProperty: "securityRuleName",
    wholeProperty: "networkSecurityGroupName",
};

/** Every group has them, below all others; they cannot be removed. */
const DEFAULTS: readonly Props[] = [
    standard("AllowVnetInBound", "Inbound", "Allow", 65000, "VirtualNetwork", "VirtualNetwork"),
    standard("AllowAzureLoadBalancerInBound", "Inbound", "Allow", 65001, "AzureLoadBalancer", "*"),
    standard("DenyAllInBound", "Inbound", "Deny", 65500, "*", "*"),
    standard("AllowVnetOutBound", "Outbound", "Allow", 65000, "VirtualNetwork", "VirtualNetwork"),
    standard("AllowInternetOutBound", "Outbound", "Allow", 65001, "*", "Internet"),
    standard("DenyAllOutBound", "Outbound", "Deny", 65500, "*", "*"),
];

const shownRule: Record<string, Property> = {
    ...RULE_PROPERTIES,
    name: str({ required: true }),
    id: str({ output: true }),
    etag: str({ output: true }),
    provisioningState: str({ output: true }),
    type: str({ output: true }),
};

export const networkSecurityGroup = armType({
    token: NETWORK_SECURITY_GROUP,
    noun: "Network Security Group",
    armType: "Microsoft.Network/networkSecurityGroups",
    apiVersion: API,
    nameProperty: "networkSecurityGroupName",
    tracked: true,
    outputs: ["etag", "provisioningState", "resourceGuid"],
    properties: {
        flushConnection: bool(),
        securityRules: list(obj(shownRule), { computed: true }),
        defaultSecurityRules: list(obj(shownRule), { output: true }),
        subnets: list(obj({ id: str() }), { output: true }),
    },
    put: (context, object) => {
        object.props.defaultSecurityRules = DEFAULTS.map((rule) => ({ ...rule }));
        settleParts(context, object, rules);
    },
    view: (context, object) => ({
        securityRules: shownParts(context, object, rules),
        subnets: context.world.referrers(object, SUBNET).map(({ id }) => ({ id })),
    }),
    inUse: (object, holders) =>
        new CloudError(
            "InUseNetworkSecurityGroupCannotBeDeleted",
            `Network security group ${object.id} cannot be deleted because it is in use by the following resources: ` +
                `${holders.map((holder) => holder.id).join(", ")}. In order to delete the Network security group, ` +
                "remove the association with the resource(s).",
        ),
    seconds: { create: 3, update: 3, delete: 5 },
});

function standard(name: string, direction: string, access: string, priority: number, from: string, to: string): Props {
    return {
        name,
        direction,
        access,
        priority,
        protocol: "*",
        sourceAddressPrefix: from,
        sourcePortRange: "*",
        destinationAddressPrefix: to,
        destinationPortRange: "*",
        provisioningState: "Succeeded",
    };
}
