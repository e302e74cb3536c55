/**
 * A resource group, which takes along what is in it when it is deleted. Sources: Azure Resource Manager documentation
 * (resource groups, naming rules, delete resource group: what is used from outside cannot go), azure-native provider
 * (arguments, and that it demands a location).
 */
import { CloudError, map, obj, str, type ResourceType } from "../../core/definition";
import { text, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import {
    byPath,
    demandLocation,
    demandNew,
    groupId,
    locationName,
    mayBe,
    refuseTags,
    RESOURCE_GROUP,
    withLocation,
} from "../arm";
import { groupNotFound } from "../refusals";

export const resourceGroup: ResourceType = {
    token: RESOURCE_GROUP,
    noun: "Resource Group",
    id: () => "",
    placeOf: byPath,
    properties: {
        resourceGroupName: str({ computed: true, imported: true, immutable: true, refuse: refuseGroupName }),
        location: str({ computed: true, imported: true, immutable: true }),
        managedBy: str({ immutable: true }),
        tags: map(str(), { refuse: refuseTags }),
        azureApiVersion: str({ output: true }),
        name: str({ output: true }),
        properties: obj({ provisioningState: str() }, { output: true }),
        type: str({ output: true }),
    },
    autoName: { property: "resourceGroupName", maxLength: 90, separator: "", digits: 8 },
    deletesFirst: true,
    upserts: true,
    canonical: withLocation,
    check: (inputs, caller) =>
        mayBe(inputs.location) || caller.location !== undefined
            ? []
            : [
                  {
                      property: "location",
                      reason:
                          "missing required property 'location'. " +
                          "Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
                  },
              ],
    // Azure Resource Manager limits: "Resource groups per subscription 980".
    quota: {
        name: "resource-groups-per-subscription",
        limit: 980,
        exceeded: (limit) =>
            new CloudError(
                "ResourceGroupQuotaExceeded",
                `Creating the resource group would exceed the quota of '${limit}' of the subscription.`,
            ),
    },
    create: (context, draft) => {
        const name = text(draft.props, "resourceGroupName") ?? "";
        draft.id = groupId(draft.account, name);
        demandNew(context.world, draft);
        const location = locationName(text(draft.props, "location") ?? context.location ?? "");
        demandLocation(location, "Microsoft.Resources/resourceGroups");
        Object.assign(draft.props, {
            location,
            name,
            type: "Microsoft.Resources/resourceGroups",
            azureApiVersion: "2024-03-01",
            properties: { provisioningState: "Succeeded" },
        });
    },
    remove: ({ world }, object) => demandUnused(world, object),
    gone: groupNotFound,
    seconds: { create: 2, update: 1, delete: 15 },
    onTimeout: "partial",
};

function refuseGroupName(value: Value): string | undefined {
    return /^[-\w.()]{0,89}[-\w()]$/.test(value as string)
        ? undefined
        : `${JSON.stringify(value)} is not a name of a resource group: 1-90 letters, digits, underscores, hyphens, parentheses and periods, not ending with a period`;
}

/** Nothing outside of the group uses anything in it. */
function demandUnused(world: World, group: CloudObject): void {
    const inside = (o: CloudObject): boolean => o.id.startsWith(`${group.id}/`);
    const stuck = partsOf(world, group).filter((part) => world.holders(part).some((holder) => !inside(holder)));
    if (stuck.length === 0) return;
    const names = stuck.map((part) => part.id.slice(part.id.indexOf("/providers/") + "/providers/".length)).join(",");
    throw new CloudError(
        "ResourceGroupDeletionBlocked",
        `Deletion of resource group '${text(group.props, "name") ?? ""}' failed as resources with identifiers '${names}' ` +
            "could not be deleted. The provisioning state of the resource group will be rolled back.",
    );
}

function partsOf(world: World, owner: CloudObject): CloudObject[] {
    return world.belongings(owner).flatMap((part) => [part, ...partsOf(world, part)]);
}
