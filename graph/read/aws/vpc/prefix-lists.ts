/** Prefix lists, which routes and security groups refer to: the program's own, and those of AWS for gateway endpoints. */
import { addressSet, complement, NOTHING, prefixesOf, type AddressSet } from "../../../../plan/address-set";
import type { Prefix } from "../../../../plan/prefix";
import { Code, type Reason } from "../../../reason";
import { elementOf, unknownValue, type Reference, type References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { membersOf, notKnown, prefixAt, textOf, type Steps } from "../../fields";
import type { Addresses } from "../../match";
import type { Service } from "./services";
import { ENDPOINT, PREFIX_LIST } from "./types";

export interface PrefixList {
    /** One after the other, as the list has them. */
    readonly prefixes: readonly Prefix[];
    /** Why it may have more. */
    readonly reasons: readonly Reason[];
    /** Where those would lie. */
    readonly room: AddressSet;
}

const ANY: AddressSet = complement(NOTHING);
const ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";
/** What may stand where a prefix list is asked for. */
const TARGET = { types: [PREFIX_LIST, ENDPOINT], by: ["id", "prefixListId"] } as const;

export class PrefixLists {
    private readonly lists: ReadonlyMap<string, PrefixList>;

    constructor(
        private readonly references: References,
        private readonly services: ReadonlyMap<string, Service>,
    ) {
        const entries = references.ofType(ENTRY).map((resource) => ({
            resource,
            list: references.one(resource, "prefixListId", { types: [PREFIX_LIST] }),
        }));
        this.lists = new Map(
            references.ofType(PREFIX_LIST).map((list) => {
                const mine = entries.flatMap(({ resource, list: of }): readonly (Prefix | Reason)[] => {
                    if (of.is === "resource" && of.resource === list) return [memberAt(resource, "cidr")];
                    return of.is === "unsure" && of.candidates.includes(list) ? [of.reason] : [];
                });
                return [list.urn, listOf(list, [...inlineEntries(list), ...mine])];
            }),
        );
    }

    at(from: Resource, path: Steps): PrefixList {
        const reference = this.references.one(from, path, TARGET);
        return this.of(reference, from);
    }

    /** The addresses of all lists that a property names. */
    addressesAt(from: Resource, path: Steps): readonly Addresses[] {
        return this.references.many(from, path, TARGET).map((reference) => asAddresses(this.of(reference, from)));
    }

    private of(reference: Reference, from: Resource): PrefixList {
        switch (reference.is) {
            case "resource": {
                const service = this.services.get(reference.resource.urn);
                if (service !== undefined)
                    return { prefixes: prefixesOf(service.addresses), reasons: [], room: NOTHING };
                const list = this.lists.get(reference.resource.urn);
                return list ?? open([notKnown(reference.resource, "prefixListId")]);
            }
            case "external":
                return open([unknownValue(from, `nothing here describes prefix list ${reference.id}`)]);
            case "absent":
                return open([]);
            case "unsure":
                return open([reference.reason]);
        }
    }
}

export function asAddresses({ prefixes, reasons, room }: PrefixList): Addresses {
    const sure = addressSet(prefixes);
    return { sure, possible: reasons.length === 0 ? sure : addressSet([...prefixes, ...prefixesOf(room)]), reasons };
}

function open(reasons: readonly Reason[]): PrefixList {
    return { prefixes: [], reasons, room: ANY };
}

function inlineEntries(list: Resource): readonly (Prefix | Reason)[] {
    const members = membersOf(list, "entries");
    if (members === UNKNOWN) return [notKnown(list, "entries")];
    return members.map((path) => memberAt(list, ...path, "cidr"));
}

function memberAt(from: Resource, ...steps: Steps): Prefix | Reason {
    const prefix = prefixAt(from, ...steps);
    if (typeof prefix === "object") return prefix;
    return prefix === UNKNOWN
        ? notKnown(from, ...steps)
        : { code: Code.Unknown, element: elementOf(from), detail: `${steps.join(".")} is not set` };
}

function listOf(list: Resource, members: readonly (Prefix | Reason)[]): PrefixList {
    const family = textOf(list, "addressFamily");
    const room = family === "IPv4" ? { ...ANY, 6: [] } : family === "IPv6" ? { ...ANY, 4: [] } : ANY;
    const prefixes = members.filter((member): member is Prefix => "text" in member);
    const reasons = members.filter((member): member is Reason => "code" in member);
    return { prefixes: [...new Map(prefixes.map((p) => [p.text, p])).values()], reasons, room };
}
