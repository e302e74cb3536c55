/**
 * The hosts of a VPC: each subnet, as any machine that may be in it, and what has an address of its own. An address that AWS
 * will choose may be any of the subnet's; of what has a public address of its own one of the subnet's stands for it, as long as
 * no rule tells the subnet's addresses apart.
 */
import { addressSet, NOTHING, ofRange, subtract, union, type AddressSet } from "../../../../plan/address-set";
import type { Prefix } from "../../../../plan/prefix";
import type { Gate, Host, HostKind } from "../../../network";
import type { Reason } from "../../../reason";
import { elementOf, unknownValue, type Reference } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { flagOf, notKnown, tagsOf } from "../../fields";
import type { SecurityGroups } from "./security-groups";
import { NO_FILTERS } from "./security-groups";
import type { StandIns } from "./stand-ins";
import { SUBNET_TYPES } from "./types";
import { addressesIn, type Subnet, type Vpc, type Vpcs } from "./vpcs";

/** How the internet sees a host. */
export type Public =
    /** Under no address. */
    | { readonly is: "none" }
    | { readonly is: "own"; readonly addresses: AddressSet }
    /** As any machine of its subnet. */
    | { readonly is: "subnet" }
    | { readonly is: "unsure"; readonly reason: Reason };

/** What has an address in a subnet. */
export interface Spec {
    readonly id: string;
    readonly kind: HostKind;
    readonly resource: Resource;
    readonly subnet: Subnet;
    /** Its private addresses of both families, as far as they are known. */
    readonly known: AddressSet;
    /** Families of which it has addresses. */
    readonly families: readonly (4 | 6)[];
    /** "none" where no security group applies. */
    readonly groups: readonly Reference[] | "none";
    readonly isPublic: Public;
    /** Filters besides, such as the ports of listeners. */
    readonly sends?: readonly Gate[];
    readonly receives?: readonly Gate[];
    readonly translates?: boolean;
}

/** A host in its subnet, with the public addresses that it has. */
export interface Sited {
    readonly host: Host;
    readonly subnet: Subnet;
    /** Of IPv4, which alone is translated. */
    readonly publics: AddressSet;
    /** Why nobody can say which address of the subnet the internet sees under which. */
    readonly unsure: Reason | undefined;
}

export interface Siting {
    readonly vpcs: Vpcs;
    readonly groups: SecurityGroups;
    readonly standIns: StandIns;
    /** Texts of prefixes of subnets in which it matters who has which address. */
    readonly cut: ReadonlySet<string>;
    /** URNs of subnets in which a gateway has its attachment. */
    readonly attached: ReadonlySet<string>;
}

export function siteHosts(specs: readonly Spec[], siting: Siting): readonly Sited[] {
    const bySubnet = new Map<string, Spec[]>();
    for (const spec of specs) bySubnet.set(spec.subnet.urn, [...(bySubnet.get(spec.subnet.urn) ?? []), spec]);
    return siting.vpcs.subnets.flatMap((subnet) => siteSubnet(subnet, bySubnet.get(subnet.urn) ?? [], siting));
}

function siteSubnet(subnet: Subnet, specs: readonly Spec[], siting: Siting): readonly Sited[] {
    const generic = genericPublic(subnet);
    const space = spaceOf(subnet, siting.vpcs);
    let taken = union(...specs.map(({ known }) => known));
    const chosen = specs.map((spec) => {
        const particular = isParticular(spec, generic);
        return spec.families
            .filter((family) => spec.known[family].length === 0)
            .map((family) => {
                const address = particular ? lastFree(subnet, family, taken, siting.cut) : undefined;
                if (address !== undefined) taken = union(taken, address);
                return { family, address };
            });
    });
    const rest = subtract(space, taken);
    const sited = specs.map((spec, i): Sited => {
        const open = chosen[i] ?? [];
        const addresses = union(
            spec.known,
            ...open.map(({ family, address }) => address ?? { ...NOTHING, [family]: rest[family] }),
        );
        const isExact = open.every(({ address }) => address !== undefined);
        // Of IPv6 nobody needs to know the address: nothing translates it.
        const isFourKnown = open.every(({ family, address }) => family === 6 || address !== undefined);
        const own = publicOf(spec.isPublic, generic, siting.standIns, subnet);
        const isOpen = isParticular(spec, generic) && !isFourKnown;
        return {
            host: hostOf(spec, addresses, isExact, siting),
            subnet,
            publics: own.publics,
            unsure: isOpen ? addressUnknown(spec) : own.unsure,
        };
    });
    const isDedicated = siting.attached.has(subnet.urn) && specs.length === 0 && isSmall(subnet);
    return [anyMachine(subnet, rest, isDedicated, generic, siting), ...sited];
}

