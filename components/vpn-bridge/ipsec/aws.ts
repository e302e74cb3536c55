/** Turns a plan into customer gateways and VPN connections of AWS. Decides nothing. */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { CustomerGateway, VpnConnection, VpnConnectionRoute, type VpnConnectionArgs } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { FIRST_EXTENDED_ASN } from "../../../facts/reservations/asn";
import { join } from "../../../plan/shape";
import { checkedWhenKnown } from "../../shared/errors";
import { checkId } from "../../shared/ids";
import type { AwsEndArgs } from "../args";
import { BridgeAuthentication, BridgeRouting } from "../args";
import { demand, grouped, type Bridge, type End } from "../bridge";
import { checkCertificateArn } from "../checks/certificates";
import { childName } from "../names";
import type { SiteKind } from "../network";
import { awsIdentity } from "./aws-identity";

export interface AwsOutputs {
    /** By "site/peer/number". */
    readonly connectionIds: Record<string, pulumi.Output<string>>;
    /** The same, of connections that end at a Transit Gateway. */
    readonly attachmentIds: Record<string, pulumi.Output<string>>;
    readonly connections: { readonly key: string; readonly region: string; readonly connection: VpnConnection }[];
}

export function buildAws(bridge: Bridge): AwsOutputs {
    const outputs: AwsOutputs = { connectionIds: {}, attachmentIds: {}, connections: [] };
    const customers = new Map<string, CustomerGateway>();
    for (const { site, end } of bridge.sitesOf("aws")) {
        const logGroup = logGroupOf(bridge, site, end);
        for (const ends of grouped(bridge.endsOf(site), ({ peer, own }) => `${peer}/${own.gate}`).values()) {
            const first = demand(ends[0], site);
            const customer = customerGateway(bridge, end.region, first, customers);
            const connection = vpnConnection(bridge, end, { ends, first, customer, logGroup });
            const key = `${site}/${first.peer}/${first.own.gate + 1}`;
            outputs.connectionIds[key] = connection.id;
            outputs.connections.push({ key, region: end.region, connection });
            if (end.transitGatewayId !== undefined) outputs.attachmentIds[key] = connection.transitGatewayAttachmentId;
            bridge.addresses.set(`${placeOf(first)}/1`, connection.tunnel1Address);
            bridge.addresses.set(`${placeOf(first)}/2`, connection.tunnel2Address);
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

const placeOf = ({ site, peer, own }: End): string => `${site}/${peer}/${own.gate}`;

function logGroupOf(bridge: Bridge, site: string, { region, logGroupArn, logRetentionDays = 90 }: AwsEndArgs) {
    if (logGroupArn !== undefined) return logGroupArn;
    const name = childName.logGroup(bridge.name, site);
    return new LogGroup(name, { region, retentionInDays: logRetentionDays, tags: bridge.tags(name) }, bridge.child())
        .arn;
}

/** AWS keeps one for each address and number, so connections of a region share it. */
function customerGateway(bridge: Bridge, region: string, end: End, known: Map<string, CustomerGateway>) {
    const name = childName.customerGateway(bridge.name, region, end.peer, end.other.gate + 1);
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
}

function vpnConnection(bridge: Bridge, aws: AwsEndArgs, { ends, first, customer, logGroup }: Parts): VpnConnection {
    const { site, peer, link, own } = first;
    const name = childName.awsConnection(bridge.name, site, peer, own.gate + 1);
    const path = `${join("sites", site)}.aws`;
    const checked = (kind: "gateway" | "vpnGateway", id: pulumi.Input<string>, member: string) =>
        checkedWhenKnown(bridge.subject, id, (known) => checkId(kind, known, `${path}.${member}`));
    const { transitGatewayId, vpnGatewayId, accelerated, largeBandwidth } = aws;
    return new VpnConnection(
        name,
        {
            region: aws.region,
            type: "ipsec.1",
            customerGatewayId: customer.id,
            ...(transitGatewayId === undefined
                ? {}
                : { transitGatewayId: checked("gateway", transitGatewayId, "transitGatewayId") }),
            ...(vpnGatewayId === undefined
                ? {}
                : { vpnGatewayId: checked("vpnGateway", vpnGatewayId, "vpnGatewayId") }),
            staticRoutesOnly: link.routing === BridgeRouting.Static,
            ...(accelerated === true ? { enableAcceleration: true } : {}),
            ...(largeBandwidth === true ? { tunnelBandwidth: "large" } : {}),
            ...demand(link.ipsec, link.key).spelling[site],
            ...ends.reduce<TunnelOptions>((all, end) => ({ ...all, ...tunnelOptions(bridge, end, logGroup) }), {}),
            tags: bridge.tags(name),
        },
        bridge.child(),
    );
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
            childName.awsRoute(bridge.name, end.site, end.peer, end.own.gate + 1, prefix),
            { region, vpnConnectionId: connection.id, destinationCidrBlock: prefix },
            bridge.child({ deleteBeforeReplace: true }),
        );
    }
}
