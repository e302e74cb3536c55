/**
 * A prefix list of one's own, with the entries inline in it. Lists that AWS manages, and the versions before the current
 * one, are not modelled. Sources: EC2 API reference (CreateManagedPrefixList, ModifyManagedPrefixList,
 * DeleteManagedPrefixList), VPC user guide (customer-managed prefix lists, quotas), Terraform AWS provider (it makes a list
 * longer before it changes the entries, and shorter after that; what it says when AWS ends in a failed state).
 */
import { CloudError, int, obj, set, str, type ResourceType } from "../../../core/definition";
import type { Props, Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { arn, region, tagging } from "../../place";
import { toPrefixList } from "../codes";
import {
    canonicalEntries,
    entriesIn,
    inlineEntries,
    PREFIX_LIST,
    refuseCidr,
    refuseDescription,
    replaceEntries,
} from "./entries";
import { usersWithoutRoom } from "./users";

function refuseName(value: Value): string | undefined {
    const { length } = value as string;
    return length < 1 || length > 255
        ? `expected length of name to be in the range (1 - 255), got ${length}`
        : undefined;
}

function refuseSize(value: Value): string | undefined {
    return (value as number) < 1 ? `expected max_entries to be at least (1), got ${value as number}` : undefined;
}

export const managedPrefixList: ResourceType = {
    token: PREFIX_LIST,
    noun: "EC2 Managed Prefix List",
    id: "pl",
    properties: {
        region,
        ...tagging,
        name: str({ computed: true, imported: true, refuse: refuseName }),
        addressFamily: str({ required: true, immutable: true, oneOf: ["IPv4", "IPv6"] }),
        maxEntries: int({ required: true, refuse: refuseSize }),
        // Not given: the list keeps what it has. An empty list: it shall have none.
        entries: set(
            obj({
                cidr: str({ required: true, refuse: refuseCidr }),
                description: str({ refuse: refuseDescription }),
            }),
            { computed: true, imported: true },
        ),
        arn: str({ output: true }),
        ownerId: str({ output: true }),
        version: int({ output: true }),
    },
    autoName: { property: "name", maxLength: 255 },
    canonical: canonicalEntries,
    quota: {
        name: "prefix-lists-per-region",
        limit: 100,
        // AWS documents no code of its own for this quota.
        exceeded: () =>
            new CloudError("ResourceLimitExceeded", "The maximum number of managed prefix lists has been reached."),
    },
    create: ({ world }, draft) => {
        demandName(draft.props);
        demandSize(world, draft.props);
        const wanted = inlineEntries(draft.props);
        Object.assign(draft.props, {
            entries: replaceEntries(world, draft, { inline: [], wanted, seen: [] }).entries,
            arn: arn(draft, "ec2", `prefix-list/${draft.id}`),
            ownerId: draft.account,
            version: 1,
        });
    },
    update: ({ world }, object, old, { asked, seen }) => {
        if (object.props.name !== old.name) demandName(object.props);
        if (object.props.maxEntries !== old.maxEntries) demandSize(world, object.props);
        if (asked.entries !== undefined) replaceInline(world, object, old, { asked, seen });
        resize(world, object, old);
    },
    view: ({ world }, object) => ({ entries: entriesIn(world, object) }),
    remove: ({ world }, object) => {
        const users = world.holders(object).map(({ id }) => id);
        if (users.length === 0) return;
        throw new Error(
            `waiting for EC2 Managed Prefix List (${object.id}) delete: unexpected state 'delete-failed', ` +
                `wanted target ''. last error: The prefix list is in use by: ${users.join(", ")}`,
        );
    },
    gone: toPrefixList.missing,
    seconds: { create: 3, update: 3, delete: 3 },
    onTimeout: "partial",
};

function demandName(list: Props): void {
    const name = list.name as string;
    if (!name.startsWith("com.amazonaws")) return;
    throw new CloudError("InvalidParameterValue", `Value (${name}) for parameter PrefixListName is invalid.`);
}

function demandSize(world: World, list: Props): void {
    const limit = world.quota("entries-per-prefix-list", 1000);
    if ((list.maxEntries as number) <= limit) return;
    throw new CloudError("InvalidParameterValue", `Must specify a max size between 1 and ${limit}`);
}

function replaceInline(world: World, object: CloudObject, old: Props, request: { asked: Props; seen: Props }): void {
    // The provider makes the list longer before this, and shorter after it.
    const maxEntries = Math.max(object.props.maxEntries as number, old.maxEntries as number);
    const meanwhile = { ...object, props: { ...object.props, maxEntries } };
    const { entries, versions } = replaceEntries(world, meanwhile, {
        inline: inlineEntries(old),
        wanted: inlineEntries(request.asked),
        seen: inlineEntries(request.seen),
    });
    object.props.entries = entries;
    object.props.version = (old.version as number) + versions;
}

/** A new size is none of the list's versions. It must hold what the list has, and what refers to the list must hold it. */
function resize(world: World, object: CloudObject, old: Props): void {
    const [size, before] = [object.props.maxEntries as number, old.maxEntries as number];
    const used = entriesIn(world, object).length;
    if (size < used) {
        throw new CloudError(
            "InvalidParameterValue",
            `The maximum number of entries (${size}) is less than the number of entries of the prefix list (${used}).`,
        );
    }
    if (size <= before) return;
    world.put(object);
    const users = usersWithoutRoom(world, object);
    if (users.length === 0) return;
    throw new Error(
        `waiting for EC2 Managed Prefix List (${object.id}) MaxEntries update: unexpected state 'modify-failed', wanted ` +
            `target 'modify-complete'. last error: The following VPC resources do not have sufficient capacity to support ` +
            `the new maximum entries: ${users.join(", ")}`,
    );
}
