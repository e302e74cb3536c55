/** Instances and network interfaces. */
import { addressSet, union, type AddressSet } from "../../../../plan/address-set";
import { parseAddress } from "../../../../plan/prefix";
import type { Reference, References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { publicAddress, type ElasticAddresses } from "./elastic";
import { flagOf, membersOf, notKnown, numberOf, textOf } from "../../fields";
import { GROUP_TARGET } from "./group-rules";
import type { Public, Spec } from "./hosts";
import type { StandIns } from "./stand-ins";
import { GROUP_TYPES, INSTANCE, INTERFACE } from "./types";
import type { Subnet, Vpcs } from "./vpcs";

/** Hosts of a kind, and resources of which nobody can say in which subnet they are. */
export interface Read {
    readonly specs: readonly Spec[];
    readonly left: readonly Resource[];
}

const MORE_GROUPS = "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment";
const INTERFACES = { types: [INTERFACE, INSTANCE], by: ["id", "primaryNetworkInterfaceId"] } as const;

/** What an instance with a network interface of the program has is the interface's; it is no host besides. */
export function readMachines(references: References, vpcs: Vpcs, elastic: ElasticAddresses, standIns: StandIns): Read {
    const left: Resource[] = [];
    const specs: Spec[] = [];
    const more = moreGroups(references);
    for (const resource of references.ofType(INSTANCE, INTERFACE)) {
        const isInstance = resource.type === INSTANCE;
        if (isInstance && hasInterface(references, resource)) continue;
        const subnet = vpcs.subnetAt(resource, "subnetId");
        if (subnet === undefined) {
            left.push(resource);
            continue;
        }
        const known = privateAddresses(resource);
        const groups = isInstance
            ? instanceGroups(references, resource)
            : references.many(resource, "securityGroups", GROUP_TARGET);
        specs.push({
            id: resource.urn,
            kind: "interface",
            resource,
            subnet,
            known,
            families: familiesOf(resource, subnet, known),
            groups: [...groups, ...(more.get(resource.urn) ?? [])],
            isPublic: isInstance
                ? publicOf(resource, elastic, standIns)
                : (elasticOf(resource, elastic) ?? { is: "none" }),
        });
    }
    return { specs, left };
}

/** Whether its primary interface is a resource of the program. */
function hasInterface(references: References, instance: Resource): boolean {
    const members = membersOf(instance, "networkInterfaces");
    const paths = [
        ["primaryNetworkInterface", "networkInterfaceId"] as const,
        ...(members === UNKNOWN ? [] : members.map((path) => [...path, "networkInterfaceId"] as const)),
    ];
    return paths.some((path) => references.one(instance, path, { types: [INTERFACE] }).is === "resource");
}

function instanceGroups(references: References, instance: Resource): readonly Reference[] {
    const byId = references.many(instance, "vpcSecurityGroupIds", GROUP_TARGET);
    if (byId.length > 0) return byId;
    // Names, of groups in a default VPC.
    return references.many(instance, "securityGroups", { types: GROUP_TYPES, by: ["id", "name"] });
}

function moreGroups(references: References): ReadonlyMap<string, readonly Reference[]> {
    const byHost = new Map<string, Reference[]>();
    for (const attachment of references.ofType(MORE_GROUPS)) {
        const group = references.one(attachment, "securityGroupId", GROUP_TARGET);
        const host = references.one(attachment, "networkInterfaceId", INTERFACES);
        const add = (urn: string, reference: Reference): void =>
            void byHost.set(urn, [...(byHost.get(urn) ?? []), reference]);
        if (host.is === "resource") add(host.resource.urn, group);
        if (host.is === "unsure")
            for (const { urn } of host.candidates) add(urn, { is: "unsure", candidates: [], reason: host.reason });
    }
    return byHost;
}

const ADDRESSES = ["privateIp"] as const;
const ADDRESS_LISTS = [
    "privateIps",
    "privateIpLists",
    "secondaryPrivateIps",
    "ipv6Addresses",
    "ipv6AddressLists",
] as const;

function privateAddresses(resource: Resource): AddressSet {
    const single = ADDRESSES.map((name) => textOf(resource, name));
    const listed = ADDRESS_LISTS.flatMap((name) => {
        const members = membersOf(resource, name);
        return members === UNKNOWN ? [] : members.map((path) => textOf(resource, ...path));
    });
    return addressesFrom([...single, ...listed]);
}

export function addressesFrom(texts: readonly unknown[]): AddressSet {
    const addresses = texts.flatMap((text) => (typeof text === "string" ? (parseAddress(text) ?? []) : []));
    return union(...addresses.map(({ family, value }) => addressSet([{ family, first: value, last: value }])));
}

/** IPv6 too where it is asked for, or where the subnet gives every machine an address. */
function familiesOf(resource: Resource, subnet: Subnet, known: AddressSet): readonly (4 | 6)[] {
    const hasFour = subnet.unsure !== undefined || subnet.prefixes.some(({ family }) => family === 4);
    const count = numberOf(resource, "ipv6AddressCount");
    const asked = known[6].length > 0 || count === UNKNOWN || (count ?? 0) > 0;
    const given = count === undefined && flagOf(subnet.resource, "assignIpv6AddressOnCreation") === true;
    const isDeployed = Array.isArray(resource.props["ipv6Addresses"]);
    const hasSix = subnet.prefixes.some(({ family }) => family === 6) && (asked || (given && !isDeployed));
    return [...(hasFour ? [4 as const] : []), ...(hasSix ? [6 as const] : [])];
}

function elasticOf(resource: Resource, elastic: ElasticAddresses): Public | undefined {
    const { addresses, unsure } = elastic.of(resource.urn);
    if (addresses[4].length > 0) return { is: "own", addresses };
    return unsure === undefined ? undefined : { is: "unsure", reason: unsure };
}

/** An Elastic IP address, else what AWS has given, else what it will give: by the instance's flag, or else by the subnet's. */
function publicOf(instance: Resource, elastic: ElasticAddresses, standIns: StandIns): Public {
    const own = elasticOf(instance, elastic);
    if (own !== undefined) return own;
    const addresses = publicAddress(instance);
    if (addresses !== undefined) return { is: "own", addresses };
    if (instance.props["publicIp"] === "") return { is: "none" };
    const flag = flagOf(instance, "associatePublicIpAddress");
    if (flag === UNKNOWN) return { is: "unsure", reason: notKnown(instance, "associatePublicIpAddress") };
    if (flag === undefined) return { is: "subnet" };
    return flag ? { is: "own", addresses: standIns.publicAddress(instance.urn) } : { is: "none" };
}
