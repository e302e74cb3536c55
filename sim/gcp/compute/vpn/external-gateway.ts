/**
 * The other side's gateway, as Google Cloud is told of it. Interfaces with IPv6 addresses are not modelled. Sources: Compute
 * Engine REST reference (externalVpnGateways: which interfaces go with which redundancy type), Terraform Google provider (all
 * but labels is replaced).
 */
import { int, list, obj, str, type Context, type ResourceType } from "../../../core/definition";
import type { CloudObject } from "../../../core/world";
import { invalid, quotaExceeded, required } from "../../errors";
import { EXTERNAL_GATEWAY } from "../../kinds";
import { numberAt, objectsAt, said } from "../../said";
import { computeType } from "../compute-type";
import { demandForeignAddress } from "./peer-address";

/** How many interfaces it has, numbered from 0. */
const INTERFACES: Readonly<Record<string, number>> = {
    SINGLE_IP_INTERNALLY_REDUNDANT: 1,
    TWO_IPS_REDUNDANCY: 2,
    FOUR_IPS_REDUNDANCY: 4,
};

export const externalVpnGateway: ResourceType = computeType(EXTERNAL_GATEWAY, {
    labelled: true,
    properties: {
        description: str({ immutable: true }),
        interfaces: list(obj({ id: int(), ipAddress: str() }), { immutable: true }),
        redundancyType: str({ immutable: true, oneOf: Object.keys(INTERFACES) }),
    },
    quota: {
        name: "external-vpn-gateways-per-project",
        limit: 15,
        exceeded: (limit) => quotaExceeded("EXTERNAL_VPN_GATEWAYS", limit),
    },
    create: demandInterfaces,
    seconds: { create: 10, update: 10, delete: 10 },
});

function demandInterfaces({ world }: Context, draft: CloudObject): void {
    const type = said(draft.props, "redundancyType");
    const wanted = INTERFACES[type];
    if (wanted === undefined) throw required("redundancyType");
    const interfaces = objectsAt(draft.props, "interfaces");
    if (interfaces.length !== wanted) {
        const why = `An external VPN gateway of redundancy type ${type} has ${wanted} interfaces, not ${interfaces.length}.`;
        throw invalid("interfaces", "", why);
    }
    const seen = { ids: new Set<number>(), addresses: new Set<string>() };
    interfaces.forEach((one, i) => {
        const [id, address] = [numberAt(one, "id") ?? 0, said(one, "ipAddress")];
        if (id < 0 || id >= wanted || seen.ids.has(id)) {
            throw invalid(`interfaces[${i}].id`, id, `The ids of ${type} are 0 to ${wanted - 1}, each of them once.`);
        }
        demandForeignAddress(world, `interfaces[${i}].ipAddress`, address);
        if (seen.addresses.has(address)) {
            throw invalid(`interfaces[${i}].ipAddress`, address, "Another interface has the same address.");
        }
        seen.ids.add(id);
        seen.addresses.add(address);
    });
}
