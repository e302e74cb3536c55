/**
 * Metrics and log categories of VPN gateways, which Azure Monitor knows by name. Of other resources it is not checked.
 * Sources: Azure Monitor (supported metrics and resource log categories for Microsoft.Network/virtualNetworkGateways).
 */
const TUNNEL = ["ConnectionName", "RemoteIP", "Instance"];
const PEER = ["BgpPeerAddress", "Instance"];
const INSTANCE = ["Instance"];

/** The dimensions of each metric. */
const GATEWAY_METRICS: Readonly<Record<string, readonly string[]>> = {
    AverageBandwidth: INSTANCE,
    BgpPeerStatus: PEER,
    BgpRoutesAdvertised: PEER,
    BgpRoutesLearned: PEER,
    InboundFlowsCount: INSTANCE,
    MmsaCount: TUNNEL,
    OutboundFlowsCount: INSTANCE,
    P2SBandwidth: INSTANCE,
    P2SConnectionCount: ["Protocol", "Instance"],
    QmsaCount: TUNNEL,
    UserVpnRouteCount: ["RouteType", "Instance"],
    ...Object.fromEntries(
        [
            ...[
                "AverageBandwidth",
                "EgressBytes",
                "EgressPacketDropCount",
                "EgressPacketDropTSMismatch",
                "EgressPackets",
            ],
            ...["IngressBytes", "IngressPacketDropCount", "IngressPacketDropTSMismatch", "IngressPackets"],
            ...["PeakPackets", "TotalFlowCount"],
        ].map((name) => [`Tunnel${name}`, TUNNEL]),
    ),
};

export const GATEWAY_LOGS = [
    "GatewayDiagnosticLog",
    "IKEDiagnosticLog",
    "P2SDiagnosticLog",
    "RouteDiagnosticLog",
    "TunnelDiagnosticLog",
];

export const isGateway = (id: string): boolean =>
    /\/providers\/Microsoft\.Network\/virtualNetworkGateways\/[^/]+$/i.test(id);

/** The dimensions of a gateway's metric; undefined when there is no such metric. */
export const dimensionsOf = (metric: string): readonly string[] | undefined => GATEWAY_METRICS[metric];
