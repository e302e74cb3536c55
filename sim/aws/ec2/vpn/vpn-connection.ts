/**
 * A Site-to-Site VPN connection: two tunnels between a customer gateway and AWS. Where that has a certificate, the ends of AWS
 * have certificates too, and no tunnel has a key. IPv6 inside the tunnels and keys in Secrets Manager are not modelled.
 * Sources: EC2 API reference (CreateVpnConnection: repeated for the same two gateways it answers with the connection that is
 * there; ModifyVpnConnection, ModifyVpnTunnelOptions, VpnConnection, VgwTelemetry), Site-to-Site VPN user guide (quotas: 50 per
 * Region), Terraform AWS provider (arguments, what is replaced, that it needs neither gateway).
 */
import * as crypto from "node:crypto";
import { conflicts } from "../../../core/combine";
import { bool, int, list, obj, set, str, type CheckFailure, type ResourceType } from "../../../core/definition";
import { refuseIpv4Prefix } from "../../../core/prefix";
import { isEmpty, text, UNKNOWN, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { arn, region, tagging } from "../../place";
import { toTransitGateway } from "../../transit-gateway/codes";
import {
    CUSTOMER_GATEWAY,
    invalidCombination,
    toCustomerGateway,
    toDirectConnectAttachment,
    toHeldVpnGateway,
    tooManyConnections,
    toVpnConcentrator,
    toVpnConnection,
    VPN_CONNECTION,
    VPN_CONNECTION_ROUTE,
} from "./codes";
import { configurationXml } from "./configuration";
import { asnOf } from "./customer-gateway";
import { amazonAsn, join, rejoin } from "./gateway-side";
import { outsideOf } from "./outside";
import { demandOptions, of, TUNNEL_PROPERTIES, TUNNELS } from "./tunnel-options";
import { changeTunnels, listed, openTunnels } from "./tunnels";

const GATEWAYS = ["transitGatewayId", "vpnGatewayId"];
const HOLDTIME = 30;

/** Where nothing is said, traffic of any address may pass. */
const ANYWHERE = "0.0.0.0/0";

/** Only the one of the two; the reason names what is not there. */
const only =
    (modelled: string, reason: string): ((value: Value) => string | undefined) =>
    (value) =>
        value === modelled ? undefined : reason;

export const vpnConnection: ResourceType = {
    token: VPN_CONNECTION,
    noun: "EC2 VPN Connection",
    id: "vpn",
    properties: {
        region,
        ...tagging,
        ...TUNNEL_PROPERTIES,
        customerGatewayId: str({ required: true, ref: toCustomerGateway }),
        enableAcceleration: bool({ computed: true, immutable: true }),
        localIpv4NetworkCidr: str({ computed: true, refuse: refuseIpv4Prefix }),
        outsideIpAddressType: str({ computed: true, oneOf: ["PublicIpv4", "PrivateIpv4"] }),
        presharedKeyStorage: str({
            computed: true,
            oneOf: ["Standard", "SecretsManager"],
            refuse: only("Standard", "pre-shared keys in Secrets Manager are not modelled"),
        }),
        remoteIpv4NetworkCidr: str({ computed: true, refuse: refuseIpv4Prefix }),
        staticRoutesOnly: bool({ computed: true, immutable: true }),
        transitGatewayId: str({ ref: toTransitGateway }),
        transportTransitGatewayAttachmentId: str({ ref: toDirectConnectAttachment }),
        tunnelBandwidth: str({ computed: true, immutable: true, oneOf: ["standard", "large"] }),
        tunnelInsideIpVersion: str({
            computed: true,
            immutable: true,
            oneOf: ["ipv4", "ipv6"],
            refuse: only("ipv4", "IPv6 inside VPN tunnels is not modelled"),
        }),
        type: str({ required: true, immutable: true, oneOf: ["ipsec.1"] }),
        // No document says whether it can be changed in place.
        vpnConcentratorId: str({ immutable: true, ref: toVpnConcentrator }),
        vpnGatewayId: str({ ref: toHeldVpnGateway }),
        arn: str({ output: true }),
        coreNetworkArn: str({ output: true }),
        coreNetworkAttachmentArn: str({ output: true }),
        customerGatewayConfiguration: str({ output: true, secret: true }),
        localIpv6NetworkCidr: str({ output: true }),
        presharedKeyArn: str({ output: true }),
        remoteIpv6NetworkCidr: str({ output: true }),
        routes: set(obj({ destinationCidrBlock: str(), source: str(), state: str() }), { output: true }),
        transitGatewayAttachmentId: str({ output: true }),
        vgwTelemetries: list(
            obj({
                acceptedRouteCount: int(),
                certificateArn: str(),
                lastStatusChange: str(),
                outsideIpAddress: str(),
                status: str(),
                statusMessage: str(),
            }),
            { output: true },
        ),
    },
    check: (inputs) => [
        ...conflicts(inputs, "transitGatewayId", ["vpnGatewayId"]),
        ...checkAcceleration(inputs),
        ...checkPrivate(inputs),
    ],
    quota: {
        name: "vpn-connections-per-region",
        limit: 50,
        used: (world, draft) => (twinOf(world, draft) === undefined ? world.all(VPN_CONNECTION, draft).length : 0),
        exceeded: tooManyConnections,
    },
    create: ({ world, now }, draft) => {
        const twin = twinOf(world, draft);
        if (twin !== undefined) {
            Object.assign(draft, { id: twin.id, serial: twin.serial, props: twin.props });
            return;
        }
        const { props } = draft;
        Object.assign(props, {
            enableAcceleration: props.enableAcceleration ?? false,
            localIpv4NetworkCidr: props.localIpv4NetworkCidr ?? ANYWHERE,
            outsideIpAddressType: props.outsideIpAddressType ?? "PublicIpv4",
            presharedKeyStorage: "Standard",
            remoteIpv4NetworkCidr: props.remoteIpv4NetworkCidr ?? ANYWHERE,
            staticRoutesOnly: props.staticRoutesOnly ?? false,
            tunnelBandwidth: props.tunnelBandwidth ?? "standard",
            tunnelInsideIpVersion: "ipv4",
            arn: arn(draft, "ec2", `vpn-connection/${draft.id}`),
            ...{ coreNetworkArn: "", coreNetworkAttachmentArn: "", presharedKeyArn: "" },
            ...{ localIpv6NetworkCidr: "", remoteIpv6NetworkCidr: "" },
            ...perTunnel("InsideIpv6Cidr", ""),
        });
        demandOptions(world, draft);
        const device = deviceOf(world, draft);
        demandKeys(device, props);
        const outside = outsideOf(world, draft, device);
        openTunnels(world, draft, { outside, hasCertificates: isCertified(device) });
        join(world, draft, device);
        props.vgwTelemetries = listed(props).map(({ address }) => ({
            acceptedRouteCount: 0,
            certificateArn: isCertified(device) ? arn(draft, "acm", `certificate/${crypto.randomUUID()}`) : "",
            lastStatusChange: new Date(now).toISOString().replace(/\.\d+/, ""),
            outsideIpAddress: address,
            status: "DOWN",
            statusMessage: props.staticRoutesOnly === true ? "" : "IPSEC IS DOWN",
        }));
    },
    update: ({ world }, object, old) => {
        const isNamed = GATEWAYS.some((name) => text(object.props, name) !== undefined);
        // To name none asks for nothing: AWS leaves the connection where it is.
        if (!isNamed) for (const name of GATEWAYS) if (old[name] !== undefined) object.props[name] = old[name];
        demandOptions(world, object);
        demandSameAuthentication(world, object, old);
        demandKeys(deviceOf(world, object), object.props);
        changeTunnels(object, old);
        if (GATEWAYS.some((name) => object.props[name] !== old[name])) rejoin(world, object, deviceOf(world, object));
    },
    view: ({ world }, object) => {
        const device = deviceOf(world, object);
        const isStatic = object.props.staticRoutesOnly === true;
        const amazon = isStatic ? "" : amazonAsn(world, object);
        return {
            ...perTunnel("BgpAsn", amazon),
            ...perTunnel("BgpHoldtime", isStatic ? 0 : HOLDTIME),
            customerGatewayConfiguration: configurationXml({
                connection: object.id,
                customerGateway: device.id,
                vpnGateway: text(object.props, "vpnGatewayId") ?? "",
                device: text(device.props, "ipAddress") ?? "",
                bgp: isStatic ? undefined : { device: asnOf(device.props), amazon, holdtime: HOLDTIME },
                endpoints: listed(object.props),
            }),
            routes: world.referrers(object, VPN_CONNECTION_ROUTE).map(({ props }) => ({
                destinationCidrBlock: props.destinationCidrBlock ?? "",
                source: "Static",
                state: "available",
            })),
        };
    },
    gone: toVpnConnection.missing,
    seconds: { create: 240, update: 240, delete: 60 },
    onTimeout: "partial",
};

/** The connection that is there already between the same customer gateway and VPN gateway. */
function twinOf(world: World, draft: CloudObject): CloudObject | undefined {
    const identity = ["customerGatewayId", "vpnGatewayId"];
    if (text(draft.props, "vpnGatewayId") === undefined) return undefined;
    return world
        .all(VPN_CONNECTION, draft)
        .find((other) => identity.every((name) => other.props[name] === draft.props[name]));
}

function perTunnel(name: string, value: Value): Props {
    return Object.fromEntries(TUNNELS.map((tunnel) => [of(tunnel, name), value]));
}

function deviceOf(world: World, connection: CloudObject): CloudObject {
    const id = text(connection.props, "customerGatewayId") ?? "";
    const device = world.get(CUSTOMER_GATEWAY, connection, id);
    if (device === undefined) throw toCustomerGateway.missing(id);
    return device;
}

const isCertified = (device: CloudObject): boolean => text(device.props, "certificateArn") !== undefined;

/** No document says what AWS makes of a key beside a certificate. */
function demandKeys(device: CloudObject, props: Props): void {
    const isGiven = TUNNELS.some((tunnel) => (text(props, of(tunnel, "PresharedKey")) ?? "") !== "");
    if (isCertified(device) && isGiven)
        throw invalidCombination("a pre-shared key beside a certificate is not modelled");
}

/** No document says what AWS makes of the keys, or of its certificates, of a connection that changes from one to the other. */
function demandSameAuthentication(world: World, object: CloudObject, old: Props): void {
    const before = world.get(CUSTOMER_GATEWAY, object, text(old, "customerGatewayId") ?? "");
    if (before === undefined || isCertified(before) === isCertified(deviceOf(world, object))) return;
    throw invalidCombination("a change between pre-shared keys and certificates is not modelled");
}

/** The words are the plugin SDK's: an argument that needs another. */
function checkAcceleration(inputs: Props): CheckFailure[] {
    const both = ["enableAcceleration", "transitGatewayId"];
    if (isEmpty(inputs.enableAcceleration) || inputs.enableAcceleration === UNKNOWN) return [];
    if (inputs.transitGatewayId === UNKNOWN || !isEmpty(inputs.transitGatewayId)) return [];
    return [
        {
            property: "enableAcceleration",
            reason: `"enableAcceleration": all of \`${both.join(",")}\` must be specified`,
        },
    ];
}

function checkPrivate(inputs: Props): CheckFailure[] {
    if (inputs.outsideIpAddressType !== "PrivateIpv4" || !isEmpty(inputs.transportTransitGatewayAttachmentId))
        return [];
    return [
        {
            property: "transportTransitGatewayAttachmentId",
            reason: "`transportTransitGatewayAttachmentId` must be provided if `outsideIpAddressType` is `PrivateIpv4`",
        },
    ];
}
