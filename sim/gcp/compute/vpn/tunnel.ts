/**
 * A tunnel of an HA VPN gateway. Those of Classic VPN gateways are not modelled. Sources: Compute Engine REST reference
 * (vpnTunnels), Cloud VPN documentation (HA VPN topologies), Terraform Google provider (what excludes what; all but labels is
 * replaced; the shared secret is never read back).
 */
import * as crypto from "node:crypto";
import { conflicts, exactlyOneOf } from "../../../core/combine";
import { int, set, str, type CheckFailure, type ResourceType } from "../../../core/definition";
import { UNKNOWN, type Props } from "../../../core/values";
import { quotaExceeded } from "../../errors";
import { EXTERNAL_GATEWAY, HA_GATEWAY, ROUTER, to, TUNNEL } from "../../kinds";
import { computeType, numericId, timestamp } from "../compute-type";
import { refuseRange } from "../network/ranges";
import { cipherSuite, demandCiphers } from "./ciphers";
import { refusePeerAddress } from "./peer-address";
import { demandEnds, demandTraffic } from "./tunnel-ends";

const EVERYTHING = "0.0.0.0/0";

export const vpnTunnel: ResourceType = computeType(TUNNEL, {
    labelled: true,
    properties: {
        vpnGateway: str({ immutable: true, ref: to(HA_GATEWAY, "vpnGateway") }),
        vpnGatewayInterface: int({ immutable: true }),
        peerExternalGateway: str({ immutable: true, ref: to(EXTERNAL_GATEWAY, "peerExternalGateway") }),
        peerExternalGatewayInterface: int({ immutable: true }),
        peerGcpGateway: str({ immutable: true, ref: to(HA_GATEWAY, "peerGcpGateway") }),
        peerIp: str({ computed: true, immutable: true, refuse: refusePeerAddress }),
        router: str({ immutable: true, ref: to(ROUTER, "router") }),
        cipherSuite,
        description: str({ immutable: true }),
        ikeVersion: int({ default: 2, immutable: true }),
        localTrafficSelectors: set(str({ refuse: refuseRange }), { computed: true, immutable: true }),
        remoteTrafficSelectors: set(str({ refuse: refuseRange }), { computed: true, immutable: true }),
        sharedSecret: str({ immutable: true, secret: true, unread: true }),
        sharedSecretWo: str({ secret: true, writeOnly: true }),
        sharedSecretWoVersion: str({ immutable: true, unread: true }),
        creationTimestamp: str({ output: true }),
        detailedStatus: str({ output: true }),
        sharedSecretHash: str({ output: true }),
        tunnelId: str({ output: true }),
    },
    check: (inputs) => [
        ...exactlyOneOf(inputs, ["sharedSecret", "sharedSecretWo"]),
        ...conflicts(inputs, "peerExternalGateway", ["peerGcpGateway"]),
        ...withVersion(inputs),
    ],
    quota: {
        name: "vpn-tunnels-per-project",
        limit: 128,
        used: (world, draft) => world.all(TUNNEL.token, { account: draft.account }).length,
        exceeded: (limit) => quotaExceeded("VPN_TUNNELS", limit),
    },
    create: (context, draft) => {
        demandCiphers(draft.props);
        demandTraffic(draft.props);
        const peerIp = demandEnds(context, draft);
        Object.assign(draft.props, {
            peerIp,
            localTrafficSelectors: draft.props.localTrafficSelectors ?? [EVERYTHING],
            remoteTrafficSelectors: draft.props.remoteTrafficSelectors ?? [EVERYTHING],
            creationTimestamp: timestamp(context),
            detailedStatus: "No incoming packets from peer",
            // Of the real hash nothing is documented; this one tells nothing of the secret.
            sharedSecretHash: crypto.randomBytes(20).toString("base64url"),
            tunnelId: String(numericId(draft)),
        });
    },
    seconds: { create: 30, update: 10, delete: 30 },
});

/** The write-only secret goes with a version, which says when it has changed. */
function withVersion(inputs: Props): CheckFailure[] {
    const [secret, version] = [inputs.sharedSecretWo, inputs.sharedSecretWoVersion];
    if (secret === UNKNOWN || version === UNKNOWN || (secret === undefined) === (version === undefined)) return [];
    const [given, missing] =
        secret === undefined
            ? ["sharedSecretWoVersion", "sharedSecretWo"]
            : ["sharedSecretWo", "sharedSecretWoVersion"];
    return [
        { property: given, reason: `Missing required argument: "${given}": all of \`${missing}\` must be specified` },
    ];
}
