/**
 * An HA VPN gateway: two interfaces, whose addresses Google gives out at once. Those of encrypted Interconnect attachments
 * and those with IPv6 addresses outside are not modelled. Sources: Compute Engine REST reference (vpnGateways), Cloud VPN
 * documentation (HA VPN, IPv6 support), Terraform Google provider (all but labels is replaced).
 */
import { int, list, obj, str, type ResourceType, type CheckFailure } from "../../../core/definition";
import type { Props } from "../../../core/values";
import { quotaExceeded } from "../../errors";
import { HA_GATEWAY, NETWORK, to } from "../../kinds";
import { numberAt, objectsAt } from "../../said";
import { computeType } from "../compute-type";
import { gatewayAddresses } from "../network/public-addresses";

export const haVpnGateway: ResourceType = computeType(HA_GATEWAY, {
    labelled: true,
    properties: {
        network: str({ required: true, immutable: true, ref: to(NETWORK, "network") }),
        description: str({ immutable: true }),
        gatewayIpVersion: str({
            default: "IPV4",
            immutable: true,
            oneOf: ["IPV4", "IPV6"],
            refuse: (value) => (value === "IPV6" ? "gateways with IPv6 addresses outside are not modelled" : undefined),
        }),
        stackType: str({ default: "IPV4_ONLY", immutable: true, oneOf: ["IPV4_ONLY", "IPV4_IPV6", "IPV6_ONLY"] }),
        vpnInterfaces: list(obj({ id: int(), ipAddress: str() }), { computed: true, immutable: true }),
    },
    check: checkInterfaces,
    quota: {
        name: "vpn-gateways-per-project",
        limit: 10,
        used: (world, draft) => world.all(HA_GATEWAY.token, { account: draft.account }).length,
        exceeded: (limit) => quotaExceeded("VPN_GATEWAYS", limit),
    },
    create: (_, draft) => {
        draft.props.vpnInterfaces = gatewayAddresses(draft.serial).map((ipAddress, id) => ({ id, ipAddress }));
    },
    seconds: { create: 10, update: 10, delete: 10 },
});

/** Addresses are given out, never asked for. */
function checkInterfaces(inputs: Props): CheckFailure[] {
    const interfaces = objectsAt(inputs, "vpnInterfaces");
    return interfaces.flatMap((one, i): CheckFailure[] => {
        const property = `vpnInterfaces[${i}]`;
        if (one.ipAddress !== undefined) {
            return [{ property: `${property}.ipAddress`, reason: `Invalid or unknown key "ipAddress"` }];
        }
        const id = numberAt(one, "id");
        return id === undefined || id === i ? [] : [{ property: `${property}.id`, reason: `expected ${i}, got ${id}` }];
    });
}
