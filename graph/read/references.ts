/**
 * Which resource a property means. Where its value is known, the one with that id; where a preview does not know it yet, the one
 * that the value came from: of all resources behind the property the only one of a type that may stand there, unless another
 * of them may hold such an id too. Two of them leave it open, and nothing is guessed.
 */
import { Code, type Element, type Reason } from "../reason";
import { mayHoldAnother } from "./origins";
import type { Resource } from "./resources";
import { SECRET, UNKNOWN, type Value } from "./values";

export type Reference =
    | { readonly is: "resource"; readonly resource: Resource }
    /** An id that no resource here has. */
    | { readonly is: "external"; readonly id: string }
    /** The property is not set. */
    | { readonly is: "absent" }
    /** One of the candidates; where there are none, anything. */
    | { readonly is: "unsure"; readonly candidates: readonly Resource[]; readonly reason: Reason };

export interface Target {
    /** Types of resources that may stand there: "aws:ec2/vpc:Vpc". */
    readonly types: readonly string[];
    /** The output that the property holds, or those that it may hold; "id" if not given. */
    readonly by?: string | readonly string[];
    /** True where the cloud takes resources of the same region only. */
    readonly inRegion?: boolean;
}

/** Where in the inputs: "vpcId", or ["routes", 0, "gatewayId"]. */
export type Path = string | readonly [string, ...(string | number)[]];

export class References {
    private readonly byUrn = new Map<string, Resource>();
    private readonly byValue = new Map<string, Resource>();
    private readonly byType = new Map<string, Resource[]>();
    private readonly known = {
        resource: (urn: string): Resource | undefined => this.byUrn.get(urn),
        named: (text: string, target: Target): Resource | undefined => {
            const found = this.named(text, target);
            return found.is === "resource" ? found.resource : undefined;
        },
    };

    constructor(readonly resources: readonly Resource[]) {
        for (const resource of resources) this.byUrn.set(resource.urn, resource);
    }

    resource(urn: string): Resource | undefined {
        return this.byUrn.get(urn);
    }

    /** In the order of all resources. */
    ofType(...types: readonly string[]): readonly Resource[] {
        const [only, ...others] = types;
        if (others.length > 0) return this.resources.filter(({ type }) => types.includes(type));
        if (this.byType.size === 0)
            for (const resource of this.resources) {
                const same = this.byType.get(resource.type);
                if (same === undefined) this.byType.set(resource.type, [resource]);
                else same.push(resource);
            }
        return only === undefined ? [] : (this.byType.get(only) ?? []);
    }

    /** The resource that a property means. */
    one(from: Resource, path: Path, target: Target): Reference {
        const steps = typeof path === "string" ? [path] : path;
        return this.ofValue(from, steps, valueAt(from, steps), target);
    }

    /**
     * The resources that a list means. A list that is not known as a whole is open, even with candidates: the program may
     * leave some of them out. Of a list with unknown members, each may be one of the candidates that no known member is; with as
     * many candidates as members they are it.
     */
    many(from: Resource, path: Path, target: Target): readonly Reference[] {
        const steps = typeof path === "string" ? [path] : path;
        const value = valueAt(from, steps);
        if (value === undefined || value === null) return [];
        if (!Array.isArray(value)) return [this.unsure(from, steps, target)];
        const members = value as readonly Value[];
        const known = members.filter((member) => typeof member === "string").map((m) => this.named(m, target));
        const open = members.length - known.length;
        if (open === 0) return known;
        const taken = new Set(known.flatMap((r) => (r.is === "resource" ? [r.resource] : [])));
        const candidates = this.meant(from, steps[0], target).filter((resource) => !taken.has(resource));
        if (candidates.length === open) return [...known, ...candidates.map(resourceOf)];
        return [...known, ...Array.from({ length: open }, () => this.unsure(from, steps, target))];
    }

    /** The region of a resource: its own, else its provider's; undefined where nobody can say. */
    regionOf(resource: Resource): string | undefined {
        for (const value of [resource.props["region"], this.provider(resource)?.props["region"]])
            if (typeof value === "string" && value !== "") return value;
        return undefined;
    }

