/** The tunnels of VPN connections, two for each. Sources: Site-to-Site VPN user guide, @pulumi/aws VpnConnectionArgs. */
import type { Hop } from "../../../network";
import { elementOf, type Reference, type References } from "../../references";
import type { Resource } from "../../resources";
import { flagOf, numberOf, textOf, type Read } from "../../fields";
import type { EndRouting, OuterAddress, TunnelEnd } from "../../tunnels/end";
import { keyAt } from "../../tunnels/keys";
import { hostOf, outerAt, spelled } from "../../tunnels/read";
import { UNKNOWN } from "../../values";
import { CUSTOMER_GATEWAY, TRANSIT_GATEWAY, VPN_CONCENTRATOR, VPN_GATEWAY } from "./types";

const TUNNELS = [1, 2] as const;
const WORDS = [
    "IkeVersions",
    ...[1, 2].flatMap((phase) =>
        ["EncryptionAlgorithms", "IntegrityAlgorithms", "DhGroupNumbers"].map((list) => `Phase${phase}${list}`),
    ),
];
/** Of a Transit Gateway and a virtual private gateway alike (EC2 API reference). */
const DEFAULT_ASN = 64_512;

/** Both ends of a connection, in the order of the tunnels. `inward` is where its packets go, `place` what it is attached to. */
export function endsOf(references: References, vpn: Resource, inward: Hop, place: string): readonly TunnelEnd[] {
    const device = references.one(vpn, "customerGatewayId", { types: [CUSTOMER_GATEWAY], inRegion: true });
    const customer = device.is === "resource" ? device.resource : undefined;
    const peers: readonly OuterAddress[] = customer === undefined ? [] : outerAt(customer, "ipAddress");
    return TUNNELS.map((tunnel): TunnelEnd => {
        const option = (name: string): string => `tunnel${tunnel}${name}`;
        const address = textOf(vpn, option("Address"));
        return {
            id: `${vpn.urn}#tunnel${tunnel}`,
            cloud: "aws",
            resource: vpn,
            element: elementOf(vpn, `tunnel ${tunnel}`),
            parts: customer === undefined ? [] : [customer.urn],
            place,
            paid: { by: vpn.urn, kind: paidKind(vpn) },
            own: {
                ...(typeof address === "string" ? { text: address } : {}),
                origin: vpn.urn,
                part: `tunnel ${tunnel}`,
            },
            peers,
            suite: {
                kind: "aws",
                spelling: spelled(vpn.props, WORDS.map(option)),
                tunnel,
                ikeVersions: versionsOf(vpn, option("IkeVersions")),
            },
            key:
                customer !== undefined && isCertified(customer)
                    ? { origins: [], isCertificate: true }
                    : keyAt(vpn, option("PresharedKey")),
            routing: routingOf(references, vpn, customer, option),
            inward,
        };
    });
}

/** What a connection costs, as a row of the table of kinds. */
export function paidKind(vpn: Resource): string {
    if (textOf(vpn, "vpnConcentratorId") !== undefined) return "aws.tgw.vpn.concentrated";
    if (textOf(vpn, "transitGatewayId") === undefined) return "aws.vgw.vpn";
    const way = vpn.props["outsideIpAddressType"] === "PrivateIpv4" ? "aws.tgw.vpn.private" : "aws.tgw.vpn";
    return vpn.props["tunnelBandwidth"] === "large" ? `${way}.large` : way;
}

/** A customer gateway with a certificate, known or not, has no tunnels with keys (Tunnel authentication options). */
function isCertified(customer: Resource): boolean {
    const arn = textOf(customer, "certificateArn");
    return arn !== undefined && arn !== "";
}

function versionsOf(vpn: Resource, property: string): Read<readonly number[]> {
    const value = vpn.props[property];
    if (typeof value === "symbol") return UNKNOWN;
    const words: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [];
    if (words.some((word) => typeof word === "symbol")) return UNKNOWN;
    return words.length === 0 ? [1, 2] : TUNNELS.filter((version) => words.includes(`ikev${version}`));
}

function routingOf(
    references: References,
    vpn: Resource,
    customer: Resource | undefined,
    option: (name: string) => string,
): EndRouting {
    const isStatic = flagOf(vpn, "staticRoutesOnly");
    const block = textOf(vpn, option("InsideCidr"));
    const own = textOf(vpn, option("VgwInsideAddress")) ?? hostOf(block, 1);
    const theirs = textOf(vpn, option("CgwInsideAddress")) ?? hostOf(block, 2);
    return {
        isDynamic: isStatic === UNKNOWN ? UNKNOWN : isStatic !== true,
        inside: { own: typeof own === "string" ? [own] : UNKNOWN, peer: typeof theirs === "string" ? theirs : UNKNOWN },
        asn: { own: ownAsn(references, vpn), peer: customer === undefined ? UNKNOWN : peerAsn(customer) },
    };
}

/** The larger numbers have a property of their own. */
function peerAsn(customer: Resource): Read<number> {
    return numberOf(customer, "bgpAsnExtended") ?? numberOf(customer, "bgpAsn") ?? UNKNOWN;
}

/** The concentrator that a connection is on, in the place of a gateway. */
export function concentratorMeant(references: References, vpn: Resource): Reference {
    const target = { types: [VPN_CONCENTRATOR], by: ["id", "vpnConcentratorId"], inRegion: true };
    return references.one(vpn, "vpnConcentratorId", target);
}

/** The ASN of the gateway that a connection is attached to. */
export function ownAsn(references: References, vpn: Resource): Read<number> {
    const concentrator = concentratorMeant(references, vpn);
    if (concentrator.is !== "resource" && concentrator.is !== "absent") return UNKNOWN;
    const from = concentrator.is === "resource" ? concentrator.resource : vpn;
    for (const [property, types] of [
        ["transitGatewayId", [TRANSIT_GATEWAY]],
        ["vpnGatewayId", [VPN_GATEWAY]],
    ] as const) {
        const gateway = references.one(from, property, { types, inRegion: true });
        if (gateway.is === "resource") return numberOf(gateway.resource, "amazonSideAsn") ?? DEFAULT_ASN;
        if (gateway.is !== "absent") return UNKNOWN;
    }
    return UNKNOWN;
}
