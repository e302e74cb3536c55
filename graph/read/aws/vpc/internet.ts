/**
 * The way between a VPC and the internet. An internet gateway changes the private IPv4 address of a host into its public one and
 * back, and leaves IPv6 as it is (VPC user guide, "Internet gateways"); an egress-only one lets only answers in.
 */
import { UNDERLAY_MTUS } from "../../../../facts/encapsulation";
import { addressSet, isEmpty, prefixesOf, subtract, union, type AddressSet } from "../../../../plan/address-set";
import { prefixOf, type Family, type Prefix } from "../../../../plan/prefix";
import type { Entry, Gate, Hop, Host, Link, Place, Station, Translation } from "../../../network";
import { ALL_PACKETS, NO_PACKETS, packets } from "../../../packets";
import { Code, type Element } from "../../../reason";
import { elementOf, type References } from "../../references";
import type { Resource } from "../../resources";
import { PUBLIC } from "./address-space";
import { end, entry, RANK, reason } from "../../hops";
import type { Sited } from "./hosts";
import type { Service } from "./services";
import { EGRESS_GATEWAY, GATEWAY, VPC_TYPES } from "./types";
import { addressesIn, type Located, type Subnet, type Vpc, type Vpcs } from "./vpcs";

const ATTACHMENT = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";
export const INTERNET = "internet";
const ELEMENT: Element = { label: "the internet" };
/** Every address of a family. */
export const WHOLE: readonly Prefix[] = [prefixOf("0.0.0.0/0"), prefixOf("::/0")];
export const INTERNET_PLACE: Place = { id: INTERNET, kind: "internet", label: "the internet" };

/** Where a packet is that takes a route: the VPC, the subnet if it comes from one, and what it meets on its way out. */
export interface From {
    readonly vpc: Vpc;
    readonly subnet: Subnet | undefined;
    readonly out: readonly Gate[];
}

export class Internet {
    private readonly attached = new Map<string, Located | undefined>();

    constructor(
        private readonly references: References,
        private readonly vpcs: Vpcs,
        private readonly sited: readonly Sited[],
        private readonly services: readonly Service[],
    ) {
        for (const gateway of references.ofType(GATEWAY, EGRESS_GATEWAY))
            this.attached.set(gateway.urn, this.attachment(gateway));
    }

    /** The VPC that a gateway is attached to; undefined where it is attached to none. */
    vpcOf(gateway: Resource): Located | undefined {
        return this.attached.get(gateway.urn);
    }

    /** The gateways of a VPC, each of which has one of a kind at most. */
    gatewayOf(vpc: Vpc, type: string): Resource | undefined {
        return this.references.ofType(type).find((gateway) => {
            const located = this.vpcOf(gateway);
            return located?.is === "vpc" && located.vpc.key === vpc.key;
        });
    }

    /** Out through an internet gateway. */
    hop(gateway: Resource, family: Family, from: From): Hop {
        const wrong = this.attachmentFault(gateway, from.vpc);
        if (wrong !== undefined) return wrong;
        const { urn: link } = gateway;
        if (family === 6)
            return { to: "station", station: INTERNET, gates: [...from.out, ownSources(gateway, from.vpc)], link };
        const translation = this.outwards(gateway, from.subnet);
        return { to: "station", station: INTERNET, gates: [...from.out], link, translation };
    }

    /** Out through an egress-only internet gateway, which takes IPv6 alone. */
    egressHop(gateway: Resource, family: Family, from: From): Hop {
        const wrong = this.attachmentFault(gateway, from.vpc);
        if (wrong !== undefined) return wrong;
        if (family === 4)
            return end(reason(Code.NoPublicEgress, elementOf(gateway), `${elementOf(gateway).label} takes IPv6 only`));
        const gates = [...from.out, ownSources(gateway, from.vpc), egressGate(gateway, "out")];
        return { to: "station", station: INTERNET, gates, link: gateway.urn };
    }

    private attachmentFault(gateway: Resource, vpc: Vpc): Hop | undefined {
        const located = this.vpcOf(gateway);
        const element = elementOf(gateway);
        if (located === undefined)
            return end(reason(Code.Blackhole, element, `${element.label} is attached to no VPC`));
        if (located.is === "unsure") return end(located.reason);
        if (located.vpc.key === vpc.key) return undefined;
        const detail = `${element.label} is attached to ${located.vpc.element.label}, not to ${vpc.element.label}`;
        return end(reason(Code.Blackhole, element, detail));
    }

