/**
 * A static regional IPv4 address, external or internal. Sources: Compute Engine REST reference (addresses), VPC documentation
 * (IP addresses, reserve an internal address), Terraform Google provider.
 */
import { int, list, num, str, type Context, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { invalid, quotaExceeded, required } from "../../errors";
import { ADDRESS, idOf, SUBNETWORK, to } from "../../kinds";
import { said } from "../../said";
import { computeType, numericId, timestamp } from "../compute-type";
import { staticAddress } from "./public-addresses";
import { isUsable, nth } from "./ranges";

const INTERNAL_PURPOSES = ["GCE_ENDPOINT", "SHARED_LOADBALANCER_VIP"];

/** What only an internal address may say. */
const INTERNAL_ONLY = [
    ["address", "Specified external IP address cannot be reserved."],
    ["purpose", "An external address has no purpose."],
    ["subnetwork", "An external address lies in no subnetwork."],
] as const;

export const address: ResourceType = computeType(ADDRESS, {
    labelled: true,
    properties: {
        address: str({ computed: true, immutable: true }),
        addressType: str({ default: "EXTERNAL", immutable: true, oneOf: ["INTERNAL", "EXTERNAL"] }),
        description: str({ immutable: true }),
        ipVersion: str({
            immutable: true,
            oneOf: ["IPV4", "IPV6"],
            refuse: (value) => (value === "IPV6" ? "static IPv6 addresses are not modelled" : undefined),
        }),
        networkTier: str({ computed: true, immutable: true, oneOf: ["PREMIUM", "STANDARD"] }),
        prefixLength: int({ computed: true, immutable: true }),
        purpose: str({ computed: true, immutable: true }),
        subnetwork: str({ computed: true, imported: true, immutable: true, ref: to(SUBNETWORK, "subnetwork") }),
        addressId: num({ output: true }),
        creationTimestamp: str({ output: true }),
        users: list(str(), { output: true }),
    },
    quota: {
        name: "static-addresses-per-region",
        limit: 8,
        used: (world, draft) =>
            world.all(ADDRESS.token, draft).filter((a) => a.props.addressType === draft.props.addressType).length,
        exceeded: (limit) => quotaExceeded("STATIC_ADDRESSES", limit),
    },
    create: (context, draft) => {
        const taken = draft.props.addressType === "INTERNAL" ? takeInternal(context, draft) : takeExternal(draft);
        Object.assign(draft.props, {
            ...taken,
            prefixLength: draft.props.prefixLength ?? 0,
            addressId: numericId(draft),
            creationTimestamp: timestamp(context),
            users: [],
        });
    },
});

function takeExternal(draft: CloudObject): Record<string, string> {
    for (const [name, why] of INTERNAL_ONLY) {
        const value = text(draft.props, name);
        if (value !== undefined) throw invalid(name, value, why);
    }
    return {
        address: staticAddress(draft.serial),
        networkTier: text(draft.props, "networkTier") ?? "PREMIUM",
        purpose: "",
        subnetwork: "",
    };
}

/** In the subnet's primary range, where nobody has it yet. */
function takeInternal({ world }: Context, draft: CloudObject): Record<string, string> {
    const { props } = draft;
    const named = text(props, "subnetwork");
    if (named === undefined) throw required("subnetwork");
    const subnet = world.get(SUBNETWORK.token, draft, idOf(SUBNETWORK, named, draft));
    if (subnet === undefined)
        throw invalid("subnetwork", named, "The subnetwork is in another region than the address.");
    const purpose = text(props, "purpose") ?? "GCE_ENDPOINT";
    if (!INTERNAL_PURPOSES.includes(purpose)) {
        throw invalid(
            "purpose",
            purpose,
            `The purpose of an address in a subnetwork is one of ${INTERNAL_PURPOSES.join(", ")}.`,
        );
    }
    if (props.networkTier !== undefined) {
        throw invalid("networkTier", said(props, "networkTier"), "An internal address has no network tier.");
    }
    const range = text(subnet.props, "ipCidrRange") ?? "";
    const wanted = text(props, "address") ?? freeIn(world, subnet, range);
    if (!isUsable(range, wanted)) {
        throw invalid("address", wanted, "Requested internal IP is outside the subnetwork CIDR range.");
    }
    if (isTaken(world, subnet, wanted)) {
        throw invalid("address", wanted, "Specified IP address is already reserved.");
    }
    return { address: wanted, networkTier: "", purpose };
}

function freeIn(world: World, subnet: CloudObject, range: string): string {
    let n = 2;
    while (isTaken(world, subnet, nth(range, n))) n += 1;
    return nth(range, n);
}

function isTaken(world: World, subnet: CloudObject, wanted: string): boolean {
    return world.referrers(subnet, ADDRESS.token).some((other) => other.props.address === wanted);
}
