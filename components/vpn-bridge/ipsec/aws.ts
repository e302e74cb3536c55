/** Turns a plan into customer gateways and VPN connections of AWS. Decides nothing. */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import {
    CustomerGateway,
    VpnConcentrator,
    VpnConnection,
    VpnConnectionRoute,
    type VpnConnectionArgs,
} from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { FIRST_EXTENDED_ASN } from "../../../facts/reservations/asn";
import { join } from "../../../plan/shape";
import { Underlay } from "../../../plan/tunnels/network";
import { checkedWhenKnown } from "../../shared/errors";
import { checkId } from "../../shared/ids";
import type { AwsEndArgs } from "../args";
import { BridgeAuthentication, BridgeRouting } from "../args";
import { demand, grouped, type Bridge } from "../bridge";
import { checkCertificateArn } from "../checks/certificates";
import { checkOuterAddress } from "../checks/direct-connect";
import type { End } from "../ends";
import { childName } from "../names";
import type { SiteKind } from "../network";
import { awsIdentity } from "./aws-identity";

export interface AwsOutputs {
    /** By "site/peer/number", of dedicated ones "site/peer/dedicated/number". */
    readonly connectionIds: Record<string, pulumi.Output<string>>;
    /** The same, of connections that are attached to a Transit Gateway; of a concentrator that is made "site/concentrator". */
    readonly attachmentIds: Record<string, pulumi.Output<string>>;
    readonly connections: { readonly key: string; readonly region: string; readonly connection: VpnConnection }[];
}

export function buildAws(bridge: Bridge): AwsOutputs {
    const outputs: AwsOutputs = { connectionIds: {}, attachmentIds: {}, connections: [] };
    const customers = new Map<string, CustomerGateway>();
    for (const { site, end } of bridge.sitesOf("aws")) {
        const logGroup = logGroupOf(bridge, site, end);
        const concentrator = concentratorOf(bridge, site, end);
        if (concentrator?.attachmentId !== undefined) {
            outputs.attachmentIds[`${site}/concentrator`] = concentrator.attachmentId;
        }
        for (const ends of grouped(bridge.endsOf(site), ({ line, own }) => `${line}/${own.gate}`).values()) {
            const first = demand(ends[0], site);
            const customer = customerGateway(bridge, end.region, first, customers);
            const connection = vpnConnection(bridge, end, {
                ends,
                first,
                customer,
                logGroup,
                concentrator: concentrator?.id,
            });
            const key = `${site}/${first.line}/${first.own.gate + 1}`;
            outputs.connectionIds[key] = connection.id;
            outputs.connections.push({ key, region: end.region, connection });
            if (end.transitGatewayId !== undefined && !first.link.concentrated) {
                outputs.attachmentIds[key] = connection.transitGatewayAttachmentId;
            }
            bridge.addresses.set(`${placeOf(first)}/1`, outerAddress(bridge, first, connection.tunnel1Address));
            bridge.addresses.set(`${placeOf(first)}/2`, outerAddress(bridge, first, connection.tunnel2Address));
            if (isCertified(first)) publishIdentities(bridge, first, connection);
            staticRoutes(bridge, end, first, connection);
        }
    }
    return outputs;
}

const isCertified = ({ link }: End): boolean => link.authentication === BridgeAuthentication.Certificate;

function publishIdentities(bridge: Bridge, first: End, connection: VpnConnection): void {
    const { id, customerGatewayConfiguration, tunnel1Address, tunnel2Address } = connection;
    [tunnel1Address, tunnel2Address].forEach((address, i) => {
        const identity = pulumi
            .all([id, customerGatewayConfiguration, address])
            .apply(([connectionId, configuration, known]) => awsIdentity(connectionId, configuration, known));
        bridge.identities.set(`${placeOf(first)}/${i + 1}`, identity);
    });
}

const placeOf = ({ site, line, own }: End): string => `${site}/${line}/${own.gate}`;

function logGroupOf(bridge: Bridge, site: string, { region, logGroupArn, logRetentionDays = 90 }: AwsEndArgs) {
    if (logGroupArn !== undefined) return logGroupArn;
    const name = childName.logGroup(bridge.name, site);
    return new LogGroup(name, { region, retentionInDays: logRetentionDays, tags: bridge.tags(name) }, bridge.child())
        .arn;
}

interface ConcentratorIds {
    readonly id: pulumi.Input<string>;
    /** Of one that is made here: whoever made another one knows it. */
    readonly attachmentId?: pulumi.Output<string>;
}

