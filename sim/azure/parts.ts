/**
 * Parts of a resource that are resources too: subnets, rules, routes. They can be written into it or beside it. Where it names
 * any, it has these and no others; where it names none, it keeps those it has. Source: azure-native provider (sub-resources).
 */
import { withDefaults } from "../core/check";
import type { CloudError, Context, Property, ResourceType } from "../core/definition";
import { text, type Props } from "../core/values";
import type { CloudObject } from "../core/world";
import { entries } from "./arm";

export interface Parts {
    /** The list of them in the whole. */
    property: string;
    type: ResourceType;
    /** What each says, names and paths apart. */
    properties: Record<string, Property>;
    /** The inputs of the part that name it and the whole. */
    nameProperty: string;
    wholeProperty: string;
    /** The answer where one that is to go is still in use. */
    inUse?: (part: CloudObject, holder: CloudObject) => CloudError;
}

/** In the order in which they were made. */
export function partsOf(context: Context, whole: CloudObject, parts: Parts): CloudObject[] {
    return context.world.referrers(whole, parts.type.token);
}

/** The list as the whole shows it. */
export function shownParts(context: Context, whole: CloudObject, parts: Parts): Props[] {
    const path = ["resourceGroupName", parts.wholeProperty, parts.nameProperty, "azureApiVersion"];
    return partsOf(context, whole, parts).map((part) => {
        const said = Object.entries(part.props).filter(([name]) => !path.includes(name));
        return { ...Object.fromEntries(said), ...parts.type.view?.(context, part), id: part.id };
    });
}

/** Refuses where any of these is in use. */
export function demandUnused(context: Context, some: readonly CloudObject[], parts: Parts): void {
    for (const part of some) {
        const [holder] = context.world.holders(part);
        if (holder !== undefined && parts.inUse !== undefined) throw parts.inUse(part, holder);
    }
}

/** Makes, changes and removes what the whole names, and takes the list out of it: `shownParts` reads it from the parts. */
export function settleParts(context: Context, whole: CloudObject, parts: Parts): void {
    const { world } = context;
    const isNamed = whole.props[parts.property] !== undefined;
    const wanted = entries(whole.props, parts.property);
    const { [parts.property]: _, ...kept } = whole.props;
    whole.props = kept;
    world.put(whole);
    const present = partsOf(context, whole, parts);
    const lost = isNamed ? present.filter((p) => !wanted.some((w) => w.name === p.props.name)) : [];
    demandUnused(context, lost, parts);
    for (const part of lost) world.remove(part);
    if (!isNamed) {
        for (const part of present) parts.type.update?.(context, { ...part }, part.props, { asked: {}, seen: {} });
    }
    for (const asked of wanted) settlePart(context, whole, asked, parts);
}

function settlePart(context: Context, whole: CloudObject, asked: Props, parts: Parts): void {
    const props: Props = {
        ...withDefaults(parts.properties, asked),
        resourceGroupName: whole.props.resourceGroupName ?? "",
        [parts.wholeProperty]: text(whole.props, "name") ?? "",
        [parts.nameProperty]: text(asked, "name") ?? "",
    };
    const there = partsOf(context, whole, parts).find((part) => part.props.name === asked.name);
    const { account, region } = whole;
    const fresh = { type: parts.type.token, account, region, id: "", serial: context.world.nextSerial() };
    const part: CloudObject = there === undefined ? { ...fresh, implicitOf: whole.id, props } : { ...there, props };
    if (there === undefined) parts.type.create?.(context, part);
    else parts.type.update?.(context, part, there.props, { asked, seen: there.props });
    context.world.put(part);
}
