/**
 * Security groups: stateful filters of a network interface, which has one or more of them. What a rule of any of them means they
 * let through, and nothing else (VPC user guide, "Security group rules").
 */
import { EVERYTHING } from "../../../../plan/address-set";
import type { Gate } from "../../../network";
import { ALL_PACKETS, isEmptySet, type PacketSet } from "../../../packets";
import { Code, type Element, type Reason } from "../../../reason";
import { elementOf, unknownValue, type Reference, type References } from "../../references";
import type { Resource } from "../../resources";
import { Belongings } from "./belongings";
import type { GroupScopes } from "./group-scope";
import { inlineRules, ownRules, perhaps, type GroupRule } from "./group-rules";
import { anyOf, matchOf, surely, type Match } from "../../match";
import type { PrefixLists } from "./prefix-lists";
import { GROUP_TYPES } from "./types";
import type { Vpc, Vpcs } from "./vpcs";

interface Group {
    /** The URN, `<vpc>#default-security-group`, or the id of one that nothing here describes. */
    readonly key: string;
    readonly element: Element;
    readonly vpc: Vpc | undefined;
    readonly rules: readonly GroupRule[];
    /** Where nobody can say which rules it has. */
    readonly unsure: Reason | undefined;
}

/** The filters of a host, and the groups that filters of others may mean. */
export interface Filters {
    readonly sends: readonly Gate[];
    readonly receives: readonly Gate[];
    readonly groups: readonly string[];
}

export const NO_FILTERS: Filters = { sends: [], receives: [], groups: [] };
const [GROUP, DEFAULT_GROUP] = GROUP_TYPES;

export class SecurityGroups {
    private readonly groups = new Map<string, Group>();
    private readonly rules: Belongings<GroupRule>;
    /** By VPC: the resource that manages its default group. */
    private readonly managed = new Map<string, Resource>();

    constructor(
        private readonly references: References,
        private readonly vpcs: Vpcs,
        private readonly lists: PrefixLists,
        private readonly scopes: GroupScopes,
    ) {
        for (const resource of references.ofType(DEFAULT_GROUP)) {
            const located = vpcs.locate(resource);
            if (located.is === "vpc") this.managed.set(located.vpc.key, resource);
        }
        this.rules = new Belongings(
            ownRules(references, lists).map(({ group, rule }) => ({ what: rule, to: [group] })),
            (group) => this.keyOf(group),
        );
        for (const resource of references.ofType(GROUP, DEFAULT_GROUP))
            this.groups.set(resource.urn, this.read(resource));
    }

    /** The filters of a host in a VPC that has these groups; the VPC's default group where it has none. */
    filtersOf(
        host: { readonly id: string; readonly element: Element },
        vpc: Vpc,
        named: readonly Reference[],
    ): Filters {
        const set = named.filter(({ is }) => is !== "absent");
        const open = set.flatMap((reference) => (reference.is === "unsure" ? [reference.reason] : []));
        const groups =
            set.length === 0 ? [this.defaultOf(vpc)] : set.flatMap((reference) => this.meant(reference) ?? []);
        const unsure = [...open, ...groups.flatMap((group) => group.unsure ?? [])];
        const label = groups.map(({ element }) => element.label).join(", ");
        const [only, ...others] = groups;
        const element = only !== undefined && others.length === 0 ? only.element : { ...host.element, label };
        const gate = (direction: GroupRule["direction"]): Gate =>
            this.gate(`${host.id}#sg`, label === "" ? host.element : element, vpc, groups, direction, unsure[0]);
        return { sends: [gate("out")], receives: [gate("in")], groups: groups.map(({ key }) => key) };
    }

    private gate(
        id: string,
        element: Element,
        vpc: Vpc,
        groups: readonly Group[],
        direction: GroupRule["direction"],
        unknown: Reason | undefined,
    ): Gate {
        const peer = direction === "in" ? "source" : "destination";
        const fromGroups: { group: string; packets: PacketSet }[] = [];
        const matches: Match[] = [];
        for (const group of groups)
            for (const rule of group.rules.filter((r) => r.direction === direction)) {
                matches.push(matchOf(rule.traffic, rule.peers, peer));
                const { members, open } = this.peersOf(rule, group, vpc);
                if (!isEmptySet(rule.traffic.sure))
                    fromGroups.push(...members.map((member) => ({ group: member, packets: rule.traffic.sure })));
                // Members may have any address.
                const anywhere = { sure: [], possible: rule.traffic.possible };
                if (members.length > 0 && rule.traffic.reasons.length > 0)
                    matches.push({ ...anywhere, reasons: rule.traffic.reasons });
                if (open.length > 0) matches.push({ ...anywhere, reasons: open });
            }
        if (unknown !== undefined) matches.push({ sure: [], possible: ALL_PACKETS, reasons: [unknown] });
        const { allows, unsure } = anyOf(matches);
        return { id, element, code: Code.SecurityGroup, isStateful: true, allows, fromGroups, unsure };
    }

