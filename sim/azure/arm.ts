/**
 * What all resources of Azure Resource Manager have in common: ids that are paths of names, a resource group, a location,
 * one call that makes and changes (PUT), and what the azure-native provider adds: names, locations, and that it refuses to
 * make what is there already. Sources: Azure Resource Manager documentation (resource ids, naming rules, tags), the
 * provider's documentation (auto-naming, location) and source (order of the defaults, replacement of what it did not name).
 */
import * as crypto from "node:crypto";
import { AZURE_REGIONS } from "../../facts/regions/azure";
import {
    CloudError,
    map,
    str,
    type Context,
    type Property,
    type Reference,
    type ResourceType,
} from "../core/definition";
import { isObject, text, UNKNOWN, type Props, type Value } from "../core/values";
import type { CloudObject, Place, World } from "../core/world";
import { groupNotFound, invalidReference, parentNotFound, resourceNotFound } from "./refusals";

export const RESOURCE_GROUP = "azure-native:resources:ResourceGroup";

export interface Parent {
    /** The input that names it. */
    property: string;
    token: string;
}

type Own = Omit<
    ResourceType,
    "id" | "create" | "update" | "autoName" | "canonical" | "relates" | "placeOf" | "onTimeout"
>;

export interface ArmType extends Own {
    /** "Microsoft.Network/virtualNetworks/subnets". */
    armType: string;
    apiVersion: string;
    /** The input with its name. */
    nameProperty: string;
    /** What it is a part of beside its resource group. */
    parent?: Parent;
    /** Has a location and tags of its own. */
    tracked: boolean;
    /** The provider has no `type` of the resource ("none"), or an input of that name that says something else ("own"). */
    typeOutput?: "none" | "own";
    /** The only locations in which it can be. Absent: any region. */
    locations?: readonly string[];
    /** Outputs that most have, but not all. */
    outputs?: readonly ("etag" | "provisioningState" | "resourceGuid")[];
    canonical?: (inputs: Props) => Props;
    /** What Azure refuses and computes when it makes one, or changes one that was `old`. */
    put?: (context: Context, object: CloudObject, old: Props | undefined) => void;
}

/** What is behind an id: its subscription, and the path below it. */
export function subscriptionOf(id: string): string | undefined {
    return /^\/subscriptions\/([^/]+)(\/|$)/.exec(id)?.[1];
}

export function groupId(subscription: string, group: string): string {
    return `/subscriptions/${subscription}/resourceGroups/${group}`;
}

/** The object that an id names, of whichever subscription. */
export function find(world: World, token: string, id: string | undefined): CloudObject | undefined {
    const account = subscriptionOf(id ?? "");
    return id === undefined || account === undefined ? undefined : world.get(token, { account, region: "global" }, id);
}

/** The `id` of the object at `property`, as references to other resources are written. */
export function idAt(props: Props, property: string): string | undefined {
    const value = props[property];
    return isObject(value) ? text(value, "id") : undefined;
}