    private outwards(gateway: Resource, subnet: Subnet | undefined): Translation {
        const here = this.sited.filter((each) => each.subnet.urn === subnet?.urn);
        const open = here.find(({ unsure }) => unsure !== undefined)?.unsure;
        const element = elementOf(gateway);
        const where = subnet?.element.label ?? "the VPC";
        const detail = `${element.label} drops packets whose source has no public address in ${where}`;
        return {
            element,
            end: "source",
            pairs: translated(here).map(({ host, publics }) => ({
                from: onlyFour(host.addresses),
                to: onlyFour(publics),
            })),
            otherwise: open ?? reason(Code.NoPublicEgress, subnet?.element ?? element, detail),
            isShared: false,
        };
    }

    private attachment(gateway: Resource): Located | undefined {
        const own = this.references.one(gateway, "vpcId", { types: VPC_TYPES });
        if (own.is !== "absent") return this.vpcs.located(own, gateway);
        for (const from of this.references.ofType(ATTACHMENT)) {
            const of = this.references.one(from, "internetGatewayId", { types: [GATEWAY] });
            if (of.is === "resource" && of.resource === gateway) return this.vpcs.locate(from);
            if (of.is === "unsure" && (of.candidates.length === 0 || of.candidates.includes(gateway)))
                return { is: "unsure", candidates: [], reason: of.reason };
        }
        return undefined;
    }

    host(): Host {
        const taken = union(
            ...this.sited.map(({ publics }) => publics),
            ...this.services.map(({ addresses }) => addresses),
            ...this.vpcs.all.map(({ prefixes }) => addressesIn(prefixes, 6)),
        );
        return {
            id: INTERNET,
            kind: "internet",
            element: ELEMENT,
            place: INTERNET,
            addresses: subtract(PUBLIC, taken),
            isExact: true,
            station: INTERNET,
            sends: [],
            receives: [],
            groups: [],
            tags: {},
        };
    }

    /** `inward` are the entries of a table that is associated with a gateway, else those of the VPC's inside. */
    stations(
        inward: (gateway: Resource, vpc: Vpc) => Pick<Station, "entries" | "unsure">,
        isEgress: (subnet: Subnet) => boolean,
    ): readonly Station[] {
        const atGateways: Station[] = [];
        const entries: Entry[] = [];
        for (const gateway of this.references.ofType(GATEWAY, EGRESS_GATEWAY)) {
            const located = this.vpcOf(gateway);
            const element = elementOf(gateway);
            if (located === undefined) continue;
            if (located.is === "unsure") {
                const id = `${gateway.urn}#in`;
                const frame = { id, element, kind: "gateway", place: INTERNET, entries: [] } as const;
                atGateways.push({ ...frame, unsure: [located.reason] });
                entries.push(...this.unsureEntries(located, gateway));
                continue;
            }
            const station: Station = {
                id: `${gateway.urn}#in`,
                element,
                kind: "gateway",
                place: located.vpc.key,
                ...inward(gateway, located.vpc),
            };
            atGateways.push(station);
            entries.push(...this.into(gateway, located.vpc, isEgress));
        }
        const services = this.services.flatMap(({ addresses }) => prefixesOf(addresses));
        const onNet: Hop = { to: "hosts", place: INTERNET, gates: [] };
        // Of all other addresses the host knows which are on the internet.
        const rest = WHOLE.map((prefix) => entry(prefix, RANK.propagated, onNet, ELEMENT, "internet"));
        const toServices = services.map((prefix) => entry(prefix, RANK.static, onNet, ELEMENT, "internet"));
        return [
            {
                id: INTERNET,
                element: ELEMENT,
                kind: "internet",
                place: INTERNET,
                entries: [...entries, ...toServices, ...rest],
                unsure: [],
            },
            ...atGateways,
        ];
    }

    /** From the internet to what the hosts of a VPC are called there. */
    private into(gateway: Resource, vpc: Vpc, isEgress: (subnet: Subnet) => boolean): readonly Entry[] {
        const isOutOnly = gateway.type === EGRESS_GATEWAY;
        const subnets = this.vpcs.subnetsOf(vpc).filter((subnet) => isEgress(subnet) === isOutOnly);
        const unchanged = unchangedEntries(gateway, subnets, isOutOnly ? [egressGate(gateway, "in")] : []);
        if (isOutOnly) return unchanged;
        const here = this.sited.filter((each) => each.subnet.vpc.key === vpc.key && !isEmpty(each.publics));
        return [...unchanged, ...translatedEntries(gateway, here)].filter(distinct());
    }