function concentratorOf(bridge: Bridge, site: string, end: AwsEndArgs): ConcentratorIds | undefined {
    if (end.concentrator === undefined) return undefined;
    const { id } = end.concentrator;
    const path = `${join("sites", site)}.aws`;
    if (id !== undefined) {
        const check = (known: string) => checkId("vpnConcentrator", known, `${path}.concentrator.id`);
        return { id: checkedWhenKnown(bridge.subject, id, check) };
    }
    const name = childName.concentrator(bridge.name, site);
    const made = new VpnConcentrator(
        name,
        {
            region: end.region,
            type: "ipsec.1",
            transitGatewayId: gatewayId(bridge, site, "transitGatewayId", end.transitGatewayId ?? ""),
            tags: bridge.tags(name),
        },
        bridge.child(),
    );
    return { id: made.vpnConcentratorId, attachmentId: made.transitGatewayAttachmentId };
}

function gatewayId(
    bridge: Bridge,
    site: string,
    member: "transitGatewayId" | "vpnGatewayId",
    id: pulumi.Input<string>,
): pulumi.Input<string> {
    const kind = member === "transitGatewayId" ? "gateway" : "vpnGateway";
    const path = `${join("sites", site)}.aws.${member}`;
    return checkedWhenKnown(bridge.subject, id, (known) => checkId(kind, known, path));
}

/** Of a tunnel over Direct Connect AWS takes it out of the Transit Gateway's CIDR blocks. */
function outerAddress(bridge: Bridge, { link, other }: End, address: pulumi.Output<string>): pulumi.Input<string> {
    if (link.over !== Underlay.DirectConnect) return address;
    const path = `${join("links", link.key)}.directConnectAttachmentId`;
    return checkedWhenKnown(bridge.subject, address, (known) => checkOuterAddress(known, other.accepts, path));
}

/** AWS keeps one for each address and number, so connections of a region share it. */
function customerGateway(bridge: Bridge, region: string, end: End, known: Map<string, CustomerGateway>) {
    const nameOf =
        end.link.over === Underlay.DirectConnect ? childName.privateCustomerGateway : childName.customerGateway;
    const name = nameOf(bridge.name, region, end.peer, end.other.gate + 1);
    const found = known.get(name);
    if (found !== undefined) return found;
    const asn = pulumi.output(bridge.asn(end.peer));
    const isExtended = (n: number): boolean => n >= FIRST_EXTENDED_ASN.value;
    const made = new CustomerGateway(
        name,
        {
            region,
            type: "ipsec.1",
            ipAddress: bridge.peerAddress(end),
            ...(isCertified(end) ? { certificateArn: certificateArn(bridge, region, end) } : {}),
            bgpAsn: asn.apply((n) => (isExtended(n) ? undefined : String(n))),
            bgpAsnExtended: asn.apply((n) => (isExtended(n) ? String(n) : undefined)),
            tags: bridge.tags(name),
        },
        bridge.child(),
    );
    known.set(name, made);
    return made;
}

/** AWS lets in whoever has a certificate of the same authorities as this one (user guide, Tunnel authentication options). */
function certificateArn(bridge: Bridge, region: string, { peer, other }: End): pulumi.Input<string> {
    const path = `${join("sites", peer)}.device.certificates[${other.gate}].arns`;
    const arn = bridge.args.sites[peer]?.device?.certificates?.[other.gate]?.arns?.[region];
    const check = (known: string) => checkCertificateArn(known, region, path);
    return checkedWhenKnown(bridge.subject, demand(arn, path), check);
}

interface Parts {
    readonly ends: readonly End[];
    readonly first: End;
    readonly customer: CustomerGateway;
    readonly logGroup: pulumi.Input<string>;
    readonly concentrator: pulumi.Input<string> | undefined;
}

function vpnConnection(bridge: Bridge, aws: AwsEndArgs, parts: Parts): VpnConnection {
    const { ends, first, customer, logGroup } = parts;
    const { site, line, link, own } = first;
    const name = childName.awsConnection(bridge.name, site, line, own.gate + 1);
    const isPrivate = link.over === Underlay.DirectConnect;
    return new VpnConnection(
        name,
        {
            region: aws.region,
            type: "ipsec.1",
            customerGatewayId: customer.id,
            ...endPoint(bridge, aws, parts),
            staticRoutesOnly: link.routing === BridgeRouting.Static,
            ...(isPrivate ? overDirectConnect(bridge, first) : {}),
            ...(aws.accelerated === true && !isPrivate ? { enableAcceleration: true } : {}),
            ...(aws.largeBandwidth === true ? { tunnelBandwidth: "large" } : {}),
            ...demand(link.ipsec, link.key).spelling[site],
            ...ends.reduce<TunnelOptions>((all, end) => ({ ...all, ...tunnelOptions(bridge, end, logGroup) }), {}),
            tags: bridge.tags(name),
        },
        bridge.child(),
    );
}