    /** Keys of the groups whose members a rule means, and why it may mean others. */
    private peersOf(rule: GroupRule, own: Group, vpc: Vpc): { members: readonly string[]; open: readonly Reason[] } {
        const members = new Set(rule.self ? [own.key] : []);
        const open: Reason[] = [];
        for (const reference of rule.groups) {
            if (reference.is === "unsure") open.push(reference.reason);
            const group = this.meant(reference);
            if (group === undefined) continue;
            if (group.vpc === undefined) {
                // Members of a group that nothing here describes are known by its id alone; others may have it too.
                members.add(group.key);
                if (group.unsure !== undefined) open.push(group.unsure);
                continue;
            }
            const scope = this.scopes.of(vpc, group.vpc, rule.direction);
            if (scope === "valid") members.add(group.key);
            else if (scope !== "invalid") open.push(scope);
        }
        return { members: [...members], open };
    }

    private meant(reference: Reference): Group | undefined {
        if (reference.is === "external") return this.external(reference.id);
        if (reference.is !== "resource") return undefined;
        const { urn } = reference.resource;
        const vpc = this.vpcs.vpc(urn);
        return vpc === undefined ? this.groups.get(urn) : this.defaultOf(vpc);
    }

    private external(id: string): Group {
        const element = { label: `security group ${id}` };
        const unsure = { code: Code.Unknown, element, detail: `nothing here describes security group ${id}` };
        return { key: id, element, vpc: undefined, rules: [], unsure };
    }

    private defaultOf(vpc: Vpc): Group {
        const managed = this.groups.get(this.managed.get(vpc.key)?.urn ?? "");
        if (managed !== undefined) return managed;
        const key = defaultKey(vpc);
        const found = this.groups.get(key);
        if (found !== undefined) return found;
        const made = this.implied(vpc, key);
        this.groups.set(key, made);
        return made;
    }

    /** Of a new VPC: in from its own members, out to anywhere (VPC user guide, "Default security groups"). */
    private implied(vpc: Vpc, key: string): Group {
        const element: Element = { ...vpc.element, label: `default security group of ${vpc.element.label}` };
        if (vpc.resource === undefined || !vpc.isMade) {
            const detail = `${element.label} was there before and may have any rules`;
            return { key, element, vpc, rules: [], unsure: { code: Code.Unknown, element, detail } };
        }
        const any = { from: vpc.resource, traffic: surely(ALL_PACKETS), groups: [] };
        const rules: GroupRule[] = [
            { ...any, direction: "in", peers: surely({ 4: [], 6: [] }), self: true },
            { ...any, direction: "out", peers: surely(EVERYTHING), self: false },
        ];
        return {
            key,
            element,
            vpc,
            rules: [...rules, ...this.rulesOf(key)],
            unsure: undefined,
        };
    }

    private read(resource: Resource): Group {
        const located = this.vpcs.locate(resource);
        return {
            key: resource.urn,
            element: elementOf(resource),
            vpc: located.is === "vpc" ? located.vpc : undefined,
            rules: [...inlineRules(this.references, this.lists, resource), ...this.rulesOf(resource.urn)],
            unsure:
                resource.step === "read"
                    ? unknownValue(resource, "it was there before and may have more rules")
                    : undefined,
        };
    }

    /** Rules of a group that are resources of their own. */
    private rulesOf(key: string): readonly GroupRule[] {
        return this.rules.of(key).map(({ what, perhaps: why }) => (why === undefined ? what : perhaps(what, why)));
    }

    /** A VPC, by whose output a rule names its default group, means that one. */
    private keyOf(group: Resource): string {
        const vpc = this.vpcs.vpc(group.urn);
        return vpc === undefined ? group.urn : (this.managed.get(vpc.key)?.urn ?? defaultKey(vpc));
    }
}

function defaultKey(vpc: Vpc): string {
    return `${vpc.key}#default-security-group`;
}
