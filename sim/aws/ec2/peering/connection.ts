/**
 * What both sides do with a peering connection: accept it, and set their options. Sources: EC2 API reference
 * (AcceptVpcPeeringConnection, ModifyVpcPeeringConnectionOptions), VPC Peering guide (DNS resolution), Terraform AWS provider
 * (it sets options of an active connection only, and says so itself).
 */
import { CloudError, type Context } from "../../../core/definition";
import { isObject, text, type Props, type Value } from "../../../core/values";
import type { CloudObject, Place, World } from "../../../core/world";
import { VPC } from "../codes";
import {
    ACTIVE,
    CONNECTION,
    CONNECTIONS_PER_VPC,
    notPermitted,
    PENDING,
    SIDES,
    toConnection,
    type Side,
} from "./codes";
import { isActive } from "./reach";

interface End extends Place {
    vpcId: string;
}

export function endOf(connection: CloudObject, side: Side): End {
    const { props, account, region } = connection;
    if (side === "requester") return { account, region, vpcId: text(props, "vpcId") ?? "" };
    return {
        account: text(props, "peerOwnerId") ?? "",
        region: text(props, "peerRegion") ?? "",
        vpcId: text(props, "peerVpcId") ?? "",
    };
}

export function vpcAt(world: World, end: End): CloudObject | undefined {
    return world.get(VPC, end, end.vpcId);
}

const isIn = (place: Place, end: End): boolean => place.account === end.account && place.region === end.region;

/** The connection that `id` names, as seen from one of its two ends. From anywhere else there is none. */
export function connectionFrom(world: World, place: Place, id: string): CloudObject | undefined {
    const connection = world.resolve(toConnection, place, id);
    return connection !== undefined && SIDES.some((side) => isIn(place, endOf(connection, side)))
        ? connection
        : undefined;
}

/** Connections of a VPC that are in a state, whoever asked for them. */
export function connectionsOf(world: World, vpc: CloudObject, state: string): CloudObject[] {
    return world.referrers(vpc, CONNECTION).filter((one) => one.props.acceptStatus === state);
}

/** Accepts it where it waits for that. */
export function accept(context: Context, connection: CloudObject): void {
    if (connection.props.acceptStatus !== PENDING) return;
    const end = endOf(connection, "accepter");
    if (context.account !== end.account) {
        throw notPermitted(`User ${context.account} cannot accept peering ${connection.id}`);
    }
    if (context.region !== end.region) {
        throw notPermitted(
            `Incorrect region (${context.region}) specified for this request. VPC peering connection ${connection.id} ` +
                `must be accepted in region ${end.region}`,
        );
    }
    demandRoom(context.world, connection);
    connection.props.acceptStatus = ACTIVE;
    for (const side of SIDES) connection.props[side] = { allowRemoteVpcDnsResolution: false };
}

function demandRoom(world: World, connection: CloudObject): void {
    const limit = world.quota(CONNECTIONS_PER_VPC.name, CONNECTIONS_PER_VPC.limit);
    for (const side of SIDES) {
        const vpc = vpcAt(world, endOf(connection, side));
        if (vpc !== undefined && connectionsOf(world, vpc, ACTIVE).length >= limit) {
            throw CONNECTIONS_PER_VPC.exceeded(limit);
        }
    }
}

/** Sets the options that are asked for and not seen so already. `inactive` is what to say of a connection that is not. */
export function setOptions(
    context: Context,
    connection: CloudObject,
    request: { asked: Props; seen: Props },
    inactive: (connection: CloudObject) => Error,
): void {
    for (const side of SIDES) {
        const wanted = request.asked[side];
        if (!isObject(wanted) || allows(wanted) === allows(request.seen[side])) continue;
        if (!isActive(connection)) throw inactive(connection);
        if (!isIn(context, endOf(connection, side))) {
            throw notPermitted(
                `The ${side} options of ${connection.id} can be modified only by the ${side}, in its own region.`,
            );
        }
        if (allows(wanted) === true) demandHostnames(context.world, connection);
        connection.props[side] = { allowRemoteVpcDnsResolution: allows(wanted) ?? false };
    }
}

/** Undefined where there are no options yet. */
function allows(options: Value | undefined): boolean | undefined {
    return isObject(options) ? options.allowRemoteVpcDnsResolution === true : undefined;
}

function demandHostnames(world: World, connection: CloudObject): void {
    const vpcs = SIDES.map((side) => vpcAt(world, endOf(connection, side)));
    if (vpcs.every((vpc) => vpc?.props.enableDnsHostnames === true && vpc.props.enableDnsSupport === true)) return;
    throw new CloudError(
        "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
        "To enable DNS hostname resolution for the VPC peering connection, DNS hostname support must be enabled for the VPCs.",
    );
}

/** What the provider says before it asks EC2. */
export function notActiveYet(connection: CloudObject): Error {
    return new Error(
        `Unable to modify EC2 VPC Peering Connection Options. EC2 VPC Peering Connection (${connection.id}) is not active ` +
            `(current status: ${text(connection.props, "acceptStatus") ?? ""}). Please set the \`auto_accept\` attribute to ` +
            "`true` or activate the EC2 VPC Peering Connection manually.",
    );
}

/** What both ends see alike. */
export function optionsNow(connection: CloudObject): Props {
    const now = SIDES.flatMap((side) => {
        const options = connection.props[side];
        return options === undefined ? [] : [[side, options] as const];
    });
    return Object.fromEntries(now);
}