/** A concentrator stands for its Transit Gateway. */
function endPoint(bridge: Bridge, aws: AwsEndArgs, { first: { site, link }, concentrator }: Parts): EndPoint {
    const { transitGatewayId, vpnGatewayId } = aws;
    if (link.concentrated) return { vpnConcentratorId: demand(concentrator, site) };
    return {
        ...(transitGatewayId === undefined
            ? {}
            : { transitGatewayId: gatewayId(bridge, site, "transitGatewayId", transitGatewayId) }),
        ...(vpnGatewayId === undefined ? {} : { vpnGatewayId: gatewayId(bridge, site, "vpnGatewayId", vpnGatewayId) }),
    };
}

type EndPoint = Pick<VpnConnectionArgs, "transitGatewayId" | "vpnGatewayId" | "vpnConcentratorId">;

function overDirectConnect(
    bridge: Bridge,
    { link }: End,
): Pick<VpnConnectionArgs, "outsideIpAddressType" | "transportTransitGatewayAttachmentId"> {
    const id = demand(bridge.args.links?.[link.key]?.directConnectAttachmentId, link.key);
    const path = `${join("links", link.key)}.directConnectAttachmentId`;
    return {
        outsideIpAddressType: "PrivateIpv4",
        transportTransitGatewayAttachmentId: checkedWhenKnown(bridge.subject, id, (known) =>
            checkId("gatewayAttachment", known, path),
        ),
    };
}

/** What is a tunnel's own, in the arguments of its connection. */
function tunnelOptions(bridge: Bridge, end: End, logGroup: pulumi.Input<string>): TunnelOptions {
    const { site, peer, own, tunnel } = end;
    const slot = `tunnel${own.slot ?? 1}`;
    const { accelerated } = demand(bridge.args.sites[site]?.aws, site);
    const opens = OPENS_TUNNELS.includes(bridge.site(peer).kind) && accelerated !== true;
    return {
        [`${slot}InsideCidr`]: tunnel.cidr,
        ...(isCertified(end) ? {} : { [`${slot}PresharedKey`]: bridge.preSharedKey(tunnel) }),
        // One end opens the tunnel, or there would be two at once: Google always does, and so do devices.
        [`${slot}StartupAction`]: opens ? "start" : "add",
        [`${slot}DpdTimeoutAction`]: opens ? "restart" : "clear",
        [`${slot}LogOptions`]: {
            cloudwatchLogOptions: {
                logEnabled: true,
                logGroupArn: logGroup,
                logOutputFormat: "json",
                bgpLogEnabled: true,
                bgpLogGroupArn: logGroup,
                bgpLogOutputFormat: "json",
            },
        },
    };
}

/**
 * The kinds of peers to which AWS opens tunnels itself (Azure VPN Gateway, BGP connection to AWS, 2026-02-18). An accelerated
 * connection opens none (AWS Site-to-Site VPN user guide, Accelerated connections; from memory).
 */
const OPENS_TUNNELS: readonly SiteKind[] = ["azure", "azureVirtualWan"];

type TunnelOptions = Pick<
    VpnConnectionArgs,
    | "tunnel1InsideCidr"
    | "tunnel1PresharedKey"
    | "tunnel1StartupAction"
    | "tunnel1DpdTimeoutAction"
    | "tunnel1LogOptions"
>;

/** A virtual private gateway needs them one by one; a Transit Gateway has them in its route tables. */
function staticRoutes(bridge: Bridge, { region, vpnGatewayId }: AwsEndArgs, end: End, connection: VpnConnection): void {
    if (vpnGatewayId === undefined || end.link.routing !== BridgeRouting.Static) return;
    for (const prefix of end.own.accepts) {
        new VpnConnectionRoute(
            childName.awsRoute(bridge.name, end.site, end.line, end.own.gate + 1, prefix),
            { region, vpnConnectionId: connection.id, destinationCidrBlock: prefix },
            bridge.child({ deleteBeforeReplace: true }),
        );
    }
}
