/** The VPN connections of a region of AWS: one for each device, and one for each instance of Azure's gateway. */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { CustomerGateway, VpnConnection } from "@pulumi/aws/ec2";
import type { Input } from "@pulumi/pulumi";
import { attach, learnersOfBranches, type Hub } from "./hub";
import { blockOf } from "./numbers";
import { keyOf, named } from "./words";

export interface Peer {
    key: string;
    /** Which of its addresses, from 1. */
    number: number;
    address: Input<string>;
    asn: number;
    /** The blocks of the connection's two tunnels. */
    blocks: [number, number];
    /** The tunnels, as the link counts them. */
    tunnels: [string, string];
    /** Azure waits for AWS to open tunnels, a device opens them itself. */
    waits: boolean;
}

export interface Connected {
    peer: Peer;
    connection: VpnConnection;
}

export function connectAws(hub: Hub, peers: Peer[]): Connected[] {
    const { key, region } = hub;
    const logs = `branches-logs-${key}`;
    const { arn } = new LogGroup(logs, { region, retentionInDays: 90, tags: named(logs) });
    return peers.map((peer) => {
        const connection = connect(hub, peer, arn);
        const at = `${key}/${peer.key}/${peer.number}`;
        attach(hub, `branches-${key}`, at, connection.transitGatewayAttachmentId, learnersOfBranches(key));
        return { peer, connection };
    });
}

function connect({ key, region, gatewayId }: Hub, peer: Peer, logGroupArn: Input<string>): VpnConnection {
    const customerName = `branches-customer-gateway-${region}/${peer.key}/${peer.number}`;
    const customer = new CustomerGateway(customerName, {
        region,
        type: "ipsec.1",
        ipAddress: peer.address,
        bgpAsnExtended: String(peer.asn),
        tags: named(customerName),
    });
    const name = `branches-connection-${key}/${peer.key}/${peer.number}`;
    const [startup, dpd] = peer.waits ? ["start", "restart"] : ["add", "clear"];
    const logOptions = {
        cloudwatchLogOptions: {
            logEnabled: true,
            logGroupArn,
            logOutputFormat: "json",
            bgpLogEnabled: true,
            bgpLogGroupArn: logGroupArn,
            bgpLogOutputFormat: "json",
        },
    };
    return new VpnConnection(name, {
        region,
        type: "ipsec.1",
        customerGatewayId: customer.id,
        transitGatewayId: gatewayId,
        staticRoutesOnly: false,
        tunnel1IkeVersions: ["ikev2"],
        tunnel1Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
        tunnel1Phase1IntegrityAlgorithms: ["SHA2-384"],
        tunnel1Phase1DhGroupNumbers: [20],
        tunnel1Phase1LifetimeSeconds: 28800,
        tunnel1Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
        tunnel1Phase2IntegrityAlgorithms: ["SHA2-384"],
        tunnel1Phase2DhGroupNumbers: [20],
        tunnel1Phase2LifetimeSeconds: 3600,
        tunnel1InsideCidr: blockOf(peer.blocks[0]).cidr,
        tunnel1PresharedKey: keyOf(peer.tunnels[0]),
        tunnel1StartupAction: startup,
        tunnel1DpdTimeoutAction: dpd,
        tunnel1LogOptions: logOptions,
        tunnel2IkeVersions: ["ikev2"],
        tunnel2Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
        tunnel2Phase1IntegrityAlgorithms: ["SHA2-384"],
        tunnel2Phase1DhGroupNumbers: [20],
        tunnel2Phase1LifetimeSeconds: 28800,
        tunnel2Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
        tunnel2Phase2IntegrityAlgorithms: ["SHA2-384"],
        tunnel2Phase2DhGroupNumbers: [20],
        tunnel2Phase2LifetimeSeconds: 3600,
        tunnel2InsideCidr: blockOf(peer.blocks[1]).cidr,
        tunnel2PresharedKey: keyOf(peer.tunnels[1]),
        tunnel2StartupAction: startup,
        tunnel2DpdTimeoutAction: dpd,
        tunnel2LogOptions: logOptions,
        tags: named(name),
    });
}
