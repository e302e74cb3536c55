/**
 * The entries of a managed prefix list, wherever they are kept: inline in the list, or as resources of their own. In the
 * cloud all of them are the same. Sources: EC2 API reference (CreateManagedPrefixList, ModifyManagedPrefixList,
 * AddPrefixListEntry), VPC user guide (prefix lists, quotas), Terraform AWS provider (how inline entries are compared).
 */
import { CloudError } from "../../../core/definition";
import { networkOf, parsePrefix } from "../../../core/prefix";
import { isObject, text, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { withCanonicalPrefix } from "../canonical";

export const PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
export const PREFIX_LIST_ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

/** One call adds or removes no more. */
export const ENTRIES_PER_REQUEST = 100;

/** For `refuse`. */
export function refuseCidr(value: Value): string | undefined {
    return parsePrefix(value as string) === undefined
        ? `expected "cidr" to be a valid CIDR Value, got ${value as string}: invalid CIDR address: ${value as string}`
        : undefined;
}

/** For `refuse`. */
export function refuseDescription(value: Value): string | undefined {
    const { length } = value as string;
    return length > 255 ? `expected length of description to be in the range (0 - 255), got ${length}` : undefined;
}

/** The inline entries with every member, as the provider reports them. */
export function canonicalEntries(inputs: Props): Props {
    const { entries } = inputs;
    if (!Array.isArray(entries)) return inputs;
    const full = entries.map((entry): Value => {
        return isObject(entry)
            ? { ...withCanonicalPrefix(entry, "cidr"), description: entry.description ?? "" }
            : entry;
    });
    return { ...inputs, entries: full };
}

export function inlineEntries(list: Props): Props[] {
    return Array.isArray(list.entries) ? list.entries.filter(isObject) : [];
}

function ownEntries(world: World, list: CloudObject): { object: CloudObject; entry: Props }[] {
    return world.referrers(list, PREFIX_LIST_ENTRY).map((object) => {
        const { cidr, description } = object.props;
        return { object, entry: { cidr: cidr ?? "", description: description ?? "" } };
    });
}

export function entriesIn(world: World, list: CloudObject): Props[] {
    return [...inlineEntries(list.props), ...ownEntries(world, list).map(({ entry }) => entry)];
}

/** Refuses what EC2 refuses to add to what the list has already. */
export function demandAddable(list: Props, added: readonly Props[], present: readonly Props[]): void {
    if (added.length > ENTRIES_PER_REQUEST) {
        throw new CloudError(
            "InvalidParameterValue",
            `The number of entries per request cannot exceeds limit (${ENTRIES_PER_REQUEST}).`,
        );
    }
    const family = text(list, "addressFamily") ?? "";
    const taken = new Set(present.map(({ cidr }) => cidr));
    for (const entry of added) {
        const cidr = text(entry, "cidr") ?? "";
        if (parsePrefix(cidr)?.[0].kind() !== family.toLowerCase() || networkOf(cidr) !== cidr) {
            throw new CloudError("InvalidParameterValue", `The Cidr ${cidr} is not a valid ${family} CIDR block.`);
        }
        if (taken.has(cidr)) {
            throw new CloudError("InvalidPrefixListModification", `The Cidr ${cidr} already exists.`);
        }
        taken.add(cidr);
    }
    if (present.length + added.length > (list.maxEntries as number)) {
        throw new CloudError(
            "PrefixListMaxEntriesExceeded",
            "You've reached the maximum number of entries for the prefix list.",
        );
    }
}

/**
 * What the provider does with changed inline entries: it compares them with those that it has seen, takes away what is not
 * wanted any more, whoever made it, and adds the rest. For an entry of which only the description changes that takes two
 * calls. Returns what then stands inline, and how many versions the list went through.
 */
export function replaceEntries(
    world: World,
    list: CloudObject,
    change: { inline: readonly Props[]; wanted: readonly Props[]; seen: readonly Props[] },
): { entries: Props[]; versions: number } {
    const missingIn = (entries: readonly Props[]) => (entry: Props) =>
        !entries.some((other) => other.cidr === entry.cidr && other.description === entry.description);
    const removed = new Set(change.seen.filter(missingIn(change.wanted)).map(({ cidr }) => cidr));
    const added = change.wanted.filter(missingIn(change.seen));
    const left = change.inline.filter(({ cidr }) => !removed.has(cidr));
    const own: Props[] = [];
    for (const { object, entry } of ownEntries(world, list)) {
        if (removed.has(entry.cidr)) world.remove(object);
        else own.push(entry);
    }
    demandAddable(list.props, added, [...left, ...own]);
    const again = added.some(({ cidr }) => removed.has(cidr));
    const changed = added.length > 0 || removed.size > 0;
    return { entries: [...left, ...added], versions: (changed ? 1 : 0) + (again ? 1 : 0) };
}
