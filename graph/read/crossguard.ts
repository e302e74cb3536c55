/**
 * Resources as a policy pack gets them. They come in two forms: before a resource is made with its inputs, and after all are
 * made, or previewed, with its outputs. A pack sees no ids, no positions, and secrets in plain text; what may be a secret is
 * hidden here, before anything can read or print it.
 *
 * Source: @pulumi/policy 1.21.0, server.ts, proxy.ts, deserialize.ts.
 */
import type { Resource } from "./resources";
import { KEYS, printOf } from "./tunnels/keys";
import { SECRET, UNKNOWN, type Value, type Values } from "./values";

/** What of a pack's arguments is read. Properties throw when a value is read that is not known. */
export interface AnalyzedResource {
    readonly type: string;
    readonly urn: string;
    readonly name: string;
    readonly props: object;
    readonly opts: { readonly additionalSecretOutputs?: readonly string[]; readonly parent?: string };
    readonly provider?: { readonly type: string; readonly urn: string; readonly name: string; readonly props: object };
    readonly parent?: { readonly urn: string };
    /** Of a whole stack only. */
    readonly propertyDependencies?: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** How the engine writes a secret that it cannot decrypt. */
const HIDDEN = "[secret]";

/** A resource before it is made, with the inputs that the program gave. */
export function fromAnalyzed(resource: AnalyzedResource): Resource {
    const { urn, type, name, opts, provider, parent, propertyDependencies = {} } = resource;
    const [head = "", project = ""] = urn.split("::");
    return {
        urn,
        type,
        name,
        stack: `${project}/${head.split(":").at(-1) ?? ""}`,
        // Components have no provider, and providers have none either.
        isCustom: provider !== undefined || type.startsWith("pulumi:providers:"),
        id: UNKNOWN,
        props: readProps(resource.props, new Set(opts.additionalSecretOutputs ?? [])),
        parent: parent?.urn ?? opts.parent,
        provider: provider?.urn,
        sources: Object.fromEntries(
            Object.entries(propertyDependencies).map(([property, of]) => [property, of.map((one) => one.urn).sort()]),
        ),
        position: undefined,
        step: undefined,
        ...printsOf(resource.props),
    };
}

/** Keys come in plain text: what tells equal ones from others is kept, and nothing else of them. */
function printsOf(props: object): Pick<Resource, "keyPrints"> {
    const prints = Object.keys(props).flatMap((name): [string, string][] => {
        const value = KEYS.test(name) ? readMember(props, name) : undefined;
        return typeof value === "string" && value !== "" ? [[name, printOf(value)]] : [];
    });
    return prints.length === 0 ? {} : { keyPrints: Object.fromEntries(prints) };
}

/** The provider of a resource, as a resource: it tells the region. */
export function providerOf({ provider }: AnalyzedResource): readonly Resource[] {
    return provider === undefined ? [] : [fromAnalyzed({ ...provider, opts: {} })];
}

/**
 * The resources of a whole stack. `inputs` are those that were analyzed one by one before, by URN. Where they are known, a
 * value that is set by nobody and not known yet is left out, as in a preview; an input that the outputs lost is put back
 * (pulumi/pulumi#7854).
 */
export function fromAnalyzedStack(
    resources: readonly AnalyzedResource[],
    inputs: ReadonlyMap<string, Resource>,
): readonly Resource[] {
    const read = resources.map((resource) => {
        const stack = fromAnalyzed(resource);
        const before = inputs.get(resource.urn);
        return before === undefined ? stack : { ...stack, props: together(before.props, stack.props) };
    });
    const providers = new Map(resources.flatMap(providerOf).map((provider) => [provider.urn, provider]));
    for (const { urn } of read) providers.delete(urn);
    return withIds([...read, ...providers.values()]);
}

function together(inputs: Values, outputs: Values): Values {
    const known = Object.entries(outputs).filter(([name, value]) => value !== UNKNOWN || name in inputs);
    return { ...inputs, ...Object.fromEntries(known) };
}

/**
 * Ids, as far as they can be told: of EC2's resources the last part of the ARN, of others the ARN itself; without an ARN the
 * one text that other resources got from this resource and from no other, and that is none of its outputs.
 */
function withIds(resources: readonly Resource[]): readonly Resource[] {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const texts = new Map<string, Set<string>>();
    for (const { props, sources } of resources)
        for (const [property, [only, ...others]] of Object.entries(sources)) {
            const owner = only === undefined || others.length > 0 ? undefined : byUrn.get(only);
            if (owner === undefined) continue;
            const own = new Set(Object.values(owner.props).filter((value) => typeof value === "string"));
            const found = [props[property]].flat().filter((value) => typeof value === "string" && !own.has(value));
            for (const text of found) texts.set(owner.urn, (texts.get(owner.urn) ?? new Set()).add(text as string));
        }
    return resources.map((resource) => {
        if (!resource.isCustom) return { ...resource, id: undefined };
        const [text, ...others] = texts.get(resource.urn) ?? [];
        return { ...resource, id: idFromArn(resource) ?? (others.length === 0 ? text : undefined) ?? UNKNOWN };
    });
}

/** Modules whose ARNs end in the id. */
const ARN_ENDS_IN_ID = /^aws:(?:ec2|ec2transitgateway|vpc)\//;

function idFromArn({ type, props }: Resource): string | undefined {
    const arn = props["arn"];
    if (typeof arn !== "string" || !arn.startsWith("arn:")) return undefined;
    return ARN_ENDS_IN_ID.test(type) ? arn.split("/").at(-1) : arn;
}

function readProps(props: object, secrets: ReadonlySet<string>): Values {
    return Object.fromEntries(
        Object.keys(props).map((name): [string, Value] => {
            const value = readMember(props, name);
            if (value === undefined || value === null || value === "") return [name, value ?? null];
            if (secrets.has(name)) return [name, SECRET];
            return [name, KEYS.test(name) && value !== SECRET ? UNKNOWN : value];
        }),
    );
}

/** A member, or UNKNOWN: reading one that is not known throws. */
function readMember(of: object, name: string | number): Value {
    let value: unknown;
    try {
        value = (of as Readonly<Record<string | number, unknown>>)[name];
    } catch {
        return UNKNOWN;
    }
    return readPlain(value);
}

function readPlain(value: unknown): Value {
    if (typeof value === "string") return value === HIDDEN ? SECRET : value;
    if (typeof value === "number" || typeof value === "boolean" || value === undefined || value === null)
        return value ?? null;
    if (typeof value !== "object") return null;
    if (Array.isArray(value)) return Array.from({ length: value.length }, (_, i) => readMember(value, i));
    // An asset or an archive: no network question reads one.
    if ("__pulumiAsset" in value || "__pulumiArchive" in value) return null;
    return Object.fromEntries(Object.keys(value).map((name) => [name, readMember(value, name)]));
}
