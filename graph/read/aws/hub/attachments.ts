/**
 * Attachments to Transit Gateways: what each joins, and which of them a property means. An attachment and its acceptance are two
 * resources and one attachment. Sources: VPC Transit Gateway guide (VPC attachments, peering attachments), EC2 API reference,
 * Terraform AWS provider (an accepter has the id of what it accepts).
 */
import type { Reason } from "../../../reason";
import { labelOf, unknownValue, type References } from "../../references";
import type { Resource } from "../../resources";
import type { Value } from "../../values";
import type { Gateways } from "./gateways";
import {
    CONNECT,
    DX_ASSOCIATION,
    PEERING,
    PEERING_ACCEPTER,
    SUBNETS,
    VPC_ACCEPTER,
    VPC_ATTACHMENT,
    VPCS,
    VPN_CONCENTRATOR,
    VPN_CONNECTION,
    type Settled,
} from "./types";
import { concentratorMeant } from "./vpn-ends";

export interface Attachment {
    /** URN of the resource that asks for it; of the acceptance where the program has only that. */
    readonly urn: string;
    readonly kind: "vpc" | "peering" | "vpn" | "concentrator" | "other";
    readonly resource: Resource;
    readonly label: string;
    /** What accepts it, or might. */
    readonly accepters: readonly { readonly resource: Resource; readonly isSure: boolean }[];
    /** The gateway, of a peering both: the one that asks first. */
    readonly gateways: readonly Settled<string>[];
    /** Of a VPN connection on a concentrator: that, which tables name in its place. */
    readonly on?: Attachment;
}

/** An attachment that a property means and that no resource of the program makes. */
export interface External {
    readonly external: string;
}

/** Which resources make attachments. The id of the attachment is theirs, or their output `transitGatewayAttachmentId`. */
const MAKERS: Readonly<Record<string, Attachment["kind"]>> = {
    [VPC_ATTACHMENT]: "vpc",
    [VPC_ACCEPTER]: "vpc",
    [PEERING]: "peering",
    [PEERING_ACCEPTER]: "peering",
    [CONNECT]: "other",
    [VPN_CONCENTRATOR]: "concentrator",
    [VPN_CONNECTION]: "vpn",
    [DX_ASSOCIATION]: "other",
};
/** What an acceptance accepts. */
const ACCEPTS: Readonly<Record<string, string>> = { [VPC_ACCEPTER]: VPC_ATTACHMENT, [PEERING_ACCEPTER]: PEERING };
const PROPERTY = "transitGatewayAttachmentId";

export class Attachments {
    private readonly byResource = new Map<string, Attachment>();
    private readonly sides = new Map<Attachment, VpcEnd>();

    constructor(
        private readonly references: References,
        private readonly gateways: Gateways,
    ) {
        const accepters = references.ofType(...Object.keys(ACCEPTS));
        const accepted = new Map(accepters.map((accepter) => [accepter, this.acceptedBy(accepter)]));
        const isAlone = (r: Resource): boolean => (accepted.get(r) ?? []).length === 0;
        const made = references.ofType(...Object.keys(MAKERS)).filter((r) => !(r.type in ACCEPTS) || isAlone(r));
        // What connections are on is read before them.
        const makers = [...made].sort((a, b) => Number(a.type === VPN_CONNECTION) - Number(b.type === VPN_CONNECTION));
        for (const resource of makers) {
            const own = accepters.filter((accepter) => accepted.get(accepter)?.includes(resource) === true);
            const attachment = this.read(
                resource,
                own.map((accepter) => ({ resource: accepter, isSure: accepted.get(accepter)?.length === 1 })),
            );
            if (attachment === undefined) continue;
            this.byResource.set(resource.urn, attachment);
            for (const { resource: accepter, isSure } of attachment.accepters)
                if (isSure) this.byResource.set(accepter.urn, attachment);
        }
    }

    all(): readonly Attachment[] {
        return [...new Set(this.byResource.values())];
    }