    /** Of VPCs that a gateway may be attached to nobody can say whether the internet reaches them: its station says so. */
    private unsureEntries(located: Located & { is: "unsure" }, gateway: Resource): readonly Entry[] {
        const keys = new Set(located.candidates.map(({ key }) => key));
        const mayBe = ({ vpc }: Subnet): boolean => keys.size === 0 || keys.has(vpc.key);
        const unchanged = unchangedEntries(gateway, this.vpcs.subnets.filter(mayBe), []);
        if (gateway.type === EGRESS_GATEWAY) return unchanged;
        const here = this.sited.filter(({ subnet, publics }) => mayBe(subnet) && !isEmpty(publics));
        return [...unchanged, ...translatedEntries(gateway, here)].filter(distinct());
    }

    links(): readonly Link[] {
        return this.references.ofType(GATEWAY, EGRESS_GATEWAY).flatMap((gateway): Link[] => {
            const located = this.vpcOf(gateway);
            if (located?.is !== "vpc") return [];
            return [
                {
                    id: gateway.urn,
                    kind: gateway.type === GATEWAY ? "internet-gateway" : "egress-only-gateway",
                    element: elementOf(gateway),
                    ends: [located.vpc.key, INTERNET],
                    mtu: UNDERLAY_MTUS["aws-internet-gateway"].value,
                    encryption: "",
                    elements: [gateway.urn],
                    zones: [],
                    lanes: 1,
                },
            ];
        });
    }
}

/** Of IPv6 nothing is translated. */
function unchangedEntries(gateway: Resource, subnets: readonly Subnet[], gates: readonly Gate[]): readonly Entry[] {
    const hop: Hop = { to: "station", station: `${gateway.urn}#in`, gates: [...gates], link: gateway.urn };
    const prefixes = subnets.flatMap(({ prefixes: own }) => own.filter(({ family }) => family === 6));
    return prefixes.map((prefix) => entry(prefix, RANK.static, hop, elementOf(gateway), "internet"));
}

/** Of IPv4 the public addresses of hosts are changed into their private ones. */
function translatedEntries(gateway: Resource, here: readonly Sited[]): readonly Entry[] {
    const element = elementOf(gateway);
    const pairs = translated(here).map(({ host, publics }) => ({
        from: onlyFour(publics),
        to: onlyFour(host.addresses),
    }));
    const nobody = reason(Code.NoRoute, element, `${element.label} knows no host with this public address`);
    const hop: Hop = {
        to: "station",
        station: `${gateway.urn}#in`,
        gates: [],
        link: gateway.urn,
        translation: { element, end: "destination", pairs, otherwise: nobody, isShared: false },
    };
    return here.flatMap(({ publics, unsure }) =>
        prefixesOf(onlyFour(publics)).map((prefix) =>
            entry(prefix, RANK.static, unsure === undefined ? hop : end(unsure), element, "internet"),
        ),
    );
}

/** Hosts whose public addresses are known to be theirs. */
function translated(sited: readonly Sited[]): readonly Sited[] {
    return sited.filter(({ publics, unsure, host }) => {
        const isGeneric = host.kind === "subnet" || host.isExact;
        return unsure === undefined && isGeneric && !isEmpty(onlyFour(publics));
    });
}

function onlyFour(addresses: AddressSet): AddressSet {
    return { 4: addresses[4], 6: [] };
}

/** A gateway carries packets of its own VPC only. */
function ownSources(gateway: Resource, vpc: Vpc): Gate {
    const element = elementOf(gateway);
    const source = addressesIn(vpc.prefixes, 6);
    return {
        id: `${gateway.urn}#sources`,
        element,
        code: Code.NoPublicEgress,
        isStateful: false,
        allows: packets({ source: union(source, addressSet(["0.0.0.0/0"])) }),
        fromGroups: [],
        unsure: [],
    };
}

function egressGate(gateway: Resource, direction: "in" | "out"): Gate {
    return {
        id: gateway.urn,
        element: elementOf(gateway),
        code: Code.NoPublicEgress,
        isStateful: true,
        allows: direction === "out" ? ALL_PACKETS : NO_PACKETS,
        fromGroups: [],
        unsure: [],
    };
}

/** One entry for a prefix: of hosts that share a public address all have the same way. */
function distinct(): (entry: Entry) => boolean {
    const seen = new Set<string>();
    return ({ family, first, length }) => {
        const key = `${family} ${first}/${length}`;
        return !seen.has(key) && seen.add(key).size > 0;
    };
}
