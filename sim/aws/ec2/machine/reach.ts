/**
 * Network interfaces and endpoints as targets of routes. Sources: EC2 API reference (CreateRoute: endpoints are "supported for
 * Gateway Load Balancer endpoints only"; Route: instanceId, instanceOwnerId, and the state blackhole when the target is not
 * available), VPC user guide (route tables).
 */
import { CloudError } from "../../../core/definition";
import { text, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { differentNetworks } from "../codes";
import { VPC_ENDPOINT } from "../endpoint/codes";
import { attachmentOf, interfaceOf, subnetOf } from "./interfaces";

interface Target {
    kind: string;
    target: string;
}

function targetInterface(world: World, table: CloudObject, { kind, target }: Target): CloudObject | undefined {
    if (kind !== "networkInterfaceId") return undefined;
    return interfaceOf(world, { ...table, props: { networkInterfaceId: target } });
}

/** An interface is a target for its own VPC only; an endpoint of the kinds modelled here is none at all. */
export function demandOwnTarget(world: World, table: CloudObject, entry: Target): void {
    const one = targetInterface(world, table, entry);
    if (one !== undefined && subnetOf(world, one)?.props.vpcId !== table.props.vpcId) {
        throw differentNetworks(`route table ${table.id}`, `interface ${one.id}`);
    }
    if (entry.kind === "vpcEndpointId" && world.get(VPC_ENDPOINT, table, entry.target) !== undefined) {
        throw new CloudError(
            "InvalidParameterValue",
            `The endpoint ${entry.target} is not a Gateway Load Balancer endpoint, which alone can be the target of a route`,
        );
    }
}

/** An interface that nothing has takes no traffic. */
export function takesTraffic(world: World, table: CloudObject, entry: Target): boolean {
    const one = targetInterface(world, table, entry);
    return one === undefined || one.implicitOf !== undefined || attachmentOf(world, one) !== undefined;
}

/** The instance behind the interface that a route names. */
export function instanceBehind(world: World, route: CloudObject): Props {
    const one = interfaceOf(world, route);
    const instance = one === undefined ? undefined : attachmentOf(world, one)?.instance;
    const behind = text(route.props, "networkInterfaceId") === undefined ? undefined : instance;
    return { instanceId: behind?.id ?? "", instanceOwnerId: behind?.account ?? "" };
}
