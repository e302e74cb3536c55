/** Where each route leads, by the target that it names (VPC user guide, "Example routing options"). */
import { addressSet, EVERYTHING, type AddressSet } from "../../../../plan/address-set";
import type { Family } from "../../../../plan/prefix";
import type { Gate, Hop } from "../../../network";
import { NO_PACKETS, packets, difference, ALL_PACKETS } from "../../../packets";
import { Code, type Reason } from "../../../reason";
import { elementOf, labelOf, unknownValue, type Reference, type References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import type { HubSide } from "../parts";
import type { Acls } from "./acls";
import { flagOf, textOf, type Steps } from "../../fields";
import { behind, end, reason } from "../../hops";
import type { Sited } from "./hosts";
import type { From, Internet } from "./internet";
import type { Peerings } from "./peerings";
import type { RouteLine } from "./tables";
import { EGRESS_GATEWAY, ENDPOINT, GATEWAY, HUB, INSTANCE, INTERFACE, NAT, VPN_GATEWAY } from "./types";
import type { Vpc } from "./vpcs";

/** What a route may name; the first that is set is its target. */
const FIELDS = [
    "gatewayId",
    "natGatewayId",
    "transitGatewayId",
    "vpcPeeringConnectionId",
    "egressOnlyGatewayId",
    "vpcEndpointId",
    "networkInterfaceId",
    "instanceId",
    "carrierGatewayId",
    "localGatewayId",
    "coreNetworkArn",
    "odbNetworkArn",
] as const;

export class Targets {
    private readonly sited: ReadonlyMap<string, Sited>;

    constructor(
        private readonly references: References,
        private readonly acls: Acls,
        private readonly peerings: Peerings,
        private readonly internet: Internet,
        private readonly hub: HubSide,
        sited: readonly Sited[],
    ) {
        this.sited = new Map(sited.map((each) => [each.host.id, each]));
    }

    hop({ from: route, at, perhaps }: RouteLine, family: Family, from: From): Hop {
        if (perhaps !== undefined) return end(perhaps);
        const step = (name: string): Steps => [...at, name] as unknown as Steps;
        const field = FIELDS.find((name) => textOf(route, ...step(name)) !== undefined);
        if (field === undefined) return end(unknownValue(route, `${[...at].join(".") || "the route"} names no target`));
        const path = step(field);
        const one = (...types: readonly string[]): Reference => this.references.one(route, path, { types });
        switch (field) {
            case "gatewayId": {
                if (textOf(route, ...path) === "local") return this.local(from);
                const gateway = one(GATEWAY, VPN_GATEWAY, ENDPOINT);
                if (gateway.is === "resource" && gateway.resource.type === GATEWAY)
                    return this.internet.hop(gateway.resource, family, from);
                const isVgw =
                    (gateway.is === "resource" && gateway.resource.type === VPN_GATEWAY) ||
                    (gateway.is === "external" && gateway.id.startsWith("vgw-"));
                if (isVgw) return behind(from.out, this.hub.intoVgw(from.vpc.key, gateway));
                return this.unread(route, path, gateway);
            }
            case "natGatewayId": {
                const nat = one(NAT);
                return nat.is === "resource" ? this.nat(nat.resource, family, from) : this.unread(route, path, nat);
            }
            case "transitGatewayId": {
                const hub = this.references.one(route, path, { types: [HUB], inRegion: true });
                if (from.subnet === undefined) return this.unread(route, path, hub);
                const { urn, zone } = from.subnet;
                const aclIn = (attachmentSubnet: string): Gate[] => this.acls.inbound(attachmentSubnet);
                return behind(from.out, this.hub.intoHub(from.vpc.key, hub, zone, urn, aclIn));
            }
            case "vpcPeeringConnectionId":
                return this.peering(route, path, from);
            case "egressOnlyGatewayId": {
                const gateway = one(EGRESS_GATEWAY);
                return gateway.is === "resource"
                    ? this.internet.egressHop(gateway.resource, family, from)
                    : this.unread(route, path, gateway);
            }
            case "networkInterfaceId":
            case "instanceId": {
                const machine = this.references.one(route, path, {
                    types: [INTERFACE, INSTANCE],
                    by: ["id", "primaryNetworkInterfaceId"],
                });
                return machine.is === "resource" ? appliance(machine.resource) : this.unread(route, path, machine);
            }
            case "vpcEndpointId":
                return this.unread(route, path, one(ENDPOINT));
            default:
                return this.unread(route, path, one());
        }
    }

    local({ vpc, out }: From): Hop {
        return { to: "station", station: `${vpc.key}#inside`, gates: [...out] };
    }

    /** To what no reader models, or what nobody can say. */
    private unread(route: Resource, path: Steps, target: Reference): Hop {
        const name = path.at(-1);
        switch (target.is) {
            case "unsure":
                return end(target.reason);
            case "external":
                return end(unknownValue(route, `its ${name} is ${target.id}, which nothing here describes`));
            case "resource": {
                const element = elementOf(target.resource);
                return end(reason(Code.Unknown, element, `where ${element.label} leads packets is not modelled`));
            }
            case "absent":
                return end(unknownValue(route, `its ${name} is not set`));
        }
    }

    private nat(nat: Resource, family: Family, from: From): Hop {
        const element = elementOf(nat);
        if (family === 6) return end(reason(Code.Unknown, element, "translation from IPv6 to IPv4 is not modelled"));
        const sited = this.sited.get(nat.urn);
        if (sited === undefined) return end(unknownValue(nat, "in which subnet it is is not known"));
        const { host, subnet, unsure } = sited;
        if (subnet.vpc.key !== from.vpc.key) {
            const detail = `${element.label} is in ${subnet.vpc.element.label}, not in ${from.vpc.element.label}`;
            return end(reason(Code.Blackhole, element, detail));
        }
        if (!host.isExact)
            return end(unsure ?? unknownValue(nat, "its private address is not known before the deployment"));
        const inbound = subnet.urn === from.subnet?.urn ? [] : this.acls.inbound(subnet.urn);
        const four: AddressSet = { 4: EVERYTHING[4], 6: [] };
        return {
            to: "station",
            station: subnet.urn,
            gates: [...from.out, ...inbound],
            link: nat.urn,
            translation: {
                element,
                end: "source",
                pairs: [{ from: four, to: host.addresses }],
                otherwise: "unchanged",
                isShared: true,
            },
            zone: subnet.zone ?? "",
        };
    }

    private peering(route: Resource, path: Steps, from: From): Hop {
        const peering = this.peerings.meant(route, path);
        if ("is" in peering) return this.unread(route, path, peering);
        const { resource, element, ends, state, isInRegion } = peering;
        const open = ends.find((each) => each.is === "unsure");
        if (open?.is === "unsure") return end(open.reason);
        const vpcs = ends.flatMap((each) => (each.is === "vpc" ? [each.vpc] : []));
        const other = vpcs.find(({ key }) => key !== from.vpc.key);
        if (other === undefined || !vpcs.some(({ key }) => key === from.vpc.key)) {
            const detail = `${element.label} does not join ${from.vpc.element.label}`;
            return end(reason(Code.Blackhole, element, detail));
        }
        if (state === "pending")
            return end(reason(Code.Blackhole, element, `${element.label} is not accepted by the other side`));
        if (state !== "accepted") return end(state);
        if (other.resource === undefined)
            return end(reason(Code.Unknown, other.element, `nothing here describes ${other.element.label}`));
        return {
            to: "station",
            station: `${other.key}#inside`,
            gates: [...from.out, ownSources(`${resource.urn}#ends`, element, from.vpc)],
            link: resource.urn,
            // Names of zones mean nothing in another region.
            ...(isInRegion === true ? {} : { zone: "" }),
        };
    }
}

/** What a peering connection or a gateway endpoint carries: packets of its own VPC only. */
export function ownSources(id: string, element: Gate["element"], vpc: Vpc): Gate {
    const allows = packets({ source: addressSet(vpc.prefixes) });
    const unsure = vpc.unsure === undefined ? [] : [{ packets: difference(ALL_PACKETS, allows), reason: vpc.unsure }];
    const gate = { id, element, code: Code.NoRoute, isStateful: false, fromGroups: [], unsure };
    return { ...gate, allows: vpc.prefixes.length === 0 ? NO_PACKETS : allows };
}

/** A machine that forwards what is not for it does so by rules that stand nowhere; unless AWS drops that before. */
function appliance(machine: Resource): Hop {
    const element = elementOf(machine);
    const check = flagOf(machine, "sourceDestCheck");
    if (check === UNKNOWN) return end(unknownValue(machine, "sourceDestCheck is not known before the deployment"));
    if (check === false) {
        const detail = `${labelOf(machine)} forwards packets by rules of its own, which nothing here describes`;
        return end(reason(Code.Unknown, element, detail));
    }
    return end(reason(Code.Blackhole, element, checked(machine).detail));
}

function checked(machine: Resource): Pick<Reason, "detail"> {
    return {
        detail: `${labelOf(machine)} checks source and destination and takes no packets for others (sourceDestCheck)`,
    };
}
