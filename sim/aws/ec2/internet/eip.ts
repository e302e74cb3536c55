/**
 * An Elastic IP address out of Amazon's own pool, associated with an instance or an interface or with nothing. Pools of the
 * user's own, of IPAM and of Outposts, and the border groups of Local Zones are not modelled. Sources: EC2 API reference
 * (AllocateAddress, ReleaseAddress: InvalidIPAddress.InUse unless it is disassociated first; Address), EC2 user guide
 * (Elastic IP addresses: 5 per Region), Terraform AWS provider (what it associates and disassociates itself, id, arn,
 * names).
 */
import { CloudError, str, type Context, type ResourceType } from "../../../core/definition";
import { newId } from "../../../core/lifecycle";
import { isEmpty, text, type Props, type Value } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { arn, region, tagging } from "../../place";
import { publicAddress, publicName } from "../machine/host-names";
import { associate, disassociate, hasAddress, isOfService, UNASSOCIATED } from "./associating";
import { EIP, EIP_ASSOCIATION, notPermitted, toAllocation } from "./codes";

/** The inputs that say what it is associated with. */
const TARGETS = ["associateWithPrivateIp", "instance", "networkInterface"];

export const eip: ResourceType = {
    token: EIP,
    noun: "EC2 EIP",
    id: "eipalloc",
    properties: {
        region,
        ...tagging,
        domain: str({ computed: true, immutable: true, oneOf: ["vpc", "standard"], refuse: refuseStandard }),
        instance: str({ computed: true }),
        networkInterface: str({ computed: true }),
        associateWithPrivateIp: str(),
        allocationId: str({ output: true }),
        arn: str({ output: true }),
        associationId: str({ output: true }),
        carrierIp: str({ output: true }),
        customerOwnedIp: str({ output: true }),
        ipamPoolId: str({ output: true }),
        networkBorderGroup: str({ output: true }),
        privateDns: str({ output: true }),
        privateIp: str({ output: true }),
        ptrRecord: str({ output: true }),
        publicDns: str({ output: true }),
        publicIp: str({ output: true }),
        publicIpv4Pool: str({ output: true }),
    },
    quota: {
        name: "elastic-ips-per-region",
        limit: 5,
        exceeded: () => new CloudError("AddressLimitExceeded", "The maximum number of addresses has been reached."),
    },
    create: (context, draft) => {
        const { asked, address } = { asked: draft.props, address: publicAddress(draft.serial) };
        draft.props = {
            ...asked,
            ...UNASSOCIATED,
            domain: "vpc",
            allocationId: draft.id,
            arn: arn(draft, "ec2", `elastic-ip/${draft.id}`),
            carrierIp: "",
            customerOwnedIp: "",
            ipamPoolId: "",
            networkBorderGroup: draft.region,
            ptrRecord: "",
            publicDns: publicName(draft.region, address),
            publicIp: address,
            publicIpv4Pool: "amazon",
        };
        associateWith(context, draft, asked);
    },
    update: (context, object, old, { asked, seen }) => {
        for (const name of Object.keys(UNASSOCIATED)) object.props[name] = old[name] ?? "";
        const isChanged = (name: string): boolean =>
            asked[name] === undefined
                ? name === "associateWithPrivateIp" && !isEmpty(seen[name])
                : asked[name] !== seen[name];
        if (!TARGETS.some(isChanged)) return;
        const known = asked.instance === undefined && asked.networkInterface === undefined;
        disassociate(context.world, object);
        associateWith(context, object, known ? { ...asked, networkInterface: old.networkInterface ?? "" } : asked);
    },
    view: ({ world }, object) => (hasAddress(world, object) ? {} : UNASSOCIATED),
    release: ({ world }, object) => {
        if (!hasAddress(world, object)) return;
        if (isOfService(world, object)) throw notPermitted();
        // The provider undoes the association that it made along with the address. Of one made beside it, it does not know.
        const made = world.referrers(object, EIP_ASSOCIATION);
        if (made.some((association) => association.id === object.props.associationId)) {
            const address = text(object.props, "publicIp") ?? "";
            throw new CloudError("InvalidIPAddress.InUse", `Address ${address} is in use.`);
        }
    },
    gone: toAllocation.missing,
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};

function refuseStandard(value: Value): string | undefined {
    return value === "standard"
        ? "with the retirement of EC2-Classic standard domain EC2 EIPs are no longer supported"
        : undefined;
}

function associateWith({ world }: Context, object: CloudObject, asked: Props): void {
    const [instance, networkInterface] = [text(asked, "instance"), text(asked, "networkInterface")];
    if (instance === undefined && networkInterface === undefined) return;
    const privateIp = text(asked, "associateWithPrivateIp");
    associate(world, object, newId("eipassoc"), { instance, networkInterface, privateIp });
}
