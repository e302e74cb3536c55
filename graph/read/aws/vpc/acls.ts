/**
 * Network ACLs: stateless filters at the border of a subnet. The rule with the lowest number that a packet matches decides, and
 * without one it is dropped. A subnet has one ACL, the default one of its VPC if nothing says otherwise, and that of a new VPC
 * allows everything (VPC user guide, "Network ACL basics").
 */
import { addressSet } from "../../../../plan/address-set";
import type { Gate } from "../../../network";
import { ALL_PACKETS } from "../../../packets";
import { Code, type Element, type Reason } from "../../../reason";
import { elementOf, unknownValue, type Reference, type References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { Belongings } from "./belongings";
import { flagOf, membersOf, notKnown, numberOf, prefixAt, textOf, type Steps } from "../../fields";
import {
    ALLOWS_ALL,
    anyAddress,
    firstOf,
    matchOf,
    oneOfVerdicts,
    surely,
    trafficOf,
    unsureVerdict,
    type Addresses,
    type OrderedRule,
    type Verdict,
} from "../../match";
import { ACL_TYPES, SUBNET_TYPES, VPC_TYPES } from "./types";
import type { Subnet, Vpc, Vpcs } from "./vpcs";

type Direction = "in" | "out";
/** An ACL that a subnet has or may have. */
interface Acl {
    readonly key: string;
    readonly element: Element;
    readonly in: Verdict;
    readonly out: Verdict;
}

const RULE = "aws:ec2/networkAclRule:NetworkAclRule";
const ASSOCIATION = "aws:ec2/networkAclAssociation:NetworkAclAssociation";
const [, DEFAULT_ACL] = ACL_TYPES;
/** What may stand where an ACL is asked for: the default one by the output of its VPC too. */
const TARGET = { types: [...ACL_TYPES, ...VPC_TYPES], by: ["id", "defaultNetworkAclId"] } as const;

export class Acls {
    private readonly acls = new Map<string, Acl>();
    private readonly rules: Belongings<Resource>;
    /** By VPC: the resource that manages its default ACL. */
    private readonly managed = new Map<string, Resource>();
    private readonly gatesOf = new Map<string, Readonly<Record<Direction, readonly Gate[]>>>();
    /** By subnet: ACLs that it surely has. */
    private readonly sure = new Map<string, Set<Resource | string>>();
    /** By subnet: why it may have another. */
    private readonly open = new Map<string, Reason>();

    constructor(
        references: References,
        private readonly vpcs: Vpcs,
    ) {
        for (const acl of references.ofType(DEFAULT_ACL)) {
            const of = references.one(acl, "defaultNetworkAclId", { types: VPC_TYPES, by: "defaultNetworkAclId" });
            if (of.is === "resource") this.managed.set(of.resource.urn, acl);
        }
        this.rules = new Belongings(
            references.ofType(RULE).map((what) => ({ what, to: [references.one(what, "networkAclId", TARGET)] })),
            // A VPC, by whose output a rule names its default ACL, means the resource that manages that one.
            ({ urn }) => this.managed.get(urn)?.urn ?? urn,
        );
        for (const acl of references.ofType(ACL_TYPES[0]))
            for (const subnet of references.many(acl, "subnetIds", { types: SUBNET_TYPES }))
                this.associate(subnet, acl);
        for (const association of references.ofType(ASSOCIATION)) {
            const acl = references.one(association, "networkAclId", TARGET);
            const subnet = references.one(association, "subnetId", { types: SUBNET_TYPES });
            if (acl.is === "resource") this.associate(subnet, acl.resource);
            else if (acl.is === "external") this.associate(subnet, acl.id);
            else {
                const reason = acl.is === "unsure" ? acl.reason : notKnown(association, "networkAclId");
                for (const urn of this.meantBy(subnet, vpcs.subnets)) this.open.set(urn, reason);
            }
        }
    }

    /** What packets meet on their way into a subnet, and out of it. */
    inbound(subnetUrn: string): Gate[] {
        return [...this.gates(subnetUrn).in];
    }

    outbound(subnetUrn: string): Gate[] {
        return [...this.gates(subnetUrn).out];
    }

    private associate(subnet: Reference, acl: Resource | string): void {
        if (subnet.is === "resource") {
            const acls = this.sure.get(subnet.resource.urn) ?? new Set();
            this.sure.set(subnet.resource.urn, acls.add(acl));
        }
        if (subnet.is !== "unsure") return;
        const beside = typeof acl === "string" ? this.vpcs.subnets : this.subnetsBeside(acl);
        for (const urn of this.meantBy(subnet, beside)) this.open.set(urn, subnet.reason);
    }

    /** Subnets that a reference means or may mean; of those that `any` has where nothing says which. */
    private meantBy(subnet: Reference, any: readonly Subnet[]): readonly string[] {
        if (subnet.is === "resource") return [subnet.resource.urn];
        if (subnet.is !== "unsure") return [];
        return (subnet.candidates.length > 0 ? subnet.candidates : any).map(({ urn }) => urn);
    }

    private subnetsBeside(acl: Resource): readonly Subnet[] {
        const located = this.vpcs.locate(acl);
        return located.is === "vpc" ? this.vpcs.subnetsOf(located.vpc) : this.vpcs.subnets;
    }

    private gates(urn: string): Readonly<Record<Direction, readonly Gate[]>> {
        const found = this.gatesOf.get(urn);
        if (found !== undefined) return found;
        const subnet = this.vpcs.subnet(urn);
        const made = subnet === undefined ? { in: [], out: [] } : this.make(subnet);
        this.gatesOf.set(urn, made);
        return made;
    }

    private make(subnet: Subnet): Readonly<Record<Direction, readonly Gate[]>> {
        const acls = [...(this.sure.get(subnet.urn) ?? [])].map((acl) => this.acl(acl));
        const [first, ...others] = acls;
        const open = this.open.get(subnet.urn);
        if (first !== undefined && others.length === 0) return gatesFrom(first);
        const several = `${acls.map(({ element }) => element.label).join(", ")} each say that they belong to it`;
        const unsure = others.length > 0 ? unknownValue(subnet.resource, several) : open;
        const candidates = acls.length > 0 ? acls : [this.defaultOf(subnet.vpc)];
        if (unsure === undefined) return candidates.map(gatesFrom)[0] ?? { in: [], out: [] };
        // Where an ACL is not known at all, nothing is.
        const verdict = (direction: Direction): Verdict =>
            others.length > 0
                ? oneOfVerdicts(
                      candidates.map((acl) => acl[direction]),
                      unsure,
                  )
                : unsureVerdict(unsure);
        const key = `${subnet.urn}#acl`;
        return gatesFrom({ key, element: subnet.element, in: verdict("in"), out: verdict("out") });
    }

    private defaultOf(vpc: Vpc): Acl {
        const managed = this.managed.get(vpc.key);
        if (managed !== undefined) return this.acl(managed);
        return this.acl(vpc.resource ?? vpc.key, vpc);
    }

    private acl(acl: Resource | string, vpc?: Vpc): Acl {
        const key = typeof acl === "string" ? acl : acl.urn;
        const found = this.acls.get(key);
        if (found !== undefined) return found;
        const made = typeof acl === "string" ? external(acl, vpc) : this.ofResource(acl);
        this.acls.set(key, made);
        return made;
    }

    private ofResource(resource: Resource): Acl {
        const vpc = this.vpcs.vpc(resource.urn);
        if (vpc !== undefined) return this.implied(vpc, resource);
        const rules = { in: inlineRules(resource, "ingress"), out: inlineRules(resource, "egress") };
        const own = this.ownRules(resource.urn);
        const verdict = (direction: Direction): Verdict => firstOf([...rules[direction], ...own[direction]]);
        return { key: resource.urn, element: elementOf(resource), in: verdict("in"), out: verdict("out") };
    }

    /** The default ACL of a VPC that no resource manages: of a new one it has rule 100, which allows everything. */
    private implied(vpc: Vpc, resource: Resource): Acl {
        const detail = "the VPC was there before, and its default network ACL may have any rules";
        const own = this.ownRules(resource.urn);
        const unsure = vpc.isMade ? undefined : unsureVerdict(unknownValue(resource, detail));
        const verdict = (direction: Direction): Verdict =>
            unsure ?? (own[direction].length === 0 ? ALLOWS_ALL : firstOf([ALLOW_ALL, ...own[direction]]));
        const element = elementOf(resource, "default network ACL");
        return { key: `${resource.urn}#default-acl`, element, in: verdict("in"), out: verdict("out") };
    }

    /** Rules of an ACL that are resources of their own. */
    private ownRules(key: string): Readonly<Record<Direction, readonly OrderedRule[]>> {
        const of = (direction: Direction): readonly OrderedRule[] =>
            this.rules.of(key).flatMap(({ what: rule, perhaps: why }) => {
                const egress = flagOf(rule, "egress");
                if (egress !== UNKNOWN && (egress === true) !== (direction === "out")) return [];
                const read = ruleOf(rule, [], RULE_FIELDS, direction === "in" ? "source" : "destination");
                const open = [why ?? [], egress === UNKNOWN ? notKnown(rule, "egress") : []].flat();
                return [open.length === 0 ? read : perhaps(read, open)];
            });
        return { in: of("in"), out: of("out") };
    }
}

const ALLOW_ALL: OrderedRule = { number: 100, action: "allow", match: surely(ALL_PACKETS) };

function external(id: string, vpc: Vpc | undefined): Acl {
    const label = vpc === undefined ? `network ACL ${id}` : `default network ACL of vpc ${id}`;
    const element = { label };
    const verdict = unsureVerdict({ code: Code.Unknown, element, detail: `nothing here describes ${label}` });
    return { key: `${id}#acl`, element, in: verdict, out: verdict };
}

function gatesFrom(acl: Acl): Readonly<Record<Direction, readonly Gate[]>> {
    const gate = (direction: Direction): readonly Gate[] => {
        const { allows, unsure } = acl[direction];
        // What lets everything through stands in nobody's way.
        if (acl[direction] === ALLOWS_ALL) return [];
        const { key, element } = acl;
        const id = `${key}#${direction}`;
        return [{ id, element, code: Code.NetworkAcl, isStateful: false, allows, fromGroups: [], unsure }];
    };
    return { in: gate("in"), out: gate("out") };
}

interface Fields {
    readonly number: string;
    readonly action: string;
}
const INLINE_FIELDS: Fields = { number: "ruleNo", action: "action" };
const RULE_FIELDS: Fields = { number: "ruleNumber", action: "ruleAction" };

function inlineRules(acl: Resource, property: "ingress" | "egress"): OrderedRule[] {
    const members = membersOf(acl, property);
    const peer = property === "ingress" ? "source" : "destination";
    if (members !== UNKNOWN) return members.map((path) => ruleOf(acl, path, INLINE_FIELDS, peer));
    const unknown = notKnown(acl, property);
    const match = matchOf(trafficOf(ANY_TRAFFIC, unknown), anyAddress(unknown), peer);
    return [{ number: undefined, action: "unknown", match }];
}

function ruleOf(
    from: Resource,
    path: readonly (string | number)[],
    fields: Fields,
    peer: "source" | "destination",
): OrderedRule {
    const steps = (name: string): Steps => [...path, name] as unknown as Steps;
    const number = numberOf(from, ...steps(fields.number));
    const action = textOf(from, ...steps(fields.action));
    const protocol = textOrNumber(from, steps("protocol"));
    const unknown = notKnown(from, ...(path.length === 0 ? (["rule"] as const) : (path as unknown as Steps)));
    const traffic = trafficOf(
        {
            protocol,
            fromPort: numberOf(from, ...steps("fromPort")),
            toPort: numberOf(from, ...steps("toPort")),
            // The provider sends 0 for what is left out.
            icmpType: numberOf(from, ...steps("icmpType")) ?? 0,
            icmpCode: numberOf(from, ...steps("icmpCode")) ?? 0,
        },
        unknown,
    );
    const isSettled = action === "allow" || action === "deny";
    const match = matchOf(traffic, peersOf(from, steps, unknown), peer);
    return {
        number: typeof number === "number" ? number : undefined,
        action: isSettled ? action : "unknown",
        match: typeof number === "number" && isSettled ? match : { ...match, reasons: [...match.reasons, unknown] },
    };
}

function peersOf(from: Resource, steps: (name: string) => Steps, unknown: Reason): Addresses {
    const prefixes = [prefixAt(from, ...steps("cidrBlock")), prefixAt(from, ...steps("ipv6CidrBlock"))];
    if (prefixes.includes(UNKNOWN)) return anyAddress(unknown);
    return surely(addressSet(prefixes.filter((prefix) => typeof prefix === "object")));
}

function textOrNumber(from: Resource, steps: Steps): ReturnType<typeof textOf> {
    const number = numberOf(from, ...steps);
    return typeof number === "number" ? String(number) : textOf(from, ...steps);
}

/** A rule that may not belong to the ACL. */
function perhaps(rule: OrderedRule, reasons: readonly Reason[]): OrderedRule {
    const { possible, reasons: own } = rule.match;
    return { ...rule, match: { sure: [], possible, reasons: [...reasons, ...own] } };
}

const ANY_TRAFFIC = {
    protocol: "-1",
    fromPort: undefined,
    toPort: undefined,
    icmpType: undefined,
    icmpCode: undefined,
};
