/**
 * A transit gateway, with the route table that AWS makes along with it. Sources: EC2 API reference (CreateTransitGateway,
 * ModifyTransitGateway, DeleteTransitGateway), VPC Transit Gateway guide (route tables, quotas, "Delete a transit
 * gateway"), Terraform AWS provider (what is replaced, what is updated in place).
 */
import { CloudError, int, set, str, type ResourceType } from "../../core/definition";
import { newId } from "../../core/lifecycle";
import { isIpv4, sizeOf } from "../../core/prefix";
import { text, type Props, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { DX_ASSOCIATION } from "../direct-connect/codes";
import { VPN_CONCENTRATOR, VPN_CONNECTION } from "../ec2/vpn/codes";
import { arn, region, tagging } from "../place";
import {
    limitExceeded,
    option,
    refusePrefix,
    ROUTE_TABLE,
    toTransitGateway,
    TRANSIT_GATEWAY,
    VPC_ATTACHMENT,
} from "./codes";

const FIRST_ASN = 64_512;
const MOST_CIDR_BLOCKS = 5;

/** An option that puts attachments into a default table, and the output that names the table. */
const DEFAULTS = [
    ["defaultRouteTableAssociation", "associationDefaultRouteTableId"],
    ["defaultRouteTablePropagation", "propagationDefaultRouteTableId"],
] as const;

/** How AWS names what keeps a gateway, in the order in which it complains. */
const KINDS: Readonly<Record<string, string>> = {
    [VPC_ATTACHMENT]: "VPC",
    [VPN_CONNECTION]: "VPN",
    [VPN_CONCENTRATOR]: "VPN Concentrator",
    [DX_ASSOCIATION]: "Direct Connect Gateway",
};
const PEERING = "Transit Gateway Cross Region Peering";

/** AWS can switch a default on only together with the id of a table, which the provider has no argument for. */
const switchedOn = (have: Value | undefined, want: Value | undefined): boolean =>
    have === "disable" && want === "enable";

export const transitGateway: ResourceType = {
    token: TRANSIT_GATEWAY,
    noun: "EC2 Transit Gateway",
    id: "tgw",
    properties: {
        region,
        ...tagging,
        description: str(),
        amazonSideAsn: int({ default: FIRST_ASN, refuse: refuseAsn }),
        autoAcceptSharedAttachments: option({ default: "disable" }),
        defaultRouteTableAssociation: option({ default: "enable", replacedWhen: switchedOn }),
        defaultRouteTablePropagation: option({ default: "enable", replacedWhen: switchedOn }),
        dnsSupport: option({ default: "enable" }),
        encryptionSupport: option({ computed: true }),
        multicastSupport: option({ default: "disable", immutable: true }),
        securityGroupReferencingSupport: option({ default: "disable" }),
        transitGatewayCidrBlocks: set(str({ refuse: refuseGatewayBlock }), {
            refuse: (value) =>
                Array.isArray(value) && value.length > MOST_CIDR_BLOCKS
                    ? `attribute supports ${MOST_CIDR_BLOCKS} item maximum, but config has ${value.length} declared`
                    : undefined,
        }),
        vpnEcmpSupport: option({ default: "enable" }),
        arn: str({ output: true }),
        associationDefaultRouteTableId: str({ output: true }),
        ownerId: str({ output: true }),
        propagationDefaultRouteTableId: str({ output: true }),
    },
    quota: {
        name: "transit-gateways-per-region",
        limit: 5,
        exceeded: (limit) => limitExceeded("transit gateways", limit),
    },
    create: (context, draft) => {
        const wanted = DEFAULTS.some(([flag]) => draft.props[flag] === "enable");
        const table = wanted ? makeDefaultTable(context.world, draft) : "";
        for (const [flag, id] of DEFAULTS) draft.props[id] = draft.props[flag] === "enable" ? table : "";
        Object.assign(draft.props, {
            arn: arn(draft, "ec2", `transit-gateway/${draft.id}`),
            ownerId: draft.account,
            encryptionSupport: draft.props.encryptionSupport ?? "disable",
        });
    },
    update: (_, object, old) => {
        for (const [flag, id] of DEFAULTS) {
            if (switchedOn(old[flag], object.props[flag])) throw withoutTable(flag, id);
            if (object.props[flag] === "disable") object.props[id] = "";
        }
    },
    inUse: (object, holders) => {
        const kinds = holders.map((holder) => KINDS[holder.type] ?? PEERING);
        const kind = [...Object.values(KINDS), PEERING].find((one) => kinds.includes(one)) ?? PEERING;
        const named = holders.filter((_, i) => kinds[i] === kind);
        // What belongs to VPN tells which attachment is its own.
        const ids = named.map((h) => text(h.props, "transitGatewayAttachmentId") ?? h.id).join(", ");
        return new CloudError("IncorrectState", `${object.id} has non-deleted ${kind} Attachments: ${ids}.`);
    },
    gone: toTransitGateway.missing,
    seconds: { create: 120, update: 60, delete: 60 },
    onTimeout: "partial",
};

function makeDefaultTable(world: World, gateway: CloudObject): string {
    const { account, region } = gateway;
    const id = newId("tgw-rtb");
    const props: Props = {
        region,
        tagsAll: {},
        transitGatewayId: gateway.id,
        arn: arn(gateway, "ec2", `transit-gateway-route-table/${id}`),
    };
    world.put({
        type: ROUTE_TABLE,
        account,
        region,
        id,
        implicitOf: gateway.id,
        serial: world.nextSerial(),
        props,
    });
    return id;
}

function withoutTable(flag: string, id: string): CloudError {
    const [Flag, Id] = [flag, id].map((name) => name.charAt(0).toUpperCase() + name.slice(1));
    return new CloudError("InvalidParameterCombination", `enable ${Flag} conflicts with ${Id} null`);
}

function refuseAsn(value: Value): string | undefined {
    const asn = Number(value);
    const private16 = asn >= FIRST_ASN && asn <= 65_534;
    const private32 = asn >= 4_200_000_000 && asn <= 4_294_967_294;
    return private16 || private32
        ? undefined
        : `${asn} is not in the ranges 64512 to 65534 and 4200000000 to 4294967294`;
}

function refuseGatewayBlock(value: Value): string | undefined {
    const wrong = refusePrefix(value);
    if (wrong !== undefined) return wrong;
    const cidr = value as string;
    if (cidr.startsWith("169.254.")) return `${JSON.stringify(cidr)} must not be from range 169.254.0.0/16`;
    const longest = isIpv4(cidr) ? 24 : 64;
    return sizeOf(cidr) > longest ? `${JSON.stringify(cidr)} must be a /${longest} block or larger` : undefined;
}
