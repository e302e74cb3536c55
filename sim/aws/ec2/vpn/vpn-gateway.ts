/**
 * A virtual private gateway, attached to a VPC or to none. Sources: EC2 API reference (CreateVpnGateway: ASN 64512 where none
 * is given; DeleteVpnGateway: "You must first detach the virtual private gateway from the VPC" and delete its connections),
 * VPN and VPC user guides (quotas: 5 per Region), Terraform AWS provider (moves it in place, detaches it before it deletes it,
 * repeats a refused deletion for five minutes).
 */
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { text, type Value } from "../../../core/values";
import { arn, region, tagging, zonesOf } from "../../place";
import { toVpc } from "../codes";
import { attach, detach } from "./attaching";
import { inUse, invalidValue, toHeldVpnGateway, VPN_GATEWAY, VPN_GATEWAY_ATTACHMENT } from "./codes";

const DEFAULT_ASN = "64512";

/** Of AWS's own, from the time before an ASN could be chosen. */
const LEGACY_ASNS = [7224, 9059, 10_124, 17_493];

export const vpnGateway: ResourceType = {
    token: VPN_GATEWAY,
    noun: "EC2 VPN Gateway",
    id: "vgw",
    properties: {
        region,
        ...tagging,
        amazonSideAsn: str({ computed: true, immutable: true, refuse: refuseAsn }),
        availabilityZone: str({ immutable: true }),
        vpcId: str({ computed: true, imported: true, ref: toVpc }),
        arn: str({ output: true }),
    },
    quota: {
        name: "vpn-gateways-per-region",
        limit: 5,
        exceeded: () =>
            new CloudError(
                "VpnGatewayLimitExceeded",
                "The maximum number of virtual private gateways has been reached.",
            ),
    },
    create: ({ world }, draft) => {
        const zone = text(draft.props, "availabilityZone");
        if (zone !== undefined && !zonesOf(draft.region).includes(zone)) {
            throw invalidValue(`Value (${zone}) for parameter availabilityZone is invalid.`);
        }
        const vpcId = text(draft.props, "vpcId");
        Object.assign(draft.props, {
            amazonSideAsn: draft.props.amazonSideAsn ?? DEFAULT_ASN,
            vpcId: "",
            arn: arn(draft, "ec2", `vpn-gateway/${draft.id}`),
        });
        if (vpcId !== undefined) attach(world, draft, vpcId);
    },
    update: ({ world }, object, old, { asked, seen }) => {
        object.props.vpcId = text(old, "vpcId") ?? "";
        const [wanted, known] = [asked.vpcId, text(seen, "vpcId") ?? ""];
        if (wanted === undefined || wanted === known) return;
        // The provider detaches it from where it had seen it; that it is no longer there is no error to it.
        if (known !== "" && known === object.props.vpcId) {
            detach(object);
            world.put(object);
        }
        if (typeof wanted === "string" && wanted !== "") attach(world, object, wanted);
    },
    release: ({ world }, object) => {
        // The provider detaches what it attached. Of an attachment that was made beside it, it does not know.
        const made = world.referrers(object, VPN_GATEWAY_ATTACHMENT);
        if (made.some((attachment) => attachment.props.vpcId === object.props.vpcId)) throw inUse("VPN gateway");
    },
    inUse: () => inUse("VPN gateway"),
    gone: toHeldVpnGateway.missing,
    seconds: { create: 20, update: 20, delete: 20 },
    repeatedDelete: { codes: ["IncorrectState"], seconds: 300 },
    onTimeout: "partial",
};

function refuseAsn(value: Value): string | undefined {
    const asn = /^\d{1,10}$/.test(value as string) ? Number(value) : NaN;
    const private16 = asn >= 64_512 && asn <= 65_534;
    const private32 = asn >= 4_200_000_000 && asn <= 4_294_967_294;
    if (private16 || private32 || LEGACY_ASNS.includes(asn)) return undefined;
    return `amazon_side_asn (${JSON.stringify(value)}) must be in the range 64512 to 65534 or 4200000000 to 4294967294`;
}