/** The objects of the list at `property`. */
export function entries(props: Props, property: string): Props[] {
    const value = props[property];
    return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Two resources of which one uses the other are in the same region. */
export function demandSameLocation(object: CloudObject, used: CloudObject | undefined): void {
    if (used !== undefined && used.props.location !== object.props.location) throw invalidReference(used.id);
}

/** "West Europe" is "westeurope". */
export function locationName(location: string): string {
    return location.toLowerCase().replaceAll(" ", "");
}

export function withLocation(inputs: Props): Props {
    const { location } = inputs;
    return typeof location === "string" ? { ...inputs, location: locationName(location) } : inputs;
}

/** "A tag name has a limit of 512 characters, a value one of 256; each resource can have a maximum of 50". */
export function refuseTags(value: Value): string | undefined {
    const tags = Object.entries(isObject(value) ? value : {});
    if (tags.length > 50) return `${tags.length} tags; Azure allows 50`;
    for (const [name, tag] of tags) {
        if (name.length > 512) return `${JSON.stringify(name)} has over 512 characters`;
        if (/[<>%&\\?/]/.test(name))
            return `${JSON.stringify(name)} has a character that tag names cannot have: <>%&\\?/`;
        if (typeof tag === "string" && tag.length > 256)
            return `the value of ${JSON.stringify(name)} has over 256 characters`;
    }
    return undefined;
}

/** Names that begin with a letter or digit, end with one or with an underscore, and have hyphens and dots between. */
function refuseName(value: Value): string | undefined {
    return /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/.test(value as string)
        ? undefined
        : `${JSON.stringify(value)} is not a name: 1-80 letters, digits, underscores, periods and hyphens, beginning with a letter or digit`;
}

const OUTPUTS: Record<string, Property> = {
    etag: str({ output: true }),
    provisioningState: str({ output: true }),
    resourceGuid: str({ output: true }),
};

/** Makes a resource type of what is particular to it. */
export function armType(spec: ArmType): ResourceType {
    const {
        armType: type,
        apiVersion,
        nameProperty,
        parent,
        tracked,
        typeOutput,
        locations,
        outputs,
        canonical,
        put,
        ...own
    } = spec;
    const marks = outputs ?? ["etag", "provisioningState"];
    const path = type.split("/");
    const names = [parent?.property, nameProperty].filter((p): p is string => p !== undefined);
    const toGroup: Reference = { to: [RESOURCE_GROUP], missing: groupNotFound };
    const toParent = (token: string): Reference => ({
        to: [token],
        part: true,
        missing: (id) => parentNotFound(path.slice(1).join("/"), id),
    });

    const idOf = (object: CloudObject, upTo = names.length): string => {
        const segments = names
            .slice(0, upTo)
            .map((name, i) => `${path[i + 1] ?? ""}/${text(object.props, name) ?? ""}`);
        return `${groupOf(object)}/providers/${path[0] ?? ""}/${segments.join("/")}`;
    };
    const settle = (context: Context, object: CloudObject, old: Props | undefined): void => {
        if (tracked) settleLocation(context, object, type, locations);
        const name = text(object.props, nameProperty) ?? "";
        Object.assign(object.props, {
            name,
            azureApiVersion: apiVersion,
            ...(typeOutput === undefined ? { type } : {}),
        });
        if (marks.includes("resourceGuid")) object.props.resourceGuid = old?.resourceGuid ?? crypto.randomUUID();
        if (marks.includes("provisioningState")) object.props.provisioningState = "Succeeded";
        put?.(context, object, old);
        if (marks.includes("etag")) object.props.etag = `W/"${crypto.randomUUID()}"`;
    };

    return {
        upserts: true,
        deletesFirst: true,
        gone: resourceNotFound,
        ...own,
        id: () => "",
        placeOf: byPath,
        autoName: { property: nameProperty, maxLength: 80, separator: "", digits: parent === undefined ? 8 : 0 },
        properties: {
            resourceGroupName: str({ required: true, immutable: true }),
            ...(parent === undefined ? {} : { [parent.property]: str({ required: true, immutable: true }) }),
            [nameProperty]: str({ computed: true, imported: true, immutable: true, refuse: refuseName }),
            ...(tracked ? { location: LOCATION, tags: map(str(), { refuse: refuseTags }) } : {}),
            azureApiVersion: str({ output: true }),
            name: str({ output: true }),
            ...(typeOutput === undefined ? { type: str({ output: true }) } : {}),
            ...Object.fromEntries(marks.map((mark) => [mark, OUTPUTS[mark] as Property])),
            ...own.properties,
        },
        canonical: (inputs) => withLocation(canonical?.(inputs) ?? inputs),
        relates: (object) => [
            {
                target: groupOf(object),
                reference: parent === undefined ? { ...toGroup, part: true } : { ...toGroup, holds: false },
            },
            ...(parent === undefined ? [] : [{ target: idOf(object, 1), reference: toParent(parent.token) }]),
        ],
        create: (context, draft) => {
            draft.id = idOf(draft);
            demandNew(context.world, draft);
            settle(context, draft, undefined);
        },
        update: (context, object, old) => settle(context, object, old),
        // The provider notes the id as soon as Azure has taken the request on.
        onTimeout: "partial",
    };
}

const LOCATION: Property = str({ computed: true, imported: true, immutable: true });

/** Everything of a subscription is in one place, and its id says which subscription that is. */
export function byPath(id: string, _: Props, from: Place): Place {
    return { account: subscriptionOf(id) ?? from.account, region: "global" };
}

function groupOf(object: CloudObject): string {
    return groupId(object.account, text(object.props, "resourceGroupName") ?? "");
}

/** The provider looks before it makes. Names are compared without regard to case. */
export function demandNew(world: World, draft: CloudObject): void {
    const id = draft.id.toLowerCase();
    const there = world.all(draft.type, { account: draft.account }).find((o) => o.id.toLowerCase() === id);
    if (there !== undefined) throw new Error(`cannot create already existing resource '${there.id}'`);
}

/** As given, else the provider's, else that of the resource group. */
function settleLocation(context: Context, object: CloudObject, type: string, locations?: readonly string[]): void {
    const group = find(context.world, RESOURCE_GROUP, groupOf(object));
    const fallback = context.location ?? text(group?.props ?? {}, "location") ?? "";
    const location = locationName(text(object.props, "location") ?? fallback);
    demandLocation(location, type, locations);
    object.props.location = location;
}

export function demandLocation(location: string, type: string, locations?: readonly string[]): void {
    if (locations === undefined ? AZURE_REGIONS[location] !== undefined : locations.includes(location)) return;
    throw new CloudError(
        "LocationNotAvailableForResourceType",
        `The provided location '${location}' is not available for resource type '${type}'.`,
    );
}

/** True where the region has availability zones. */
export function hasZones(location: string): boolean {
    return AZURE_REGIONS[location]?.zones === true;
}

/** True when the value is given, or may turn out to be. */
export function mayBe(value: Value | undefined): boolean {
    return value === UNKNOWN || (value !== undefined && value !== null);
}