/** Whether the internet sees it otherwise than any machine of its subnet, or answers come to its own address. */
function isParticular({ isPublic, translates }: Spec, generic: Public): boolean {
    if (translates === true || isPublic.is === "own" || isPublic.is === "unsure") return true;
    return isPublic.is === "none" && generic.is !== "none";
}

function genericPublic(subnet: Subnet): Public {
    const flag = flagOf(subnet.resource, "mapPublicIpOnLaunch");
    // AWS gives machines in default subnets public addresses unless somebody has changed it.
    const isOpen = flag === UNKNOWN || (flag === undefined && subnet.resource.type === SUBNET_TYPES[1]);
    if (isOpen) return { is: "unsure", reason: notKnown(subnet.resource, "mapPublicIpOnLaunch") };
    return flag === true ? { is: "subnet" } : { is: "none" };
}

function publicOf(
    own: Public,
    generic: Public,
    standIns: StandIns,
    subnet: Subnet,
): { publics: AddressSet; unsure: Reason | undefined } {
    const is = own.is === "subnet" ? generic : own;
    switch (is.is) {
        case "none":
            return { publics: NOTHING, unsure: undefined };
        case "own":
            return { publics: is.addresses, unsure: undefined };
        case "subnet":
            return { publics: standIns.publicAddress(subnet.urn), unsure: undefined };
        case "unsure":
            return { publics: NOTHING, unsure: is.reason };
    }
}

function hostOf(spec: Spec, addresses: AddressSet, isExact: boolean, { groups }: Siting): Host {
    const { id, kind, resource, subnet } = spec;
    const element = elementOf(resource);
    const filters = spec.groups === "none" ? NO_FILTERS : groups.filtersOf({ id, element }, subnet.vpc, spec.groups);
    return {
        ...base(subnet),
        id,
        kind,
        element,
        addresses,
        isExact,
        sends: [...filters.sends, ...(spec.sends ?? [])],
        receives: [...filters.receives, ...(spec.receives ?? [])],
        groups: filters.groups,
        ...(spec.translates === true ? { translates: true } : {}),
        tags: tagsOf(resource),
    };
}

function anyMachine(
    subnet: Subnet,
    addresses: AddressSet,
    isDedicated: boolean,
    generic: Public,
    { standIns }: Siting,
): Sited {
    const host: Host = {
        ...base(subnet),
        id: subnet.urn,
        kind: "subnet",
        element: subnet.element,
        addresses,
        isExact: subnet.unsure === undefined,
        sends: [],
        receives: [],
        groups: [],
        ...(isDedicated ? { isDedicated } : {}),
        tags: tagsOf(subnet.resource),
    };
    return { host, subnet, ...publicOf(generic, generic, standIns, subnet) };
}

function base(subnet: Subnet): Pick<Host, "place" | "network" | "station"> & { zone?: string } {
    const { urn, vpc, zone } = subnet;
    return { place: urn, network: vpc.key, station: urn, ...(zone === undefined ? {} : { zone }) };
}

/** The addresses that machines of a subnet can have; where its prefix is not known, those of the VPC that no subnet has. */
export function spaceOf(subnet: Subnet, vpcs: Vpcs): AddressSet {
    const usable = union(...subnet.prefixes.map(usableOf));
    return subnet.unsure === undefined ? usable : union(usable, unassigned(subnet.vpc, vpcs));
}

/** IPv4 addresses of a VPC that are in no subnet whose prefix is known. */
export function unassigned(vpc: Vpc, vpcs: Vpcs): AddressSet {
    const assigned = addressSet(vpcs.subnetsOf(vpc).flatMap(({ prefixes }) => prefixes));
    return subtract(addressesIn(vpc.prefixes, 4), assigned);
}

/** AWS keeps the first four IPv4 addresses of a subnet and the last (VPC user guide, "Subnet sizing"). */
function usableOf({ family, first, last }: Prefix): AddressSet {
    return family === 6 ? ofRange(6, first, last) : last - first < 5n ? NOTHING : ofRange(4, first + 4n, last - 1n);
}

/** The last address of a subnet that nothing has yet, where it can stand for any. */
function lastFree(subnet: Subnet, family: 4 | 6, taken: AddressSet, cut: ReadonlySet<string>): AddressSet | undefined {
    const prefix = subnet.prefixes.find((p) => p.family === family);
    if (prefix === undefined || cut.has(prefix.text)) return undefined;
    const last = subtract(usableOf(prefix), taken)[family].at(-1)?.last;
    return last === undefined ? undefined : ofRange(family, last, last);
}

function addressUnknown({ resource, subnet }: Spec): Reason {
    const detail =
        `its address in ${subnet.element.label} is not known before the deployment, and rules tell the addresses of the ` +
        "subnet apart";
    return unknownValue(resource, detail);
}

/** A /28 or less: what AWS recommends for attachments, and too little for workloads beside. */
function isSmall({ prefixes }: Subnet): boolean {
    return prefixes.some(({ family, length }) => family === 4 && length >= 28);
}
