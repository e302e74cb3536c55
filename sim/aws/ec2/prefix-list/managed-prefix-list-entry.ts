/**
 * An entry of a prefix list. Each one that comes or goes is a new version of the list. Sources: EC2 API reference
 * (ModifyManagedPrefixList), Terraform AWS provider (id, import).
 */
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region } from "../../place";
import { withCanonicalPrefix } from "../canonical";
import { toPrefixList } from "../codes";
import { demandAddable, entriesIn, PREFIX_LIST, PREFIX_LIST_ENTRY, refuseCidr, refuseDescription } from "./entries";

export const managedPrefixListEntry: ResourceType = {
    token: PREFIX_LIST_ENTRY,
    noun: "VPC Managed Prefix List Entry",
    id: (inputs) => [text(inputs, "prefixListId"), text(inputs, "cidr")].join(","),
    properties: {
        region,
        prefixListId: str({ required: true, immutable: true, ref: { ...toPrefixList, part: true } }),
        cidr: str({ required: true, immutable: true, refuse: refuseCidr }),
        description: str({ immutable: true, refuse: refuseDescription }),
    },
    canonical: (inputs) => withCanonicalPrefix(inputs, "cidr"),
    create: ({ world }, draft) => {
        const list = listOf(world, draft);
        if (list === undefined) return;
        demandAddable(list.props, [draft.props], entriesIn(world, list));
        nextVersion(world, list);
    },
    remove: ({ world }, object) => {
        const list = listOf(world, object);
        if (list !== undefined) nextVersion(world, list);
    },
    gone: (id) => new CloudError("InvalidPrefixListEntry.NotFound", `The prefix list entry (${id}) does not exist.`),
    importId: (_, named) => {
        const [list = "", cidr = "", ...more] = named.split(",");
        if (list !== "" && cidr !== "" && more.length === 0) return named;
        throw new Error(`unexpected format for ID (${named}), expected prefix-list-id,cidr-block`);
    },
    seconds: { create: 3, delete: 3 },
    onTimeout: "partial",
};

function listOf(world: World, entry: CloudObject): CloudObject | undefined {
    return world.get(PREFIX_LIST, entry, text(entry.props, "prefixListId") ?? "");
}

function nextVersion(world: World, list: CloudObject): void {
    world.put({ ...list, props: { ...list.props, version: (list.props.version as number) + 1 } });
}