    /**
     * The attachment that `transitGatewayAttachmentId` means, or another property; undefined where it is not set. `gateway` is that
     * of the table which the same resource names: of several candidates those of other gateways are out, for AWS refuses them.
     */
    meant(from: Resource, property = PROPERTY, gateway?: string): Settled<Attachment | External> | undefined {
        const reference = this.references.one(from, property, {
            types: Object.keys(MAKERS),
            by: ["id", PROPERTY],
        });
        switch (reference.is) {
            case "resource": {
                const attachment = this.byResource.get(reference.resource.urn);
                if (attachment !== undefined) return { value: attachment };
                const detail = `${property} is ${labelOf(reference.resource)}, and what that attaches is not known`;
                return { reason: unknownValue(from, detail), candidates: [] };
            }
            case "external":
                return { value: { external: reference.id } };
            case "unsure": {
                const candidates = reference.candidates.flatMap(({ urn }) => this.byResource.get(urn) ?? []);
                const left = [...new Set(candidates)].filter((a) => gateway === undefined || mayJoin(a, gateway));
                const [only] = left;
                // Of a request and its acceptance both are the same attachment.
                if (only !== undefined && left.length === 1) return { value: only };
                return { reason: reference.reason, candidates: left.length === 0 ? [...new Set(candidates)] : left };
            }
            case "absent":
                return undefined;
        }
    }

    /** VPC and subnets of the attachment of a VPC. */
    vpcEnd(attachment: Attachment): VpcEnd {
        const end = this.sides.get(attachment) ?? vpcEndOf(this.references, attachment);
        this.sides.set(attachment, end);
        return end;
    }

    /** A setting of an attachment: what its acceptance says, else what the attachment says. */
    setting({ resource, accepters }: Attachment, name: string): Value | undefined {
        const said = accepters.map((accepter) => accepter.resource.props[name]);
        return said.find((value) => value !== undefined && value !== null) ?? resource.props[name];
    }

    /**
     * The requests that an acceptance may mean. Within a region AWS gives the accepting side of a peering an id of its own, which
     * the request does not tell; the gateways at its two ends do, for two gateways have one peering.
     */
    private acceptedBy(accepter: Resource): readonly Resource[] {
        const type = ACCEPTS[accepter.type] ?? "";
        const reference = this.references.one(accepter, PROPERTY, { types: [type] });
        if (reference.is === "resource") return [reference.resource];
        if (reference.is === "unsure") return reference.candidates;
        if (accepter.type !== PEERING_ACCEPTER) return [];
        const [own, peer] = [accepter.props["transitGatewayId"], accepter.props["peerTransitGatewayId"]];
        if (typeof own !== "string" || typeof peer !== "string") return [];
        return this.references
            .ofType(PEERING)
            .filter(({ props }) => props["transitGatewayId"] === peer && props["peerTransitGatewayId"] === own);
    }

    private read(resource: Resource, accepters: Attachment["accepters"]): Attachment | undefined {
        const { type, urn } = resource;
        const kind = MAKERS[type];
        const on = type === VPN_CONNECTION ? this.concentratorOf(resource) : undefined;
        const gateways = on?.gateways ?? this.gatewaysOf(resource);
        return kind === undefined || gateways.length === 0
            ? undefined
            : {
                  urn,
                  kind,
                  resource,
                  label: labelOf(resource),
                  accepters,
                  gateways,
                  ...(on === undefined ? {} : { on }),
              };
    }

    /** The concentrator that a connection is on, where it is in the program. */
    private concentratorOf(vpn: Resource): Attachment | undefined {
        const meant = concentratorMeant(this.references, vpn);
        return meant.is === "resource" ? this.byResource.get(meant.resource.urn) : undefined;
    }

