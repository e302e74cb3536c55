/** Builds a component against recorded answers instead of a cloud, and shows the resources below it. */
import * as pulumi from "@pulumi/pulumi";

export interface Child {
    type: string;
    name: string;
    /** As they would be sent to the provider; `<name>` is the id of the resource of that name. */
    inputs: Record<string, unknown>;
    /** Empty: the default provider. */
    provider: string;
    /** Its URN names the types of its parents. */
    urn: string;
    isProtected: boolean;
    /** As the component gave them. */
    options: pulumi.CustomResourceOptions;
}

export interface Built<T> {
    component: T;
    /** In the order in which they were created. */
    children: Child[];
}

/** Everything that was registered, by type and name, the components included. */
const registered = new Map<string, pulumi.runtime.MockResourceArgs>();

/** `answers` holds outputs by resource type, beside the inputs, which come back as they are. */
export async function startMocks(
    answers: Record<string, (name: string) => Record<string, unknown>>,
): Promise<typeof registered> {
    await pulumi.runtime.setMocks(
        {
            newResource: (resource) => {
                registered.set(`${resource.type} ${resource.name}`, resource);
                const state = { ...(resource.inputs as object), ...answers[resource.type]?.(resource.name) };
                return { id: `<${resource.name}>`, state };
            },
            call: ({ token }) => {
                throw new Error(`nothing may be asked of a cloud while planning, such as ${token}`);
            },
        },
        "network",
        "test",
    );
    return registered;
}

/** Builds the component with the options that it must pass on, and waits for every child to be registered. */
export async function build<T extends pulumi.ComponentResource>(
    make: (options: pulumi.ComponentResourceOptions) => T,
    options: pulumi.ComponentResourceOptions = {},
): Promise<Built<T>> {
    const created: pulumi.ResourceTransformationArgs[] = [];
    const watch: pulumi.ResourceTransformation = (args) => {
        created.push(args);
        return undefined;
    };
    const component = make({ ...options, transformations: [watch] });
    const children = created
        .filter(({ resource }) => resource !== component)
        .map(async ({ resource, type, name, opts }): Promise<Child> => {
            const urn = await known(resource.urn);
            const { inputs, provider = "" } = registered.get(`${type} ${name}`)!;
            const isProtected = (resource as { __protect?: boolean }).__protect === true;
            return { type, name, inputs: inputs as Record<string, unknown>, provider, urn, isProtected, options: opts };
        });
    return { component, children: await Promise.all(children) };
}

/** The value of an Output. */
export function known<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => output.apply((value) => resolve(value)));
}

/** The values of a map of Outputs. */
export async function allKnown<T>(outputs: Record<string, pulumi.Output<T>>): Promise<Record<string, T>> {
    const entries = Object.entries(outputs).map(async ([key, output]) => [key, await known(output)] as const);
    return Object.fromEntries(await Promise.all(entries));
}

/** A paragraph for each child, sorted by type and name: options, then inputs. */
export function tableOf(children: readonly Child[]): string {
    return children
        .map(({ type, name, inputs, options }) =>
            [`${type} ${name}`, ...optionsOf(options), ...linesOf(inputs)].join("\n    "),
        )
        .sort()
        .join("\n\n");
}

function optionsOf({ deleteBeforeReplace, dependsOn }: pulumi.CustomResourceOptions): string[] {
    const names = [dependsOn].flat().map((resource) => (pulumi.Resource.isInstance(resource) ? nameOf(resource) : ""));
    return [
        ...(deleteBeforeReplace === true ? ["(deleteBeforeReplace)"] : []),
        ...names.filter((name) => name !== "").map((name) => `(dependsOn ${name})`),
    ];
}

function nameOf(resource: pulumi.Resource): string {
    return (resource as { __name?: string }).__name ?? "?";
}

function linesOf(value: Record<string, unknown>, path = ""): string[] {
    return Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([key, v]) =>
            typeof v === "object" && v !== null && !Array.isArray(v)
                ? linesOf(v as Record<string, unknown>, `${path}${key}.`)
                : [`${path}${key}: ${typeof v === "string" ? v : JSON.stringify(v)}`],
        );
}
