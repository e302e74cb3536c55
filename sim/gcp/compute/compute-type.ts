/**
 * What all resource types of Compute Engine have in common: a name, a project, a region or none, an address (selfLink), and
 * labels perhaps. Sources: Compute Engine REST reference (naming resources), Terraform Google provider (import).
 */
import { GCP_REGIONS } from "../../../facts/regions/gcp";
import { str, type Context, type Property, type ResourceType } from "../../core/definition";
import { text, type Props } from "../../core/values";
import type { CloudObject, Place } from "../../core/world";
import { alreadyExists, inUse, invalid, notFound } from "../errors";
import { demandPlace, handled, named, nameMadeUp, owned, region } from "../handled";
import { demandLabels, fingerprintOf, labelling } from "../labels";
import { idIn, idOf, placeIn, ROUTER, ROUTER_INTERFACE, selfLinkOf, type Kind } from "../kinds";

type Part = Pick<ResourceType, "properties"> &
    Partial<Pick<ResourceType, "check" | "create" | "update" | "remove" | "view" | "quota" | "seconds">> & {
        labelled?: boolean;
        /** Spelling that differs from type to type. References become addresses without it. */
        canonical?: (inputs: Props, from: Place) => Props;
    };

const SELF_LINK: Property = str({ output: true });

/** A type whose objects are things of their own in the API. */
export function computeType(kind: Kind, part: Part): ResourceType {
    const properties = {
        ...owned,
        name: named,
        ...(kind.scope === "region" ? { region } : {}),
        ...(part.labelled === true ? { ...labelling, labelFingerprint: str({ output: true }) } : {}),
        selfLink: SELF_LINK,
        ...part.properties,
    };
    return {
        ...handled(properties, part.canonical),
        ...nameMadeUp,
        token: kind.token,
        noun: kind.noun,
        properties,
        id: (props) => idIn(kind, demandPlace(kind, props), text(props, "name") ?? ""),
        placeOf: (id, _, from) => placeIn(id) ?? from,
        check: part.check,
        create: (context, draft) => {
            if (context.world.get(kind.token, draft, draft.id) !== undefined) throw alreadyExists(draft.id);
            demandRegion(draft);
            draft.props.selfLink = selfLinkOf(draft.id);
            if (part.labelled === true) label(draft);
            part.create?.(context, draft);
        },
        update: (context, object, old, request) => {
            if (part.labelled === true) label(object);
            part.update?.(context, object, old, request);
        },
        remove: part.remove,
        view: part.view,
        gone: notFound,
        inUse: (object, holders) => inUse(kind.word, object.id, pathOf(holders[0] ?? object)),
        quota: part.quota,
        seconds: part.seconds ?? { create: 10, update: 10, delete: 10 },
        importId: (context, named) => idNamed(kind, named, context),
        onTimeout: "bare",
    };
}

/** Of parts of routers, which have no address of their own. */
export const common = { ...owned, name: named, region };

function demandRegion(object: CloudObject): void {
    if (object.region === "global" || GCP_REGIONS[object.region] !== undefined) return;
    throw invalid("region", object.region, "Unknown region.");
}

/** The forms in which an import may name it: its id, the end of its id, or project, region and name between slashes. */
function idNamed(kind: Kind, named: string, from: Place): string {
    const parts = named.split("/");
    if (parts.includes(kind.collection)) return idOf(kind, named, from);
    const name = parts.pop() ?? "";
    const region = kind.scope === "region" ? (parts.pop() ?? from.region) : "global";
    return idIn(kind, { account: parts.pop() ?? from.account, region }, name);
}

/** As the API names who holds something: parts of a router by the router. */
function pathOf(holder: CloudObject): string {
    return holder.type === ROUTER_INTERFACE ? idIn(ROUTER, holder, text(holder.props, "router") ?? "") : holder.id;
}

function label(object: CloudObject): void {
    demandLabels(object);
    object.props.labelFingerprint = fingerprintOf(object);
}

/** When it was made, as the API writes times. */
export function timestamp(context: Context): string {
    return new Date(context.now).toISOString();
}

/** A number by which the API knows it, unlike any other's. */
export function numericId(object: CloudObject): number {
    return 1_000_000_000_000_000 + object.serial;
}