    /** What tells one account from another: the role, profile or key of the provider. Two texts that differ may be one account. */
    accountOf(resource: Resource): string {
        const owner = resource.props["ownerId"];
        if (typeof owner === "string" && owner !== "") return owner;
        const props = this.provider(resource)?.props ?? {};
        const roles: unknown = [props["assumeRoles"], props["assumeRole"], props["profile"], props["accessKey"]];
        return JSON.stringify(roles, (_, value: unknown) => (typeof value === "symbol" ? String(value) : value));
    }

    private provider(resource: Resource): Resource | undefined {
        return resource.provider === undefined ? undefined : this.byUrn.get(resource.provider);
    }

    private ofValue(
        from: Resource,
        steps: readonly (string | number)[],
        value: Value | undefined,
        target: Target,
    ): Reference {
        if (value === undefined || value === null || value === "") return { is: "absent" };
        if (typeof value === "string") return this.named(value, target);
        const candidates = this.meant(from, String(steps[0]), target);
        const [only] = candidates;
        return only !== undefined && candidates.length === 1 ? resourceOf(only) : this.unsure(from, steps, target);
    }

    private named(value: string, { types, by = "id" }: Target): Reference {
        if (this.byValue.size === 0) this.index();
        for (const type of types)
            for (const output of [by].flat()) {
                const found = this.byValue.get(`${type} ${output} ${value}`);
                if (found !== undefined) return resourceOf(found);
            }
        return { is: "external", id: value };
    }

    private index(): void {
        this.byValue.set("", this.resources[0] as Resource);
        for (const resource of this.resources) {
            if (typeof resource.id === "string") this.byValue.set(`${resource.type} id ${resource.id}`, resource);
            for (const [name, value] of Object.entries(resource.props))
                if (typeof value === "string" && (name === "arn" || name.endsWith("Id") || name.endsWith("Arn")))
                    this.byValue.set(`${resource.type} ${name} ${value}`, resource);
        }
    }

    /** All that a property may mean that is not known yet; nothing where that may be more than what stands behind it. */
    private meant(from: Resource, property: string, target: Target): readonly Resource[] {
        const [region, { types, inRegion = false }] = [this.regionOf(from), target];
        const sources = (from.sources[property] ?? []).map((urn) => this.byUrn.get(urn));
        const candidates = sources
            .filter((resource) => resource !== undefined)
            .filter((resource) => types.includes(resource.type))
            .filter((resource) => {
                const other = this.regionOf(resource);
                return !inRegion || region === undefined || other === undefined || region === other;
            });
        const all = new Set(candidates);
        const isOpen = sources.some((source) => {
            if (source === undefined) return true;
            return !types.includes(source.type) && mayHoldAnother(source, target, all, this.known);
        });
        return isOpen ? [] : candidates;
    }

    private unsure(from: Resource, steps: readonly (string | number)[], target: Target): Reference {
        const candidates = this.meant(from, String(steps[0]), target);
        const names = candidates.map(({ name }) => name).join(", ");
        const detail = candidates.length === 0 ? "comes from elsewhere" : `may be any of ${names}`;
        return {
            is: "unsure",
            candidates,
            reason: unknownValue(from, `${steps.join(".")} is not known before the deployment and ${detail}`),
        };
    }
}

export function unknownValue(resource: Resource, detail: string): Reason {
    return { code: Code.Unknown, element: elementOf(resource), detail: `${labelOf(resource)}: ${detail}` };
}

/** "route table private", from the type's last word and the name. */
export function labelOf({ type, name }: Pick<Resource, "type" | "name">): string {
    const kind = (type.split(":").at(-1) ?? type).replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
    return `${kind} ${name}`;
}

export function elementOf(resource: Pick<Resource, "urn" | "type" | "name">, more = ""): Element {
    return { urn: resource.urn, label: more === "" ? labelOf(resource) : `${more} of ${labelOf(resource)}` };
}

function resourceOf(resource: Resource): Reference {
    return { is: "resource", resource };
}

/** The value at a path; undefined where nothing stands there, UNKNOWN below a value that is not known. */
export function valueAt(from: Resource, steps: readonly (string | number)[]): Value | undefined {
    return steps.reduce<Value | undefined>((value, step) => {
        if (value === UNKNOWN || value === SECRET) return UNKNOWN;
        if (value === null || typeof value !== "object") return undefined;
        return (value as Readonly<Record<string | number, Value>>)[step];
    }, from.props);
}
