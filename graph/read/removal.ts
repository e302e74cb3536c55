/**
 * The resources of a deployment as if one of them were gone, and with it what cannot be without it: a subnet without its VPC, an
 * association without its attachment. What lists it among others stays, without it in the list.
 */
import type { Resource } from "./resources";
import type { Value } from "./values";

/**
 * Only what the program wires up goes too: an id that somebody wrote down stays, and means nothing. The resources themselves are
 * not changed; all of them are given back where none has the URN.
 */
export function withoutResource(resources: readonly Resource[], urn: string): readonly Resource[] {
    const gone = resources.find((resource) => resource.urn === urn);
    if (gone === undefined) return resources;
    const ids = idsOf(gone);
    const doomed: string[] = [];
    const left = resources.flatMap((resource): Resource[] => {
        if (resource === gone) return [];
        const wired = Object.keys(resource.sources).filter((name) => resource.sources[name]?.includes(urn));
        if (wired.some((name) => hangsOn(name, resource.props[name], ids))) doomed.push(resource.urn);
        return [wired.length === 0 ? resource : unlisted(resource, wired, ids)];
    });
    return doomed.reduce(withoutResource, left);
}

/** What others call it by. Its other properties name what it hangs on itself. */
function idsOf({ id, props }: Resource): ReadonlySet<string> {
    const names = [id, props["arn"], props["transitGatewayAttachmentId"]];
    return new Set(names.filter((name): name is string => typeof name === "string"));
}

/** Properties that take another value from it, such as a prefix or a name, can do without it. */
function hangsOn(name: string, value: Value | undefined, ids: ReadonlySet<string>): boolean {
    return /(?:Id|Arn)$/.test(name) && typeof value === "string" && ids.has(value);
}

function unlisted(resource: Resource, names: readonly string[], ids: ReadonlySet<string>): Resource {
    const lists = names.flatMap((name): (readonly [string, Value])[] => {
        const value = resource.props[name];
        if (!Array.isArray(value)) return [];
        return [[name, (value as readonly Value[]).filter((member) => !mentions(member, ids))]];
    });
    return { ...resource, props: { ...resource.props, ...Object.fromEntries(lists) } };
}

function mentions(value: Value, ids: ReadonlySet<string>): boolean {
    if (typeof value === "string") return ids.has(value);
    if (typeof value !== "object" || value === null) return false;
    return Object.values(value).some((member) => mentions(member, ids));
}
