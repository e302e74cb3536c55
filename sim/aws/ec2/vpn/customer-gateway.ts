/**
 * A customer gateway: what AWS is told of the device at the other end. With a certificate it needs no address. Whether the
 * certificate is there is not looked at: private authorities are not modelled. Sources: EC2 API reference (CreateCustomerGateway: an identical request answers with the gateway that is there;
 * a device name tells apart gateways with one address; ASN 65000 where none is given), Site-to-Site VPN user guide (quotas:
 * 50 per Region; customer gateway options: which need an address), Terraform AWS provider (arguments, nothing but tags is changed in place).
 */
import { conflicts } from "../../../core/combine";
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { isIpv4 } from "../../../core/prefix";
import { text, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { lengthBetween, refuseArn } from "../../bounds";
import { arn, region, tagging } from "../../place";
import { CUSTOMER_GATEWAY, inUse, toCustomerGateway } from "./codes";

const DEFAULT_ASN = "65000";

/** What makes two requests the same, beside the ASN. */
const IDENTITY = ["certificateArn", "deviceName", "ipAddress", "type"];

export const customerGateway: ResourceType = {
    token: CUSTOMER_GATEWAY,
    noun: "EC2 Customer Gateway",
    id: "cgw",
    properties: {
        region,
        ...tagging,
        bgpAsn: str({ immutable: true, refuse: refuseAsn("bgp_asn", 1, 2_147_483_647) }),
        bgpAsnExtended: str({ immutable: true, refuse: refuseAsn("bgp_asn_extended", 2_147_483_648, 4_294_967_295) }),
        certificateArn: str({ immutable: true, refuse: refuseArn("certificate_arn") }),
        deviceName: str({ immutable: true, refuse: lengthBetween("device_name", 1, 255) }),
        ipAddress: str({ immutable: true, refuse: refuseAddress }),
        type: str({ required: true, immutable: true, oneOf: ["ipsec.1"] }),
        arn: str({ output: true }),
    },
    check: (inputs) => conflicts(inputs, "bgpAsn", ["bgpAsnExtended"]),
    quota: {
        name: "customer-gateways-per-region",
        limit: 50,
        used: (world, draft) => (twinOf(world, draft) === undefined ? world.all(CUSTOMER_GATEWAY, draft).length : 0),
        exceeded: () =>
            new CloudError("CustomerGatewayLimitExceeded", "The maximum number of customer gateways has been reached."),
    },
    create: ({ world }, draft) => {
        if (text(draft.props, "ipAddress") === undefined && text(draft.props, "certificateArn") === undefined) {
            throw new CloudError("MissingParameter", "The request must contain the parameter ipAddress");
        }
        const twin = twinOf(world, draft);
        if (twin !== undefined) Object.assign(draft, { id: twin.id, serial: twin.serial, props: twin.props });
        else draft.props.arn = arn(draft, "ec2", `customer-gateway/${draft.id}`);
    },
    inUse: () => inUse("customer gateway"),
    gone: toCustomerGateway.missing,
    seconds: { create: 10, update: 1, delete: 10 },
    onTimeout: "partial",
};

/** The gateway that is there already for such a request. */
function twinOf(world: World, draft: CloudObject): CloudObject | undefined {
    const same = (other: Props): boolean =>
        asnOf(other) === asnOf(draft.props) && IDENTITY.every((name) => text(other, name) === text(draft.props, name));
    return world.all(CUSTOMER_GATEWAY, draft).find((other) => other.id !== draft.id && same(other.props));
}

/** The ASN of the device, as AWS takes it where the program gives none. */
export function asnOf(gateway: Props): string {
    return text(gateway, "bgpAsnExtended") ?? text(gateway, "bgpAsn") ?? DEFAULT_ASN;
}

function refuseAsn(name: string, least: number, most: number): (value: Value) => string | undefined {
    return (value) => {
        const asn = /^\d{1,10}$/.test(value as string) ? Number(value) : NaN;
        if (asn >= least && asn <= most) return undefined;
        return `${name} (${JSON.stringify(value)}) must be in the range ${least} to ${most}`;
    };
}

function refuseAddress(value: Value): string | undefined {
    return isIpv4(`${value as string}/32`)
        ? undefined
        : `expected ip_address to contain a valid IPv4 address, got: ${value as string}`;
}
