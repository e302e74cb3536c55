/**
 * A subnet. Sources: Compute Engine REST reference (subnetworks), VPC documentation (subnets), Terraform Google provider (a
 * range grows in place, and is replaced when it does not contain what was there). IPv6 ranges and internal ranges of Network
 * Connectivity are not modelled.
 */
import { bool, list, num, obj, set, str, type Context, type ResourceType } from "../../../core/definition";
import { covers, overlaps } from "../../../core/prefix";
import { texts, type Props, type Value } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { invalid, quotaExceeded, required } from "../../errors";
import { refuseName } from "../../handled";
import { NETWORK, SUBNETWORK, to } from "../../kinds";
import { numberAt, objectAt, said } from "../../said";
import { computeType, numericId, timestamp } from "../compute-type";
import { AUTO_RANGE } from "./auto-subnets";
import { conflict, gatewayOf, networkOfObject, rangesOf, refuseRange, refusedRange, subnetsOf } from "./ranges";

const PURPOSES = [
    "PRIVATE",
    "REGIONAL_MANAGED_PROXY",
    "GLOBAL_MANAGED_PROXY",
    "PRIVATE_SERVICE_CONNECT",
    "PEER_MIGRATION",
];

const shrinks = (have: Value | undefined, want: Value | undefined): boolean =>
    typeof have === "string" && typeof want === "string" && !covers(want, have);

export const subnetwork: ResourceType = computeType(SUBNETWORK, {
    properties: {
        network: str({ required: true, immutable: true, ref: to(NETWORK, "network") }),
        ipCidrRange: str({ computed: true, imported: true, refuse: refuseRange, replacedWhen: shrinks }),
        secondaryIpRanges: list(
            obj({
                rangeName: str({ required: true, refuse: refuseName }),
                ipCidrRange: str({ required: true, refuse: refuseRange }),
            }),
            { computed: true, imported: true },
        ),
        allowSubnetCidrRoutesOverlap: bool({ computed: true }),
        description: str({ immutable: true }),
        logConfig: obj({
            aggregationInterval: str({
                oneOf: [
                    "INTERVAL_5_SEC",
                    "INTERVAL_30_SEC",
                    "INTERVAL_1_MIN",
                    "INTERVAL_5_MIN",
                    "INTERVAL_10_MIN",
                    "INTERVAL_15_MIN",
                ],
            }),
            filterExpr: str(),
            flowSampling: num(),
            metadata: str({ oneOf: ["EXCLUDE_ALL_METADATA", "INCLUDE_ALL_METADATA", "CUSTOM_METADATA"] }),
            metadataFields: set(str()),
        }),
        privateIpGoogleAccess: bool({ computed: true }),
        privateIpv6GoogleAccess: str({ computed: true }),
        purpose: str({ computed: true, immutable: true, oneOf: PURPOSES }),
        role: str({ oneOf: ["ACTIVE", "BACKUP"] }),
        stackType: str({
            computed: true,
            oneOf: ["IPV4_ONLY", "IPV4_IPV6", "IPV6_ONLY"],
            refuse: (value) => (value === "IPV4_ONLY" ? undefined : "IPv6 in subnets is not modelled"),
        }),
        creationTimestamp: str({ output: true }),
        fingerprint: str({ output: true }),
        gatewayAddress: str({ output: true }),
        subnetworkId: num({ output: true }),
    },
    quota: {
        name: "subnetworks-per-project",
        limit: 275,
        used: (world, draft) => world.all(SUBNETWORK.token, { account: draft.account }).length,
        exceeded: (limit) => quotaExceeded("SUBNETWORKS", limit),
    },
    create: (context, draft) => {
        const asked = { ...draft.props };
        demandRanges(context, draft);
        Object.assign(draft.props, {
            allowSubnetCidrRoutesOverlap: asked.allowSubnetCidrRoutesOverlap ?? false,
            privateIpGoogleAccess: asked.privateIpGoogleAccess ?? false,
            privateIpv6GoogleAccess: asked.privateIpv6GoogleAccess ?? "DISABLE_GOOGLE_ACCESS",
            purpose: asked.purpose ?? "PRIVATE",
            secondaryIpRanges: asked.secondaryIpRanges ?? [],
            stackType: asked.stackType ?? "IPV4_ONLY",
            creationTimestamp: timestamp(context),
            fingerprint: "",
            gatewayAddress: gatewayOf(said(asked, "ipCidrRange")),
            subnetworkId: numericId(draft),
        });
        demandLogSense(draft.props);
    },
    update: (context, object) => {
        demandRanges(context, object);
        demandLogSense(object.props);
    },
    seconds: { create: 20, update: 10, delete: 20 },
});

function demandRanges({ world }: Context, subnet: CloudObject): void {
    const ranges = rangesOf(subnet.props);
    if (subnet.props.ipCidrRange === undefined) throw required("ipCidrRange");
    const network = networkOfObject(world, subnet);
    const others = network === undefined ? [] : subnetsOf(world, network).filter((other) => other.id !== subnet.id);
    ranges.forEach((ranged, i) => {
        const refused = refusedRange(ranged);
        if (refused !== undefined) throw refused;
        if (network?.props.autoCreateSubnetworks === true && overlaps(AUTO_RANGE, ranged.range)) {
            const why = `Extended subnetworks in auto subnet mode networks cannot overlap with ${AUTO_RANGE}.`;
            throw invalid(ranged.field, ranged.range, why);
        }
        const other = others.find((o) => rangesOf(o.props).some((r) => overlaps(r.range, ranged.range)));
        if (other !== undefined) throw conflict(ranged, other);
        if (ranges.slice(0, i).some((r) => overlaps(r.range, ranged.range))) throw conflict(ranged, subnet);
    });
}

/** Flow logs: a share of packets from 0 to 1; named fields need the mode that takes them. */
function demandLogSense(props: Props): void {
    const config = objectAt(props, "logConfig");
    const [share, fields] = [numberAt(config, "flowSampling"), texts(config, "metadataFields")];
    if (share !== undefined && (share < 0 || share > 1)) {
        throw invalid("logConfig.flowSampling", share, "The value must be in the range [0, 1].");
    }
    if (fields.length > 0 && config.metadata !== "CUSTOM_METADATA") {
        throw invalid("logConfig.metadataFields", fields.join(","), "The metadata mode must be CUSTOM_METADATA.");
    }
}