    /** None for what is no attachment of a Transit Gateway: a VPN of a virtual private gateway. */
    private gatewaysOf(resource: Resource): readonly Settled<string>[] {
        const { type, props } = resource;
        const own = (property: string): Settled<string> => this.gateways.meant(resource, property);
        const peerRegion = props["peerRegion"];
        switch (type) {
            case PEERING:
            case PEERING_ACCEPTER: {
                const region = typeof peerRegion === "string" ? peerRegion : undefined;
                const peer = this.gateways.meant(resource, "peerTransitGatewayId", region ?? "");
                return type === PEERING ? [own("transitGatewayId"), peer] : [peer, own("transitGatewayId")];
            }
            case VPN_CONNECTION:
                if (isSet(props["vpnConcentratorId"])) return [onOther(resource)];
                return isSet(props["transitGatewayId"]) ? [own("transitGatewayId")] : [];
            case DX_ASSOCIATION: {
                // It may be a virtual private gateway as well.
                const gateway = own("associatedGatewayId");
                return "value" in gateway && gateway.value.startsWith("vgw-") ? [] : [gateway];
            }
            default:
                return [own("transitGatewayId")];
        }
    }
}

export function isExternal(value: Attachment | External): value is External {
    return "external" in value;
}

/** Whether an attachment is one of a gateway, or may be. */
export function mayJoin({ gateways }: Attachment, gateway: string): boolean {
    return gateways.some((g) =>
        "value" in g ? g.value === gateway : g.candidates.length === 0 || g.candidates.includes(gateway),
    );
}

/** The one gateway of an attachment that is no peering, or the reason why it is not settled. */
export function gatewayOf({ gateways, label, resource }: Attachment): Settled<string> {
    const [gateway] = gateways;
    return gateway ?? { reason: unknownValue(resource, `${label} has no gateway`), candidates: [] };
}

/** VPC and subnets of the attachment of a VPC. What is not in the program is known by its id. */
export interface VpcEnd {
    readonly vpc: Settled<string>;
    /** Subnets of the program, one in each zone. */
    readonly subnets: readonly string[];
    /** Why there may be others. */
    readonly unsure?: Reason;
}

function vpcEndOf(references: References, { resource }: Attachment): VpcEnd {
    const vpc = references.one(resource, "vpcId", { types: VPCS, inRegion: true });
    const members = references.many(resource, "subnetIds", { types: SUBNETS, inRegion: true });
    const open = members.map((member): Reason | undefined => {
        if (member.is === "unsure") return member.reason;
        return member.is === "external"
            ? unknownValue(resource, `subnet ${member.id} is not in the program`)
            : undefined;
    });
    const isTold = resource.props["subnetIds"] !== undefined;
    const reason =
        open.find((r) => r !== undefined) ?? (isTold ? undefined : unknownValue(resource, "its subnets are not known"));
    return {
        vpc: settledVpc(resource, vpc),
        subnets: members.flatMap((member) => (member.is === "resource" ? [member.resource.urn] : [])),
        ...(reason === undefined ? {} : { unsure: reason }),
    };
}

function settledVpc(resource: Resource, vpc: ReturnType<References["one"]>): Settled<string> {
    switch (vpc.is) {
        case "resource":
            return { value: vpc.resource.urn };
        case "external":
            return { value: vpc.id };
        case "unsure":
            return { reason: vpc.reason, candidates: vpc.candidates.map(({ urn }) => urn) };
        case "absent":
            return { reason: unknownValue(resource, "its VPC is not known"), candidates: [] };
    }
}

/** A concentrator that is not in the program, or not known before the deployment, may be at any gateway. */
function onOther(vpn: Resource): Settled<string> {
    const detail = "which transit gateway its VPN concentrator is attached to is not known";
    return { reason: unknownValue(vpn, detail), candidates: [] };
}

/** Providers write an empty text for what is not set. */
function isSet(value: Value | undefined): boolean {
    return value !== undefined && value !== null && value !== "";
}

/** Whether a setting is on: "enable" or true; undefined where it is not known. */
export function isOn(value: Value | undefined): boolean | undefined {
    return typeof value === "symbol" ? undefined : value === "enable" || value === true;
}
